"""Printing and saving a plan as it was issued, through the real screen."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.amendments.amending import ChangeRow, DecisionHeader, amend
from desktop.assigning.assigning import allocate
from desktop.plans.row_fields import RowFields
from desktop.reports.making import made_reports
from desktop.units.table import load_units
from tests.desktop.reports.ledger import SUPERVISOR, TODAY, Ledger, make_ledger
from tests.ui.opened_desk import OpenedDesk, listen, open_desk
from tests.ui.reports.test_reports_page import Answers, settle
from ui.reports.choice_panel import Choices
from ui.reports.page import ReportsPage
from ui.reports.plan_fields import PLAN_PAPER
from ui.requests import PlanPaperRequest
from ui.theme import ThemeController

NAME = "Kế hoạch 608-QĐ-TCHQ"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def answers(tmp_path: Path) -> type[Answers]:
    Answers.folder, Answers.asked, Answers.wants = tmp_path, [], True
    return Answers


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    made = make_ledger(tmp_path / "hq", "TCHQ", ("HQ03", "HQ01"))
    yield made
    made.close()


def opened_page(ledger: Ledger, answers: type[Answers], qtbot: QtBot) -> tuple[ReportsPage, OpenedDesk]:
    """The screen as it stands after the paper of 608 was asked for."""
    opened = open_desk(ledger, SUPERVISOR, qtbot)
    page = ReportsPage(opened.desk, dialogs=answers)
    opened.show(page, qtbot)
    page.activate(PlanPaperRequest(ledger.plan.entity))
    settle(page, opened, qtbot)
    return page, opened


@pytest.fixture
def desk_and_page(
    ledger: Ledger, themes: ThemeController, answers: type[Answers], qtbot: QtBot
) -> Iterator[tuple[ReportsPage, OpenedDesk]]:
    page, opened = opened_page(ledger, answers, qtbot)
    yield page, opened
    opened.close()


@pytest.fixture
def page(desk_and_page: tuple[ReportsPage, OpenedDesk]) -> ReportsPage:
    return desk_and_page[0]


@pytest.fixture
def opened(desk_and_page: tuple[ReportsPage, OpenedDesk]) -> OpenedDesk:
    return desk_and_page[1]


def text_of(data: bytes) -> str:
    """The words of a whole PDF."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def shown(page: ReportsPage) -> str:
    paper = page.preview.paper
    assert paper is not None
    return text_of(paper.data)


def test_the_plan_asked_for_is_shown_with_the_units_own_tasks_marked(page: ReportsPage) -> None:
    assert page.choice.report_name == PLAN_PAPER
    assert page.choice.plan_fields.marks.currentText() == "Nhiệm vụ của HQ Hải Phòng"
    assert "14 nhiệm vụ giao cho Cục Hải quan thành phố Hải Phòng (13 chủ trì, 1 phối hợp)" in shown(page)
    assert page.preview.view.is_drawn(0)


def test_a_paper_without_figures_bears_no_code_and_asks_for_no_period(page: ReportsPage) -> None:
    assert page.preview.code.text() == ""
    assert not page.preview.copy_button.isVisible()
    assert not page.choice.day.isVisible()
    assert page.choice.docx_button.isVisible()
    assert page.choice.print_button.text() == "In kế hoạch"


def test_without_marks_it_is_the_plan_as_issued(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    page.choice.plan_fields.marks.setCurrentIndex(0)
    settle(page, opened, qtbot)
    assert "Ban hành kèm theo Quyết định số 608/QĐ-TCHQ ngày 30 tháng 3 năm 2007" in shown(page)
    assert "giao cho Cục Hải quan" not in shown(page)


def test_the_report_on_results_comes_back_with_its_own_fields(
    page: ReportsPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    page.choice.report.setCurrentIndex(0)
    settle(page, opened, qtbot)
    assert page.preview.code.text()
    assert page.choice.day.isVisible()
    assert not page.choice.docx_button.isVisible()
    assert page.choice.print_button.text() == "In báo cáo"


def test_each_form_is_saved_under_the_plans_number(
    page: ReportsPage, opened: OpenedDesk, answers: type[Answers], qtbot: QtBot
) -> None:
    heard = listen(page)
    QTest.keyClick(page.preview.view, Qt.Key.Key_S, CTRL)
    settle(page, opened, qtbot)
    QTest.keyClick(page.preview.view, Qt.Key.Key_D, CTRL | SHIFT)
    settle(page, opened, qtbot)
    page.choice.xlsx_button.click()
    settle(page, opened, qtbot)
    assert answers.asked == [f"{NAME}.pdf", f"{NAME}.docx", f"{NAME}.xlsx"]
    assert text_of((answers.folder / f"{NAME}.pdf").read_bytes()) == shown(page)
    assert len(docx.Document(str(answers.folder / f"{NAME}.docx")).tables) == 2
    assert load_workbook(answers.folder / f"{NAME}.xlsx").sheetnames == ["Kế hoạch"]
    assert [notice.words for notice in heard.notices] == [f"Đã lưu «{name}»." for name in answers.asked]


def test_a_word_document_of_a_report_on_results_is_not_offered(
    page: ReportsPage, opened: OpenedDesk, answers: type[Answers], qtbot: QtBot
) -> None:
    page.choice.report.setCurrentIndex(0)
    settle(page, opened, qtbot)
    QTest.keyClick(page.preview.view, Qt.Key.Key_D, CTRL | SHIFT)
    settle(page, opened, qtbot)
    assert answers.asked == []


def test_a_plan_is_printed_and_not_remembered_as_a_report(
    page: ReportsPage, opened: OpenedDesk, ledger: Ledger, answers: type[Answers], qtbot: QtBot
) -> None:
    heard = listen(page)
    page.choice.print_button.click()
    settle(page, opened, qtbot)
    assert (answers.folder / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert heard.notices[-1].words == f"Đã gửi {page.preview.view.count} trang tới máy in."
    assert made_reports(ledger.administrator) == []


def test_a_place_that_takes_no_file_is_told_in_the_page(
    page: ReportsPage, opened: OpenedDesk, answers: type[Answers], qtbot: QtBot
) -> None:
    answers.folder = answers.folder / "none"
    page.choice.docx_button.click()
    settle(page, opened, qtbot)
    assert page.banner.isVisible()


def test_an_officer_named_meanwhile_appears_on_the_paper(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    session = opened.desk.session
    assert SUPERVISOR not in shown(page).replace(f"lập 25/06/2007 09:42, {SUPERVISOR}", "")
    task = "I/C/4"

    def work(_session: object, _job: object) -> None:
        from desktop.plans.plans import plan_numbered, row_at

        row = row_at(session.database, plan_numbered(session.database, "608/QĐ-TCHQ"), task)
        allocate(session, [row.entity], officer=session.person.id)

    opened.desk.run(work, page)
    settle(page, opened, qtbot)
    assert SUPERVISOR in shown(page).replace(f"lập 25/06/2007 09:42, {SUPERVISOR}", "")


def test_a_stopped_paper_can_be_made_after_all(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    page.choice.plan_fields.marks.setCurrentIndex(0)
    page.preview.stop_wanted.emit()
    settle(page, opened, qtbot)
    assert page.preview.view.count == 0
    page.preview.again_wanted.emit()
    settle(page, opened, qtbot)
    assert page.preview.view.count > 2


def test_headquarters_marks_all_units_or_one(
    headquarters: Ledger, themes: ThemeController, answers: type[Answers], qtbot: QtBot
) -> None:
    page, opened = opened_page(headquarters, answers, qtbot)
    try:
        marks = page.choice.plan_fields.marks
        names = [marks.itemText(row) for row in range(marks.count())]
        assert names[:2] == ["Không đánh dấu", "Mọi đơn vị được giao"]
        assert names[2:] == ["Cục Hải quan thành phố Hà Nội", "Cục Hải quan thành phố Hải Phòng"]
        assert marks.currentIndex() == 0
        marks.setCurrentIndex(1)
        settle(page, opened, qtbot)
        assert "Đã giao 14 nhiệm vụ cho 2 đơn vị" in shown(page)
        marks.setCurrentIndex(2)
        settle(page, opened, qtbot)
        assert "14 nhiệm vụ giao cho Cục Hải quan thành phố Hà Nội" in shown(page)
    finally:
        opened.close()


def test_nothing_is_cut_in_a_narrow_window(page: ReportsPage, opened: OpenedDesk, qtbot: QtBot) -> None:
    page.resize(884, 440)
    page.set_compact(True)
    settle(page, opened, qtbot)
    buttons = (page.choice.print_button, page.choice.pdf_button, page.choice.docx_button, page.choice.xlsx_button)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert page.choice.body.minimumSize().width() <= page.choice.width()


def test_the_keys_named_are_those_of_the_paper_shown(page: ReportsPage) -> None:
    assert "Ctrl+Shift+D" in {hint.keys for hint in page.keys}
    page.choice.report.setCurrentIndex(0)
    assert "Ctrl+Shift+D" not in {hint.keys for hint in page.keys}


def test_without_any_plan_there_is_nothing_to_print_and_the_field_says_so(
    page: ReportsPage, opened: OpenedDesk, qtbot: QtBot
) -> None:
    page.choice.show_choices(Choices((), (), 2007, TODAY, TODAY))
    page.choice.changed.emit()
    settle(page, opened, qtbot)
    assert page.preview.view.count == 0
    assert not page.choice.print_button.isEnabled()
    assert page.choice.plan_fields.plan.accessibleDescription() == "Chưa có kế hoạch nào trong sổ."


def test_of_an_amended_plan_either_version_is_printed(
    headquarters: Ledger, themes: ThemeController, answers: type[Answers], qtbot: QtBot
) -> None:
    page, opened = opened_page(headquarters, answers, qtbot)
    try:
        assert not page.choice.plan_fields.version_field.isVisible()
        decision = DecisionHeader("1200/QĐ-TCHQ", date(2007, 6, 20), "Sửa đổi kế hoạch")
        change = ChangeRow(headquarters.row("I/C/4").entity, RowFields(deadline_text="Tháng 9/2007"))
        work = partial(amend, plan=headquarters.plan, decision=decision, changes=[change], units=load_units())
        opened.desk.run(lambda session, _job: work(session), page)
        settle(page, opened, qtbot)
        assert page.choice.plan_fields.version_field.isVisible()
        assert "Kế hoạch đã sửa đổi theo Quyết định số 1200/QĐ-TCHQ ngày 20/06/2007." in shown(page)
        page.choice.plan_fields.version.setCurrentIndex(1)
        settle(page, opened, qtbot)
        assert "Chưa kể sửa đổi theo Quyết định số 1200/QĐ-TCHQ" in shown(page)
    finally:
        opened.close()
