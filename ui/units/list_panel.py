"""The table of units: searched without accents, by level, by the day looked at, the unverified rows."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import day_text, number_text
from desktop.units.filtering import UnitFilter
from desktop.units.unit import Unit, UnitLevel
from desktop.units.words import LEVEL_WORDS
from ui.table_model import Align, Column, Role
from ui.tree_model import Group
from ui.units.shown import ORDER, ShownTable, groups, parent_name, second_line, shown_count
from ui.widgets.banner import EmptyState
from ui.widgets.chips import Chip
from ui.widgets.choices import ComboBox
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.inputs import SearchField
from ui.widgets.panels import Bar, Panel
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label

_EVERY_LEVEL = ""
_PARENT, _SPELLINGS = 1, 2


class ListPanel(Panel):
    """The filters over the list; `view` keeps the chosen unit while the filters change."""

    filtered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Các đơn vị", scrolls=False, margin=0, gap=0, parent=parent)
        self._table: ShownTable | None = None
        self._day = date.min
        self.search = SearchField("Tìm theo tên, cách viết, mã")
        self.level = ComboBox([("Mọi cấp", _EVERY_LEVEL), *((LEVEL_WORDS[level], level.value) for level in ORDER)])
        self.level.setAccessibleName("Cấp")
        self.level.setMinimumContentsLength(14)
        self.on_day = Chip("")
        self.unverified = Chip("Chưa kiểm chứng", count=0)
        self.count = Label("", Kind.META)
        self.view: RecordView[Unit] = RecordView(
            "Bảng đơn vị", self._columns(), lambda unit: unit.code, delegates={"name": TwoLineDelegate()}
        )
        self.empty = EmptyState(
            "Không có đơn vị nào khớp",
            "Bộ lọc đang ẩn cả bảng. Gõ một phần của tên, không dấu cũng được.",
            "Bỏ lọc",
            self.clear,
            icon="building",
            tone="grey",
        )
        self._lay_out()
        self.search.searched.connect(lambda _words: self.arrange())
        self.level.activated.connect(lambda _row: self.arrange())
        for chip in (self.on_day, self.unverified):
            chip.clicked.connect(lambda _checked=False: self.arrange())

    def _lay_out(self) -> None:
        self._bar, self._below = Bar(), Bar()
        self._bar.body.addWidget(self.search, 1)
        self._bar.body.addWidget(self.level)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._below)
        self._below.body.addStretch(1)
        self._place_chips(self._bar)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.empty)
        self.empty.hide()

    def _place_chips(self, bar: Bar) -> None:
        """The chips beside the search, or in a line of their own where there is little room."""
        if self.on_day.parentWidget() is not bar:
            first = 0 if bar is self._below else bar.body.count()
            for place, chip in enumerate((self.on_day, self.unverified), start=first):
                bar.body.insertWidget(place, chip)
        self._below.setVisible(bar is self._below)

    def _columns(self) -> Sequence[Column[Unit]]:
        return [
            Column(
                "name",
                "Đơn vị",
                lambda unit: unit.name,
                accessible=lambda unit: f"{unit.name}, {self._second(unit)}",
                tooltip=lambda unit: unit.name,
                roles={Role.STRONG: lambda _unit: True, Role.META: self._second, Role.META_TONE: self._tone},
            ),
            Column("parent", "Cấp trên", self._parent_name, width=150),
            Column("aliases", "Cách viết", lambda unit: number_text(len(unit.names)), Align.RIGHT, width=88),
        ]

    def _second(self, unit: Unit) -> str:
        return second_line(unit, self._table) if self._table else ""

    def _tone(self, unit: Unit) -> str:
        return "warn" if self._table and unit.code in self._table.parallel else ""

    def _parent_name(self, unit: Unit) -> str:
        return parent_name(self._table.units, unit) if self._table else ""

    def show_table(self, table: ShownTable, day: date) -> None:
        """Show the table as it is now; `day` is the one that the chip asks for."""
        self._table, self._day = table, day
        self.on_day.set_words(f"Có vào {day_text(day)}")
        self.arrange()

    def wanted(self) -> UnitFilter:
        """What the filters ask for."""
        level = str(self.level.value() or "")
        return UnitFilter(
            self.search.value_text(),
            UnitLevel(level) if level else None,
            self._day if self.on_day.isChecked() else None,
            self.unverified.isChecked(),
        )

    def arrange(self) -> None:
        """Show the units that fit, the chosen one chosen still; the first one where it does not fit."""
        table = self._table
        if table is None:
            return
        wanted = self.wanted()
        shown: list[Group[Unit]] = groups(table.units, wanted)
        unsure = groups(table.units, UnitFilter(wanted.words, wanted.level, wanted.on, unverified=True))
        self.unverified.set_words("Chưa kiểm chứng", count=shown_count(unsure))
        self.view.replace(groups=shown)
        self.view.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if self.view.current() is None:
            self.view.select_first()
        self.filtered.emit()

    def clear(self) -> None:
        """Ask for nothing."""
        self.search.setText("")
        self.level.set_value(_EVERY_LEVEL)
        self.on_day.setChecked(False)
        self.unverified.setChecked(False)
        self.arrange()

    def reveal(self, code: str) -> None:
        """Choose a unit, dropping the filters where they hide it."""
        if not self.view.select(code):
            self.clear()
            self.view.select(code)

    def set_compact(self, compact: bool) -> None:
        """Keep only the names where there is little room."""
        self.view.setColumnHidden(_PARENT, compact)
        self.view.setColumnHidden(_SPELLINGS, compact)
        self._place_chips(self._below if compact else self._bar)
