"""A request to be admitted, before the one who answers it: its file, who asks, the digits read over the telephone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.sync.exchange import RequestFacts
from ui.exchange.digits import DigitsField
from ui.widgets.buttons import SecondaryButton
from ui.widgets.panels import Well, column, row
from ui.widgets.text import Kind, Label

_DIGITS = 40


class RequestFields(QWidget):
    """The digits of the request are never shown here: they have to come from the telephone."""

    def __init__(self, waiting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting = waiting
        self.facts: RequestFacts | None = None
        self.choose = SecondaryButton("Chọn tệp đề nghị…", "folder_open")
        self._file = Label(waiting, Kind.META, wrap=True)
        self._who = Well(margin=12, gap=2)
        self._unit = Label("", Kind.SECTION, wrap=True)
        self._maker = Label("", Kind.META, wrap=True)
        self._who.body.addWidget(self._unit)
        self._who.body.addWidget(self._maker)
        self.typed = DigitsField(
            "Dãy số đơn vị đọc qua điện thoại",
            "Gọi đơn vị theo số điện thoại đã biết, không theo số ghi trong tệp hoặc thư kèm.",
        )
        line = row(gap=12)
        line.addWidget(self.choose)
        line.addWidget(self._file, 1)
        layout = column(gap=12)
        layout.addLayout(line)
        layout.addWidget(self._who)
        layout.addWidget(self.typed)
        self.setLayout(layout)

    def clear(self) -> None:
        """No request is chosen yet."""
        self.facts = None
        self._file.setText(self._waiting)
        self.typed.clear()
        self._who.hide()
        self.typed.hide()

    def show_request(self, facts: RequestFacts, file: Path) -> None:
        """Show who asks, and wait for the digits."""
        self.facts = facts
        self._file.setText(file.name)
        self._unit.setText(f"{facts.unit_name}, máy {facts.machine}" if facts.machine else facts.unit_name)
        renewal = "Xin thay khóa của máy đã kết nạp. " if facts.renews else ""
        self._maker.setText(f"{renewal}Nút {facts.node}" + (f"; {facts.made_by} lập" if facts.made_by else ""))
        self._who.show()
        self.typed.show()
        self.typed.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_answered(self, file: Path) -> None:
        """The admission stands in a file."""
        self.facts = None
        self.typed.hide()
        self._file.setText(f"Đã ghi {file.name} vào {file.parent} và đọc lại đúng.")

    @property
    def is_complete(self) -> bool:
        """Whether a request is chosen and all its digits are typed."""
        return self.facts is not None and self.typed.is_complete

    def missing_words(self) -> str:
        """What is to be done before the request can be answered, empty where nothing is."""
        if self.facts is None:
            return "Chưa chọn tệp đề nghị."
        left = _DIGITS - len(self.typed.digits)
        if left:
            return f"Còn {left} chữ số." if left > 0 else f"Thừa {-left} chữ số."
        return ""
