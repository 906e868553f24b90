"""What people do with tasks from this page: give, take back, allocate, undo; each says what it did."""

from collections.abc import Callable, Sequence

from desktop.assigning.assigning import allocate, assign, withdraw
from desktop.conflicts.decided import restore_lost
from desktop.dates import Period
from desktop.errors import AppError
from desktop.journal.event import EntityId
from desktop.messages import message_of
from desktop.obligations.defining import NewObligation, define_obligations, end_obligation
from desktop.plans.records import PrintedRow
from desktop.session import Session, Undoable
from desktop.verdicts.declining import decline_tasks
from ui.desk import Desk
from ui.tasks.history import LostValue
from ui.widgets.page import Page


class TaskActs:
    """Runs the acts as jobs of a page, with a toast that undoes and a word where an act was refused."""

    def __init__(self, desk: Desk, page: Page, refused: Callable[[str, str], None]) -> None:
        self._desk = desk
        self._page = page
        self._refused = refused

    def assign(self, rows: Sequence[PrintedRow], units: Sequence[str]) -> None:
        """Give tasks to units."""
        table = self._desk.units
        self._run(lambda session: assign(session, rows, units, table).new, "Các đơn vị này đã có các nhiệm vụ đó.")

    def withdraw(self, tasks: Sequence[EntityId], unit: str, reason: str) -> None:
        """Take tasks back from a unit."""
        table = self._desk.units
        self._run(lambda session: withdraw(session, tasks, unit, table, reason=reason), "Không có gì để thu hồi.")

    def decline(self, tasks: Sequence[EntityId], reason: str) -> None:
        """Give tasks of this unit back to whoever gave them."""
        self._run(lambda session: decline_tasks(session, tasks, reason), "Không có gì để trả.")

    def allocate(self, tasks: Sequence[EntityId], officer: str) -> None:
        """Give tasks to an officer of this unit; "" takes them back."""
        self._run(lambda session: allocate(session, tasks, officer=officer), "Không có gì để phân công.")

    def define(self, wanted: Sequence[NewObligation]) -> None:
        """Define periodic duties."""
        self._run(lambda session: len(define_obligations(session, wanted)), "Các việc định kỳ này đã có.")

    def end(self, duty: EntityId, last: Period, reason: str) -> None:
        """Let a period be the last one of a duty."""
        self._run(lambda session: bool(end_obligation(session, duty, last, reason)), "Không có gì để kết thúc.")

    def restore(self, value: LostValue) -> None:
        """Let a value that was not chosen stand after all."""

        def work(session: Session) -> int:
            restore_lost(session, value.entity, value.field, value.lost.ref)
            return 1

        self._run(work, "")

    def undo(self, change: int, then: Callable[[], None] | None = None) -> None:
        """Undo a change of this person, the last one; `then` follows where it is undone."""

        def finish(undone: Undoable) -> None:
            self._page.notify(f"Đã hoàn tác: {undone.words.removeprefix('Đã ')}")
            if then is not None:
                then()

        self._desk.run(lambda session, _job: session.undo(change), self._page, finish, on_error=self._failed)

    def told(self, done: Undoable | None, then: Callable[[], None] | None = None) -> None:
        """Say what was done, with its undo, and what follows that."""
        if done is not None:
            self._page.notify(done.words, undo=lambda: self.undo(done.change, then))

    def _run(self, work: Callable[[Session], int], nothing: str) -> None:
        def finish(done: Undoable | None) -> None:
            if done is None:
                self._page.notify(nothing)
            else:
                self.told(done)

        self._desk.run(
            lambda session, _job: session.last_undoable() if work(session) else None,
            self._page,
            finish,
            on_error=self._failed,
        )

    def _failed(self, error: Exception) -> bool:
        if not isinstance(error, AppError):
            return False
        said = message_of(error)
        self._refused(said.what, said.todo)
        return True
