"""Opening the encrypted ledger, and the few ways SQL is run on it (SYNC §4.1, §5.2)."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import sqlcipher3
from sqlcipher3 import dbapi2

from db.errors import Fault, StorageError, storage_error

# sqlite-utils looks for pysqlite3 first; with this it opens SQLCipher files and catches the right exceptions.
# It is loaded only where there are migrations to apply.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

Value: TypeAlias = str | int | bytes | None
Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Database:
    """An open ledger: its connection, which belongs to the thread that opened it."""

    conn: dbapi2.Connection


APPLICATION_ID = 0x48514B48  # "HQKH"
KEY_BYTES = 32

_SETTINGS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -65536",
    "PRAGMA wal_autocheckpoint = 1000",
)


def open_database(path: Path, key: bytes, *, must_exist: bool = False) -> Database:
    """Open (or create) the encrypted file with its raw 32-byte key and the settings of SYNC §5.2.

    The connection belongs to the thread that opens it. Raises StorageError: WRONG_KEY when the key does
    not fit or the file is no ledger, UNREADABLE when it cannot be opened or, with `must_exist`, is not there.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    if must_exist and not path.is_file():
        raise StorageError(Fault.UNREADABLE, f"{path} is not there")
    with translated():
        connection = dbapi2.connect(str(path), isolation_level=None)
        try:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute(_SETTINGS[0])
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            _require_wal(connection)
            for setting in _SETTINGS[1:]:
                connection.execute(setting)
        except BaseException:
            connection.close()
            raise
    return Database(connection)


def _require_wal(connection: Any) -> None:
    """Switch to the write-ahead log; where the disk cannot hold one, an acknowledged change could be lost."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode not in {"wal", "memory"}:
        raise StorageError(Fault.UNREADABLE, f"journal mode {mode}")


def change_key(database: Database, key: bytes) -> None:
    """Encrypt the whole file anew under another raw key; all or nothing. No other connection may be open.

    SQLCipher does this safely only outside the write-ahead log (SYNC §4.3). Raises StorageError(BUSY).
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    connection = database.conn
    with translated():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        try:
            if mode != "delete":
                raise StorageError(Fault.BUSY, "journal mode")
            connection.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
        finally:
            _require_wal(connection)


def close_database(database: Database) -> None:
    """Close the connection; what was committed is on disk."""
    database.conn.close()


@contextmanager
def translated() -> Iterator[None]:
    """Turn the environment's SQLite errors into StorageError; mistakes of ours pass through unchanged."""
    try:
        yield
    except dbapi2.Error as error:
        known = storage_error(error)
        if known is None:
            raise
        raise known from error


def is_in_transaction(database: Database) -> bool:
    """Whether a transaction is open on this connection."""
    return bool(database.conn.in_transaction)


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """One write transaction: BEGIN IMMEDIATE, commit at the end, roll back on any error."""
    connection = database.conn
    if is_in_transaction(database):
        raise RuntimeError("a write transaction is already open")
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if is_in_transaction(database):
                connection.execute("ROLLBACK")
            raise


@contextmanager
def reading(database: Database) -> Iterator[None]:
    """Several reads of one state of the ledger (a deferred transaction that never writes)."""
    connection = database.conn
    if is_in_transaction(database):
        yield
        return
    with translated():
        connection.execute("BEGIN")
        try:
            yield
        finally:
            if is_in_transaction(database):
                connection.execute("ROLLBACK")


@contextmanager
def trying(database: Database) -> Iterator[None]:
    """A savepoint that is always rolled back: what a change would do, without doing it (inside `writing`)."""
    connection = database.conn
    with translated():
        connection.execute("SAVEPOINT trying")
        try:
            yield
        finally:
            # A full disk may have ended the whole transaction, and the savepoint with it.
            if is_in_transaction(database):
                connection.execute("ROLLBACK TO trying")
                connection.execute("RELEASE trying")


@contextmanager
def attempting(database: Database) -> Iterator[None]:
    """A part of a transaction that stands or falls as a whole: an error takes it back, and only it."""
    connection = database.conn
    with translated():
        connection.execute("SAVEPOINT attempting")
        try:
            yield
            connection.execute("RELEASE attempting")
        except BaseException:
            if is_in_transaction(database):
                connection.execute("ROLLBACK TO attempting")
                connection.execute("RELEASE attempting")
            raise


Parameters: TypeAlias = Sequence[Value] | Mapping[str, Value]


def run(database: Database, sql: str, parameters: Parameters = ()) -> int:
    """Run one writing statement; returns the number of rows it touched."""
    with translated():
        return int(database.conn.execute(sql, parameters).rowcount)


def run_script(database: Database, sql: str) -> None:
    """Run several statements without ending the transaction that is open, as sqlite3's own way would."""
    from sqlite_utils import Database as LibraryDatabase  # a tenth of the start, and only migrations need it

    with translated():
        LibraryDatabase(database.conn).executescript(sql)


def run_many(database: Database, sql: str, rows: Iterable[Parameters]) -> None:
    """Run one writing statement for many rows."""
    with translated():
        database.conn.executemany(sql, rows)


def rows(database: Database, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
    """The rows of a SELECT, one dictionary each, read as they are asked for."""
    with translated():
        cursor = database.conn.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        for values in cursor:
            yield dict(zip(names, values, strict=True))


def one(database: Database, sql: str, parameters: Parameters = ()) -> Row | None:
    """The first row of a SELECT, or None."""
    with translated():
        cursor = database.conn.execute(sql, parameters)
        values = cursor.fetchone()
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)} if values else None


def scalar(database: Database, sql: str, parameters: Parameters = ()) -> Any:
    """The first value of the first row, or None."""
    with translated():
        row = database.conn.execute(sql, parameters).fetchone()
    return row[0] if row else None


def check_version(database: Database, latest: int) -> int:
    """The schema version of the file; raises StorageError(NEWER) if a newer program wrote it."""
    version = int(scalar(database, "PRAGMA user_version"))
    if version > latest:
        raise StorageError(Fault.NEWER, f"{version} > {latest}")
    return version
