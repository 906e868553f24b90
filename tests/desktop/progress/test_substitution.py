"""Who enters for the officer that has the task says why; the reviewer sees it."""

import pytest

from desktop.assigning.assigning import allocate
from desktop.errors import OthersTask
from desktop.journal.history import history_of
from desktop.permissions import Role
from desktop.progress.recording import report
from desktop.progress.review import approve_entries, waiting_entries
from tests.desktop.progress.conftest import Department

WHY = "Cán bộ đi công tác"


def test_entering_for_the_officer_of_a_task_takes_a_reason(department: Department) -> None:
    other = department.ledger.add("Ngô Thị Lan", Role.OFFICER)
    allocate(department.supervisor, [department.row().entity], officer=other.person.id)
    with pytest.raises(OthersTask) as refused:
        department.hand_in()
    assert refused.value.name == "Ngô Thị Lan"
    entry = department.hand_in(reason=WHY)
    assert entry.entered_for == other.person.id
    (waiting,) = waiting_entries(department.supervisor)
    assert (waiting.entry.entered_for, waiting.explanations) == (other.person.id, (WHY,))
    reported = [happening for happening in history_of(other.database, entry.entity) if happening.reason]
    assert [(happening.author, happening.reason) for happening in reported] == [(department.officer.person.id, WHY)]


def test_who_said_why_goes_on_until_the_entry_is_handed_in(department: Department) -> None:
    other = department.ledger.add("Ngô Thị Lan", Role.OFFICER)
    row = department.row()
    allocate(department.supervisor, [row.entity], officer=other.person.id)
    begun = department.record(status="in_progress", percent="10")
    report(department.officer, row, "", begun, reason=WHY)
    report(department.officer, row, "", department.record(status="in_progress", percent="20"))
    with pytest.raises(OthersTask):
        report(department.supervisor, row, "", department.record(status="in_progress", percent="30"))
    own = report(other, row, "", department.record(status="in_progress", percent="40"), submit_too=True)
    assert own.entered_for == "", "the officer himself entered it"
    approve_entries(department.supervisor, [own.entity])
    assert department.hand_in(period="", percent="50", reason=WHY).entered_for == other.person.id


def test_a_task_that_nobody_has_is_everybodys(department: Department) -> None:
    assert department.hand_in().entered_for == ""
    allocate(department.supervisor, [department.row().entity], officer=department.officer.person.id)
    assert department.hand_in("I/C/6").entered_for == ""
