"""What happens to plans and tasks, as facts for the journal."""

from desktop.actions import Audience, to_node
from desktop.journal.event import EntityId, Fact, Fields, Json

_OF_THE_READER = frozenset({"source"})


def plan_entity(identifier: str) -> EntityId:
    """The entity of a plan."""
    return EntityId(f"plan/{identifier}")


def task_entity(identifier: str) -> EntityId:
    """The entity of a printed row; headquarters alone makes them (SYNC §2.2)."""
    return EntityId(f"task/{identifier}")


def assignment_entity(task: EntityId, unit: str) -> EntityId:
    """The entity of a task given to a unit."""
    return EntityId(f"asg/{task.partition('/')[2]}/{unit}")


def allocation_entity(task: EntityId, unit: str) -> EntityId:
    """The entity of a task given to an officer inside a unit."""
    return EntityId(f"alloc/{task.partition('/')[2]}/{unit}")


def plan_issued(entity: EntityId, header: Fields, *, document: str, repairs: Json, doubts: Json) -> Fact:
    """A plan document was taken into the ledger: its header, and the name of the file it was read from."""
    fields: Fields = {
        **{name: header[name] for name in ("number", "date", "title", "issuer")},
        "document": document,
        "repairs": repairs,
        "doubts": doubts,
    }
    return Fact("plan.issued", entity, fields, Audience.DOWN)


def task_issued(entity: EntityId, plan: EntityId, position: int, row: Fields) -> Fact:
    """A printed row of the plan, in the form of PLAN-JSON without what only its reader needs."""
    kept = {name: value for name, value in row.items() if name not in _OF_THE_READER}
    return Fact("task.issued", entity, {"plan": plan, "position": position, **kept}, Audience.DOWN)


def task_assigned(task: EntityId, unit: str, node: str, *, role: str, at: int, by: str) -> Fact:
    """A unit is given a task, to lead or to support; it travels to the unit's node only (FEATURES B9)."""
    fields: Fields = {
        "task": task,
        "unit": unit,
        "role": role,
        "state": "assigned",
        "reason": "",
        "assigned_at": at,
        "assigned_by": by,
    }
    return Fact("task.assigned", assignment_entity(task, unit), fields, to_node(node))


def task_withdrawn(task: EntityId, unit: str, node: str, *, reason: str) -> Fact:
    """A task is taken back from a unit; what was recorded stays (FEATURES B7)."""
    fields: Fields = {"state": "withdrawn", "reason": reason}
    return Fact("task.withdrawn", assignment_entity(task, unit), fields, to_node(node), reason)


def task_allocated(task: EntityId, unit: str, *, officer: str, team: str) -> Fact:
    """Inside the unit a task is given to an officer ("" takes it back)."""
    fields: Fields = {"task": task, "unit": unit, "officer": officer, "team": team}
    return Fact("task.allocated", allocation_entity(task, unit), fields, Audience.SITE)
