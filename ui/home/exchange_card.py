"""What Home says about the exchange of files: missing receipts and what waits to be sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from desktop.formats import number_text, short_day_text
from desktop.sync.neighbours.peers import Peer, Relation
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Card, column, row
from ui.widgets.text import Kind, Label

OVERDUE_AFTER_DAYS = 7
"""After so many days without a receipt the file is worth writing again."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say: icon, its ink, what, and more about it."""

    icon: str
    ink: str
    what: str
    more: str


def lines(around: Sequence[Peer], today: date) -> list[Line]:
    """What there is to say about the neighbours, the most urgent first."""
    return [line for rule in (_missing, _unconfirmed, _elsewhere, _waiting, _quiet) for line in rule(around, today)]


def _missing(around: Sequence[Peer], _today: date) -> list[Line]:
    return [
        Line(
            "warning",
            "warn.solid",
            f"Thiếu tệp {', '.join(map(number_text, peer.missing))} của {peer.unit_name}",
            "Xin lại tệp rồi nhập; tệp sau đang được giữ.",
        )
        for peer in around
        if peer.missing
    ]


def _unconfirmed(around: Sequence[Peer], today: date) -> list[Line]:
    found = []
    for peer in around:
        since = _day(peer.unconfirmed_since)
        if since is None or (today - since).days < OVERDUE_AFTER_DAYS:
            continue
        found.append(
            Line(
                "warning",
                "warn.solid",
                f"Tệp gửi {short_day_text(since)} chưa có biên nhận",
                f"{peer.unit_name}, đã {(today - since).days} ngày. Gửi lại không làm trùng số liệu.",
            )
        )
    return found


def _waiting(around: Sequence[Peer], _today: date) -> list[Line]:
    found = []
    for peer in around:
        if peer.waiting:
            number = peer.next_number
            what = f"{number_text(peer.waiting)} mục chờ đưa vào tệp đi {number}"
            to = "máy khác của đơn vị" if peer.relation is Relation.SITE else peer.unit_name
            found.append(Line("archive", "text2", what, f"Gửi {to}."))
    return found


def _elsewhere(around: Sequence[Peer], _today: date) -> list[Line]:
    """Up to when the work on the unit's other machines is seen here: nobody takes silence for idleness."""
    return [
        Line(
            "info",
            "text2",
            f"Máy khác của đơn vị: thấy việc đến {_moment(peer.last_in_at)}"
            if peer.last_in_at is not None
            else "Máy khác của đơn vị: chưa nhận tệp nào",
            "Việc ghi ở máy ấy sau đó chưa thấy ở đây."
            if peer.last_in_at is not None
            else "Việc ghi ở máy ấy chưa thấy ở đây.",
        )
        for peer in around
        if peer.relation is Relation.SITE
    ]


def _moment(at_ms: int) -> str:
    moment = datetime.fromtimestamp(at_ms / 1000).astimezone()
    return f"{moment:%H:%M} {short_day_text(moment.date())}"


def _quiet(around: Sequence[Peer], today: date) -> list[Line]:
    if not around:
        return [
            Line("arrow_swap", "text2", "Chưa kết nạp nơi trao đổi nào", "Kết nạp một lần, rồi gửi và nhận bằng tệp.")
        ]
    if any(peer.missing or peer.waiting for peer in around) or _unconfirmed(around, today):
        return []
    last = max((at for peer in around for at in (peer.last_in_at, peer.last_out_at) if at), default=None)
    if last is None:
        return [Line("arrow_swap", "text2", "Chưa trao đổi tệp nào", "Tệp đầu tiên tạo ở «Trao đổi».")]
    day = short_day_text(datetime.fromtimestamp(last / 1000).astimezone().date())
    return [Line("checkmark_circle", "green.solid", "Không có gì chờ gửi", f"Lần trao đổi gần nhất ngày {day}.")]


def _day(at_ms: int | None) -> date | None:
    return None if at_ms is None else datetime.fromtimestamp(at_ms / 1000).astimezone().date()


class ExchangeCard(Card):
    """The card: up to three lines, a link to the place of exchange and, where something waits, the file to make.

    `is_urgent` while a file or a receipt is missing.
    """

    MOST = 3

    def __init__(self, title: str, go: Callable[[], None], *, may_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._may_write = may_write
        self.is_urgent = False
        link = LinkButton("Mở Trao đổi")
        link.clicked.connect(lambda _checked=False: go())
        self.tools.addWidget(link)
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self.make = PrimaryButton("", "box_arrow_up")
        self.make.clicked.connect(lambda _checked=False: go())
        self.make.hide()
        foot = row(gap=8)
        foot.addWidget(self.make)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_peers(self, around: Sequence[Peer], today: date) -> None:
        """Say what there is to say about these neighbours."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        said = lines(around, today)
        self.is_urgent = any(line.icon == "warning" for line in said)
        for line in said[: self.MOST]:
            self._lines.addWidget(_line_widget(line))
        waiting = [peer for peer in around if peer.waiting]
        self.make.setVisible(bool(waiting) and self._may_write)
        if waiting:
            self.make.setText(f"Tạo tệp đi {waiting[0].next_number}")


def _line_widget(line: Line) -> QWidget:
    made = QWidget()
    layout = row(gap=10)
    layout.addWidget(IconLabel(line.icon, line.ink))
    words = column(gap=0)
    words.addWidget(Label(line.what, Kind.STRONG, wrap=True))
    words.addWidget(Label(line.more, Kind.META, wrap=True))
    layout.addLayout(words, 1)
    made.setLayout(layout)
    return made
