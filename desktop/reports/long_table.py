"""Tables that run over pages: the head repeated, long rows divided, cells merged downwards flowing on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, LongTable, Table
from typing_extensions import override

from desktop.reports import styles
from desktop.reports.fonts import REGULAR

PAD: Final = 1.1 * mm
PAD_BELOW: Final = 1.5 * mm
LINE: Final = 0.5
BLACK: Final = (0, 0, 0)
_LINES_TOGETHER: Final = 5
_LINES_UNDIVIDED: Final = 7
"""A row with more than these lines goes on in rows of five, without a gap or a line, so that it can cross a page."""
_LINES_HANGING: Final = 20
"""A merged text of at most these lines is set in one piece."""
_STYLE: Final[list[Any]] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("LEFTPADDING", (0, 0), (-1, -1), PAD),
    ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
    ("TOPPADDING", (0, 0), (-1, -1), PAD),
    ("BOTTOMPADDING", (0, 0), (-1, -1), PAD_BELOW),
    ("LINEABOVE", (0, 0), (-1, 0), LINE, BLACK),
    ("LINEBEFORE", (0, 0), (-1, -1), LINE, BLACK),
    ("LINEAFTER", (-1, 0), (-1, -1), LINE, BLACK),
]

Lines: TypeAlias = list[Flowable]
"""The content of a cell: paragraphs under one another."""


class _PagedTable(LongTable):
    """A table that is closed by a line at the foot of every page, also inside a row.

    reportlab 5.1 forgets `splitlast` commands after the first page of a table with repeated rows.
    """

    @override
    def onSplit(self, T: Table, byRow: int = 1) -> None:
        T.setStyle([("LINEBELOW", (0, -1), (-1, -1), LINE, BLACK)])


@dataclass(frozen=True, slots=True)
class Placed:
    """The first and last line of the laid table that a row takes."""

    first: int
    last: int


class LongTableRows:
    """Rows of a table being laid out in columns of given widths, in points."""

    def __init__(self, widths: Sequence[float]) -> None:
        self._widths = list(widths)
        self._cells: list[list[Any]] = []
        self._heights: list[float] = []
        self._commands: list[tuple[Any, ...]] = []
        self._head_rows = 0
        self._heading_from: int | None = None
        self._flowing: dict[int, Lines] = {}
        self._hanging: dict[int, tuple[int, float]] = {}
        """The merged cells whose text reaches into rows to come: the row it begins in, and its height."""

    def add_head(self, cells: Sequence[Lines]) -> None:
        """A row that is repeated on every page."""
        self._append(cells, self._height(cells))
        self._head_rows += 1

    def add_heading(self, title: Flowable, before: Sequence[Lines] = ()) -> None:
        """A row whose title takes all columns after the cells before it; it never ends a page."""
        row, first = len(self._cells), len(before)
        height = title.wrap(sum(self._widths[first:]) - 2 * PAD, 1e6)[1]
        self._append([*before, [title], *([] for _ in self._widths[first + 1 :])], max(height, self._height(before)))
        self._commands.append(("SPAN", (first, row), (-1, row)))
        if self._heading_from is None:
            self._heading_from = row

    def add(self, cells: Sequence[Lines], merged_below: Collection[int] = ()) -> Placed:
        """A row, on as many lines of the table as its longest cell needs.

        A cell of a column in `merged_below` is merged with the one of the next row, which is then left empty: its text
        reaches into it, and those rows stay on one page; a long one goes on there, also over pages.
        """
        first = len(self._cells)
        for column in merged_below:
            if cells[column] and column not in self._flowing:
                height = self._height([cells[column]], [column])
                if height <= _LINES_HANGING * styles.CELL.leading:
                    self._hanging[column] = (first, height + PAD + PAD_BELOW)
        if self._heading_from is not None:
            self._commands.append(("NOSPLIT", (0, self._heading_from), (0, first)))
            self._heading_from = None
        rest = [self._flowing.pop(column, []) or list(cell) for column, cell in enumerate(cells)]
        opened = True
        while opened or any(rest[column] for column in self._others(merged_below)):
            rest = self._add_part(rest, merged_below, opened=opened)
            opened = False
        self._flowing = {column: rest[column] for column in merged_below if rest[column]}
        return Placed(first, len(self._cells) - 1)

    def _others(self, merged: Collection[int]) -> list[int]:
        return [column for column in range(len(self._widths)) if column not in merged]

    def _add_part(self, cells: list[Lines], merged: Collection[int], *, opened: bool) -> list[Lines]:
        """Lay the first lines of a row; the rest of each cell."""
        own = self._others(merged)
        whole = self._height([cells[column] for column in own], own)
        lines = _LINES_TOGETHER if whole > _LINES_UNDIVIDED * styles.CELL.leading else _LINES_UNDIVIDED
        room = lines * styles.CELL.leading + 0.1
        parted = {column: parted_lines(cells[column], self._widths[column], room) for column in own}
        height = self._height([parted[column][0] for column in own], own)
        for column in merged:
            is_hanging = column in self._hanging
            parted[column] = (
                (cells[column], []) if is_hanging else parted_lines(cells[column], self._widths[column], height + 0.1)
            )
        shown = [parted[column][0] for column in range(len(cells))]
        closed = not any(parted[column][1] for column in own)
        if closed:
            height = max(height, self._still_hanging(own) - PAD * opened - PAD_BELOW)
        self._append(shown, height, opened=opened, closed=closed, merged=merged)
        self._hold_together()
        return [parted[column][1] for column in range(len(cells))]

    def _still_hanging(self, columns: Collection[int]) -> float:
        """How much room the texts of merged cells that end with this row still need."""
        return max(
            (
                height - sum(self._heights[first:])
                for column, (first, height) in self._hanging.items()
                if column in columns
            ),
            default=0.0,
        )

    def _hold_together(self) -> None:
        """Keep the lines that a hanging text reaches over on one page, once it has room."""
        for column, (first, height) in list(self._hanging.items()):
            if sum(self._heights[first:]) >= height - 0.1:
                self._commands.append(("NOSPLIT", (0, first), (0, len(self._cells) - 1)))
                del self._hanging[column]

    def _append(
        self,
        cells: Sequence[Any],
        inner: float,
        *,
        opened: bool = True,
        closed: bool = True,
        merged: Collection[int] = (),
    ) -> None:
        """Append a line; between the lines of one row there is neither padding nor a rule."""
        row = len(self._cells)
        self._cells.append(list(cells))
        self._heights.append(inner + PAD * opened + PAD_BELOW * closed)
        if closed:
            ruled = [(column, column) for column in self._others(merged)] if merged else [(0, -1)]
            self._commands += [("LINEBELOW", (first, row), (last, row), LINE, BLACK) for first, last in ruled]
        else:
            self._commands.append(("BOTTOMPADDING", (0, row), (-1, row), 0))
        if not opened:
            self._commands.append(("TOPPADDING", (0, row), (-1, row), 0))

    def _height(self, cells: Sequence[Lines], columns: Sequence[int] | None = None) -> float:
        """The height of texts in their columns, without padding; one line at least."""
        places = range(len(cells)) if columns is None else columns
        heights = [
            sum(line.wrap(self._widths[column] - 2 * PAD, 1e6)[1] for line in cell)
            for column, cell in zip(places, cells, strict=True)
        ]
        return max([*heights, styles.CELL.leading])

    def mark(self, placed: Placed, width: float) -> None:
        """Draw a bar at the left edge of a row."""
        self._commands.append(("LINEBEFORE", (0, placed.first), (0, placed.last), width, BLACK))

    def table(self) -> Table:
        """The table laid so far."""
        table = _PagedTable(self._cells, colWidths=self._widths, rowHeights=self._heights, repeatRows=self._head_rows)
        table.setStyle([*_STYLE, *self._commands])
        for row in range(self._head_rows):
            table.setStyle([("VALIGN", (0, row), (-1, row), "MIDDLE")])
        return table


def parted_lines(cell: Lines, width: float, room: float) -> tuple[Lines, Lines]:
    """The first lines of a cell of this width that fit into the height, and the rest."""
    inner = width - 2 * PAD
    for index, line in enumerate(cell):
        height = line.wrap(inner, 1e6)[1]
        if height > room:
            parts = line.split(inner, room)
            first, rest = (parts[:1], parts[1:]) if parts else ([], [line])
            return cell[:index] + first, rest + cell[index + 1 :]
        room -= height
    return list(cell), []
