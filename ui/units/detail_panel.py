"""One unit: its names, days, place in the tree, and the spellings by which plans name it."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.formats import number_text
from desktop.text import collapse
from desktop.units.unit import Unit
from desktop.units.words import COLUMN_WORDS, LEVEL_WORDS, field_text
from ui import theme
from ui.units.chip_fields import ChipFlow
from ui.units.shown import ShownTable, standing_words
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import Kind, Label, show_if

_FACTS: Final = ("short_name", "level", "parent", "valid_from", "valid_to", "notation", "place", "source")
_OPEN: Final = {"valid_from": "từ đầu", "valid_to": "còn hoạt động"}
_WIDTH: Final = 400
_NARROW: Final = 372


class DetailPanel(Panel):
    """Shows a unit; a spelling is added or taken out here at once, everything else in the form."""

    edit_wanted = Signal()
    spellings_wanted = Signal(object, object)
    """The spellings the unit is to have (tuple of str), and what was done in words (str)."""
    unit_wanted = Signal(object)
    """The code (str) of another unit to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Đơn vị đang chọn", edge="left", margin=16, gap=10, parent=parent)
        self._unit: Unit | None = None
        self._title = Label("", Kind.SECTION, wrap=True, selectable=True)
        self._standing = Label("", Kind.META)
        self.edit = SecondaryButton("Sửa", "edit", tip="F2")
        self.edit.clicked.connect(lambda _checked=False: self.edit_wanted.emit())
        self.parallel = Banner(
            Grade.WARNING, "Hai máy đã sửa đơn vị này khác nhau", "Mở Sửa, xem các ô rồi ghi lại để chốt một giá trị."
        )
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(theme.current().px(16))
        self._facts.setVerticalSpacing(theme.current().px(6))
        self._facts.setColumnStretch(1, 1)
        self._values = {name: Label("", Kind.BODY, wrap=True, selectable=True) for name in _FACTS}
        self._successors = column(gap=2)
        self._follow = [LinkButton("") for _ in range(4)]
        self._spellings = Label("", Kind.FIELD)
        self.chips = ChipFlow()
        self.typed = LineEdit("Gõ cách viết in trong kế hoạch rồi Enter")
        self.add_field = Field("Thêm cách viết", self.typed)
        self._lay_out()
        self.chips.removed.connect(self._remove)
        self.typed.returnPressed.connect(self._add)
        self.show_unit(None, None, date.min)

    def _lay_out(self) -> None:
        words = column(gap=2)
        words.addWidget(self._title)
        words.addWidget(self._standing)
        head = row(gap=8)
        head.addLayout(words, 1)
        head.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        self.set_head(head)
        top = Qt.AlignmentFlag.AlignTop
        for number, name in enumerate(_FACTS):
            self._facts.addWidget(Label(COLUMN_WORDS[name], Kind.META), number, 0, top)
            self._facts.addWidget(self._values[name], number, 1, top)
        self._successors_word = Label(COLUMN_WORDS["successors"], Kind.META)
        self._facts.addWidget(self._successors_word, len(_FACTS), 0, top)
        for link in self._follow:
            link.clicked.connect(lambda _checked=False, link=link: self.unit_wanted.emit(link.property("code")))
            self._successors.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._facts.addLayout(self._successors, len(_FACTS), 1, top)
        self.body.addWidget(self.parallel)
        self.body.addLayout(self._facts)
        self.body.addWidget(self._spellings)
        self.body.addWidget(self.chips)
        self.body.addStretch(1)
        foot = column(gap=0)
        foot.addWidget(self.add_field)
        self.set_foot(foot)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Give way where there is little room."""
        self.setFixedWidth(theme.current().px(_NARROW if compact else _WIDTH))

    def show_unit(self, unit: Unit | None, table: ShownTable | None, day: date) -> None:
        """Show a unit of the table; nothing where none is chosen."""
        same = unit is not None and self._unit is not None and unit.code == self._unit.code
        self._unit = unit
        may_change = table is not None and table.may_change
        show_if(self.edit, may_change and unit is not None)
        self._foot.setVisible(may_change and unit is not None)
        show_if(self.parallel, bool(table and unit and unit.code in table.parallel))
        if not same:
            self.typed.setText("")
        if unit is None or table is None:
            self._title.setText("Chưa chọn đơn vị")
            self._standing.setText("")
            self.chips.replace([], removable=False)
            return
        self._title.setText(unit.name)
        self._standing.setText(f"{unit.code} · {standing_words(unit, day)}")
        for name, label in self._values.items():
            text = LEVEL_WORDS[unit.level] if name == "level" else field_text(table.units, unit, name)
            label.setText(text or _OPEN.get(name, "chưa ghi"))
            label.set_tone("" if text else "text2")
        self._show_successors(unit, table)
        self._spellings.setText(f"Cách viết khác: {number_text(len(unit.aliases))}")
        self.chips.replace([(alias, alias) for alias in unit.aliases], removable=may_change)

    def _show_successors(self, unit: Unit, table: ShownTable) -> None:
        codes = [code for code in unit.successors if code in table.units][: len(self._follow)]
        for link in self._follow:
            link.hide()
        for link, code in zip(self._follow, codes, strict=False):
            link.setText(table.units.unit(code).name)
            link.setProperty("code", code)
            link.show()
        self._successors_word.setVisible(bool(codes))

    def propose(self, words: str) -> None:
        """Put a spelling into the field, ready for Enter: what a plan printed and the table does not know."""
        self.typed.setText(collapse(words))

    def _add(self) -> None:
        unit, alias = self._unit, collapse(self.typed.value_text())
        if unit is None or not alias:
            return
        if alias in unit.names:
            self.add_field.set_error(f"Đơn vị đã có cách viết «{alias}».")
            return
        self.add_field.clear_mark()
        self.spellings_wanted.emit((*unit.aliases, alias), f"Đã thêm cách viết «{alias}» cho {unit.short_name}.")

    def _remove(self, alias: str) -> None:
        if self._unit is not None:
            kept = tuple(one for one in self._unit.aliases if one != alias)
            self.spellings_wanted.emit(kept, f"Đã bỏ cách viết «{alias}» của {self._unit.short_name}.")

    def refuse(self, words: str) -> None:
        """A spelling was not taken: say why."""
        self.add_field.set_error(words)
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def added(self) -> None:
        """The spelling stands in the table."""
        self.typed.setText("")
