"""The named changes of people at this installation, kept for undo; a local memory, not a projection."""

import json
from collections.abc import Iterable
from typing import cast

from db.connection import Database, one, rows, run, run_many, scalar
from db.rows import ChangeRow

ADD = "INSERT INTO change (at, person, action, undone) VALUES (?, ?, ?, NULL) RETURNING id"
ADD_EVENT = "INSERT INTO change_event (change, sid, seq) VALUES (?, ?, ?)"
LAST_OF = """
SELECT id, at, person, action, undone FROM change
WHERE person = ? AND undone IS NULL AND action NOT IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 1
"""
BY_ID = "SELECT id, at, person, action, undone FROM change WHERE id = ?"
EVENTS = "SELECT sid, seq FROM change_event WHERE change = ? ORDER BY id DESC"
MARK_UNDONE = "UPDATE change SET undone = ? WHERE id = ?"
IS_SENT = """
SELECT count(*) FROM change_event JOIN bundle_range USING (sid) JOIN bundle ON bundle.id = bundle_range.bundle
WHERE change_event.change = ? AND bundle.direction = 'out' AND change_event.seq BETWEEN first AND last
"""


def add(database: Database, at: int, person: str, action: str, events: Iterable[tuple[int, int]]) -> int:
    """Remember a change and its events (sid, seq) in the order they were written."""
    number = int(scalar(database, ADD, (at, person, action)))
    run_many(database, ADD_EVENT, [(number, sid, seq) for sid, seq in events])
    return number


def last_of(database: Database, person: str, passing_over: Iterable[str] = ()) -> ChangeRow | None:
    """The person's last change that is not undone and is none of the acts to pass over."""
    return cast("ChangeRow | None", one(database, LAST_OF, (person, json.dumps(list(passing_over)))))


def change(database: Database, number: int) -> ChangeRow | None:
    """The change of this number."""
    return cast("ChangeRow | None", one(database, BY_ID, (number,)))


def events_of(database: Database, number: int) -> list[tuple[int, int]]:
    """The events of a change, last first."""
    return [(row["sid"], row["seq"]) for row in rows(database, EVENTS, (number,))]


def mark_undone(database: Database, number: int, by_change: int) -> None:
    """The change was undone by another one."""
    run(database, MARK_UNDONE, (by_change, number))


def is_sent(database: Database, number: int) -> bool:
    """Whether an event of the change went into a bundle already."""
    return int(scalar(database, IS_SENT, (number,))) > 0
