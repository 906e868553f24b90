"""What happened to one record: who changed which field from what to what, and when."""

from dataclasses import dataclass

from db.connection import Database
from desktop.journal.clock import milliseconds
from desktop.journal.event import EntityId, EventRef, Json
from desktop.journal.projection import folded_entity
from desktop.journal.undo import before_event


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's value before and after."""

    name: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a record in the words of its history; `at_ms` is its author's clock, in milliseconds."""

    ref: EventRef
    type: str
    author: str
    at_ms: int
    reason: str
    changes: tuple[FieldChange, ...]


def history_of(database: Database, entity: EntityId) -> list[Happening]:
    """Everything that happened to a record, newest first."""
    folded = folded_entity(database, entity)
    found = []
    for applied in folded.events:
        before = before_event(folded, applied).fields
        changes = tuple(
            FieldChange(name, before.get(name), value)
            for name, value in applied.event.fields.items()
            if before.get(name) != value
        )
        event = applied.event
        found.append(Happening(applied.ref, event.type, event.author, milliseconds(event.hlc), event.reason, changes))
    return found[::-1]  # the fold gives them bases first, so that no cause stands above its effect
