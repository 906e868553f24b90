"""Headquarters and Hải Phòng with the tasks of 608 given and received, and screens of both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.verdicts.conftest import Exchange, opened_exchange
from tests.support.ledgers import Ledger
from tests.ui.opened_desk import OpenedDesk
from tests.ui.page_bench import PageBench, PageT
from tests.ui.verdicts.conftest import open_workspace
from ui.desk import Desk


@pytest.fixture
def exchange(tmp_path: Path) -> Iterator[Exchange]:
    with opened_exchange(tmp_path) as made:
        yield made


@pytest.fixture
def page_of(exchange: Exchange, themes: object, qtbot: QtBot) -> Iterator[Callable[..., PageBench[PageT]]]:
    """Opens a screen of a ledger for a person."""
    made: list[OpenedDesk] = []

    def build(ledger: Ledger, name: str, page: Callable[[Desk], PageT]) -> PageBench[PageT]:
        made.append(open_workspace(ledger.workspace, name, qtbot))
        return PageBench(made[-1], page(made[-1].desk), qtbot)

    yield build
    for desk in made:
        desk.close()
