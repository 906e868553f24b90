"""Reading a table that was written one cell per line after a header of the same form.

The columns' order and the values' kinds decide: numbers, deadlines, units, and text for the rest. Where two readings
are nearly as good the row is marked unsure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Cell, Cover, Lines, Row, Table
from desktop.importing.labels import HEADING_KINDS, LabelKind, label_place, leading_label, printed_label
from desktop.importing.readers.flow_grammar import TEXTS, Grammar
from desktop.importing.readers.flow_header import Column, FlowHeader, flow_header
from desktop.importing.readers.flow_lines import BULLET, LABEL, NUMBER_ALONE, shapes
from desktop.importing.readers.flow_path import Reading, readings
from desktop.importing.readers.stretch import Stretch
from desktop.text import collapse

MOST_FLOW_LINES: Final = 20_000
FLOW_END: Final = re.compile(
    r"\s*(?:Nơi nhận\b|PHỤ LỤC\b|Phụ lục (?:số |[IVX\d])|TM\. |KT\. |TL\. |Trên đây là\b"
    r"|(?:(?:[IVX]{1,4}|[A-ZĐ]|\d)[.)] ?)?(?:TỔ CHỨC THỰC HIỆN|KINH PHÍ THỰC HIỆN|CHẾ ĐỘ BÁO CÁO)\b"
    r"|(?:[IVX]{1,4}|\d)[.)] ?(?:Tổ chức thực hiện|Kinh phí thực hiện|Chế độ báo cáo)\s*[.:]?$)"
)
_COLUMN_NUMBER: Final = re.compile(r"\(?(\d{1,2})\)?")
_FEWEST_COLUMN_NUMBERS: Final = 3
_LONGEST_TITLE: Final = 200
_PAGE: Final = re.compile(r"(?:Trang\s+)?\d{1,4}\s*/\s*\d{1,3}|Trang\s+\d{1,4}|[-–]\s*\d{1,3}\s*[-–]", re.IGNORECASE)
_NUMBER_BEFORE_TEXT: Final = re.compile(r"((?:[IVX]{1,7}|\d{1,3}(?:\.\d{1,3})*)[.)]?)\s+(?=[^\W\d_a-z])")
_INHERITING: Final = frozenset({Column.LEAD, Column.SUPPORT, Column.DEADLINE})


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A printed line of a flow: its text on one line, and its number in the document.

    Where the cells are known it is a whole cell, with its printed lines and the number of the last one.
    """

    text: str
    number: int
    lines: tuple[str, ...] = ()
    last: int = 0


def read_flow(lines: Sequence[str], header: FlowHeader, *, name: str = "") -> Stretch:
    """The table below a header, up to the end of the text or to words that end a plan's table.

    Where a paste has put the number and the next cell on one line it may have joined others: all rows are unsure.

    Raises `UnsupportedDocument` (`too_large`) for more lines than any plan has.
    """
    printed, repeats, after = flow_body(lines, header)
    if len(printed) > MOST_FLOW_LINES:
        raise UnsupportedDocument(name, "too_large")
    flow = _with_numbers_apart(printed, header)
    rows = [*_header_rows(header, repeats), *flow_rows(flow, header.columns)]
    if flow is not printed:
        rows = [replace(row, unsure=row.source.first > header.after) for row in rows]
    return Stretch((Table(tuple(sorted(rows, key=lambda row: row.source.first))),), after)


def header_row(header: FlowHeader, *, first: int = -1, after: int = -1) -> Row:
    """The header as a row of its table; a repeated one stands in other lines."""
    begin, end = (header.first, header.after) if first < 0 else (first, after)
    return Row(tuple(Cell((name,)) for name in header.names), Lines(begin + 1, end))


def flow_body(lines: Sequence[str], header: FlowHeader) -> tuple[list[FlowLine], list[tuple[int, int]], int]:
    """The lines of the table without headers printed again and page numbers; where those headers stand."""
    body: list[FlowLine] = []
    repeats: list[tuple[int, int]] = []
    here = _behind_column_numbers(lines, header.after)
    while here < len(lines) and len(body) <= MOST_FLOW_LINES:
        line = lines[here]
        if "\t" in line or line.startswith("|") or FLOW_END.match(line):
            break
        again = flow_header(lines, here)
        is_titled = bool(again and body and _is_title(body[-1].text))
        if again and is_titled and (again.names != header.names or _begins_anew(lines, again.after)):
            return body[:-1], repeats, body[-1].number - 1
        if again and again.names != header.names:
            break
        if again:
            repeats.append((here, again.after))
            here = _behind_column_numbers(lines, again.after)
            continue
        text = collapse(line)
        if text and not _PAGE.fullmatch(text):
            body.append(FlowLine(text, here + 1))
        here += 1
    return body, repeats, here


def _behind_column_numbers(lines: Sequence[str], at: int) -> int:
    """The index behind the numbers of the columns below a header: «(1)», «(2)», «(3)»."""
    count, here, after = 0, at, at
    while here < len(lines):
        found = _COLUMN_NUMBER.fullmatch(lines[here].strip())
        if lines[here].strip():
            if not found or int(found[1]) != count + 1:
                break
            count, after = count + 1, here + 1
        here += 1
    return after if count >= _FEWEST_COLUMN_NUMBERS else at


def _is_title(text: str) -> bool:
    """Whether a line prints a number and a title together, where the numbers of rows stand alone."""
    found = leading_label(text) if len(text) <= _LONGEST_TITLE else None
    return found is not None and (found[0].kind in HEADING_KINDS or found[0].kind is LabelKind.PLAIN)


def _begins_anew(lines: Sequence[str], at: int) -> bool:
    """Whether the first row below numbers from the begin."""
    first = next((line.strip() for line in lines[at : at + 4] if line.strip()), "")
    label = printed_label(first) if NUMBER_ALONE.fullmatch(first) else None
    return label is not None and label_place(label.text, label.kind) == 1


def _header_rows(header: FlowHeader, repeats: Sequence[tuple[int, int]]) -> Iterator[Row]:
    yield header_row(header)
    for first, after in repeats:
        yield header_row(header, first=first, after=after)


def _with_numbers_apart(body: list[FlowLine], header: FlowHeader) -> list[FlowLine]:
    """Lines of a paste that sets a number before the text of the next cell, parted into two."""
    if header.columns[0] is not Column.NUMBER or any(NUMBER_ALONE.fullmatch(line.text) for line in body):
        return body
    parted: list[FlowLine] = []
    for line in body:
        number = _NUMBER_BEFORE_TEXT.match(line.text)
        if number:
            parted.append(FlowLine(number[1], line.number))
        parted.append(FlowLine(line.text[number.end() :] if number else line.text, line.number))
    return parted


# --- rows --------------------------------------------------------------------------------------------------


def flow_rows(flow: Sequence[FlowLine], columns: tuple[Column, ...], *, whole_cells: bool = False) -> Iterator[Row]:
    """The rows that the lines of a flow make up; with `whole_cells` each line is a cell of its own."""
    found = readings(shapes([line.text for line in flow]), Grammar(columns, whole_cells=whole_cells))
    above: set[int] = set()
    for lines in _by_row(flow, found):
        row = _row(lines, columns)
        covers = _covers(row, columns, above)
        cells = tuple(
            replace(cell, cover=Cover.ABOVE) if place in covers else cell for place, cell in enumerate(row.cells)
        )
        yield replace(row, cells=cells, unsure=row.unsure or any(columns[place] in _INHERITING for place in covers))
        printed = {place for place, cell in enumerate(row.cells) if not cell.is_blank}
        above = printed if _is_heading(printed, columns) else above | printed


def _by_row(flow: Sequence[FlowLine], found: Sequence[Reading]) -> Iterator[list[tuple[FlowLine, Reading]]]:
    row: list[tuple[FlowLine, Reading]] = []
    for line, reading in zip(flow, found, strict=True):
        if reading.begins_row and row:
            yield row
            row = []
        row.append((line, reading))
    if row:
        yield row


def _row(lines: Sequence[tuple[FlowLine, Reading]], columns: Sequence[Column]) -> Row:
    texts = {
        column: tuple(text for line, _ in cell for text in line.lines or (line.text,))
        for column, cell in groupby(lines, key=lambda one: one[1].column)
    }
    source = Lines(lines[0][0].number, max(lines[-1][0].number, lines[-1][0].last))
    begin, reading = lines[0]
    is_nameless = columns[reading.column] is Column.WORK and columns[0] is Column.NUMBER and not LABEL.match(begin.text)
    unsure = is_nameless or any(one.is_unsure for _, one in lines) or _parts_bullets(texts, columns)
    return Row(tuple(Cell(texts.get(place, ())) for place in range(len(columns))), source, unsure=unsure)


def _parts_bullets(texts: Mapping[int, tuple[str, ...]], columns: Sequence[Column]) -> bool:
    """Whether a text ends in a bullet and the next one begins with one: nothing printed tells them apart."""
    for place, lines in texts.items():
        below = texts.get(place + 1)
        if (
            below
            and {columns[place], columns[place + 1]} <= TEXTS
            and BULLET.match(lines[-1])
            and BULLET.match(below[0])
        ):
            return True
    return False


def _covers(row: Row, columns: Sequence[Column], above: set[int]) -> set[int]:
    """The blank cells that are merged with a cell above: those before the row's first cell, and missing values.

    A numbered row may well do without a supporting unit.
    """
    printed = {place for place, cell in enumerate(row.cells) if not cell.is_blank}
    if _is_heading(printed, columns):
        return set()
    missing = {place for place in above - printed if columns[place] in _INHERITING}
    if 0 in printed and all(columns[place] is Column.SUPPORT for place in missing):
        missing = set()
    return missing | {place for place in above if place < min(printed)}


def _is_heading(printed: set[int], columns: Sequence[Column]) -> bool:
    """A numbered row that prints nothing but its title gathers rows: its other cells are blank, not merged."""
    return len(printed) <= 2 and 0 in printed and columns[0] is Column.NUMBER
