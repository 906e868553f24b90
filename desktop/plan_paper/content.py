"""What the paper of a plan says, independent of the format it is written in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class ColumnKind(StrEnum):
    """What a column of the plan holds; `OBJECTIVE` is the group that stands beside its activities."""

    NUMBER = "number"
    OBJECTIVE = "objective"
    TITLE = "title"
    ACTIVITIES = "activities"
    PRODUCT = "product"
    LEAD = "lead"
    SUPPORT = "support"
    DEADLINE = "deadline"
    EXTRA = "extra"
    REVISION = "revision"
    ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class Column:
    """A column under its printed head."""

    kind: ColumnKind
    head: str


@dataclass(frozen=True, slots=True)
class PaperCell:
    """The text of a cell; `rows` counts those it is merged over, 0 where the cell above covers it."""

    text: str
    rows: int = 1


class RowLook(StrEnum):
    """How a row is set: a heading and a group in bold."""

    HEADING = "heading"
    GROUP = "group"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of the table with a cell for each column.

    `across` is the column whose text takes the rest of the row. A `marked` row is given to the unit that the paper
    is printed for; a `struck` one was withdrawn.
    """

    look: RowLook
    cells: tuple[PaperCell, ...]
    across: int | None = None
    marked: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of the plan; `title` stands above one that is an appendix of its own."""

    columns: tuple[Column, ...]
    rows: tuple[PaperRow, ...]
    title: str = ""

    def column(self, kind: ColumnKind) -> int | None:
        """The place of the first column of this kind."""
        return next((place for place, column in enumerate(self.columns) if column.kind is kind), None)


@dataclass(frozen=True, slots=True)
class PaperParagraph:
    """A numbered paragraph of a plan that is no table; `note` says to whom it is given and what changed it."""

    text: str
    bold: bool = False
    note: str = ""
    marked: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs in document order."""

    paragraphs: tuple[PaperParagraph, ...]


Block: TypeAlias = PaperTable | Prose


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What stands above the rows: agency lines, number and day, title, and the document it came with.

    A plan attached to a decision names it in `accompanying` and leaves `number_line` and `date_line` empty.
    """

    upper_line: str
    own_line: str
    number_line: str
    date_line: str
    title: tuple[str, ...]
    accompanying: str


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """The whole paper; `legend` explains the marks, `foot` says on every page where and when it was printed."""

    name: str
    head: PaperHead
    blocks: tuple[Block, ...]
    legend: tuple[str, ...]
    foot: tuple[str, ...]
    made_at: datetime
    made_by: str

    @property
    def row_count(self) -> int:
        """Rows and paragraphs, to say how far the writing is."""
        return sum(len(block.rows if isinstance(block, PaperTable) else block.paragraphs) for block in self.blocks)
