"""The queue: what waits for a verdict, grouped by what it belongs to, ticked for acting on several at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.table_model import Column
from ui.tree_model import Group
from ui.widgets.banner import EmptyState
from ui.widgets.buttons import DangerButton, LinkButton, PrimaryButton
from ui.widgets.chips import Chip
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.panels import Bar, Panel, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label


class Keyed(Protocol):
    """A row of a queue."""

    @property
    def key(self) -> str:
        """What tells the row from all others."""


RowT = TypeVar("RowT", bound=Keyed)


@dataclass(frozen=True, slots=True)
class QueueForm(Generic[RowT]):
    """What a queue shows: columns, presets (key, words, rule), groups, the words where it is empty, both acts.

    `wide_only` are columns that a narrow window leaves to the detail.
    """

    name: str
    columns: Sequence[Column[RowT]]
    filters: Sequence[tuple[str, str, Callable[[RowT], bool]]]
    grouped: Callable[[Sequence[RowT]], Sequence[Group[RowT]]]
    empty: tuple[str, str]
    acts: tuple[str, str]
    may_tick: Callable[[RowT], bool]
    wide_only: frozenset[str] = frozenset()


class QueuePanel(Panel, Generic[RowT]):
    """The list with its presets above and, once rows are ticked, the verdict for all of them below."""

    chosen = Signal(object)
    """The row selected, or `None`."""
    opened = Signal(object)
    """The row on which Enter or a double click fell."""
    approve_wanted = Signal()
    """The ticked entries are to be approved."""
    return_wanted = Signal()
    """The ticked entries are to be returned."""
    ticks_changed = Signal()

    def __init__(self, form: QueueForm[RowT], parent: QWidget | None = None) -> None:
        super().__init__(form.name, scrolls=False, margin=0, gap=0, parent=parent)
        self._form = form
        self._compact = False
        self._rows: Sequence[RowT] = ()
        self._filter = form.filters[0][0]
        self._chips: dict[str, Chip] = {}
        self.body.addWidget(self._bar())
        self.view: RecordView[RowT] = RecordView(
            form.name,
            form.columns,
            lambda waiting: waiting.key,
            delegates={column.key: TwoLineDelegate() for column in form.columns[1:]},
            may_tick=form.may_tick,
            empty="Không có mục nào như vậy.",
        )
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self.opened)
        self.view.records.ticks_changed.connect(lambda _keys: self._show_ticks())
        self._empty = EmptyState(*form.empty, icon="checkmark_circle")
        self._pile = QStackedWidget()
        self._pile.addWidget(self.view)
        self._pile.addWidget(self._empty)
        self.body.addWidget(self._pile, 1)
        self._build_foot()
        self._show_ticks()

    def _bar(self) -> Bar:
        bar = Bar()
        for key, words, _fits in self._form.filters:
            chip = Chip(words, count=0, active=key == self._filter)
            chip.clicked.connect(lambda _checked=False, key=key: self.choose_filter(key))
            bar.body.addWidget(chip)
            self._chips[key] = chip
        bar.body.addStretch(1)
        return bar

    def _build_foot(self) -> None:
        self._ticked = Label("", Kind.STRONG)
        self._tick_link = LinkButton("")
        self._tick_link.clicked.connect(self._flip_ticks)
        self.return_button = DangerButton("", "arrow_hook_up_left")
        self.return_button.clicked.connect(self.return_wanted)
        self.approve_button = PrimaryButton("", "checkmark")
        self.approve_button.clicked.connect(self.approve_wanted)
        foot = row(gap=8)
        foot.addWidget(self._ticked)
        foot.addWidget(self._tick_link)
        foot.addStretch(1)
        foot.addWidget(self.return_button)
        foot.addWidget(self.approve_button)
        self.set_foot(foot)

    # Contents -----------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show what waits now; the selection moves on where the selected row is gone."""
        self._rows = rows
        for key, words, fits in self._form.filters:
            self._chips[key].set_words(words, count=sum(map(fits, rows)))
        self._show()

    def choose_filter(self, key: str) -> None:
        """Show only the rows of a preset."""
        self._filter = key
        for known, chip in self._chips.items():
            chip.setChecked(known == key)
        self._show()

    def _show(self) -> None:
        fits = next(fits for key, _words, fits in self._form.filters if key == self._filter)
        shown = [waiting for waiting in self._rows if fits(waiting)]
        successor = self._successor(shown)
        self.view.replace(self._form.grouped(shown))
        self._pile.setCurrentWidget(self.view if self._rows else self._empty)
        if successor is not None:
            self.view.select(successor)
        else:
            self.chosen.emit(None)
        self._show_ticks()

    def _successor(self, shown: Sequence[RowT]) -> str | None:
        """What to select: the row selected now, else the nearest after it, else the nearest before."""
        keys = {waiting.key for waiting in shown}
        before = [waiting.key for waiting in self.view.records.records()]
        current = self.view.current_key()
        if current in before:
            place = before.index(str(current))
            for key in [*before[place:], *reversed(before[:place])]:
                if key in keys:
                    return key
        return shown[0].key if shown else None

    # Ticks --------------------------------------------------------------------------------------------------

    @property
    def ticked(self) -> tuple[RowT, ...]:
        """The ticked rows in the order shown."""
        records = self.view.records
        return tuple(waiting for waiting in records.records() if waiting.key in records.ticked)

    def untick(self) -> None:
        """Take all ticks away."""
        self.view.records.tick_all(ticked=False)

    def _flip_ticks(self) -> None:
        self.view.records.tick_all(ticked=not self.ticked)

    def _show_ticks(self) -> None:
        count, shown = len(self.ticked), len(self.view.records.records())
        several = f"{count}/{shown}" if self._compact else f"Đã chọn {count} trong {shown} mục"
        self._ticked.setText(several if count else "Chưa chọn mục nào")
        self._ticked.setAccessibleName(f"Đã chọn {count} trong {shown} mục")
        self._tick_link.setText("Bỏ chọn" if count else "Chọn tất cả")
        may_tick = any(map(self._form.may_tick, self.view.records.records()))
        self._ticked.setVisible(may_tick)
        self._tick_link.setVisible(may_tick)
        for button, verb in zip((self.return_button, self.approve_button), self._form.acts, strict=True):
            button.setText(f"{verb} {count} mục")
            button.setVisible(count > 0)
        self.ticks_changed.emit()

    def set_busy(self, busy: bool) -> None:
        """No verdict is taken while one is being written."""
        self.return_button.setEnabled(not busy)
        self.approve_button.setEnabled(not busy)

    def set_compact(self, compact: bool) -> None:
        """In a narrow window some columns stand in the detail only, and the last is narrower."""
        for place, shown in enumerate(self._form.columns):
            self.view.setColumnHidden(place, compact and shown.key in self._form.wide_only)
        self._compact = compact
        self._show_ticks()
        last = self._form.columns[-1]
        self.view.header().resizeSection(len(self._form.columns) - 1, last.width - 16 if compact else last.width)
