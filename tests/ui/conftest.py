"""A program on a real encrypted ledger in a folder of its own, for stories through the window."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from tests.desktop.reports.ledger import PASSPHRASE, TODAY, at, make_ledger
from ui.main_window import MainWindow
from ui.program import Program
from ui.settings.preferences import PreferencesFile
from ui.sign_in.sign_in_form import SignInForm
from ui.theme import ThemeController, ThemeMode

WAIT_MS = 20_000


class Story:
    """A program and the hands that use it."""

    def __init__(self, program: Program, preferences: PreferencesFile, machine: Machine, qtbot: QtBot) -> None:
        self.program = program
        self.preferences = preferences
        self.machine = machine
        self._qtbot = qtbot

    def settle(self) -> None:
        """Wait until all work is done and told."""
        runners = (self.program.runner, self.program.copier)
        for _ in range(3):
            self._qtbot.waitUntil(lambda: not any(runner.is_busy for runner in runners), timeout=WAIT_MS)
            self._qtbot.wait(5)

    def form(self) -> SignInForm:
        """The sign-in at the door."""
        form = self.program.door.form
        assert isinstance(form, SignInForm)
        return form

    def sign_in(self, name: str, passphrase: str = PASSPHRASE) -> MainWindow:
        """Choose oneself, type the passphrase, press Enter."""
        form = self.form()
        form.people.choose(name)
        form.passphrase.setText(passphrase)
        form.passphrase.returnPressed.emit()
        self._qtbot.waitUntil(lambda: self.program.window is not None, timeout=WAIT_MS)
        window = self.program.window
        assert window is not None
        assert self.program.bench is not None
        self.program.bench.desk.day.choose(TODAY)
        self.settle()
        return window


@pytest.fixture
def story(tmp_path: Path, qtbot: QtBot, qapp: QApplication, themes: ThemeController) -> Iterator[Story]:
    """A program at its very start, with fast keys and a clock of 25/06/2007; any failure told fails the test."""
    opened = make_story(tmp_path, qtbot, qapp)
    yield opened
    assert opened.program.failures.shown is None
    opened.program.shut()
    opened.program.door.close()


def make_story(folder: Path, qtbot: QtBot, qapp: QApplication) -> Story:
    """A program whose settings and ledgers lie in a folder."""
    preferences = PreferencesFile(folder / "settings")
    preferences.keep(theme=ThemeMode.LIGHT)
    machine = fast_machine(folder)
    return Story(Program(qapp, preferences, machine), preferences, machine, qtbot)


def fast_machine(folder: Path) -> Machine:
    """The machine of the ledgers that `make_ledger` makes in this folder."""
    return Machine(
        now_ms=lambda: at(datetime(2007, 6, 25, 9, 42, 10)),
        state_folder=folder / "state",
        cost=Cost(t=1, m_kib=64, p=1),
    )


@pytest.fixture
def department(tmp_path: Path) -> Path:
    """The folder of Hải Phòng's ledger with the provincial tasks of 608."""
    return _made(tmp_path, "HQ03", ("HQ03",))


@pytest.fixture
def headquarters(tmp_path: Path) -> Path:
    """The folder of the headquarters' ledger with the provincial tasks given to two departments."""
    return _made(tmp_path, "TCHQ", ("HQ03", "HQ01"))


def _made(folder: Path, unit: str, assigned: tuple[str, ...]) -> Path:
    ledger = make_ledger(folder, unit, assigned)
    ledger.close()
    return ledger.workspace.folder
