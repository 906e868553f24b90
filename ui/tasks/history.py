"""What happened to a task: who, when, which field from what to what. Read on the work thread."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.attachments.attachments import files_ever
from desktop.conflicts.decided import decisions_of
from desktop.conflicts.records import Lost
from desktop.journal.event import EntityId, EventRef
from desktop.journal.fold import DECIDED
from desktop.journal.history import FieldChange, Happening, history_of
from desktop.obligations.records import obligations_of
from desktop.plans.facts import allocation_entity, assignment_entity
from desktop.plans.tasks import TaskItem
from desktop.progress.entries import EntryState
from desktop.progress.facts import NO_PERIOD
from desktop.progress.recording import entries_of
from desktop.progress.words import FIELD_WORDS
from desktop.session import Session, Undoable
from desktop.units.table import UnitTable
from desktop.users.people import names_by_id
from ui.tasks.lines import Line
from ui.tasks.words import ENTRY_STATE_WORDS, EVENT_WORDS, period_words, value_words

_LABELS = {**FIELD_WORDS, "officer": "Cán bộ", "team": "Tổ", "role": "Vai trò"}
ABOVE = "Cấp trên"
"""Who wrote what no known person wrote: the roster of a unit goes up, never down."""
_SHORT_WORDS = 60
_HIDDEN = frozenset({"progress.published", "attachment.published"})


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field's value before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LostValue:
    """A value that was not chosen when two machines disagreed; `may_restore`: this person may take it back."""

    entity: EntityId
    field: str
    label: str
    lost: Lost
    may_restore: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing somebody did; `undo` names the change where this person can still undo it.

    `lost` are the values that a decision put aside.
    """

    at_ms: int
    who: str
    what: str
    reason: str
    changes: tuple[ChangedField, ...]
    undo: Undoable | None = None
    lost: tuple[LostValue, ...] = ()


def read_history(session: Session, units: UnitTable, line: Line) -> tuple[HistoryLine, ...]:
    """Everything that happened to the task here, newest first."""
    found: list[tuple[Happening, EntityId, str]] = []
    for entity, about in _entities(session, units, line):
        found += [(happening, entity, about) for happening in history_of(session.database, entity)]
    found.sort(key=lambda each: each[0].at_ms, reverse=True)  # in one millisecond: what comes later in a task's life
    people = names_by_id(session.database)
    undoable = session.last_undoable()
    lost = _lost_values(session, found)
    lines = []
    for happening, entity, about in found:
        if happening.type in _HIDDEN:
            continue
        can_undo = undoable is not None and entity in undoable.entities and happening.author == session.person.id
        line_of_it = _line(happening, about, people, undoable if can_undo else None)
        lines.append(replace(line_of_it, lost=lost.get(happening.ref, ())))
        if can_undo:
            undoable = None
    return tuple(lines)


def _lost_values(
    session: Session, found: Iterable[tuple[Happening, EntityId, str]]
) -> dict[EventRef, tuple[LostValue, ...]]:
    """What each decision put aside."""
    decided = {entity for happening, entity, _about in found if happening.type == DECIDED}
    return {
        decision.ref: tuple(
            LostValue(entity, field.name, field.label, lost, decision.is_here)
            for field in decision.fields
            for lost in field.lost
        )
        for entity in decided
        for decision in decisions_of(session, entity)
    }


def _entities(session: Session, units: UnitTable, line: Line) -> Iterable[tuple[EntityId, str]]:
    items: tuple[TaskItem, ...] = line.holders if line.is_whole else (line.item,) if line.item else ()
    several = line.is_whole
    for item in items:
        about = units.unit(item.unit).short_name if several else ""
        for entry in reversed(entries_of(session.database, item.row.entity, item.unit)):
            period = period_words(entry.period) if entry.period != NO_PERIOD else ""
            yield entry.entity, ", ".join(part for part in (about, period) if part)
        for file, name in files_ever(session, item.row.entity, item.unit):
            yield file, f"{about}, «{name}»" if about else f"«{name}»"
        yield allocation_entity(item.row.entity, item.unit), about
        yield assignment_entity(item.row.entity, item.unit), about
    for duty in obligations_of(session.database, line.row.entity):
        yield duty.entity, duty.words if len(duty.words) < _SHORT_WORDS else f"{duty.words[:_SHORT_WORDS]}…"
    yield line.row.entity, ""


def _line(happening: Happening, about: str, people: dict[str, str], undo: Undoable | None) -> HistoryLine:
    what = EVENT_WORDS.get(happening.type, happening.type)
    return HistoryLine(
        happening.at_ms,
        people.get(happening.author, ABOVE),
        f"{what} · {about}" if about else what,
        happening.reason,
        tuple(_changes(happening, people)),
        undo,
    )


def _changes(happening: Happening, people: dict[str, str]) -> Iterable[ChangedField]:
    if happening.type == "task.issued":
        return
    for change in happening.changes:
        words = _in_words(happening.type, change, people)
        if words is not None and (words.before or words.after) and words.before != words.after:
            yield words


def _in_words(kind: str, change: FieldChange, people: dict[str, str]) -> ChangedField | None:
    if change.name == "state" and kind == "restored":
        before, after = (
            ENTRY_STATE_WORDS.get(EntryState(text), "") if text in set(EntryState) else ""
            for text in (str(change.before), str(change.after))
        )
        return ChangedField("Tình trạng", before, after)
    if change.name not in _LABELS:
        return None
    return ChangedField(
        _LABELS[change.name],
        value_words(change.name, change.before, people),
        value_words(change.name, change.after, people),
    )
