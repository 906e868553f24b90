"""The screen Tiếp nhận: what units below published and gave back, accepted or sent back one by one or together."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.session import Session
from desktop.verdicts.declining import DeclinedShare, uphold_tasks, withdraw_declined
from desktop.verdicts.judging import accept_records, send_back_records
from ui.acts import Acts
from ui.attachments.file_panel import FilePanel
from ui.desk import Desk
from ui.requests import TasksRequest
from ui.review.arrival import Arrival
from ui.review.entry_panel import EntryPanel, Wording
from ui.review.queue_panel import QueuePanel
from ui.review.verdict_keys import bind_verdicts, verdict_hints
from ui.verdicts.declines import DeclineRow
from ui.verdicts.queues import declined_queue, judged_queue, waiting_queue
from ui.verdicts.rows import Received, RecordRow, read_received, received_words
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import Page
from ui.widgets.panels import Bar, column, row
from ui.widgets.segmented import SegmentedControl

PLACE = "verdicts"
_RECORDS = Wording(
    accept="Chấp nhận, sang mục sau", no_reason="Chưa ghi lý do trả lại. Ghi lý do để đơn vị biết cần sửa gì."
)
_DECLINES = Wording(
    accept="Thu hồi theo đề nghị",
    refuse="Giữ nguyên",
    reason="Lời trả lời đơn vị",
    needed="bắt buộc khi giữ nguyên",
    no_reason="Chưa ghi lời trả lời. Ghi vì sao nhiệm vụ vẫn giao cho đơn vị.",
    reasons=("Nhiệm vụ thuộc phạm vi của đơn vị theo kế hoạch.", "Đơn vị thực hiện phần việc của mình."),
)


class List(StrEnum):
    """The three lists."""

    WAITING = "waiting"
    DECLINED = "declined"
    JUDGED = "judged"


class VerdictsPage(Page):
    """Every list has its queue and its detail; the keys act on the list shown."""

    topics = frozenset({Topic.PROGRESS, Topic.TASKS, Topic.PLANS, Topic.PEOPLE, Topic.EXCHANGE})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Tiếp nhận", parent=parent)
        self._desk = desk
        self._arrival = Arrival()
        self._list_wanted = False
        self._found: Received | None = None
        choices = (
            ("Kết quả chờ kết luận", List.WAITING),
            ("Đề nghị trả nhiệm vụ", List.DECLINED),
            ("Đã kết luận", List.JUDGED),
        )
        self.lists = SegmentedControl("Danh sách", choices)
        self.queues: dict[List, QueuePanel[Any]] = {
            List.WAITING: QueuePanel(waiting_queue()),
            List.DECLINED: QueuePanel(declined_queue()),
            List.JUDGED: QueuePanel(judged_queue()),
        }
        self.details: dict[List, EntryPanel[Any]] = {
            List.WAITING: EntryPanel(_RECORDS),
            List.DECLINED: EntryPanel(_DECLINES),
            List.JUDGED: EntryPanel(_RECORDS),
        }
        self.files = {key: FilePanel(desk, above=14) for key in (List.WAITING, List.JUDGED)}
        for key, panel in self.files.items():
            self.details[key].add_part(panel)
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self._acts = Acts(desk, self, self.banner, self._rest, self._arrival.aim)
        self._lay_out()
        self._connect()
        self.set_compact(self.is_compact)
        self._name_keys()

    def _lay_out(self) -> None:
        bar = Bar()
        bar.body.addWidget(self.lists)
        bar.body.addStretch(1)
        self._left, self._right = QStackedWidget(), QStackedWidget()
        for key in List:
            self._left.addWidget(self.queues[key])
            self._right.addWidget(self.details[key])
        left = column(gap=0)
        left.addWidget(bar)
        left.addWidget(self.banner)
        left.addWidget(self._left, 1)
        whole = row(gap=0)
        whole.addLayout(left, 1)
        whole.addWidget(self._right)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.lists.changed.connect(lambda key: self.show_list(List(key)))
        for key in List:
            queue, detail = self.queues[key], self.details[key]
            queue.chosen.connect(detail.show_row)
            queue.opened.connect(lambda _row: self._open_task())
            queue.approve_wanted.connect(lambda: self._accept(self.queue.ticked))
            queue.return_wanted.connect(lambda: self._refuse(self.queue.ticked))
            queue.ticks_changed.connect(self._follow_ticks)
            detail.step_wanted.connect(queue.view.step)
            detail.open_wanted.connect(self._open_task)
            detail.approve_wanted.connect(self._accept_shown)
            detail.return_wanted.connect(self._refuse_shown)
        for key, panel in self.files.items():
            self.details[key].row_shown.connect(
                lambda found, panel=panel: panel.show_record(found.entry.entity if found else None)
            )
            panel.noticed.connect(self.noticed)
        self._desk.day.changed.connect(self.reload)
        bind_verdicts(self, self._accept_main, self._refuse_main)

    # Contents -----------------------------------------------------------------------------------------------

    @property
    def shown_list(self) -> List:
        """The list shown."""
        return List(str(self.lists.value()))

    @property
    def queue(self) -> QueuePanel[Any]:
        """The queue of the list shown."""
        return self.queues[self.shown_list]

    @property
    def detail(self) -> EntryPanel[Any]:
        """The detail of the list shown."""
        return self.details[self.shown_list]

    def show_list(self, key: List) -> None:
        """Show one of the lists."""
        self.lists.set_value(key)
        self._left.setCurrentWidget(self.queues[key])
        self._right.setCurrentWidget(self.details[key])
        self._name_keys()

    @override
    def activate(self, argument: object = None) -> None:
        self._arrival.begin()
        self._list_wanted = argument is None
        if isinstance(argument, str) and argument in set(List):
            self.show_list(List(argument))
        elif isinstance(argument, str):
            self._arrival.aim(argument)
        self._choose_list()
        self._arrival.settle(self.queue.view)

    @override
    def reload(self) -> None:
        units, day = self._desk.units, self._desk.day.day
        self._desk.run(lambda session, _job: read_received(session, units, day), self, self._show)

    def _show(self, found: Received) -> None:
        self.queues[List.WAITING].show_rows(found.waiting)
        self.queues[List.DECLINED].show_rows(found.declined)
        self.queues[List.JUDGED].show_rows(found.judged)
        for key in List:
            self.details[key].show_row(self.queues[key].view.current())
        self.set_title("Tiếp nhận", received_words(found))
        self.count(PLACE, found.open_count)
        self._acts.go_on()
        self._found = found
        self._choose_list()
        self._arrival.settle(self.queue.view)

    def _choose_list(self) -> None:
        """Who comes by without a wish finds the list in which something waits."""
        if not self._list_wanted or self._found is None:
            return
        self._list_wanted = False
        if self.shown_list is List.WAITING and not self._found.waiting and self._found.open_count:
            self.show_list(List.DECLINED)

    def _follow_ticks(self) -> None:
        self.detail.set_ticked(len(self.queue.ticked))
        self._name_keys()

    def _name_keys(self) -> None:
        count = len(self.queue.ticked)
        accept, refuse = ("Thu hồi", "Giữ nguyên") if self.shown_list is List.DECLINED else ("Chấp nhận", "Trả lại")
        many = f" {count} mục" if count else ""
        self.set_keys(verdict_hints(accept + many, refuse + many))

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        for key in List:
            self.queues[key].set_compact(compact)
            self.details[key].set_compact(compact)

    def _open_task(self) -> None:
        shown = self.detail.shown
        if isinstance(shown, RecordRow):
            self.go("tasks", TasksRequest(task=shown.entry.task, unit=shown.entry.unit))
        elif isinstance(shown, DeclineRow):
            self.go("tasks", TasksRequest(task=shown.declined.task.entity, unit=shown.declined.unit))

    # Verdicts -----------------------------------------------------------------------------------------------

    def _accept_main(self) -> None:
        """The key acts on the ticked rows where there are any, else on the row shown."""
        if self.queue.ticked:
            self._accept(self.queue.ticked)
        else:
            self._accept_shown()

    def _refuse_main(self) -> None:
        if self.queue.ticked:
            self._refuse(self.queue.ticked)
        else:
            self._refuse_shown()

    def _accept_shown(self) -> None:
        if self.detail.approve_button.isEnabled() and self.detail.shown is not None:
            self._accept([self.detail.shown])

    def _refuse_shown(self) -> None:
        if self.detail.return_button.isEnabled() and self.detail.shown is not None:
            self._refuse([self.detail.shown])

    def _accept(self, rows: Sequence[object]) -> None:
        records, shares, units = _entities(rows), _shares(rows), self._desk.units
        words = self.detail.reason.value_text() if shares else ""

        def work(session: Session, _job: Job) -> None:
            if shares:
                withdraw_declined(session, shares, units, words)
            else:
                accept_records(session, records)

        self._acts.record(work, self._move_on_answered if shares else self._move_on)

    def _refuse(self, rows: Sequence[object]) -> None:
        reason = self.detail.reason_text()
        if reason is None:
            return
        records, shares, units = _entities(rows), _shares(rows), self._desk.units

        def work(session: Session, _job: Job) -> None:
            if shares:
                uphold_tasks(session, shares, units, reason)
            else:
                send_back_records(session, records, reason)

        self._acts.record(work, self._move_on_answered)

    def _move_on(self) -> None:
        self.queue.untick()
        self.queue.view.setFocus()

    def _move_on_answered(self) -> None:
        self.detail.clear_reason()
        self._move_on()

    def _rest(self, busy: bool) -> None:
        for key in List:
            self.queues[key].set_busy(busy)
            self.details[key].set_busy(busy)


def _entities(rows: Sequence[object]) -> list[EntityId]:
    return [found.entry.entity for found in rows if isinstance(found, RecordRow)]


def _shares(rows: Sequence[object]) -> list[DeclinedShare]:
    return [
        DeclinedShare(found.declined.task.entity, found.declined.unit)
        for found in rows
        if isinstance(found, DeclineRow)
    ]
