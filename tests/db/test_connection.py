"""The encrypted file: its settings, its key, its transactions, and what happens when the computer fails."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from db.connection import (
    Database,
    close_database,
    is_in_transaction,
    open_database,
    reading,
    rows,
    run,
    scalar,
    translated,
    trying,
    writing,
)
from db.errors import Fault, StorageError

KEY = bytes(range(32))
OTHER_KEY = bytes(32)
PUT = "INSERT INTO setting (name, value) VALUES (?, ?)"
COUNT = "SELECT count(*) FROM setting"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("temp_store", 2),  # MEMORY
        ("recursive_triggers", 1),
        ("cache_size", -65536),
        ("wal_autocheckpoint", 1000),
    ],
)
def test_every_connection_works_with_the_settings_against_power_cuts(
    database: Database, setting: str, value: str | int
) -> None:
    assert scalar(database, f"PRAGMA {setting}") == value


def test_the_file_shows_nothing_to_who_has_no_key(database: Database, path: Path) -> None:
    with writing(database):
        run(database, PUT, ("dấu hiệu", "DAU-HIEU-BI-MAT"))
    close_database(database)
    raw = path.read_bytes()
    assert b"SQLite format 3" not in raw
    assert b"DAU-HIEU-BI-MAT" not in raw
    assert b"CREATE TABLE" not in raw


def test_a_wrong_key_is_named_as_such(database: Database, path: Path) -> None:
    with pytest.raises(StorageError) as refused:
        open_database(path, OTHER_KEY)
    assert refused.value.reason is Fault.WRONG_KEY


def test_a_file_of_another_program_does_not_open(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(8192))
    with pytest.raises(StorageError) as refused:
        open_database(path, KEY)
    assert refused.value.reason is Fault.WRONG_KEY


def test_a_missing_ledger_is_not_replaced_by_an_empty_one(path: Path) -> None:
    with pytest.raises(StorageError) as refused:
        open_database(path, KEY, must_exist=True)
    assert refused.value.reason is Fault.UNREADABLE
    assert not path.exists()


def test_a_key_has_thirty_two_bytes(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, b"short")


def test_a_failed_change_leaves_nothing(database: Database) -> None:
    def change() -> None:
        with writing(database):
            run(database, PUT, ("a", "1"))
            raise KeyError("a mistake further on")

    with pytest.raises(KeyError):
        change()
    assert scalar(database, COUNT) == 0
    assert not is_in_transaction(database)


def test_a_change_inside_a_change_is_a_mistake_of_ours(database: Database) -> None:
    def nested() -> None:
        with writing(database), writing(database):
            pass

    with pytest.raises(RuntimeError):
        nested()
    assert not is_in_transaction(database)


def test_what_is_tried_is_not_done(database: Database) -> None:
    with writing(database):
        run(database, PUT, ("kept", "1"))
        with trying(database):
            run(database, PUT, ("tried", "2"))
            assert scalar(database, COUNT) == 2
    assert [row["name"] for row in rows(database, "SELECT name FROM setting")] == ["kept"]


def test_several_reads_see_one_state_while_another_connection_writes(database: Database, path: Path) -> None:
    other = open_database(path, KEY)
    with reading(database):
        before = scalar(database, COUNT)
        with writing(other):
            run(other, PUT, ("meanwhile", "1"))
        assert scalar(database, COUNT) == before
    assert scalar(database, COUNT) == before + 1
    close_database(other)


def test_a_second_writer_is_told_that_the_ledger_is_busy(database: Database, path: Path) -> None:
    other = open_database(path, KEY)
    run(other, "PRAGMA busy_timeout = 1")
    with writing(database):
        with pytest.raises(StorageError) as refused, writing(other):
            pass
        assert refused.value.reason is Fault.BUSY
    close_database(other)


def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    def dangling() -> None:
        with writing(database):
            run(database, "INSERT INTO bundle_range (bundle, sid, first, last) VALUES (1, 1, 1, 1)")

    with pytest.raises(dbapi2.IntegrityError):
        dangling()


def test_columns_take_only_their_type(database: Database) -> None:
    def mistyped() -> None:
        with writing(database):
            run(database, "INSERT INTO setting (name, value) VALUES ('a', x'00')")

    with pytest.raises(dbapi2.IntegrityError):
        mistyped()


def test_a_mistake_of_ours_in_sql_is_no_fault_of_the_computer(database: Database) -> None:
    with pytest.raises(dbapi2.OperationalError), translated():
        run(database, "SELECT nothing FROM nowhere")


def test_a_read_only_file_is_read_but_not_written(database: Database) -> None:
    run(database, "PRAGMA query_only = ON")
    with pytest.raises(StorageError) as refused, writing(database):
        run(database, PUT, ("a", "1"))
    assert refused.value.reason is Fault.READ_ONLY
    assert scalar(database, COUNT) == 0


def test_a_damaged_page_is_named_as_damage(database: Database, path: Path) -> None:
    with writing(database):
        for number in range(200):
            run(database, PUT, (f"name {number}", "x" * 500))
    scalar(database, "PRAGMA wal_checkpoint(TRUNCATE)")
    close_database(database)
    raw = bytearray(path.read_bytes())
    raw[len(raw) - 2048] ^= 1
    path.write_bytes(raw)
    again = open_database(path, KEY)
    with pytest.raises(StorageError) as refused:
        list(rows(again, "SELECT name, value FROM setting"))
    assert refused.value.reason is Fault.DAMAGED
    close_database(again)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from db.connection import open_database, run, scalar, writing
from db.errors import StorageError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
database = open_database(Path(sys.argv[1]), bytes(range(32)))
before = scalar(database, "SELECT count(*) FROM setting")
size = Path(sys.argv[1] + "-wal").stat().st_size + 256 * 1024
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    with writing(database):
        for number in range(3000):
            run(database, "INSERT INTO setting (name, value) VALUES (?, ?)", (f"n{number}", "x" * 4000))
except StorageError as error:
    print(error.reason.value)
print(before, scalar(database, "SELECT count(*) FROM setting"), database.conn.in_transaction)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system knows no limit on file sizes")
def test_on_a_full_disk_nothing_is_half_written_and_reading_goes_on(database: Database, path: Path) -> None:
    with writing(database):
        run(database, PUT, ("before", "1"))
    close_database(database)
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    # A file that may not grow is SQLITE_IOERR (EFBIG) to SQLite; a disk without room is SQLITE_FULL.
    assert done.stdout.splitlines() in (["input_output", "1 1 False"], ["full", "1 1 False"])
    again = open_database(path, KEY)
    assert scalar(again, "PRAGMA integrity_check") == "ok"
    close_database(again)
