"""One waiting entry: whose, what changed, and the verdict on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from ui import theme
from ui.review.change_table import ChangeTable
from ui.review.judged import Judged
from ui.signs import Sign
from ui.widgets.badge import StatusBadge
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import DangerButton, LinkButton, PrimaryButton, ToolButton
from ui.widgets.fields import Field
from ui.widgets.inputs import TextArea
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import ElidedLabel, Kind, Label, mark, show_if

NO_REASON = "Chưa ghi lý do trả lại. Ghi lý do để cán bộ biết cần sửa gì."
REASONS = (
    "Thiếu văn bản, tài liệu kèm theo.",
    "Số liệu chưa khớp với kỳ trước.",
    "Chưa nêu kết quả cụ thể.",
    "Chưa đúng nội dung nhiệm vụ.",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What the verdicts are called on a screen."""

    accept: str = "Duyệt, sang mục sau"
    refuse: str = "Trả lại"
    reason: str = "Lý do trả lại"
    needed: str = "bắt buộc khi trả lại"
    no_reason: str = NO_REASON
    reasons: Sequence[str] = REASONS


RowT = TypeVar("RowT", bound=Judged)


class EntryPanel(Panel, Generic[RowT]):
    """The detail beside the queue; its foot holds the reason, the sentence one stands by, and both verdicts."""

    step_wanted = Signal(object)
    """Go by this many rows in the queue (int)."""
    open_wanted = Signal()
    """The task is to be opened among the tasks."""
    row_shown = Signal(object)
    """Another row, or the same one anew, is shown; None for nothing."""
    approve_wanted = Signal()
    return_wanted = Signal()

    def __init__(self, wording: Wording | None = None, parent: QWidget | None = None) -> None:
        super().__init__("Mục đang xem", edge="left", gap=0, parent=parent)
        self._wording = wording or Wording()
        self._row: RowT | None = None
        self._ticked = 0
        self._busy = False
        self._build_head()
        self.table = ChangeTable()
        self.told = Banner(Grade.INFO, "")
        self.body.addWidget(self.told)
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self.told.hide()
        self._build_foot()
        self.show_row(None)

    def _build_head(self) -> None:
        self._place = ElidedLabel("", Kind.META)
        self._open = LinkButton("Mở trong Nhiệm vụ")
        self._open.clicked.connect(self.open_wanted)
        self._back, self._on = ToolButton("chevron_up", "Mục trước"), ToolButton("chevron_down", "Mục sau")
        self._back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self._on.clicked.connect(lambda: self.step_wanted.emit(1))
        top = row(gap=4)
        top.addWidget(self._place, 1)
        for widget in (self._open, self._back, self._on):
            top.addWidget(widget)
        self._number = Label("", Kind.TITLE)
        self._period = Label("", Kind.STRONG)
        self._badge = StatusBadge(Sign.NOT_STARTED)
        line = row(gap=10)
        line.addWidget(self._number)
        line.addWidget(self._period)
        line.addWidget(self._badge)
        line.addStretch(1)
        self._title = Label("", Kind.BODY, wrap=True, tone="text2", selectable=True)
        self._note = Label("", Kind.META, wrap=True, selectable=True)
        head = column(gap=2)
        head.addLayout(top)
        head.addLayout(line)
        head.addWidget(self._title)
        head.addWidget(self._note)
        self.set_head(head)

    def _build_foot(self) -> None:
        self.reason = TextArea(self._asked(), lines=1, most=4)
        self.reason_field = Field(self._wording.reason, self.reason)
        self.reason_field.label.hide()
        self.reason.textChanged.connect(self.reason_field.clear_mark)
        self._statement = Label("", Kind.META, wrap=True)
        self.return_button = DangerButton(self._wording.refuse, "arrow_hook_up_left", tip="Ctrl+Shift+R")
        self.return_button.clicked.connect(self.return_wanted)
        self.approve_button = PrimaryButton(self._wording.accept, "checkmark", tip="Ctrl+Enter")
        self.approve_button.clicked.connect(self.approve_wanted)
        self.samples = LinkButton("Lý do mẫu")
        self.samples.clicked.connect(lambda _checked=False: self.sample_menu().popup(QCursor.pos()))
        verdict = row(gap=8)
        verdict.addWidget(self.samples)
        verdict.addStretch(1)
        verdict.addWidget(self.return_button)
        verdict.addWidget(self.approve_button)
        foot = column(gap=6)
        foot.addWidget(self.reason_field)
        foot.addWidget(self._statement)
        foot.addLayout(verdict)
        self.set_foot(foot)

    # Contents -----------------------------------------------------------------------------------------------

    @property
    def shown(self) -> RowT | None:
        """The entry shown."""
        return self._row

    def show_row(self, waiting: RowT | None) -> None:
        """Show another entry, or nothing."""
        moved = (waiting.key if waiting else None) != (self._row.key if self._row else None)
        self._row = waiting
        self.table.show_row(waiting if waiting is not None and (waiting.changes or waiting.unchanged) else None)
        for strip in (self._head, self._foot):
            strip.setVisible(waiting is not None)
        if waiting is None:
            self.told.hide()
            self._note.hide()
        else:
            self._place.setText(waiting.trail)
            self._number.setText(waiting.label)
            self._period.setText(waiting.period)
            self._badge.set_state(waiting.sign, waiting.state_words)
            self._title.setText(waiting.title)
            self._note.setText(waiting.note)
            show_if(self._note, bool(waiting.note))
            show_if(self.told, waiting.told is not None)
            if waiting.told is not None:
                self.told.tell(*waiting.told)
            self._statement.setText(waiting.statement)
            show_if(self._statement, bool(waiting.statement))
        if moved:
            self._forget_reason()
        self._show_verdict()
        self.row_shown.emit(waiting)

    def add_part(self, part: QWidget) -> None:
        """Put one more part under what is compared; the screen fills it as rows are shown."""
        self.body.insertWidget(self.body.indexOf(self.table) + 1, part)

    def _forget_reason(self) -> None:
        if not self._ticked:
            self.reason.set_text("")
        self.reason_field.clear_mark()

    def set_ticked(self, count: int) -> None:
        """So many rows of the queue are ticked: the verdict on them is then the main one."""
        self._ticked = count
        self._show_verdict()

    def set_busy(self, busy: bool) -> None:
        """No verdict is taken while one is being written."""
        self._busy = busy
        self._show_verdict()

    def _show_verdict(self) -> None:
        row = self._row if not self._busy else None
        self.return_button.setEnabled(row is not None and row.may_return)
        self.approve_button.setEnabled(row is not None and row.may_accept)
        main = not self._ticked
        mark(self.approve_button, "kind", "primary" if main else "")
        self.approve_button.set_ink("on_accent" if main else "text")
        some = f"{self._wording.reason} (chung cho {self._ticked} mục đã chọn, hoặc cho mục này)"
        self.reason.setPlaceholderText(self._asked() if main else some)

    def _asked(self) -> str:
        return f"{self._wording.reason} ({self._wording.needed})"

    # Reason -------------------------------------------------------------------------------------------------

    def reason_text(self) -> str | None:
        """The reason typed; without one the field says so and gets the focus."""
        text = self.reason.value_text()
        if text:
            return text
        self.reason_field.set_error(self._wording.no_reason)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        return None

    def sample_menu(self) -> QMenu:
        """Reasons that are given often; choosing one puts it into the field, to be written on."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words in self._wording.reasons:
            menu.addAction(words).triggered.connect(lambda _checked=False, words=words: self._take_sample(words))
        return menu

    def _take_sample(self, words: str) -> None:
        before = self.reason.value_text()
        self.reason.set_text(f"{before} {words}".strip())
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_reason(self) -> None:
        """The reason was used."""
        self.reason.set_text("")
        self.reason_field.clear_mark()

    def set_compact(self, compact: bool) -> None:
        """In a narrow window the panel is a little narrower than the queue."""
        self.setFixedWidth(theme.current().px(452 if compact else 560))
