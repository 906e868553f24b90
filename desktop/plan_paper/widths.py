"""How wide the columns of a plan are: the space of a landscape page shared out by what they hold."""

from collections.abc import Sequence
from typing import Final

from desktop.plan_paper.content import Column, ColumnKind, PaperTable

TABLE_MM: Final = 252.0
"""Between the margins of a landscape page (domain §1.1)."""
_FIXED: Final = {
    ColumnKind.DEADLINE: 25.0,
    ColumnKind.REVISION: 33.0,
    ColumnKind.ASSIGNED: 27.0,
}
_SHARES: Final = {
    ColumnKind.OBJECTIVE: 42.0,
    ColumnKind.TITLE: 62.0,
    ColumnKind.ACTIVITIES: 64.0,
    ColumnKind.PRODUCT: 54.0,
    ColumnKind.LEAD: 28.0,
    ColumnKind.SUPPORT: 38.0,
    ColumnKind.EXTRA: 30.0,
}
_NARROWEST_NUMBER, _DIGIT, _EDGES = 11.0, 2.1, 3.0


def widths_mm(table: PaperTable) -> tuple[float, ...]:
    """The width of each column in millimetres; together they fill the page."""
    fixed = {place: width for place, column in enumerate(table.columns) if (width := _fixed(table, place, column))}
    shares = {place: _SHARES[column.kind] for place, column in enumerate(table.columns) if place not in fixed}
    room = (TABLE_MM - sum(fixed.values())) / sum(shares.values())
    return tuple(fixed[place] if place in fixed else shares[place] * room for place in range(len(table.columns)))


def _fixed(table: PaperTable, place: int, column: Column) -> float | None:
    if column.kind is ColumnKind.NUMBER:
        longest = max((len(row.cells[place].text) for row in table.rows if row.across != place), default=0)
        return max(_NARROWEST_NUMBER, longest * _DIGIT + _EDGES)
    return _FIXED.get(column.kind)


def lines_of(text: str, width_mm: float, millimetres_a_letter: float) -> int:
    """About how many lines a text takes in a column, for formats that do not lay out by themselves."""
    letters = max(1.0, (width_mm - _EDGES) / millimetres_a_letter)
    return sum(max(1, -(-len(line) // int(letters))) for line in text.split("\n"))


def heights_lines(table: PaperTable, widths: Sequence[float], millimetres_a_letter: float) -> list[int]:
    """About how many lines each row takes; a cell merged downwards makes its last row as high as it still needs."""
    heights = [
        max(
            (
                lines_of(cell.text, _room(row_widths, place, row.across), millimetres_a_letter)
                for place, cell in enumerate(row.cells)
                if cell.rows == 1 and cell.text
            ),
            default=1,
        )
        for row, row_widths in ((row, widths) for row in table.rows)
    ]
    for place, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if cell.rows > 1:
                needed = lines_of(cell.text, widths[column], millimetres_a_letter)
                last = place + cell.rows - 1
                heights[last] += max(0, needed - sum(heights[place : last + 1]))
    return heights


def _room(widths: Sequence[float], place: int, across: int | None) -> float:
    return sum(widths[place:]) if place == across else widths[place]
