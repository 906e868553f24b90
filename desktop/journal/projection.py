"""Writing what was folded into the tables that people see; nothing else writes them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import db.events
import db.projections
from db.connection import Database, Value
from db.rows import EventRow, FoldRow, StreamRow
from desktop.conflicts.fields import asked_conflicts
from desktop.journal.event import EntityId, EventRef, UnreadableEvent, decode, decode_stored, kind_of
from desktop.journal.fold import Applied, Folded, fold
from desktop.sync import strict_json

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Projector:
    """How one kind of entity is shown: its table, its row, and the words it is found by."""

    table: str
    row: Callable[[EntityId, Folded], Row | None]
    search_text: Callable[[Row], str] | None = None


class Projection:
    """Folds entities into their tables with the projectors of all features."""

    def __init__(self, projectors: dict[str, Projector]) -> None:
        self._projectors = projectors

    @property
    def kinds(self) -> Iterable[str]:
        """The kinds of entities that are shown."""
        return self._projectors

    def project(self, database: Database, entity: EntityId) -> None:
        """Fold one entity again from all its applied events."""
        self._put(database, entity, applied_events(db.events.applied_of(database, entity)))

    def shown(self, database: Database, entity: EntityId) -> Row | None:
        """The row that people see of an entity, None where it shows nothing."""
        projector = self._projectors.get(kind_of(entity))
        return db.projections.shown(database, projector.table, entity) if projector is not None else None

    def rebuild(self, database: Database) -> Iterator[EntityId]:
        """Empty all tables and fold every entity again; yields each entity, so that long work can be watched."""
        db.projections.clear(database)
        for kind in self._projectors:
            found = db.events.applied_of_kind(database, kind)
            for entity, rows in groupby(found, key=lambda pair: pair[0]):
                self._put(database, EntityId(entity), applied_events(row for _, row in rows))
                yield EntityId(entity)

    def _put(self, database: Database, entity: EntityId, events: list[Applied]) -> None:
        projector = self._projectors.get(kind_of(entity))
        if projector is None:
            return
        row = projector.row(entity, fold(events)) if events else None
        if row is None:
            db.projections.drop(database, projector.table, entity)
        else:
            db.projections.put(database, projector.table, row)
        if projector.search_text is not None:
            text = projector.search_text(row) if row is not None else None
            db.projections.put_search(database, entity, text)


def applied_events(rows: Iterable[FoldRow]) -> list[Applied]:
    """Stored rows as events with their places."""
    return [
        Applied(EventRef(row["stream_id"], row["seq"]), decode_stored(row["body"]), row["audience"], row["sid"])
        for row in rows
    ]


def applied_rows(stream: StreamRow, rows: Iterable[EventRow]) -> list[Applied]:
    """The events of one stream with their places; what is withheld or unreadable is passed over."""
    found = []
    for row in rows:
        try:
            event = decode(row["body"]) if row["body"] is not None else None
        except UnreadableEvent:
            event = None
        if event is not None:
            ref = EventRef(bytes(stream["stream_id"]), row["seq"])
            found.append(Applied(ref, event, stream["audience"], stream["sid"]))
    return found


def folded_entity(database: Database, entity: EntityId) -> Folded:
    """An entity as it is now, with its whole history."""
    return fold(applied_events(db.events.applied_of(database, entity)))


def parallel_text(folded: Folded) -> str | None:
    """What the `parallel` column says: for each field somebody has to decide its values, shown one first; None without.

    Fields that only say who did what and when differ after every parallel edit, and nobody is asked about them.
    """
    asked = asked_conflicts(folded)
    if not asked:
        return None
    found = {
        name: [{"value": variant.value, "author": variant.by.event.author} for variant in folded.conflicts[name]]
        for name in asked
    }
    return strict_json.canonical(found).decode()
