"""A progress entry as a value: what an officer records about one task and period."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.rows import ProgressRow
from desktop.dates import PeriodKind
from desktop.journal.event import EntityId, Fields, Json
from desktop.plans.state import WorkStatus


class EntryState(StrEnum):
    """Where the entry is on its way inside the unit."""

    RECORDED = "recorded"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class Verdict(StrEnum):
    """What the level above said of a published entry."""

    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


class LifeState(StrEnum):
    """The life line of an entry (FEATURES C17); `awaited` is how a published one stands at the level above."""

    NONE = "none"
    DRAFT = "draft"
    RECORDED = "recorded"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    EXPORTED = "exported"
    RECEIVED = "received"
    AWAITED = "awaited"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class ReportedPeriod:
    """The period a periodic report is about, by the rule it was made with; never computed anew (domain §2.2).

    `start` to `cutoff` are the days whose data it holds, `due` the day it had to be sent, `profile` the rule's key.
    """

    kind: PeriodKind
    start: date
    cutoff: date
    due: date
    profile: str


@dataclass(frozen=True, slots=True)
class Record:
    """The fields an officer fills in; `slot` is set where a periodic duty asks for this report."""

    status: WorkStatus = WorkStatus.NOT_STARTED
    percent: int = 0
    completed_on: date | None = None
    product: str = ""
    document_number: str = ""
    document_date: date | None = None
    result: str = ""
    difficulties: str = ""
    recommendations: str = ""
    slot: ReportedPeriod | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit's entry on a task for a period ("-": the task as a whole), and where it is on its way.

    Times are milliseconds since 1970. `approved` is the approved record that counts: the last one, or where the level
    above sent that back the one it had accepted before; None where none counts. `accepted` is what it accepted last.
    `verdict` is what it said of the last approved record; `verdict_from` (the unit's code), `verdict_by`, `verdict_at`
    and `verdict_reason` are of its last word, which may have been on the record before (then `verdict` is None).
    `seen_rev` is the revision of the plan that its author knew, None where an older program recorded it.
    `first_sent_at` is when what was approved the first time had been handed in. `entered_for` is the officer who has
    the task where another one entered for him.
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
    seen_rev: int | None = None
    first_sent_at: int | None = None
    verdict: Verdict | None = None
    verdict_from: str = ""
    verdict_by: str = ""
    verdict_at: int | None = None
    verdict_reason: str = ""
    accepted: Record | None = None
    entered_for: str = ""

    @property
    def is_sent_back(self) -> bool:
        """Whether the level above sent it back and nobody has corrected it yet.

        A correction that the unit itself returned lies on the desk for the unit's reason.
        """
        is_back = self.verdict is Verdict.SENT_BACK and self.state is EntryState.RETURNED
        return is_back and self.returned_at == self.verdict_at

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


_STATUSES: dict[str, WorkStatus] = {status.value: status for status in WorkStatus}


def entry_of(row: ProgressRow) -> Entry:
    """The entry of a stored row."""
    approved, accepted = (json.loads(text) if text else None for text in (row["approved"], row["accepted"]))
    return Entry(
        entity=EntityId(row["entity"]),
        task=EntityId(row["task"]),
        unit=row["unit"],
        period=row["period"],
        record=record_of({**row, "slot": json.loads(row["slot"]) if row["slot"] else None}),
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
        seen_rev=row["seen_rev"],
        first_sent_at=row["first_sent_at"],
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        verdict_from=row["verdict_from"] or "",
        verdict_by=row["verdict_by"] or "",
        verdict_at=row["verdict_at"],
        verdict_reason=row["verdict_reason"] or "",
        accepted=record_of(accepted) if accepted is not None else None,
        entered_for=row["entered_for"] or "",
    )


def record_of(fields: dict[str, object]) -> Record:
    """The record in the fields of an event or a stored row; what is absent or odd counts as empty."""
    status, percent = fields.get("status"), fields.get("percent")
    return Record(
        status=_STATUSES.get(status, WorkStatus.NOT_STARTED) if isinstance(status, str) else WorkStatus.NOT_STARTED,
        percent=percent if isinstance(percent, int) else 0,
        completed_on=_day(fields.get("completed_on")),
        product=_text(fields.get("product")),
        document_number=_text(fields.get("document_number")),
        document_date=_day(fields.get("document_date")),
        result=_text(fields.get("result")),
        difficulties=_text(fields.get("difficulties")),
        recommendations=_text(fields.get("recommendations")),
        slot=reported_period_of(fields.get("slot")),
    )


def record_fields(record: Record) -> Fields:
    """The record as the fields of an event; the period of a periodic report only where there is one."""
    slot: Fields = {"slot": reported_period_fields(record.slot)} if record.slot is not None else {}
    return slot | {
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


def reported_period_of(value: object) -> ReportedPeriod | None:
    """The period in the field of an event; None where a part of it is absent or odd."""
    if not isinstance(value, dict):
        return None
    kind, profile = value.get("kind"), value.get("profile")
    start, cutoff, due = (_day(value.get(name)) for name in ("start", "cutoff", "due"))
    if kind not in set(PeriodKind) or not isinstance(profile, str) or not (start and cutoff and due):
        return None
    return ReportedPeriod(PeriodKind(kind), start, cutoff, due, profile)


def reported_period_fields(slot: ReportedPeriod) -> Json:
    """The period as the field of an event."""
    return {
        "kind": slot.kind.value,
        "start": slot.start.isoformat(),
        "cutoff": slot.cutoff.isoformat(),
        "due": slot.due.isoformat(),
        "profile": slot.profile,
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
