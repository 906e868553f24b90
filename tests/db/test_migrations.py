"""Bringing a file to this program's schema: in order, whole or not at all, never backwards."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from db import migrations
from db.connection import (
    APPLICATION_ID,
    Database,
    close_database,
    open_database,
    rows,
    run,
    run_script,
    scalar,
    writing,
)
from db.errors import Fault, StorageError
from db.projections import COLUMNS

KEY = bytes(range(32))
EVENTS = (
    "SELECT sid, seq, hash, hlc, type, entity, author, body, body_hash, state, bundle, arrived FROM event "
    "ORDER BY sid, seq"
)
AN_OLDER_LEDGER = """
INSERT INTO stream (sid, stream_id, node, install_id, audience, generation, own, frontier, frontier_hash)
VALUES (1, zeroblob(16), 'TCHQ', zeroblob(16), 'down', 1, 1, 2, zeroblob(32));
INSERT INTO event (sid, seq, hash, hlc, type, entity, author, body, body_hash, state, bundle, arrived)
VALUES (1, 2, zeroblob(32), 6, 'plan.issued', 'plan/a', 'p', zeroblob(1200), zeroblob(32), 2, NULL, 9),
       (1, 1, zeroblob(32), 5, 'plan.issued', 'plan/a', 'p', NULL, zeroblob(32), 4, NULL, 8);
INSERT INTO rejected (sid, seq, code) VALUES (1, 2, 'other_unit');
INSERT INTO change (id, at, person, action) VALUES (1, 0, 'p', 'import_plan');
INSERT INTO change_event (change, sid, seq) VALUES (1, 1, 1);
"""


def tables(database: Database) -> set[str]:
    return {row["name"] for row in rows(database, "SELECT name FROM sqlite_master WHERE type = 'table'")}


def add_two_tables(database: Database) -> None:
    run_script(database, "CREATE TABLE first (a TEXT) STRICT; CREATE TABLE second (a TEXT) STRICT;")


def add_and_fail(database: Database) -> None:
    add_two_tables(database)
    raise RuntimeError("the step is wrong")


def leave_a_dangling_reference(database: Database) -> None:
    run(database, "INSERT INTO bundle_range (bundle, sid, first, last) VALUES (7, 7, 1, 1)")


def test_a_new_file_is_marked_as_a_ledger_of_this_version(database: Database) -> None:
    assert scalar(database, "PRAGMA application_id") == APPLICATION_ID
    assert scalar(database, "PRAGMA user_version") == migrations.LATEST
    assert migrations.is_ledger(database)
    assert migrations.is_current(database)


def test_migrating_again_changes_nothing(database: Database) -> None:
    before = list(rows(database, "SELECT name, sql FROM sqlite_master ORDER BY name"))
    migrations.migrate(database)
    assert list(rows(database, "SELECT name, sql FROM sqlite_master ORDER BY name")) == before


def test_every_table_of_ours_is_strict(database: Database) -> None:
    sql = "SELECT name, strict, type FROM pragma_table_list WHERE schema = 'main'"
    loose = {row["name"] for row in rows(database, sql) if not row["strict"] and row["type"] == "table"}
    assert loose == {"sqlite_schema", "_sqlite_migrations"}


def test_the_projections_are_written_with_the_columns_they_have(database: Database) -> None:
    for table, names in COLUMNS.items():
        assert tuple(row["name"] for row in rows(database, f"PRAGMA table_info({table})")) == names


def test_a_new_step_is_applied_once_and_keeps_what_was_there(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(database):
        run(database, "INSERT INTO setting (name, value) VALUES ('node', 'TCHQ')")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, add_two_tables))
    monkeypatch.setattr(migrations, "LATEST", migrations.LATEST + 1)
    assert not migrations.is_current(database)
    migrations.migrate(database)
    migrations.migrate(database)
    assert migrations.is_current(database)
    assert {"first", "second"} <= tables(database)
    assert scalar(database, "SELECT value FROM setting WHERE name = 'node'") == "TCHQ"
    assert scalar(database, "PRAGMA foreign_keys") == 1


@pytest.mark.parametrize("step", [add_and_fail, leave_a_dangling_reference])
def test_a_failing_step_leaves_nothing(database: Database, monkeypatch: pytest.MonkeyPatch, step: object) -> None:
    before = tables(database)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    with pytest.raises((RuntimeError, StorageError)):
        migrations.migrate(database)
    assert tables(database) == before
    assert scalar(database, "PRAGMA user_version") == migrations.LATEST
    assert scalar(database, "SELECT count(*) FROM bundle_range") == 0
    assert scalar(database, "PRAGMA foreign_keys") == 1


def test_a_failing_first_step_leaves_an_empty_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (add_and_fail,))
    database = open_database(path, KEY)
    with pytest.raises(RuntimeError):
        migrations.migrate(database)
    assert not {"first", "second"} & tables(database)
    assert not migrations.is_ledger(database)
    close_database(database)


def test_a_file_of_a_newer_program_is_refused_and_left_alone(database: Database) -> None:
    run(database, f"PRAGMA user_version = {migrations.LATEST + 1}")
    with pytest.raises(StorageError) as refused:
        migrations.migrate(database)
    assert refused.value.reason is Fault.NEWER
    assert scalar(database, "PRAGMA user_version") == migrations.LATEST + 1


def test_the_events_of_an_older_ledger_come_along_with_what_speaks_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = open_database(tmp_path / "older.db", KEY)
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", migrations.STEPS[:4])
        patched.setattr(migrations, "LATEST", 4)
        migrations.migrate(older)
    run_script(older, AN_OLDER_LEDGER)
    kept = list(rows(older, EVENTS))
    migrations.migrate(older)
    assert list(rows(older, EVENTS)) == kept
    assert scalar(older, "SELECT code FROM rejected JOIN event USING (sid, seq)") == "other_unit"
    assert scalar(older, "SELECT count(*) FROM change_event JOIN event USING (sid, seq)") == 1
    for change in ("DELETE FROM event", "UPDATE event SET body = x'00'", "UPDATE event SET hash = x'00'"):
        with pytest.raises(dbapi2.IntegrityError):
            run(older, change)
    with pytest.raises(dbapi2.IntegrityError):
        run(older, "INSERT INTO rejected (sid, seq, code) VALUES (1, 9, 'nothing there')")
    close_database(older)
