"""Writes the paper of an import as PDF: A4, the decree's margins, heads of tables repeated on every page."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Spacer

from desktop.jobs import Job
from desktop.reports import styles
from desktop.reports.fonts import BOLD, REGULAR, register_fonts
from desktop.reports.letterhead import CentredTitle, Letterhead
from desktop.reports.long_table import LongTableRows
from desktop.reports.page import page_template
from desktop.reports.styles import BOTTOM, LEFT, PORTRAIT, RIGHT, TOP, paragraph
from desktop.sync.inbound.report_paper import PaperTable, ReportPaper

_PAGE: Final = "page"
_NUMBER_FROM_TOP: Final = 13 * mm
_FOOT_FROM_BOTTOM: Final = 12 * mm
_FACT: Final = ParagraphStyle("fact", fontName=REGULAR, fontSize=12, leading=16)
_REMARK: Final = ParagraphStyle("remark", fontName=REGULAR, fontSize=12, leading=16, spaceBefore=4)
_HEADING: Final = ParagraphStyle(
    "table heading",
    fontName=BOLD,
    fontSize=12,
    leading=16,
    alignment=TA_LEFT,
    spaceBefore=12,
    spaceAfter=4,
    keepWithNext=1,
)


class _Document(BaseDocTemplate):
    """Upright pages, numbered from the second on, with the line at the foot."""

    def __init__(self, target: Any, paper: ReportPaper, job: Job) -> None:
        super().__init__(
            target,
            pagesize=PORTRAIT,
            title=f"{paper.title}: {paper.subject}",
            author=paper.own_line,
            lang="vi-VN",
            initialFontName=REGULAR,
        )
        self._foot, self._job = paper.foot, job
        self.addPageTemplates([page_template(_PAGE, PORTRAIT, self._furniture)])

    def _furniture(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """What stands in the margins; the writing can be stopped between two pages."""
        self._job.check()
        canvas.saveState()
        centre, page = (LEFT + PORTRAIT[0] - RIGHT) / 2, canvas.getPageNumber()
        if page > 1:
            canvas.setFont(REGULAR, styles.BODY_SIZE)
            canvas.drawCentredString(centre, PORTRAIT[1] - _NUMBER_FROM_TOP, str(page))
        canvas.setFont(REGULAR, styles.FOOT_SIZE)
        canvas.drawCentredString(centre, _FOOT_FROM_BOTTOM, self._foot)
        canvas.restoreState()


def pdf_bytes(paper: ReportPaper, job: Job) -> bytes:
    """The paper as a PDF; raises Stopped."""
    register_fonts()
    buffer = BytesIO()
    _Document(buffer, paper, job).build(list(_story(paper, job)))
    return buffer.getvalue()


def _story(paper: ReportPaper, job: Job) -> Iterator[Flowable]:
    yield Letterhead(paper.upper_line, paper.own_line, "", "")
    yield CentredTitle(paper.title, BOLD, styles.BODY_SIZE, before=6)
    yield CentredTitle(paper.subject, BOLD, styles.BODY_SIZE, ruled=True)
    yield Spacer(0, 10)
    for name, value in paper.facts:
        yield paragraph(f"{name}: {value}", _FACT)
    for remark in paper.remarks:
        yield paragraph(remark, _REMARK)
    total = sum(len(table.rows) for table in paper.tables)
    done = 0
    for table in paper.tables:
        yield paragraph(table.title, _HEADING)
        yield _table(table, job, done, total)
        if table.note:
            yield paragraph(table.note, _REMARK)
        done += len(table.rows)


def _table(table: PaperTable, job: Job, done: int, total: int) -> Flowable:
    laid = LongTableRows([width * mm for width in table.widths], PORTRAIT[1] - TOP - BOTTOM)
    laid.add_head([[paragraph(head, styles.CELL_HEAD)] for head in table.heads])
    for place, row in enumerate(table.rows):
        job.report(done + place, total, "Đang lập bản in")
        styled = (
            (text, styles.CELL_CENTRED if column in table.figures else styles.CELL) for column, text in enumerate(row)
        )
        laid.add([[paragraph(text, style)] if text else [] for text, style in styled])
    return laid.table()
