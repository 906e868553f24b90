"""The table of units against states: totals stay in sight, every figure opens its rows."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.plans.matrix import cell
from desktop.plans.state import OfficialState
from desktop.plans.words import OFFICIAL_WORDS
from ui import theme
from ui.headquarters.matrix_head import HEIGHT, MatrixHead
from ui.headquarters.overview import STATES, Line, Order, ratio_of_due_text, ratio_of_total_text
from ui.table_model import Align, Column, Index, RecordTableModel, Role
from ui.widgets.badge import paint_meta
from ui.widgets.progress_panel import paint_share

ROW = 30
FILE = "file"
_TITLES = {
    Order.NAME: "Đơn vị",
    Order.TOTAL: "Cộng",
    Order.ON_TIME: "đúng hạn",
    Order.LATE: "quá hạn",
    Order.IN_TIME: "trong hạn",
    Order.OVERDUE: "quá hạn",
    Order.RATIO_OF_DUE: "Trên số đến hạn",
    Order.RATIO_OF_TOTAL: "Trên tổng số",
}
_WIDTHS = {
    Order.TOTAL: 64,
    Order.ON_TIME: 92,
    Order.LATE: 92,
    Order.IN_TIME: 92,
    Order.OVERDUE: 100,
    Order.RATIO_OF_DUE: 136,
    Order.RATIO_OF_TOTAL: 100,
}
_FILE_WIDTH, _NAME_LEAST = 156, 132


def _figure_column(order: Order, state: OfficialState | None) -> Column[Line]:
    words = OFFICIAL_WORDS[state] if state is not None else "Cộng"
    return Column(
        str(order),
        words,
        lambda line: str(cell(line.counts, state)),
        align=Align.RIGHT if state is None else Align.CENTRE,
        accessible=lambda line: f"{line.full_name}, {words}: {cell(line.counts, state)} nhiệm vụ, mở danh sách",
    )


def _columns() -> list[Column[Line]]:
    figures = [_figure_column(order, state) for order, state in STATES.items()]
    return [
        Column(str(Order.NAME), "Đơn vị", lambda line: line.name, tooltip=lambda line: line.full_name),
        *figures,
        Column(str(Order.RATIO_OF_DUE), "Trên số đến hạn", lambda line: ratio_of_due_text(line.counts), Align.RIGHT),
        Column(str(Order.RATIO_OF_TOTAL), "Trên tổng số", lambda line: ratio_of_total_text(line.counts), Align.RIGHT),
        Column(
            FILE,
            "Tệp gần nhất",
            lambda line: line.file.words,
            roles={Role.META_ICON: lambda line: line.file.icon, Role.META_TONE: lambda line: line.file.tone},
        ),
    ]


KEYS: list[Order | None] = [Order.NAME, *STATES, Order.RATIO_OF_DUE, Order.RATIO_OF_TOTAL, None]


class _Rows(QTableView):
    """Rows of which one cell is current; Enter, a click and a double click open it."""

    opened = Signal()
    moved = Signal()
    left_upwards = Signal()
    left_downwards = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.records: RecordTableModel[Line] = RecordTableModel(_columns(), lambda line: line.unit, parent=self)
        self.setModel(self.records)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_MatrixDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.current().px(ROW))
        self.clicked.connect(lambda _index: self.opened.emit())

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.records.rowCount():
            self.setCurrentIndex(self.records.index(0, KEYS.index(Order.OVERDUE)))
        self.moved.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, last = self.currentIndex(), self.records.rowCount() - 1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Up and here.row() <= 0:
            self.left_upwards.emit()
        elif event.key() == Qt.Key.Key_Down and here.row() >= last:
            self.left_downwards.emit()
        elif event.text() and event.text().isprintable():
            event.ignore()  # no search by letters: typing aids would start it
        else:
            super().keyPressEvent(event)


class MatrixTable(QWidget):
    """Two tables in step: the sum over all units on top, the units below it."""

    cell_opened = Signal(object, object)
    """The `Line` and the `Order` of the figure opened."""
    cell_moved = Signal(object, object)
    """The `Line` and the `Order` of the cell the person moved to."""
    sort_wanted = Signal(object)
    """The `Order` whose head was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_compact = False
        self.totals = _Rows("Cộng mọi đơn vị", self)
        self.rows = _Rows("Các đơn vị", self)
        self.head = MatrixHead(KEYS, [_TITLES[key] if key else "Tệp gần nhất" for key in KEYS], self.totals)
        self.totals.setHorizontalHeader(self.head)
        self.head.sectionClicked.connect(self._sort)
        self.totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scale()
        self.rows.horizontalHeader().hide()
        self.rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.rows.horizontalHeader().setMinimumSectionSize(theme.current().px(24))
        self.rows.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._lay_out())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.totals)
        layout.addWidget(self.rows, 1)
        self.totals.left_downwards.connect(lambda: self._cross(self.totals, self.rows))
        self.rows.left_upwards.connect(lambda: self._cross(self.rows, self.totals))
        for view in (self.totals, self.rows):
            view.opened.connect(lambda view=view: self._tell_opened(view))
            view.moved.connect(lambda view=view: self._tell_moved(view))

    def show_lines(self, shown: Sequence[Line], total: Line) -> None:
        """Show these units and their sum, keeping the current cell with its unit."""
        here, line = self.rows.currentIndex(), self.current_line()
        self.totals.records.replace([total])
        self.rows.records.replace(shown)
        if line is not None and here.isValid():
            row = self.rows.records.index_of(line.unit).row()
            self.rows.setCurrentIndex(self.rows.records.index(max(row, 0), here.column()))
        self._lay_out()

    def show_order(self, order: Order, *, falling: bool) -> None:
        """Mark the column the units are sorted by."""
        self.head.order, self.head.falling = order, falling
        self.head.viewport().update()

    def current_line(self) -> Line | None:
        """The unit of the current cell."""
        index = self.rows.currentIndex()
        return self.rows.records.record(index) if index.isValid() else None

    def select(self, unit: str, order: Order) -> None:
        """Make a figure of a unit the current cell."""
        index = self.rows.records.index_of(unit)
        if index.isValid():
            self.rows.setCurrentIndex(index.siblingAtColumn(KEYS.index(order)))
            self.rows.scrollTo(self.rows.currentIndex())

    def set_compact(self, compact: bool) -> None:
        """Leave the bar of the ratio out where the window is narrow."""
        self._is_compact = compact
        self._lay_out()

    def _sort(self, section: int) -> None:
        key = KEYS[section]
        if key is not None:
            self.sort_wanted.emit(key)

    def _cross(self, before: _Rows, after: _Rows) -> None:
        if after.records.rowCount():
            after.setCurrentIndex(after.records.index(0, max(before.currentIndex().column(), 0)))
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_opened(self, view: _Rows) -> None:
        if view.currentIndex().isValid():
            self.cell_opened.emit(view.records.record(view.currentIndex()), KEYS[view.currentIndex().column()])

    def _tell_moved(self, view: _Rows) -> None:
        if view.currentIndex().isValid():
            self.cell_moved.emit(view.records.record(view.currentIndex()), KEYS[view.currentIndex().column()])

    def _lay_out(self) -> None:
        px = theme.current().px
        narrow = {Order.RATIO_OF_DUE: 118, Order.ON_TIME: 84, Order.LATE: 80, Order.IN_TIME: 88, Order.OVERDUE: 92}
        widths = _WIDTHS | (narrow if self._is_compact else {})
        room = self.rows.viewport().width()
        taken = sum(px(width) for width in widths.values()) + px(_FILE_WIDTH)
        for column, key in enumerate(KEYS):
            width = px(_FILE_WIDTH) if key is None else px(widths.get(key, 0))
            if key is Order.NAME:
                width = max(room - taken, px(_NAME_LEAST))
            for view in (self.totals, self.rows):
                view.setColumnWidth(column, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._scale()
        super().changeEvent(event)

    def _scale(self) -> None:
        """Heights follow the size of letters."""
        px = theme.current().px
        self.head.setFixedHeight(px(HEIGHT))
        for view in (self.totals, self.rows):
            view.verticalHeader().setDefaultSectionSize(px(ROW))
        self.totals.setFixedHeight(px(HEIGHT) + px(ROW))
        self._lay_out()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(900), theme.current().px(480))


class _MatrixDelegate(QStyledItemDelegate):
    """Figures light where 0, overdue ones red; the current row tinted, the current cell framed."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, _Rows)
        look, line = theme.current(), view.records.record(index)
        here = view.currentIndex()
        is_current = here.isValid() and here.row() == index.row() and bool(line.unit)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        ground = "accent_soft" if is_current else "surface" if line.unit else "sunken"
        painter.fillRect(box, look.colour(ground))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.colour("line_soft"))
        if is_current and index.column() == 0:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), look.colour("accent"))
        self._paint_content(painter, box, index, line)
        if here == index and view.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()

    def _paint_content(self, painter: QPainter, box: QRectF, index: Index, line: Line) -> None:
        look, key = theme.current(), KEYS[index.column()]
        edge = look.px(10)
        room = box.adjusted(look.px(16) if index.column() == 0 else edge, 0, -edge, 0)
        words = str(index.data() or "")
        if key is None:
            tone = str(index.data(Role.META_TONE) or "")
            paint_meta(painter, room, words, str(index.data(Role.META_ICON) or ""), tone)
            return
        ink, weight = "text", 600 if not line.unit else 400
        if key in STATES:
            if words == "0":
                ink = "text3"
            elif key is Order.OVERDUE:
                ink, weight = "red.text", 600
        elif key is Order.RATIO_OF_DUE:
            ratio, bar = line.counts.ratio_of_due, look.px(48)
            where = QRectF(room.left(), box.center().y() - look.px(2.5), bar, look.px(5))
            if ratio is not None:
                paint_share(painter, where, float(ratio))
        elif key is Order.RATIO_OF_TOTAL and line.unit:
            ink = "text2"
        painter.setFont(look.font(13, weight))
        painter.setPen(look.colour(ink))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), shown)
