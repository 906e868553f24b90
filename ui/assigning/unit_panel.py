"""Beside the tasks: the units of the task looked at, or all units of the plan with how many tasks each gets."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.assigning.bulk_assigning import Offer, OfferState, Pair, ProposedTask, Selection
from desktop.plans.records import AssignedRole
from desktop.text import vietnamese_key
from ui import theme
from ui.assigning.words import (
    KINDS,
    OTHERS,
    ROLE_WORDS,
    UnitShare,
    kind_words,
    offer_note,
    share_count,
    share_note,
    shares_of,
    units_words,
)
from ui.table_model import Align, Column, Role
from ui.tree_model import Group
from ui.widgets.buttons import LinkButton
from ui.widgets.delegates import ONE_LINE, Index, TwoLineDelegate
from ui.widgets.panels import Panel, ScrollColumn, column, row
from ui.widgets.record_view import RecordView
from ui.widgets.segmented import SegmentedControl
from ui.widgets.text import Kind, Label, tip


class _NameDelegate(TwoLineDelegate):
    """A unit's name; its row is higher only where something is said below it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        is_plain = not index.data(Role.GROUP) and not index.data(Role.META)
        return QSize(hint.width(), theme.current().px(ONE_LINE)) if is_plain else hint


class Shown(StrEnum):
    """Whose units are listed."""

    TASK = "task"
    PLAN = "plan"


_ADDING = {
    Shown.TASK: "Thêm đơn vị cho nhiệm vụ này",
    Shown.PLAN: "Thêm đơn vị cho các nhiệm vụ đang liệt kê",
}
_BAR = 14
_WORDS_SHARE = 0.4
"""How much of the panel the words of a task may take before they scroll."""


class UnitPanel(Panel):
    """Tells which units were ticked or left out, of one task or of the whole plan."""

    pairs_ticked = Signal(object, object)
    """The pairs just ticked, and those just left out."""
    units_ticked = Signal(object, object)
    """The codes just ticked, and those just left out of the whole plan."""
    adding_wanted = Signal(object)
    """More units are to get the task looked at, or all tasks listed (`Shown`)."""

    def __init__(self, own: str, parent: QWidget | None = None) -> None:
        super().__init__("Đơn vị được giao", scrolls=False, edge="left", margin=0, gap=0, parent=parent)
        self._selection: Selection | None = None
        self._task: ProposedTask | None = None
        self._own, self._is_compact = own, False
        self._filling = False
        self.shown = SegmentedControl("Đơn vị của", [("Của nhiệm vụ", Shown.TASK), ("Cả kế hoạch", Shown.PLAN)])
        self.add = LinkButton("Thêm…", "add")
        self._title = Label("", Kind.TASK, wrap=True, selectable=True)
        self._printed = Label("", Kind.META, wrap=True, selectable=True)
        self.offers: RecordView[Offer] = RecordView(
            "Đơn vị của nhiệm vụ",
            _OFFER_COLUMNS,
            lambda offer: offer.pair,
            delegates={"name": _NameDelegate()},
            may_tick=_may_tick_offer,
            empty="Văn bản không ghi đơn vị nào cho nhiệm vụ này.",
        )
        self.shares: RecordView[UnitShare] = RecordView(
            "Đơn vị của cả kế hoạch",
            self._share_columns(),
            lambda share: share.recipient.key,
            delegates={"name": _NameDelegate()},
            may_tick=_may_tick_share,
        )
        self._lay_out()
        self._name_adding(Shown.TASK)
        self.shown.changed.connect(lambda shown: self.show_list(Shown(shown)))
        self.add.clicked.connect(lambda _checked=False: self.adding_wanted.emit(self.shown.value()))
        self.offers.records.ticks_changed.connect(self._take_pairs)
        self.shares.records.ticks_changed.connect(self._take_units)

    def _lay_out(self) -> None:
        head = row(gap=8)
        head.addWidget(self.shown)
        head.addStretch(1)
        head.addWidget(self.add)
        self.set_head(head)
        of_task = column(margin=0, gap=0)
        self._words = ScrollColumn(margin=12, gap=2)
        self._words.body.addWidget(self._title)
        self._words.body.addWidget(self._printed)
        self._words.body.addStretch(1)
        of_task.addWidget(self._words)
        of_task.addWidget(self.offers, 1)
        part = QWidget()
        part.setLayout(of_task)
        self._stack = QStackedWidget()
        self._stack.addWidget(part)
        self._stack.addWidget(self.shares)
        self.body.addWidget(self._stack, 1)

    def _share_columns(self) -> list[Column[UnitShare]]:
        return [
            Column(
                "name",
                "Đơn vị",
                self._share_name,
                tooltip=lambda share: _told(share.recipient.words, share_note(share)),
                roles={Role.META: share_note, Role.TONE: lambda share: "text2" if share.kind == OTHERS else ""},
            ),
            Column(
                "count",
                "Nhiệm vụ",
                lambda share: share_count(share, self.selection),
                align=Align.RIGHT,
                width=92,
            ),
        ]

    def _share_name(self, share: UnitShare) -> str:
        """The full name; the short one where the names would be cut to the same words."""
        unit = share.recipient.unit
        return unit.short_name if unit is not None and self._is_compact else share.recipient.words

    def set_compact(self, compact: bool) -> None:
        """Say the names shorter in a narrow panel, or in full again."""
        self._is_compact = compact
        self.shares.viewport().update()

    @property
    def selection(self) -> Selection:
        """What is shown."""
        assert self._selection is not None
        return self._selection

    # Showing ------------------------------------------------------------------------------------------------

    def show_selection(self, selection: Selection) -> None:
        """Show what is ticked; only a new proposal lays the lists out anew."""
        before, self._selection = self._selection, selection
        if before is None or before.proposal is not selection.proposal:
            self._fill_shares()
            key = self._task.row.entity if self._task is not None else None
            self.show_task(next((task for task in selection.proposal.tasks if task.row.entity == key), None))
        self._tick()

    def show_task(self, task: ProposedTask | None) -> None:
        """Show the units of a task."""
        self._task = task
        self.add.setEnabled(self.shown.value() == Shown.PLAN or task is not None)
        self._title.setText(f"{task.row.label}. {task.row.title}" if task is not None else "")
        self._printed.setText(_printed(task) if task is not None else "")
        self._fit_words()
        self._filling = True
        self.offers.replace(_offer_groups(task) if task is not None else [])
        self._filling = False
        self._tick()

    def show_list(self, shown: Shown) -> None:
        """Show the units of the task, or of the plan."""
        self.shown.set_value(shown)
        self._stack.setCurrentIndex(0 if shown is Shown.TASK else 1)
        self._name_adding(shown)
        self.add.setEnabled(shown is Shown.PLAN or self._task is not None)

    def _name_adding(self, shown: Shown) -> None:
        self.add.setToolTip(tip(_ADDING[shown]))
        self.add.setAccessibleName(_ADDING[shown])

    def _fit_words(self) -> None:
        inner = self._words.widget()
        assert inner is not None
        layout = inner.layout()
        assert layout is not None
        layout.invalidate()
        room = self.width() - theme.current().px(_BAR)  # as wide as beside the bar, so that the bar changes nothing
        wanted, most = layout.heightForWidth(room), round(self.height() * _WORDS_SHARE)
        bars = Qt.ScrollBarPolicy
        self._words.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if wanted > most else bars.ScrollBarAlwaysOff)
        self._words.setFixedHeight(min(wanted, most))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fill_shares(self) -> None:
        found = sorted(shares_of(self.selection), key=lambda share: vietnamese_key(share.recipient.words))
        groups = []
        for kind in KINDS:
            of_kind = [share for share in found if share.kind == kind]
            if of_kind:
                words = kind_words(kind, of_kind, self._own)
                groups.append(Group(kind, words, of_kind, note=units_words(len(of_kind))))
        self._filling = True
        self.shares.replace(groups)
        self._filling = False

    def _tick(self) -> None:
        if self._selection is None:
            return
        self._filling = True
        self.offers.records.tick(self.selection.chosen)
        self.shares.records.tick(self.selection.chosen_units)
        self._filling = False
        self.shares.viewport().update()

    # Ticking ------------------------------------------------------------------------------------------------

    def _take_pairs(self, keys: frozenset[Pair]) -> None:
        if not self._filling and self._task is not None:
            before = {offer.pair for offer in self._task.open_offers} & self.selection.chosen
            self.pairs_ticked.emit(keys - before, before - keys)

    def _take_units(self, keys: frozenset[str]) -> None:
        if not self._filling:
            before = self.selection.chosen_units
            self.units_ticked.emit(keys - before, before - keys)


def _name_roles() -> dict[Role, Callable[[Offer], object]]:
    return {
        Role.META: offer_note,
        Role.META_TONE: lambda offer: "green" if offer.state is OfferState.ASSIGNED else "",
        Role.TONE: lambda offer: "" if offer.is_open else "text2",
    }


_OFFER_COLUMNS: list[Column[Offer]] = [
    Column(
        "name",
        "Đơn vị",
        lambda offer: offer.recipient.words,
        tooltip=lambda offer: _told(offer.recipient.words, offer_note(offer)),
        accessible=lambda offer: _told(offer.recipient.words, offer_note(offer)).replace("\n", ", "),
        roles=_name_roles(),
    )
]


def _may_tick_offer(offer: Offer) -> bool:
    return offer.is_open


def _may_tick_share(share: UnitShare) -> bool:
    return any(offer.is_open for offer in share.offers)


def _offer_groups(task: ProposedTask) -> list[Group[Offer]]:
    """Leaders before supporters; the members of a group stand under it."""
    found: dict[tuple[AssignedRole, str], list[Offer]] = {}
    for offer in task.offers:
        found.setdefault((offer.role, offer.recipient.through), []).append(offer)
    return [
        Group(key, _group_words(*key), offers, note=units_words(len(offers)))
        for key, offers in sorted(found.items(), key=lambda one: list(AssignedRole).index(one[0][0]))
    ]


def _group_words(role: AssignedRole, through: str) -> str:
    return f"{ROLE_WORDS[role]}: {through}" if through else ROLE_WORDS[role]


def _printed(task: ProposedTask) -> str:
    lead, support = " ".join(task.row.lead_text.split()), " ".join(task.row.support_text.split())
    parts = [f"Chủ trì: {lead}" if lead else "", f"Phối hợp: {support}" if support else ""]
    return "\n".join(filter(None, parts)) or "Văn bản không ghi đơn vị."


def _told(name: str, note: str) -> str:
    return f"{name}\n{note}" if note else name
