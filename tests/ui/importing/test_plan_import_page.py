"""Taking 608/QĐ-TCHQ into the ledger through the real screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.permissions import Role
from desktop.plans.plans import plans, rows_of_plan
from tests.ui.node_desks import open_node
from tests.ui.opened_desk import Heard, OpenedDesk
from tests.ui.plan_reviews import DOCUMENT, confirm_all, read, select_repair
from ui.importing import files
from ui.importing.page import PlanImportPage
from ui.importing.paper_text import shared_widths
from ui.importing.review_lists import Shown
from ui.requests import AssigningRequest


def plan_numbers(opened: OpenedDesk, qtbot: QtBot) -> list[str]:
    found: list[list[str]] = []
    desk = opened.desk
    desk.run(lambda session, _job: [plan.number for plan in plans(session.database)], desk.runner, found.append)
    opened.settle(qtbot)
    return found[0]


def test_the_library_offers_the_shipped_plans(page: PlanImportPage) -> None:
    offered = page.start.library.records.records()
    assert ("608/QĐ-TCHQ", "30/03/2007", False) in [(one.plan.called, one.day, one.is_known) for one in offered]
    assert [one.plan.tasks for one in offered] == [22, 66, 144, 49, 327]


def test_one_click_takes_a_reviewed_plan_into_the_ledger_and_undo_takes_it_out(
    page: PlanImportPage, opened: OpenedDesk, heard: Heard, qtbot: QtBot
) -> None:
    assert page.start.library.select("safe-2009")
    page.start.adopt.click()
    opened.settle(qtbot)
    assert plan_numbers(opened, qtbot) == ["Không số (Khung SAFE)"]
    assert page.start.done.accessibleName().startswith("Kế hoạch Không số (Khung SAFE) đã ở trong sổ.")
    assert not page.start.adopt.isEnabled()
    undo = heard.notices[-1].undo
    assert undo is not None
    undo()
    opened.settle(qtbot)
    assert plan_numbers(opened, qtbot) == []
    assert page.start.adopt.isEnabled()


def test_a_document_without_a_number_goes_by_its_name_in_the_library(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    assert page.start.library.select("safe-2009")
    QTest.keyClick(page.start.library, Qt.Key.Key_Return)
    opened.settle(qtbot)
    assert page.correcting.opened is not None
    assert page.correcting.opened.number == "Không số (Khung SAFE)"


def test_enter_opens_a_plan_of_the_library(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    QTest.keyClick(page.start.library, Qt.Key.Key_Return)
    opened.settle(qtbot)
    assert page.review.isVisible()
    assert page.review.readings.current() is not None


def test_nothing_is_written_and_the_import_says_why_it_waits(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    assert not page.review.take_in.isEnabled()
    assert page.review.reason() == "Còn 8 chỗ phải xem."
    assert page.review.take_in.accessibleDescription() == "Còn 8 chỗ phải xem."
    assert plan_numbers(opened, qtbot) == []


def test_the_chosen_place_is_marked_in_the_document(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    reading = page.review.readings.current()
    assert reading is not None
    row, column, words = page.paper.marked
    index = page.paper.model().index(row, 0)
    assert index.data() == "9"
    assert page.paper.row_of(index).text_at(column) == "-Cục ĐTCBL Cục CNTT& TK HQ"
    assert words == "Cục ĐTCBL Cục CNTT& TK HQ"


def test_a_row_of_the_document_chooses_what_was_read_from_it(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    page.review.show_list(Shown.ROWS)
    page.paper.row_chosen.emit(53)
    chosen = page.review.rows.current()
    assert chosen is not None
    assert chosen.path == ("I", "A", "1")


def test_f8_goes_round_the_doubts_not_yet_seen(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    labels = []
    for _ in range(13):
        chosen = page.review.readings.current()
        assert chosen is not None
        labels.append(chosen.label)
        QTest.keyClick(page.review.readings, Qt.Key.Key_F8)
    assert len(labels) == 13
    first = page.review.readings.current()
    assert first is not None
    assert first.label == labels[0] == "I.A.9"


def test_one_answer_serves_all_places_that_are_alike(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    cut = next(one for one in page.review.unseen if one.label == "I.C.2")
    page.review.readings.select(cut.key)
    assert page.review.decision.confirm_all.text() == "Đúng cho cả 3 chỗ giống nhau"
    page.review.decision.confirm_all.click()
    assert page.review.reason() == "Còn 5 chỗ phải xem."


def test_a_refused_repair_keeps_the_print_and_can_be_taken_again(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    select_repair(page, "I.C.5")
    page.review.decision.refuse.click()
    opened.settle(qtbot)
    reading = page.review.readings.current()
    assert reading is not None
    assert (reading.label, reading.is_refused) == ("I.C.5", True)
    page.review.decision.take.click()
    opened.settle(qtbot)
    again = page.review.readings.current()
    assert again is not None
    assert not again.is_refused


def test_a_seen_plan_is_taken_in_and_the_undo_takes_it_back(
    page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    confirm_all(page)
    assert page.review.take_in.isEnabled()
    page.review.take_in.click()
    opened.settle(qtbot)
    assert [notice.words for notice in heard.notices] == ["Đã nạp kế hoạch 608/QĐ-TCHQ."]
    assert plan_numbers(opened, qtbot) == ["608/QĐ-TCHQ"]
    page.start.done.button.click()
    assert heard.places == [("assigning", AssigningRequest("608/QĐ-TCHQ"))]
    undo = heard.notices[0].undo
    assert undo is not None
    undo()
    opened.settle(qtbot)
    assert plan_numbers(opened, qtbot) == []
    assert page.start.done.isHidden()


def test_a_refused_repair_is_written_as_printed(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    select_repair(page, "I.C.5")
    page.review.decision.refuse.click()
    opened.settle(qtbot)
    page.review.readings.select_first()
    confirm_all(page)
    page.review.take_in.click()
    opened.settle(qtbot)
    titles: list[list[str]] = []
    opened.desk.run(
        lambda session, _job: [
            row.title
            for plan in plans(session.database)
            for row in rows_of_plan(session.database, plan.entity)
            if row.path_text == "I/C/5"
        ],
        page,
        titles.append,
    )
    opened.settle(qtbot)
    assert "NK³ 1%" in titles[0][0]


def test_a_plan_in_the_ledger_is_told_and_not_taken_in_twice(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    confirm_all(page)
    page.review.take_in.click()
    opened.settle(qtbot)
    known = {one.plan.called: one.is_known for one in page.start.library.records.records()}
    assert known["608/QĐ-TCHQ"]
    read(page, opened, qtbot)
    assert page.review.reason() == "Kế hoạch 608/QĐ-TCHQ đã có trong sổ."
    assert not page.review.take_in.isEnabled()
    assert page.review.banner.isVisible()


def test_a_file_that_is_no_plan_is_refused_in_plain_words(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "thư.txt"
    file.write_text("Kính gửi các đơn vị.\n", encoding="utf-8")
    read(page, opened, qtbot, file)
    assert page.start.banner.isVisible()
    assert page.start.banner.accessibleName().startswith("Tệp «thư.txt» không có bảng nhiệm vụ")


def test_a_dropped_file_is_read(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(DOCUMENT))])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers))
    opened.settle(qtbot)
    assert page.review.isVisible()


def test_the_file_dialog_opens_what_was_chosen(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ask_for_document", lambda _parent: DOCUMENT)
    page.start.choose.click()
    opened.settle(qtbot)
    assert page.review.isVisible()


def test_later_keeps_what_was_seen(page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot) -> None:
    read(page, opened, qtbot)
    QTest.keyClick(page.review.readings, Qt.Key.Key_Return)
    page.review.later.click()
    assert heard.places == [("home", None)]
    page.activate()
    assert page.review.reason() == "Còn 7 chỗ phải xem."


def test_a_narrow_window_shows_either_the_document_or_the_reading(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    read(page, opened, qtbot)
    assert page.heading == "Quyết định 608/QĐ-TCHQ ngày 30/03/2007, Tổng cục Hải quan"
    page.set_compact(True)
    assert page.heading == "608/QĐ-TCHQ"
    assert page.review.isVisible()
    assert not page.paper.isVisible()
    page.set_compact(False)
    assert page.review.isVisible()
    assert page.paper.isVisible()


def test_who_may_not_import_reads_but_does_not_write(tmp_path: Path, themes: object, qtbot: QtBot) -> None:
    desk = open_node(tmp_path, "TCHQ", qtbot, role=Role.INSPECTOR)
    page = PlanImportPage(desk.desk)
    desk.show(page, qtbot)
    read(page, desk, qtbot)
    assert page.review.reason() == "Người đang đăng nhập chỉ được xem, không được nạp kế hoạch."
    desk.close()


def test_the_lists_are_sound_models(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    read(page, opened, qtbot)
    page.review.show_list(Shown.ROWS)
    for model in (page.review.readings.records, page.review.rows.records, page.paper.model()):
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_column_takes_the_room_its_words_need_from_the_others() -> None:
    assert shared_widths(100, [1, 1, 2], [0, 0, 0]) == [25, 25, 50]
    assert shared_widths(100, [1, 1, 2], [40, 0, 0]) == [40, 20, 40]
    assert shared_widths(100, [1, 1, 2], [40, 30, 20]) == [40, 30, 30]
    assert shared_widths(100, [1, 1, 2], [90, 30, 20]) == [25, 25, 50]
