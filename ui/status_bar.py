"""The line at the bottom: keys that matter here, and what was written last."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.icon_label import IconLabel
from ui.widgets.page import KeyHint
from ui.widgets.text import Kind, Label


class StatusBar(QFrame):
    """Left the four to six keys of the page, right long work, last write, last backup, machine."""

    MOST_KEYS = 6

    def __init__(self, machine: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "statusbar")
        self.setAccessibleName("Thanh trạng thái")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 3, 16, 3)
        layout.setSpacing(18)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(18)
        layout.addLayout(self._keys)
        layout.addStretch(1)
        self._work = Label("", Kind.META)
        self._sign = IconLabel()
        self._written = Label("", Kind.META)
        self._backup = Label("", Kind.META)
        self._machine = Label(machine, Kind.META)
        written = QHBoxLayout()
        written.setSpacing(6)
        written.addWidget(self._sign)
        written.addWidget(self._written)
        layout.addWidget(self._work)
        layout.addLayout(written)
        layout.addWidget(self._backup)
        layout.addWidget(self._machine)
        self._compact = False
        self._hints: Sequence[KeyHint] = ()

    def set_keys(self, hints: Sequence[KeyHint]) -> None:
        """Name the keys that matter for what has the focus."""
        self._hints = hints
        while (item := self._keys.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for hint in hints[: 3 if self._compact else self.MOST_KEYS]:
            self._keys.addWidget(_Hint(hint))

    def set_compact(self, compact: bool) -> None:
        """Name fewer keys and only the last write."""
        self._compact = compact
        self._backup.setVisible(not compact and bool(self._backup.text()))
        self._machine.setVisible(not compact)
        self.set_keys(self._hints)

    def set_written(self, words: str) -> None:
        """Say when the book was written last: «Đã ghi 09:42:10»."""
        self._written.setText(words)
        self._sign.set_icon("checkmark_circle" if words else "", "green.solid")

    def set_backup(self, words: str) -> None:
        """Say when the last backup was made: «Sao lưu 07:30 hôm nay»."""
        self._backup.setText(words)
        self._backup.setVisible(bool(words) and not self._compact)

    def set_work(self, words: str) -> None:
        """One line about long work that goes on, "" for none."""
        self._work.setText(words)


class _Hint(QWidget):
    def __init__(self, hint: KeyHint) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Label(hint.keys, Kind.STRONG))
        layout.addWidget(Label(hint.words, Kind.META))
