"""The later life of a report at the screen: its sign in the list, what differs, what came, the report as it was."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.dates import parse_period
from desktop.journal.event import EntityId
from desktop.plans.state import TwoByTwo
from desktop.progress.recording import Typed
from desktop.reports.differences import FigureDifference, RecordDifference
from desktop.reports.making import MadeReport, make_report
from desktop.reports.registry import TASK_RESULTS
from desktop.sync.exchange import ImportReport, LateForReport
from desktop.units.table import load_units
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR, TODAY, Ledger
from tests.ui.opened_desk import WAIT_MS, open_desk
from tests.ui.page_bench import PageBench
from ui import theme
from ui.exchange.report_body import ReportBody
from ui.reports.dialogs import ReportDialogs
from ui.reports.page import ReportsPage
from ui.requests import MadeReportRequest, TasksRequest
from ui.table_model import Role
from ui.theme import ThemeController

DONE = Typed(status="completed", percent="100", completed_on="14/06/2007", result="Đã lập danh sách")


class Answers(ReportDialogs):
    """Saves where the test wants it."""

    folder: ClassVar[Path]

    @classmethod
    def ask_path(cls, parent: QWidget, name: str, form: str) -> Path | None:  # noqa: ARG003  # as overridden
        return cls.folder / name


class Bench(PageBench[ReportsPage]):
    """The reports' page; its pages are drawn beside the ledger's thread."""

    made: MadeReport

    def settle(self) -> None:
        for _ in range(3):
            super().settle()
            self.qtbot.waitUntil(lambda: not self.page.drawing.is_busy, timeout=WAIT_MS)
            self.qtbot.wait(5)

    @property
    def report(self) -> EntityId:
        """The report that was made before the approval."""
        code = self.made.check_code
        (found,) = (one.entity for one in self.page._made_before if one.check_code == code)
        return EntityId(found)

    def ask(self, report: EntityId | None) -> None:
        """Come to the page from another one."""
        self.page.activate(MadeReportRequest(report))
        self.settle()

    def pages(self) -> str:
        """The words on the first page shown."""
        paper = self.page.preview.paper
        assert paper is not None
        document = pypdfium2.PdfDocument(paper.data)
        words = str(document[0].get_textpage().get_text_range())
        document.close()
        return words


@pytest.fixture
def bench(ledger: Ledger, themes: ThemeController, tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    """A report was made, then C.4 was approved as done."""
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    made = make_report(supervisor, TASK_RESULTS, parse_period("2007-H1"), TODAY, tmp_path / "1.pdf", load_units())
    ledger.approve(supervisor, ledger.hand_in(officer, "I/C/4", DONE))
    Answers.folder = tmp_path
    opened = open_desk(ledger, SUPERVISOR, qtbot)
    found = Bench(opened, ReportsPage(opened.desk, dialogs=Answers), qtbot)
    found.made = made
    found.settle()
    yield found
    opened.close()


def test_row_35_the_list_bears_a_sign_where_something_came_after_a_report(bench: Bench) -> None:
    bench.ask(None)
    view = bench.page.made.view
    index = view.records.index_of(bench.report)
    assert index.data().startswith("6 tháng đầu năm 2007 · ")
    assert (index.data(Role.META), index.data(Role.META_TONE)) == ("Có 1 thay đổi sau khi lập", "warn")
    assert index.siblingAtColumn(1).data() == "25/06/2007"
    bench.page.choice.pdf_button.click()  # the report of now
    bench.settle()
    signs = [view.records.index_of(view.records.key_of(one)).data(Role.META) for one in view.records.records()]
    assert sorted(signs) == ["Có 1 thay đổi sau khi lập", "Không có thay đổi sau khi lập"]


def test_row_35_a_report_is_shown_beside_what_it_would_say_now(bench: Bench) -> None:
    bench.ask(None)
    bench.page.made.view.setFocus()
    QTest.keyClick(bench.page.made.view, Qt.Key.Key_Return)
    bench.settle()
    panel = bench.page.differences
    assert panel.isVisible()
    told = [one for _, one in panel.otherwise.records.records()]
    assert [(one.name, one.printed, one.now) for one in told if isinstance(one, FigureDifference)] == [
        ("completed_on_time", 0, 1),
        ("open_in_time", 14, 13),
    ]
    lines = [(one.label, one.field, one.now) for one in told if isinstance(one, RecordDifference)]
    assert ("C.4", "completed_on", "14/06/2007") in lines
    assert "Số đã in giữ nguyên." in panel.banner.accessibleName()
    assert [(one.label, one.source_words) for one in panel.later.records.records()] == [("C.4", "Ghi tại sổ này")]
    QTest.keyClick(panel.otherwise, Qt.Key.Key_Escape)
    bench.qtbot.waitUntil(bench.page.made.isVisible)


def test_every_line_opens_its_record(bench: Bench, ledger: Ledger) -> None:
    bench.ask(bench.report)
    panel, task = bench.page.differences, ledger.row("I/C/4").entity
    figure, *_, line = panel.otherwise.records.records()
    for view, key in ((panel.otherwise, figure[0]), (panel.otherwise, line[0])):
        view.select(key)
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert bench.heard.places == [("tasks", TasksRequest(task=task, unit="HQ03"))]  # a count has no record
    panel.choice.changed.emit("later")
    QTest.keyClick(panel.later, Qt.Key.Key_Return)
    assert bench.heard.places[-1] == ("tasks", TasksRequest(task=task, unit="HQ03", period="2007-06"))


def test_a_report_that_would_say_the_same_says_so(bench: Bench) -> None:
    bench.page.choice.pdf_button.click()
    bench.settle()
    (newest,) = (one for one in bench.page._made_before if one.check_code != bench.made.check_code)
    bench.ask(EntityId(newest.entity))
    panel = bench.page.differences
    assert panel.banner.accessibleName().startswith("Lập lại lúc này cho đúng các số đã in.")
    assert panel.otherwise.records.records() == []


def test_comparing_is_stopped_and_done_after_all(bench: Bench) -> None:
    bench.page.activate(MadeReportRequest(bench.report))
    bench.page.differences.stop_wanted.emit()
    bench.settle()
    assert bench.page.differences.found is None
    bench.page.differences.again_wanted.emit()
    bench.settle()
    assert bench.page.differences.found is not None


def test_a_report_of_which_nothing_is_known_is_told_in_the_panel(bench: Bench) -> None:
    bench.ask(EntityId("report/00"))
    assert "report/00" in bench.page.differences.banner.accessibleName()
    assert not bench.page.differences.reprint_button.isEnabled()


def test_a_report_is_printed_again_as_it_was_and_nothing_is_recorded(bench: Bench, tmp_path: Path) -> None:
    now = bench.page.preview.code.text()
    bench.ask(bench.report)
    bench.page.differences.reprint_button.click()
    bench.settle()
    page = bench.page
    assert page.preview.isVisible()
    assert page.preview.code.text() == bench.made.check_code != now
    assert page.as_made.accessibleName().startswith("Bản đã lập, in lại đúng số liệu lúc đó.")
    assert "6 tháng đầu năm 2007" in bench.pages()
    page.reload()  # another reading of the ledger leaves it standing
    bench.settle()
    assert page.preview.code.text() == bench.made.check_code
    page.choice.pdf_button.click()
    bench.settle()
    document = pypdfium2.PdfDocument(tmp_path / "Báo cáo kết quả, 6 tháng đầu năm 2007, đến 25-06-2007, in lại.pdf")
    assert bench.made.check_code in document[0].get_textpage().get_text_range()
    document.close()
    assert len(page._made_before) == 1
    page.as_made.button.click()
    bench.settle()
    assert not page.as_made.isVisible()
    assert page.preview.code.text() == now


def test_nothing_is_cut_in_a_narrow_window(bench: Bench) -> None:
    bench.ask(bench.report)
    page = bench.page
    page.resize(884, 440)
    page.set_compact(True)
    bench.settle()
    panel = page.differences
    for part in (panel.reprint_button, panel.choice):
        assert part.width() >= part.sizeHint().width()
    assert panel.minimumSizeHint().width() <= 884 - page.choice.width()


def test_other_screens_reach_a_report_by_its_entity(bench: Bench) -> None:
    bench.ask(bench.report)
    found = bench.page.differences.found
    assert found is not None
    assert found.report.check_code == bench.made.check_code


def test_row_35_the_kept_report_of_an_import_leads_to_the_report_it_came_too_late_for(
    themes: ThemeController, qtbot: QtBot
) -> None:
    body = ReportBody(str, "")
    qtbot.addWidget(body)
    theme.dress(body)
    body.show()
    late = LateForReport(EntityId("report/1"), "Báo cáo", "7F3K-1042-9CQ8", 1_182_754_800_000, 2)
    came = ImportReport("TCHQ/HQ03", "Hải Phòng", 1, 0, "", False, TwoByTwo(), TwoByTwo(), late_for=(late,))
    wanted: list[object] = []
    body.late_wanted.connect(wanted.append)
    for may, written in ((True, False), (False, True)):  # nothing came yet; who makes no reports cannot go there
        body.may_see_reports = may
        body.show_report(came, [], is_written=written)
        assert not body.banner.button.isVisible()
    body.may_see_reports = True
    body.show_report(came, [], is_written=True)
    body.banner.button.click()
    body.show_report(replace(came, late_for=(late, replace(late, entity=EntityId("report/2")))), [], is_written=True)
    body.banner.button.click()
    body.show_report(replace(came, late_for=()), [], is_written=True)
    assert not body.banner.button.isVisible()
    assert wanted == ["report/1", None]
