"""How plans, their rows, assignments and allocations are shown: rows folded from their events."""

import json
import re

import msgspec

from desktop.deadlines.deadlines import NO_DEADLINE, Deadline, deadline_from_json, deadline_to_json
from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId, Fields, Json
from desktop.journal.fields import day_or_none, is_one_of, number, number_or_none, text, text_or_none, texts
from desktop.journal.fold import Folded
from desktop.journal.projection import Projector, Row, parallel_text
from desktop.plans.facts import CHANGES
from desktop.plans.records import AssignedRole, AssignmentState
from desktop.plans.row_names import short_name, whole_name
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
    return row | _revision_columns(fields)


def _revision_columns(fields: Fields) -> Row:
    """What later revisions did to a row, and what only its own plan prints."""
    return {
        "rank": text(fields.get("rank")),
        "extra": _json(_extra(fields.get("extra"))),
        "added": int(fields.get("added") is True),
        "issued_rev": number_or_none(fields.get("issued_rev")) or 1,
        "amended_rev": number_or_none(fields.get("amended_rev")),
        "withdrawn_rev": number_or_none(fields.get("withdrawn_rev")),
        "withdrawn_why": text(fields.get("withdrawn_why")),
        "replaced_by": _json([*texts(fields.get("replaced_by"))]),
    }


def _extra(value: Json) -> Json:
    """Columns of a plan's own: name and text."""
    found = [field for field in value if isinstance(field, dict)] if isinstance(value, list) else []
    return [{"name": text(field.get("name")), "text": text(field.get("text"))} for field in found]


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
    path = json.loads(str(row["path"]))
    numbers = ("/".join(path), short_name(path), whole_name(path))
    parts = (*numbers, row["title"], row["product"], row["lead_text"], row["support_text"], row["activities"])
    parts += tuple(field["text"] for field in json.loads(str(row["extra"])))
    return search_key(" ".join(str(part) for part in parts))


def assignment_row(entity: EntityId, folded: Folded) -> Row | None:
    """A task given to a unit; None after the assignment was undone, and where its role or state is none."""
    fields = folded.fields
    is_readable = is_one_of(fields.get("role"), AssignedRole) and is_one_of(fields.get("state"), AssignmentState)
    if fields.get("removed") or "task" not in fields or not is_readable:
        return None
    given = folded.setters["task"]
    row: Row = {
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
    return row | _decline_columns(fields)


def _decline_columns(fields: Fields) -> Row:
    """The unit's word that the task is not its own, and the answer to this very word."""
    declined_at = number_or_none(fields.get("declined_at"))
    is_answered = declined_at is not None and fields.get("decline_answered") == declined_at
    return {
        "decline_reason": text(fields.get("decline_reason")) if declined_at is not None else None,
        "declined_by": text(fields.get("declined_by")) if declined_at is not None else None,
        "declined_at": declined_at,
        "decline_answer": text(fields.get("decline_answer")) if is_answered else None,
        "decline_answered_at": number_or_none(fields.get("decline_answered_at")) if is_answered else None,
    }


def allocation_row(entity: EntityId, folded: Folded) -> Row | None:
    """A task given to an officer; None where nobody has it."""
    fields = folded.fields
    if fields.get("removed") or not (fields.get("officer") or fields.get("team")):
        return None
    texts = {name: text(fields.get(name)) for name in ("task", "unit", "team", "officer")}
    return {"entity": entity, **texts, "parallel": parallel_text(folded)}


def amendment_row(entity: EntityId, folded: Folded) -> Row | None:
    """An amending decision; None after it was undone. Its entity says which revision of which plan it makes."""
    fields, plan, rev, rest = folded.fields, *_named(entity)
    if fields.get("removed") or not rev or rest:
        return None
    row: Row = {name: text(fields.get(name)) for name in ("number", "title", "issuer", "document")}
    return row | {
        "entity": entity,
        "plan": plan,
        "rev": rev,
        "date": day_or_none(fields.get("date")),
        "changes": _json(_changes(fields)),
        "parallel": parallel_text(folded),
    }


def _changes(fields: Fields) -> list[Json]:
    """The changes of an amendment from all its parts, in order."""
    names = [CHANGES, *(f"{CHANGES}.{place}" for place in range(1, len(fields)))]
    lists = (fields.get(name) for name in names)
    return [change for part in lists if isinstance(part, list) for change in part if isinstance(change, dict)]


def _named(entity: EntityId) -> tuple[EntityId, int, str]:
    """The plan and revision that an entity `amend/<plan>/<rev>` names, and what follows."""
    _, plan, rev, *rest = (*entity.split("/"), "", "")
    return EntityId(f"plan/{plan}"), int(rev) if re.fullmatch("[1-9][0-9]{0,8}", rev) else 0, "/".join(rest).strip("/")


def acknowledgement_row(entity: EntityId, folded: Folded) -> Row | None:
    """A unit's acknowledgement of an amendment; None after it was undone."""
    fields, plan, rev, unit = folded.fields, *_named(entity)
    if fields.get("removed") or not rev or not unit:
        return None
    by, at = text(fields.get("by")), number(fields.get("at"))
    return {
        "entity": entity, "plan": plan, "rev": rev, "unit": unit, "by": by, "at": at, "parallel": parallel_text(folded),
    }  # fmt: skip


_TARGET_TEXTS = ("number", "text", "metric", "op", "value", "unit")


def target_row(entity: EntityId, folded: Folded) -> Row | None:
    """A quantity target; None after it was removed, and where its owner is not the one its entity names."""
    fields = folded.fields
    owner = text(fields.get("owner"))
    _, named, ordinal = (*entity.split("/"), "", "")[:3]
    if (
        fields.get("removed")
        or owner not in {f"plan/{named}", f"task/{named}"}
        or not re.fullmatch("[0-9]{1,9}", ordinal)
    ):
        return None
    row: Row = {"entity": entity, "owner": owner, "ordinal": int(ordinal), "parallel": parallel_text(folded)}
    return row | {name: text(fields.get(name)) for name in _TARGET_TEXTS} | {"year": number_or_none(fields.get("year"))}


PROJECTORS = {
    "amend": Projector("p_amendment", amendment_row),
    "ack": Projector("p_acknowledgement", acknowledgement_row),
    "target": Projector("p_target", target_row),
    "plan": Projector("p_plan", plan_row),
    "task": Projector("p_task", task_row, task_search_text),
    "asg": Projector("p_assignment", assignment_row),
    "alloc": Projector("p_allocation", allocation_row),
}
