"""Entering progress: what the form shows, and recording or handing in what was typed. Runs on the work thread."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from desktop.amendments.amendments import revisions
from desktop.amendments.entry_flags import due_at_entry_words, entry_flags, flag_sentences
from desktop.assigning.handed import Handed, handed
from desktop.dates import Period, PeriodKind, parse_entry_period
from desktop.deadlines.deadlines import Every
from desktop.errors import UnknownPeriod
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.records import AssignmentState
from desktop.plans.tasks import TaskItem
from desktop.problem import Problem, blocking
from desktop.progress.entries import Entry, EntryState
from desktop.progress.facts import NO_PERIOD, progress_entity
from desktop.progress.recording import Draft, Typed, check, drafts, entries_of, report, typed_of
from desktop.progress.substitution import substituted_officer
from desktop.progress.travel import machine_names
from desktop.session import Session, Undoable
from desktop.users.people import names_by_id
from ui.tasks.words import current_period, period_words

_KINDS = {
    Every.CONTINUOUS: (PeriodKind.MONTH, PeriodKind.QUARTER),
    Every.DAY: (PeriodKind.MONTH,),
    Every.WEEK: (PeriodKind.MONTH,),
    Every.MONTH: (PeriodKind.MONTH,),
    Every.QUARTER: (PeriodKind.QUARTER,),
    Every.HALF: (PeriodKind.HALF,),
    Every.YEAR: (PeriodKind.YEAR,),
}
_IN_A_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2, PeriodKind.YEAR: 1}


@dataclass(frozen=True, slots=True)
class EntryView:
    """One task of one unit in one period, as the form shows it.

    `previous` is the entry of the last period before this one that has any. `names` knows people by id.
    `may_write` says whether this person may record here at all, `flags` what amendments of the plan mean for the entry.
    `machines` names installations by id. `handed` says how far the
    assignment of another unit is. `stands_in_for` is the officer (by id) who has the task, where this person
    says why he enters for him.
    """

    item: TaskItem
    entity: EntityId
    period: str
    periods: tuple[tuple[str, str], ...]
    entry: Entry | None
    draft: Draft | None
    previous: Entry | None
    names: dict[str, str]
    may_write: bool
    flags: tuple[str, ...] = ()
    machines: dict[str, str] = field(default_factory=dict)
    handed: Handed | None = None
    stands_in_for: str = ""

    @property
    def is_locked(self) -> bool:
        """Whether the entry waits for approval."""
        return self.entry is not None and self.entry.state is EntryState.SUBMITTED

    @property
    def is_approved(self) -> bool:
        """Whether the entry is approved: a change of it needs a reason."""
        return self.entry is not None and self.entry.state is EntryState.APPROVED

    @property
    def recorded(self) -> Typed:
        """What is recorded, as the form holds it."""
        return typed_of(self.entry.record) if self.entry is not None else Typed()

    @property
    def shown(self) -> Typed:
        """What the form begins with: what was being typed, or what is recorded."""
        return self.draft.typed if self.draft is not None and not self.is_locked else self.recorded


def read_entry(session: Session, item: TaskItem, period: str | None, day: date) -> EntryView:
    """Read the entry of a period.

    None chooses the one that was returned, else the period whose report is due first, else the period of the day; for a
    task done once the task as a whole.
    """
    task, unit = item.row.entity, item.unit
    entries = entries_of(session.database, task, unit)
    returned = next((entry.period for entry in entries if entry.state is EntryState.RETURNED), None)
    key = period or returned or _running(item, day)
    entity = progress_entity(task, unit, key)
    own = unit == session.unit and item.assignment is AssignmentState.ASSIGNED
    entry = next((entry for entry in entries if entry.period == key), None)
    return EntryView(
        item=item,
        entity=entity,
        period=key,
        periods=tuple((period_words(known), known) for known in _periods(item, day, entries, key)),
        entry=entry,
        draft=drafts(session).get(entity) if own else None,
        previous=_previous(entries, key),
        names=names_by_id(session.database),
        may_write=own and session.may(Permission.REPORT_PROGRESS),
        flags=_flags(session, item, entry) if entry is not None else (),
        machines=machine_names(session.database) if entity in item.travels else {},
        handed=handed(session, [(task, unit)]).get((task, unit)) if unit != session.unit else None,
        stands_in_for=substituted_officer(session, entity, entry) if own else "",
    )


def _flags(session: Session, item: TaskItem, entry: Entry) -> tuple[str, ...]:
    """What amendments changed since the entry was recorded, and the day that was due then."""
    found = entry_flags(session.database, entry)
    known = revisions(session.database, item.row.plan).amendments if found else ()
    words = (*flag_sentences(found), due_at_entry_words(entry, item.row, known) if found else "")
    return tuple(f"{said.removesuffix('.')}." for said in words if said)


def _running(item: TaskItem, day: date) -> str:
    """The period to be reported on now, of a task done once the task as a whole."""
    if item.slots:
        return item.next_slot.key if item.next_slot is not None else item.slots[-1].key
    running = current_period(item.row.deadline, day)
    return running.key if running is not None else NO_PERIOD


def _periods(item: TaskItem, day: date, entries: list[Entry], key: str) -> list[str]:
    """The periods to choose from, newest first: those that are owed, and all with an entry.

    Where nothing is owed period by period, those of the day's year that have begun.
    """
    known = {entry.period for entry in entries} | {key, NO_PERIOD} | {slot.key for slot in item.slots}
    deadline = item.row.deadline
    if not item.slots and deadline.every is not None and current_period(deadline, day) is not None:
        for kind in _KINDS[deadline.every]:
            months = 12 // _IN_A_YEAR[kind]
            known |= {Period(kind, day.year, number + 1).key for number in range((day.month - 1) // months + 1)}
    return sorted(known, key=_period_place)


def _period_place(key: str) -> tuple[int, str, int, int]:
    try:
        found = parse_entry_period(key)
    except UnknownPeriod:
        return (9, "", 0, 0)
    period = found.period
    return (list(PeriodKind).index(period.kind), found.duty, -period.year, -period.index)


def _previous(entries: list[Entry], key: str) -> Entry | None:
    """The entry of the last period before this one, of the same length and the same duty."""
    if key == NO_PERIOD:
        return None
    kind, duty, *when = _period_place(key)
    places = [(_period_place(entry.period), entry) for entry in entries]
    before = [(place, entry) for place, entry in places if place[:2] == (kind, duty) and place[2:] > tuple(when)]
    return min(before, key=lambda pair: pair[0])[1] if before else None


class Wanted(StrEnum):
    """What is still missing before the entry can be recorded."""

    NOTHING = ""
    REASON = "reason"
    EXPLANATION = "explanation"
    SUBSTITUTION = "substitution"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of recording: the entry, or the problems and what is still wanted; `undo` names what can be undone."""

    problems: tuple[Problem, ...] = ()
    wanted: Wanted = Wanted.NOTHING
    entry: Entry | None = None
    undo: Undoable | None = None


def record(session: Session, view: EntryView, typed: Typed, *, reason: str, submit: bool) -> Outcome:
    """Record what was typed, and hand it in where `submit`.

    Nothing is written while a problem blocks, while an approved entry is changed without its reason (FEATURES A6),
    while nobody says why another officer's task is entered (B8), or while a warning stands without an explanation (A5).
    """
    made, problems = check(typed, today=session.machine.today())
    if blocking(problems):
        return Outcome(tuple(problems))
    before = view.entry
    changed = before is None or before.record != replace(made, slot=before.record.slot)
    if before is not None and before.state is EntryState.APPROVED and not (changed and reason):
        return Outcome(tuple(problems), Wanted.REASON if changed else Wanted.CHANGE)
    if not changed and not submit:
        return Outcome(tuple(problems), Wanted.CHANGE)
    if changed and not reason and substituted_officer(session, view.entity, before):
        return Outcome(tuple(problems), Wanted.SUBSTITUTION)
    if problems and changed and not reason:
        return Outcome(tuple(problems), Wanted.EXPLANATION)
    entry = report(session, view.item.row, view.period, made, reason=reason, submit_too=submit)
    return Outcome(entry=entry, undo=session.last_undoable())


def checked(session: Session, typed: Typed) -> tuple[Problem, ...]:
    """Everything wrong with what was typed."""
    return tuple(check(typed, today=session.machine.today())[1])
