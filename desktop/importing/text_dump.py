"""Reader of a text dump: a tab begins a cell, a line without one continues it, an empty line ends the row."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from desktop.errors import NotAPlan, UnsupportedDocument
from desktop.importing.document import Cell, Document, Lines, Paragraph, Row, Table
from desktop.text import collapse

LARGEST_TEXT: Final = 20 * 1024 * 1024
_BINARY_FORMATS: Final = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"{\\rtf", "doc"),
)
_ZIP: Final = b"PK\x03\x04"


def decode_text(data: bytes, *, name: str) -> str:
    """The text of a file in NFC with line feeds; raises `UnsupportedDocument` or, when empty, `NotAPlan`."""
    if len(data) > LARGEST_TEXT:
        raise UnsupportedDocument(name, "too_large")
    if data.startswith(_ZIP):
        raise UnsupportedDocument(name, _zip_format(name))
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


def read_dump(text: str) -> Document:
    """The document of a decoded text dump."""
    reader = _DumpReader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.read_line(number, line)
    return Document(tuple(reader.blocks()))


def _zip_format(name: str) -> str:
    ending = name.lower().rpartition(".")[2]
    return ending if ending in {"docx", "xlsx"} else "binary"


class _DumpReader:
    """Collects lines into cells, cells into rows, rows into tables."""

    def __init__(self) -> None:
        self._blocks: list[Paragraph | list[Row]] = []
        self._cells: list[list[str]] = []
        self._first = self._last = 0

    def read_line(self, number: int, line: str) -> None:
        """Take the next line of the dump."""
        if line.startswith("\t"):
            if not self._cells:
                self._first = number
            self._cells.extend([part] for part in line[1:].split("\t"))
            self._last = number
        elif not line:
            self._end_row()
        elif self._cells:
            self._cells[-1].append(line)
            self._last = number
        elif text := collapse(line):
            self._blocks.append(Paragraph(text, Lines(number, number)))

    def blocks(self) -> Iterator[Paragraph | Table]:
        """Everything read, the last row included."""
        self._end_row()
        for block in self._blocks:
            yield block if isinstance(block, Paragraph) else Table(tuple(block))

    def _end_row(self) -> None:
        if not self._cells:
            return
        cells = tuple(Cell(tuple(filter(None, map(collapse, lines)))) for lines in self._cells)
        self._cells = []
        row = Row(cells, Lines(self._first, self._last))
        table = self._blocks[-1] if self._blocks else None
        if isinstance(table, list):
            table.append(row)
        elif not row.is_blank:
            self._blocks.append([row])
