"""Writing what was folded into the tables that people see; nothing else writes them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

import db.events
import db.projections
from db.connection import Database, Value
from db.rows import EventRow, FoldRow, StreamRow
from desktop.conflicts.fields import asked_conflicts
from desktop.journal.event import EntityId, EventRef, UnreadableEvent, decode, decode_stored, kind_of
from desktop.journal.fold import Applied, Folded, fold
from desktop.sync import strict_json

Row = dict[str, Value]
_AT_ONCE = 500
"""So many entities are read and written together."""


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

    def project(
        self, database: Database, entities: Iterable[EntityId], watch: Callable[[], None] = lambda: None
    ) -> None:
        """Fold entities again from all their applied events; `watch` is called for each."""
        for projector, some in self._by_table(entities):
            found = db.events.applied_among(database, some)
            self._put(database, projector, _watched(((one, found.get(one, [])) for one in some), watch))

    def shown(self, database: Database, entity: EntityId) -> Row | None:
        """The row that people see of an entity, None where it shows nothing."""
        projector = self._projectors.get(kind_of(entity))
        return db.projections.shown(database, projector.table, entity) if projector is not None else None

    def shown_among(self, database: Database, entities: Iterable[EntityId]) -> dict[EntityId, Row | None]:
        """The row that people see of each of some entities, None where one shows nothing."""
        found: dict[EntityId, Row | None] = dict.fromkeys(entities)
        for projector, some in self._by_table(found):
            for entity, row in db.projections.shown_among(database, projector.table, some).items():
                found[EntityId(entity)] = row
        return found

    def _by_table(self, entities: Iterable[EntityId]) -> Iterator[tuple[Projector, list[EntityId]]]:
        """The entities in order, a number of one kind at a time; those of a kind that is not shown are passed over."""
        for kind, found in groupby(sorted(entities), key=kind_of):
            projector = self._projectors.get(kind)
            while projector is not None and (some := list(islice(found, _AT_ONCE))):
                yield projector, some

    def rebuild(self, database: Database) -> Iterator[EntityId]:
        """Empty all tables and fold every entity again; yields each entity, so that long work can be watched."""
        db.projections.clear(database)
        for kind, projector in self._projectors.items():
            found = groupby(db.events.applied_of_kind(database, kind), key=itemgetter(0))
            pairs = ((EntityId(entity), [row for _, row in rows]) for entity, rows in found)
            while some := list(islice(pairs, _AT_ONCE)):
                self._put(database, projector, some)
                yield from (entity for entity, _ in some)

    def _put(self, database: Database, projector: Projector, found: Iterable[tuple[EntityId, list[FoldRow]]]) -> None:
        """Write what entities show by their applied events."""
        shown = {
            entity: projector.row(entity, fold(applied_events(events))) if events else None for entity, events in found
        }
        db.projections.put(database, projector.table, (row for row in shown.values() if row is not None))
        db.projections.drop(database, projector.table, (entity for entity, row in shown.items() if row is None))
        if projector.search_text is not None:
            for entity, row in shown.items():
                db.projections.put_search(database, entity, projector.search_text(row) if row is not None else None)


def _watched(
    found: Iterable[tuple[EntityId, list[FoldRow]]], watch: Callable[[], None]
) -> Iterator[tuple[EntityId, list[FoldRow]]]:
    for pair in found:
        watch()
        yield pair


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
