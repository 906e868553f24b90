"""The form of one unit, new or known: every field by keyboard, what is wrong told at its field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desktop.errors import UnitsRefused
from desktop.messages import explain
from desktop.problem import Grade
from desktop.text import search_key
from desktop.units.checking import UnitProblem
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel
from desktop.units.words import COLUMN_WORDS, LEVEL_WORDS
from ui.problems import mark_worst
from ui.units.chip_fields import SpellingsField, UnitsField, is_single
from ui.widgets import banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.form_dialog import dialog_head, lay_out_form
from ui.widgets.inputs import DateField, LineEdit
from ui.widgets.panels import ScrollColumn, row

_MOST_SUCCESSORS = 12
_NEW = Unit("", "", "", (), UnitLevel.PROVINCIAL, None, None, None, "", "")
_CODE_HINT = "Chữ in không dấu, chữ số, gạch nối: HQ62. Mã không đổi được về sau."


@dataclass(frozen=True, slots=True)
class WantedUnit:
    """What the form is to write: the unit, whether it is new, why; `is_told` where its warnings were seen."""

    unit: Unit
    is_new: bool
    reason: str
    is_told: bool


class UnitEditor(QDialog):
    """«Sửa Cục Hải quan …»: Ctrl+Enter writes, Esc leaves the table as it is; stays open until that is done."""

    submitted = Signal(object)
    """A `WantedUnit`."""

    def __init__(self, unit: Unit | None, units: UnitTable, on: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before, self._is_new, self._told = unit or _NEW, unit is None, False
        title = f"Sửa {unit.name}" if unit else "Thêm đơn vị"
        self.setWindowTitle("Sửa đơn vị" if unit else "Thêm đơn vị")
        self.setAccessibleName(title)
        self.fields = self._build_fields(units, on)
        self.reason = LineEdit("Ví dụ Quyết định 382/QĐ-BTC ngày 26/02/2025")
        self.trouble = banner.Banner(banner.Grade.ERROR, "")
        self.trouble.hide()
        self.save = PrimaryButton("Thêm đơn vị" if self._is_new else "Ghi vào bảng", "checkmark")
        self.keep = SecondaryButton("Bỏ" if self._is_new else "Giữ như cũ")
        self._lay_out(title)
        self.save.clicked.connect(lambda _checked=False: self._submit())
        self.keep.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)
        self._fill()
        (self.code if self._is_new else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_fields(self, units: UnitTable, on: date) -> dict[str, Field]:
        before = self._before
        self.code, self.name, self.short_name = LineEdit(), LineEdit(), LineEdit("Bỏ trống thì dùng tên đầy đủ")
        levels = sorted(LEVEL_WORDS, key=lambda level: search_key(LEVEL_WORDS[level]))
        self.level = ComboBox([(LEVEL_WORDS[level], level) for level in levels])
        above = (before.parent,) if before.parent else ()
        self.parent_unit = UnitsField(units, above, self._may_be_named, on=on)
        self.aliases = SpellingsField(before.aliases)
        self.valid_from, self.valid_to = DateField(), DateField()
        self.successors = UnitsField(units, before.successors, self._may_be_named, most=_MOST_SUCCESSORS)
        self.notation, self.place = LineEdit("Ví dụ HQHP trong 05/BC-HQHP"), LineEdit("Ví dụ Hải Phòng")
        self.source = LineEdit("Văn bản lấy làm căn cứ")
        editors: dict[str, tuple[QWidget, str]] = {
            "code": (self.code, _CODE_HINT),
            "name": (self.name, ""),
            "short_name": (self.short_name, ""),
            "level": (self.level, ""),
            "parent": (self.parent_unit, ""),
            "aliases": (self.aliases, "Mỗi cách viết in trong kế hoạch là một mục."),
            "valid_from": (self.valid_from, "Bỏ trống: từ đầu."),
            "valid_to": (self.valid_to, "Bỏ trống: còn hoạt động."),
            "successors": (self.successors, "Đơn vị làm tiếp việc sau ngày hết; đơn vị chính đứng đầu."),
            "notation": (self.notation, ""),
            "place": (self.place, ""),
            "source": (self.source, "Ghi «chưa kiểm chứng» khi chưa đối chiếu văn bản."),
        }
        return {name: Field(COLUMN_WORDS[name], editor, hint) for name, (editor, hint) in editors.items()}

    def _may_be_named(self, unit: Unit) -> bool:
        """Whether a unit can stand above this one or go on with its work."""
        return is_single(unit) and unit.code != self._before.code

    def _fill(self) -> None:
        before = self._before
        for name in ("code", "name", "short_name", "notation", "place", "source"):
            getattr(self, name).setText(getattr(before, name))
        self.level.set_value(before.level)
        self.valid_from.set_value(before.valid_from)
        self.valid_to.set_value(before.valid_to)
        self.fields["code"].setVisible(self._is_new)

    def _lay_out(self, title: str) -> None:
        head = dialog_head(title, "Đơn vị không bị xóa; kế hoạch cũ vẫn nhận ra theo ngày.")
        self._middle = middle = ScrollColumn(margin=20, gap=12)
        for names in (("code",), ("name",), ("short_name", "level"), ("parent",), ("aliases",)):
            middle.body.addLayout(self._line(names))
        for names in (("valid_from", "valid_to"), ("successors",), ("notation", "place"), ("source",)):
            middle.body.addLayout(self._line(names))
        middle.body.addWidget(Field("Lý do, số quyết định (không bắt buộc)", self.reason))
        middle.body.addStretch(1)
        note, buttons = "Ctrl+Enter: ghi. Esc: giữ.", (self.keep, self.save)
        lay_out_form(self, head, middle, note, buttons, width=600, most=660, trouble=self.trouble)

    def _line(self, names: Sequence[str]) -> QHBoxLayout:
        line = row(gap=12)
        for name in names:
            line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        return line

    def wanted(self) -> Unit:
        """The unit as the form has it."""
        return Unit(
            code=self.code.value_text() if self._is_new else self._before.code,
            name=self.name.value_text(),
            short_name=self.short_name.value_text(),
            aliases=self.aliases.value(),
            level=UnitLevel(str(self.level.value())),
            parent=next(iter(self.parent_unit.value()), None),
            valid_from=self.valid_from.value(),
            valid_to=self.valid_to.value(),
            notation=self.notation.value_text(),
            place=self.place.value_text(),
            successors=self.successors.value(),
            source=self.source.value_text(),
        )

    def _submit(self) -> None:
        if not self.save.isEnabled():
            return
        for name, editor in (("valid_from", self.valid_from), ("valid_to", self.valid_to)):
            if editor.problem():
                self.fields[name].set_error(editor.problem())
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.save.setEnabled(False)
        self.submitted.emit(WantedUnit(self.wanted(), self._is_new, self.reason.value_text(), self._told))

    def show_problems(self, problems: Sequence[UnitProblem]) -> None:
        """Nothing was written: say at each field what is wrong, or what is worth knowing before it is written."""
        self.save.setEnabled(True)
        self._told = not any(one.grade is Grade.BLOCKING for one in problems)
        worst = {one.field: one for one in sorted(problems, key=lambda one: one.grade is Grade.BLOCKING)}
        first = mark_worst(self.fields, worst)
        if first is not None:
            QTimer.singleShot(0, first, lambda shown=first: self._middle.ensureWidgetVisible(shown))
        self.save.setText("Vẫn ghi" if self._told else "Thêm đơn vị" if self._is_new else "Ghi vào bảng")

    def refuse(self, error: Exception) -> bool:
        """Nothing was written: say why; whether the error has words."""
        self.save.setEnabled(True)
        if isinstance(error, UnitsRefused):
            self.show_problems([one for one in error.problems if isinstance(one, UnitProblem)])
            return True
        told = explain(error)
        if told is not None:
            self.trouble.tell(banner.Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        return told is not None
