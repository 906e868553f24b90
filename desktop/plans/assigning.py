"""Giving tasks to units and, inside a unit, to officers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import db.people
import db.plans
from db.connection import Database
from desktop.actions import Action
from desktop.errors import MissingReason, NotAssignedHere, NotATask, NothingToAssign, RowWithdrawn, UnknownPerson
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.facts import task_allocated, task_assigned, task_withdrawn
from desktop.plans.plans import row_of, rows_of_plan
from desktop.plans.records import AssignedRole, AssignmentState, Plan, PrintedRow
from desktop.session import Session
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


def assign(session: Session, tasks: Sequence[PrintedRow], unit_codes: Iterable[str], units: UnitTable) -> Assigned:
    """Give tasks to units as one change; the role is the one the plan prints for provincial departments.

    Assignments that stand already stay as they are. Raises NotPermitted, NotATask, RowWithdrawn, UnknownUnit,
    NothingToAssign.
    """
    session.allow(Permission.ASSIGN)
    for row in tasks:
        if not row.is_task:
            raise NotATask(row.path_text)
        if row.is_withdrawn:
            raise RowWithdrawn(row.path_text)
    codes = list(dict.fromkeys(units.unit(code).code for code in unit_codes))
    rows = list({row.entity: row for row in tasks}.values())
    pairs = [(row, code) for row in rows for code in codes]
    if not pairs:
        raise NothingToAssign("")
    standing = {
        (found["task"], found["unit"])
        for found in db.plans.assignments(session.database)
        if found["state"] == AssignmentState.ASSIGNED
    }
    new = [(row, code) for row, code in pairs if (row.entity, code) not in standing]
    with session.changing(Action.ASSIGN_TASKS) as change:
        for row, code in new:
            change.write(
                task_assigned(
                    row.entity,
                    code,
                    units.node_path(code),
                    role=_role(row, code),
                    at=change.now_ms,
                    by=session.person.id,
                )
            )
    return Assigned(len(new), len(pairs) - len(new))


def _role(row: PrintedRow, code: str) -> AssignedRole:
    """Lead, unless the plan names the unit, or the provincial departments as a whole, only among the supporters."""
    if any(unit.code == code for unit in row.lead_units):
        return AssignedRole.LEAD
    supports = any(unit.code == code for unit in row.support_units) or row.provincial == AssignedRole.SUPPORT
    return AssignedRole.SUPPORT if supports else AssignedRole.LEAD


def withdraw(session: Session, tasks: Iterable[EntityId], unit: str, units: UnitTable, *, reason: str) -> int:
    """Take tasks back from a unit; what it recorded is kept. Raises NotPermitted, MissingReason."""
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
    with session.changing(Action.WITHDRAW_TASKS) as change:
        for found in standing:
            change.write(task_withdrawn(EntityId(found["task"]), unit, units.node_path(unit), reason=why))
    return len(standing)


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
