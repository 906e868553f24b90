"""A desk on a real encrypted ledger, behind the real job runner."""

from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from desktop.session import Session
from desktop.units.table import load_units
from tests.desktop.reports.ledger import PASSPHRASE, TODAY, Ledger
from ui import theme
from ui.data_events import DataEvents
from ui.desk import ChosenDay, Desk
from ui.jobs import JobRunner
from ui.widgets.page import Notice, Page

WAIT_MS = 20_000


@dataclass(slots=True)
class OpenedDesk:
    """What a page is given, and what the window would hear from it."""

    desk: Desk
    runner: JobRunner
    failures: list[object]

    def close(self) -> None:
        """Close the ledger on its thread; what nobody claimed fails the test."""
        self.runner.close(self.desk.session.close)
        assert self.failures == []

    def settle(self, qtbot: QtBot) -> None:
        """Wait until all work is done and told."""
        for _ in range(3):
            qtbot.waitUntil(lambda: not self.runner.is_busy, timeout=WAIT_MS)
            qtbot.wait(5)

    def show(self, page: Page, qtbot: QtBot, width: int = 1278, height: int = 640) -> None:
        """Show a page as the window does when it is entered."""
        qtbot.addWidget(page)
        theme.dress(page)
        events = self.desk.events
        events.changed.connect(lambda topics: page.reload() if page.topics & topics else None)
        page.resize(width, height)
        page.show()
        page.reload()
        page.activate()
        self.settle(qtbot)


def open_desk(ledger: Ledger, name: str, qtbot: QtBot) -> OpenedDesk:
    """Sign a person in on the work thread; the page's day is 25/06/2007."""
    runner = JobRunner()
    failures: list[object] = []
    runner.unhandled.connect(failures.append)
    sessions: list[Session] = []
    runner.run(lambda _job: ledger.workspace.sign_in(name, PASSPHRASE), runner, sessions.append)
    qtbot.waitUntil(lambda: bool(sessions), timeout=WAIT_MS)
    events = DataEvents(runner)
    sessions[0].listeners.append(events.announce)
    desk = Desk(runner, sessions[0], events, load_units(), ChosenDay(TODAY, runner))
    return OpenedDesk(desk, runner, failures)


@dataclass(slots=True)
class Heard:
    """What a page told the window."""

    notices: list[Notice]
    places: list[tuple[object, object]]
    counts: list[tuple[object, object]]


def listen(page: Page) -> Heard:
    """Remember what a page tells from now on."""
    heard = Heard([], [], [])
    page.noticed.connect(heard.notices.append)
    page.go_requested.connect(lambda place, argument: heard.places.append((place, argument)))
    page.counted.connect(lambda place, waiting: heard.counts.append((place, waiting)))
    return heard
