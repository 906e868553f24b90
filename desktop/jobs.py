"""Long work that reports how far it is and can be stopped."""

import time
from collections.abc import Callable
from dataclasses import dataclass

YIELD_S = 0.004
"""After this long the work lets the window's thread run: a pure Python loop would keep it waiting."""


class Stopped(Exception):
    """The person asked for the work to stop, and it did."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: `done` of `total` pieces (`None` = not known), and what is being done."""

    done: int
    total: int | None
    text: str


class Job:
    """What a piece of work is given to say how far it is and to learn that it should stop.

    Work that loops calls `report` or `check` once per row or page: both raise `Stopped` after a request to
    stop and let other threads run every few milliseconds. A use case that writes does so in one transaction,
    so that a stop leaves everything as it was.
    """

    def __init__(
        self,
        on_progress: Callable[[Progress], None] = lambda _progress: None,
        stop_wanted: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._on_progress = on_progress
        self._stop_wanted = stop_wanted
        self._clock = clock
        self._yielded_at = clock()

    def report(self, done: int, total: int | None, text: str) -> None:
        """Say how far the work is; raise `Stopped` where that was asked for."""
        self.check()
        self._on_progress(Progress(done, total, text))

    def check(self) -> None:
        """Raise `Stopped` where that was asked for, and let the window's thread run."""
        if self._stop_wanted():
            raise Stopped
        now = self._clock()
        if now - self._yielded_at >= YIELD_S:
            time.sleep(0)
            self._yielded_at = now
