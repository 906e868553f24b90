"""Bundles that cannot be written, and receipts on paper that cannot be read."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.errors.base import AppError


class ExportBound(StrEnum):
    """Which bound of `desktop.sync.limits`, or of the size asked for, is passed.

    COVER: the receipt and the trust list alone are too large. UNSIGNED_STRETCH: what another installation wrote
    between two of its signatures. ONE_FILE: it would take several files where one was asked for.
    """

    COVER = "cover"
    UNSIGNED_STRETCH = "unsigned_stretch"
    ONE_FILE = "one_file"


@dataclass(eq=False)
class ExportTooLarge(AppError):
    """A bundle cannot carry what it has to; `writer` is the node whose stretch cannot be divided."""

    node: str
    reason: ExportBound
    writer: str = ""


@dataclass(eq=False)
class UnknownBundle(AppError):
    """No bundle of this number was written for this node here."""

    node: str
    number: int


class ReceiptFault(StrEnum):
    """Why pictures of a receipt on paper are not read."""

    NOT_A_PICTURE = "not_a_picture"
    TOO_LARGE = "too_large"
    NO_CODE = "no_code"
    INCOMPLETE = "incomplete"
    MIXED = "mixed"
    DAMAGED = "damaged"


@dataclass(eq=False)
class ReceiptUnread(AppError):
    """Pictures from which no receipt can be put together; `missing` are the codes not found ("2, 3"), of `count`."""

    reason: ReceiptFault
    missing: str = ""
    count: int = 0
