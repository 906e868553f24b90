"""The rail on the left: places with icon and word, and how many things wait there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget
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
_MOST_TALL = 9
"""With more places than this the narrow form is lower, so that all stand in a window of 540 px."""


class RailButton(QAbstractButton):
    """One place: icon above word, gold counter, and the gold bar where it is the current one."""

    def __init__(self, place: Place, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # paint anew when the mouse comes and goes
        self.place = place
        self._waiting = 0
        self._compact = False
        self._low = False
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

    def set_compact(self, compact: bool, *, low: bool = False) -> None:
        """Use the narrow form; `low` where many places share the height."""
        self._compact, self._low = compact, low and compact
        self.updateGeometry()

    def _name_itself(self) -> None:
        waiting = f", {self._waiting} việc đang chờ" if self._waiting else ""
        self.setAccessibleName(self.place.word + waiting)

    @override
    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(NARROW if self._compact else WIDE), px(44 if self._low else 50 if self._compact else 58))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_tile(painter)
        ink = look.tokens.rail_on if self.isChecked() else look.tokens.rail_text
        side = look.px(20)
        top = look.px(3 if self._low else 6 if self._compact else 9)
        where = QRectF((self.width() - side) / 2, top, side, side)
        icons.paint(painter, where, self.place.icon, 20, ink, filled=self.isChecked())
        painter.setPen(look.colour("rail_on" if self.isChecked() else "rail_text"))
        painter.setFont(look.font(11 if self._compact else 12, 600 if self.isChecked() else 400))
        words = QRectF(0, where.bottom() + look.px(2), self.width(), look.px(20))
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

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(NARROW), theme.current().px(52))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        side = look.px(30)
        paint_mark(painter, QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side))
        painter.setPen(look.colour("rail_tile"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class Rail(QFrame):
    """The places a person may go to; arrows move between them, Enter or space enters one."""

    chosen = Signal(object)
    """The key of a place (str)."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.setAccessibleName("Điều hướng")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(_Mark())
        layout.addSpacing(8)
        self._buttons: dict[str, RailButton] = {}
        self._needed: dict[str, bool] = {}
        self._compact = False
        for number, place in enumerate([p for p in places if not p.foot], start=1):
            layout.addWidget(self._button(place, f"Alt+{number}" if number <= 8 else ""))
        layout.addStretch(1)
        for place in places:
            if place.foot and place.listed:
                layout.addWidget(self._button(place, ""))
        self.set_compact(False)

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
            self.set_compact(self._compact)

    def set_compact(self, compact: bool) -> None:
        """Use the narrow form."""
        self._compact = compact
        standing = sum(not button.isHidden() for button in self._buttons.values())
        for button in self._buttons.values():
            button.set_compact(compact, low=standing > _MOST_TALL)
        self.setFixedWidth(theme.current().px(NARROW if compact else WIDE))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = [button for button in self._buttons.values() if not button.isHidden()]
        here = next((row for row, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
