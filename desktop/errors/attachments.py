"""Files that cannot be attached to an entry or taken out of it."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.errors.base import AppError


class AttachmentFault(StrEnum):
    """Why a file is not attached."""

    EMPTY = "empty"
    NAME = "name"


@dataclass(eq=False)
class AttachmentRefused(AppError):
    """A file that is not attached; nothing was written. NAME: its name has signs that deceive the eye."""

    reason: AttachmentFault
    name: str


@dataclass(eq=False)
class NoAttachment(AppError):
    """No such file stands at an entry here."""

    entity: str


@dataclass(eq=False)
class AttachmentNotHere(AppError):
    """The content of the file has not come to this ledger."""

    name: str
