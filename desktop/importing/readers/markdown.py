"""Tables drawn with upright bars, as markdown has them; blank lines between rows do not count."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.importing.document import Cell, Lines, Row, Table
from desktop.importing.readers.stretch import Stretch
from desktop.text import collapse

_MOST_CELLS: Final = 200
_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[\s|:=-]*-{2}[\s|:=-]*|\s*\|[\s|:=-]*-[\s|:=-]*")
_BORDER: Final = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_LINE_BREAK: Final = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)
_EMPHASIS: Final = re.compile(r"(\*\*|__)(?=\S)(.+)(?<=\S)\1")
_SLANTED: Final = re.compile(r"\A\*(?=[^\s*])([^*]+)(?<=\S)\*\Z")
_HEADING: Final = re.compile(r"\A#{1,6}\s+")
_LONGEST_RULE: Final = 100_000


def read_markdown(lines: Sequence[str], at: int) -> Stretch | None:
    """The tables that begin in the line at this index; None where none does. Rules without rows are no table."""
    if not _begins_table(lines, at):
        return None
    reader = _BarReader(is_loose=not lines[at].lstrip().startswith(("|", "+")))
    here = at
    while here < len(lines):
        line = lines[here]
        if line.strip() and not reader.read_line(here + 1, line):
            break
        here += 1
    return Stretch(tuple(reader.tables()), here)


def plain(line: str) -> str:
    """A line of running text without the marks that make it a heading, bold or slanted."""
    if "*" not in line and "_" not in line and not line.startswith("#"):
        return line
    return _SLANTED.sub(r"\1", _EMPHASIS.sub(r"\2", _HEADING.sub("", line)))


def _begins_table(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    if _is_row(line) or _is_border(line):
        return True
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if "|" not in line or "|" not in below or _cell_count(line) != _cell_count(below):
        return False
    return _is_rule(below) or 3 <= _cell_count(line) <= _MOST_CELLS


def _is_row(line: str) -> bool:
    text = line.strip()
    return text.startswith("|") and 2 <= text.count("|") <= _MOST_CELLS


def _is_border(line: str) -> bool:
    return line.lstrip().startswith("+") and len(line) <= _LONGEST_RULE and _BORDER.fullmatch(line) is not None


def _is_rule(line: str) -> bool:
    return (
        len(line) <= _LONGEST_RULE and "-" in line and not line.strip(" \t|:=-") and _RULE.fullmatch(line) is not None
    )


def _cell_count(line: str) -> int:
    return line.strip().strip("|").count("|") + 1


class _BarReader:
    """Collects rows into tables; a rule under a later row makes that row the header of a new table.

    In a loose table the rows have no outer bars.
    """

    def __init__(self, *, is_loose: bool) -> None:
        self._is_loose = is_loose
        self._tables: list[list[Row]] = []
        self._rows: list[Row] = []
        self._is_ruled = self._is_boxed = False
        self._boxed: list[tuple[int, list[str]]] = []

    def read_line(self, number: int, line: str) -> bool:
        """Take the next line; False where it belongs to no table."""
        if _is_border(line):
            self._end_box()
            self._is_boxed = True
        elif "|" in line and _is_rule(line):
            self._end_head()
        elif _is_row(line) or (self._is_loose and 1 <= line.count("|") <= _MOST_CELLS):
            self._read_row(number, line)
        else:
            return False
        return True

    def tables(self) -> Iterator[Table]:
        """Everything read."""
        self._end_box()
        for rows in (*self._tables, self._rows):
            if any(not row.is_blank for row in rows):
                yield Table(tuple(rows))

    def _read_row(self, number: int, line: str) -> None:
        texts = _cell_texts(line)
        if not self._is_boxed:
            self._rows.append(Row(tuple(map(_cell, texts)), Lines(number, number)))
            return
        if self._boxed and texts[0].strip():
            self._end_box()
        self._boxed.append((number, texts))

    def _end_box(self) -> None:
        """The lines between two borders are one row, each cell with its lines."""
        if not self._boxed:
            return
        width = max(len(texts) for _, texts in self._boxed)
        cells = ("\n".join(texts[place] for _, texts in self._boxed if place < len(texts)) for place in range(width))
        self._rows.append(Row(tuple(map(_cell, cells)), Lines(self._boxed[0][0], self._boxed[-1][0])))
        self._boxed = []

    def _end_head(self) -> None:
        if self._is_ruled and len(self._rows) > 1:
            head = self._rows.pop()
            self._tables.append(self._rows)
            self._rows = [head]
        self._is_ruled = True


def _cell_texts(line: str) -> list[str]:
    text = line.strip().removeprefix("|")
    parts = _BAR.split(text)
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return [part.replace("\\|", "|") for part in parts]


def _cell(text: str) -> Cell:
    plain = html.unescape(text) if "&" in text else text
    lines = (_EMPHASIS.sub(r"\2", collapse(line)) for line in _LINE_BREAK.split(plain))
    return Cell(tuple(line for line in lines if line))
