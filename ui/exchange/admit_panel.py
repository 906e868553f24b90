"""Admitting a new installation below this unit: its request, the digits read over the telephone, the answer."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.sync.exchange import RequestFacts
from ui.exchange.digits import DigitsLabel
from ui.exchange.request_fields import RequestFields
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.panels import Panel, row
from ui.widgets.text import Kind, Label


class AdmitPanel(Panel):
    """One form. The digits of the request are never shown here: they have to come from the telephone."""

    file_wanted = Signal()
    """A request is to be chosen."""
    admission_wanted = Signal(object)
    """The typed digits (str): the admission is to be written."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kết nạp máy mới", gap=12, parent=parent)
        head = row(gap=8)
        head.addWidget(Label("Kết nạp máy mới", Kind.TITLE), 1)
        self.set_head(head)
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self.request = RequestFields("Tệp đuôi .hqe do máy mới tạo ra.")
        self.choose, self.typed = self.request.choose, self.request.typed
        self.choose.clicked.connect(self.file_wanted)
        self.typed.line.textChanged.connect(lambda _text: self.refresh())
        self.root = DigitsLabel("Đọc lại dãy số này cho đơn vị để nhập tệp kết nạp")
        for part in (self.banner, self.request, self.root):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._why = Label("", Kind.META, wrap=True)
        self.close_form = SecondaryButton("Để sau", shortcut="Ctrl+L")
        self.close_form.clicked.connect(self.closed)
        self.admit = PrimaryButton("Kết nạp và ghi tệp…", "key")
        self.admit.clicked.connect(lambda: self.admission_wanted.emit(self.typed.line.text()))
        foot = row(gap=8)
        foot.addWidget(self._why, 1)
        foot.addWidget(self.close_form)
        foot.addWidget(self.admit)
        self.set_foot(foot)
        self.begin()

    def begin(self) -> None:
        """An empty form."""
        self.request.clear()
        self.root.hide()
        self.close_form.setText("Để sau")
        self.show_problem("", "")
        self.refresh()

    def show_request(self, facts: RequestFacts, file: Path) -> None:
        """Show who asks."""
        self.begin()
        self.request.show_request(facts, file)
        self.refresh()

    def show_admitted(self, file: Path, digits: str) -> None:
        """The admission stands in a file; show the root's digits to be read back."""
        self.request.show_answered(file)
        self.root.show_digits(digits)
        self.root.show()
        self.close_form.setText("Xong")
        self.close_form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def show_problem(self, what: str, todo: str) -> None:
        """Say what went wrong; empty words take that away."""
        self.banner.setVisible(bool(what))
        if what:
            self.banner.tell(Grade.ERROR, what, todo)

    def refresh(self) -> None:
        """Enable what can be done now, and say why the rest waits."""
        done = not self.root.isHidden()
        self.admit.setVisible(not done)
        self.admit.setEnabled(self.request.is_complete)
        self._why.setText("Máy đã ở trong danh sách tin cậy." if done else self.request.missing_words())
