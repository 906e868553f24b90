"""Texts, documents, reports and files that cannot be used."""

from dataclasses import dataclass

from desktop.errors.base import AppError


@dataclass(eq=False)
class UnreadableText(AppError):
    """A text holds what no text field takes; `reason` is `encoding`, `control` or `long`."""

    reason: str


@dataclass(eq=False)
class NotAPlan(AppError):
    """The document gives no tasks; `reason` is `empty`, `no_table`, `no_columns` or `no_tasks`."""

    name: str
    reason: str


@dataclass(eq=False)
class UnsupportedDocument(AppError):
    """The document cannot be read, or must not.

    Other kinds: `doc`, `odt`, `xlsb`, `pdf`, `rtf`, `web`, `binary`, `encoding`. Not to be opened:
    `password`, `macro`, `damaged`, `dtd`, `bomb`. Beyond what a plan can be: `too_large`, `too_many_rows`, `huge_cell`.
    """

    name: str
    reason: str


@dataclass(eq=False)
class UnknownPeriod(AppError):
    """The text names no reporting period."""

    text: str


@dataclass(eq=False)
class UnknownReport(AppError):
    """The program has no report of this name."""

    name: str


@dataclass(eq=False)
class UnknownReportCode(AppError):
    """No report made here bears this code."""

    code: str


@dataclass(eq=False)
class ReportDiffers(AppError):
    """The report cannot be repeated to the digit: the figures come out otherwise now."""

    code: str


@dataclass(eq=False)
class UnknownReportFormat(AppError):
    """The file's ending names no form the report can be written in; `endings` are those it can."""

    name: str
    endings: str


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
