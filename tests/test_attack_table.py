"""Every row of the table of attacks and faults is played by a test whose name carries the row's number.

The numbers are those of the table of attacks and faults that the exchange by file was designed against. A test of row
33 is called `test_row_33_…`, one of several rows `test_row_21_22_…`.
"""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
NAME = re.compile(r"test_row_((?:\d\d_)+)")

ROWS = frozenset([*range(1, 58), 59, 62, 79, 80, *range(86, 90)])
"""The rows about bundles, keys, merging and files."""

OUT_OF_REACH: dict[int, str] = {}
"""Rows that no test here can play, and why; there is none."""


def rows_named_in(name: str) -> frozenset[int]:
    """The rows that a test's name says it plays."""
    found = NAME.match(name)
    return frozenset(int(number) for number in found[1].split("_") if number) if found else frozenset()


def rows_played() -> dict[int, list[str]]:
    """The tests of each row, as `file: name`."""
    found: dict[int, list[str]] = {}
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for row in rows_named_in(node.name):
                    found.setdefault(row, []).append(f"{file.relative_to(TESTS)}: {node.name}")
    return found


def test_every_row_is_played_by_a_test_that_carries_its_number() -> None:
    missing = ROWS - rows_played().keys() - OUT_OF_REACH.keys()
    assert not missing, f"no test is called test_row_NN_… for the rows {sorted(missing)}"


def test_no_row_is_called_out_of_reach_that_has_a_test() -> None:
    played = rows_played().keys()
    assert not played & OUT_OF_REACH.keys()
    assert OUT_OF_REACH.keys() <= ROWS
    assert all(OUT_OF_REACH.values())


def test_no_test_names_a_row_that_the_table_does_not_have() -> None:
    assert all(1 <= row <= 90 for row in rows_played())


def test_a_name_says_all_its_rows() -> None:
    assert rows_named_in("test_row_21_22_23_a_revoked_key") == {21, 22, 23}
    assert rows_named_in("test_the_33_departments_of_the_table") == frozenset()
    assert rows_named_in("test_row_05_2_more") == {5}
