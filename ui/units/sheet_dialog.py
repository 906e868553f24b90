"""What an edited table would change, and everything wrong in it, before anything is written."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from desktop.formats import number_text
from desktop.messages import explain
from desktop.problem import Grade
from desktop.units.sheet import ReadSheet
from desktop.units.table import UnitTable
from desktop.units.unit import Unit
from desktop.units.words import COLUMN_WORDS, field_text
from ui.table_model import Column, Role
from ui.widgets import banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.form_dialog import dialog_head, lay_out_form
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label, show_if

_TITLE = "Nạp bảng đơn vị từ tệp"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the preview: a problem of the file, or a unit with what changes of it."""

    key: int
    words: str
    note: str
    tone: str


class SheetDialog(QDialog):
    """Errors first, then what is worth knowing, then each unit that changes; with an error nothing can be written."""

    submitted = Signal(object)
    """The `ReadSheet` that is to be written."""

    def __init__(self, name: str, sheet: ReadSheet, units: UnitTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_TITLE)
        self.setAccessibleName(_TITLE)
        self._sheet = sheet
        self.lines = preview(sheet, units)
        self.errors = sum(1 for one in sheet.problems if one.grade is Grade.BLOCKING)
        self.list: RecordView[SheetLine] = RecordView(
            "Thay đổi trong tệp",
            [
                Column(
                    "line",
                    "Thay đổi",
                    lambda line: line.words,
                    accessible=lambda line: f"{line.words}. {line.note}",
                    tooltip=lambda line: f"{line.words}\n{line.note}",
                    roles={Role.META: lambda line: line.note, Role.TONE: lambda line: line.tone},
                )
            ],
            lambda line: line.key,
            delegates={"line": TwoLineDelegate()},
            headed=False,
            empty="Tệp giống hệt bảng đang dùng.",
        )
        self.list.replace(records=self.lines)
        self.trouble = banner.Banner(banner.Grade.ERROR, "")
        self.trouble.hide()
        self.keep = SecondaryButton("Giữ bảng đang dùng")
        self.write = PrimaryButton(f"Ghi {number_text(len(sheet.units))} đơn vị", "checkmark")
        self.write.setEnabled(not self.errors and bool(sheet.units))
        self._lay_out(name)
        self.keep.clicked.connect(self.reject)
        self.write.clicked.connect(lambda _checked=False: self._submit())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, name: str) -> None:
        sheet = self._sheet
        changed = len(sheet.units) - sheet.added
        counts = f"{sheet.added} đơn vị mới, {changed} đơn vị sửa, {sheet.unchanged} đơn vị giữ nguyên"
        head = dialog_head(_TITLE, f"{name}: {counts}. Đơn vị không có trong tệp vẫn còn.")
        wrong = Label(f"{self.errors} lỗi. Sửa trong tệp rồi nạp lại.", Kind.ERROR, wrap=True)
        show_if(wrong, bool(self.errors))
        head.addWidget(wrong)
        note, buttons = "Chưa có gì được ghi vào sổ.", (self.keep, self.write)
        lay_out_form(self, head, self.list, note, buttons, width=640, most=560, trouble=self.trouble)

    def _submit(self) -> None:
        if self.write.isEnabled():
            self.write.setEnabled(False)
            self.submitted.emit(self._sheet)

    def refuse(self, error: Exception) -> bool:
        """Nothing was written: say why; whether the error has words."""
        self.write.setEnabled(True)
        told = explain(error)
        if told is not None:
            self.trouble.tell(banner.Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        return told is not None


def preview(sheet: ReadSheet, units: UnitTable) -> list[SheetLine]:
    """The lines of a file: errors, then warnings, then the units it changes."""
    lines: list[tuple[str, str, str]] = []
    for one in sorted(sheet.problems, key=lambda one: one.grade is not Grade.BLOCKING):
        place = ", ".join(part for part in (one.where, one.code, COLUMN_WORDS.get(one.field, "")) if part)
        lines.append((one.sentence, place, "red" if one.grade is Grade.BLOCKING else "warn"))
    for unit in sheet.units:
        if unit.code in units:
            before = units.unit(unit.code)
            lines.append((f"Sửa {before.name}", "; ".join(changes(before, unit, units)), ""))
        else:
            lines.append((f"Thêm {unit.name}", unit.code, ""))
    return [SheetLine(number, *line) for number, line in enumerate(lines)]


def changes(before: Unit, after: Unit, units: UnitTable) -> list[str]:
    """What becomes different of a unit, field by field; of the spellings only those that come and go."""
    told: list[str] = []
    for name, words in COLUMN_WORDS.items():
        if name == "aliases":
            told += [f"thêm cách viết «{alias}»" for alias in after.aliases if alias not in before.aliases]
            told += [f"bỏ cách viết «{alias}»" for alias in before.aliases if alias not in after.aliases]
            continue
        was, now = field_text(units, before, name), field_text(units, after, name)
        if was != now:
            told.append(f"{words}: {was or 'trống'} → {now or 'trống'}")
    return told
