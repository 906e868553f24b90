"""The grid of a pasted table: what was typed is corrected in place, what it means and what is wrong stand beside it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionViewItem, QTableView, QWidget
from typing_extensions import override

from desktop.assigning.assignment_check import CheckedRow, CheckedTable
from desktop.assigning.assignment_table import TableColumn, TypedRow
from desktop.text import collapse
from ui import icons, theme
from ui.assigning.words import units_words
from ui.table_model import Role
from ui.widgets.delegates import INSET, WITH_META, TitleDelegate, TwoLineDelegate, paint_ground
from ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
WHERE, TASK, UNIT, ROLE, RESULT = range(5)
_HEADS = ("Dòng", "Nhiệm vụ", "Đơn vị", "Vai trò", "Kết quả kiểm tra")
_FIELDS = {TASK: TableColumn.TASK, UNIT: TableColumn.UNIT, ROLE: TableColumn.ROLE}
_BLANK = {TASK: "chưa ghi nhiệm vụ", UNIT: "chưa ghi đơn vị", ROLE: "chủ trì"}


class GridModel(QAbstractTableModel):
    """Typed rows with the result of their last check; a cell that is changed is told by `edited`."""

    edited = Signal(object, object)
    """The place of a row (int) and the `TypedRow` it should become."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TypedRow, ...] = ()
        self._checked: tuple[CheckedRow, ...] = ()

    @property
    def rows(self) -> tuple[TypedRow, ...]:
        """The rows as typed."""
        return self._rows

    def show_rows(self, rows: Sequence[TypedRow]) -> None:
        """Show these rows; until they are checked nothing is said about those that differ."""
        same = len(rows) == len(self._rows)
        if same:
            self._rows = tuple(rows)
            self._tell_all()
            return
        self.beginResetModel()
        self._rows, self._checked = tuple(rows), ()
        self.endResetModel()

    def show_checked(self, table: CheckedTable) -> None:
        """Show what a check of the rows found."""
        self._checked = table.rows
        self._tell_all()

    def checked(self, row: int) -> CheckedRow | None:
        """What the check says about a row as it stands."""
        found = self._checked[row] if row < len(self._checked) else None
        return found if found is not None and found.typed == self._rows[row] else None

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, RESULT))

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in _FIELDS else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        checked = self.checked(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column, checked)
        if role == Qt.ItemDataRole.EditRole:
            return _typed(self._rows[row], column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADS[column]}: {self._words(row, column, checked)} {_meaning(column, checked)}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(row, column, checked))
        if role == Role.META:
            return _meaning(column, checked)
        return _tone(column, checked, _typed(self._rows[row], column)) if role == Role.TONE else None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() not in _FIELDS:
            return False
        text = collapse(unicodedata.normalize("NFC", str(value)))
        row = self._rows[index.row()]
        if text == _typed(row, index.column()):
            return False
        self.edited.emit(index.row(), replace(row, **{_FIELDS[index.column()].value: text}))
        return True

    def _words(self, row: int, column: int, checked: CheckedRow | None) -> str:
        typed = self._rows[row]
        if column == WHERE:
            return str(row + 1)
        if column == RESULT:
            return result_words(checked)
        return _typed(typed, column) or _BLANK[column]

    def _tip(self, row: int, column: int, checked: CheckedRow | None) -> str:
        if column == UNIT and checked is not None and checked.units:
            return "\n".join(unit.words for unit in checked.units)
        return "\n".join(filter(None, (self._words(row, column, checked), _meaning(column, checked))))


def _typed(row: TypedRow, column: int) -> str:
    return str(getattr(row, _FIELDS[column].value)) if column in _FIELDS else ""


def result_words(checked: CheckedRow | None) -> str:
    """What the check found in a row, the faults first."""
    if checked is None:
        return "Đang kiểm tra…"
    told = [fault.sentence for fault in sorted(checked.faults, key=lambda fault: not fault.stops)]
    if not checked.is_faulty and checked.handovers:
        told.append(f"Giao {len(checked.handovers)} lượt." if len(checked.handovers) > 1 else "Giao được.")
    return " ".join(told)


def _meaning(column: int, checked: CheckedRow | None) -> str:
    """Below what was typed: the task's words, the unit's name or their number."""
    if checked is None:
        return ""
    if column == TASK and checked.task is not None:
        return f"{checked.task.path_text}: {checked.task.title}"
    if column == UNIT and checked.units:
        return checked.units[0].words if len(checked.units) == 1 else units_words(len(checked.units))
    return ""


def _tone(column: int, checked: CheckedRow | None, typed: str) -> str:
    if checked is None:
        return "text2"
    if column == RESULT:
        return "red" if checked.is_faulty else "green" if checked.handovers else "text2"
    wrong = any(fault.stops and fault.column is _FIELDS.get(column) for fault in checked.faults)
    return "red" if wrong else "" if typed else "text3"


class _Cell(TwoLineDelegate):
    """A cell of the grid: the frame stands round the cell that is to be typed into, not round the row."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        _paint_cell(self, painter, option, index)


class _Result(TitleDelegate):
    """What the check says, behind a sign of its own for wrong, known and right."""

    HEIGHT = WITH_META

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        _paint_cell(self, painter, option, index)

    @override
    def paint_content(self, painter: QPainter, where: QRectF, index: Index) -> None:
        look = theme.current()
        side = look.px(16)
        tone = str(index.data(Role.TONE) or "")
        name = {"red": "error_circle", "green": "checkmark_circle"}.get(tone, "info")
        ground = look.tokens.colour(f"{tone}.solid") if tone in ("red", "green") else look.tokens.text2
        mark = QRectF(where.left(), where.center().y() - side / 2, side, side)
        icons.paint(painter, mark, name, 16, ground, filled=tone == "red")
        super().paint_content(painter, where.adjusted(side + look.px(8), 0, 0, 0), index)


def _paint_cell(
    delegate: TwoLineDelegate | TitleDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index
) -> None:
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ground(painter, option, index)
    inset = look.px(INSET)
    delegate.paint_content(painter, QRectF(option.rect).adjusted(inset, 0, -inset, -1), index)
    view = option.widget
    if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("focus"), 2))
        painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
    painter.restore()


class Grid(QTableView):
    """The table itself: F2, Enter or typing edits a cell, Delete leaves the selected rows out."""

    rows_dropped = Signal(object)
    """The places of the rows to be left out (set of int)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.current().px
        self.grid = GridModel(self)
        self.setModel(self.grid)
        self.setAccessibleName("Bảng giao nhiệm vụ")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(WITH_META))
        self.setItemDelegate(_Cell(self))
        self.setItemDelegateForColumn(RESULT, _Result(self))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(px(30))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(px(40))
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Give the columns the widths of a narrow window, or of a wide one."""
        px, head = theme.current().px, self.horizontalHeader()
        for column, (narrow, wide) in enumerate(((58, 58), (190, 290), (190, 270), (88, 104))):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(column, px(narrow if compact else wide))
        head.setSectionResizeMode(RESULT, QHeaderView.ResizeMode.Stretch)

    def select_fault(self, *, after: int) -> bool:
        """Go to the faulty cell of the next row with a fault, from the beginning again behind the last one."""
        count = self.grid.rowCount()
        for step in range(1, count + 1):
            row = (after + step) % count
            checked = self.grid.checked(row)
            if checked is not None and checked.is_faulty:
                fault = next(fault for fault in checked.faults if fault.stops)
                column = next(column for column, field in _FIELDS.items() if field is fault.column)
                self.setCurrentIndex(self.grid.index(row, column))
                self.scrollTo(self.currentIndex())
                return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the Enter that ended the editing comes by here as well
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.rows_dropped.emit({index.row() for index in self.selectionModel().selectedRows()})
        else:
            super().keyPressEvent(event)
