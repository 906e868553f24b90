"""Reports made here, and the bundle exchanged last."""

import json
from collections.abc import Sequence
from typing import TypedDict, cast

from db.connection import Database, one, rows, scalar
from db.rows import ReportRow

_COLUMNS = "entity, name, title, parameters, frontier, check_code, made_at, made_by, parallel, uncounted"
ALL = f"SELECT {_COLUMNS} FROM p_report ORDER BY made_at DESC, entity"
BY_CODE = f"SELECT {_COLUMNS} FROM p_report WHERE check_code = ? ORDER BY made_at DESC, entity"
LAST_BUNDLE = "SELECT direction, number FROM bundle ORDER BY id DESC LIMIT 1"
FOLDED_RECORDS = "SELECT count(DISTINCT entity) FROM event WHERE state = 1"
LAST_CHANGES = """
SELECT entity, max(seq) AS seq FROM event
WHERE sid = ? AND seq > ? AND state = 1 AND type IN (SELECT value FROM json_each(?)) GROUP BY entity
"""
ARRIVALS = """
SELECT event.sid AS sid, event.seq AS seq, event.type AS type, event.arrived AS arrived, bundle.number AS number,
       bundle.peer_node AS peer_node
FROM json_each(?) AS wanted
JOIN event ON event.sid = wanted.value ->> 0 AND event.seq = wanted.value ->> 1
LEFT JOIN bundle ON bundle.id = event.bundle
"""


class LastBundleRow(TypedDict):
    """The bundle written or imported last: `direction` is `in` or `out`."""

    direction: str
    number: int


class ArrivalRow(TypedDict):
    """An event with the moment it came to stand here, and the bundle that brought it (None: written here)."""

    sid: int
    seq: int
    type: str
    arrived: int
    number: int | None
    peer_node: str | None


def reports(database: Database) -> list[ReportRow]:
    """The reports made here, the newest first."""
    return cast("list[ReportRow]", list(rows(database, ALL)))


def with_code(database: Database, check_code: str) -> list[ReportRow]:
    """The reports that bear a check code, the newest first."""
    return cast("list[ReportRow]", list(rows(database, BY_CODE, (check_code,))))


def last_bundle(database: Database) -> LastBundleRow | None:
    """The bundle exchanged last, None before the first."""
    return cast("LastBundleRow | None", one(database, LAST_BUNDLE))


def folded_records(database: Database) -> int:
    """How many records the ledger folds, so that long work knows how far it is."""
    return int(scalar(database, FOLDED_RECORDS))


def last_changes(database: Database, sid: int, after: int, types: Sequence[str]) -> dict[str, int]:
    """For each record that a stream speaks of after a number, in events of these types, the number it does so last."""
    return {str(row["entity"]): row["seq"] for row in rows(database, LAST_CHANGES, (sid, after, json.dumps(types)))}


def arrivals(database: Database, refs: Sequence[tuple[int, int]]) -> list[ArrivalRow]:
    """How these events, named by (sid, seq), came here."""
    return cast("list[ArrivalRow]", list(rows(database, ARRIVALS, (json.dumps(refs),))))
