"""The one place that puts a value into a cell of a workbook: a typed text never becomes a formula (SYNC §6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from desktop.text import printable

_LONGEST_TEXT: Final = 32_767
"""Characters a cell may hold; Excel calls a longer one damage."""
_FONT: Final = "Times New Roman"
_A4: Final = 9
Sheet: TypeAlias = Any
"""A write-only sheet; its stubs lack nearly all that it shares with an ordinary one."""
_LINE: Final = Side(style="thin")
_BAR: Final = Side(style="thick")
_DATE_FORMAT: Final = "dd/mm/yyyy"


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell is set; a `barred` one has a thick line at its left."""

    bold: bool = False
    italic: bool = False
    size: int = 11
    bordered: bool = False
    horizontal: str = "left"
    number_format: str = "General"
    struck: bool = False
    barred: bool = False


Value: TypeAlias = str | float | date | None


def cell(sheet: Sheet, value: Value, look: CellLook) -> Cell:
    """A cell for a write-only sheet."""
    made = WriteOnlyCell(sheet)
    fill(made, value, look)
    return made


def fill(made: Cell, value: Value, look: CellLook) -> None:
    """Put a value of its own type into a cell: texts as texts, days as days, numbers as numbers."""
    if isinstance(value, str):
        made.value = _plain(value)
        made.data_type = "s"
        made.quotePrefix = value.startswith(("=", "+", "-", "@"))
        made.number_format = "@"
    elif value is not None:
        made.value = value
        made.number_format = _DATE_FORMAT if isinstance(value, date) else look.number_format
    made.font = Font(name=_FONT, size=look.size, bold=look.bold, italic=look.italic, strike=look.struck or None)
    made.alignment = Alignment(horizontal=look.horizontal, vertical="top", wrap_text=True)
    if look.bordered or look.barred:
        line = _LINE if look.bordered else None
        made.border = Border(left=_BAR if look.barred else line, right=line, top=line, bottom=line)


def _plain(text: str) -> str:
    """Text as it can be printed, cut at what a cell can hold."""
    plain = printable(text)
    return plain if len(plain) <= _LONGEST_TEXT else plain[: _LONGEST_TEXT - 1] + "…"


def prepare_page(sheet: Sheet, widths: Sequence[float], *, landscape: bool) -> None:
    """Column widths and print setup: A4, all columns on one page's width, the decree's margins in inches."""
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left, sheet.page_margins.right = 30 / 25.4, 15 / 25.4
    sheet.page_margins.top = sheet.page_margins.bottom = 20 / 25.4
