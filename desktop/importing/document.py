"""The neutral document every reader ends in: paragraphs and tables of cells, each knowing where it stands."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Lines:
    """First and last line of a document where something stands, counted from 1.

    A text has lines of its own. Readers of other formats count paragraphs and table rows in document order.
    """

    first: int
    last: int


class Cover(StrEnum):
    """Which neighbour a cell without text of its own is merged into."""

    NONE = ""
    ABOVE = "above"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class LegacyText:
    """Text set in a font of an old encoding: as stored in the file, and as the font shows it."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its printed lines, outer blanks removed; a covered cell prints nothing of its own."""

    lines: tuple[str, ...]
    cover: Cover = Cover.NONE
    legacy: tuple[LegacyText, ...] = ()

    @property
    def text(self) -> str:
        """The lines of the cell under one another."""
        return "\n".join(self.lines)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed in the cell."""
        return not self.lines


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table as printed; `where` says in words where, for formats without lines: «Bảng 2, dòng 14».

    `unsure` marks a row whose cells were told apart by their words alone, where another reading is as good.
    """

    cells: tuple[Cell, ...]
    source: Lines
    where: str = ""
    unsure: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed in the row."""
        return all(cell.is_blank for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand under one another without text between them; `name` is that of a sheet.

    `repeats` marks a table that the document prints a second time in another form.
    """

    rows: tuple[Row, ...]
    name: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text; a number given by the word processor stands at its begin like a typed one."""

    text: str
    source: Lines
    legacy: tuple[LegacyText, ...] = ()


class Remark(StrEnum):
    """What a reader left out of a document that a person may have expected to see."""

    TRACKED_CHANGES = "tracked_changes"
    HIDDEN_TEXT = "hidden_text"
    HIDDEN_SHEETS = "hidden_sheets"


@dataclass(frozen=True, slots=True)
class Document:
    """Paragraphs and tables in document order.

    With tracked changes the text is that with all of them accepted; hidden text and hidden sheets are not read.
    """

    blocks: tuple[Paragraph | Table, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in document order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in document order; blank ones are left out."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
