"""A table that a document prints a second time, one cell per line: recognised by its cells, and not read twice.

The first print may have joined the paragraphs of a cell on one line; the second shows where they end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.importing.document import Cell, Lines, Row, Table
from desktop.importing.readers.flow import FlowLine, flow_body, header_row
from desktop.importing.readers.flow_header import FlowHeader
from desktop.text import is_same_text

_LEAST_EQUAL: Final = 0.8
_FARTHEST: Final = 40
_FEWEST_CELLS: Final = 4


@dataclass(frozen=True, slots=True)
class FlowCopy:
    """The first table with the line breaks of its copy, the copy itself, and the index of the line behind it."""

    original: Table
    copy: Table
    after: int


def flow_copy(lines: Sequence[str], header: FlowHeader, table: Table) -> FlowCopy | None:
    """The copy of a table below this header; None where its cells are others."""
    head = _header_place(table, header)
    if head is None:
        return None
    walk = _Walk(flow_body(lines, header)[0])
    rows = [walk.row(row) for row in table.rows[head + 1 :]]
    if walk.equal < _FEWEST_CELLS or walk.equal < _LEAST_EQUAL * (walk.equal + walk.unequal):
        return None
    original = replace(table, rows=(*table.rows[: head + 1], *(row for row, _ in rows)))
    copied = [header_row(header), *(row for _, row in rows if row)]
    return FlowCopy(original, Table(tuple(copied), repeats=True), copied[-1].source.last)


def _header_place(table: Table, header: FlowHeader) -> int | None:
    for place, row in enumerate(table.rows):
        texts = [cell.text for cell in row.cells]
        if len(texts) == len(header.names) and all(map(is_same_text, texts, header.names)):
            return place
    return None


class _Walk:
    """Goes down the lines of the copy as the cells of the table come."""

    def __init__(self, body: Sequence[FlowLine]) -> None:
        self._body = body
        self._keys = [_key(line.text) for line in body]
        self._here = 0
        self._is_lost = False
        self.equal = self.unequal = 0

    def row(self, row: Row) -> tuple[Row, Row | None]:
        """The row with the line breaks of its copy, and the copy; None where no cell of it was found."""
        begin = self._here
        found = [self._cell(cell) for cell in row.cells]
        mended = (printed or cell for printed, cell in zip(found, row.cells, strict=True))
        if self._here == begin:
            return row, None
        source = Lines(self._body[begin].number, self._body[self._here - 1].number)
        copy = Row(tuple(printed or Cell(()) for printed in found), source)
        return replace(row, cells=tuple(mended)), copy

    def _cell(self, cell: Cell) -> Cell | None:
        if cell.is_blank:
            return None
        end = next(filter(None, map(self._end_of, self._starts(), [_key(cell.text)] * _FARTHEST)), None)
        if end is None:
            self.unequal += 1
            self._is_lost = True
            return None
        self.equal += 1
        self._is_lost = False
        begin, self._here = end
        return replace(cell, lines=tuple(line.text for line in self._body[begin : self._here]))

    def _starts(self) -> Iterator[int]:
        """Where the cell may begin: right here, or farther on after a cell that was not found."""
        farthest = min(self._here + (_FARTHEST if self._is_lost else 1), len(self._keys))
        return iter(range(self._here, farthest))

    def _end_of(self, begin: int, key: str) -> tuple[int, int] | None:
        here, read = begin, 0
        while here < len(self._keys) and key.startswith(self._keys[here], read):
            read += len(self._keys[here])
            here += 1
            if read == len(key):
                return begin, here
        return None


def _key(text: str) -> str:
    return "".join(text.split())
