"""Replacing a machine that is gone: its successor's request, the digits, the reason, and the answer, in one act."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.keys.register import KeyFacts
from desktop.sync.exchange import RequestFacts
from ui.exchange.digits import DigitsLabel
from ui.exchange.request_fields import RequestFields
from ui.keys.form_panel import FormPanel
from ui.keys.words import machine_words
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit


@dataclass(frozen=True, slots=True)
class Replacement:
    """What was typed."""

    digits: str
    reason: str


class ReplacePanel(FormPanel):
    """The digits of the request are never shown here: they have to come from the telephone."""

    file_wanted = Signal()
    replacement_wanted = Signal(object)
    """A `Replacement`: the admission is to be written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Thay máy", parent=parent)
        self.words.show()
        self.request = RequestFields("Tệp đuôi .hqe do máy mới của đơn vị tạo ra.")
        self.choose, self.typed = self.request.choose, self.request.typed
        self.choose.clicked.connect(self.file_wanted)
        self.reason = LineEdit("Ví dụ: hỏng ổ đĩa, không còn khóa")
        self._reason = Field("Lý do thu hồi máy cũ", self.reason)
        self.root = DigitsLabel("Đọc lại dãy số này cho đơn vị để nhập tệp kết nạp")
        for line_edit in (self.typed.line, self.reason):
            line_edit.textChanged.connect(lambda _text: self.refresh())
        for part in (self.request, self._reason, self.root):
            self.body.addWidget(part)
        self.replace = PrimaryButton("Thay máy và ghi tệp…", "arrow_sync")
        self.replace.clicked.connect(self._submit)
        self.finish(self.replace)

    def begin(self, one: KeyFacts) -> None:
        """An empty form for this machine."""
        self.title.setText(f"Thay {machine_words(one)}")
        self.words.setText(
            f"{one.unit_name}. Máy mới được kết nạp và khóa máy cũ bị thu hồi cùng lúc; sổ của đơn vị được gửi lại cho"
            " máy mới trong tệp kế tiếp."
        )
        self.request.clear()
        self.reason.clear()
        self.show_problem("")
        self.back.setText("Để sau")
        self._reason.hide()
        self.root.hide()
        self.refresh()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_request(self, facts: RequestFacts, file: Path) -> None:
        """Show who asks."""
        self.show_problem("")
        self._reason.show()
        self.request.show_request(facts, file)
        self.refresh()

    def show_replaced(self, file: Path, digits: str) -> None:
        """The admission stands in a file; show the root's digits to be read back."""
        self.request.show_answered(file)
        self._reason.hide()
        self.root.show_digits(digits)
        self.root.show()
        self.back.setText("Xong")
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _submit(self) -> None:
        self.replacement_wanted.emit(Replacement(self.typed.line.text(), self.reason.value_text()))

    def refresh(self) -> None:
        """Enable what can be done now, and say why the rest waits."""
        done = not self.root.isHidden()
        has_reason = bool(self.reason.text().strip())
        self.replace.setVisible(not done)
        self.choose.setVisible(not done)
        self.replace.setEnabled(self.request.is_complete and has_reason)
        if done:
            self.why.setText("Máy mới đã ở trong danh sách tin cậy; khóa máy cũ đã bị thu hồi.")
        else:
            self.why.setText(self.request.missing_words() or ("" if has_reason else "Chưa ghi lý do."))
