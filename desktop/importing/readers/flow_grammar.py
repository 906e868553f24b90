"""What it costs to read a line of a flow as a cell of a column, given the line above: the grammar of printed rows.

Costs are tenths of a doubt. The cells of a row stand in the order of the header; merged cells are printed once, so
that a row may begin in any column and may end early.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from desktop.importing.readers.flow_header import Column
from desktop.importing.readers.flow_lines import Likeness, Opening, Shape

FORBIDDEN: Final = 300
TEXTS: Final = frozenset({Column.WORK, Column.PRODUCT})
_UNITS: Final = frozenset({Column.LEAD, Column.SUPPORT})
_MOST_MISSING: Final = 30
_ROW_BEGINS: Final = {
    Column.NUMBER: 0,
    Column.PRODUCT: 20,
    Column.DEADLINE: 60,
    Column.LEAD: 60,
    Column.SUPPORT: 70,
    Column.EXTRA: 70,
    Column.ANY: 70,
}
_SKIPPED: Final = {
    Column.NUMBER: 40,
    Column.WORK: 30,
    Column.PRODUCT: 25,
    Column.DEADLINE: 35,
    Column.LEAD: 45,
    Column.SUPPORT: 25,
    Column.EXTRA: 3,
    Column.ANY: 30,
}
_DEADLINE_COST: Final = {Likeness.FULL: 0, Likeness.WORDED: 10, Likeness.MENTIONED: 10, Likeness.NONE: 120}
_DEADLINE_IN_TEXT: Final = {Likeness.FULL: 60, Likeness.WORDED: 15, Likeness.MENTIONED: 30, Likeness.NONE: 0}


class Step(NamedTuple):
    """The way from the line above: what it costs, and whether a row begins."""

    cost: int
    begins_row: bool


class Grammar:
    """The costs for one header; with `whole_cells` no cell has a further line."""

    def __init__(self, columns: Sequence[Column], *, whole_cells: bool = False) -> None:
        self.columns = tuple(columns)
        self._whole_cells = whole_cells
        works = [place for place, column in enumerate(columns) if column is Column.WORK]
        self._first_work = works[0]
        self._has_two_works = len(works) > 1
        self._has_product = Column.PRODUCT in columns
        self._has_numbers = Column.NUMBER in columns
        self.steps = lru_cache(maxsize=20_000)(self._steps)

    def begin(self, shape: Shape) -> tuple[int, ...]:
        """What it costs to begin the table with a line of this shape, per column."""
        return tuple(self._row_begins(place, shape) + self._reads(place, shape) for place in range(len(self.columns)))

    def end(self) -> tuple[int, ...]:
        """What it costs to end the table in each column."""
        return tuple(self._ends_early(place) for place in range(len(self.columns)))

    def _steps(self, above: Shape, shape: Shape) -> tuple[tuple[Step, ...], ...]:
        """The cheapest step from each column of the line above to each column of this line."""
        places = range(len(self.columns))
        return tuple(tuple(self._step(source, place, above, shape) for place in places) for source in places)

    def _step(self, source: int, place: int, above: Shape, shape: Shape) -> Step:
        reads = self._reads(place, shape)
        new_row = self._ends_early(source, below=self.columns[place]) + self._row_begins(place, shape) + reads
        new_row += self._breaks_off(source, above, shape)
        if place < source:
            return Step(new_row, begins_row=True)
        same_row = self._goes_on(place, above, shape) if place == source else self._moves(source, place, above, shape)
        return min(Step(same_row + reads, begins_row=False), Step(new_row, begins_row=True))

    # --- rows ----------------------------------------------------------------------------------------------

    def _row_begins(self, place: int, shape: Shape) -> int:
        column = self.columns[place]
        if column is not Column.WORK:
            return _ROW_BEGINS[column] + 20 * (column is Column.PRODUCT and shape.heads_number)
        if not self._has_numbers:
            return 0 if place == self._first_work else 25
        if shape.is_label:
            return 15 if place == self._first_work else 0
        return (28 if shape.heads_number else 40) if place == self._first_work else 25

    def _ends_early(self, place: int, *, below: Column = Column.NUMBER) -> int:
        """What it costs to end a row here; a title alone is a heading, where a number or work follows."""
        if self.columns[place] is Column.NUMBER:
            return 60
        missing = 10 * sum(column not in {Column.EXTRA, Column.ANY} for column in self.columns[place + 1 :])
        is_heading = place == self._first_work and below in {Column.NUMBER, Column.WORK}
        return min(missing, 10 if is_heading else _MOST_MISSING)

    # --- within a row --------------------------------------------------------------------------------------

    def _goes_on(self, place: int, above: Shape, shape: Shape) -> int:
        """What a further line of the same cell costs."""
        column = self.columns[place]
        if column is Column.NUMBER or self._whole_cells:
            return FORBIDDEN
        if shape.is_label and column in TEXTS:
            return 80
        if above.ends_open or shape.starts_small:
            return 0
        if _is_broken(above, shape):
            return 5
        if shape.is_bullet:
            return self._further_bullet(column, above, shape)
        return 30 if above.is_bullet or column is Column.LEAD else 25 if column in TEXTS else 20

    def _further_bullet(self, column: Column, above: Shape, shape: Shape) -> int:
        if column is Column.DEADLINE:
            return 20
        cost = 5 if above.is_bullet else 15 if column is Column.LEAD else 10
        if column is Column.WORK:
            cost += 10 * (shape.opening is Opening.PRODUCT and self._has_product) + 15 * (
                above.ends_sentence and not above.is_bullet
            )
        if column is Column.PRODUCT:
            cost += 7 * (shape.opening is Opening.WORK and above.opening is not Opening.WORK)
        return cost

    def _moves(self, source: int, place: int, above: Shape, shape: Shape) -> int:
        """What the next cell of the row costs; columns passed over printed nothing."""
        cost = sum(_SKIPPED[column] for column in self.columns[source + 1 : place])
        cost += self._breaks_off(source, above, shape)
        if self.columns[source] is Column.WORK and self.columns[place] is Column.PRODUCT:
            cost += 5 * (above.is_bullet and shape.is_bullet)
            if shape.opening is Opening.WORK:
                cost += 10 if shape.is_bullet else 7
            elif shape.opening is Opening.PRODUCT:
                cost -= 10
        return cost

    def _breaks_off(self, source: int, above: Shape, shape: Shape) -> int:
        """A line that ends in a colon or within a name goes on, and a small letter goes on with the line above."""
        if self.columns[source] is Column.NUMBER:
            return 0
        return 50 * above.ends_open + 25 * _is_broken(above, shape) + 40 * shape.starts_small

    # --- one line ------------------------------------------------------------------------------------------

    def _reads(self, place: int, shape: Shape) -> int:
        """What it costs to read a line of this shape in this column."""
        column = self.columns[place]
        if shape.is_number or column is Column.NUMBER:
            return 0 if shape.is_number and column is Column.NUMBER else 90 if shape.is_number else FORBIDDEN
        if column is Column.DEADLINE:
            return _DEADLINE_COST[shape.deadline] + 60 * (shape.unit is Likeness.FULL)
        if column in _UNITS:
            return self._reads_units(shape)
        if column is Column.ANY:
            return 5 + 60 * (shape.deadline is Likeness.FULL)
        if column is Column.EXTRA:
            return (18 if shape.is_short else 20) + 40 * (
                shape.deadline is Likeness.FULL or shape.unit is Likeness.FULL
            )
        return self._reads_text(place, shape)

    def _reads_units(self, shape: Shape) -> int:
        if shape.unit is Likeness.NONE:
            return (42 if shape.is_short else 120) + 60 * (shape.deadline is Likeness.FULL)
        return (0 if shape.unit is Likeness.FULL else 15) + 60 * (shape.deadline is Likeness.FULL)

    def _reads_text(self, place: int, shape: Shape) -> int:
        cost = _DEADLINE_IN_TEXT[shape.deadline]
        cost += {Likeness.FULL: 60, Likeness.WORDED: 15}.get(shape.unit, 0)
        if shape.is_bullet:
            cost = min(cost, 40)
        if shape.is_label:
            cost += 50 if self.columns[place] is Column.PRODUCT else 30 * self._is_first_of_two(place)
        return cost

    def _is_first_of_two(self, place: int) -> bool:
        return self._has_two_works and place == self._first_work


def _is_broken(above: Shape, shape: Shape) -> bool:
    """Whether the line above ends within a name or an enumeration; behind a comma a bullet begins anew."""
    return above.ends_within or (above.ends_in_comma and not shape.is_bullet)
