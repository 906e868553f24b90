"""What went to and came from a neighbour, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from desktop.formats import number_text, short_name, size_text
from desktop.sync.exchange import BundleFate, Direction, Exchange, Peer, Relation
from ui.exchange.entries import Entry, Way
from ui.exchange.words import exchange_line, exchange_moment, exchange_title, fate_line, step_list
from ui.widgets.buttons import LinkButton
from ui.widgets.life_line import LifeLine
from ui.widgets.panels import ScrollColumn
from ui.widgets.text import Kind, Label

PAGE = 20
"""So many bundles are shown before «Xem tệp cũ hơn»."""


class Timeline(ScrollColumn):
    """The bundles of one neighbour under what waits to be written; the signals carry the `Exchange` of a row."""

    again_wanted = Signal(object)
    report_wanted = Signal(object)
    take_back_wanted = Signal(object)
    redo_wanted = Signal(object)
    sent_back_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=0, gap=0, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Các tệp đi và đến")
        self._entries: list[QWidget] = []
        self._shown = PAGE
        self.body.addStretch(1)
        self._peer: Peer | None = None
        self._log: Sequence[Exchange] = ()
        self._fates: dict[int, BundleFate] = {}
        self._now_ms, self._may_write = 0, False

    def show_log(
        self, peer: Peer, log: Sequence[Exchange], fates: dict[int, BundleFate], now_ms: int, *, may_write: bool
    ) -> None:
        """Show what went to and came from a neighbour."""
        if self._peer is None or self._peer.install_id != peer.install_id:
            self._shown = PAGE
        self._peer, self._log, self._fates, self._now_ms, self._may_write = peer, log, fates, now_ms, may_write
        self._fill(peer)

    def _fill(self, peer: Peer) -> None:
        scrolled = self.verticalScrollBar().value()
        self.clear()
        if peer.waiting:
            self._add(self._next(peer))
        for exchange in self._log[: self._shown]:
            self._add(self._entry(exchange))
        if len(self._log) > self._shown:
            more = LinkButton(f"Xem {min(PAGE, len(self._log) - self._shown)} tệp cũ hơn")
            more.clicked.connect(self._show_more)
            self._add(more)
        if not self._entries:
            self._add(Label("Chưa có tệp nào đi hoặc đến.", Kind.META))
        self.verticalScrollBar().setValue(scrolled)

    def clear(self) -> None:
        """Show nothing."""
        for entry in self._entries:
            self.body.removeWidget(entry)
            entry.deleteLater()
        self._entries = []

    def _add(self, entry: QWidget) -> None:
        if not isinstance(entry, Entry):
            entry.setContentsMargins(16, 12, 16, 12)
        self.body.insertWidget(len(self._entries), entry)
        self._entries.append(entry)

    def _show_more(self) -> None:
        self._shown += PAGE
        if self._peer is not None:
            self._fill(self._peer)

    def _next(self, peer: Peer) -> Entry:
        title = f"Tệp đi {next_number(peer)}"
        entry = Entry(Way("arrow_up", dashed=True), title, f"{number_text(peer.waiting)} mục, chưa tạo")
        words = "Gồm mọi mục nơi nhận chưa có, kể từ biên nhận gần nhất."
        entry.body.addWidget(Label(words, Kind.META, wrap=True))
        return entry

    def _entry(self, exchange: Exchange) -> Entry:
        out = exchange.direction is Direction.OUT
        title, when = exchange_title(exchange), exchange_moment(exchange, self._now_ms)
        entry = Entry(Way("arrow_up" if out else "arrow_down"), title, when)
        fate = self._fates.get(exchange.id, BundleFate(exchange.id))
        if out:
            entry.body.addWidget(LifeLine(step_list(exchange, fate)))
        told = exchange_line(exchange, fate)
        words = f"{told} {short_name(exchange.file, 40)}, {_unbroken(size_text(exchange.size))}"
        entry.body.addWidget(Label(words, Kind.META, wrap=True))
        if line := fate_line(fate):
            entry.body.addWidget(Label(line, Kind.META, wrap=True))
        entry.add_acts(self._acts_of_written(exchange, fate) if out else self._acts_of_imported(exchange, fate))
        return entry

    def _acts_of_written(self, exchange: Exchange, fate: BundleFate) -> list[LinkButton]:
        acts = []
        if fate.sent_back:
            acts.append(self._act(f"Xem {number_text(fate.sent_back)} mục trả lại", exchange, self.sent_back_wanted))
        may_send = self._may_write and self._peer is not None and not self._peer.is_ended
        if not exchange.is_confirmed and may_send:
            again = self._act("Gửi lại", exchange, self.again_wanted)
            again.setToolTip("Gửi lại không làm trùng số liệu.")
            acts.append(again)
        return acts

    def _acts_of_imported(self, exchange: Exchange, fate: BundleFate) -> list[LinkButton]:
        acts = [self._act("Báo cáo nhập", exchange, self.report_wanted)] if fate.has_report else []
        if self._may_write and fate.is_taken_back:
            acts.append(self._act("Nhập lại", exchange, self.redo_wanted))
        elif self._may_write and self._is_foreign and exchange.counts.get("new", 0):
            acts.append(self._act("Hoàn tác lần nhập", exchange, self.take_back_wanted))
        return acts

    @property
    def _is_foreign(self) -> bool:
        """Whether the neighbour is another unit: what the own unit's machines wrote is not taken back in one piece."""
        return self._peer is not None and self._peer.relation is not Relation.SITE

    def _act(self, words: str, exchange: Exchange, signal: SignalInstance) -> LinkButton:
        made = LinkButton(words)
        made.setAccessibleName(f"{words}: {exchange_title(exchange).lower()}")
        made.clicked.connect(lambda _on=False: signal.emit(exchange))
        return made


def next_number(peer: Peer) -> int:
    """The number of the next bundle to a neighbour."""
    return peer.next_number


def _unbroken(text: str) -> str:
    return text.replace(" ", "\u00a0")
