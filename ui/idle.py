"""Noticing that nobody is at the machine."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

CHECK_EVERY_MS = 5000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Tells `idle` once nobody has touched key or mouse for so many minutes.

    It watches the windows as the system sees them, not every widget: each widget's every event would otherwise
    pass through here.
    """

    idle = Signal()

    def __init__(
        self,
        minutes: int,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self._clock = clock
        self._last = clock()
        self._watched: set[QWindow] = set()
        self._timer = QTimer(self, interval=CHECK_EVERY_MS)
        self._timer.timeout.connect(self.check)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    def start(self) -> None:
        """Somebody has just come to the machine."""
        self.touch()
        self._watch(QGuiApplication.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """Nothing is open that should be locked."""
        self._timer.stop()

    def touch(self) -> None:
        """Somebody is at the machine now."""
        self._last = self._clock()

    @property
    def quiet_s(self) -> float:
        """For how many seconds nobody has touched the machine."""
        return self._clock() - self._last

    def check(self) -> None:
        """Tell `idle` where nobody has been at the machine for too long."""
        if self._timer.isActive() and self.quiet_s >= self.minutes * 60:
            self.idle.emit()

    def _watch(self, window: QWindow | None) -> None:
        self.touch()
        if window is not None and window not in self._watched:
            self._watched.add(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda: self._watched.discard(window))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self.touch()
        return False
