"""The word that something was done, with what undoes it; errors never stand here."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.widgets.buttons import LinkButton, ToolButton
from ui.widgets.page import Notice
from ui.widgets.text import Kind, Label

SHOWN_MS = 10_000
STEP_MS = 100
STATUS_BAR, PAGE_FOOT = 26, 112
"""What the toast leaves free below it: the next reason and verdict must not wait until it is gone."""


class Toast(QFrame):
    """Floats over the bottom of a window, one at a time, for 10 s; it stays while hovered or focused."""

    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("kind", "toast")
        self.setAccessibleName("Thông báo")
        self._over = over
        self._notice: Notice | None = None
        self._left_ms = 0
        layout = QHBoxLayout(self)
        px = theme.current().px
        layout.setContentsMargins(px(14), px(6), px(8), px(8))
        layout.setSpacing(px(8))
        self._words = Label("", Kind.BODY)
        self._undo = LinkButton("")
        self._undo.setProperty("kind", "")
        self._undo.clicked.connect(self.undo)
        self._keys = Label("Ctrl+Z", Kind.QUIET)
        close = ToolButton("dismiss", "Đóng thông báo")
        close.setProperty("kind", "")
        close.set_ink("toast_text")
        close.clicked.connect(self.dismiss)
        layout.addWidget(self._words)
        layout.addSpacing(px(24))
        layout.addWidget(self._undo)
        layout.addWidget(self._keys)
        layout.addWidget(close)
        self._clock = QTimer(self, interval=STEP_MS)
        self._clock.timeout.connect(self._step)
        over.installEventFilter(self)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown now, `None` when nothing is."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Show this instead of what was shown."""
        self._notice = notice
        self._words.setText(notice.words)
        self._words.setAccessibleName(notice.words)
        self._undo.setText(notice.undo_words)
        self._undo.setVisible(notice.undo is not None)
        self._keys.setVisible(notice.undo is not None)
        self._left_ms = SHOWN_MS
        self._clock.start()
        self.show()
        self._place()
        self.raise_()

    def undo(self) -> bool:
        """Undo what was done, where that is still offered; whether it was."""
        notice = self._notice
        if notice is None or notice.undo is None:
            return False
        self.dismiss()
        notice.undo()
        return True

    def dismiss(self) -> None:
        """Take the word away; what was done stays done."""
        self._clock.stop()
        self._notice = None
        self.hide()
        self.closed.emit()

    def _step(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            return
        self._left_ms -= STEP_MS
        if self._left_ms <= 0:
            self.dismiss()
        else:
            self.update()

    def _place(self) -> None:
        self.adjustSize()
        width = min(max(self.sizeHint().width(), theme.current().px(360)), self._over.width() - 32)
        height = self.sizeHint().height()
        bottom = self._over.height() - theme.current().px(STATUS_BAR + PAGE_FOOT) - 8
        self.setGeometry((self._over.width() - width) // 2, bottom - height, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._left_ms = SHOWN_MS
        super().enterEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        share = self._left_ms / SHOWN_MS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("toast_action"))
        painter.drawRect(6, self.height() - 3, round((self.width() - 12) * share), 2)
