"""How long the window's thread is away at most, in ticks of 10 ms, while a day's work goes on in the window."""

import json
import sys
from collections.abc import Callable
from functools import partial
from importlib import resources
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.assigning.assigning import assign
from desktop.importing.plan_reader import read_plan
from desktop.jobs import Job
from desktop.permissions import ROLE_WORDS, Role
from desktop.plans.plans import import_plan, plans, rows_of_plan
from desktop.rehearsal import PASSPHRASE, PLAN_FILE, begin
from desktop.session import Session
from desktop.sync.exchange import write_bundle
from ui.app import build_application
from ui.bench import Bench
from ui.jobs import JobRunner
from ui.places import places_for
from ui.program import Program
from ui.settings.preferences import PreferencesFile
from ui.sign_in.sign_in_form import SignInForm
from ui.theme import ThemeMode
from ui.widgets.page import Page

TICK_MS = 10
TYPING_MS = 3000
"""How long a person types a passphrase; the program loads its screens meanwhile."""
UNITS = ("HQ03", "HQ20", "HQ15")


class Ticks:
    """Counts the time between two ticks, under the name of what goes on."""

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}
        self.doing = "idle"
        self._last = perf_counter()
        self._timer = QTimer(interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = perf_counter()
        self.longest[self.doing] = max(self.longest.get(self.doing, 0.0), now - self._last)
        self._last = now


class Story:
    """A person at headquarters: signs in, enters every place, imports, assigns and writes a bundle."""

    def __init__(self, folder: Path, application: QApplication) -> None:
        self.day = begin(folder)
        self.day.enrol()
        self.ticks = Ticks()
        self.program = Program(application, PreferencesFile(folder / "settings"), self.day.machine)

    def play(self) -> dict[str, float]:
        """The longest gap in seconds of each part of the story."""
        self._part("idle", lambda: None, at_least_ms=1000)
        self._part("open the door", lambda: self.program.open_folder(self.day.headquarters.folder))
        self._part("type the passphrase", lambda: None, at_least_ms=TYPING_MS)
        self._part("sign in", self._sign_in)
        assert self.program.bench is not None
        bench = self.program.bench
        self._visit(bench, "empty")
        self._part("import the plan", lambda: self._run(bench, self._import))
        self._part("assign 198 rows", lambda: self._run(bench, self._assign))
        self._part("write a bundle", lambda: self._run(bench, self._write))
        self._visit(bench, "full")
        self._part("dark theme", lambda: self.program.themes.set_mode(ThemeMode.DARK))
        self._part("larger letters", lambda: self.program.themes.set_scale(125))
        self.program.shut()
        return self.ticks.longest

    def _visit(self, bench: Bench, name: str) -> None:
        for place in places_for(bench.desk, lambda: Page("")):
            self._part(f"{place.key}, {name}", partial(bench.window.go, place.key))

    def _sign_in(self) -> None:
        form = self.program.door.form
        assert isinstance(form, SignInForm)
        form.submitted.emit(ROLE_WORDS[Role.ADMINISTRATOR], PASSPHRASE)

    def _run(self, bench: Bench, work: Callable[[Session, Job], object]) -> None:
        bench.desk.run(work, bench.window)

    def _import(self, session: Session, job: Job) -> object:
        data = resources.files("resources").joinpath("plans", PLAN_FILE).read_bytes()
        return import_plan(session, read_plan(data, name=PLAN_FILE, units=self.day.units), document=PLAN_FILE, job=job)

    def _assign(self, session: Session, _job: Job) -> object:
        rows = [row for row in rows_of_plan(session.database, plans(session.database)[0].entity) if row.is_task]
        return assign(session, rows, UNITS, self.day.units)

    def _write(self, session: Session, job: Job) -> object:
        return write_bundle(session, self.day.department.info.node, self.day.stick, job=job)

    def _part(self, name: str, start: Callable[[], None], at_least_ms: int = 120) -> None:
        """Start something and let the window work until it is done."""
        self.ticks.doing = name
        loop = QEventLoop()
        began = perf_counter()
        quiet = 0

        def look() -> None:
            nonlocal quiet
            window = self.program.window
            own = window.findChildren(JobRunner) if window is not None else []
            busy = any(runner.is_busy for runner in (self.program.runner, self.program.copier, *own))
            quiet = 0 if busy else quiet + 1
            if quiet > 5 and (perf_counter() - began) * 1000 > at_least_ms:
                loop.quit()

        watch = QTimer(interval=TICK_MS)
        watch.timeout.connect(look)
        watch.start()
        QTimer.singleShot(0, start)
        loop.exec()
        watch.stop()


def main(folder: Path) -> int:
    """Play the story and tell the longest gap of each part."""
    application = build_application(sys.argv[:1])
    print(json.dumps(Story(folder, application).play(), ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
