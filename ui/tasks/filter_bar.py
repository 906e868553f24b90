"""Over the list: what is listed, the words looked for, chips of the conditions in force."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop.plans.words import OFFICIAL_WORDS
from ui import theme
from ui.tasks.arrangement import ORDER_WORDS, Order
from ui.tasks.filters import PRESET_WORDS, Chosen, Scope, presets_of
from ui.tasks.flow import Flow
from ui.tasks.lines import Ledger
from ui.widgets.buttons import SecondaryButton, ToolButton
from ui.widgets.chips import AddChip, Chip
from ui.widgets.inputs import SearchField
from ui.widgets.panels import Bar
from ui.widgets.segmented import SegmentedControl
from ui.widgets.text import Kind, Label, show_if


class FilterBar(Bar):
    """Tells `changed` with the conditions wanted; it shows only those that are in force."""

    changed = Signal(object)
    """The conditions wanted (`Chosen`)."""
    order_chosen = Signal(object)
    """The order wanted (`Order`)."""
    side_wanted = Signal()
    """The plans and presets are wanted, in the narrow window."""
    give_wanted = Signal(object)
    """The tasks of the plan listed, by its number (str), are to be given in bulk."""

    def __init__(self, *, given: str, gives: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = Chosen()
        self._order = Order.NUMBER
        self._ledger: Ledger | None = None
        self._chips: list[QWidget] = []
        self.side = SecondaryButton("Kế hoạch", "text_bullet_list_tree")
        self.side.hide()
        self.scope = SegmentedControl("Danh sách", [(given, Scope.ASSIGNED), ("Cả kế hoạch", Scope.WHOLE)])
        self.words = SearchField("Lọc, gõ không dấu")
        self.words.setFixedWidth(theme.current().px(168))
        self.give = SecondaryButton("Giao theo kế hoạch…", "send", shortcut="Ctrl+G")
        self.give.set_size("small")
        show_if(self.give, gives)
        self.add = AddChip()
        self.count = Label("", Kind.META)
        self.sort = ToolButton("arrow_sort_down", "Sắp xếp")
        self._lay_out()
        self.scope.changed.connect(lambda scope: self.changed.emit(self._chosen.in_scope(Scope(scope))))
        self.words.searched.connect(self._search)
        self.add.clicked.connect(lambda _checked=False: self.condition_menu().popup(_below(self.add)))
        self.sort.clicked.connect(lambda _checked=False: self.order_menu().popup(_below(self.sort)))
        self.give.clicked.connect(lambda _checked=False: self.give_wanted.emit(self._plan()))
        self.side.clicked.connect(lambda _checked=False: self.side_wanted.emit())

    def _lay_out(self) -> None:
        self._flow = Flow(theme.current().px(6))
        inner = QWidget()
        inner.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        inner.setSizePolicy(policy)
        for part in (self.side, self.words, self.scope, self.give, self.add):
            self._flow.addWidget(part)
        self.body.addWidget(inner, 1)
        self.body.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.sort, 0, Qt.AlignmentFlag.AlignTop)
        self.count.setMinimumHeight(theme.current().px(28))

    def _plan(self) -> str:
        """The plan that is listed; the newest where all are."""
        assert self._ledger is not None
        return self._chosen.plan or self._ledger.plans[-1].plan.number

    # Showing ------------------------------------------------------------------------------------------------

    def show_chosen(self, ledger: Ledger, chosen: Chosen, order: Order, count: str) -> None:
        """Show the conditions in force, and in words how many tasks fit."""
        self._ledger, self._chosen, self._order = ledger, chosen, order
        self.scope.set_value(chosen.scope)
        self.give.setEnabled(bool(ledger.plans))
        if self.words.value_text() != chosen.words and not self.words.hasFocus():
            self.words.setText(chosen.words)
        self.count.setText(count)
        self._show_chips(ledger, chosen, order)

    def _show_chips(self, ledger: Ledger, chosen: Chosen, order: Order) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.add)
        self._chips = [self._chip(field, value, without) for field, value, without in self._conditions(ledger, chosen)]
        if order is not Order.NUMBER:
            sorted_chip = Chip(ORDER_WORDS[order], "Sắp theo", active=True, removable=True)
            sorted_chip.removed.connect(lambda: self.order_chosen.emit(Order.NUMBER))
            sorted_chip.clicked.connect(lambda _checked=False: self.order_menu().popup(_below(self.sort)))
            self._chips.append(sorted_chip)
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.add)
        self._flow.invalidate()

    def _conditions(self, ledger: Ledger, chosen: Chosen) -> Sequence[tuple[str, str, Chosen]]:
        found: list[tuple[str, str, Chosen]] = []
        if chosen.plan is not None:
            found.append(("Kế hoạch", chosen.plan, replace(chosen, plan=None)))
        if chosen.preset is not None:
            found.append(("", PRESET_WORDS[chosen.preset], replace(chosen, preset=None)))
        if chosen.state is not None:
            found.append(("", OFFICIAL_WORDS[chosen.state], replace(chosen, state=None)))
        if chosen.unit is not None:
            name = dict(ledger.unit_names).get(chosen.unit, chosen.unit)
            found.append(("Đơn vị", name, replace(chosen, unit=None)))
        if chosen.officer is not None:
            found.append(("Cán bộ", _officer_name(ledger, chosen.officer), replace(chosen, officer=None)))
        return found

    def _chip(self, field: str, value: str, without: Chosen) -> Chip:
        chip = Chip(value, field, active=True, removable=True)
        chip.setToolTip("Bấm × hoặc phím Delete để bỏ điều kiện này")
        chip.removed.connect(lambda: self.changed.emit(without))
        chip.toggled.connect(lambda _on: chip.setChecked(True))
        return chip

    # Choosing -----------------------------------------------------------------------------------------------

    def _search(self, words: str) -> None:
        if words != self._chosen.words:
            self.changed.emit(replace(self._chosen, words=words))

    def condition_menu(self) -> QMenu:
        """The conditions that can be added."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ledger, chosen = self._ledger, self._chosen
        if ledger is None:
            return menu
        numbers = [plan.plan.number for plan in ledger.plans]
        self._offer(menu, "Kế hoạch", [(number, replace(chosen, plan=number)) for number in numbers])
        presets = menu.addMenu("Xem nhanh")
        for preset in presets_of(ledger):
            wanted = chosen.with_preset(preset)
            presets.addAction(PRESET_WORDS[preset], _told(self.changed.emit, wanted))
        if chosen.scope is Scope.ASSIGNED:
            states = [(words, replace(chosen, state=state)) for state, words in OFFICIAL_WORDS.items()]
            self._offer(menu, "Trạng thái", states)
            if ledger.leads_others:
                units = [
                    (name, replace(chosen, unit=code, officer=None))
                    for code, name in ledger.unit_names
                    if code != ledger.unit
                ]
                self._offer(menu, "Đơn vị", units)
            if not ledger.is_headquarters:
                people = [("Chưa phân công", ""), *((person.name, person.id) for person in ledger.people)]
                self._offer(menu, "Cán bộ", [(name, replace(chosen, officer=officer)) for name, officer in people])
        self._offer_orders(menu.addMenu("Sắp theo"))
        return menu

    def _offer(self, menu: QMenu, title: str, choices: Sequence[tuple[str, Chosen]]) -> None:
        sub = menu.addMenu(title)
        sub.setEnabled(bool(choices))
        for words, wanted in choices:
            sub.addAction(words.replace("&", "&&"), _told(self.changed.emit, wanted))

    def order_menu(self) -> QMenu:
        """The orders to choose from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer_orders(menu)
        return menu

    def _offer_orders(self, menu: QMenu) -> None:
        for order, words in ORDER_WORDS.items():
            action = menu.addAction(words, _told(self.order_chosen.emit, order))
            action.setCheckable(True)
            action.setChecked(order is self._order)

    def set_compact(self, compact: bool) -> None:
        """Offer plans and presets as a button where the tree has no room."""
        self.side.setVisible(compact)
        self.count.setVisible(not compact)
        self.sort.setVisible(not compact)


def _told(tell: Callable[[object], None], what: object) -> Callable[[], None]:
    return lambda: tell(what)


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height() + 2))


def _officer_name(ledger: Ledger, officer: str) -> str:
    if not officer:
        return "chưa phân công"
    return next((person.name for person in ledger.people if person.id == officer), officer)
