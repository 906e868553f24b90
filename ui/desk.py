"""What a signed-in person's screens are given: the ledger behind the job runner, the units, the day looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.jobs import Job, Progress
from desktop.session import Session
from desktop.units.current import units_of
from desktop.units.table import UnitTable
from ui.data_events import DataEvents
from ui.jobs import JobHandle, JobRunner

T = TypeVar("T")


class ChosenDay(QObject):
    """The day for which states are computed, the same on every screen; today until somebody chooses another."""

    changed = Signal(object)
    """The new day (`date`)."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self._day = today

    @property
    def day(self) -> date:
        """The day looked at."""
        return self._day

    def set_today(self, today: date) -> None:
        """Midnight has passed; who looked at today goes on doing so."""
        before, self.today = self.today, today
        if self._day == before:
            self.choose(today)

    def choose(self, day: date) -> None:
        """Look at another day."""
        if day != self._day:
            self._day = day
            self.changed.emit(day)


@dataclass(slots=True, eq=False)
class Desk:
    """Handed to every screen by its constructor; screens reach the ledger only through `run`.

    `units` is the unit table as the ledger has it now: screens ask for it anew each time they show something.

    On the window's thread only the session's `person`, `node`, `unit` and `may` are read. After a lock the same
    person's new session is put in place of the closed one: screens ask `desk.session` anew each time.
    """

    runner: JobRunner
    session: Session
    events: DataEvents
    units: UnitTable
    day: ChosenDay

    def run(
        self,
        work: Callable[[Session, Job], T],
        owner: QObject,
        on_done: Callable[[T], None] | None = None,
        *,
        on_error: Callable[[Exception], bool] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_stopped: Callable[[], None] | None = None,
    ) -> JobHandle[T]:
        """Queue work on the ledger; the callbacks are those of `JobRunner.run`."""
        session = self.session
        return self.runner.run(
            lambda job: work(session, job),
            owner,
            on_done,
            on_error=on_error,
            on_progress=on_progress,
            on_stopped=on_stopped,
        )


def with_units(session: Session) -> tuple[Session, UnitTable]:
    """A session just opened with its ledger's unit table, for work on the thread where the connection lives."""
    return session, units_of(session)
