"""The list as it is shown: under printed headings, or sorted through by deadline or state."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.importing.parsed import RowKind
from desktop.plans.records import PrintedRow
from desktop.plans.row_names import whole_name
from desktop.plans.words import Badge, badge
from ui.tasks.filters import Chosen, Scope
from ui.tasks.lines import Ledger, Line, PlanRows
from ui.tree_model import Group


class Order(StrEnum):
    """What the list is sorted by."""

    NUMBER = "number"
    DUE = "due"
    STATE = "state"


ORDER_WORDS = {Order.NUMBER: "Số in trong kế hoạch", Order.DUE: "Hạn gần nhất trước", Order.STATE: "Trạng thái"}
_URGENCY = {state: place for place, state in enumerate((
    Badge.OPEN_OVERDUE,
    Badge.OPEN_IN_TIME,
    Badge.NOT_STARTED,
    Badge.SUSPENDED,
    Badge.COMPLETED_LATE,
    Badge.COMPLETED_ON_TIME,
    Badge.REASSIGNED,
    Badge.WITHDRAWN,
))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Groups of lines under their headings, or lines without headings where another order is chosen."""

    groups: tuple[Group[Line], ...] = ()
    lines: tuple[Line, ...] = ()
    count: int = 0


def arrange(ledger: Ledger, chosen: Chosen, lines: Sequence[Line], order: Order, *, falling: bool) -> Arrangement:
    """Put the lines that fit in order; the whole plan also keeps headings under which nothing fits."""
    if order is not Order.NUMBER or falling:
        ordered = sorted(lines, key=_KEYS[order], reverse=falling)
        return Arrangement(lines=tuple(ordered), count=len(lines))
    keeps_empty = chosen.scope is Scope.WHOLE and chosen.preset is None and not chosen.words
    several = len(ledger.plans) > 1
    groups: list[Group[Line]] = []
    for plan in ledger.plans:
        if chosen.plan not in (None, plan.plan.number):
            continue
        of_plan = [line for line in lines if line.row.plan == plan.plan.entity]
        sections = _sections(plan, of_plan, keeps_empty=keeps_empty)
        if several and (of_plan or keeps_empty):
            note = tasks_words(tasks_in(of_plan))
            groups.append(Group(plan.plan.entity, plan.plan.title, (), sections, plan.plan.number, note))
        else:
            groups += sections
    return Arrangement(groups=tuple(groups), count=len(lines))


def _sections(plan: PlanRows, lines: Sequence[Line], *, keeps_empty: bool) -> list[Group[Line]]:
    """The lines under the nearest printed heading of each, in document order."""
    by_heading: dict[tuple[str, ...], list[Line]] = {}
    headings = {row.path: row for row in plan.rows if not row.is_task}
    for line in lines:
        by_heading.setdefault(heading_of(line.row, headings), []).append(line)
    made = []
    if () in by_heading:
        made.append(
            Group((plan.plan.entity, ()), plan.plan.title, by_heading[()], note=tasks_words(tasks_in(by_heading[()])))
        )
    for path, row in headings.items():
        found = by_heading.get(path, [])
        if found or (keeps_empty and row.kind is not RowKind.TASK):
            note = tasks_words(tasks_in(found)) if found else ""
            made.append(Group((plan.plan.entity, path), row.title, found, number=whole_name(path), note=note))
    return made


def heading_of(row: PrintedRow, headings: dict[tuple[str, ...], PrintedRow]) -> tuple[str, ...]:
    """The path of the nearest heading above a row, () where none stands above it."""
    path = row.path[:-1]
    while path and path not in headings:
        path = path[:-1]
    return path


def tasks_in(lines: Iterable[Line]) -> int:
    """How many tasks there are, each counted once however many units have it."""
    return len({line.row.entity for line in lines})


def shares_words(lines: Sequence[Line]) -> str:
    """«66 nhiệm vụ, 627 lượt giao» where several units have the same task, else «11 nhiệm vụ»."""
    tasks = tasks_in(lines)
    return tasks_words(tasks) if tasks == len(lines) else f"{tasks_words(tasks)}, {len(lines)} lượt giao"


def tasks_words(count: int) -> str:
    """«11 nhiệm vụ»."""
    return f"{count} nhiệm vụ"


def _printed(line: Line) -> tuple[object, ...]:
    return (line.plan.date or date.min, line.plan.number, line.row.place, line.unit_name)


def _due(line: Line) -> tuple[object, ...]:
    return (line.row.deadline.due or date.max, *_printed(line))


def _state(line: Line) -> tuple[object, ...]:
    place = _URGENCY[badge(line.item.standing)] if line.item else len(_URGENCY)
    return (place, *_due(line))


_KEYS: dict[Order, Callable[[Line], tuple[object, ...]]] = {
    Order.NUMBER: _printed,
    Order.DUE: _due,
    Order.STATE: _state,
}
