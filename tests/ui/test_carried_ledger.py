"""A ledger copied onto another machine says so to who opens it there first, and to nobody at home."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.reports.ledger import ADMINISTRATOR, OFFICER
from tests.ui.conftest import Story, make_story
from ui.carried_dialog import TEXTS, CarriedDialog
from ui.main_window import MainWindow


def shown(window: MainWindow) -> list[CarriedDialog]:
    return [dialog for dialog in window.findChildren(CarriedDialog) if dialog.isVisible()]


@pytest.mark.usefixtures("themes")
def test_the_first_sign_in_to_a_copied_ledger_says_that_two_copies_do_not_work_together(
    department: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    copied = tmp_path / "other" / "data"
    shutil.copytree(department, copied)
    there = make_story(tmp_path / "other", qtbot, qapp)
    there.program.start(copied)
    window = there.sign_in(ADMINISTRATOR)
    qtbot.waitUntil(lambda: bool(shown(window)), timeout=5_000)
    (dialog,) = shown(window)
    assert dialog.accessibleDescription() == " ".join(TEXTS)
    dialog.understood.click()
    there.program.sign_out()
    there.settle()
    assert shown(there.sign_in(OFFICER)) == [], "it is said once"
    there.program.shut()
    there.program.door.close()


def test_at_home_nothing_is_said(story: Story, department: Path) -> None:
    story.program.start(department)
    assert shown(story.sign_in(ADMINISTRATOR)) == []
