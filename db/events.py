"""Streams and their events: the append-only part of the ledger (SYNC §2.5).

Only `desktop.journal` writes here, inside a transaction it opened.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import cast

from db.connection import Database, Row, one, rows, run, run_many, scalar
from db.rows import EventRow, FoldRow, StreamRow


class EventState(IntEnum):
    """What became of a stored event (SYNC §2.5)."""

    HELD = 0
    APPLIED = 1
    REJECTED = 2
    NEWER_TYPE = 3
    WITHHELD = 4
    SET_ASIDE = 5


_STREAM = (
    "sid, stream_id, node, install_id, audience, generation, own, key_id, frontier, frontier_hash, "
    "continues_stream, continues_seq, fork, closed_at, reentered"
)
_EVENT = "sid, seq, hash, hlc, type, entity, author, body, body_hash, state, bundle, arrived, before"

STREAM_BY_ID = f"SELECT {_STREAM} FROM stream WHERE stream_id = ?"
STREAM_BY_SID = f"SELECT {_STREAM} FROM stream WHERE sid = ?"
ALL_STREAMS = f"SELECT {_STREAM} FROM stream ORDER BY sid"
OWN_STREAM = f"SELECT {_STREAM} FROM stream WHERE own = 1 AND audience = ? AND generation = ?"
OWN_NODE = "SELECT node FROM stream WHERE own = 1 ORDER BY sid DESC LIMIT 1"
ADD_STREAM = (
    "INSERT INTO stream (stream_id, node, install_id, audience, generation, own, key_id, frontier, frontier_hash, "
    "continues_stream, continues_seq) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)"
)
MOVE_FRONTIER = "UPDATE stream SET frontier = ?, frontier_hash = ? WHERE sid = ?"
CLOSE_STREAM = "UPDATE stream SET closed_at = ? WHERE sid = ?"
REENTERED = "UPDATE stream SET reentered = ? WHERE sid = ?"
FREEZE_STREAM = "UPDATE stream SET fork = ? WHERE sid = ?"

ADD_EVENT = f"INSERT INTO event ({_EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
EVENT_HASH = "SELECT hash FROM event WHERE sid = ? AND seq = ?"
EVENTS_OF_STREAM = f"SELECT {_EVENT} FROM event WHERE sid = ? AND seq BETWEEN ? AND ? ORDER BY seq"
FOLD_OF_ENTITY = """
SELECT event.sid, stream.stream_id, event.seq, event.hlc, event.type, event.author, event.body, stream.audience
FROM event JOIN stream USING (sid) WHERE event.entity = ? AND event.state = 1
"""
FOLD_OF_KIND = """
SELECT event.entity, event.sid, stream.stream_id, event.seq, event.hlc, event.type, event.author, event.body,
       stream.audience
FROM event JOIN stream USING (sid) WHERE event.entity >= ? AND event.entity < ? AND event.state = 1
ORDER BY event.entity
"""
FOLD_OF_ENTITIES = """
SELECT event.entity, event.sid, stream.stream_id, event.seq, event.hlc, event.type, event.author, event.body,
       stream.audience
FROM json_each(?) AS wanted CROSS JOIN event ON event.entity = wanted.value AND event.state = 1
JOIN stream USING (sid)
"""
SET_STATE = "UPDATE event SET state = ? WHERE sid = ? AND seq = ?"
LAST_HLC = "SELECT max(hlc) FROM event"
WAITING_OF = """
SELECT count(*) FROM stream CROSS JOIN event ON event.sid = stream.sid AND event.seq > stream.frontier
WHERE stream.install_id = ? AND event.state = 0
"""
COUNT_EVENTS = "SELECT count(*) FROM event"
ASIDE = "SELECT sid, seq, entity FROM event WHERE state = 5"
APPLIED_BETWEEN = "SELECT seq, entity FROM event WHERE sid = ? AND seq BETWEEN ? AND ? AND state = 1"
RANGES_OF_BUNDLE = """
SELECT stream.stream_id AS stream_id, stream.node AS node, min(seq) AS first, max(seq) AS last
FROM event JOIN stream USING (sid) WHERE event.bundle = ? GROUP BY event.sid ORDER BY event.sid
"""
ADD_REJECTED = "INSERT OR REPLACE INTO rejected (sid, seq, code, told) VALUES (?, ?, ?, NULL)"
REJECTED = """
SELECT rejected.sid AS sid, rejected.seq AS seq, event.body AS body, code
FROM rejected CROSS JOIN event USING (sid, seq) ORDER BY rejected.sid, rejected.seq
"""
FORGET_REJECTED = "DELETE FROM rejected WHERE sid = ? AND seq = ?"
REJECT_AFTER = (
    "INSERT OR REPLACE INTO rejected (sid, seq, code, told) "
    "SELECT sid, seq, ?, NULL FROM event WHERE sid = ? AND seq > ? AND state <> 4"
)
CLOSE_AFTER = "UPDATE event SET state = 2 WHERE sid = ? AND seq > ? AND state <> 4"
NEWER = f"SELECT {_EVENT} FROM event WHERE state = 3 ORDER BY sid, seq"
REJECTED_OF = """
SELECT seq FROM rejected WHERE sid = ? AND code = ? AND seq <= ? ORDER BY seq
"""
RECEIVED_OF_TYPE = f"""
SELECT {_EVENT} FROM event WHERE type = ? AND state = 1 AND sid IN (SELECT sid FROM stream WHERE own = 0)
ORDER BY sid, seq
"""
ADD_FORK = """
INSERT INTO fork_evidence (stream_id, seq, hash, body, bundle) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (stream_id, seq, hash) DO UPDATE SET body = coalesce(body, excluded.body)
"""
FORK_OF = "SELECT seq, hash, body, bundle FROM fork_evidence WHERE stream_id = ? ORDER BY seq, id"
FIRST_DIFFERENCE = "SELECT min(seq) FROM fork_evidence WHERE stream_id = ?"
FIRST_DIFFERENCES = "SELECT stream_id, min(seq) AS seq, hash FROM fork_evidence GROUP BY stream_id"
SIGNING_KEY = "SELECT key_id FROM checkpoint WHERE sid = ? ORDER BY seq DESC LIMIT 1"
NEXT_CHECKPOINT = "SELECT min(seq) FROM checkpoint WHERE sid = ? AND seq >= ?"
ADD_CHECKPOINT = "INSERT OR IGNORE INTO checkpoint (sid, seq, hash, key_id, signature) VALUES (?, ?, ?, ?, ?)"
LAST_CHECKPOINT = (
    "SELECT seq, hash, key_id, signature FROM checkpoint WHERE sid = ? AND seq <= ? ORDER BY seq DESC LIMIT 1"
)

EventValues = tuple[int, int, bytes, int, str, str, str, bytes | None, bytes, int, int | None, int, bytes | None]


def stream(database: Database, stream_id: bytes) -> StreamRow | None:
    """The stream of this id."""
    return cast("StreamRow | None", one(database, STREAM_BY_ID, (stream_id,)))


def stream_of(database: Database, sid: int) -> StreamRow:
    """The stream of this local number."""
    return cast("StreamRow", one(database, STREAM_BY_SID, (sid,)))


def streams(database: Database) -> list[StreamRow]:
    """All streams known here, in the order they became known."""
    return cast("list[StreamRow]", list(rows(database, ALL_STREAMS)))


def own_stream(database: Database, audience: str, generation: int) -> StreamRow | None:
    """This installation's stream for an audience."""
    return cast("StreamRow | None", one(database, OWN_STREAM, (audience, generation)))


def own_node(database: Database) -> str:
    """The node that this ledger writes for; "" before its first event."""
    return str(scalar(database, OWN_NODE) or "")


def add_stream(
    database: Database,
    *,
    stream_id: bytes,
    node: str,
    install_id: bytes,
    audience: str,
    generation: int,
    own: bool,
    key_id: bytes | None,
    start_hash: bytes,
    continues: tuple[bytes, int] | None = None,
) -> StreamRow:
    """Add an empty stream; `continues` names the stream and number it goes on from (SYNC §2.10)."""
    stream_before, seq_before = continues or (None, None)
    run(
        database,
        ADD_STREAM,
        (stream_id, node, install_id, audience, generation, int(own), key_id, start_hash, stream_before, seq_before),
    )
    added = stream(database, stream_id)
    if added is None:
        raise RuntimeError("the stream just added is not there")
    return added


def add_events(database: Database, events: Iterable[EventValues]) -> None:
    """Append events; the order of values is that of EventRow."""
    run_many(database, ADD_EVENT, events)


def move_frontier(database: Database, sid: int, seq: int, hash_: bytes) -> None:
    """The stream is without gaps up to `seq`."""
    run(database, MOVE_FRONTIER, (seq, hash_, sid))


def close(database: Database, sid: int, end: int | None) -> None:
    """The stream ends at a number (None: it does not end)."""
    run(database, CLOSE_STREAM, (end, sid))


def mark_reentered(database: Database, sid: int, after: int) -> None:
    """What this installation wrote in the stream after a number was written again elsewhere."""
    run(database, REENTERED, (after, sid))


def reject_after(database: Database, sid: int, seq: int, code: str) -> None:
    """Keep what a stream says after a number, but never apply it."""
    run(database, REJECT_AFTER, (code, sid, seq))
    run(database, CLOSE_AFTER, (sid, seq))


def rejected_of(database: Database, sid: int, code: str, up_to: int) -> list[int]:
    """The numbers of a stream that were rejected for a reason."""
    return [row["seq"] for row in rows(database, REJECTED_OF, (sid, code, up_to))]


def forget_rejected(database: Database, sid: int, seq: int, state: EventState) -> None:
    """An event was not to be rejected; it goes on in another state."""
    run(database, FORGET_REJECTED, (sid, seq))
    mark(database, state, [(sid, seq)])


def newer(database: Database) -> list[EventRow]:
    """The stored events that were kept for a newer program, stream by stream."""
    return cast("list[EventRow]", list(rows(database, NEWER)))


def received_of_type(database: Database, type_: str) -> list[EventRow]:
    """The applied events of a type that other installations wrote."""
    return cast("list[EventRow]", list(rows(database, RECEIVED_OF_TYPE, (type_,))))


def freeze(database: Database, sid: int, why: str | None) -> None:
    """Mark the stream as forked: nothing more of it is applied until a ruling (SYNC §2.10); None: it was ruled on."""
    run(database, FREEZE_STREAM, (why, sid))


def hash_at(database: Database, sid: int, seq: int) -> bytes | None:
    """The chain hash of an event, None where it is not stored."""
    value = scalar(database, EVENT_HASH, (sid, seq))
    return None if value is None else bytes(value)


def events_of(database: Database, sid: int, first: int, last: int) -> Iterator[EventRow]:
    """The stored events of a stream in order."""
    return cast("Iterator[EventRow]", rows(database, EVENTS_OF_STREAM, (sid, first, last)))


def applied_of(database: Database, entity: str) -> list[FoldRow]:
    """The applied events of one entity, in no particular order."""
    return cast("list[FoldRow]", list(rows(database, FOLD_OF_ENTITY, (entity,))))


def applied_among(database: Database, entities: Sequence[str]) -> dict[str, list[FoldRow]]:
    """The applied events of some entities, in no particular order; nothing of one that has none."""
    found: dict[str, list[FoldRow]] = {}
    for row in rows(database, FOLD_OF_ENTITIES, (json.dumps(entities),)):
        found.setdefault(row["entity"], []).append(cast("FoldRow", row))
    return found


def applied_of_kind(database: Database, kind: str) -> Iterator[tuple[str, FoldRow]]:
    """The applied events of all entities of a kind (`task/…`), entity by entity."""
    for row in rows(database, FOLD_OF_KIND, (f"{kind}/", f"{kind}0")):
        yield str(row["entity"]), cast("FoldRow", row)


def mark(database: Database, state: EventState, refs: Sequence[tuple[int, int]]) -> None:
    """Give events, named by (sid, seq), another state."""
    run_many(database, SET_STATE, [(int(state), sid, seq) for sid, seq in refs])


def aside(database: Database) -> list[tuple[int, int, str]]:
    """The events (sid, seq, entity) that are set aside."""
    return [(row["sid"], row["seq"], str(row["entity"])) for row in rows(database, ASIDE)]


def applied_between(database: Database, sid: int, first: int, last: int) -> list[tuple[int, str]]:
    """The applied events (seq, entity) of a run of a stream."""
    return [(row["seq"], str(row["entity"])) for row in rows(database, APPLIED_BETWEEN, (sid, first, last))]


def ranges_of_bundle(database: Database, bundle: int) -> list[tuple[bytes, str, int, int]]:
    """For each stream that a bundle brought events of: stream, its node, the first and the last number."""
    found = rows(database, RANGES_OF_BUNDLE, (bundle,))
    return [(bytes(row["stream_id"]), str(row["node"]), row["first"], row["last"]) for row in found]


def reject(database: Database, sid: int, seq: int, code: str) -> None:
    """Keep an event but never apply it; the reason goes back to its sender."""
    mark(database, EventState.REJECTED, [(sid, seq)])
    run(database, ADD_REJECTED, (sid, seq, code))


def rejected_for(database: Database, codes: Iterable[str]) -> list[tuple[int, int, bytes | None]]:
    """The events (sid, seq, body) that were rejected for one of these reasons, stream by stream."""
    wanted = set(codes)
    return [
        (row["sid"], row["seq"], row["body"]) for row in list(rows(database, REJECTED)) if str(row["code"]) in wanted
    ]


def accept(database: Database, sid: int, seq: int) -> None:
    """Apply an event that was rejected before."""
    run(database, FORGET_REJECTED, (sid, seq))
    mark(database, EventState.APPLIED, [(sid, seq)])


def add_fork(
    database: Database, stream_id: bytes, seq: int, hash_: bytes, body: bytes | None, bundle: int | None
) -> None:
    """Keep the other version of an event, once; the body is None where only its hash is known."""
    run(database, ADD_FORK, (stream_id, seq, hash_, body, bundle))


def fork_of(database: Database, stream_id: bytes) -> list[Row]:
    """What is known of the other version of a stream: seq, hash, body, bundle."""
    return list(rows(database, FORK_OF, (stream_id,)))


def first_difference(database: Database, stream_id: bytes) -> int | None:
    """The first number at which two versions of a stream are known to differ."""
    found = scalar(database, FIRST_DIFFERENCE, (stream_id,))
    return None if found is None else int(found)


def first_differences(database: Database) -> dict[bytes, tuple[int, bytes]]:
    """For each stream with two versions the first number at which they are known to differ, and the other's hash."""
    found = rows(database, FIRST_DIFFERENCES)
    return {bytes(row["stream_id"]): (row["seq"], bytes(row["hash"])) for row in found}


def add_checkpoint(database: Database, sid: int, seq: int, hash_: bytes, key_id: bytes, signature: bytes) -> None:
    """Keep a signed checkpoint of a stream, so that the stream can be forwarded."""
    run(database, ADD_CHECKPOINT, (sid, seq, hash_, key_id, signature))


def checkpoint(database: Database, sid: int, up_to: int) -> tuple[int, bytes, bytes, bytes] | None:
    """The last checkpoint at or before `up_to`: (seq, hash, key_id, signature)."""
    row = one(database, LAST_CHECKPOINT, (sid, up_to))
    return (row["seq"], row["hash"], row["key_id"], row["signature"]) if row else None


def signing_key(database: Database, sid: int) -> bytes | None:
    """The key that signed the last checkpoint of a stream."""
    found = scalar(database, SIGNING_KEY, (sid,))
    return None if found is None else bytes(found)


def next_checkpoint(database: Database, sid: int, seq: int) -> int | None:
    """The first signed place of a stream at or after a number."""
    found = scalar(database, NEXT_CHECKPOINT, (sid, seq))
    return None if found is None else int(found)


def last_hlc(database: Database) -> int:
    """The largest clock value in the ledger, 0 when it is empty."""
    return int(scalar(database, LAST_HLC) or 0)


def count(database: Database) -> int:
    """How many events are stored."""
    return int(scalar(database, COUNT_EVENTS))


def waiting_of(database: Database, install_id: bytes) -> int:
    """How many events of an installation wait for earlier ones."""
    return int(scalar(database, WAITING_OF, (install_id,)))
