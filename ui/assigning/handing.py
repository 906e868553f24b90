"""Handing tasks over from a screen: one change with its progress, its stop, its refusal and its undo."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.assigning.assigning import Handover, hand_over
from desktop.formats import number_text
from desktop.jobs import Job
from desktop.messages import explain
from desktop.session import Session
from desktop.units.current import units_of
from ui.desk import Desk
from ui.jobs import JobHandle
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import Page
from ui.widgets.progress_panel import ProgressPanel

STOP_MEANS = "Dừng thì sổ trở về như trước khi giao."


class Handing(QObject):
    """Writes handovers for a page and says what was done."""

    busy_changed = Signal(object)
    """Whether something is being written (bool)."""
    finished = Signal()
    """The tasks were given."""

    def __init__(self, page: Page, desk: Desk, progress: ProgressPanel, banner: Banner) -> None:
        super().__init__(page)
        self._page, self._desk, self._progress, self._banner = page, desk, progress, banner
        self._running: JobHandle[int | None] | None = None
        progress.stop_wanted.connect(self._stop)

    def give(self, handovers: Sequence[Handover]) -> None:
        """Hand these over as one change."""
        if not handovers or self._running is not None:
            return

        def write(session: Session, job: Job) -> int | None:
            if not hand_over(session, handovers, units_of(session), job).new:
                return None
            done = session.last_undoable()
            return done.change if done is not None else None

        self._banner.hide()
        self._progress.begin("Đang giao nhiệm vụ")
        self.busy_changed.emit(True)
        self._running = self._desk.run(
            write,
            self,
            lambda change: self._finish(handovers, change),
            on_error=self._refuse,
            on_progress=self._progress.report,
            on_stopped=self._end,
        )

    def _finish(self, handovers: Sequence[Handover], change: int | None) -> None:
        self._end()
        if change is None:
            self._page.notify("Các đơn vị này đã có các nhiệm vụ đó.")
        else:
            tasks = number_text(len({one.task for one in handovers}))
            units = number_text(len({one.unit for one in handovers}))
            words = f"Đã giao {tasks} nhiệm vụ cho {units} đơn vị: {number_text(len(handovers))} lượt."
            self._page.notify(words, undo=lambda: self._undo(change))
        self.finished.emit()

    def _undo(self, change: int) -> None:
        self._desk.run(
            lambda session, _job: session.undo(change),
            self,
            lambda _undone: self._page.notify("Đã hoàn tác việc giao nhiệm vụ."),
            on_error=self._refuse,
        )

    def _refuse(self, error: Exception) -> bool:
        self._end()
        message = explain(error)
        if message is None:
            return False
        self._banner.tell(Grade.ERROR, message.what, message.todo)
        self._banner.show()
        return True

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _end(self) -> None:
        self._running = None
        self._progress.end()
        self.busy_changed.emit(False)
