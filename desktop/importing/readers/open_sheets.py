"""Reader of OpenDocument spreadsheets (.ods): cells as the sheet shows them, merged and repeated ones included."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Cell, Cover, Document, Paragraph, Remark, Table
from desktop.importing.readers.package_check import Package
from desktop.importing.readers.sheet_layout import (
    ABOVE,
    LEFT,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_CELL,
    CellCache,
    Counting,
    GridRow,
    sheet_blocks,
)
from desktop.importing.readers.word_parts import SAFE, Element
from desktop.jobs import Job

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LARGEST_PIECE: Final = 4 * 1024 * 1024
_MOST_FILLED: Final = 1_000_000
_SHEET: Final = f"{_TABLE}table"
_ROW: Final = f"{_TABLE}table-row"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_LEFT_OUT: Final = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note"})
_SIGNS: Final = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": " ", f"{_TEXT}s": " "}


def read_open_sheets(package: Package, job: Job) -> Document:
    """The document in a package with `content.xml`; raises `UnsupportedDocument`."""
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml", 1 << 22):
        raise UnsupportedDocument(package.name, "password")
    reader = _SheetReader(package.name, job)
    parser = etree.XMLPullParser(events=("start", "end"), tag=(_SHEET, _ROW, f"{_STYLE}style"), **SAFE)
    done = last = 0
    try:
        for chunk in package.chunks("content.xml"):
            parser.feed(chunk)
            done += len(chunk)
            for event, element in parser.read_events():
                if isinstance(element, Element) and reader.take(event, element):
                    last = done
            if done - last > _LARGEST_PIECE:
                raise UnsupportedDocument(package.name, "huge_cell")
            job.report(done, package.size("content.xml"), "Đọc bảng tính")
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UnsupportedDocument(package.name, "damaged") from error
    return reader.document()


class _SheetReader:
    """Takes rows as they close and forgets them."""

    def __init__(self, name: str, job: Job) -> None:
        self._name, self._job = name, job
        self._cells = CellCache(name)
        self._sheets: list[tuple[str, list[GridRow]]] = []
        self._hidden_styles: set[str] = set()
        self._remarks: set[Remark] = set()
        self._is_hidden = False
        self._depth = self._filled = 0
        self._row = 0
        self._merged: dict[int, Cell] = {}
        """What a covered cell of a column continues: the begin of a merge over rows, or a later column of it."""

    def take(self, event: str, element: Element) -> bool:
        """Follow the parser; true where a row, sheet or style was read as a whole."""
        if event == "start":
            if element.tag == _SHEET:
                self._depth += 1
                if self._depth == 1:
                    self._begin(element)
            return False
        if element.tag == _SHEET:
            self._depth -= 1
        elif element.tag == _ROW and self._depth == 1:
            self._take_row(element)
        elif element.tag != _ROW:
            self._take_style(element)
        if self._depth > 1:
            return False
        self._job.check()
        element.clear()
        before, parent = element.getprevious(), element.getparent()
        if before is not None and parent is not None and before.tag == element.tag:
            parent.remove(before)
        return True

    def document(self) -> Document:
        """All sheets read."""
        blocks: list[Paragraph | Table] = []
        counting = Counting()
        for title, rows in self._sheets:
            blocks.extend(sheet_blocks(rows, title, counting))
        return Document(tuple(blocks), tuple(remark for remark in Remark if remark in self._remarks))

    def _take_style(self, element: Element) -> None:
        properties = element.find(f"{_STYLE}table-properties")
        if properties is not None and properties.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(element.get(f"{_STYLE}name", ""))

    def _begin(self, sheet: Element) -> None:
        self._row, self._merged = 0, {}
        self._is_hidden = sheet.get(f"{_TABLE}style-name") in self._hidden_styles
        if self._is_hidden:
            self._remarks.add(Remark.HIDDEN_SHEETS)
        else:
            self._sheets.append((sheet.get(f"{_TABLE}name", ""), []))

    def _take_row(self, row: Element) -> None:
        repeated = _count(row, "number-rows-repeated")
        if self._is_hidden:
            return
        cells = tuple(self._row_cells(row))
        rows = self._sheets[-1][1]
        while cells and not cells[-1].lines and cells[-1].cover is Cover.NONE:
            cells = cells[:-1]
        self._filled += len(cells) * min(repeated, MOST_ROWS)
        is_blank = not any(cell.lines for cell in cells)
        # Sheets fill themselves up to their last row with one empty row repeated a million times.
        kept = min(repeated, 1) if is_blank else repeated
        if len(rows) + kept > MOST_ROWS or (not is_blank and self._filled > _MOST_FILLED):
            raise UnsupportedDocument(self._name, "too_many_rows")
        title = self._sheets[-1][0]
        rows.extend(GridRow(cells, f"Trang tính «{title}», dòng {self._row + nth + 1}") for nth in range(kept))
        self._row += repeated

    def _row_cells(self, row: Element) -> Iterator[Cell]:
        place = spanned = 0
        for element in row:
            if element.tag not in _CELLS:
                continue
            repeated = _count(element, "number-columns-repeated")
            is_covered = element.tag == _CELLS[1]
            cell = NO_CELL if is_covered else self._cells.cell(_shown(element))
            if not is_covered:
                columns, rows = _count(element, "number-columns-spanned"), _count(element, "number-rows-spanned")
                spanned = columns - 1
            for _ in range(repeated):
                if place >= MOST_COLUMNS:
                    if cell.lines:
                        raise UnsupportedDocument(self._name, "too_many_rows")
                    return
                yield self._covered(place, spanned) if is_covered else cell
                if is_covered:
                    spanned = max(0, spanned - 1)
                elif rows > 1:
                    self._merged.update(dict.fromkeys(range(place + 1, min(place + columns, MOST_COLUMNS)), LEFT))
                    self._merged[place] = ABOVE
                place += 1

    def _covered(self, place: int, spanned: int) -> Cell:
        return LEFT if spanned else self._merged.get(place, LEFT)


def _count(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


def _shown(cell: Element) -> str:
    """The paragraphs of a cell as printed, one a line; notes are not printed."""
    return "\n".join("".join(_letters(found)) for found in cell.iterfind(f"{_TEXT}p"))


def _letters(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _LEFT_OUT:
            yield from _letters(child)
        yield child.tail or ""
