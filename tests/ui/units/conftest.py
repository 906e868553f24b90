from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.permissions import Role
from desktop.session import Session
from desktop.units.current import units_of
from desktop.units.table import UnitTable
from tests.ui.node_desks import open_node
from tests.ui.opened_desk import Heard, OpenedDesk, listen
from ui.theme import ThemeController
from ui.units.page import UnitsPage


@dataclass
class Seen:
    """The page on a desk, with what it tells the window."""

    opened: OpenedDesk
    page: UnitsPage
    heard: Heard
    qtbot: QtBot

    def settle(self) -> None:
        self.opened.settle(self.qtbot)

    def undo(self) -> None:
        """What the toast of the last notice offers."""
        undo = self.heard.notices[-1].undo
        assert undo is not None
        undo()
        self.settle()

    def units(self) -> UnitTable:
        """The table in the ledger."""
        found: list[UnitTable] = []
        self.opened.desk.run(lambda session, _job: units_of(session), self.page, found.append)
        self.settle()
        return found[0]

    def names(self) -> list[str]:
        """The units listed."""
        return [unit.code for unit in self.page.list.view.records.records()]


Show = Callable[..., Seen]


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot, themes: ThemeController) -> Iterator[Show]:
    opened: list[OpenedDesk] = []

    def make(
        unit: str = "TCHQ",
        prepare: Callable[[Session], object] = lambda _session: None,
        role: Role | None = None,
        width: int = 1278,
    ) -> Seen:
        node = open_node(tmp_path, unit, qtbot, prepare, role)
        opened.append(node)
        page = UnitsPage(node.desk)
        heard = listen(page)
        node.show(page, qtbot, width)
        return Seen(node, page, heard, qtbot)

    yield make
    for node in opened:
        node.close()
