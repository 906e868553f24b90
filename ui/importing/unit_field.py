"""The units a cell names: chosen ones as chips, more by searching the unit table while typing."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.importing.parsed import UnitMention
from desktop.text import search_key, vietnamese_key
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel
from ui import theme
from ui.table_model import Column, Role
from ui.tasks.flow import Flow
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import Chip
from ui.widgets.inputs import SearchField
from ui.widgets.panels import column, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label, show_if

_MOST_FOUND = 40
_ROWS_SHOWN = 4


class UnitField(QWidget):
    """Names the units of one cell; «Giữ nguyên văn» leaves the printed text without a unit."""

    changed = Signal()

    def __init__(
        self, label: str, printed: str, units: UnitTable, on: date | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._printed, self._units, self._on = " ".join(printed.split()), units, on
        self._chosen: tuple[UnitMention, ...] = ()
        self.setAccessibleName(label)
        self.search = SearchField("Tìm đơn vị, gõ không dấu cũng được")
        self.search.setAccessibleName(f"{label}: tìm đơn vị để thêm")
        self.found: RecordView[Unit] = RecordView(
            f"{label}: đơn vị tìm được",
            [Column("name", "Đơn vị", lambda unit: unit.name, roles={Role.META: self._note})],
            lambda unit: unit.code,
            headed=False,
            empty="Bảng đơn vị không có tên này.",
        )
        self.found.setFixedHeight(theme.current().px(32) * _ROWS_SHOWN)
        self.found.hide()
        self.keep_print = LinkButton("Giữ nguyên văn")
        self._lay_out(label)
        self.search.textEdited.connect(lambda _text: self._show_found())
        self.search.returnPressed.connect(self._add_first)
        self.found.opened.connect(self._add)
        self.keep_print.clicked.connect(lambda _checked=False: self._take((UnitMention(None, self._printed),)))
        down = QShortcut(QKeySequence("Down"), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_found)

    def _lay_out(self, label: str) -> None:
        head = row(gap=8)
        head.addWidget(Label(label, Kind.FIELD))
        words = f"In: «{self._printed}»" if self._printed else "Văn bản không in đơn vị."
        head.addWidget(Label(words, Kind.META, wrap=True, selectable=True), 1)
        head.addWidget(self.keep_print, 0, Qt.AlignmentFlag.AlignTop)
        show_if(self.keep_print, bool(self._printed))
        self._chips = QWidget()
        self._chips.setLayout(Flow(theme.current().px(6)))
        whole = column(gap=4)
        whole.addLayout(head)
        whole.addWidget(self._chips)
        whole.addWidget(self.search)
        whole.addWidget(self.found)
        self.setLayout(whole)

    def value(self) -> tuple[UnitMention, ...]:
        """The units chosen, in their order."""
        return self._chosen

    def set_value(self, units: Sequence[UnitMention]) -> None:
        """Choose these units."""
        self._chosen = tuple(units)
        flow = self._chips.layout()
        assert flow is not None
        while (item := flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for unit in self._chosen:
            chip = Chip(unit.name if unit.code else f"«{unit.name}» (nguyên văn)", active=True, removable=True)
            chip.setParent(self._chips)
            chip.removed.connect(lambda unit=unit: self._remove(unit))
            chip.clicked.connect(lambda _checked=False, chip=chip: chip.setChecked(True))
            flow.addWidget(chip)
            chip.show()
        show_if(self._chips, bool(self._chosen))
        self._chips.updateGeometry()

    def _take(self, units: Sequence[UnitMention]) -> None:
        self.set_value(units)
        self.changed.emit()

    def _remove(self, unit: UnitMention) -> None:
        self._take([one for one in self._chosen if one != unit])
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # Searching ----------------------------------------------------------------------------------------------

    def _show_found(self) -> None:
        typed = self.search.value_text()
        self.found.setVisible(bool(typed))
        if typed:
            self.found.replace(records=fitting(self._units, typed, self._on))
            self.found.select_first()

    def _add_first(self) -> None:
        self._show_found()
        unit = self.found.current() if self.search.value_text() else None
        if unit is not None:
            self._add(unit)

    def _add(self, unit: Unit) -> None:
        self.search.clear()
        self.found.hide()
        kept = [one for one in self._chosen if one.code is not None and one.code != unit.code]
        self._take([*kept, UnitMention(unit.code, unit.name)])
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_found(self) -> None:
        if self.found.isVisible() and self.found.records.records():
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self, unit: Unit) -> str:
        return "" if unit.exists_on(self._on) else "không có vào ngày ban hành"

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.search.setFocus(reason)


@lru_cache(maxsize=2)
def _keys(units: UnitTable) -> tuple[tuple[Unit, str], ...]:
    return tuple((unit, search_key(" ".join(unit.names))) for unit in units.all_units())


def fitting(units: UnitTable, typed: str, on: date | None) -> tuple[Unit, ...]:
    """The units whose names hold all the words typed: those that existed on the day first, groups before units."""
    key = search_key(typed)
    words = key.split()
    found = [(unit, names) for unit, names in _keys(units) if all(word in names for word in words)]

    def rank(one: tuple[Unit, str]) -> tuple[bool, bool, bool, object]:
        unit, names = one
        return (not unit.exists_on(on), key not in names, unit.level is not UnitLevel.GROUP, vietnamese_key(unit.name))

    return tuple(unit for unit, _ in sorted(found, key=rank)[:_MOST_FOUND])
