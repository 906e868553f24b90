"""Files in the task's entry, in review and at headquarters, as people see and use them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.attachments.attachments import SECRETS_NOTE, attach, attachments_of
from desktop.sync.exchange import import_bundle
from tests.desktop.verdicts.conftest import Exchange
from tests.support.ledgers import ADMINISTRATOR, OFFICER, SUPERVISOR
from tests.ui.page_bench import PageBench
from ui.attachments import files
from ui.attachments.file_panel import FilePanel
from ui.requests import TasksRequest
from ui.review.page import ReviewPage
from ui.tasks.page import TasksPage
from ui.verdicts.page import List, VerdictsPage

PATH = "I/C/8"


@pytest.fixture
def entering(exchange: Exchange, page_of: Callable[..., PageBench[TasksPage]]) -> PageBench[TasksPage]:
    """The officer's tasks with one open that nothing was recorded on."""
    seen = page_of(exchange.pair.department, OFFICER, TasksPage)
    seen.page.activate(TasksRequest(task=exchange.task(PATH), unit="HQ03"))
    seen.settle()
    return seen


def file(folder: Path, name: str = "Biên bản làm việc.pdf", content: bytes = b"%PDF-1.4 noi dung") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def press(panel: FilePanel, words: str) -> None:
    """Press the act of this name, whatever file it is of."""
    found = [button for button in panel.findChildren(QPushButton) if button.accessibleName().startswith(words)]
    next(button for button in found if button.isVisible()).click()


def names(panel: FilePanel) -> list[str]:
    return [line.file.name for line in panel.lines]


def test_an_officer_adds_files_by_button_and_undoes_it(
    entering: PageBench[TasksPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = entering.page.detail.files
    assert panel.isVisible()
    assert panel.note.text() == SECRETS_NOTE
    paths = [file(tmp_path), file(tmp_path, "Phụ lục.xlsx", bytes(1_234_567))]
    monkeypatch.setattr(files, "ask_for_files", lambda _parent: paths)
    panel.add.setFocus()
    panel.add.click()
    entering.settle()
    assert panel.add.hasFocus()
    assert names(panel) == ["Biên bản làm việc.pdf", "Phụ lục.xlsx"]
    assert panel.lines[1].note.startswith("1,2 MB · có trong máy · Lê Thu Hà, ")
    assert entering.heard.notices[-1].words == "Đã đính kèm 2 tệp."
    entering.undo_toast()
    assert names(panel) == []
    assert panel.isVisible()


def test_what_is_typed_stays_while_files_are_added(entering: PageBench[TasksPage], tmp_path: Path) -> None:
    area = entering.page.detail.entry.form.areas["result"]
    area.set_text("Đang lập danh sách")
    entering.page.detail.files.attach([file(tmp_path)])
    entering.settle()
    assert area.value_text() == "Đang lập danh sách"
    entering.page.detail.entry.keep()
    entering.settle()


def test_files_are_dropped_on_the_entry(entering: PageBench[TasksPage], tmp_path: Path) -> None:
    panel, data = entering.page.detail.files, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file(tmp_path)))])
    none, left, action = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    entered = QDragEnterEvent(QPoint(5, 5), action, data, left, none)
    QApplication.sendEvent(panel, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(panel, QDropEvent(QPointF(5, 5), action, data, left, none))
    entering.settle()
    assert names(panel) == ["Biên bản làm việc.pdf"]
    folder = QMimeData()
    folder.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    refused = QDragEnterEvent(QPoint(5, 5), action, folder, left, none)
    QApplication.sendEvent(panel, refused)
    assert not refused.isAccepted()


def test_a_file_is_taken_off_and_brought_back(entering: PageBench[TasksPage], tmp_path: Path) -> None:
    panel = entering.page.detail.files
    panel.attach([file(tmp_path)])
    entering.settle()
    press(panel, "Gỡ tệp này")
    entering.settle()
    assert names(panel) == []
    assert entering.heard.notices[-1].words == "Đã gỡ 1 tệp đính kèm."
    entering.undo_toast()
    assert names(panel) == ["Biên bản làm việc.pdf"]


def test_a_file_is_saved_where_the_person_says(
    entering: PageBench[TasksPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, target = entering.page.detail.files, tmp_path / "ra.pdf"
    panel.attach([file(tmp_path)])
    entering.settle()
    monkeypatch.setattr(files, "ask_where_to_save", lambda _parent, _name: target)
    press(panel, "Lưu tệp ra…")
    entering.settle()
    assert target.read_bytes() == b"%PDF-1.4 noi dung"
    assert entering.heard.notices[-1].words == "Đã lưu «ra.pdf»."


def test_a_file_that_is_refused_is_told_under_the_list(entering: PageBench[TasksPage], tmp_path: Path) -> None:
    panel = entering.page.detail.files
    panel.attach([file(tmp_path, content=b"")])
    entering.settle()
    assert panel.problem.isVisible()
    assert panel.problem.text().startswith("Tệp «Biên bản làm việc.pdf» rỗng")
    panel.attach([file(tmp_path)])
    entering.settle()
    assert not panel.problem.isVisible()


def test_a_name_that_looks_like_markup_is_shown_as_it_is(entering: PageBench[TasksPage], tmp_path: Path) -> None:
    panel = entering.page.detail.files
    panel.attach([file(tmp_path, "<b>x&amp;y<img src=a>.txt")])
    entering.settle()
    assert names(panel) == ["<b>x&amp;y<img src=a>.txt"]


def handed_in(exchange: Exchange, folder: Path) -> None:
    """A result of the officer with a file waits for the supervisor."""
    entity = exchange.task(PATH)
    record = entity.replace("task/", "prog/", 1) + "/HQ03/-"
    attach(exchange.officer, type(entity)(record), file(folder))
    exchange.hand_in(PATH)


def test_the_reviewer_sees_the_files_and_changes_none(
    exchange: Exchange, tmp_path: Path, page_of: Callable[..., PageBench[ReviewPage]]
) -> None:
    handed_in(exchange, tmp_path)
    seen = page_of(exchange.pair.department, SUPERVISOR, ReviewPage)
    assert seen.page.files.isVisible()
    assert names(seen.page.files) == ["Biên bản làm việc.pdf"]
    assert not seen.page.files.add.isVisible()
    assert not any(line.may_remove for line in seen.page.files.lines)


def test_an_entry_without_files_shows_no_list_to_who_adds_none(
    exchange: Exchange, page_of: Callable[..., PageBench[ReviewPage]]
) -> None:
    exchange.hand_in(PATH)
    seen = page_of(exchange.pair.department, SUPERVISOR, ReviewPage)
    assert not seen.page.files.isVisible()


def test_headquarters_asks_for_a_file_and_gets_it(
    exchange: Exchange, tmp_path: Path, page_of: Callable[..., PageBench[VerdictsPage]]
) -> None:
    entity = exchange.task(PATH)
    record = type(entity)(entity.replace("task/", "prog/", 1) + "/HQ03/-")
    attach(exchange.officer, record, file(tmp_path))
    exchange.publish(PATH)
    exchange.up()
    seen = page_of(exchange.pair.headquarters, ADMINISTRATOR, VerdictsPage)
    panel = seen.page.files[List.WAITING]
    row = next(row for row in seen.page.queue.view.records.records() if row.entry.entity == record)
    assert seen.page.queue.view.select(row.key)
    seen.settle()
    assert panel.lines[0].note.split(" · ")[1] == "chưa có trong máy"
    press(panel, "Xin tệp")
    seen.settle()
    assert panel.lines[0].note.split(" · ")[1].startswith("đã xin ")
    assert seen.heard.notices[-1].words == "Tệp «Biên bản làm việc.pdf» sẽ được xin trong tệp trao đổi tới."
    press(panel, "Thôi xin")
    seen.settle()
    assert panel.lines[0].may_ask
    press(panel, "Xin tệp")
    seen.settle()
    exchange.down()
    sent = exchange.pair.up()
    assert sent.attached == 1
    import_bundle(exchange.hq, sent.path)
    assert attachments_of(exchange.hq, record)[0].is_here
    seen.page.reload()
    seen.settle()
    assert panel.lines[0].may_save
