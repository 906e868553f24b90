"""Copies of the ledger while it is in use, opened and checked before they count."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

import db.backup
from db.connection import Database, close_database, open_database, run, run_many, scalar, translated, writing
from db.errors import Fault, StorageError

KEY = bytes(range(32))
PUT = "INSERT INTO setting (name, value) VALUES (?, ?)"


def check(path: Path) -> None:
    opened = open_database(path, KEY)
    try:
        db.backup.verify(opened)
    finally:
        close_database(opened)


def test_a_copy_holds_what_was_committed_and_opens_with_the_same_key(
    database: Database, path: Path, tmp_path: Path
) -> None:
    with writing(database):
        run(database, PUT, ("kept", "1"))
    db.backup.copy_to(path, tmp_path / "copy.db", KEY)
    copy = open_database(tmp_path / "copy.db", KEY)
    assert scalar(copy, "SELECT value FROM setting WHERE name = 'kept'") == "1"
    assert not (tmp_path / "copy.db").read_bytes().startswith(b"SQLite")
    close_database(copy)


def test_row_62_a_copy_is_made_while_a_change_is_open_and_holds_nothing_of_it(
    database: Database, path: Path, tmp_path: Path
) -> None:
    with writing(database):
        run(database, PUT, ("unfinished", "1"))
        db.backup.copy_to(path, tmp_path / "copy.db", KEY)
    copy = open_database(tmp_path / "copy.db", KEY)
    assert scalar(copy, "SELECT count(*) FROM setting") == 0
    close_database(copy)


def test_a_ledger_that_is_not_there_gives_no_copy(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        db.backup.copy_to(tmp_path / "missing.db", tmp_path / "copy.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_ledger_gives_no_copy(database: Database, path: Path, tmp_path: Path) -> None:
    with writing(database):
        run_many(database, PUT, [(f"name {number}", "x" * 500) for number in range(200)])
    close_database(database)
    raw = bytearray(path.read_bytes())
    raw[-2048] ^= 1
    path.write_bytes(raw)
    with pytest.raises(StorageError):
        db.backup.copy_to(path, tmp_path / "copy.db", KEY)
    assert not list(tmp_path.glob("copy.db*"))


def test_a_dangling_reference_is_found(database: Database) -> None:
    run(database, "PRAGMA foreign_keys = OFF")
    with writing(database):
        run(database, "INSERT INTO bundle_range (bundle, sid, first, last) VALUES (1, 1, 1, 1)")
    with pytest.raises(StorageError) as found:
        db.backup.verify(database)
    assert found.value.reason is Fault.DAMAGED


def test_row_56_a_page_that_changed_on_the_disk_is_found(database: Database, path: Path) -> None:
    with writing(database):
        run_many(database, PUT, [(f"name {number}", "x" * 500) for number in range(200)])
    close_database(database)
    whole = path.read_bytes()
    for place in range(4096 + 100, len(whole), 4096):
        raw = bytearray(whole)
        raw[place] ^= 0x10
        path.write_bytes(raw)
        with pytest.raises(StorageError):
            check(path)
    path.write_bytes(whole)
    check(path)


def test_a_fault_of_the_disk_while_copying_is_told_as_such() -> None:
    for words, fault in (("disk I/O error", Fault.INPUT_OUTPUT), ("database or disk is full", Fault.FULL)):
        with pytest.raises(StorageError) as found, translated():
            raise dbapi2.OperationalError(words)
        assert found.value.reason is fault
    with pytest.raises(dbapi2.OperationalError), translated():
        raise dbapi2.OperationalError("no such table: setting")
