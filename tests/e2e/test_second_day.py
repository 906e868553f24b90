"""The second day: documents of unknown shape become tasks, and a period of a monthly duty is reported and approved."""

from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pypdfium2
import pytest
from docx import Document
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from desktop.importing.columns import Field
from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from desktop.plans.records import AssignedRole
from desktop.plans.tasks import TaskFilter, TaskItem, tasks
from desktop.progress.entries import LifeState
from desktop.workspace import open_workspace
from tests.support import word as w
from tools.demo import cast
from tools.demo.clock import demo_machine
from tools.demo.ledgers import prepare
from tools.demo.stage import Stage
from ui.assigning.page import AssigningPage
from ui.importing.page import PlanImportPage
from ui.importing.review_lists import Shown
from ui.reports.dialogs import ReportDialogs
from ui.reports.page import ReportsPage
from ui.requests import TasksRequest
from ui.tasks.filters import Scope
from ui.tasks.page import TasksPage
from ui.widgets.page import Page
from ui.widgets.segmented import SegmentedControl

NUMBER = "901/QĐ-TCHQ"
WORKS = (
    ("1", "Rà soát danh mục hàng quá cảnh", "Cục Hải quan Hải Phòng", "Tháng 7/2007", "gấp"),
    ("2", "Tập huấn quy trình giám sát", "Vụ Tổ chức cán bộ", "Quý III/2007", ""),
    ("3", "Lập danh sách kho ngoại quan", "Cục HQ các tỉnh, TP", "31/12/2007", ""),
)
TABLE = "Số\tĐơn vị\tVai trò\n1\tHQ20\tphối hợp\n9\tHQ20\t\n2\tHải Phòng\tphối hợp\n"
PRINTED = "Kế hoạch như đã ban hành"


def printed_document(folder: Path) -> Path:
    """A decision of headquarters whose table has heads that nobody knows."""
    head = w.table(
        w.row("BỘ TÀI CHÍNH\nTỔNG CỤC HẢI QUAN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        w.row(f"Số: {NUMBER}", "Hà Nội, ngày 4 tháng 6 năm 2007"),
    )
    rows = [w.row(*cells) for cells in (("Mã", "Cần làm gì", "Ai lo", "Xong lúc nào", "Ghi thêm"), *WORKS)]
    file = folder / "quá cảnh.docx"
    file.write_bytes(w.word(head, w.paragraph("KẾ HOẠCH KIỂM SOÁT HÀNG QUÁ CẢNH"), w.table(*rows)))
    return file


@dataclass(slots=True)
class SecondDay:
    """The hands of four people on one stage."""

    stage: Stage
    folder: Path

    def page(self, place: str) -> Page:
        window = self.stage.program.window
        assert window is not None
        page = window.page(place)
        assert isinstance(page, Page)
        return page

    def keys(self, words: str) -> None:
        self.stage.top.activateWindow()
        self.stage.keys(words)

    def enter(self, unit: str, player: cast.Player) -> None:
        self.stage.open(self.folder / "ledgers" / unit)
        self.stage.sign_in(player)

    # Headquarters -------------------------------------------------------------------------------------------

    def import_page(self) -> PlanImportPage:
        self.stage.go("import")
        page = self.page("import")
        assert isinstance(page, PlanImportPage)
        return page

    def take_in_a_document(self) -> None:
        """Dropped, its columns named, a row left out and taken back, put by over the night, taken in, undone, again."""
        stage, page = self.stage, self.import_page()
        drop(page, printed_document(self.folder))
        stage.settle()
        assert page.focusWidget() is page.view.columns
        for column, field in enumerate((Field.NUMBER, Field.TITLE, Field.LEAD, Field.DEADLINE)):
            page.view.columns.choose(column, field)
            stage.settle()
        page.review.show_list(Shown.ROWS)
        page.review.rows.select(("2",))
        page.review.rows.setFocus()
        self.keys("Del")
        assert len(page.review.rows.records.records()) == 2
        self.keys("Ctrl+Z")
        stage.until(lambda: len(page.review.rows.records.records()) == 3, "the row that was left out")
        stage.sign_out()
        stage.sign_in(cast.HEAD)
        page = self.import_page()
        stage.press("Mở lại", page)
        assert [row.title for row in page.review.rows.records.records()] == [work[1] for work in WORKS]
        while stage.can_press("Đúng, sang chỗ sau", page):
            stage.press("Đúng, sang chỗ sau", page)
        for _ in range(2):
            self.keys("Ctrl+Return")
            stage.until(page.start.done.isVisible, "the plan in the ledger")
            self.keys("Ctrl+Z")
            stage.until(lambda: not page.start.done.isVisible(), "the undo")
            stage.press("Mở lại", page)
        stage.press("Nạp kế hoạch", page)
        stage.until(page.start.done.isVisible, "the plan in the ledger")

    def give(self) -> None:
        """First as the document says, then by a pasted table with a faulty row."""
        stage = self.stage
        stage.press("Giao theo kế hoạch…")
        page = self.page("assigning")
        assert isinstance(page, AssigningPage)
        self.keys("Ctrl+Return")
        stage.until(lambda: not page.by_plan.foot.give.isEnabled(), "everything given")
        QGuiApplication.clipboard().setText(TABLE)
        page.way.setFocus()
        self.keys("Right")
        self.keys("Ctrl+V")
        assert page.by_table.foot.words().startswith("1 trong 3 dòng có lỗi")
        stage.press("Bỏ 1 dòng lỗi", page)
        stage.press("Giao 2 lượt", page)
        assert page.by_table.rows == ()

    def ask_for_months(self) -> None:
        """What 608 asks for every month becomes a duty with a report for every period."""
        stage, page = self.stage, self.tasks_page(TasksRequest(plan=cast.PLAN_NUMBER))
        (scopes,) = stage.visible(SegmentedControl, page.list.bar)
        while scopes.value() is not Scope.WHOLE:
            QTest.keyClick(scopes, Qt.Key.Key_Right)
            stage.settle()
        stage.press("Đặt 3 việc định kỳ", page)

    def write_bundle(self) -> Path:
        stage, stick = self.stage, self.folder / "stick"
        stick.mkdir(exist_ok=True)
        before = set(stick.glob("*.hqb"))
        stage.go("exchange")
        stage.until_seen("Tạo tệp")
        stage.press("Tạo tệp", begins=True)
        with patch("ui.exchange.files.ask_for_folder", lambda _parent, _title, _begin: stick):
            stage.press("Chọn nơi ghi")
        stage.press("Ghi tệp")
        (file,) = set(stick.glob("*.hqb")) - before
        return file

    # The department -----------------------------------------------------------------------------------------

    def tasks_page(self, request: TasksRequest | None = None) -> TasksPage:
        window = self.stage.program.window
        assert window is not None
        window.go("tasks", request)
        self.stage.settle()
        page = window.page("tasks")
        assert isinstance(page, TasksPage)
        return page

    def read_bundle(self, file: Path) -> None:
        stage = self.stage
        stage.go("exchange")
        with patch("ui.exchange.files.ask_for_bundle", lambda _parent, _begin: file):
            stage.press("Mở tệp nhận được")
        stage.until_seen("Nhập")
        stage.press("Nhập", begins=True)

    def report_the_month(self) -> None:
        """The officer reports the period of C.8 that is owed and hands it in."""
        stage, page = self.stage, self.tasks_page()
        stage.choose_row(page.list.view, "C.8")
        assert page.detail.entry.view is not None
        assert page.detail.entry.view.period == "2007-07"
        self.keys("F2")
        stage.write("Kết quả thực hiện", "Đã lập danh sách 14 mặt hàng có nguy cơ gian lận cao.")
        stage.press("Gửi duyệt", page)

    def approve(self) -> None:
        stage = self.stage
        stage.go("review")
        page = self.page("review")
        while stage.can_press("Duyệt, sang mục sau", page):
            stage.press("Duyệt, sang mục sau", page)

    def print_plan(self) -> None:
        stage = self.stage
        stage.go("reports")
        page = self.page("reports")
        assert isinstance(page, ReportsPage)
        kind = next(box for box in stage.visible(QComboBox, page) if box.findText(PRINTED) >= 0)
        kind.setCurrentIndex(kind.findText(PRINTED))
        kind.activated.emit(kind.currentIndex())
        stage.until(lambda: stage.can_press("Lưu Word", page), "the plan on paper")
        for form, words in (("pdf", "Lưu PDF"), ("docx", "Lưu Word"), ("xlsx", "Lưu Excel")):
            file = self.folder / f"kế hoạch.{form}"
            with patch.object(ReportDialogs, "ask_path", lambda _parent, _name, _form, file=file: file):
                stage.until_seen(words, page)
                stage.press(words, page)
            stage.until(file.exists, f"the plan as {form}")


def drop(page: PlanImportPage, file: Path) -> None:
    """Let a file fall on the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, no = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(20, 20), copy, data, left, no))


def cheap_machine(folder: Path) -> Machine:
    return replace(demo_machine(folder / "ledgers"), cost=Cost(t=1, m_kib=64, p=1))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the day was played."""
    folder = tmp_path_factory.mktemp("second")
    machine = cheap_machine(folder)
    prepare(folder / "ledgers", machine)
    played = SecondDay(Stage("second", machine, folder, takes_pictures=False), folder)
    try:
        played.enter("TCHQ", cast.HEAD)
        played.take_in_a_document()
        played.give()
        played.ask_for_months()
        file = played.write_bundle()
        played.stage.sign_out()
        played.enter("HQ03", cast.CLERK)
        played.read_bundle(file)
        for player, act in (
            (cast.OFFICER, played.report_the_month),
            (cast.SUPERVISOR, played.approve),
            (cast.SUPERVISOR, played.print_plan),
        ):
            played.stage.sign_out()
            played.stage.sign_in(player)
            act()
    finally:
        played.stage.close()
    return folder


def found(day: Path, unit: str, by: cast.Player, plan: str) -> dict[tuple[str, str], TaskItem]:
    """The tasks of a plan in a ledger, by number and unit."""
    session = open_workspace(day / "ledgers" / unit, cheap_machine(day)).sign_in(by.name, cast.PASSPHRASE)
    try:
        listed = tasks(session, TaskFilter(cast.DAY, plan=plan))
    finally:
        session.close()
    return {(item.row.label, item.unit): item for item in listed}


def test_the_tasks_of_a_document_of_unknown_shape_reach_the_department_with_what_was_pasted(day: Path) -> None:
    given = found(day, "HQ03", cast.CLERK, NUMBER)
    assert {label: given[label, "HQ03"].role for label in "123"} == {
        "1": AssignedRole.LEAD,
        "2": AssignedRole.SUPPORT,
        "3": AssignedRole.LEAD,
    }
    assert [kept.text for kept in given["1", "HQ03"].row.extra] == ["gấp"]
    whole = found(day, "TCHQ", cast.HEAD, NUMBER)
    assert whole["1", "HQ20"].role is AssignedRole.SUPPORT
    assert ("2", "TCHQ-TCCB") in whole


def test_the_approved_month_is_reported_on_time_and_leaves_the_duty_open(day: Path) -> None:
    item = found(day, "HQ03", cast.SUPERVISOR, cast.PLAN_NUMBER)["C.8", "HQ03"]
    assert item.life is LifeState.APPROVED
    states = {slot.period.key: slot.is_open for slot in item.slots}
    assert states == {"2007-07": False, "2007-08": True}
    assert not item.standing.completed


def test_the_plan_is_printed_in_all_three_forms_with_its_tasks_marked(day: Path) -> None:
    text = pypdfium2.PdfDocument(day / "kế hoạch.pdf")[0].get_textpage().get_text_range()
    assert "Hải Phòng" in text
    words = Document(str(day / "kế hoạch.docx"))
    assert any("Hải Phòng" in cell.text for cell in words.tables[-1].rows[0].cells)
    sheet = openpyxl.load_workbook(day / "kế hoạch.xlsx").worksheets[0]
    assert any("Hải Phòng" in str(cell.value) for row in sheet.iter_rows() for cell in row)
