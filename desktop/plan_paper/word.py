"""Writes the paper of a plan as a Word document: real tables whose head is repeated, merged cells, page numbers."""

from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from desktop.jobs import Job
from desktop.plan_paper import word_parts as parts
from desktop.plan_paper.content import ColumnKind, PaperParagraph, PaperRow, PaperTable, PlanPaper, Prose, RowLook
from desktop.plan_paper.widths import heights_lines, widths_mm
from desktop.reports.wording import NATIONAL_MOTTO, NATIONAL_TITLE
from desktop.text import printable

_FONT: Final = "Times New Roman"
_BODY_SIZE, _CELL_SIZE, _FOOT_SIZE = 14, 11, 9
_PORTRAIT_MM, _LANDSCAPE_MM = (210, 297), (297, 210)
_LETTER_MM: Final = 1.85
"""The mean width of a letter of 11 points."""
_CAPITAL_MM, _SMALL_MM = 3.1, 2.1
_AGENCY_RULE: Final = 0.4
"""Length of the line under the agency's name: the decree asks for a third to a half of the text."""
_LINES_UNDIVIDED: Final = 12
_BULLETS: Final = ("- ", "– ", "+ ", "* ", "• ")
_BULLET_MM: Final = 1.9
_CENTRED: Final = frozenset({ColumnKind.NUMBER, ColumnKind.DEADLINE})
_ITEMS: Final = frozenset({ColumnKind.TITLE, ColumnKind.ACTIVITIES, ColumnKind.PRODUCT, ColumnKind.EXTRA})
_STRUCK: Final = frozenset(ColumnKind) - {ColumnKind.REVISION, ColumnKind.ASSIGNED}


def docx_bytes(paper: PlanPaper, *, job: Job | None = None) -> bytes:
    """The paper as a Word document; `job` is asked once per row. Raises Stopped."""
    job = job or Job()
    document = _new_document(paper)
    upright = isinstance(paper.blocks[0], Prose)
    _set_page(document.sections[0], paper, upright=upright)
    _add_head(document, paper, upright=upright)
    done = 0
    for place, block in enumerate(paper.blocks):
        if place and isinstance(block, Prose) != isinstance(paper.blocks[place - 1], Prose):
            _set_page(document.add_section(WD_SECTION.NEW_PAGE), paper, upright=isinstance(block, Prose))
        if isinstance(block, Prose):
            for said in block.paragraphs:
                job.report(done, paper.row_count, "Lập văn bản kế hoạch")
                done += 1
                _add_paragraph(document, said)
        else:
            _add_table(document, block, job, done, paper.row_count)
            done += len(block.rows)
    for line in paper.legend or ("",):  # never a table as the last thing of a document
        _line(document, line, italic=True, size=_CELL_SIZE).paragraph_format.space_before = Pt(6)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _new_document(paper: PlanPaper) -> WordDocument:
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_BODY_SIZE)
    fonts = style.element.rPr.rFonts
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), _FONT)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.0
    facts = document.core_properties
    facts.title = printable(" ".join(paper.head.title))[:255]
    facts.author = facts.last_modified_by = printable(paper.made_by)
    facts.comments, facts.language = "", "vi-VN"
    facts.created = facts.modified = paper.made_at.replace(tzinfo=None)
    return document


def _set_page(section: Section, paper: PlanPaper, *, upright: bool) -> None:
    """A4 with the decree's margins; the number stands in the middle of the top margin, not on the first page."""
    width, height = _PORTRAIT_MM if upright else _LANDSCAPE_MM
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    is_first = section.header.is_linked_to_previous
    section.different_first_page_header_footer = is_first and not section.header.paragraphs[0].text
    if not is_first:
        return
    section.header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number._p.extend(parts.page_number())  # noqa: SLF001  # python-docx has no fields
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        told = footer.paragraphs[0]
        told.alignment = WD_ALIGN_PARAGRAPH.CENTER
        told.add_run(printable("; ".join(paper.foot))).font.size = Pt(_FOOT_SIZE)


def _add_head(document: WordDocument, paper: PlanPaper, *, upright: bool) -> None:
    head = paper.head
    whole = 165.0 if upright else 252.0
    widths = [whole * 0.42, whole * 0.58]
    agency = [(head.upper_line, False), (head.own_line, True)]
    left = [_centred(text, 12, bold=bold) for text, bold in agency if text]
    right = [_centred(NATIONAL_TITLE, 12, bold=True), _centred(NATIONAL_MOTTO, 13, bold=True)]
    left.append(parts.rule(_AGENCY_RULE * _width_mm(head.own_line), widths[0]))
    right.append(parts.rule(_width_mm(NATIONAL_MOTTO), widths[1]))
    left += [_centred(head.number_line, 13)] if head.number_line else []
    right += [_centred(head.date_line, 13, italic=True)] if head.date_line else []
    cells = [parts.cell(width, content) for width, content in zip(widths, (left, right), strict=True)]
    _append(document, parts.table(widths, [parts.row(cells)], ruled=False))
    document.add_paragraph()
    for line in head.title:
        _line(document, line, bold=True, centred=True)
    if head.accompanying:
        _line(document, head.accompanying, italic=True, centred=True)
    document.add_paragraph()


def _centred(text: str, size: float, *, bold: bool = False, italic: bool = False) -> parts.Element:
    return parts.cell_paragraph(parts.run(text, bold=bold, italic=italic, size=size), centred=True)


def _width_mm(text: str) -> float:
    """About how wide a bold line of 12 to 13 points is."""
    return sum(_CAPITAL_MM if letter.isupper() else _SMALL_MM for letter in text)


def _append(document: WordDocument, made: parts.Element) -> None:
    """Add an element at the end of the text, before the facts of the last page."""
    body = document.element.body
    body.insert(list(body).index(body.sectPr), made)


def _line(
    document: WordDocument,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    size: float = _BODY_SIZE,
) -> Paragraph:
    made = document.add_paragraph()
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    made._p.append(parts.run(text, bold=bold, italic=italic, size=size))  # noqa: SLF001  # one way to write text
    return made


def _add_paragraph(document: WordDocument, said: PaperParagraph) -> None:
    made = document.add_paragraph()
    shape = made.paragraph_format
    shape.first_line_indent, shape.space_after = Mm(12.7), Pt(6)
    shape.keep_with_next = said.bold
    made.alignment = WD_ALIGN_PARAGRAPH.LEFT if said.bold else WD_ALIGN_PARAGRAPH.JUSTIFY
    runs = [parts.run(said.text, bold=said.bold, struck=said.struck)]
    if said.note:
        runs.append(parts.run(f" [{said.note}]", bold=True, italic=True))
    if said.marked:
        parts.mark_paragraph(made._p)  # noqa: SLF001  # python-docx has no borders
    made._p.extend(runs)  # noqa: SLF001  # one way to write text


# The table -------------------------------------------------------------------------------------------------


def _add_table(document: WordDocument, table: PaperTable, job: Job, done: int, total: int) -> None:
    if table.title:
        _line(document, "Phụ lục", bold=True, centred=True)
        _line(document, table.title, bold=True, centred=True)
        document.add_paragraph()
    widths = list(widths_mm(table))
    heights = heights_lines(table, widths, _LETTER_MM)
    heads = [
        parts.cell(width, [parts.cell_paragraph(_cell_run(column.head, bold=True), centred=True)])
        for width, column in zip(widths, table.columns, strict=True)
    ]
    rows = [parts.row(heads, head=True, undivided=True)]
    for index, row in enumerate(table.rows):
        job.report(done + index, total, "Lập văn bản kế hoạch")
        cells = _cells(table, row, widths)
        rows.append(parts.row(cells, undivided=heights[index] <= _LINES_UNDIVIDED))
    _append(document, parts.table(widths, rows))


def _cells(table: PaperTable, row: PaperRow, widths: list[float]) -> list[parts.Element]:
    made = []
    for place, cell in enumerate(row.cells):
        columns = len(row.cells) - place if place == row.across else 1
        merged = "continue" if cell.rows == 0 else "restart" if cell.rows > 1 else ""
        content = [] if cell.rows == 0 else _paragraphs(table, row, place)
        width = sum(widths[place : place + columns])
        made.append(parts.cell(width, content, columns=columns, merged=merged, bar=row.marked and place == 0))
        if columns > 1:
            break
    return made


def _paragraphs(table: PaperTable, row: PaperRow, place: int) -> list[parts.Element]:
    kind, text = table.columns[place].kind, row.cells[place].text
    bold = row.look is not RowLook.TASK and kind in {ColumnKind.NUMBER, ColumnKind.OBJECTIVE, ColumnKind.TITLE}
    centred = kind in _CENTRED and place != row.across
    return [
        parts.cell_paragraph(
            _cell_run(line, bold=bold, struck=row.struck and kind in _STRUCK),
            centred=centred,
            hanging_mm=_BULLET_MM if kind in _ITEMS and line.startswith(_BULLETS) else 0,
        )
        for line in text.splitlines()
    ]


def _cell_run(text: str, *, bold: bool, struck: bool = False) -> parts.Element:
    return parts.run(text, bold=bold, struck=struck, size=_CELL_SIZE)
