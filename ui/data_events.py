"""What has changed in the book, told to the screens that show it."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot


class DataEvents(QObject):
    """Gathers the topics of finished changes and tells them once per turn of the event loop.

    `announce` may be called from any thread: the session calls it on the work thread after the commit. Topics
    are the words of `desktop.actions`; `changed` carries a `frozenset[str]`.
    """

    changed = Signal(object)
    _announced = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pending: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._tell)
        self._announced.connect(self._gather, Qt.ConnectionType.QueuedConnection)

    def announce(self, topics: frozenset[str]) -> None:
        """Tell that a committed change concerns these topics."""
        if topics:
            self._announced.emit(topics)

    @Slot(object)
    def _gather(self, topics: frozenset[str]) -> None:
        self._pending |= topics
        self._timer.start()

    @Slot()
    def _tell(self) -> None:
        topics, self._pending = frozenset(self._pending), set()
        self.changed.emit(topics)
