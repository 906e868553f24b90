"""Giving tasks to units and officers, and taking them back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.connection import rows, scalar
from desktop.actions import to_node
from desktop.assigning.assigning import Assigned, allocate, assign, is_assigned, provincial_tasks, withdraw
from desktop.errors import (
    MissingReason,
    NotAssignedHere,
    NotATask,
    NotBelow,
    NothingToAssign,
    NotPermitted,
    UnknownPerson,
    UnknownUnit,
)
from desktop.permissions import Role
from desktop.users.people import add_person
from tests.support.ledgers import OFFICER, PASSPHRASE, Ledger, new_ledger, units

# Read by hand from the columns "lead" and "support" of the decision.
LED = {f"I/C/{number}" for number in (2, 4, 6, 7, 8, 9, 10, 11, 12, 14, 15)} | {"I/B/1", "I/B/2"}
SUPPORTED = {"I/B/8"}


@pytest.fixture
def top(tmp_path: Path) -> Iterator[Ledger]:
    """The ledger of headquarters."""
    made = new_ledger(tmp_path, "TCHQ")
    yield made
    made.close()


def test_the_provincial_tasks_go_to_every_unit_in_its_own_stream(top: Ledger) -> None:
    plan = top.import_608()
    session = top.administrator
    tasks = provincial_tasks(session.database, plan)
    assert {row.path_text for row in tasks} == LED | SUPPORTED
    codes = (code for code in ["HQ03", "HQ20"])  # read once, used for each task
    assert assign(session, tasks, codes, units()) == Assigned(28, 0)
    for code in ("HQ03", "HQ20"):
        found = list(rows(session.database, "SELECT task, role FROM p_assignment WHERE unit = ?", (code,)))
        by_path = {row.path_text: row for row in tasks}
        entities = {by_path[path].entity: "support" if path in SUPPORTED else "lead" for path in by_path}
        assert {row["task"]: row["role"] for row in found} == entities
        sql = "SELECT frontier FROM stream WHERE audience = ?"
        assert scalar(session.database, sql, (to_node(f"TCHQ/{code}"),)) == 14


def test_what_is_assigned_already_stays_as_it_is(top: Ledger) -> None:
    plan = top.import_608("HQ03")
    session = top.administrator
    tasks = provincial_tasks(session.database, plan)
    before = scalar(session.database, "SELECT count(*) FROM event")
    assert assign(session, tasks, ["HQ03"], units()) == Assigned(0, 14)
    assert scalar(session.database, "SELECT count(*) FROM event") == before
    assert assign(session, [*tasks, *tasks], ["HQ03", "HQ20", "HQ20"], units()) == Assigned(14, 14)


def test_tasks_go_to_units_below_and_to_no_other(ledger: Ledger) -> None:
    plan = ledger.import_608()
    session, task = ledger.administrator, ledger.row(plan, "I/C/4")
    for code in ("HQ20", "TCHQ"):
        with pytest.raises(NotBelow):
            assign(session, [task], ["HQ03", code], units())
    assert scalar(session.database, "SELECT count(*) FROM p_assignment") == 0
    assert assign(session, [task], ["HQ03"], units()) == Assigned(1, 0), "a plan of its own"


def test_a_mistake_in_the_request_assigns_nothing(ledger: Ledger) -> None:
    plan = ledger.import_608()
    session = ledger.administrator
    task, heading = ledger.row(plan, "I/C/4"), ledger.row(plan, "I/C")
    officer = ledger.add(OFFICER, Role.OFFICER)
    with pytest.raises(NotATask):
        assign(session, [task, heading], ["HQ03"], units())
    with pytest.raises(UnknownUnit):
        assign(session, [task], ["HQ03", "HQ99"], units())
    with pytest.raises(NothingToAssign):
        assign(session, [], ["HQ03"], units())
    with pytest.raises(NotPermitted):
        assign(officer, [task], ["HQ03"], units())
    assert scalar(session.database, "SELECT count(*) FROM p_assignment") == 0


def test_a_task_is_withdrawn_for_a_reason_and_can_be_given_again(ledger: Ledger) -> None:
    plan = ledger.import_608("HQ03")
    session, task = ledger.administrator, ledger.row(plan, "I/C/4")
    with pytest.raises(MissingReason):
        withdraw(session, [task.entity], "HQ03", units(), reason=" ")
    assert withdraw(session, [task.entity], "HQ03", units(), reason="Chuyển đơn vị khác") == 1
    assert not is_assigned(session.database, task.entity, "HQ03")
    found = "SELECT reason FROM p_assignment WHERE task = ? AND state = 'withdrawn'"
    assert scalar(session.database, found, (task.entity,)) == "Chuyển đơn vị khác"
    assert withdraw(session, [task.entity], "HQ03", units(), reason="Lần nữa") == 0
    assert assign(session, [task], ["HQ03"], units()) == Assigned(1, 0)
    assert is_assigned(session.database, task.entity, "HQ03")


def test_a_task_is_passed_to_an_officer_of_the_unit_and_taken_back(ledger: Ledger) -> None:
    plan = ledger.import_608("HQ03")
    session, task = ledger.administrator, ledger.row(plan, "I/C/4").entity
    officer = add_person(session, OFFICER, Role.OFFICER, PASSPHRASE).id
    assert allocate(session, [task, task], officer=officer, team="Tổ 1") == 1
    (row,) = rows(session.database, "SELECT task, unit, officer, team FROM p_allocation")
    assert tuple(row.values()) == (task, "HQ03", officer, "Tổ 1")
    before = scalar(session.database, "SELECT count(*) FROM event")
    allocate(session, [task], officer=officer, team="Tổ 1")
    assert scalar(session.database, "SELECT count(*) FROM event") == before
    allocate(session, [task], officer="")
    assert scalar(session.database, "SELECT count(*) FROM p_allocation") == 0


def test_a_task_is_passed_only_to_people_and_units_that_have_it(ledger: Ledger) -> None:
    plan = ledger.import_608("HQ03")
    session = ledger.administrator
    officer = add_person(session, OFFICER, Role.OFFICER, PASSPHRASE).id
    with pytest.raises(UnknownPerson):
        allocate(session, [ledger.row(plan, "I/C/4").entity], officer="không có")
    with pytest.raises(NotAssignedHere):
        allocate(session, [ledger.row(plan, "I/C/4").entity, ledger.row(plan, "I/A/1").entity], officer=officer)
    with pytest.raises(NotPermitted):
        allocate(ledger.sign_in(OFFICER), [ledger.row(plan, "I/C/4").entity], officer=officer)
    assert scalar(session.database, "SELECT count(*) FROM p_allocation") == 0
