"""Headquarters with Quyết định 608/QĐ-TCHQ, seen through the page that gives in bulk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.plans.plans import import_plan
from desktop.session import Session
from tests.support.ledgers import DOCUMENT, plan_608
from tests.ui.node_desks import open_node
from tests.ui.opened_desk import WAIT_MS, Heard, OpenedDesk, listen
from ui.assigning.page import AssigningPage


@dataclass(slots=True)
class Bench:
    """The page on a ledger, what it told, and ways to look at it."""

    opened: OpenedDesk
    page: AssigningPage
    heard: Heard
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until every job is done and shown."""
        self.opened.settle(self.qtbot)

    def look_at(self, label: str) -> None:
        """Choose a task as a click does."""
        view = self.page.by_plan.tasks.view
        task = next(task for task in view.records.records() if task.row.label == label)
        assert view.select(task.row.entity)

    def paste(self, text: str) -> None:
        """Copy a text and paste it into the page."""
        QGuiApplication.clipboard().setText(text)
        self.page.show_way("table")
        self.page.paste()
        self.settle()

    def read(self, work: Callable[[Session], object]) -> object:
        """Run something on the ledger and give back what came."""
        found: list[object] = []
        self.opened.desk.run(lambda session, _job: work(session), self.page, found.append)
        self.qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
        return found[0]

    def undo_toast(self) -> None:
        """Press «Hoàn tác» of the last toast."""
        undo = self.heard.notices[-1].undo
        assert undo is not None
        undo()
        self.settle()


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., Bench]]:
    """Opens the page at headquarters, with 608 in the ledger or with nothing."""
    made: list[OpenedDesk] = []

    def build(*, empty: bool = False, more: Callable[[Session], object] | None = None) -> Bench:
        def prepare(session: Session) -> None:
            if not empty:
                import_plan(session, plan_608(), document=DOCUMENT)
            if more is not None:
                more(session)

        opened = open_node(tmp_path, "TCHQ", qtbot, prepare)
        made.append(opened)
        page = AssigningPage(opened.desk)
        heard = listen(page)
        opened.show(page, qtbot)
        return Bench(opened, page, heard, qtbot)

    yield build
    for opened in made:
        opened.settle(qtbot)
        opened.close()
