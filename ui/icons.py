"""Icons drawn from their vectors at the screen's own resolution, in the colours of the look in force."""

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from ui import theme

SIZES = (16, 20, 24)


class UnknownIcon(Exception):
    """No file of this name was shipped."""


@cache
def _source(name: str, size: int, filled: bool) -> str:
    """The drawing nearest to the size; an icon that was shipped in outline alone has no filled form."""
    folder = resources.files("resources") / "icons"
    for form in ("filled", "regular") if filled else ("regular",):
        for candidate in (size, *(other for other in (20, 24, 16) if other != size)):
            file = folder / f"{name}_{candidate}_{form}.svg"
            if file.is_file():
                return file.read_text(encoding="utf-8")
    raise UnknownIcon(name)


@cache
def _renderer(name: str, size: int, filled: bool, colour: str) -> QSvgRenderer:
    svg = _source(name, size, filled).replace("<svg ", f'<svg fill="{colour}" ', 1)
    return QSvgRenderer(QByteArray(svg.encode()))


def paint(painter: QPainter, where: QRectF, name: str, size: int, colour: str, *, filled: bool = False) -> None:
    """Draw an icon designed for `size` px into a rectangle, in a colour `#rrggbb`."""
    _renderer(name, size, filled, colour).render(painter, where)


def pixmap(
    name: str, size: int, colour: str, ratio: float = 1.0, *, filled: bool = False, extent: int | None = None
) -> QPixmap:
    """An icon as a pixmap for a device pixel ratio; `extent` is its side where not its design size."""
    side = extent or size
    made = QPixmap(QSize(side, side) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, QRectF(0, 0, side, side), name, size, colour, filled=filled)
    painter.end()
    return made


class _Engine(QIconEngine):
    """Paints one icon; asks for the colour when it paints, so it follows a change of theme by itself."""

    def __init__(self, name: str, size: int, ink: str, filled: bool) -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._ink = ink
        self._filled = filled

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())  # a wider place leaves a gap before the words of a button
        where = QRectF(rect.left(), rect.top() + (rect.height() - side) / 2, side, side)
        paint(painter, where, self._name, self._size, self._colour(mode), filled=self._filled)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        pixels = size * scale
        made = QPixmap(pixels)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), pixels), mode, state)
        painter.end()
        made.setDevicePixelRatio(scale)
        return made

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._size, self._ink, self._filled)

    @override
    def key(self) -> str:
        return "sokehoach"

    @override
    def isNull(self) -> bool:
        return False

    def _colour(self, mode: QIcon.Mode) -> str:
        tokens = theme.current().tokens
        return tokens.disabled if mode == QIcon.Mode.Disabled else tokens.colour(self._ink)


@cache
def icon(name: str, size: int = 16, ink: str = "text", *, filled: bool = False) -> QIcon:
    """The icon of this name for a design size of 16, 20 or 24 px, in the colour of the token `ink`.

    It is drawn sharp at any scale and takes the colours of the look in force when painted.
    """
    _source(name, size, filled)
    return QIcon(_Engine(name, size, ink, filled))
