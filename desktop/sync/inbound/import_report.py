"""What an import changes, as values that people read before they agree to it (SYNC §2.9)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.journal.event import EntityId
from desktop.plans.state import TwoByTwo


class LineGroup(StrEnum):
    """What a line of the report is about.

    `refused`: the sender did not accept a record of this unit; `rejected`: this ledger does not accept one of his.
    `affected`: an entry and an amendment that its author did not know; `late`: older than what is known of the record;
    `after_report`: for a report made here already; `reopened`: a conflict that had been decided; `held`: waits for an
    earlier file; `newer`: of a newer program; `duplicate`: known already.
    """

    ISSUED = "issued"
    ASSIGNED = "assigned"
    WITHDRAWN = "withdrawn"
    ALLOCATED = "allocated"
    PROGRESS = "progress"
    PEOPLE = "people"
    UNITS = "units"
    REMOVED = "removed"
    RECEIPT = "receipt"
    REFUSED = "refused"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    REOPENED = "reopened"
    VERDICT = "verdict"
    DECLINED = "declined"
    AFFECTED = "affected"
    LATE = "late"
    AFTER_REPORT = "after_report"
    HELD = "held"
    NEWER = "newer"
    DUPLICATE = "duplicate"


LINES_OF_GROUP: Final = {LineGroup.DUPLICATE: 1_000, LineGroup.HELD: 2_000, LineGroup.NEWER: 2_000}
MOST_LINES: Final = 20_000
"""A group of a report holds at most so many lines; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The record a line is about: its plan, the label and title of its task (or a person's name), unit, period key.

    `position` is the place of the task in its plan, for sorting.
    """

    entity: EntityId
    plan_number: str = ""
    label: str = ""
    title: str = ""
    unit: str = ""
    period: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of one record, before and after, in words for the screen; `field` is its key, "" for the whole record.

    A record that is new has one line with what matters most of it, a progress entry one line for each filled field.
    In a conflict `before` is the shown value and `after` the other ones.
    """

    group: LineGroup
    plan_number: str
    label: str
    title: str
    unit: str
    field: str
    before: str
    after: str
    period: str
    entity: EntityId


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events: new, known already, older than what they change (`late`), waiting for an earlier file
    (`held`), not accepted (`rejected`), of a newer program (`newer`); records with a new conflict (`parallel`);
    records of this unit that the sender now confirms to have (`receipts`); attached files whose
    content was asked for and came (`files`).
    """  # noqa: D205 - one sentence over three lines

    new: int = 0
    duplicate: int = 0
    late: int = 0
    parallel: int = 0
    held: int = 0
    rejected: int = 0
    newer: int = 0
    receipts: int = 0
    files: int = 0


class Caution(StrEnum):
    """Something about a bundle as a whole that a person should know though the rest of it was taken in."""

    UNKNOWN_WRITER = "unknown_writer"
    REVOKED_WRITER = "revoked_writer"
    TRUST_REFUSED = "trust_refused"
    FORKED_STREAM = "forked_stream"
    CLOCK_AHEAD = "clock_ahead"
    OTHER_HISTORY = "other_history"
    TOTALS_DIFFER = "totals_differ"
    UNASKED_FILE = "unasked_file"


CAUTION_WORDS = {
    Caution.UNKNOWN_WRITER: "Một phần dữ liệu do máy chưa có trong danh sách tin cậy ghi; phần đó chưa được nhận.",
    Caution.REVOKED_WRITER: "Một phần dữ liệu mang khóa đã bị thu hồi; phần đó không được nhận.",
    Caution.TRUST_REFUSED: "Danh sách tin cậy kèm theo không được nhận; danh sách đang dùng vẫn giữ nguyên.",
    Caution.FORKED_STREAM: "Có hai bản dữ liệu khác nhau của cùng một máy; bản nhận trước vẫn được dùng.",
    Caution.CLOCK_AHEAD: "Đồng hồ của nơi gửi chạy trước hơn một ngày.",
    Caution.OTHER_HISTORY: "Biên nhận của nơi gửi không khớp với dữ liệu đã gửi; tệp sau sẽ gửi lại đầy đủ.",
    Caution.TOTALS_DIFFER: "Hai bên cùng dữ liệu mà số liệu khác nhau; dùng «Kiểm tra sổ» rồi so bản phần mềm.",
    Caution.UNASKED_FILE: "Có tệp đính kèm không được xin hoặc không khớp với tệp đã ghi; tệp đó không được giữ lại.",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """How tasks stand: the official counts, and how many have an entry that was given back to its author."""

    counts: TwoByTwo
    returned: int = 0


@dataclass(frozen=True, slots=True)
class UnitEffect:
    """How the figures of one unit (its code) move."""

    unit: str
    before: Figures
    after: Figures


@dataclass(frozen=True, slots=True)
class Gap:
    """Events of a node that a file brought too early: `events` of them wait for those numbered `first` to `last`.

    `numbers` are the files of the sender that are missing before this one; none where all of them came and what is
    missing has to be sent again.
    """

    node: str
    name: str
    first: int
    last: int
    events: int
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LateForReport:
    """A report made here that would show other figures now: `records` of this file are about its days."""

    entity: EntityId
    title: str
    check_code: str
    made_at: int
    records: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import does or did; `before` and `after` are the official counts of tasks on the day asked for.

    `at_ms` is when the sender made the file, `imported_at_ms` when it was imported before (None: it is new here),
    `digest` the hash of what the file carries, in hexadecimal. `units` are those whose figures move, `omitted` says of
    how many further lines a group is.
    """

    from_node: str
    from_name: str
    number: int
    at_ms: int
    made_by: str
    already_imported: bool
    before: TwoByTwo
    after: TwoByTwo
    counts: Counts = Counts()
    lines: tuple[ChangeLine, ...] = ()
    cautions: tuple[Caution, ...] = ()
    imported_at_ms: int | None = None
    digest: str = ""
    returned_before: int = 0
    returned_after: int = 0
    units: tuple[UnitEffect, ...] = ()
    gaps: tuple[Gap, ...] = ()
    late_for: tuple[LateForReport, ...] = ()
    omitted: tuple[tuple[LineGroup, int], ...] = ()
