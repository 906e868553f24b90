"""The real plan documents, compared cell by cell with readings made by hand from the print."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from desktop.importing.parsed import to_json
from desktop.importing.plan_reader import read_plan
from desktop.units.table import load_units

TESTS: Final = Path(__file__).parents[2]
GOLDENS: Final = TESTS / "golden" / "plans"
DOCUMENTS: Final = {
    "608": "608-qd-tchq",
    "safe-2009": "safe-2009",
    "thu-thap-thong-tin-2006": "thu-thap-thong-tin-2006",
    "169-qd-btc": "169-qd-btc",
    "1855-qd-btc": "1855-qd-btc",
}


WORDED_BY_HAND: Final = {("1855-qd-btc", "3.2#7")}
"""Indicators whose measured thing the reading by hand says in other words than the print."""
LIBRARY: Final = TESTS.parent / "resources" / "plans"


def _golden(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDENS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _read(name: str) -> dict[str, Any]:
    file = TESTS / "documents" / f"{DOCUMENTS[name]}.txt"
    return to_json(read_plan(file.read_bytes(), name=file.name, units=load_units()))


def _by_path(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"/".join(row["path"]): row for row in plan["rows"]}


def _agrees(field: str, read: dict[str, Any], value: object, golden: dict[str, Any]) -> bool:
    if field != "source" or golden["kind"] != "group":
        return bool(read[field] == value)
    # A group that shares its row with its first task stands in the lines of that row: a flow prints no rows.
    (first, last), (begin, end) = golden["source"]["lines"], read["source"]["lines"]
    return bool(begin <= first <= last <= end)


def differing_cells(read: dict[str, Any], golden: dict[str, Any]) -> list[str]:
    """One line per row missing or invented and per cell that differs."""
    found: list[str] = []
    rows, expected = _by_path(read), _by_path(golden)
    found += [f"{path}: missing" for path in expected if path not in rows]
    found += [f"{path}: invented: {rows[path]['title'][:60]}" for path in rows if path not in expected]
    for path in expected:
        for field, value in expected[path].items():
            if path in rows and not _agrees(field, rows[path], value, expected[path]):
                found.append(f"{path} {field}:\n    read   {rows[path][field]!r}\n    golden {value!r}")
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_cell_agrees_with_the_reading_by_hand(name: str) -> None:
    differing = differing_cells(_read(name), _golden(name))
    assert not differing, f"{len(differing)} differing cells\n" + "\n".join(differing[:60])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_rows_stand_in_printed_order(name: str) -> None:
    assert [row["path"] for row in _read(name)["rows"]] == [row["path"] for row in _golden(name)["rows"]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_is_known_by_its_letterhead(name: str) -> None:
    assert _read(name)["plan"] == _golden(name)["plan"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_indicators_agree_with_those_found_by_hand(name: str) -> None:
    read, golden = _read(name)["indicators"], _golden(name)["indicators"]
    for found, expected in zip(read, golden, strict=False):
        if (name, expected["number"]) in WORDED_BY_HAND:
            found["targets"] = [
                one | {"metric": two["metric"]} for one, two in zip(found["targets"], expected["targets"], strict=True)
            ]
    assert read == golden


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_library_ships_the_document_that_was_checked(name: str) -> None:
    file = f"{DOCUMENTS[name]}.txt"
    assert (LIBRARY / file).read_bytes() == (TESTS / "documents" / file).read_bytes()
