"""Text being typed: one row per person and record, replaced at every pause; never an event, never sent."""

from typing import TypedDict, cast

from db.connection import Database, one, rows, run

PUT = "INSERT OR REPLACE INTO draft (person, entity, saved_at, content) VALUES (?, ?, ?, ?)"
OF = "SELECT person, entity, saved_at, content FROM draft WHERE person = ? AND entity = ?"
ALL_OF = "SELECT person, entity, saved_at, content FROM draft WHERE person = ? ORDER BY saved_at DESC"
MOVE = "UPDATE OR IGNORE draft SET person = ? WHERE person = ?"
DROP = "DELETE FROM draft WHERE person = ? AND entity = ?"


class DraftRow(TypedDict):
    """One draft; `saved_at` in milliseconds since 1970."""

    person: str
    entity: str
    saved_at: int
    content: str


def put(database: Database, person: str, entity: str, saved_at: int, content: str) -> None:
    """Keep what is being typed."""
    run(database, PUT, (person, entity, saved_at, content))


def of(database: Database, person: str, entity: str) -> DraftRow | None:
    """The person's draft of a record."""
    return cast("DraftRow | None", one(database, OF, (person, entity)))


def all_of(database: Database, person: str) -> list[DraftRow]:
    """All drafts of a person, newest first."""
    return cast("list[DraftRow]", list(rows(database, ALL_OF, (person,))))


def drop(database: Database, person: str, entity: str) -> None:
    """The draft was recorded or discarded."""
    run(database, DROP, (person, entity))


def move(database: Database, person: str, to: str) -> None:
    """The drafts of one id become another's, but for records that one has a draft of."""
    run(database, MOVE, (to, person))
