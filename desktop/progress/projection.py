"""How a progress entry is shown: one row of unit, task and period, folded from its events."""

import json

from desktop.journal.event import EntityId, Fields, Json
from desktop.journal.fields import day_or_none, is_one_of, number_or_none, text, text_or_none
from desktop.journal.fold import Applied, Folded
from desktop.journal.projection import Projector, Row, parallel_text
from desktop.plans.state import WorkStatus
from desktop.progress.entries import EntryState, reported_period_fields, reported_period_of

_TEXTS = (
    "task",
    "unit",
    "period",
    "product",
    "document_number",
    "result",
    "difficulties",
    "recommendations",
    "recorded_by",
    "return_reason",
)
_DAYS = ("completed_on", "document_date")
_OPTIONAL_TEXTS = ("submitted_by", "approved_by", "returned_by")
_OPTIONAL_NUMBERS = ("submitted_at", "approved_at", "returned_at")


def progress_row(entity: EntityId, folded: Folded) -> Row | None:
    """An entry; None after its first recording was undone, unless another machine's approval of it stands above."""
    fields = folded.fields
    published, status, state = last_published(folded), fields.get("status"), fields.get("state")
    if fields.get("removed") and published is None:
        return None
    row: Row = {"entity": entity, "parallel": parallel_text(folded)}
    row |= {name: text(fields.get(name)) for name in _TEXTS}
    row |= {name: day_or_none(fields.get(name)) for name in _DAYS}
    row |= {name: text_or_none(fields.get(name)) for name in _OPTIONAL_TEXTS}
    row |= {name: number_or_none(fields.get(name)) for name in _OPTIONAL_NUMBERS}
    row |= {
        "status": text(status) if is_one_of(status, WorkStatus) else WorkStatus.NOT_STARTED.value,
        "percent": number_or_none(fields.get("percent")) or 0,
        "state": text(state) if is_one_of(state, EntryState) else EntryState.RECORDED.value,
        "recorded_at": number_or_none(fields.get("recorded_at")) or 0,
        "approved": json.dumps(published.event.fields, ensure_ascii=False) if published else None,
        "published_sid": published.sid if published else None,
        "published_seq": published.ref.seq if published else None,
        "slot": _slot_text(fields.get("slot")),
        "first_sent_at": first_sent_at(folded),
        "seen_rev": number_or_none(fields.get("seen_rev")),
    }
    return row


def last_published(folded: Folded) -> Applied | None:
    """The approved record that stands: the last one with the approver's signature that the entry bears now.

    Undoing an approval gives the entry the signature of the approval before, or none; that goes up as well, so every
    level sees the same record standing.
    """
    standing = (
        applied
        for applied in folded.events
        if _is_publication(applied)
        and applied.event.fields.get("approve_signature") == folded.fields.get("approve_signature")
    )
    return max(standing, key=lambda applied: applied.order, default=None)


def first_sent_at(folded: Folded) -> int | None:
    """When what was approved first had been handed in; a correction that is approved later makes no report late.

    None where no approval stands.
    """
    if last_published(folded) is None:
        return None
    sent = (applied.event.fields.get("submitted_at") for applied in folded.events if _is_publication(applied))
    return min((at_ms for at_ms in sent if isinstance(at_ms, int)), default=None)


def _is_publication(applied: Applied) -> bool:
    return applied.event.type == "progress.published"


def _slot_text(value: Json) -> str | None:
    slot = reported_period_of(value)
    return json.dumps(reported_period_fields(slot)) if slot is not None else None


def record_of(fields: Fields, names: tuple[str, ...]) -> Fields:
    """Some fields of an entry, absent ones as None."""
    return {name: fields.get(name) for name in names}


PROJECTORS = {"prog": Projector("p_progress", progress_row)}
