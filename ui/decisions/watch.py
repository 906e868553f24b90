"""Tells the rail how many decisions wait, whatever page is shown."""

from PySide6.QtCore import QObject

from desktop.actions import Topic
from desktop.conflicts.waiting import Waiting, waiting_decisions
from ui.desk import Desk
from ui.main_window import MainWindow

PLACE = "decisions"
_TOPICS = frozenset({Topic.PROGRESS, Topic.TASKS, Topic.PLANS, Topic.PEOPLE, Topic.UNITS, Topic.EXCHANGE})


class DecisionWatch(QObject):
    """Counts after every change that could bring or end a conflict."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        desk.events.changed.connect(lambda topics: self.look() if topics & _TOPICS else None)

    def look(self) -> None:
        """Count anew."""
        self._desk.run(lambda session, _job: waiting_decisions(session), self, self._show)

    def _show(self, waiting: Waiting) -> None:
        self._window.set_needed(PLACE, waiting.is_needed)
        self._window.set_waiting(PLACE, waiting.count)
