"""A progress entry as a value: what an officer records about one task and period."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.rows import ProgressRow
from desktop.journal.event import EntityId
from desktop.plans.state import WorkStatus


class EntryState(StrEnum):
    """Where the entry is on its way inside the unit."""

    RECORDED = "recorded"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class LifeState(StrEnum):
    """The life line of an entry as its author sees it (FEATURES C17)."""

    NONE = "none"
    DRAFT = "draft"
    RECORDED = "recorded"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    EXPORTED = "exported"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Record:
    """The fields an officer fills in."""

    status: WorkStatus = WorkStatus.NOT_STARTED
    percent: int = 0
    completed_on: date | None = None
    product: str = ""
    document_number: str = ""
    document_date: date | None = None
    result: str = ""
    difficulties: str = ""
    recommendations: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit's entry on a task for a period ("-": the task as a whole), and where it is on its way.

    Times are milliseconds since 1970. `approved` is the last approved record, None before the first approval.
    """

    entity: EntityId
    task: EntityId
    unit: str
    period: str
    record: Record
    state: EntryState
    recorded_by: str
    recorded_at: int
    submitted_by: str | None
    submitted_at: int | None
    approved_by: str | None
    approved_at: int | None
    returned_by: str | None
    returned_at: int | None
    return_reason: str
    approved: Record | None
    parallel: str | None

    @property
    def effective_status(self) -> WorkStatus:
        """The status that counts: what was approved; before that a completion still awaits confirmation."""
        if self.approved is not None and self.approved.status is WorkStatus.COMPLETED:
            return WorkStatus.COMPLETED
        if self.record.status is WorkStatus.COMPLETED:
            return WorkStatus.AWAITING_CONFIRMATION
        return self.record.status

    @property
    def effective_completed_on(self) -> date | None:
        """The confirmed day of completion."""
        return self.approved.completed_on if self.approved is not None else None


def entry_of(row: ProgressRow) -> Entry:
    """The entry of a stored row."""
    approved = json.loads(row["approved"]) if row["approved"] else None
    return Entry(
        entity=EntityId(row["entity"]),
        task=EntityId(row["task"]),
        unit=row["unit"],
        period=row["period"],
        record=record_of(dict(row)),
        state=EntryState(row["state"]),
        recorded_by=row["recorded_by"],
        recorded_at=row["recorded_at"],
        submitted_by=row["submitted_by"],
        submitted_at=row["submitted_at"],
        approved_by=row["approved_by"],
        approved_at=row["approved_at"],
        returned_by=row["returned_by"],
        returned_at=row["returned_at"],
        return_reason=row["return_reason"],
        approved=record_of(approved) if approved is not None else None,
        parallel=row["parallel"],
    )


def record_of(fields: dict[str, object]) -> Record:
    """The record in the fields of an event or a stored row; what is absent or odd counts as empty."""
    status, percent = fields.get("status"), fields.get("percent")
    return Record(
        status=WorkStatus(status) if isinstance(status, str) and status in set(WorkStatus) else WorkStatus.NOT_STARTED,
        percent=percent if isinstance(percent, int) else 0,
        completed_on=_day(fields.get("completed_on")),
        product=_text(fields.get("product")),
        document_number=_text(fields.get("document_number")),
        document_date=_day(fields.get("document_date")),
        result=_text(fields.get("result")),
        difficulties=_text(fields.get("difficulties")),
        recommendations=_text(fields.get("recommendations")),
    )


def record_fields(record: Record) -> "dict[str, str | int | None]":
    """The record as the fields of an event."""
    return {
        "status": record.status.value,
        "percent": record.percent,
        "completed_on": record.completed_on.isoformat() if record.completed_on else None,
        "product": record.product,
        "document_number": record.document_number,
        "document_date": record.document_date.isoformat() if record.document_date else None,
        "result": record.result,
        "difficulties": record.difficulties,
        "recommendations": record.recommendations,
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
