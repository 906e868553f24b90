"""Spellings and units as chips: added by typing, taken out with × or Delete."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.text import collapse
from desktop.units.filtering import UnitFilter, fitting_units
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel
from ui import theme
from ui.table_model import Column, Role
from ui.tasks.flow import Flow
from ui.widgets.chips import Chip
from ui.widgets.inputs import LineEdit, SearchField
from ui.widgets.panels import column
from ui.widgets.record_view import RecordView
from ui.widgets.text import show_if

_ROWS_SHOWN = 4
_MOST_FOUND = 40
_LONGEST_CHIP = 54


class ChipFlow(QWidget):
    """Words as chips in lines; `removed` tells the key of the chip whose × or Delete was used."""

    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayout(Flow(theme.current().px(6)))
        self._chips: list[Chip] = []

    def replace(self, values: Sequence[tuple[str, str]], *, removable: bool) -> None:
        """Show these: key and words."""
        flow = self.layout()
        assert flow is not None
        while (item := flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._chips = [self._chip(key, words, removable=removable) for key, words in values]
        for chip in self._chips:
            flow.addWidget(chip)
            chip.show()
        show_if(self, bool(values))
        self.updateGeometry()

    def _chip(self, key: str, words: str, *, removable: bool) -> Chip:
        shortened = words if len(words) <= _LONGEST_CHIP else f"{words[:_LONGEST_CHIP].rstrip()}…"
        chip = Chip(shortened, removable=removable)
        chip.setParent(self)
        chip.setAccessibleName(words)
        chip.removed.connect(lambda: self.removed.emit(key))
        chip.clicked.connect(lambda _checked=False: chip.setChecked(False))
        if not removable:
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setCursor(Qt.CursorShape.ArrowCursor)
        return chip

    @property
    def words(self) -> list[str]:
        """What stands on the chips."""
        return [chip.accessibleName() for chip in self._chips]


class SpellingsField(QWidget):
    """The other spellings of a unit; Enter adds what was typed."""

    def __init__(self, values: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = tuple(values)
        self.chips = ChipFlow()
        self.typed = LineEdit("Gõ một cách viết rồi Enter")
        self.typed.setAccessibleName("Thêm cách viết")
        self.typed.returnPressed.connect(self._add)
        self.chips.removed.connect(self._remove)
        layout = column(gap=4)
        layout.addWidget(self.chips)
        layout.addWidget(self.typed)
        self.setLayout(layout)
        self.setFocusProxy(self.typed)
        self._show()

    def value(self) -> tuple[str, ...]:
        """The spellings, also one that was typed and not yet added."""
        rest = collapse(self.typed.value_text())
        return tuple(dict.fromkeys((*self._values, rest))) if rest else self._values

    def _add(self) -> None:
        self._values = self.value()
        self.typed.setText("")
        self._show()

    def _remove(self, value: str) -> None:
        self._values = tuple(one for one in self._values if one != value)
        self._show()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.chips.replace([(value, value) for value in self._values], removable=True)


class UnitsField(QWidget):
    """One unit or several, found by typing without accents; ↓ goes to the list, Enter takes."""

    def __init__(
        self,
        units: UnitTable,
        values: Sequence[str],
        fits: Callable[[Unit], bool],
        *,
        most: int = 1,
        on: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._units, self._fits, self._most, self._on = units, fits, most, on
        self._values = tuple(values)
        self.chips = ChipFlow()
        self.search = SearchField("Tìm đơn vị, gõ không dấu cũng được")
        self.found: RecordView[Unit] = RecordView(
            "Đơn vị tìm được",
            [Column("name", "Đơn vị", lambda unit: unit.name, roles={Role.META: self._note})],
            lambda unit: unit.code,
            headed=False,
            empty="Bảng đơn vị không có tên này.",
        )
        self.found.setFixedHeight(theme.current().px(32) * _ROWS_SHOWN)
        self.found.hide()
        layout = column(gap=4)
        for part in (self.chips, self.search, self.found):
            layout.addWidget(part)
        self.setLayout(layout)
        self.setFocusProxy(self.search)
        self.search.textEdited.connect(lambda _text: self._show_found())
        self.search.returnPressed.connect(self._take_first)
        self.found.opened.connect(self._take)
        self.chips.removed.connect(self._remove)
        down = QShortcut(QKeySequence("Down"), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_found)
        self._show()

    def value(self) -> tuple[str, ...]:
        """The codes of the units chosen, in their order."""
        return self._values

    def _note(self, unit: Unit) -> str:
        return unit.code

    def _show(self) -> None:
        named = [(code, self._units.unit(code).name if code in self._units else code) for code in self._values]
        self.chips.replace(named, removable=True)

    def _show_found(self) -> None:
        typed = self.search.value_text()
        self.found.setVisible(bool(typed))
        if typed:
            fitting = [unit for unit in fitting_units(self._units, UnitFilter(typed)) if self._fits(unit)]
            self.found.replace(records=sorted(fitting, key=lambda unit: not unit.exists_on(self._on))[:_MOST_FOUND])
            self.found.select_first()

    def _take_first(self) -> None:
        self._show_found()
        unit = self.found.current() if self.search.value_text() else None
        if unit is not None:
            self._take(unit)

    def _take(self, unit: Unit) -> None:
        self._values = (*(code for code in self._values if code != unit.code), unit.code)[-self._most :]
        self.search.clear()
        self.found.hide()
        self._show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, code: str) -> None:
        self._values = tuple(one for one in self._values if one != code)
        self._show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_found(self) -> None:
        if self.found.isVisible() and self.found.records.records():
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.search.setAccessibleName(f"{name}: tìm đơn vị")
        self.found.setAccessibleName(f"{name}: đơn vị tìm được")


def is_single(unit: Unit) -> bool:
    """Whether this is a unit and no group or kind of units, so that it can stand above others or go on with work."""
    return unit.level not in {UnitLevel.GROUP, UnitLevel.LOCAL_UNIT_TYPE}
