"""Admitting a new installation below this unit: its request, the digits read over the telephone, the answer."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.sync.exchange import RequestFacts
from ui.exchange.digits import DigitsField, DigitsLabel
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.panels import Panel, Well, row
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
        self._facts: RequestFacts | None = None
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self.choose = SecondaryButton("Chọn tệp đề nghị…", "folder_open")
        self.choose.clicked.connect(self.file_wanted)
        self._file = Label("Tệp đuôi .hqe do máy mới tạo ra.", Kind.META, wrap=True)
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
        self.typed.line.textChanged.connect(lambda _text: self.refresh())
        self.root = DigitsLabel("Đọc lại dãy số này cho đơn vị để nhập tệp kết nạp")
        for part in (self.banner, self._who, self.typed, self.root):
            if part is self._who:
                self.body.addLayout(line)
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
        self._facts = None
        self._file.setText("Tệp đuôi .hqe do máy mới tạo ra.")
        self.typed.clear()
        for part in (self._who, self.typed, self.root):
            part.hide()
        self.close_form.setText("Để sau")
        self.show_problem("", "")
        self.refresh()

    def show_request(self, facts: RequestFacts, file: Path) -> None:
        """Show who asks."""
        self.begin()
        self._facts = facts
        self._file.setText(file.name)
        self._unit.setText(f"{facts.unit_name}, máy {facts.machine}" if facts.machine else facts.unit_name)
        renewal = "Xin thay khóa của máy đã kết nạp. " if facts.renews else ""
        self._maker.setText(f"{renewal}Nút {facts.node}" + (f"; {facts.made_by} lập" if facts.made_by else ""))
        self._who.show()
        self.typed.show()
        self.typed.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def show_admitted(self, file: Path, digits: str) -> None:
        """The admission stands in a file; show the root's digits to be read back."""
        self._facts = None
        self.typed.hide()
        self._file.setText(f"Đã ghi {file.name} vào {file.parent} và đọc lại đúng.")
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
        ready = self._facts is not None
        left = 40 - len(self.typed.digits)
        self.admit.setVisible(self.root.isHidden())
        self.admit.setEnabled(ready and self.typed.is_complete)
        waits = f"Còn {left} chữ số." if left > 0 else "" if left == 0 else f"Thừa {-left} chữ số."
        done = "" if self.root.isHidden() else "Máy đã ở trong danh sách tin cậy."
        self._why.setText(done or (waits if ready else "Chưa chọn tệp đề nghị."))
