"""Two units exchange files through their real screens: admission, bundle, preview, import, receipt."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.permissions import Role
from desktop.sync.exchange import ExportMode, LineGroup
from tests.ui.exchange_ends import ANSWER, FIRST, End, at_screen, drop, link, open_on, press, write_file
from tests.ui.node_desks import open_node
from tests.ui.opened_desk import WAIT_MS
from ui.exchange import files
from ui.exchange.write_panel import Line, WritePanel
from ui.exchange.write_words import Choice
from ui.tree_model import Group
from ui.widgets.life_line import LifeLine


def test_who_is_not_admitted_sees_how_to_join_and_nothing_else(department: End) -> None:
    assert department.page.join.isVisible()
    assert not department.page.timeline.isVisible()
    assert not department.page.join.join.isEnabled()


def test_two_people_with_two_files_admit_a_department(joined: tuple[End, End]) -> None:
    top, department = joined
    assert department.page.timeline.isVisible()
    assert [peer.node for peer in department.page.neighbours.records.records()] == ["TCHQ"]
    assert [peer.node for peer in top.page.neighbours.records.records()] == ["TCHQ/HQ03"]
    assert len(top.page.admit.root.digits.split()) == 8


def test_the_digits_of_a_request_are_never_shown_where_they_must_be_typed(top: End, department: End) -> None:
    department.page.join.ask.click()
    department.settle()
    top.page.enrol.click()
    top.page.admit.choose.click()
    top.settle()
    first = department.page.join.digits.digits.split()[0]
    shown = [label.text() for label in top.page.admit.findChildren(type(top.page.admit.typed.label))]
    assert any("Cục Hải quan thành phố Hải Phòng" in text for text in shown)
    assert not any(first in text for text in shown)


def test_wrong_digits_are_refused_in_the_form(top: End, department: End, stick: Path) -> None:
    department.page.join.ask.click()
    department.settle()
    top.page.enrol.click()
    top.page.admit.choose.click()
    top.settle()
    top.page.admit.typed.line.setText("1" * 39)
    assert not top.page.admit.admit.isEnabled()
    top.page.admit.typed.line.setText("1" * 40)
    top.page.admit.admit.click()
    top.settle()
    assert top.page.admit.banner.accessibleName().startswith("Dấu kiểm không khớp với tệp.")
    assert not (stick / "HQ03-ket-nap.hqa").exists()
    assert top.page.neighbours.records.records() == []


def test_a_bundle_is_written_read_back_and_waits_for_its_receipt(sent: tuple[End, End], stick: Path) -> None:
    top, _department = sent
    assert (stick / FIRST).is_file()
    assert top.page.timeline.banner.accessibleName().startswith("Đã ghi tệp đi 1 và đọc lại đúng.")
    line = top.page.timeline.findChild(LifeLine)
    assert line is not None
    assert line.accessibleName().endswith("Chờ biên nhận: đang chờ")
    assert top.page.timeline.write.text() == "Tạo tệp 2"


def test_the_folder_is_remembered(sent: tuple[End, End], stick: Path) -> None:
    assert files.LastFolder().read() == stick


def test_a_pulled_stick_is_told_in_one_sentence_and_leaves_no_trace(
    joined: tuple[End, End], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top, _department = joined
    gone = stick.rename(stick.with_name("rút ra"))
    write_file(top)
    assert top.page.writing.isVisible()
    assert top.page.writing.problem.accessibleName().startswith("Không ghi được tệp")
    assert not stick.exists()
    assert top.page.timeline.write.text() == "Tạo tệp 1"
    gone.rename(stick)
    top.page.writing.write.click()
    top.settle()
    assert (stick / FIRST).is_file()


def test_the_form_says_before_writing_that_the_stick_is_gone(joined: tuple[End, End], stick: Path) -> None:
    top, _department = joined
    stick.rename(stick.with_name("rút ra"))
    top.page.timeline.write.click()
    top.settle()
    assert top.page.writing.problem.accessibleName().startswith("Không còn thấy «")


def test_the_form_says_in_office_words_what_the_file_would_hold(joined: tuple[End, End], stick: Path) -> None:
    top, _department = joined
    top.page.timeline.write.click()
    top.settle()
    form = top.page.writing
    assert form.preview is not None
    assert "14" in next(group.note for group in shown_groups(form) if group.words == "Giao nhiệm vụ")
    facts = {fact.name: fact.words for fact in form.facts.facts}
    assert facts["Người sửa"].startswith("Phan Quốc Anh ")
    assert facts["Máy mở được"]
    assert not (stick / FIRST).exists()
    assert top.page.timeline.write.text() == "Tạo tệp 1"


def shown_groups(form: WritePanel) -> list[Group[Line]]:
    model = form.lines.records
    found = [model.group(model.index(place, 0)) for place in range(model.rowCount())]
    return [group for group in found if group is not None]


def test_only_what_was_never_sent_is_chosen_after_a_warning(sent: tuple[End, End], stick: Path) -> None:
    top, _department = sent
    top.page.timeline.write.click()
    top.settle()
    form = top.page.writing
    assert not form.warning.isVisible()
    assert form.preview is not None
    assert form.preview.events == 99
    form.choose(Choice(ExportMode.SINCE_SENT))
    top.settle()
    assert form.warning.isVisible()
    assert form.preview.events == 0


def test_a_written_file_is_sent_again_from_its_row(sent: tuple[End, End], stick: Path) -> None:
    top, department = sent
    (stick / FIRST).unlink()
    link(top, "Gửi lại").click()
    top.settle()
    assert top.page.writing.chosen == Choice(again=1)
    top.page.writing.write.click()
    top.settle()
    open_on(department, stick / "TCHQ-HQ03-0002.hqb")
    assert department.page.preview.take_in.text() == "Nhập 99 thay đổi"


def test_the_preview_shows_what_would_change_and_writes_nothing(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    department.page.open.click()
    department.settle()
    report = department.page.preview.report
    assert report is not None
    assert (report.before.total, report.after.total) == (0, 14)
    assert sum(line.group is LineGroup.ASSIGNED for line in report.lines) == 14
    assert department.page.preview.take_in.text() == "Nhập 99 thay đổi"
    assert department.page.preview.take_in.hasFocus()
    assert department.count_tasks() == 0


def test_later_leaves_the_ledger_as_it_is(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    open_on(department, stick / FIRST)
    department.page.preview.later.click()
    assert not department.page.preview.isVisible()
    assert department.count_tasks() == 0


def test_an_import_moves_the_figures_and_offers_the_answer(sent: tuple[End, End], stick: Path) -> None:
    top, department = sent
    open_on(department, stick / FIRST)
    department.page.preview.take_in.click()
    department.settle()
    assert department.count_tasks() == 14
    assert department.heard.notices[-1].words == "Đã nhập tệp đến 1 của Tổng cục Hải quan, 99 thay đổi."
    department.page.idle.done.button.click()
    department.settle()
    assert department.page.writing.write.hasFocus()
    department.page.writing.write.click()
    department.settle()
    assert (stick / ANSWER).is_file()
    open_on(top, stick / ANSWER)
    report = top.page.preview.report
    assert report is not None
    assert report.counts.receipts == 99
    top.page.preview.take_in.click()
    top.settle()
    lines = [line.accessibleName() for line in top.page.timeline.findChildren(LifeLine)]
    assert any(name.endswith("Đã nhận 25/06: xong") for name in lines)


def test_a_file_is_written_opened_and_imported_by_keys(
    joined: tuple[End, End], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top, department = joined
    top.settle()
    press(top, "Ctrl+E", top.page.writing.isVisible)
    assert top.page.writing.write.hasFocus()
    QTest.keyClick(top.page.writing.write, Qt.Key.Key_Return)
    top.qtbot.waitUntil((stick / FIRST).is_file, timeout=WAIT_MS)
    top.settle()
    press(department, "Ctrl+I", department.page.preview.isVisible)
    press(department, "Ctrl+L", lambda: not department.page.preview.isVisible())
    press(department, "Ctrl+I", department.page.preview.isVisible)
    department.page.resize(900, 600)  # the buttons that open a file are folded away
    press(department, "Ctrl+L", lambda: not department.page.preview.isVisible())
    press(department, "Ctrl+I", department.page.preview.isVisible)
    seen: list[Path] = []

    def ask(_parent: object, begin: Path) -> Path:
        seen.append(begin)
        return stick / FIRST

    monkeypatch.setattr(files, "ask_for_bundle", ask)
    press(department, "Ctrl+I", lambda: bool(seen))
    department.qtbot.waitUntil(department.page.preview.isVisible)
    press(department, "Ctrl+Return", lambda: not department.page.preview.isVisible())
    assert department.count_tasks() == 14


def test_the_same_file_again_says_so_and_changes_nothing(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    for _ in range(2):
        open_on(department, stick / FIRST)
        department.page.preview.take_in.click()
        department.settle()
    assert department.page.preview.banner.accessibleName() == "Tệp 1 đã nhập ngày 25/06/2007. Không có gì thay đổi."
    assert not department.page.preview.take_in.isEnabled()
    assert department.count_tasks() == 14


@pytest.mark.parametrize("place", [0, 200, -1])
def test_a_changed_byte_is_refused_in_one_banner(sent: tuple[End, End], stick: Path, place: int) -> None:
    _top, department = sent
    raw = bytearray((stick / FIRST).read_bytes())
    raw[place] ^= 1
    (stick / "sửa.hqb").write_bytes(raw)
    open_on(department, stick / "sửa.hqb")
    assert department.page.idle.problem.isVisible()
    assert not department.page.preview.isVisible()
    assert department.count_tasks() == 0


def test_while_an_import_runs_the_focus_stays_in_the_panel(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    open_on(department, stick / FIRST)
    panel = department.page.preview
    department.page.activateWindow()
    department.qtbot.waitUntil(panel.take_in.hasFocus)
    panel.set_running(running=True)
    assert panel.lines.hasFocus()


def test_a_very_long_file_name_leaves_the_panel_its_width(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    name = stick / f"Tệp gửi {'kèm công văn ' * 12}«khẩn».hqb"
    (stick / FIRST).rename(name)
    before = department.page.timeline.width()
    open_on(department, name)
    assert department.page.preview.isVisible()
    assert department.page.timeline.width() >= before - 1


def test_an_own_file_opened_by_mistake_is_told_as_such(sent: tuple[End, End], stick: Path) -> None:
    top, _department = sent
    open_on(top, stick / FIRST)
    assert top.page.idle.problem.isVisible()
    assert "do chính máy này tạo" in top.page.idle.problem.accessibleName()


def test_a_dropped_file_is_previewed(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    drop(department, stick / FIRST)
    assert department.page.preview.isVisible()


def test_a_dropped_request_opens_the_form_of_the_admission(top: End, department: End, stick: Path) -> None:
    department.page.join.ask.click()
    department.settle()
    open_on(top, stick / "HQ03-ket-nap.hqe")
    assert top.page.admit.isVisible()
    assert top.page.admit.typed.isVisible()


def test_an_officer_sees_the_log_and_is_told_who_makes_files(
    tmp_path: Path, stick: Path, themes: object, qtbot: QtBot
) -> None:
    end = at_screen(open_node(tmp_path, "TCHQ", qtbot, role=Role.OFFICER), qtbot)
    assert not end.page.open.isEnabled()
    assert not end.page.timeline.write.isEnabled()
    assert end.page.open.accessibleDescription().startswith("Việc tạo và nhập tệp do đầu mối đồng bộ")
    assert not end.page.enrol.isVisible()
    end.opened.close()


def test_what_waits_is_counted_in_the_rail(joined: tuple[End, End]) -> None:
    top, _department = joined
    assert top.heard.counts[-1] == ("exchange", 1)


def test_a_narrow_window_gives_an_opened_file_the_whole_width(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    department.page.resize(884, 480)
    assert not department.page.neighbours.isVisible()
    assert department.page.idle.open.isVisible()
    open_on(department, stick / FIRST)
    assert department.page.preview.isVisible()
    assert not department.page.timeline.isVisible()
    department.page.preview.later.click()
    assert department.page.timeline.isVisible()


def test_the_lists_are_sound_models(sent: tuple[End, End], stick: Path, qtmodeltester: ModelTester) -> None:
    _top, department = sent
    open_on(department, stick / FIRST)
    for model in (department.page.neighbours.records, department.page.preview.lines.records):
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]
