"""Headquarters after Hải Phòng's file: three results wait for a verdict, one task was given back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.session import Session
from desktop.units.table import load_units
from desktop.verdicts.declining import DECLINE_REASONS, decline_tasks
from desktop.workspace import Workspace
from tests.desktop.verdicts.conftest import Exchange, opened_exchange
from tests.support.exchange import DAY
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE, Ledger
from tests.ui.opened_desk import WAIT_MS, OpenedDesk
from tests.ui.page_bench import PageBench
from ui.data_events import DataEvents
from ui.desk import ChosenDay, Desk
from ui.jobs import JobRunner
from ui.tasks.page import TasksPage
from ui.verdicts.page import VerdictsPage

TasksBench = PageBench[TasksPage]


@pytest.fixture
def exchange(tmp_path: Path) -> Iterator[Exchange]:
    with opened_exchange(tmp_path) as made:
        made.publish()
        made.publish("I/C/15", status="in_progress", percent="40", completed_on="", result="Đã trình dự thảo")
        made.publish("I/B/2", status="in_progress", percent="70", completed_on="", result="Đã họp tổ công tác")
        decline_tasks(made.supervisor, [made.task("I/C/6")], DECLINE_REASONS[0])
        made.up()
        yield made


def open_workspace(workspace: Workspace, name: str, qtbot: QtBot) -> OpenedDesk:
    """Sign a person in on the work thread of a desk of its own."""
    runner = JobRunner()
    failures: list[object] = []
    runner.unhandled.connect(failures.append)
    sessions: list[Session] = []
    runner.run(lambda _job: workspace.sign_in(name, PASSPHRASE), runner, sessions.append)
    qtbot.waitUntil(lambda: bool(sessions), timeout=WAIT_MS)
    events = DataEvents(runner)
    sessions[0].listeners.append(events.announce)
    return OpenedDesk(Desk(runner, sessions[0], events, load_units(), ChosenDay(DAY, runner)), runner, failures)


@pytest.fixture
def opened(exchange: Exchange, themes: object, qtbot: QtBot) -> Iterator[OpenedDesk]:
    made = open_workspace(exchange.pair.headquarters.workspace, ADMINISTRATOR, qtbot)
    yield made
    made.close()


@pytest.fixture
def bench(opened: OpenedDesk, qtbot: QtBot) -> PageBench[VerdictsPage]:
    return PageBench(opened, VerdictsPage(opened.desk), qtbot)


@pytest.fixture
def tasks_of(exchange: Exchange, themes: object, qtbot: QtBot) -> Iterator[Callable[[Ledger, str], TasksBench]]:
    """Opens the tasks' screen of a ledger for a person."""
    made: list[OpenedDesk] = []

    def build(ledger: Ledger, name: str) -> TasksBench:
        made.append(open_workspace(ledger.workspace, name, qtbot))
        return PageBench(made[-1], TasksPage(made[-1].desk), qtbot)

    yield build
    for desk in made:
        desk.close()
