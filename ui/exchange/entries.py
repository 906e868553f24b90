"""One bundle on the time line: its arrow, its title, its steps, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.widgets.buttons import LinkButton
from ui.widgets.panels import column, row
from ui.widgets.text import Kind, Label


class Way(QWidget):
    """The arrow of a bundle on the line that joins them: up for a written one, down for an imported one."""

    def __init__(self, icon: str, *, dashed: bool = False) -> None:
        super().__init__()
        self._icon, self._dashed = icon, dashed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(28), theme.current().px(44))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line"), 2))
        middle = self.width() / 2
        painter.drawLine(round(middle), 0, round(middle), self.height())
        side = look.px(22)
        ring = QRectF(middle - side / 2, look.px(12), side, side)
        pen = QPen(look.colour("line_strong"), 1.4)
        if self._dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(ring)
        inner = look.px(16)
        where = QRectF(middle - inner / 2, ring.center().y() - inner / 2, inner, inner)
        icons.paint(painter, where, self._icon, 16, look.tokens.text2)


class Entry(QFrame):
    """One bundle: title, when, its steps or what it changed, its acts."""

    def __init__(self, way: Way, title: str, right: str) -> None:
        super().__init__()
        self.setProperty("kind", "headstrip")
        self.setAccessibleName(f"{title}, {right}")
        px = theme.current().px
        head = row(gap=8)
        head.addWidget(Label(title, Kind.STRONG))
        head.addStretch(1)
        head.addWidget(Label(right, Kind.META))
        self.body = column(gap=4)
        self.body.setContentsMargins(0, px(12), 0, px(10))
        self.body.addLayout(head)
        whole = row(gap=8)
        whole.setContentsMargins(px(12), 0, px(16), 0)
        whole.addWidget(way)
        whole.addLayout(self.body, 1)
        self.setLayout(whole)

    def add_acts(self, acts: Sequence[LinkButton]) -> None:
        """Put the acts into a line of their own."""
        if acts:
            line = row(gap=12)
            for act in acts:
                line.addWidget(act)
            line.addStretch(1)
            self.body.addLayout(line)
