"""Sizes of Nghị định 30/2020/NĐ-CP, Phụ lục I (domain §1.1, §1.2), and text made safe for a paragraph."""

from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph

from desktop.reports.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR
from desktop.text import printable

TOP: Final = 20 * mm
BOTTOM: Final = 20 * mm
LEFT: Final = 30 * mm
RIGHT: Final = 15 * mm
PORTRAIT: Final = (210 * mm, 297 * mm)
LANDSCAPE: Final = (297 * mm, 210 * mm)
TEXT_WIDTH: Final = PORTRAIT[0] - LEFT - RIGHT
BODY_SIZE: Final = 14.0

_BODY: Final = ParagraphStyle(
    "body",
    fontName=REGULAR,
    fontSize=BODY_SIZE,
    leading=18,
    alignment=TA_JUSTIFY,
    firstLineIndent=12.7 * mm,
    spaceAfter=6,
)
TEXT: Final = _BODY
ITEM: Final = ParagraphStyle("item", _BODY)
LIST_HEAD: Final = ParagraphStyle("list head", _BODY, keepWithNext=1)
SECTION: Final = ParagraphStyle("section", _BODY, fontName=BOLD, alignment=TA_LEFT, spaceBefore=4, keepWithNext=1)
SUBSECTION: Final = ParagraphStyle("subsection", SECTION, spaceBefore=0)
ADDRESSEE: Final = ParagraphStyle(
    "addressee", _BODY, alignment=TA_CENTER, firstLineIndent=0, spaceBefore=12, spaceAfter=12
)
UNIT_OF_MEASURE: Final = ParagraphStyle(
    "unit of measure", fontName=ITALIC, fontSize=12, leading=15, alignment=TA_RIGHT, spaceAfter=2
)
FIGURE: Final = ParagraphStyle("figure", fontName=REGULAR, fontSize=12, leading=15, alignment=TA_CENTER)
FIGURE_HEAD: Final = ParagraphStyle("figure head", FIGURE, fontName=BOLD)
FIGURE_NAME: Final = ParagraphStyle("figure name", FIGURE, alignment=TA_LEFT)
RECIPIENTS_HEAD: Final = ParagraphStyle("recipients head", fontName=BOLD_ITALIC, fontSize=12, leading=15)
RECIPIENTS: Final = ParagraphStyle("recipients", fontName=REGULAR, fontSize=11, leading=13)
CAPACITY: Final = ParagraphStyle("capacity", fontName=BOLD, fontSize=BODY_SIZE, leading=18, alignment=TA_CENTER)
CELL: Final = ParagraphStyle("cell", fontName=REGULAR, fontSize=11, leading=13, allowWidows=1, allowOrphans=1)
CELL_CENTRED: Final = ParagraphStyle("cell centred", CELL, alignment=TA_CENTER)
CELL_HEAD: Final = ParagraphStyle("cell head", CELL_CENTRED, fontName=BOLD)
CELL_GROUP: Final = ParagraphStyle("cell group", CELL, fontName=BOLD)
CELL_STATE: Final = ParagraphStyle("cell state", CELL, leftIndent=3.5 * mm)
SMALL: Final = ParagraphStyle("small", fontName=REGULAR, fontSize=9, leading=11)
FOOT_SIZE: Final = 9.0


def markup(text: str) -> str:
    """Typed text as paragraph markup: nothing in it is read as a tag, lines stay lines."""
    return escape(printable(text).replace("\t", " ")).replace("\n", "<br/>")


def paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(markup(text), style)
