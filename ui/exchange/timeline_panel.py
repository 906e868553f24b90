"""The middle of the exchange screen: the chosen neighbour, the next file to it, and what went to and fro."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.formats import number_text, size_text
from desktop.sync.exchange import Peer, WrittenBundle
from ui.exchange.situation import Situation
from ui.exchange.timeline import Timeline, next_number
from ui.exchange.words import RELATION_WORDS, trust_line
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.panels import Panel, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import Kind, Label


class TimelinePanel(Panel):
    """Shows one neighbour; where the window is narrow a list to pick from stands in for the list beside it."""

    write_wanted = Signal(object)
    """The next file to this `Peer` is to be written."""
    neighbour_chosen = Signal(object)
    """The installation (str) picked from the narrow window's list."""

    def __init__(self) -> None:
        super().__init__("Tệp đi và đến", scrolls=False, edge="right", margin=0, gap=0)
        self.peer: Peer | None = None
        self._reason = ""
        self._is_writing = False
        self.set_head(self._build_head())
        self.banner = Banner(Grade.GOOD, "")
        self.banner.hide()
        self.progress = ProgressPanel("Dừng thì chưa có tệp nào được ghi.", "bản ghi")
        self.timeline = Timeline()
        self.timeline.again_wanted.connect(self._ask_to_write)
        notices = column(margin=12, gap=8)
        notices.addWidget(self.banner)
        notices.addWidget(self.progress)
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

    def show_peer(self, peer: Peer | None, found: Situation, reason: str) -> None:
        """Show a neighbour; `reason` says why this person cannot write files, "" where he can."""
        if self.peer is not None and (peer is None or peer.install_id != self.peer.install_id):
            self.banner.hide()
            self._notices.hide()
        self.peer, self._reason = peer, reason
        if self.picker.count() != len(found.peers) or self.picker.value() != (peer.install_id if peer else None):
            self.picker.set_entries([(one.unit_name, one.install_id) for one in found.peers])
            self.picker.set_value(peer.install_id if peer else None)
        self._unit.setText(peer.unit_name if peer else "Chưa có đơn vị trao đổi")
        relation = f"{RELATION_WORDS[peer.relation]}; " if peer else ""
        self._trust.setText(reason or f"{relation}{trust_line(found)}")
        self.write.setText(f"Tạo tệp {next_number(peer)}" if peer else "Tạo tệp")
        if peer is None:
            self.timeline.clear()
        else:
            self.timeline.show_log(peer, found.log(peer), found.now_ms, may_write=not reason)
        self._refresh()

    def _refresh(self) -> None:
        self.write.setEnabled(self.peer is not None and not self._reason and not self._is_writing)
        self.write.setAccessibleDescription(self._reason)

    def _ask_to_write(self) -> None:
        if self.peer is not None:
            self.write_wanted.emit(self.peer)

    def set_writing(self, *, writing: bool) -> None:
        """A file is being written, or not any more."""
        self._is_writing = writing
        self._notices.setVisible(writing)
        if writing and self.peer is not None:
            self.banner.hide()
            self.progress.begin(f"Đang tạo tệp đi {next_number(self.peer)}")
        else:
            self.progress.end()
        self._refresh()

    def show_written(self, written: WrittenBundle) -> None:
        """A file stands on the disk or stick; say where, and that it was read back."""
        carried = sum(written.records.values())
        content = f"{number_text(carried)} mục" if carried else "biên nhận"
        facts = f"{written.path.name}, {content}, {size_text(written.size)}, trong {written.path.parent}."
        self.banner.tell(Grade.GOOD, f"Đã ghi tệp đi {written.number} và đọc lại đúng", facts)
        self.banner.show()
        self._notices.show()

    def show_problem(self, what: str, todo: str) -> None:
        """The file could not be written."""
        self.banner.tell(Grade.ERROR, what, todo)
        self.banner.show()
        self._notices.show()
