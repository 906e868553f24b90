"""The rail on the left: places with icon and word, and how many things wait there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.signs import paint_mark
from ui.widgets.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the window; its page is made when it is first entered.

    `foot` places stand at the bottom of the rail; one that is not `listed` is reached from another page alone; one
    `at_need` stands in the rail only while it is said to be needed, or one is there.
    """

    key: str
    word: str
    icon: str
    factory: Callable[[], Page]
    foot: bool = False
    listed: bool = True
    at_need: bool = False


WIDE, NARROW = 88, 76
_TALL, _MEDIUM, _LOW = 58, 50, 37
"""How high a place is in the wide form and in the narrow one, and at the lowest, with icon and word whole."""
_MARK, _MARK_LOW = 52, 40


class RailButton(QAbstractButton):
    """One place: icon above word, gold counter, and the gold bar where it is the current one."""

    def __init__(self, place: Place, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # paint anew when the mouse comes and goes
        self.place = place
        self._waiting = 0
        self._compact = False
        self._height = _TALL
        self.setCheckable(True)
        self.setText(place.word)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{place.word} ({shortcut})" if shortcut else place.word)
        self._name_itself()

    @property
    def waiting(self) -> int:
        """How many things wait here."""
        return self._waiting

    def set_waiting(self, waiting: int) -> None:
        """Show how many things wait here; 0 shows none."""
        self._waiting = waiting
        self._name_itself()
        self.update()

    def set_form(self, *, compact: bool, height: int) -> None:
        """Use the narrow form or the wide one, and be as high as many places leave room for (px at 100 %)."""
        self._compact, self._height = compact, height
        self.updateGeometry()

    def _name_itself(self) -> None:
        waiting = f", {self._waiting} việc đang chờ" if self._waiting else ""
        self.setAccessibleName(self.place.word + waiting)

    @override
    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(NARROW if self._compact else WIDE), px(self._height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_tile(painter)
        ink = look.tokens.rail_on if self.isChecked() else look.tokens.rail_text
        is_low = self._height < _MEDIUM
        size = 18 if is_low else 20
        side, lines = look.px(size), look.px(16 if is_low else 20)
        top = max(look.px(1), (self.height() - side - lines) / 2)
        where = QRectF((self.width() - side) / 2, top, side, side)
        icons.paint(painter, where, self.place.icon, size, ink, filled=self.isChecked())
        painter.setPen(look.colour("rail_on" if self.isChecked() else "rail_text"))
        painter.setFont(look.font(11 if self._compact or is_low else 12, 600 if self.isChecked() else 400))
        words = QRectF(0, where.bottom() + (0 if is_low else look.px(2)), self.width(), lines)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)
        if self._waiting:
            self._paint_counter(painter, where)

    def _paint_tile(self, painter: QPainter) -> None:
        look = theme.current()
        tile = QRectF(self.rect()).adjusted(5, 1, -5, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(look.colour("rail_tile"))
            painter.drawRoundedRect(tile, 6, 6)
        if self.isChecked():
            painter.setBrush(look.colour("gold"))
            painter.drawRoundedRect(QRectF(0, tile.top() + 10, 3, tile.height() - 20), 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("rail_on"), 2))
            painter.drawRoundedRect(tile.adjusted(1, 1, -1, -1), 5, 5)

    def _paint_counter(self, painter: QPainter, icon: QRectF) -> None:
        look = theme.current()
        words = str(self._waiting) if self._waiting < 100 else "99+"
        painter.setFont(look.font(11, 700))
        height = look.px(16)
        width = max(height, painter.fontMetrics().horizontalAdvance(words) + look.px(8))
        where = QRectF(icon.center() + QPointF(look.px(5), -look.px(14)), QPointF())
        where.setSize(QSize(width, height).toSizeF())
        painter.setPen(QPen(look.colour("rail"), 1.5))
        painter.setBrush(look.colour("gold"))
        painter.drawRoundedRect(where, height / 2, height / 2)
        painter.setPen(look.colour("on_gold"))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)


class _Mark(QWidget):
    """The product's mark at the head of the rail."""

    def __init__(self) -> None:
        super().__init__()
        self._height = _MARK

    def set_low(self, low: bool) -> None:
        """Leave more of a low window to the places."""
        self._height = _MARK_LOW if low else _MARK
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(NARROW), theme.current().px(self._height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        side = look.px(30)
        paint_mark(painter, QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side))
        painter.setPen(look.colour("rail_tile"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class Rail(QFrame):
    """The places a person may go to; arrows move between them, Enter or space enters one.

    Many places share the height there is; where it is not enough even at their lowest, they scroll.
    """

    chosen = Signal(object)
    """The key of a place (str)."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.setAccessibleName("Điều hướng")
        self._mark = _Mark()
        self._scroll = _scroll_area()
        self._buttons: dict[str, RailButton] = {}
        self._needed: dict[str, bool] = {}
        self._compact = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(self._mark)
        layout.addWidget(self._scroll, 1)
        self._lay_out(places)
        self.set_compact(False)

    def _lay_out(self, places: Sequence[Place]) -> None:
        inner = QWidget()
        inner.setProperty("ground", "clear")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, place in enumerate([p for p in places if not p.foot], start=1):
            layout.addWidget(self._button(place, f"Alt+{number}" if number <= 8 else ""))
        layout.addStretch(1)
        for place in places:
            if place.foot and place.listed:
                layout.addWidget(self._button(place, ""))
        self._scroll.setWidget(inner)

    def _button(self, place: Place, shortcut: str) -> RailButton:
        made = RailButton(place, shortcut)
        made.clicked.connect(lambda: self.chosen.emit(place.key))
        if place.at_need:
            made.hide()
        self._buttons[place.key] = made
        return made

    def set_current(self, key: str) -> None:
        """Mark the place one is at."""
        # Not an exclusive group: Qt would take all but the checked button out of the tab order.
        for place, button in self._buttons.items():
            button.setChecked(place == key)
            self._show_needed(button)
        if key in self._buttons:
            self._scroll.ensureWidgetVisible(self._buttons[key], 0, 0)

    def set_waiting(self, key: str, waiting: int) -> None:
        """Show how many things wait at a place."""
        if key in self._buttons:
            self._buttons[key].set_waiting(waiting)
            self._show_needed(self._buttons[key])

    def set_needed(self, key: str, needed: bool) -> None:
        """Let a place that stands in the rail only at need come or go."""
        if key in self._buttons:
            self._needed[key] = needed
            self._show_needed(self._buttons[key])

    def _show_needed(self, button: RailButton) -> None:
        place = button.place
        if place.at_need:
            needed = self._needed.get(place.key, False) or button.waiting > 0 or button.isChecked()
            button.setVisible(needed)
            self._share_height()

    def set_compact(self, compact: bool) -> None:
        """Use the narrow form."""
        self._compact = compact
        self._share_height()
        self.setFixedWidth(theme.current().px(NARROW if compact else WIDE))

    def _share_height(self) -> None:
        """Give every place the height of its form, or less where many share a low window."""
        standing = max(1, sum(not button.isHidden() for button in self._buttons.values()))
        whole, full = int(self.height() * 100 / theme.current().scale), _MEDIUM if self._compact else _TALL
        gaps = 8
        is_low = whole < _MARK + gaps + standing * full
        fair = (whole - (_MARK_LOW if is_low else _MARK) - gaps) // standing
        self._mark.set_low(is_low)
        for button in self._buttons.values():
            button.set_form(compact=self._compact, height=max(_LOW, min(full, fair)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = [button for button in self._buttons.values() if not button.isHidden()]
        here = next((row for row, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = buttons[(here + step) % len(buttons)]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(there, 0, 0)


def _scroll_area() -> QScrollArea:
    """An area without frame, bars and ground of its own, which the wheel and the focus move."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.viewport().setAutoFillBackground(False)
    return made
