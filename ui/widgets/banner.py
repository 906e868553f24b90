"""Banners in the page, and the page's word when there is nothing to show."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Well, column
from ui.widgets.text import Kind, Label, mark, show_if


class Grade(StrEnum):
    """What a banner tells: something to know, to look at, or that went wrong."""

    INFO = "blue"
    WARNING = "warn"
    ERROR = "red"
    GOOD = "green"


_ICONS = {
    Grade.INFO: "info",
    Grade.WARNING: "warning",
    Grade.ERROR: "error_circle",
    Grade.GOOD: "checkmark_circle",
}


class Banner(QFrame):
    """Stands in the page under what it concerns: what happened, what to do, at most one button."""

    def __init__(
        self,
        grade: Grade,
        title: str,
        text: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        quiet_action: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        layout = QHBoxLayout(self)
        px = theme.current().px
        layout.setContentsMargins(px(14), px(8), px(10), px(8))
        layout.setSpacing(px(12))
        self._icon = IconLabel("", size=20)
        words = column(gap=0)
        self._title = Label("", Kind.STRONG, wrap=True)
        self._text = Label("", Kind.BODY, wrap=True)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch(1)
        layout.addWidget(self._icon)
        layout.addLayout(words, 1)
        self.button = (LinkButton if quiet_action else SecondaryButton)(action)
        show_if(self.button, bool(action))
        if on_action is not None:
            self.button.clicked.connect(lambda _checked=False: on_action())
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.tell(grade, title, text)

    def tell(self, grade: Grade, title: str, text: str = "") -> None:
        """Tell another thing."""
        mark(self, "hue", str(grade))
        self._icon.set_icon(_ICONS[grade], f"{grade}.solid", filled=True)
        self._title.set_tone(str(grade))
        self._title.setText(title)
        self._text.setText(text)
        show_if(self._text, bool(text))
        self.setAccessibleName(_joined(title, text))


class EmptyState(Well):
    """Why there is nothing here, and what to do next."""

    def __init__(
        self,
        title: str,
        text: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        icon: str = "checkmark_circle",
        tone: str = "green",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(margin=16, gap=6, parent=parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconLabel(icon, f"{tone}.solid", 24)
        self._title = Label(title, Kind.SECTION)
        self._text = Label(text, Kind.META, wrap=True)
        self._text.setAlignment(centre)
        self.button = SecondaryButton(action)
        show_if(self.button, bool(action))
        if on_action is not None:
            self.button.clicked.connect(lambda _checked=False: on_action())
        self.body.addStretch(1)
        self.body.addWidget(self._icon, 0, centre)
        self.body.addWidget(self._title, 0, centre)
        self.body.addWidget(self._text)
        self.body.addWidget(self.button, 0, centre)
        self.body.addStretch(1)
        self.tell(title, text)

    def tell(self, title: str, text: str = "", *, icon: str = "", tone: str = "green") -> None:
        """Tell another reason, with another sign where one is named."""
        if icon:
            self._icon.set_icon(icon, f"{tone}.solid")
        self._title.setText(title)
        self._text.setText(text)
        show_if(self._text, bool(text))
        self.setAccessibleName(_joined(title, text))


def _joined(title: str, text: str) -> str:
    """Title and text as a screen reader says them: two sentences, the first closed once."""
    closed = title if not text or title.endswith((".", "?", ":", "…")) else f"{title}."
    return f"{closed} {text}".rstrip()
