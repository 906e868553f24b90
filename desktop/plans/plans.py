"""Taking a plan into the ledger, and reading plans."""

import uuid
from collections.abc import Sequence
from typing import cast

import db.plans
from db.connection import Database
from desktop.actions import Action
from desktop.errors import PlanExists, UnknownPlan, UnknownTask
from desktop.importing.parsed import ParsedPlan, to_json
from desktop.importing.reading import PrintedColumn
from desktop.jobs import Job
from desktop.journal.event import EntityId, Fields, Json
from desktop.plans.demands import targets_of_indicators
from desktop.plans.facts import plan_entity, plan_issued, task_entity, task_issued
from desktop.plans.records import Plan, PrintedRow, parse_path, path_json, plan_of, printed_row_of
from desktop.session import Session


def import_plan(
    session: Session,
    parsed: ParsedPlan,
    *,
    document: str,
    columns: Sequence[PrintedColumn] = (),
    job: Job | None = None,
) -> Plan:
    """Take a plan, as read and reviewed, into the ledger as one change; with `columns` it is printed as it was issued.

    Raises NotPermitted, PlanExists, Stopped (nothing written).
    """
    data = cast("Fields", to_json(parsed))
    number = parsed.plan.number or ""
    if db.plans.plan_numbered(session.database, number) is not None:
        raise PlanExists(number)
    entity = plan_entity(_new_id(session))
    rows = cast("list[Fields]", data["rows"])
    printed: Json = [{"field": column.field.value, "head": column.head} for column in columns]
    with session.changing(Action.IMPORT_PLAN) as change:
        header = cast("Fields", data["plan"])
        change.write(
            plan_issued(
                entity, header, document=document, repairs=data["repairs"], doubts=data["doubts"], columns=printed
            )
        )
        tasks: dict[str, EntityId] = {}
        for position, row in enumerate(rows):
            if job is not None:
                job.report(position, len(rows), "Đang ghi các dòng của kế hoạch")
            task = new_task(session)
            tasks.setdefault("/".join(parsed.rows[position].path), task)
            change.write(task_issued(task, entity, position, row))
        for fact in targets_of_indicators(entity, tasks, parsed.indicators):
            change.write(fact)
    return plan_numbered(session.database, number)


def new_task(session: Session) -> EntityId:
    """The entity of a row that is about to be issued."""
    return task_entity(_new_id(session))


def _new_id(session: Session) -> str:
    return uuid.UUID(bytes=session.machine.random(16), version=4).hex


def plans(database: Database) -> list[Plan]:
    """All plans, the newest first."""
    return [plan_of(row) for row in db.plans.plans(database)]


def plan_numbered(database: Database, number: str) -> Plan:
    """The plan of this number; raises UnknownPlan."""
    row = db.plans.plan_numbered(database, number)
    if row is None:
        raise UnknownPlan(number)
    return plan_of(row)


def plan_of_entity(database: Database, entity: EntityId) -> Plan:
    """The plan of this entity; raises UnknownPlan."""
    row = db.plans.plan(database, entity)
    if row is None:
        raise UnknownPlan(entity)
    return plan_of(row)


def rows_of_plan(database: Database, plan: EntityId) -> list[PrintedRow]:
    """The printed rows of a plan in document order."""
    return [printed_row_of(row) for row in db.plans.tasks_of_plan(database, plan)]


def row_at(database: Database, plan: Plan, path_text: str) -> PrintedRow:
    """The row at a typed path; raises UnknownTask."""
    row = db.plans.task_at(database, plan.entity, path_json(parse_path(path_text)))
    if row is None:
        raise UnknownTask(path_text)
    return printed_row_of(row)


def row_of(database: Database, task: EntityId) -> PrintedRow:
    """The row of this entity; raises UnknownTask."""
    row = db.plans.task(database, task)
    if row is None:
        raise UnknownTask(task)
    return printed_row_of(row)
