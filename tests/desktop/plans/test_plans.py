"""Plans in the ledger: imported as one change, found by number and path."""

import pytest

from db.connection import scalar
from desktop.errors import NotPermitted, PlanExists, UnknownPlan, UnknownTask
from desktop.importing.parsed import RowKind
from desktop.jobs import Job, Stopped
from desktop.permissions import Role
from desktop.plans.plans import import_plan, plan_numbered, plans, row_at, row_of, rows_of_plan
from tests.support.ledgers import DOCUMENT, OFFICER, Ledger, plan_608


def test_the_rows_in_the_ledger_are_the_rows_that_were_read(ledger: Ledger) -> None:
    plan = ledger.import_608()
    database = ledger.administrator.database
    rows = rows_of_plan(database, plan.entity)
    parsed = plan_608().rows
    assert [(row.kind, row.number, row.path, row.title) for row in rows] == [
        (row.kind, row.number, row.path, row.title) for row in parsed
    ]
    assert [row.position for row in rows] == list(range(len(parsed)))
    assert [(row.activities, row.product, row.lead_text, row.deadline) for row in rows] == [
        (row.activities, row.product, row.lead_text, row.deadline) for row in parsed
    ]
    assert sum(row.kind is RowKind.TASK for row in rows) == 66
    assert (plan.number, plan.document) == ("608/QĐ-TCHQ", DOCUMENT)
    assert plans(database) == [plan]


def test_a_row_is_found_by_its_typed_path(ledger: Ledger) -> None:
    plan = ledger.import_608()
    database = ledger.administrator.database
    row = row_at(database, plan, " I / C /4 ")
    assert (row.path, row.path_text, row.label) == (("I", "C", "4"), "I/C/4", "C.4")
    assert row_of(database, row.entity) == row
    for path in ("I/C/99", "", "I\\C\\4", "C.4"):
        with pytest.raises(UnknownTask):
            row_at(database, plan, path)
    with pytest.raises(UnknownPlan):
        plan_numbered(database, "609/QĐ-TCHQ")


def test_a_plan_is_taken_in_once(ledger: Ledger) -> None:
    ledger.import_608()
    with pytest.raises(PlanExists):
        ledger.import_608()
    assert scalar(ledger.administrator.database, "SELECT count(*) FROM p_plan") == 1


def test_a_stopped_import_leaves_nothing(ledger: Ledger) -> None:
    reported: list[int] = []
    job = Job(lambda progress: reported.append(progress.done), stop_wanted=lambda: len(reported) > 30)
    with pytest.raises(Stopped):
        import_plan(ledger.administrator, plan_608(), document=DOCUMENT, job=job)
    assert scalar(ledger.administrator.database, "SELECT count(*) FROM event") == 1  # the first person
    assert plans(ledger.administrator.database) == []
    ledger.import_608()


def test_an_officer_imports_no_plan(ledger: Ledger) -> None:
    officer = ledger.add(OFFICER, Role.OFFICER)
    with pytest.raises(NotPermitted):
        import_plan(officer, plan_608(), document=DOCUMENT)
    assert plans(officer.database) == []
