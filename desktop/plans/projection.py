"""How plans, their rows, assignments and allocations are shown: rows folded from their events."""

import json

import msgspec

from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId, Json
from desktop.journal.fields import day_or_none, is_one_of, number, text, text_or_none, texts
from desktop.journal.fold import Folded
from desktop.journal.projection import Projector, Row, parallel_text
from desktop.plans.deadlines import NO_DEADLINE, Deadline, deadline_from_json, deadline_to_json
from desktop.plans.records import AssignedRole, AssignmentState
from desktop.text import search_key


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def plan_row(entity: EntityId, folded: Folded) -> Row | None:
    """A plan; None after its import was undone."""
    fields = folded.fields
    if fields.get("removed"):
        return None
    return {
        "entity": entity,
        "number": text(fields.get("number")),
        "date": day_or_none(fields.get("date")),
        "title": text(fields.get("title")),
        "issuer": text_or_none(fields.get("issuer")),
        "document": text_or_none(fields.get("document")),
        "repairs": _json(fields.get("repairs", [])),
        "doubts": _json(fields.get("doubts", [])),
        "removed": 0,
        "parallel": parallel_text(folded),
    }


_TASK_TEXTS = ("plan", "kind", "number", "title", "product", "lead_text", "support_text", "deadline_text", "note")


def task_row(entity: EntityId, folded: Folded) -> Row | None:
    """A printed row of a plan; None after its import was undone, and where it has no kind or no path."""
    fields = folded.fields
    path = texts(fields.get("path"))
    if fields.get("removed") or not path or not is_one_of(fields.get("kind"), RowKind):
        return None
    deadline = _deadline(fields.get("deadline"))
    row: Row = {"entity": entity, "position": number(fields.get("position"))}
    row |= {name: text(fields.get(name)) for name in _TASK_TEXTS}
    row |= {
        "path": _json([*path]),
        "activities": _json([*texts(fields.get("activities"))]),
        "lead_units": _json(_units(fields.get("lead_units"))),
        "support_units": _json(_units(fields.get("support_units"))),
        "deadline": _json(deadline_to_json(deadline)),
        "due": deadline.due.isoformat() if deadline.due else None,
        "provincial": text(fields.get("provincial")),
        "removed": 0,
        "parallel": parallel_text(folded),
    }
    return row


def _deadline(value: Json) -> Deadline:
    try:
        return deadline_from_json(value)
    except msgspec.ValidationError:
        return NO_DEADLINE


def _units(value: Json) -> Json:
    """The units of a cell: code (None where unresolved) and name."""
    units = [unit for unit in value if isinstance(unit, dict)] if isinstance(value, list) else []
    return [{"code": text_or_none(unit.get("code")), "name": text(unit.get("name"))} for unit in units]


def task_search_text(row: Row) -> str:
    """A task is found by its number, words, product, units, whatever accents are typed."""
    path = "/".join(json.loads(str(row["path"])))
    label = ".".join(json.loads(str(row["path"]))[-2:])
    parts = (path, label, row["title"], row["product"], row["lead_text"], row["support_text"], row["activities"])
    return search_key(" ".join(str(part) for part in parts))


def assignment_row(entity: EntityId, folded: Folded) -> Row | None:
    """A task given to a unit; None after the assignment was undone, and where its role or state is none."""
    fields = folded.fields
    is_readable = is_one_of(fields.get("role"), AssignedRole) and is_one_of(fields.get("state"), AssignmentState)
    if fields.get("removed") or "task" not in fields or not is_readable:
        return None
    given = folded.setters["task"]
    return {
        "entity": entity,
        "task": text(fields.get("task")),
        "unit": text(fields.get("unit")),
        "role": text(fields.get("role")),
        "state": text(fields.get("state")),
        "reason": text(fields.get("reason")),
        "assigned_at": number(fields.get("assigned_at")),
        "assigned_by": text(fields.get("assigned_by")),
        "sid": given.sid,
        "seq": given.ref.seq,
        "parallel": parallel_text(folded),
    }


def allocation_row(entity: EntityId, folded: Folded) -> Row | None:
    """A task given to an officer; None where nobody has it."""
    fields = folded.fields
    if fields.get("removed") or not (fields.get("officer") or fields.get("team")):
        return None
    texts = {name: text(fields.get(name)) for name in ("task", "unit", "team", "officer")}
    return {"entity": entity, **texts, "parallel": parallel_text(folded)}


PROJECTORS = {
    "plan": Projector("p_plan", plan_row),
    "task": Projector("p_task", task_row, task_search_text),
    "asg": Projector("p_assignment", assignment_row),
    "alloc": Projector("p_allocation", allocation_row),
}
