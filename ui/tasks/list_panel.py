"""The list of tasks under their printed headings, with its bars and its word when it is empty."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from ui import theme
from ui.tasks.arrangement import Arrangement, Order
from ui.tasks.bulk_bar import BulkBar
from ui.tasks.columns import TaskTitleDelegate, columns
from ui.tasks.duty_offer_bar import DutyOfferBar
from ui.tasks.filter_bar import FilterBar
from ui.tasks.lines import Line, PlanRows
from ui.tasks.offer_bar import OfferBar
from ui.widgets.banner import EmptyState
from ui.widgets.delegates import BadgeDelegate, TwoLineDelegate
from ui.widgets.panels import Panel
from ui.widgets.record_view import RecordView

_ORDERS = {"number": Order.NUMBER, "due": Order.DUE, "state": Order.STATE}
_TICK_ROOM = 36


class ListPanel(Panel):
    """Chips over the list, the list, and the bar of what is ticked."""

    order_clicked = Signal(object)
    """The order (`Order`) of the column head that was clicked."""
    empty_clicked = Signal()

    def __init__(
        self, bar: FilterBar, may_tick: Callable[[Line], bool] | None, *, of_units: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("Danh sách nhiệm vụ", scrolls=False, margin=0, gap=0, parent=parent)
        self.bar = bar
        self._of_units = of_units
        self._is_whole = False
        self._is_roomy = False
        self._title = TaskTitleDelegate(says_unit=of_units)
        self.view: RecordView[Line] = RecordView(
            "Nhiệm vụ",
            columns(says_remaining=of_units),
            lambda line: line.key,
            delegates={
                "title": self._title,
                "unit": TwoLineDelegate(),
                "due": TwoLineDelegate(),
                "state": BadgeDelegate(),
            },
            may_tick=may_tick,
        )
        self.offer = OfferBar()
        self.duty_offer = DutyOfferBar()
        self.bulk = BulkBar()
        self.empty = EmptyState("", icon="info", tone="blue")
        self.empty.button.clicked.connect(lambda _checked=False: self.empty_clicked.emit())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        for part in (self.bar, self.offer, self.duty_offer, self.bulk):
            self.body.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.view.header().setSectionsClickable(True)
        self.view.header().sectionClicked.connect(self._click_head)
        ticks = QShortcut(QKeySequence("Ctrl+A"), self.view)
        ticks.activated.connect(lambda: self.view.records.tick_all(ticked=not self.view.records.ticked))

    def show_arrangement(self, arranged: Arrangement, *, is_whole: bool) -> None:
        """Show these lines; in the whole plan who has a task stands in the place of its state."""
        self._is_whole = is_whole
        self._hide_columns()
        self.view.replace(arranged.groups, arranged.lines)
        self._stack.setCurrentWidget(self.view)

    def scroll_to_heading(self, plan: PlanRows, path: tuple[str, ...]) -> None:
        """Bring a heading, or the first one below it that is listed, to the top of the list."""
        for row in plan.rows:
            if row.path[: len(path)] != path:
                continue
            index = self.view.records.index_of_group((plan.plan.entity, row.path))
            if index.isValid():
                self.view.setExpanded(index, True)
                self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
                return

    def show_empty(self, title: str, text: str, action: str) -> None:
        """Say why there is nothing, and what to do next."""
        self.view.replace()
        self.empty.tell(title, text)
        self.empty.button.setText(action)
        self.empty.button.setVisible(bool(action))
        self._stack.setCurrentWidget(self.empty)

    def set_compact(self, compact: bool) -> None:
        """Show number and title with the badge below it, instead of columns."""
        self._title.is_compact = compact
        for part in (self.bar, self.offer, self.duty_offer):
            part.set_compact(compact)
        self.view.set_headed(not compact)
        self._hide_columns()
        self.view.doItemsLayout()

    def _hide_columns(self) -> None:
        compact = self._title.is_compact
        room = 84 if self.view.records.has_ticks else 58
        self.view.header().resizeSection(0, theme.current().px(room))
        whole, several, roomy = self._is_whole, self._of_units, self._is_roomy
        shown = {
            "due": whole or not several or roomy,
            "state": not (whole and several),
            "unit": several,
        }
        for number, column in enumerate(self.view.records.columns):
            if column.key in shown:
                self.view.setColumnHidden(number, compact or not shown[column.key])

    def set_roomy(self, roomy: bool) -> None:
        """There is room for all columns."""
        if roomy != self._is_roomy:
            self._is_roomy = roomy
            self._hide_columns()

    def _click_head(self, column: int) -> None:
        key = self.view.records.columns[column].key
        if column == 0 and self.view.records.has_ticks:
            place = self.view.header().mapFromGlobal(QCursor.pos())
            if QPoint(place).x() < theme.current().px(_TICK_ROOM):
                return  # the box in the head was meant
        if key in _ORDERS:
            self.order_clicked.emit(_ORDERS[key])
