"""Elements of a Word document that python-docx has no words for: cells merged and ruled, fields, borders."""

from typing import Final, TypeAlias, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from desktop.text import printable

Element: TypeAlias = etree._Element  # noqa: SLF001  # the type has no other name
TWIPS_A_MM: Final = 1440 / 25.4
_THIN, _RULE, _THICK = "4", "6", "24"
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of WordprocessingML; attributes without their prefix."""
    made: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def run(text: str, *, bold: bool = False, italic: bool = False, struck: bool = False, size: float = 0) -> Element:
    """A piece of text; `size` in points, 0 for that of the document."""
    marks = [element(tag) for tag, wanted in (("b", bold), ("i", italic), ("strike", struck)) if wanted]
    if size:
        marks += [element("sz", val=str(round(size * 2))), element("szCs", val=str(round(size * 2)))]
    said = element("t")
    said.text = printable(text)
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", element("rPr", *marks), said)


def cell_paragraph(*runs: Element, centred: bool = False, hanging_mm: float = 0, before_pt: float = 0) -> Element:
    """A paragraph of a cell."""
    set_as = [element("spacing", before=str(round(before_pt * 20)), after="0")]
    if hanging_mm:
        twips = str(round(hanging_mm * TWIPS_A_MM))
        set_as.append(element("ind", left=twips, hanging=twips))
    set_as.append(element("jc", val="center" if centred else "left"))
    return element("p", element("pPr", *set_as), *runs)


def rule(length_mm: float, width_mm: float) -> Element:
    """A line of this length in the middle of a cell of this width."""
    beside = str(round((width_mm - length_mm) / 2 * TWIPS_A_MM))
    line = element("pBdr", element("bottom", val="single", sz=_RULE, space="0", color="000000"))
    height = element("spacing", before="0", after="60", line="60", lineRule="exact")
    return element("p", element("pPr", line, height, element("ind", left=beside, right=beside)))


def cell(
    width_mm: float, paragraphs: list[Element], *, columns: int = 1, merged: str = "", bar: bool = False
) -> Element:
    """A cell of a table; `merged` is `restart` for the first of cells merged downwards, `continue` for the others."""
    facts = [element("tcW", w=str(round(width_mm * TWIPS_A_MM)), type="dxa")]
    if columns > 1:
        facts.append(element("gridSpan", val=str(columns)))
    if merged:
        facts.append(element("vMerge", val=merged))
    if bar:
        facts.append(element("tcBorders", element("left", val="single", sz=_THICK, space="0", color="000000")))
    return element("tc", element("tcPr", *facts), *(paragraphs or [cell_paragraph()]))


def row(cells: list[Element], *, head: bool = False, undivided: bool = False) -> Element:
    """A row of a table; a head is repeated on every page, an undivided row stays on one."""
    facts = [element(tag) for tag, wanted in (("cantSplit", undivided), ("tblHeader", head)) if wanted]
    return element("tr", element("trPr", *facts), *cells)


def table(widths_mm: list[float], rows: list[Element], *, ruled: bool = True) -> Element:
    """A table of fixed columns, with thin black lines or none."""
    lines = [element(edge, val="single" if ruled else "nil", sz=_THIN, space="0", color="000000") for edge in _EDGES]
    edge = str(round(1.1 * TWIPS_A_MM)) if ruled else "0"
    facts = element(
        "tblPr",
        element("tblW", w=str(round(sum(widths_mm) * TWIPS_A_MM)), type="dxa"),
        element("tblBorders", *lines),
        element("tblLayout", type="fixed"),
        element("tblCellMar", element("left", w=edge, type="dxa"), element("right", w=edge, type="dxa")),
    )
    grid = element("tblGrid", *(element("gridCol", w=str(round(width * TWIPS_A_MM))) for width in widths_mm))
    return element("tbl", facts, grid, *rows)


def mark_paragraph(paragraph: CT_P) -> None:
    """Draw a bar at the left of a paragraph."""
    bar = cast("BaseOxmlElement", OxmlElement("w:pBdr"))
    bar.append(element("left", val="single", sz=_THICK, space="8", color="000000"))
    facts = paragraph.get_or_add_pPr()
    facts.insert_element_before(bar, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def page_number() -> list[Element]:
    """The field that shows the number of the page."""
    instruction = element("instrText")
    instruction.text = " PAGE "
    parts = [element("fldChar", fldCharType="begin"), instruction, element("fldChar", fldCharType="separate")]
    shown = element("t")
    shown.text = "2"
    return [element("r", part) for part in (*parts, shown, element("fldChar", fldCharType="end"))]
