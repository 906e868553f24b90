"""The two-level head of the table: the official pair over its states, each with its sign."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.headquarters.overview import Order
from ui.signs import Sign, paint_sign

HEIGHT = 54
SIGNS = {
    Order.ON_TIME: Sign.COMPLETED_ON_TIME,
    Order.LATE: Sign.COMPLETED_LATE,
    Order.IN_TIME: Sign.OPEN_IN_TIME,
    Order.OVERDUE: Sign.OPEN_OVERDUE,
}
PAIRS = (("Hoàn thành", (Order.ON_TIME, Order.LATE)), ("Chưa hoàn thành", (Order.IN_TIME, Order.OVERDUE)))


class MatrixHead(QHeaderView):
    """Heads of columns keyed by `Order` (the last column has none); an arrow follows the sorted one."""

    def __init__(self, keys: list[Order | None], titles: list[str], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._keys = keys
        self._titles = titles
        self.order, self.falling = Order.OVERDUE, True
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(theme.current().px(24))
        self.setFixedHeight(theme.current().px(HEIGHT))

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(HEIGHT))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        look = theme.current()
        painter.save()
        painter.fillRect(rect, look.colour("header"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        key = self._keys[logicalIndex]
        words = self._titles[logicalIndex]
        font = look.font(12, 600)
        painter.setFont(font)
        painter.setPen(look.colour("text2"))
        low = QRectF(rect.left(), rect.bottom() - look.px(26), rect.width(), look.px(24))
        left = low.adjusted(look.px(10 if logicalIndex else 16), 0, -look.px(10), 0)
        arrow = look.px(14) if key is not None and key is self.order else 0
        width = painter.fontMetrics().horizontalAdvance(words)
        if key in SIGNS:
            sign = SIGNS[key]
            side = look.px(13)
            start = low.center().x() - (side + look.px(5) + width + arrow) / 2
            mark = QRectF(start, low.center().y() - side / 2, side, side)
            paint_sign(painter, mark, sign, look.colour(f"{sign.hue}.solid"), look.colour("header"))
            start = mark.right() + look.px(5)
        elif logicalIndex == 0 or key is None:
            start = left.left()
        else:
            start = left.right() - width - arrow
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(start, low.top(), width + 2, low.height()), middle, words)
        if arrow:
            where = QRectF(start + width + 2, low.center().y() - look.px(7), look.px(14), look.px(14))
            icons.paint(painter, where, f"arrow_sort_{'down' if self.falling else 'up'}", 16, look.tokens.text2)
        painter.restore()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        look = theme.current()
        painter = QPainter(self.viewport())
        painter.setFont(look.font(12, 600))
        for words, (first, last) in PAIRS:
            one, other = self._keys.index(first), self._keys.index(last)
            start = self.sectionViewportPosition(one)
            end = self.sectionViewportPosition(other) + self.sectionSize(other)
            room = QRectF(start + look.px(6), look.px(4), end - start - look.px(12), look.px(22))
            painter.setPen(look.colour("text"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
            painter.fillRect(QRectF(room.left(), room.bottom(), room.width(), 1), look.colour("line"))
