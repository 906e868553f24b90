"""The document beside the reading: white paper with the marked row, cell and words."""

from time import monotonic

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget
from typing_extensions import override

from ui import theme
from ui.importing.paper_text import (
    LINE,
    PAD,
    guessed_lines,
    paper_font,
    paper_layout,
    register_paper_fonts,
    shared_widths,
)
from ui.importing.printed import PrintedDocument, PrintedRow
from ui.table_model import Column, RecordTableModel
from ui.tokens import LIGHT

Index = QModelIndex | QPersistentModelIndex
_INK, _SHEET, _RULE, _HEAD = "#111111", "#FFFFFF", "#6B6B6B", "#F0F0F0"
_CELL = "#FFF1B8"
_AROUND = 12
_LONG = 60
"""More rows than this are higher than any window."""
_SLICE_S = 0.006
_SETTLE_MS = 40
"""The width changes several times while a window is laid out or drawn wider."""
_WIDER = 1.05
"""Broken lines hold a little less than their width."""
_NOTHING = PrintedDocument((), (1.0,), {})


class PaperView(QTableView):
    """Shows the rows of a document; `mark` tints one row, its cell and the words in it.

    The paper stays white in the dark theme, as the document is.
    """

    row_chosen = Signal(object)
    """The first document line (int) of the table row the person chose."""
    laid_out = Signal(object, object)
    """The document line at the upper edge (int) and the right edges of the columns in pixels (list of int)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register_paper_fonts()
        self._document = _NOTHING
        self.marked: tuple[int, int, str] = (-1, -1, "")
        self.setAccessibleName("Văn bản")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(f"QTableView {{ background: {_SHEET}; }}")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(_PaperDelegate(self))
        self._edges: list[int] = []
        self._exact = bytearray()
        self._next = 0
        self._top_line = -1
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._fit)
        self._laid_out_for = (0, 0)
        self._refine = QTimer(self, interval=0)
        self._refine.timeout.connect(self._refine_rows)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._arrive())
        self.clicked.connect(self._tell)
        self.activated.connect(self._tell)

    def show_document(self, document: PrintedDocument, *, keeps_place: bool = False) -> None:
        """Show another document from its beginning, or the same one with other columns where one was."""
        self._document = document
        # A bar that comes only with the heights would change the width these were just laid out for.
        is_long = len(document.rows) > _LONG
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOn if is_long else bars.ScrollBarAsNeeded)
        place = self.verticalScrollBar().value()
        if not keeps_place:
            self.marked = (-1, -1, "")
        columns = [_column(number) for number in range(document.columns)]
        before = self.model()
        self.setModel(RecordTableModel(columns, lambda row: row.first, document.rows, self))
        if before is not None:
            before.deleteLater()
        self.clearSpans()
        for number, row in enumerate(document.rows):
            place_in_row = 0
            for cell in row.cells:
                if cell.span > 1:
                    self.setSpan(number, place_in_row, 1, cell.span)
                place_in_row += cell.span
        self._lay_out()
        if keeps_place:
            self.verticalScrollBar().setValue(place)
        else:
            self.scrollToTop()

    def mark(self, line: int, field: str, words: str = "") -> None:
        """Tint the row that begins at a document line, the cell of a field, and the words in it; show them."""
        row = self._document.row_of_line(line) if line > 0 else -1
        self.marked = (row, self._document.column_of(field) if row >= 0 and field else -1, words)
        if row >= 0:
            self._make_exact(range(row - _AROUND, row + _AROUND))
            self.scrollTo(self.model().index(row, 0), QTableView.ScrollHint.PositionAtCenter)
        else:
            self.scrollToTop()
        self.viewport().update()

    def row_of(self, index: Index) -> PrintedRow:
        """The printed row of a cell."""
        return self._document.rows[index.row()]

    def _tell(self, index: QModelIndex) -> None:
        row = self.row_of(index)
        if not row.is_paragraph:
            self.row_chosen.emit(row.first)

    def _lay_out(self) -> None:
        """Share out the width; give every row about its height, and those in sight exactly theirs."""
        if not self._document.rows:
            return
        self._laid_out_for = (self.viewport().width(), theme.current().scale)
        width = max(self.viewport().width(), theme.current().px(320))
        shares = shared_widths(width, self._document.weights, self._narrowest())
        self._edges = [round(sum(shares[: n + 1])) for n in range(len(shares))]
        for column, (left, right) in enumerate(zip([0, *self._edges], self._edges, strict=False)):
            self.setColumnWidth(column, right - left)
        look = theme.current()
        letter = QFontMetricsF(paper_font(bold=False)).averageCharWidth() * _WIDER
        line, pad = look.px(LINE), 2 * look.px(PAD)
        for number, row in enumerate(self._document.rows):
            self.setRowHeight(number, guessed_lines(row, self._edges, letter, pad) * line + pad)
        self._exact = bytearray(len(self._document.rows))
        self._next, self._top_line = 0, -1
        row_marked = self.marked[0]
        if row_marked >= 0:
            self._make_exact(range(row_marked - _AROUND, row_marked + _AROUND))
            self.scrollTo(self.model().index(row_marked, 0), QTableView.ScrollHint.PositionAtCenter)
        self._arrive()
        self._refine.start()

    def _fit(self) -> None:
        """Lay the rows out where the width or the size of the letters has changed; a lower window changes nothing."""
        if self._laid_out_for != (self.viewport().width(), theme.current().scale):
            self._lay_out()
        else:
            self._arrive()

    def _arrive(self) -> None:
        """What is in sight now gets its exact height; the columns of its table are told."""
        if not self._exact:
            return
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        self._make_exact(range(first, (last if last >= 0 else first + _AROUND) + 1))
        line = self._document.rows[first].first
        if line != self._top_line:
            self._top_line = line
            self.laid_out.emit(line, list(self._edges))

    def _refine_rows(self) -> None:
        """Give further rows their exact height, a few at a time, without moving what is in sight."""
        rows = len(self._exact)
        if self._next >= rows:
            self._refine.stop()
            return
        top = max(self.rowAt(0), 0)
        offset = self.rowViewportPosition(top)
        begun = monotonic()
        while self._next < rows and monotonic() - begun < _SLICE_S:
            self._make_exact(range(self._next, self._next + 8))
            self._next += 8
        moved = self.rowViewportPosition(top) - offset
        if moved:
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    def _make_exact(self, rows: range) -> None:
        starts = [0, *self._edges[:-1]]
        for number in range(max(rows.start, 0), min(rows.stop, len(self._exact))):
            if not self._exact[number]:
                self._exact[number] = 1
                height = self._height(self._document.rows[number], starts, self._edges)
                if height != self.rowHeight(number):
                    self.setRowHeight(number, height)

    def _narrowest(self) -> list[float]:
        """The width of each column that breaks none of its words."""
        metrics = {bold: QFontMetricsF(paper_font(bold=bold)) for bold in (False, True)}
        pad = 2 * theme.current().px(PAD) + 2
        needed = [0.0] * self._document.columns
        for column, is_bold, word in self._document.words:
            needed[column] = max(needed[column], metrics[is_bold].horizontalAdvance(word) + pad)
        return needed

    def _height(self, row: PrintedRow, starts: list[int], edges: list[int]) -> int:
        place, highest = 0, 0.0
        for cell in row.cells:
            width = edges[place + cell.span - 1] - starts[place]
            highest = max(highest, paper_layout(row, cell.text, width).boundingRect().height())
            place += cell.span
        return round(highest) + 2 * theme.current().px(PAD)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._document.rows:
            self._settle.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and self._document.rows:
            self._settle.start()
        super().changeEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(560), theme.current().px(480))


def _column(number: int) -> Column[PrintedRow]:
    return Column(str(number), "", lambda row: row.text_at(number))


class _PaperDelegate(QStyledItemDelegate):
    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, PaperView)
        row = view.row_of(index)
        marked_row, marked_column, words = view.marked
        is_marked = index.row() == marked_row
        is_cell = is_marked and _covers(row, index.column(), marked_column)
        box = QRectF(option.rect)
        ground = _CELL if is_cell else LIGHT.accent_soft if is_marked else _HEAD if row.is_head else _SHEET
        painter.save()
        painter.fillRect(box, QColor(ground))
        if not row.is_paragraph:
            _paint_rules(painter, box, row, index.column())
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        layout = paper_layout(row, text, box.width(), words if is_cell else "")
        painter.setPen(QColor(_INK))
        pad = theme.current().px(PAD)
        layout.draw(painter, box.topLeft() + QPointF(pad, pad))
        if is_cell:
            painter.setPen(QPen(QColor(LIGHT.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


def _paint_rules(painter: QPainter, box: QRectF, row: PrintedRow, column: int) -> None:
    """Rule a cell; between the rows of a cell that stands over several there is no line."""
    cell = row.cell_at(column)
    edge = box.adjusted(0.5 if column == 0 else -0.5, -0.5, -0.5, -0.5)
    painter.setPen(QPen(QColor(_RULE), 1))
    painter.drawLine(edge.topLeft(), edge.bottomLeft())
    painter.drawLine(edge.topRight(), edge.bottomRight())
    if cell is None or not cell.is_open_above:
        painter.drawLine(edge.topLeft(), edge.topRight())
    if cell is None or not cell.is_open_below:
        painter.drawLine(edge.bottomLeft(), edge.bottomRight())


def _covers(row: PrintedRow, column: int, wanted: int) -> bool:
    """Whether the cell that begins at a column stands over the wanted one."""
    place = 0
    for cell in row.cells:
        if place == column:
            return place <= wanted < place + cell.span
        place += cell.span
    return False
