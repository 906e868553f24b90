"""How cells are painted: selection, focus, hairlines, two lines, badges and headings of groups."""

from functools import cache

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui import icons, theme
from ui.signs import Sign
from ui.table_model import Role
from ui.tree_model import Group, RecordTreeModel
from ui.widgets.badge import HEIGHT, paint_badge, paint_meta
from ui.widgets.choices import paint_box
from ui.widgets.text import clamped, paint_lines

Index = QModelIndex | QPersistentModelIndex
INSET = 10
BOX = 16
ONE_LINE, WITH_META, TWO_LINES, GROUP_ROW = 32, 46, 52, 30


@cache
def _row_size(height: int, scale: int) -> QSize:
    return QSize(round(80 * scale / 100), round(height * scale / 100))


class RowDelegate(QStyledItemDelegate):
    """Paints one line of words over the row's ground; the base of the other delegates.

    The ground knows hover, selection (tint and a 3 px bar at the first column) and the focus frame round the
    row. A row that is locked is written in text2 with a lock before its first cell. Boxes to tick stand in
    the first column; Space and the mouse tick them.
    """

    HEIGHT = ONE_LINE

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # A tree asks this for every cell it holds, so the model is asked straight, not through Qt's types.
        model = index.model()
        heading = isinstance(model, RecordTreeModel) and model.group(index) is not None
        return _row_size(GROUP_ROW if heading else self.HEIGHT, theme.current().scale)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(Role.GROUP):
            paint_heading(painter, option, index)
        else:
            paint_ground(painter, option, index)
            self.paint_content(painter, self._content(painter, option, index), index)
            paint_row_frame(painter, option, index)
        painter.restore()

    def _content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> QRectF:
        look = theme.current()
        where = QRectF(option.rect).adjusted(look.px(INSET), 0, -look.px(INSET), -1)
        if index.column() == 0:
            where.setLeft(where.left() + look.px(4))
            state = index.data(Qt.ItemDataRole.CheckStateRole)
            side = look.px(BOX)
            model = index.model()
            if isinstance(model, RecordTreeModel) and model.has_ticks:
                ticked = Qt.CheckState.Unchecked if state is None else Qt.CheckState(state)
                paint_box(painter, tick_box(option), ticked, enabled=state is not None)
                where.setLeft(where.left() + side + look.px(14))
            elif index.data(Role.LOCKED):
                mark = QRectF(where.left(), where.center().y() - side / 2, side, side)
                icons.paint(painter, mark, "lock_closed", 16, look.tokens.text2)
                where.setLeft(mark.right() + look.px(8))
        return where

    def paint_content(self, painter: QPainter, where: QRectF, index: Index) -> None:
        """Paint what the cell says into the room left by edge, box and lock."""
        font = theme.current().font(13, 600 if index.data(Role.STRONG) else 400)
        painter.setFont(font)
        painter.setPen(theme.current().colour(ink(index)))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(where, Qt.AlignmentFlag(alignment or int(Qt.AlignmentFlag.AlignVCenter)), shown)

    @override
    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if index.data(Qt.ItemDataRole.CheckStateRole) is None or not isinstance(event, QMouseEvent):
            return False
        reach = tick_box(option).adjusted(-8, -8, 8, 8)
        if event.type() != QEvent.Type.MouseButtonRelease or not reach.contains(event.position()):
            return False
        return flip(model, index)


def flip(model: QAbstractItemModel, index: Index) -> bool:
    """Tick a row, or take the tick away; whether the row can be ticked."""
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    if state is None:
        return False
    on = Qt.CheckState(state) != Qt.CheckState.Checked
    return model.setData(
        index, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )


def tick_box(option: QStyleOptionViewItem) -> QRectF:
    """Where the box to tick of a row stands."""
    look = theme.current()
    side = look.px(BOX)
    cell = QRectF(option.rect)
    return QRectF(cell.left() + look.px(INSET + 2), cell.center().y() - side / 2, side, side)


def ink(index: Index) -> str:
    """The token the words of a cell are written in."""
    tone = str(index.data(Role.TONE) or "")
    if tone in ("red", "warn", "green", "blue", "orange"):
        return f"{tone}.text"
    if index.data(Role.LOCKED) and not tone:
        return "text2"
    return tone or "text"


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """Paint the ground of a cell: selected, hovered or plain, with the hairline below."""
    look = theme.current()
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    ground = "accent_soft" if selected else "header" if hovered else "surface"
    painter.fillRect(option.rect, look.colour(ground))
    hairline = QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
    painter.fillRect(hairline, look.colour("line_soft"))
    if selected and index.column() == 0:
        painter.fillRect(QRectF(option.rect.left(), option.rect.top(), 3, option.rect.height()), look.colour("accent"))


def paint_row_frame(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """Paint this cell's part of the focus frame, where its row is current and the view has the focus."""
    view = option.widget
    if not isinstance(view, QAbstractItemView) or not view.hasFocus():
        return
    current = view.currentIndex()
    if (current.row(), current.parent()) != (index.row(), index.parent()):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("focus"))
    box = option.rect
    painter.drawRect(box.left(), box.top(), box.width(), 2)
    painter.drawRect(box.left(), box.bottom() - 1, box.width(), 2)
    if index.column() == 0:
        painter.drawRect(box.left(), box.top(), 2, box.height())
    if index.column() == index.model().columnCount(index.parent()) - 1:
        painter.drawRect(box.right() - 1, box.top(), 2, box.height())


def paint_heading(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """Paint the heading of a group: arrow, number, words, note at the right."""
    look = theme.current()
    box = QRectF(option.rect)
    painter.fillRect(box, look.colour("sunken"))
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.colour("line_soft"))
    group = index.data(Role.RECORD)
    if not isinstance(group, Group):
        return
    view = option.widget
    opened = bool(option.state & QStyle.StateFlag.State_Open)
    side = look.px(16)
    left = box.left() + look.px(12)
    arrow = QRectF(left, box.center().y() - side / 2, side, side)
    icons.paint(painter, arrow, "chevron_down" if opened else "chevron_right", 16, look.tokens.text2)
    left = arrow.right() + look.px(8)
    if group.icon:
        solid = look.tokens.colour(f"{group.tone or 'grey'}.solid")
        mark = QRectF(left, box.center().y() - side / 2, side, side)
        icons.paint(painter, mark, group.icon, 16, solid, filled=True)
        left = mark.right() + look.px(8)
    right = _paint_note(painter, box, group.note)
    if group.number:
        left = _paint_part(painter, QRectF(left, box.top(), right - left, box.height()), group.number, "text2")
    _paint_part(painter, QRectF(left, box.top(), right - left, box.height()), group.words, "text")
    if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("focus"), 2))
        painter.drawRect(box.adjusted(1, 1, -1, -1))


def _paint_part(painter: QPainter, where: QRectF, words: str, colour: str) -> float:
    look = theme.current()
    font = look.font(13, 600)
    painter.setFont(font)
    painter.setPen(look.colour(colour))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, where.width())
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return where.left() + QFontMetricsF(font).horizontalAdvance(shown) + look.px(10)


def _paint_note(painter: QPainter, box: QRectF, note: str) -> float:
    look = theme.current()
    painter.setFont(look.font(12))
    painter.setPen(look.colour("text2"))
    room = box.adjusted(0, 0, -look.px(16), 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
    return room.right() - QFontMetricsF(painter.font()).horizontalAdvance(note) - look.px(12)


class TwoLineDelegate(RowDelegate):
    """One line of words over one line of meta (`Role.META`, with `META_ICON` and `META_TONE`)."""

    HEIGHT = WITH_META

    @override
    def paint_content(self, painter: QPainter, where: QRectF, index: Index) -> None:
        meta = str(index.data(Role.META) or "")
        if not meta:
            super().paint_content(painter, where, index)
            return
        middle = where.center().y()
        line = theme.current().px(19)
        super().paint_content(painter, QRectF(where.left(), middle - line, where.width(), line), index)
        below = QRectF(where.left(), middle, where.width(), line)
        paint_second_line(painter, below, index)


def paint_second_line(painter: QPainter, where: QRectF, index: Index) -> None:
    """Paint the meta line of a cell, right-aligned where the column is."""
    words = str(index.data(Role.META) or "")
    icon = str(index.data(Role.META_ICON) or "")
    alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
    if alignment & Qt.AlignmentFlag.AlignRight:
        look = theme.current()
        width = QFontMetricsF(look.font(12)).horizontalAdvance(words) + (look.px(21) if icon else 0) + 1
        where.setLeft(max(where.left(), where.right() - width))
    paint_meta(painter, where, words, icon, str(index.data(Role.META_TONE) or ""))


class TitleDelegate(RowDelegate):
    """A title of at most two lines, the rest elided; the whole text is the cell's tooltip."""

    HEIGHT = TWO_LINES

    @override
    def paint_content(self, painter: QPainter, where: QRectF, index: Index) -> None:
        look = theme.current()
        font = look.font(13, 600 if index.data(Role.STRONG) else 400)
        lines = clamped(str(index.data(Qt.ItemDataRole.DisplayRole) or ""), font, where.width(), 2)
        height = look.px(18)
        painter.setFont(font)
        painter.setPen(look.colour(ink(index)))
        top = where.center().y() - len(lines) * height / 2
        paint_lines(painter, QRectF(where.left(), top, where.width(), where.height()), lines, height)


class BadgeDelegate(RowDelegate):
    """The badge of a state (`Role.SIGN`, words from the cell), over a meta line where there is one."""

    HEIGHT = TWO_LINES

    @override
    def paint_content(self, painter: QPainter, where: QRectF, index: Index) -> None:
        look = theme.current()
        stored = index.data(Role.SIGN)  # Qt hands an enum of strings back as a string
        if stored is None:
            super().paint_content(painter, where, index)
            return
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        meta = index.data(Role.META)
        height = look.px(HEIGHT)
        block = height + (look.px(20) if meta else 0)
        top = where.center().y() - block / 2
        paint_badge(painter, QPointF(where.left(), top), Sign(stored), words)
        if meta:
            below = QRectF(where.left(), top + height + look.px(2), where.width(), look.px(18))
            paint_second_line(painter, below, index)
