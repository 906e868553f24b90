"""Recording progress: check the input, keep drafts, record, submit."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date

import db.amendments
import db.drafts
import db.progress
from db.connection import Database, writing
from desktop.actions import Action, Topic
from desktop.assigning.assigning import is_assigned
from desktop.conflicts.undecided import require_decided
from desktop.dates import FIRST_DUTY, parse_entry_period
from desktop.errors import (
    EntryIncomplete,
    EntryLocked,
    MissingReason,
    NoEntry,
    NotAssignedHere,
    NotATask,
    UnknownPeriod,
    UnreadableText,
)
from desktop.journal.event import EntityId, Fields
from desktop.obligations.records import obligations_of
from desktop.obligations.slots import reported_period
from desktop.permissions import Permission
from desktop.plans.records import PrintedRow
from desktop.plans.state import WorkStatus
from desktop.problem import Grade, Problem, ProblemKind, blocking
from desktop.progress.entries import Entry, EntryState, Record, ReportedPeriod, entry_of, record_fields
from desktop.progress.facts import NO_PERIOD, progress_entity, progress_reported, progress_submitted
from desktop.progress.substitution import entering_for
from desktop.session import Change, Session
from desktop.sync.approval import ReportedRecord, submit
from desktop.text import clean_text

LONGEST_TEXT = 10_000
_SECRET_MARK = re.compile(r"\b(TUYỆT MẬT|TỐI MẬT|MẬT)\b")
_LINE_FIELDS = ("document_number",)
_TEXT_FIELDS = ("product", "document_number", "result", "difficulties", "recommendations")
REPORTABLE = (WorkStatus.NOT_STARTED, WorkStatus.IN_PROGRESS, WorkStatus.COMPLETED, WorkStatus.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Typed:
    """An entry as typed: every field a text, as the form holds it and drafts keep it."""

    status: str = WorkStatus.NOT_STARTED.value
    percent: str = "0"
    completed_on: str = ""
    product: str = ""
    document_number: str = ""
    document_date: str = ""
    result: str = ""
    difficulties: str = ""
    recommendations: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person was typing about a record when he last paused; `saved_at` in milliseconds since 1970."""

    entity: EntityId
    typed: Typed
    saved_at: int


def typed_of(record: Record) -> Typed:
    """A record as the form shows it."""

    def day(value: date | None) -> str:
        return value.strftime("%d/%m/%Y") if value else ""

    return Typed(
        record.status.value,
        str(record.percent),
        day(record.completed_on),
        record.product,
        record.document_number,
        day(record.document_date),
        record.result,
        record.difficulties,
        record.recommendations,
    )


def check(typed: Typed, *, today: date) -> tuple[Record, list[Problem]]:
    """The record that was typed and everything wrong with it, field by field (FEATURES A3, A4, A5)."""
    problems: list[Problem] = []

    def problem(field: str, kind: ProblemKind, grade: Grade = Grade.BLOCKING) -> None:
        problems.append(Problem(field, kind, grade))

    texts = {name: _text(typed, name, problem) for name in _TEXT_FIELDS}
    status = WorkStatus(typed.status) if typed.status in set(REPORTABLE) else None
    if status is None:
        problem("status", ProblemKind.REQUIRED)
    record = Record(
        status=status or WorkStatus.NOT_STARTED,
        percent=_percent(typed.percent, problem),
        completed_on=_day("completed_on", typed.completed_on, problem),
        document_date=_day("document_date", typed.document_date, problem),
        product=texts["product"],
        document_number=texts["document_number"],
        result=texts["result"],
        difficulties=texts["difficulties"],
        recommendations=texts["recommendations"],
    )
    _check_together(record, typed, today, problem)
    return record, problems


_Report = Callable[..., None]


def _check_together(record: Record, typed: Typed, today: date, problem: _Report) -> None:
    """The rules between fields."""
    completed = record.status is WorkStatus.COMPLETED
    if completed and record.percent < 100:  # per cent
        problem("percent", ProblemKind.PERCENT_BELOW_HUNDRED)
    if completed and not typed.completed_on.strip():
        problem("completed_on", ProblemKind.COMPLETED_WITHOUT_DATE)
    if record.completed_on and not completed:
        problem("completed_on", ProblemKind.DATE_WITHOUT_COMPLETION)
    if record.completed_on and record.completed_on > today:
        problem("completed_on", ProblemKind.DATE_AFTER_TODAY)
    if record.document_number and not typed.document_date.strip():
        problem("document_date", ProblemKind.DOCUMENT_WITHOUT_DATE, Grade.WARNING)
    if record.document_date and not typed.document_number.strip():
        problem("document_number", ProblemKind.DATE_WITHOUT_DOCUMENT, Grade.WARNING)


def _text(typed: Typed, name: str, problem: _Report) -> str:
    raw: str = getattr(typed, name)
    try:
        clean = clean_text(raw, multiline=name not in _LINE_FIELDS, limit=LONGEST_TEXT)
    except UnreadableText:
        problem(name, ProblemKind.TOO_LONG if len(raw) > LONGEST_TEXT else ProblemKind.UNREADABLE_TEXT)
        return ""
    if _SECRET_MARK.search(clean):
        problem(name, ProblemKind.SECRET_MARK, Grade.WARNING)
    return clean


def _percent(text: str, problem: _Report) -> int:
    typed = text.strip().removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,9}", typed):
        problem("percent", ProblemKind.NOT_A_NUMBER)
        return 0
    if int(typed) > 100:  # per cent
        problem("percent", ProblemKind.OUT_OF_RANGE)
        return 0
    return int(typed)


def _day(field: str, text: str, problem: _Report) -> date | None:
    typed = text.strip()
    if not typed:
        return None
    found = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", typed)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(typed)
    except ValueError:
        problem(field, ProblemKind.NOT_A_DATE)
        return None


def report(
    session: Session, row: PrintedRow, period: str, record: Record, *, reason: str = "", submit_too: bool = False
) -> Entry:
    """Record an entry of this unit; only the fields that changed are written, and the draft is dropped.

    Raises NotPermitted, NotATask, NotAssignedHere, UnknownPeriod, EntryLocked while it waits for approval or where
    nothing changed since it was approved, EntryIncomplete for handing in what has blocking problems, and without a
    reason MissingReason for an approved entry (FEATURES A6), OthersTask for a task that another officer has (B8).
    """
    session.allow(Permission.REPORT_PROGRESS)
    entity = entity_for(session, row, period)
    before = entry(session.database, entity)
    record = replace(record, slot=_slot(session.database, entity, before))
    changed = _changed(before, record)
    why = clean_text(reason, multiline=True)
    if before is not None:
        _require_open(before, changed, why, submit_too=submit_too)
    is_new = bool(changed) or before is None
    entered_for = entering_for(session, entity, before, why) if is_new else ""
    if submit_too:
        require_decided(before.parallel if before else None, changed)
        _require_complete(session, record)
    with session.changing(Action.SUBMIT_PROGRESS if submit_too else Action.REPORT_PROGRESS) as change:
        if is_new:
            begun: Fields = {"task": row.entity, "unit": session.unit, "period": entity.rpartition("/")[2]}
            fields = {**({} if before is not None else begun), **changed, **_known_revision(session, row, before)}
            if entered_for != (before.entered_for if before is not None else ""):
                fields["entered_for"] = entered_for
            change.write(progress_reported(entity, fields, by=session.person.id, at=change.now_ms, reason=why))
        if submit_too:
            _submit(session, change, entity, record)
        db.drafts.drop(session.database, session.person.id, entity)
    return _existing(session.database, entity)


def _slot(database: Database, entity: EntityId, before: Entry | None) -> ReportedPeriod | None:
    """The period the report is about, by the rule in force until it is handed in the first time; then it stays."""
    if before is not None and before.submitted_at is not None:
        return before.record.slot
    _, task, unit, key = entity.split("/")
    return reported_period(database, EntityId(f"task/{task}"), unit, key)


def _known_revision(session: Session, row: PrintedRow, before: Entry | None) -> Fields:
    """The revision of the plan that the author knows, where it is not the one known before (SYNC §2.11)."""
    seen = db.amendments.last_revision(session.database, row.plan)
    return {} if before is not None and before.seen_rev == seen else {"seen_rev": seen}


def _require_open(before: Entry, changed: Fields, why: str, *, submit_too: bool) -> None:
    """An entry that waits is left alone; an approved one is changed for a reason or not at all."""
    if before.state is EntryState.SUBMITTED:
        raise EntryLocked(before.state)
    if before.state is EntryState.APPROVED and not changed and submit_too:
        raise EntryLocked(before.state)
    if before.state is EntryState.APPROVED and changed and not why:
        raise MissingReason


def _require_complete(session: Session, record: Record) -> None:
    """What is handed in passes every blocking rule."""
    _, problems = check(typed_of(record), today=session.machine.today())
    if blocking(problems):
        raise EntryIncomplete(tuple(blocking(problems)))


def submit_entries(session: Session, entities: list[EntityId]) -> list[Entry]:
    """Hand in recorded entries for approval, signed with the person's key, as one change.

    Raises EntryIncomplete with its problems, NoEntry, EntryLocked for one that is already handed in or approved.
    """
    session.allow(Permission.REPORT_PROGRESS)
    found = [_existing(session.database, entity) for entity in dict.fromkeys(entities)]
    for one in found:
        if one.state not in {EntryState.RECORDED, EntryState.RETURNED}:
            raise EntryLocked(one.state)
        require_decided(one.parallel)
        _require_complete(session, one.record)
    with session.changing(Action.SUBMIT_PROGRESS) as change:
        for one in found:
            _submit(session, change, one.entity, one.record)
    return [_existing(session.database, one.entity) for one in found]


def _submit(session: Session, change: Change, entity: EntityId, record: Record) -> None:
    signed = submit(reported_record(entity, record), session.person.id, session.approval_key)
    change.write(progress_submitted(entity, by=session.person.id, at=change.now_ms, signature=signed.signature.hex()))


def reported_record(entity: EntityId, record: Record) -> ReportedRecord:
    """The record in the form that people sign."""
    return ReportedRecord(entity, entity.rpartition("/")[2], record_fields(record))


def entity_for(session: Session, row: PrintedRow, period: str) -> EntityId:
    """The entry's entity; raises NotATask, NotAssignedHere, UnknownPeriod."""
    if not row.is_task:
        raise NotATask(row.path_text)
    if not is_assigned(session.database, row.entity, session.unit):
        raise NotAssignedHere(row.path_text)
    if (key := period_key(period)) != NO_PERIOD:
        _require_duty(session, row, key)
    return progress_entity(row.entity, session.unit, key)


def _require_duty(session: Session, row: PrintedRow, key: str) -> None:
    """Only what is asked for has entries of its own; those of the first duty are filed under the period alone."""
    duty = parse_entry_period(key).duty
    known = obligations_of(session.database, row.entity)
    if duty != FIRST_DUTY and not any(each.number == duty and each.concerns(session.unit) for each in known):
        raise UnknownPeriod(text=key)


def period_key(period: str) -> str:
    """A typed period as entries are filed under it, "-" for the task as a whole; raises UnknownPeriod.

    `2007-06~2` is the report of a task's second periodic duty.
    """
    typed = period.strip()
    return parse_entry_period(typed).key if typed and typed != NO_PERIOD else NO_PERIOD


def entry(database: Database, entity: EntityId) -> Entry | None:
    """The entry of this entity."""
    row = db.progress.entry(database, entity)
    return entry_of(row) if row is not None else None


def _existing(database: Database, entity: EntityId) -> Entry:
    found = entry(database, entity)
    if found is None:
        raise NoEntry(entity)
    return found


def entries_of(database: Database, task: EntityId, unit: str) -> list[Entry]:
    """A unit's entries on a task, by period."""
    return [entry_of(row) for row in db.progress.of_task(database, task, unit)]


def _changed(before: Entry | None, record: Record) -> Fields:
    """The fields that differ from what was recorded; of a new entry those that are not empty.

    What nobody filled in is nobody's word: two people who begin one entry on two machines, each with other fields,
    are not asked to decide between a text and nothing.
    """
    old = record_fields(before.record if before is not None else Record())
    new = record_fields(record)
    return {name: new.get(name) for name in (old | new) if old.get(name) != new.get(name)}


def save_draft(session: Session, entity: EntityId, typed: Typed) -> Draft:
    """Keep what is being typed, at every pause; a kill loses at most the field in hand (FEATURES A1)."""
    now = session.machine.now_ms()
    content = {field.name: getattr(typed, field.name) for field in fields(Typed)}
    with writing(session.database):
        db.drafts.put(session.database, session.person.id, entity, now, json.dumps(content, ensure_ascii=False))
    session.announce(frozenset({Topic.DRAFTS}))
    return Draft(entity, typed, now)


def drafts(session: Session) -> dict[EntityId, Draft]:
    """The person's drafts by entity."""
    found = {}
    names = {field.name for field in fields(Typed)}
    for row in db.drafts.all_of(session.database, session.person.id):
        content = json.loads(row["content"])
        typed = Typed(**{name: str(value) for name, value in content.items() if name in names})
        found[EntityId(row["entity"])] = Draft(EntityId(row["entity"]), typed, row["saved_at"])
    return found


def discard_draft(session: Session, entity: EntityId) -> None:
    """Throw away what was typed and not recorded."""
    with writing(session.database):
        db.drafts.drop(session.database, session.person.id, entity)
    session.announce(frozenset({Topic.DRAFTS}))
