"""Records on which parallel edits disagree, and the decisions taken about them."""

from typing import NamedTuple

from db.connection import Database, one, rows
from db.projections import COLUMNS

_TABLES = tuple(table for table, names in COLUMNS.items() if "parallel" in names)
PARALLEL = " UNION ALL ".join(f"SELECT entity FROM {table} WHERE parallel IS NOT NULL" for table in _TABLES)
CARRIED_BY = """
SELECT bundle.number AS number, bundle.at AS at FROM event JOIN bundle ON bundle.id = event.bundle
WHERE event.sid = ? AND event.seq = ?
"""
DECISIONS = """
SELECT event.entity, stream.stream_id, event.seq FROM event JOIN stream USING (sid)
WHERE event.type = 'conflict.decided' AND event.state = 1 ORDER BY event.hlc DESC LIMIT ?
"""


class DecisionRow(NamedTuple):
    """Where a decision stands: the record it is about, its stream and number."""

    entity: str
    stream_id: bytes
    seq: int


def parallel_entities(database: Database) -> list[str]:
    """The shown records with a field that somebody has to decide."""
    return [str(row["entity"]) for row in rows(database, PARALLEL)]


def carried_by(database: Database, sid: int, seq: int) -> tuple[int, int] | None:
    """The number of the bundle that brought an event and when it was taken in; None for what was written here."""
    row = one(database, CARRIED_BY, (sid, seq))
    return (row["number"], row["at"]) if row is not None else None


def decisions(database: Database, most: int) -> list[DecisionRow]:
    """The last decisions in force or taken back since, the newest first."""
    return [DecisionRow(row["entity"], row["stream_id"], row["seq"]) for row in rows(database, DECISIONS, (most,))]
