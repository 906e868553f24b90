"""Icons and state signs as small widgets that follow the look in force."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme


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
