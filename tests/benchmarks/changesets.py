"""The same rows carried from one ledger to another by a changeset library: pygeodiff on two plain SQLite files."""

import sqlite3
import time
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.connection import Database, rows

TABLES = ("p_task", "event")


@dataclass(frozen=True, slots=True)
class Carried:
    """How much of a processor making and applying a changeset takes, and how large it is, bare and packed."""

    make_s: float
    apply_s: float
    size: int
    packed: int


def carried(source: Database, folder: Path) -> Carried:
    """Make a changeset of everything that the source shows of tasks and keeps of events, and apply it elsewhere."""
    from pygeodiff import GeoDiff  # type: ignore[import-untyped]

    before, after, there, changes = (folder / name for name in ("before.db", "after.db", "there.db", "changes.diff"))
    _written(source, before, filled=False)
    _written(source, there, filled=False)
    _written(source, after, filled=True)
    library = GeoDiff()
    began = time.process_time()
    library.create_changeset(str(before), str(after), str(changes))
    made = time.process_time()
    library.apply_changeset(str(there), str(changes))
    applied = time.process_time()
    raw = changes.read_bytes()
    return Carried(made - began, applied - made, len(raw), len(zlib.compress(raw, 6)))


def _written(source: Database, path: Path, *, filled: bool) -> None:
    with closing(sqlite3.connect(path)) as target:
        for table in TABLES:
            first = next(iter(rows(source, f"SELECT * FROM {table} LIMIT 1")))
            columns = ", ".join(f'"{name}"' for name in first)
            target.execute(f"CREATE TABLE {table} (carried INTEGER PRIMARY KEY, {columns})")
            if filled:
                marks = ", ".join("?" * (len(first) + 1))
                values: list[tuple[Any, ...]] = [
                    (number, *row.values()) for number, row in enumerate(rows(source, f"SELECT * FROM {table}"))
                ]
                target.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        target.commit()
