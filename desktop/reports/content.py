"""What a report says, independent of the format it is written in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.dates import Period
from desktop.plans.state import Standing, TwoByTwo


class PassageKind(StrEnum):
    """How a passage of the body is set."""

    SECTION = "section"
    SUBSECTION = "subsection"
    TEXT = "text"
    LIST_HEAD = "list_head"
    ITEM = "item"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the body; FIGURES marks where the official 2 x 2 stands and has no text."""

    kind: PassageKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class DataState:
    """Which data the paper shows: the line at the foot of every page."""

    as_of: date
    period: Period
    last_bundle: str
    check_code: str
    made_by: str
    made_at: datetime
    draft: bool


@dataclass(frozen=True, slots=True)
class ReportTask:
    """One task as the tracking appendix and the workbook show it; a text is empty where nothing is known."""

    plan_number: str
    path: tuple[str, ...]
    number: str
    title: str
    product: str
    lead: str
    support: str
    deadline_text: str
    due: date | None
    standing: Standing
    state_words: str
    percent: int | None
    result: str
    document_number: str
    document_date: date | None
    completed_on: date | None
    difficulties: str
    proposals: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A plan, part, section or group in the appendix; `level` 0 is the plan itself."""

    level: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class TrackingAppendix:
    """The tracking table: headings and tasks in printed order."""

    title: str
    accompanying: str
    rows: tuple[HeadingRow | ReportTask, ...]

    @property
    def tasks(self) -> tuple[ReportTask, ...]:
        """The tasks alone."""
        return tuple(row for row in self.rows if isinstance(row, ReportTask))


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A whole report: what stands on its first page down to the signature, the figures, the appendix.

    Number, day and month of issue are blanks: the clerical office fills them in.
    """

    upper_line: str
    own_line: str
    number_line: str
    place_line: str
    title: str
    subject: str
    addressee: str
    body: tuple[Passage, ...]
    closing: str
    capacity: tuple[str, ...]
    signatory: str
    recipients: tuple[str, ...]
    two_by_two: TwoByTwo
    appendix: TrackingAppendix
    data_state: DataState

    @property
    def task_rows(self) -> tuple[ReportTask, ...]:
        """The tasks of the report in printed order."""
        return self.appendix.tasks
