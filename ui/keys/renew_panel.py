"""New keys for this machine: the request, the digits to read out, and the answer when it comes."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.exchange.digits import DigitsLabel
from ui.keys.form_panel import FormPanel
from ui.keys.situation import Situation
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.panels import Card, row
from ui.widgets.text import Kind, Label


class RenewPanel(FormPanel):
    """Two steps side by side on one form; the top node has only one, for it admits itself."""

    request_wanted = Signal()
    answer_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Thay khóa máy này",
            "Nội dung đã ký bằng khóa cũ vẫn có giá trị; từ khi có khóa mới, máy ký bằng khóa mới.",
            parent=parent,
        )
        self._asking = Card("Xin khóa mới", "Gửi cấp trên một tệp nhỏ bằng USB hoặc thư")
        self._asking.subtitle.setWordWrap(True)
        self.ask = PrimaryButton("Ghi tệp đề nghị…", "box_arrow_up")
        self.ask.clicked.connect(self.request_wanted)
        self._written = Label("", Kind.META, wrap=True)
        line = row(gap=12)
        line.addWidget(self.ask)
        line.addWidget(self._written, 1)
        self._code = Label(
            "Mã khôi phục sẽ được thay: mã mới hiện ra một lần để chép, mã cũ hết dùng.", Kind.META, wrap=True
        )
        self.digits = DigitsLabel("Đọc dãy số này cho cấp trên qua điện thoại, từng nhóm năm chữ số")
        self._asking.body.addWidget(self._code)
        self._asking.body.addLayout(line)
        self._asking.body.addWidget(self.digits)
        self._answering = Card("Nhập tệp trả lời", "Tệp cấp trên gửi lại; cũng có thể đến trong tệp trao đổi kế tiếp")
        self._answering.subtitle.setWordWrap(True)
        self.answer = SecondaryButton("Chọn và nhập tệp kết nạp…", "folder_open")
        self.answer.clicked.connect(self.answer_wanted)
        second = row(gap=12)
        second.addWidget(self.answer)
        second.addStretch(1)
        self._answering.body.addLayout(second)
        self.body.addWidget(self._asking)
        self.body.addWidget(self._answering)
        self.finish()

    def begin(self, found: Situation, *, is_top: bool) -> None:
        """As it stands: asked already or not."""
        self.show_problem("")
        self._written.setText("")
        self.digits.hide()
        self._asking.set_title(
            "Thay khóa" if is_top else "Xin khóa mới",
            "Đơn vị này tự lập danh sách tin cậy, nên khóa mới dùng được ngay"
            if is_top
            else "Gửi cấp trên một tệp nhỏ bằng USB hoặc thư",
        )
        self.ask.setText("Thay khóa ngay" if is_top else "Ghi tệp đề nghị…")
        self._code.setVisible(not found.trust.waits)
        self._answering.setVisible(found.trust.waits and not is_top)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_request(self, file: Path, digits: str) -> None:
        """The request stands in a file; show what is read over the telephone."""
        self._written.setText(f"Đã ghi {file.name} vào {file.parent} và đọc lại đúng.")
        self.digits.show_digits(digits)
        self.digits.show()
        self._code.hide()
        self._answering.show()
