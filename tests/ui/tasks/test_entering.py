"""Entering progress: drafts, checks, recording, handing in, what is locked and what came back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.journal.event import EntityId
from desktop.permissions import Role
from desktop.plans.plans import plan_numbered, row_at
from desktop.progress.entries import EntryState, LifeState
from desktop.progress.recording import Typed, check, drafts, entries_of, report
from desktop.progress.review import approve_entries, return_entries
from desktop.session import Session
from desktop.users.people import add_person
from desktop.workspace import open_workspace
from tests.ui.node_desks import PASSPHRASE, TODAY
from tests.ui.tasks.conftest import OFFICER, Bench
from ui.tasks.filters import Chosen, Preset
from ui.widgets.fields import Mark


def recorded(path: str, *, period: str = "", submit: bool = False, **typed: str) -> Callable[[Session], object]:
    """What the officer recorded before the page was opened; made by the administrator who prepares the ledger."""

    def work(session: Session) -> object:
        plan = plan_numbered(session.database, "608/QĐ-TCHQ")
        record, problems = check(Typed(**typed), today=TODAY)
        assert problems == []
        return report(session, row_at(session.database, plan, path), period, record, submit_too=submit)

    return work


def type_result(seen: Bench, words: str) -> None:
    """Type into «Kết quả thực hiện» as a person does."""
    QTest.keyClicks(seen.page.detail.entry.form.areas["result"], words)


def test_a_draft_is_kept_when_typing_rests_and_is_there_again(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    type_result(seen, "Da thong ke")
    seen.qtbot.waitUntil(lambda: seen.page.detail.entry.foot.words.startswith("Đã lưu nháp"), timeout=5000)
    seen.select("C.2")
    assert seen.page.detail.entry.form.areas["result"].value_text() == ""
    seen.select("C.4")
    entry = seen.page.detail.entry
    assert entry.form.areas["result"].value_text() == "Da thong ke"
    assert entry.draft_banner.isVisibleTo(seen.page)
    assert entry.draft_banner.accessibleName().startswith("Khôi phục từ bản nháp lúc")


def test_keeping_a_draft_does_not_move_the_cursor(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    type_result(seen, "Da thong ke")
    seen.qtbot.waitUntil(lambda: seen.page.detail.entry.foot.words.startswith("Đã lưu nháp"), timeout=5000)
    seen.settle()
    type_result(seen, " xong")
    assert seen.page.detail.entry.form.areas["result"].toPlainText() == "Da thong ke xong"


def test_keys_do_nothing_to_an_entry_that_is_not_on_the_screen(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER, more=recorded("I/C/4", status="in_progress", percent="10"))
    seen.select("C.4")
    seen.page.detail.open_tab("history")
    seen.page.list.view.setFocus()
    QTest.keyClick(seen.page.list.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seen.settle()
    assert seen.heard.notices == []


def test_leaving_the_page_keeps_what_was_just_typed(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    type_result(seen, "Mat dien")
    seen.page.leave()
    seen.settle()
    kept = seen.read(drafts)
    assert isinstance(kept, dict)
    assert [draft.typed.result for draft in kept.values()] == ["Mat dien"]


def test_throwing_a_draft_away_can_be_undone(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    type_result(seen, "Nhap do")
    seen.page.leave()
    seen.settle()
    seen.page.detail.entry.discard()
    seen.settle()
    assert seen.read(drafts) == {}
    assert seen.page.detail.entry.form.areas["result"].value_text() == ""
    seen.undo_toast()
    assert seen.page.detail.entry.form.areas["result"].value_text() == "Nhap do"


def test_ctrl_s_records_and_the_toast_takes_it_back_without_losing_what_was_typed(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    form = seen.page.detail.entry.form
    form.percent.clear()
    QTest.keyClicks(form.percent, "60")
    assert form.status.value() == "in_progress"  # more than nothing is done, so it has begun
    QTest.keyClick(form.percent, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã ghi kết quả."
    item = seen.line("C.4").item
    assert item is not None
    assert item.entry is not None
    assert (item.entry.record.percent, item.life, item.has_draft) == (60, LifeState.RECORDED, False)
    seen.undo_toast()
    after = seen.line("C.4").item
    assert after is not None
    assert (after.entry, after.has_draft) == (None, True)
    assert form.percent.value_text() == "60"
    assert seen.heard.notices[-1].words == "Đã hoàn tác: ghi kết quả."


def test_an_incomplete_entry_is_not_sent_and_the_field_says_why(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    form = seen.page.detail.entry.form
    form.status.set_value("completed")
    assert form.percent.value_text() == "100"
    QTest.keyClick(form.percent, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seen.settle()
    assert form.fields["completed_on"].mark is Mark.ERROR
    assert form.completed_on.hasFocus()
    assert seen.heard.notices == []
    item = seen.line("C.4").item
    assert item is not None
    assert item.entry is None


def test_ctrl_enter_sends_locks_and_goes_on_to_the_next_task(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    form = seen.page.detail.entry.form
    form.status.set_value("completed")
    QTest.keyClicks(form.completed_on, "18062007")
    QTest.keyClick(form.completed_on, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã gửi duyệt 1 mục."
    assert seen.page.detail.line is not None
    assert seen.page.detail.line.row.label == "C.6"
    seen.select("C.4")
    entry = seen.page.detail.entry
    assert not entry.form.isVisibleTo(seen.page)
    assert entry.sheet.isVisibleTo(seen.page)
    assert entry.state_banner.accessibleName().startswith(f"Đang chờ duyệt nên khóa sửa. {OFFICER} gửi lúc")


def test_sending_goes_on_also_when_the_filter_drops_the_task(bench: Callable[..., Bench]) -> None:
    seen = bench(
        role=Role.OFFICER,
        more=lambda session: [
            recorded(path, status="in_progress", percent="10")(session) for path in ("I/C/2", "I/C/4")
        ],
    )
    seen.page.choose(Chosen(preset=Preset.UNSUBMITTED))
    seen.select("C.2")
    seen.page.detail.entry.commit(submit=True)
    seen.settle()
    assert seen.labels() == ["C.4"]
    assert seen.page.detail.line is not None
    assert seen.page.detail.line.row.label == "C.4"


def test_a_returned_entry_shows_the_supervisors_reason(bench: Callable[..., Bench]) -> None:
    def prepare(session: Session) -> None:
        recorded("I/C/4", submit=True, status="in_progress", percent="60")(session)
        add_person(session, "Trần Văn Dũng", Role.SUPERVISOR, PASSPHRASE)
        other = open_workspace(session.workspace.folder, session.machine).sign_in("Trần Văn Dũng", PASSPHRASE)
        entry = entries_of(other.database, row_of(other, "I/C/4"), "HQ03")[0]
        return_entries(other, [entry.entity], "Chưa nêu số liệu.")
        other.close()

    seen = bench(role=Role.OFFICER, more=prepare)
    seen.select("C.4")
    entry = seen.page.detail.entry
    assert "«Chưa nêu số liệu.»" in entry.state_banner.accessibleName()
    assert entry.form.isVisibleTo(seen.page)
    assert entry.form.percent.value_text() == "60"


def test_a_returned_month_is_opened_first_and_counted_as_returned(bench: Callable[..., Bench]) -> None:
    def prepare(session: Session) -> None:
        recorded("I/C/6", period="2007-05", submit=True, status="in_progress", percent="40")(session)
        recorded("I/C/6", period="2007-06", status="in_progress", percent="50")(session)
        add_person(session, "Trần Văn Dũng", Role.SUPERVISOR, PASSPHRASE)
        other = open_workspace(session.workspace.folder, session.machine).sign_in("Trần Văn Dũng", PASSPHRASE)
        return_entries(other, [entries_of(other.database, row_of(other, "I/C/6"), "HQ03")[0].entity], "Thiếu số liệu.")
        other.close()

    seen = bench(role=Role.OFFICER, more=prepare)
    seen.page.choose(Chosen(preset=Preset.RETURNED))
    seen.settle()
    assert seen.labels() == ["C.6"]
    assert seen.page.detail.entry.periods.value() == "2007-05"


def row_of(session: Session, path: str) -> EntityId:
    """The entity of a row of 608."""
    return row_at(session.database, plan_numbered(session.database, "608/QĐ-TCHQ"), path).entity


def test_changing_an_approved_entry_asks_for_the_reason_beside_the_fields(bench: Callable[..., Bench]) -> None:
    def prepare(session: Session) -> None:
        recorded("I/C/4", submit=True, status="in_progress", percent="60")(session)
        add_person(session, "Trần Văn Dũng", Role.SUPERVISOR, PASSPHRASE)
        other = open_workspace(session.workspace.folder, session.machine).sign_in("Trần Văn Dũng", PASSPHRASE)
        approve_entries(other, [entries_of(other.database, row_of(other, "I/C/4"), "HQ03")[0].entity])
        other.close()

    seen = bench(role=Role.OFFICER, more=prepare)
    seen.select("C.4")
    form = seen.page.detail.entry.form
    assert not form.reason_field.isVisibleTo(seen.page)
    form.percent.clear()
    QTest.keyClicks(form.percent, "70")
    assert form.reason_field.isVisibleTo(seen.page)
    seen.page.detail.entry.commit(submit=False)
    seen.settle()
    assert form.reason_field.mark is Mark.ERROR
    assert seen.heard.notices == []
    QTest.keyClicks(form.reason, "Nham so")
    seen.page.detail.entry.commit(submit=False)
    seen.settle()
    item = seen.line("C.4").item
    assert item is not None
    assert item.entry is not None
    assert (item.entry.state, item.entry.record.percent) == (EntryState.RECORDED, 70)


def test_a_warning_passes_with_an_explanation(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    form = seen.page.detail.entry.form
    QTest.keyClicks(form.document_number, "05/BC-HQHP")
    seen.page.detail.entry.commit(submit=True)
    seen.settle()
    assert form.fields["document_date"].mark is Mark.WARNING
    assert form.reason.hasFocus()
    QTest.keyClicks(form.reason, "Van ban chua vao so")
    seen.page.detail.entry.commit(submit=True)
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã gửi duyệt 1 mục."


def test_after_handing_in_the_keys_go_on_in_the_list(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    form = seen.page.detail.entry.form
    form.percent.setFocus()
    form.percent.setText("55")
    QTest.keyClick(form.percent, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã gửi duyệt 1 mục."
    assert seen.page.list.view.hasFocus()


def test_a_draft_kept_while_typing_is_not_called_restored(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    entry = seen.page.detail.entry
    type_result(seen, "Dang go")
    entry.keep()
    seen.settle()
    assert seen.read(drafts)
    assert entry.draft_banner.isHidden()
    seen.select("C.6")
    seen.select("C.4")
    assert not entry.draft_banner.isHidden()
    seen.page.reload()
    seen.settle()
    assert not entry.draft_banner.isHidden()


def test_all_problems_are_listed_and_a_line_jumps_to_its_field(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    entry = seen.page.detail.entry
    entry.form.percent.setText("120")
    entry.form.document_date.setText("31/02/2007")
    QTest.keyClick(
        entry.form.percent,
        Qt.Key.Key_K,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    seen.settle()
    assert entry.problems.title == "2 lỗi"
    entry.problems.chosen.emit("document_date")
    assert entry.form.document_date.hasFocus()


def test_a_recurring_task_is_entered_by_period_with_the_one_before_beside_it(bench: Callable[..., Bench]) -> None:
    seen = bench(
        role=Role.OFFICER,
        more=recorded("I/C/6", period="2007-05", status="in_progress", percent="40", result="Đã kiểm tra 121 lô."),
    )
    seen.select("C.6")
    entry = seen.page.detail.entry
    assert entry.periods.value() == "2007-06"
    assert entry.form.areas["result"].value_text() == ""
    entry.form.copy_before("result")
    assert entry.form.areas["result"].value_text() == "Đã kiểm tra 121 lô."
    entry.periods.set_value("2007-05")
    entry.periods.activated.emit(entry.periods.currentIndex())
    seen.settle()
    assert entry.form.percent.value_text() == "40"
    kept = seen.read(drafts)
    assert isinstance(kept, dict)
    assert [entity[-7:] for entity in kept] == ["2007-06"]


def test_an_inspector_reads_and_cannot_type(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.INSPECTOR)
    seen.select("C.4")
    entry = seen.page.detail.entry
    assert not entry.form.isVisibleTo(seen.page)
    assert not entry.foot.isVisibleTo(seen.page)
    assert seen.page.detail.tabs.tabText(0) == "Kết quả"


def test_a_change_elsewhere_does_not_touch_what_is_being_typed(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    type_result(seen, "Dang go")
    seen.page.reload()
    seen.settle()
    assert seen.page.detail.entry.form.areas["result"].toPlainText() == "Dang go"


def test_the_history_names_who_and_old_and_new_and_undoes_ones_own(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER)
    seen.select("C.4")
    form = seen.page.detail.entry.form
    form.percent.setText("60")
    seen.page.detail.entry.commit(submit=False)
    seen.settle()
    seen.page.detail.open_tab("history")
    seen.settle()
    shown = seen.page.detail.history.lines
    assert [line.what for line in shown][:2] == ["ghi kết quả", "giao nhiệm vụ"]
    assert shown[0].who == OFFICER
    assert ("Tiến độ", "", "60%") in [(change.label, change.before, change.after) for change in shown[0].changes]
    assert shown[0].undo is not None
    assert shown[1].undo is None
    seen.page.detail.undo_chosen.emit(shown[0].undo.change)
    seen.settle()
    item = seen.line("C.4").item
    assert item is not None
    assert item.entry is None
