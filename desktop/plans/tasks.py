"""The list of tasks people work with: task × unit, with its latest entry and its state at a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import db.people
import db.plans
import db.progress
from desktop.dates import bounds, parse_entry_period
from desktop.errors import UnknownPeriod
from desktop.journal.event import EntityId
from desktop.obligations.holidays import Holidays, holidays
from desktop.obligations.records import Obligation, all_obligations
from desktop.obligations.slots import Slot, SlotState, Term, slots_in, terms
from desktop.plans.records import (
    AssignedRole,
    AssignmentState,
    Decline,
    Plan,
    PrintedRow,
    decline_of,
    plan_of,
    printed_row_of,
)
from desktop.plans.state import Standing, TwoByTwo, WorkStatus, standing, two_by_two
from desktop.progress.entries import Entry, EntryState, LifeState, Verdict, entry_of
from desktop.progress.facts import NO_PERIOD
from desktop.progress.recording import drafts
from desktop.progress.travel import Travel, travels
from desktop.session import Session
from desktop.text import search_key


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What to list; None or "" leaves a condition out. `as_of` is the day the state is computed for."""

    as_of: date
    plan: str | None = None
    unit: str | None = None
    officer: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class TaskItem:
    """One task of one unit as it stands at a day.

    `entries` are the unit's entries by period; `entry` is the latest that counts at the day. `travels` say of those
    whose approved record went to the level above how far it is. `slots` are the periods of its duties, the earliest
    first, duty by duty; only a unit that leads the task has them. `decline` is the unit's word that gave the task
    back, with its answer.
    """

    row: PrintedRow
    plan: Plan
    unit: str
    role: AssignedRole
    assignment: AssignmentState
    assigned_at: int
    officer: str
    officer_name: str
    team: str
    standing: Standing
    entries: tuple[Entry, ...] = ()
    entry: Entry | None = None
    life: LifeState = LifeState.NONE
    travels: Mapping[EntityId, Travel] = field(default_factory=dict, hash=False)
    has_draft: bool = False
    slots: tuple[Slot, ...] = ()
    decline: Decline | None = None

    @property
    def bundle(self) -> int | None:
        """The number of the first bundle that carried the approved record of the latest entry."""
        travel = self.travels.get(self.entry.entity) if self.entry is not None else None
        return travel.bundle if travel is not None else None

    @property
    def is_declined(self) -> bool:
        """Whether the unit gave the task back and waits for an answer."""
        is_open = self.decline is not None and self.decline.answered_at is None
        return is_open and self.assignment is AssignmentState.ASSIGNED

    @property
    def is_passed_on(self) -> bool:
        """Whether a unit between gave it: this ledger knows the approved record, and not in which role."""
        return self.assigned_at == 0

    @property
    def overdue_slots(self) -> tuple[Slot, ...]:
        """The periods whose report should have been handed in; the task itself is not late because of them."""
        return tuple(slot for slot in self.slots if slot.state is SlotState.OVERDUE)

    @property
    def next_slot(self) -> Slot | None:
        """The period whose report is to be handed in first."""
        return min((slot for slot in self.slots if slot.is_open), key=lambda slot: slot.due, default=None)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the unit was relieved of it, or an amendment withdrew it altogether."""
        return self.assignment is AssignmentState.WITHDRAWN or self.row.is_withdrawn

    @property
    def due(self) -> date | None:
        """The day the task is due, as the plan prints it."""
        return self.row.deadline.due


@dataclass(frozen=True, slots=True)
class _Context:
    """What is read once for a whole list."""

    session: Session
    as_of: date
    names: dict[str, str]
    officers: dict[tuple[str, str], tuple[str, str]]
    entries: dict[tuple[str, str], list[Entry]]
    travels: dict[EntityId, Travel]
    drafted: frozenset[str] = field(default_factory=frozenset)
    obligations: dict[EntityId, list[Obligation]] = field(default_factory=dict)
    days_off: Holidays = field(default_factory=Holidays)
    terms: dict[EntityId, tuple[Term, ...]] = field(default_factory=dict)

    def terms_of(self, obligation: Obligation) -> tuple[Term, ...]:
        """The periods of an obligation with their days, reckoned once for all units."""
        if obligation.entity not in self.terms:
            self.terms[obligation.entity] = terms(obligation, self.as_of, self.days_off)
        return self.terms[obligation.entity]


def tasks(session: Session, chosen: TaskFilter) -> list[TaskItem]:
    """The tasks that fit, in the printed order of their plans.

    A department lists what was assigned to it; headquarters what it assigned to its units.
    """
    database = session.database
    context = _context(session, chosen.as_of)
    plans = {row["entity"]: plan_of(row) for row in db.plans.plans(database)}
    rows = {row["entity"]: printed_row_of(row) for row in db.plans.all_tasks(database)}
    found_words = _found(session, chosen.words)
    items = []
    for assigned in db.plans.assignments(database, chosen.unit):
        row = rows.get(assigned["task"])
        if row is None or row.plan not in plans or (found_words is not None and row.entity not in found_words):
            continue
        item = _item(context, row, plans[row.plan], assigned["unit"], dict(assigned))
        if chosen.plan in {None, item.plan.number} and chosen.officer in {None, item.officer}:
            items.append(item)
    return sorted(items, key=_printed_order)


def passed_on(session: Session, as_of: date) -> list[TaskItem]:
    """What units further down did on tasks that a unit between gave them, in the printed order of their plans.

    Who was given what stays between those two; their approved records come here all the same. They stand beside the
    tasks that were given from here and are counted nowhere.
    """
    pairs = [pair for pair in db.progress.not_given_here(session.database) if pair[1] != session.unit]
    if not pairs:
        return []
    context = _context(session, as_of)
    plans = {row["entity"]: plan_of(row) for row in db.plans.plans(session.database)}
    rows = {row["entity"]: printed_row_of(row) for row in db.plans.all_tasks(session.database)}
    items = [
        _item(context, rows[task], plans[rows[task].plan], unit, _GIVEN_FURTHER_DOWN)
        for task, unit in pairs
        if task in rows and rows[task].plan in plans
    ]
    return sorted(items, key=_printed_order)


_GIVEN_FURTHER_DOWN: dict[str, object] = {
    "role": AssignedRole.SUPPORT,
    "state": AssignmentState.ASSIGNED,
    "assigned_at": 0,
    "declined_at": None,
    "decline_answered_at": None,
}


def _printed_order(item: TaskItem) -> tuple[object, ...]:
    return (item.plan.date or date.min, item.plan.number, item.row.place, item.unit)


def _found(session: Session, words: str) -> set[str] | None:
    """The entities that have all the words, whatever accents are typed; None where nothing is asked."""
    folded = search_key(words).split()
    return set(db.plans.found(session.database, folded, 100_000)) if folded else None


def _context(session: Session, as_of: date) -> _Context:
    database = session.database
    entries: dict[tuple[str, str], list[Entry]] = {}
    for row in db.progress.all_entries(database):
        entry = entry_of(row)
        entries.setdefault((entry.task, entry.unit), []).append(entry)
    return _Context(
        session,
        as_of,
        {row["person"]: row["name"] for row in db.people.all_people(database)},
        {(row["task"], row["unit"]): (row["officer"], row["team"]) for row in db.plans.allocations(database)},
        entries,
        travels(session),
        frozenset(drafts(session)),
        all_obligations(database),
        holidays(database),
    )


def _item(context: _Context, row: PrintedRow, plan: Plan, unit: str, assigned: dict[str, object]) -> TaskItem:
    entries = tuple(context.entries.get((row.entity, unit), ()))
    latest = latest_entry(entries, context.as_of)
    officer, team = context.officers.get((row.entity, unit), ("", ""))
    prefix = f"prog/{row.entity.partition('/')[2]}/{unit}/"
    state = AssignmentState(str(assigned["state"]))
    return TaskItem(
        row=row,
        plan=plan,
        unit=unit,
        role=AssignedRole(str(assigned["role"])),
        assignment=state,
        assigned_at=int(str(assigned["assigned_at"])),
        officer=officer,
        officer_name=context.names.get(officer, ""),
        team=team,
        standing=standing_of(row, state, deciding_entry(entries, context.as_of), context.as_of),
        entries=entries,
        entry=latest,
        life=_life(latest, context, assigned),
        travels={entry.entity: context.travels[entry.entity] for entry in entries if entry.entity in context.travels},
        has_draft=any(entity.startswith(prefix) for entity in context.drafted),
        slots=_slots(context, row.entity, unit, entries) if _reports(assigned) and not row.is_withdrawn else (),
        decline=decline_of(assigned),
    )


def _life(latest: Entry | None, context: _Context, assigned: dict[str, object]) -> LifeState:
    """Where the latest entry is; who did not give the task has no verdict to take."""
    life = life_of(latest, context.travels, context.session.unit)
    return LifeState.APPROVED if life is LifeState.AWAITED and not assigned["assigned_at"] else life


def _reports(assigned: dict[str, object]) -> bool:
    """Whether a unit reports on a task period by period: it leads the task and still has it."""
    return assigned["role"] == AssignedRole.LEAD and assigned["state"] == AssignmentState.ASSIGNED


def _slots(context: _Context, task: EntityId, unit: str, entries: tuple[Entry, ...]) -> tuple[Slot, ...]:
    by_period = {entry.period: entry for entry in entries}
    return tuple(
        slot
        for obligation in context.obligations.get(task, ())
        if obligation.concerns(unit)
        for slot in slots_in(obligation, context.terms_of(obligation), by_period, context.as_of)
    )


def deciding_entry(entries: Iterable[Entry], as_of: date) -> Entry | None:
    """The entry that decides how a task stands: the latest, unless that is a periodic report of a finished task."""
    known = tuple(entries)
    latest = latest_entry(known, as_of)
    if latest is None or latest.record.slot is None:
        return latest
    whole = next((entry for entry in known if entry.period == NO_PERIOD), None)
    return whole if whole is not None and whole.effective_status is WorkStatus.COMPLETED else latest


def latest_entry(entries: Iterable[Entry], as_of: date) -> Entry | None:
    """The entry that counts at a day: of the latest period that had begun; one without a period comes last."""
    begun = [(_start(entry), entry) for entry in entries]
    counted = [(start, entry.period, entry) for start, entry in begun if start <= as_of]
    return max(counted, key=lambda found: found[:2])[2] if counted else None


def _start(entry: Entry) -> date:
    """The first day the entry is about."""
    return entry.record.slot.start if entry.record.slot is not None else period_start(entry.period)


@lru_cache(maxsize=1024)
def period_start(period: str) -> date:
    """The first day of the period that an entry names; what names none comes before all others."""
    try:
        return date.min if period == NO_PERIOD else bounds(parse_entry_period(period).period).start
    except UnknownPeriod:
        return date.min


_ENDS_A_PERIOD = frozenset({WorkStatus.COMPLETED, WorkStatus.AWAITING_CONFIRMATION})


def standing_of(row: PrintedRow, assignment: AssignmentState, latest: Entry | None, as_of: date) -> Standing:
    """The state of a unit's task at a day.

    The report of a periodic duty tells of its period alone: with it the task goes on, however complete it is.
    """
    if assignment is AssignmentState.WITHDRAWN or row.is_withdrawn:
        status, completed_on = WorkStatus.WITHDRAWN, None
    elif latest is None:
        status, completed_on = WorkStatus.NOT_STARTED, None
    else:
        status, completed_on = latest.effective_status, latest.effective_completed_on
        if latest.record.slot is not None and status in _ENDS_A_PERIOD:
            status, completed_on = WorkStatus.IN_PROGRESS, None
    return standing(status=status, completed_on=completed_on, due=row.deadline.due, as_of=as_of)


_LIFE = {
    EntryState.RECORDED: LifeState.RECORDED,
    EntryState.SUBMITTED: LifeState.SUBMITTED,
    EntryState.RETURNED: LifeState.RETURNED,
}


def life_of(entry: Entry | None, travels: Mapping[EntityId, Travel], here: str) -> LifeState:
    """Where an entry is on its way, from the desk of its author to the verdict of the level above.

    `here` is the unit that looks: what another unit published lies here and waits for a verdict.
    """
    if entry is None:
        return LifeState.NONE
    if entry.is_sent_back:
        return LifeState.SENT_BACK
    if entry.state is not EntryState.APPROVED:
        return _LIFE[entry.state]
    if entry.verdict is Verdict.ACCEPTED:
        return LifeState.ACCEPTED
    if entry.unit != here:
        return LifeState.AWAITED
    travel = travels.get(entry.entity)
    if travel is None:
        return LifeState.APPROVED
    return LifeState.RECEIVED if travel.is_received else LifeState.EXPORTED


def count(items: Iterable[TaskItem]) -> TwoByTwo:
    """The official 2 × 2 of these tasks."""
    return two_by_two(item.standing for item in items)
