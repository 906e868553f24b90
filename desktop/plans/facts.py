"""What happens to plans and tasks, as facts for the journal."""

from desktop.actions import Audience, to_node
from desktop.journal.event import EntityId, Fact, Fields, Json
from desktop.journal.journal import REMOVED
from desktop.sync import strict_json

CHANGES = "changes"
"""The field of an amendment that lists its changes; further lists stand in `changes.1`, `changes.2` and so on."""
_LARGEST_PART = 256 * 1024
DECLINE_FIELDS = frozenset({"decline_reason", "declined_by", "declined_at"})
"""The fields of an assignment that its unit alone writes; all others are those of the level that gave the task."""
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


def amendment_entity(plan: EntityId, rev: int) -> EntityId:
    """The entity of an amendment: revision 2 is the first after the plan as issued."""
    return EntityId(f"amend/{plan.partition('/')[2]}/{rev}")


def acknowledgement_entity(plan: EntityId, rev: int, unit: str) -> EntityId:
    """The entity of a unit's acknowledgement of an amendment."""
    return EntityId(f"ack/{plan.partition('/')[2]}/{rev}/{unit}")


def target_entity(owner: EntityId, ordinal: int) -> EntityId:
    """The entity of the n-th target of a task or a plan."""
    return EntityId(f"target/{owner.partition('/')[2]}/{ordinal}")


def plan_issued(
    entity: EntityId, header: Fields, *, document: str, repairs: Json, doubts: Json, columns: Json = None
) -> Fact:
    """A plan document was taken into the ledger: its header, and the name of the file it was read from.

    `columns` are those of its table in printed order, field and head, where they are known.
    """
    fields: Fields = {
        **{name: header[name] for name in ("number", "date", "title", "issuer")},
        "document": document,
        "repairs": repairs,
        "doubts": doubts,
    }
    if columns:
        fields["columns"] = columns
    return Fact("plan.issued", entity, fields, Audience.DOWN)


def task_issued(entity: EntityId, plan: EntityId, position: int, row: Fields) -> Fact:
    """A printed row of the plan, in the form of PLAN-JSON without what only its reader needs."""
    kept = {name: value for name, value in row.items() if name not in _OF_THE_READER}
    return Fact("task.issued", entity, {"plan": plan, "position": position, **kept}, Audience.DOWN)


def task_added(entity: EntityId, plan: EntityId, row: Fields, *, rev: int) -> Fact:
    """A row that the printed document does not have: added by hand (revision 1) or by an amendment."""
    return Fact("task.issued", entity, {"plan": plan, **row, "added": True, "issued_rev": rev}, Audience.DOWN)


def task_edited(entity: EntityId, changed: Fields) -> Fact:
    """Headquarters corrects a row before the plan has left; only the fields that change are given."""
    return Fact("task.edited", entity, changed, Audience.DOWN)


def row_removed(entity: EntityId) -> Fact:
    """A row that was added by hand is taken out again."""
    return Fact("task.edited", entity, {REMOVED: True}, Audience.DOWN)


def task_amended(entity: EntityId, changed: Fields, *, rev: int) -> Fact:
    """An amendment changes fields of a row."""
    return Fact("task.amended", entity, {**changed, "amended_rev": rev}, Audience.DOWN)


def task_retired(entity: EntityId, *, rev: int, why: str, replaced_by: list[EntityId]) -> Fact:
    """An amendment withdraws a row, with or without others in its place; what was recorded on it stays."""
    fields: Fields = {"withdrawn_rev": rev, "withdrawn_why": why, "replaced_by": [*replaced_by]}
    return Fact("task.retired", entity, fields, Audience.DOWN)


def plan_amended(plan: EntityId, rev: int, header: Fields, changes: list[Json]) -> list[Fact]:
    """An amending decision with what it changes row by row; more than one fact where it changes a great deal.

    `header` holds number, date, title, issuer and document.
    """
    entity = amendment_entity(plan, rev)
    first, *more = _parts(changes)
    listed: list[Fields] = [{"plan": plan, "rev": rev, **header, CHANGES: first}]
    listed += [{f"{CHANGES}.{place}": part} for place, part in enumerate(more, start=1)]
    return [Fact("plan.amended", entity, fields, Audience.DOWN) for fields in listed]


def _parts(changes: list[Json]) -> list[list[Json]]:
    """The changes in pieces that each fit into an event."""
    parts: list[list[Json]] = [[]]
    size = 0
    for change in changes:
        length = len(strict_json.canonical(change))
        if parts[-1] and size + length > _LARGEST_PART:
            parts.append([])
            size = 0
        parts[-1].append(change)
        size += length
    return parts


def plan_acknowledged(plan: EntityId, rev: int, unit: str, *, by: str, at: int) -> Fact:
    """A leader of a unit has read an amendment; the level above learns of it (FEATURES K3)."""
    fields: Fields = {"plan": plan, "rev": rev, "unit": unit, "by": by, "at": at}
    return Fact("plan.acknowledged", acknowledgement_entity(plan, rev, unit), fields, Audience.UP)


def target_set(owner: EntityId, ordinal: int, target: Fields) -> Fact:
    """A value that a task or a plan demands: number, text, metric, op, value (decimal text), unit, year."""
    return Fact("target.set", target_entity(owner, ordinal), {"owner": owner, **target}, Audience.DOWN)


def target_removed(entity: EntityId) -> Fact:
    """A target is demanded no more, or was none."""
    return Fact("target.removed", entity, {REMOVED: True}, Audience.DOWN)


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


def task_withdrawn(
    task: EntityId, unit: str, node: str, *, reason: str, answers: int | None = None, at: int | None = None
) -> Fact:
    """A task is taken back from a unit; what was recorded stays (FEATURES B7).

    Where the unit had declined it, `answers` is the moment of its word and `at` that of this answer.
    """
    fields: Fields = {"state": "withdrawn", "reason": reason}
    if answers is not None:
        fields |= _answer(reason, answers, at)
    return Fact("task.withdrawn", assignment_entity(task, unit), fields, to_node(node), reason)


def task_declined(task: EntityId, unit: str, *, reason: str, by: str, at: int) -> Fact:
    """A unit says that a task is not its own or cannot be done; whoever gave it answers (FEATURES B7)."""
    fields: Fields = {"decline_reason": reason, "declined_by": by, "declined_at": at}
    return Fact("task.declined", assignment_entity(task, unit), fields, Audience.UP, reason)


def task_upheld(task: EntityId, unit: str, node: str, *, answer: str, answers: int, at: int) -> Fact:
    """The task stays with the unit that declined it at the moment `answers`, and why."""
    return Fact("task.upheld", assignment_entity(task, unit), _answer(answer, answers, at), to_node(node), answer)


def _answer(words: str, answers: int, at: int | None) -> Fields:
    return {"decline_answer": words, "decline_answered": answers, "decline_answered_at": at}


def task_allocated(task: EntityId, unit: str, *, officer: str, team: str) -> Fact:
    """Inside the unit a task is given to an officer ("" takes it back)."""
    fields: Fields = {"task": task, "unit": unit, "officer": officer, "team": team}
    return Fact("task.allocated", allocation_entity(task, unit), fields, Audience.SITE)
