"""The foot of a record to decide: where the decision goes, for how long to put it off, recording it."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.formats import day_text
from ui.decisions.words import TRAVELS
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import row
from ui.widgets.text import Kind, Label

_DELAYS = (("đến mai", 1), ("3 ngày", 3), ("7 ngày", 7), ("30 ngày", 30))


class DecisionFoot(QObject):
    """«Để sau» with its days, and «Ghi n trường đã chọn»."""

    decide_wanted = Signal()
    later_wanted = Signal(object)
    """Put it off by so many days (int), None to take the delay away."""

    def __init__(self) -> None:
        super().__init__()
        self._later: date | None = None
        self._words = Label(TRAVELS, Kind.META, wrap=True)
        self.days = ComboBox(_DELAYS)
        self.days.set_value(7)
        self.days.setAccessibleName("Để sau bao lâu")
        self.later_button = SecondaryButton("Để sau", "clock", tip="Ctrl+L")
        self.later_button.clicked.connect(self.put_off)
        self.decide_button = PrimaryButton("Ghi", "checkmark", tip="Ctrl+Enter")
        self.decide_button.clicked.connect(self.decide_wanted)
        self.body = row(gap=8)
        self.body.addWidget(IconLabel("send"))
        self.body.addWidget(self._words, 1)
        for widget in (self.days, self.later_button, self.decide_button):
            self.body.addWidget(widget)

    def put_off(self) -> None:
        """Put it off by the chosen days, or take the delay away."""
        if self.later_button.isEnabled():
            self.later_wanted.emit(None if self._later is not None else self.days.value())

    def show_state(self, *, fields: int, records: int, may: bool, wrong: bool, later: date | None) -> None:
        """How many fields of how many records are chosen, and whether they can be recorded."""
        self._later = later
        more = f" cho {records} mục" if records > 1 else ""
        self.decide_button.setText(f"Ghi {fields} trường đã chọn{more}" if fields else "Ghi")
        self.decide_button.setEnabled(may and bool(fields) and not wrong)
        self.later_button.setText("Thôi để sau" if later is not None else "Để sau")
        self.later_button.setEnabled(may)
        for widget in (self.days, self.later_button, self.decide_button):
            widget.setVisible(may or widget is self.decide_button)
        self.days.setVisible(may and later is None)
        why = "Sửa giá trị gõ tay được đánh dấu rồi ghi." if wrong else TRAVELS
        if may and not fields and not wrong:
            why = "Chưa chọn giá trị nào."
        self._words.setText(f"Để sau, đến {day_text(later)}." if later is not None and not fields else why)
