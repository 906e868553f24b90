"""The head of the first page and centred titles with their short line (domain §1.2, ô 1 to 5)."""

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable
from typing_extensions import override

from desktop.reports.fonts import BOLD, ITALIC, REGULAR, balanced_lines, text_width
from desktop.reports.wording import NATIONAL_MOTTO, NATIONAL_TITLE

_AGENCY_WIDTH: Final = 66 * mm
_TITLE_WIDTH: Final = 99 * mm
_LEADING: Final = 15.5
_RULE: Final = 0.7
_RULE_GAP: Final = 4.0
_AGENCY_RULE: Final = 0.4
"""Length of the line under the agency's name: the decree asks for a third to a half of the text."""

_COMPOUNDS: Final = ("TỔNG CỤC", "CHI CỤC", "HẢI QUAN", "THÀNH PHỐ", "KHU VỰC", "BỘ TÀI CHÍNH")


class Letterhead(Flowable):
    """Agency lines on the left, national title and motto on the right; number and place below them."""

    def __init__(self, upper_line: str, own_line: str, number_line: str, place_line: str) -> None:
        super().__init__()
        self._upper = balanced_lines(_unbroken(upper_line), REGULAR, 12, _AGENCY_WIDTH) if upper_line else []
        self._own = balanced_lines(_unbroken(own_line), BOLD, 12, _AGENCY_WIDTH)
        self._number = number_line
        self._place = place_line

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self.width = aW
        self.height = (len(self._upper) + len(self._own) + 1) * _LEADING + 14
        return self.width, self.height

    def draw(self) -> None:
        """Draw both columns; number and place share a line."""
        agency, nation = _AGENCY_WIDTH / 2, self.width - _TITLE_WIDTH / 2
        bottom = self._column([(line, REGULAR, 12.0) for line in self._upper], agency, self.height)
        bottom = self._column([(line, BOLD, 12.0) for line in self._own], agency, bottom)
        longest = max(text_width(line, BOLD, 12) for line in self._own)
        self._line(agency, bottom - _RULE_GAP, longest * _AGENCY_RULE)
        title = [(NATIONAL_TITLE, BOLD, 12.0), (NATIONAL_MOTTO, BOLD, 13.0)]
        right = self._column(title, nation, self.height)
        self._line(nation, right - _RULE_GAP, text_width(NATIONAL_MOTTO, BOLD, 13))
        self._column([(self._number, REGULAR, 13.0)], agency, _LEADING)
        self._column([(self._place, ITALIC, 13.0)], nation, _LEADING)

    def _column(self, lines: list[tuple[str, str, float]], centre: float, top: float) -> float:
        """Draw centred lines downwards; the last baseline."""
        for text, font, size in lines:
            top -= _LEADING
            self.canv.setFont(font, size)
            self.canv.drawCentredString(centre, top + 3, text)
        return top

    def _line(self, centre: float, y: float, length: float) -> None:
        """A solid line centred under a text."""
        self.canv.setLineWidth(_RULE)
        self.canv.line(centre - length / 2, y + 3, centre + length / 2, y + 3)


def _unbroken(name: str) -> str:
    """An agency's name in which a line never breaks inside a compound word."""
    for compound in _COMPOUNDS:
        name = name.replace(compound, compound.replace(" ", "\u00a0"))
    return name


class CentredTitle(Flowable):
    """Centred lines of one face, optionally with the line of a third to a half of the text below."""

    def __init__(self, text: str, font: str, size: float, *, ruled: bool = False, before: float = 0) -> None:
        super().__init__()
        self._text, self._font, self._size, self._ruled = text, font, size, ruled
        self.spaceBefore = before
        self.keepWithNext = 1
        self._lines: list[str] = []

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self._lines = balanced_lines(self._text, self._font, self._size, aW)
        self.width = aW
        self.height = len(self._lines) * self._leading + (8 if self._ruled else 0)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines and the rule below them."""
        y = self.height
        self.canv.setFont(self._font, self._size)
        for line in self._lines:
            y -= self._leading
            self.canv.drawCentredString(self.width / 2, y + 4, line)
        if self._ruled:
            longest = max(text_width(line, self._font, self._size) for line in self._lines)
            half = longest * _AGENCY_RULE / 2
            self.canv.setLineWidth(_RULE)
            self.canv.line(self.width / 2 - half, y - 3, self.width / 2 + half, y - 3)

    @property
    def _leading(self) -> float:
        """Distance of two baselines."""
        return self._size * 1.3
