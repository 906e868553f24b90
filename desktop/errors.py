"""Failures a user can act on, as types that carry data; their sentences stand in `desktop.messages`."""

from dataclasses import dataclass, fields
from datetime import date


@dataclass(eq=False)
class AppError(Exception):
    """Something that did not happen and that the user can act on; nothing was changed."""

    def __str__(self) -> str:
        """For logs only: the type and its data, without prose."""
        data = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
        return f"{type(self).__name__}({data})"


# --- workspace ---------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NoWorkspaceHere(AppError):
    """The folder holds no ledger."""

    folder: str


@dataclass(eq=False)
class WorkspaceExists(AppError):
    """The folder already holds a ledger."""

    folder: str


@dataclass(eq=False)
class WorkspaceInUse(AppError):
    """Another window or process has the ledger open."""

    folder: str


@dataclass(eq=False)
class NetworkFolder(AppError):
    """The folder lies on a network drive, where SQLite's locking cannot be trusted (SYNC §5.2)."""

    folder: str


@dataclass(eq=False)
class UnknownUnit(AppError):
    """No unit of the unit table has this code."""

    code: str


@dataclass(eq=False)
class MissingPassphrase(AppError):
    """No passphrase was given."""


@dataclass(eq=False)
class WeakPassphrase(AppError):
    """The passphrase is too short."""

    shortest: int


# --- people ------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class UnknownPerson(AppError):
    """No person of this installation has this name."""

    name: str


@dataclass(eq=False)
class PersonExists(AppError):
    """A person of this name already exists here."""

    name: str


@dataclass(eq=False)
class WhichPerson(AppError):
    """Several people use this ledger and none was named."""

    names: str


@dataclass(eq=False)
class NotPermitted(AppError):
    """The signed-in person's role does not allow this."""

    permission: str


@dataclass(eq=False)
class MissingReason(AppError):
    """This act needs a written reason."""


# --- plans, tasks, progress --------------------------------------------------------------------------------


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
class ChangedSince(AppError):
    """A later change stands on the one to be undone."""

    what: str


@dataclass(eq=False)
class FutureDay(AppError):
    """The day lies after the day the program counts as today."""

    day: date


# --- text and documents ------------------------------------------------------------------------------------


@dataclass(eq=False)
class UnreadableText(AppError):
    """A text holds what no text field takes; `reason` is `encoding`, `control` or `long`."""

    reason: str


@dataclass(eq=False)
class NotAPlan(AppError):
    """The document holds no table of tasks; `reason` is `empty`, `no_table`, `no_columns` or `no_tasks`."""

    name: str
    reason: str


@dataclass(eq=False)
class UnsupportedDocument(AppError):
    """The file cannot be read as a document: `docx`, `xlsx`, `doc`, `pdf`, `binary`, `encoding` or `too_large`."""

    name: str
    reason: str


# --- reports -----------------------------------------------------------------------------------------------


@dataclass(eq=False)
class UnknownPeriod(AppError):
    """The text names no reporting period."""

    text: str


@dataclass(eq=False)
class UnknownReport(AppError):
    """The program has no report of this name."""

    name: str
