from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.table_model import Column
from ui.theme import ThemeController
from ui.tree_model import Group
from ui.widgets.delegates import TitleDelegate
from ui.widgets.record_view import RecordView


@dataclass(frozen=True, slots=True)
class Task:
    path: str
    title: str


COLUMNS: list[Column[Task]] = [
    Column("number", "Số", lambda task: task.path, width=90),
    Column("title", "Nhiệm vụ", lambda task: task.title),
]
B1, B2, C1 = Task("B.1", "Kiện toàn tổ chức"), Task("B.2", "Kiện toàn bộ máy"), Task("C.1", "Thu thập thông tin")


@pytest.fixture
def view(qtbot: QtBot, themes: ThemeController) -> RecordView[Task]:
    made: RecordView[Task] = RecordView("Nhiệm vụ", COLUMNS, lambda task: task.path, may_tick=lambda _task: True)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.replace([Group("B", "Tổ chức", [B1, B2], number="B"), Group("C", "Thông tin", [C1], number="C")])
    made.show()
    return made


def test_the_selection_stays_on_its_record_when_rows_move(view: RecordView[Task]) -> None:
    told: list[object] = []
    view.select("B.2")
    view.chosen.connect(told.append)
    view.replace([Group("B", "Tổ chức", [Task("B.0", "mới"), B1, B2], number="B")])
    assert view.current() == B2
    assert told == [B2]


def test_a_selected_record_that_went_away_is_told_as_none(view: RecordView[Task]) -> None:
    view.select("C.1")
    told: list[object] = []
    view.chosen.connect(told.append)
    view.replace([Group("B", "Tổ chức", [B1])])
    assert told == [None]


def test_a_folded_heading_stays_folded_over_a_reload(view: RecordView[Task]) -> None:
    view.setCurrentIndex(view.records.index_of_group("B"))
    QTest.keyClick(view, Qt.Key.Key_Left)
    view.replace([Group("B", "Tổ chức", [B1, B2]), Group("C", "Thông tin", [C1])])
    assert not view.isExpanded(view.records.index_of_group("B"))
    assert view.isExpanded(view.records.index_of_group("C"))


def test_a_heading_that_begins_folded_is_opened_by_the_person_and_stays_open(view: RecordView[Task]) -> None:
    rest = Group("rest", "Dòng còn lại", [Task("9", "Chín")], begins_folded=True)
    whole = [Group("C", "Nhiệm vụ", [Task("1", "Một")], [rest])]
    view.replace(whole)
    place = view.records.index_of_group("rest")
    assert place.isValid()
    assert not view.isExpanded(place)
    view.setExpanded(place, True)
    view.replace(whole)
    assert view.isExpanded(view.records.index_of_group("rest"))


def test_selecting_a_record_unfolds_its_heading(view: RecordView[Task]) -> None:
    view.collapse(view.records.index_of_group("B"))
    assert view.select("B.1")
    assert view.isExpanded(view.records.index_of_group("B"))
    assert not view.select("Z.9")


def test_arrows_move_enter_opens_and_space_ticks(view: RecordView[Task]) -> None:
    opened: list[object] = []
    view.opened.connect(opened.append)
    view.select("B.1")
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert opened == [B2]
    assert view.records.ticked == {"B.2"}


def test_letters_do_not_move_the_selection(view: RecordView[Task]) -> None:
    view.select("C.1")
    QTest.keyClicks(view, "b")
    assert view.current() == C1


def test_steps_go_over_headings_and_end_at_the_last_record(view: RecordView[Task]) -> None:
    view.select_first()
    assert view.current() == B1
    assert view.step(2)
    assert view.current() == C1
    assert not view.step(1)


def test_a_click_on_the_box_ticks_and_a_click_on_the_head_ticks_all(view: RecordView[Task]) -> None:
    box = view.visualRect(view.records.index_of("B.1"))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 18, box.center().y()))
    assert view.records.ticked == {"B.1"}
    QTest.mouseClick(view.header().viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, 15))
    assert view.records.ticked == {"B.1", "B.2", "C.1"}


def test_a_record_may_have_a_key_of_several_parts(qtbot: QtBot, themes: ThemeController) -> None:
    """Qt's variants turn tuples into lists, so keys never pass through them."""
    made: RecordView[Task] = RecordView("x", COLUMNS, lambda task: (task.path, task.title))
    qtbot.addWidget(made)
    made.replace(records=[B1, B2])
    made.select(("B.2", B2.title))
    made.replace(records=[B2, B1])
    assert made.current() == B2


def test_headings_are_lower_than_rows_of_two_lines(qtbot: QtBot, themes: ThemeController) -> None:
    made: RecordView[Task] = RecordView("x", COLUMNS, lambda task: task.path, delegates={"title": TitleDelegate()})
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.replace([Group("B", "Tổ chức", [B1])])
    made.show()
    assert made.visualRect(made.records.index_of_group("B")).height() == 30
    assert made.visualRect(made.records.index_of("B.1")).height() == 52
