"""What was decided, and the values that were not chosen: kept in the history for ever, one act away (FEATURES C13)."""

from collections.abc import Iterable

import db.conflicts
from db.connection import reading
from desktop.actions import Action
from desktop.conflicts.facts import lost_restored
from desktop.conflicts.fields import asked_conflicts, followers
from desktop.conflicts.powers import power_over, require_power
from desktop.conflicts.reading import Reader
from desktop.conflicts.records import DecidedConflict, DecidedField, Lost, Power
from desktop.conflicts.words import field_label, value_words
from desktop.errors import ConflictChanged
from desktop.journal.clock import milliseconds
from desktop.journal.event import EntityId, EventRef, Fields, Json, kind_of
from desktop.journal.fold import DECIDED, REOPENED, Applied, Folded, Variant, branch_of
from desktop.journal.projection import folded_entity
from desktop.journal.undo import before_event
from desktop.progress.entries import EntryState
from desktop.session import Session
from desktop.text import clean_text

MOST = 500
"""So many decisions are listed; older ones stand in the history of their records."""

RESTORED = "Lấy lại giá trị không được chọn."
"""The reason that stands in the history where the person states none."""


def decided_conflicts(session: Session, most: int = MOST) -> list[DecidedConflict]:
    """The decisions that stand, the newest first, with what was not chosen."""
    with reading(session.database):
        reader = Reader(session)
        found = []
        for row in db.conflicts.decisions(session.database, most):
            entity = EntityId(row.entity)
            folded = folded_entity(session.database, entity)
            ref = EventRef(row.stream_id, row.seq)
            if ref not in _taken_back(folded):
                found.append(_decided(session, reader, folded, next(one for one in folded.events if one.ref == ref)))
    return found


def decisions_of(session: Session, entity: EntityId) -> list[DecidedConflict]:
    """The decisions about one record, for its history, the oldest first."""
    folded = folded_entity(session.database, entity)
    standing = [one for one in folded.events if one.event.type == DECIDED and one.ref not in _taken_back(folded)]
    if not standing:
        return []
    reader = Reader(session)
    return [_decided(session, reader, folded, applied) for applied in standing]


def restore_lost(session: Session, entity: EntityId, field: str, event: EventRef, reason: str = RESTORED) -> None:
    """Let a value that was not chosen stand after all: one act, one change, undoable.

    `event` is the one that holds the value. An entry goes back to its author as recorded. Raises ConflictChanged
    where no decision put this value aside, NotDecidedHere, NotPermitted.
    """
    folded = folded_entity(session.database, entity)
    decision = _decision_over(folded, field, event)
    if decision is None:
        raise ConflictChanged
    require_power(session, entity, {Reader(session).streams[decision.sid]["node"]})
    holder = next(one for one in folded.events if one.ref == event)
    with session.changing(Action.RESTORE_LOST) as change:
        fields: Fields = {field: holder.event.fields[field]}
        fields |= _going_along(folded, decision, field, event)
        if kind_of(entity) == "prog":
            recorder = holder.event.fields.get("recorded_by") or holder.event.author
            fields |= {"state": EntryState.RECORDED.value, "recorded_by": recorder, "recorded_at": change.now_ms}
        change.write(lost_restored(entity, fields, decision.audience, clean_text(reason, multiline=True)))


def _going_along(folded: Folded, decision: Applied, field: str, event: EventRef) -> Fields:
    """What goes with the field, as the author of the lost value had it."""
    branch = branch_of(folded, event).fields
    return {name: branch.get(name) for name in followers(before_event(folded, decision), field)}


def _decided(session: Session, reader: Reader, folded: Folded, applied: Applied) -> DecidedConflict:
    event = applied.event
    node = reader.streams[applied.sid]["node"]
    return DecidedConflict(
        entity=event.entity,
        ref=applied.ref,
        subject=reader.subjects.of(event.entity),
        by=reader.subjects.name(event.author),
        at_ms=milliseconds(event.hlc),
        reason=event.reason,
        fields=tuple(_fields(reader, folded, applied)),
        is_here=power_over(session, event.entity, {node}) is Power.MAY,
    )


def _fields(reader: Reader, folded: Folded, applied: Applied) -> Iterable[DecidedField]:
    """The decided fields with the values that stood against the chosen one."""
    kind = kind_of(applied.event.entity)
    before = before_event(folded, applied)
    for name in asked_conflicts(before):
        if name in applied.event.fields:
            chosen = applied.event.fields[name]
            lost = [_lost(reader, name, variant) for variant in _others(before, name, chosen)]
            label = field_label(kind, name)
            yield DecidedField(name, label, value_words(reader.subjects, name, chosen), tuple(lost))


def _others(before: Folded, name: str, chosen: Json) -> list[Variant]:
    """One variant for each value that was not chosen."""
    found: list[Variant] = []
    for variant in before.conflicts[name]:
        if variant.value != chosen and all(variant.value != other.value for other in found):
            found.append(variant)
    return found


def _lost(reader: Reader, name: str, variant: Variant) -> Lost:
    words = value_words(reader.subjects, name, variant.value)
    event = variant.by.event
    return Lost(variant.by.ref, words, reader.side(variant.by).name, milliseconds(event.hlc), event.reason)


def _decision_over(folded: Folded, field: str, ref: EventRef) -> Applied | None:
    """The last decision that put this value of the field aside."""
    taken_back = _taken_back(folded)
    for applied in reversed(folded.events):
        if applied.event.type != DECIDED or applied.ref in taken_back or field not in applied.event.fields:
            continue
        before = before_event(folded, applied)
        if any(variant.by.ref == ref for variant in before.conflicts.get(field, ())):
            return applied
    return None


def _taken_back(folded: Folded) -> set[EventRef]:
    """The decisions that somebody took back."""
    named = [one.event.fields.get(REOPENED) for one in folded.events if one.event.type == REOPENED]
    refs = {str(ref) for each in named if isinstance(each, list) for ref in each}
    return {one.ref for one in folded.events if str([one.ref.stream.hex(), one.ref.seq]) in refs}
