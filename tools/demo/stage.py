"""A person at the real window: finds things by the words on them, types, presses, looks, takes pictures."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop.machine import Machine
from tools.demo import cast
from ui.app import build_application
from ui.jobs import JobRunner
from ui.program import Program
from ui.settings.preferences import PreferencesFile
from ui.sign_in.sign_in_form import SignInForm
from ui.theme import ThemeMode

W = TypeVar("W", bound=QWidget)
PATIENCE_S = 60.0
WINDOW = (1366, 768)


class NotOnScreen(Exception):
    """What a person was told to use is not to be seen."""


class Stage:
    """One installation with its window; the next person signs in where the one before signed out."""

    def __init__(self, name: str, machine: Machine, folder: Path, *, takes_pictures: bool = True) -> None:
        self.application = build_application(sys.argv[:1])
        self.program = Program(self.application, PreferencesFile(folder / f"settings-{name}"), machine)
        self._errors: list[Exception] = []
        self.program.runner.unhandled.connect(self._errors.append)
        self._pictures = folder / "pictures"
        self._pictures.mkdir(parents=True, exist_ok=True)
        self._takes_pictures = takes_pictures
        self.longest_gap_s = 0.0
        self._ticked = time.perf_counter()
        self._ticks = QTimer(interval=10)
        self._ticks.timeout.connect(self._tick)

    # Time ---------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_gap_s = max(self.longest_gap_s, now - self._ticked)
        self._ticked = now

    def settle(self) -> None:
        """Wait until everything asked for is done and shown."""
        self.until(lambda: not any(runner.is_busy for runner in self._runners()), "the work does not end")

    def until(self, holds: Callable[[], bool], complaint: str) -> None:
        """Let the window live until something holds, three looks in a row."""
        loop, ends, row = QEventLoop(), time.monotonic() + PATIENCE_S, 0

        def look() -> None:
            nonlocal row
            row = row + 1 if holds() else 0
            if row >= 3 or self._errors or time.monotonic() > ends:
                loop.quit()

        timer = QTimer(interval=5)
        timer.timeout.connect(look)
        timer.start()
        self._ticked = time.perf_counter()
        self._ticks.start()
        loop.exec()
        self._ticks.stop()
        timer.stop()
        if self._errors:
            raise self._errors[0]
        if row < 3:
            raise NotOnScreen(complaint)

    def _runners(self) -> Iterable[JobRunner]:
        window = self.program.window
        own = window.findChildren(JobRunner) if window is not None else []
        return (self.program.runner, self.program.copier, *own)

    # People -------------------------------------------------------------------------------------------------

    @property
    def top(self) -> QWidget:
        """The window in front: a dialog, the person's window, or the door."""
        dialog = QApplication.activeModalWidget()
        return dialog or self.program.window or self.program.door

    def open(self, folder: Path) -> None:
        """Open the door of a ledger."""
        self.program.open_folder(folder)
        self.program.door.resize(*WINDOW)
        self.program.door.show()
        self.settle()

    def sign_in(self, player: cast.Player) -> None:
        """A person types the passphrase and comes in."""
        form = self.program.door.form
        if not isinstance(form, SignInForm):
            raise NotOnScreen("the sign-in form")
        form.submitted.emit(player.name, cast.PASSPHRASE)
        self.until(lambda: self.program.window is not None, "the window does not open")
        window = self.program.window
        assert window is not None
        window.resize(*WINDOW)
        self.settle()

    def sign_out(self) -> None:
        """The person leaves."""
        self.program.sign_out()
        self.settle()

    def close(self) -> None:
        """End the program."""
        self.program.shut()

    def go(self, place: str) -> None:
        """Enter a place of the rail."""
        window = self.program.window
        assert window is not None
        window.go(place)
        self.settle()

    # Hands --------------------------------------------------------------------------------------------------

    def visible(self, kind: type[W], within: QWidget | None = None) -> list[W]:
        """The widgets of a kind that can be seen and used."""
        found = (within or self.top).findChildren(kind)
        return [widget for widget in found if widget.isVisible() and widget.isEnabled()]

    def button(self, words: str, within: QWidget | None = None, *, begins: bool = False) -> QAbstractButton:
        """The button with these words on it or as its accessible name; with `begins`, one that begins with them."""
        buttons = self.visible(QAbstractButton, within)
        for button in buttons:
            names = (button.text().replace("&", ""), button.accessibleName())
            if words in names or (begins and any(name.startswith(words) for name in names)):
                return button
        raise NotOnScreen(f"button «{words}»; there are {sorted({button.text() for button in buttons})}")

    def can_press(self, words: str, within: QWidget | None = None) -> bool:
        """Whether there is a button with these words that can be pressed."""
        return any(button.text().replace("&", "") == words for button in self.visible(QAbstractButton, within))

    def press(self, words: str, within: QWidget | None = None, *, begins: bool = False) -> str:
        """Press a button and wait for what it does; answers the words on it."""
        button = self.button(words, within, begins=begins)
        text = button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()
        return text

    def until_seen(self, words: str, within: QWidget | None = None) -> None:
        """Wait until a button with these words can be pressed."""

        def is_there() -> bool:
            return any(
                button.text().replace("&", "").startswith(words) for button in self.visible(QAbstractButton, within)
            )

        self.until(is_there, f"button «{words}» does not come")

    def field(self, name: str, within: QWidget | None = None) -> QLineEdit | QPlainTextEdit:
        """The field with this accessible name."""
        fields: list[QLineEdit | QPlainTextEdit] = [
            *self.visible(QLineEdit, within),
            *self.visible(QPlainTextEdit, within),
        ]
        for field in fields:
            if field.accessibleName().startswith(name):
                return field
        raise NotOnScreen(f"field «{name}»; there are {[field.accessibleName() for field in fields]}")

    def write(self, name: str, text: str, within: QWidget | None = None) -> None:
        """Put a text into a field, as a paste does, and go on to the next."""
        field = self.field(name, within)
        field.setFocus()
        field.selectAll()
        if isinstance(field, QLineEdit):
            field.insert(text)
        else:
            field.insertPlainText(text)
        self.settle()

    def keys(self, sequence: str) -> None:
        """Press a key combination, such as Ctrl+Enter."""
        focused: QWidget | None = self.top.focusWidget()
        QTest.keySequence(self.top if focused is None else focused, sequence)
        self.settle()

    def choose_row(self, view: QAbstractItemView, words: str) -> None:
        """Click the first row in whose cells the words stand."""
        model = view.model()
        for index in _indexes(view):
            texts = [str(index.siblingAtColumn(column).data() or "") for column in range(model.columnCount())]
            if any(words in text for text in texts):
                view.scrollTo(index)
                view.setCurrentIndex(index)
                QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
                self.settle()
                return
        raise NotOnScreen(f"row «{words}»")

    # Eyes ---------------------------------------------------------------------------------------------------

    def picture(self, name: str) -> None:
        """Keep what is on the screen, in light and dark; taking it is not counted as a gap of the window."""
        if not self._takes_pictures:
            return
        gap = self.longest_gap_s
        for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
            self.program.themes.set_mode(mode)
            self.settle()
            self.top.grab().save(str(self._pictures / f"{name}-{mode.value}.png"))
        self.program.themes.set_mode(ThemeMode.LIGHT)
        self.settle()
        self.longest_gap_s = gap


def _indexes(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """The rows of a view, those of a tree under their headings."""
    model = view.model()
    waiting = [model.index(row, 0) for row in range(model.rowCount())]
    while waiting:
        index = waiting.pop(0)
        yield index
        waiting[:0] = [model.index(row, 0, index) for row in range(model.rowCount(index))]
