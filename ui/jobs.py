"""Work off the window's thread: one work thread, results back on the window's thread."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from desktop.jobs import Job, Progress, Stopped

T = TypeVar("T")

PROGRESS_EVERY_S = 0.05
"""Progress is handed to the window at most this often; a tight loop would otherwise flood it."""


@dataclass(frozen=True, slots=True)
class _Errand:
    """What the window keeps about a running piece of work; never touched by the work thread."""

    work: Callable[[Job], object]
    owner: QObject
    on_done: Callable[[object], None] | None
    on_error: Callable[[Exception], bool] | None
    on_progress: Callable[[Progress], None] | None
    on_stopped: Callable[[], None] | None


@dataclass(frozen=True, slots=True)
class _Done:
    ticket: int
    result: object


@dataclass(frozen=True, slots=True)
class _Failed:
    ticket: int
    error: Exception


@dataclass(frozen=True, slots=True)
class _Stopped:
    ticket: int


@dataclass(frozen=True, slots=True)
class _Reported:
    ticket: int
    progress: Progress


_Message = _Done | _Failed | _Stopped | _Reported


class JobHandle(Generic[T]):
    """The running work, to ask it to stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask the work to stop; it does at its next report, and `on_stopped` is called then."""
        self._stop.set()

    @property
    def stop_wanted(self) -> bool:
        """Whether `stop` was called."""
        return self._stop.is_set()


class JobRunner(QObject):
    """Runs work in order on the one thread that owns the database connection.

    One thread is the design: SQLite has one writer, and a connection belongs to the thread that opened it.
    A read that is asked for during a long import therefore waits; long use cases report, can be stopped and
    stay short per transaction, and a screen shows what it has until the answer comes. What needs no database
    and takes long (drawing a PDF of many pages) may have a runner of its own.

    Callbacks run on the window's thread, in the order the work ended. They are dropped once `owner` is
    destroyed, the work itself is still done; an error is then told through `unhandled`. Nothing that belongs
    to the window is released on the work thread: it holds the work only while it runs, and each message is
    handed over before its signal is sent.
    """

    unhandled = Signal(object)
    """An `Exception` that no `on_error` claimed."""
    busy_changed = Signal(object)
    """Whether any work is waiting or running (bool)."""
    _posted = Signal()

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._errands: dict[int, _Errand] = {}
        self._last_ticket = 0
        self._inbox: SimpleQueue[tuple[int, Callable[[Job], object], JobHandle[object]] | None] = SimpleQueue()
        self._outbox: SimpleQueue[_Message] = SimpleQueue()
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._serve, name="work", daemon=True)
        self._thread.start()
        self._closed = False

    def run(
        self,
        work: Callable[[Job], T],
        owner: QObject,
        on_done: Callable[[T], None] | None = None,
        *,
        on_error: Callable[[Exception], bool] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_stopped: Callable[[], None] | None = None,
    ) -> JobHandle[T]:
        """Queue `work`; exactly one of `on_done`, `on_error`, `on_stopped` follows on the window's thread.

        `work` runs on the work thread and touches no widget. `on_error` answers whether it claims the error:
        what it leaves goes to `unhandled`. `owner` is the widget or object that waits for the result.
        """
        if self._closed:
            raise RuntimeError("the job runner is closed")
        self._last_ticket += 1
        ticket = self._last_ticket
        handle: JobHandle[T] = JobHandle()
        self._errands[ticket] = _Errand(
            work,
            owner,
            on_done,  # type: ignore[arg-type]  # the result of this very work
            on_error,
            on_progress,
            on_stopped,
        )
        self._inbox.put((ticket, work, handle))  # type: ignore[arg-type]  # a handle of any result
        if len(self._errands) == 1:
            self.busy_changed.emit(True)
        return handle

    @property
    def is_busy(self) -> bool:
        """Whether work is waiting, running, or its result not yet delivered."""
        return bool(self._errands)

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Finish what is queued, run `last` on the work thread (closing the database), and end the thread.

        Results not yet delivered are dropped. Ask long work to stop before.
        """
        if self._closed:
            return
        self._closed = True
        if last is not None:
            closing = last
            self._inbox.put((0, lambda _job: closing(), JobHandle()))
        self._inbox.put(None)
        self._thread.join()
        self._errands.clear()

    # On the work thread ------------------------------------------------------------------------------------

    def _serve(self) -> None:
        while (item := self._inbox.get()) is not None:
            ticket, work, handle = item
            del item
            message = self._outcome(ticket, work, handle)
            del work, handle  # the window's own reference is now the last one
            self._outbox.put(message)
            del message
            self._posted.emit()

    def _outcome(self, ticket: int, work: Callable[[Job], object], handle: JobHandle[object]) -> _Message:
        try:
            if handle.stop_wanted:
                return _Stopped(ticket)
            return _Done(ticket, work(Job(self._reporter(ticket), lambda: handle.stop_wanted, self._clock)))
        except Stopped:
            return _Stopped(ticket)
        except Exception as error:  # noqa: BLE001 - the one place where work of any kind ends
            return _Failed(ticket, error)

    def _reporter(self, ticket: int) -> Callable[[Progress], None]:
        last: float | None = None

        def report(progress: Progress) -> None:
            nonlocal last
            now = self._clock()
            if last is not None and now - last < PROGRESS_EVERY_S and progress.done != progress.total:
                return
            last = now
            self._outbox.put(_Reported(ticket, progress))
            self._posted.emit()

        return report

    # On the window's thread --------------------------------------------------------------------------------

    @Slot()
    def _deliver(self) -> None:
        if self._outbox.empty():
            return
        message = self._outbox.get()
        if isinstance(message, _Reported):
            self._pass_progress(message)
            return
        errand = self._errands.pop(message.ticket, None)
        if errand is not None:
            self._finish(errand, message)
            if not self._errands:
                self.busy_changed.emit(False)

    def _pass_progress(self, message: _Reported) -> None:
        errand = self._errands.get(message.ticket)
        if errand is not None and errand.on_progress is not None and isValid(errand.owner):
            errand.on_progress(message.progress)

    def _finish(self, errand: _Errand, message: _Done | _Failed | _Stopped) -> None:
        alive = isValid(errand.owner)
        if isinstance(message, _Failed):
            claimed = alive and errand.on_error is not None and errand.on_error(message.error)
            if not claimed:
                self.unhandled.emit(message.error)
        elif alive and isinstance(message, _Done) and errand.on_done is not None:
            errand.on_done(message.result)
        elif alive and isinstance(message, _Stopped) and errand.on_stopped is not None:
            errand.on_stopped()
