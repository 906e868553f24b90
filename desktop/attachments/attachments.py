"""Files at an entry: attached, taken off, listed, asked for, saved out by a person (SYNC §3.1, §6).

No file is ever opened by the program. State secrets do not belong here (SYNC §4): the screen says so.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import db.attachments
import db.people
import db.plans
from db.attachments import AttachmentRow
from db.connection import Database, writing
from desktop.actions import Action, Topic
from desktop.assigning.assigning import is_assigned
from desktop.attachments.facts import Published, attachment_added, attachment_entity, attachment_removed
from desktop.attachments.names import checked_name
from desktop.errors import (
    AttachmentFault,
    AttachmentNotHere,
    AttachmentRefused,
    EntryLocked,
    NoAttachment,
    NotAssignedHere,
)
from desktop.files import atomic_write, file_in, safe_name
from desktop.journal.event import EntityId, kind_of
from desktop.permissions import Permission
from desktop.plans.records import printed_row_of
from desktop.progress.entries import EntryState
from desktop.progress.recording import entry
from desktop.session import Change, Session
from desktop.sync.inbound.intake import private_bytes
from desktop.sync.limits import BLOB_BYTES

SECRETS_NOTE: Final = "Không đính kèm tài liệu mật: sổ này không dùng để giữ bí mật nhà nước."


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file at an entry; `size` in bytes, times in milliseconds since 1970.

    `is_here`: its bytes are in this ledger. `wished_at`: when somebody here asked for them, None where nobody did.
    `is_published`: the level above knows of it.
    """

    entity: EntityId
    record: EntityId
    sha256: str
    name: str
    size: int
    added_by: str
    added_by_name: str
    added_at: int
    is_here: bool
    wished_at: int | None
    is_published: bool


def attachments_of(session: Session, record: EntityId) -> tuple[Attachment, ...]:
    """The files at an entry, in the order they were added; of other units those that stand in what they published."""
    return tuple(
        _shown(session.database, row)
        for row in db.attachments.of_record(session.database, record)
        if not row["removed"] and (row["unit"] == session.unit or row["published"] == Published.STANDING)
    )


def files_ever(session: Session, task: EntityId, unit: str) -> list[tuple[EntityId, str]]:
    """Every file that a unit ever attached to its entries on a task, also those taken off, with their names."""
    prefix = f"prog/{task.partition('/')[2]}/{unit}/"
    return [(EntityId(row["entity"]), row["name"]) for row in db.attachments.of_records(session.database, prefix)]


def attach(session: Session, record: EntityId, path: Path) -> Attachment:
    """Keep a file in the ledger and attach it to an entry of this unit; one that is attached already stays as it is.

    The file is copied first and read from the copy. Raises NotPermitted, NotAssignedHere, EntryLocked while the entry
    waits or is approved, AttachmentRefused for an empty file or a deceiving name, and what `private_copy` raises.
    """
    return attach_all(session, record, [path])[0]


def attach_all(session: Session, record: EntityId, paths: list[Path]) -> list[Attachment]:
    """Attach several files as one change; all or none. Raises what `attach` raises."""
    session.allow(Permission.REPORT_PROGRESS)
    _require_open(session, record)
    files = [_File.read(path) for path in paths]
    with session.changing(Action.ADD_ATTACHMENT) as change:
        entities = [_keep(session, change, record, file) for file in files]
    return [attachment(session, entity) for entity in entities]


def remove_attachment(session: Session, entity: EntityId) -> Attachment:
    """Take a file off an entry; the last one to do so can undo it, and its bytes are sent to nobody any more.

    Raises NotPermitted, NoAttachment, NotAssignedHere, EntryLocked.
    """
    session.allow(Permission.REPORT_PROGRESS)
    found = attachment(session, entity)
    _require_open(session, found.record)
    with session.changing(Action.REMOVE_ATTACHMENT) as change:
        change.write(attachment_removed(entity, by=session.person.id, at=change.now_ms))
    return found


def attachment(session: Session, entity: EntityId) -> Attachment:
    """One file that stands at an entry; raises NoAttachment."""
    row = db.attachments.attachment(session.database, entity)
    if row is None or row["removed"]:
        raise NoAttachment(entity)
    return _shown(session.database, row)


def save_attachment(session: Session, entity: EntityId, path: Path) -> Path:
    """Write a file out where a person wants it: into a folder under its own name made harmless, or as `path` says.

    Raises NoAttachment, AttachmentNotHere where its bytes have not come or are damaged, and what `atomic_write` raises.
    """
    found = attachment(session, entity)
    content = db.attachments.content(session.database, bytes.fromhex(found.sha256))
    if content is None or hashlib.sha256(content).hexdigest() != found.sha256:
        raise AttachmentNotHere(found.name)
    target = file_in(path, safe_name(found.name))
    atomic_write(target, content)
    return target


def ask_for(session: Session, entity: EntityId) -> Attachment:
    """Ask for the bytes of a file: the next bundles to where it may lie carry the wish. Raises NoAttachment."""
    session.allow(Permission.REPORT_PROGRESS)
    found = attachment(session, entity)
    if not found.is_here:
        with writing(session.database):
            sha256, now = bytes.fromhex(found.sha256), session.machine.now_ms()
            db.attachments.put_wish(session.database, sha256, session.person.id, now)
        session.announce(frozenset({Topic.PROGRESS, Topic.EXCHANGE}))
    return attachment(session, entity)


def withdraw_wish(session: Session, entity: EntityId) -> Attachment:
    """Ask no longer for the bytes of a file. Raises NoAttachment."""
    session.allow(Permission.REPORT_PROGRESS)
    found = attachment(session, entity)
    with writing(session.database):
        db.attachments.drop_wish(session.database, bytes.fromhex(found.sha256))
    session.announce(frozenset({Topic.PROGRESS, Topic.EXCHANGE}))
    return attachment(session, entity)


@dataclass(frozen=True, slots=True)
class _File:
    """A file from outside, read once."""

    name: str
    content: bytes

    @classmethod
    def read(cls, path: Path) -> "_File":
        name = checked_name(path.name)
        content = private_bytes(path, BLOB_BYTES)
        if not content:
            raise AttachmentRefused(AttachmentFault.EMPTY, name)
        return cls(name, content)


def _keep(session: Session, change: Change, record: EntityId, file: _File) -> EntityId:
    digest = hashlib.sha256(file.content)
    entity = attachment_entity(record, digest.hexdigest())
    db.attachments.put_content(session.database, digest.digest(), file.content, change.now_ms)
    known = db.attachments.attachment(session.database, entity)
    if known is None or known["removed"]:
        size, by = len(file.content), session.person.id
        change.write(attachment_added(entity, name=file.name, size=size, by=by, at=change.now_ms))
    return entity


def _require_open(session: Session, record: EntityId) -> None:
    """Files belong to what is handed in and approved: they change only while the entry itself may."""
    parts = record.split("/")
    task = EntityId(f"task/{parts[1]}")
    is_own = kind_of(record) == "prog" and len(parts) == len(("prog", "task", "unit", "period"))
    if not is_own or parts[2] != session.unit or not is_assigned(session.database, task, session.unit):
        row = db.plans.task(session.database, task)
        raise NotAssignedHere(printed_row_of(row).path_text if row is not None else record)
    found = entry(session.database, record)
    if found is not None and found.state in {EntryState.SUBMITTED, EntryState.APPROVED}:
        raise EntryLocked(found.state)


def _shown(database: Database, row: AttachmentRow) -> Attachment:
    person = db.people.person(database, row["added_by"])
    return Attachment(
        entity=EntityId(row["entity"]),
        record=EntityId(row["record"]),
        sha256=row["sha256"].hex(),
        name=row["name"],
        size=row["size"],
        added_by=row["added_by"],
        added_by_name=person["name"] if person is not None else "",
        added_at=row["added_at"],
        is_here=bool(row["here"]),
        wished_at=row["wished_at"] if not row["here"] else None,
        is_published=row["published"] == Published.STANDING,
    )
