"""Verified copies of the encrypted ledger (SYNC §5.3)."""

from pathlib import Path

from db.connection import Database, close_database, open_database, scalar, translated
from db.errors import Fault, StorageError

PAGES_AT_ONCE = 2000


def copy_to(source: Path, target: Path, key: bytes) -> None:
    """Copy the ledger while it is open elsewhere, then open the copy and check it.

    A second connection reads, so that an open write transaction cannot make the copy wait for ever (SYNC §4.1).
    Raises StorageError; a copy that does not pass its check is removed.
    """
    reader = open_database(source, key, must_exist=True)
    try:
        copy = open_database(target, key)
        try:
            with translated():
                reader.conn.backup(copy.conn, pages=PAGES_AT_ONCE)
            verify(copy)
        finally:
            close_database(copy)
    except BaseException:
        for beside in ("", "-wal", "-shm"):
            target.with_name(target.name + beside).unlink(missing_ok=True)
        raise
    finally:
        close_database(reader)


def verify(database: Database) -> None:
    """Check every page and every reference; raises StorageError: DAMAGED, BUSY while another connection writes.

    The log is emptied into the file first: the page check reads the file under it and would raise false alarms.
    """
    with translated():
        if scalar(database, "PRAGMA wal_checkpoint(TRUNCATE)"):
            raise StorageError(Fault.BUSY, "wal_checkpoint")
        pages = list(database.conn.execute("PRAGMA cipher_integrity_check"))
        structure = scalar(database, "PRAGMA integrity_check")
        dangling = list(database.conn.execute("PRAGMA foreign_key_check"))
    if pages or structure != "ok" or dangling:
        raise StorageError(Fault.DAMAGED, str(structure))
