"""Imports that are not taken back, forks and gaps that are not ruled."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.errors.base import AppError


class TakeBackFault(StrEnum):
    """Why an import cannot be taken back, or not be redone."""

    UNKNOWN = "unknown"
    OWN_UNIT = "own_unit"
    NOTHING = "nothing"
    ALREADY = "already"
    NOT_TAKEN_BACK = "not_taken_back"


@dataclass(eq=False)
class TakeBackRefused(AppError):
    """An import that stays as it is; nothing was written."""

    reason: TakeBackFault


class RulingFault(StrEnum):
    """Why a stream is not closed by a ruling."""

    UNKNOWN = "unknown"
    NOT_OURS = "not_ours"
    BEYOND = "beyond"
    NO_FORK = "no_fork"
    NO_GAP = "no_gap"


@dataclass(eq=False)
class RulingRefused(AppError):
    """A stream that stays as it is; nothing was written."""

    reason: RulingFault
