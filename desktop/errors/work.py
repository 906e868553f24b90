"""What cannot be done with plans, tasks and entries."""

from dataclasses import dataclass
from datetime import date

from desktop.errors.base import AppError


@dataclass(eq=False)
class UnknownPlan(AppError):
    """No plan of this number is in the ledger."""

    number: str


@dataclass(eq=False)
class PlanExists(AppError):
    """A plan of this number was imported before."""

    number: str


@dataclass(eq=False)
class UnknownTask(AppError):
    """The plan has no task at this path."""

    path: str


@dataclass(eq=False)
class NotATask(AppError):
    """The row at this path is a heading; only tasks are assigned and reported on."""

    path: str


@dataclass(eq=False)
class NotAssignedHere(AppError):
    """The task is not assigned to this unit."""

    path: str


@dataclass(eq=False)
class NothingToAssign(AppError):
    """No row of the plan fits the request."""

    number: str


@dataclass(eq=False)
class NoEntry(AppError):
    """There is no progress entry of this task and period."""

    path: str


@dataclass(eq=False)
class EntryLocked(AppError):
    """The entry waits for approval or is approved; it is not editable in this state."""

    state: str


@dataclass(eq=False)
class NotSubmitted(AppError):
    """Only an entry that waits for approval can be approved or returned."""

    state: str


@dataclass(eq=False)
class OwnEntry(AppError):
    """Nobody approves his own entry (SYNC §7, FEATURES D6)."""


@dataclass(eq=False)
class EntryIncomplete(AppError):
    """The entry has blocking problems; the caller shows them beside their fields."""

    problems: tuple[object, ...]


@dataclass(eq=False)
class InvalidDate(AppError):
    """The text is no day."""

    text: str


@dataclass(eq=False)
class NothingToUndo(AppError):
    """There is no change of one's own that could be undone."""


@dataclass(eq=False)
class AlreadySent(AppError):
    """The approval went out in a bundle; it is no longer this unit's alone to take back."""


@dataclass(eq=False)
class ChangedSince(AppError):
    """A later change stands on the one to be undone."""

    what: str


@dataclass(eq=False)
class FutureDay(AppError):
    """The day lies after the day the program counts as today."""

    day: date
