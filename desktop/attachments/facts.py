"""What happens to a file at an entry, as facts for the journal; the bytes themselves are no fact."""

import re
from enum import StrEnum

from desktop.actions import Audience
from desktop.journal.event import EntityId, Fact, Fields
from desktop.journal.journal import REMOVED

_ENTITY = re.compile(r"att/[^/]+/[^/]+/[^/]+/[0-9a-f]{64}")


class Published(StrEnum):
    """What the level above was told last of a file: that it stands at the record, or that it was taken off."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"


def attachment_entity(record: EntityId, sha256: str) -> EntityId:
    """The entity of a file at an entry; the same file attached on two machines is one."""
    return EntityId(f"att/{record.partition('/')[2]}/{sha256}")


def is_attachment(entity: str) -> bool:
    """Whether this names a file at an entry: task, unit, period and a SHA-256 in hexadecimal."""
    return _ENTITY.fullmatch(entity) is not None


def record_at(entity: str) -> EntityId:
    """The entry that a file is attached to."""
    return EntityId(f"prog/{entity.partition('/')[2].rpartition('/')[0]}")


def hash_at(entity: str) -> bytes:
    """The SHA-256 of a file's bytes."""
    return bytes.fromhex(entity.rpartition("/")[2])


def attachment_added(entity: EntityId, *, name: str, size: int, by: str, at: int) -> Fact:
    """A person attaches a file to an entry of the unit; its bytes stay in the ledger."""
    fields: Fields = {"name": name, "size": size, "added_by": by, "added_at": at, REMOVED: False}
    return Fact("attachment.added", entity, fields, Audience.SITE)


def attachment_removed(entity: EntityId, *, by: str, at: int) -> Fact:
    """A person takes a file off an entry."""
    return Fact("attachment.removed", entity, {REMOVED: True, "removed_by": by, "removed_at": at}, Audience.SITE)


def attachment_published(entity: EntityId, *, name: str, size: int, by: str, at: int, is_removed: bool) -> Fact:
    """With the approved entry the level above learns which files it has, or has no longer: name and size only."""
    fields: Fields = {
        "name": name,
        "size": size,
        "added_by": by,
        "added_at": at,
        REMOVED: is_removed,
        "published": Published.WITHDRAWN if is_removed else Published.STANDING,
    }
    return Fact("attachment.published", entity, fields, Audience.UP)
