"""The bar over a page: its title and scope, one search, the lock and the signed-in person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QPushButton, QWidget
from typing_extensions import override

from ui import theme
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import ToolButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.inputs import SearchField
from ui.widgets.panels import column
from ui.widgets.text import ElidedLabel, Kind, Label, show_if, tip


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in: name, and role with unit in words («Cán bộ · Tổ QLRR»)."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing found: printed number, words, second line, and where it opens."""

    number: str
    words: str
    meta: str
    place: str
    argument: object = None


Search = Callable[[str, Callable[[Sequence[SearchHit]], None]], None]
"""Looks for a text and hands the hits over on the window's thread; folds accents by itself."""


class PersonButton(QPushButton):
    """The signed-in person with the menu of what concerns them."""

    def __init__(self, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.setAccessibleName(f"{person.name}, {person.role}")
        self.setToolTip(tip(f"{person.name}\n{person.role}"))
        layout = QHBoxLayout(self)
        px = theme.current().px
        layout.setContentsMargins(px(4), 0, px(4), 0)
        layout.setSpacing(px(8))
        layout.addWidget(Avatar(person.name))
        self._words = QWidget()
        words = column(gap=0)
        words.addWidget(Label(person.name, Kind.STRONG))
        words.addWidget(Label(person.role, Kind.META))
        self._words.setLayout(words)
        layout.addWidget(self._words)
        layout.addWidget(IconLabel("chevron_down"))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(px(40))
        self.fit()

    def set_compact(self, compact: bool) -> None:
        """Show the round sign alone."""
        show_if(self._words, not compact)
        self.fit()

    def fit(self) -> None:
        """Take the width of what is shown."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setMinimumWidth(layout.sizeHint().width())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # the letters of a dressed window are wider
            self.fit()


class _Hits(QListWidget):
    """The list under the search field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setStyleSheet(
            f"QListWidget {{ border: 1px solid {theme.current().tokens.line_strong}; border-radius: 6px; }}"
            f" QListWidget::item {{ padding: {theme.current().px(5)}px {theme.current().px(8)}px; }}"
        )
        self.setAccessibleName("Kết quả tìm")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()


class TopBar(QFrame):
    """Title and scope left; search, lock and person right."""

    lock_requested = Signal()
    hit_chosen = Signal(object)
    """A `SearchHit`."""

    def __init__(
        self, person: Person, menu: QMenu, search: Search | None, over: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "topbar")
        self._search = search
        px = theme.current().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(20), px(4), px(12), px(4))
        layout.setSpacing(px(12))
        self._title = ElidedLabel("", Kind.TITLE)
        self._subtitle = ElidedLabel("", Kind.META)
        words = column(gap=1)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        layout.addLayout(words, 1)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(px(8))
        layout.addLayout(self._tools)
        self.field = SearchField("Tìm nhiệm vụ, số văn bản")
        show_if(self.field, search is not None)
        self.field.searched.connect(self._look_for)
        self.field.installEventFilter(self)
        self._keycap = Label("Ctrl+K", Kind.QUIET, parent=self.field)
        self._keycap.setProperty("kind", "keycap")
        self._keycap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.field.textChanged.connect(lambda text: self._keycap.setVisible(not text and not self._compact))
        layout.addWidget(self.field)
        lock = ToolButton("lock_closed", "Khóa màn hình (Ctrl+Shift+L)")
        lock.clicked.connect(self.lock_requested)
        layout.addWidget(lock)
        self._person = PersonButton(person)
        self._person.clicked.connect(lambda: menu.popup(self._person.mapToGlobal(QPoint(0, self._person.height()))))
        layout.addWidget(self._person)
        self._hits = _Hits(over)
        self._hits.itemClicked.connect(self._choose)
        self._over = over
        self.set_compact(False)

    def add_tool(self, tool: QWidget) -> None:
        """Put a tool before the search."""
        self._tools.addWidget(tool)

    def set_title(self, title: str, subtitle: str) -> None:
        """Write the page's title and scope."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        show_if(self._subtitle, bool(subtitle) and not self._compact)

    def set_compact(self, compact: bool) -> None:
        """Shrink the search, show the person's sign alone and the title without its scope."""
        self._compact = compact
        self.setFixedHeight(theme.current().px(52))
        self.field.setFixedWidth(theme.current().px(180 if compact else 316))
        self.field.setPlaceholderText("Tìm" if compact else "Tìm nhiệm vụ, số văn bản")
        show_if(self._subtitle, bool(self._subtitle.text()) and not compact)
        self._person.set_compact(compact)
        self._keycap.setVisible(not compact and not self.field.text())
        self._place_keycap()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_keycap()

    def _place_keycap(self) -> None:
        self._keycap.adjustSize()
        right = self.field.maximumWidth() - self._keycap.width() - theme.current().px(8)
        self._keycap.move(right, (self.field.sizeHint().height() - self._keycap.height()) // 2)

    # Search -------------------------------------------------------------------------------------------------

    def _look_for(self, text: str) -> None:
        if self._search is None or not text:
            self._hits.hide()
            return
        self._search(text, lambda hits: self._show_hits(text, hits))

    def _show_hits(self, text: str, hits: Sequence[SearchHit]) -> None:
        if self.field.value_text() != text:
            return  # an answer to what was typed before
        self._hits.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.number}  {hit.words}\n{hit.meta}")
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self._hits.addItem(item)
        if not hits:
            item = QListWidgetItem(f"Không có gì khớp với «{text}».")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._hits.addItem(item)
        self._hits.setCurrentRow(0 if hits else -1)
        self._place_hits()

    def _place_hits(self) -> None:
        px = theme.current().px
        where = self.field.mapTo(self._over, QPoint(0, self.field.height() + 2))
        width = max(self.field.width(), px(420))
        height = min(sum(self._hits.sizeHintForRow(row) for row in range(self._hits.count())) + 4, px(420))
        left = min(where.x(), self._over.width() - width - px(8))
        self._hits.setGeometry(left, where.y(), width, height)
        self._hits.show()
        self._hits.raise_()

    def _choose(self, item: QListWidgetItem | None) -> None:
        hit = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(hit, SearchHit):
            self._hits.hide()
            self.field.clear()
            self.hit_chosen.emit(hit)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Arrows and Enter only: letters and Backspace belong to the typing aid.
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self._hits.hide()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steer(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _steer(self, key: Qt.Key) -> bool:
        if not self._hits.isVisible():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        if step is not None and self._hits.count():
            self._hits.setCurrentRow((self._hits.currentRow() + step) % self._hits.count())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._hits.currentItem())
            return True
        if key == Qt.Key.Key_Escape:
            self._hits.hide()
            return True
        return False
