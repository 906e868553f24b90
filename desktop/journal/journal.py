"""The journal: the only writer of events, own and received, and of what is folded from them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import db.events
from db.connection import Database
from db.events import EventState
from db.rows import StreamRow
from desktop.actions import EVENT_KINDS, Audience, audience_kind
from desktop.journal.clock import HybridClock, NowMs
from desktop.journal.event import (
    START_HASH,
    VERSION,
    EntityId,
    Event,
    EventRef,
    Fact,
    body_hash,
    chain_hash,
)
from desktop.journal.fold import Folded, heads_within
from desktop.journal.projection import Projection, folded_entity

# The field that undoing an entity's first event sets; writing about the entity again takes it back.
REMOVED = "removed"
_SPEAKS_ABOUT = frozenset({"progress.accepted", "progress.sent_back", "task.declined", "conflict.reopened"})
"""What somebody says of another's record; it does not bring the record back where its beginning was undone."""
_INTERNAL = (Audience.LOCAL, Audience.SITE)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes streams here: this installation of a node, in its present generation (SYNC §2.10)."""

    node: str
    install_id: bytes
    generation: int


@dataclass(frozen=True, slots=True)
class Written:
    """Where an event was written."""

    sid: int
    ref: EventRef
    entity: EntityId


class Journal:
    """Appends facts and folds the touched entities; every method runs in a transaction its caller opened."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        projection: Projection,
        *,
        now_ms: NowMs,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self.database = database
        self.writer = writer
        self.projection = projection
        self.now_ms = now_ms
        self._random = random
        self.clock = HybridClock(now_ms, db.events.last_hlc(database))
        self._touched: set[EntityId] = set()
        self._streams: dict[str, StreamRow] = {}

    def append(self, fact: Fact, author: str, *, bases: tuple[EventRef, ...] | None = None) -> Written:
        """Write a fact at the end of this installation's stream for its audience.

        The event names the versions it replaces: the entity's present heads, and for a stream that others receive
        also the last versions they have seen. `bases` says otherwise, for what is written again elsewhere.
        """
        kind = EVENT_KINDS[fact.type]
        if audience_kind(fact.audience) not in kind.audiences:
            raise ValueError(f"{fact.type} does not belong into a stream for {fact.audience}")
        stream = self._own_stream(fact.audience)
        fields = fact.fields
        if bases is None:
            folded = folded_entity(self.database, fact.entity)
            bases = _bases(folded, fact.audience)
            if folded.fields.get(REMOVED) and fact.type not in _SPEAKS_ABOUT:
                fields = {REMOVED: False, **fields}
        event = Event(fact.type, VERSION, fact.entity, self.clock.next(), author, bases, fields, fact.reason)
        written = self._store(stream, event)
        self.touch(fact.entity)
        return written

    def _store(self, stream: StreamRow, event: Event) -> Written:
        seq = stream["frontier"] + 1
        body = event.encode()
        hash_of_body = body_hash(body)
        hash_ = chain_hash(stream["stream_id"], seq, stream["frontier_hash"], hash_of_body)
        db.events.add_events(
            self.database,
            [
                (
                    stream["sid"],
                    seq,
                    hash_,
                    event.hlc,
                    event.type,
                    event.entity,
                    event.author,
                    body,
                    hash_of_body,
                    int(EventState.APPLIED),
                    None,
                    self.now_ms(),
                    None,
                )
            ],
        )
        stream["frontier"], stream["frontier_hash"] = seq, hash_
        return Written(stream["sid"], EventRef(stream["stream_id"], seq), event.entity)

    def _own_stream(self, audience: str) -> StreamRow:
        """This installation's stream for the audience; its frontier is kept here until the flush."""
        if audience not in self._streams:
            self._streams[audience] = self._found_or_begun(audience)
        return self._streams[audience]

    def _found_or_begun(self, audience: str) -> StreamRow:
        """The stream as stored, begun if this is the first event there.

        After a restore a new generation's stream goes on from where the one before ended (SYNC §2.10).
        """
        found = db.events.own_stream(self.database, audience, self.writer.generation)
        if found is not None:
            return found
        before = None
        for generation in range(self.writer.generation - 1, 0, -1):
            earlier = db.events.own_stream(self.database, audience, generation)
            if earlier is not None:
                before = (earlier["stream_id"], earlier["frontier"])
                break
        return db.events.add_stream(
            self.database,
            stream_id=self._random(16),
            node=self.writer.node,
            install_id=self.writer.install_id,
            audience=audience,
            generation=self.writer.generation,
            own=True,
            key_id=None,
            start_hash=START_HASH,
            continues=before,
        )

    def begin_generation(self) -> None:
        """Write on in new streams: those of the present generation are not written any more (SYNC §2.10)."""
        self._move_frontiers()
        self.writer = replace(self.writer, generation=self.writer.generation + 1)

    def _move_frontiers(self) -> None:
        for stream in self._streams.values():
            db.events.move_frontier(self.database, stream["sid"], stream["frontier"], stream["frontier_hash"])
        self._streams.clear()

    def touch(self, entity: EntityId) -> None:
        """The entity has to be folded again before the transaction ends."""
        self._touched.add(entity)

    @property
    def touched(self) -> frozenset[EntityId]:
        """The entities that are to be folded again."""
        return frozenset(self._touched)

    def flush(self, watch: Callable[[], None] = lambda: None) -> frozenset[EntityId]:
        """Move the frontiers and fold what was touched since the last flush; returns those entities.

        `watch` is called per entity, to report and to stop.
        """
        self._move_frontiers()
        touched = frozenset(self._touched)
        self.projection.project(self.database, touched, watch)
        self._touched.clear()
        return touched

    def forget_touched(self) -> None:
        """The transaction was rolled back."""
        self._streams.clear()
        self._touched.clear()

    @contextmanager
    def in_transaction(self) -> Iterator[None]:
        """Fold at the end, forget on failure; for use right inside `writing`."""
        writer = self.writer
        try:
            yield
            self.flush()
        except BaseException:
            self.forget_touched()
            self.writer = writer
            raise


def _bases(folded: Folded, audience: str) -> tuple[EventRef, ...]:
    """The versions that a new event for this audience replaces."""
    if audience_kind(audience) in _INTERNAL:
        return folded.heads
    shared = {applied.audience for applied in folded.events if audience_kind(applied.audience) not in _INTERNAL}
    return tuple(sorted({*folded.heads, *heads_within(folded, shared)}))
