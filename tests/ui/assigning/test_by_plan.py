"""Giving as the document says: all ticked, kinds and units left out, one button, one undo."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from db.connection import rows
from desktop.session import Session
from tests.ui.assigning.conftest import Bench
from ui.assigning.task_list import Listed
from ui.assigning.unit_panel import Shown
from ui.assigning.words import CENTRAL, DEPARTMENTS
from ui.requests import AssigningRequest, TasksRequest
from ui.tasks.unit_picker import UnitPicker

# Read by hand: 14 provincial rows for the 33 departments of 2007.
PROVINCIAL = "Giao 14 nhiệm vụ cho 33 đơn vị: 462 lượt giao."


def given(session: Session) -> list[tuple[object, object]]:
    found = rows(session.database, "SELECT unit, role FROM p_assignment WHERE state = 'assigned'")
    return [(row["unit"], row["role"]) for row in found]


def test_the_provincial_tasks_are_given_to_all_departments_with_one_button_and_taken_back_with_one(
    bench: Callable[..., Bench],
) -> None:
    seen = bench()
    pane = seen.page.by_plan
    assert len(pane.tasks.view.records.ticked) == 66
    assert pane.kinds[DEPARTMENTS].checkState() == Qt.CheckState.Checked
    pane.kinds[CENTRAL].click()
    assert pane.foot.words() == PROVINCIAL
    assert pane.kinds[CENTRAL].checkState() == Qt.CheckState.Unchecked
    pane.foot.give.click()
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã giao 14 nhiệm vụ cho 33 đơn vị: 462 lượt."
    written = seen.read(given)
    assert isinstance(written, list)
    assert len(written) == 462
    assert written.count(("HQ03", "lead")) == 13
    assert written.count(("HQ03", "support")) == 1
    # What is given stays given, and what was left out stays left out.
    assert pane.foot.words() == "Chưa chọn gì để giao. 462 lượt đã giao giữ nguyên."
    assert not pane.foot.give.isEnabled()
    seen.undo_toast()
    assert pane.foot.words() == PROVINCIAL


def test_ticks_of_tasks_units_and_single_pairs_follow_each_other(bench: Callable[..., Bench]) -> None:
    seen = bench()
    pane = seen.page.by_plan
    pane.kinds[CENTRAL].click()
    seen.look_at("C.4")
    assert len(pane.units.offers.records.records()) == 33
    pane.tasks.view.setFocus()
    QTest.keyClick(pane.tasks.view, Qt.Key.Key_Space)
    assert pane.foot.words() == "Giao 13 nhiệm vụ cho 33 đơn vị: 429 lượt giao."
    assert not pane.units.offers.records.ticked
    pane.units.show_list(Shown.PLAN)
    hai_phong = next(share for share in pane.units.shares.records.records() if share.recipient.key == "HQ03")
    pane.units.shares.select(hai_phong.recipient.key)
    QTest.keyClick(pane.units.shares, Qt.Key.Key_Space)
    assert pane.foot.words() == "Giao 13 nhiệm vụ cho 32 đơn vị: 416 lượt giao."
    assert pane.kinds[DEPARTMENTS].checkState() == Qt.CheckState.PartiallyChecked
    seen.look_at("C.2")
    pane.units.show_list(Shown.TASK)
    quang_ninh = next(o for o in pane.units.offers.records.records() if o.recipient.key == "HQ20")
    pane.units.offers.select(quang_ninh.pair)
    QTest.keyClick(pane.units.offers, Qt.Key.Key_Space)
    assert pane.foot.words() == "Giao 13 nhiệm vụ cho 32 đơn vị: 415 lượt giao."
    pane.kinds[DEPARTMENTS].click()
    assert pane.foot.words() == PROVINCIAL


def test_a_filter_hides_tasks_and_leaves_their_ticks(bench: Callable[..., Bench]) -> None:
    seen = bench()
    pane = seen.page.by_plan
    before = pane.foot.words()
    pane.search.setText("chi cuc hai quan")
    pane.search.searched.emit("chi cuc hai quan")
    listed = [task.row.label for task in pane.tasks.view.records.records()]
    assert "C.15" in listed
    assert len(listed) < 10
    assert pane.foot.words() == before
    pane.search.clear()
    pane.search.searched.emit("")
    pane.listed.set_value(Listed.BARE)
    pane.listed.changed.emit(Listed.BARE)
    assert pane.tasks.view.records.records() == []
    assert pane.foot.words() == before


def test_units_are_added_to_a_task_by_hand(bench: Callable[..., Bench]) -> None:
    seen = bench()
    pane = seen.page.by_plan
    pane.tasks.view.records.tick_all(ticked=False)
    seen.look_at("A.1")
    pane.units.add.click()
    picker = seen.page.findChild(UnitPicker)
    assert isinstance(picker, UnitPicker)
    QTest.keyClicks(picker.search, "hai phong")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.give.text() == "Thêm 1 đơn vị"
    picker.give.click()
    assert pane.foot.words() == "Giao 1 nhiệm vụ cho 1 đơn vị: 1 lượt giao."
    seen.page.reload()
    seen.settle()
    assert pane.foot.words() == "Giao 1 nhiệm vụ cho 1 đơn vị: 1 lượt giao."
    pane.foot.give.click()
    seen.settle()
    assert seen.read(given) == [("HQ03", "lead")]


def test_units_are_added_to_all_tasks_that_are_listed(bench: Callable[..., Bench]) -> None:
    seen = bench()
    pane = seen.page.by_plan
    pane.tasks.view.records.tick_all(ticked=False)
    pane.tasks.words = "thu thap"
    pane.tasks.refill()
    listed = len(pane.tasks.view.records.records())
    assert 0 < listed < 66
    pane.units.show_list(Shown.PLAN)
    assert pane.units.add.accessibleName() == "Thêm đơn vị cho các nhiệm vụ đang liệt kê"
    pane.units.add.click()
    picker = seen.page.findChild(UnitPicker)
    assert isinstance(picker, UnitPicker)
    picker.chosen.emit(("HQ03", "HQ20"))
    picker.reject()
    assert pane.foot.words().startswith(f"Giao {listed} nhiệm vụ cho 2 đơn vị: {2 * listed} lượt giao.")


def test_the_page_opens_the_plan_it_is_asked_for_and_leads_back_to_the_tasks(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.page.activate(AssigningRequest("608/QĐ-TCHQ"))
    seen.settle()
    assert seen.page.subtitle == "608/QĐ-TCHQ, ngày 30/03/2007; 66 nhiệm vụ"
    seen.page.back.click()
    assert seen.heard.places == [("tasks", TasksRequest(plan="608/QĐ-TCHQ"))]


def test_without_a_plan_the_page_leads_to_the_import(bench: Callable[..., Bench]) -> None:
    seen = bench(empty=True)
    assert seen.page.none.isVisibleTo(seen.page)
    seen.page.none.button.click()
    assert seen.heard.places == [("import", None)]


def test_the_lists_keep_the_rules_of_models(bench: Callable[..., Bench]) -> None:
    seen = bench()
    pane = seen.page.by_plan
    testers = [
        QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
        for view in (pane.tasks.view, pane.units.offers, pane.units.shares)
    ]
    seen.look_at("B.8")
    pane.kinds[CENTRAL].click()
    seen.page.reload()
    seen.settle()
    assert len(testers) == 3
