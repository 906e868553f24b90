"""The header of recognised columns over the document: one choice per column, by mouse and by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from desktop.importing.columns import Field
from desktop.importing.reading import TableLayout
from ui import icons, theme
from ui.widgets.text import clamped, paint_lines, tip

FIELD_WORDS: dict[Field | None, str] = {
    Field.NUMBER: "Số thứ tự",
    Field.TITLE: "Nội dung",
    Field.ACTIVITIES: "Công việc",
    Field.PRODUCT: "Sản phẩm",
    Field.LEAD: "Chủ trì",
    Field.SUPPORT: "Phối hợp",
    Field.DEADLINE: "Thời hạn",
    Field.EXTRA: "Giữ làm mục riêng",
    None: "Bỏ qua",
}
_SHORT_WORDS: dict[Field | None, str] = {Field.NUMBER: "Số", Field.EXTRA: "Mục riêng"}
_ONCE = frozenset({Field.NUMBER})
"""What only one column can hold; other fields may be printed over several columns."""


class ColumnStrip(QWidget):
    """Paints what each column of the document holds, right above it; `←`/`→` go along, Enter opens the choices."""

    chosen = Signal(object, object)
    """The `TableLayout` and the new fields of its columns (tuple)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: TableLayout | None = None
        self._edges: list[int] = []
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("")
        self._name_itself()

    def show_layout(self, layout: TableLayout | None, edges: Sequence[int]) -> None:
        """Show the columns of a layout, whose right edges are given in pixels."""
        self._layout = layout
        self._edges = list(edges)
        self._current = min(self._current, max(len(self.fields) - 1, 0))
        self.setEnabled(layout is not None)
        self._name_itself()
        self.update()

    @property
    def layout_shown(self) -> TableLayout | None:
        """The layout whose columns are shown."""
        return self._layout

    @property
    def fields(self) -> tuple[Field | None, ...]:
        """What the columns hold."""
        return self._layout.fields if self._layout is not None else ()

    def choose(self, column: int, field: Field | None) -> None:
        """Say what a column holds; a column that held what only one can hold is passed over from then on.

        Of a table none of whose columns were known, the others are kept apart from then on: nothing is left out
        that nobody said to leave out.
        """
        layout = self._layout
        if layout is None or layout.fields[column] is field:
            return
        is_unknown = not any(layout.fields)
        fields = [None if field in _ONCE and held is field else held for held in layout.fields]
        if is_unknown:
            fields = [Field.EXTRA] * len(fields)
        fields[column] = field
        self.chosen.emit(layout, tuple(fields))

    def menu(self, column: int) -> QMenu:
        """The choices of a column."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for field, words in FIELD_WORDS.items():
            act = QAction(words, group, checkable=True, checked=self.fields[column] is field)
            act.triggered.connect(lambda _checked=False, field=field: self.choose(column, field))
            menu.addAction(act)
        return menu

    def open_menu(self, column: int) -> None:
        """Open the choices below a column."""
        if self._layout is None or not 0 <= column < len(self.fields):
            return
        self._current = column
        self._name_itself()
        self.update()
        menu = self.menu(column)
        acts = menu.actions()
        held = list(FIELD_WORDS).index(self.fields[column])
        menu.setActiveAction(acts[held])
        menu.popup(self.mapToGlobal(QPoint(self._box(column).left(), self.height())))

    def _box(self, column: int) -> QRect:
        left = self._edges[column - 1] if column else 0
        last = len(self.fields) - 1
        right = self._edges[-1] if column == last and self._edges else self._edges[column]
        return QRect(left, 0, max(right - left, 1), self.height())

    def _goes_on(self, column: int) -> bool:
        """Whether a column is printed as one with the column before it."""
        held = self.fields[column - 1 : column + 1]
        return len(held) == 2 and held[0] is held[1] and held[0] not in {None, Field.EXTRA}

    def _column_at(self, x: int) -> int:
        for column in range(min(len(self.fields), len(self._edges))):
            if self._box(column).left() <= x < self._box(column).right() + 1:
                return column
        return -1

    def _words(self, column: int) -> str:
        layout = self._layout
        assert layout is not None
        name = layout.headers[column] if column < len(layout.headers) else ""
        return f"Cột {column + 1} trên {len(layout.fields)}, «{name}»: {FIELD_WORDS[layout.fields[column]]}"

    def _name_itself(self) -> None:
        words = self._words(self._current) if self._layout is not None and self.fields else "chưa có bảng"
        self.setAccessibleName(f"Các cột của bảng. {words}")
        self.setAccessibleDescription("Mũi tên trái, phải để sang cột khác, Enter để chọn cột giữ gì.")

    # Qt -----------------------------------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), theme.current().px(40))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("header"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
        for column in range(min(len(self.fields), len(self._edges))):
            self._paint_column(painter, column)

    def _paint_column(self, painter: QPainter, column: int) -> None:
        look = theme.current()
        box, field = self._box(column), self.fields[column]
        if not self._goes_on(column + 1):
            painter.fillRect(box.right(), box.top() + 6, 1, box.height() - 12, look.colour("line"))
        wide = box.width() > look.px(64)
        room = QRectF(box).adjusted(look.px(4), 0, -look.px(20 if wide else 3), 0)
        font = look.font(12, 600 if field is not None else 400)
        words = "" if self._goes_on(column) else FIELD_WORDS[field]
        if QFontMetricsF(font).horizontalAdvance(words) > room.width() * 1.7:
            words = _SHORT_WORDS.get(field, words)
        lines = clamped(words, font, room.width(), 2)
        height = look.px(16)
        painter.setFont(font)
        painter.setPen(look.colour("link" if field is not None else "text3"))
        top = (box.height() - height * len(lines)) / 2
        paint_lines(painter, QRectF(room.left(), top, room.width(), height * len(lines)), lines, height)
        if wide:
            side = look.px(16)
            where = QRectF(box.right() - side - look.px(2), (box.height() - side) / 2, side, side)
            icons.paint(painter, where, "chevron_down", 16, look.tokens.text2)
        if self.hasFocus() and column == self._current:
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -2))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.open_menu(self._column_at(round(event.position().x())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if step is not None and self.fields:
            self._current = min(max(self._current + step, 0), len(self.fields) - 1)
            self._name_itself()
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_F2}:
            self.open_menu(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self._column_at(event.pos().x())
            if column >= 0:
                QToolTip.showText(event.globalPos(), tip(self._words(column)), self)
            return True
        return super().event(event)
