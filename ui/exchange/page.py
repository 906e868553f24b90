"""Trao đổi: the neighbours, what went to and came from them, and a received file before it is imported."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.sync.exchange import Exchange, Peer
from ui import theme
from ui.desk import Desk
from ui.exchange import files
from ui.exchange.enrolment import Enrolment
from ui.exchange.files import LastFolder
from ui.exchange.incoming import Incoming
from ui.exchange.join_panel import JoinPanel
from ui.exchange.neighbour_panel import NeighbourPanel
from ui.exchange.report_lines import record_place
from ui.exchange.right_side import RightSide
from ui.exchange.sending import Sending
from ui.exchange.situation import Details, Situation, details, situation
from ui.exchange.timeline_panel import TimelinePanel
from ui.exchange.trouble_words import trouble_title
from ui.exchange.words import why_not
from ui.requests import TasksRequest
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Panel, column, row

FOLDED_BELOW = 1270
"""Under this width the list of neighbours becomes a list to pick from."""
NARROW_BELOW = 1000
"""Under this width an opened file or form takes the place of the time line."""
ADMIT = "admit"
"""The argument with which another page opens the form of the admission."""


class ExchangePage(Page):
    """Writes files for the neighbours and imports theirs after a preview; admits and joins installations."""

    topics = frozenset({str(Topic.EXCHANGE), str(Topic.PROGRESS), str(Topic.TASKS), str(Topic.PLANS)})
    keys = (
        KeyHint("F6", "Đổi vùng"),
        KeyHint("Ctrl+I", "Mở tệp nhận được"),
        KeyHint("Ctrl+E", "Tạo tệp"),
        KeyHint("Enter", "Ghi tệp"),
        KeyHint("Ctrl+Enter", "Nhập"),
        KeyHint("Ctrl+L", "Đóng"),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Trao đổi", "Tệp có mã xác thực, chuyển bằng USB hoặc thư; không cần mạng", parent)
        self._desk = desk
        self._folder = LastFolder()
        self._found: Situation | None = None
        self._details: dict[str, Details] = {}
        self._may_admit = False
        self._admission_asked = False
        self.setAcceptDrops(True)
        layout = column(gap=0)
        self.setLayout(layout)
        self.trouble = Banner(Grade.ERROR, "", action="Xem và xử lý")
        self.trouble.hide()
        layout.addWidget(self.trouble)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)
        self._work = QWidget()
        self._stack.addWidget(self._work)
        self._build_work()
        self.join = JoinPanel()
        self._stack.addWidget(self.join)
        self._connect_panels()
        self._connect_jobs()
        QShortcut(QKeySequence("Ctrl+I"), self).activated.connect(self._ask_for_file)

    # Building -----------------------------------------------------------------------------------------------

    def _build_work(self) -> None:
        """The outer parts first: Qt dresses everything inside a part anew each time the part finds its place."""
        layout = row(gap=0)
        self._work.setLayout(layout)
        self.left = NeighbourPanel()
        layout.addWidget(self.left)
        self.timeline = TimelinePanel()
        layout.addWidget(self.timeline, 5)
        self.right = RightSide(self._unit_words)
        layout.addWidget(self.right, 7)
        px = theme.current().px
        self.timeline.setMinimumWidth(px(260))  # both together fit the narrowest window, whatever a panel would like
        self.right.setMinimumWidth(px(360))
        self.neighbours, self.open, self.enrol = self.left.neighbours, self.left.open, self.left.enrol
        self.idle, self.preview, self.admit = self.right.idle, self.right.preview, self.right.admit
        self.kept, self.writing = self.right.kept, self.right.writing

    def _connect_panels(self) -> None:
        self.neighbours.chosen.connect(self._show_peer)
        for panel in (self.left, self.idle):
            panel.open_wanted.connect(self._ask_for_file)
            panel.admission_wanted.connect(self.begin_admission)
        self.idle.answer_wanted.connect(self._answer)
        self.idle.keys_wanted.connect(lambda: self.go("keys"))
        self.idle.decisions_wanted.connect(lambda: self.go("decisions"))
        self.timeline.neighbour_chosen.connect(self.neighbours.select)
        self.timeline.write_wanted.connect(self.begin_file)
        shown = self.timeline.timeline
        shown.again_wanted.connect(lambda exchange: self.begin_file(self.timeline.peer, exchange.number))
        shown.report_wanted.connect(self._open_report)
        shown.sent_back_wanted.connect(lambda _exchange: self.go("tasks", TasksRequest(preset="returned")))
        self.right.turned.connect(self._make_room)
        self.right.left.connect(self._focus_work)
        self.writing.opened.connect(self._open_record)

    def _connect_jobs(self) -> None:
        self.enrolment = Enrolment(self._desk, self._folder, self.join, self.admit)
        self.enrolment.joined.connect(self._tell_joined)
        self.enrolment.admitted.connect(self.reload)
        self.sending = Sending(self._desk, self._folder, self.writing, self.timeline)
        self.sending.written.connect(self._finish_writing)
        self.incoming = Incoming(self._desk, self._folder, self.right)
        self.incoming.place_wanted.connect(self.go)
        self.incoming.done.connect(lambda words, undo: self.notify(words, undo, "Nhập lại"))
        self.incoming.sender_found.connect(self._choose_node)
        self.incoming.stranded.connect(self._focus_opening)
        for panel in (self.left, self.idle):
            panel.folder_wanted.connect(self.incoming.ask_for_folder)
        self.idle.pictures_wanted.connect(self.incoming.ask_for_pictures)
        self.idle.inspection_wanted.connect(self.incoming.ask_what_to_inspect)
        self.trouble.button.clicked.connect(lambda _on=False: self.incoming.show_troubles())
        self.timeline.timeline.take_back_wanted.connect(self.incoming.taking_back.begin)
        self.timeline.timeline.redo_wanted.connect(self.incoming.taking_back.redo)

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
        self.left.show_reason(reason)
        self.idle.show_reason(reason)
        self.idle.keys.setVisible(self._desk.session.may(Permission.EXCHANGE))
        self.idle.show_refused(found.refused)
        self.idle.show_age(found.age)
        self.idle.empty.setVisible(not found.peers)
        self.incoming.show_situation(found, may_act=not reason)
        self.trouble.setVisible(bool(found.troubles))
        if found.troubles:
            self.trouble.tell(Grade.ERROR if found.troubles.forks else Grade.WARNING, *trouble_title(found.troubles))
        self._may_admit = self._desk.session.may(Permission.ADMINISTER) and found.has_keys
        self.enrol.setVisible(self._may_admit)
        self.count("exchange", sum(bool(peer.waiting or peer.missing) for peer in found.peers))
        self._fold()
        self._follow()

    def _reason(self) -> str:
        return why_not(self._desk.session, has_keys=self._found.has_keys) if self._found is not None else ""

    def _show_peer(self, peer: Peer | None) -> None:
        found = self._found
        if found is None:
            return
        self._show_details(peer)
        if peer is not None:
            log = found.log(peer)
            self._desk.run(
                lambda session, _job: details(session, peer, log), self, lambda read: self._keep_details(peer, read)
            )

    def _keep_details(self, peer: Peer, read: Details) -> None:
        self._details[peer.install_id] = read
        current = self.neighbours.current()
        if current is not None and current.install_id == peer.install_id:
            self._show_details(current)

    def _show_details(self, peer: Peer | None) -> None:
        found = self._found
        if found is not None:
            known = self._details.get(peer.install_id) if peer is not None else None
            self.timeline.show_peer(peer, found, self._reason(), known)
            self.idle.show_standing(peer, known.standing if known is not None else None, found.now_ms)

    def begin_admission(self) -> None:
        """Show the form that admits a new installation."""
        self.admit.begin()
        self.right.turn_to(self.admit)
        self.admit.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_joined(self) -> None:
        self._stack.setCurrentWidget(self._work)
        self._focus_work()
        self.notify("Máy này đã được kết nạp. Từ nay trao đổi tệp được với cấp trên.")
        self.reload()

    # Writing files ------------------------------------------------------------------------------------------

    def begin_file(self, peer: Peer | None, again: int | None = None) -> None:
        """Open the form that writes a file, with the focus on the button that writes."""
        if peer is not None and self._found is not None and not self._reason():
            self.right.turn_to(self.writing)
            if not self.sending.is_writing:
                self.sending.begin(peer, self._found.log(peer), again)

    def _answer(self, node: str) -> None:
        peer = self._found.at_node(node) if self._found is not None else None
        if peer is not None:
            self.neighbours.select(peer.install_id)
            self.begin_file(peer)

    def _finish_writing(self) -> None:
        self.idle.show_done("")
        if self.right.currentWidget() is self.writing:
            self.right.close_panel()

    # Received files -----------------------------------------------------------------------------------------

    def _may_open(self) -> bool:
        """Whether files come in here; the keys work wherever the buttons stand, also where they are folded away."""
        return self._stack.currentWidget() is not self.join and self.open.isEnabled()

    def _ask_for_file(self) -> None:
        file = self.incoming.ask_for_file() if self._may_open() else None
        if file is not None:
            self.open_file(file)

    def open_file(self, file: Path) -> None:
        """Preview a received file or folder; the request of a new installation opens the form of its admission."""
        if file.suffix.lower() == ".hqe" and self._may_admit:
            self.begin_admission()
            self.enrolment.open_request(file)
        else:
            self.incoming.open_files([file])

    def _choose_node(self, node: str) -> None:
        sender = self._found.at_node(node) if self._found is not None else None
        if sender is not None:
            self.neighbours.select(sender.install_id)

    def _focus_opening(self) -> None:
        start = self.idle.open if self.left.isHidden() else self.open
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_report(self, exchange: Exchange) -> None:
        peer = self.timeline.peer
        known = self._details.get(peer.install_id) if peer is not None else None
        fate = known.fates.get(exchange.id) if known is not None else None
        self.incoming.open_report(exchange, is_taken_back=fate is None or fate.is_taken_back)

    def _open_record(self, entity: EntityId) -> None:
        place = record_place(entity, is_top="/" not in self._desk.session.node)
        if place is not None:
            self.go(*place)

    # The page -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        if argument == ADMIT:
            self._admission_asked = True
            self._follow()
        elif self._stack.currentWidget() is self.join:
            self.join.focus_start()
        elif not self.right.is_busy:
            self._focus_work()

    def _follow(self) -> None:
        """Open the form of the admission as soon as it is known whether this person may admit."""
        if self._admission_asked and self._found is not None:
            self._admission_asked = False
            if self._may_admit:
                self.begin_admission()

    def _focus_work(self) -> None:
        start = self.timeline.write if self.left.isHidden() else self.neighbours
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def panels(self) -> Sequence[QWidget]:
        shown: Sequence[Panel] = (self.left, self.timeline, *self.right.panels)
        return [panel for panel in shown if panel.isVisibleTo(self)]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _make_room(self) -> None:
        """What was told of the last written file goes when something else is begun."""
        if self.right.is_busy:
            self.timeline.hide_notice()
        self._fold()

    def _fold(self) -> None:
        """Where it is narrow the neighbours become a list to pick from, then a file takes the whole width."""
        px = theme.current().px
        folded = self.width() < px(FOLDED_BELOW)
        narrow = self.width() < px(NARROW_BELOW)
        self.left.setVisible(not folded)
        self.timeline.picker.setVisible(folded and self.timeline.picker.count() > 1)
        self.idle.show_tools(shown=folded, may_admit=self._may_admit)
        self.timeline.setVisible(not (narrow and self.right.is_busy))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files.dropped(event.mimeData()) and self._may_open():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        chosen = files.dropped(event.mimeData())
        if chosen and self._may_open():
            event.acceptProposedAction()
            if len(chosen) == 1:
                self.open_file(chosen[0])
            else:
                self.incoming.open_files(chosen)
