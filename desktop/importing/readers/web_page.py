"""Reader of a web page's text and tables, as a clipboard hands them over: cells keep what they are merged with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from desktop.errors import NotAPlan, UnsupportedDocument
from desktop.importing.document import Cell, Cover, Document, Lines, Paragraph, Row, Table
from desktop.importing.readers.sheet_layout import MOST_COLUMNS
from desktop.text import collapse

if TYPE_CHECKING:
    from lxml import etree

LARGEST_PAGE: Final = 8 * 1024 * 1024
"""A page takes up to thirty times its size in memory while it is read."""
_MOST_CELLS: Final = 400_000
_WIDEST_SPAN: Final = 200
_LONGEST_SPAN: Final = 5000
_NO_TEXT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object"})
_PHRASES: Final = (
    "a abbr b bdi bdo big cite code del em font i ins kbd mark o:p q s samp small span strike strong sub sup tt u var"
)
_INLINE: Final = frozenset(_PHRASES.split(" "))
_BEGINNINGS: Final = (b"<!doctype html", b"<html", b"<!--startfragment", b"<meta", b"<table", b"<google-sheets")


def is_web_page(data: bytes) -> bool:
    """Whether the bytes begin like those of a web page."""
    begin = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return begin.startswith(_BEGINNINGS)


def read_web_page(data: bytes, *, name: str) -> Document:
    """The paragraphs and tables of a page in UTF-8.

    Raises `UnsupportedDocument` for one that is too large (`too_large`, `too_many_rows`), `NotAPlan` for one without
    a word.
    """
    from lxml import etree

    if len(data) > LARGEST_PAGE:
        raise UnsupportedDocument(name, "too_large")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    text = unicodedata.normalize("NFC", data.decode("utf-8", "replace")).strip()
    root = etree.fromstring(text.encode(), parser) if text else None
    blocks = tuple(_PageReader(name).blocks(root)) if root is not None else ()
    if not blocks:
        raise NotAPlan(name, "empty")
    return Document(blocks)


class _PageReader:
    """Walks a page from its first word to its last; rows and paragraphs are counted as its lines."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._line = self._tables = self._cells = 0

    def blocks(self, root: etree._Element) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables in the order of the page."""
        words: list[str] = []
        for piece in _pieces(root):
            if isinstance(piece, str):
                words.append(piece)
                continue
            yield from self._paragraph(words)
            words = []
            if piece is not None:
                yield from self._table(piece)
        yield from self._paragraph(words)

    def _paragraph(self, words: list[str]) -> Iterator[Paragraph]:
        text = collapse("".join(words))
        if text:
            self._line += 1
            yield Paragraph(text, Lines(self._line, self._line))

    def _table(self, element: etree._Element) -> Iterator[Table]:
        self._tables += 1
        rows: list[Row] = []
        hanging: dict[int, int] = {}
        for number, printed in enumerate(_rows_of(element), start=1):
            cells = _cells(printed, hanging)
            self._cells += len(cells)
            if len(cells) > MOST_COLUMNS or self._cells > _MOST_CELLS:
                raise UnsupportedDocument(self._name, "too_many_rows")
            if cells:
                self._line += 1
                rows.append(Row(cells, Lines(self._line, self._line), f"Bảng {self._tables}, dòng {number}"))
        if any(not row.is_blank for row in rows):
            yield Table(tuple(rows))


def _pieces(element: etree._Element) -> Iterator[str | etree._Element | None]:
    """The text of an element, its tables, and None wherever a line ends."""
    tag = str(element.tag).lower()
    if tag in _NO_TEXT:
        return
    if tag == "table":
        yield element
        return
    if tag == "br":
        yield None
        return
    if tag not in _INLINE:
        yield None
    if element.text:
        yield element.text
    for child in element:
        yield from _pieces(child)
        if child.tail:
            yield child.tail
    if tag not in _INLINE:
        yield None


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _cells(row: etree._Element, hanging: dict[int, int]) -> tuple[Cell, ...]:
    """The cells of a row; `hanging` says per column for how many rows more a cell above stands over it."""
    cells: list[Cell] = []

    def under_those_above() -> None:
        while hanging.get(len(cells), 0) > 0:
            hanging[len(cells)] -= 1
            cells.append(Cell((), Cover.ABOVE))

    for element in row:
        if element.tag not in {"td", "th"}:
            continue
        under_those_above()
        if len(cells) > MOST_COLUMNS:
            break
        begin = len(cells)
        cells.append(Cell(_lines(element)))
        cells.extend(Cell((), Cover.LEFT) for _ in range(_span(element, "colspan", _WIDEST_SPAN) - 1))
        below = _span(element, "rowspan", _LONGEST_SPAN) - 1
        hanging.update((place, below) for place in range(begin, len(cells)) if below)
    under_those_above()
    return tuple(cells)


def _span(element: etree._Element, name: str, most: int) -> int:
    written = str(element.get(name, "1")).strip()
    return min(max(int(written), 1), most) if written.isascii() and written.isdecimal() and len(written) < 9 else 1


def _lines(element: etree._Element) -> tuple[str, ...]:
    """The lines of a cell; those of a table inside it stand under one another."""
    lines: list[str] = []
    words: list[str] = []
    for child in _pieces_of_cell(element):
        if child is None:
            lines.append(collapse("".join(words)))
            words = []
        else:
            words.append(child)
    lines.append(collapse("".join(words)))
    return tuple(filter(None, lines))


def _pieces_of_cell(element: etree._Element) -> Iterator[str | None]:
    for piece in _pieces(element):
        if piece is None or isinstance(piece, str):
            yield piece
            continue
        for row in _rows_of(piece):
            for cell in row:
                yield None
                yield from _pieces_of_cell(cell)
                yield None
