"""What the paper adds to the printed rows: to whom they are given, and which later decision changed them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import db.plans
from desktop.formats import day_text, number_text
from desktop.journal.event import EntityId
from desktop.plan_paper.revised import Revised
from desktop.plans.records import AssignedRole, AssignmentState, Plan, PrintedRow
from desktop.session import Session
from desktop.units.table import UnitTable
from desktop.units.unit import Unit
from desktop.users.people import names_by_id

_ROLE_WORDS = {AssignedRole.LEAD: "Chủ trì", AssignedRole.SUPPORT: "Phối hợp"}
_PROVINCIAL_DEPARTMENTS = "G-CUCTINH"


class Marks(StrEnum):
    """Whose tasks are marked: nobody's, those of one unit, or all that were given to somebody."""

    NONE = "none"
    UNIT = "unit"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Remarks:
    """The words beside the rows, by row; `given` is printed under `given_head`, rows in `marked` get a bar."""

    revised: Mapping[EntityId, str] = field(default_factory=dict)
    given: Mapping[EntityId, str] = field(default_factory=dict)
    given_head: str = ""
    marked: frozenset[EntityId] = frozenset()
    legend: tuple[str, ...] = ()


def remarks(
    session: Session,
    plan: Plan,
    rows: Sequence[PrintedRow],
    units: UnitTable,
    *,
    marks: Marks,
    unit: Unit,
    today: date,
    later: Revised,
) -> Remarks:
    """What the ledger knows about the rows of a plan besides what `later` decisions did; `unit`'s tasks are marked."""
    if marks is Marks.NONE:
        return Remarks(later.words, legend=later.legend)
    roles = _roles(session, rows)
    if marks is Marks.UNIT:
        given = _of_one_unit(session, roles, unit)
        legend = _unit_legend(
            unit, [given_to[unit.code] for given_to in roles.values() if unit.code in given_to], today
        )
        head = f"Việc của {unit.short_name}"
        return Remarks(later.words, given, head, frozenset(given), (*legend, *later.legend))
    given = {task: _given_words(given_to, units, plan.date or today) for task, given_to in roles.items()}
    count = len({code for given_to in roles.values() for code in given_to})
    told = f"Đã giao {number_text(len(given))} nhiệm vụ cho {number_text(count)} đơn vị, theo sổ đến {day_text(today)}."
    return Remarks(later.words, given, "Giao cho", legend=(told, *later.legend))


def _roles(session: Session, rows: Iterable[PrintedRow]) -> dict[EntityId, dict[str, AssignedRole]]:
    """The units that have each task now, with their roles."""
    found: dict[EntityId, dict[str, AssignedRole]] = {}
    tasks = {row.entity for row in rows}
    for row in db.plans.assignments(session.database):
        task = EntityId(row["task"])
        if task in tasks and row["state"] == AssignmentState.ASSIGNED:
            found.setdefault(task, {})[row["unit"]] = AssignedRole(row["role"])
    return found


def _of_one_unit(
    session: Session, roles: Mapping[EntityId, Mapping[str, AssignedRole]], unit: Unit
) -> dict[EntityId, str]:
    """The unit's role in each of its tasks, with the officer where one was named."""
    names = names_by_id(session.database)
    officers = {
        row["task"]: names.get(row["officer"], "")
        for row in db.plans.allocations(session.database)
        if row["unit"] == unit.code
    }
    return {
        task: "\n".join(filter(None, (_ROLE_WORDS[given_to[unit.code]], officers.get(task, ""))))
        for task, given_to in roles.items()
        if unit.code in given_to
    }


def _given_words(given_to: Mapping[str, AssignedRole], units: UnitTable, on: date) -> str:
    """The units of a task by role, in the order of the table; all provincial departments under their common name."""
    lines = []
    for role, words in _ROLE_WORDS.items():
        codes = {code for code, each in given_to.items() if each is role}
        departments = {unit.code for unit in units.members(_PROVINCIAL_DEPARTMENTS, on)}
        names = []
        if len(departments) > 1 and departments <= codes:
            names.append(f"{number_text(len(departments))} Cục Hải quan tỉnh, thành phố")
            codes -= departments
        names += [unit.short_name for unit in units.all_units() if unit.code in codes]
        names += sorted(code for code in codes if code not in units)
        if names:
            lines.append(f"{words}: {', '.join(names)}")
    return "\n".join(lines)


def _unit_legend(unit: Unit, roles: Sequence[AssignedRole], today: date) -> tuple[str, ...]:
    name, day = unit.name.partition(" (")[0], day_text(today)
    if not roles:
        return (f"Không có nhiệm vụ nào của kế hoạch giao cho {name}, theo sổ đến {day}.",)
    lead = sum(role is AssignedRole.LEAD for role in roles)
    shares = [
        f"{number_text(count)} {words}"
        for count, words in ((lead, "chủ trì"), (len(roles) - lead, "phối hợp"))
        if count
    ]
    told = f"{number_text(len(roles))} nhiệm vụ giao cho {name} ({', '.join(shares)})"
    return (f"Vạch đậm ở lề trái: {told}, theo sổ đến {day}.",)
