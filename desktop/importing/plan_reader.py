"""Reading a plan: the one way from the bytes of a file to a parsed plan."""

from desktop.errors import NotAPlan
from desktop.importing.columns import PlanTable, plan_table
from desktop.importing.corrections import NO_CORRECTIONS, Corrections
from desktop.importing.document import Document, Row, Table
from desktop.importing.indicators import indicators
from desktop.importing.letterhead import plan_header
from desktop.importing.outline import outline
from desktop.importing.parsed import ParsedPlan, RowKind
from desktop.importing.reading import AsideReason, PlanReading, SetAside, TableLayout
from desktop.importing.review import Review
from desktop.importing.rows import RowReader
from desktop.importing.text_dump import decode_text, read_dump
from desktop.units.table import UnitTable


def read_plan(data: bytes, *, name: str, units: UnitTable, corrections: Corrections = NO_CORRECTIONS) -> ParsedPlan:
    """The plan in a file of this name, as corrected.

    Raises `UnsupportedDocument` for a file that is no text, `NotAPlan` for a text without a table of tasks.
    """
    document = read_dump(decode_text(data, name=name))
    return read_document(document, name=name, units=units, corrections=corrections).parsed


def read_document(
    document: Document, *, name: str, units: UnitTable, corrections: Corrections = NO_CORRECTIONS
) -> PlanReading:
    """The plan in a neutral document, whatever format it was read from, with the account of its rows.

    Raises `NotAPlan`.
    """
    if not document.tables:
        raise NotAPlan(name, "no_table")
    found = [(table, plan_table(table)) for table in document.tables]
    tables = [plan for _, plan in found if plan]
    if not tables:
        raise NotAPlan(name, "no_columns")
    review = Review(corrections.refused)
    header = plan_header(document, units, review)
    issuer = units.issuer(header.number) if header.number else None
    reader = RowReader(units, header.date, issuer.code if issuer else "", review)
    rows = tuple(reader.read(row) for row in outline(tables, review))
    if not any(row.kind is RowKind.TASK for row in rows):
        raise NotAPlan(name, "no_tasks")
    parsed = ParsedPlan(header, rows, indicators(rows), review.repairs, review.doubts)
    aside = tuple(one for table, plan in found for one in _set_aside(table, plan))
    layouts = tuple(_layout(table, plan) for table, plan in found if plan)
    return PlanReading(parsed, layouts, aside, len(rows) + len(aside), len(rows))


def _set_aside(table: Table, plan: PlanTable | None) -> list[SetAside]:
    read = {row.source for row in plan.rows} if plan else set()
    reason = AsideReason.HEADER if plan else AsideReason.OTHER_TABLE
    return [
        SetAside(row.source, _words(row), reason, row.where)
        for row in table.rows
        if not row.is_blank and row.source not in read
    ]


def _layout(table: Table, plan: PlanTable) -> TableLayout:
    return TableLayout(plan.layout, plan.headers, plan.fields, plan.line, table.name)


def _words(row: Row) -> str:
    return " | ".join(" ".join(cell.lines) for cell in row.cells if not cell.is_blank)
