"""The fields of one row of a plan, to be changed in place, or of a new row."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.deadlines.deadlines import DeadlineKind, describe, is_conditional_wording, parse_deadline
from desktop.errors import AppError
from desktop.formats import day_text
from desktop.importing.parsed import RowKind
from desktop.journal.event import Fields
from desktop.plans.records import NamedUnit, Plan, PrintedRow, fields_of
from desktop.plans.row_fields import RowFields, RowReading
from desktop.units.table import UnitTable
from ui.plans.sheet import KIND_WORDS
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field, Mark
from ui.widgets.inputs import LineEdit, TextArea
from ui.widgets.panels import column, row
from ui.widgets.text import show_if

_TEXTS = ("number", "title", "deadline_text", "lead_text", "support_text", "product", "activities", "note")
_LABELS = {
    "number": "Số thứ tự",
    "title": "Nội dung",
    "activities": "Công việc, mỗi dòng một việc",
    "product": "Sản phẩm",
    "lead_text": "Đơn vị chủ trì",
    "support_text": "Đơn vị phối hợp",
    "deadline_text": "Thời hạn",
    "note": "Ghi chú",
}
_OF_WORK = ("deadline_text", "lead_text", "support_text", "product", "activities")
_HEADINGS = frozenset({RowKind.PART, RowKind.SECTION})
_LINES = {"title": 3, "activities": 2}
Texts = dict[str, str]


class RowForm(QWidget):
    """Holds what is typed about a row; what is taken over is told by `said`."""

    edited = Signal()
    """Something was typed."""

    def __init__(self, units: UnitTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units = units
        self._reading: RowReading | None = None
        self._row: PrintedRow | None = None
        self._before: PrintedRow | None = None
        self._base: Texts = {}
        self.kind = ComboBox([(words, kind) for kind, words in KIND_WORDS.items()])
        self.editors: dict[str, LineEdit | TextArea] = {
            name: LineEdit() if name == "number" else TextArea(lines=_LINES.get(name, 1), most=6) for name in _TEXTS
        }
        self.fields = {name: Field(_LABELS[name], editor) for name, editor in self.editors.items()}
        self._kind_field = Field("Loại dòng", self.kind)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        first = row(gap=12)
        first.addWidget(self.fields["number"], 1, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._kind_field, 2, Qt.AlignmentFlag.AlignTop)
        whole = column(gap=10)
        whole.addLayout(first)
        for name in _TEXTS[1:]:
            whole.addWidget(self.fields[name])
        self.setLayout(whole)

    def _listen(self) -> None:
        for name, editor in self.editors.items():
            editor.textChanged.connect(lambda *_text, name=name: self._typed(name))
            editor.paused.connect(lambda _text, name=name: self._explain(name))
            editor.committed.connect(lambda _text, name=name: self._explain(name))
        self.kind.activated.connect(lambda _row: self._change_kind())

    def _change_kind(self) -> None:
        self._show_fields()
        self.edited.emit()

    def _show_fields(self) -> None:
        """A heading has its number and words; what only work has is shown where something stands in it."""
        is_heading = RowKind(str(self.kind.value())) in _HEADINGS
        for name in _OF_WORK:
            show_if(self.fields[name], not is_heading or bool(self.editors[name].value_text()))

    def _typed(self, name: str) -> None:
        if self.fields[name].mark is Mark.ERROR:
            self.fields[name].clear_mark()
        self.edited.emit()

    # Showing ------------------------------------------------------------------------------------------------

    def show_row(self, plan: Plan, shown: PrintedRow, before: PrintedRow | None, *, editable: bool) -> None:
        """Show a row; `before` is what is in force where a draft changes it."""
        self._reading = RowReading(self._units, plan)
        self._row, self._before = shown, before
        self._base = texts_of(shown)
        self._write(self._base, shown.kind)
        self._allow(editable)

    def begin_new(self, plan: Plan, kind: RowKind, number: str) -> None:
        """Be empty, for a new row."""
        self._reading = RowReading(self._units, plan)
        self._row = self._before = None
        self._base = dict.fromkeys(_TEXTS, "")
        self._write(self._base | {"number": number}, kind)
        self._allow(editable=True)

    def _write(self, texts: Mapping[str, str], kind: RowKind) -> None:
        blocked = self.blockSignals(True)
        for name, editor in self.editors.items():
            if isinstance(editor, TextArea):
                editor.set_text(texts[name])
            else:
                editor.setText(texts[name])
        self.kind.set_value(kind)
        for name in self.editors:
            self.fields[name].clear_mark()
            self._explain(name)
        self._show_fields()
        self.blockSignals(blocked)

    def _allow(self, editable: bool) -> None:
        for editor in self.editors.values():
            editor.setReadOnly(not editable)
        self.kind.setEnabled(editable)

    def texts(self) -> Texts:
        """What stands in the fields."""
        return {name: editor.value_text() for name, editor in self.editors.items()}

    def restore(self, texts: Texts) -> None:
        """Write again what was typed before."""
        kind = RowKind(str(self.kind.value()))
        self._write(self._base | texts, kind)

    # What is typed ------------------------------------------------------------------------------------------

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that was not taken over."""
        return self.said() is not None

    def said(self) -> RowFields | None:
        """The fields that were changed; None where none was."""
        typed = self.texts()
        given = {name: text for name, text in typed.items() if text != self._base[name].strip()}
        said = RowFields(**{name: text for name, text in given.items() if name != "activities"})  # type: ignore[arg-type]  # texts all
        if "activities" in given:
            lines = (line.strip() for line in given["activities"].splitlines())
            said = replace(said, activities=tuple(line for line in lines if line))
        kind = RowKind(str(self.kind.value()))
        if self._row is None or kind is not self._row.kind:
            said = replace(said, kind=kind)
        is_new_kind_alone = self._row is None and not given
        return None if said == RowFields() or is_new_kind_alone else said

    def require_title(self) -> bool:
        """Whether the row has its text; the field is marked and focused where it has not."""
        if self.editors["title"].value_text():
            return True
        self.fields["title"].set_error("Gõ nội dung của dòng.")
        self.editors["title"].setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def enter(self, name: str = "title") -> None:
        """Put the cursor into a field."""
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    # What it means ------------------------------------------------------------------------------------------

    def _explain(self, name: str) -> None:
        """Say under a field how it is understood, and what is in force where it differs."""
        field = self.fields[name]
        if field.mark is Mark.ERROR:
            return
        parts = [self._meaning(name), self._in_force(name)]
        field.set_hint(" ".join(part for part in parts if part))

    def _in_force(self, name: str) -> str:
        if self._before is None or self._row is None:
            return ""
        was = texts_of(self._before)[name]
        return "" if was.strip() == self.editors[name].value_text() else f"Đang có hiệu lực: «{was or 'trống'}»."

    def _meaning(self, name: str) -> str:
        text = self.editors[name].value_text()
        if name == "deadline_text":
            return self._deadline_meaning(text)
        if name in ("lead_text", "support_text") and text and self._reading is not None:
            return self._units_meaning(name, text)
        return ""

    def _deadline_meaning(self, text: str) -> str:
        same = self._row is not None and text == self._row.deadline_text.strip()
        deadline = self._row.deadline if same and self._row is not None else parse_deadline(text)
        if deadline.kind is DeadlineKind.NONE:
            return ""
        if deadline.kind is DeadlineKind.CONDITIONAL and not is_conditional_wording(text):
            return "Chưa hiểu thành ngày nào: giữ nguyên văn, không tính hạn."
        last = f", ngày cuối {day_text(deadline.due)}" if deadline.due else ""
        return f"Nghĩa là: {describe(deadline)}{last}."

    def _units_meaning(self, name: str, text: str) -> str:
        assert self._reading is not None
        units_name = name.replace("_text", "_units")
        if self._row is not None and text == str(getattr(self._row, name)).strip():
            units: tuple[NamedUnit, ...] = getattr(self._row, units_name)
        else:
            units = self._read_units(name, units_name, text)
        known = [unit.name for unit in units if unit.code]
        unknown = [unit.name for unit in units if not unit.code]
        if not units or (unknown and not known):
            return "Chưa nhận ra đơn vị nào: giữ nguyên văn."
        rest = f"; giữ nguyên văn «{'», «'.join(unknown)}»" if unknown else ""
        return f"Hiểu là: {', '.join(known)}{rest}."

    def _read_units(self, name: str, units_name: str, text: str) -> tuple[NamedUnit, ...]:
        assert self._reading is not None
        nothing: Fields = {"lead_text": "", "support_text": "", "lead_units": [], "support_units": []}
        before = fields_of(self._row) if self._row is not None else nothing
        try:
            read = self._reading.read(RowFields(**{name: text}), {**before, name: ""})  # type: ignore[arg-type]  # one text
        except AppError:
            return ()
        found = read.get(units_name)
        listed = found if isinstance(found, list) else []
        return tuple(NamedUnit(unit["code"], unit["name"]) for unit in listed if isinstance(unit, dict))  # type: ignore[arg-type]  # as written by the reading


def texts_of(shown: PrintedRow) -> Texts:
    """The texts of a row as the form holds them."""
    texts = {name: str(getattr(shown, name)) for name in _TEXTS if name != "activities"}
    return texts | {"activities": "\n".join(" ".join(line.split()) for line in shown.activities)}
