"""Reading a plan: the one way from the bytes of a file to a parsed plan."""

from collections.abc import Iterator

from desktop.errors import NotAPlan
from desktop.importing.appendix import part_row, tops
from desktop.importing.corrected import corrected
from desktop.importing.corrections import NO_CORRECTIONS, Corrections
from desktop.importing.document import Document, Row
from desktop.importing.indicators import indicators
from desktop.importing.letterhead import letterhead
from desktop.importing.numbering import Numbering
from desktop.importing.outline import OutlineRow, paragraph_row, table_rows, with_kinds
from desktop.importing.parsed import DoubtKind, ParsedPlan, RowKind
from desktop.importing.prose import prose_rows
from desktop.importing.readers.formats import open_document
from desktop.importing.reading import AsideReason, PlanReading, TableLayout
from desktop.importing.review import Review
from desktop.importing.rows import RowReader
from desktop.importing.sentences import Sentences
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
    review = Review(corrections.refused)
    for remark in document.remarks:
        review.doubt((), "title", DoubtKind(str(remark)))
    found = survey(document, corrections.columns)
    outlined = _outlined(document, found, units, review)
    if not outlined:
        others = any(one.reason is AsideReason.OTHER_TABLE for one in found.aside)
        raise NotAPlan(name, "no_tasks" if found.tables else "no_columns" if others else "no_table")
    begin = found.tables[0].table.line if found.tables else None
    head = letterhead(document, units, review, corrections.header, before=begin)
    reader = RowReader(units, head.plan.date, head.issuer_code, review)
    rows = tuple(map(reader.read, outlined))
    if not any(row.kind is RowKind.TASK for row in rows):
        raise NotAPlan(name, "no_tasks")
    said = corrected(rows, corrections, review.repairs, review.doubts, units)
    parsed = ParsedPlan(head.plan, said.rows, indicators(said.rows, document.paragraphs), said.repairs, said.doubts)
    aside = sorted((*found.aside, *said.aside), key=lambda one: one.source.first)
    read = len({row.source.lines for row in said.rows})
    return PlanReading(parsed, tuple(map(_layout, found.tables)), tuple(aside), read + len(aside), read)


def _outlined(document: Document, found: Survey, units: UnitTable, review: Review) -> tuple[OutlineRow, ...]:
    """The rows of the text and of the tables, in document order but for a text that goes on behind a table."""
    numbering = Numbering(review)
    rows = list(prose_rows(document, numbering, Sentences(units), found.tables))
    if not rows:
        numbering = Numbering(review)
    labels = tops(found.tables, has_prose=bool(rows))
    for place, (placed, top) in enumerate(zip(found.tables, labels, strict=True)):
        if place == 0 or top != labels[place - 1]:
            numbering.start(top)
            part = part_row(placed, top) if top else None
            rows.extend([part] if part else [])
        rows.extend(_of_table(placed, numbering, found, review))
    return with_kinds(rows)


def _of_table(placed: PlacedTable, numbering: Numbering, found: Survey, review: Review) -> Iterator[OutlineRow]:
    yield from filter(None, (paragraph_row(numbering, heading) for heading in placed.headings))
    unread: list[Row] = []
    yield from table_rows(placed.table, numbering, review, unread)
    found.put_aside(unread, AsideReason.NO_WORK)


def _layout(placed: PlacedTable) -> TableLayout:
    table = placed.table
    return TableLayout(table.layout, table.headers, table.fields, table.line, table.name)
