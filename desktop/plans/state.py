"""The state of a task at a given day: the stored workflow, and the official 2 x 2 derived from it.

Quyết định 42/2014/QĐ-TTg counts tasks as completed on time, completed late, open in time, open overdue. The
four always add up; withdrawn and reassigned tasks stand outside. Nothing here is stored, and no clock is
read: the day is a parameter, so a report of last quarter prints last quarter's figures again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

NEAR_DAYS: Final = 7


class WorkStatus(StrEnum):
    """Where the work on a task stands, as people record it."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    REASSIGNED = "reassigned"


class OfficialState(StrEnum):
    """The cell of the official 2 x 2 in which a task is counted."""

    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"


class DueState(StrEnum):
    """How near the due day is, seen from the day the state is computed for."""

    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    UNDATED = "undated"


_OUTSIDE: Final = frozenset({WorkStatus.WITHDRAWN, WorkStatus.REASSIGNED})


@dataclass(frozen=True, slots=True)
class Standing:
    """One task at one day.

    `official` is None for a task outside the 2 x 2 (withdrawn, reassigned). `days` runs from the day asked
    about to the due day: negative when it has passed, None without a due day or once the task is completed
    or outside. `suspended` holds only while the suspension covers the day. `status` is the workflow as of
    that day: a task completed later was still in progress then.
    """

    status: WorkStatus
    official: OfficialState | None
    derived: DueState
    days: int | None = None
    suspended: bool = False

    @property
    def undated(self) -> bool:
        """Whether the task has no due day."""
        return self.derived is DueState.UNDATED

    @property
    def completed(self) -> bool:
        """Whether the task is done, on time or late."""
        return self.official in {OfficialState.COMPLETED_ON_TIME, OfficialState.COMPLETED_LATE}


def standing(
    *,
    status: WorkStatus,
    completed_on: date | None,
    due: date | None,
    as_of: date,
    near_days: int = NEAR_DAYS,
    suspended_until: date | None = None,
) -> Standing:
    """The state of a task at the end of the day `as_of`.

    A task is done only if it is confirmed and was completed on or before that day; a completion without its
    day counts as open. Without a due day it cannot be late. A suspension without an end covers every day.
    """
    if status in _OUTSIDE:
        return Standing(status, None, _nearness(due, as_of, near_days))
    if status is WorkStatus.COMPLETED and completed_on is not None and completed_on <= as_of:
        late = due is not None and completed_on > due
        official = OfficialState.COMPLETED_LATE if late else OfficialState.COMPLETED_ON_TIME
        return Standing(status, official, DueState.UNDATED if due is None else DueState.NOT_DUE)
    status_then = WorkStatus.IN_PROGRESS if status is WorkStatus.COMPLETED else status
    suspended = status is WorkStatus.SUSPENDED and (suspended_until is None or as_of <= suspended_until)
    derived = _nearness(due, as_of, near_days)
    if suspended and derived is not DueState.UNDATED:
        derived = DueState.NOT_DUE
    official = OfficialState.OPEN_OVERDUE if derived is DueState.OVERDUE else OfficialState.OPEN_IN_TIME
    days = None if due is None else (due - as_of).days
    return Standing(status_then, official, derived, days, suspended)


def _nearness(due: date | None, as_of: date, near_days: int) -> DueState:
    """How near a due day is, suspension and completion set aside."""
    if due is None:
        return DueState.UNDATED
    days = (due - as_of).days
    if days < 0:
        return DueState.OVERDUE
    if days == 0:
        return DueState.DUE_TODAY
    return DueState.DUE_SOON if days <= near_days else DueState.NOT_DUE


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """The official count of tasks; `open_undated` is a part of `open_in_time`, the last two stand outside."""

    completed_on_time: int = 0
    completed_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    open_undated: int = 0
    withdrawn: int = 0
    reassigned: int = 0

    @property
    def completed(self) -> int:
        """Tasks done, on time or late."""
        return self.completed_on_time + self.completed_late

    @property
    def open(self) -> int:
        """Tasks not done, in time or overdue."""
        return self.open_in_time + self.open_overdue

    @property
    def total(self) -> int:
        """All tasks of the 2 x 2."""
        return self.completed + self.open

    @property
    def fallen_due(self) -> int:
        """Tasks that fell due, as the Government's reports count them: done, or open and overdue."""
        return self.completed + self.open_overdue

    @property
    def ratio_of_due(self) -> Fraction | None:
        """Completed tasks over the tasks that fell due; None where none did."""
        return Fraction(self.completed, self.fallen_due) if self.fallen_due else None

    @property
    def ratio_of_total(self) -> Fraction | None:
        """Completed tasks over all tasks; None where there are none."""
        return Fraction(self.completed, self.total) if self.total else None


def two_by_two(standings: Iterable[Standing]) -> TwoByTwo:
    """Count tasks into the official 2 x 2."""
    cells = dict.fromkeys(OfficialState, 0)
    outside = dict.fromkeys(_OUTSIDE, 0)
    undated = 0
    for each in standings:
        if each.official is None:
            outside[each.status] += 1
            continue
        cells[each.official] += 1
        undated += each.undated and each.official is OfficialState.OPEN_IN_TIME
    return TwoByTwo(
        completed_on_time=cells[OfficialState.COMPLETED_ON_TIME],
        completed_late=cells[OfficialState.COMPLETED_LATE],
        open_in_time=cells[OfficialState.OPEN_IN_TIME],
        open_overdue=cells[OfficialState.OPEN_OVERDUE],
        open_undated=undated,
        withdrawn=outside[WorkStatus.WITHDRAWN],
        reassigned=outside[WorkStatus.REASSIGNED],
    )
