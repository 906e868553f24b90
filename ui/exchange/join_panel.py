"""How an installation that was not admitted yet comes to exchange: it asks by file, and imports the answer."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.exchange.digits import DigitsField, DigitsLabel
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.panels import Card, ScrollColumn, column, row
from ui.widgets.text import Kind, Label


class JoinPanel(QWidget):
    """The two files of the admission side by side; the page writes and reads them."""

    request_wanted = Signal()
    """The request is to be written."""
    admission_wanted = Signal(object)
    """The typed digits (str): the admission is to be chosen and imported."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self.reason = ""
        scroll = ScrollColumn(margin=20, gap=12)
        scroll.body.addWidget(self.banner)
        explanation = (
            "Trao đổi tệp chỉ có giữa những máy đã được cấp trên kết nạp. Hai bên đối chiếu dãy số qua điện thoại, "
            "nên tệp bị tráo trên đường đi sẽ lộ ra."
        )
        scroll.body.addWidget(Label("Máy này chưa được cấp trên kết nạp", Kind.TITLE, wrap=True))
        scroll.body.addWidget(Label(explanation, Kind.BODY, wrap=True, tone="text2"))
        scroll.body.addWidget(self._asking())
        scroll.body.addWidget(self._answering())
        scroll.body.addStretch(1)
        layout = column(gap=0)
        layout.addWidget(scroll)
        self.setLayout(layout)

    def _asking(self) -> Card:
        card = Card("Đề nghị kết nạp", "Gửi cấp trên một tệp nhỏ bằng USB hoặc thư")
        self.ask = PrimaryButton("Ghi tệp đề nghị…", "box_arrow_up")
        self.ask.clicked.connect(self.request_wanted)
        line = row(gap=12)
        line.addWidget(self.ask)
        self.written = Label("", Kind.META, wrap=True)
        line.addWidget(self.written, 1)
        self.digits = DigitsLabel("Đọc dãy số này cho cấp trên qua điện thoại, từng nhóm năm chữ số")
        self.digits.hide()
        card.body.addLayout(line)
        card.body.addWidget(self.digits)
        return card

    def _answering(self) -> Card:
        card = Card("Nhập tệp kết nạp", "Cấp trên gửi lại một tệp, rồi đọc dãy số của cấp trên qua điện thoại")
        self.typed = DigitsField("Dãy số cấp trên đọc", "Tám nhóm năm chữ số; có hay không có dấu cách đều được.")
        self.typed.line.textChanged.connect(lambda _text: self.refresh())
        self.join = SecondaryButton("Chọn và nhập tệp kết nạp…", "folder_open")
        self.join.clicked.connect(lambda: self.admission_wanted.emit(self.typed.line.text()))
        self._why = Label("", Kind.META, wrap=True)
        line = row(gap=12)
        line.addWidget(self.join)
        line.addWidget(self._why, 1)
        card.body.addWidget(self.typed)
        card.body.addLayout(line)
        return card

    def refresh(self) -> None:
        """Enable what can be done now, and say why the rest waits."""
        left = 40 - len(self.typed.digits)
        self.ask.setEnabled(not self.reason)
        self.join.setEnabled(not self.reason and self.typed.is_complete)
        waits = f"Còn {left} chữ số." if left > 0 else "" if left == 0 else f"Thừa {-left} chữ số."
        self._why.setText(self.reason or waits)

    def show_reason(self, reason: str) -> None:
        """Why this person cannot do it; "" where he can."""
        self.reason = reason
        self.refresh()

    def show_request(self, file: Path, digits: str) -> None:
        """The request stands in a file; show what is read over the telephone."""
        self.written.setText(f"Đã ghi {file.name} vào {file.parent} và đọc lại đúng.")
        self.digits.show_digits(digits)
        self.digits.show()

    def show_problem(self, what: str, todo: str) -> None:
        """Say what went wrong; empty words take that away."""
        self.banner.setVisible(bool(what))
        if what:
            self.banner.tell(Grade.ERROR, what, todo)

    def focus_start(self) -> None:
        """Put the focus where it begins."""
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)
