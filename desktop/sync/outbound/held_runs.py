"""What is told and handed on of gaps and forks, so that the unit of the stream can end them (SYNC §2.10)."""

from collections.abc import Iterable, Iterator

import db.events
import db.sync
from db.events import EventState
from db.rows import EventRow, StreamRow
from desktop.sync.bundle.manifest import Have, HeldRun
from desktop.sync.endpoint import Endpoint
from desktop.sync.inbound.outcome import outcome_of

_BEHIND = 1 << 62


def held_runs(endpoint: Endpoint, stream: StreamRow) -> Iterator[tuple[int, int, bytes]]:
    """The runs of a stream that wait here and end where somebody signed: first, last, the chain's value before."""
    rows = db.events.events_of(endpoint.database, stream["sid"], stream["frontier"] + 1, _BEHIND)
    for run in _contiguous(row for row in rows if row["state"] == EventState.HELD):
        first, before = run[0]["seq"], run[0]["before"]
        signed = db.events.checkpoint(endpoint.database, stream["sid"], run[-1]["seq"])
        if before is not None and signed is not None and signed[0] >= first:
            yield first, signed[0], bytes(before)


def told_as_held(endpoint: Endpoint, streams: Iterable[StreamRow]) -> tuple[HeldRun, ...]:
    """What the receipt says of runs that wait here."""
    return tuple(
        HeldRun(stream["stream_id"].hex(), first, last)
        for stream in streams
        for first, last, _ in held_runs(endpoint, stream)
    )


def told_forks(endpoint: Endpoint, streams: Iterable[StreamRow]) -> tuple[Have, ...]:
    """Where this ledger knows of another version of a stream: number and hash of the first difference."""
    first = db.events.first_differences(endpoint.database)
    known = ((stream, *first[stream["stream_id"]]) for stream in streams if stream["stream_id"] in first)
    return tuple(
        Have(stream["stream_id"].hex(), seq, hash_.hex())
        for stream, seq, hash_ in known
        if seq > 0 and (stream["closed_at"] is None or stream["closed_at"] >= seq)
    )


def known_as_held(endpoint: Endpoint, to_node: str) -> set[tuple[str, int, int]]:
    """The runs (stream, first, last) that every machine of a node said to hold in its last bundle."""
    told = []
    for key in endpoint.others_of(to_node):
        last = db.sync.last_from(endpoint.database, bytes.fromhex(key.install))
        told.append(set(outcome_of(last["result"]).held) if last is not None else set())
    return set.intersection(*told) if told else set()


def _contiguous(rows: Iterable[EventRow]) -> Iterator[list[EventRow]]:
    """Rows in order, divided where a number is missing."""
    run: list[EventRow] = []
    for row in rows:
        if run and row["seq"] != run[-1]["seq"] + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run
