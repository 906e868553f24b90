"""The official 2 × 2 of tasks with its sums, and both completion ratios with their arithmetic."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from desktop.formats import number_text, percent_text
from ui import theme
from ui.signs import Sign, paint_sign
from ui.widgets.panels import column, row, rule
from ui.widgets.progress_panel import RatioBar
from ui.widgets.text import Kind, Label


@dataclass(frozen=True, slots=True)
class Counts:
    """The four official numbers, and how many of the open ones in time have no day set."""

    completed_on_time: int
    completed_late: int
    open_in_time: int
    open_overdue: int
    undated: int = 0

    @property
    def completed(self) -> int:
        """All that is done."""
        return self.completed_on_time + self.completed_late

    @property
    def total(self) -> int:
        """All four; withdrawn and suspended tasks are not among them."""
        return self.completed + self.open_in_time + self.open_overdue


class _Cell(QAbstractButton):
    """One of the four numbers; a click opens its rows."""

    def __init__(self, sign: Sign, words: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # paint anew when the mouse comes and goes
        self._sign = sign
        self._words = words
        self._count = 0
        self._note = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int, note: str = "") -> None:
        """Show another number."""
        self._count, self._note = count, note
        more = f", {note}" if note else ""
        self.setAccessibleName(f"{self._words}, {number_text(count)} nhiệm vụ{more}, mở danh sách")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(112), theme.current().px(58))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        hue = look.hue(self._sign.hue)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(hue.tint))
        painter.setPen(QPen(QColor(hue.solid if self.underMouse() else hue.line), 1))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            box.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 6, 6)
        side = look.px(14)
        mark = QRectF(look.px(10), (self.height() - side) / 2, side, side)
        paint_sign(painter, mark, self._sign, QColor(hue.solid), QColor(hue.tint))
        self._paint_figure(painter, mark.right() + look.px(8), QColor(hue.text))

    def _paint_figure(self, painter: QPainter, left: float, colour: QColor) -> None:
        look = theme.current()
        figure = number_text(self._count)
        font = look.font(22, 600)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(colour)
        width = metrics.horizontalAdvance(figure)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, width + 2, self.height()), middle, figure)
        base = self.height() / 2 + metrics.ascent() / 2 + look.px(1)
        painter.setPen(QPen(colour, 1))
        painter.drawLine(round(left), round(base), round(left + width), round(base))
        if self._note:
            painter.setFont(look.font(12))
            room = QRectF(left + width + look.px(6), 0, self.width(), self.height())
            room.setRight(self.width() - look.px(4))
            if room.width() < look.px(44):
                return  # said in the accessible name, and by the page where it narrows the table
            painter.drawText(room, int(middle) | int(Qt.TextFlag.TextWordWrap), self._note)


class _Ratio(QWidget):
    """A named ratio: its value, a bar, and how it is reckoned."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        layout = column(gap=3)
        head = row(gap=8)
        self._value = Label("", Kind.STRONG)
        head.addWidget(Label(name))
        head.addStretch(1)
        head.addWidget(self._value)
        self._bar = RatioBar()
        self._sum = Label("", Kind.QUIET)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._sum)
        self.setLayout(layout)

    def show_ratio(self, part: int, whole: int, arithmetic: str) -> None:
        self._value.setText(percent_text(part, whole) or "chưa có")
        self._bar.set_share(part / whole if whole else 0.0)
        self._sum.setText(arithmetic)
        self.setAccessibleName(f"{self._name}: {self._value.text()}, {arithmetic}")


class TwoByTwo(QWidget):
    """Done or open × in time or overdue, with sums; below the two ratios the rules name.

    `opened` tells the `Sign` of the cell that was clicked.
    """

    opened = Signal(object)

    _CELLS = (
        (Sign.COMPLETED_ON_TIME, "Hoàn thành đúng hạn", 1, 1),
        (Sign.COMPLETED_LATE, "Hoàn thành quá hạn", 1, 2),
        (Sign.OPEN_IN_TIME, "Chưa hoàn thành, trong hạn", 2, 1),
        (Sign.OPEN_OVERDUE, "Chưa hoàn thành, quá hạn", 2, 2),
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(gap=8)
        self._grid = QGridLayout()
        px = theme.current().px
        self._grid.setHorizontalSpacing(px(4))
        self._grid.setVerticalSpacing(px(4))
        for number, words in enumerate(("Đúng hạn, trong hạn", "Quá hạn"), start=1):
            self._grid.addWidget(Label(words, Kind.HEAD, wrap=True), 0, number)
        self._grid.addWidget(Label("Cộng", Kind.HEAD), 0, 3, Qt.AlignmentFlag.AlignRight)
        for line, words in ((1, "Hoàn thành"), (2, "Chưa hoàn thành")):
            head = Label(words, Kind.STRONG, wrap=True)
            head.setMaximumWidth(px(84))
            self._grid.addWidget(head, line, 0)
        self._cells: dict[Sign, _Cell] = {}
        for sign, words, line, place in self._CELLS:
            cell = _Cell(sign, words)
            cell.clicked.connect(lambda _checked=False, sign=sign: self.opened.emit(sign))
            self._cells[sign] = cell
            self._grid.addWidget(cell, line, place)
        self._grid.addWidget(rule(), 3, 0, 1, 4)
        self._grid.addWidget(Label("Cộng", Kind.STRONG), 4, 0)
        self._sums = self._add_sums()
        self._grid.setColumnMinimumWidth(0, px(84))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        layout.addLayout(self._grid)
        self._due = _Ratio("Hoàn thành trên số đến hạn")
        self._all = _Ratio("Hoàn thành trên tổng số")
        layout.addWidget(self._due)
        layout.addWidget(self._all)
        self.setLayout(layout)
        self.show_counts(Counts(0, 0, 0, 0))

    def _add_sums(self) -> dict[str, Label]:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        centre = Qt.AlignmentFlag.AlignCenter
        places = {
            "completed": (1, 3, right),
            "open": (2, 3, right),
            "in_time": (4, 1, centre),
            "overdue": (4, 2, centre),
            "total": (4, 3, right),
        }
        made = {}
        for key, (line, place, alignment) in places.items():
            made[key] = Label("", Kind.SECTION if key == "total" else Kind.STRONG)
            self._grid.addWidget(made[key], line, place, alignment)
        self._grid.setColumnMinimumWidth(3, theme.current().px(40))
        return made

    def show_counts(self, counts: Counts) -> None:
        """Show these numbers."""
        undated = f"{number_text(counts.undated)} chưa định hạn" if counts.undated else ""
        self._cells[Sign.COMPLETED_ON_TIME].set_count(counts.completed_on_time)
        self._cells[Sign.COMPLETED_LATE].set_count(counts.completed_late)
        self._cells[Sign.OPEN_IN_TIME].set_count(counts.open_in_time, undated)
        self._cells[Sign.OPEN_OVERDUE].set_count(counts.open_overdue)
        sums = {
            "completed": counts.completed,
            "open": counts.open_in_time + counts.open_overdue,
            "in_time": counts.completed_on_time + counts.open_in_time,
            "overdue": counts.completed_late + counts.open_overdue,
            "total": counts.total,
        }
        for key, value in sums.items():
            self._sums[key].setText(number_text(value))
        done, late = number_text(counts.completed), number_text(counts.open_overdue)
        due = counts.completed + counts.open_overdue
        self._due.show_ratio(counts.completed, due, f"{done} / ({done} + {late} quá hạn)")
        self._all.show_ratio(counts.completed, counts.total, f"{done} / {number_text(counts.total)}")
