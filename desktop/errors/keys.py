"""What cannot be done with keys: ending one, renewing one, changing the root."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.errors.base import AppError


class RevocationFault(StrEnum):
    """Why a machine's key is not revoked."""

    UNKNOWN = "unknown"
    OWN = "own"
    NOT_BELOW = "not_below"
    ALREADY = "already"


@dataclass(eq=False)
class RevocationRefused(AppError):
    """A key that is not revoked here; nothing was written. `name` says whose machine it is, where that is known."""

    reason: RevocationFault
    name: str = ""


@dataclass(eq=False)
class ListKeyNotHeld(AppError):
    """This machine does not hold the key that signs the top node's list; another machine of the node does."""


class KeyFileFault(StrEnum):
    """Why a file with a key in it is not taken."""

    NOT_A_KEY_FILE = "not_a_key_file"
    DAMAGED = "damaged"
    OTHER_PURPOSE = "other_purpose"


@dataclass(eq=False)
class KeyFileRefused(AppError):
    """A file that holds no key for this purpose, or not whole any more."""

    reason: KeyFileFault


class RootFault(StrEnum):
    """Why a proposal of a new root is not taken."""

    NOT_A_PROPOSAL = "not_a_proposal"
    DAMAGED = "damaged"
    THRESHOLD = "threshold"
    NOT_A_SIGNER = "not_a_signer"
    OUTDATED = "outdated"
    INCOMPLETE = "incomplete"
    NOT_THE_TOP = "not_the_top"
    SHARED = "shared"


@dataclass(eq=False)
class RootRefused(AppError):
    """A proposal of a new root that is not taken; the root in force stays.

    For INCOMPLETE `signed` and `needed` count the signatures of the side that lacks more.
    """

    reason: RootFault
    signed: int = 0
    needed: int = 0
