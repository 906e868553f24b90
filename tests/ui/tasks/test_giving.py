"""Giving tasks: headquarters to departments, a supervisor to officers; taking back with a reason; undo."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.permissions import Role
from desktop.plans.plans import plan_numbered
from desktop.plans.records import AssignmentState
from desktop.session import Session
from desktop.units.table import load_units
from tests.ui.tasks.conftest import Bench
from tests.ui.tasks.test_listing import PROVINCIAL
from ui.tasks.filters import Chosen, Scope
from ui.tasks.unit_picker import UnitPicker
from ui.widgets.dialog import ReasonDialog


def test_the_provincial_tasks_are_given_to_hai_phong_in_one_action_and_taken_back_in_one(
    bench: Callable[..., Bench],
) -> None:
    seen = bench("TCHQ")
    offer = seen.page.list.offer
    assert offer.button.text() == "Giao 14 nhiệm vụ cấp tỉnh cho…"
    offer.button.click()
    picker = seen.page.findChild(UnitPicker)
    assert isinstance(picker, UnitPicker)
    assert not picker.give.isEnabled()
    QTest.keyClicks(picker.search, "hai phong")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.give.text() == "Giao cho 1 đơn vị"
    picker.give.click()
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã giao 14 nhiệm vụ."
    seen.page.choose(Chosen(scope=Scope.ASSIGNED))
    assert seen.labels() == PROVINCIAL
    assert {line.key[1] for line in seen.page.list.view.records.records()} == {"HQ03"}
    seen.undo_toast()
    assert seen.labels() == []


def test_the_picker_offers_the_departments_of_the_plans_day_and_keeps_ticks_while_searching(
    bench: Callable[..., Bench],
) -> None:
    seen = bench("TCHQ")
    picker = seen.page.giving.pick_units(seen.page.list.offer.lines, provincial=True)
    assert picker is not None
    departments = [unit.code for unit in picker.view.records.records() if unit.code.startswith("HQ")]
    assert len(departments) == len(load_units().members("G-CUCTINH", seen.page.list.offer.lines[0].plan.date))  # type: ignore[arg-type]
    got: list[object] = []
    picker.chosen.connect(got.append)
    for words in ("quang ninh", "lang son"):
        picker.search.setText(words)
        QTest.keyClick(picker.search, Qt.Key.Key_Return)
    picker.give.click()
    seen.settle()
    assert len(got) == 1
    assert seen.heard.notices[-1].words == "Đã giao 28 nhiệm vụ."


def given(session: Session) -> None:
    """Headquarters gave the provincial tasks to Hải Phòng."""
    units = load_units()
    assign(session, provincial_tasks(session.database, plan_numbered(session.database, "608/QĐ-TCHQ")), ["HQ03"], units)


def test_a_task_that_several_units_have_is_counted_once(bench: Callable[..., Bench]) -> None:
    def to_two(session: Session) -> None:
        given(session)
        rows = provincial_tasks(session.database, plan_numbered(session.database, "608/QĐ-TCHQ"))
        assign(session, rows[:5], ["HQ20"], load_units())

    seen = bench("TCHQ", more=to_two)
    seen.page.choose(Chosen(scope=Scope.ASSIGNED))
    assert seen.page.bar.count.text() == "14 nhiệm vụ, 19 lượt giao"
    seen.page.choose(Chosen(scope=Scope.ASSIGNED, words="kim ngach"))
    assert seen.page.bar.count.text() == "1 nhiệm vụ, 2 lượt giao"
    seen.page.choose(Chosen(scope=Scope.WHOLE))
    assert seen.page.bar.count.text() == "66 nhiệm vụ"


def test_taking_a_task_back_needs_a_reason_and_keeps_it_in_the_list(bench: Callable[..., Bench]) -> None:
    seen = bench("TCHQ", more=given)
    seen.select("C.4")
    seen.page.detail.withdraw.click()
    dialog = seen.page.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    assert not dialog.act.isEnabled()
    QTest.keyClicks(dialog.reason, "Giao nham")
    dialog.act.click()
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã thu hồi 1 nhiệm vụ."
    item = seen.line("C.4").item
    assert item is not None
    assert item.assignment is AssignmentState.WITHDRAWN
    assert not seen.page.detail.withdraw.isVisibleTo(seen.page)


def test_a_supervisor_gives_ticked_tasks_to_an_officer(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.SUPERVISOR)
    records = seen.page.list.view.records
    records.tick([seen.line(label).key for label in ("C.6", "C.7", "C.8")])
    bulk = seen.page.list.bulk
    assert bulk.isVisibleTo(seen.page)
    khoi = next(person for person in seen.page.ledger.people if person.name == "Đỗ Minh Khôi")
    bulk.officers.set_value(khoi.id)
    bulk.allocate.click()
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã phân công 3 nhiệm vụ."
    assert not bulk.isVisibleTo(seen.page)
    names = [seen.line(label).item.officer_name for label in ("C.6", "C.9")]  # type: ignore[union-attr]
    assert names == ["Đỗ Minh Khôi", ""]


def test_a_supervisor_gives_one_task_from_its_detail(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.SUPERVISOR)
    seen.select("C.9")
    khoi = next(person for person in seen.page.ledger.people if person.name == "Đỗ Minh Khôi")
    seen.page.detail.facts.officer.set_value(khoi.id)
    seen.page.detail.facts.officer.activated.emit(0)
    seen.settle()
    item = seen.line("C.9").item
    assert item is not None
    assert item.officer_name == "Đỗ Minh Khôi"
    seen.undo_toast()
    after = seen.line("C.9").item
    assert after is not None
    assert after.officer_name == ""


def test_an_officer_gives_nothing(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    assert not seen.page.list.view.records.has_ticks
    seen.select("C.9")
    assert not seen.page.detail.facts.officer.isVisibleTo(seen.page)
    assert not seen.page.detail.assign.isVisibleTo(seen.page)
