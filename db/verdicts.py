"""Published entries of units below with who gave the task, and tasks that units declined."""

from typing import TypedDict, cast

from db.connection import Database, one, rows, scalar

_GIVEN_HERE = """
EXISTS (
    SELECT 1 FROM p_assignment
    WHERE p_assignment.entity = 'asg/' || substr(p_progress.task, 6) || '/' || p_progress.unit
      AND p_assignment.sid IN (SELECT sid FROM stream WHERE node = ?))
"""
_RECEIVED = f"""
SELECT p_progress.entity AS entity, publisher.node AS node, p_progress.published_sid AS sid,
       p_progress.published_seq AS seq, bundle.number AS bundle, bundle.at AS imported_at
FROM p_progress
JOIN stream AS publisher ON publisher.sid = p_progress.published_sid
JOIN event ON event.sid = p_progress.published_sid AND event.seq = p_progress.published_seq
LEFT JOIN bundle ON bundle.id = event.bundle
WHERE publisher.node <> ? AND {_GIVEN_HERE}
"""
WAITING = f"{_RECEIVED} AND p_progress.verdict IS NULL ORDER BY p_progress.unit, p_progress.entity LIMIT ?"
JUDGED = f"{_RECEIVED} AND p_progress.verdict IS NOT NULL ORDER BY p_progress.verdict_at DESC LIMIT ?"
OF_ENTITY = f"{_RECEIVED} AND p_progress.entity = ?"
COUNT_WAITING = f"""
SELECT count(*) FROM p_progress
WHERE p_progress.verdict IS NULL AND published_sid IN (SELECT sid FROM stream WHERE node <> ?) AND {_GIVEN_HERE}
"""
COUNT_PENDING = """
SELECT count(*) FROM p_assignment JOIN stream AS giver ON giver.sid = p_assignment.sid
WHERE giver.node = ? AND declined_at IS NOT NULL AND decline_answered_at IS NULL AND state = 'assigned'
"""
DECLINED = """
SELECT p_assignment.entity AS entity, p_assignment.task AS task, p_assignment.unit AS unit, giver.node AS giver
FROM p_assignment JOIN stream AS giver ON giver.sid = p_assignment.sid
WHERE p_assignment.declined_at IS NOT NULL AND (? = '' OR giver.node = ?)
ORDER BY p_assignment.declined_at, p_assignment.entity
"""


class ReceivedRow(TypedDict):
    """A published entry, the node that published it, and the bundle that brought it here."""

    entity: str
    node: str
    sid: int
    seq: int
    bundle: int | None
    imported_at: int | None


class DeclinedRow(TypedDict):
    """A task that its unit declined, and the node that gave it."""

    entity: str
    task: str
    unit: str
    giver: str


def waiting(database: Database, node: str, limit: int) -> list[ReceivedRow]:
    """The published entries on tasks that this node gave, of which it has said nothing yet, unit by unit."""
    return cast("list[ReceivedRow]", list(rows(database, WAITING, (node, node, limit))))


def judged(database: Database, node: str, limit: int) -> list[ReceivedRow]:
    """The published entries that were accepted or sent back, the last verdict first."""
    return cast("list[ReceivedRow]", list(rows(database, JUDGED, (node, node, limit))))


def received(database: Database, node: str, entity: str) -> ReceivedRow | None:
    """One published entry on a task that this node gave."""
    return cast("ReceivedRow | None", one(database, OF_ENTITY, (node, node, entity)))


def count_waiting(database: Database, node: str) -> int:
    """How many published entries wait for a verdict of this node."""
    return int(scalar(database, COUNT_WAITING, (node, node)))


def declined(database: Database, giver: str = "") -> list[DeclinedRow]:
    """The tasks that units declined, answered or not; of those that a node gave where one is named."""
    return cast("list[DeclinedRow]", list(rows(database, DECLINED, (giver, giver))))


def count_pending(database: Database, giver: str) -> int:
    """How many tasks that a node gave were declined by their units and wait for its answer."""
    return int(scalar(database, COUNT_PENDING, (giver,)))
