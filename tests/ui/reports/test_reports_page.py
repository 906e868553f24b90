"""Making, looking at, printing and saving a report through the real screen."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.progress.recording import Typed
from desktop.progress.review import approve_entries, waiting_entries
from desktop.reports.making import made_reports
from desktop.session import Session
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR, Ledger, make_ledger
from tests.ui.opened_desk import WAIT_MS, OpenedDesk, listen, open_desk
from ui.reports.dialogs import ReportDialogs
from ui.reports.page import ReportsPage
from ui.requests import TasksRequest
from ui.theme import ThemeController
from ui.widgets.fields import Mark

DONE = Typed(status="completed", percent="100", completed_on="12/06/2007", result="Đã lập danh sách")
HALF = Typed(status="in_progress", percent="50", result="Đã rà soát một nửa")


class Answers(ReportDialogs):
    """Answers in the place of the operating system's dialogs."""

    folder: ClassVar[Path]
    asked: ClassVar[list[str]]
    wants: ClassVar[bool]

    @classmethod
    def ask_path(cls, parent: QWidget, name: str, form: str) -> Path | None:  # noqa: ARG003  # as overridden
        cls.asked.append(name)
        return cls.folder / name if cls.wants else None

    @classmethod
    def ask_printer(cls, parent: QWidget, pages: int) -> QPrinter | None:  # noqa: ARG003  # as overridden
        cls.asked.append(f"{pages} pages")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(cls.folder / "printed.pdf"))
        printer.setResolution(72)
        return printer if cls.wants else None


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """C.4 done and approved, C.8 waiting for approval, nothing else recorded."""
    made = make_ledger(tmp_path / "ledger")
    officer, supervisor = made.sign_in(OFFICER), made.sign_in(SUPERVISOR)
    made.approve(supervisor, made.hand_in(officer, "I/C/4", DONE))
    made.hand_in(officer, "I/C/8", HALF)
    yield made
    made.close()


@pytest.fixture
def answers(tmp_path: Path) -> type[Answers]:
    Answers.folder, Answers.asked, Answers.wants = tmp_path, [], True
    return Answers


@pytest.fixture
def opened(ledger: Ledger, themes: ThemeController, qtbot: QtBot) -> Iterator[OpenedDesk]:
    desk = open_desk(ledger, SUPERVISOR, qtbot)
    yield desk
    desk.close()


@pytest.fixture
def page(opened: OpenedDesk, answers: type[Answers], qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(opened.desk, dialogs=answers)
    opened.show(made, qtbot)
    settle(made, opened, qtbot)
    return made


def settle(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    """Wait until the report is made, drawn and told."""
    for _ in range(3):
        opened.settle(qtbot)
        qtbot.waitUntil(lambda: not page.drawing.is_busy, timeout=WAIT_MS)
        qtbot.wait(5)


def approve_all(session: Session) -> None:
    approve_entries(session, [waiting.entry.entity for waiting in waiting_entries(session)])


def code(page: ReportsPage) -> str:
    return page.preview.code.text()


def test_the_report_of_the_last_closed_quarter_is_shown_at_once(page: ReportsPage) -> None:
    assert page.choice.chosen_period.key == "2007-Q2"
    assert page.choice.day.value() == date(2007, 6, 14)
    assert page.choice.day_field.editor.accessibleDescription() == "Ngày chốt số liệu của kỳ."
    paper = page.preview.paper
    assert paper is not None
    assert page.preview.view.count == len(paper.sizes) > 2
    assert page.preview.view.is_drawn(0)
    assert len(code(page)) == len("7F3K-1042-9CQ8")


def test_another_day_makes_another_report(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    before = code(page)
    page.choice.day.setFocus()
    page.choice.day.selectAll()
    QTest.keyClicks(page.choice.day, "11/06/2007")
    QTest.keyClick(page.choice.day, Qt.Key.Key_Return)
    settle(page, opened, qtbot)
    assert code(page) != before
    assert page.choice.day_field.editor.accessibleDescription() == "Kỳ này chốt số liệu ngày 14/06/2007."


def test_a_day_that_has_not_come_is_refused_beside_its_field(
    page: ReportsPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    before = code(page)
    for text in ("26/06/2007", "31/06/2007", ""):
        page.choice.day.setText(text)
        QTest.keyClick(page.choice.day, Qt.Key.Key_Return)
        settle(page, opened, qtbot)
        assert page.choice.day_field.mark is Mark.ERROR
    assert code(page) == before


def test_what_is_missing_is_named_and_opens_its_task(
    page: ReportsPage, opened: OpenedDesk, ledger: Ledger, qtbot: QtBot
) -> None:
    heard = listen(page)
    page.choice.missing_wanted.emit()
    records = page.missing.view.records.records()
    assert (records[0].label, len(records)) == ("C.8", 13)
    QTest.keyClick(page.missing.view, Qt.Key.Key_Return)
    assert heard.places == [("tasks", TasksRequest(task=ledger.row("I/C/8").entity, unit="HQ03"))]


def test_a_draft_shows_what_is_not_approved_and_has_another_code(
    page: ReportsPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    before = code(page)
    page.choice.draft.click()
    settle(page, opened, qtbot)
    assert code(page) != before
    paper = page.preview.paper
    assert paper is not None
    document = pypdfium2.PdfDocument(paper.data)
    assert "BẢN NHÁP" in document[0].get_textpage().get_text_range()
    document.close()


def test_a_draft_is_not_offered_where_everything_is_approved(
    page: ReportsPage, opened: OpenedDesk, ledger: Ledger, qtbot: QtBot
) -> None:
    assert page.choice.draft.isEnabled()
    waiting = [record for record in page.missing.view.records.records() if record.state is not None]
    assert [record.label for record in waiting] == ["C.8"]
    approve_all(ledger.sign_in(SUPERVISOR))
    page.reload()
    settle(page, opened, qtbot)
    assert not page.choice.draft.isEnabled()


def test_an_approval_renews_the_report(page: ReportsPage, opened: OpenedDesk, ledger: Ledger, qtbot: QtBot) -> None:
    before = code(page)
    opened.desk.run(lambda session, _job: approve_all(session), page)
    settle(page, opened, qtbot)
    assert code(page) != before


def test_the_saved_pdf_is_the_report_that_was_seen(
    page: ReportsPage, opened: OpenedDesk, answers: type[Answers], qtbot: QtBot
) -> None:
    heard = listen(page)
    QTest.keyClick(page.preview.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(page, opened, qtbot)
    name = "Báo cáo kết quả, Quý II-2007, đến 14-06-2007.pdf"
    assert answers.asked == [name]
    document = pypdfium2.PdfDocument((answers.folder / name).read_bytes())
    assert len(document) == page.preview.view.count
    assert code(page) in document[0].get_textpage().get_text_range()
    document.close()
    assert heard.notices[-1].words == f"Đã lưu «{name}», mã đối chiếu {code(page)}."


def test_the_workbook_is_saved_beside_it(
    page: ReportsPage, opened: OpenedDesk, answers: type[Answers], qtbot: QtBot
) -> None:
    page.choice.xlsx_button.click()
    settle(page, opened, qtbot)
    book = load_workbook(answers.folder / "Báo cáo kết quả, Quý II-2007, đến 14-06-2007.xlsx")
    assert book["Phụ lục"].max_row == 15


def test_a_change_of_mind_saves_and_records_nothing(
    page: ReportsPage, opened: OpenedDesk, ledger: Ledger, answers: type[Answers], qtbot: QtBot
) -> None:
    answers.wants = False
    page.choice.pdf_button.click()
    page.choice.print_button.click()
    settle(page, opened, qtbot)
    assert len(answers.asked) == 2
    assert made_reports(ledger.administrator) == []


def test_a_file_that_cannot_be_written_is_told_in_the_page(
    page: ReportsPage, opened: OpenedDesk, ledger: Ledger, answers: type[Answers], qtbot: QtBot
) -> None:
    answers.folder = answers.folder / "none"
    page.choice.pdf_button.click()
    settle(page, opened, qtbot)
    assert page.banner.isVisible()
    assert made_reports(ledger.administrator) == []
    answers.folder = answers.folder.parent
    page.choice.pdf_button.click()
    settle(page, opened, qtbot)
    assert not page.banner.isVisible()


def test_printing_sends_every_page_and_is_recorded(
    page: ReportsPage, opened: OpenedDesk, ledger: Ledger, answers: type[Answers], qtbot: QtBot
) -> None:
    heard = listen(page)
    QTest.keyClick(page.preview.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(page, opened, qtbot)
    document = pypdfium2.PdfDocument((answers.folder / "printed.pdf").read_bytes())
    assert len(document) == page.preview.view.count
    document.close()
    (record,) = made_reports(ledger.administrator)
    assert (record.form, record.check_code) == ("print", code(page))
    assert heard.notices[-1].words.startswith(f"Đã gửi {page.preview.view.count} trang tới máy in")


def test_the_code_on_a_paper_is_compared_with_what_is_seen(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    page.choice.pdf_button.click()
    settle(page, opened, qtbot)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.preview.view, Qt.Key.Key_M, modifiers)
    assert page.made.code.hasFocus()
    QTest.keyClicks(page.made.code, code(page).lower())
    assert page.made.answer.accessibleName().startswith("Giấy và bản đang xem cùng một số liệu.")
    page.made.code.setText("7F3K-1042-9CQ8")
    assert page.made.answer.accessibleName().startswith("Không có báo cáo nào lập ở đây mang mã này.")
    assert page.made.view.records.records() == []
    QTest.keyClick(page.made.code, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.preview.isVisible)  # a button reached by its key is clicked a moment later
    assert page.made.code.text() == ""


def test_the_check_code_is_copied(page: ReportsPage) -> None:
    page.preview.copy_button.click()
    assert QGuiApplication.clipboard().text() == code(page)


def test_a_stopped_report_can_be_made_after_all(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    page.choice.period.set_value("2007-Q1")
    page.preview.stop_wanted.emit()
    settle(page, opened, qtbot)
    assert page.preview.view.count == 0
    assert not page.choice.pdf_button.isEnabled()
    page.preview.again_wanted.emit()
    settle(page, opened, qtbot)
    assert page.preview.view.count > 2
    assert page.choice.pdf_button.isEnabled()


def test_of_two_quick_choices_the_last_one_is_shown(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    page.choice.period.set_value("2007-Q1")
    page.choice.period.set_value("2007-Q3")
    settle(page, opened, qtbot)
    assert page.choice.day.value() == date(2007, 6, 25)
    paper = page.preview.paper
    assert paper is not None
    document = pypdfium2.PdfDocument(paper.data)
    assert "Quý III/2007" in document[0].get_textpage().get_text_range()
    document.close()


def test_looking_at_another_day_offers_the_report_due_then(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    opened.desk.day.choose(date(2007, 10, 20))
    settle(page, opened, qtbot)
    assert (page.choice.chosen_period.key, page.choice.day.value()) == ("2007-Q3", date(2007, 9, 14))
    assert page.choice.pdf_button.isEnabled()


def test_nothing_is_cut_in_a_narrow_window(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    page.resize(884, 440)
    page.set_compact(True)
    settle(page, opened, qtbot)
    for button in (page.choice.print_button, page.choice.pdf_button, page.choice.xlsx_button):
        assert button.width() >= button.sizeHint().width()
    assert page.choice.body.minimumSize().width() <= page.choice.width()
    assert not page.preview.thumbnails.isVisible()


def test_headquarters_chooses_among_its_units(
    tmp_path: Path, themes: ThemeController, answers: type[Answers], qtbot: QtBot
) -> None:
    ledger = make_ledger(tmp_path / "hq", "TCHQ", ("HQ03", "HQ01"))
    opened = open_desk(ledger, SUPERVISOR, qtbot)
    try:
        page = ReportsPage(opened.desk, dialogs=answers)
        opened.show(page, qtbot)
        settle(page, opened, qtbot)
        assert page.choice.unit_field.isVisible()
        assert page.choice.unit.count() == 3
        everything = page.preview.view.count
        page.choice.unit.set_value("HQ03")
        settle(page, opened, qtbot)
        assert page.preview.view.count < everything
    finally:
        opened.close()
        ledger.close()
