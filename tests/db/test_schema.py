"""The schema of the ledger, and that rows, statements and projections agree with it."""

import ast
import hashlib
import importlib
import pkgutil
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
import db.migrations
from db import rows as row_types
from db.connection import Database, close_database, open_database, scalar
from db.migrations import LATEST, STEPS, migrate
from db.projections import COLUMNS

RELEASED: dict[str, str] = {}
"""The steps that users' ledgers have gone through, with the SHA-256 of their files: they never change again.

Add a step here in the commit that releases it.
"""

TABLES = {
    "StreamRow": "stream",
    "EventRow": "event",
    "ChangeRow": "change",
    "BundleRow": "bundle",
    "PeerRow": "peer",
    "PlanRow": "p_plan",
    "TaskRow": "p_task",
    "AmendmentRow": "p_amendment",
    "AcknowledgementRow": "p_acknowledgement",
    "TargetRow": "p_target",
    "AssignmentRow": "p_assignment",
    "AllocationRow": "p_allocation",
    "ProgressRow": "p_progress",
    "PersonRow": "p_person",
    "ReportRow": "p_report",
    "TakenBackRow": "p_taken_back",
    "ObligationRow": "p_obligation",
    "HolidayRow": "holiday",
    "UnitChangeRow": "p_unit",
}
JOINED = {"FoldRow"}
"""Rows read from several tables."""

PYTHON_TYPES = {"TEXT": str, "INTEGER": int, "BLOB": bytes}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "so.db", bytes(32))
    migrate(opened)
    yield opened
    close_database(opened)


def tables(database: Database) -> dict[str, str]:
    """The tables, apart from those of the search index, with their definitions."""
    found = database.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {name: sql for name, sql in found if not name.startswith(("p_search", "sqlite_", "_"))}


def columns(database: Database, table: str) -> dict[str, object]:
    """The columns of a table with the Python type of their values."""
    found: dict[str, object] = {}
    for _, name, type_, is_required, _, key in database.conn.execute(f"PRAGMA table_info({table})"):
        plain = PYTHON_TYPES[type_]
        found[name] = plain if is_required or key else plain | None
    return found


def test_a_new_ledger_has_the_latest_schema(database: Database) -> None:
    assert scalar(database, "PRAGMA user_version") == LATEST == len(STEPS)


def test_every_table_is_strict(database: Database) -> None:
    loose = [name for name, sql in tables(database).items() if not re.search(r"\)\s*STRICT", sql)]
    assert not loose


def test_every_reference_has_an_index(database: Database) -> None:
    """Otherwise each change of the table referred to reads the whole table that refers."""
    missing: list[tuple[str, list[str]]] = []
    for table in tables(database):
        references: dict[int, list[str]] = {}
        for number, _, _, column, *_ in database.conn.execute(f"PRAGMA foreign_key_list({table})"):
            references.setdefault(number, []).append(column)
        there = indexes(database, table)
        missing += [
            (table, needed)
            for needed in references.values()
            if not any(index[: len(needed)] == needed for index in there)
        ]
    # Written once and looked up by their own key; the tables they refer to are never deleted from.
    assert not [found for found in missing if found not in KNOWN_WITHOUT_INDEX]
    assert not [known for known in KNOWN_WITHOUT_INDEX if known not in missing]


KNOWN_WITHOUT_INDEX = [("change_event", ["sid", "seq"])]


def indexes(database: Database, table: str) -> list[list[str]]:
    found = [[row[2] for row in database.conn.execute(f"PRAGMA index_info({name})")]
             for _, name, *_ in database.conn.execute(f"PRAGMA index_list({table})")]  # fmt: skip
    keys = sorted((key, name) for _, name, _, _, _, key in database.conn.execute(f"PRAGMA table_info({table})") if key)
    return [*found, [name for _, name in keys]]


def test_the_columns_of_projections_are_those_of_the_schema(database: Database) -> None:
    folded = {name for name in tables(database) if name.startswith("p_")}
    assert folded == set(COLUMNS)
    assert {table: list(columns(database, table)) for table in COLUMNS} == {
        table: list(names) for table, names in COLUMNS.items()
    }


def test_every_typed_row_has_the_columns_of_its_table(database: Database) -> None:
    for name, table in TABLES.items():
        expected = {column: plain(type_) for column, type_ in typing.get_type_hints(getattr(row_types, name)).items()}
        assert expected == columns(database, table), name


def plain(type_: object) -> object:
    """A union in the form that `|` makes."""
    if isinstance(type_, types.UnionType):
        return type_
    return typing.get_args(type_)[0] | None if typing.get_origin(type_) is typing.Union else type_


def test_every_typed_row_is_compared() -> None:
    made = {name for name, value in vars(row_types).items() if name.endswith("Row") and isinstance(value, type)}
    assert made == set(TABLES) | JOINED


def statements() -> Iterator[tuple[str, str]]:
    """Every constant of `db` that is a statement, with its name; the tables of statements too."""
    verb = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")
    for found in pkgutil.walk_packages(db.__path__, "db."):
        for name, value in vars(importlib.import_module(found.name)).items():
            texts = value.values() if isinstance(value, dict) else [value]
            for number, text in enumerate(texts):
                if isinstance(text, str) and verb.match(text) and name.upper() == name:
                    yield f"{found.name}.{name}[{number}]", text


def test_every_statement_fits_the_schema(database: Database) -> None:
    """SQLite compiles each; a misspelt column or table would be found here and not by a user."""
    checked = 0
    for name, sql in statements():
        named = dict.fromkeys(re.findall(r"[:@$](\w+)", sql))
        try:
            database.conn.execute(f"EXPLAIN {sql}", named or [None] * sql.count("?"))
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the statement's name has to be told
            pytest.fail(f"{name}: {error}")
        checked += 1
    assert checked > 50


def test_every_statement_lists_its_columns() -> None:
    """`*` would change its meaning with the next migration."""
    assert not [name for name, sql in statements() if re.search(r"SELECT\s+(\w+\.)?\*|INTO \w+ VALUES", sql)]


def step_files() -> list[Path]:
    folder = Path(str(db.migrations.__file__)).parent
    return sorted(folder.glob("m[0-9][0-9][0-9][0-9]_*.py"))


def test_the_steps_are_numbered_without_a_gap_and_all_applied() -> None:
    assert [int(path.name[1:5]) for path in step_files()] == list(range(1, LATEST + 1))
    assert [step.__module__.rpartition(".")[2] for step in STEPS] == [path.stem for path in step_files()]


def test_released_steps_never_change() -> None:
    """Changing one would leave users' ledgers with another schema than new ones."""
    files = {path.stem: path for path in step_files()}
    assert set(RELEASED) <= set(files)
    for name, digest in RELEASED.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest, name


def test_steps_stand_on_their_own() -> None:
    """A step that used the program's own code would change with it."""
    for path in step_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module in {"db.connection", "collections.abc", "typing"}, path.name
