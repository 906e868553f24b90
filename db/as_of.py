"""Which stored events count, and letting the fold see those that counted at an earlier moment.

Only `desktop.journal.as_of` changes states here, inside a transaction that it takes back.
"""

import json
from collections.abc import Iterator, Sequence
from typing import TypedDict, cast

from db.connection import Database, rows, run, run_many

_NOT_NOW = """
SELECT sid, seq FROM event WHERE state = 3 UNION ALL SELECT sid, seq FROM event WHERE state = 5
UNION ALL SELECT sid, seq FROM rejected
"""
# Each of the three is found without reading the events that count, and the joins keep to that order. What was withheld
# is not among them: it has no body and never counts.
UNCOUNTED = f"""
SELECT stream.sid AS sid, stream.stream_id AS stream_id, event.seq AS seq, event.entity AS entity, event.type AS type
FROM ({_NOT_NOW}) AS apart
CROSS JOIN event ON event.sid = apart.sid AND event.seq = apart.seq
JOIN stream ON stream.sid = event.sid
WHERE event.seq <= stream.frontier AND event.state <> 4 ORDER BY event.sid, event.seq
"""
COUNTED = """
SELECT stream.sid AS sid, stream.stream_id AS stream_id, event.seq AS seq, event.entity AS entity, event.type AS type
FROM json_each(?) AS span
CROSS JOIN event ON event.sid = span.value ->> 0 AND event.seq BETWEEN span.value ->> 1 AND span.value ->> 2
JOIN stream ON stream.sid = event.sid
WHERE event.state = 1 ORDER BY event.sid, event.seq
"""
COUNT_AGAIN = "UPDATE event SET state = 1 WHERE state IN (2, 3, 5) AND body IS NOT NULL"
LEAVE_OUT = "UPDATE event SET state = 5 WHERE sid = ? AND seq BETWEEN ? AND ? AND state = 1"
LEAVE_OUT_AFTER = "UPDATE event SET state = 5 WHERE sid = ? AND seq > ? AND state = 1"


class PlacedRow(TypedDict):
    """A stored event by its place, with what it speaks of."""

    sid: int
    stream_id: bytes
    seq: int
    entity: str
    type: str


def uncounted(database: Database) -> Iterator[PlacedRow]:
    """The events within the frontiers that do not count: rejected, of a newer program, set aside; in their order."""
    return cast("Iterator[PlacedRow]", rows(database, UNCOUNTED))


def counted(database: Database, runs: Sequence[tuple[int, int, int]]) -> Iterator[PlacedRow]:
    """The events of some runs (sid, first, last) that count."""
    return cast("Iterator[PlacedRow]", rows(database, COUNTED, (json.dumps(runs),)))


def count_again(database: Database) -> None:
    """Let everything count that can be read and waits for nothing."""
    run(database, COUNT_AGAIN)


def leave_out(database: Database, runs: Sequence[tuple[int, int, int]]) -> None:
    """Let the fold pass over runs (sid, first, last)."""
    run_many(database, LEAVE_OUT, runs)


def leave_out_after(database: Database, sid: int, seq: int) -> None:
    """Let the fold pass over what a stream says after a number."""
    run(database, LEAVE_OUT_AFTER, (sid, seq))
