"""Faults of libraries that the program was once bitten by: the versions in use do not have them."""

import subprocess
import sys

import PySide6
import pytest

CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
from PySide6.QtGui import QImage, QPainter
application = QApplication([])
label = QLabel()
image = QImage(8, 8, QImage.Format.Format_ARGB32)
painter = QPainter(image)
for number in range(50_000):
    label.setText("x")
    painter.drawPoint(1, 1)
painter.end()
print("alive", flush=True)
"""


def test_calls_without_a_result_do_not_wear_out_none() -> None:
    """PySide6 6.12.0 on Python 3.11 takes a reference from None at each such call and ends the process."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", CALLS], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr[-2000:]


def test_pyside_is_the_version_that_was_judged() -> None:
    assert PySide6.__version__ == "6.11.3"


BOUND = """
import db.connection
import sqlite_utils.utils
from sqlcipher3 import dbapi2
print(sqlite_utils.utils.sqlite3.OperationalError is dbapi2.OperationalError)
"""


def test_sqlite_utils_catches_the_errors_of_the_encrypted_store() -> None:
    """It looks for another SQLite module first; without our stand-in it would miss every error of SQLCipher."""
    done = subprocess.run([sys.executable, "-c", BOUND], capture_output=True, text=True, check=False)
    assert done.stdout == "True\n", done.stderr


def test_two_raw_writes_make_one_commit() -> None:
    """The store opens its transactions itself; the library must not begin or end one in between."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE a (b INTEGER) STRICT")
    connection.execute("INSERT INTO a (b) VALUES (1)")
    assert connection.in_transaction
    connection.execute("ROLLBACK")
    with pytest.raises(dbapi2.OperationalError, match="no such table"):
        connection.execute("SELECT b FROM a")
    connection.close()
