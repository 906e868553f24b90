"""Defining a periodic duty: what, how often, by which rule, from when, with its first period as a preview."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.dates import (
    LAST_START_DAY,
    SEND_OFFSET_WORKING_DAYS,
    Period,
    PeriodKind,
    PeriodProfile,
    Profile,
    bounds,
)
from desktop.obligations.defining import NewObligation
from desktop.obligations.suggesting import Suggestion
from desktop.obligations.words import EVERY_WORDS, PROFILE_WORDS, term_words
from ui.tasks.duties import Duties, choices, term_of
from ui.widgets.buttons import PrimaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.inputs import TextArea
from ui.widgets.panels import Well, column, row
from ui.widgets.text import Kind, Label

OFFSETS = range(11)
"""The working days to choose from; a regime that leaves more time is defined on the command line."""


class DutyForm(QWidget):
    """Tells `wanted` with what is to be defined."""

    wanted = Signal(object)
    """A `NewObligation`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._duties: Duties | None = None
        self.words = TextArea("Bỏ trống thì lấy tên nhiệm vụ", lines=2)
        self.every = ComboBox([(words, kind) for kind, words in EVERY_WORDS.items()])
        self.profile = ComboBox([(words, kind) for kind, words in PROFILE_WORDS.items()])
        self.start_day = ComboBox([(f"ngày {day}", day) for day in range(2, LAST_START_DAY + 1)])
        self.send_offset = ComboBox([(f"{days} ngày làm việc", days) for days in OFFSETS])
        self.first = ComboBox()
        self.preview = Label("", wrap=True)
        self.button = PrimaryButton("Đặt việc định kỳ", "calendar_ltr")
        self.start_field = Field("Kỳ bắt đầu từ", self.start_day, "của tháng trước")
        self._lay_out()
        self.start_day.set_value(26)
        self.send_offset.set_value(SEND_OFFSET_WORKING_DAYS)
        for box in (self.every, self.profile, self.start_day):
            box.currentIndexChanged.connect(lambda _row: self._rule_changed())
        for box in (self.send_offset, self.first):
            box.currentIndexChanged.connect(lambda _row: self._show_preview())
        self.button.clicked.connect(lambda _checked=False: self._tell())

    def _lay_out(self) -> None:
        body = column(gap=10)
        body.addWidget(Label("Đặt việc định kỳ", Kind.STRONG))
        body.addWidget(Field("Nội dung phải báo cáo", self.words))
        often = row(gap=8)
        often.addWidget(Field("Bao lâu một lần", self.every), 1, Qt.AlignmentFlag.AlignTop)
        often.addWidget(Field("Từ kỳ", self.first), 1, Qt.AlignmentFlag.AlignTop)
        body.addLayout(often)
        body.addWidget(Field("Cách tính kỳ", self.profile))
        days = row(gap=8)
        days.addWidget(self.start_field, 1, Qt.AlignmentFlag.AlignTop)
        days.addWidget(Field("Gửi sau ngày chốt", self.send_offset), 1, Qt.AlignmentFlag.AlignTop)
        body.addLayout(days)
        well = Well()
        well.body.addWidget(self.preview)
        body.addWidget(well)
        act = row(gap=8)
        act.addStretch(1)
        act.addWidget(self.button)
        body.addLayout(act)
        self.setLayout(body)

    def begin(self, duties: Duties) -> None:
        """Begin a new duty of a task."""
        self._duties = duties
        self.words.set_text("")
        self.every.set_value(PeriodKind.MONTH)
        self.profile.set_value(PeriodProfile.ND09)
        self.send_offset.set_value(SEND_OFFSET_WORKING_DAYS)
        self._rule_changed()

    def take(self, suggestion: Suggestion) -> None:
        """Fill in what the plan says."""
        self.words.set_text(suggestion.words)
        self.every.set_value(suggestion.every)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def rule(self) -> Profile:
        """The rule chosen."""
        kind = PeriodProfile(str(self.profile.value()))
        start_day = int(str(self.start_day.value())) if kind is PeriodProfile.CUSTOM else 1
        return Profile(kind, start_day, int(str(self.send_offset.value())))

    def _rule_changed(self) -> None:
        if self._duties is None:
            return
        self.start_field.setVisible(self.rule.kind is PeriodProfile.CUSTOM)
        found, running = choices(PeriodKind(str(self.every.value())), self._duties.day, self.rule)
        chosen = self.first.value()
        blocked = self.first.blockSignals(True)
        self.first.set_entries([(period.heading, period) for period in found])
        self.first.set_value(chosen if chosen in found else running)
        self.first.blockSignals(blocked)
        self._show_preview()

    def _show_preview(self) -> None:
        period = self.first.value()
        if self._duties is not None and isinstance(period, Period):
            self.preview.setText(f"{term_words(term_of(period, self.rule, self._duties.days_off))}.")

    def _tell(self) -> None:
        period, duties = self.first.value(), self._duties
        if duties is not None and isinstance(period, Period):
            begins = bounds(period, self.rule).start
            self.wanted.emit(NewObligation(duties.row, period.kind, begins, self.words.value_text(), self.rule))
