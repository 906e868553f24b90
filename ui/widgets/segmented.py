"""A choice among a few neighbours: «Của tôi», «Tổ QLRR», «Cả Cục»."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme


class SegmentedControl(QWidget):
    """One of a few choices side by side; `←`/`→` move the choice."""

    changed = Signal(object)
    """The value chosen by the person."""

    def __init__(self, name: str, choices: Sequence[tuple[str, object]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._choices = tuple(choices)
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name_itself()

    def value(self) -> object:
        """The chosen value."""
        return self._choices[self._chosen][1]

    def set_value(self, value: object) -> None:
        """Choose a value without telling."""
        for number, (_words, known) in enumerate(self._choices):
            if known == value:
                self._chosen = number
        self._name_itself()
        self.update()

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._choices) and number != self._chosen:
            self._chosen = number
            self._name_itself()
            self.update()
            self.changed.emit(self.value())

    def _name_itself(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._choices[self._chosen][0]}")

    def _widths(self) -> list[int]:
        look = theme.current()
        metrics = QFontMetricsF(look.font(13, 600))
        return [round(metrics.horizontalAdvance(words)) + look.px(28) for words, _ in self._choices]

    @override
    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 4, theme.current().px(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("grey.tint"))
        painter.drawRoundedRect(box, 5, 5)
        left = 2.0
        for number, ((words, _), width) in enumerate(zip(self._choices, self._widths(), strict=True)):
            place = QRectF(left, 2, width, self.height() - 4)
            if number == self._chosen:
                painter.setPen(QPen(look.colour("focus" if self.hasFocus() else "line"), 2 if self.hasFocus() else 1))
                painter.setBrush(look.colour("accent_soft" if look.is_dark else "surface"))
                painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
            painter.setFont(look.font(13, 600 if number == self._chosen else 400))
            painter.setPen(look.colour("text" if number == self._chosen else "text2"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
            left += width

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = 2
        for number, width in enumerate(self._widths()):
            if left <= event.position().x() < left + width:
                self._choose(number)
            left += width

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(self._chosen + step)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)
