"""What keeps a ledger or a person out: folders, people, permissions."""

from dataclasses import dataclass

from desktop.errors.base import AppError


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
