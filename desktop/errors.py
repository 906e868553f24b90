"""Failures a user can act on, as types that carry data; their sentences stand in `desktop.messages`."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum


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
class IncompleteWorkspace(AppError):
    """The folder holds a ledger without a readable workspace.json: a file was lost, or its creation was cut short."""

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
class NotOneself(AppError):
    """Nobody removes himself or changes his own role; thus the last administrator stays."""


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
    """The file is no text: `docx`, `xlsx`, `doc`, `pdf`, `binary`, `encoding` or `too_large`."""

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


@dataclass(eq=False)
class UnknownReportFormat(AppError):
    """The file's ending names no form the report can be written in; `endings` are those it can."""

    name: str
    endings: str


# --- files -------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotEnoughSpace(AppError):
    """The disk or stick has too little room; sizes in bytes."""

    path: str
    needed: int
    free: int


@dataclass(eq=False)
class FileNotWritten(AppError):
    """The file could not be written, or read back differently; nothing was left behind."""

    path: str
    cause: str


@dataclass(eq=False)
class SuspiciousFile(AppError):
    """A link, device or folder stands where a plain file is expected (SYNC §10 row 48)."""

    path: str


@dataclass(eq=False)
class NotAPlainFile(SuspiciousFile):
    """What was chosen for reading is a link, device or folder."""


@dataclass(eq=False)
class UnreadableFile(AppError):
    """The file is not there or cannot be read."""

    path: str
    cause: str


@dataclass(eq=False)
class FileTooLarge(AppError):
    """The file is larger than anything this program makes; sizes in bytes."""

    path: str
    limit: int


# --- keys --------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class WrongPassphrase(AppError):
    """The passphrase or recovery code opens nothing here."""


@dataclass(eq=False)
class KeyNotHeld(AppError):
    """This person has no slot for this key: the power was never given."""

    person: str
    holds: str


class CodeFault(StrEnum):
    """What is wrong with a typed recovery code."""

    LENGTH = "length"
    LETTER = "letter"
    CHECK = "check"


@dataclass(eq=False)
class MistypedRecoveryCode(AppError):
    """The recovery code was copied wrongly; `at` is the 1-based character in question, 0 where unknown."""

    reason: CodeFault
    at: int


@dataclass(eq=False)
class DamagedKeySlots(AppError):
    """The file of key slots is not there, cannot be read or asks for absurd costs."""

    fault: str


# --- exchange ----------------------------------------------------------------------------------------------


class BundleFault(StrEnum):
    """Why a bundle is refused."""

    NOT_A_BUNDLE = "not_a_bundle"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    NOT_FOR_THIS_INSTALLATION = "not_for_this_installation"
    UNSIGNED = "unsigned"
    UNKNOWN_KEY = "unknown_key"
    ALTERED = "altered"
    NEWER = "newer"
    MALFORMED = "malformed"
    WRONG_SENDER = "wrong_sender"
    WRONG_RECIPIENT = "wrong_recipient"
    OWN = "own"
    CHANGED = "changed"


@dataclass(eq=False)
class BundleRefused(AppError):
    """A bundle that is not taken in; nothing was written.

    `node` names the right recipient or the claimed sender where known, `key` the unknown key,
    `detail` is for the technical view. OWN: this installation wrote the file for somebody else. CHANGED: it is
    not the file that was previewed.
    """

    reason: BundleFault
    detail: str = ""
    node: str = ""
    key: str = ""


class TrustFault(StrEnum):
    """Why a root or a trust list is refused."""

    MALFORMED = "malformed"
    WRONG_FINGERPRINT = "wrong_fingerprint"
    SIGNATURES = "signatures"
    UNKNOWN_ISSUER = "unknown_issuer"
    ROLLBACK = "rollback"
    SKIPPED = "skipped"
    FORKED = "forked"
    JUMP = "jump"
    VANISHED = "vanished"
    REWRITTEN = "rewritten"
    OUTSIDE_SUBTREE = "outside_subtree"
    AMBIGUOUS_KEY = "ambiguous_key"


@dataclass(eq=False)
class TrustRefused(AppError):
    """A root or trust list that is not adopted; what was trusted before stays in force."""

    reason: TrustFault
    issuer: str = ""
    detail: str = ""


class EnrolmentFault(StrEnum):
    """Why an enrolment request or an admission is refused."""

    NOT_A_REQUEST = "not_a_request"
    NOT_AN_ADMISSION = "not_an_admission"
    DAMAGED = "damaged"
    NEWER = "newer"
    WRONG_FINGERPRINT = "wrong_fingerprint"
    FOR_ANOTHER = "for_another"
    NO_PARENT = "no_parent"
    OUTSIDE = "outside"


@dataclass(eq=False)
class EnrolmentRefused(AppError):
    """An enrolment file that is not taken in; nothing was written. For OUTSIDE `detail` names the asking unit."""

    reason: EnrolmentFault
    detail: str = ""


@dataclass(eq=False)
class NotJoined(AppError):
    """This installation has not been admitted yet, so it can exchange nothing."""

    node: str


@dataclass(eq=False)
class UnknownNeighbour(AppError):
    """No admitted installation belongs to this node."""

    node: str


@dataclass(eq=False)
class ExportTooLarge(AppError):
    """One bundle cannot carry all this; a bound of `desktop.sync.limits` is passed."""

    node: str


class ApprovalFault(StrEnum):
    """Why the two signatures under a reported record are not accepted (SYNC §7)."""

    SAME_PERSON = "same_person"
    SAME_KEY = "same_key"
    UNKNOWN_SUBMITTER = "unknown_submitter"
    UNKNOWN_APPROVER = "unknown_approver"
    BAD_SUBMISSION = "bad_submission"
    BAD_APPROVAL = "bad_approval"


@dataclass(eq=False)
class ApprovalRefused(AppError):
    """A reported record that does not carry the valid signatures of two people."""

    reason: ApprovalFault
    entity: str
