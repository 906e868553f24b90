"""The window: rail, top bar, pages and status bar around what the person works on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.data_events import DataEvents
from ui.navigation import Place, Rail
from ui.shortcuts import ShortcutList
from ui.signs import product_icon
from ui.status_bar import StatusBar
from ui.theme import SCALES, ThemeController, ThemeMode
from ui.toast import Toast
from ui.top_bar import Person, Search, SearchHit, TopBar
from ui.widgets.page import Page
from ui.widgets.panels import column, row

COMPACT_BELOW = 1280
MODES = {ThemeMode.LIGHT: "Sáng", ThemeMode.DARK: "Tối", ThemeMode.SYSTEM: "Theo hệ thống"}


class MainWindow(QMainWindow):
    """The shell around the pages; it knows places, keys and toasts, nothing of the work itself.

    A page is made when its place is first entered. `events` reloads the pages whose topics changed. The
    search is given as a function, so that the shell knows no use case.
    """

    lock_requested = Signal()
    sign_out_requested = Signal()
    closing = Signal()
    """The window is about to close, after the current page was left."""
    place_changed = Signal(object)
    """The key of the place entered (str)."""

    def __init__(
        self,
        places: Sequence[Place],
        person: Person,
        themes: ThemeController,
        events: DataEvents,
        *,
        machine: str = "",
        search: Search | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.setWindowTitle("Sổ Kế hoạch Hải quan")
        self.setWindowIcon(product_icon())
        self.setMinimumSize(760, 520)
        self._places = {place.key: place for place in places}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._trail: list[str] = []
        self._current = ""
        self._compact = False
        self._themes = themes
        self._build(places, person, machine, search)
        self._bind_keys([place for place in places if not place.foot])
        events.changed.connect(self._reload_pages)
        themes.changed.connect(self._refit)

    # Building -----------------------------------------------------------------------------------------------

    def _build(self, places: Sequence[Place], person: Person, machine: str, search: Search | None) -> None:
        shell = QWidget()
        self._rail = Rail(places)
        self._rail.chosen.connect(self.go)
        self._bar = TopBar(person, self._person_menu(), search, shell)
        self._bar.lock_requested.connect(self.lock_requested)
        self._bar.hit_chosen.connect(self._open_hit)
        self._stack = QStackedWidget()
        self._status = StatusBar(machine)
        right = column(gap=0)
        right.addWidget(self._bar)
        right.addWidget(self._stack, 1)
        right.addWidget(self._status)
        whole = row(gap=0)
        whole.addWidget(self._rail)
        whole.addLayout(right, 1)
        shell.setLayout(whole)
        self._toast = Toast(shell)
        self._shortcuts = ShortcutList(shell)
        self._layers = QStackedWidget()
        self._layers.addWidget(shell)
        self._shell = shell
        self.setCentralWidget(self._layers)

    def _person_menu(self) -> QMenu:
        menu = QMenu(self)
        self._add_choices(menu, "Giao diện", list(MODES.items()), self._themes.mode, self._themes.set_mode)
        sizes = [(scale, f"{scale}%") for scale in SCALES]
        self._add_choices(menu, "Cỡ chữ", sizes, self._themes.scale, self._themes.set_scale)
        menu.addSeparator()
        menu.addAction(icons.icon("lock_closed"), "Khóa màn hình", self.lock_requested.emit)
        menu.addAction(icons.icon("sign_out", 20), "Đăng xuất", self.sign_out_requested.emit)
        return menu

    def _add_choices(
        self, menu: QMenu, title: str, choices: Sequence[tuple[object, str]], chosen: object, choose: object
    ) -> None:
        sub = menu.addMenu(title)
        group = QActionGroup(sub)
        for value, words in choices:
            action = QAction(words, group, checkable=True, checked=value == chosen)
            action.setData(value)
            sub.addAction(action)
        assert callable(choose)
        group.triggered.connect(lambda action: choose(action.data()))

    def _bind_keys(self, places: Sequence[Place]) -> None:
        for number, place in enumerate(places[:8], start=1):
            self._bind(f"Alt+{number}", lambda key=place.key: self.go(key))
        self._bind("Ctrl+K", self._focus_search)
        self._bind("F1", self._show_shortcuts)
        self._bind("F6", self.next_panel)
        self._bind("Alt+Left", self.back)
        self._bind("Ctrl+Shift+L", self.lock_requested.emit)
        self._undo_key = self._bind("Ctrl+Z", self._undo)
        # A field undoes its own typing: the key is the toast's only where no text has the focus.
        QApplication.instance().focusChanged.connect(self._watch_focus)  # type: ignore[union-attr]  # there is one

    def _bind(self, keys: str, act: object) -> QShortcut:
        made = QShortcut(QKeySequence(keys), self._shell)
        # Of the whole window, so that the keys live even where nothing has the focus; under a cover the shell is
        # hidden, and its keys rest.
        made.setContext(Qt.ShortcutContext.WindowShortcut)
        made.activated.connect(act)
        return made

    # Places -------------------------------------------------------------------------------------------------

    @property
    def current_place(self) -> str:
        """The key of the place one is at."""
        return self._current

    def page(self, place: str) -> Page:
        """The page of a place, made now if it was never entered."""
        if place not in self._pages:
            page = self._places[place].factory()
            page.title_changed.connect(lambda: self._show_title(place))
            page.go_requested.connect(self.go)
            page.noticed.connect(self._toast.show_notice)
            page.counted.connect(self._rail.set_waiting)
            page.task_running.connect(self._status.set_work)
            page.set_compact(self._compact)
            self._pages[place] = page
            self._stack.addWidget(page)
            self._stale.add(place)
        return self._pages[place]

    def go(self, place: str, argument: object = None) -> None:
        """Enter a place, telling its page what to show."""
        if place not in self._places:
            raise KeyError(place)
        if self._current and self._current != place:
            self._pages[self._current].leave()
            self._trail.append(self._current)
        page = self.page(place)
        self._current = place
        self._rail.set_current(place)
        self._stack.setCurrentWidget(page)
        self._show_title(place)
        if place in self._stale:
            self._stale.discard(place)
            page.reload()
        page.activate(argument)
        self.place_changed.emit(place)

    def back(self) -> None:
        """Return to the place before."""
        if self._trail:
            place = self._trail.pop()
            self.go(place)
            self._trail.pop()

    def next_panel(self) -> None:
        """Move the focus to the next part of the page, after the last one to the rail."""
        if not self._current:
            return
        stops = [*self._pages[self._current].panels(), self._rail]
        focused = QApplication.focusWidget()
        here = next(
            (row for row, stop in enumerate(stops) if focused and (stop is focused or stop.isAncestorOf(focused))),
            len(stops) - 1,
        )
        for step in range(1, len(stops) + 1):
            if _focus_into(stops[(here + step) % len(stops)]):
                return

    def _open_hit(self, hit: SearchHit) -> None:
        self.go(hit.place, hit.argument)

    def _reload_pages(self, topics: frozenset[str]) -> None:
        for place, page in self._pages.items():
            if not page.topics & topics:
                continue
            if place == self._current:
                page.reload()
            else:
                self._stale.add(place)

    def _show_title(self, place: str) -> None:
        if place == self._current:
            page = self._pages[place]
            self._bar.set_title(page.title, page.subtitle)
            self._status.set_keys(page.keys)

    # What the program tells ---------------------------------------------------------------------------------

    @property
    def toast(self) -> Toast:
        """The toast over the pages."""
        return self._toast

    @property
    def status(self) -> StatusBar:
        """The line at the bottom: last write, last backup, long work."""
        return self._status

    def add_tool(self, tool: QWidget) -> None:
        """Put a tool that concerns every page into the top bar, before the search."""
        self._bar.add_tool(tool)

    def leave_page(self) -> None:
        """Let the current page keep its drafts, as when another place is entered."""
        if self._current:
            self._pages[self._current].leave()

    def set_waiting(self, place: str, waiting: int) -> None:
        """Show in the rail how many things wait at a place."""
        self._rail.set_waiting(place, waiting)

    def set_needed(self, place: str, needed: bool) -> None:
        """Let a place that stands in the rail only at need come or go."""
        self._rail.set_needed(place, needed)

    def cover(self, widget: QWidget) -> None:
        """Hide the whole shell behind a widget, such as the lock screen; its keys rest."""
        self._layers.addWidget(widget)
        self._layers.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Take the cover away."""
        while self._layers.count() > 1:
            covering = self._layers.widget(self._layers.count() - 1)
            assert covering is not None
            self._layers.removeWidget(covering)
            covering.deleteLater()
        self._layers.setCurrentIndex(0)

    # Keys ---------------------------------------------------------------------------------------------------

    def _focus_search(self) -> None:
        self._bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.field.selectAll()

    def _show_shortcuts(self) -> None:
        if self._shortcuts.isVisible():
            self._shortcuts.dismiss()
        elif self._current:
            page = self._pages[self._current]
            self._shortcuts.open_for(page.title, page.keys)

    def _undo(self) -> None:
        if not self._toast.undo() and self._current:
            self._pages[self._current].undo()

    def _watch_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            QTimer.singleShot(0, self, self._mend_focus)
        self._undo_key.setEnabled(now is None or (not now.inherits("QLineEdit") and not now.inherits("QPlainTextEdit")))

    def _mend_focus(self) -> None:
        """What had the focus was disabled or hidden: give it to the page, so that keys go on working."""
        nobody = QApplication.focusWidget() is None and QApplication.activePopupWidget() is None
        if nobody and self.isActiveWindow() and self._layers.currentIndex() == 0 and self._current:
            page = self._pages[self._current]
            if not any(_focus_into(part) for part in page.panels()):
                _focus_into(page)

    # Qt -----------------------------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _refit(self) -> None:
        """Lay the shell out for another scale of letters; a bound method, so it ends with the window."""
        self._fit(anew=True)

    def _fit(self, *, anew: bool = False) -> None:
        compact = self.width() * 100 / theme.current().scale < COMPACT_BELOW
        if compact == self._compact and not anew:
            return
        self._rail.set_compact(compact)
        self._bar.set_compact(compact)
        self._status.set_compact(compact)
        if compact != self._compact:
            self._compact = compact
            for page in self._pages.values():
                page.set_compact(compact)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave_page()
        self.closing.emit()
        super().closeEvent(event)


def _focus_into(part: QWidget) -> bool:
    """Focus the first thing inside a part that takes the focus by Tab; whether there was one."""
    candidates = [part, *part.findChildren(QWidget)]
    for widget in candidates:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
