"""An open, empty ledger file with a fixed key."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import migrations
from db.connection import Database, close_database, open_database

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "so.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = open_database(path, KEY)
    migrations.migrate(opened)
    yield opened
    close_database(opened)
