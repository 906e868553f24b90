"""Every deadline cell of the reviewed plan readings, cell by cell."""

import json
from pathlib import Path

import pytest

from desktop.deadlines.deadlines import deadline_to_json, parse_deadline

READINGS = sorted(Path("tests/golden/plans").glob("*.json"))


@pytest.mark.parametrize("path", READINGS, ids=lambda path: path.stem)
def test_every_deadline_of_a_reviewed_plan_is_read_as_reviewed(path: Path) -> None:
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    wrong = [
        (row["path"], row["deadline_text"], got)
        for row in rows
        if (got := deadline_to_json(parse_deadline(row["deadline_text"]))) != row["deadline"]
    ]
    assert wrong == []
