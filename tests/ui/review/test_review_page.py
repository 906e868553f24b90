"""Approving and returning through the real screen, on a real ledger."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.progress.entries import EntryState
from desktop.progress.recording import Typed, entry
from desktop.progress.review import APPROVAL_STATEMENT
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR, Ledger, make_ledger
from tests.ui.opened_desk import Heard, OpenedDesk, listen, open_desk
from ui.requests import TasksRequest
from ui.review.page import ReviewPage
from ui.theme import ThemeController
from ui.widgets.banner import EmptyState
from ui.widgets.buttons import LinkButton
from ui.widgets.fields import Mark
from ui.widgets.text import Label
from ui.widgets.word_diff import WordDiff

FIRST = "Đã kiểm tra 121 lô hàng nhạy cảm."
THEN = "Đã kiểm tra 104 lô hàng nhạy cảm, chuyển Tổ QLRR."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """C.6 approved once and handed in again; B.2 and C.4 new; C.2 handed in by the supervisor himself."""
    made = make_ledger(tmp_path)
    officer, supervisor = made.sign_in(OFFICER), made.sign_in(SUPERVISOR)
    half = Typed(status="in_progress", percent="60", result=FIRST)
    made.approve(supervisor, made.hand_in(officer, "I/C/6", half))
    less = Typed(status="in_progress", percent="55", result=THEN)
    made.hand_in(officer, "I/C/6", less, reason="Đếm lại")
    made.hand_in(officer, "I/C/4", Typed(status="completed", percent="100", completed_on="18/06/2007"))
    made.hand_in(officer, "I/B/2", Typed(status="in_progress", percent="30", result="Đã trình phương án."))
    made.hand_in(supervisor, "I/C/2", Typed(status="in_progress", percent="70"))
    yield made
    made.close()


@pytest.fixture
def opened(ledger: Ledger, themes: ThemeController, qtbot: QtBot) -> Iterator[OpenedDesk]:
    desk = open_desk(ledger, SUPERVISOR, qtbot)
    yield desk
    desk.close()


@pytest.fixture
def page(opened: OpenedDesk, qtbot: QtBot) -> ReviewPage:
    made = ReviewPage(opened.desk)
    opened.show(made, qtbot)
    return made


@pytest.fixture
def heard(page: ReviewPage, opened: OpenedDesk, qtbot: QtBot) -> Heard:
    found = listen(page)
    page.reload()
    opened.settle(qtbot)
    return found


def labels(page: ReviewPage) -> list[str]:
    return [row.label for row in page.queue.view.records.records()]


def choose(page: ReviewPage, label: str) -> None:
    records = page.queue.view.records.records()
    assert page.queue.view.select(next(row.key for row in records if row.label == label))


def state_of(ledger: Ledger, path: str) -> EntryState:
    task = ledger.row(path).entity.partition("/")[2]
    found = entry(ledger.administrator.database, f"prog/{task}/HQ03/2007-06")  # type: ignore[arg-type]  # written out
    assert found is not None
    return found.state


def words_of(page: ReviewPage) -> list[str]:
    return [label.text() for label in page.entry.findChildren(Label) if label.isVisibleTo(page.entry)]


def test_entries_stand_in_printed_order_and_what_waits_for_others_is_not_counted(
    page: ReviewPage, heard: Heard
) -> None:
    assert labels(page) == ["B.2", "C.2", "C.4", "C.6"]
    assert heard.counts[-1] == ("review", 3)
    assert page.subtitle == "4 mục chờ, đều gửi hôm nay"


def test_the_queue_is_a_sound_model(page: ReviewPage, qtmodeltester: Any) -> None:
    qtmodeltester.check(page.queue.view.records)


def test_what_one_entered_oneself_is_locked(page: ReviewPage) -> None:
    choose(page, "C.2")
    assert not page.entry.approve_button.isEnabled()
    assert "Bạn nhập mục này nên người khác duyệt." in words_of(page)
    page.queue.view.records.tick_all()
    assert [row.label for row in page.queue.ticked] == ["B.2", "C.4", "C.6"]


def test_only_changed_fields_are_shown_old_beside_new(page: ReviewPage) -> None:
    choose(page, "C.6")
    words = words_of(page)
    assert "Trường thay đổi (2)" in words
    assert words[words.index("60%") : words.index("60%") + 3] == ["60%", "→", "55%"]
    assert "Tiến độ giảm 5 điểm phần trăm so với lần duyệt trước." in words
    (diff,) = (diff for diff in page.entry.findChildren(WordDiff) if diff.isVisible())
    assert "bỏ «121»" in diff.accessibleName()
    assert "thêm «104»" in diff.accessibleName()
    assert "7 trường không đổi" in words
    assert "Khó khăn, vướng mắc" not in words


def test_the_authors_explanation_stands_with_the_warning_it_answers(page: ReviewPage) -> None:
    choose(page, "C.6")
    words = words_of(page)
    at = words.index("Tiến độ giảm 5 điểm phần trăm so với lần duyệt trước.")
    assert words[at + 1] == f"{OFFICER} giải trình: «Đếm lại»"


def test_the_reason_for_changing_an_approved_record_is_shown_where_nothing_warns(
    page: ReviewPage, opened: OpenedDesk, ledger: Ledger, qtbot: QtBot
) -> None:
    officer, supervisor = ledger.sessions[0], ledger.sessions[1]
    first = ledger.hand_in(officer, "I/C/8", Typed(status="in_progress", percent="10"))
    ledger.approve(supervisor, first)
    ledger.hand_in(officer, "I/C/8", Typed(status="in_progress", percent="20"), reason="Có thêm <b>số liệu</b>")
    page.reload()
    opened.settle(qtbot)
    choose(page, "C.8")
    words = words_of(page)
    assert words[words.index("Lý do sửa") + 1] == "«Có thêm <b>số liệu</b>»"


def test_unchanged_fields_unfold(page: ReviewPage, qtbot: QtBot) -> None:
    choose(page, "C.6")
    links = page.entry.table.findChildren(LinkButton)
    link = next(link for link in links if link.text() == "Hiện" and link.isVisible())
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert "Khó khăn, vướng mắc" in words_of(page)


def test_the_sentence_one_stands_by_is_shown(page: ReviewPage) -> None:
    choose(page, "C.4")
    assert f"Khi duyệt, bạn xác nhận: «{APPROVAL_STATEMENT}»" in words_of(page)


def test_ctrl_enter_approves_and_moves_on(
    page: ReviewPage, opened: OpenedDesk, ledger: Ledger, heard: Heard, qtbot: QtBot
) -> None:
    choose(page, "C.4")
    QTest.keyClick(page.queue.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle(qtbot)
    assert state_of(ledger, "I/C/4") is EntryState.APPROVED
    assert labels(page) == ["B.2", "C.2", "C.6"]
    assert page.entry.shown is not None
    assert page.entry.shown.label == "C.6"
    assert heard.notices[-1].words == "Đã duyệt 1 mục."
    assert heard.counts[-1] == ("review", 2)


def test_the_last_of_the_queue_hands_over_to_the_one_before(page: ReviewPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    choose(page, "C.6")
    page.entry.approve_button.click()
    opened.settle(qtbot)
    assert page.entry.shown is not None
    assert page.entry.shown.label == "C.4"


def test_an_approval_is_undone_by_its_notice(
    page: ReviewPage, opened: OpenedDesk, ledger: Ledger, heard: Heard, qtbot: QtBot
) -> None:
    choose(page, "C.4")
    page.entry.approve_button.click()
    opened.settle(qtbot)
    undo = heard.notices[-1].undo
    assert undo is not None
    undo()
    opened.settle(qtbot)
    assert state_of(ledger, "I/C/4") is EntryState.SUBMITTED
    assert page.entry.shown is not None
    assert page.entry.shown.label == "C.4"
    assert heard.notices[-1].words == "Đã hoàn tác: duyệt 1 mục."


def test_ticked_entries_are_approved_as_one_change(
    page: ReviewPage, opened: OpenedDesk, ledger: Ledger, heard: Heard, qtbot: QtBot
) -> None:
    choose(page, "B.2")
    QTest.keyClick(page.queue.view, Qt.Key.Key_Space)
    choose(page, "C.6")
    QTest.keyClick(page.queue.view, Qt.Key.Key_Space)
    assert page.queue.approve_button.text() == "Duyệt 2 mục"
    assert page.keys[1].words == "Duyệt 2 mục"
    QTest.keyClick(page.queue.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle(qtbot)
    assert labels(page) == ["C.2", "C.4"]
    assert heard.notices[-1].words == "Đã duyệt 2 mục."
    assert not page.queue.approve_button.isVisible()


def test_a_return_without_a_reason_says_so_and_changes_nothing(
    page: ReviewPage, opened: OpenedDesk, ledger: Ledger, qtbot: QtBot
) -> None:
    choose(page, "C.4")
    QTest.keyClick(
        page.queue.view,
        Qt.Key.Key_R,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    opened.settle(qtbot)
    assert page.entry.reason_field.mark is Mark.ERROR
    assert state_of(ledger, "I/C/4") is EntryState.SUBMITTED
    page.entry.reason.setPlainText("Thiếu số văn bản")
    assert str(page.entry.reason_field.mark) == ""


def test_one_reason_returns_all_ticked(
    page: ReviewPage, opened: OpenedDesk, ledger: Ledger, heard: Heard, qtbot: QtBot
) -> None:
    page.queue.view.records.tick_all()
    page.entry.reason.setPlainText("Thiếu số văn bản")
    QTest.mouseClick(page.queue.return_button, Qt.MouseButton.LeftButton)
    opened.settle(qtbot)
    assert labels(page) == ["C.2"]
    assert state_of(ledger, "I/B/2") is EntryState.RETURNED
    assert heard.notices[-1].words == "Đã trả lại 3 mục."
    assert page.entry.reason.value_text() == ""


def test_ctrl_enter_works_while_the_reason_is_typed(
    page: ReviewPage, opened: OpenedDesk, ledger: Ledger, qtbot: QtBot
) -> None:
    choose(page, "C.4")
    page.entry.reason.setFocus()
    QTest.keyClick(page.entry.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle(qtbot)
    assert state_of(ledger, "I/C/4") is EntryState.APPROVED


def test_a_reason_typed_for_one_entry_is_not_carried_to_the_next(page: ReviewPage) -> None:
    choose(page, "C.4")
    page.entry.reason.setPlainText("Thiếu số văn bản")
    choose(page, "C.6")
    assert page.entry.reason.value_text() == ""


def test_a_verdict_given_before_the_queue_moved_on_is_not_taken_twice(
    page: ReviewPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    choose(page, "C.4")
    page.noticed.connect(lambda _notice: page.entry.approve_button.click())
    page.entry.approve_button.click()
    page.entry.approve_button.click()
    opened.settle(qtbot)
    assert labels(page) == ["B.2", "C.2", "C.6"]
    assert not page.banner.isVisible()


def test_what_another_session_decided_meanwhile_is_told_in_the_page(
    page: ReviewPage, opened: OpenedDesk, ledger: Ledger, qtbot: QtBot
) -> None:
    choose(page, "C.4")
    shown = page.entry.shown
    assert shown is not None
    ledger.approve(ledger.administrator, shown.entry)
    page.entry.approve_button.click()
    opened.settle(qtbot)
    assert page.banner.isVisible()
    assert "không ở trạng thái chờ duyệt" in page.banner.accessibleName()
    assert labels(page) == ["B.2", "C.2", "C.6"]
    assert page.entry.approve_button.isEnabled()


def test_presets_narrow_the_queue(page: ReviewPage) -> None:
    page.queue.choose_filter("warned")
    assert labels(page) == ["C.6"]
    page.queue.choose_filter("overdue")
    assert labels(page) == []
    assert page.entry.shown is None


def test_states_follow_the_day_looked_at(page: ReviewPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    opened.desk.day.choose(date(2007, 7, 17))
    opened.settle(qtbot)
    page.queue.choose_filter("overdue")
    assert labels(page) == ["B.2", "C.2", "C.4"]
    choose(page, "C.4")
    assert page.entry.shown is not None
    assert page.entry.shown.state_words == "Quá hạn 17 ngày"


def test_enter_opens_the_task(page: ReviewPage, heard: Heard, ledger: Ledger, qtbot: QtBot) -> None:
    choose(page, "C.4")
    QTest.keyClick(page.queue.view, Qt.Key.Key_Return)
    assert heard.places == [("tasks", TasksRequest(task=ledger.row("I/C/4").entity, unit="HQ03"))]


def test_an_empty_queue_says_so(page: ReviewPage, opened: OpenedDesk, ledger: Ledger, qtbot: QtBot) -> None:
    ledger.approve(ledger.administrator, *(row.entry for row in page.queue.view.records.records()))
    page.reload()
    opened.settle(qtbot)
    assert page.subtitle == "Không có mục nào chờ duyệt"
    (empty,) = page.findChildren(EmptyState)
    assert empty.isVisible()
    assert page.entry.shown is None


def test_every_button_is_whole_in_a_narrow_window(page: ReviewPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    page.resize(884, 440)
    page.set_compact(True)
    choose(page, "C.6")
    opened.settle(qtbot)
    for button in (page.entry.return_button, page.entry.approve_button):
        assert button.width() >= button.sizeHint().width()
        assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
