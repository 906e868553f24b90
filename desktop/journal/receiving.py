"""Taking in the events of other installations: check the chain, keep everything, apply what has no gap (SYNC §2.7)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import db.events
from db.connection import Database
from db.events import EventState, EventValues
from db.rows import StreamRow
from desktop.actions import EVENT_KINDS
from desktop.journal.event import START_HASH, Event, UnreadableEvent, body_hash, chain_hash, decode, kind_of
from desktop.journal.journal import Journal

_NEWER_TYPE = "newer_type"
_UNREADABLE = "unreadable"
CLOSED = "closed_stream"


class Fork(StrEnum):
    """How two versions of one stream were found."""

    OTHER_HASH = "other_hash"
    OTHER_CHAIN = "other_chain"
    OTHER_RECEIPT = "other_receipt"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of events of one stream, as a bundle carries it; `checkpoint` is the hash the run must end in.

    `withheld` names the places in `bodies` where only the body's hash came (SYNC §2.4).
    """

    stream_id: bytes
    node: str
    install_id: bytes
    audience: str
    generation: int
    key_id: bytes
    first: int
    before: bytes
    bodies: Sequence[bytes]
    checkpoint: bytes
    continues: tuple[bytes, int] | None = None
    withheld: frozenset[int] = frozenset()

    @property
    def last(self) -> int:
        """The number of the last event."""
        return self.first + len(self.bodies) - 1


class BrokenChain(ValueError):
    """The events do not lead to the signed checkpoint; the segment was tampered with or is damaged."""


# Says whether an event may be applied: None, or the code of the reason why not (kept and told to the sender).
Judge = Callable[[Event, StreamRow], str | None]
# Is told what is about to be judged, a number of events of one stream at a time.
Foresight = Callable[[Sequence[Event], StreamRow], None]
_AT_ONCE = 512


@dataclass(slots=True)
class Received:
    """What became of a segment's events, as (sid, seq)."""

    new: list[tuple[int, int]] = field(default_factory=list)
    duplicate: int = 0
    held: list[tuple[int, int]] = field(default_factory=list)
    rejected: list[tuple[int, int, str]] = field(default_factory=list)
    newer: list[tuple[int, int]] = field(default_factory=list)
    withheld: list[tuple[int, int]] = field(default_factory=list)
    clock_ahead: list[tuple[int, int]] = field(default_factory=list)
    fork: Fork | None = None

    @property
    def is_anything_new(self) -> bool:
        """Whether the ledger changes by it."""
        return bool(self.new or self.held or self.rejected or self.newer or self.withheld or self.fork)


def chain(segment: Segment) -> list[tuple[bytes, bytes]]:
    """The (body hash, chain hash) of each event; raises BrokenChain unless they end in the checkpoint."""
    before = segment.before
    hashes = []
    for offset, body in enumerate(segment.bodies):
        hash_of_body = body if offset in segment.withheld else body_hash(body)
        before = chain_hash(segment.stream_id, segment.first + offset, before, hash_of_body)
        hashes.append((hash_of_body, before))
    if before != segment.checkpoint or (segment.first == 1 and segment.before != START_HASH):
        raise BrokenChain("the events do not lead to the checkpoint")
    return hashes


class Receiver:
    """Takes segments into the journal, in the transaction its caller opened."""

    def __init__(
        self,
        journal: Journal,
        judge: Judge,
        bundle: int | None,
        watch: Callable[[], None] = lambda: None,
        foresee: Foresight = lambda _events, _stream: None,
    ) -> None:
        self._journal = journal
        self._database = journal.database
        self._judge = judge
        self._bundle = bundle
        self._watch = watch
        self._foresee = foresee

    def receive(self, segment: Segment) -> Received:
        """Store what is new and apply what has no gap. A second version of a known event freezes the stream."""
        hashes = chain(segment)
        received = Received()
        stream = self._stream(segment)
        known = {
            row["seq"]: row["hash"]
            for row in db.events.events_of(self._database, stream["sid"], segment.first, segment.last)
        }
        fork = self._fork(segment, stream, known, hashes)
        if fork is not None or stream["fork"]:
            received.fork = fork
            received.duplicate = 0 if fork else len(known)
            return received
        last = self._last_wanted(segment, stream, known, hashes)
        reaches = segment.first == stream["frontier"] + 1 or db.events.hash_at(
            self._database, stream["sid"], segment.first - 1
        )
        fresh: list[tuple[EventValues, Event | None]] = []
        for offset, body in enumerate(segment.bodies):
            seq = segment.first + offset
            if seq in known:
                received.duplicate += 1
            elif seq <= last:
                withheld = offset in segment.withheld
                before = segment.before if not offset and not reaches else None
                fresh.append(self._values(stream["sid"], seq, None if withheld else body, hashes[offset], before))
        db.events.add_events(self._database, [values for values, _ in fresh])
        self._advance(stream, {values[1]: event for values, event in fresh}, received)
        reached = db.events.stream_of(self._database, stream["sid"])["frontier"]
        end = stream["closed_at"]
        received.held = [
            (stream["sid"], values[1])
            for values, _ in fresh
            if reached < values[1] and (end is None or values[1] <= end)
        ]
        if end is not None:
            db.events.reject_after(self._database, stream["sid"], max(reached, end), CLOSED)
        return received

    def reconsider(self, codes: Iterable[str]) -> list[tuple[int, int]]:
        """Judge again what was rejected for one of these reasons; returns what is applied now."""
        accepted = []
        for sid, seq, body in db.events.rejected_for(self._database, codes):
            event = _stored(body)
            if event is not None and self._judge(event, db.events.stream_of(self._database, sid)) is None:
                db.events.accept(self._database, sid, seq)
                self._journal.touch(event.entity)
                accepted.append((sid, seq))
        return accepted

    def judge_again(self, stream: StreamRow, code: str, up_to: int | None) -> None:
        """Judge what was rejected for a reason as if it had just come: up to a number, or all of the stream."""
        received = Received()
        for seq in db.events.rejected_of(self._database, stream["sid"], code, 1 << 62 if up_to is None else up_to):
            row = next(db.events.events_of(self._database, stream["sid"], seq, seq))
            db.events.forget_rejected(self._database, stream["sid"], seq, EventState.HELD)
            if seq <= stream["frontier"] and self._take(stream, seq, _stored(row["body"]), received):
                db.events.mark(self._database, EventState.APPLIED, [(stream["sid"], seq)])

    def take_up_newer(self) -> list[tuple[int, int]]:
        """Judge what came from a newer program and is known to this one by now; returns what is applied."""
        received, applied = Received(), []
        for row in db.events.newer(self._database):
            event, sid, seq = _stored(row["body"]), row["sid"], row["seq"]
            if event is not None and _is_newer(event):
                continue
            if self._take(db.events.stream_of(self._database, sid), seq, event, received):
                applied.append((sid, seq))
        db.events.mark(self._database, EventState.APPLIED, applied)
        return applied

    @property
    def database(self) -> Database:
        """The ledger that segments are taken into."""
        return self._database

    @property
    def journal(self) -> Journal:
        """The journal that segments are taken into."""
        return self._journal

    def _last_wanted(
        self, segment: Segment, stream: StreamRow, known: dict[int, bytes], hashes: list[tuple[bytes, bytes]]
    ) -> int:
        """The last number of a segment that is stored.

        What lies behind the end of a stream is kept as long as it goes on from what is there, so that the signature
        behind it can be forwarded; of two versions behind an end the first is enough.
        """
        end = stream["closed_at"]
        if end is None:
            return segment.last
        differs = any(known.get(segment.first + offset, hash_) != hash_ for offset, (_, hash_) in enumerate(hashes))
        goes_on = segment.first <= end and stream["frontier"] + 1 >= segment.first
        return end if differs or not goes_on else segment.last

    def _stream(self, segment: Segment) -> StreamRow:
        """The stream of the segment, made known where it is new.

        A stream that this installation wrote in a life it forgot (a restored copy) is never written on: not own.
        """
        found = db.events.stream(self._database, segment.stream_id)
        if found is not None:
            return found
        return db.events.add_stream(
            self._database,
            stream_id=segment.stream_id,
            node=segment.node,
            install_id=segment.install_id,
            audience=segment.audience,
            generation=segment.generation,
            own=False,
            key_id=segment.key_id,
            start_hash=START_HASH,
            continues=segment.continues,
        )

    def _fork(
        self, segment: Segment, stream: StreamRow, known: dict[int, bytes], hashes: list[tuple[bytes, bytes]]
    ) -> Fork | None:
        """Whether the segment tells another story than this ledger; the other version is kept as evidence."""
        found, end = None, stream["closed_at"]
        for offset, (_, hash_) in enumerate(hashes):
            seq = segment.first + offset
            if end is not None and seq > end:
                break
            if known.get(seq, hash_) != hash_:
                found = Fork.OTHER_HASH
            if found is not None:
                body = None if offset in segment.withheld else segment.bodies[offset]
                db.events.add_fork(self._database, segment.stream_id, seq, hash_, body, self._bundle)
        before = db.events.hash_at(self._database, stream["sid"], segment.first - 1)
        is_open = end is None or segment.first - 1 <= end
        if found is None and is_open and before is not None and before != segment.before:
            found = Fork.OTHER_CHAIN
            db.events.add_fork(self._database, segment.stream_id, segment.first - 1, segment.before, None, self._bundle)
            for offset, (_, hash_) in enumerate(hashes):
                body = None if offset in segment.withheld else segment.bodies[offset]
                seq = segment.first + offset
                db.events.add_fork(self._database, segment.stream_id, seq, hash_, body, self._bundle)
        if found is not None:
            db.events.freeze(self._database, stream["sid"], found)
        return found

    def _values(
        self, sid: int, seq: int, body: bytes | None, hashes: tuple[bytes, bytes], before: bytes | None
    ) -> tuple[EventValues, Event | None]:
        """The row of a received event, held for now; an unreadable one is kept with what is known of it."""
        self._watch()
        event = _stored(body)
        type_, entity, author = (event.type, event.entity, event.author) if event else (_UNREADABLE, "?/", "")
        hlc = event.hlc if event else 0
        now = self._journal.now_ms()
        values = (
            sid, seq, hashes[1], hlc, type_, entity, author, body, hashes[0], int(EventState.HELD),
            self._bundle, now, before,
        )  # fmt: skip
        return values, event

    def _advance(self, stream: StreamRow, fresh: dict[int, Event | None], received: Received) -> None:
        """Apply from the frontier as far as there is no gap."""
        sid, seq, before = stream["sid"], stream["frontier"], stream["frontier_hash"]
        applied: list[tuple[int, int]] = []
        end = 1 << 62 if stream["closed_at"] is None else stream["closed_at"]
        for row in db.events.events_of(self._database, sid, seq + 1, 1 << 62):
            if row["seq"] != seq + 1:
                break
            if chain_hash(stream["stream_id"], row["seq"], before, row["body_hash"]) != row["hash"]:
                if seq < end:
                    expected = row["before"] or row["hash"]
                    db.events.add_fork(self._database, stream["stream_id"], seq, expected, None, row["bundle"])
                    db.events.freeze(self._database, sid, Fork.OTHER_CHAIN)
                    received.fork = Fork.OTHER_CHAIN
                break
            seq, before = row["seq"], row["hash"]
            if (seq - stream["frontier"]) % _AT_ONCE == 1:
                self._foresee([event for ahead in range(seq, seq + _AT_ONCE) if (event := fresh.get(ahead))], stream)
            self._watch()
            event = fresh[seq] if seq in fresh else _stored(row["body"])
            if seq > end:
                db.events.reject(self._database, sid, seq, CLOSED)
                received.rejected.append((sid, seq, CLOSED))
            elif row["body"] is None:
                db.events.mark(self._database, EventState.WITHHELD, [(sid, seq)])
                received.withheld.append((sid, seq))
            elif self._take(stream, seq, event, received):
                applied.append((sid, seq))
        db.events.mark(self._database, EventState.APPLIED, applied)
        db.events.move_frontier(self._database, sid, seq, before)
        received.new.extend(applied)

    def _take(self, stream: StreamRow, seq: int, event: Event | None, received: Received) -> bool:
        """Judge one event; True where it is applied."""
        sid = stream["sid"]
        if event is None:
            db.events.reject(self._database, sid, seq, _UNREADABLE)
            received.rejected.append((sid, seq, _UNREADABLE))
            return False
        if _is_newer(event):
            db.events.mark(self._database, EventState.NEWER_TYPE, [(sid, seq)])
            received.newer.append((sid, seq))
            return False
        kind = EVENT_KINDS[event.type]
        reason = "wrong_entity" if kind.entity_kind not in {"*", kind_of(event.entity)} else self._judge(event, stream)
        if reason is not None:
            db.events.reject(self._database, sid, seq, reason)
            received.rejected.append((sid, seq, reason))
            return False
        if not self._journal.clock.observe(event.hlc):
            received.clock_ahead.append((sid, seq))
        self._journal.touch(event.entity)
        return True


def _is_newer(event: Event) -> bool:
    """Whether only a newer program knows what the event means."""
    return event.type not in EVENT_KINDS or event.version > 1


def _stored(body: bytes | None) -> Event | None:
    """An event held earlier, read again."""
    try:
        return decode(body) if body is not None else None
    except UnreadableEvent:
        return None
