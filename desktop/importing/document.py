"""The neutral document every reader ends in: paragraphs and tables of cells, each knowing its source lines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """First and last line of a text document where something stands, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its printed lines, outer blanks removed."""

    lines: tuple[str, ...]

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
    """One row of a table as printed, merged cells repeated."""

    cells: tuple[Cell, ...]
    source: Lines

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed in the row."""
        return all(cell.is_blank for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand under one another without text between them."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text."""

    text: str
    source: Lines


@dataclass(frozen=True, slots=True)
class Document:
    """Paragraphs and tables in document order."""

    blocks: tuple[Paragraph | Table, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in document order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in document order; blank ones are left out."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
