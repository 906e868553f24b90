"""A page on an open ledger, what it told, and the ways of looking at it that every screen's tests need."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pytestqt.qtbot import QtBot

from desktop.session import Session
from tests.ui.opened_desk import WAIT_MS, Heard, OpenedDesk, listen
from ui.widgets.page import Page

PageT = TypeVar("PageT", bound=Page)


@dataclass
class PageBench(Generic[PageT]):
    """The page of one screen under the hands of a test."""

    opened: OpenedDesk
    page: PageT
    qtbot: QtBot

    def __post_init__(self) -> None:
        self.heard: Heard = listen(self.page)
        self.opened.show(self.page, self.qtbot)

    def settle(self) -> None:
        """Wait until every job is done and shown."""
        self.opened.settle(self.qtbot)

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
