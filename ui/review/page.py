"""The screen Duyệt: the queue on the left, one entry beside it, approving and returning with undo."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.errors import OwnEntry
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.messages import explain, message_of
from desktop.progress.review import approve_entries, return_entries
from desktop.session import Session, Undoable
from ui.attachments.file_panel import FilePanel
from ui.desk import Desk
from ui.requests import TasksRequest
from ui.review.entry_panel import EntryPanel
from ui.review.queue import review_queue
from ui.review.queue_panel import QueuePanel
from ui.review.rows import ReviewRow, review_rows, waiting_words
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import column, row

PLACE = "review"


class ReviewPage(Page):
    """What waits for the supervisor; nobody approves what he entered himself (FEATURES D1–D6)."""

    topics = frozenset({Topic.PROGRESS, Topic.TASKS, Topic.PLANS, Topic.PEOPLE})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Duyệt", parent=parent)
        self._desk = desk
        self._focus_wanted = False
        self._target: EntityId | None = None
        self._busy = False
        self._written = False
        self._told_own = False
        self.queue: QueuePanel[ReviewRow] = QueuePanel(review_queue())
        self.entry: EntryPanel[ReviewRow] = EntryPanel()
        self.files = FilePanel(desk, above=14)
        self.entry.add_part(self.files)
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.set_compact(self.is_compact)
        self._name_keys()

    def _lay_out(self) -> None:
        left = column(gap=0)
        self._above = column(gap=0)
        self._above.addWidget(self.banner)
        left.addLayout(self._above)
        left.addWidget(self.queue, 1)
        whole = row(gap=0)
        whole.addLayout(left, 1)
        whole.addWidget(self.entry)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.queue.chosen.connect(self.entry.show_row)
        self.queue.chosen.connect(lambda _row: self._forget_own())
        self.queue.opened.connect(lambda _row: self._open_task())
        self.queue.approve_wanted.connect(self._approve_ticked)
        self.queue.return_wanted.connect(self._return_ticked)
        self.queue.ticks_changed.connect(self._follow_ticks)
        self.entry.row_shown.connect(lambda row: self.files.show_record(row.waiting.entry.entity if row else None))
        self.files.noticed.connect(self.noticed)
        self.entry.step_wanted.connect(self.queue.view.step)
        self.entry.open_wanted.connect(self._open_task)
        self.entry.approve_wanted.connect(self._approve_one)
        self.entry.return_wanted.connect(self._return_one)
        self._desk.day.changed.connect(self.reload)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+Return", self._approve_main),
            ("Ctrl+Enter", self._approve_main),
            ("Ctrl+Shift+R", self._return_main),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # Contents -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        self._focus_wanted = True
        if isinstance(argument, str):
            self._target = EntityId(argument)
        self._take_focus()

    @override
    def reload(self) -> None:
        day = self._desk.day.day

        def work(session: Session, _job: Job) -> tuple[tuple[ReviewRow, ...], date]:
            return review_rows(session, day), session.machine.today()

        self._desk.run(work, self, lambda found: self._show_rows(*found))

    def _show_rows(self, rows: Sequence[ReviewRow], today: date) -> None:
        self.queue.show_rows(rows)
        self.entry.show_row(self.queue.view.current())
        self.set_title("Duyệt", waiting_words(rows, today))
        self.count(PLACE, sum(not waiting.waiting.is_own for waiting in rows))
        if self._written:
            self._written = False
            self._set_busy(False)
        self._take_focus()

    def _take_focus(self) -> None:
        if self._target is not None and self.queue.view.select(self._target):
            self._target = None
        if self._focus_wanted and self.queue.view.current() is not None:
            self._focus_wanted = False
            self.queue.view.setFocus()

    def _follow_ticks(self) -> None:
        self.entry.set_ticked(len(self.queue.ticked))
        self._name_keys()

    def _name_keys(self) -> None:
        count = len(self.queue.ticked)
        approve = f"Duyệt {count} mục" if count else "Duyệt, sang mục sau"
        self.set_keys(
            (
                KeyHint("Space", "Chọn"),
                KeyHint("Ctrl+Enter", approve),
                KeyHint("Ctrl+Shift+R", f"Trả lại {count} mục" if count else "Trả lại"),
                KeyHint("Ctrl+Z", "Hoàn tác"),
                KeyHint("Enter", "Mở trong Nhiệm vụ"),
            )
        )

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.queue.set_compact(compact)
        self.entry.set_compact(compact)

    def _open_task(self) -> None:
        shown = self.entry.shown
        if shown is not None:
            self.go("tasks", TasksRequest(task=shown.entry.task, unit=shown.entry.unit))

    # Verdicts -----------------------------------------------------------------------------------------------

    def _approve_main(self) -> None:
        """The key acts on the ticked rows where there are any, else on the row shown."""
        (self._approve_ticked if self.queue.ticked else self._approve_one)()

    def _return_main(self) -> None:
        (self._return_ticked if self.queue.ticked else self._return_one)()

    def _approve_one(self) -> None:
        if self._tells_own():
            return
        if self.entry.approve_button.isEnabled() and self.entry.shown is not None:
            self._approve([self.entry.shown.entry.entity])

    def _tells_own(self) -> bool:
        """Whether the row shown is one's own entry; the key that judges says so, for its buttons rest."""
        shown = self.entry.shown
        if self._busy or shown is None or shown.may_accept:
            return False
        said = message_of(OwnEntry())
        self.banner.tell(Grade.ERROR, said.what, said.todo)
        self.banner.show()
        self._told_own = True
        return True

    def _forget_own(self) -> None:
        if self._told_own:
            self._told_own = False
            self.banner.hide()

    def _return_one(self) -> None:
        if self._tells_own():
            return
        if self.entry.return_button.isEnabled() and self.entry.shown is not None:
            self._return([self.entry.shown.entry.entity])

    def _approve_ticked(self) -> None:
        self._approve([waiting.entry.entity for waiting in self.queue.ticked])

    def _return_ticked(self) -> None:
        self._return([waiting.entry.entity for waiting in self.queue.ticked])

    def _approve(self, entities: list[EntityId]) -> None:
        def work(session: Session, _job: Job) -> Undoable | None:
            approve_entries(session, entities)
            return session.last_undoable()

        self._write(work)

    def _return(self, entities: list[EntityId]) -> None:
        reason = self.entry.reason_text()
        if reason is None:
            return

        def work(session: Session, _job: Job) -> Undoable | None:
            return_entries(session, entities, reason)
            return session.last_undoable()

        self._write(work, used_reason=True)

    def _write(self, work: Callable[[Session, Job], Undoable | None], *, used_reason: bool = False) -> None:
        """Take a verdict in the ledger; one at a time."""
        if self._busy:
            return
        self._set_busy(True)

        def done(made: Undoable | None) -> None:
            self._written = True  # the next verdict waits until the queue has moved on
            self.banner.hide()
            self.queue.untick()
            if used_reason:
                self.entry.clear_reason()
            self.queue.view.setFocus()
            if made is not None:
                self.notify(made.words, lambda: self._undo(made))
            self.reload()

        self._desk.run(work, self, done, on_error=self._tell)

    def _undo(self, made: Undoable) -> None:
        def work(session: Session, _job: Job) -> Undoable:
            return session.undo(made.change)

        def done(undone: Undoable) -> None:
            self._target = min(undone.entities) if undone.entities else None
            self.notify(f"Đã hoàn tác: {undone.words.removeprefix('Đã ')}")
            self.reload()

        self._desk.run(work, self, done, on_error=self._tell)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.queue.set_busy(busy)
        self.entry.set_busy(busy)

    def _tell(self, error: Exception) -> bool:
        """Say in the page what did not happen; whether it is something the person can understand."""
        self._set_busy(False)
        message = explain(error)
        if message is None:
            return False
        self.banner.tell(Grade.ERROR, message.what, message.todo)
        self.banner.show()
        self.reload()
        return True
