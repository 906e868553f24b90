"""Reader of a text dump: a tab begins a cell, a line without one continues it, an empty line ends the row."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.errors import NotAPlan, UnsupportedDocument
from desktop.importing.document import Cell, Lines, Paragraph, Row, Table
from desktop.importing.readers.stretch import Stretch
from desktop.text import collapse

LARGEST_TEXT: Final = 20 * 1024 * 1024
_BINARY_FORMATS: Final = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"{\\rtf", "doc"),
)
_BULLET: Final = re.compile(r"\s*[-–+*•]\s*\w")
_WIDEST: Final = 1_000
_ZIP: Final = b"PK\x03\x04"


def decode_text(data: bytes, *, name: str) -> str:
    """The text of a file in NFC with line feeds; raises `UnsupportedDocument` or, when empty, `NotAPlan`."""
    if len(data) > LARGEST_TEXT:
        raise UnsupportedDocument(name, "too_large")
    if data.startswith(_ZIP):
        raise UnsupportedDocument(name, "binary")
    for signature, kind in _BINARY_FORMATS:
        if data.startswith(signature):
            raise UnsupportedDocument(name, kind)
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnsupportedDocument(name, "binary" if b"\0" in data else "encoding") from error
    if "\0" in text:
        raise UnsupportedDocument(name, "binary")
    if not text.strip():
        raise NotAPlan(name, "empty")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_tabbed(lines: Sequence[str], at: int) -> Stretch | None:
    """The rows that begin in the line at this index, each cell behind a tab; None where no cell begins."""
    if not lines[at].startswith("\t"):
        return None
    reader = _DumpReader()
    here = at
    while here < len(lines) and (not lines[here] or lines[here].startswith("\t") or reader.goes_on_with(lines[here])):
        reader.read_line(here + 1, lines[here])
        here += 1
    return Stretch(tuple(reader.blocks()), here)


class _DumpReader:
    """Collects lines into cells, cells into rows, rows into tables."""

    def __init__(self) -> None:
        self._blocks: list[Paragraph | list[Row]] = []
        self._cells: list[list[str]] = []
        self._first = self._last = 0
        self._width = _WIDEST
        self._is_after_gap = False

    def goes_on_with(self, line: str) -> bool:
        """Whether a line without a tab belongs to the cell above it.

        Behind an empty line only a bullet does that goes on with a list, in a row that is not yet as wide as the
        widest of its table.
        """
        if not self._cells or not self._is_after_gap:
            return bool(self._cells)
        last = next((one for one in reversed(self._cells[-1]) if one.strip()), "").rstrip()
        is_list = last.endswith((":", ";")) or _BULLET.match(last) is not None
        return len(self._cells) < self._width and is_list and _BULLET.match(line) is not None

    def read_line(self, number: int, line: str) -> None:
        """Take the next line of the dump."""
        if line.startswith("\t"):
            if self._is_after_gap:
                self._end_row()
            if not self._cells:
                self._first = number
            self._cells.extend([part] for part in line[1:].split("\t"))
            self._last = number
        elif not line:
            self._is_after_gap = bool(self._cells)
        elif self.goes_on_with(line):
            self._cells[-1].append(line)
            self._last, self._is_after_gap = number, False
        else:
            self._end_row()
            self._add_paragraph(number, line)

    def _add_paragraph(self, number: int, line: str) -> None:
        if text := collapse(line):
            self._blocks.append(Paragraph(text, Lines(number, number)))

    def blocks(self) -> Iterator[Paragraph | Table]:
        """Everything read, the last row included."""
        self._end_row()
        for block in self._blocks:
            yield block if isinstance(block, Paragraph) else Table(tuple(block))

    def _end_row(self) -> None:
        self._is_after_gap = False
        if not self._cells:
            return
        self._width = len(self._cells) if self._width == _WIDEST else max(self._width, len(self._cells))
        cells = tuple(Cell(tuple(filter(None, map(collapse, lines)))) for lines in self._cells)
        self._cells = []
        row = Row(cells, Lines(self._first, self._last))
        table = self._blocks[-1] if self._blocks else None
        if isinstance(table, list):
            table.append(row)
        elif not row.is_blank:
            self._blocks.append([row])
