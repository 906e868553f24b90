"""Reading a plan: the one way from the bytes of a file to a parsed plan."""

from typing import Final

from desktop.errors import NotAPlan
from desktop.importing.columns import plan_table
from desktop.importing.document import Document
from desktop.importing.indicators import indicators
from desktop.importing.letterhead import plan_header
from desktop.importing.outline import outline
from desktop.importing.parsed import ParsedPlan, RepairKey, RowKind
from desktop.importing.review import Review
from desktop.importing.rows import RowReader
from desktop.importing.text_dump import decode_text, read_dump
from desktop.units.table import UnitTable

NOTHING_REFUSED: Final[frozenset[RepairKey]] = frozenset()


def read_plan(
    data: bytes, *, name: str, units: UnitTable, refused: frozenset[RepairKey] = NOTHING_REFUSED
) -> ParsedPlan:
    """The plan in a file of this name; the repairs named in `refused` are not made.

    Raises `UnsupportedDocument` for a file that is no text, `NotAPlan` for a text without a table of tasks.
    """
    return read_document(read_dump(decode_text(data, name=name)), name=name, units=units, refused=refused)


def read_document(
    document: Document, *, name: str, units: UnitTable, refused: frozenset[RepairKey] = NOTHING_REFUSED
) -> ParsedPlan:
    """The plan in a neutral document, whatever format it was read from; raises `NotAPlan`."""
    if not document.tables:
        raise NotAPlan(name, "no_table")
    tables = [table for table in map(plan_table, document.tables) if table]
    if not tables:
        raise NotAPlan(name, "no_columns")
    review = Review(refused)
    header = plan_header(document, units, review)
    issuer = units.issuer(header.number) if header.number else None
    reader = RowReader(units, header.date, issuer.code if issuer else "", review)
    rows = tuple(reader.read(row) for row in outline(tables, review))
    if not any(row.kind is RowKind.TASK for row in rows):
        raise NotAPlan(name, "no_tasks")
    return ParsedPlan(header, rows, indicators(rows), review.repairs, review.doubts)
