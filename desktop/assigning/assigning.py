"""Giving tasks to units and, inside a unit, to officers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import db.amendments
import db.people
import db.plans
from db.connection import Database
from desktop.actions import Action
from desktop.errors import (
    MissingReason,
    NotAssignedHere,
    NotATask,
    NotBelow,
    NothingToAssign,
    RowWithdrawn,
    UnknownPerson,
)
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.facts import task_allocated, task_assigned, task_withdrawn
from desktop.plans.plans import row_of, rows_of_plan
from desktop.plans.records import AssignedRole, AssignmentState, Plan, PrintedRow
from desktop.session import Session
from desktop.sync.fields import is_within
from desktop.text import clean_text
from desktop.units.table import UnitTable


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many assignments were made, and how many existed already."""

    new: int
    unchanged: int


def provincial_tasks(database: Database, plan: Plan) -> list[PrintedRow]:
    """The tasks that the plan gives to provincial departments or units below them (FEATURES W, P7)."""
    return [
        row for row in rows_of_plan(database, plan.entity) if row.is_task and row.provincial and not row.is_withdrawn
    ]


@dataclass(frozen=True, slots=True)
class Handover:
    """A task that goes to a unit, to lead or to support."""

    task: EntityId
    unit: str
    role: AssignedRole


def assign(session: Session, tasks: Sequence[PrintedRow], unit_codes: Iterable[str], units: UnitTable) -> Assigned:
    """Give tasks to units as one change; the role is the one the plan prints for provincial departments.

    Assignments that stand already stay as they are. Raises NotPermitted, NotATask, RowWithdrawn, UnknownUnit,
    NothingToAssign.
    """
    codes = list(dict.fromkeys(units.unit(code).code for code in unit_codes))
    rows = list({row.entity: row for row in tasks}.values())
    handovers = [Handover(row.entity, code, _role(row, code)) for row in rows for code in codes]
    return hand_over(session, handovers, units)


def hand_over(session: Session, handovers: Sequence[Handover], units: UnitTable, job: Job | None = None) -> Assigned:
    """Give each task to its unit, all in one change; what stands already stays as it is, also with another role.

    A unit gives on what was given to it, or what stands in a plan of its own. Raises NotPermitted, NotATask,
    RowWithdrawn, NotAssignedHere, NotBelow, UnknownUnit, NothingToAssign, Stopped (nothing written).
    """
    job = job or Job()
    session.allow(Permission.ASSIGN)
    if not handovers:
        raise NothingToAssign("")
    may_give = givable(session)
    for task in dict.fromkeys(one.task for one in handovers):
        row = row_of(session.database, task)
        _require_task(row)
        if not may_give(row):
            raise NotAssignedHere(row.path_text)
    nodes = {code: _node_below(session, code, units) for code in dict.fromkeys(one.unit for one in handovers)}
    standing = {
        (found["task"], found["unit"])
        for found in db.plans.assignments(session.database)
        if found["state"] == AssignmentState.ASSIGNED
    }
    wanted = {(one.task, one.unit): one for one in reversed(handovers)}
    new = [one for pair, one in reversed(wanted.items()) if pair not in standing]
    with session.changing(Action.ASSIGN_TASKS) as change:
        at, by = change.now_ms, session.person.id
        for number, one in enumerate(new):
            job.report(number, len(new), "Đang giao nhiệm vụ")
            change.write(task_assigned(one.task, one.unit, nodes[one.unit], role=one.role, at=at, by=by))
    return Assigned(len(new), len(wanted) - len(new))


def _node_below(session: Session, code: str, units: UnitTable) -> str:
    """The node of a unit below this one, or of this one: a unit may have tasks of a plan of its own."""
    node = units.node_path(code)
    if not is_within(node, session.node):
        raise NotBelow(units.unit(code).name)
    return node


def givable(session: Session) -> Callable[[PrintedRow], bool]:
    """Tells of a task whether this unit may give it on: it has the task itself, or issued the plan it stands in."""
    own = {
        found["task"]
        for found in db.plans.assignments(session.database, session.unit)
        if found["state"] == AssignmentState.ASSIGNED
    }
    issued: dict[EntityId, bool] = {}

    def may_give(row: PrintedRow) -> bool:
        if row.plan not in issued:
            issued[row.plan] = db.amendments.issuing_node(session.database, row.plan) == session.node
        return issued[row.plan] or row.entity in own

    return may_give


def _require_task(row: PrintedRow) -> None:
    if not row.is_task:
        raise NotATask(row.path_text)
    if row.is_withdrawn:
        raise RowWithdrawn(row.path_text)


def _role(row: PrintedRow, code: str) -> AssignedRole:
    """Lead, unless the plan names the unit, or the provincial departments as a whole, only among the supporters."""
    if any(unit.code == code for unit in row.lead_units):
        return AssignedRole.LEAD
    supports = any(unit.code == code for unit in row.support_units) or row.provincial == AssignedRole.SUPPORT
    return AssignedRole.SUPPORT if supports else AssignedRole.LEAD


def withdraw(session: Session, tasks: Iterable[EntityId], unit: str, units: UnitTable, *, reason: str) -> int:
    """Take tasks back from a unit; what it recorded is kept. That answers the unit where it had declined them.

    What was given from above is not taken back here. Raises NotPermitted, MissingReason, NotBelow.
    """
    session.allow(Permission.ASSIGN)
    why = clean_text(reason, multiline=True)
    if not why:
        raise MissingReason
    wanted = set(tasks)
    standing = [
        found
        for found in db.plans.assignments(session.database, unit)
        if found["task"] in wanted and found["state"] == AssignmentState.ASSIGNED
    ]
    if unit == session.unit and any(_is_from_above(session, EntityId(found["task"])) for found in standing):
        raise NotBelow(units.unit(unit).name)
    with session.changing(Action.WITHDRAW_TASKS) as change:
        for found in standing:
            task, declined = EntityId(found["task"]), found["declined_at"]
            fact = task_withdrawn(task, unit, units.node_path(unit), reason=why, answers=declined, at=change.now_ms)
            change.write(fact)
    return len(standing)


def _is_from_above(session: Session, task: EntityId) -> bool:
    """Whether another node issued the plan that a task stands in."""
    return db.amendments.issuing_node(session.database, row_of(session.database, task).plan) != session.node


def allocate(session: Session, tasks: Iterable[EntityId], *, officer: str, team: str = "") -> int:
    """Inside the unit, give tasks to an officer (by person id); "" takes them back. Returns how many were named.

    Raises NotPermitted, NotAssignedHere, UnknownPerson for somebody who does not work in this unit.
    """
    session.allow(Permission.ALLOCATE)
    people = db.people.of_unit(session.database, session.unit)
    if officer and not any(row["active"] and row["person"] == officer for row in people):
        raise UnknownPerson(officer)
    assigned = {
        found["task"]
        for found in db.plans.assignments(session.database, session.unit)
        if found["state"] == AssignmentState.ASSIGNED
    }
    wanted = list(dict.fromkeys(tasks))
    for task in wanted:
        if task not in assigned:
            raise NotAssignedHere(row_of(session.database, task).path_text)
    given = (officer, clean_text(team))
    standing = {
        found["task"]: (found["officer"], found["team"])
        for found in db.plans.allocations(session.database)
        if found["unit"] == session.unit
    }
    with session.changing(Action.ALLOCATE_TASK) as change:
        for task in wanted:
            if standing.get(task, ("", "")) != given:
                change.write(task_allocated(task, session.unit, officer=given[0], team=given[1]))
    return len(wanted)


def is_assigned(database: Database, task: EntityId, unit: str) -> bool:
    """Whether the unit has the task now."""
    return any(
        found["unit"] == unit and found["state"] == AssignmentState.ASSIGNED
        for found in db.plans.assignments_of_task(database, task)
    )
