"""How a progress entry is shown: one row of unit, task and period, folded from its events."""

import json
from collections.abc import Iterator

from desktop.journal.event import EntityId, Fields, Json
from desktop.journal.fields import day_or_none, is_one_of, number_or_none, text, text_or_none
from desktop.journal.fold import Applied, Folded
from desktop.journal.projection import Projector, Row, parallel_text
from desktop.plans.state import WorkStatus
from desktop.progress.entries import EntryState, Verdict, reported_period_fields, reported_period_of
from desktop.progress.facts import VERDICT_FIELDS, publication_key

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
)
_DAYS = ("completed_on", "document_date")
_OPTIONAL_TEXTS = ("submitted_by", "approved_by", "returned_by", "entered_for")
_OPTIONAL_NUMBERS = ("submitted_at", "approved_at", "returned_at")


def progress_row(entity: EntityId, folded: Folded) -> Row | None:
    """An entry; None after its first recording was undone, unless another machine's approval of it stands above.

    Nor is a verdict an entry, where what it is about has not arrived or was taken back.
    """
    fields = folded.fields
    published, status = last_published(folded), fields.get("status")
    is_only_judged = all(name in VERDICT_FIELDS for name in fields)
    if is_only_judged or (fields.get("removed") and published is None):
        return None
    row: Row = {"entity": entity, "parallel": parallel_text(folded)}
    row |= {name: text(fields.get(name)) for name in _TEXTS}
    row |= {name: day_or_none(fields.get(name)) for name in _DAYS}
    row |= {name: text_or_none(fields.get(name)) for name in _OPTIONAL_TEXTS}
    row |= {name: number_or_none(fields.get(name)) for name in _OPTIONAL_NUMBERS}
    row |= {
        "status": text(status) if is_one_of(status, WorkStatus) else WorkStatus.NOT_STARTED.value,
        "percent": number_or_none(fields.get("percent")) or 0,
        "recorded_at": number_or_none(fields.get("recorded_at")) or 0,
        "published_sid": published.sid if published else None,
        "published_seq": published.ref.seq if published else None,
        "slot": _slot_text(fields.get("slot")),
        "first_sent_at": first_sent_at(folded),
        "seen_rev": number_or_none(fields.get("seen_rev")),
    }
    return row | _verdict_columns(folded, published) | _place_columns(folded, published)


def _verdict_columns(folded: Folded, published: Applied | None) -> Row:
    """What the level above said of the publication that stands, its last word at all, and what it accepted last."""
    fields, verdict = folded.fields, verdict_of(folded, published)
    accepted = _accepted(folded)
    return {
        "verdict": verdict.value if verdict else None,
        "verdict_from": text_or_none(fields.get("verdict_from")),
        "verdict_by": text_or_none(fields.get("verdict_by")),
        "verdict_at": number_or_none(fields.get("verdict_at")),
        "verdict_reason": text_or_none(fields.get("verdict_reason")),
        "accepted": _record_text(accepted),
        "approved": _record_text(accepted if verdict is Verdict.SENT_BACK else published),
    }


def _place_columns(folded: Folded, published: Applied | None) -> Row:
    """Where the entry lies: what the level above sent back is on its author's desk again, with the reason."""
    fields, state = folded.fields, folded.fields.get("state")
    known = EntryState(text(state)) if is_one_of(state, EntryState) else EntryState.RECORDED
    row: Row = {"state": known.value, "return_reason": text(fields.get("return_reason"))}
    if verdict_of(folded, published) is not Verdict.SENT_BACK or known is EntryState.SUBMITTED:
        return row
    row["return_reason"] = row["return_reason"] or text(fields.get("verdict_reason"))
    if known is EntryState.APPROVED:
        by, at_ms = text_or_none(fields.get("verdict_by")), number_or_none(fields.get("verdict_at"))
        row |= {"state": EntryState.RETURNED.value, "returned_by": by, "returned_at": at_ms}
    return row


def last_published(folded: Folded) -> Applied | None:
    """The approved record that the unit stands by: the last with the approver's signature that the entry bears now.

    Undoing an approval gives the entry the signature of the approval before, or none; that goes up as well, so every
    level sees the same record standing.
    """
    signature = folded.fields.get("approve_signature")
    standing = (each for each in _publications(folded) if each.event.fields.get("approve_signature") == signature)
    return max(standing, key=lambda applied: applied.order, default=None)


def verdict_of(folded: Folded, published: Applied | None) -> Verdict | None:
    """What the level above said of this publication; a verdict on an earlier one says nothing of it."""
    said = folded.fields.get("verdict")
    if published is None or folded.fields.get("verdict_on") != publication_key(published.event.fields):
        return None
    return Verdict(text(said)) if is_one_of(said, Verdict) else None


def _accepted(folded: Folded) -> Applied | None:
    """The publication that the level above accepted last and has not sent back since."""
    key = folded.fields.get("accepted_on")
    if key is None or (key == folded.fields.get("verdict_on") and folded.fields.get("verdict") != Verdict.ACCEPTED):
        return None
    found = (each for each in _publications(folded) if publication_key(each.event.fields) == key)
    return max(found, key=lambda applied: applied.order, default=None)


def _publications(folded: Folded) -> Iterator[Applied]:
    return (applied for applied in folded.events if applied.event.type == "progress.published")


def first_sent_at(folded: Folded) -> int | None:
    """When what was approved first had been handed in; a correction that is approved later makes no report late.

    None where no approval stands.
    """
    if last_published(folded) is None:
        return None
    sent = (applied.event.fields.get("submitted_at") for applied in _publications(folded))
    return min((at_ms for at_ms in sent if isinstance(at_ms, int)), default=None)


def _record_text(published: Applied | None) -> str | None:
    return json.dumps(published.event.fields, ensure_ascii=False) if published else None


def _slot_text(value: Json) -> str | None:
    slot = reported_period_of(value)
    return json.dumps(reported_period_fields(slot)) if slot is not None else None


def record_of(fields: Fields, names: tuple[str, ...]) -> Fields:
    """Some fields of an entry, absent ones as None."""
    return {name: fields.get(name) for name in names}


PROJECTORS = {"prog": Projector("p_progress", progress_row)}
