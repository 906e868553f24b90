"""The days offices do not work, entered year by year: reports are due on working days only."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import day_text, weekday_text
from desktop.obligations.holidays import drop_holiday, enter_holiday, entered_holidays
from desktop.session import Session
from ui import theme
from ui.desk import Desk
from ui.table_model import Column
from ui.widgets.buttons import SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import DateField, LineEdit
from ui.widgets.panels import Card, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label

Holiday = tuple[date, str]
_COLUMNS: list[Column[Holiday]] = [
    Column("day", "Ngày", lambda holiday: weekday_text(holiday[0]), width=168),
    Column("words", "Tên", lambda holiday: holiday[1], tooltip=lambda holiday: holiday[1]),
]


class HolidaysCard(Card):
    """The days entered, the earliest first; the four fixed ones need no entry."""

    told = Signal(object, object)
    """What was done (str), and the act that undoes it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Ngày nghỉ", "Hạn gửi báo cáo tính theo ngày làm việc", parent=parent)
        self._desk = desk
        self.list: RecordView[Holiday] = RecordView(
            "Các ngày nghỉ đã nhập", _COLUMNS, lambda holiday: holiday[0], empty="Chưa nhập ngày nghỉ nào."
        )
        self.list.setFixedHeight(theme.current().px(160))
        self.day = DateField()
        self.words = LineEdit("vd Tết Nguyên đán, nghỉ bù 02/9")
        self.day_field = Field("Ngày", self.day)
        self.add = SecondaryButton("Thêm ngày nghỉ", "add")
        self.drop = SecondaryButton("Bỏ ngày đã chọn", "delete")
        self.tools.addWidget(self.drop)
        self._lay_out()
        self.add.clicked.connect(lambda _checked=False: self._add())
        self.words.returnPressed.connect(self._add)
        self.drop.clicked.connect(lambda _checked=False: self._drop())
        self.list.chosen.connect(lambda holiday: self.drop.setEnabled(holiday is not None))
        self.drop.setEnabled(False)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self.body.addWidget(self.list)
        line = row(gap=8)
        line.addWidget(self.day_field, 0, top)
        line.addWidget(Field("Tên", self.words), 1, top)
        self.body.addLayout(line)
        act = row(gap=8)
        note = "01/01, 30/4, 01/5, 02/9 và thứ Bảy, Chủ Nhật luôn được tính. Báo cáo đã gửi giữ hạn cũ."
        act.addWidget(Label(note, Kind.META, wrap=True), 1)
        act.addWidget(self.add, 0, top)
        self.body.addLayout(act)

    def reload(self) -> None:
        """Read the days anew."""
        self._desk.run(lambda session, _job: entered_holidays(session.database), self, self._show)

    def _show(self, found: Sequence[Holiday]) -> None:
        self.list.replace(records=found)
        self.drop.setEnabled(self.list.current() is not None)

    def _add(self) -> None:
        day, words = self.day.value(), self.words.value_text()
        if day is None:
            self.day_field.set_error(self.day.problem() or "Chưa nhập ngày. Gõ như 25/06/2007.")
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.day_field.clear_mark()
        self.day.setText("")
        self.words.setText("")
        self._enter(day, words)

    def _enter(self, day: date, words: str) -> None:
        told = f"Đã thêm ngày nghỉ {day_text(day)}."
        self._change(lambda session: enter_holiday(session, day, words), told, lambda: self._remove(day, words))

    def _drop(self) -> None:
        holiday = self.list.current()
        if holiday is not None:
            self._remove(*holiday)

    def _remove(self, day: date, words: str) -> None:
        told = f"Đã bỏ ngày nghỉ {day_text(day)}."
        self._change(lambda session: drop_holiday(session, day), told, lambda: self._enter(day, words))

    def _change(self, work: Callable[[Session], None], words: str, undo: Callable[[], None]) -> None:
        def finish(_done: None) -> None:
            self.reload()
            self.told.emit(words, undo)

        self._desk.run(lambda session, _job: work(session), self, finish)
