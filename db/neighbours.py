"""How a neighbouring installation stands: what it holds back, what it has not confirmed, what went out in no bundle."""

from typing import TypedDict, cast

from db.connection import Database, rows, scalar

# Events beyond a stream's frontier are held; the frontier makes this quick however long the stream is.
HELD = """
SELECT stream.sid AS sid, stream.node AS node, stream.frontier AS frontier, event.seq AS first_held, (
    SELECT count(*) FROM event AS later WHERE later.sid = stream.sid AND later.seq > stream.frontier) AS waiting
FROM stream JOIN event ON event.sid = stream.sid AND event.seq = (
    SELECT min(seq) FROM event AS held WHERE held.sid = stream.sid AND held.seq > stream.frontier)
JOIN bundle ON bundle.id = event.bundle
WHERE bundle.peer_install = ? ORDER BY stream.sid
"""
BROUGHT_BY_ANOTHER = """
SELECT max(event.arrived) FROM stream JOIN event ON event.sid = stream.sid AND event.seq = stream.frontier
JOIN bundle ON bundle.id = event.bundle WHERE stream.install_id = ? AND bundle.peer_install != ?
"""
ARRIVED_AFTER = "SELECT arrived FROM event WHERE sid = ? AND seq > ? ORDER BY seq LIMIT 1"


class HeldRow(TypedDict):
    """A stream of which later events came than the one that is awaited."""

    sid: int
    node: str
    frontier: int
    first_held: int
    waiting: int


def held(database: Database, install_id: bytes) -> list[HeldRow]:
    """The streams in which events that came from an installation wait for earlier ones."""
    return cast("list[HeldRow]", list(rows(database, HELD, (install_id,))))


def arrived_after(database: Database, sid: int, seq: int) -> int | None:
    """When the first event after a number came into this ledger, in milliseconds; None where there is none."""
    value = scalar(database, ARRIVED_AFTER, (sid, seq))
    return None if value is None else int(value)


def brought_by_another(database: Database, install_id: bytes) -> int | None:
    """When the newest event of an installation's streams came, where another installation's bundle brought it."""
    value = scalar(database, BROUGHT_BY_ANOTHER, (install_id, install_id))
    return None if value is None else int(value)
