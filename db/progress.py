"""Progress entries and how far they have travelled."""

import json
from collections.abc import Iterable
from typing import TypedDict, cast

from db.connection import Database, one, rows
from db.rows import ProgressRow

_COLUMNS = (
    "entity, task, unit, period, status, percent, completed_on, product, document_number, document_date, result, "
    "difficulties, recommendations, state, recorded_by, recorded_at, submitted_by, submitted_at, approved_by, "
    "approved_at, returned_by, returned_at, return_reason, approved, published_sid, published_seq, parallel, "
    "slot, first_sent_at, seen_rev, verdict, verdict_from, verdict_by, verdict_at, verdict_reason, accepted, entered_for"
)
ALL = f"SELECT {_COLUMNS} FROM p_progress ORDER BY task, unit, period"
NOT_GIVEN_HERE = (
    "SELECT DISTINCT p.task, p.unit FROM p_progress p WHERE NOT EXISTS"
    " (SELECT 1 FROM p_assignment a WHERE a.task = p.task AND a.unit = p.unit) ORDER BY p.task, p.unit"
)
OF_TASK = f"SELECT {_COLUMNS} FROM p_progress WHERE task = ? AND unit = ? ORDER BY period"
BY_ENTITY = f"SELECT {_COLUMNS} FROM p_progress WHERE entity = ?"
THESE = f"SELECT {_COLUMNS} FROM p_progress WHERE entity IN (SELECT value FROM json_each(?))"
WAITING = f"SELECT {_COLUMNS} FROM p_progress WHERE state = 'submitted' ORDER BY submitted_at, entity"
SENT = """
SELECT p_progress.entity AS entity, min(bundle.number) AS number, bundle.at AS at
FROM p_progress
JOIN bundle_range ON bundle_range.sid = p_progress.published_sid
    AND p_progress.published_seq BETWEEN bundle_range.first AND bundle_range.last
JOIN bundle ON bundle.id = bundle_range.bundle
WHERE bundle.direction = 'out' AND bundle.peer_node = ? AND p_progress.published_seq IS NOT NULL
GROUP BY p_progress.entity
"""
RECEIVED = """
SELECT p_progress.entity AS entity, min(coalesce(confirmation.at, 0)) AS at, hex(peer.install_id) AS install
FROM p_progress
JOIN stream ON stream.sid = p_progress.published_sid
JOIN peer_have ON peer_have.stream_id = stream.stream_id AND peer_have.seq >= p_progress.published_seq
JOIN peer ON peer.install_id = peer_have.install_id
LEFT JOIN confirmation ON confirmation.install_id = peer_have.install_id
    AND confirmation.stream_id = peer_have.stream_id
    AND confirmation.seq = (
        SELECT min(seq) FROM confirmation AS first
        WHERE first.install_id = peer_have.install_id AND first.stream_id = peer_have.stream_id
          AND first.seq >= p_progress.published_seq)
WHERE peer.node = ?
GROUP BY p_progress.entity
"""


class SentRow(TypedDict):
    """The first bundle that carried an entry's approved record."""

    entity: str
    number: int
    at: int


class ReceivedRow(TypedDict):
    """The installation (in hexadecimal) that confirmed an entry's approved record first, and when that was read."""

    entity: str
    at: int
    install: str


def all_entries(database: Database) -> list[ProgressRow]:
    """Every entry of every unit known here."""
    return cast("list[ProgressRow]", list(rows(database, ALL)))


def not_given_here(database: Database) -> list[tuple[str, str]]:
    """The tasks and units of entries whose assignment this ledger does not know: it was made further down."""
    return [(str(row["task"]), str(row["unit"])) for row in rows(database, NOT_GIVEN_HERE)]


def of_task(database: Database, task: str, unit: str) -> list[ProgressRow]:
    """A unit's entries on a task, by period."""
    return cast("list[ProgressRow]", list(rows(database, OF_TASK, (task, unit))))


def entry(database: Database, entity: str) -> ProgressRow | None:
    """One entry."""
    return cast("ProgressRow | None", one(database, BY_ENTITY, (entity,)))


def entries(database: Database, entities: Iterable[str]) -> list[ProgressRow]:
    """These entries, in no particular order."""
    return cast("list[ProgressRow]", list(rows(database, THESE, (json.dumps(list(entities)),))))


def waiting(database: Database) -> list[ProgressRow]:
    """The entries that wait for approval, the longest waiting first."""
    return cast("list[ProgressRow]", list(rows(database, WAITING)))


def sent(database: Database, node: str) -> list[SentRow]:
    """The entries whose approved record left in a bundle to a node: the first one that carried it."""
    return cast("list[SentRow]", list(rows(database, SENT, (node,))))


def received(database: Database, node: str) -> list[ReceivedRow]:
    """The entries whose approved record a node has confirmed to have, and who did first."""
    found = rows(database, RECEIVED, (node,))
    return cast("list[ReceivedRow]", [{**row, "install": str(row["install"]).lower()} for row in found])
