"""Loading the program's screens before they are asked for, one at a time while the window has nothing to do."""

from collections.abc import Iterable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

STEP_MS = 20
"""The window answers this long between two screens."""
REST_MS = 1000
"""After somebody has come in, his own work goes before."""


class Preloading(QObject):
    """Loads modules in their order, so that no screen has to be waited for when it is first entered."""

    def __init__(self, modules: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._waiting = list(modules)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._load_next)

    def begin(self) -> None:
        """Go on loading, from now on."""
        self._timer.start(STEP_MS)

    def rest(self) -> None:
        """Stand back for a second, then go on."""
        if self._waiting:
            self._timer.start(REST_MS)

    def stop(self) -> None:
        """Load nothing any more."""
        self._waiting.clear()
        self._timer.stop()

    def _load_next(self) -> None:
        if self._waiting:
            import_module(self._waiting.pop(0))
            self._timer.start(STEP_MS)
