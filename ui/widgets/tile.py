"""A count that opens its rows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.formats import number_text
from ui import icons, theme
from ui.signs import Sign, paint_sign
from ui.widgets.text import clamped


class Tile(QAbstractButton):
    """A figure with its words and a second line; the whole card opens the rows behind the figure.

    It carries a state sign or an icon. `alarm` draws figure and edge in red while the figure is not 0.
    """

    def __init__(
        self,
        words: str,
        note: str = "",
        *,
        sign: Sign | None = None,
        icon: str = "",
        alarm: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # paint anew when the mouse comes and goes
        self._words = words
        self._note = note
        self._sign = sign
        self._icon = icon
        self._alarm = alarm
        self._count = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0, note)

    def set_count(self, count: int, note: str | None = None) -> None:
        """Show another figure, and another second line where one is given."""
        self._count = count
        self._note = self._note if note is None else note
        note = f", {self._note}" if self._note else ""
        self.setAccessibleName(f"{self._words}, {number_text(count)}{note}, mở danh sách")
        self.update()

    def set_words(self, words: str) -> None:
        """Name the figure in other words, such as shorter ones in a narrow window."""
        self._words = words
        self.set_count(self._count)

    @property
    def count(self) -> int:
        """The figure shown."""
        return self._count

    @override
    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(180), px(76))

    @override
    def minimumSizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(132), px(64))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        alarmed = self._alarm and self._count > 0
        self._paint_ground(painter, alarmed=alarmed)
        figure = number_text(self._count)
        painter.setFont(look.font(28, 600))
        painter.setPen(look.colour("red.text" if alarmed else "text" if self._count else "text3"))
        left = float(look.px(16))
        width = QFontMetricsF(painter.font()).horizontalAdvance(figure)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, width + 2, self.height()), middle, figure)
        left += width + look.px(14)
        right = float(self.width() - look.px(12))
        words = QFontMetricsF(look.font(13, 600)).horizontalAdvance(self._words) + look.px(14 + 8)
        if self.width() >= look.px(200) and left + words + look.px(20) <= right:  # the arrow gives way to the words
            side = look.px(16)
            arrow = QRectF(right - side, (self.height() - side) / 2, side, side)
            icons.paint(painter, arrow, "chevron_right", 16, look.tokens.text2)
            right = arrow.left() - look.px(4)
        self._paint_words(painter, QRectF(left, 0, right - left, self.height()))

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        look = theme.current()
        middle = room.center().y()
        line = look.px(20)
        side = look.px(14)
        mark = QRectF(room.left(), middle - line / 2 - side / 2 - (1 if self._note else -line / 2), side, side)
        top = QRectF(room.left() + side + look.px(6), mark.center().y() - line / 2, 0, line)
        top.setRight(room.right())
        if self._sign:
            solid = look.colour(f"{self._sign.hue}.solid")
            paint_sign(painter, mark, self._sign, solid, look.colour("surface"))
        elif self._icon:
            icons.paint(painter, mark.adjusted(-1, -1, 1, 1), self._icon, 16, look.tokens.text2)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(look.font(13, 600))
        painter.setPen(look.colour("text"))
        painter.drawText(top, left, clamped(self._words, painter.font(), top.width(), 1)[0])
        painter.setFont(look.font(12))
        painter.setPen(look.colour("text2"))
        below = QRectF(room.left(), top.bottom(), room.width(), line)
        painter.drawText(below, left, clamped(self._note, painter.font(), below.width(), 1)[0])

    def _paint_ground(self, painter: QPainter, *, alarmed: bool) -> None:
        look = theme.current()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(look.colour("header" if self.isDown() or self.underMouse() else "surface"))
        painter.setPen(QPen(look.colour("red.line" if alarmed else "line"), 1))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            box.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 8, 8)
