"""How plans, their rows, assignments and allocations are shown: rows folded from their events."""

import json

from desktop.journal.event import EntityId, Json
from desktop.journal.fields import number, text, text_or_none
from desktop.journal.fold import Folded
from desktop.journal.projection import Projector, Row, parallel_text
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
        "date": text_or_none(fields.get("date")),
        "title": text(fields.get("title")),
        "issuer": text_or_none(fields.get("issuer")),
        "document": text_or_none(fields.get("document")),
        "repairs": _json(fields.get("repairs", [])),
        "doubts": _json(fields.get("doubts", [])),
        "removed": 0,
        "parallel": parallel_text(folded),
    }


_TASK_TEXTS = ("plan", "kind", "number", "title", "product", "lead_text", "support_text", "deadline_text", "note")
_TASK_LISTS = ("path", "activities", "lead_units", "support_units")


def task_row(entity: EntityId, folded: Folded) -> Row | None:
    """A printed row of a plan; None after its import was undone."""
    fields = folded.fields
    if fields.get("removed"):
        return None
    deadline = fields.get("deadline")
    due = deadline.get("due") if isinstance(deadline, dict) else None
    row: Row = {"entity": entity, "position": number(fields.get("position"))}
    row |= {name: text(fields.get(name)) for name in _TASK_TEXTS}
    row |= {name: _json(fields.get(name, [])) for name in _TASK_LISTS}
    row |= {
        "deadline": _json(deadline),
        "due": text_or_none(due),
        "provincial": text(fields.get("provincial")),
        "removed": 0,
        "parallel": parallel_text(folded),
    }
    return row


def task_search_text(row: Row) -> str:
    """A task is found by its number, words, product, units, whatever accents are typed."""
    path = "/".join(json.loads(str(row["path"])))
    label = ".".join(json.loads(str(row["path"]))[-2:])
    parts = (path, label, row["title"], row["product"], row["lead_text"], row["support_text"], row["activities"])
    return search_key(" ".join(str(part) for part in parts))


def assignment_row(entity: EntityId, folded: Folded) -> Row | None:
    """A task given to a unit; None after the assignment was undone."""
    fields = folded.fields
    if fields.get("removed") or "task" not in fields:
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
