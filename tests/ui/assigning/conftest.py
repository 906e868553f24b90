"""Headquarters with Quyết định 608/QĐ-TCHQ, seen through the page that gives in bulk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.plans.plans import import_plan
from desktop.session import Session
from tests.support.ledgers import DOCUMENT, plan_608
from tests.ui.node_desks import open_node
from tests.ui.opened_desk import OpenedDesk
from tests.ui.page_bench import PageBench
from ui.assigning.page import AssigningPage


class Bench(PageBench[AssigningPage]):
    """The page on a ledger, what it told, and ways to look at it."""

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
        return Bench(opened, AssigningPage(opened.desk), qtbot)

    yield build
    for opened in made:
        opened.settle(qtbot)
        opened.close()
