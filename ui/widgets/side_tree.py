"""The tree beside a list: plans with their parts, saved filters, each with its count."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from typing_extensions import override

from ui import icons, theme
from ui.widgets.text import tip

_ITEM = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SideItem:
    """One entry: its words, its count at the right (red where `tone` says so), and what stands under it."""

    key: Hashable
    words: str
    note: str = ""
    icon: str = ""
    tone: str = ""
    items: "Sequence[SideItem]" = ()
    is_open: bool = True


class SideTree(QTreeWidget):
    """Chooses among entries; `←`/`→` fold, the choice and the folds stay over `replace`."""

    chosen = Signal(object)
    """The key of the entry chosen by the person."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(theme.current().px(14))
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setItemDelegate(_SideDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._open: dict[Hashable, bool] = {}
        self._filling = False
        self.currentItemChanged.connect(lambda item, _before: self._tell(item))
        self.itemExpanded.connect(lambda item: self._remember(item, opened=True))
        self.itemCollapsed.connect(lambda item: self._remember(item, opened=False))
        self.itemDoubleClicked.connect(lambda item, _column: item.setExpanded(not item.isExpanded()))
        self.setExpandsOnDoubleClick(False)

    def replace(self, items: Sequence[SideItem]) -> None:
        """Show these entries."""
        chosen = self.current_key()
        self._filling = True
        self.clear()
        root = self.invisibleRootItem()
        for item in items:
            self._add(root, item)
        if chosen is not None:
            self.select(chosen)
        self._filling = False

    def _add(self, above: QTreeWidgetItem, item: SideItem) -> None:
        row = QTreeWidgetItem(above, [item.words])
        row.setData(0, _ITEM, item)
        row.setToolTip(0, tip(item.words))
        note = f", {item.note}" if item.note else ""
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, item.words + note)
        for below in item.items:
            self._add(row, below)
        row.setExpanded(self._open.get(item.key, item.is_open))

    def current_key(self) -> Hashable | None:
        """The key of the chosen entry."""
        item = self.currentItem()
        return item.data(0, _ITEM).key if item is not None else None

    def select(self, key: Hashable) -> bool:
        """Choose the entry of a key without telling; whether it is here."""
        before, self._filling = self._filling, True
        found = next((item for item in self._all(self.invisibleRootItem()) if item.data(0, _ITEM).key == key), None)
        if found is not None:
            self.setCurrentItem(found)
        self._filling = before
        return found is not None

    def _all(self, above: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        found = []
        for row in range(above.childCount()):
            child = above.child(row)
            assert child is not None
            found += [child, *self._all(child)]
        return found

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.chosen.emit(item.data(0, _ITEM).key)

    def _remember(self, item: QTreeWidgetItem, *, opened: bool) -> None:
        if not self._filling:
            self._open[item.data(0, _ITEM).key] = opened

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by is no choice: Qt would make the first entry the current one."""
        nothing_chosen = self.currentItem() is None
        before, self._filling = self._filling, True
        super().focusInEvent(event)
        if nothing_chosen:
            self.setCurrentIndex(QModelIndex())
        self._filling = before

    @override
    def drawBranches(self, painter: QPainter, rect: object, index: object) -> None:
        """Nothing: the entry paints its own arrow."""


class _SideDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.current().px(120), theme.current().px(28))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item = index.data(_ITEM)
        view = option.widget
        if not isinstance(item, SideItem) or not isinstance(view, QTreeWidget):
            return
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, option.rect.top(), view.viewport().width(), option.rect.height())
        self._paint_ground(painter, whole, option, focused=view.hasFocus())
        side = look.px(16)
        left = float(option.rect.left() + look.px(6))
        mark = QRectF(left, whole.center().y() - side / 2, side, side)
        name = item.icon or ("" if not item.items else "chevron_down" if view.isExpanded(index) else "chevron_right")
        if name:
            icons.paint(painter, mark, name, 16, look.tokens.text2)
        left = mark.right() + look.px(4)
        right = self._paint_note(painter, whole, item)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        font = look.font(13, 600 if selected else 400)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        room = QRectF(left, whole.top(), right - left, whole.height())
        words = QFontMetricsF(font).elidedText(item.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, whole: QRectF, option: QStyleOptionViewItem, *, focused: bool) -> None:
        look = theme.current()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, look.colour("accent_soft"))
            painter.fillRect(QRectF(0, whole.top(), 3, whole.height()), look.colour("accent"))
            if focused:
                painter.setPen(QPen(look.colour("focus"), 2))
                painter.drawRect(whole.adjusted(1, 1, -1, -1))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(whole, look.colour("header"))

    @staticmethod
    def _paint_note(painter: QPainter, whole: QRectF, item: SideItem) -> float:
        look = theme.current()
        painter.setFont(look.font(12))
        painter.setPen(look.colour(f"{item.tone}.text" if item.tone else "text2"))
        room = whole.adjusted(0, 0, -look.px(10), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, item.note)
        return room.right() - QFontMetricsF(painter.font()).horizontalAdvance(item.note) - look.px(8)
