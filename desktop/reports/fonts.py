"""The font of official paper: Liberation Serif, as wide as Times New Roman and free to embed (domain §7.4)."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "LiberationSerif"
BOLD: Final = "LiberationSerif-Bold"
ITALIC: Final = "LiberationSerif-Italic"
BOLD_ITALIC: Final = "LiberationSerif-BoldItalic"
_FILES: Final = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}


@cache
def register_fonts() -> None:
    """Make the four faces known to reportlab, once per process."""
    folder = files("resources") / "fonts"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, BytesIO((folder / file).read_bytes())))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)


def text_width(text: str, font: str, size: float) -> float:
    """The width of a line in points."""
    return pdfmetrics.stringWidth(text, font, size)


def balanced_lines(text: str, font: str, size: float, width: float) -> list[str]:
    """Break centred text into as few lines as fit the width, all about equally long."""
    lines = _greedy_lines(text, font, size, width)
    narrow, wide = width / (len(lines) + 1), width
    for _ in range(12):
        middle = (narrow + wide) / 2
        tried = _greedy_lines(text, font, size, middle)
        if len(tried) > len(lines) or any(text_width(line, font, size) > middle for line in tried):
            narrow = middle
        else:
            wide = middle
    return _greedy_lines(text, font, size, wide)


def _greedy_lines(text: str, font: str, size: float, width: float) -> list[str]:
    """Fill line after line; a word wider than the line is cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(longer, font, size) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and text_width(lines[-1] + letter, font, size) > width:
                lines.append("")
            lines[-1] += letter
    return lines
