"""The badge of a state: sign, official words, tint. Its words are never elided."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.signs import Sign, paint_sign

HEIGHT = 22


def badge_size(words: str) -> QSizeF:
    """The room a badge with these words takes."""
    look = theme.current()
    width = QFontMetricsF(look.font(12, 600)).horizontalAdvance(words)
    return QSizeF(width + look.px(14) + look.px(6) + 2 * look.px(6) + 2, look.px(HEIGHT))


def paint_badge(painter: QPainter, where: QPointF, sign: Sign, words: str = "", hue: str = "") -> QRectF:
    """Draw a badge with its top left corner at a point; answers the rectangle it took.

    `hue` overrides the sign's own; the words default to the official ones.
    """
    look = theme.current()
    words = words or sign.words
    colours = look.hue(hue or sign.hue)
    box = QRectF(where, badge_size(words))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(QColor(colours.tint))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    side = look.px(14)
    mark = QRectF(box.left() + look.px(6), box.center().y() - side / 2, side, side)
    paint_sign(painter, mark, sign, QColor(colours.solid), QColor(colours.tint))
    painter.setFont(look.font(12, 600))
    painter.setPen(QColor(colours.text))
    text = box.adjusted(mark.right() - box.left() + look.px(6), 0, 0, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()
    return box


class StatusBadge(QWidget):
    """The badge of a state as a widget."""

    def __init__(self, sign: Sign, words: str = "", hue: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(sign, words, hue)

    def set_state(self, sign: Sign, words: str = "", hue: str = "") -> None:
        """Show another state."""
        self._sign, self._words, self._hue = sign, words or sign.words, hue
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return badge_size(self._words).toSize() + QSize(1, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_badge(QPainter(self), QPointF(0, 0), self._sign, self._words, self._hue)


class LifeBadge(QWidget):
    """Where a record is on its way: icon and word without a ground (Nháp, Chờ duyệt, Trong tệp 14 …)."""

    def __init__(self, icon: str, words: str, tone: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(icon, words, tone)

    def set_state(self, icon: str, words: str, tone: str = "text2") -> None:
        """Show another step; `tone` is text2 or a hue's name."""
        self._icon, self._words, self._tone = icon, words, tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetricsF(look.font(12)).horizontalAdvance(self._words)
        return QSize(round(width) + look.px(16) + look.px(6) + 2, look.px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_meta(QPainter(self), QRectF(self.rect()), self._words, self._icon, self._tone)


def paint_meta(painter: QPainter, where: QRectF, words: str, icon: str = "", tone: str = "") -> None:
    """Draw a second line: 12 px, an icon before it where there is one, in text2 or a hue's colour."""
    look = theme.current()
    ink = "text2" if tone in ("", "text2") else "text3" if tone == "text3" else f"{tone}.text"
    painter.save()
    left = where.left()
    if icon:
        side = look.px(16)
        mark = QRectF(left, where.center().y() - side / 2, side, side)
        icons.paint(painter, mark, icon, 16, look.tokens.colour(ink))
        left = mark.right() + look.px(5)
    font = look.font(12)
    painter.setFont(font)
    painter.setPen(look.colour(ink))
    room = where.right() - left
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
    text = QRectF(left, where.top(), room, where.height())
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()
