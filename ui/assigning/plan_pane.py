"""«Theo văn bản»: the tasks with the units their cells name, everything ticked, one button."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.assigning.bulk_assigning import Pair, ProposedTask, Selection
from desktop.formats import number_text
from desktop.journal.event import EntityId
from ui import theme
from ui.assigning.foot import GivingFoot
from ui.assigning.task_list import Listed, TaskList
from ui.assigning.unit_panel import Shown, UnitPanel
from ui.assigning.words import BRANCHES, CENTRAL, DEPARTMENTS, UnitShare, kind_words, rest_words, shares_of, total_words
from ui.tasks.flow import Flow
from ui.widgets.choices import CheckBox
from ui.widgets.inputs import SearchField
from ui.widgets.panels import Bar, column, row
from ui.widgets.segmented import SegmentedControl

_WIDE, _NARROW = 430, 340
_SEARCH, _NARROW_SEARCH = 180, 112


class PlanPane(QWidget):
    """Holds the selection; every tick makes a new one, and «Giao» tells it."""

    give_wanted = Signal(object)
    """The `Selection` to be given."""
    adding_wanted = Signal(object)
    """The tasks that more units are to get (tuple of `ProposedTask`)."""

    def __init__(self, own: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self.selection: Selection | None = None
        self._is_busy = False
        self._shares: list[UnitShare] = []
        self.listed = SegmentedControl(
            "Nhiệm vụ",
            [("Cả kế hoạch", Listed.ALL), ("Còn lại", Listed.OPEN), ("Chưa có đơn vị", Listed.BARE)],
        )
        self.search = SearchField("Lọc, gõ không dấu")
        self.kinds = {kind: CheckBox("") for kind in (DEPARTMENTS, BRANCHES, CENTRAL)}
        self.tasks, self.units, self.foot = TaskList(), UnitPanel(own), GivingFoot()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        px = theme.current().px
        flow = Flow(px(8))
        inner = QWidget()
        inner.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        inner.setSizePolicy(policy)
        for part in (self.listed, self.search, *self.kinds.values()):
            flow.addWidget(part)
        bar = Bar()
        bar.setAccessibleName("Chọn nhiệm vụ và loại đơn vị")
        bar.body.addWidget(inner, 1)
        middle = row(gap=0)
        middle.addWidget(self.tasks, 1)
        middle.addWidget(self.units)
        whole = column(gap=0)
        whole.addWidget(bar)
        whole.addLayout(middle, 1)
        whole.addWidget(self.foot)
        self.setLayout(whole)
        self.set_compact(False)

    def _listen(self) -> None:
        self.listed.changed.connect(self._list)
        self.search.searched.connect(self._search)
        for kind, box in self.kinds.items():
            box.clicked.connect(lambda _checked=False, kind=kind: self._tick_kind(kind))
        self.tasks.chosen.connect(self._look_at)
        self.tasks.ticked.connect(self._tick_tasks)
        self.units.pairs_ticked.connect(self._tick_pairs)
        self.units.units_ticked.connect(self._tick_units)
        self.units.adding_wanted.connect(self._ask_to_add)
        self.foot.give.clicked.connect(lambda _checked=False: self.give_wanted.emit(self._now))

    @property
    def _now(self) -> Selection:
        assert self.selection is not None
        return self.selection

    # Showing ------------------------------------------------------------------------------------------------

    def show_selection(self, selection: Selection) -> None:
        """Show a proposal and what is ticked of it."""
        if self.selection is None or self.selection.proposal is not selection.proposal:
            self._shares = shares_of(selection)
        self.selection = selection
        self.tasks.show_selection(selection)
        self.units.show_selection(selection)
        self.refresh()

    def set_busy(self, busy: bool) -> None:
        """Something is being written, or no more."""
        self._is_busy = busy
        self.refresh()

    def refresh(self) -> None:
        """Say how much is about to be given."""
        if self.selection is None:
            return
        chosen = self.selection.chosen
        button = f"Giao {number_text(len(chosen))} lượt" if chosen else "Giao nhiệm vụ"
        may_give = bool(chosen) and not self._is_busy
        self.foot.tell(total_words(self.selection), rest_words(self.selection), may_give=may_give, button=button)
        for kind, box in self.kinds.items():
            self._show_kind(kind, box)

    def _show_kind(self, kind: str, box: CheckBox) -> None:
        codes = self._codes(kind)
        ticked = codes & self._now.chosen_units
        some = Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked
        box.setTristate(True)
        box.setCheckState(Qt.CheckState.Checked if codes and ticked == codes else some)
        box.setEnabled(bool(codes))
        box.setVisible(any(share.kind == kind for share in self._shares))
        words = kind_words(kind, self._shares, self._own)
        box.setText(f"{words} ({len(codes) if codes else 'đã giao đủ'})")

    def _codes(self, kind: str) -> set[str]:
        """The units of a kind that something can still be given to."""
        return {
            share.recipient.key
            for share in self._shares
            if share.kind == kind and any(offer.is_open for offer in share.offers)
        }

    def set_compact(self, compact: bool) -> None:
        """Lay out for a narrow window, or a wide one again."""
        self.tasks.set_compact(compact)
        self.search.setFixedWidth(theme.current().px(_NARROW_SEARCH if compact else _SEARCH))
        self.units.set_compact(compact)
        self.units.setFixedWidth(theme.current().px(_NARROW if compact else _WIDE))

    # Choosing -----------------------------------------------------------------------------------------------

    def _list(self, listed: object) -> None:
        self.tasks.listed = Listed(str(listed))
        self.tasks.refill()

    def _search(self, words: str) -> None:
        self.tasks.words = words
        if self.selection is not None:
            self.tasks.refill()

    def _look_at(self, task: ProposedTask | None) -> None:
        self.units.show_task(task)

    def _tick_tasks(self, on: Collection[EntityId], off: Collection[EntityId]) -> None:
        self.show_selection(self._now.with_tasks(on, ticked=True).with_tasks(off, ticked=False))

    def _tick_pairs(self, on: Collection[Pair], off: Collection[Pair]) -> None:
        self.show_selection(self._now.with_pairs(on, ticked=True).with_pairs(off, ticked=False))

    def _tick_units(self, on: Collection[str], off: Collection[str]) -> None:
        self.show_selection(self._now.with_units(on, ticked=True).with_units(off, ticked=False))

    def _ask_to_add(self, shown: object) -> None:
        current = self.tasks.view.current()
        listed = tuple(self.tasks.view.records.records())
        wanted = listed if shown == Shown.PLAN else (current,) if current is not None else ()
        if wanted:
            self.adding_wanted.emit(wanted)

    def _tick_kind(self, kind: str) -> None:
        codes = self._codes(kind)
        self.show_selection(self._now.with_units(codes, ticked=not codes <= self._now.chosen_units))
