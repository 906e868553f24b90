"""From the grid of a sheet to a document: lines above the table's header and below its end are running text."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Cell, Cover, Lines, Paragraph, Row, Table

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 100_000
_LEAST_HEADER: Final = 3
"""A row that fills so many cells is a header or a row of the table; letterheads fill two, titles one."""
NO_CELL: Final = Cell(())
LEFT: Final = Cell((), Cover.LEFT)
ABOVE: Final = Cell((), Cover.ABOVE)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a sheet with the place where a person finds it."""

    cells: tuple[Cell, ...]
    where: str

    @property
    def filled(self) -> int:
        """How many cells print something."""
        return sum(1 for cell in self.cells if cell.lines)


def clean_lines(text: str) -> tuple[str, ...]:
    """The printed lines of a text in NFC, blanks collapsed, empty lines left out."""
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\n" not in text and "\r" not in text:
        line = " ".join(text.split())
        return (line,) if line else ()
    return tuple(line for line in (" ".join(part.split()) for part in text.splitlines()) if line)


class CellCache:
    """Cells by their text: the same words stand in hundreds of rows and are cleaned once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: dict[str, Cell] = {"": NO_CELL}

    def cell(self, text: str) -> Cell:
        """The cell of this text; raises `UnsupportedDocument` (`huge_cell`) for more than a cell of a plan holds."""
        cell = self._known.get(text)
        if cell is None:
            if len(text) > LONGEST_CELL:
                raise UnsupportedDocument(self._name, "huge_cell")
            lines = clean_lines(text)
            cell = self._known[text] = Cell(lines) if lines else NO_CELL
        return cell


class Counting:
    """Gives paragraphs and rows their running numbers through the document."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> Lines:
        """The number of the next paragraph or row."""
        self._last += 1
        return Lines(self._last, self._last)


def sheet_blocks(rows: Sequence[GridRow], name: str, counting: Counting) -> list[Paragraph | Table]:
    """The blocks of one sheet: running text, the table, running text."""
    rows = _trimmed(rows)
    first = next((place for place, row in enumerate(rows) if _is_of_table(row)), None)
    if first is None:
        if all(row.filled <= 1 for row in rows):
            return _paragraphs(rows, counting)
        first, end = 0, len(rows)
    else:
        first = _header_begin(rows, first)
        end = _table_end(rows)
    before = _paragraphs(rows[:first], counting)
    table = Table(tuple(Row(row.cells, counting.next(), row.where) for row in rows[first:end]), name)
    return [*before, table, *_paragraphs(rows[end:], counting)]


def _is_of_table(row: GridRow) -> bool:
    """Whether a row can only be one of the table; the second line of a header may fill no more than two cells."""
    return row.filled >= _LEAST_HEADER or (row.filled > 1 and _goes_on(row))


def _goes_on(row: GridRow) -> bool:
    return any(cell.cover is Cover.ABOVE for cell in row.cells)


def _header_begin(rows: Sequence[GridRow], first: int) -> int:
    """What a row of the header goes on from stands above it and belongs to it."""
    while first and _goes_on(rows[first]):
        first -= 1
    return first


def _table_end(rows: Sequence[GridRow]) -> int:
    """Names and places of signature below an empty row are no rows of the table."""
    last = max(place for place, row in enumerate(rows) if _is_of_table(row))
    blank = next((place for place in range(last, len(rows)) if not rows[place].filled), None)
    return len(rows) if blank is None else blank


def _paragraphs(rows: Iterable[GridRow], counting: Counting) -> list[Paragraph | Table]:
    found: list[Paragraph | Table] = []
    for row in rows:
        lines = [line for cell in row.cells for line in cell.lines]
        if not lines:
            counting.next()
        found.extend(Paragraph(line, counting.next()) for line in lines)
    return found


def _trimmed(rows: Sequence[GridRow]) -> Sequence[GridRow]:
    """Without empty rows at both ends, and without columns that are empty in every row."""
    filled = [place for place, row in enumerate(rows) if row.filled]
    if not filled:
        return ()
    rows = rows[filled[0] : filled[-1] + 1]
    width = max(len(row.cells) for row in rows)
    used = sorted({column for row in rows for column, cell in enumerate(row.cells) if cell.lines})
    if len(used) == width and all(len(row.cells) == width for row in rows):
        return rows
    return [
        GridRow(tuple(row.cells[column] if column < len(row.cells) else NO_CELL for column in used), row.where)
        for row in rows
    ]
