"""Review: what changed since the last approval, approving and returning (FEATURES D1–D6, SYNC §7)."""

from collections.abc import Sequence
from dataclasses import dataclass

import db.people
import db.plans
import db.progress
from db.connection import Database
from desktop.actions import Action
from desktop.attachments.publishing import publications
from desktop.conflicts.undecided import require_decided
from desktop.errors import ApprovalRefused, MissingReason, NoEntry, NotSubmitted, OwnEntry
from desktop.journal.event import EntityId, Fields, Json
from desktop.journal.history import history_of
from desktop.journal.projection import folded_entity
from desktop.permissions import Permission
from desktop.plans.records import PrintedRow, printed_row_of
from desktop.progress.entries import Entry, EntryState, Record, Verdict, entry_of, record_fields, record_of
from desktop.progress.facts import RECORD_FIELDS, progress_approved, progress_published, progress_returned
from desktop.progress.projection import last_published
from desktop.progress.recording import reported_record
from desktop.session import Session
from desktop.sync.approval import Approval, Submission, approve, verify_with_all_keys
from desktop.text import clean_text
from desktop.users.approval_keys import approval_keys, namesakes

APPROVAL_STATEMENT = "Tôi đã xem và duyệt kết quả này."


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of an entry: what was approved last (None: nothing yet) and what is handed in now."""

    name: str
    approved: Json
    submitted: Json


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """An entry that waits for the supervisor, and the reasons its authors gave since it was approved last.

    `entered_for_name` is the officer who has the task, where another one entered for him. `sent_back` is the approved
    record that the level above sent back: what is handed in now is compared with it.
    """

    entry: Entry
    task: PrintedRow
    plan_number: str
    submitted_by_name: str
    differences: tuple[FieldDifference, ...]
    unchanged: int
    is_own: bool
    explanations: tuple[str, ...] = ()
    entered_for_name: str = ""
    sent_back: Record | None = None


def waiting_entries(session: Session) -> list[WaitingEntry]:
    """The entries of this unit that wait for approval, the longest waiting first."""
    database = session.database
    names = {row["person"]: row["name"] for row in db.people.all_people(database)}
    numbers = {row["entity"]: row["number"] for row in db.plans.plans(database)}
    oneself = namesakes(database, session.person.id)
    found = []
    for row in db.progress.waiting(database):
        entry = entry_of(row)
        task = db.plans.task(database, entry.task)
        if entry.unit != session.unit or task is None:
            continue
        printed = printed_row_of(task)
        sent_back = _sent_back(database, entry)
        different = differences(entry, sent_back)
        found.append(
            WaitingEntry(
                entry=entry,
                task=printed,
                plan_number=numbers.get(printed.plan, ""),
                submitted_by_name=names.get(entry.submitted_by or "", ""),
                differences=different,
                unchanged=len(RECORD_FIELDS) - len(different),
                is_own=bool(oneself & {entry.submitted_by, entry.recorded_by}),
                explanations=_explanations(database, entry.entity),
                entered_for_name=names.get(entry.entered_for, entry.entered_for),
                sent_back=sent_back,
            )
        )
    return found


def _explanations(database: Database, entity: EntityId) -> tuple[str, ...]:
    """Why approved values were changed and warnings passed over, in the authors' words, oldest first."""
    found: list[str] = []
    for happening in history_of(database, entity):
        if happening.type == "progress.approved":
            break
        if happening.type == "progress.reported" and happening.reason:
            found.append(happening.reason)
    return tuple(dict.fromkeys(reversed(found)))


def _sent_back(database: Database, entry: Entry) -> Record | None:
    """The approved record that the level above sent back last and that is corrected now."""
    if entry.verdict is not Verdict.SENT_BACK:
        return None
    published = last_published(folded_entity(database, entry.entity))
    return record_of(dict(published.event.fields)) if published is not None else None


def differences(entry: Entry, sent_back: Record | None = None) -> tuple[FieldDifference, ...]:
    """The fields that are not what was approved last, be it that the level above sent that back."""
    before = sent_back if sent_back is not None else entry.approved
    old = record_fields(before) if before is not None else {}
    new = record_fields(entry.record)
    empty = {"", 0, None}
    return tuple(
        FieldDifference(name, old.get(name), new[name])
        for name in RECORD_FIELDS
        if (new[name] != old[name] if old else new[name] not in empty)
    )


def approve_entries(session: Session, entities: Sequence[EntityId]) -> list[Entry]:
    """Approve entries as one change: sign each and publish the full record for the level above.

    Raises NotPermitted, NoEntry, NotSubmitted, OwnEntry, UndecidedConflict, and ApprovalRefused where the values shown
    are not those that were signed when they were handed in; then none of them is approved.
    """
    session.allow(Permission.REVIEW)
    found = [_submitted(session.database, entity) for entity in dict.fromkeys(entities)]
    oneself = namesakes(session.database, session.person.id)
    for entry in found:
        if oneself & {entry.submitted_by, entry.recorded_by}:
            raise OwnEntry
        require_decided(entry.parallel)
    with session.changing(Action.APPROVE_PROGRESS) as change:
        for entry in found:
            fields = folded_entity(session.database, entry.entity).fields
            signed = _signed(session, entry, fields)
            change.write(
                progress_approved(
                    entry.entity, by=session.person.id, at=change.now_ms, signature=signed.signature.hex()
                )
            )
            change.write(progress_published(entry.entity, _published_record(entry, fields, signed, change.now_ms)))
            for fact in publications(session.database, entry.entity):
                change.write(fact)
    return [_one(session.database, entry.entity) for entry in found]


def _signed(session: Session, entry: Entry, fields: Fields) -> Approval:
    """The approval, checked as the level above will check it: what it would refuse is not sent."""
    submission = Submission(entry.submitted_by or "", _bytes(fields.get("submit_signature")))
    record = reported_record(entry.entity, entry.record)
    signed = approve(record, submission, session.person.id, APPROVAL_STATEMENT, session.approval_key)
    fault = verify_with_all_keys(record, submission, signed, lambda person: _keys(session, person))
    if fault is not None:
        raise ApprovalRefused(fault, entry.entity)
    return signed


def _keys(session: Session, person: str) -> tuple[bytes, ...]:
    """Every key of a person of this unit; none of anybody else."""
    row = db.people.person(session.database, person)
    return approval_keys(session.database, person) if row is not None and row["unit"] == session.unit else ()


def _bytes(text: Json) -> bytes:
    """Bytes written in hexadecimal; none where the text is none."""
    try:
        return bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        return b""


def _published_record(entry: Entry, fields: Fields, signed: Approval, at: int) -> Fields:
    """The whole record as it goes up: values, who and when, both signatures."""
    return {
        "task": entry.task,
        "unit": entry.unit,
        "period": entry.period,
        **record_fields(entry.record),
        "state": EntryState.APPROVED,
        "recorded_by": entry.recorded_by,
        "recorded_at": entry.recorded_at,
        "submitted_by": entry.submitted_by,
        "submitted_at": entry.submitted_at,
        "submit_signature": fields["submit_signature"],
        "approved_by": signed.person,
        "approved_at": at,
        "approve_statement": signed.statement,
        "approve_signature": signed.signature.hex(),
        "return_reason": "",
        "seen_rev": entry.seen_rev,
    }


def return_entries(session: Session, entities: Sequence[EntityId], reason: str) -> list[Entry]:
    """Give entries back to their authors with a reason, as one change. Raises MissingReason, NotSubmitted."""
    session.allow(Permission.REVIEW)
    why = clean_text(reason, multiline=True)
    if not why:
        raise MissingReason
    found = [_submitted(session.database, entity) for entity in dict.fromkeys(entities)]
    with session.changing(Action.RETURN_PROGRESS) as change:
        for entry in found:
            change.write(progress_returned(entry.entity, by=session.person.id, at=change.now_ms, reason=why))
    return [_one(session.database, entry.entity) for entry in found]


def _submitted(database: Database, entity: EntityId) -> Entry:
    entry = _one(database, entity)
    if entry.state is not EntryState.SUBMITTED:
        raise NotSubmitted(entry.state)
    return entry


def _one(database: Database, entity: EntityId) -> Entry:
    row = db.progress.entry(database, entity)
    if row is None:
        raise NoEntry(entity)
    return entry_of(row)
