"""Choosing the units that are given tasks: searched without accents, several at once."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.text import search_key, vietnamese_key
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel
from ui import theme
from ui.table_model import Column
from ui.tree_model import Group
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.inputs import SearchField
from ui.widgets.panels import column, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label

_COLUMNS: list[Column[Unit]] = [Column("name", "Đơn vị", lambda unit: unit.name, tooltip=lambda unit: unit.name)]
_CENTRAL, _DEPARTMENTS, _BRANCHES = "G-VUCUC", "departments", "branches"


UnitGroups = list[tuple[str, str, list[Unit]]]
"""Units under headings: key of the group, heading, units."""


def pickable(units: UnitTable, giver: Unit, issued: date | None, today: date) -> UnitGroups:
    """The units that a unit can give tasks of a plan to: those of the plan's day, the Chi cục of a department of today.

    A plan without a date is taken to be of today.
    """
    if giver.level is not UnitLevel.HQ:
        groups = [(_BRANCHES, f"Chi cục của {giver.short_name}", units.branches(giver.code, today))]
    else:
        on = issued or today
        departments = units.departments(on)
        is_regional = bool(departments) and all(unit.level is UnitLevel.REGIONAL for unit in departments)
        words = "Chi cục Hải quan khu vực" if is_regional else "Cục Hải quan tỉnh, liên tỉnh, thành phố"
        groups = [
            (_DEPARTMENTS, words, departments),
            (_CENTRAL, "Đơn vị của cơ quan trung ương", units.members(_CENTRAL, on)),
        ]
    return [(key, heading, sorted(found, key=lambda unit: vietnamese_key(unit.name))) for key, heading, found in groups]


class UnitPicker(QDialog):
    """«Giao 14 nhiệm vụ cấp tỉnh cho …»: tick the units, then the one button that gives.

    It does not stop the window's other work: show it with `open`; `chosen` tells the codes.
    """

    chosen = Signal(object)
    """The codes of the units (tuple of str), when the person gives."""

    def __init__(
        self, title: str, text: str, groups: UnitGroups, parent: QWidget | None = None, *, act: str = "Giao"
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Giao nhiệm vụ")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._groups = groups
        self._keys = {unit.code: search_key(" ".join(unit.names)) for _, _, found in self._groups for unit in found}
        self._names = {unit.code: unit.short_name for _, _, found in self._groups for unit in found}
        self._ticked: set[str] = set()
        self._filling = False
        self.search = SearchField("Tìm đơn vị, gõ không dấu cũng được")
        may_tick: Callable[[Unit], bool] = lambda _unit: True  # noqa: E731  # a value that the list asks for
        self.view: RecordView[Unit] = RecordView(
            "Đơn vị",
            _COLUMNS,
            lambda unit: unit.code,
            may_tick=may_tick,
            headed=False,
            empty="Không có đơn vị nào khớp.",
        )
        self._act = act
        self.give = PrimaryButton(act, "send" if act == "Giao" else "add")
        self.keep = SecondaryButton(f"Không {act.lower()}")
        self._count = Label("", Kind.META, wrap=True)
        self._lay_out(title, text)
        self.search.searched.connect(lambda _words: self._fill())
        self.search.returnPressed.connect(self._tick_only_one)
        self.view.records.ticks_changed.connect(self._take)
        self.give.clicked.connect(lambda _checked=False: self._give())
        self.keep.clicked.connect(self.reject)
        self._fill()
        self._show_count()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, title: str, text: str) -> None:
        px = theme.current().px
        whole = column(margin=20, gap=8)
        whole.addWidget(Label(title, Kind.DIALOG, wrap=True))
        whole.addWidget(Label(text, wrap=True, tone="text2"))
        whole.addWidget(self.search)
        whole.addWidget(self.view, 1)
        foot = row(gap=8)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.keep)
        foot.addWidget(self.give)
        whole.addLayout(foot)
        self.setLayout(whole)
        self.resize(px(560), px(480))

    def _fill(self) -> None:
        fits = self._fitting(search_key(self.search.value_text()))
        groups = []
        for key, heading, units in self._groups:
            found = [unit for unit in units if unit.code in fits]
            if found:
                groups.append(Group(key, heading, found, note=f"{len(found)} đơn vị"))
        self._filling = True
        self.view.replace(groups)
        self.view.records.tick(self._ticked)
        self._filling = False

    def _fitting(self, typed: str) -> set[str]:
        """The units whose name holds what was typed; where none does, those that hold all its words."""
        whole = {code for code, key in self._keys.items() if typed in key}
        words = typed.split()
        return whole or {code for code, key in self._keys.items() if all(word in key for word in words)}

    def _take(self, keys: frozenset[object]) -> None:
        if self._filling:
            return
        shown = {unit.code for unit in self.view.records.records()}
        self._ticked = (self._ticked - shown) | {str(key) for key in keys}
        self._show_count()

    def _tick_only_one(self) -> None:
        """Enter in the search ticks the unit where exactly one fits, and gets ready for the next."""
        self._fill()
        found = self.view.records.records()
        if len(found) == 1:
            self.view.records.tick({*self.view.records.ticked, found[0].code})
            self.search.clear()

    def _show_count(self) -> None:
        names = [self._names[code] for code in self._names if code in self._ticked]
        self._count.setText(
            f"Đã chọn: {_listed(names)}" if names else f"Chọn ít nhất một đơn vị để {self._act.lower()}."
        )
        self.give.setEnabled(bool(names))
        words = f"{self._act} cho {len(names)} đơn vị" if self._act == "Giao" else f"{self._act} {len(names)} đơn vị"
        self.give.setText(words if names else self._act)

    def _give(self) -> None:
        self.chosen.emit(tuple(code for code in self._names if code in self._ticked))
        self.accept()


def _listed(names: Sequence[str], most: int = 3) -> str:
    more = f" và {len(names) - most} đơn vị khác" if len(names) > most else ""
    return ", ".join(names[:most]) + more
