"""The text of the document beside the reading: its typeface, how lines break, how wide its columns are."""

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextCharFormat, QTextLayout

from ui import theme
from ui.fonts import PAPER
from ui.importing.printed import PrintedRow

PAD, LINE = 4, 17
_WORDS = "#FFD866"


@cache
def register_paper_fonts() -> None:
    """The typeface of official paper; only this view shows it on the screen."""
    folder = resources.files("resources") / "fonts"
    for form in ("Regular", "Bold"):
        QFontDatabase.addApplicationFontFromData((folder / f"LiberationSerif-{form}.ttf").read_bytes())


def paper_font(*, bold: bool) -> QFont:
    """The typeface of official paper at the size of the screen's body text."""
    made = QFont([PAPER, "Times New Roman"])
    made.setPixelSize(theme.current().px(13))
    made.setBold(bold)
    return made


def shared_widths(width: float, weights: Sequence[float], narrowest: Sequence[float]) -> list[float]:
    """The width shared out by weight; a column that would break its words takes what it needs from the others.

    Where there is not room for all words, the weights alone decide.
    """
    if sum(narrowest) > width:
        narrowest = [0.0] * len(weights)
    fixed: dict[int, float] = {}
    while True:
        free = width - sum(fixed.values())
        total = sum(weight for n, weight in enumerate(weights) if n not in fixed)
        shares = [fixed.get(n, free * weight / total if total else 0.0) for n, weight in enumerate(weights)]
        short = [n for n, share in enumerate(shares) if n not in fixed and share < narrowest[n]]
        if not short:
            return shares
        fixed |= {n: narrowest[n] for n in short}


def guessed_lines(row: PrintedRow, edges: Sequence[int], letter: float, pad: int) -> int:
    """How many lines the fullest cell of a row takes, by the number of its letters."""
    place, most = 0, 1
    for cell in row.cells:
        left = edges[place - 1] if place else 0
        place += cell.span
        room = max((edges[place - 1] - left - pad) / letter, 1)
        if len(cell.text) > room or "\n" in cell.text:
            most = max(most, sum(1 + int(len(line) / room) for line in cell.text.split("\n")))
    return most


def paper_layout(row: PrintedRow, text: str, width: float, marked: str = "") -> QTextLayout:
    """The text of a cell broken into lines; `marked` words are painted on a ground of their own."""
    font = paper_font(bold=row.is_head or row.is_heading)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    begin, end = _place_of(marked, text)
    if begin < end:
        found = QTextLayout.FormatRange()
        found.start, found.length = begin, end - begin
        found.format = QTextCharFormat()
        found.format.setBackground(QColor(_WORDS))
        layout.setFormats([found])
    pad = 2 * theme.current().px(PAD)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width - pad, 8))
        line.setPosition(QPointF(0, top))
        top += max(line.height(), theme.current().px(LINE))
    layout.endLayout()
    return layout


def _place_of(words: str, text: str) -> tuple[int, int]:
    """Where words stand in a text, wherever its lines break; an empty place where they do not."""
    parts = [re.escape(part) for part in words.split()]
    found = re.search(r"\s+".join(parts), text) if parts else None
    return found.span() if found else (0, 0)
