"""Finding one's unit among all that the unit table knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import day_text
from desktop.text import search_key
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel
from ui import theme
from ui.table_model import Column, Role
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.inputs import SearchField
from ui.widgets.panels import Well, column
from ui.widgets.record_view import RecordView

LEVELS = (UnitLevel.HQ, UnitLevel.PROVINCIAL, UnitLevel.REGIONAL, UnitLevel.BRANCH)


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit that can have a ledger, with its days in words and the key it is found by."""

    code: str
    name: str
    days: str
    key: str


def choices(units: UnitTable, today: date) -> list[UnitChoice]:
    """Headquarters, departments, Chi cục: those of today first, then those that were, each with its days."""
    fitting = [unit for unit in units.all_units() if unit.level in LEVELS]
    ordered = sorted(fitting, key=lambda unit: (not unit.exists_on(today), LEVELS.index(unit.level)))
    return [
        UnitChoice(
            unit.code, unit.name, place_words(units, unit, today), search_key(" ".join((unit.code, *unit.names)))
        )
        for unit in ordered
    ]


def place_words(units: UnitTable, unit: Unit, today: date) -> str:
    """The code and the days of a unit, of a Chi cục also where it belongs."""
    words = days_words(unit, today)
    if unit.level is not UnitLevel.BRANCH or unit.parent is None or unit.parent not in units:
        return words
    return f"{words} · thuộc {units.unit(unit.parent).name}"


def days_words(unit: Unit, today: date) -> str:
    """The code with the days between which the unit existed, as far as they matter today."""
    if unit.valid_to is not None and unit.valid_to < today:
        return f"{unit.code} · đến hết {day_text(unit.valid_to)}"
    if unit.valid_from is not None:
        return f"{unit.code} · từ {day_text(unit.valid_from)}"
    return unit.code


def matching(offered: Sequence[UnitChoice], words: str) -> list[UnitChoice]:
    """The units that have all the words in one of their names, whatever accents are typed."""
    wanted = search_key(words).split()
    return [choice for choice in offered if all(word in choice.key for word in wanted)]


_COLUMNS: list[Column[UnitChoice]] = [
    Column("unit", "Đơn vị", lambda c: c.name, roles={Role.META: lambda c: c.days}, tooltip=lambda c: c.name),
]


class UnitChooser(QWidget):
    """A search over a short list of units; one is chosen by arrow keys or the mouse."""

    chosen = Signal(object)
    """The code of the chosen unit (str), or None."""

    def __init__(self, units: UnitTable, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._offered = choices(units, today)
        self.search = SearchField("Gõ tên hoặc mã đơn vị, không cần dấu")
        self.list: RecordView[UnitChoice] = RecordView(
            "Đơn vị",
            _COLUMNS,
            lambda c: c.code,
            delegates={"unit": TwoLineDelegate()},
            headed=False,
            empty="Không có đơn vị nào khớp. Gõ một phần của tên, ví dụ «hai phong».",
        )
        self.list.setMinimumHeight(theme.current().px(94))
        self.list.setMaximumHeight(theme.current().px(142))
        layout = column(gap=6)
        layout.addWidget(self.search)
        edge = Well(margin=1, gap=0)
        edge.body.addWidget(self.list)
        layout.addWidget(edge)
        self.setLayout(layout)
        self.search.searched.connect(self._look_for)
        self.list.chosen.connect(lambda choice: self.chosen.emit(choice.code if choice else None))
        self.list.replace(records=self._offered)
        self.setFocusProxy(self.search)

    def code(self) -> str | None:
        """The code of the chosen unit."""
        choice = self.list.current()
        return choice.code if choice is not None else None

    def choose(self, code: str) -> bool:
        """Choose a unit by its code; whether it is among those offered."""
        self.list.replace(records=self._offered)
        return self.list.select(code)

    def offer(self, units: UnitTable) -> None:
        """Offer the units of another table; what was chosen stays chosen where the table has it."""
        chosen = self.code()
        self._offered = choices(units, self._today)
        self.list.replace(records=self._offered)
        if chosen is not None:
            self.list.select(chosen)

    def _look_for(self, words: str) -> None:
        found = matching(self._offered, words)
        self.list.replace(records=found)
        if words and found:
            self.list.select_first()
