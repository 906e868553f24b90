"""The pages of a report as a strip of small pictures."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
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
from ui.reports.paper import Paper

WIDTH = 112
_WIDEST, _HIGHEST, _LABEL, _PAD = 82, 98, 20, 6
_PICTURE = Qt.ItemDataRole.UserRole
_SIZE = Qt.ItemDataRole.UserRole + 1


class Thumbnails(QListWidget):
    """One entry per page; `↑`/`↓` go to another page."""

    chosen = Signal(object)
    """The page chosen by the person, counted from 0 (int)."""
    picture_wanted = Signal(object, object)
    """Page (int) and pixels per point (float)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Các trang")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(theme.current().px(WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_PageDelegate(self))
        self._choosing = True
        self.currentRowChanged.connect(self._tell)

    def show_paper(self, paper: Paper | None) -> None:
        """Show the pages of another document and ask for their pictures."""
        self._choosing = False
        self.clear()
        for page, size in enumerate(paper.sizes if paper else ()):
            entry = QListWidgetItem(str(page + 1))
            entry.setData(_SIZE, size)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"Trang {page + 1}")
            self.addItem(entry)
        self._choosing = True
        for page, size in enumerate(paper.sizes if paper else ()):
            self.picture_wanted.emit(page, _scale(*size) * self.devicePixelRatioF())

    def put_picture(self, page: int, picture: QImage) -> None:
        """The small picture of a page that was asked for."""
        entry = self.item(page)
        if entry is not None:
            entry.setData(_PICTURE, picture)

    def select(self, page: int) -> None:
        """Mark the page in view without telling."""
        self._choosing = False
        self.setCurrentRow(page)
        self._choosing = True

    def _tell(self, page: int) -> None:
        if self._choosing and page >= 0:
            self.chosen.emit(page)


class _PageDelegate(QStyledItemDelegate):
    """Paints a page on a tile with its number below."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        px = theme.current().px
        return QSize(px(WIDTH - 16), round(_drawn(index)[1]) + px(_LABEL + 3 * _PAD))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        tile = QRectF(option.rect).adjusted(look.px(5), 2, -look.px(5), -2)
        width, height = _drawn(index)
        place = QRectF(tile.center().x() - width / 2, tile.top() + look.px(_PAD), width, height)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            self._paint_tile(painter, tile, option)
        painter.fillRect(place, Qt.GlobalColor.white)
        picture = index.data(_PICTURE)
        if isinstance(picture, QImage):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawRect(place)
        painter.setFont(look.font(12, 600 if chosen else 400))
        painter.setPen(look.colour("text"))
        label = QRectF(tile.left(), place.bottom(), tile.width(), tile.bottom() - place.bottom())
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()

    @staticmethod
    def _paint_tile(painter: QPainter, tile: QRectF, option: QStyleOptionViewItem) -> None:
        look = theme.current()
        focused = option.widget.hasFocus()
        painter.setBrush(look.colour("accent_soft"))
        painter.setPen(QPen(look.colour("focus" if focused else "accent"), 2 if focused else 1))
        painter.drawRoundedRect(tile.adjusted(1, 1, -1, -1), 5, 5)


def _drawn(index: QModelIndex | QPersistentModelIndex) -> tuple[float, float]:
    """Width and height of a page's small picture."""
    width, height = index.data(_SIZE)
    scale = _scale(width, height)
    return width * scale, height * scale


def _scale(width: float, height: float) -> float:
    """Pixels per point that let a page fit its tile."""
    px = theme.current().px
    return min(px(_WIDEST) / width, px(_HIGHEST) / height)
