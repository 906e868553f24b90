"""Correcting what was read: columns, kinds, units, deadlines, rows set aside, the head; each step undoable and kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.importing.columns import Field
from desktop.importing.parsed import PlanRow, RowKind
from desktop.importing.reading import AsideReason
from desktop.units.table import load_units
from tests.ui.opened_desk import Heard, OpenedDesk
from tests.ui.plan_reviews import confirm_all, read
from ui.importing.page import PlanImportPage
from ui.importing.review_lists import Shown
from ui.importing.row_editor import RowEditor
from ui.importing.unit_field import fitting

TASK = ("I", "C", "4")
TABLE = """QUYẾT ĐỊNH
Số: 12/QĐ-TCHQ
{header}
\t1\tRà soát văn bản\tVụ Pháp chế\tTháng 7/2007

\t2\tTập huấn\tCục Điều tra chống buôn lậu\tQuý II/2008

"""


def plan_file(folder: Path, header: str = "\tTT\tNội dung\tĐơn vị chủ trì\tThời hạn\n", name: str = "a.txt") -> Path:
    file = folder / name
    file.write_text(TABLE.format(header=header), encoding="utf-8")
    return file


def row_at(page: PlanImportPage, path: tuple[str, ...]) -> PlanRow:
    opened = page.correcting.opened
    assert opened is not None
    return next(row for row in opened.parsed.rows if row.path == path)


def editor_of(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, path: tuple[str, ...] = TASK) -> RowEditor:
    page.review.show_list(Shown.ROWS)
    page.review.rows.select(path)
    QTest.keyClick(page.review.rows, Qt.Key.Key_Return)
    (editor,) = page.findChildren(RowEditor)
    return editor


def save(editor: RowEditor, opened: OpenedDesk, qtbot: QtBot) -> None:
    editor.save.click()
    opened.settle(qtbot)


# Rows -------------------------------------------------------------------------------------------------------


def test_units_are_found_while_typing_and_a_correction_is_undone_and_done_again(
    page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    before = row_at(page, TASK).lead_units
    editor = editor_of(page, opened, qtbot)
    editor.lead.set_value(())
    QTest.keyClicks(editor.lead.search, "dieu tra chong buon lau")
    QTest.keyClick(editor.lead.search, Qt.Key.Key_Return)
    save(editor, opened, qtbot)
    assert [unit.name for unit in row_at(page, TASK).lead_units] == ["Cục Điều tra chống buôn lậu"]
    assert heard.notices[-1].words == "Đã sửa cách đọc dòng I.C.4."
    assert page.undo()
    opened.settle(qtbot)
    assert row_at(page, TASK).lead_units == before
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.review.rows.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.review.rows, Qt.Key.Key_Z, both)
    opened.settle(qtbot)
    assert [unit.name for unit in row_at(page, TASK).lead_units] == ["Cục Điều tra chống buôn lậu"]
    undo = heard.notices[-1].undo
    assert undo is not None
    undo()
    opened.settle(qtbot)
    assert row_at(page, TASK).lead_units == before
    assert not page.undo()


def test_a_cell_can_be_kept_as_printed(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    editor = editor_of(page, opened, qtbot)
    editor.lead.keep_print.click()
    save(editor, opened, qtbot)
    assert [(unit.code, unit.name) for unit in row_at(page, TASK).lead_units] == [(None, "Cục Hải quan tỉnh, TP")]


def test_a_deadline_is_typed_in_words_and_its_meaning_shown(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    editor = editor_of(page, opened, qtbot)
    editor.deadline.setText("Quý III/2007")
    assert "30/09/2007" in editor.deadline.accessibleDescription()
    editor.deadline.setText("bao giờ xong thì xong")
    assert editor.deadline.accessibleDescription().startswith("Chưa hiểu thành ngày nào")
    editor.deadline.setText("Quý III/2007")
    save(editor, opened, qtbot)
    changed = row_at(page, TASK)
    assert (str(changed.deadline.due), changed.deadline_text) == ("2007-09-30", "Tháng 6/2007")
    again = editor_of(page, opened, qtbot)
    assert again.deadline.text() != "Tháng 6/2007"
    again.reject()


def test_a_row_can_be_of_another_kind(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    editor = editor_of(page, opened, qtbot)
    editor.kind.set_value(RowKind.GROUP)
    save(editor, opened, qtbot)
    assert row_at(page, TASK).kind is RowKind.GROUP


def test_one_correction_serves_all_rows_that_print_the_same(
    page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = plan_file(tmp_path)
    more = "\n\t3\tViệc ba\tVụ Pháp chế\tTháng 8/2007\n\n\t4\tViệc bốn\tVụ Pháp chế;\tTháng 7/2007\n"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    read(page, opened, qtbot, file)
    editor = editor_of(page, opened, qtbot, ("1",))
    assert editor.for_all["lead_text"].text() == "Đọc như vậy ở cả 2 dòng in giống nhau"
    assert editor.for_all["support_text"].isHidden()
    editor.for_all["lead_text"].setChecked(True)
    editor.lead.keep_print.click()
    save(editor, opened, qtbot)
    codes = {number: [unit.code for unit in row_at(page, (number,)).lead_units] for number in "1234"}
    assert codes["1"] == codes["3"] == [None]
    assert None not in codes["2"] + codes["4"]
    assert heard.notices[-1].words == "Đã sửa cách đọc dòng 1 và 1 dòng in giống vậy."
    assert page.undo()
    opened.settle(qtbot)
    assert None not in [unit.code for unit in row_at(page, ("3",)).lead_units]


def test_an_editor_in_which_nothing_changed_is_no_step(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    save(editor_of(page, opened, qtbot), opened, qtbot)
    assert not page.undo()


def test_f2_on_a_doubt_corrects_the_field_it_is_about(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    page.review.decision.edit.click()
    (editor,) = page.findChildren(RowEditor)
    assert editor.accessibleName() == "Sửa cách đọc dòng I.A.9"
    assert editor.focusWidget() is editor.lead.search
    editor.reject()


def test_a_row_left_out_is_listed_with_its_reason_and_taken_back(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    page.review.show_list(Shown.ROWS)
    page.review.rows.select(TASK)
    QTest.keyClick(page.review.rows, Qt.Key.Key_Delete)
    opened.settle(qtbot)
    current = page.correcting.opened
    assert current is not None
    assert TASK not in {row.path for row in current.parsed.rows}
    assert page.review.rows.current_key() == ("I", "C", "5")
    assert current.reading.printed_rows == current.reading.read_rows + len(current.reading.set_aside)
    (left_out,) = (one for one in current.reading.set_aside if one.reason is AsideReason.BY_HAND)
    page.review.show_list(Shown.ASIDE)
    page.review.choose_line(left_out.source.first)
    QTest.keyClick(page.review.aside, Qt.Key.Key_Return)
    opened.settle(qtbot)
    assert row_at(page, TASK).title.startswith("Thống kê")


def test_units_of_the_day_come_first_and_words_may_stand_in_any_order() -> None:
    table = load_units()
    found = fitting(table, "hai phong cuc", None)
    assert any(unit.code == "HQ03" for unit in found)
    assert fitting(table, "khong co don vi nao ten nay", None) == ()


# Columns ----------------------------------------------------------------------------------------------------


def test_a_corrected_column_is_read_anew_and_remembered_for_the_next_document(
    page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    header = "\tTT\tNội dung\tĐơn vị chủ trì\tMốc\n"
    read(page, opened, qtbot, plan_file(tmp_path, header))
    assert row_at(page, ("1",)).deadline_text == ""
    page.view.columns.choose(3, Field.DEADLINE)
    opened.settle(qtbot)
    assert row_at(page, ("1",)).deadline_text == "Tháng 7/2007"
    page.leave()
    opened.settle(qtbot)
    other = plan_file(tmp_path, header + "\n\t9\tViệc khác\tVụ Pháp chế\tTháng 9/2007\n", "b.txt")
    read(page, opened, qtbot, other)
    assert row_at(page, ("9",)).deadline_text == "Tháng 9/2007"
    assert page.view.notice.isVisible()
    assert page.view.notice.accessibleName().startswith("Dùng cách đọc cột đã nhớ")
    page.view.notice.button.click()
    opened.settle(qtbot)
    assert row_at(page, ("9",)).deadline_text == ""
    page.leave()
    opened.settle(qtbot)
    third = plan_file(tmp_path, header + "\n\t8\tViệc\tVụ Pháp chế\tTháng 9/2007\n", "c.txt")
    read(page, opened, qtbot, third)
    assert not page.view.notice.isVisible()


def test_a_table_without_known_columns_opens_to_have_them_chosen(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    read(page, opened, qtbot, plan_file(tmp_path, "\ta\tb\tc\td\n"))
    assert page.review.isVisible()
    assert page.review.reason() == "Chọn cột giữ nội dung và cột giữ đơn vị chủ trì hoặc thời hạn."
    strip = page.view.columns
    for column, field in enumerate((Field.NUMBER, Field.TITLE, Field.LEAD, Field.DEADLINE)):
        strip.choose(column, field)
        opened.settle(qtbot)
    assert [row.title for row in page.review.rows.records.records()] == ["Rà soát văn bản", "Tập huấn"]
    assert [unit.name for unit in row_at(page, ("1",)).lead_units] == ["Vụ Pháp chế (Tổng cục Hải quan)"]
    assert page.review.reason() != "Chọn cột giữ nội dung và cột giữ đơn vị chủ trì hoặc thời hạn."
    assert page.undo()
    assert page.undo()
    assert page.undo()
    opened.settle(qtbot)
    assert page.correcting.opened is not None
    assert page.correcting.opened.refusal is not None


def test_the_first_column_chosen_of_an_unknown_table_keeps_the_others_apart(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    read(page, opened, qtbot, plan_file(tmp_path, "\ta\tb\tc\td\n"))
    for column, field in ((1, Field.TITLE), (2, Field.LEAD)):
        page.view.columns.choose(column, field)
        opened.settle(qtbot)
    assert page.view.columns.fields == (Field.EXTRA, Field.TITLE, Field.LEAD, Field.EXTRA)
    assert page.correcting.opened is not None
    first = page.correcting.opened.parsed.rows[0]
    assert "Tháng 7/2007" in [kept.text for kept in first.extra]


def test_an_unknown_table_begins_with_its_columns_also_where_the_window_is_narrow(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    page.set_compact(True)
    read(page, opened, qtbot, plan_file(tmp_path, "\ta\tb\tc\td\n"))
    assert page.view.columns.isVisible()
    assert page.view.notice.isVisible()
    assert page.focusWidget() is page.view.columns
    assert [hint.keys for hint in page.keys] == ["F6", "Enter", "← →", "Ctrl+Z"]
    read(page, opened, qtbot, plan_file(tmp_path, name="b.txt"))
    assert page.review.isVisible()


def test_the_columns_are_chosen_by_keyboard(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    read(page, opened, qtbot, plan_file(tmp_path))
    strip = page.view.columns
    assert strip.fields == (Field.NUMBER, Field.TITLE, Field.LEAD, Field.DEADLINE)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleName() == "Các cột của bảng. Cột 3 trên 4, «Đơn vị chủ trì»: Chủ trì"
    menu = strip.menu(2)
    assert [act.text() for act in menu.actions() if act.isChecked()] == ["Chủ trì"]
    next(act for act in menu.actions() if act.text() == "Phối hợp").trigger()
    opened.settle(qtbot)
    assert [unit.name for unit in row_at(page, ("1",)).support_units] == ["Vụ Pháp chế (Tổng cục Hải quan)"]


# The head ---------------------------------------------------------------------------------------------------


def test_a_missing_number_is_asked_for_and_blocks_the_import(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = plan_file(tmp_path)
    file.write_text(file.read_text("utf-8").replace("Số: 12/QĐ-TCHQ\n", ""), "utf-8")
    read(page, opened, qtbot, file)
    head = page.view.letterhead
    assert head.isVisible()
    assert page.review.reason() == "Ghi số, ký hiệu của văn bản ở phần đầu."
    page.review.readings.select_first()
    assert not page.review.decision.confirm.isVisible()
    QTest.keyClick(page.review.readings, Qt.Key.Key_Return)
    assert page.focusWidget() is head.number
    for editor, words in ((head.number, "45/QĐ-TCHQ"), (head.day, "1/6/2007"), (head.title, "Kế hoạch năm")):
        editor.setFocus()
        editor.setText(words)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        opened.settle(qtbot)
    assert page.heading.startswith("Quyết định 45/QĐ-TCHQ ngày 01/06/2007")
    confirm_all(page)
    assert page.review.reason() == ""


# Keeping ----------------------------------------------------------------------------------------------------


def test_the_work_survives_the_closing_of_the_program(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    editor = editor_of(page, opened, qtbot)
    editor.lead.keep_print.click()
    save(editor, opened, qtbot)
    page.review.show_list(Shown.DOUBTS)
    page.review.readings.select_first()
    QTest.keyClick(page.review.readings, Qt.Key.Key_Return)
    left = page.review.reason()
    page.leave()
    opened.settle(qtbot)
    later = PlanImportPage(opened.desk)
    opened.show(later, qtbot)
    assert later.start.kept.isVisible()
    later.start.kept.resumes[0].click()
    opened.settle(qtbot)
    assert later.review.reason() == left
    assert [unit.code for unit in row_at(later, TASK).lead_units] == [None]


def test_the_undo_of_a_toast_leaves_the_next_document_alone(
    page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    read(page, opened, qtbot, plan_file(tmp_path))
    page.view.columns.choose(2, Field.SUPPORT)
    opened.settle(qtbot)
    undo = heard.notices[-1].undo
    read(page, opened, qtbot)
    assert heard.notices[-1].words == "Đã giữ phần xem dở của a.txt."
    QTest.keyClick(page.review.readings, Qt.Key.Key_Return)
    left = page.review.reason()
    assert undo is not None
    undo()
    opened.settle(qtbot)
    assert page.review.reason() == left
    assert page.heading.startswith("Quyết định 608/QĐ-TCHQ")


def test_corrections_made_while_the_document_is_read_are_not_lost(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    read(page, opened, qtbot, plan_file(tmp_path))
    page.review.show_list(Shown.ROWS)
    page.review.rows.select(("1",))
    QTest.keyClick(page.review.rows, Qt.Key.Key_Delete)
    assert page.correcting.is_reading
    page.view.columns.choose(3, None)
    opened.settle(qtbot)
    assert [row.path for row in page.review.rows.records.records()] == [("2",)]
    assert row_at(page, ("2",)).deadline_text == ""


def test_a_kept_review_is_given_up_and_the_undo_brings_it_back(
    page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    QTest.keyClick(page.review.readings, Qt.Key.Key_Return)
    page.view.another_wanted.emit()
    opened.settle(qtbot)
    page.start.kept.drops[0].click()
    opened.settle(qtbot)
    assert not page.start.kept.isVisible()
    undo = heard.notices[-1].undo
    assert undo is not None
    undo()
    opened.settle(qtbot)
    assert page.start.kept.isVisible()


def test_no_other_document_is_opened_while_a_plan_goes_into_the_ledger(
    page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    read(page, opened, qtbot)
    confirm_all(page)
    page.review.take_in.click()
    page.open_file(plan_file(tmp_path))
    opened.settle(qtbot)
    assert [one.words for one in heard.notices][-2:] == [
        "Đang nạp một kế hoạch vào sổ; mở văn bản khác khi đã nạp xong.",
        "Đã nạp kế hoạch 608/QĐ-TCHQ.",
    ]
    assert page.start.done.isVisible()
    read(page, opened, qtbot, plan_file(tmp_path))
    assert page.review.isVisible()


def test_a_plan_taken_in_is_kept_no_longer(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    confirm_all(page)
    page.review.take_in.click()
    opened.settle(qtbot)
    assert not page.start.kept.isVisible()


def test_each_list_names_its_own_keys(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)

    def words() -> dict[str, str]:
        return {hint.keys: hint.words for hint in page.keys}

    assert words()["Enter"] == "Đúng"
    assert "Delete" not in words()
    page.review.show_list(Shown.ROWS)
    assert "Enter" not in words()
    assert words()["Delete"] == "Để ngoài"
    page.review.show_list(Shown.ASIDE)
    assert words()["Enter"] == "Đưa lại vào kế hoạch"
    assert "F6" not in words()


def test_f6_turns_from_the_reading_to_the_document_in_a_narrow_window(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    page.set_compact(True)
    read(page, opened, qtbot)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert page.keys[0].keys == "F6"
    QTest.keyClick(page.review.readings, Qt.Key.Key_F6)
    assert page.paper.isVisible()
    assert not page.review.isVisible()
    QTest.keyClick(page.paper, Qt.Key.Key_F6)
    assert page.review.isVisible()
    assert page.focusWidget() is page.review.readings


def test_alike_doubts_confirmed_at_once_are_taken_back_at_once(
    page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    before = page.review.reason()
    cut = next(one for one in page.review.unseen if one.label == "I.C.2")
    page.review.readings.select(cut.key)
    page.review.decision.confirm_all.click()
    assert page.review.reason() != before
    undo = heard.notices[-1].undo
    assert undo is not None
    undo()
    assert page.review.reason() == before


@pytest.mark.parametrize("shown", list(Shown))
def test_every_list_is_a_sound_model(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, qtmodeltester: ModelTester, shown: Shown
) -> None:
    read(page, opened, qtbot)
    page.review.show_list(shown)
    qtmodeltester.check(page.review.shown_list.model())  # type: ignore[attr-defined, no-untyped-call]
