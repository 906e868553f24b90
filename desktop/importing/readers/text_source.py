"""Reading any plain text: stretch by stretch, each by the reader that recognises it, the rest as paragraphs."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Cell, Document, Lines, Paragraph, Row, Table
from desktop.importing.readers.barred import read_barred
from desktop.importing.readers.flow import read_flow
from desktop.importing.readers.flow_copy import flow_copy
from desktop.importing.readers.flow_header import FlowHeader, flow_header
from desktop.importing.readers.markdown import plain, read_markdown
from desktop.importing.readers.pasted import read_pasted
from desktop.importing.readers.stretch import Stretch
from desktop.importing.readers.text_dump import read_tabbed
from desktop.importing.readers.wrapped import joined
from desktop.text import collapse

_MOST_LINES: Final = 100_000
_MOST_CELLS: Final = 200_000
_HEADER_WITHIN: Final = 8
_MOST_BARS: Final = 8
_READERS: Final[tuple[Callable[[Sequence[str], int], Stretch | None], ...]] = (read_markdown, read_pasted, read_tabbed)


def read_text(text: str, *, name: str = "") -> Document:
    """The document of a decoded text, whatever marks its tables.

    Raises `UnsupportedDocument` (`too_large`) for a text with more lines or cell marks than any plan has.
    """
    if text.count("\n") > _MOST_LINES or text.count("\t") + text.count("|") > _MOST_CELLS:
        raise UnsupportedDocument(name, "too_large")
    reader = _TextReader(text.replace("\f", "").split("\n"), name)
    return Document(joined(reader.blocks()))


class _TextReader:
    """Goes down the lines of a text and collects what the readers find."""

    def __init__(self, lines: Sequence[str], name: str) -> None:
        self._lines, self._name = lines, name
        self._blocks: list[Paragraph | Table] = []
        self._tables: dict[tuple[str, ...], int] = {}

    def blocks(self) -> list[Paragraph | Table]:
        """The blocks of the whole text."""
        here = 0
        while here < len(self._lines):
            here = self._read_from(here)
        return self._blocks

    def _read_from(self, here: int) -> int:
        """Read the stretch that begins in this line; returns the index behind it."""
        line = self._lines[here]
        if not line:
            return here + 1
        stretch = read_barred(self._lines, here, name=self._name)
        found = stretch or next(filter(None, (read(self._lines, here) for read in _READERS)), None)
        if found and found.after > here:
            for block in found.blocks:
                self._add(block)
            return found.after
        header = flow_header(self._lines, here)
        if header:
            return self._read_flow(header)
        self._read_line(line, Lines(here + 1, here + 1))
        return here + 1

    def _read_line(self, line: str, source: Lines) -> None:
        """A line of running text; where a page has put bars behind its cells, as in a letterhead, a row of them."""
        text = plain(collapse(line))
        if text.endswith("|"):
            cells = tuple(Cell((part,) if part else ()) for part in map(str.strip, text[:-1].split("|")))
            if 1 < len(cells) <= _MOST_BARS:
                self._add(Table((Row(cells, source),)))
                return
            text = text.rstrip("| ")
        if text:
            self._add(Paragraph(text, source))

    def _read_flow(self, header: FlowHeader) -> int:
        """A flow; or the copy of the last table above with this header."""
        place = self._tables.pop(_names(header.names), None)
        table = self._blocks[place] if place is not None else None
        if place is not None and isinstance(table, Table):
            found = flow_copy(self._lines, header, table)
            if found:
                self._blocks[place] = found.original
                self._blocks.append(found.copy)
                return found.after
        stretch = read_flow(self._lines, header, name=self._name)
        self._blocks.extend(stretch.blocks)
        return stretch.after

    def _add(self, block: Paragraph | Table) -> None:
        """Keep a block; a table is remembered by its first rows, one of which is its header."""
        if isinstance(block, Table):
            for row in block.rows[:_HEADER_WITHIN]:
                self._tables[_names(cell.text for cell in row.cells)] = len(self._blocks)
        self._blocks.append(block)


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(collapse, texts))
