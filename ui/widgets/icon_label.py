"""Icons and state signs as small widgets that follow the look in force."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.signs import Sign, paint_sign


class IconLabel(QWidget):
    """An icon beside words; the words say what it means, so a screen reader passes it by."""

    def __init__(
        self,
        name: str = "",
        ink: str = "text2",
        size: int = 16,
        *,
        filled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_icon(name, ink, filled=filled)

    def set_icon(self, name: str, ink: str = "text2", *, filled: bool = False) -> None:
        """Show another icon; "" shows none and keeps the place."""
        self._name, self._ink, self._filled = name, ink, filled
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = theme.current().px(self._size)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            look = theme.current()
            side = min(self.width(), self.height())
            where = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            colour = look.tokens.colour(self._ink)
            icons.paint(QPainter(self), where, self._name, self._size, colour, filled=self._filled)


class SignLabel(QWidget):
    """A state sign beside its words."""

    def __init__(self, sign: Sign, size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_sign(self, sign: Sign) -> None:
        """Show another state."""
        self._sign = sign
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = theme.current().px(self._size)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        solid = look.colour(f"{self._sign.hue}.solid")
        paint_sign(QPainter(self), QRectF(self.rect()), self._sign, solid, look.colour("surface"))
