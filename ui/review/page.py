"""The screen Duyệt: the queue on the left, one entry beside it, approving and returning with undo."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.errors import OwnEntry
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.messages import message_of
from desktop.progress.review import approve_entries, return_entries
from desktop.session import Session
from ui.acts import Acts
from ui.attachments.file_panel import FilePanel
from ui.desk import Desk
from ui.requests import TasksRequest
from ui.review.arrival import Arrival
from ui.review.entry_panel import EntryPanel
from ui.review.queue import review_queue
from ui.review.queue_panel import QueuePanel
from ui.review.rows import ReviewRow, review_rows, waiting_words
from ui.review.verdict_keys import bind_verdicts, verdict_hints
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import Page
from ui.widgets.panels import column, row

PLACE = "review"


class ReviewPage(Page):
    """What waits for the supervisor; nobody approves what he entered himself (FEATURES D1–D6)."""

    topics = frozenset({Topic.PROGRESS, Topic.TASKS, Topic.PLANS, Topic.PEOPLE})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Duyệt", parent=parent)
        self._desk = desk
        self._arrival = Arrival()
        self._told_own = False
        self.queue: QueuePanel[ReviewRow] = QueuePanel(review_queue())
        self.entry: EntryPanel[ReviewRow] = EntryPanel()
        self.files = FilePanel(desk, above=14)
        self.entry.add_part(self.files)
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self._acts = Acts(desk, self, self.banner, self._rest, self._arrival.aim)
        self._lay_out()
        self._connect()
        bind_verdicts(self, self._approve_main, self._return_main)
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

    # Contents -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        self._arrival.begin()
        if isinstance(argument, str):
            self._arrival.aim(argument)
        self._arrival.settle(self.queue.view)

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
        self._acts.go_on()
        self._arrival.settle(self.queue.view)

    def _follow_ticks(self) -> None:
        self.entry.set_ticked(len(self.queue.ticked))
        self._name_keys()

    def _name_keys(self) -> None:
        count = len(self.queue.ticked)
        approve = f"Duyệt {count} mục" if count else "Duyệt, sang mục sau"
        self.set_keys(verdict_hints(approve, f"Trả lại {count} mục" if count else "Trả lại"))

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
        if self._acts.is_busy or shown is None or shown.may_accept:
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
        self._acts.record(lambda session, _job: approve_entries(session, entities), self._move_on)

    def _return(self, entities: list[EntityId]) -> None:
        reason = self.entry.reason_text()
        if reason is not None:
            self._acts.record(lambda session, _job: return_entries(session, entities, reason), self._move_on_returned)

    def _move_on(self) -> None:
        self.queue.untick()
        self.queue.view.setFocus()

    def _move_on_returned(self) -> None:
        self.entry.clear_reason()
        self._move_on()

    def _rest(self, busy: bool) -> None:
        self.queue.set_busy(busy)
        self.entry.set_busy(busy)
