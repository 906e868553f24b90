"""A Word table as rows of equal columns: merged cells become covered ones, edges a hair apart become one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from desktop.importing.document import Cell, Lines, Row, Table
from desktop.importing.readers.sheet_layout import ABOVE, LEFT, NO_CELL

_SAME_EDGE: Final = 140
"""Edges of different rows closer than this (in twentieths of a point: a quarter of a centimetre) were drawn as one."""
_USUAL_WIDTH: Final = 1_000


class WordCell(NamedTuple):
    """A cell between two edges of the table's grid; one that goes on from the row above prints nothing."""

    first: int
    end: int
    cell: Cell
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class WordRow:
    """The cells of one row, with its place in the document and in words."""

    cells: tuple[WordCell, ...]
    source: Lines
    where: str


def table_of(rows: Sequence[WordRow], widths: Sequence[int]) -> Table:
    """The table; `widths` are those of its grid, as far as the document tells them."""
    columns = _columns(rows, widths, _SAME_EDGE)
    if _hides_text(rows, columns):
        columns = _columns(rows, widths, -1)
    count = max(columns.values(), default=0)
    return Table(tuple(Row(_cells(row, columns, count), row.source, row.where) for row in rows))


def _columns(rows: Sequence[WordRow], widths: Sequence[int], tolerance: int) -> Mapping[int, int]:
    """The column that begins at each edge any row uses."""
    edges = sorted({edge for row in rows for cell in row.cells for edge in (cell.first, cell.end)})
    last = edges[-1] if edges else 0
    known = [width if width > 0 else _USUAL_WIDTH for width in widths[:last]]
    places = list(accumulate([*known, *[_USUAL_WIDTH] * (last - len(known))], initial=0))
    columns = dict.fromkeys(edges[:1], 0)
    for before, edge in pairwise(edges):
        is_same = places[edge] - places[before] <= tolerance
        columns[edge] = columns[before] + (0 if is_same else 1)
    return columns


def _hides_text(rows: Sequence[WordRow], columns: Mapping[int, int]) -> bool:
    """Whether a column with text of its own is so narrow that its edges fell together."""
    return any(
        columns[cell.first] == columns[cell.end] and not cell.cell.is_blank for row in rows for cell in row.cells
    )


def _cells(row: WordRow, columns: Mapping[int, int], count: int) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for cell in row.cells:
        first, end = columns[cell.first], columns[cell.end]
        if end > first:
            cells.extend([NO_CELL] * (first - len(cells)))
            cells.append(ABOVE if cell.goes_on else cell.cell)
            cells.extend([LEFT] * (end - first - 1))
    cells.extend([NO_CELL] * (count - len(cells)))
    return tuple(cells)
