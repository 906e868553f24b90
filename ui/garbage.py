"""Python's search through all objects for unreachable ones, put off to moments in which nobody waits.

It stops every thread: among the objects of a large import a tenth of a second and more, in the middle of the work.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.idle import IdleWatch

THRESHOLDS = (2_000, 20, 1_000)
"""Young objects are looked through as ever; all of them only after forty million new ones, should nobody ever rest."""
EVERY_MS = 60_000
QUIET_S = 5


class GarbageRounds(QObject):
    """Goes round once a minute, on the window's thread, where nobody is at the machine and no work runs."""

    def __init__(self, idle: IdleWatch, is_busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._idle, self._is_busy = idle, is_busy
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.go_round)
        self._timer.start()

    def go_round(self) -> None:
        """Look through all objects, if now is a good moment."""
        if self._idle.quiet_s >= QUIET_S and not self._is_busy():
            gc.collect()
