"""After how many days unsent work is said on Home."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.sync.outbound.unsent import DAYS, set_unsent_days, unsent_days
from ui.desk import Desk
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.panels import Card

CHOICES = (1, 3, 5, DAYS, 10, 14, 30)


class ReminderCard(Card):
    """One choice, kept in the ledger and so the same for everybody who opens it."""

    told = Signal(object)
    """What was done, in words (str)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Nhắc nội dung chưa gửi", "Hiện trên Trang chủ, không khóa việc gì", parent=parent)
        self._desk = desk
        self.days = ComboBox(_entries(CHOICES))
        self.days.setEnabled(False)
        self.body.addWidget(Field("Nhắc khi chưa vào tệp đi nào", self.days, "Tính từ ngày ghi cũ nhất."))
        self.days.activated.connect(lambda _row: self._choose())
        desk.run(lambda session, _job: unsent_days(session), self, self._show)

    def _show(self, days: int) -> None:
        self.days.set_entries(_entries(sorted({*CHOICES, days})))
        self.days.set_value(days)
        self.days.setEnabled(True)

    def _choose(self) -> None:
        days = self.days.value()
        assert isinstance(days, int)

        def done(_made: None) -> None:
            self.told.emit(f"Sẽ nhắc sau {days} ngày.")

        self._desk.run(lambda session, _job: set_unsent_days(session, days), self, done)


def _entries(choices: "tuple[int, ...] | list[int]") -> list[tuple[str, object]]:
    return [(f"Sau {days} ngày", days) for days in choices]
