"""Boxes to tick, circles to choose, and lists to pick from, drawn from the tokens."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from typing_extensions import override

from ui import icons, theme
from ui.widgets.text import tip


def paint_box(
    painter: QPainter, where: QRectF, state: Qt.CheckState, *, enabled: bool = True, focused: bool = False
) -> None:
    """Draw a box to tick: empty, ticked, or a bar for «some of them»."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = where.adjusted(1, 1, -1, -1)
    if state == Qt.CheckState.Unchecked or not enabled:
        painter.setPen(QPen(look.colour("line_strong" if enabled else "line"), 1.2))
        painter.setBrush(look.colour("surface" if enabled else "sunken"))
    else:
        painter.setPen(QPen(look.colour("accent"), 1.2))
        painter.setBrush(look.colour("accent"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(_pen(look.colour("on_accent" if enabled else "disabled"), box.width() / 8))
    if state == Qt.CheckState.Checked:
        painter.drawPolyline(QPolygonF([_at(box, 0.22, 0.52), _at(box, 0.42, 0.72), _at(box, 0.8, 0.3)]))
    elif state == Qt.CheckState.PartiallyChecked:
        painter.drawLine(_at(box, 0.26, 0.5), _at(box, 0.74, 0.5))
    if focused:
        _paint_frame(painter, where.adjusted(-2, -2, 2, 2), 5)
    painter.restore()


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _paint_frame(painter: QPainter, where: QRectF, radius: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.current().colour("focus"), 2))
    painter.drawRoundedRect(where, radius, radius)


class CheckBox(QCheckBox):
    """A box to tick with its words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 6, max(hint.height(), theme.current().px(24)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = _indicator(self)
        paint_box(painter, box, self.checkState(), enabled=self.isEnabled(), focused=self.hasFocus())
        _paint_words(painter, self, box)


class RadioButton(QRadioButton):
    """One of several choices with its words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 6, max(hint.height(), theme.current().px(24)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = _indicator(self)
        paint_circle(painter, box, chosen=self.isChecked(), enabled=self.isEnabled(), focused=self.hasFocus())
        _paint_words(painter, self, box)


def paint_circle(
    painter: QPainter, where: QRectF, *, chosen: bool, enabled: bool = True, focused: bool = False
) -> None:
    """Draw the circle of a choice."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = where.adjusted(1.5, 1.5, -1.5, -1.5)
    edge = "line" if not enabled else "accent" if chosen else "line_strong"
    painter.setPen(QPen(look.colour(edge), 2 if chosen else 1.2))
    painter.setBrush(look.colour("surface" if enabled else "sunken"))
    painter.drawEllipse(ring)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent" if enabled else "disabled"))
        inset = ring.width() * 0.27
        painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
    if focused:
        _paint_frame(painter, where.adjusted(-2, -2, 2, 2), where.width())
    painter.restore()


def _indicator(button: CheckBox | RadioButton) -> QRectF:
    side = theme.current().px(16)
    return QRectF(4, (button.height() - side) / 2, side, side)


def _paint_words(painter: QPainter, button: CheckBox | RadioButton, box: QRectF) -> None:
    option = QStyleOptionButton()
    option.initFrom(button)
    look = theme.current()
    painter.setFont(button.font())
    painter.setPen(look.colour("text" if button.isEnabled() else "disabled"))
    words = QRectF(button.rect()).adjusted(box.right() + look.px(8), 0, 0, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
    button.style().drawItemText(
        painter,
        words.toRect(),
        int(flags),
        option.palette,
        bool(option.state & QStyle.StateFlag.State_Enabled),
        button.text(),
    )


class ComboBox(QComboBox):
    """A list to pick one entry from; each entry has words and a value.

    The wheel passes by an unfocused list, so that scrolling a form changes nothing.
    """

    def __init__(self, entries: Iterable[tuple[str, object]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.set_entries(entries)

    def set_entries(self, entries: Iterable[tuple[str, object]]) -> None:
        """Replace the entries, keeping the chosen value where it is still there; no signal is sent."""
        chosen = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        for words, value in entries:
            self.addItem(words, value)
            self.setItemData(self.count() - 1, tip(words), Qt.ItemDataRole.ToolTipRole)
        self.set_value(chosen)
        self.blockSignals(blocked)

    @override
    def showPopup(self) -> None:
        around = self.view().window()  # the style sheet passes by it; its edge follows the ground of the list
        around.setPalette(theme.palette(theme.current(), ground="surface"))
        super().showPopup()

    def value(self) -> object:
        """The value of the chosen entry, `None` where nothing is chosen."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose the entry of this value; the first one where there is none."""
        found = next((row for row in range(self.count()) if self.itemData(row) == value), 0)
        self.setCurrentIndex(found if self.count() else -1)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        side = look.px(16)
        where = QRectF(self.width() - side - look.px(8), (self.height() - side) / 2, side, side)
        colour = look.tokens.text2 if self.isEnabled() else look.tokens.disabled
        icons.paint(QPainter(self), where, "chevron_down", 16, colour)
