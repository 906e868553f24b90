"""Reader of .docx: the body in order, piece by piece, so that a large or hostile file fills neither memory nor time."""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Cell, Document, Paragraph, Remark, Table
from desktop.importing.readers.package_check import Package
from desktop.importing.readers.sheet_layout import LONGEST_CELL, MOST_COLUMNS, NO_CELL, Counting
from desktop.importing.readers.word_numbering import Numbering
from desktop.importing.readers.word_parts import SAFE, Element, Styles, W, chunks, is_on, number, parsed
from desktop.importing.readers.word_table import WordCell, WordRow, table_of
from desktop.importing.readers.word_text import TextLine, WordText
from desktop.jobs import Job

_MOST_ROWS: Final = 50_000
_MOST_PARAGRAPHS: Final = 200_000
_LARGEST_PIECE: Final = 4 * 1024 * 1024
"""A paragraph or a table row whose markup is longer than this is no office work; memory is bounded by it."""
_PARAGRAPH: Final = f"{W}p"
_TABLE: Final = f"{W}tbl"
_ROW: Final = f"{W}tr"
_CELL: Final = f"{W}tc"
_ROW_PROPERTIES: Final = f"{W}trPr"
_CELL_PROPERTIES: Final = f"{W}tcPr"
_SPAN: Final = f"{W}gridSpan"
_MERGED_DOWN: Final = f"{W}vMerge"
_WRAPPERS: Final = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent")
)


def read_word(package: Package, part: str, job: Job) -> Document:
    """The document whose text is in this part of the package.

    Headers, footers, notes and comments are not read. Raises `UnsupportedDocument`.
    """
    if part not in package:
        raise UnsupportedDocument(package.name, "damaged")
    related = {found.kind: found.target for found in package.relations(part)}
    roots = {kind: parsed(package, related[kind]) for kind in ("styles", "numbering") if kind in related}
    text = WordText(package.name, Styles(roots.get("styles")), Numbering(roots.get("numbering")))
    reader = _BodyReader(package.name, text, job)
    try:
        for done in _fed(package, part, reader):
            job.report(done, package.size(part), "Đọc văn bản Word")
    except etree.XMLSyntaxError as error:
        raise UnsupportedDocument(package.name, "damaged") from error
    reader.finish()
    return Document(tuple(reader.blocks), tuple(remark for remark in Remark if remark in text.remarks))


def _fed(package: Package, part: str, reader: "_BodyReader") -> Iterator[int]:
    """Feed the part to the reader in pieces; yields how many bytes are done."""
    parser = etree.XMLPullParser(events=("start", "end"), tag=(_PARAGRAPH, _TABLE, _ROW), **SAFE)
    done = last = 0
    for chunk in chunks(package, part):
        parser.feed(chunk)
        done += len(chunk)
        for event, element in parser.read_events():
            if isinstance(element, Element) and reader.take(event, element):
                last = done
        if done - last > _LARGEST_PIECE:
            raise UnsupportedDocument(package.name, "huge_cell")
        yield done
    parser.close()


class _BodyReader:
    """Takes the elements of the body as they close, and forgets each one that it has read."""

    def __init__(self, name: str, text: WordText, job: Job) -> None:
        self.blocks: list[Paragraph | Table] = []
        self._name, self._text, self._job = name, text, job
        self._counting = Counting()
        self._depth = self._tables = self._taken = 0
        self._is_in_table = False
        self._rows: list[WordRow] = []
        self._widths: list[int] = []
        self._row_number = 0

    def take(self, event: str, element: Element) -> bool:
        """Follow the parser; true where a whole paragraph, row or table of the body was read."""
        tag = element.tag
        if event == "start":
            self._depth += tag != _ROW
            if self._depth == 1 and tag != _ROW:
                self._is_in_table = tag == _TABLE
            return False
        if tag == _ROW:
            if self._depth != 1 or not self._is_in_table:
                return False
            self._take_row(element)
        else:
            self._depth -= 1
            if self._depth:
                return False
            if tag == _TABLE:
                self._end_table()
            else:
                self._blocks_of(element)
        self._job.check()
        _forget(element)
        return True

    def finish(self) -> None:
        """The end of the document."""
        self._add_paragraphs(self._text.rest())

    def _blocks_of(self, paragraph: Element) -> None:
        self._taken += 1
        if self._taken > _MOST_PARAGRAPHS:
            raise UnsupportedDocument(self._name, "too_many_rows")
        lines = self._text.lines(paragraph)
        for box in self._text.boxes(paragraph):
            self._add_paragraphs(self._lines_in(box))
        if not lines:
            self._counting.next()
        self._add_paragraphs(lines)

    def _add_paragraphs(self, lines: list[TextLine]) -> None:
        self.blocks.extend(Paragraph(line.text, self._counting.next(), line.legacy) for line in lines)

    def _take_row(self, row: Element) -> None:
        self._row_number += 1
        self._add_paragraphs(self._text.rest())
        properties = row.find(_ROW_PROPERTIES)
        if properties is not None and self._is_gone(properties):
            return
        cells = list(_children(row, _CELL))
        if len(cells) == 1 and next(_children(cells[0], _TABLE), None) is not None:
            self._unwrap(cells[0])
            return
        if len(self._rows) >= _MOST_ROWS:
            raise UnsupportedDocument(self._name, "too_many_rows")
        if not self._rows:
            self._widths = _widths_above(row)
        where = f"Bảng {self._tables + 1}, dòng {self._row_number}"
        first = number(properties, "gridBefore", 0)
        self._rows.append(WordRow(tuple(self._cells_of(cells, first)), self._counting.next(), where))

    def _unwrap(self, cell: Element) -> None:
        """A row of one cell around a table is the frame of a page: what it holds stands in the document itself."""
        self._end_table()
        for child in _children(cell, _PARAGRAPH, _TABLE):
            if child.tag == _PARAGRAPH:
                self._blocks_of(child)
            else:
                for row in _children(child, _ROW):
                    self._take_row(row)
                self._end_table()

    def _is_gone(self, properties: Element) -> bool:
        if properties.find(f"{W}del") is not None:
            self._text.remarks.add(Remark.TRACKED_CHANGES)
            return True
        if properties.find(f"{W}ins") is not None:
            self._text.remarks.add(Remark.TRACKED_CHANGES)
        if is_on(properties, "hidden"):
            self._text.remarks.add(Remark.HIDDEN_TEXT)
            return True
        return False

    def _cells_of(self, cells: Sequence[Element], place: int) -> Iterator[WordCell]:
        for cell in cells:
            span, goes_on = _merges(cell)
            if place + span > MOST_COLUMNS:
                raise UnsupportedDocument(self._name, "too_many_rows")
            lines = self._lines_in(cell)
            yield WordCell(place, place + span, NO_CELL if goes_on else _cell(lines), goes_on)
            place += span

    def _lines_in(self, container: Element) -> list[TextLine]:
        """The lines of a cell or text box; those of tables within it row by row."""
        lines: list[TextLine] = []
        for child in _children(container, _PARAGRAPH, _TABLE):
            if child.tag == _PARAGRAPH:
                own = self._text.lines(child)
                for box in self._text.boxes(child):
                    lines.extend(self._lines_in(box))
                lines.extend(own)
            else:
                for row in _children(child, _ROW):
                    for cell in _children(row, _CELL):
                        lines.extend(self._lines_in(cell))
        lines.extend(self._text.rest())
        if len(lines) > 1 and sum(len(line.text) for line in lines) > LONGEST_CELL:
            raise UnsupportedDocument(self._name, "huge_cell")
        return lines

    def _end_table(self) -> None:
        if self._rows:
            self._tables += 1
            self.blocks.append(table_of(self._rows, self._widths))
        self._rows, self._row_number = [], 0


def _merges(cell: Element) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it goes on from the row above."""
    span, goes_on = 1, False
    properties = cell.find(_CELL_PROPERTIES)
    for mark in properties if properties is not None else ():
        if mark.tag == _SPAN:
            span = max(1, number(properties, "gridSpan", 1))
        elif mark.tag == _MERGED_DOWN:
            goes_on = mark.get(f"{W}val", "continue") == "continue"
    return span, goes_on


def _cell(lines: list[TextLine]) -> Cell:
    if not lines:
        return NO_CELL
    legacy = tuple(mend for line in lines if line.legacy for mend in line.legacy)
    return Cell(tuple([line.text for line in lines]), legacy=legacy)


def _children(parent: Element, *tags: str) -> Iterator[Element]:
    """The children of these names, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *tags)


def _widths_above(row: Element) -> list[int]:
    table = next(row.iterancestors(_TABLE))
    widths = [column.get(f"{W}w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    return [int(width) if width.isascii() and width.isdecimal() and len(width) < 8 else 0 for width in widths]


def _forget(element: Element) -> None:
    """Free what was read; the element itself must stay until its next one comes."""
    element.clear()
    before = element.getprevious()
    parent = element.getparent()
    while before is not None and parent is not None and before.tag in {_PARAGRAPH, _TABLE, _ROW}:
        parent.remove(before)
        before = element.getprevious()
