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
class NotLedHere(AppError):
    """This unit does not lead the task, so it gives itself no periodic duty of it."""

    path: str


@dataclass(eq=False)
class UnknownObligation(AppError):
    """The task has no such periodic duty."""

    text: str


@dataclass(eq=False)
class NotOwnObligation(AppError):
    """Another level defined the periodic duty; only that level ends it."""

    words: str


@dataclass(eq=False)
class NotBelow(AppError):
    """Tasks go to units whose node is below this one; `name` is the unit that is not."""

    name: str


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
class OthersTask(AppError):
    """The task is another officer's; who enters for him says why (FEATURES B8)."""

    name: str


@dataclass(eq=False)
class NotJudgedHere(AppError):
    """This unit did not give the task, or holds no published entry of it: there is nothing to accept or send back."""

    path: str


@dataclass(eq=False)
class AlreadyJudged(AppError):
    """The published entry was accepted, or sent back, before."""

    path: str


@dataclass(eq=False)
class DeclineWaits(AppError):
    """The unit declined the task already; the level above has not answered yet."""

    path: str


@dataclass(eq=False)
class NotDeclined(AppError):
    """No word that the unit declines the task waits for an answer of this unit."""

    path: str


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
class ActAlreadySent(AppError):
    """What is to be undone went out in a bundle, and others may have read it."""

    what: str


@dataclass(eq=False)
class PlanAlreadySent(AppError):
    """The plan has left this node; from then on it changes by an amending decision only (SYNC §2.11)."""

    number: str


@dataclass(eq=False)
class NotOwnPlan(AppError):
    """The plan was issued by another node; only that node changes it."""

    number: str


@dataclass(eq=False)
class RowNotAdded(AppError):
    """The row stands in the printed document; only rows added by hand can be removed."""

    path: str


@dataclass(eq=False)
class RowHasParts(AppError):
    """The row gathers other rows, which have to go or move first."""

    path: str


@dataclass(eq=False)
class RowWithdrawn(AppError):
    """The row was withdrawn by an amendment and is changed no more."""

    path: str


@dataclass(eq=False)
class RowTextMissing(AppError):
    """A new row has no text."""


@dataclass(eq=False)
class PathTaken(AppError):
    """Another row of the plan stands at this path already."""

    path: str


@dataclass(eq=False)
class NoFurtherPlace(AppError):
    """The row is the first or the last among its siblings and cannot move further."""

    path: str


@dataclass(eq=False)
class NothingToAmend(AppError):
    """The amending decision changes no row."""

    number: str


@dataclass(eq=False)
class AmendmentIncomplete(AppError):
    """The amending decision has blocking problems; the caller shows them beside their fields."""

    problems: tuple[object, ...]


@dataclass(eq=False)
class UnreadableChanges(AppError):
    """The file does not list changes of a plan in the form that `plan amend` reads."""

    name: str


@dataclass(eq=False)
class UnknownRevision(AppError):
    """The plan has no amendment of this number, as far as this ledger knows."""

    rev: int


@dataclass(eq=False)
class NotForThisUnit(AppError):
    """The plan was issued here or did not come to this unit; there is nothing to acknowledge."""

    number: str


@dataclass(eq=False)
class InvalidTarget(AppError):
    """The value of a target is no number, or its comparison is none of the known ones."""

    text: str


@dataclass(eq=False)
class ChangedSince(AppError):
    """A later change stands on the one to be undone."""

    what: str


@dataclass(eq=False)
class ConflictChanged(AppError):
    """What is to be decided is not as it was shown: a further version came, or somebody decided it."""


@dataclass(eq=False)
class NotDecidedHere(AppError):
    """The values are another unit's word; it decides, and its decision comes in its next file."""


@dataclass(eq=False)
class UndecidedConflict(AppError):
    """A field of the entry has two values that nobody decided between; it is not handed in or approved before."""


@dataclass(eq=False)
class FutureDay(AppError):
    """The day lies after the day the program counts as today."""

    day: date
