"""The list of keys, shown over the window by F1."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.widgets.buttons import SecondaryButton
from ui.widgets.page import KeyHint
from ui.widgets.text import Kind, Label

EVERYWHERE: Sequence[KeyHint] = (
    KeyHint("Alt+1 … Alt+8", "Đi tới một mục bên trái"),
    KeyHint("Ctrl+K", "Tìm"),
    KeyHint("F6", "Sang vùng kế tiếp"),
    KeyHint("Alt+←", "Về màn hình trước"),
    KeyHint("Ctrl+Z", "Hoàn tác việc vừa làm"),
    KeyHint("Ctrl+Shift+L", "Khóa màn hình"),
    KeyHint("F1", "Danh sách phím tắt"),
)


class ShortcutList(QFrame):
    """The keys of this page and of every page; Esc closes it and gives the focus back."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("kind", "float")
        self.setAccessibleName("Phím tắt")
        self._over = over
        self._before: QWidget | None = None
        self._body = QVBoxLayout(self)
        px = theme.current().px
        self._body.setContentsMargins(px(24), px(20), px(24), px(20))
        self._body.setSpacing(px(12))
        self._content: QWidget | None = None
        self._close = SecondaryButton("Đóng")
        self._close.clicked.connect(self.dismiss)
        self._body.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        over.installEventFilter(self)
        self.hide()

    def open_for(self, title: str, hints: Sequence[KeyHint]) -> None:
        """Show the keys of a page and those that work everywhere."""
        if self._content is not None:
            self._content.deleteLater()
        self._content = self._list(title, hints)
        self._body.insertWidget(0, self._content)
        self._before = self._over.window().focusWidget()
        self.show()
        self._place()
        self.raise_()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Close the list and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def _list(self, title: str, hints: Sequence[KeyHint]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.current().px(24))
        grid.addWidget(Label("Phím tắt", Kind.DIALOG), 0, 0, 1, 2)
        line = 1
        for heading, group in ((title, hints), ("Ở mọi màn hình", EVERYWHERE)):
            if not group:
                continue
            grid.addWidget(Label(heading, Kind.HEAD), line, 0, 1, 2)
            for number, hint in enumerate(group, start=line + 1):
                grid.addWidget(Label(hint.keys, Kind.STRONG), number, 0)
                grid.addWidget(Label(hint.words), number, 1)
            line += len(group) + 1
        return made

    def _place(self) -> None:
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, max(16, (self._over.height() - self.height()) // 2))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.dismiss()
        else:
            super().keyPressEvent(event)
