"""What every screen in the window is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.panels import Panel


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that matters here, and what it does: «Ctrl+Enter», «Gửi duyệt»."""

    keys: str
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A thing done, to be shown as a toast: «Đã duyệt 6 mục.», with what undoes it."""

    words: str
    undo: Callable[[], None] | None = None
    undo_words: str = "Hoàn tác"


class Page(QWidget):
    """A screen: subclass it, build its widgets in `__init__`, fetch what it shows in `reload`.

    `topics` names what it shows: it is reloaded when a change announces one of them, at once where it is the
    current page, otherwise when it is next entered. `keys` stand in the status bar and in the list of F1.
    """

    topics: frozenset[str] = frozenset()
    keys: Sequence[KeyHint] = ()

    title_changed = Signal()
    """`title`, `subtitle` or `keys` changed."""
    go_requested = Signal(object, object)
    """Place key (str) and argument, from `go`."""
    noticed = Signal(object)
    """A `Notice` to be shown as a toast, from `notify`."""
    counted = Signal(object, object)
    """Place key (str) and how many things wait there (int), from `count`."""
    task_running = Signal(object)
    """One line for the status bar about long work that goes on (str, "" = none)."""

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = title
        self.subtitle = subtitle
        self.is_compact = False

    # What a screen overrides --------------------------------------------------------------------------------

    def activate(self, argument: object = None) -> None:
        """The page was entered, with the argument given to `go`; put the focus where work begins."""

    def reload(self) -> None:
        """Fetch anew what the page shows, keeping selection, scroll place and what is being typed."""

    def leave(self) -> None:
        """Another page is about to be shown, or the window to close: keep drafts."""

    def undo(self) -> bool:
        """`Ctrl+Z` where no toast offers it: take back a step that is not in the ledger yet; whether there was one."""
        return False

    def set_compact(self, compact: bool) -> None:
        """The window became narrower than 1280 px, or wide again; lay out accordingly."""
        self.is_compact = compact

    def panels(self) -> Sequence[QWidget]:
        """The parts `F6` moves between, in reading order."""
        return [panel for panel in self.findChildren(Panel) if panel.isVisibleTo(self)]

    # What a screen calls ------------------------------------------------------------------------------------

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Write another title and subtitle into the top bar."""
        self.title, self.subtitle = title, subtitle
        self.title_changed.emit()

    def set_keys(self, keys: Sequence[KeyHint]) -> None:
        """Name other keys in the status bar: those that matter for what has the focus."""
        self.keys = tuple(keys)
        self.title_changed.emit()

    def go(self, place: str, argument: object = None) -> None:
        """Go to another place, telling it what to show."""
        self.go_requested.emit(place, argument)

    def notify(self, words: str, undo: Callable[[], None] | None = None, undo_words: str = "Hoàn tác") -> None:
        """Say that something was done, with what undoes it."""
        self.noticed.emit(Notice(words, undo, undo_words))

    def count(self, place: str, waiting: int) -> None:
        """Show in the rail how many things wait at a place; 0 takes the counter away."""
        self.counted.emit(place, waiting)
