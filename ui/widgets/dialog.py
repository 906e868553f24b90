"""Questions before what cannot be taken back; everything else is done at once and offers undo."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import DangerButton, LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import TextArea
from ui.widgets.panels import column, row
from ui.widgets.text import Kind, Label


class DecisionDialog(QDialog):
    """The question with its object as title, the consequence as text, verbs as buttons.

    The safe button has the focus, and Esc is the safe one. Call `ask`; tests replace it.
    """

    def __init__(
        self, parent: QWidget | None, title: str, text: str, act: str, keep: str, *, danger: bool, icon: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sổ Kế hoạch Hải quan")
        self.setModal(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        px = theme.current().px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(24), px(20), px(24), px(20))
        self._layout.setSpacing(px(8))
        self._layout.addWidget(Label(title, Kind.DIALOG, wrap=True))
        self._layout.addWidget(Label(text, Kind.BODY, wrap=True, tone="text2"))
        self.keep = SecondaryButton(keep)
        self.act = DangerButton(act, icon) if danger else PrimaryButton(act, icon)
        self.keep.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self._buttons = row(gap=8)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.keep)
        self._buttons.addWidget(self.act)
        self._layout.addSpacing(px(8))
        self._layout.addLayout(self._buttons)
        self.setMinimumWidth(px(420))
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        text: str,
        *,
        act: str,
        keep: str,
        danger: bool = True,
        icon: str = "",
    ) -> bool:
        """Ask, and answer whether the person chose to act."""
        dialog = cls(parent, title, text, act, keep, danger=danger, icon=icon)
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return chosen


class ReasonDialog(DecisionDialog):
    """Asks for the reason an act needs; the act stays disabled until something is written. Ctrl+Enter acts."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        act: str,
        keep: str,
        *,
        danger: bool,
        icon: str,
        label: str = "Lý do",
    ) -> None:
        super().__init__(parent, title, text, act, keep, danger=danger, icon=icon)
        self.reason = TextArea(lines=3)
        self._layout.insertWidget(2, Field(label, self.reason, "Người nhận đọc được lý do này."))
        self.act.setEnabled(False)
        self.reason.textChanged.connect(lambda: self.act.setEnabled(bool(self.reason.value_text())))
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.act.click)

    def offer(self, reasons: Sequence[str]) -> None:
        """Reasons that are given often, each a button that puts it into the field, to be written on."""
        line = column(gap=2)
        for words in reasons:
            sample = LinkButton(words)
            sample.clicked.connect(lambda _checked=False, words=words: self._take(words))
            line.addWidget(sample, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.insertLayout(3, line)

    def _take(self, words: str) -> None:
        self.reason.set_text(f"{self.reason.value_text()} {words}".strip())
        self.reason.moveCursor(QTextCursor.MoveOperation.End)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def reason_for(
        cls, parent: QWidget | None, title: str, text: str, *, act: str, keep: str, icon: str = ""
    ) -> str | None:
        """Ask for a reason; `None` where the person keeps things as they are."""
        dialog = cls(parent, title, text, act, keep, danger=False, icon=icon)
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        reason = dialog.reason.value_text()
        dialog.deleteLater()
        return reason if chosen else None
