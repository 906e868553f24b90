"""Watching the sector through the real screen: 608/QĐ-TCHQ given to three departments."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.importing.plan_reader import read_plan
from desktop.plans.plans import import_plan
from desktop.plans.state import OfficialState, TwoByTwo
from desktop.session import Session
from desktop.sync.exchange import Peer, Relation
from desktop.units.table import load_units
from tests.ui.node_desks import open_node
from tests.ui.opened_desk import Heard, OpenedDesk, listen
from ui.headquarters.overview import FileNote, Line, Order, file_note, sorted_lines
from ui.headquarters.page import HeadquartersPage
from ui.requests import TasksRequest

DOCUMENT = Path(__file__).parents[2] / "documents" / "608-qd-tchq.txt"
DUE_JUNE = 4
"""The provincial tasks of 608 that are due on 30/06/2007: I.B.1, I.B.2, I.C.2, I.C.4."""


def give_tasks(session: Session) -> None:
    """All provincial tasks to Hải Phòng and Lạng Sơn, two of them to Quảng Ninh."""
    units = load_units()
    plan = import_plan(session, read_plan(DOCUMENT.read_bytes(), name="608.txt", units=units), document="608.txt")
    rows = provincial_tasks(session.database, plan)
    assign(session, rows, ["HQ03", "HQ15"], units)
    assign(session, rows[:2], ["HQ20"], units)


@pytest.fixture
def opened(tmp_path: Path, themes: object, qtbot: QtBot) -> Iterator[OpenedDesk]:
    desk = open_node(tmp_path, "TCHQ", qtbot, give_tasks)
    yield desk
    desk.close()


@pytest.fixture
def page(opened: OpenedDesk, qtbot: QtBot) -> HeadquartersPage:
    made = HeadquartersPage(opened.desk)
    opened.show(made, qtbot)
    return made


@pytest.fixture
def heard(page: HeadquartersPage) -> Heard:
    return listen(page)


def shown(page: HeadquartersPage) -> list[tuple[str, int, int]]:
    return [(line.name, line.counts.total, line.counts.open_overdue) for line in page.table.rows.records.records]


def look_at(page: HeadquartersPage, opened: OpenedDesk, qtbot: QtBot, day: date) -> None:
    opened.desk.day.choose(day)
    opened.settle(qtbot)


def test_units_are_counted_and_the_sum_stays_on_top(page: HeadquartersPage) -> None:
    assert shown(page) == [("Hải Phòng", 14, 0), ("Lạng Sơn", 14, 0), ("Quảng Ninh", 2, 0)]
    total = page.table.totals.records.records[0]
    assert (total.name, total.counts.total) == ("Toàn ngành", 30)


def test_another_day_gives_other_states(page: HeadquartersPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    look_at(page, opened, qtbot, date(2007, 7, 1))
    assert shown(page) == [
        ("Hải Phòng", 14, DUE_JUNE),
        ("Lạng Sơn", 14, DUE_JUNE),
        ("Quảng Ninh", 2, 2),
    ]
    assert page.subtitle.endswith("tính đến 01/07/2007")


def test_enter_on_a_figure_shows_exactly_its_rows(page: HeadquartersPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    look_at(page, opened, qtbot, date(2007, 7, 1))
    page.table.select("HQ03", Order.OVERDUE)
    QTest.keyClick(page.table.rows, Qt.Key.Key_Return)
    assert page.drill.isVisible()
    assert [item.row.label for item in page.drill.items.records.records()] == ["B.1", "B.2", "C.2", "C.4"]
    assert page.drill.accessibleName() == "Hải Phòng: chưa hoàn thành, quá hạn"


def test_the_rows_follow_the_cell(page: HeadquartersPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    look_at(page, opened, qtbot, date(2007, 7, 1))
    page.table.select("HQ03", Order.OVERDUE)
    QTest.keyClick(page.table.rows, Qt.Key.Key_Return)
    QTest.keyClick(page.table.rows, Qt.Key.Key_Left)
    assert len(page.drill.items.records.records()) == 14 - DUE_JUNE


def test_the_sum_over_all_units_is_reached_by_the_arrow(
    page: HeadquartersPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    page.table.select("HQ03", Order.TOTAL)
    QTest.keyClick(page.table.rows, Qt.Key.Key_Up)
    QTest.keyClick(page.table.totals, Qt.Key.Key_Return)
    assert len(page.drill.items.records.records()) == 30
    QTest.keyClick(page.table.totals, Qt.Key.Key_Down)
    assert page.table.rows.hasFocus()


def test_all_rows_of_a_figure_open_among_the_tasks(page: HeadquartersPage, heard: Heard) -> None:
    page.table.select("HQ15", Order.IN_TIME)
    QTest.keyClick(page.table.rows, Qt.Key.Key_Return)
    page.drill.open.click()
    assert heard.places == [("tasks", TasksRequest(unit="HQ15", state=OfficialState.OPEN_IN_TIME))]


def test_one_row_opens_its_task(page: HeadquartersPage, heard: Heard) -> None:
    page.table.select("HQ15", Order.TOTAL)
    QTest.keyClick(page.table.rows, Qt.Key.Key_Return)
    first = page.drill.items.records.records()[0]
    page.drill.items.select_first()
    QTest.keyClick(page.drill.items, Qt.Key.Key_Return)
    assert heard.places == [("tasks", TasksRequest(task=first.row.entity, unit="HQ15"))]


def test_escape_closes_the_rows(page: HeadquartersPage) -> None:
    page.table.select("HQ03", Order.TOTAL)
    QTest.keyClick(page.table.rows, Qt.Key.Key_Return)
    page.close_drill()
    assert page.drill.isHidden()
    assert page.table.rows.hasFocus()


def test_the_plan_is_chosen(page: HeadquartersPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    assert page.plan.findText("608/QĐ-TCHQ") == 1
    page.plan.set_value("608/QĐ-TCHQ")
    page.plan.activated.emit(1)
    opened.settle(qtbot)
    assert page.plan.value() == "608/QĐ-TCHQ"
    assert len(shown(page)) == 3


def test_all_departments_of_the_day_are_shown_on_wish(page: HeadquartersPage) -> None:
    page.everybody.click()
    lines = page.table.rows.records.records
    assert len(lines) == 33
    assert sum(line.counts.total == 0 for line in lines) == 30


def test_a_filter_that_hides_everybody_says_so(page: HeadquartersPage) -> None:
    page.late_only.click()
    assert page.filtered.isVisible()
    assert page.filtered.accessibleName() == "Bộ lọc đang ẩn cả 3 đơn vị."
    page.filtered.button.click()
    assert len(shown(page)) == 3


def test_a_head_sorts_and_turns_round(page: HeadquartersPage) -> None:
    page.table.sort_wanted.emit(Order.NAME)
    assert [name for name, _total, _late in shown(page)] == ["Hải Phòng", "Lạng Sơn", "Quảng Ninh"]
    page.table.sort_wanted.emit(Order.NAME)
    assert [name for name, _total, _late in shown(page)] == ["Quảng Ninh", "Lạng Sơn", "Hải Phòng"]
    page.table.sort_wanted.emit(Order.TOTAL)
    assert shown(page)[-1][0] == "Quảng Ninh"


def test_cells_are_told_in_words(page: HeadquartersPage) -> None:
    index = page.table.rows.records.index_of("HQ03").siblingAtColumn(1)
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Cục Hải quan thành phố Hải Phòng, Cộng: 14 nhiệm vụ, mở danh sách"


def test_a_narrow_window_shows_the_rows_in_place_of_the_table(page: HeadquartersPage) -> None:
    page.set_compact(True)
    page.table.select("HQ03", Order.TOTAL)
    QTest.keyClick(page.table.rows, Qt.Key.Key_Return)
    assert not page.table.isVisible()
    assert page.drill.items.hasFocus()
    page.close_drill()
    assert page.table.isVisible()


def test_the_table_is_a_sound_model(page: HeadquartersPage, qtmodeltester: ModelTester) -> None:
    for model in (page.table.rows.records, page.table.totals.records, page.drill.items.records):
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_headquarters_without_assignments_says_what_comes_first(tmp_path: Path, themes: object, qtbot: QtBot) -> None:
    desk = open_node(tmp_path, "TCHQ", qtbot)
    page = HeadquartersPage(desk.desk)
    desk.show(page, qtbot)
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    desk.close()


PEER = Peer("TCHQ/HQ03", "", "ab", Relation.CHILD, 14, 1_182_496_000_000, None, None, (), 0, None)


@pytest.mark.parametrize(
    ("peer", "note"),
    [
        (None, FileNote("chưa kết nạp", tone="text3")),
        (PEER, FileNote("22/06, tệp 14")),
        (
            Peer("TCHQ/HQ03", "", "ab", Relation.CHILD, None, None, 1, 5, (), 0, None),
            FileNote("chưa có tệp", "warning", "warn", is_wanting=True),
        ),
        (
            Peer("TCHQ/HQ03", "", "ab", Relation.CHILD, 18, 5, 1, 5, (17,), 0, None),
            FileNote("thiếu tệp 17", "warning", "red", is_wanting=True),
        ),
    ],
)
def test_the_last_file_is_told_or_what_is_wanting(peer: Peer | None, note: FileNote) -> None:
    assert file_note(peer, 2007) == note


def test_equal_units_stand_in_the_order_of_the_alphabet() -> None:
    names = ["Đồng Nai", "An Giang", "Đà Nẵng", "Bình Định"]
    some = [Line(name, name, name, TwoByTwo(open_overdue=2), FileNote("")) for name in names]
    late = Line("x", "Thanh Hóa", "", TwoByTwo(open_overdue=3), FileNote(""))
    ordered = [line.name for line in sorted_lines([*some, late], Order.OVERDUE, falling=True)]
    assert ordered == ["Thanh Hóa", "An Giang", "Bình Định", "Đà Nẵng", "Đồng Nai"]
