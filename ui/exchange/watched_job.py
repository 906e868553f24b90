"""One kind of long work on files: its progress and its stop stand in a panel, which also says why it was refused."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from desktop.jobs import Job
from desktop.messages import explain
from desktop.session import Session
from ui.desk import Desk
from ui.widgets.progress_panel import ProgressPanel

T = TypeVar("T")


class WatchedJob:
    """Runs the work for its `owner`; `on_end` lets the panel work again, however the job ended.

    `on_refused` is told what happened and what to do about it, after `on_end`.
    """

    def __init__(
        self,
        desk: Desk,
        owner: QObject,
        progress: ProgressPanel,
        on_end: Callable[[], None],
        on_refused: Callable[[str, str], None],
    ) -> None:
        self._desk, self._owner, self._progress = desk, owner, progress
        self._on_end, self._on_refused = on_end, on_refused
        self._stop: Callable[[], None] | None = None
        progress.stop_wanted.connect(self._stop_running)

    def run(
        self,
        work: Callable[[Session, Job], T],
        on_done: Callable[[T], None],
        on_stopped: Callable[[], None] | None = None,
    ) -> None:
        """Begin the work; the caller has begun the progress in its own words."""

        def done(found: T) -> None:
            self._end()
            on_done(found)

        def stopped() -> None:
            self._end()
            if on_stopped is not None:
                on_stopped()

        self._stop = self._desk.run(
            work, self._owner, done, on_error=self._refuse, on_progress=self._progress.report, on_stopped=stopped
        ).stop

    def _refuse(self, error: Exception) -> bool:
        self._end()
        message = explain(error)
        if message is not None:
            self._on_refused(message.what, message.todo)
        return message is not None

    def _end(self) -> None:
        self._stop = None
        self._on_end()

    def _stop_running(self) -> None:
        if self._stop is not None:
            self._stop()
