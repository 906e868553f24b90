"""Every unit cell of the reviewed plan readings, cell by cell."""

import json
from datetime import date
from pathlib import Path

import pytest

from desktop.units.table import load_units

UNITS = load_units()
READINGS = sorted(Path("tests/golden/plans").glob("*.json"))


@pytest.mark.parametrize("path", READINGS, ids=lambda path: path.stem)
def test_every_unit_cell_of_a_reviewed_plan_is_read_as_reviewed(path: Path) -> None:
    reading = json.loads(path.read_text(encoding="utf-8"))
    plan = reading["plan"]
    on = date.fromisoformat(plan["date"]) if plan["date"] else None
    issuer = UNITS.issuer(plan["number"]) if plan["number"] else None
    issuer_code = issuer.code if issuer else "TCHQ"
    wrong = [
        (row["path"], row[f"{role}_text"], got)
        for row in reading["rows"]
        for role in ("lead", "support")
        if (got := _names(row[f"{role}_text"], on, issuer_code))
        != [(unit["code"], unit["name"]) for unit in row[f"{role}_units"]]
    ]
    assert wrong == []


def _names(printed: str, on: date | None, issuer_code: str) -> list[tuple[str | None, str]]:
    return [(unit.code, unit.name) for unit in UNITS.resolve(printed, on=on, issuer_code=issuer_code)]
