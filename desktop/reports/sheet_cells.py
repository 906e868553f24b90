"""The one place that puts a value into a cell of a workbook: a typed text never becomes a formula (SYNC §6)."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

_LONGEST_TEXT: Final = 32_767
"""Characters a cell may hold; Excel calls a longer one damage."""
_FONT: Final = "Times New Roman"
Sheet: TypeAlias = Any
"""A write-only sheet; its stubs lack nearly all that it shares with an ordinary one."""
_LINE: Final = Side(style="thin")
_DATE_FORMAT: Final = "dd/mm/yyyy"


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell is set."""

    bold: bool = False
    italic: bool = False
    size: int = 11
    bordered: bool = False
    horizontal: str = "left"
    number_format: str = "General"


def cell(sheet: Sheet, value: str | float | date | None, look: CellLook) -> Cell:
    """A cell with a value of its own type: texts as texts, days as days, numbers as numbers."""
    made = WriteOnlyCell(sheet)
    if isinstance(value, str):
        made.value = _plain(value)
        made.data_type = "s"
        made.quotePrefix = value.startswith(("=", "+", "-", "@"))
        made.number_format = "@"
    elif value is not None:
        made.value = value
        made.number_format = _DATE_FORMAT if isinstance(value, date) else look.number_format
    made.font = Font(name=_FONT, size=look.size, bold=look.bold, italic=look.italic)
    made.alignment = Alignment(horizontal=look.horizontal, vertical="top", wrap_text=True)
    if look.bordered:
        made.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    return made


def _plain(text: str) -> str:
    """Text without the control characters XML cannot hold, in NFC, cut at what a cell can hold."""
    kept = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})
    plain = unicodedata.normalize("NFC", kept)
    return plain if len(plain) <= _LONGEST_TEXT else plain[: _LONGEST_TEXT - 1] + "…"
