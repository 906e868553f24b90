"""Replacing a machine that is gone: its successor's request, the digits, the reason, and the answer, in one act."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.keys.register import KeyFacts
from desktop.sync.exchange import RequestFacts
from ui.exchange.digits import DigitsField, DigitsLabel
from ui.keys.form_panel import FormPanel
from ui.keys.words import machine_words
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import Well, row
from ui.widgets.text import Kind, Label

_WAITING = "Tệp đuôi .hqe do máy mới của đơn vị tạo ra."


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
        self._facts: RequestFacts | None = None
        self.choose = SecondaryButton("Chọn tệp đề nghị…", "folder_open")
        self.choose.clicked.connect(self.file_wanted)
        self._file = Label(_WAITING, Kind.META, wrap=True)
        line = row(gap=12)
        line.addWidget(self.choose)
        line.addWidget(self._file, 1)
        self._who = Well(margin=12, gap=2)
        self._unit = Label("", Kind.SECTION, wrap=True)
        self._maker = Label("", Kind.META, wrap=True)
        self._who.body.addWidget(self._unit)
        self._who.body.addWidget(self._maker)
        self.typed = DigitsField(
            "Dãy số đơn vị đọc qua điện thoại",
            "Gọi đơn vị theo số điện thoại đã biết, không theo số ghi trong tệp hoặc thư kèm.",
        )
        self.reason = LineEdit("Ví dụ: hỏng ổ đĩa, không còn khóa")
        self._reason = Field("Lý do thu hồi máy cũ", self.reason)
        self.root = DigitsLabel("Đọc lại dãy số này cho đơn vị để nhập tệp kết nạp")
        for line_edit in (self.typed.line, self.reason):
            line_edit.textChanged.connect(lambda _text: self.refresh())
        self.body.addLayout(line)
        for part in (self._who, self.typed, self._reason, self.root):
            self.body.addWidget(part)
        self.replace = PrimaryButton("Thay máy và ghi tệp…", "arrow_sync")
        self.replace.clicked.connect(self._submit)
        self.finish(self.replace)

    def begin(self, one: KeyFacts) -> None:
        """An empty form for this machine."""
        self._facts = None
        self.title.setText(f"Thay {machine_words(one)}")
        self.words.setText(
            f"{one.unit_name}. Máy mới được kết nạp và khóa máy cũ bị thu hồi cùng lúc; sổ của đơn vị được gửi lại cho"
            " máy mới trong tệp kế tiếp."
        )
        self._file.setText(_WAITING)
        self.typed.clear()
        self.reason.clear()
        self.show_problem("")
        self.back.setText("Để sau")
        for part in (self._who, self.typed, self._reason, self.root):
            part.hide()
        self.refresh()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_request(self, facts: RequestFacts, file: Path) -> None:
        """Show who asks."""
        self._facts = facts
        self.show_problem("")
        self._file.setText(file.name)
        self._unit.setText(f"{facts.unit_name}, {facts.machine}" if facts.machine else facts.unit_name)
        self._maker.setText(f"Nút {facts.node}" + (f"; {facts.made_by} lập" if facts.made_by else ""))
        for part in (self._who, self.typed, self._reason):
            part.show()
        self.typed.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def show_replaced(self, file: Path, digits: str) -> None:
        """The admission stands in a file; show the root's digits to be read back."""
        self._facts = None
        self.typed.hide()
        self._reason.hide()
        self._file.setText(f"Đã ghi {file.name} vào {file.parent} và đọc lại đúng.")
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
        left = 40 - len(self.typed.digits)
        has_reason = bool(self.reason.text().strip())
        self.replace.setVisible(not done)
        self.choose.setVisible(not done)
        self.replace.setEnabled(self._facts is not None and self.typed.is_complete and has_reason)
        if done:
            self.why.setText("Máy mới đã ở trong danh sách tin cậy; khóa máy cũ đã bị thu hồi.")
        elif self._facts is None:
            self.why.setText("Chưa chọn tệp đề nghị.")
        elif left:
            self.why.setText(f"Còn {left} chữ số." if left > 0 else f"Thừa {-left} chữ số.")
        else:
            self.why.setText("" if has_reason else "Chưa ghi lý do.")
