"""What became of the events of an imported bundle, the kept reports of imports, and files that were refused."""

import json
from collections.abc import Iterable, Sequence
from typing import TypedDict, cast

from db.connection import Database, one, rows, run, scalar
from db.projections import COLUMNS
from db.rows import AssignmentRow, ProgressRow, TaskRow

_ASSIGNMENT, _TASK, _ENTRY = (
    ", ".join(f"{table}.{name}" for name in COLUMNS[table]) for table in ("p_assignment", "p_task", "p_progress")
)
_RECORD = "event.entity AS entity, event.type AS type, count(*) AS events, max(event.hlc) AS hlc"

RECORDS_IN_STATE = f"""
SELECT {_RECORD} FROM event WHERE event.bundle = ? AND event.state = ?
GROUP BY event.entity, event.type ORDER BY event.entity, event.type LIMIT ?
"""
RECORDS_KNOWN = f"""
SELECT {_RECORD} FROM event
WHERE event.sid = ? AND event.seq BETWEEN ? AND ? AND (event.bundle IS NULL OR event.bundle <> ?)
GROUP BY event.entity, event.type ORDER BY event.entity, event.type LIMIT ?
"""
RECORDS_LATE = """
SELECT event.entity AS entity, event.type AS type, count(*) AS events, max(event.hlc) AS hlc, max(known.hlc) AS newer
FROM event JOIN (
    SELECT earlier.entity AS entity, max(earlier.hlc) AS hlc FROM event AS earlier
    WHERE earlier.state = 1 AND (earlier.bundle IS NULL OR earlier.bundle <> ?)
      AND earlier.entity IN (SELECT entity FROM event WHERE bundle = ? AND state = 1)
    GROUP BY earlier.entity) AS known ON known.entity = event.entity AND known.hlc > event.hlc
WHERE event.bundle = ? AND event.state = 1
GROUP BY event.entity, event.type ORDER BY event.entity, event.type LIMIT ?
"""
HELD_IN = """
SELECT stream.node AS node, stream.stream_id AS stream_id, stream.frontier AS frontier,
       min(event.seq) AS first, count(*) AS events
FROM event JOIN stream USING (sid) WHERE event.bundle = ? AND event.state = 0
GROUP BY event.sid ORDER BY stream.node, event.sid
"""
STORED_BETWEEN = "SELECT count(*) FROM event WHERE sid = ? AND seq BETWEEN ? AND ?"
DECIDED = """
SELECT DISTINCT entity FROM event
WHERE entity IN (SELECT value FROM json_each(?)) AND state = 1 AND type = 'conflict.decided'
"""
TASKS_AMONG = f"SELECT {_TASK} FROM json_each(?) AS wanted JOIN p_task ON p_task.entity = wanted.value"
ASSIGNMENTS_AMONG = f"""
SELECT {_ASSIGNMENT} FROM p_assignment WHERE entity IN (SELECT value FROM json_each(?))
"""
ASSIGNMENTS_OF_TASKS = f"""
SELECT {_ASSIGNMENT} FROM p_assignment WHERE task IN (SELECT value FROM json_each(?))
"""
ENTRIES_AMONG = f"""
SELECT {_ENTRY} FROM json_each(?) AS wanted
JOIN p_progress ON p_progress.task = wanted.value ->> 0 AND p_progress.unit = wanted.value ->> 1
ORDER BY p_progress.task, p_progress.unit, p_progress.period
"""
PLACES_AMONG = """
SELECT p_progress.entity AS entity, p_progress.task AS task, p_progress.unit AS unit, p_progress.period AS period,
       p_progress.state AS state, p_progress.slot ->> '$.start' AS start
FROM json_each(?) AS wanted
JOIN p_progress ON p_progress.task = wanted.value ->> 0 AND p_progress.unit = wanted.value ->> 1
"""
ENTRIES_OF_TASKS = f"""
SELECT {_ENTRY} FROM json_each(?) AS wanted JOIN p_progress ON p_progress.task = wanted.value
ORDER BY p_progress.task, p_progress.unit, p_progress.period
"""
HAS_AMENDMENTS = "SELECT EXISTS (SELECT 1 FROM p_amendment)"
LEDGER_STATE = "SELECT (SELECT count(*) FROM rejected) AS rejected, (SELECT count(*) FROM trust_document) AS documents"
STREAM_HEADS = "SELECT stream_id, frontier, frontier_hash FROM stream ORDER BY sid"

KEEP_REPORT = "INSERT OR REPLACE INTO import_report (bundle, content) VALUES (?, ?)"
KEPT_REPORT = "SELECT content FROM import_report WHERE bundle = ?"
BUNDLE = "SELECT at, size, file FROM bundle WHERE id = ? AND direction = 'in'"
KEEP_REFUSED = """
INSERT INTO refused_file (sha256, file, size, at, by, reason, detail, node, key, times)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
ON CONFLICT (sha256) DO UPDATE SET file = excluded.file, at = excluded.at, by = excluded.by,
    reason = excluded.reason, detail = excluded.detail, node = excluded.node, key = excluded.key,
    times = times + 1
"""
FORGET_OLD_REFUSED = """
DELETE FROM refused_file WHERE sha256 NOT IN (SELECT sha256 FROM refused_file ORDER BY at DESC, sha256 LIMIT ?)
"""
REFUSED = """
SELECT sha256, file, size, at, by, reason, detail, node, key, times FROM refused_file ORDER BY at DESC, sha256 LIMIT ?
"""


class RecordRow(TypedDict):
    """The events of one type about one record: how many, and the clock value of the last."""

    entity: str
    type: str
    events: int
    hlc: int


class LateRow(RecordRow):
    """Events older than what was known of their record; `newer` is the clock value of the newest of that."""

    newer: int


class EntryPlace(TypedDict):
    """What of an entry says whether it may decide how its task stands; `start` is that of a periodic report."""

    entity: str
    task: str
    unit: str
    period: str
    state: str
    start: str | None


class HeldRow(TypedDict):
    """The held events that a bundle brought of one stream: the first, how many, and how far the stream is."""

    node: str
    stream_id: bytes
    frontier: int
    first: int
    events: int


class ImportedRow(TypedDict):
    """When a bundle was imported, and from which file."""

    at: int
    size: int
    file: str


class RefusedRow(TypedDict):
    """A file that was not taken in; `times` it was tried, `at` the last time."""

    sha256: bytes
    file: str
    size: int
    at: int
    by: str
    reason: str
    detail: str
    node: str
    key: str
    times: int


# --- what became of a bundle's events ---


def in_state(database: Database, bundle: int, state: int, limit: int) -> list[RecordRow]:
    """The records that a bundle's events in a state are about."""
    return cast("list[RecordRow]", list(rows(database, RECORDS_IN_STATE, (bundle, state, limit))))


def known_before(database: Database, sid: int, first: int, last: int, bundle: int, limit: int) -> list[RecordRow]:
    """The records of the events of a run that had come with something else than this bundle."""
    return cast("list[RecordRow]", list(rows(database, RECORDS_KNOWN, (sid, first, last, bundle, limit))))


def late(database: Database, bundle: int, limit: int) -> list[LateRow]:
    """The records of a bundle's events that are older than what was known of them."""
    return cast("list[LateRow]", list(rows(database, RECORDS_LATE, (bundle, bundle, bundle, limit))))


def held(database: Database, bundle: int) -> list[HeldRow]:
    """The streams in which a bundle's events wait for earlier ones."""
    return cast("list[HeldRow]", list(rows(database, HELD_IN, (bundle,))))


def stored_between(database: Database, sid: int, first: int, last: int) -> int:
    """How many events of a run are in the ledger, applied or not."""
    return int(scalar(database, STORED_BETWEEN, (sid, first, last)))


def decided(database: Database, entities: Iterable[str]) -> set[str]:
    """Those of these records on which a conflict was decided before."""
    return {str(row["entity"]) for row in rows(database, DECIDED, (json.dumps(list(entities)),))}


# --- the records that an import touches ---


def tasks_among(database: Database, tasks: Iterable[str]) -> list[TaskRow]:
    """The printed rows of these entities."""
    return cast("list[TaskRow]", list(rows(database, TASKS_AMONG, (json.dumps(list(tasks)),))))


def assignments_among(database: Database, entities: Iterable[str]) -> list[AssignmentRow]:
    """The assignments of these entities."""
    return cast("list[AssignmentRow]", list(rows(database, ASSIGNMENTS_AMONG, (json.dumps(list(entities)),))))


def assignments_of_tasks(database: Database, tasks: Iterable[str]) -> list[AssignmentRow]:
    """To whom these tasks were given."""
    return cast("list[AssignmentRow]", list(rows(database, ASSIGNMENTS_OF_TASKS, (json.dumps(list(tasks)),))))


def entries_among(database: Database, pairs: Sequence[tuple[str, str]]) -> list[ProgressRow]:
    """The entries of these units on these tasks, given as pairs of task and unit."""
    return cast("list[ProgressRow]", list(rows(database, ENTRIES_AMONG, (json.dumps(pairs),))))


def places_among(database: Database, pairs: Sequence[tuple[str, str]]) -> list[EntryPlace]:
    """The places of the entries of these units on these tasks, in no particular order."""
    return cast("list[EntryPlace]", list(rows(database, PLACES_AMONG, (json.dumps(pairs),))))


def entries_of_tasks(database: Database, tasks: Iterable[str]) -> list[ProgressRow]:
    """The entries of all units on these tasks."""
    return cast("list[ProgressRow]", list(rows(database, ENTRIES_OF_TASKS, (json.dumps(list(tasks)),))))


def has_amendments(database: Database) -> bool:
    """Whether any plan was amended, as far as is known here."""
    return bool(scalar(database, HAS_AMENDMENTS))


def ledger_state(database: Database) -> tuple[tuple[object, ...], ...]:
    """What all shown rows are a function of: the heads of the streams, and how much was rejected and trusted."""
    heads = [(bytes(row["stream_id"]), row["frontier"], bytes(row["frontier_hash"])) for row in
             rows(database, STREAM_HEADS)]  # fmt: skip
    state = one(database, LEDGER_STATE) or {}
    return (*heads, tuple(state.values()))


# --- kept reports and refused files ---


def keep_report(database: Database, bundle: int, content: bytes) -> None:
    """Keep the report of an import beside its bundle."""
    run(database, KEEP_REPORT, (bundle, content))


def kept_report(database: Database, bundle: int) -> bytes | None:
    """The report of an import, None where it was not kept."""
    found = scalar(database, KEPT_REPORT, (bundle,))
    return None if found is None else bytes(found)


def imported(database: Database, bundle: int) -> ImportedRow | None:
    """When a bundle was imported; None where no imported bundle has this number."""
    return cast("ImportedRow | None", one(database, BUNDLE, (bundle,)))


def keep_refused(
    database: Database,
    sha256: bytes,
    file: str,
    size: int,
    at: int,
    by: str,
    reason: str,
    detail: str,
    node: str,
    key: str,
) -> None:
    """Remember that a file was not taken in; the same file again counts as one more try."""
    run(database, KEEP_REFUSED, (sha256, file, size, at, by, reason, detail, node, key))


def forget_old_refused(database: Database, keep: int) -> None:
    """Keep only the newest refused files."""
    run(database, FORGET_OLD_REFUSED, (keep,))


def refused(database: Database, limit: int) -> list[RefusedRow]:
    """The files that were not taken in, the latest first."""
    return cast("list[RefusedRow]", list(rows(database, REFUSED, (limit,))))
