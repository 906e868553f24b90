"""Writing the plan of a reviewed document into the ledger, and taking that back."""

from PySide6.QtCore import QObject, Signal

from desktop.importing import kept_reviews
from desktop.importing.kept_reviews import digest_of
from desktop.jobs import Job
from desktop.messages import explain
from desktop.plans.plans import import_plan
from desktop.session import Session
from ui.desk import Desk
from ui.importing.opened import OpenedPlan
from ui.importing.review_panel import ReviewPanel
from ui.jobs import JobHandle
from ui.widgets.banner import Grade
from ui.widgets.page import Page


class TakingIn(QObject):
    """One change of the ledger per document; its undo gives the review back as it was."""

    finished = Signal(object)
    """The `OpenedPlan` that was taken in."""
    undone = Signal()

    def __init__(self, page: Page, desk: Desk, review: ReviewPanel) -> None:
        super().__init__(page)
        self._page, self._desk, self._review = page, desk, review
        self._running: JobHandle[int] | None = None
        review.progress.stop_wanted.connect(self._stop)

    def begin(self, opened: OpenedPlan) -> None:
        """Write the plan of a document as read and corrected."""

        def write(session: Session, job: Job) -> int:
            columns = opened.reading.columns
            import_plan(session, opened.parsed, document=opened.name, columns=columns, job=job)
            last = session.last_undoable()
            assert last is not None
            kept_reviews.give_up(session, digest_of(opened.data))
            return last.change

        self._review.set_writing(True)
        self._review.progress.begin(f"Đang nạp {opened.number}")
        self._running = self._desk.run(
            write,
            self,
            lambda change: self._finish(opened, change),
            on_error=self._show_refusal,
            on_progress=self._review.progress.report,
            on_stopped=self._end,
        )

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _end(self) -> None:
        self._review.progress.end()
        self._review.set_writing(False)

    def _show_refusal(self, error: Exception) -> bool:
        self._end()
        message = explain(error)
        if message is None:
            return False
        self._review.banner.tell(Grade.ERROR, message.what, message.todo)
        self._review.banner.show()
        self._review.refresh()
        return True

    def _finish(self, opened: OpenedPlan, change: int) -> None:
        self._end()
        self.finished.emit(opened)
        self._page.notify(f"Đã nạp kế hoạch {opened.number}.", lambda: self._undo(opened, change))

    def _undo(self, opened: OpenedPlan, change: int) -> None:
        def work(session: Session, _job: Job) -> None:
            session.undo(change)
            kept_reviews.keep(session, opened.name, opened.data, opened.work)

        self._desk.run(work, self, lambda _undone: self._tell_undone())

    def _tell_undone(self) -> None:
        self.undone.emit()
        self._page.reload()
        self._page.notify("Đã hoàn tác việc nạp kế hoạch.")
