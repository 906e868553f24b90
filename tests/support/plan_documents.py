"""Plan documents as neutral values, written the way a table is drawn."""

from collections.abc import Sequence
from typing import Final

from desktop.importing.corrections import NO_CORRECTIONS, Corrections
from desktop.importing.document import Cell, Cover, Document, Lines, Paragraph, Row, Table
from desktop.importing.parsed import PlanRow
from desktop.importing.plan_reader import read_document
from desktop.importing.reading import PlanReading
from desktop.units.table import load_units

ABOVE: Final = "^"
LEFT: Final = "<"
HEAD: Final = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn")

Drawn = Sequence[str]
"""The cells of a row; `^` is merged with the cell above, `<` with the cell to the left, a line feed parts lines."""


def document(*blocks: str | Sequence[Drawn]) -> Document:
    """Paragraphs and tables under one another; every paragraph and row is one line of the document."""
    built: list[Paragraph | Table] = []
    line = 0
    for block in blocks:
        if isinstance(block, str):
            line += 1
            built.append(Paragraph(block, Lines(line, line)))
            continue
        rows = []
        for drawn in block:
            line += 1
            rows.append(Row(tuple(map(_cell, drawn)), Lines(line, line), f"Bảng 1, dòng {line}"))
        built.append(Table(tuple(rows)))
    return Document(tuple(built))


def reading(*blocks: str | Sequence[Drawn], corrections: Corrections = NO_CORRECTIONS) -> PlanReading:
    """The reading of such a document."""
    return read_document(document(*blocks), name="kế hoạch.docx", units=load_units(), corrections=corrections)


def rows(*blocks: str | Sequence[Drawn]) -> tuple[PlanRow, ...]:
    """The rows read from such a document."""
    return reading(*blocks).parsed.rows


def outline(found: Sequence[PlanRow]) -> list[str]:
    """One line per row: its kind, its path, its title."""
    return [f"{row.kind} {'/'.join(row.path)}: {row.title}" for row in found]


def _cell(drawn: str) -> Cell:
    if drawn in {ABOVE, LEFT}:
        return Cell((), cover=Cover.ABOVE if drawn == ABOVE else Cover.LEFT)
    return Cell(tuple(filter(None, drawn.split("\n"))))
