"""How a file at an entry is shown: one row, folded from its events."""

from desktop.attachments.facts import Published, hash_at, is_attachment, record_at
from desktop.attachments.names import shown_name
from desktop.journal.event import EntityId
from desktop.journal.fields import is_one_of, number, text, text_or_none
from desktop.journal.fold import Folded
from desktop.journal.journal import REMOVED
from desktop.journal.projection import Projector, Row, parallel_text


def attachment_row(entity: EntityId, folded: Folded) -> Row | None:
    """A file with what is known of it; one that was taken off keeps its row, so that it is sent to nobody."""
    if not is_attachment(entity):
        return None
    fields = folded.fields
    published = fields.get("published")
    return {
        "entity": entity,
        "record": record_at(entity),
        "unit": entity.split("/")[2],
        "sha256": hash_at(entity),
        "name": shown_name(text(fields.get("name"))),
        "size": max(number(fields.get("size")), 0),
        "added_by": text(fields.get("added_by")),
        "added_at": number(fields.get("added_at")),
        "published": text_or_none(published) if is_one_of(published, Published) else None,
        "removed": int(fields.get(REMOVED) is True),
        "parallel": parallel_text(folded),
    }


PROJECTORS = {"att": Projector("p_attachment", attachment_row)}
