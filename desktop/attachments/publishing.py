"""Which files go up with an approved entry, by name and size (SYNC §2.3)."""

from collections.abc import Iterator

import db.attachments
from db.connection import Database
from desktop.attachments.facts import Published, attachment_published
from desktop.journal.event import EntityId, Fact


def publications(database: Database, record: EntityId) -> Iterator[Fact]:
    """What the level above must learn of an entry's files when the entry is approved: new ones and those taken off."""
    for row in db.attachments.of_record(database, record):
        told = row["published"] == Published.STANDING
        if bool(row["removed"]) == told:
            yield attachment_published(
                EntityId(row["entity"]),
                name=row["name"],
                size=row["size"],
                by=row["added_by"],
                at=row["added_at"],
                is_removed=bool(row["removed"]),
            )
