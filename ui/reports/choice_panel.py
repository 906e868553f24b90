"""What the report is about: plan, period, day, data; and the ways to take it along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from desktop.dates import Period, PeriodKind, bounds
from desktop.formats import day_text
from desktop.journal.event import EntityId
from desktop.plan_paper.preparing import PaperChoice
from desktop.reports.picture import MissingTask, ReportChoice
from desktop.reports.registry import REPORTS
from ui import theme
from ui.reports.periods import KIND_WORDS, due_period, entry_words, periods, proposed_day
from ui.reports.plan_fields import PLAN_PAPER, IssuedPlan, PlanFields
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.choices import ComboBox, RadioButton
from ui.widgets.fields import Field, Mark
from ui.widgets.inputs import DateField
from ui.widgets.panels import Panel, column
from ui.widgets.text import Kind, Label

ALL_PLANS = "Mọi kế hoạch có nhiệm vụ"
ALL_UNITS = "Mọi đơn vị"
_PLAN_PAPER = "Kế hoạch như đã ban hành"


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: plans by number, units by code and name (none below headquarters).

    `day` is the day looked at, from which the period due is found; no day after `today` can be asked for, which is
    the later of the two where somebody looks ahead. `issued` are the plans to print, `own_unit` the
    short name of the unit here.
    """

    plans: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    earliest_year: int
    day: date
    today: date
    issued: tuple[IssuedPlan, ...] = ()
    own_unit: str = ""


class ChoicePanel(Panel):
    """The parameters of the report; every change of them is told at once."""

    changed = Signal()
    """Another report is wanted."""
    missing_wanted = Signal()
    """What is not in the report is to be listed."""
    made_wanted = Signal()
    """The reports made before are to be listed."""
    print_wanted = Signal()
    save_wanted = Signal(object)
    """The report is to be saved in this form (str)."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__("Tham số báo cáo", edge="right", gap=10, parent=parent)
        self._choices = Choices((), (), day.year, day, day)
        self.report = ComboBox([*((kind.title, kind.name) for kind in REPORTS.values()), (_PLAN_PAPER, PLAN_PAPER)])
        self.body.addWidget(Field("Báo cáo", self.report))
        self.plan_fields = PlanFields()
        self.body.addWidget(self.plan_fields)
        self._build_results()
        self.body.addStretch(1)
        self._build_foot()
        self._fill_periods()
        self.set_ready(False)

    def _build_results(self) -> None:
        """What only a report on results asks for, and what it says of itself."""
        self._results = QWidget()
        self._fields = column(gap=10)
        self._results.setLayout(self._fields)
        self.body.addWidget(self._results)
        self._build_fields()
        self._build_data()
        self._missing = Banner(Grade.WARNING, "", "", "Xem", self.missing_wanted.emit, quiet_action=True)
        self._missing.hide()
        self._fields.addWidget(self._missing)
        self._made = LinkButton("Báo cáo đã lập")
        self._made.clicked.connect(self.made_wanted)
        self._fields.addWidget(self._made, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_fields(self) -> None:
        self.plan = ComboBox([(ALL_PLANS, "")])
        self.unit = ComboBox([(ALL_UNITS, "")])
        self.kind = ComboBox([(words, kind) for kind, words in KIND_WORDS.items()])
        self.kind.set_value(PeriodKind.QUARTER)
        self.period = ComboBox()
        self.day = DateField()
        self.kind.setMinimumContentsLength(2)
        self.period.setMinimumContentsLength(5)
        self.unit_field = Field("Đơn vị", self.unit)
        self.unit_field.hide()
        self.day_field = Field("Tính đến ngày", self.day)
        for field in (Field("Kế hoạch", self.plan), self.unit_field):
            self._fields.addWidget(field)
        pair = QGridLayout()
        pair.setHorizontalSpacing(theme.current().px(8))
        pair.addWidget(Field("Loại kỳ", self.kind), 0, 0)
        pair.addWidget(Field("Kỳ", self.period), 0, 1)
        pair.setColumnStretch(0, 2)
        pair.setColumnStretch(1, 3)
        self._fields.addLayout(pair)
        self._fields.addWidget(self.day_field)
        for box in (self.plan, self.unit):
            box.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self.kind.currentIndexChanged.connect(lambda _row: self._choose_kind())
        self.period.currentIndexChanged.connect(lambda _row: self._choose_period())
        self.day.committed.connect(lambda _text: self._choose_day())

    def _build_data(self) -> None:
        self.approved = RadioButton("Chỉ số liệu đã duyệt")
        self.draft = RadioButton("Cả nháp, in chữ BẢN NHÁP")
        self.approved.setChecked(True)
        self._group = QButtonGroup(self)
        self._group.addButton(self.approved)
        self._group.addButton(self.draft)
        self._data_note = Label("", Kind.META, wrap=True)
        data = column(gap=2)
        data.addWidget(Label("Số liệu", Kind.FIELD))
        for widget in (self.approved, self.draft, self._data_note):
            data.addWidget(widget)
        self._fields.addLayout(data)
        self.draft.toggled.connect(lambda _on: self.changed.emit())

    def _build_foot(self) -> None:
        self.print_button = PrimaryButton("In báo cáo", "print", tip="Ctrl+P")
        self.print_button.set_size("large")
        self.pdf_button = SecondaryButton("Lưu PDF", "document_pdf", tip="Ctrl+S")
        self.docx_button = SecondaryButton("Lưu Word", "document_text", tip="Ctrl+Shift+D")
        self.xlsx_button = SecondaryButton("Lưu Excel", "table", tip="Ctrl+Shift+S")
        self.print_button.clicked.connect(self.print_wanted)
        self.pdf_button.clicked.connect(lambda: self.save_wanted.emit("pdf"))
        self.xlsx_button.clicked.connect(lambda: self.save_wanted.emit("xlsx"))
        self.docx_button.clicked.connect(lambda: self.save_wanted.emit("docx"))
        self._buttons = QGridLayout()
        self._buttons.setSpacing(theme.current().px(8))
        for place in (0, 1):
            self._buttons.setColumnStretch(place, 1)
        self.set_foot(self._buttons)
        self.report.currentIndexChanged.connect(lambda _row: self._choose_report())
        self.plan_fields.changed.connect(self.changed)
        self._show_fields()

    def _choose_report(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        """Ask for what the chosen report needs."""
        self.plan_fields.setVisible(self.is_plan_paper)
        self._results.setVisible(not self.is_plan_paper)
        self._place_buttons()
        self.print_button.setText("In kế hoạch" if self.is_plan_paper else "In báo cáo")

    def _place_buttons(self) -> None:
        """Two rows of buttons; a Word document is offered of a plan only."""
        for button in (self.print_button, self.pdf_button, self.docx_button, self.xlsx_button):
            self._buttons.removeWidget(button)
        self._buttons.addWidget(self.print_button, 0, 0, 1, 1 if self.is_plan_paper else 2)
        self._buttons.addWidget(self.pdf_button, 0 if self.is_plan_paper else 1, int(self.is_plan_paper))
        self._buttons.addWidget(self.xlsx_button, 1, 1)
        if self.is_plan_paper:
            self._buttons.addWidget(self.docx_button, 1, 0)
        self.docx_button.setVisible(self.is_plan_paper)

    # Choices ------------------------------------------------------------------------------------------------

    def show_choices(self, choices: Choices) -> None:
        """Offer these plans, units and years; what was chosen stays chosen until another day is looked at."""
        moved = choices.day != self._choices.day
        self._choices = choices
        self.plan.set_entries([(ALL_PLANS, ""), *((number, number) for number in choices.plans)])
        self.unit.set_entries([(ALL_UNITS, ""), *((name, code) for code, name in choices.units)])
        self.unit_field.setVisible(bool(choices.units))
        self.plan_fields.show_choices(choices.issued, choices.own_unit, choices.units)
        chosen, day = self.period.value(), self.day.value()
        self._fill_periods()
        if chosen in self._periods and not moved:
            self._set_quietly(self.period, chosen)
            self.day.set_value(day)
        self._note_day()

    def _fill_periods(self) -> None:
        kind = self.kind.value()
        assert isinstance(kind, str)
        today, earliest = self._choices.day, self._choices.earliest_year
        found = periods(PeriodKind(kind), today, earliest)
        self.period.set_entries([(entry_words(period), period.key) for period in found])
        due = due_period(PeriodKind(kind), today, earliest)
        self._set_quietly(self.period, due.key)
        self._periods = {period.key: period for period in found}
        self.day.set_value(proposed_day(due, today))

    @staticmethod
    def _set_quietly(box: ComboBox, value: object) -> None:
        blocked = box.blockSignals(True)
        box.set_value(value)
        box.blockSignals(blocked)

    def _choose_kind(self) -> None:
        self._fill_periods()
        self._choose_period()

    def _choose_period(self) -> None:
        self.day.set_value(proposed_day(self.chosen_period, self._choices.day))
        self._note_day()
        self.changed.emit()

    def _choose_day(self) -> None:
        if self._note_day():
            self.changed.emit()

    def _note_day(self) -> bool:
        """Say what the day is, or what is wrong with it; whether it can be taken."""
        day, cutoff = self.day.value(), bounds(self.chosen_period).cutoff
        if day is None:
            self.day_field.set_error(self.day.problem() or "Chưa có ngày. Gõ ngày tính số liệu.")
        elif day > self._choices.today:
            self.day_field.set_error(f"Ngày này chưa tới. Gõ ngày không muộn hơn {day_text(self._choices.today)}.")
        else:
            self.day_field.clear_mark()
            self.day_field.set_hint(
                "Ngày chốt số liệu của kỳ." if day == cutoff else f"Kỳ này chốt số liệu ngày {day_text(cutoff)}."
            )
        return self.day_field.mark is Mark.NONE

    @property
    def chosen_period(self) -> Period:
        """The period chosen."""
        return self._periods[str(self.period.value())]

    @property
    def report_name(self) -> str:
        """The report chosen, by the name commands use."""
        return str(self.report.value())

    @property
    def is_plan_paper(self) -> bool:
        """Whether a plan is to be printed as it was issued, and no report."""
        return self.report_name == PLAN_PAPER

    def open_plan(self, plan: EntityId) -> None:
        """Ask for the paper of a plan."""
        self.plan_fields.open_plan(plan)
        self.report.set_value(PLAN_PAPER)

    def choice(self) -> ReportChoice | PaperChoice | None:
        """What is asked for; None while the day is wrong or no plan is there."""
        if self.is_plan_paper:
            return self.plan_fields.choice()
        if not self._note_day():
            return None
        plan, unit = str(self.plan.value() or ""), str(self.unit.value() or "")
        return ReportChoice(
            self.chosen_period, self.day.value(), (plan,) if plan else (), unit or None, self.draft.isChecked()
        )

    # What came of it ----------------------------------------------------------------------------------------

    def show_missing(self, missing: Sequence[MissingTask]) -> None:
        """Say what is not in the report; a draft is offered where something waits for approval."""
        unapproved = [task for task in missing if task.state is not None]
        self.draft.setEnabled(bool(unapproved) or self.draft.isChecked())
        none = "Mọi kết quả đã nhập đều đã duyệt nên không cần bản nháp."
        self._data_note.setText("" if unapproved else none)
        self._data_note.setVisible(not unapproved)
        self._missing.setVisible(bool(missing))
        if missing:
            self._missing.tell(Grade.WARNING, *missing_words(missing, is_draft=self.draft.isChecked()))

    def show_made(self, count: int) -> None:
        """Say how many reports were made here."""
        self._made.setText(f"Báo cáo đã lập ({count})")

    def set_ready(self, ready: bool) -> None:
        """Whether there is a report to print and save."""
        for button in (self.print_button, self.pdf_button, self.docx_button, self.xlsx_button):
            button.setEnabled(ready)

    def set_compact(self, compact: bool) -> None:
        """Take a little less room in a narrow window."""
        self.setFixedWidth(theme.current().px(304 if compact else 312))


def missing_words(missing: Sequence[MissingTask], *, is_draft: bool) -> tuple[str, str]:
    """Title and text about what is not in the report: «2 việc chưa duyệt», «C.7, C.9 …»."""
    unapproved = [task for task in missing if task.state is not None]
    silent = len(missing) - len(unapproved)
    nothing = f"{silent} nhiệm vụ chưa nhập kết quả."
    if not unapproved:
        return nothing.rstrip("."), "Báo cáo ghi các nhiệm vụ này theo thời hạn trong kế hoạch."
    labels = ", ".join(dict.fromkeys(task.label for task in unapproved[:4]))
    more = "…" if len(unapproved) > 4 else ""
    place = "có trong bản nháp này" if is_draft else "chưa có trong báo cáo"
    text = f"{labels}{more} {place}."
    return f"{len(unapproved)} kết quả chưa duyệt", f"{text} {nothing}" if silent else text
