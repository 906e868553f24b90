"""The window of a signed-in person with everything it stands on."""

import platform
from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.actions import Topic
from desktop.backup import copies
from desktop.backup.daily import make_daily
from desktop.formats import clock_text, recent_text
from desktop.machine import Machine
from desktop.permissions import ROLE_WORDS
from desktop.plans.tasks import TaskFilter, TaskItem, tasks
from desktop.session import Session
from desktop.units.current import units_of
from desktop.units.table import UnitTable
from ui.carried_dialog import CarriedDialog
from ui.data_events import DataEvents
from ui.decisions.watch import DecisionWatch
from ui.desk import ChosenDay, Desk
from ui.garbage import GarbageRounds
from ui.idle import IdleWatch
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.places import is_headquarters, places_for
from ui.requests import TasksRequest
from ui.settings.preferences import PreferencesFile
from ui.theme import ThemeController
from ui.top_bar import Person, SearchHit
from ui.widgets.day_button import DayButton
from ui.widgets.page import Page

MOST_HITS = 12
LEAST = (1180, 720)
ROOMY = 1500  # so wide a screen has room for the window and for others


class Bench(QObject):
    """Builds the window for a session, carries it over a lock, and closes it."""

    _wrote = Signal()

    def __init__(
        self,
        session: Session,
        runner: JobRunner,
        units: UnitTable,
        machine: Machine,
        themes: ThemeController,
        preferences: PreferencesFile,
        idle: IdleWatch,
        copier: JobRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._machine = machine
        self._themes = themes
        self._preferences = preferences
        self._idle = idle
        self._copier = copier
        self._runner = runner
        self._events = DataEvents(self)
        self._day = ChosenDay(machine.today(), self)
        self._is_leaving = False
        self.desk = Desk(runner, session, self._events, units, self._day)
        self._listen(session)
        unit = units.unit(session.unit)
        self.window = MainWindow(
            places_for(self.desk, self._settings_page),
            Person(session.person.name, f"{ROLE_WORDS[session.person.role]} · {unit.short_name}"),
            themes,
            self._events,
            machine=f"Máy {platform.node()}" if platform.node() else "",
            search=self._search,
        )
        self.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.window.setWindowTitle(f"{unit.short_name} · {self.window.windowTitle()}")
        self.window.add_tool(DayButton(self._day))
        self._wrote.connect(self._show_written, Qt.ConnectionType.QueuedConnection)
        themes.changed.connect(self._keep_look)
        self._decisions = DecisionWatch(self.desk, self.window)
        self._garbage = GarbageRounds(idle, lambda: runner.is_busy or copier.is_busy, self)

    @property
    def session(self) -> Session:
        """The session at work."""
        return self.desk.session

    def show_like(self, door: QWidget) -> None:
        """Show the window as large as the door was; a small screen is filled."""
        self.window.resize(max(door.width(), LEAST[0]), max(door.height(), LEAST[1]))
        if door.isMaximized() or LEAST[0] < door.screen().availableSize().width() < ROOMY:
            self.window.showMaximized()
        else:
            self.window.show()

    def begin(self) -> None:
        """Enter the first place, where no other was asked for meanwhile."""
        if not self.window.current_place:
            self.window.go("home")
        self._decisions.look()
        if self.session.is_carried:
            CarriedDialog(self.window).open()

    def _listen(self, session: Session) -> None:
        def announce(topics: frozenset[Topic]) -> None:
            if Topic.UNITS in topics:  # here on the work thread, so that the screens find the new names
                self.desk.units = units_of(session)
                topics = frozenset(Topic)  # every screen names units
            self._events.announce(topics)
            self._wrote.emit()

        session.listeners.append(announce)

    def _settings_page(self) -> Page:
        from ui.settings.page import SettingsPage

        return SettingsPage(self.desk, self._preferences, self._themes, self._idle, self._copier)

    def _keep_look(self) -> None:
        self._preferences.keep(theme=self._themes.mode, scale=self._themes.scale)

    # Lock ---------------------------------------------------------------------------------------------------

    def suspend(self, cover: QWidget) -> None:
        """Cover the window, keep drafts, and close the ledger after everything asked for so far."""
        self._close_dialogs()
        self.window.cover(cover)
        self.window.leave_page()
        self._events.blockSignals(True)  # nothing may be read again before the person is back
        closing = self.session
        self._runner.run(lambda _job: closing.close(), self)

    def _close_dialogs(self) -> None:
        """Nothing that floats over the window may show what the cover hides."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    def resume(self, session: Session, units: UnitTable) -> None:
        """The same person is back: go on where the window was left."""
        self.desk.session, self.desk.units = session, units
        self._listen(session)
        self._events.blockSignals(False)
        self.window.uncover()
        self._day.set_today(self._machine.today())
        self._events.announce(frozenset(Topic))

    def close(self, *, is_locked: bool) -> None:
        """Close window and ledger, the ledger after everything asked for so far; a locked one is closed already."""
        self._is_leaving = True
        self._themes.changed.disconnect(self._keep_look)
        if self.window.isVisible():
            self.window.close()
        self._events.blockSignals(True)
        closing = self.session
        self._runner.run(lambda _job: None if is_locked else closing.close(), self, lambda _none: self.deleteLater())

    # What the window tells ----------------------------------------------------------------------------------

    def back_up_today(self) -> None:
        """Make today's copy of the ledger, where there is none yet, beside what the person does."""
        folder, key, now_ms = self.session.workspace.folder, self.session.database_key, self._machine.now_ms()
        self._copier.run(lambda _job: make_daily(folder, key, now_ms), self.window, self._show_backup)

    def _show_backup(self, last: copies.Backup) -> None:
        made = datetime.fromtimestamp(last.facts.at_ms / 1000).astimezone()
        self.window.status.set_backup(f"Sao lưu {recent_text(made, self._machine.today())}")

    def _show_written(self) -> None:
        if self._is_leaving:  # work that was asked for before may still write when the window is gone
            return
        now = datetime.fromtimestamp(self._machine.now_ms() / 1000).astimezone()
        self.window.status.set_written(f"Đã ghi {clock_text(now)}")

    def _search(self, words: str, show: Callable[[Sequence[SearchHit]], None]) -> None:
        day = self._day.day
        self.desk.run(
            lambda session, _job: hits(session, words, day),
            self.window,
            lambda items: show([_hit(item, self.desk.units) for item in items]),
        )


def hits(session: Session, words: str, day: date) -> list[TaskItem]:
    """The first tasks that have all the words: of this unit, at headquarters of every unit."""
    unit = None if is_headquarters(session.node) else session.unit
    return tasks(session, TaskFilter(as_of=day, unit=unit, words=words))[:MOST_HITS]


def _hit(item: TaskItem, units: UnitTable) -> SearchHit:
    due = f" · hạn {item.row.deadline_text}" if item.row.deadline_text else ""
    meta = f"{item.plan.number} · {units.unit(item.unit).short_name}{due}"
    return SearchHit(item.row.label, item.row.title, meta, "tasks", TasksRequest(task=item.row.entity, unit=item.unit))
