"""Documents that are dropped and pasted, and what is said to what is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.opened_desk import Heard, OpenedDesk
from tests.ui.plan_reviews import DOCUMENT, read
from ui.importing.offered import Offered, offered
from ui.importing.page import PlanImportPage

TABLE = """<table><tr><td>TT</td><td>Nội dung</td><td>Đơn vị chủ trì</td><td>Thời hạn</td></tr>
<tr><td>1</td><td>Rà soát</td><td rowspan=2>Vụ Pháp chế</td><td>Tháng 7/2007</td></tr>
<tr><td>2</td><td>Tập huấn</td><td>Tháng 8/2007</td></tr></table>"""


@pytest.fixture
def clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def hold(data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)


def html(page: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(page)
    data.setText("chữ")
    return data


def drop(page: PlanImportPage, data: QMimeData) -> None:
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers))


def test_files_come_before_tables_and_tables_before_text(tmp_path: Path) -> None:
    files = QMimeData()
    files.setUrls(
        [QUrl.fromLocalFile(str(tmp_path / "a")), QUrl("https://vi.du/b"), QUrl.fromLocalFile(str(tmp_path / "c"))]
    )
    assert offered(files) == Offered((tmp_path / "a", tmp_path / "c"))
    text = QMimeData()
    text.setText("Kế hoạch")
    assert offered(text) == Offered(text="Kế hoạch".encode())
    table = offered(html(TABLE))
    assert table is not None
    assert table.text.decode().startswith("<!doctype html>")
    assert offered(html("<p>không có bảng</p>")) == Offered(text="chữ".encode())
    assert offered(QMimeData()) is None
    blank = QMimeData()
    blank.setText(" \n ")
    assert offered(blank) is None


def test_a_table_of_a_web_page_is_pasted_with_its_merged_cells(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, clipboard: None
) -> None:
    hold(html(TABLE))
    QTest.keyClick(page.start.library, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened.settle(qtbot)
    assert page.review.isVisible()
    current = page.correcting.opened
    assert current is not None
    assert current.name == "Văn bản dán"
    rows = [(row.title, [unit.name for unit in row.lead_units]) for row in current.parsed.tasks]
    assert rows == [("Rà soát", ["Vụ Pháp chế"]), ("Tập huấn", ["Vụ Pháp chế"])]


def test_pasted_text_is_read(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, clipboard: None) -> None:
    data = QMimeData()
    data.setText(DOCUMENT.read_text("utf-8"))
    hold(data)
    page.start.paste.click()
    opened.settle(qtbot)
    assert page.heading.startswith("Quyết định 608/QĐ-TCHQ")


def test_a_clipboard_without_text_is_told(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, clipboard: None
) -> None:
    QGuiApplication.clipboard().clear()
    page.start.paste.click()
    opened.settle(qtbot)
    assert page.start.banner.accessibleName().startswith("Trên bảng tạm không có chữ nào.")


def test_of_several_files_the_first_is_opened_and_that_is_said(
    page: PlanImportPage, heard: Heard, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in (DOCUMENT, tmp_path / "b.txt")])
    drop(page, data)
    opened.settle(qtbot)
    assert page.review.isVisible()
    assert [notice.words for notice in heard.notices] == ["Chỉ mở tệp đầu trong 2 tệp: 608-qd-tchq.txt."]


WRONG = {
    "ảnh.docx": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40,
    "rỗng.txt": b"",
    "truyện.txt": "".join(f"Thuở ấy{', rồi' * (n % 7)} làng có {n} người thợ rèn.\n" for n in range(900)).encode(),
    "dài.txt": b"x" * (30 * 1024 * 1024),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_plan_is_refused_in_words_and_leaves_nothing_behind(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(WRONG[name])
    read(page, opened, qtbot, file)
    assert page.start.isVisible()
    assert page.start.banner.isVisible()
    assert f"«{name}»" in page.start.banner.accessibleName()
    assert not page.start.kept.isVisible()


def test_a_refused_document_leaves_the_one_in_hand(
    page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    read(page, opened, qtbot)
    wrong = tmp_path / "rỗng.txt"
    wrong.write_bytes(b"")
    read(page, opened, qtbot, wrong)
    assert page.start.kept.isVisible()
    page.start.kept.resumes[0].click()
    opened.settle(qtbot)
    assert page.heading.startswith("Quyết định 608/QĐ-TCHQ")
