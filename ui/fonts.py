"""The shipped typefaces: IBM Plex Sans on the screen, Liberation Serif on paper."""

from importlib import resources

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

SCREEN = "IBM Plex Sans"
PAPER = "Liberation Serif"
FALLBACKS = ["Segoe UI", "Noto Sans"]

WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}
_SCREEN_FILES = (
    "IBMPlexSans_400Regular.ttf",
    "IBMPlexSans_500Medium.ttf",
    "IBMPlexSans_600SemiBold.ttf",
    "IBMPlexSans_700Bold.ttf",
)


class FontsMissing(Exception):
    """The shipped typeface could not be registered: the installation is damaged."""


def register() -> None:
    """Make the screen typeface known to Qt, and check that every weight answers under its own name.

    The paper typeface is drawn into PDF files from its own file and is not registered here.
    """
    folder = resources.files("resources") / "fonts"
    for name in _SCREEN_FILES:
        if QFontDatabase.addApplicationFontFromData((folder / name).read_bytes()) < 0:
            raise FontsMissing(name)
    for weight in (400, 500, 600):
        if QRawFont.fromFont(font(13, weight)).familyName() != SCREEN:
            raise FontsMissing(f"{SCREEN} {weight}")


def font(pixels: int, weight: int = 400) -> QFont:
    """The screen typeface at a pixel size and a weight of 400, 500, 600 or 700."""
    made = QFont([SCREEN, *FALLBACKS])
    made.setPixelSize(pixels)
    made.setWeight(WEIGHTS[weight])
    return made
