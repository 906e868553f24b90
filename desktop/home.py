"""What stands on Home: the counts that open their rows, what is to be done now, and the units at headquarters."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import db.people
from desktop.obligations.slots import Slot, SlotState
from desktop.permissions import Permission
from desktop.plans.state import NEAR_DAYS, DueState, OfficialState, TwoByTwo
from desktop.plans.tasks import TaskFilter, TaskItem, count, tasks
from desktop.progress.entries import Entry, EntryState, LifeState
from desktop.progress.review import waiting_entries
from desktop.session import Session
from desktop.verdicts.declining import pending_count
from desktop.verdicts.records import waiting_count


class WorkKind(StrEnum):
    """Why a task stands in the list of what is to be done."""

    OVERDUE = "overdue"
    OVERDUE_SLOT = "overdue_slot"
    RETURNED = "returned"
    DUE_SOON = "due_soon"


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to be done: a task of a unit, and why.

    `slot` is the period whose report is to be handed in; of a duty with several overdue ones the first, and how many
    `more`.
    """

    kind: WorkKind
    item: TaskItem
    slot: Slot | None = None
    more: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from all others: a task may both be overdue and have been returned."""
        return (self.kind.value, self.item.row.entity, self.item.unit, self.slot.key if self.slot else "")

    @property
    def due(self) -> date | None:
        """The day the report of the period is due, otherwise the task."""
        return self.slot.due if self.slot is not None else self.item.due

    @property
    def entry(self) -> Entry | None:
        """What was recorded of it: for the period, otherwise the latest of the task."""
        return self.slot.entry if self.slot is not None else self.item.entry

    @property
    def period(self) -> str | None:
        """The period whose entry is to be opened, None where it is that of the task as it stands."""
        if self.slot is not None:
            return self.slot.key
        return self.returned.period if self.kind is WorkKind.RETURNED and self.returned is not None else None

    def is_of(self, person: str) -> bool:
        """Whether it is on this person's desk: his task, or what he recorded was given back."""
        back = self.kind is WorkKind.RETURNED and came_back_to(self.item, person)
        return back or self.item.officer == person

    @property
    def returned(self) -> Entry | None:
        """The entry that was returned last."""
        found = [entry for entry in self.item.entries if entry.state is EntryState.RETURNED]
        return max(found, key=lambda entry: entry.returned_at or 0) if found else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The five linked counts; `overdue_mine` are those of the overdue tasks that the person has.

    `overdue_slots` are periods whose report is overdue; they make no task overdue.
    """

    overdue: int
    overdue_mine: int
    due_soon: int
    returned: int
    waiting: int
    unsent: int
    overdue_slots: int = 0


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """How the tasks of one unit stand."""

    unit: str
    two_by_two: TwoByTwo
    due_soon: int


@dataclass(frozen=True, slots=True)
class Home:
    """All that Home shows for a day. `team` is the person's own, "" where he has none.

    `waits_for_me` are the tasks that wait for the person himself, `to_review` the entries of others that wait for
    his verdict; `to_judge` the results of units below, and `declined` the tasks they gave back, that wait for this
    unit's word.
    """

    as_of: date
    figures: Figures
    work: tuple[Work, ...]
    two_by_two: TwoByTwo
    units: tuple[UnitFigures, ...]
    team: str
    has_plans: bool
    next_due: date | None
    waits_for_me: int = 0
    to_review: int = 0
    to_judge: int = 0
    declined: int = 0

    @property
    def due_until(self) -> date:
        """The last day of «đến hạn trong 7 ngày»."""
        return self.as_of + timedelta(days=NEAR_DAYS)


def home(session: Session, as_of: date) -> Home:
    """What Home shows to this person: at headquarters of all units, elsewhere of the own unit."""
    is_top = "/" not in session.node
    items = tasks(session, TaskFilter(as_of=as_of, unit=None if is_top else session.unit))
    queue = waiting_entries(session) if session.may(Permission.REVIEW) else None
    waiting = len(queue) if queue is not None else _submitted(items, session.unit)
    own = next((row for row in db.people.all_people(session.database) if row["person"] == session.person.id), None)
    return Home(
        as_of=as_of,
        figures=figures(items, session.person.id, waiting),
        work=work_of(items),
        two_by_two=count(items),
        units=unit_figures(items),
        team=own["team"] if own else "",
        has_plans=bool(items),
        next_due=next_due(items, as_of),
        waits_for_me=sum(waits_for(item, session.person.id) for item in items),
        to_review=sum(not each.is_own for each in queue or ()),
        to_judge=waiting_count(session),
        declined=pending_count(session),
    )


def _submitted(items: Iterable[TaskItem], unit: str) -> int:
    return sum(entry.state is EntryState.SUBMITTED for item in items if item.unit == unit for entry in item.entries)


def is_overdue(item: TaskItem) -> bool:
    """Open, and its day has passed."""
    return item.standing.official is OfficialState.OPEN_OVERDUE


def is_due_soon(item: TaskItem) -> bool:
    """It is open and due today or within seven days, or a report of one of its periods is."""
    return is_itself_due_soon(item) or any(slot.state is SlotState.DUE_SOON for slot in item.slots)


def has_overdue_slot(item: TaskItem) -> bool:
    """The report of one of its periods is overdue."""
    return bool(item.overdue_slots)


def is_itself_due_soon(item: TaskItem) -> bool:
    """Open, and due today or within seven days."""
    return item.standing.official is OfficialState.OPEN_IN_TIME and item.standing.derived in {
        DueState.DUE_SOON,
        DueState.DUE_TODAY,
    }


def is_returned(item: TaskItem) -> bool:
    """Some entry of it was given back to its author."""
    return not item.is_withdrawn and any(entry.state is EntryState.RETURNED for entry in item.entries)


def came_back_to(item: TaskItem, person: str) -> bool:
    """Something this person recorded was given back; whoever has the task, it is on the author's desk again."""
    return is_returned(item) and any(
        entry.state is EntryState.RETURNED and entry.recorded_by == person for entry in item.entries
    )


def waits_for(item: TaskItem, person: str) -> bool:
    """It is this person's and overdue, due soon or returned, itself or a period of it; or his own entry came back."""
    if came_back_to(item, person):
        return True
    return item.officer == person and (
        is_overdue(item) or has_overdue_slot(item) or is_due_soon(item) or is_returned(item)
    )


def is_unsent(item: TaskItem) -> bool:
    """Its latest entry is approved and in no file yet."""
    return item.life is LifeState.APPROVED


def figures(items: Sequence[TaskItem], person: str, waiting: int) -> Figures:
    """The five counts of these tasks."""
    overdue = [item for item in items if is_overdue(item)]
    return Figures(
        overdue=len(overdue),
        overdue_mine=sum(item.officer == person for item in overdue),
        due_soon=sum(map(is_due_soon, items)),
        returned=sum(map(is_returned, items)),
        waiting=waiting,
        unsent=sum(map(is_unsent, items)),
        overdue_slots=sum(len(item.overdue_slots) for item in items),
    )


_RULES: tuple[tuple[WorkKind, Callable[[TaskItem], bool]], ...] = (
    (WorkKind.OVERDUE, is_overdue),
    (WorkKind.RETURNED, is_returned),
    (WorkKind.DUE_SOON, is_itself_due_soon),
)


def work_of(items: Iterable[TaskItem]) -> tuple[Work, ...]:
    """What is to be done, group by group; within a group the earliest due first, then in printed order."""
    known = tuple(items)
    found = [Work(kind, item) for item in known for kind, applies in _RULES if applies(item)]
    found += [work for item in known if item.slots for work in _slot_work(item)]
    order = list(WorkKind)
    return tuple(sorted(found, key=lambda work: (order.index(work.kind), work.due or date.max)))


def _slot_work(item: TaskItem) -> Iterator[Work]:
    """Per duty its overdue periods as one line, and each period that is due soon."""
    overdue: dict[str, list[Slot]] = {}
    for slot in item.slots:
        if slot.state is SlotState.OVERDUE:
            overdue.setdefault(slot.obligation.entity, []).append(slot)
        elif slot.state is SlotState.DUE_SOON:
            yield Work(WorkKind.DUE_SOON, item, slot)
    for first, *rest in overdue.values():
        yield Work(WorkKind.OVERDUE_SLOT, item, first, len(rest))


def unit_figures(items: Iterable[TaskItem]) -> tuple[UnitFigures, ...]:
    """The figures of each unit, those with most overdue tasks first."""
    by_unit: dict[str, list[TaskItem]] = {}
    for item in items:
        by_unit.setdefault(item.unit, []).append(item)
    made = [UnitFigures(unit, count(its), sum(map(is_due_soon, its))) for unit, its in by_unit.items()]
    return tuple(sorted(made, key=lambda each: (-each.two_by_two.open_overdue, each.unit)))


def next_due(items: Iterable[TaskItem], as_of: date) -> date | None:
    """The next day on which an open task, or the report of a period, is due."""
    known = tuple(items)
    days = [slot.due for item in known for slot in item.slots if slot.is_open and slot.due >= as_of]
    days += [
        item.due
        for item in known
        if item.due is not None and item.due >= as_of and item.standing.official is OfficialState.OPEN_IN_TIME
    ]
    return min(days, default=None)
