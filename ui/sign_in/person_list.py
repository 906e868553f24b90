"""The people of a ledger as cards to choose oneself from."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.widgets.avatar import paint_avatar
from ui.widgets.text import clamped

CARD, GAP, MOST_SHOWN, LEAST_SHOWN = 52, 6, 5, 2.5


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person before sign-in: name, role in words, when he signed in here last in words."""

    name: str
    role: str
    seen: str


class _CardDelegate(QStyledItemDelegate):
    """Paints one card."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        px = theme.current().px
        return QSize(px(200), px(CARD + GAP))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card = index.data(Qt.ItemDataRole.UserRole)
        look = theme.current()
        box = QRectF(option.rect).adjusted(1, 1, -1, -1 - look.px(GAP))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, box)
        if isinstance(card, PersonCard):
            _paint_card(painter, box, card)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        look = theme.current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        view = option.widget
        focused = selected and view.hasFocus()
        painter.setBrush(look.colour("accent_soft" if selected else "header" if hovered else "surface"))
        painter.setPen(QPen(look.colour("focus" if selected else "line"), 2 if focused else 1))
        painter.drawRoundedRect(box, 6, 6)


def _paint_card(painter: QPainter, box: QRectF, card: PersonCard) -> None:
    look = theme.current()
    side = look.px(32)
    sign = QRectF(box.left() + look.px(12), box.center().y() - side / 2, side, side)
    paint_avatar(painter, sign, card.name)
    small = look.font(12)
    seen_width = QFontMetricsF(small).horizontalAdvance(card.seen) + 2
    right = box.right() - look.px(14)
    painter.setFont(small)
    painter.setPen(look.colour("text2"))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(
        QRectF(right - seen_width, box.top(), seen_width, box.height()), middle | Qt.AlignmentFlag.AlignRight, card.seen
    )
    left = sign.right() + look.px(12)
    room = right - seen_width - look.px(12) - left
    line = look.px(19)
    below = QRectF(left, box.center().y(), room, line)
    painter.drawText(below, middle | Qt.AlignmentFlag.AlignLeft, clamped(card.role, small, room, 1)[0])
    strong = look.font(13, 600)
    painter.setFont(strong)
    painter.setPen(look.colour("text"))
    above = QRectF(left, box.center().y() - line, room, line)
    painter.drawText(above, middle | Qt.AlignmentFlag.AlignLeft, clamped(card.name, strong, room, 1)[0])


class PersonList(QListWidget):
    """The cards; up to five are seen, fewer where the window is low, the rest scroll."""

    settled = Signal()
    """Enter or a click chose one."""

    def __init__(self, cards: Sequence[PersonCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Người dùng của sổ này")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_CardDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        for card in cards:
            item = QListWidgetItem(f"{card.name}, {card.role}")
            item.setData(Qt.ItemDataRole.UserRole, card)
            self.addItem(item)
        shown = min(len(cards), MOST_SHOWN) + (0.5 if len(cards) > MOST_SHOWN else 0)
        high = theme.current().px(CARD + GAP)
        self._wanted = round(shown * high) + 2
        self._least = min(self._wanted, round(LEAST_SHOWN * high))
        self._room = self._wanted
        self.setFixedHeight(self._wanted)
        self.itemClicked.connect(lambda _item: self.settled.emit())

    def set_room(self, height: int) -> None:
        """Take at most this much height, but enough to see that there are more people."""
        # A column of wrapping labels scrolls before it makes anything in it smaller, so it is told.
        room = max(self._least, min(self._wanted, height))
        if room != self._room:
            self._room = room
            self.setFixedHeight(room)
            self.scrollToItem(self.currentItem())

    def chosen(self) -> str:
        """The name of the person chosen, "" where nobody is."""
        item = self.currentItem()
        card = item.data(Qt.ItemDataRole.UserRole) if self.currentRow() >= 0 else None
        return card.name if isinstance(card, PersonCard) else ""

    def choose(self, name: str) -> None:
        """Choose a person by name; the first one where nobody has it."""
        cards = [self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count())]
        self.setCurrentRow(next((row for row, card in enumerate(cards) if card.name == name), 0))

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._room)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settled.emit()
        else:
            super().keyPressEvent(event)
