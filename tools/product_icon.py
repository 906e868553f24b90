"""Draws the product's mark as the icon file of the built program on Windows: `python -m tools.product_icon`."""

import os
import struct
import sys
from pathlib import Path

ICON = Path(__file__).with_name("sokehoach.ico")
SIDES = (16, 24, 32, 48, 64, 256)
"""Sides in pixels that Windows asks for, from the title bar to the tile."""

_HEADER = "<HHH"
_ENTRY = "<BBBBHHII"


def icon_bytes(pictures: dict[int, bytes]) -> bytes:
    """An icon file of PNG pictures, keyed by their sides in pixels (256 is written as 0)."""
    start = struct.calcsize(_HEADER) + struct.calcsize(_ENTRY) * len(pictures)
    entries, data = b"", b""
    for side, picture in pictures.items():
        entries += struct.pack(_ENTRY, side % 256, side % 256, 0, 0, 1, 32, len(picture), start + len(data))
        data += picture
    return struct.pack(_HEADER, 0, 1, len(pictures)) + entries + data


def drawn(side: int) -> bytes:
    """The mark as a PNG of this side in pixels."""
    from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter

    from ui.signs import paint_mark

    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_mark(painter, QRectF(0, 0, side, side))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes here, PySide6 takes the text
    return bytes(buffer.data().data())


def main() -> int:
    """Write the icon beside this module."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    ICON.write_bytes(icon_bytes({side: drawn(side) for side in SIDES}))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
