"""Plans, their printed rows, and who has which task."""

from typing import cast

from db.connection import Database, one, rows
from db.rows import AllocationRow, AssignmentRow, PlanRow, TaskRow

_PLAN = "entity, number, date, title, issuer, document, repairs, doubts, removed, parallel"
_TASK = (
    "entity, plan, position, kind, number, path, title, activities, product, lead_text, support_text, deadline_text, "
    "lead_units, support_units, deadline, due, provincial, note, removed, parallel, rank, extra, added, issued_rev, "
    "amended_rev, withdrawn_rev, withdrawn_why, replaced_by"
)
_ASSIGNMENT = (
    "entity, task, unit, role, state, reason, assigned_at, assigned_by, sid, seq, parallel, decline_reason, "
    "declined_by, declined_at, decline_answer, decline_answered_at"
)
_ALLOCATION = "entity, task, unit, team, officer, parallel"

PLANS = f"SELECT {_PLAN} FROM p_plan ORDER BY date DESC, number"
PLAN_BY_NUMBER = f"SELECT {_PLAN} FROM p_plan WHERE number = ?"
PLAN_BY_ENTITY = f"SELECT {_PLAN} FROM p_plan WHERE entity = ?"
TASKS_OF_PLAN = f"SELECT {_TASK} FROM p_task WHERE plan = ? ORDER BY position, rank, entity"
ALL_TASKS = f"SELECT {_TASK} FROM p_task ORDER BY plan, position, rank, entity"
TASK_BY_ENTITY = f"SELECT {_TASK} FROM p_task WHERE entity = ?"
TASK_BY_PATH = (
    f"SELECT {_TASK} FROM p_task WHERE plan = ? AND path = ? ORDER BY withdrawn_rev IS NOT NULL, position, rank LIMIT 1"
)
ASSIGNMENTS = f"SELECT {_ASSIGNMENT} FROM p_assignment ORDER BY entity"
ASSIGNMENTS_OF_UNIT = f"SELECT {_ASSIGNMENT} FROM p_assignment WHERE unit = ? ORDER BY entity"
ASSIGNMENTS_OF_TASK = f"SELECT {_ASSIGNMENT} FROM p_assignment WHERE task = ? ORDER BY unit"
ALLOCATIONS = f"SELECT {_ALLOCATION} FROM p_allocation"
ALLOCATION = f"SELECT {_ALLOCATION} FROM p_allocation WHERE task = ? AND unit = ?"
FOUND = "SELECT entity FROM p_search WHERE text MATCH ? LIMIT ?"
FOUND_SHORT = "SELECT entity FROM p_search WHERE text LIKE ? ESCAPE '\\' LIMIT ?"
_TRIGRAM = 3


def plans(database: Database) -> list[PlanRow]:
    """All plans, the newest first."""
    return cast("list[PlanRow]", list(rows(database, PLANS)))


def plan_numbered(database: Database, number: str) -> PlanRow | None:
    """The plan of this number."""
    return cast("PlanRow | None", one(database, PLAN_BY_NUMBER, (number,)))


def plan(database: Database, entity: str) -> PlanRow | None:
    """The plan of this entity."""
    return cast("PlanRow | None", one(database, PLAN_BY_ENTITY, (entity,)))


def tasks_of_plan(database: Database, plan_entity: str) -> list[TaskRow]:
    """The printed rows of a plan in document order."""
    return cast("list[TaskRow]", list(rows(database, TASKS_OF_PLAN, (plan_entity,))))


def all_tasks(database: Database) -> list[TaskRow]:
    """The printed rows of all plans, plan by plan."""
    return cast("list[TaskRow]", list(rows(database, ALL_TASKS)))


def task(database: Database, entity: str) -> TaskRow | None:
    """One printed row."""
    return cast("TaskRow | None", one(database, TASK_BY_ENTITY, (entity,)))


def task_at(database: Database, plan_entity: str, path: str) -> TaskRow | None:
    """The row at a path, given as the JSON text that is stored; one in force before one that was withdrawn."""
    return cast("TaskRow | None", one(database, TASK_BY_PATH, (plan_entity, path)))


def assignments(database: Database, unit: str | None = None) -> list[AssignmentRow]:
    """All assignments, or those of a unit."""
    found = rows(database, ASSIGNMENTS) if unit is None else rows(database, ASSIGNMENTS_OF_UNIT, (unit,))
    return cast("list[AssignmentRow]", list(found))


def assignments_of_task(database: Database, task_entity: str) -> list[AssignmentRow]:
    """Who was given a task."""
    return cast("list[AssignmentRow]", list(rows(database, ASSIGNMENTS_OF_TASK, (task_entity,))))


def allocations(database: Database) -> list[AllocationRow]:
    """Which officer has which task."""
    return cast("list[AllocationRow]", list(rows(database, ALLOCATIONS)))


def officer_of(database: Database, task_entity: str, unit: str) -> str:
    """The officer of a unit who has a task, "" where nobody does."""
    row = one(database, ALLOCATION, (task_entity, unit))
    return str(row["officer"]) if row is not None else ""


def found(database: Database, folded_words: list[str], limit: int) -> list[str]:
    """The entities whose search text contains every word; words are folded already (no accents, small letters)."""
    if not folded_words:
        return []
    sets: list[set[str]] = []
    for word in folded_words:
        if len(word) >= _TRIGRAM:
            quoted = '"' + word.replace('"', '""') + '"'
            hits = rows(database, FOUND, (quoted, limit))
        else:
            escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            hits = rows(database, FOUND_SHORT, (f"%{escaped}%", limit))
        sets.append({str(row["entity"]) for row in hits})
    return sorted(set.intersection(*sets))
