"""The fields of a progress entry, with the values of the period before beside them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from desktop.formats import day_text
from desktop.plans.state import WorkStatus
from desktop.plans.words import STATUS_WORDS
from desktop.problem import Grade, Problem
from desktop.progress.recording import REPORTABLE, Typed, typed_of
from desktop.progress.words import FIELD_WORDS
from ui import theme
from ui.tasks.entry import EntryView
from ui.tasks.words import period_words
from ui.widgets.buttons import LinkButton
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.inputs import PAUSE_MS, DateField, LineEdit, TextArea
from ui.widgets.panels import column, row
from ui.widgets.text import ElidedLabel, Kind

LONG_FIELDS = ("product", "result", "difficulties", "recommendations")
_PLACEHOLDERS = {
    "product": "Báo cáo, danh sách, văn bản đã lập",
    "result": "Việc đã làm trong kỳ, số liệu chính",
    "difficulties": "Để trống nếu không có",
    "recommendations": "Đề nghị với lãnh đạo hoặc cấp trên",
}


class _Before(QWidget):
    """The first words of the period before, and the button that copies them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        layout = row(gap=4)
        self.words = ElidedLabel("", Kind.META)
        self.words.setMinimumWidth(theme.current().px(40))
        self.copy = LinkButton("Chép sang")
        self.copy.setAccessibleName(f"Chép {FIELD_WORDS[name].lower()} của kỳ trước sang")
        layout.addWidget(self.words, 1)
        layout.addWidget(self.copy)
        self.setLayout(layout)
        self.setMinimumWidth(theme.current().px(200))

    def tell(self, period: str, text: str) -> None:
        """Show what the period before holds; hidden where that is nothing."""
        self.setVisible(bool(text))
        self.words.setText(f"{period}: «{' '.join(text.split())}»" if text else "")


class EntryForm(QWidget):
    """Status, percent, days, product, document, result, difficulties and proposals of an entry.

    `paused` tells that typing rested: what is in the form is worth keeping. `edited` comes with every change.
    """

    paused = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self.status = ComboBox([(STATUS_WORDS[status], status.value) for status in REPORTABLE])
        self.percent = LineEdit()
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.completed_on = DateField()
        self.document_number = LineEdit("vd 05/BC-HQHP")
        self.document_date = DateField()
        self.areas = {name: TextArea(_PLACEHOLDERS[name], lines=1 if name == "product" else 2) for name in LONG_FIELDS}
        self._before = {name: _Before(name) for name in LONG_FIELDS}
        self.fields = self._make_fields()
        self.reason = TextArea("Lý do được ghi vào lịch sử", lines=2)
        self.reason_field = Field("Lý do sửa", self.reason)
        self.reason_field.hide()
        self._previous = Typed()
        self._lay_out()
        self._listen()

    # Building -----------------------------------------------------------------------------------------------

    def _make_fields(self) -> dict[str, Field]:
        made = {
            "status": Field(FIELD_WORDS["status"], self.status),
            "percent": Field("Tiến độ (%)", self.percent),
            "completed_on": Field(FIELD_WORDS["completed_on"], self.completed_on),
            "document_number": Field(FIELD_WORDS["document_number"], self.document_number),
            "document_date": Field(FIELD_WORDS["document_date"], self.document_date),
        }
        for name in LONG_FIELDS:
            made[name] = Field(FIELD_WORDS[name], self.areas[name], aside=self._before[name])
        return made

    def _lay_out(self) -> None:
        whole = column(gap=10)
        whole.addLayout(self._line(("status", 5), ("percent", 3), ("completed_on", 4)))
        whole.addWidget(self.fields["product"])
        whole.addLayout(self._line(("document_number", 6), ("document_date", 4)))
        for name in ("result", "difficulties", "recommendations"):
            whole.addWidget(self.fields[name])
        whole.addWidget(self.reason_field)
        self.setLayout(whole)

    def _line(self, *names: tuple[str, int]) -> QHBoxLayout:
        made = row(gap=8)
        for name, share in names:
            made.addWidget(self.fields[name], share, Qt.AlignmentFlag.AlignTop)
        return made

    def _listen(self) -> None:
        self.status.currentIndexChanged.connect(lambda _row: self._status_chosen())
        self.percent.textEdited.connect(lambda _text: self._percent_typed())
        for line in self._lines().values():
            line.textChanged.connect(lambda _text: self._touched())
        for area in (*self.areas.values(), self.reason):
            area.textChanged.connect(self._touched)
        for name, before in self._before.items():
            before.copy.clicked.connect(lambda _checked=False, name=name: self.copy_before(name))

    # Contents -----------------------------------------------------------------------------------------------

    def fill(self, typed: Typed) -> None:
        """Write what the form begins with; this is no typing. A field that says it already keeps its cursor."""
        self._filling = True
        self._pause.stop()
        now = self.typed()
        if now.status != typed.status:
            self.status.set_value(typed.status)
        for name, line in self._lines().items():
            if getattr(now, name) != getattr(typed, name):
                line.setText(getattr(typed, name))
        for name, area in self.areas.items():
            if getattr(now, name) != getattr(typed, name):
                area.set_text(getattr(typed, name))
        self.reason.set_text("")
        self.reason_field.hide()
        self.show_problems(())
        self._filling = False

    def _lines(self) -> dict[str, LineEdit]:
        return {
            "percent": self.percent,
            "completed_on": self.completed_on,
            "document_number": self.document_number,
            "document_date": self.document_date,
        }

    def typed(self) -> Typed:
        """The entry as it stands in the form; days that can be read are written in full."""
        return Typed(
            status=str(self.status.value()),
            percent=self.percent.value_text(),
            completed_on=_day(self.completed_on),
            document_number=self.document_number.value_text(),
            document_date=_day(self.document_date),
            **{name: area.value_text() for name, area in self.areas.items()},
        )

    def reason_text(self) -> str:
        """The reason or explanation typed."""
        return self.reason.value_text() if self.reason_field.isVisibleTo(self) else ""

    def ask_reason(self, label: str, hint: str) -> None:
        """Show the field for a reason."""
        self.reason_field.label.setText(label)
        self.reason.setAccessibleName(label)
        self.reason_field.set_hint(hint)
        self.reason_field.show()

    def show_before(self, view: EntryView) -> None:
        """Show what the period before held, beside each field."""
        self._previous = typed_of(view.previous.record) if view.previous else Typed()
        period = _short(view.previous.period, view.period) if view.previous else ""
        for name, before in self._before.items():
            before.tell(period, getattr(self._previous, name))
        self.fields["percent"].set_hint(f"{period}: {self._previous.percent}%" if period else "")
        status = STATUS_WORDS[WorkStatus(self._previous.status)]
        self.fields["status"].set_hint(f"{period}: {status.lower()}" if period else "")

    def copy_before(self, name: str) -> None:
        """Copy the text of the period before into its field."""
        self.areas[name].setPlainText(getattr(self._previous, name))
        self.areas[name].setFocus(Qt.FocusReason.OtherFocusReason)

    # Typing -------------------------------------------------------------------------------------------------

    def rest(self) -> None:
        """Stop waiting for the pause: what is in the form is being kept, or thrown away, now."""
        self._pause.stop()

    def _touched(self) -> None:
        if not self._filling:
            self._pause.start()
            self.edited.emit()

    def _status_chosen(self) -> None:
        if not self._filling and self.status.value() == WorkStatus.COMPLETED and self.percent.value_text() != "100":
            self.percent.setText("100")
        self._touched()

    def _percent_typed(self) -> None:
        begun = self.percent.value_text() not in ("", "0")
        if begun and self.status.value() == WorkStatus.NOT_STARTED:
            self.status.set_value(WorkStatus.IN_PROGRESS.value)

    # Problems -----------------------------------------------------------------------------------------------

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Mark the fields with problems, clear the others."""
        for name, field in self.fields.items():
            found = [problem for problem in problems if problem.field == name]
            worst = next((problem for problem in found if problem.grade is Grade.BLOCKING), found[0] if found else None)
            if worst is None:
                field.clear_mark()
            else:
                (field.set_error if worst.grade is Grade.BLOCKING else field.set_warning)(worst.sentence)

    def jump(self, name: str) -> None:
        """Put the focus into a field and scroll it into sight."""
        field = self.reason_field if name == "reason" else self.fields[name]
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            area, margin = above, theme.current().px(24)
            area.ensureWidgetVisible(field, 0, margin)
            # Shown or told about only now, the field has its place and height after the next layout.
            QTimer.singleShot(0, field, lambda: area.ensureWidgetVisible(field, 0, margin))


def _short(period: str, beside: str) -> str:
    """A period in words, without its year where the one beside it is of the same year: «Tháng 5»."""
    words = period_words(period)
    return words.removesuffix(f"/{period[:4]}") if period[:4] == beside[:4] else words


def _day(editor: DateField) -> str:
    value = editor.value()
    return day_text(value) if value is not None else editor.value_text()
