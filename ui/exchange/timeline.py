"""What went to and came from a neighbour, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from desktop.formats import number_text, short_name, size_text
from desktop.sync.exchange import Direction, Exchange, Peer
from ui import icons, theme
from ui.exchange.words import exchange_line, exchange_moment, exchange_title, step_list
from ui.widgets.buttons import LinkButton
from ui.widgets.life_line import LifeLine
from ui.widgets.panels import ScrollColumn, column, row
from ui.widgets.text import Kind, Label

PAGE = 20
"""So many bundles are shown before «Xem tệp cũ hơn»."""


class _Way(QWidget):
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


class _Entry(QFrame):
    """One bundle: title, when, its steps or what it changed."""

    def __init__(self, way: _Way, title: str, right: str, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "headstrip")
        self.setAccessibleName(name)
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


class Timeline(ScrollColumn):
    """The bundles of one neighbour under what waits to be written."""

    again_wanted = Signal()
    """A bundle without a receipt is to be made again, from the last receipt on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=0, gap=0, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Các tệp đi và đến")
        self._entries: list[QWidget] = []
        self._shown = PAGE
        self.body.addStretch(1)
        self._showing: tuple[Peer, Sequence[Exchange], int, bool] | None = None

    def show_log(self, peer: Peer, log: Sequence[Exchange], now_ms: int, *, may_write: bool) -> None:
        """Show what went to and came from a neighbour."""
        if self._showing is None or self._showing[0].install_id != peer.install_id:
            self._shown = PAGE
        self._showing = (peer, log, now_ms, may_write)
        self.clear()
        if peer.waiting:
            self._add(self._next(peer))
        for exchange in log[: self._shown]:
            self._add(self._entry(exchange, now_ms, may_write=may_write))
        if len(log) > self._shown:
            more = LinkButton(f"Xem {min(PAGE, len(log) - self._shown)} tệp cũ hơn")
            more.clicked.connect(self._show_more)
            self._add(more)
        if not self._entries:
            self._add(Label("Chưa có tệp nào đi hoặc đến.", Kind.META))

    def clear(self) -> None:
        """Show nothing."""
        for entry in self._entries:
            self.body.removeWidget(entry)
            entry.deleteLater()
        self._entries = []

    def _add(self, entry: QWidget) -> None:
        if not isinstance(entry, _Entry):
            entry.setContentsMargins(16, 12, 16, 12)
        self.body.insertWidget(len(self._entries), entry)
        self._entries.append(entry)

    def _show_more(self) -> None:
        if self._showing is not None:
            self._shown += PAGE
            peer, log, now_ms, may_write = self._showing
            self.show_log(peer, log, now_ms, may_write=may_write)

    def _next(self, peer: Peer) -> _Entry:
        title = f"Tệp đi {next_number(peer)}"
        right = f"{number_text(peer.waiting)} mục, chưa tạo"
        entry = _Entry(_Way("arrow_up", dashed=True), title, right, f"{title}, {right}")
        words = "Gồm mọi mục nơi nhận chưa có, kể từ biên nhận gần nhất."
        entry.body.addWidget(Label(words, Kind.META, wrap=True))
        return entry

    def _entry(self, exchange: Exchange, now_ms: int, *, may_write: bool) -> _Entry:
        title, when = exchange_title(exchange), exchange_moment(exchange, now_ms)
        out = exchange.direction is Direction.OUT
        entry = _Entry(_Way("arrow_up" if out else "arrow_down"), title, when, f"{title}, {when}")
        if out:
            entry.body.addWidget(LifeLine(step_list(exchange)))
        line = row(gap=8)
        words = f"{exchange_line(exchange)} {short_name(exchange.file, 40)}, {_unbroken(size_text(exchange.size))}"
        line.addWidget(Label(words, Kind.META, wrap=True), 1)
        if out and not exchange.is_confirmed and may_write:
            again = LinkButton("Tạo lại")
            again.setAccessibleName(f"Tạo lại {title.lower()}")
            again.setToolTip("Gửi lại không làm trùng số liệu.")
            again.clicked.connect(self.again_wanted)
            line.addWidget(again)
        entry.body.addLayout(line)
        return entry


def next_number(peer: Peer) -> int:
    """The number of the next bundle to a neighbour."""
    return (peer.last_out or 0) + 1


def _unbroken(text: str) -> str:
    return text.replace(" ", "\u00a0")
