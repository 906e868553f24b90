"""The document as it is shown beside what was read: its paragraphs and table rows, merged cells as one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importing.columns import Field, plan_table
from desktop.importing.document import Document, Paragraph, Row, Table
from desktop.text import is_same_text

_NARROWEST = 3.0


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """What stands in one cell, and over how many columns."""

    text: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of the table as printed, or a paragraph over the whole width; `first` is its line in the document."""

    first: int
    cells: tuple[PrintedCell, ...]
    is_paragraph: bool = False
    is_head: bool = False

    def text_at(self, column: int) -> str:
        """What is printed in a column; "" where another cell covers it."""
        place = 0
        for cell in self.cells:
            if place == column:
                return cell.text
            place += cell.span
        return ""

    @property
    def is_heading(self) -> bool:
        """Whether this is a table row that prints one text over all columns but the first."""
        return not self.is_paragraph and len(self.cells) == 2


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """All rows in document order; `weights` share out the width, `fields` name the column of a field.

    `words` are those of each column of the tables, with whether they are bold: no line should break them.
    """

    rows: tuple[PrintedRow, ...]
    weights: tuple[float, ...]
    fields: dict[str, int]
    words: frozenset[tuple[int, bool, str]] = frozenset()

    @property
    def columns(self) -> int:
        """How many columns the widest table has."""
        return len(self.weights)

    def row_of_line(self, line: int) -> int:
        """The row that begins at or last before a line of the document; -1 before the first."""
        return max((place for place, row in enumerate(self.rows) if row.first <= line), default=-1)

    def column_of(self, field: str) -> int:
        """The column a field of a parsed row was read from; 1, the text beside the number, where unknown."""
        known = {"lead_units": Field.LEAD, "support_units": Field.SUPPORT, "deadline": Field.DEADLINE}
        return self.fields.get(str(known.get(field, field)), min(1, self.columns - 1))


def printed(document: Document) -> PrintedDocument:
    """The document as shown; the widest of its tables decides the number of columns."""
    width = max((len(row.cells) for table in document.tables for row in table.rows), default=1)
    rows = [
        shown
        for block in document.blocks
        for shown in (_paragraph(block, width) if isinstance(block, Paragraph) else _rows(block, width))
    ]
    return PrintedDocument(tuple(rows), _weights(document, width), _fields(document), _words(rows))


def _paragraph(block: Paragraph, width: int) -> list[PrintedRow]:
    return [PrintedRow(block.source.first, (PrintedCell(block.text, width),), is_paragraph=True)]


def _rows(table: Table, width: int) -> list[PrintedRow]:
    plan = plan_table(table)
    head = table.rows[0].source.first if plan is not None else 0
    doubled = _doubled(plan.fields) if plan is not None else frozenset()
    return [
        PrintedRow(row.source.first, _merged(row, width, doubled), is_head=row.source.first == head)
        for row in table.rows
        if not row.is_blank
    ]


def _doubled(fields: Sequence[Field | None]) -> frozenset[int]:
    """The columns that hold the same field as the one before them."""
    return frozenset(n for n in range(1, len(fields)) if fields[n] is not None and fields[n] == fields[n - 1])


def _merged(row: Row, width: int, doubled: frozenset[int] = frozenset()) -> tuple[PrintedCell, ...]:
    """Neighbours that print the same words are one cell over several columns, as they were in the document."""
    cells: list[PrintedCell] = []
    for place, cell in enumerate(row.cells):
        if cells and (cell.text or place in doubled) and is_same_text(cells[-1].text, cell.text):
            cells[-1] = PrintedCell(cells[-1].text, cells[-1].span + 1)
        else:
            cells.append(PrintedCell(cell.text))
    missing = width - sum(cell.span for cell in cells)
    if missing > 0:
        cells[-1] = PrintedCell(cells[-1].text, cells[-1].span + missing)
    return tuple(cells)


def _weights(document: Document, width: int) -> tuple[float, ...]:
    """Wide texts get more room, by the square root of their length."""
    totals, counts = [0.0] * width, [0] * width
    for table in document.tables:
        for row in table.rows:
            place = 0
            for cell in _merged(row, width):
                if cell.span == 1 and cell.text:
                    totals[place] += len(cell.text)
                    counts[place] += 1
                place += cell.span
    means = [total / count if count else 0.0 for total, count in zip(totals, counts, strict=True)]
    return tuple(max(_NARROWEST, math.sqrt(mean)) for mean in means)


def _words(rows: Sequence[PrintedRow]) -> frozenset[tuple[int, bool, str]]:
    words: set[tuple[int, bool, str]] = set()
    for row in rows:
        place = 0
        for cell in row.cells:
            if cell.span == 1 and not row.is_paragraph:
                words.update((place, row.is_head or row.is_heading, word) for word in cell.text.split())
            place += cell.span
    return frozenset(words)


def _fields(document: Document) -> dict[str, int]:
    for table in document.tables:
        found = plan_table(table)
        if found is not None:
            return {str(field): place for place, field in reversed(list(enumerate(found.fields))) if field}
    return {}
