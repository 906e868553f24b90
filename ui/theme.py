"""The look in force: theme, scale of letters, palette and style sheet, and who changes them.

Like `QApplication.palette()` the look is one value for the whole application: painters read `current()` at
the moment they paint, so that a change of theme needs nothing but a repaint.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui import fonts
from ui.tokens import DARK, LIGHT, Hue, Tokens

SCALES = (100, 112, 125)
"""«Cỡ chữ» a person may choose, in percent."""


class ThemeMode(StrEnum):
    """Which theme a person wants."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: the tokens, whether they are the dark ones, and the scale of letters in percent."""

    tokens: Tokens = LIGHT
    is_dark: bool = False
    scale: int = 100

    def px(self, pixels: float) -> int:
        """A length at 100 % in pixels of this look, rounded."""
        return max(1, round(pixels * self.scale / 100))

    def font(self, pixels: int = 13, weight: int = 400) -> QFont:
        """The screen typeface at a size given at 100 %."""
        return fonts.font(self.px(pixels), weight)

    def colour(self, name: str) -> QColor:
        """The colour a token's name stands for; a part of a hue is written `red.solid`."""
        return QColor(self.tokens.colour(name))

    def hue(self, name: str) -> Hue:
        """The hue of this name: green, blue, orange, red, grey or warn."""
        return self.tokens.hue(name)


class _Look:
    theme = Theme()
    is_changing = False


def current() -> Theme:
    """The look in force."""
    return _Look.theme


def is_changing() -> bool:
    """Whether another look is being put on just now: a list waits with laying out its rows until all wear it."""
    return _Look.is_changing


def palette(theme: Theme, ground: str = "window") -> QPalette:
    """The palette Qt's own pieces follow, on the ground of this name."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, theme.colour(token))
    made.setColor(QPalette.ColorRole.Window, theme.colour(ground))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return made


_ROLES = {
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "toast",
    QPalette.ColorRole.ToolTipText: "toast_text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line_soft",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
    QPalette.ColorRole.Accent: "accent",
}


@cache
def _template() -> str:
    return (resources.files("resources") / "styles" / "style.qss").read_text(encoding="utf-8")


def style_sheet(theme: Theme) -> str:
    """The style sheet of a look: `@token` becomes its colour, lengths above 3 px follow the scale."""
    coloured = re.sub(r"@([a-z][a-z0-9_.]*)", lambda found: theme.tokens.colour(found[1]), _template())
    return re.sub(
        r"\b(\d+)px",
        lambda found: f"{theme.px(int(found[1])) if int(found[1]) > 3 else found[1]}px",
        coloured,
    )


def dress(window: QWidget) -> None:
    """Put the style sheet of the look on a window without parent; all within, its dialogs and menus follow.

    The window wears every later look as well. The application has no sheet: with one Qt dresses each piece twice, when
    it is made and when it comes into its window. So a size measured while a piece is made is that of a bare one.
    """
    window.setProperty(_DRESSED, True)
    window.setStyleSheet(style_sheet(current()))


_DRESSED = "dressed"


class ThemeController(QObject):
    """Puts a look in force and follows the system's theme where the person wants that."""

    changed = Signal(object)
    """The new `Theme`, after it was put in force."""

    def __init__(self, application: QApplication, mode: ThemeMode = ThemeMode.SYSTEM, scale: int = 100) -> None:
        super().__init__(application)
        self._application = application
        self._mode = mode
        self._scale = scale
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def mode(self) -> ThemeMode:
        """The theme the person chose."""
        return self._mode

    @property
    def scale(self) -> int:
        """The scale of letters in percent."""
        return self._scale

    def set_mode(self, mode: ThemeMode) -> None:
        """Choose light, dark or the system's theme."""
        self._mode = mode
        self._apply()

    def set_scale(self, scale: int) -> None:
        """Choose the scale of letters: 100, 112 or 125 percent."""
        if scale not in SCALES:
            raise ValueError(scale)
        self._scale = scale
        self._apply()

    def _follow_system(self) -> None:
        if self._mode is ThemeMode.SYSTEM and self._wants_dark() != current().is_dark:
            self._apply()

    def _wants_dark(self) -> bool:
        if self._mode is ThemeMode.SYSTEM:
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode is ThemeMode.DARK

    def _apply(self) -> None:
        dark = self._wants_dark()
        theme = replace(current(), tokens=DARK if dark else LIGHT, is_dark=dark, scale=self._scale)
        _Look.theme = theme
        _Look.is_changing = True
        try:
            windows = [window for window in self._application.topLevelWidgets() if window.property(_DRESSED)]
            for window in windows:
                window.setStyleSheet("")  # over another one Qt dresses a widget once for each of its parents
            self._application.setFont(theme.font())
            self._application.setPalette(palette(theme))
            sheet = style_sheet(theme)
            for window in windows:
                window.setStyleSheet(sheet)
        finally:
            _Look.is_changing = False
        for widget in self._application.topLevelWidgets():
            widget.update()
        self.changed.emit(theme)
