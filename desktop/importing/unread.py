"""A document whose tables were not understood: what a person needs to say which column holds what."""

from desktop.importing.columns import layout_of
from desktop.importing.document import Cover, Document, Row, Table
from desktop.importing.parsed import ParsedPlan, PlanHeader
from desktop.importing.reading import AsideReason, PlanReading, SetAside, TableLayout

_NO_PLAN = ParsedPlan(PlanHeader(None, None, "", None), (), (), (), ())


def unread(document: Document) -> PlanReading | None:
    """The reading of a document without a row of a plan: its widest table waits for columns, every row stands aside.

    None where the document has no table of several columns.
    """
    tables = [table for table in document.tables if _head_of(table) is not None]
    if not tables:
        return None
    widest = max(tables, key=lambda table: (_width(table), len(table.rows)))
    head = _head_of(widest)
    assert head is not None
    names = header_names(head)
    layout = TableLayout(layout_of(names), names, (None,) * len(names), head.source.first, widest.name)
    aside = tuple(
        SetAside(row.source, _words(row), AsideReason.OTHER_TABLE, row.where)
        for table in document.tables
        for row in table.rows
        if not row.is_blank
    )
    return PlanReading(_NO_PLAN, (layout,), aside, len(aside), 0)


def header_names(row: Row) -> tuple[str, ...]:
    """What the columns below a row are called; a cell merged with its left neighbour is called like it."""
    names: list[str] = []
    for cell in row.cells:
        is_covered = bool(names) and cell.cover is Cover.LEFT
        names.append(names[-1] if is_covered else " ".join(cell.lines))
    return tuple(names)


def _head_of(table: Table) -> Row | None:
    """The first row that prints something in several columns."""
    return next((row for row in table.rows if sum(not cell.is_blank for cell in row.cells) > 1), None)


def _width(table: Table) -> int:
    return max(sum(not cell.is_blank for cell in row.cells) for row in table.rows)


def _words(row: Row) -> str:
    return " | ".join(" ".join(cell.lines) for cell in row.cells if not cell.is_blank)
