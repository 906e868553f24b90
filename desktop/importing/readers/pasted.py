"""Rows pasted from a spreadsheet or a web page: a tab between two cells, a line per row.

A spreadsheet puts a cell of several lines into double quotes. A web page does not: its row is complete when it has as
many tabs as the rows around it; such a row is marked unsure.
"""

import re
from collections.abc import Sequence
from typing import Final

from desktop.importing.document import Cell, Lines, Row, Table
from desktop.importing.readers.stretch import Stretch
from desktop.text import collapse

_MOST_CELLS: Final = 200
_MOST_QUOTED_LINES: Final = 200
_MOST_LOOSE_LINES: Final = 30
_MOST_BLANK_LINES: Final = 3
_LIST_MARK: Final = re.compile(r"\s*(?:[-–+*•·o]|\(?[\w.]{1,8}[.)])\t[^\t]*")
_BULLETS: Final = frozenset("-–+*•")
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=\t|\Z)')


def read_pasted(lines: Sequence[str], at: int) -> Stretch | None:
    """The table of tabbed rows that begins in the line at this index; None where none does."""
    if not _begins_table(lines, at):
        return None
    rows: list[Row] = []
    here, width = at, 0
    while here < len(lines):
        begin = _next_printed(lines, here)
        text, after = _with_quoted_lines(lines, begin) if begin < len(lines) else ("", begin)
        cells = _cells(text)
        if not 1 < len(cells) <= _MOST_CELLS or (rows and len(cells) > width):
            break
        width = width or len(cells)
        row, here = _row(lines, begin, cells, after, width)
        row, here = _with_lines_below(lines, here, row)
        rows.append(row)
    return Stretch((Table(_without_blank_begin(rows)),), here) if rows else None


def _begins_table(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    tabs = line.count("\t")
    if tabs == 1 and _LIST_MARK.fullmatch(line):
        return False
    if not line.startswith("\t"):
        return 0 < tabs < _MOST_CELLS and "\t" in line.strip()
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return 2 <= tabs < _MOST_CELLS and below.count("\t") == tabs and "\t" in line.strip()


def _next_printed(lines: Sequence[str], at: int) -> int:
    for here in range(at, min(at + _MOST_BLANK_LINES + 1, len(lines))):
        if lines[here].strip(" \u00a0") or "\t" in lines[here]:
            return here
    return len(lines)


def _row(lines: Sequence[str], at: int, cells: list[str], after: int, width: int) -> tuple[Row, int]:
    """The row of these cells, made whole where it lacks tabs that the lines below have; and the index behind it."""
    if after == at + 1 and len(cells) < width:
        loose = _with_loose_lines(lines, at, width - 1)
        if loose > after:
            cells = "\n".join(lines[at:loose]).split("\t")
            return Row(tuple(map(_cell, cells)), Lines(at + 1, loose), unsure=True), loose
    return Row(tuple(map(_cell, cells)), Lines(at + 1, after)), after


def _with_lines_below(lines: Sequence[str], at: int, row: Row) -> tuple[Row, int]:
    """The row whose last cell goes on in lines without tabs: bullets, or words that begin small."""
    here = at
    while here < min(at + _MOST_LOOSE_LINES, len(lines)) and _goes_on(lines[here]):
        here += 1
    if here == at:
        return row, at
    *cells, last = row.cells
    longer = Cell((*last.lines, *map(collapse, lines[at:here])))
    return Row((*cells, longer), Lines(row.source.first, here), unsure=True), here


def _goes_on(line: str) -> bool:
    text = line.strip()
    return bool(text) and "\t" not in text and (text[:1] in _BULLETS or text[:1].islower())


def _with_quoted_lines(lines: Sequence[str], at: int) -> tuple[str, int]:
    """The line with those that a quoted cell continues over: up to where the quotes come in pairs again."""
    line = lines[at]
    quotes = line.count('"')
    if quotes % 2 == 0 or not (line.startswith('"') or '\t"' in line):
        return line, at + 1
    for after in range(at + 1, min(at + _MOST_QUOTED_LINES, len(lines))):
        quotes += lines[after].count('"')
        if quotes % 2 == 0:
            return "\n".join(lines[at : after + 1]), after + 1
    return line, at + 1


def _with_loose_lines(lines: Sequence[str], at: int, wanted: int) -> int:
    """The index behind the lines that together have the tabs of one row; `at + 1` where no such lines follow."""
    tabs = lines[at].count("\t")
    for after in range(at + 1, min(at + _MOST_LOOSE_LINES, len(lines))):
        more = lines[after].count("\t")
        if more >= wanted or tabs + more > wanted:
            break
        tabs += more
        if tabs == wanted:
            return after + 1
    return at + 1


def _cells(text: str) -> list[str]:
    if '"' not in text:
        return text.split("\t")
    cells: list[str] = []
    here = 0
    while here <= len(text):
        quoted = _QUOTED.match(text, here)
        if quoted:
            cells.append(quoted[1].replace('""', '"'))
            here = quoted.end() + 1
            continue
        end = text.find("\t", here)
        end = len(text) if end < 0 else end
        cells.append(text[here:end])
        here = end + 1
    return cells


def _cell(text: str) -> Cell:
    return Cell(tuple(line for part in text.split("\n") if (line := collapse(part))))


def _without_blank_begin(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without a first column that is blank all the way down."""
    if any(not row.cells[0].is_blank for row in rows):
        return tuple(rows)
    return tuple(Row(row.cells[1:], row.source, row.where, row.unsure) for row in rows)
