"""The middle of the exchange screen: the chosen neighbour, the next file to it, and what went to and fro."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.sync.exchange import Peer
from ui.exchange.situation import Details, Situation
from ui.exchange.timeline import Timeline, next_number
from ui.exchange.words import RELATION_WORDS, trust_line
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import Kind, Label

NO_MACHINE = "Khóa đã thu hồi, đơn vị không còn máy nào. Kết nạp máy mới rồi gửi tệp cho máy đó."


class TimelinePanel(Panel):
    """Shows one neighbour; where the window is narrow a list to pick from stands in for the list beside it."""

    write_wanted = Signal(object)
    """The next file to this `Peer` is to be prepared."""
    neighbour_chosen = Signal(object)
    """The installation (str) picked from the narrow window's list."""

    def __init__(self) -> None:
        super().__init__("Tệp đi và đến", scrolls=False, edge="right", margin=0, gap=0)
        self.peer: Peer | None = None
        self._reason = ""
        self.set_head(self._build_head())
        self.banner = Banner(Grade.GOOD, "")
        self.banner.hide()
        self.timeline = Timeline()
        notices = column(margin=12, gap=8)
        notices.addWidget(self.banner)
        self._notices = QWidget()
        self._notices.setLayout(notices)
        self._notices.hide()
        self.body.addWidget(self._notices)
        self.body.addWidget(self.timeline, 1)

    def _build_head(self) -> QVBoxLayout:
        self.picker = ComboBox()
        self.picker.setAccessibleName("Đơn vị trao đổi")
        self.picker.activated.connect(lambda _row: self.neighbour_chosen.emit(self.picker.value()))
        self.picker.hide()
        self._unit = Label("", Kind.SECTION, wrap=True)
        self._trust = Label("", Kind.META, wrap=True)
        self.write = PrimaryButton("Tạo tệp", "box_arrow_up", shortcut="Ctrl+E")
        self.write.clicked.connect(self._ask_to_write)
        words = column(gap=0)
        words.addWidget(self._unit)
        words.addWidget(self._trust)
        line = row(gap=8)
        line.addLayout(words, 1)
        line.addWidget(self.write)
        head = column(gap=8)
        head.addWidget(self.picker)
        head.addLayout(line)
        return head

    def show_peer(self, peer: Peer | None, found: Situation, reason: str, details: Details | None = None) -> None:
        """Show a neighbour; `reason` says why this person cannot write files, "" where he can.

        `details` come later than the rest: until then nothing is said of what became of each bundle.
        """
        if self.peer is not None and (peer is None or peer.install_id != self.peer.install_id):
            self.hide_notice()
        self.peer, self._reason = peer, reason
        if self.picker.count() != len(found.peers) or self.picker.value() != (peer.install_id if peer else None):
            self.picker.set_entries([(one.unit_name, one.install_id) for one in found.peers])
            self.picker.set_value(peer.install_id if peer else None)
        self._unit.setText(peer.unit_name if peer else "Chưa có đơn vị trao đổi")
        relation = f"{RELATION_WORDS[peer.relation]}; " if peer else ""
        may_write = peer is not None and not reason and not peer.is_ended
        why_not = NO_MACHINE if peer is not None and peer.is_ended else ""
        self._trust.setText(reason or why_not or f"{relation}{trust_line(found)}")
        self.write.setText(f"Tạo tệp {next_number(peer)}" if peer else "Tạo tệp")
        if peer is None:
            self.timeline.clear()
        else:
            fates = details.fates if details is not None else {}
            self.timeline.show_log(peer, found.log(peer), fates, found.now_ms, may_write=not reason)
        self.write.setEnabled(may_write)
        self.write.setAccessibleDescription(reason or why_not)

    def _ask_to_write(self) -> None:
        if self.peer is not None:
            self.write_wanted.emit(self.peer)

    def hide_notice(self) -> None:
        """Take away what was said of the last written file."""
        self.banner.hide()
        self._notices.hide()

    def show_written(self, title: str, facts: str) -> None:
        """Something stands on the disk or stick: say what, where, and what is to be done with it."""
        self.banner.tell(Grade.GOOD, title, facts)
        self.banner.show()
        self._notices.show()
