"""Units against official states: the table headquarters watches, and the tasks behind each of its figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.plans.state import OfficialState, TwoByTwo
from desktop.plans.tasks import TaskItem, count


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The official count of one unit's tasks, by unit code."""

    unit: str
    counts: TwoByTwo


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows by unit code and their sum, which is the count of all the tasks."""

    rows: tuple[MatrixRow, ...]
    total: TwoByTwo


_ITSELF: Mapping[str, str] = {}


def matrix(items: Sequence[TaskItem], also: Iterable[str] = (), heirs: Mapping[str, str] = _ITSELF) -> Matrix:
    """Count tasks by unit; units in `also` have a row even without a task.

    `heirs` say of dissolved units under which one their tasks are counted; the tasks stay their own.
    """
    by_unit: dict[str, list[TaskItem]] = {heirs.get(unit, unit): [] for unit in also}
    for item in items:
        by_unit.setdefault(heirs.get(item.unit, item.unit), []).append(item)
    rows = tuple(MatrixRow(unit, count(members)) for unit, members in sorted(by_unit.items()))
    return Matrix(rows, count(items))


def behind(
    items: Iterable[TaskItem], unit: str | None, state: OfficialState | None, heirs: Mapping[str, str] = _ITSELF
) -> list[TaskItem]:
    """The tasks a figure counts: of one unit or of all (None), in one official state or in any of the four (None)."""
    return [
        item
        for item in items
        if item.standing.official is not None
        and unit in {None, heirs.get(item.unit, item.unit)}
        and (state is None or item.standing.official is state)
    ]


def cell(counts: TwoByTwo, state: OfficialState | None) -> int:
    """The figure of an official state, the sum of the four for None."""
    figures = {
        OfficialState.COMPLETED_ON_TIME: counts.completed_on_time,
        OfficialState.COMPLETED_LATE: counts.completed_late,
        OfficialState.OPEN_IN_TIME: counts.open_in_time,
        OfficialState.OPEN_OVERDUE: counts.open_overdue,
    }
    return counts.total if state is None else figures[state]
