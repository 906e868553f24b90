"""Tổng cục, a Cục on two machines and its Chi cục play one round of issue, report, approval and receipt by file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import db.progress
from desktop.assigning.assigning import assign
from desktop.errors import NotAssignedHere
from desktop.journal.event import EntityId
from desktop.permissions import Role
from desktop.plans.plans import plan_numbered, row_at
from desktop.plans.tasks import TaskFilter, TaskItem, count, tasks
from desktop.progress.entries import EntryState, LifeState
from desktop.progress.recording import Typed, check, entry, report
from desktop.progress.review import approve_entries
from desktop.session import Session
from desktop.sync.exchange import ExportMode, peers
from desktop.units.current import units_of
from tests.support.exchange import DAY
from tests.support.three_levels import BRANCH, DEPARTMENT, TOP, ThreeLevels, officer_of, supervisor_of, three_levels

PLAN = "608/QĐ-TCHQ"


@pytest.fixture
def net(tmp_path: Path) -> Iterator[ThreeLevels]:
    with three_levels(tmp_path) as made:
        yield made


def issued(net: ThreeLevels) -> None:
    """Quyết định 608 is given to Hải Phòng and known on all machines of the way."""
    net.top.import_608("HQ03")
    net.carry(net.top, net.first)
    net.carry(net.top, net.second)


def given_on(net: ThreeLevels, path: str = "I/C/6") -> None:
    """Hải Phòng gives a task on to its Chi cục."""
    session = net.first.administrator
    row = row_at(session.database, plan_numbered(session.database, PLAN), path)
    assert assign(session, [row], ["HQ03-CK1"], units_of(session)).new == 1
    net.carry(net.first, net.branch)


def done(officer: Session, path: str, result: str) -> None:
    """An officer reports a task as done."""
    record, _ = check(Typed(status="completed", percent="100", completed_on="18/06/2007", result=result), today=DAY)
    row = row_at(officer.database, plan_numbered(officer.database, PLAN), path)
    report(officer, row, "", record, submit_too=True)


def confirmed(session: Session, entity: EntityId, node: str) -> bool:
    """Whether a neighbour has said that it holds a record."""
    return entity in db.progress.received_by(session.database, node)


def item(session: Session, label: str, unit: str) -> TaskItem:
    return next(one for one in tasks(session, TaskFilter(as_of=DAY, unit=unit)) if one.row.label == label)


def test_the_chi_cucs_approved_record_reaches_the_top_with_its_own_signatures(net: ThreeLevels) -> None:
    issued(net)
    given_on(net)
    done(officer_of(net.branch), "I/C/6", "Đã kiểm tra 104 lô hàng")
    mine = item(net.branch.administrator, "C.6", "HQ03-CK1")
    approve_entries(supervisor_of(net.branch), [mine.entries[0].entity])
    net.carry(net.branch, net.first)
    assert item(net.first.administrator, "C.6", "HQ03-CK1").standing.official == "completed_on_time"
    assert item(net.first.administrator, "C.6", "HQ03").standing.official == "open_in_time"
    moved = net.carry(net.first, net.top)
    assert not moved.counts.rejected
    held = entry(net.top.administrator.database, mine.entries[0].entity)
    assert held is not None
    assert (held.unit, held.state, held.record.result) == ("HQ03-CK1", EntryState.APPROVED, "Đã kiểm tra 104 lô hàng")


def test_the_receipt_of_the_top_comes_back_down_to_the_cuc_and_that_of_the_cuc_to_its_chi_cuc(net: ThreeLevels) -> None:
    issued(net)
    given_on(net)
    done(officer_of(net.branch), "I/C/6", "Đã kiểm tra 104 lô hàng")
    session = net.branch.administrator
    approve_entries(supervisor_of(net.branch), [item(session, "C.6", "HQ03-CK1").entries[0].entity])
    net.carry(net.branch, net.first)
    assert item(session, "C.6", "HQ03-CK1").life is LifeState.EXPORTED
    net.carry(net.first, net.branch)
    assert item(session, "C.6", "HQ03-CK1").life is LifeState.RECEIVED
    net.carry(net.first, net.top)
    entity = item(session, "C.6", "HQ03-CK1").entries[0].entity
    assert not confirmed(net.first.administrator, entity, TOP)
    net.carry(net.top, net.first)
    assert confirmed(net.first.administrator, entity, TOP), "the Cục sees that the top has its Chi cục's record"


def test_an_officer_reports_on_one_machine_and_the_supervisor_of_the_other_approves(net: ThreeLevels) -> None:
    issued(net)
    net.carry(net.first, net.second, ExportMode.FULL)
    done(net.second.add("Vũ Thị Lan", Role.OFFICER), "I/C/4", "Đã lập danh sách")
    net.carry(net.second, net.first)
    waiting = item(net.first.administrator, "C.4", "HQ03")
    assert waiting.life is LifeState.SUBMITTED
    approve_entries(supervisor_of(net.first), [waiting.entries[0].entity])
    net.carry(net.first, net.second)
    assert item(net.second.administrator, "C.4", "HQ03").life is LifeState.APPROVED
    moved = net.carry(net.first, net.top)
    assert not moved.counts.rejected, "the roster of the second machine travels with the first one's bundle"
    assert item(net.top.administrator, "C.4", "HQ03").standing.official == "completed_on_time"
    net.carry(net.top, net.second)
    assert item(net.second.administrator, "C.4", "HQ03").life is LifeState.RECEIVED


def test_what_the_cuc_gives_its_chi_cuc_stays_between_the_two(net: ThreeLevels) -> None:
    issued(net)
    given_on(net)
    net.carry(net.first, net.top)
    net.carry(net.top, net.other)
    for ledger in (net.top, net.other):
        assert tasks(ledger.administrator, TaskFilter(as_of=DAY, unit="HQ03-CK1")) == []
    assert [one.row.label for one in tasks(net.branch.administrator, TaskFilter(as_of=DAY))] == ["C.6"]


def test_the_figures_of_the_cuc_are_its_own_tasks_and_not_those_of_its_chi_cuc(net: ThreeLevels) -> None:
    issued(net)
    before = count(tasks(net.first.administrator, TaskFilter(as_of=DAY, unit="HQ03")))
    given_on(net)
    done(officer_of(net.branch), "I/C/6", "Đã kiểm tra 104 lô hàng")
    entity = item(net.branch.administrator, "C.6", "HQ03-CK1").entries[0].entity
    approve_entries(supervisor_of(net.branch), [entity])
    moved = net.carry(net.branch, net.first)
    assert (moved.before, moved.after) == (before, before)
    assert net.carry(net.first, net.top).after == before


def test_neighbours_are_the_level_above_the_chi_cuc_and_the_other_machine(net: ThreeLevels) -> None:
    issued(net)
    given_on(net)
    assert {peer.node for peer in peers(net.first.administrator)} == {TOP, DEPARTMENT, BRANCH}
    assert {peer.node for peer in peers(net.branch.administrator)} == {DEPARTMENT}
    net.carry(net.first, net.top)
    assert DEPARTMENT in {peer.node for peer in peers(net.top.administrator)}
    assert BRANCH not in {peer.node for peer in peers(net.top.administrator)}


def test_a_cuc_gives_on_only_what_was_given_to_it(net: ThreeLevels) -> None:
    issued(net)
    session = net.first.administrator
    row = row_at(session.database, plan_numbered(session.database, PLAN), "I/A/1")
    with pytest.raises(NotAssignedHere):
        assign(session, [row], ["HQ03-CK1"], units_of(session))
