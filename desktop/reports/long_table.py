"""Tables that run over pages: the head repeated, long rows divided, cells merged downwards flowing on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table
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
_ROUNDING: Final = 0.1
_LINES_HANGING: Final = 20
"""A merged text or a heading of at most these lines is set in one piece."""
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


@dataclass(slots=True)
class _Line:
    """A line of the table as it is laid: the part of a row that is never divided.

    `commands` are styles with their first and last column. After a line that `holds` no page ends.
    """

    cells: list[Any]
    height: float
    commands: list[tuple[Any, ...]] = field(default_factory=list)
    holds: bool = False


class PagedTable(Flowable):
    """A table cut into pages where its lines let it; each page has the head and is closed by a line at its foot.

    The lines have known heights, so that the cuts are found in one pass: reportlab's own tables copy all that is left
    for every page, which takes a minute for a plan of some thousand rows.
    """

    def __init__(self, widths: list[float], head: list[_Line], lines: list[_Line], page_height: float) -> None:
        super().__init__()
        self._widths, self._head, self._lines, self._page_height = widths, head, lines, page_height
        self._head_height = sum(line.height for line in head)

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self.width = sum(self._widths)
        self.height = self._head_height + sum(line.height for line in self._lines)
        return self.width, self.height

    @override
    def split(self, aW: float, aH: float) -> list[Flowable]:
        count = self._fitting(aH)
        if not count:
            return []
        rest = PagedTable(self._widths, self._head, self._lines[count:], self._page_height)
        return [self._table(self._lines[:count]), rest]

    def _fitting(self, room: float) -> int:
        """How many lines are set into the room; lines that hold together part only where a whole page is too small."""
        height, fitting, whole = self._head_height, 0, 0
        for line in self._lines:
            height += line.height
            if height > room:
                break
            fitting += 1
            whole = whole if line.holds else fitting
        if not whole and room >= self._page_height - _ROUNDING:
            return max(fitting, 1)
        return whole

    def draw(self) -> None:
        """Draw all lines."""
        table = self._table(self._lines)
        table.wrapOn(self.canv, self.width, self.height)
        table.drawOn(self.canv, 0, 0)

    def _table(self, lines: list[_Line]) -> Table:
        """The lines under the head, as one piece."""
        shown = [*self._head, *lines]
        table = Table(
            [line.cells for line in shown], colWidths=self._widths, rowHeights=[line.height for line in shown]
        )
        placed = [
            (name, (first, row), (last, row), *rest)
            for row, line in enumerate(shown)
            for name, first, last, *rest in line.commands
        ]
        middle = [("VALIGN", (0, 0), (-1, len(self._head) - 1), "MIDDLE")] if self._head else []
        table.setStyle([*_STYLE, *middle, *placed, ("LINEBELOW", (0, -1), (-1, -1), LINE, BLACK)])
        return table


class LongTableRows:
    """Rows of a table being laid out in columns of given widths, in points."""

    def __init__(self, widths: Sequence[float], page_height: float) -> None:
        self._widths, self._page_height = list(widths), page_height
        self._head: list[_Line] = []
        self._lines: list[_Line] = []
        self._flowing: dict[int, Lines] = {}
        self._hanging: dict[int, tuple[int, float]] = {}
        """The merged cells whose text reaches into rows to come: the line it begins in, and its height."""

    def add_head(self, cells: Sequence[Lines]) -> None:
        """A row that is repeated on every page."""
        self._head.append(_Line(list(cells), self._height(cells) + PAD + PAD_BELOW, [_ruled(0, -1)]))

    def add_heading(self, title: Flowable, before: Sequence[Lines] = ()) -> None:
        """A row whose title takes all columns after the cells before it; it never ends a page."""
        first = len(before)
        height = title.wrap(sum(self._widths[first:]) - 2 * PAD, 1e6)[1]
        if height > _LINES_HANGING * styles.CELL.leading:  # no heading: such a text has to be divided
            self.add([*before, [title], *([] for _ in self._widths[first + 1 :])])
            return
        self._append([*before, [title], *([] for _ in self._widths[first + 1 :])], max(height, self._height(before)))
        self._lines[-1].commands.append(("SPAN", first, -1))
        self._lines[-1].holds = True

    def add(self, cells: Sequence[Lines], merged_below: Collection[int] = ()) -> range:
        """A row, on as many lines of the table as its longest cell needs; the places of these lines.

        A cell of a column in `merged_below` is merged with the one of the next row, which is then left empty: its text
        reaches into it, and those rows stay on one page; a long one goes on there, also over pages.
        """
        first = len(self._lines)
        for column in merged_below:
            if cells[column] and column not in self._flowing:
                height = self._height([cells[column]], [column])
                if height <= _LINES_HANGING * styles.CELL.leading:
                    self._hanging[column] = (first, height + PAD + PAD_BELOW)
        rest = [self._flowing.pop(column, []) or list(cell) for column, cell in enumerate(cells)]
        opened = True
        while opened or any(rest[column] for column in self._others(merged_below)):
            rest = self._add_part(rest, merged_below, opened=opened)
            opened = False
        self._flowing = {column: rest[column] for column in merged_below if rest[column]}
        return range(first, len(self._lines))

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
        ending = (hanging for column, hanging in self._hanging.items() if column in columns)
        return max((height - self._height_from(first) for first, height in ending), default=0.0)

    def _hold_together(self) -> None:
        """Keep the lines that a hanging text reaches over on one page, once it has room."""
        for column, (first, height) in list(self._hanging.items()):
            if self._height_from(first) >= height - _ROUNDING:
                for line in self._lines[first:-1]:
                    line.holds = True
                del self._hanging[column]

    def _height_from(self, first: int) -> float:
        return sum(line.height for line in self._lines[first:])

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
        line = _Line(list(cells), inner + PAD * opened + PAD_BELOW * closed)
        if closed:
            line.commands += [_ruled(each, each) for each in self._others(merged)] if merged else [_ruled(0, -1)]
        else:
            line.commands.append(("BOTTOMPADDING", 0, -1, 0))
        if not opened:
            line.commands.append(("TOPPADDING", 0, -1, 0))
        self._lines.append(line)

    def _height(self, cells: Sequence[Lines], columns: Sequence[int] | None = None) -> float:
        """The height of texts in their columns, without padding; one line at least."""
        places = range(len(cells)) if columns is None else columns
        heights = [
            sum(line.wrap(self._widths[column] - 2 * PAD, 1e6)[1] for line in cell)
            for column, cell in zip(places, cells, strict=True)
        ]
        return max([*heights, styles.CELL.leading])

    def mark(self, lines: range, width: float) -> None:
        """Draw a bar at the left edge of a row, which takes these lines."""
        for place in lines:
            self._lines[place].commands.append(("LINEBEFORE", 0, 0, width, BLACK))

    def table(self) -> PagedTable:
        """The table laid so far."""
        return PagedTable(self._widths, self._head, self._lines, self._page_height)


def _ruled(first: int, last: int) -> tuple[Any, ...]:
    """A line below the cells of these columns."""
    return ("LINEBELOW", first, last, LINE, BLACK)


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
