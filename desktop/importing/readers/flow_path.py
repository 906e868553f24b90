"""The cheapest way to read the lines of a flow as rows, and where another way is nearly as cheap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.importing.readers.flow_grammar import Grammar
from desktop.importing.readers.flow_lines import Shape

_SURE_MARGIN: Final = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """Where one line stands: its column, whether it begins a row, whether another column fits as well."""

    column: int
    begins_row: bool
    is_unsure: bool


def readings(shapes: Sequence[Shape], grammar: Grammar) -> list[Reading]:
    """The reading of each line: the shortest path through the columns, with the margin of each line."""
    if not shapes:
        return []
    costs, sources = _forward(shapes, grammar)
    rest = _backward(shapes, grammar)
    place = _cheapest([cost + end for cost, end in zip(costs[-1], grammar.end(), strict=True)])
    found: list[Reading] = []
    for line in range(len(shapes) - 1, -1, -1):
        through = [cost + to_end for cost, to_end in zip(costs[line], rest[line], strict=True)]
        margin = min(total for column, total in enumerate(through) if column != place) - through[place]
        source = sources[line][place]
        begins = line == 0 or grammar.steps(shapes[line - 1], shapes[line])[source][place].begins_row
        found.append(Reading(place, begins, margin < _SURE_MARGIN))
        place = source
    return found[::-1]


def _forward(shapes: Sequence[Shape], grammar: Grammar) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Per line and column the cost of the cheapest way there, and the column of the line above on that way."""
    places = range(len(grammar.columns))
    costs = [grammar.begin(shapes[0])]
    sources: list[tuple[int, ...]] = [tuple(places)]
    for line in range(1, len(shapes)):
        steps = grammar.steps(shapes[line - 1], shapes[line])
        so_far = costs[-1]
        ways = [min((so_far[source] + steps[source][place].cost, source) for source in places) for place in places]
        costs.append(tuple(cost for cost, _ in ways))
        sources.append(tuple(source for _, source in ways))
    return costs, sources


def _backward(shapes: Sequence[Shape], grammar: Grammar) -> list[tuple[int, ...]]:
    """Per line and column the cost of the cheapest way from there to the end."""
    places = range(len(grammar.columns))
    rest = [grammar.end()]
    for line in range(len(shapes) - 1, 0, -1):
        steps = grammar.steps(shapes[line - 1], shapes[line])
        to_end = rest[-1]
        rest.append(tuple(min(steps[source][place].cost + to_end[place] for place in places) for source in places))
    return rest[::-1]


def _cheapest(costs: Sequence[int]) -> int:
    return min(range(len(costs)), key=costs.__getitem__)
