"""The plans that come with the program: what ships is what is read, reviewed, and can be taken in at once."""

import json
from importlib import resources
from pathlib import Path
from typing import Final

import pytest

from desktop.importing.library import called_in_library, reviewed_plan, shipped_document, shipped_plans
from desktop.importing.parsed import to_json
from desktop.importing.plan_reader import read_plan
from desktop.plans.plans import import_plan, plans, rows_of_plan
from desktop.units.table import load_units
from tests.support.ledgers import new_ledger

FOLDER: Final = Path(str(resources.files("resources"))) / "plans"
NAMES: Final = sorted(file.stem for file in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_what_ships_is_what_the_importer_reads(name: str) -> None:
    shipped = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert to_json(read_plan(shipped_document(name), name=f"{name}.txt", units=load_units())) == shipped


def test_every_document_ships_with_its_reading_and_what_its_print_leaves_open() -> None:
    assert sorted(plan.name for plan in shipped_plans()) == NAMES
    for name in NAMES:
        assert (FOLDER / f"{name}.json").is_file()
        assert (FOLDER / f"{name}.differences.md").is_file()


def test_the_library_lists_the_plans_in_the_order_of_their_issue() -> None:
    assert [(plan.called, plan.tasks) for plan in shipped_plans()] == [
        ("Không số (thu thập thông tin)", 22),
        ("608/QĐ-TCHQ", 66),
        ("Không số (Khung SAFE)", 144),
        ("169/QĐ-BTC", 49),
        ("1855/QĐ-BTC", 327),
    ]


def test_a_file_of_somebody_else_has_no_name_in_the_library() -> None:
    assert called_in_library("ke-hoach.txt") == ""


def test_a_new_headquarters_takes_in_every_plan_of_the_library(tmp_path: Path) -> None:
    ledger, units = new_ledger(tmp_path, "TCHQ"), load_units()
    for shipped in shipped_plans():
        plan = reviewed_plan(shipped, units)
        import_plan(ledger.administrator, plan.parsed, document=plan.document, columns=plan.columns)
    database = ledger.administrator.database
    taken = {plan.number: len(rows_of_plan(database, plan.entity)) for plan in plans(database)}
    ledger.close()
    assert taken == {
        "Không số (thu thập thông tin)": 32,
        "608/QĐ-TCHQ": 80,
        "Không số (Khung SAFE)": 193,
        "169/QĐ-BTC": 61,
        "1855/QĐ-BTC": 435,
    }
