"""«Sửa đổi kế hoạch»: what headquarters changed, old beside new, to be read and acknowledged by the department."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.amendments.acknowledging import acknowledge
from desktop.errors import AppError
from desktop.formats import clock_text, day_text
from desktop.jobs import Job
from desktop.messages import message_of
from desktop.permissions import Permission
from desktop.session import Session, Undoable
from ui.desk import Desk
from ui.plans.changes_view import ChangesView
from ui.plans.shown_change import ShownChange, counted
from ui.plans.told import Key, Told, ToldAmendment, groups_of, read_told
from ui.requests import TasksRequest
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import Kind, Label


class AmendmentsPage(Page):
    """Everybody reads; a leader acknowledges the decision of the change that is chosen."""

    topics = frozenset({str(Topic.PLANS), str(Topic.TASKS), str(Topic.PROGRESS), str(Topic.EXCHANGE)})
    keys = (
        KeyHint("↑ ↓", "Chọn thay đổi"),
        KeyHint("Enter", "Mở nhiệm vụ"),
        KeyHint("Ctrl+Enter", "Xác nhận đã nhận sửa đổi"),
        KeyHint("Ctrl+Z", "Hoàn tác"),
    )

    loaded = Signal()
    """What the page shows was read (again) and is on the screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Sửa đổi kế hoạch", "Nội dung cũ và mới của từng dòng; việc của đơn vị đứng trước", parent)
        self._desk = desk
        self._told = Told((), ())
        self._wanted: Key | None = None
        self._may = desk.session.may(Permission.REVIEW)
        self.refusal = Banner(Grade.ERROR, "", action="Đóng", quiet_action=True)
        self.banner = Banner(Grade.WARNING, "")
        self.changes = ChangesView("Các thay đổi của kế hoạch")
        self.decision = Label("", Kind.STRONG, wrap=True)
        self.standing = Label("", Kind.META, wrap=True)
        self.task = SecondaryButton("Mở nhiệm vụ", "clipboard_task")
        self.acknowledge = PrimaryButton("Xác nhận đã nhận sửa đổi", "checkmark", shortcut="Ctrl+Return")
        self.empty = EmptyState(
            "Chưa có quyết định nào sửa kế hoạch",
            "Quyết định sửa đổi của cấp trên đến trong tệp; nhập tệp ở «Trao đổi».",
            icon="document_text",
            tone="grey",
        )
        self._lay_out()
        self.refusal.button.clicked.connect(self.refusal.hide)
        self.changes.chosen.connect(lambda _change: self._show_decision())
        self.changes.opened.connect(self._open)
        self.task.clicked.connect(lambda _checked=False: self._open(self.changes.current()))
        self.acknowledge.clicked.connect(lambda _checked=False: self._acknowledge())

    def _lay_out(self) -> None:
        read = Panel("Các thay đổi", scrolls=False, margin=0, gap=0)
        read.body.addWidget(self.banner)
        read.body.addWidget(self.changes, 1)
        words = column(gap=0)
        words.addWidget(self.decision)
        words.addWidget(self.standing)
        foot = row(gap=8)
        foot.addLayout(words, 1)
        foot.addWidget(self.task)
        foot.addWidget(self.acknowledge)
        read.set_foot(foot)
        nothing = QWidget()
        around = column(margin=20)
        around.addWidget(self.empty)
        nothing.setLayout(around)
        self._stack = QStackedWidget()
        self._stack.addWidget(read)
        self._stack.addWidget(nothing)
        whole = column(gap=0)
        whole.addWidget(self.refusal)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self.refusal.hide()
        self.banner.hide()

    # Showing ------------------------------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        self._desk.run(lambda session, _job: read_told(session), self, self._show)

    def _show(self, told: Told) -> None:
        self._told = told
        self._stack.setCurrentIndex(0 if told.amendments else 1)
        self.banner.setVisible(bool(told.words))
        if told.words:
            self.banner.tell(Grade.WARNING, told.words[0], " ".join(told.words[1:]))
        self.changes.show_changes((), groups_of(told.amendments))
        if self._wanted is not None:
            self._choose(self._wanted)
        self._show_decision()
        self.count("amendments", len(told.pending))
        self.loaded.emit()

    def _choose(self, key: Key) -> None:
        one = self._told.find(key)
        if one is not None and one.changes:
            self._wanted = None
            self.changes.list.select(one.changes[0].key)

    @property
    def told(self) -> ToldAmendment | None:
        """The amendment that the chosen change belongs to, else the first that waits."""
        chosen = self._told.of_change(self.changes.current())
        return chosen or next(iter(self._told.pending or self._told.amendments), None)

    def _show_decision(self) -> None:
        one = self.told
        if one is None:
            return
        amendment = one.amendment
        day = f" ngày {day_text(amendment.date)}" if amendment.date else ""
        self.decision.setText(f"Quyết định {amendment.number}{day}: {' '.join(amendment.title.split())}")
        own = len(one.concerning)
        facts = f"Bản {amendment.rev} của {one.plan.number}: {counted(one.changes)}; {own} dòng là nhiệm vụ của đơn vị."
        said = one.acknowledged
        if said is not None:
            when = datetime.fromtimestamp(said.at / 1000).astimezone()
            facts = f"{facts} {said.by_name or said.by} đã xác nhận {day_text(when.date())} {clock_text(when)[:5]}."
        elif not self._may:
            facts = f"{facts} Lãnh đạo đơn vị xác nhận."
        else:
            facts = f"{facts} Kết quả đã nhập vẫn giữ nguyên."
        self.standing.setText(facts)
        self.acknowledge.setVisible(self._may)
        self.acknowledge.setEnabled(said is None)
        self.acknowledge.setText("Xác nhận đã nhận sửa đổi" if said is None else "Đã xác nhận")
        current = self.changes.current()
        self.task.setEnabled(current is not None and current.concerns)

    # Acts ---------------------------------------------------------------------------------------------------

    def _open(self, change: ShownChange | None) -> None:
        if change is not None and change.concerns:
            self.go("tasks", TasksRequest(task=change.task))

    def _acknowledge(self) -> None:
        one = self.told
        if one is None or one.acknowledged is not None:
            return
        plan, rev = one.plan, one.amendment.rev

        def work(session: Session, _job: Job) -> Undoable | None:
            acknowledge(session, plan, rev)
            return session.last_undoable()

        def finish(done: Undoable | None) -> None:
            self.refusal.hide()
            self.notify(
                f"Đã xác nhận bản {rev} của {plan.number}. Tệp đi sau sẽ báo lên trên.", lambda: self._undo(done)
            )

        self._desk.run(work, self, finish, on_error=self._refuse)

    def _undo(self, done: Undoable | None) -> None:
        change = done.change if done is not None else None
        self._desk.run(
            lambda session, _job: session.undo(change),
            self,
            lambda _undone: self.notify("Đã hoàn tác việc xác nhận."),
            on_error=self._refuse,
        )

    def _refuse(self, error: Exception) -> bool:
        if not isinstance(error, AppError):
            return False
        told = message_of(error)
        self.refusal.tell(Grade.ERROR, told.what, told.todo)
        self.refusal.show()
        return True

    # The page -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        if isinstance(argument, tuple):
            self._wanted = argument
            self._choose(self._wanted)
        self.changes.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.changes.set_compact(compact)
