"""Streams that end at a number: what stands behind it does not count, wherever and whenever it came (SYNC §2.10)."""

from collections.abc import Mapping

import db.events
from db.connection import Database
from db.rows import StreamRow
from desktop.journal.event import EntityId
from desktop.journal.receiving import CLOSED, Receiver


def close_streams(receiver: Receiver, ends: Mapping[bytes, int]) -> set[EntityId]:
    """Let every stream end where it ends now; returns what must be folded again.

    What lies behind a new end is rejected; what an end no longer covers is judged as if it had just come. A fork
    that lies wholly behind the end is settled by it.
    """
    database, touched = receiver.database, set[EntityId]()
    for stream in db.events.streams(database):
        end = ends.get(bytes(stream["stream_id"]))
        if end == stream["closed_at"]:
            continue
        db.events.close(database, stream["sid"], end)
        if end is None or (stream["closed_at"] is not None and end > stream["closed_at"]):
            receiver.judge_again(db.events.stream_of(database, stream["sid"]), CLOSED, end)
        else:
            touched |= _ended(database, stream, end)
    return touched


def _ended(database: Database, stream: StreamRow, end: int) -> set[EntityId]:
    """Reject what stands behind the end; the stream goes on below it where it was only forked behind it."""
    touched = {EntityId(entity) for _, entity in db.events.applied_between(database, stream["sid"], end + 1, 1 << 62)}
    db.events.reject_after(database, stream["sid"], end, CLOSED)
    differs = db.events.first_difference(database, bytes(stream["stream_id"]))
    if stream["fork"] and (differs is None or end < differs):
        db.events.freeze(database, stream["sid"], None)
    return touched


def reach(database: Database, stream: StreamRow) -> tuple[int, bytes]:
    """How far a stream is without a gap and within its end, and the chain's value there."""
    end = stream["closed_at"]
    if end is None or end >= stream["frontier"]:
        return stream["frontier"], bytes(stream["frontier_hash"])
    return end, db.events.hash_at(database, stream["sid"], end) or bytes(32)


def newer_types(database: Database) -> set[str]:
    """The types of events that were kept for a newer program."""
    return {row["type"] for row in db.events.newer(database)}
