"""How long the window's thread is away while a bundle of 100.000 events is looked at and taken in through it."""

import json
import sys
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop.permissions import Role
from desktop.session import Session
from desktop.sync.bundle import sealing
from desktop.sync.endpoint import endpoint_of, trust_of
from desktop.sync.trust.joining import issue
from desktop.sync.trust.own_list import signed_list
from tests.benchmarks.departments import Department
from tests.benchmarks.gaps import TYPING_MS, Story, Ticks
from tests.benchmarks.headquarters import FIRST_YEAR, issued
from ui.app import build_application
from ui.exchange.page import ExchangePage

TASKS = 2_000
EVENTS = 100_000


class LargeBundle(Story):
    """Headquarters has 2.000 tasks out; a department answers for years at once."""

    def __init__(self, folder: Path, application: QApplication, events: int) -> None:
        super().__init__(folder, application)
        self.file = self.day.stick / "nhieu-nam.hqb"
        with self.day.at_work(self.day.headquarters, Role.ADMINISTRATOR) as session:
            self.file.write_bytes(answer(session, events))
        self.ticks = Ticks()

    @override
    def play(self) -> dict[str, float]:
        self._part("idle", lambda: None, at_least_ms=2000)
        self._part("open the door", lambda: self.program.open_folder(self.day.headquarters.folder))
        self._part("type the passphrase", lambda: None, at_least_ms=TYPING_MS)
        self._part("sign in", self._sign_in)
        assert self.program.bench is not None
        window = self.program.bench.window
        self._part("enter the exchange", partial(window.go, "exchange"))
        page = window.findChild(ExchangePage)
        assert page is not None
        self._part("look at the bundle", lambda: page.open_file(self.file))
        self._part("take it in", page.preview.import_wanted.emit)
        self._part("enter the tasks", partial(window.go, "tasks"))
        self._part("enter headquarters", partial(window.go, "headquarters"))
        self.program.shut()
        return self.ticks.longest


def answer(session: Session, events: int) -> bytes:
    """A sealed bundle of so many events of a department that headquarters trusts."""
    department = Department("TCHQ/HQ20", Random(608))
    store = trust_of(session)
    assert store is not None
    issue(session, signed_list(session, store, department.trusted))
    tasks = issued(session, TASKS, [department])
    now = session.machine.now_ms()
    bodies = department.roster(now)
    for month in range(-(-events // TASKS)):
        period = f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}"
        department.seq = len(bodies)
        bodies += department.month(tasks, period, TASKS, now)
    department.seq = 0
    return sealing.seal(department.frame(bodies[: events + 2], now), endpoint_of(session).store.recipients("TCHQ"))


def main(events: int) -> int:
    """Play it; tell the longest gap of each part in milliseconds."""
    application = build_application(sys.argv[:1])
    with TemporaryDirectory() as name:
        found = LargeBundle(Path(name), application, events).play()
    print(json.dumps({part: round(gap * 1000) for part, gap in found.items()}, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS))
