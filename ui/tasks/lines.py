"""What the list of tasks is made of: printed rows with who has them and how they stand at the chosen day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop.obligations.records import all_obligations
from desktop.obligations.suggesting import Suggestion, open_suggestions
from desktop.plans.plans import plans, rows_of_plan
from desktop.plans.records import AssignmentState, Plan, PrintedRow
from desktop.plans.tasks import TaskFilter, TaskItem, passed_on, tasks
from desktop.session import Session
from desktop.text import search_key
from desktop.units.table import UnitTable
from desktop.units.unit import UnitLevel
from desktop.users.people import RosterPerson, roster

LineKey = tuple[str, str]
"""A task's entity and the unit that has it; "" in the whole plan."""


@dataclass(frozen=True, slots=True)
class Line:
    """A task of the list: of one unit (`item`), or as the plan prints it with everybody who has it (`holders`).

    Of one unit `holders` are those below it to whom it was given on. In the whole plan of a department `item` is its
    own share, where it has one. `folded` is what typed words are looked for in.
    """

    row: PrintedRow
    plan: Plan
    item: TaskItem | None
    holders: tuple[TaskItem, ...]
    unit_name: str
    folded: str
    day: date
    is_whole: bool = False

    @property
    def key(self) -> LineKey:
        """What tells the line from all others."""
        return (self.row.entity, "" if self.is_whole or self.item is None else self.item.unit)


@dataclass(frozen=True, slots=True)
class PlanRows:
    """A plan with all its printed rows in document order."""

    plan: Plan
    rows: tuple[PrintedRow, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything the screen of tasks shows before anything is filtered, as it stands at `day`.

    `assigned` are the tasks of the unit, at headquarters of all units; `below` those of units further down: the Chi
    cục of a department that `leads_others`, at headquarters what departments gave on. `owed` are the tasks with
    periodic duties; `suggestions` the duties that plans print and headquarters has not defined yet. `heirs` pair a
    dissolved unit with the one that does its work: who asks for the tasks of the one sees those of both.
    """

    day: date
    unit: str
    is_headquarters: bool
    plans: tuple[PlanRows, ...]
    assigned: tuple[Line, ...]
    whole: tuple[Line, ...]
    people: tuple[RosterPerson, ...]
    unit_names: tuple[tuple[str, str], ...]
    owed: frozenset[str] = frozenset()
    suggestions: tuple[Suggestion, ...] = ()
    below: tuple[Line, ...] = ()
    leads_others: bool = False
    heirs: tuple[tuple[str, str], ...] = ()

    def line(self, key: LineKey) -> Line | None:
        """The line of this key."""
        lines = (*self.assigned, *self.below) if key[1] else self.whole
        return next((line for line in lines if line.key == key), None)

    def plan_rows(self, number: str) -> PlanRows | None:
        """The plan of this number with its rows."""
        return next((found for found in self.plans if found.plan.number == number), None)


def is_headquarters(units: UnitTable, unit: str) -> bool:
    """Whether the unit gives tasks to others."""
    return units.unit(unit).level is UnitLevel.HQ


def read_ledger(session: Session, units: UnitTable, day: date) -> Ledger:
    """Read plans, rows and tasks: of this unit and the Chi cục it leads, at headquarters of all units."""
    central = is_headquarters(units, session.unit)
    leads = units.leads_others(session.unit, day)
    items = tasks(session, TaskFilter(as_of=day, unit=None if leads else session.unit))
    further = passed_on(session, day) if central else []
    everything = [*items, *further]
    names = {code: units.unit(code).short_name for code in {item.unit for item in everything}}
    held: dict[str, list[TaskItem]] = defaultdict(list)
    words: dict[str, str] = {}  # a task has them once, however many units have the task
    for item in everything:
        if item.row.entity not in words:
            words[item.row.entity] = _words(item.row, item.plan)
        if item.assignment is AssignmentState.ASSIGNED:
            held[item.row.entity].append(item)

    def line(item: TaskItem) -> Line:
        under = tuple(one for one in held[item.row.entity] if _is_under(one.unit, item.unit, units))
        return Line(item.row, item.plan, item, under, names[item.unit], words[item.row.entity], day)

    read = tuple(
        PlanRows(plan, tuple(rows_of_plan(session.database, plan.entity))) for plan in reversed(plans(session.database))
    )
    return Ledger(
        day=day,
        unit=session.unit,
        is_headquarters=central,
        plans=read,
        assigned=tuple(line(item) for item in items if central or item.unit == session.unit),
        below=tuple(line(item) for item in (further if central else items) if item.unit != session.unit),
        leads_others=leads,
        heirs=tuple((code, heir) for code in names if (heir := units.heir(code, day)) != code),
        whole=tuple(
            _whole(plan.plan, row, tuple(held[row.entity]), session.unit, names, day)
            for plan in read
            for row in plan.rows
            if row.is_task
        ),
        people=tuple(person for person in roster(session.database, session.unit) if person.is_active),
        unit_names=tuple(sorted(names.items(), key=lambda pair: pair[1])),
        owed=frozenset(all_obligations(session.database)),
        suggestions=tuple(open_suggestions(session.database, _rows(read))) if central else (),
    )


def _is_under(unit: str, above: str, units: UnitTable) -> bool:
    """Whether a unit's node stands below another one's."""
    return units.node_path(unit).startswith(units.node_path(above) + "/")


def _rows(read: tuple[PlanRows, ...]) -> list[PrintedRow]:
    return [row for plan in read for row in plan.rows]


def _whole(
    plan: Plan, row: PrintedRow, held: tuple[TaskItem, ...], unit: str, names: dict[str, str], day: date
) -> Line:
    own = next((item for item in held if item.unit == unit), None)
    who = ", ".join(names[item.unit] for item in held)
    return Line(row, plan, own, held, who, _words(row, plan), day, is_whole=True)


def _words(row: PrintedRow, plan: Plan) -> str:
    return f"{folded(row)} {search_key(plan.number)}"


@lru_cache(maxsize=8192)
def folded(row: PrintedRow) -> str:
    """What typed words are looked for in: number, words, activities, product, units; no accents."""
    parts = (row.path_text, row.label, row.title, row.product, row.lead_text, row.support_text, *row.activities)
    return search_key(" ".join(parts))
