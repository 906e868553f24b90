"""Plans and their printed rows as values."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.rows import PlanRow, TaskRow
from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId
from desktop.plans.deadlines import Deadline, deadline_from_json


class AssignedRole(StrEnum):
    """Whether a unit leads a task or supports it."""

    LEAD = "lead"
    SUPPORT = "support"


class AssignmentState(StrEnum):
    """Whether a unit still has the task."""

    ASSIGNED = "assigned"
    WITHDRAWN = "withdrawn"


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
class PrintedRow:
    """A row of a plan: part, section, group or task, with its text as printed."""

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

    @property
    def path_text(self) -> str:
        """The path as people type it: `I/C/4`."""
        return "/".join(self.path)

    @property
    def label(self) -> str:
        """How people call the row within its part: `C.4`."""
        return ".".join(self.path[-2:]) if len(self.path) > 1 else self.path_text

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
    )


def _units(text: str) -> tuple[NamedUnit, ...]:
    return tuple(NamedUnit(unit["code"], unit["name"]) for unit in json.loads(text))


def path_json(path: tuple[str, ...]) -> str:
    """A path as the ledger stores it."""
    return json.dumps(path, ensure_ascii=False, separators=(",", ":"))


def parse_path(text: str) -> tuple[str, ...]:
    """A typed path, `I/C/4`."""
    return tuple(part.strip() for part in text.strip().strip("/").split("/"))
