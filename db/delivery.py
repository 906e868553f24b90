"""Which bundle carried an event to a neighbour, and which receipt of the neighbour confirmed it (SYNC §2.10)."""

import json
from collections.abc import Iterable, Sequence
from typing import TypedDict, cast

from db.connection import Database, rows, run_many

LATEST = """
SELECT event.entity AS entity, event.sid AS sid, max(event.seq) AS seq, max(event.hlc) AS hlc
FROM event WHERE event.entity IN (SELECT value FROM json_each(?)) AND event.state = 1
GROUP BY event.entity, event.sid
"""
CARRIED = """
WITH wanted AS (
    SELECT value ->> 0 AS sid, value ->> 1 AS seq, value ->> 2 AS install, value ->> 3 AS node FROM json_each(?)),
carried AS (
    SELECT wanted.sid AS sid, wanted.seq AS seq, install, (
        SELECT min(bundle.id) FROM bundle_range JOIN bundle ON bundle.id = bundle_range.bundle
        WHERE bundle_range.sid = wanted.sid AND bundle_range.first <= wanted.seq AND bundle_range.last >= wanted.seq
          AND bundle.direction = 'out' AND bundle.peer_node = wanted.node) AS bundle, (
        SELECT min(confirmation.seq) FROM confirmation
        WHERE confirmation.install_id = unhex(install) AND confirmation.stream_id = stream.stream_id
          AND confirmation.seq >= wanted.seq) AS reached, stream.stream_id AS stream_id
    FROM wanted JOIN stream ON stream.sid = wanted.sid)
SELECT carried.sid AS sid, carried.seq AS seq, install, bundle.number AS number, bundle.at AS written_at,
       confirmation.number AS receipt, confirmation.at AS confirmed_at
FROM carried LEFT JOIN bundle ON bundle.id = carried.bundle
LEFT JOIN confirmation ON confirmation.install_id = unhex(install) AND confirmation.stream_id = carried.stream_id
    AND confirmation.seq = reached
"""
ADD_CONFIRMATION = "INSERT OR IGNORE INTO confirmation (install_id, stream_id, seq, number, at) VALUES (?, ?, ?, ?, ?)"


class LatestRow(TypedDict):
    """The last applied event of a record in one stream."""

    entity: str
    sid: int
    seq: int
    hlc: int


class CarriedRow(TypedDict):
    """How far an event went to an installation (in hexadecimal); None where it did not."""

    sid: int
    seq: int
    install: str
    number: int | None
    written_at: int | None
    receipt: int | None
    confirmed_at: int | None


def latest(database: Database, entities: Sequence[str]) -> list[LatestRow]:
    """The last applied event of each record in each stream that says anything of it."""
    return cast("list[LatestRow]", list(rows(database, LATEST, (json.dumps(list(entities)),))))


def carried(database: Database, wanted: Sequence[tuple[int, int, str, str]]) -> list[CarriedRow]:
    """For each (sid, seq, installation in hexadecimal, its node): the first bundle with the event, and its receipt."""
    return cast("list[CarriedRow]", list(rows(database, CARRIED, (json.dumps(list(wanted)),))))


def add_confirmations(
    database: Database, install_id: bytes, reached: Iterable[tuple[bytes, int]], number: int, at: int
) -> None:
    """Remember that an installation's bundle `number` confirmed these streams up to these numbers.

    Where it said so before, the first time stays.
    """
    run_many(database, ADD_CONFIRMATION, [(install_id, stream, seq, number, at) for stream, seq in reached])
