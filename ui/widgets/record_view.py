"""Lists and tables of records: keyboard, selection kept over a reload, one look."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget
from typing_extensions import override

from ui import theme
from ui.table_model import Column, Role
from ui.tree_model import Group, RecordTreeModel
from ui.widgets.choices import paint_box
from ui.widgets.delegates import BOX, INSET, RowDelegate, flip

T = TypeVar("T")


class TickHeader(QHeaderView):
    """The head of a list with boxes: a box over the first column ticks all rows or none."""

    def __init__(self, records: RecordTreeModel[T], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._records = records
        self.setSectionsClickable(True)
        records.ticks_changed.connect(lambda _keys: self.viewport().update())
        records.modelReset.connect(self.viewport().update)

    def _box(self) -> QRectF:
        px = theme.current().px
        side = px(BOX)
        return QRectF(self.sectionViewportPosition(0) + px(INSET + 2), (self.height() - side) / 2, side, side)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex != 0:
            super().paintSection(painter, rect, logicalIndex)
            return
        look = theme.current()
        painter.save()
        painter.fillRect(rect, look.colour("header"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        paint_box(painter, self._box(), self._records.tick_state())
        painter.setFont(look.font(12, 600))
        painter.setPen(look.colour("text2"))
        room = QRectF(rect).adjusted(look.px(INSET + BOX + 18), 0, 0, 0)
        title = self._records.columns[0].title
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        if self._box().adjusted(-6, -6, 6, 6).contains(e.position()):
            self._records.tick_all(ticked=self._records.tick_state() != Qt.CheckState.Checked)
        super().mouseReleaseEvent(e)


class RecordView(QTreeView, Generic[T]):
    """Shows records in columns, under headings where they are grouped.

    `delegates` paints a column by its key. `Enter` opens a row, `←`/`→` fold a heading, `Space` ticks. The
    selected row and the folded headings stay over `replace`, also where the records move.
    """

    chosen = Signal(object)
    """The record of the selected row, or `None`."""
    opened = Signal(object)
    """The record on which Enter or a double click fell."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        *,
        delegates: Mapping[str, RowDelegate] | None = None,
        may_tick: Callable[[T], bool] | None = None,
        headed: bool = True,
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.records: RecordTreeModel[T] = RecordTreeModel(columns, key, may_tick, self)
        self._empty = empty
        self._folded: set[object] = set()
        self._met: set[object] = set()
        self._restoring = False
        self.setAccessibleName(name)
        self.setModel(self.records)
        if may_tick is not None:
            self.setHeader(TickHeader(self.records, self))
        self._shape(headed)
        self._lay_out_columns(delegates or {})
        self.expanded.connect(lambda index: self._folded.discard(_group_key(index)))
        self.collapsed.connect(lambda index: self._folded.add(_group_key(index)))
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._fold_on_click)

    def _shape(self, headed: bool) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTabKeyNavigation(False)
        self.setHeaderHidden(not headed)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(False)  # the delegates paint the frame of the row

    def _lay_out_columns(self, delegates: Mapping[str, RowDelegate]) -> None:
        header = self.header()
        header.setMinimumSectionSize(theme.current().px(24))
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setFixedHeight(theme.current().px(30))
        plain = RowDelegate(self)
        self.setItemDelegate(plain)
        for number, column in enumerate(self.records.columns):
            if column.key in delegates:
                delegate = delegates[column.key]
                delegate.setParent(self)
                self.setItemDelegateForColumn(number, delegate)
            if column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(number, theme.current().px(column.width))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    # Contents -----------------------------------------------------------------------------------------------

    def replace(self, groups: Sequence[Group[T]] = (), records: Sequence[T] = ()) -> None:
        """Show these, keeping what was selected, folded and scrolled to."""
        selected = self.current_key()
        scrolled = self.verticalScrollBar().value()
        self._restoring = True
        self.records.replace(groups, records)
        self._unfold()
        self._restoring = False
        self.verticalScrollBar().setValue(scrolled)
        if selected is not None and not self.select(selected, scroll=False):
            self.chosen.emit(None)
        self.viewport().update()

    def _unfold(self) -> None:
        """Open the headings that were open, and let each span its row; the rows are laid out once, not per heading."""
        headings = list(self._headings(QModelIndex()))
        self.scheduleDelayedItemsLayout()
        for index in headings:
            group = self.records.group(index)
            if group is not None and group.begins_folded and group.key not in self._met:
                self._met.add(group.key)
                self._folded.add(group.key)
            self.setExpanded(index, _group_key(index) not in self._folded)
        if self.records.columnCount() > 1:  # Qt warns about spanning a single column
            for index in headings:
                self.setFirstColumnSpanned(index.row(), index.parent(), True)

    def _headings(self, parent: QModelIndex) -> Iterator[QModelIndex]:
        group = self.records.group(parent) if parent.isValid() else None
        for row in range(len(group.records) if group is not None else 0, self.records.rowCount(parent)):
            index = self.records.index(row, 0, parent)
            if self.records.group(index) is not None:
                yield index
                yield from self._headings(index)

    def set_headed(self, headed: bool) -> None:
        """Show or hide the heads of the columns."""
        self.setHeaderHidden(not headed)

    # Selection ----------------------------------------------------------------------------------------------

    def current_key(self) -> Hashable | None:
        """The key of the selected record."""
        index = self.currentIndex()
        return self.records.key_at(index) if index.isValid() else None

    def current(self) -> T | None:
        """The selected record."""
        index = self.currentIndex()
        return self.records.record(index) if index.isValid() else None

    def select(self, key: Hashable, *, scroll: bool = True) -> bool:
        """Select the record of a key, unfolding its headings; whether it is here."""
        index = self.records.index_of(key)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.setExpanded(above, True)
            above = above.parent()
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        if scroll:
            self.scrollTo(index)
        return True

    def select_first(self) -> bool:
        """Select the first record; whether there is one."""
        first = self.records.first_record()
        return first is not None and self.select(self.records.key_of(first))

    def step(self, by: int) -> bool:
        """Select the record `by` places further, not wrapping; whether there is one."""
        keys = [self.records.key_of(record) for record in self.records.records()]
        here = keys.index(self.current_key()) if self.current_key() in keys else -1
        there = here + by
        return 0 <= there < len(keys) and self.select(keys[there])

    def _tell(self, index: QModelIndex) -> None:
        if not self._restoring:
            self.chosen.emit(self.records.record(index) if index.isValid() else None)

    def _open(self, index: QModelIndex) -> None:
        record = self.records.record(index)
        if record is not None:
            self.opened.emit(record)

    def _fold_on_click(self, index: QModelIndex) -> None:
        if index.data(Role.GROUP):
            self.setExpanded(index, not self.isExpanded(index))

    # Qt -----------------------------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if index.data(Role.GROUP):
                self.setExpanded(index, not self.isExpanded(index))
            else:
                self._open(index)
        elif event.key() == Qt.Key.Key_Space and flip(self.records, index.siblingAtColumn(0)):
            return
        elif event.text() and not event.modifiers() and event.text().isprintable():
            event.ignore()  # no search by letters: typing aids would start it
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self.records.rowCount():
            look = theme.current()
            painter = QPainter(self.viewport())
            painter.setFont(look.font())
            painter.setPen(look.colour("text2"))
            room = self.viewport().rect().adjusted(16, 24, -16, -16)
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
            painter.drawText(room, int(top) | int(Qt.TextFlag.TextWordWrap), self._empty)

    @override
    def doItemsLayout(self) -> None:
        if theme.is_changing():  # Qt asks a dozen times while it dresses a view and its parts
            self.scheduleDelayedItemsLayout()
        else:
            super().doItemsLayout()

    @override
    def drawBranches(self, painter: QPainter, rect: object, index: object) -> None:
        """Nothing: the heading paints its own arrow."""


def _group_key(index: QModelIndex) -> object:
    group = index.data(Role.RECORD)
    return group.key if isinstance(group, Group) else None
