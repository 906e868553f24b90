"""A person at the screen that takes plans in."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.opened_desk import OpenedDesk
from ui.importing.page import PlanImportPage

DOCUMENT = Path(__file__).parents[1] / "documents" / "608-qd-tchq.txt"


def read(page: PlanImportPage, opened: OpenedDesk, qtbot: QtBot, file: Path = DOCUMENT) -> None:
    """Open a document and wait until it is shown."""
    page.open_file(file)
    opened.settle(qtbot)


def confirm_all(page: PlanImportPage) -> None:
    """Look at every doubt."""
    for _ in range(60):
        if not page.review.unseen:
            return
        QTest.keyClick(page.review.readings, Qt.Key.Key_Return)
    raise AssertionError([one.label for one in page.review.unseen])


def select_repair(page: PlanImportPage, label: str) -> None:
    """Choose the first repair of a row."""
    listed = page.review.readings.records.records()
    page.review.readings.select(next(one.key for one in listed if one.repair is not None and one.label == label))
