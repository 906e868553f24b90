"""State signs and the product's mark, drawn in code: no font and no file is needed to read a state."""

import math
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF


class Sign(StrEnum):
    """The shape of a state; each differs from the others without its colour."""

    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"
    NOT_STARTED = "not_started"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"

    @property
    def hue(self) -> str:
        """The hue that goes with the shape."""
        return _HUES[self]

    @property
    def words(self) -> str:
        """The official words of the state."""
        return _WORDS[self]


_HUES = {
    Sign.COMPLETED_ON_TIME: "green",
    Sign.COMPLETED_LATE: "orange",
    Sign.OPEN_IN_TIME: "blue",
    Sign.OPEN_OVERDUE: "red",
    Sign.NOT_STARTED: "grey",
    Sign.SUSPENDED: "grey",
    Sign.WITHDRAWN: "grey",
    Sign.RETURNED: "red",
}
_WORDS = {
    Sign.COMPLETED_ON_TIME: "Hoàn thành đúng hạn",
    Sign.COMPLETED_LATE: "Hoàn thành quá hạn",
    Sign.OPEN_IN_TIME: "Trong hạn",
    Sign.OPEN_OVERDUE: "Quá hạn",
    Sign.NOT_STARTED: "Chưa thực hiện",
    Sign.SUSPENDED: "Tạm dừng",
    Sign.WITHDRAWN: "Đã thu hồi",
    Sign.RETURNED: "Bị trả lại",
}


def paint_sign(painter: QPainter, where: QRectF, sign: Sign, solid: QColor, ground: QColor) -> None:
    """Draw a sign into a square: `solid` is its colour, `ground` what shows through it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.topLeft())
    painter.scale(where.width() / 14, where.height() / 14)
    _DRAWINGS[sign](painter, solid, ground)
    painter.restore()


def _stroke(painter: QPainter, colour: QColor, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))


def _fill(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _tick(painter: QPainter, colour: QColor) -> None:
    _stroke(painter, colour, 1.7)
    painter.drawPolyline(QPolygonF([QPointF(4.2, 7.2), QPointF(6.2, 9.2), QPointF(9.9, 5.1)]))


def _disc_tick(painter: QPainter, solid: QColor, ground: QColor) -> None:
    _fill(painter, solid)
    painter.drawEllipse(QRectF(0.8, 0.8, 12.4, 12.4))
    _tick(painter, ground)


def _square_tick(painter: QPainter, solid: QColor, ground: QColor) -> None:
    _fill(painter, solid)
    painter.drawRoundedRect(QRectF(1, 1, 12, 12), 1.5, 1.5)
    _tick(painter, ground)


def _ring(painter: QPainter, solid: QColor, _ground: QColor) -> None:
    _stroke(painter, solid, 1.6)
    painter.drawEllipse(QRectF(1.6, 1.6, 10.8, 10.8))


def _half_ring(painter: QPainter, solid: QColor, ground: QColor) -> None:
    _ring(painter, solid, ground)
    _fill(painter, solid)
    painter.drawPie(QRectF(3.4, 3.4, 7.2, 7.2), -90 * 16, 180 * 16)


def _triangle(painter: QPainter, solid: QColor, ground: QColor) -> None:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(7, 1.6), QPointF(13.2, 12.4), QPointF(0.8, 12.4), QPointF(7, 1.6)]))
    painter.setBrush(solid)
    painter.setPen(QPen(solid, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)
    _stroke(painter, ground, 1.5)
    painter.drawLine(QPointF(7, 5.2), QPointF(7, 8.3))
    _fill(painter, ground)
    painter.drawEllipse(QPointF(7, 10.6), 0.95, 0.95)


def _paused(painter: QPainter, solid: QColor, ground: QColor) -> None:
    _ring(painter, solid, ground)
    _stroke(painter, solid, 1.4)
    painter.drawLine(QPointF(5.6, 4.9), QPointF(5.6, 9.1))
    painter.drawLine(QPointF(8.4, 4.9), QPointF(8.4, 9.1))


def _struck(painter: QPainter, solid: QColor, ground: QColor) -> None:
    _ring(painter, solid, ground)
    reach = 5.4 * math.sqrt(0.5)
    painter.drawLine(QPointF(7 - reach, 7 + reach), QPointF(7 + reach, 7 - reach))


def _hook(painter: QPainter, solid: QColor, _ground: QColor) -> None:
    _stroke(painter, solid, 1.7)
    path = QPainterPath(QPointF(1.8, 5.2))
    path.lineTo(9.2, 5.2)
    path.arcTo(QRectF(6.0, 5.2, 6.4, 6.4), 90, -180)
    path.lineTo(6.6, 11.6)
    painter.drawPath(path)
    painter.drawPolyline(QPolygonF([QPointF(4.8, 2.2), QPointF(1.8, 5.2), QPointF(4.8, 8.2)]))


_DRAWINGS: dict[Sign, Callable[[QPainter, QColor, QColor], None]] = {
    Sign.COMPLETED_ON_TIME: _disc_tick,
    Sign.COMPLETED_LATE: _square_tick,
    Sign.OPEN_IN_TIME: _half_ring,
    Sign.OPEN_OVERDUE: _triangle,
    Sign.NOT_STARTED: _ring,
    Sign.SUSPENDED: _paused,
    Sign.WITHDRAWN: _struck,
    Sign.RETURNED: _hook,
}


def paint_mark(painter: QPainter, where: QRectF) -> None:
    """Draw the product's mark: a ledger with a petrol spine and a gold ribbon."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.topLeft())
    painter.scale(where.width() / 44, where.height() / 44)
    book = QPainterPath()
    book.addRoundedRect(QRectF(3, 1, 38, 42), 5, 5)
    painter.setClipPath(book)
    painter.fillRect(QRectF(3, 1, 38, 42), QColor("#F7FAFA"))
    painter.fillRect(QRectF(3, 1, 11, 42), QColor("#0F6E83"))
    painter.fillRect(QRectF(14, 1, 1.2, 42), QColor("#0A4E5D"))
    painter.setClipping(False)
    _fill(painter, QColor("#E2B04A"))
    painter.drawPolygon(
        QPolygonF([QPointF(30, 1), QPointF(37, 1), QPointF(37, 15), QPointF(33.5, 11.5), QPointF(30, 15)])
    )
    painter.setBrush(QBrush(QColor("#93A9AF")))
    for top, width in ((13.5, 9.0), (20.0, 15.0), (26.5, 12.0), (33.0, 15.0)):
        painter.drawRoundedRect(QRectF(19, top, width, 2.4), 1.2, 1.2)
    painter.restore()


def product_icon() -> QIcon:
    """The mark as the window's icon."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128):
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_mark(painter, QRectF(0, 0, side, side))
        painter.end()
        made.addPixmap(pixmap)
    return made
