"""The lists of a review under one switch: places to look at, rows read, those of the provinces, rows set aside."""

from collections.abc import Callable
from enum import StrEnum
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.importing.correcting import corrected_paths
from desktop.importing.parsed import Path, PlanRow
from desktop.importing.reading import SetAside
from ui.importing.lists import aside_columns, reading_columns, reading_groups, row_columns, row_groups
from ui.importing.opened import OpenedPlan
from ui.importing.readings import Attention, Reading
from ui.widgets.chips import Chip
from ui.widgets.delegates import RowDelegate, TitleDelegate, TwoLineDelegate
from ui.widgets.panels import row
from ui.widgets.record_view import RecordView


class Shown(StrEnum):
    """Which list is shown."""

    DOUBTS = "doubts"
    ROWS = "rows"
    PROVINCIAL = "provincial"
    ASIDE = "aside"


_WORDS = {
    Shown.DOUBTS: "Cần xem",
    Shown.ROWS: "Các dòng",
    Shown.PROVINCIAL: "Cấp tỉnh",
    Shown.ASIDE: "Để ngoài",
}


class ReviewLists(QStackedWidget):
    """Shows one list at a time; rows are corrected with Enter or F2 and set aside with Delete."""

    shown_changed = Signal()
    """Another list is shown, or another document."""
    aside_wanted = Signal()
    """Delete was pressed on a row read."""

    def __init__(self, is_seen: Callable[[Reading], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: OpenedPlan | None = None
        self._corrected: frozenset[Path] = frozenset()
        self.shown = Shown.DOUBTS
        self.readings: RecordView[Reading] = RecordView(
            "Chỗ cần xem",
            reading_columns(is_seen),
            lambda one: one.key,
            delegates={"read": TwoLineDelegate(), "why": TitleDelegate()},
            empty="Không có chỗ nào cần xem.",
        )
        self.rows: RecordView[PlanRow] = RecordView(
            "Các dòng đọc được",
            row_columns(lambda plan_row: plan_row.path in self._corrected),
            lambda one: one.path,
            delegates={
                "number": TwoLineDelegate(),
                "title": TitleDelegate(),
                "lead": TitleDelegate(),
                "deadline": TwoLineDelegate(),
            },
            empty="Chưa đọc được dòng nào.",
        )
        self.aside: RecordView[SetAside] = RecordView(
            "Các dòng để ngoài",
            aside_columns(),
            lambda one: (one.source.first, one.source.last, one.text),
            delegates={"place": RowDelegate(), "text": TitleDelegate(), "reason": TitleDelegate()},
            empty="Không có dòng nào để ngoài.",
        )
        for view in (self.readings, self.rows, self.aside):
            self.addWidget(view)
        delete = QShortcut(QKeySequence("Delete"), self.rows)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.aside_wanted)
        self._chips: dict[Shown, Chip] = {}

    def chips(self) -> QHBoxLayout:
        """The chips that choose the list, for the head of the page."""
        layout = row(gap=6)
        self._chips = {shown: Chip(words, count=0) for shown, words in _WORDS.items()}
        for shown, chip in self._chips.items():
            chip.clicked.connect(lambda _checked=False, shown=shown: self.show_list(shown))
            layout.addWidget(chip)
        return layout

    def show_plan(self, opened: OpenedPlan) -> None:
        """Show the lists of a document as read."""
        self._opened = opened
        self._corrected = corrected_paths(opened.work.corrections)
        counts = {
            Shown.DOUBTS: sum(one.repair is None for one in opened.readings),
            Shown.ROWS: len(opened.parsed.rows),
            Shown.PROVINCIAL: sum(bool(one.provincial) for one in opened.parsed.tasks),
            Shown.ASIDE: len(opened.reading.set_aside),
        }
        for shown, chip in self._chips.items():
            chip.set_words(_WORDS[shown], count=counts[shown])
        self.refill()

    def show_list(self, shown: Shown) -> None:
        """Show another list, with its first row chosen where none was."""
        self.shown = shown
        self.refill()
        view = self.current
        if view.current_key() is None:
            view.select_first()

    def refill(self) -> None:
        """Fill the list that is shown."""
        opened = self._opened
        if opened is None:
            return
        for shown, chip in self._chips.items():
            chip.setChecked(shown is self.shown)
        self.setCurrentWidget(self.current)
        view = cast("RecordView[object]", self.current)  # whatever its records are
        place = _place_of_chosen(view)
        if self.shown is Shown.DOUBTS:
            self.readings.replace(reading_groups(opened.readings, tuple(Attention)))
        elif self.shown is Shown.ASIDE:
            self.aside.replace(records=opened.reading.set_aside)
        elif self.shown is Shown.PROVINCIAL:
            self.rows.setUniformRowHeights(False)
            self.rows.replace(row_groups(opened.parsed, provincial_only=True))
        else:
            self.rows.setUniformRowHeights(True)  # without headings all are alike; thousands need not be asked
            self.rows.replace(records=opened.parsed.rows)
        if place >= 0 and view.current_key() is None:
            _choose_place(view, place)
        self.shown_changed.emit()

    @property
    def current(self) -> RecordView[Reading] | RecordView[PlanRow] | RecordView[SetAside]:
        """The list that is shown."""
        if self.shown is Shown.DOUBTS:
            return self.readings
        return self.aside if self.shown is Shown.ASIDE else self.rows

    def select_line(self, line: int) -> bool:
        """Choose what was read from, or set aside of, the printed row that begins at a line; whether there is such."""
        opened = self._opened
        if opened is None:
            return False
        if self.shown is Shown.DOUBTS:
            found = next((one for one in opened.readings if one.line == line), None)
            if found is not None:
                return self.readings.select(found.key)
        plan_row = next((one for one in opened.parsed.rows if one.source.lines[0] == line), None)
        if plan_row is not None:
            if self.shown is not Shown.PROVINCIAL or not self.rows.select(plan_row.path):
                self.show_list(Shown.ROWS)
            return self.rows.select(plan_row.path)
        aside = next((one for one in opened.reading.set_aside if one.source.first == line), None)
        if aside is None:
            return False
        self.show_list(Shown.ASIDE)
        return self.aside.select((aside.source.first, aside.source.last, aside.text))


def _place_of_chosen(view: RecordView[object]) -> int:
    """Where in its list the chosen record stands; -1 where none is chosen."""
    chosen = view.current_key()
    keys = [view.records.key_of(record) for record in view.records.records()] if chosen is not None else []
    return keys.index(chosen) if chosen in keys else -1


def _choose_place(view: RecordView[object], place: int) -> None:
    """Choose what follows a record that is gone."""
    records = view.records.records()
    if records:
        view.select(view.records.key_of(records[min(place, len(records) - 1)]))
