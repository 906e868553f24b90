"""The right of the exchange screen while no file is open: how the neighbour stands, and where one begins."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import number_text, short_name
from desktop.keys.age import TrustAge
from desktop.sync.exchange import Peer, Standing
from ui.exchange.facts import FactGrid
from ui.exchange.standing_words import age_words, standing_facts
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import PlainButton, SecondaryButton
from ui.widgets.panels import Panel, Well, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import Kind, Label, show_if

_TITLE = "Chưa mở tệp nào"
_TEXT = (
    "Cắm USB rồi mở tệp nhận được, hoặc thả tệp, nhiều tệp, cả thư mục vào đây. Máy kiểm tra và cho xem trước mọi "
    "thay đổi; chưa có gì được ghi vào sổ trước khi bấm «Nhập»."
)
_AGE_TODO = "Nhập một tệp trao đổi mới của cấp trên; việc gửi và nhập số liệu vẫn làm được."


class IdlePanel(Panel):
    """Opens a received file; tells a refusal, or what the last import brought; shows how the neighbour stands."""

    open_wanted = Signal()
    folder_wanted = Signal()
    inspection_wanted = Signal()
    pictures_wanted = Signal()
    refused_wanted = Signal()
    admission_wanted = Signal()
    keys_wanted = Signal()
    decisions_wanted = Signal()
    answer_wanted = Signal(object)
    """A file with the receipt is to be written to this node (str)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Tệp nhận được", gap=12, parent=parent)
        self._answered = ""
        self.problem = Banner(Grade.ERROR, "")
        self.done = Banner(Grade.GOOD, "", action="Tạo tệp trả lời", on_action=self._answer)
        self.decide = Banner(Grade.WARNING, "", action="Mở Quyết định", on_action=self.decisions_wanted.emit)
        self.age = Banner(Grade.WARNING, "", action="Mở Khóa và tin cậy", on_action=self.keys_wanted.emit)
        self.progress = ProgressPanel("Dừng thì chưa có gì được ghi vào sổ.", "bước")
        self.empty = EmptyState(_TITLE, _TEXT, icon="folder_open", tone="grey")
        self._reason = Label("", Kind.META, wrap=True)
        for banner in (self.problem, self.done, self.decide, self.age):
            banner.hide()
        for part in (self._build_tools(), self._build_acts(), self._reason, self.problem, self.done, self.progress):
            self.body.addWidget(part)
        self.body.addWidget(self.decide)
        self.body.addWidget(self.age)
        self.body.addWidget(self._build_standing())
        self.body.addWidget(self.empty)
        self.body.addStretch(1)

    def _build_tools(self) -> QWidget:
        self.open = SecondaryButton("Mở tệp nhận được", "folder_open", tip="Ctrl+I")
        self.open.clicked.connect(self.open_wanted)
        self.folder = SecondaryButton("Mở thư mục", "archive", tip="Nhập mọi tệp trong một thư mục")
        self.folder.clicked.connect(self.folder_wanted)
        self._tools = QWidget()
        line = row(gap=8)
        line.addWidget(self.open)
        line.addWidget(self.folder)
        line.addStretch(1)
        self._tools.setLayout(line)
        return self._tools

    def _build_acts(self) -> QWidget:
        self.inspect = PlainButton("Chỉ xem", "eye", tip="Xem trong tệp có gì, không nhập")
        self.inspect.clicked.connect(self.inspection_wanted)
        self.read_paper = PlainButton("Đọc biên nhận giấy", "document_search", tip="Từ ảnh chụp hoặc ảnh quét mã QR")
        self.read_paper.clicked.connect(self.pictures_wanted)
        self.refused = PlainButton("", "error_circle")
        self.refused.clicked.connect(self.refused_wanted)
        self.keys = PlainButton("Khóa và tin cậy", "shield_checkmark")
        self.keys.clicked.connect(self.keys_wanted)
        self.enrol = PlainButton("Kết nạp máy mới", "key")
        self.enrol.clicked.connect(self.admission_wanted)
        acts = QWidget()
        lines = column(gap=2)
        for buttons in ((self.inspect, self.read_paper, self.keys), (self.refused, self.enrol)):
            line = row(gap=4)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            lines.addLayout(line)
        acts.setLayout(lines)
        return acts

    def _build_standing(self) -> Well:
        self.standing = Well(margin=12, gap=8)
        self._who = Label("", Kind.SECTION, wrap=True)
        self.facts = FactGrid("Tình hình trao đổi")
        self.standing.body.addWidget(self._who)
        self.standing.body.addWidget(self.facts)
        self.standing.hide()
        return self.standing

    # What is shown ------------------------------------------------------------------------------------------

    def show_tools(self, *, shown: bool, may_admit: bool) -> None:
        """Offer here what stands under the list of neighbours where that is folded."""
        self._tools.setVisible(shown)
        self.enrol.setVisible(shown and may_admit)

    def show_reason(self, reason: str) -> None:
        """Why this person cannot open files; "" where he can."""
        self._reason.setText(reason)
        show_if(self._reason, bool(reason))
        for button in (self.open, self.folder, self.inspect, self.read_paper):
            button.setEnabled(not reason)
            button.setAccessibleDescription(reason)

    def show_refused(self, count: int) -> None:
        """Offer the list of the files that were not taken in, where there are any."""
        self.refused.setText(f"Tệp bị từ chối ({number_text(count)})")
        self.refused.setVisible(bool(count))

    def show_age(self, age: TrustAge | None) -> None:
        """Warn of trust lists that nobody above has confirmed for long."""
        words, tone = age_words(age)
        self.age.setVisible(bool(words))
        if words:
            self.age.tell(Grade.ERROR if tone == "red" else Grade.WARNING, words, _AGE_TODO)

    def show_standing(self, peer: Peer | None, standing: Standing | None, now_ms: int) -> None:
        """Show how the chosen neighbour stands."""
        known = peer is not None and standing is not None
        self.standing.setVisible(known)
        if peer is not None and standing is not None:
            self._who.setText(peer.unit_name)
            self.facts.show_facts(standing_facts(peer, standing, now_ms))

    def begin(self, what: str) -> None:
        """A file is being looked at."""
        self.show_problem("", "")
        self.show_done("")
        self.progress.begin(f"Đang kiểm tra {what}")

    def begin_file(self, file: Path) -> None:
        """A file of this name is being looked at."""
        self.begin(short_name(file.name))

    def end(self) -> None:
        """The look has ended."""
        self.progress.end()

    def show_problem(self, what: str, todo: str) -> None:
        """Say why a file was not taken in; empty words take that away."""
        self.problem.setVisible(bool(what))
        if what:
            self.problem.tell(Grade.ERROR, what, todo)

    def show_done(self, words: str, node: str = "", to_decide: int = 0) -> None:
        """Say what the last import brought, with the answer to its sender that follows; "" takes that away.

        `to_decide` is how many records have to be decided since.
        """
        self.done.setVisible(bool(words))
        self.decide.setVisible(bool(to_decide))
        if to_decide:
            what = f"{number_text(to_decide)} mục có hai giá trị khác nhau, cần quyết định"
            self.decide.tell(Grade.WARNING, what, "Giá trị không chọn vẫn giữ trong sổ.")
        if words:
            self._answered = node
            show_if(self.done.button, bool(node))
            self.done.tell(Grade.GOOD, words, "Tệp trả lời mang biên nhận cho nơi gửi." if node else "")

    def _answer(self) -> None:
        self.answer_wanted.emit(self._answered)
