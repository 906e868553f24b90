"""The right of the exchange screen while no file is open: where one begins, and how the last one ended."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import short_name
from desktop.sync.exchange import ImportReport
from ui.exchange.words import done_words
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import PlainButton, SecondaryButton
from ui.widgets.panels import Panel, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import Kind, Label

_TITLE = "Chưa mở tệp nào"
_TEXT = (
    "Cắm USB rồi mở tệp nhận được, hoặc thả tệp vào đây. Máy kiểm tra tệp và cho xem trước mọi thay đổi; "
    "chưa có gì được ghi vào sổ trước khi bấm «Nhập»."
)


class IdlePanel(Panel):
    """Opens a received file; tells a refusal, or what the last import brought."""

    open_wanted = Signal()
    admission_wanted = Signal()
    answer_wanted = Signal(object)
    """A file with the receipt is to be written to this node (str)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Tệp nhận được", gap=12, parent=parent)
        self._answered = ""
        self.problem = Banner(Grade.ERROR, "")
        self.done = Banner(Grade.GOOD, "", action="Tạo tệp trả lời", on_action=self._answer)
        self.progress = ProgressPanel("Dừng thì chưa có gì được ghi vào sổ.", "bước")
        self.empty = EmptyState(_TITLE, _TEXT, icon="folder_open", tone="grey")
        self.open = SecondaryButton("Mở tệp nhận được", "folder_open", tip="Ctrl+I")
        self.open.clicked.connect(self.open_wanted)
        self.enrol = PlainButton("Kết nạp máy mới", "key")
        self.enrol.clicked.connect(self.admission_wanted)
        self._reason = Label("", Kind.META, wrap=True)
        self._tools = QWidget()
        line = row(gap=8)
        line.addWidget(self.open)
        line.addWidget(self.enrol)
        line.addStretch(1)
        self._tools.setLayout(line)
        for banner in (self.problem, self.done):
            banner.hide()
        for part in (self._tools, self.problem, self.done, self.progress, self.empty):
            self.body.addWidget(part)
        self.body.addWidget(self._reason)
        self.body.addStretch(1)

    def show_tools(self, *, shown: bool) -> None:
        """Offer here what stands under the list of neighbours where that is folded."""
        self._tools.setVisible(shown)

    def show_reason(self, reason: str) -> None:
        """Why this person cannot open files; "" where he can."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def begin(self, file: Path) -> None:
        """A file is being looked at."""
        self.show_problem("", "")
        self.done.hide()
        self.progress.begin(f"Đang kiểm tra {short_name(file.name)}")

    def end(self) -> None:
        """The look has ended."""
        self.progress.end()

    def show_problem(self, what: str, todo: str) -> None:
        """Say why a file was not taken in; empty words take that away."""
        self.problem.setVisible(bool(what))
        if what:
            self.problem.tell(Grade.ERROR, what, todo)

    def show_done(self, report: ImportReport | None) -> None:
        """Say what the last import brought, with the answer that follows; None takes that away."""
        self.done.setVisible(report is not None)
        if report is not None:
            self._answered = report.from_node
            self.done.tell(Grade.GOOD, done_words(report), "Tệp trả lời mang biên nhận cho nơi gửi.")

    def _answer(self) -> None:
        self.answer_wanted.emit(self._answered)
