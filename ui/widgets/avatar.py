"""A person as a round sign with initials."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from ui.widgets.text import tip


def initials(name: str) -> str:
    """The first letters of the first and of the last word of a Vietnamese name: «Nguyễn Thị Hạnh» → «NH»."""
    words = name.split()
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper()


def paint_avatar(painter: QPainter, where: QRectF, name: str) -> None:
    """Draw the round sign of a person."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent_soft"))
    painter.drawEllipse(where)
    painter.setPen(look.colour("link"))
    font = look.font(12, 700)
    font.setPixelSize(max(8, round(where.width() * 0.42)))
    painter.setFont(font)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


class Avatar(QWidget):
    """The round sign of a person; their name is its accessible name and tooltip."""

    def __init__(self, name: str, side: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = theme.current().px(self._side)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), QRectF(self.rect()), self._name)
