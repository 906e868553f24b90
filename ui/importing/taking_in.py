"""Writing a plan into the ledger, from a reviewed document or from the library, and taking that back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.importing import kept_reviews
from desktop.importing.kept_reviews import digest_of
from desktop.importing.library import ReviewedPlan, ShippedPlan, reviewed_plan
from desktop.importing.parsed import ParsedPlan
from desktop.jobs import Job
from desktop.messages import explain
from desktop.plans.plans import import_plan
from desktop.session import Session
from ui.desk import Desk
from ui.importing.opened import OpenedPlan
from ui.jobs import JobHandle
from ui.widgets.page import Page
from ui.widgets.progress_panel import ProgressPanel


class Surface(Protocol):
    """The panel from which a plan is taken in: it shows how far the writing is, and a refusal."""

    progress: ProgressPanel

    def set_writing(self, writing: bool) -> None:
        """Hold still what would begin another writing."""

    def show_problem(self, what: str, todo: str) -> None:
        """Say why nothing was written."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A plan in the ledger, the change that wrote it, and the review it came from."""

    parsed: ParsedPlan
    change: int
    opened: OpenedPlan | None


class TakingIn(QObject):
    """One change of the ledger per plan; its undo gives the review back as it was."""

    finished = Signal(object)
    """The `ParsedPlan` that was taken in."""
    undone = Signal()

    def __init__(self, page: Page, desk: Desk, surface: Surface) -> None:
        super().__init__(page)
        self._page, self._desk, self._surface = page, desk, surface
        self._running: JobHandle[_Taken] | None = None
        surface.progress.stop_wanted.connect(self._stop)

    @property
    def is_writing(self) -> bool:
        """Whether a plan is on its way into the ledger."""
        return self._running is not None

    def begin(self, opened: OpenedPlan) -> None:
        """Write the plan of a document as read and corrected."""
        plan = ReviewedPlan(opened.parsed, opened.reading.columns, opened.name)

        def write(session: Session, job: Job) -> _Taken:
            change = _written(session, plan, job)
            kept_reviews.give_up(session, digest_of(opened.data))
            return _Taken(plan.parsed, change, opened)

        self._run(write, opened.number)

    def adopt(self, shipped: ShippedPlan) -> None:
        """Write a plan of the library as it was reviewed."""
        units = self._desk.units

        def write(session: Session, job: Job) -> _Taken:
            plan = reviewed_plan(shipped, units)
            return _Taken(plan.parsed, _written(session, plan, job), None)

        self._run(write, shipped.called)

    def _run(self, write: Callable[[Session, Job], _Taken], called: str) -> None:
        self._surface.show_problem("", "")
        self._surface.set_writing(True)
        self._surface.progress.begin(f"Đang nạp {called}")
        self._running = self._desk.run(
            write,
            self,
            self._finish,
            on_error=self._show_refusal,
            on_progress=self._surface.progress.report,
            on_stopped=self._end,
        )

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _end(self) -> None:
        self._running = None
        self._surface.progress.end()
        self._surface.set_writing(False)

    def _show_refusal(self, error: Exception) -> bool:
        self._end()
        message = explain(error)
        if message is None:
            return False
        self._surface.show_problem(message.what, message.todo)
        return True

    def _finish(self, taken: _Taken) -> None:
        self._end()
        self.finished.emit(taken.parsed)
        self._page.notify(f"Đã nạp kế hoạch {taken.parsed.plan.number}.", lambda: self._undo(taken))

    def _undo(self, taken: _Taken) -> None:
        opened = taken.opened

        def work(session: Session, _job: Job) -> None:
            session.undo(taken.change)
            if opened is not None:
                kept_reviews.keep(session, opened.name, opened.data, opened.work)

        self._desk.run(work, self, lambda _undone: self._tell_undone())

    def _tell_undone(self) -> None:
        self.undone.emit()
        self._page.reload()
        self._page.notify("Đã hoàn tác việc nạp kế hoạch.")


def _written(session: Session, plan: ReviewedPlan, job: Job) -> int:
    import_plan(session, plan.parsed, document=plan.document, columns=plan.columns, job=job)
    last = session.last_undoable()
    assert last is not None
    return last.change
