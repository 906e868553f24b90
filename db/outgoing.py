"""What a bundle would hold, counted before it is composed."""

from typing import TypedDict, cast

from db.connection import Database, one, rows

SAID = """
SELECT entity, type, author, min(seq) AS first, max(seq) AS last FROM event WHERE sid = ? AND seq BETWEEN ? AND ?
GROUP BY entity, type, author
"""
SIZE = (
    "SELECT count(*) AS events, coalesce(sum(length(body)), 0) AS size FROM event WHERE sid = ? AND seq BETWEEN ? AND ?"
)
SAMPLE = "SELECT body FROM event WHERE sid = ? AND seq BETWEEN ? AND ? AND seq % ? = 0 AND body IS NOT NULL"


class SaidRow(TypedDict):
    """What somebody said of a record in one stretch of a stream: the type of event, and its first and last number."""

    entity: str
    type: str
    author: str
    first: int
    last: int


def said(database: Database, sid: int, first: int, last: int) -> list[SaidRow]:
    """What the events of a stretch say of which record, and who said it."""
    return cast("list[SaidRow]", list(rows(database, SAID, (sid, first, last))))


def size(database: Database, sid: int, first: int, last: int) -> tuple[int, int]:
    """How many events a stretch has, and how many bytes their bodies."""
    row = one(database, SIZE, (sid, first, last))
    return (row["events"], row["size"]) if row else (0, 0)


def sample(database: Database, sid: int, first: int, last: int, every: int) -> bytes:
    """The bodies of every n-th event of a stretch, one after the other."""
    return b"".join(row["body"] for row in rows(database, SAMPLE, (sid, first, last, every)))
