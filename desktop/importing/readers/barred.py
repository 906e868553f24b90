"""Tables of web pages saved as text: a bar behind every cell, line breaks anywhere, no mark where a row ends.

The rows are parted by the width of the header where the numbers then stand under one another, and by the kinds of
the values otherwise.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Cell, Lines, Row, Table
from desktop.importing.readers.flow import FLOW_END, MOST_FLOW_LINES, FlowLine, flow_rows
from desktop.importing.readers.flow_header import Column, as_header, column_of
from desktop.importing.readers.flow_lines import BULLET, NUMBER_ALONE
from desktop.importing.readers.stretch import Stretch
from desktop.text import collapse

_LONGEST_NAME: Final = 60
_MOST_CELL_LINES: Final = 80
_MOST_COLUMNS: Final = 16
_ALIKE: Final = 0.9
_BAR_WITHIN: Final = 4
_FIRST_NAME: Final = re.compile(r"\s*(?:S?TT|Số\s*TT|Số thứ tự)\s*(?:\||$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _BarredCell:
    """The printed lines before a bar, and the numbers of the first and last of them."""

    lines: tuple[str, ...]
    first: int
    last: int

    @property
    def text(self) -> str:
        """The cell on one line."""
        return " ".join(self.lines)


def read_barred(lines: Sequence[str], at: int, *, name: str = "") -> Stretch | None:
    """The table whose header begins in the line at this index; None where none does.

    Raises `UnsupportedDocument` (`too_large`) for more cells than any plan has.
    """
    if len(lines[at]) > _MOST_COLUMNS * _LONGEST_NAME or not _FIRST_NAME.match(lines[at]):
        return None
    if not any("|" in line for line in lines[at : at + _BAR_WITHIN]) or _is_whole_row(lines, at):
        return None
    stream = _cells(lines, at)
    head: list[_BarredCell] = []
    for cell in stream:
        is_again = any(cell.text == one.text for one in head)
        head.append(cell)
        if is_again or len(head) > _MOST_COLUMNS or column_of(cell.text) is None:
            break
    *names, begin = head or [_BarredCell((), 0, 0)]
    header = as_header([(column, one.text, one.last) for one in names if (column := column_of(one.text))], at)
    if header is None:
        return None
    cells = [begin, *islice(stream, MOST_FLOW_LINES)]
    if len(cells) > MOST_FLOW_LINES:
        raise UnsupportedDocument(name, "too_large")
    body = _unwrapped(cells)
    rows = _by_width(body, len(names)) or _by_values(body, header.columns)
    printed = Row(tuple(Cell((one,)) for one in header.names), Lines(at + 1, names[-1].last))
    return Stretch((Table((printed, *rows)),), cells[-1].last)


def _is_whole_row(lines: Sequence[str], at: int) -> bool:
    """Whether the bars of this line and of the next one stand between cells, not behind each."""
    here, below = (line.rstrip() for line in (lines[at], lines[at + 1] if at + 1 < len(lines) else ""))
    return here.count("|") == below.count("|") > 1 and not here.endswith("|") and not below.endswith("|")


def _cells(lines: Sequence[str], at: int) -> Iterator[_BarredCell]:
    """The cells from this line on; the table ends where no bar follows for long, or words say so."""
    printed: list[str] = []
    first = at + 1
    for number in range(at + 1, len(lines) + 1):
        line = lines[number - 1]
        if FLOW_END.match(line) or "\t" in line or number - first > _MOST_CELL_LINES:
            return
        *closed, rest = line.split("|")
        for part in closed:
            printed.append(part)
            yield _BarredCell(tuple(filter(None, map(collapse, printed))), first, number)
            printed, first = [], number
        if closed and not rest.strip():
            first = number + 1
        else:
            printed.append(rest)


def _unwrapped(cells: Sequence[_BarredCell]) -> list[_BarredCell]:
    """The cells with lines broken at the edge of a column made whole, where the table has many of those."""
    inner = [below for cell in cells for _, below in pairwise(cell.lines) if not BULLET.match(below)]
    small = sum(line[:1].islower() for line in inner)
    if small * 4 < len(inner) or not small:
        return list(cells)
    return [_BarredCell(tuple(_joined(cell.lines)), cell.first, cell.last) for cell in cells]


def _joined(lines: Sequence[str]) -> Iterator[str]:
    whole: list[str] = []
    for line in lines:
        if whole and BULLET.match(line):
            yield " ".join(whole)
            whole = []
        whole.append(line)
    if whole:
        yield " ".join(whole)


def _by_width(cells: Sequence[_BarredCell], width: int) -> list[Row]:
    """Rows of the header's width; none where their first cells are no numbers, as below merged cells."""
    rows = [cells[place : place + width] for place in range(0, len(cells), width)]
    fitting = sum(not row[0].lines or NUMBER_ALONE.fullmatch(row[0].text) is not None for row in rows)
    numbered = sum(bool(row[0].lines) for row in rows)
    if len(rows[-1]) < width or fitting < _ALIKE * len(rows) or numbered * 2 < len(rows):
        return []
    return [Row(tuple(Cell(cell.lines) for cell in row), Lines(row[0].first, row[-1].last)) for row in rows]


def _by_values(cells: Sequence[_BarredCell], columns: tuple[Column, ...]) -> list[Row]:
    flow = [FlowLine(cell.text, cell.first, cell.lines, cell.last) for cell in cells if cell.lines]
    return list(flow_rows(flow, columns, whole_cells=True))
