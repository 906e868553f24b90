"""Plans and their printed rows as values."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.rows import PlanRow, TaskRow
from desktop.deadlines.deadlines import Deadline, deadline_from_json, deadline_to_json
from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId, Fields, Json
from desktop.plans.row_names import short_name


class AssignedRole(StrEnum):
    """Whether a unit leads a task or supports it."""

    LEAD = "lead"
    SUPPORT = "support"


class AssignmentState(StrEnum):
    """Whether a unit still has the task."""

    ASSIGNED = "assigned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Decline:
    """A unit's word that a task is not its own or cannot be done, and the answer to it (FEATURES B7).

    Times are milliseconds since 1970; `answered_at` is None while nobody has answered.
    """

    reason: str
    at: int
    answer: str = ""
    answered_at: int | None = None


def decline_of(assigned: Mapping[str, object]) -> Decline | None:
    """What a stored assignment says of it; None where the unit never declined the task."""
    at, answered_at = assigned.get("declined_at"), assigned.get("decline_answered_at")
    if not isinstance(at, int):
        return None
    return Decline(
        str(assigned.get("decline_reason") or ""),
        at,
        str(assigned.get("decline_answer") or ""),
        answered_at if isinstance(answered_at, int) else None,
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """An issued plan."""

    entity: EntityId
    number: str
    date: date | None
    title: str
    issuer: str
    document: str
    parallel: str | None = None


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as a printed cell names it; `code` is None where it could not be resolved."""

    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class ExtraField:
    """A column that only this plan prints, such as a source of money, with its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a plan: part, section, group or task, with its text as printed and as amended since.

    `position` and `rank` give its place among the rows. `added` rows do not stand in the printed document.
    `issued_rev` is the revision that brought it, `amended_rev` the last one that changed it, `withdrawn_rev` the one
    that withdrew it and put `replaced_by` in its place.
    """

    entity: EntityId
    plan: EntityId
    position: int
    kind: RowKind
    number: str
    path: tuple[str, ...]
    title: str
    activities: tuple[str, ...]
    product: str
    lead_text: str
    support_text: str
    deadline_text: str
    lead_units: tuple[NamedUnit, ...]
    support_units: tuple[NamedUnit, ...]
    deadline: Deadline
    provincial: str
    note: str
    parallel: str | None = None
    rank: str = ""
    extra: tuple[ExtraField, ...] = ()
    added: bool = False
    issued_rev: int = 1
    amended_rev: int | None = None
    withdrawn_rev: int | None = None
    withdrawn_why: str = ""
    replaced_by: tuple[EntityId, ...] = ()

    @property
    def place(self) -> tuple[int, str, str]:
        """Sorts the rows of one plan in their order."""
        return (self.position, self.rank, self.entity)

    @property
    def is_withdrawn(self) -> bool:
        """Whether an amendment withdrew it; it stays to be seen with what was recorded on it."""
        return self.withdrawn_rev is not None

    @property
    def path_text(self) -> str:
        """The path as people type it: `I/C/4`."""
        return "/".join(self.path)

    @property
    def label(self) -> str:
        """How people call the row within its part: `C.4`."""
        return short_name(self.path)

    @property
    def is_task(self) -> bool:
        """Whether a unit must do and report on it."""
        return self.kind is RowKind.TASK


def plan_of(row: PlanRow) -> Plan:
    """The plan of a stored row."""
    return Plan(
        EntityId(row["entity"]),
        row["number"],
        date.fromisoformat(row["date"]) if row["date"] else None,
        row["title"],
        row["issuer"] or "",
        row["document"] or "",
        row["parallel"],
    )


def printed_row_of(row: TaskRow) -> PrintedRow:
    """The printed row of a stored row."""
    return PrintedRow(
        entity=EntityId(row["entity"]),
        plan=EntityId(row["plan"]),
        position=row["position"],
        kind=RowKind(row["kind"]),
        number=row["number"],
        path=tuple(json.loads(row["path"])),
        title=row["title"],
        activities=tuple(json.loads(row["activities"])),
        product=row["product"],
        lead_text=row["lead_text"],
        support_text=row["support_text"],
        deadline_text=row["deadline_text"],
        lead_units=_units(row["lead_units"]),
        support_units=_units(row["support_units"]),
        deadline=deadline_from_json(json.loads(row["deadline"])),
        provincial=row["provincial"],
        note=row["note"],
        parallel=row["parallel"],
        rank=row["rank"],
        extra=tuple(ExtraField(field["name"], field["text"]) for field in json.loads(row["extra"])),
        added=bool(row["added"]),
        issued_rev=row["issued_rev"],
        amended_rev=row["amended_rev"],
        withdrawn_rev=row["withdrawn_rev"],
        withdrawn_why=row["withdrawn_why"],
        replaced_by=tuple(EntityId(task) for task in json.loads(row["replaced_by"])),
    )


def fields_of(row: PrintedRow) -> Fields:
    """What a row says, in the form of its events."""
    return {
        "kind": row.kind.value,
        "number": row.number,
        "path": [*row.path],
        "position": row.position,
        "rank": row.rank,
        "title": row.title,
        "activities": [*row.activities],
        "product": row.product,
        "lead_text": row.lead_text,
        "support_text": row.support_text,
        "deadline_text": row.deadline_text,
        "lead_units": units_to_json(row.lead_units),
        "support_units": units_to_json(row.support_units),
        "deadline": deadline_to_json(row.deadline),
        "provincial": row.provincial,
        "note": row.note,
        "extra": [{"name": field.name, "text": field.text} for field in row.extra],
    }


def units_to_json(units: Iterable[NamedUnit]) -> Json:
    """The units of a cell in the form of events."""
    return [{"code": unit.code, "name": unit.name} for unit in units]


def _units(text: str) -> tuple[NamedUnit, ...]:
    return tuple(NamedUnit(unit["code"], unit["name"]) for unit in json.loads(text))


def path_json(path: tuple[str, ...]) -> str:
    """A path as the ledger stores it."""
    return json.dumps(path, ensure_ascii=False, separators=(",", ":"))


def parse_path(text: str) -> tuple[str, ...]:
    """A typed path, `I/C/4`."""
    return tuple(part.strip() for part in text.strip().strip("/").split("/"))
