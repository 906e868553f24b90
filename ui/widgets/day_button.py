"""The day for which states are computed, in the top bar; a calendar chooses another."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QShowEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.formats import day_text
from ui import theme
from ui.desk import ChosenDay
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import DateField
from ui.widgets.panels import row
from ui.widgets.text import mark


class DayPanel(QFrame):
    """A field and a calendar under the button; Enter or a click on a day chooses it."""

    def __init__(self, chosen: ChosenDay, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "float")
        self.setAccessibleName("Tính đến ngày")
        self._chosen = chosen
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(12), px(12), px(12))
        layout.setSpacing(px(8))
        self.typed = DateField()
        self.typed.set_value(chosen.day)
        self.field = Field("Tính đến ngày", self.typed)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setSelectedDate(QDate(chosen.day.year, chosen.day.month, chosen.day.day))
        self._quieten_weekends()
        self.today = SecondaryButton("Hôm nay")
        self.apply = PrimaryButton("Xem ngày này")
        buttons = row(gap=8)
        buttons.addWidget(self.today)
        buttons.addStretch(1)
        buttons.addWidget(self.apply)
        layout.addWidget(self.field)
        layout.addWidget(self.calendar)
        layout.addLayout(buttons)
        self.typed.returnPressed.connect(self._apply)
        self.apply.clicked.connect(self._apply)
        self.calendar.clicked.connect(self._click)
        self.today.clicked.connect(lambda: self._choose(chosen.today))

    def _quieten_weekends(self) -> None:
        """Qt writes weekends in red; red is kept for what is overdue or wrong."""
        quiet = QTextCharFormat()
        quiet.setForeground(theme.current().colour("text2"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, quiet)

    def _apply(self) -> None:
        day = self.typed.value()
        if day is None:
            self.field.set_error(self.typed.problem() or "Chưa có ngày. Gõ như 25/06/2007.")
        else:
            self._choose(day)

    def _click(self, day: QDate) -> None:
        self._choose(date(day.year(), day.month(), day.day()))

    def _choose(self, day: date) -> None:
        self.close()
        self._chosen.choose(day)


class DayButton(SecondaryButton):
    """«Tính đến 25/06/2007»; the day alone where the window is narrow, marked where it is not today."""

    def __init__(self, chosen: ChosenDay, parent: QWidget | None = None) -> None:
        super().__init__("", "calendar_ltr", tip="Chọn ngày tính tình hình", parent=parent)
        self._chosen = chosen
        self.panel: DayPanel | None = None
        self.clicked.connect(self._open)
        chosen.changed.connect(lambda _day: self._write())
        self._write()

    def _write(self) -> None:
        day = day_text(self._chosen.day)
        is_today = self._chosen.day == self._chosen.today
        roomy = self.window().width() * 100 / theme.current().scale >= 1100
        self.setText(f"Tính đến {day}" if roomy else day)
        self.setAccessibleName(f"Tính đến ngày {day}" + ("" if is_today else ", không phải hôm nay"))
        self.set_ink("text2" if is_today else "link")
        mark(self, "chosen", not is_today)

    def _open(self) -> None:
        self.panel = DayPanel(self._chosen, self)
        self.panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel.destroyed.connect(self._forget)
        self.panel.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.panel.show()
        self.panel.typed.setFocus(Qt.FocusReason.PopupFocusReason)
        self.panel.typed.selectAll()

    def _forget(self) -> None:
        self.panel = None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._write()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._write()
        return super().eventFilter(watched, event)
