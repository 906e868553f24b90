"""Giving by a pasted table: every fault told, corrected in place or left out, then one change."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from desktop.assigning.assignment_table import TypedRow
from tests.support.workbooks import xlsx
from tests.ui.assigning.conftest import Bench
from tests.ui.assigning.test_by_plan import given
from ui.assigning import files
from ui.assigning.grid import RESULT, ROLE, TASK, UNIT

TABLE = "Nhiệm vụ\tĐơn vị\tVai trò\tGhi chú\n4\tHải Phòng, HQ20\t\tgấp\nI/C/5\tSở Tư pháp\tphối hợp\t\nI/C/6\tHQ01\t\t"


def shown(seen: Bench, row: int, column: int) -> str:
    grid = seen.page.by_table.grid.grid
    return str(grid.index(row, column).data())


def test_a_pasted_table_is_checked_corrected_in_place_and_given_as_one_change(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.paste(TABLE)
    pane = seen.page.by_table
    assert pane.foot.words().startswith("2 trong 3 dòng có lỗi, chưa giao gì.")
    assert not pane.foot.give.isEnabled()
    assert shown(seen, 0, RESULT).startswith("Có nhiều nhiệm vụ mang số này: I/A/4, I/B/4, I/C/4, I/D/4")
    assert shown(seen, 1, RESULT) == "Bảng đơn vị không có «Sở Tư pháp». Sửa tên, hoặc ghi mã."
    assert pane.info.accessibleName() == "Không dùng các cột: Ghi chú."
    # «4» is meant under I.C; the second row is corrected in its cell.
    pane.section.set_value(("I", "C"))
    pane.section.activated.emit(pane.section.currentIndex())
    seen.settle()
    pane.next_fault()
    assert (pane.grid.currentIndex().row(), pane.grid.currentIndex().column()) == (1, UNIT)
    QTest.keyClick(pane.grid, Qt.Key.Key_Return)
    editor = pane.grid.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "da nang")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    seen.settle()
    assert pane.foot.words() == "3 dòng đều đúng: 4 lượt giao mới."
    pane.foot.give.click()
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã giao 3 nhiệm vụ cho 4 đơn vị: 4 lượt."
    written = seen.read(given)
    assert isinstance(written, list)
    assert sorted(written) == [("HQ01", "lead"), ("HQ03", "lead"), ("HQ20", "lead"), ("HQ34", "support")]
    assert pane.rows == ()
    seen.undo_toast()
    assert seen.read(given) == []


def test_a_table_is_pasted_by_key_as_soon_as_the_way_is_chosen(bench: Callable[..., Bench]) -> None:
    seen = bench()
    page = seen.page
    QGuiApplication.clipboard().setText(TABLE)
    page.activateWindow()
    seen.qtbot.waitUntil(page.isActiveWindow)
    page.way.setFocus()
    QTest.keyClick(page.way, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.by_table.rows == ()  # by the document there is nothing to paste
    QTest.keyClick(page.way, Qt.Key.Key_Right)
    QTest.keyClick(page.way, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    seen.settle()
    assert len(page.by_table.rows) == 3


def test_the_cursor_stays_with_the_work_when_a_button_goes(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.paste("Số\tĐơn vị\nI.C.99\tHQ03\nI.C.4\tHQ03")
    pane = seen.page.by_table
    pane.drop_faulty.setFocus()
    pane.drop_faulty.click()
    seen.settle()
    assert [row.task for row in pane.rows] == ["I.C.4"]
    assert seen.page.focusWidget() is pane.grid
    pane.foot.give.setFocus()
    pane.foot.give.click()
    seen.settle()
    assert seen.page.focusWidget() is pane.empty.button


def test_a_refusal_goes_when_the_person_turns_to_the_other_way(bench: Callable[..., Bench], tmp_path: Path) -> None:
    seen = bench()
    picture = tmp_path / "ảnh.xlsx"
    picture.write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    seen.page.open_file(picture)
    seen.settle()
    assert seen.page.refusal.isVisible()
    QTest.keyClick(seen.page.way, Qt.Key.Key_Left)
    assert not seen.page.refusal.isVisible()


def test_faulty_rows_are_copied_as_a_list_left_out_and_brought_back(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.paste(TABLE)
    pane = seen.page.by_table
    pane.copy_errors.click()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[:4] for line in copied] == [
        ["1", "4", "Hải Phòng, HQ20", ""],
        ["2", "I/C/5", "Sở Tư pháp", "phối hợp"],
    ]
    assert seen.heard.notices[-1].words == "Đã chép 2 dòng lỗi."
    assert pane.drop_faulty.text() == "Bỏ 2 dòng lỗi"
    pane.drop_faulty.click()
    seen.settle()
    assert pane.foot.words() == "1 dòng đều đúng: 1 lượt giao mới."
    assert pane.foot.give.isEnabled()
    assert seen.page.undo()
    seen.settle()
    assert len(pane.rows) == 3
    assert not pane.foot.give.isEnabled()


def test_pasting_again_adds_rows_and_delete_leaves_rows_out(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.paste("I/C/4\tHQ03")
    seen.paste("I/C/4\tHQ03\nI/C/5\tHQ03")
    pane = seen.page.by_table
    assert shown(seen, 1, RESULT) == "Trùng với dòng 1. Giữ một dòng."
    assert pane.grid.currentIndex().row() == 1
    QTest.keyClick(pane.grid, Qt.Key.Key_Delete)
    seen.settle()
    assert [row.task for row in pane.rows] == ["I/C/4", "I/C/5"]
    assert pane.foot.words() == "2 dòng đều đúng: 2 lượt giao mới."
    pane.clear.click()
    assert pane.rows == ()
    assert pane.empty.isVisibleTo(pane)


def test_a_workbook_is_chosen_and_what_is_no_table_is_refused(
    bench: Callable[..., Bench], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = bench()
    file = tmp_path / "giao.xlsx"
    file.write_bytes(xlsx({"Giao": [("Đơn vị", "Nhiệm vụ"), ("HQ03", "I/C/4")]}))
    monkeypatch.setattr(files, "ask_for_table", lambda _parent: file)
    seen.page.show_way("table")
    seen.page.by_table.choose.click()
    seen.settle()
    assert [(row.task, row.unit) for row in seen.page.by_table.rows] == [("I/C/4", "HQ03")]
    file.write_bytes(b"%PDF-1.4")
    seen.page.by_table.choose.click()
    seen.settle()
    assert seen.page.refusal.isVisibleTo(seen.page)
    assert len(seen.page.by_table.rows) == 1


def test_blank_cells_are_asked_for_and_the_grid_keeps_the_rules_of_models(bench: Callable[..., Bench]) -> None:
    seen = bench()
    grid = seen.page.by_table.grid.grid
    tester = QAbstractItemModelTester(grid, QAbstractItemModelTester.FailureReportingMode.Fatal)
    seen.page.by_table.add_rows([TypedRow("", "HQ03"), TypedRow("I/C/4", "")])
    seen.settle()
    assert (shown(seen, 0, TASK), shown(seen, 1, UNIT), shown(seen, 1, ROLE)) == (
        "chưa ghi nhiệm vụ",
        "chưa ghi đơn vị",
        "chủ trì",
    )
    assert grid.index(1, UNIT).data(Qt.ItemDataRole.EditRole) == ""
    assert not grid.setData(grid.index(1, RESULT), "x")
    assert grid.setData(grid.index(1, UNIT), " HQ20\n")
    seen.settle()
    assert seen.page.by_table.rows[1].unit == "HQ20"
    assert tester.model() is grid
