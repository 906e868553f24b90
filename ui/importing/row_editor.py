"""Correcting one row: its kind, its units, and what its deadline means, beside what is printed."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from desktop.deadlines.deadlines import (
    Deadline,
    DeadlineKind,
    describe,
    is_conditional_wording,
    parse_deadline,
    write_deadline,
)
from desktop.formats import day_text
from desktop.importing import correcting
from desktop.importing.corrections import Corrections, DeadlineChoice, KindChoice, UnitChoice
from desktop.importing.parsed import Path, PlanRow, RowKind
from desktop.plans.row_names import whole_name
from desktop.units.table import UnitTable
from ui.importing.change import Change
from ui.importing.lists import KIND_WORDS
from ui.importing.unit_field import UnitField
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.choices import CheckBox, ComboBox
from ui.widgets.fields import Field
from ui.widgets.form_dialog import dialog_head, lay_out_form
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import ScrollColumn, column
from ui.widgets.text import ElidedLabel, Kind, show_if

_LONGEST_TITLE = 240
_PRINTED = ("lead_text", "support_text", "deadline_text")
_ALIKE = "Đọc như vậy ở cả {count} dòng in giống nhau"


class RowEditor(QDialog):
    """«Sửa cách đọc dòng I.C.4»: Ctrl+Enter takes what was changed, Esc leaves the row as read."""

    edited = Signal(object)
    """The `Change` of the document's corrections; not sent where nothing was changed."""

    def __init__(
        self,
        plan_row: PlanRow,
        rows: Sequence[PlanRow],
        corrections: Corrections,
        units: UnitTable,
        on: date | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._row = plan_row
        self._alike = {name: _printed_alike(plan_row, rows, name) for name in _PRINTED}
        self.for_all = {name: CheckBox(_ALIKE.format(count=len(paths))) for name, paths in self._alike.items()}
        self._label = whole_name(plan_row.path)
        title = f"Sửa cách đọc dòng {self._label}"
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.kind = ComboBox([(words, kind) for kind, words in KIND_WORDS.items()])
        self.kind.set_value(plan_row.kind)
        self.lead = UnitField("Đơn vị chủ trì", plan_row.lead_text, units, on)
        self.lead.set_value(plan_row.lead_units)
        self.support = UnitField("Đơn vị phối hợp", plan_row.support_text, units, on)
        self.support.set_value(plan_row.support_units)
        is_corrected = any(one.path == plan_row.path for one in corrections.deadlines)
        self._words = write_deadline(plan_row.deadline) if is_corrected else plan_row.deadline_text
        self.deadline = LineEdit("Ví dụ 30/6/2025, tháng 6/2025, quý II/2025, thường xuyên")
        self.deadline.setText(self._words)
        self._meaning = Field("Thời hạn hiểu là", self.deadline)
        self.save = PrimaryButton("Sửa dòng này", "checkmark")
        self.keep = SecondaryButton("Giữ như đang đọc")
        self._lay_out(title)
        self.deadline.textChanged.connect(lambda _text: self._show_meaning())
        self.save.clicked.connect(lambda _checked=False: self._finish())
        self.keep.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._finish)
        self._show_meaning()

    def _lay_out(self, title: str) -> None:
        words = " ".join(self._row.title.split())
        shortened = words if len(words) <= _LONGEST_TITLE else f"{words[:_LONGEST_TITLE].rstrip()}…"
        middle = ScrollColumn(margin=20, gap=14)
        middle.body.addWidget(Field("Loại dòng", self.kind))
        deadline = column(gap=2)
        deadline.addWidget(ElidedLabel(self._printed_deadline(), Kind.META))
        deadline.addWidget(self._meaning)
        group = QWidget()
        group.setLayout(deadline)
        for name, editor in (("lead_text", self.lead), ("support_text", self.support), ("deadline_text", group)):
            middle.body.addWidget(editor)
            middle.body.addWidget(self.for_all[name])
            show_if(self.for_all[name], len(self._alike[name]) > 1)
        middle.body.addStretch(1)
        note = "Ctrl+Enter: sửa. Esc: giữ."
        head = dialog_head(title, shortened)
        lay_out_form(self, head, middle, note, (self.keep, self.save), width=600, most=600)

    def _printed_deadline(self) -> str:
        text = self._row.deadline_text
        return f"Thời hạn in: «{text}»" if text else "Văn bản không in thời hạn."

    def begin(self, field: str) -> None:
        """Put the cursor where a field of the row is corrected."""
        editor: QWidget = self.kind
        if field.startswith("lead"):
            editor = self.lead.search
        elif field.startswith("support"):
            editor = self.support.search
        elif field.startswith("deadline"):
            editor = self.deadline
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # Meaning ------------------------------------------------------------------------------------------------

    def _read_deadline(self) -> Deadline:
        words = self.deadline.value_text()
        return self._row.deadline if words == self._words else parse_deadline(words)

    def _show_meaning(self) -> None:
        deadline, words = self._read_deadline(), self.deadline.value_text()
        if deadline.kind is DeadlineKind.CONDITIONAL and not is_conditional_wording(words):
            self._meaning.set_warning("Chưa hiểu thành ngày nào: giữ nguyên văn, không tính hạn.")
            return
        self._meaning.clear_mark()
        if deadline.kind is DeadlineKind.NONE:
            self._meaning.set_hint("Không có thời hạn.")
            return
        last = f", ngày cuối {day_text(deadline.due)}" if deadline.due else ""
        self._meaning.set_hint(f"Nghĩa là: {describe(deadline)}{last}.")

    # Taking -------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        steps = self._steps()
        if steps:

            def apply(corrections: Corrections) -> Corrections:
                for step in steps:
                    corrections = step(corrections)
                return corrections

            more = max(len(self._paths(name)) for name in self.for_all) - 1
            alike = f" và {more} dòng in giống vậy" if more else ""
            self.edited.emit(Change(f"Đã sửa cách đọc dòng {self._label}{alike}.", apply))
        self.accept()

    def _paths(self, name: str) -> tuple[Path, ...]:
        """The rows a correction of a field is for."""
        return self._alike[name] if self.for_all[name].isChecked() else (self._row.path,)

    def _steps(self) -> list[Callable[[Corrections], Corrections]]:
        """What was changed, one step per field."""
        plan_row = self._row
        steps: list[Callable[[Corrections], Corrections]] = []
        kind = RowKind(str(self.kind.value()))
        if kind is not plan_row.kind:
            steps.append(partial(correcting.with_kind, choice=KindChoice(plan_row.path, kind)))
        for name, printed, field, read in (
            ("lead_units", "lead_text", self.lead, plan_row.lead_units),
            ("support_units", "support_text", self.support, plan_row.support_units),
        ):
            units = field.value()
            if units != read or self.for_all[printed].isChecked():
                choices = [UnitChoice(path, name, units) for path in self._paths(printed)]
                steps.append(partial(correcting.with_units, choices=choices))
        deadline = self._read_deadline()
        if deadline != plan_row.deadline or self.for_all["deadline_text"].isChecked():
            meanings = [DeadlineChoice(path, deadline) for path in self._paths("deadline_text")]
            steps.append(partial(correcting.with_deadlines, choices=meanings))
        return steps


def _printed_alike(plan_row: PlanRow, rows: Sequence[PlanRow], name: str) -> tuple[Path, ...]:
    """The rows that print the same in a cell as this one, itself among them; itself alone where nothing is printed."""
    printed = getattr(plan_row, name)
    if not printed:
        return (plan_row.path,)
    return tuple(row.path for row in rows if getattr(row, name) == printed)
