"""Chips: active filters, presets with their counts, and the chip that adds a condition."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme


class Chip(QAbstractButton):
    """A filter: its field light, its value bold; tinted where it is in force.

    A removable chip has a ×: a click on it, or Delete, tells `removed`. A click elsewhere is `clicked`.
    """

    removed = Signal()

    def __init__(
        self,
        value: str,
        field: str = "",
        *,
        count: int | None = None,
        active: bool = False,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # paint anew when the mouse comes and goes
        self.setCheckable(True)
        self._removable = removable
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setChecked(active)
        self.set_words(value, field, count)

    def set_words(self, value: str, field: str = "", count: int | None = None) -> None:
        """Show another field, value and count."""
        self._field, self._value, self._count = field, value, count
        parts = [f"{field}: {value}" if field else value, "" if count is None else str(count)]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.updateGeometry()
        self.update()

    def _parts(self) -> list[tuple[str, int, str]]:
        parts = [(f"{self._field}:", 400, "text2")] if self._field else []
        heavy = 600 if self._field or (self.isChecked() and self._count is None) else 400
        parts.append((self._value, heavy, "text"))
        if self._count is not None:
            parts.append((str(self._count), 600, "text"))
        return parts

    @override
    def sizeHint(self) -> QSize:
        look = theme.current()
        words = sum(QFontMetricsF(look.font(12, weight)).horizontalAdvance(text) for text, weight, _ in self._parts())
        gaps = look.px(5) * (len(self._parts()) - 1)
        return QSize(round(words) + gaps + look.px(24) + (look.px(18) if self._removable else 0), look.px(28))

    def _cross(self) -> QRectF:
        side = theme.current().px(16)
        return QRectF(self.width() - side - theme.current().px(7), (self.height() - side) / 2, side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        left = float(look.px(12))
        for text, weight, colour in self._parts():
            font = look.font(12, weight)
            painter.setFont(font)
            painter.setPen(look.colour(colour if self.isEnabled() else "disabled"))
            room = QRectF(left, 0, self.width() - left, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            left += QFontMetricsF(font).horizontalAdvance(text) + look.px(5)
        if self._removable:
            icons.paint(painter, self._cross(), "dismiss", 16, look.tokens.text2)

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.current()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(
            look.colour("accent_soft" if self.isChecked() else "header" if self.underMouse() else "surface")
        )
        painter.setPen(QPen(look.colour("accent" if self.isChecked() else "line_strong"), 1))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            box.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._removable and self._cross().adjusted(-4, -6, 7, 6).contains(event.position()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class AddChip(QAbstractButton):
    """«+ Điều kiện»: the dashed chip that adds a condition."""

    def __init__(self, words: str = "Điều kiện", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(f"Thêm {words.lower()}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetricsF(look.font(12)).horizontalAdvance(self.text())
        return QSize(round(width) + look.px(42), look.px(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pen = QPen(look.colour("focus" if self.hasFocus() else "line_strong"), 2 if self.hasFocus() else 1)
        if not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        side = look.px(16)
        icons.paint(painter, QRectF(look.px(10), (self.height() - side) / 2, side, side), "add", 16, look.tokens.text2)
        painter.setFont(look.font(12))
        painter.setPen(look.colour("text2"))
        room = box.adjusted(side + look.px(14), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
