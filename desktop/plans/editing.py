"""Headquarters edits the rows of a plan under the printed numbering, as long as the plan has not left (FEATURES B10).

What was read first is never lost: every act is an event of the rows it changes, and their history shows it. Once a
bundle took the plan to another unit, only an amending decision changes it (`desktop.amendments.amending`).
"""

from collections.abc import Sequence

import db.amendments
import db.plans
from desktop.actions import Action
from desktop.errors import NotOwnPlan, PlanAlreadySent
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.facts import row_removed, task_added, task_assigned, task_edited, task_withdrawn
from desktop.plans.plans import new_task, plan_of_entity, row_of, rows_of_plan
from desktop.plans.records import AssignmentState, Plan, PrintedRow
from desktop.plans.row_fields import RowFields, RowReading
from desktop.plans.working_copy import Line, WorkingCopy
from desktop.session import Change, Session
from desktop.units.table import UnitTable


def may_edit(session: Session, plan: Plan) -> bool:
    """Whether the person may edit rows directly: the plan was issued here and no other unit has it yet."""
    return session.may(Permission.IMPORT_PLAN) and is_own_plan(session, plan) and not has_left(session, plan)


def is_own_plan(session: Session, plan: Plan) -> bool:
    """Whether this node issued the plan, and so may change it."""
    return db.amendments.issuing_node(session.database, plan.entity) == session.node


def has_left(session: Session, plan: Plan) -> bool:
    """Whether another unit has the plan, as far as this ledger knows."""
    return db.amendments.has_left(session.database, plan.entity, session.node)


def require_own(session: Session, plan: Plan) -> None:
    """Raises NotPermitted, NotOwnPlan unless the person may change plans and this node issued this one."""
    session.allow(Permission.IMPORT_PLAN)
    if not is_own_plan(session, plan):
        raise NotOwnPlan(plan.number)


def working_copy(session: Session, plan: Plan, units: UnitTable) -> WorkingCopy:
    """The rows of a plan, ready to be changed."""
    rows = rows_of_plan(session.database, plan.entity)
    return WorkingCopy(rows, RowReading(units, plan), lambda: new_task(session))


def edit_row(session: Session, task: EntityId, said: RowFields, units: UnitTable) -> PrintedRow:
    """Change fields of a row. Units and deadline are read again where only their text is given.

    Raises NotPermitted, NotOwnPlan, PlanAlreadySent, RowTextMissing, PathTaken, RowWithdrawn, UnreadableText.
    """
    plan, copy = _opened(session, task, units)
    copy.change(task, said)
    _write(session, plan, copy)
    return row_of(session.database, task)


def add_row(
    session: Session,
    plan: Plan,
    after: EntityId | None,
    said: RowFields,
    units: UnitTable,
    *,
    below: bool | None = None,
) -> PrintedRow:
    """Add a row after a row (None: at the beginning), or below it; raises as `edit_row` does."""
    copy = _opened_plan(session, plan, units)
    made = copy.add(after, said, below=below)
    _write(session, plan, copy)
    return row_of(session.database, made.entity)


def split_task(session: Session, task: EntityId, parts: Sequence[RowFields], units: UnitTable) -> list[PrintedRow]:
    """Split a task into parts, which keep its units and deadline unless they are given their own.

    Units that had the task have its parts from now on. Raises as `edit_row` does.
    """
    plan, copy = _opened(session, task, units)
    made = copy.split(task, parts)
    with session.changing(Action.EDIT_PLAN) as change:
        _write_rows(change, plan, copy)
        if made:
            _pass_on(session, change, task, made, units)
    return [row_of(session.database, line.entity) for line in made]


def _pass_on(session: Session, change: Change, task: EntityId, parts: Sequence[Line], units: UnitTable) -> None:
    """Give the parts of a task to the units that had the whole."""
    for standing in db.plans.assignments_of_task(session.database, task):
        if standing["state"] != AssignmentState.ASSIGNED:
            continue
        unit, role = standing["unit"], standing["role"]
        node = units.node_path(unit)
        change.write(task_withdrawn(task, unit, node, reason="Nhiệm vụ đã tách thành các phần."))
        for part in parts:
            given = task_assigned(part.entity, unit, node, role=role, at=change.now_ms, by=session.person.id)
            change.write(given)


def move_row(session: Session, task: EntityId, *, up: bool, units: UnitTable) -> None:
    """Move a row, with the rows below it, one place up or down among its siblings; numbers stay as printed.

    Raises NoFurtherPlace and as `edit_row` does.
    """
    plan, copy = _opened(session, task, units)
    copy.move(task, up=up)
    _write(session, plan, copy)


def remove_row(session: Session, task: EntityId, units: UnitTable) -> None:
    """Take out a row that was added by hand. Raises RowNotAdded, RowHasParts and as `edit_row` does."""
    plan, copy = _opened(session, task, units)
    copy.remove(task)
    _write(session, plan, copy)


def _opened(session: Session, task: EntityId, units: UnitTable) -> tuple[Plan, WorkingCopy]:
    plan = plan_of_entity(session.database, row_of(session.database, task).plan)
    return plan, _opened_plan(session, plan, units)


def _opened_plan(session: Session, plan: Plan, units: UnitTable) -> WorkingCopy:
    require_own(session, plan)
    if has_left(session, plan):
        raise PlanAlreadySent(plan.number)
    return working_copy(session, plan, units)


def _write(session: Session, plan: Plan, copy: WorkingCopy) -> None:
    with session.changing(Action.EDIT_PLAN) as change:
        _write_rows(change, plan, copy)


def _write_rows(change: Change, plan: Plan, copy: WorkingCopy) -> None:
    copy.require_unique_paths()
    for line in copy.changed:
        change.write(task_edited(line.entity, line.changed))
    for line in copy.added:
        change.write(task_added(line.entity, plan.entity, line.fields, rev=1))
    for line in copy.lines:
        if line.is_removed:
            change.write(row_removed(line.entity))
