"""Reading a plan: the one way from the bytes of a file to a parsed plan."""

from desktop.errors import NotAPlan
from desktop.importing.corrections import NO_CORRECTIONS, Corrections
from desktop.importing.document import Cell, Document, Row
from desktop.importing.formats import open_document
from desktop.importing.indicators import indicators
from desktop.importing.labels import leading_label
from desktop.importing.letterhead import letterhead
from desktop.importing.numbering import Numbering
from desktop.importing.outline import OutlineRow, heading_row, table_rows, with_kinds
from desktop.importing.parsed import ParsedPlan, RowKind
from desktop.importing.reading import AsideReason, PlanReading, TableLayout
from desktop.importing.review import Review
from desktop.importing.rows import RowReader
from desktop.importing.tables import PlacedTable, Survey, survey
from desktop.units.table import UnitTable


def read_plan(data: bytes, *, name: str, units: UnitTable, corrections: Corrections = NO_CORRECTIONS) -> ParsedPlan:
    """The plan in a file of this name, as corrected.

    Raises `UnsupportedDocument` for a file that cannot be read, `NotAPlan` for one that gives no tasks.
    """
    document = open_document(data, name=name)
    return read_document(document, name=name, units=units, corrections=corrections).parsed


def read_document(
    document: Document, *, name: str, units: UnitTable, corrections: Corrections = NO_CORRECTIONS
) -> PlanReading:
    """The plan in a neutral document, whatever format it was read from, with the account of its rows.

    Raises `NotAPlan`.
    """
    found = survey(document, corrections.columns)
    if not found.tables:
        raise NotAPlan(name, "no_columns" if document.tables else "no_table")
    review = Review(corrections.refused)
    head = letterhead(document, units, review, corrections.header)
    reader = RowReader(units, head.plan.date, head.issuer_code, review)
    outlined = _outlined(found, review)
    rows = tuple(map(reader.read, outlined))
    if not any(row.kind is RowKind.TASK for row in rows):
        raise NotAPlan(name, "no_tasks")
    parsed = ParsedPlan(head.plan, rows, indicators(rows), review.repairs, review.doubts)
    aside = tuple(found.aside)
    read = len({row.source for row in outlined})
    return PlanReading(parsed, tuple(map(_layout, found.tables)), aside, read + len(aside), read)


def _outlined(found: Survey, review: Review) -> tuple[OutlineRow, ...]:
    numbering = Numbering(review)
    rows: list[OutlineRow] = []
    for placed in found.tables:
        for paragraph in placed.headings:
            labelled = leading_label(paragraph.text)
            if labelled:
                rows.append(heading_row(numbering, labelled[0], (Cell((labelled[1],)),), paragraph.source))
        unread: list[Row] = []
        rows.extend(table_rows(placed.table, numbering, review, unread))
        found.put_aside(unread, AsideReason.NO_WORK)
    return with_kinds(rows)


def _layout(placed: PlacedTable) -> TableLayout:
    table = placed.table
    return TableLayout(table.layout, table.headers, table.fields, table.line, table.name)
