"""A value to choose: the whole card is the choice, with who said it and why."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from ui.widgets.choices import paint_circle
from ui.widgets.text import clamped, paint_lines, tip

_MOST_LINES = 400
_LEAST_WIDTH = 132


class ValueCard(QAbstractButton):
    """One value of a field as a choice: a circle, the value in full, under it the reason.

    `quiet` is the value from before the parallel edits: sunken, chosen like the others. `caption` stands over the
    value where the card is in no column of its own.
    """

    stepped = Signal(object)
    """An arrow was pressed: −1 or 1 (int)."""

    def __init__(
        self, words: str, note: str = "", *, caption: str = "", quiet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._note, self._caption, self._quiet = words, note, caption, quiet
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(": ".join(part for part in (caption, words) if part))
        self.setAccessibleDescription(note)
        self.setToolTip(tip(note))

    @property
    def words(self) -> str:
        """The value in words."""
        return self._words

    # Size ---------------------------------------------------------------------------------------------------

    def _lines(self, width: float) -> tuple[list[str], list[str], list[str]]:
        look = theme.current()
        room = max(24.0, width - look.px(44))
        words = [
            line
            for part in self._words.split("\n")
            for line in clamped(part, look.font(13, 600 if self.isChecked() else 400), room, _MOST_LINES)
        ]
        note = clamped(self._note, look.font(12), room, _MOST_LINES) if self._note else ()
        caption = clamped(self._caption, look.font(12), room, _MOST_LINES) if self._caption else ()
        return words, list(note), list(caption)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        look = theme.current()
        words, note, caption = self._lines(width)
        return look.px(16) + look.px(18) * len(words) + look.px(17) * (len(note) + len(caption))

    @override
    def sizeHint(self) -> QSize:
        width = theme.current().px(200)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(_LEAST_WIDTH), theme.current().px(36))

    # Painting -----------------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = look.px(16)
        circle = QRectF(look.px(10), look.px(9), side, side)
        paint_circle(painter, circle, chosen=self.isChecked(), enabled=self.isEnabled())
        where = QRectF(QPointF(circle.right() + look.px(10), look.px(8)), QSize(self.width(), self.height()).toSizeF())
        words, note, caption = self._lines(self.width())
        self._write(painter, where, caption, 12, "text3", 17)
        self._write(painter, where, words, 13, "text2" if self._quiet and not self.isChecked() else "text", 18)
        self._write(painter, where, note, 12, "text2", 17)

    def _write(self, painter: QPainter, where: QRectF, lines: list[str], size: int, ink: str, height: int) -> None:
        look = theme.current()
        painter.setFont(look.font(size, 600 if self.isChecked() and size == 13 else 400))
        painter.setPen(look.colour(ink))
        paint_lines(painter, where, lines, look.px(height))
        where.translate(0, look.px(height) * len(lines))

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.current()
        chosen, focused = self.isChecked(), self.hasFocus()
        hovered = self.underMouse() and self.isEnabled()
        ground = "accent_soft" if chosen else "header" if hovered else "sunken" if self._quiet else "surface"
        edge = "focus" if focused else "accent" if chosen else "line" if self._quiet else "line_strong"
        painter.setBrush(look.colour(ground))
        painter.setPen(QPen(look.colour(edge), 2 if focused else 1))
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 0, Qt.Key.Key_Down: 0}.get(Qt.Key(event.key()))
        if step:
            self.stepped.emit(step)
        elif step is None:
            super().keyPressEvent(event)
        else:
            event.ignore()
