"""A Cục gives on what it was given: to the Chi cục its plan's cells mean, by hand, and by a table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.assigning.assigning import hand_over, withdraw
from desktop.assigning.assignment_check import Fault, TableCheck
from desktop.assigning.assignment_table import read_pasted_table
from desktop.assigning.bulk_assigning import OfferState, Proposal, Selection, propose, recipients_of, with_added
from desktop.assigning.recipients import Reach
from desktop.errors import NotBelow
from desktop.plans.plans import plan_numbered
from desktop.plans.records import AssignedRole
from desktop.plans.tasks import TaskFilter, tasks
from desktop.session import Session
from desktop.units.current import units_of
from tests.support.exchange import DAY
from tests.support.three_levels import ThreeLevels, issue, three_levels

PROVINCIAL = 14  # domain/domain.md: the tasks of 608 that name the provincial departments
AUDITED = {"C.6", "C.7"}  # domain/domain.md §1: the two tasks of 608 that «Chi cục Kiểm tra STQ» leads


@pytest.fixture
def net(tmp_path: Path) -> Iterator[ThreeLevels]:
    with three_levels(tmp_path) as made:
        issue(made)
        yield made


def proposal(session: Session) -> Proposal:
    return propose(session, plan_numbered(session.database, "608/QĐ-TCHQ"), units_of(session), today=DAY)


def test_only_the_tasks_of_the_cuc_are_proposed(net: ThreeLevels) -> None:
    found = proposal(net.first.administrator)
    own = {one.row.label for one in tasks(net.first.administrator, TaskFilter(as_of=DAY, unit="HQ03"))}
    assert {task.row.label for task in found.tasks} == own
    assert len(own) == PROVINCIAL


def test_the_chi_cuc_of_a_kind_that_the_plan_names_is_ticked_and_no_other(net: ThreeLevels) -> None:
    selection = Selection.of(proposal(net.first.administrator))
    labels = {task.row.entity: task.row.label for task in selection.proposal.tasks}
    chosen = {(labels[task], unit) for task, unit in selection.chosen}
    assert {(label, unit) for label, unit in chosen if label in AUDITED} == {(label, "HQ03-KTSTQ") for label in AUDITED}


def test_where_the_plan_means_all_departments_the_cuc_itself_is_meant(net: ThreeLevels) -> None:
    offers = next(task.offers for task in proposal(net.first.administrator).tasks if task.row.label == "C.4")
    assert [(offer.recipient.key, offer.recipient.reach) for offer in offers if offer.recipient.unit] == [
        ("HQ03", Reach.OWN)
    ]


def test_a_chi_cuc_that_the_plan_does_not_name_is_added_by_hand(net: ThreeLevels) -> None:
    session = net.first.administrator
    found = proposal(session)
    task = next(one.row.entity for one in found.tasks if one.row.label == "C.4")
    added = recipients_of(session, found.plan, units_of(session), DAY).of_unit("HQ03-CK1")
    larger = with_added(found, {task}, added, AssignedRole.LEAD)
    handovers = [one for one in Selection.of(larger).handovers() if one.task == task]
    assert [(one.unit, one.role) for one in handovers] == [("HQ03-CK1", AssignedRole.LEAD)]
    hand_over(session, handovers, units_of(session))
    again = next(one for one in proposal(session).tasks if one.row.entity == task)
    assert {offer.recipient.key: offer.state for offer in again.offers}["HQ03-CK1"] is OfferState.ASSIGNED
    net.carry(net.first, net.branch)
    assert withdraw(session, [task], "HQ03-CK1", units_of(session), reason="Cục tự làm") == 1
    net.carry(net.first, net.branch)
    assert [one.is_withdrawn for one in tasks(net.branch.administrator, TaskFilter(as_of=DAY))] == [True]


def test_a_cuc_does_not_take_back_from_itself_what_the_top_gave(net: ThreeLevels) -> None:
    session = net.first.administrator
    given = tasks(session, TaskFilter(as_of=DAY, unit="HQ03"))[0].row.entity
    with pytest.raises(NotBelow):
        withdraw(session, [given], "HQ03", units_of(session), reason="Không làm")


def test_a_table_of_the_cuc_is_refused_where_it_gives_what_others_have(net: ThreeLevels) -> None:
    session = net.first.administrator
    plan = plan_numbered(session.database, "608/QĐ-TCHQ")
    table = read_pasted_table("Số\tĐơn vị\nI/C/4\tHQ03-CK1\nI/A/1\tHQ03-CK1\nI/C/4\tHQ20", name="bảng")
    checked = TableCheck(session, plan, units_of(session), today=DAY).check(table.rows)
    assert [[fault.fault for fault in row.faults] for row in checked.rows] == [
        [],
        [Fault.TASK_NOT_GIVEN],
        [Fault.UNIT_NO_LEDGER],
    ]
    assert [one.unit for one in checked.handovers()] == ["HQ03-CK1"]
