"""Trao đổi: the neighbours, what went to and came from them, and a received file before it is imported."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.permissions import Permission
from desktop.sync.exchange import ImportReport, Peer
from ui import theme
from ui.desk import Desk
from ui.exchange import files
from ui.exchange.admit_panel import AdmitPanel
from ui.exchange.enrolment import Enrolment
from ui.exchange.files import LastFolder
from ui.exchange.idle_panel import IdlePanel
from ui.exchange.join_panel import JoinPanel
from ui.exchange.neighbour_list import NeighbourList
from ui.exchange.preview_panel import PreviewPanel
from ui.exchange.receiving import Receiving
from ui.exchange.sending import Sending
from ui.exchange.situation import Situation, situation
from ui.exchange.timeline_panel import TimelinePanel
from ui.exchange.words import done_words, why_not
from ui.importing.offered import dropped_file
from ui.widgets.buttons import PlainButton, SecondaryButton
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import Kind, Label

FOLDED_BELOW = 1270
"""Under this width the list of neighbours becomes a list to pick from."""
NARROW_BELOW = 1000
"""Under this width an opened file or form takes the place of the time line."""


class ExchangePage(Page):
    """Writes files for the neighbours and imports theirs after a preview; admits and joins installations."""

    topics = frozenset({str(Topic.EXCHANGE), str(Topic.PROGRESS), str(Topic.TASKS), str(Topic.PLANS)})
    keys = (
        KeyHint("F6", "Đổi vùng"),
        KeyHint("Ctrl+I", "Mở tệp nhận được"),
        KeyHint("Ctrl+E", "Tạo tệp"),
        KeyHint("Ctrl+Enter", "Nhập"),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Trao đổi", "Tệp có mã xác thực, chuyển bằng USB hoặc thư; không cần mạng", parent)
        self._desk = desk
        self._folder = LastFolder()
        self._found: Situation | None = None
        self._may_admit = False
        self.setAcceptDrops(True)
        layout = column(gap=0)
        self.setLayout(layout)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack)
        self._work = QWidget()
        self._stack.addWidget(self._work)
        self._build_work()
        self.join = JoinPanel()
        self._stack.addWidget(self.join)
        self.enrolment = Enrolment(desk, self._folder, self.join, self.admit)
        self.enrolment.joined.connect(self._tell_joined)
        self.enrolment.admitted.connect(self.reload)
        self.sending = Sending(desk, self._folder, self.timeline)
        self.sending.written.connect(lambda: self.idle.show_done(None))
        self.receiving = Receiving(desk, self._folder, self.idle, self.preview)
        self.receiving.looked.connect(self._show_preview)
        self.receiving.refused.connect(self._show_refusal)
        self.receiving.taken.connect(self._finish_import)
        QShortcut(QKeySequence("Ctrl+I"), self).activated.connect(self._ask_for_file)

    # Building -----------------------------------------------------------------------------------------------

    def _build_work(self) -> None:
        """The outer parts first: Qt dresses everything inside a part anew each time the part finds its place."""
        layout = row(gap=0)
        self._work.setLayout(layout)
        layout.addWidget(self._build_neighbours())
        self.timeline = TimelinePanel()
        layout.addWidget(self.timeline, 5)
        self.timeline.neighbour_chosen.connect(self._choose)
        self._right = QStackedWidget()
        layout.addWidget(self._right, 7)
        self.preview = PreviewPanel(self._unit_words)
        self.preview.postponed.connect(self._close_right)
        self.idle = IdlePanel()
        self.idle.open_wanted.connect(self._ask_for_file)
        self.idle.admission_wanted.connect(self.begin_admission)
        self.idle.answer_wanted.connect(self._answer)
        self.admit = AdmitPanel()
        self.admit.closed.connect(self._close_right)
        for panel in (self.idle, self.preview, self.admit):
            self._right.addWidget(panel)

    def _build_neighbours(self) -> Panel:
        self._neighbours = Panel("Đơn vị trao đổi", scrolls=False, edge="right", margin=0, gap=0)
        head = row()
        head.addWidget(Label("Đơn vị trao đổi", Kind.STRONG))
        self._neighbours.set_head(head)
        self.neighbours = NeighbourList()
        self.neighbours.chosen.connect(self._show_peer)
        self._neighbours.body.addWidget(self.neighbours, 1)
        self.open = SecondaryButton("Mở tệp nhận được", "folder_open", tip="Ctrl+I")
        self.open.clicked.connect(self._ask_for_file)
        self.enrol = PlainButton("Kết nạp máy mới", "key")
        self.enrol.clicked.connect(self.begin_admission)
        foot = column(gap=6)
        foot.addWidget(self.open)
        foot.addWidget(self.enrol)
        self._neighbours.set_foot(foot)
        self._neighbours.setFixedWidth(theme.current().px(236))
        return self._neighbours

    def _unit_words(self, code: str) -> str:
        if code in ("", self._desk.session.unit):
            return ""
        unit = self._desk.units.unit(code) if code in self._desk.units else None
        return unit.short_name.removeprefix("HQ ") if unit is not None else code

    # Contents -----------------------------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        self._desk.run(lambda session, _job: situation(session), self, self._show)

    def _show(self, found: Situation) -> None:
        self._found = found
        reason = why_not(self._desk.session, has_keys=found.has_keys)
        self.join.show_reason(reason)
        outside = not found.trust.is_joined and "/" in self._desk.session.node
        self._stack.setCurrentWidget(self.join if outside else self._work)
        self.set_keys(() if outside else type(self).keys)
        self.neighbours.show_situation(found)
        self._show_peer(self.neighbours.current())
        for button in (self.open, self.idle.open):
            button.setEnabled(not reason)
            button.setAccessibleDescription(reason)
        self.idle.show_reason(reason)
        self._may_admit = self._desk.session.may(Permission.ADMINISTER) and found.has_keys
        self.enrol.setVisible(self._may_admit)
        self.idle.enrol.setVisible(self._may_admit)
        self.count("exchange", sum(bool(peer.waiting or peer.missing) for peer in found.peers))
        self._fold()

    def _show_peer(self, peer: Peer | None) -> None:
        if self._found is not None:
            reason = why_not(self._desk.session, has_keys=self._found.has_keys)
            self.timeline.show_peer(peer, self._found, reason)

    def _choose(self, install_id: str) -> None:
        self.neighbours.select(install_id)

    def begin_admission(self) -> None:
        """Show the form that admits a new installation."""
        self.admit.begin()
        self._show_right(self.admit)
        self.admit.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_joined(self) -> None:
        self._stack.setCurrentWidget(self._work)
        self._focus_work()
        self.notify("Máy này đã được kết nạp. Từ nay trao đổi tệp được với cấp trên.")
        self.reload()

    def _show_right(self, panel: Panel) -> None:
        self._right.setCurrentWidget(panel)
        self._fold()

    # Files --------------------------------------------------------------------------------------------------

    def _answer(self, node: str) -> None:
        peer = next((one for one in (self._found.peers if self._found else ()) if one.node == node), None)
        if peer is not None:
            self.neighbours.select(peer.install_id)
            self.sending.write(peer)

    def _ask_for_file(self) -> None:
        """Ask for a received file; the key works wherever the button stands, also where it is folded away."""
        if self._stack.currentWidget() is self.join or not self.open.isEnabled():
            return
        file = files.ask_for_bundle(self, self._folder.read())
        if file is not None:
            self.open_file(file)

    def open_file(self, file: Path) -> None:
        """Preview a received bundle; the request of a new installation opens the form of its admission."""
        if file.suffix.lower() == ".hqe" and self._may_admit:
            self.begin_admission()
            self.enrolment.open_request(file)
            return
        self._show_right(self.idle)
        self.receiving.look_into(file)

    def _show_preview(self, report: ImportReport) -> None:
        found = self._found.peers if self._found else ()
        sender = next((peer for peer in found if peer.node == report.from_node), None)
        if sender is not None:
            self.neighbours.select(sender.install_id)
        self.receiving.show(sender.last_in if sender else None)
        self._show_right(self.preview)
        self.preview.focus_action()

    def _show_refusal(self) -> None:
        self._show_right(self.idle)
        start = self.idle.open if self._neighbours.isHidden() else self.open
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish_import(self, report: ImportReport) -> None:
        self._close_right()
        self.idle.show_done(report)
        self.idle.done.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.notify(done_words(report))

    def _close_right(self) -> None:
        self._show_right(self.idle)
        self.idle.show_problem("", "")
        self._focus_work()

    # The page -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        if self._stack.currentWidget() is self.join:
            self.join.focus_start()
        else:
            self._focus_work()

    def _focus_work(self) -> None:
        start = self.timeline.write if self._neighbours.isHidden() else self.neighbours
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def panels(self) -> Sequence[QWidget]:
        shown = (self._neighbours, self.timeline, self.idle, self.preview, self.admit)
        return [panel for panel in shown if panel.isVisibleTo(self)]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Where it is narrow the neighbours become a list to pick from, then a file takes the whole width."""
        px = theme.current().px
        folded = self.width() < px(FOLDED_BELOW)
        narrow = self.width() < px(NARROW_BELOW)
        busy = self._right.currentWidget() is not self.idle
        self._neighbours.setVisible(not folded)
        self.timeline.picker.setVisible(folded and self.timeline.picker.count() > 1)
        self.idle.show_tools(shown=folded)
        self.timeline.setVisible(not (narrow and busy))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None and self.open.isEnabled():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_file(event)
        if file is not None and self.open.isEnabled():
            event.acceptProposedAction()
            self.open_file(file)
