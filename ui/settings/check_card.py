"""Checking the ledger, with progress and stop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.checking import Checked, check_ledger, rebuild_tables
from desktop.formats import number_text
from desktop.jobs import Progress
from desktop.messages import explain
from ui.desk import Desk
from ui.jobs import JobHandle
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import SecondaryButton
from ui.widgets.panels import Card, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import Label


class CheckCard(Card):
    """Asks for the check and says what it found."""

    progressed = Signal(object)
    """One line for the status bar (str, "" when the check has ended)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Kiểm tra sổ", parent=parent)
        self._desk = desk
        self._handle: JobHandle[Checked] | JobHandle[int] | None = None
        self.body.addWidget(
            Label(
                "Tính lại chuỗi ghi chép của mọi máy và so số liệu đang hiện với ghi chép gốc.",
                wrap=True,
                tone="text2",
            )
        )
        self.found = Banner(Grade.GOOD, "")
        self.found.hide()
        self.progress = ProgressPanel("Kiểm tra chỉ đọc; dừng lúc nào cũng được.", "ghi chép")
        self.progress.stop_wanted.connect(self._stop)
        self.start = SecondaryButton("Kiểm tra sổ", "shield_checkmark")
        self.start.clicked.connect(self._check)
        self.body.addWidget(self.found)
        self.body.addWidget(self.progress)
        line = row(gap=8)
        line.addWidget(self.start)
        self.rebuild = SecondaryButton("Dựng lại số liệu", "arrow_sync")
        self.rebuild.clicked.connect(self._rebuild)
        self.rebuild.hide()
        line.addWidget(self.rebuild)
        line.addStretch(1)
        self.body.addLayout(line)

    def _check(self) -> None:
        self.found.hide()
        self.start.setEnabled(False)
        self.progress.begin("Đang kiểm tra sổ")
        self._handle = self._desk.run(
            check_ledger,
            self,
            self._show,
            on_error=self._refuse,
            on_progress=self._report,
            on_stopped=lambda: self._tell(Grade.INFO, "Đã dừng kiểm tra", "Sổ không thay đổi."),
        )

    def _rebuild(self) -> None:
        """Fold everything again from the events, which are whole."""
        self.found.hide()
        self.start.setEnabled(False)
        self.rebuild.hide()
        self.progress.begin("Đang dựng lại số liệu")
        self._handle = self._desk.run(
            rebuild_tables,
            self,
            lambda count: self._tell(
                Grade.GOOD, "Đã dựng lại số liệu", f"{number_text(count)} bản ghi theo ghi chép gốc."
            ),
            on_error=self._refuse,
            on_progress=self._report,
            on_stopped=lambda: self._tell(Grade.INFO, "Đã dừng dựng lại", "Số liệu vẫn như trước."),
        )

    def _report(self, progress: Progress) -> None:
        self.progress.report(progress)
        self.progressed.emit(progress.text)

    def _stop(self) -> None:
        if self._handle is not None:
            self._handle.stop()

    def _show(self, found: Checked) -> None:
        if found.is_whole:
            self._tell(Grade.GOOD, "Sổ nguyên vẹn", f"Đã đối chiếu {number_text(found.events)} ghi chép.")
        elif found.broken:
            self._tell(
                Grade.ERROR,
                f"Chuỗi ghi chép bị đứt ở {number_text(len(found.broken))} nơi",
                "Dừng nhập liệu, giữ nguyên thư mục của sổ và báo đầu mối.",
            )
        elif not found.pages_are_whole:
            self._tell(
                Grade.ERROR,
                "Tệp sổ có chỗ hỏng",
                "Dừng nhập liệu, giữ nguyên thư mục của sổ và khôi phục từ bản sao lưu gần nhất.",
            )
        else:
            self._tell(
                Grade.ERROR,
                "Số liệu đang hiện khác với ghi chép gốc",
                "Ghi chép gốc vẫn đủ. Bấm «Dựng lại số liệu» để tính lại từ ghi chép gốc.",
            )
            self.rebuild.show()

    def _tell(self, grade: Grade, what: str, todo: str) -> None:
        self._handle = None
        self.progress.end()
        self.progressed.emit("")
        self.start.setEnabled(True)
        self.found.tell(grade, what, todo)
        self.found.show()

    def _refuse(self, error: Exception) -> bool:
        told = explain(error)
        if told is None:
            self._tell(Grade.ERROR, "Chưa kiểm tra được sổ", "Làm lại; nếu vẫn vậy, báo đầu mối.")
            return False
        self._tell(Grade.ERROR, told.what, told.todo)
        return True
