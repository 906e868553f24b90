"""Numbered steps that bring a ledger to the schema of this program; frozen once released."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from db.connection import APPLICATION_ID, Database, check_version, run, scalar, translated
from db.errors import Fault, StorageError
from db.migrations import m0001_foundation, m0002_obligations, m0003_amendments, m0004_units, m0005_exchange

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

STEPS: tuple[Callable[[Database], None], ...] = (
    m0001_foundation.apply,
    m0002_obligations.apply,
    m0003_amendments.apply,
    m0004_units.apply,
    m0005_exchange.apply,
)
LATEST = len(STEPS)


def _numbered(database: Database, number: int, step: Callable[[Database], None]) -> Callable[[object], None]:
    """The step, which also writes its number into the file in the same transaction."""

    def apply(_library: object) -> None:
        step(database)
        broken = list(database.conn.execute("PRAGMA foreign_key_check"))
        if broken:
            raise StorageError(Fault.DAMAGED, f"step {number} leaves dangling references")
        run(database, f"PRAGMA application_id = {APPLICATION_ID:d}")
        run(database, f"PRAGMA user_version = {number:d}")

    return apply


def _migrations(database: Database) -> Migrations:
    """The steps in the form sqlite-utils applies: each in a transaction of its own."""
    from sqlite_utils.migrations import Migrations  # loaded only where there are steps to apply

    migrations = Migrations("sokehoach")
    for number, step in enumerate(STEPS, start=1):
        migrations(name=f"{number:04d}")(_numbered(database, number, step))
    return migrations


def is_current(database: Database) -> bool:
    """Whether the file has the schema of this program; raises StorageError(NEWER) for a newer file."""
    return check_version(database, LATEST) == LATEST


def migrate(database: Database) -> None:
    """Apply the steps the file lacks. Foreign keys stay off meanwhile, so that tables can be rebuilt.

    Take a verified backup first where the file is not new. Raises StorageError(NEWER) for a newer file.
    """
    if check_version(database, LATEST) == len(STEPS):
        return
    from sqlite_utils import Database as LibraryDatabase

    with translated():
        database.conn.execute("PRAGMA foreign_keys = OFF")
        try:
            _migrations(database).apply(LibraryDatabase(database.conn))
        finally:
            database.conn.execute("PRAGMA foreign_keys = ON")


def is_ledger(database: Database) -> bool:
    """Whether this file was made by this program."""
    return bool(scalar(database, "PRAGMA application_id") == APPLICATION_ID)
