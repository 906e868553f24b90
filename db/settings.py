"""Facts about the ledger itself: its identity, node and generation."""

from db.connection import Database, run, scalar

GET = "SELECT value FROM setting WHERE name = ?"
PUT = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"
DROP = "DELETE FROM setting WHERE name = ?"


def setting(database: Database, name: str) -> str | None:
    """The value under a name."""
    value = scalar(database, GET, (name,))
    return None if value is None else str(value)


def put_setting(database: Database, name: str, value: str) -> None:
    """Keep a value under a name."""
    run(database, PUT, (name, value))


def drop_setting(database: Database, name: str) -> None:
    """Keep nothing under a name any more."""
    run(database, DROP, (name,))
