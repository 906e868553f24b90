"""Tổng cục, a Cục on two machines and its Chi cục play one round of issue, report, approval and receipt by file."""

from datetime import date, timedelta

import pytest

import db.progress
from desktop.assigning.assigning import assign
from desktop.errors import NotAssignedHere
from desktop.journal.event import EntityId
from desktop.permissions import Role
from desktop.plans.plans import plan_numbered
from desktop.plans.tasks import TaskFilter, TaskItem, count, passed_on, tasks
from desktop.progress.entries import EntryState, LifeState
from desktop.progress.recording import entry
from desktop.progress.review import approve_entries
from desktop.session import Session
from desktop.sync.exchange import ExportMode, peers
from desktop.units.current import units_of
from desktop.units.editing import end_unit
from tests.support.exchange import DAY
from tests.support.three_levels import (
    BRANCH,
    DEPARTMENT,
    TOP,
    ThreeLevels,
    give_on,
    issue,
    officer_of,
    report_done,
    row_of_608,
    supervisor_of,
)
from ui.headquarters.overview import lines, overview
from ui.tasks.filters import Chosen, fitting
from ui.tasks.lines import read_ledger


def given_on(net: ThreeLevels) -> None:
    """Hải Phòng gives a task on to its Chi cục, which hears of it."""
    give_on(net)
    net.carry(net.first, net.branch)


def confirmed(session: Session, entity: EntityId, node: str) -> bool:
    """Whether a neighbour has said that it holds a record."""
    return any(row["entity"] == entity for row in db.progress.received(session.database, node))


def item(session: Session, label: str, unit: str) -> TaskItem:
    return next(one for one in tasks(session, TaskFilter(as_of=DAY, unit=unit)) if one.row.label == label)


def test_the_chi_cucs_approved_record_reaches_the_top_with_its_own_signatures(net: ThreeLevels) -> None:
    issue(net)
    given_on(net)
    report_done(officer_of(net.branch), "I/C/6", "Đã kiểm tra 104 lô hàng")
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
    (beside,) = passed_on(net.top.administrator, DAY)
    assert (beside.row.label, beside.unit, beside.standing.official) == ("C.6", "HQ03-CK1", "completed_on_time")
    assert beside.is_passed_on
    assert passed_on(net.first.administrator, DAY) == [], "the Cục gave it and has it in its own list"


def test_the_receipt_of_the_top_comes_back_down_to_the_cuc_and_that_of_the_cuc_to_its_chi_cuc(net: ThreeLevels) -> None:
    issue(net)
    given_on(net)
    report_done(officer_of(net.branch), "I/C/6", "Đã kiểm tra 104 lô hàng")
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
    issue(net)
    net.carry(net.first, net.second, ExportMode.FULL)
    report_done(net.second.add("Vũ Thị Lan", Role.OFFICER), "I/C/4", "Đã lập danh sách")
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
    issue(net)
    given_on(net)
    net.carry(net.first, net.top)
    net.carry(net.top, net.other)
    for ledger in (net.top, net.other):
        assert tasks(ledger.administrator, TaskFilter(as_of=DAY, unit="HQ03-CK1")) == []
    assert [one.row.label for one in tasks(net.branch.administrator, TaskFilter(as_of=DAY))] == ["C.6"]


def test_the_figures_of_the_cuc_are_its_own_tasks_and_not_those_of_its_chi_cuc(net: ThreeLevels) -> None:
    issue(net)
    before = count(tasks(net.first.administrator, TaskFilter(as_of=DAY, unit="HQ03")))
    given_on(net)
    report_done(officer_of(net.branch), "I/C/6", "Đã kiểm tra 104 lô hàng")
    entity = item(net.branch.administrator, "C.6", "HQ03-CK1").entries[0].entity
    approve_entries(supervisor_of(net.branch), [entity])
    moved = net.carry(net.branch, net.first)
    assert (moved.before, moved.after) == (before, before)
    assert net.carry(net.first, net.top).after == before


def test_neighbours_are_the_level_above_the_chi_cuc_and_the_other_machine(net: ThreeLevels) -> None:
    issue(net)
    given_on(net)
    assert {peer.node for peer in peers(net.first.administrator)} == {TOP, DEPARTMENT, BRANCH}
    assert {peer.node for peer in peers(net.branch.administrator)} == {DEPARTMENT}
    net.carry(net.first, net.top)
    assert DEPARTMENT in {peer.node for peer in peers(net.top.administrator)}
    assert BRANCH not in {peer.node for peer in peers(net.top.administrator)}


def test_a_cuc_gives_on_only_what_was_given_to_it(net: ThreeLevels) -> None:
    issue(net)
    session = net.first.administrator
    row = row_of_608(session, "I/A/1")
    with pytest.raises(NotAssignedHere):
        assign(session, [row], ["HQ03-CK1"], units_of(session))


MERGED = date(2007, 6, 28)
"""The last day of Quảng Ninh in this story; Hải Phòng takes over its work."""


def row_of(session: Session, day: date, unit: str) -> tuple[str, int, int] | None:
    """The name and the figures of a unit in the table of headquarters on a day."""
    units = units_of(session)
    shown = lines(overview(session, units, day, None), units, everybody=False)
    return next(((one.name, one.counts.total, one.counts.completed) for one in shown if one.unit == unit), None)


def test_row_89_the_work_of_a_merged_unit_is_counted_with_its_successor_and_stays_its_own(net: ThreeLevels) -> None:
    top, old = net.top.administrator, net.other.administrator
    plan = net.top.import_608("HQ03", "HQ20")
    for ledger in (net.first, net.other):
        net.carry(net.top, ledger)
    approve_entries(supervisor_of(net.other), [report_done(officer_of(net.other), "I/C/4", "Quảng Ninh đã lập")])
    end_unit(top, "HQ20", MERGED, ["HQ03"], "Quyết định sáp nhập")
    net.carry(net.other, net.top)
    assert row_of(top, MERGED, "HQ20") == ("Quảng Ninh", 14, 1)
    assert row_of(top, MERGED, "HQ03") == ("Hải Phòng", 14, 0)
    after = MERGED + timedelta(days=1)
    assert row_of(top, after, "HQ20") is None
    assert row_of(top, after, "HQ03") == ("Hải Phòng (gồm Quảng Ninh)", 28, 1)
    found = [one for one in tasks(top, TaskFilter(as_of=after, words="C.4")) if one.unit == "HQ20"]
    assert [one.entry.record.result for one in found if one.entry] == ["Quảng Ninh đã lập"]
    of_both = fitting(read_ledger(top, units_of(top), after), Chosen(unit="HQ03"), "")
    assert {line.key[1] for line in of_both} == {"HQ03", "HQ20"}
    assert len(of_both) == 28
    received = net.carry(net.top, net.first)
    assert not received.counts.rejected
    session = net.first.administrator
    assert units_of(session).unit("HQ20").successors == ("HQ03",)
    assert tasks(session, TaskFilter(as_of=after, unit="HQ20")) == [], "its records stay its own: it keeps its ledger"
    assert plan.number == plan_numbered(old.database, "608/QĐ-TCHQ").number
    late = report_done(officer_of(net.other), "I/C/2", "Ghi trước ngày sáp nhập, gửi sau")
    approve_entries(supervisor_of(net.other), [late])
    assert not net.carry(net.other, net.top).counts.rejected, "what the old unit still sends is taken in"
    assert row_of(top, after, "HQ03") == ("Hải Phòng (gồm Quảng Ninh)", 28, 2)
