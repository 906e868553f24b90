"""The document as it is shown beside what was read: its paragraphs and table rows, merged cells as one."""

import heapq
import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.importing.columns import Field
from desktop.importing.document import Cover, Document, Paragraph, Row, Table
from desktop.importing.reading import TableLayout
from desktop.text import is_same_text

_NARROWEST = 3.0
_LONGEST_WORDS = 40
"""Of so many of the longest words of a column one is the widest."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """What stands in one cell, and over how many columns; an open edge is that of a cell over several rows."""

    text: str
    span: int = 1
    is_open_above: bool = False
    is_open_below: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of the table as printed, or a paragraph over the whole width; `first` is its line in the document."""

    first: int
    cells: tuple[PrintedCell, ...]
    is_paragraph: bool = False
    is_head: bool = False

    def cell_at(self, column: int) -> PrintedCell | None:
        """The cell that begins in a column; None where another cell covers it."""
        place = 0
        for cell in self.cells:
            if place == column:
                return cell
            place += cell.span
        return None

    def text_at(self, column: int) -> str:
        """What is printed in a column; "" where another cell covers it."""
        cell = self.cell_at(column)
        return cell.text if cell is not None else ""

    @property
    def is_heading(self) -> bool:
        """Whether this is a table row that prints one text over all columns but the first."""
        return not self.is_paragraph and len(self.cells) == 2


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """All rows in document order; `weights` share out the width, `fields` name the column of a field.

    `words` are those of each column of the tables, with whether they are bold: no line should break them.
    """

    rows: tuple[PrintedRow, ...]
    weights: tuple[float, ...]
    fields: dict[str, int]
    words: frozenset[tuple[int, bool, str]] = frozenset()

    @property
    def columns(self) -> int:
        """How many columns the widest table has."""
        return len(self.weights)

    def row_of_line(self, line: int) -> int:
        """The row that begins at or last before a line of the document; -1 before the first."""
        return bisect_right(self.rows, line, key=lambda row: row.first) - 1

    def column_of(self, field: str) -> int:
        """The column a field of a parsed row was read from; 1, the text beside the number, where unknown."""
        known = {"lead_units": Field.LEAD, "support_units": Field.SUPPORT, "deadline": Field.DEADLINE}
        return self.fields.get(str(known.get(field, field)), min(1, self.columns - 1))


def printed(document: Document, layouts: Sequence[TableLayout] = ()) -> PrintedDocument:
    """The document as shown; the widest of its tables decides the number of columns."""
    width = max((len(row.cells) for table in document.tables for row in table.rows), default=1)
    heads = {layout.line: layout for layout in layouts}
    doubled: frozenset[int] = frozenset()
    rows: list[PrintedRow] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            rows.append(PrintedRow(block.source.first, (PrintedCell(block.text, width),), is_paragraph=True))
            continue
        doubled = _doubled_in(block, heads, doubled)
        printed_rows = [row for row in block.rows if not row.is_blank]
        for row, cells in zip(
            printed_rows, _joined([_merged(row, width, doubled) for row in printed_rows]), strict=True
        ):
            rows.append(PrintedRow(row.source.first, cells, is_head=row.source.first in heads))
    return PrintedDocument(tuple(rows), _weights(rows, width), _fields(layouts), _words(rows))


def _doubled_in(table: Table, heads: Mapping[int, TableLayout], before: frozenset[int]) -> frozenset[int]:
    """The columns of a table that hold the same field as the one before them; a table without a head goes on."""
    for row in table.rows:
        layout = heads.get(row.source.first)
        if layout is not None:
            fields = layout.fields
            return frozenset(n for n in range(1, len(fields)) if fields[n] is not None and fields[n] == fields[n - 1])
    return before


def _merged(row: Row, width: int, doubled: frozenset[int]) -> list[PrintedCell]:
    """Neighbours that print the same words are one cell over several columns, as they were in the document."""
    cells: list[PrintedCell] = []
    for place, cell in enumerate(row.cells):
        same = bool(cells) and (cell.text or place in doubled) and is_same_text(cells[-1].text, cell.text)
        if cells and (cell.cover is Cover.LEFT or same):
            cells[-1] = replace(cells[-1], span=cells[-1].span + 1)
        else:
            cells.append(PrintedCell(cell.text, is_open_above=cell.cover is Cover.ABOVE))
    missing = width - sum(cell.span for cell in cells)
    if cells and missing > 0:
        cells[-1] = replace(cells[-1], span=cells[-1].span + missing)
    return cells


def _joined(rows: Sequence[list[PrintedCell]]) -> list[tuple[PrintedCell, ...]]:
    """Open the lower edge of each cell that goes on in the row below it, at the same columns."""
    made: list[tuple[PrintedCell, ...]] = []
    for above, printed_cells in zip([[], *rows], rows, strict=False):
        cells, goes_on = _below(above, printed_cells)
        if goes_on:
            made[-1] = tuple(
                replace(cell, is_open_below=True) if place in goes_on else cell for place, cell in _placed(made[-1])
            )
        made.append(cells)
    return made


def _below(
    above: list[PrintedCell], cells: list[PrintedCell]
) -> tuple[tuple[PrintedCell, ...], frozenset[tuple[int, int]]]:
    """The cells of a row with those open above that a cell stands over, and where these are."""
    if not any(cell.is_open_above for cell in cells):
        return tuple(cells), frozenset()
    known = frozenset(place for place, _ in _placed(above))
    goes_on = frozenset(place for place, cell in _placed(cells) if cell.is_open_above and place in known)
    return tuple(replace(cell, is_open_above=place in goes_on) for place, cell in _placed(cells)), goes_on


def _placed(cells: Iterable[PrintedCell]) -> Iterator[tuple[tuple[int, int], PrintedCell]]:
    """Each cell with its first column and how many it stands over."""
    place = 0
    for cell in cells:
        yield (place, cell.span), cell
        place += cell.span


def _weights(rows: Sequence[PrintedRow], width: int) -> tuple[float, ...]:
    """Wide texts get more room, by the square root of their length."""
    totals, counts = [0.0] * width, [0] * width
    for row in rows:
        place = 0
        for cell in row.cells:
            if cell.span == 1 and cell.text and not row.is_paragraph:
                totals[place] += len(cell.text)
                counts[place] += 1
            place += cell.span
    means = [total / count if count else 0.0 for total, count in zip(totals, counts, strict=True)]
    return tuple(max(_NARROWEST, math.sqrt(mean)) for mean in means)


def _words(rows: Sequence[PrintedRow]) -> frozenset[tuple[int, bool, str]]:
    words: dict[tuple[int, bool], set[str]] = {}
    for row in rows:
        place = 0
        for cell in row.cells:
            if cell.span == 1 and not row.is_paragraph:
                words.setdefault((place, row.is_head or row.is_heading), set()).update(cell.text.split())
            place += cell.span
    return frozenset(
        (place, is_bold, word)
        for (place, is_bold), found in words.items()
        for word in heapq.nlargest(_LONGEST_WORDS, found, key=len)
    )


def _fields(layouts: Sequence[TableLayout]) -> dict[str, int]:
    fields: dict[str, int] = {}
    for layout in layouts:
        for place, field in enumerate(layout.fields):
            if field is not None:
                fields.setdefault(str(field), place)
    return fields
