"""Buttons: one primary per screen state, the rest quieter; the focus frame is always visible."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from ui import icons, theme


def _plain(text: str) -> str:
    """A text as it is shown: no letter of it is a key."""
    return text.replace("&", "&&")


class _Button(QPushButton):
    """A push button with an icon of the set, of a kind the style sheet knows."""

    KIND = ""
    INK = "text"

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        shortcut: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_plain(text), parent)
        self._name = icon
        self._ink = self.INK
        if self.KIND:
            self.setProperty("kind", self.KIND)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon:
            self.setIcon(self._icon(icon))
            self._fit_icon()
        shortcut = shortcut.replace("Return", "Enter")  # as it is printed on keyboards
        if shortcut:
            self._take_keys(shortcut)
        if tip or shortcut:
            self.setToolTip(f"{tip} ({shortcut})" if tip and shortcut else tip or shortcut)

    def _take_keys(self, keys: str) -> None:
        """Answer to these keys; Enter is the large one as well as that of the block of digits."""
        self.setShortcut(keys.replace("Enter", "Return"))
        if "Enter" in keys:
            QShortcut(QKeySequence(keys), self).activated.connect(self.click)

    @override
    def setText(self, text: str) -> None:
        keys = self.shortcut()  # Qt replaces them by the new text's letter behind «&»
        super().setText(_plain(text))
        self.setShortcut(keys)

    def set_icon(self, name: str) -> None:
        """Show another icon of the set, or none for ""."""
        self._name = name
        self.setIcon(self._icon(name) if name else QIcon())

    def set_ink(self, ink: str) -> None:
        """Draw the icon in the colour of another token."""
        self._ink = ink
        self.setIcon(icons.icon(self._name, 16, ink))

    def set_size(self, size: str) -> None:
        """Choose "small" (in a row, 24–28 px) or "large" (main action of a form, 36–40 px)."""
        self.setProperty("size", size)

    def _icon(self, name: str) -> QIcon:
        return icons.icon(name, 16, self._ink)

    def _fit_icon(self) -> None:
        side = theme.current().px(16)
        gap = theme.current().px(4) if self.text() else 0
        self.setIconSize(QSize(side + gap, side))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and not self.icon().isNull():
            self._fit_icon()
        super().changeEvent(event)


class PrimaryButton(_Button):
    """The one action a screen state leads to; its focus frame is drawn inside the filled ground."""

    KIND = "primary"
    INK = "on_accent"

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("on_accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 2, 2)


class SecondaryButton(_Button):
    """Any other action."""


class DangerButton(_Button):
    """An action that takes something back or away: red outline, never filled."""

    KIND = "danger"
    INK = "red.text"


class PlainButton(_Button):
    """A quiet action in a bar: icon and word without a frame."""

    KIND = "plain"


class LinkButton(_Button):
    """A step to another place, written as a link."""

    KIND = "link"
    INK = "link"


class ToolButton(_Button):
    """An icon alone; its word is the tooltip and the accessible name."""

    KIND = "tool"
    INK = "text2"

    def __init__(self, icon: str, word: str, *, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", icon, shortcut=shortcut, tip=word, parent=parent)
        self.setAccessibleName(word)
