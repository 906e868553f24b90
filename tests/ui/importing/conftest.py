"""The screen that takes plans in, on the fresh ledger of the headquarters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.node_desks import open_node
from tests.ui.opened_desk import Heard, OpenedDesk, listen
from ui.importing.page import PlanImportPage


@pytest.fixture
def opened(tmp_path: Path, qapp: object, themes: object, qtbot: QtBot) -> Iterator[OpenedDesk]:
    """The desk of the headquarters' administrator."""
    desk = open_node(tmp_path, "TCHQ", qtbot)
    yield desk
    desk.close()


@pytest.fixture
def page(opened: OpenedDesk, qtbot: QtBot) -> Iterator[PlanImportPage]:
    """The screen as it is entered; it is left as the window leaves it, which keeps the work at once."""
    made = PlanImportPage(opened.desk)
    opened.show(made, qtbot)
    yield made
    made.leave()
    opened.settle(qtbot)


@pytest.fixture
def heard(page: PlanImportPage) -> Heard:
    """What the screen tells the window."""
    return listen(page)
