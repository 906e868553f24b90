"""The list of tasks: what it holds, how it is filtered, grouped and sorted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester

from desktop.permissions import Role
from tests.ui.tasks.conftest import Bench
from ui.requests import TasksRequest
from ui.tasks.arrangement import Order
from ui.tasks.filters import Chosen, Preset, Scope

# The tasks of 608/QĐ-TCHQ that name provincial departments or units below them, read from the document by hand.
PROVINCIAL = ["B.1", "B.2", "B.8", "C.2", "C.4", "C.6", "C.7", "C.8", "C.9", "C.10", "C.11", "C.12", "C.14", "C.15"]


def test_a_department_lists_its_tasks_under_their_printed_headings(
    bench: Callable[..., Bench], qtmodeltester: ModelTester
) -> None:
    seen = bench()
    model = seen.page.list.view.records
    assert seen.labels() == PROVINCIAL
    headings = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert headings == [
        "I.B Kiện toàn về tổ chức bộ máy và cơ chế hoạt động",
        "I.C Thực hiện thu thập, xử lý thông tin và Quản lý rủi ro",
    ]
    assert seen.page.subtitle == "Được giao cho Cục Hải quan thành phố Hải Phòng, tính đến 25/06/2007"
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_the_whole_plan_shows_all_66_tasks_and_every_heading(bench: Callable[..., Bench]) -> None:
    seen = bench("TCHQ")
    model = seen.page.list.view.records
    assert len(seen.labels()) == 66
    assert seen.page.bar.scope.value() is Scope.WHOLE  # nothing is given yet, so this is where work begins
    assert model.rowCount() == 14  # two parts, seven and five sections


def test_words_are_found_without_accents(bench: Callable[..., Bench]) -> None:
    seen = bench()
    QTest.keyClicks(seen.page.bar.words, "to chuc bo may cap chi cuc")  # «Kiện toàn tổ chức bộ máy … cấp Chi cục»
    seen.qtbot.waitUntil(lambda: seen.labels() == ["B.2"])


def test_presets_stand_at_the_top_where_there_is_no_plan_yet(bench: Callable[..., Bench]) -> None:
    page = bench().page
    page.side.show_ledger(replace(page.ledger, plans=(), whole=(), assigned=()), Chosen(), "")
    page.resize(1278, 640)
    QTest.qWait(0)
    assert not page.side.plans.isVisible()
    assert page.side.presets.mapTo(page.side, QPoint()).y() < 80


def test_a_filter_that_hides_everything_says_so_and_can_be_taken_away(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.page.choose(Chosen(words="khong co chu nay"))
    assert seen.labels() == []
    assert seen.page.list.empty.isVisible()
    assert seen.page.list.empty.accessibleName() == "Bộ lọc đang ẩn cả 14 nhiệm vụ"
    seen.page.list.empty.button.click()
    assert seen.labels() == PROVINCIAL


def test_another_day_changes_what_is_overdue(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.page.choose(Chosen(preset=Preset.OVERDUE))
    assert seen.labels() == []
    seen.opened.desk.day.choose(date(2007, 7, 1))
    seen.settle()
    assert seen.labels() == ["B.1", "B.2", "C.2", "C.4"]  # all due «Tháng 6/2007»


def test_what_is_due_within_seven_days_is_one_press_away(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.page.side.presets.select("all")
    assert seen.page.side.presets.select(Preset.DUE_SOON)
    seen.page.side.preset_chosen.emit(Preset.DUE_SOON)
    assert seen.labels() == ["B.1", "B.2", "C.2", "C.4"]


def test_the_officer_of_a_task_filters(bench: Callable[..., Bench]) -> None:
    seen = bench()
    khoi = next(person for person in seen.page.ledger.people if person.name == "Đỗ Minh Khôi")
    seen.page.choose(Chosen(officer=khoi.id))
    assert seen.labels() == ["B.1", "B.2"]


def test_sorting_by_deadline_takes_the_headings_away_and_puts_the_nearest_first(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.page.bar.order_chosen.emit(Order.DUE)
    assert seen.labels() == [
        *("B.1", "B.2", "C.2", "C.4"),  # 30/06/2007
        "B.8",  # 31/10/2007
        *("C.10", "C.14"),  # 31/12/2007
        *("C.6", "C.7", "C.8", "C.9", "C.11", "C.12", "C.15"),  # no day
    ]
    seen.page.bar.order_chosen.emit(Order.NUMBER)
    assert seen.labels() == PROVINCIAL


def test_another_screen_opens_one_task(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    wanted = seen.line("C.9")
    seen.page.choose(Chosen(preset=Preset.OVERDUE))
    seen.page.activate(TasksRequest(task=wanted.row.entity, unit="HQ03"))
    seen.settle()
    assert seen.page.detail.line is not None
    assert seen.page.detail.line.key == wanted.key
    assert seen.page.detail.title.text() == wanted.row.title
    assert seen.labels() == PROVINCIAL  # its own unit is no condition that narrows


def test_the_number_behind_another_screens_count_is_the_same_here(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.page.activate(TasksRequest(preset="due_soon"))
    assert len(seen.labels()) == 4
    assert seen.page.list.view.current() is not None


def test_a_narrow_window_shows_a_list_and_keeps_everything_in_sight(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.page.set_compact(True)
    seen.page.resize(884, 460)
    seen.settle()
    view = seen.page.list.view
    shown = [column.key for place, column in enumerate(view.records.columns) if not view.isColumnHidden(place)]
    assert shown == ["number", "title"]
    assert not seen.page.side.isVisible()
    assert seen.page.bar.side.isVisible()
    assert seen.page.detail.geometry().right() <= seen.page.width()


def test_where_two_do_not_fit_list_and_detail_alternate(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.page.set_compact(True)
    seen.page.resize(690, 460)
    seen.settle()
    assert not seen.page.list.isVisible()
    seen.page.parts.back_to_list()
    assert seen.page.list.isVisible()
    assert not seen.page.detail.isVisible()


def test_a_plan_nothing_of_which_is_given_opens_whole(bench: Callable[..., Bench]) -> None:
    seen = bench("TCHQ")
    seen.page.choose(Chosen(scope=Scope.ASSIGNED))
    seen.page.activate(TasksRequest(plan="608/QĐ-TCHQ"))
    assert len(seen.labels()) == 66


def test_the_menu_of_conditions_offers_states_and_officers(bench: Callable[..., Bench]) -> None:
    seen = bench()
    menu = seen.page.bar.condition_menu()
    titles = [action.text() for action in menu.actions() if action.menu() is not None]
    assert titles == ["Kế hoạch", "Xem nhanh", "Trạng thái", "Cán bộ", "Sắp theo"]
    officers = menu.actions()[titles.index("Cán bộ")].menu()
    assert isinstance(officers, QMenu)
    next(action for action in officers.actions() if action.text() == "Đỗ Minh Khôi").trigger()
    assert seen.labels() == ["B.1", "B.2"]
