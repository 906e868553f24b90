"""Writes the paper of a plan as PDF: A4, the decree's margins, the head of a table repeated on every page."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, NextPageTemplate, PageBreak, Paragraph, Spacer
from typing_extensions import override

from desktop.jobs import Job
from desktop.plan_paper.content import ColumnKind, PaperParagraph, PaperRow, PaperTable, PlanPaper, Prose, RowLook
from desktop.plan_paper.widths import widths_mm
from desktop.reports import styles
from desktop.reports.fonts import BOLD, ITALIC, REGULAR, register_fonts
from desktop.reports.letterhead import CentredTitle, Letterhead
from desktop.reports.long_table import Lines, LongTableRows
from desktop.reports.page import foot_lines, page_template
from desktop.reports.styles import BOTTOM, LANDSCAPE, LEFT, PORTRAIT, RIGHT, TOP, markup, paragraph

_PROSE, _TABLE = "prose", "table"
_NUMBER_FROM_TOP: Final = 13 * mm
_FOOT_FROM_BOTTOM: Final = 12 * mm
_FOOT_LEADING: Final = 11.0
_BAR: Final = 3.0
_BAR_GAP: Final = 8.0
_CENTRED: Final = frozenset({ColumnKind.NUMBER, ColumnKind.DEADLINE})
_ITEMS: Final = frozenset({ColumnKind.TITLE, ColumnKind.ACTIVITIES, ColumnKind.PRODUCT, ColumnKind.EXTRA})
_BULLETS: Final = ("- ", "– ", "+ ", "* ", "• ")
_BULLET_ROOM: Final = 5.5
_CELL: Final = styles.CELL
_ITEM: Final = ParagraphStyle("item cell", _CELL, leftIndent=_BULLET_ROOM, firstLineIndent=-_BULLET_ROOM)
_CENTRED_CELL: Final = styles.CELL_CENTRED
_BOLD_CELL: Final = styles.CELL_GROUP
_BOLD_CENTRED: Final = ParagraphStyle("bold centred", _BOLD_CELL, alignment=TA_CENTER)
_BOLD_TEXT: Final = ParagraphStyle("bold text", styles.TEXT, fontName=BOLD, alignment=TA_LEFT, keepWithNext=1)
_LEGEND: Final = ParagraphStyle("legend", fontName=ITALIC, fontSize=11, leading=14)


class _Marked(Paragraph):
    """A paragraph with a bar at its left."""

    @override
    def draw(self) -> None:
        super().draw()
        self.canv.setLineWidth(_BAR)
        self.canv.line(-_BAR_GAP, 0, -_BAR_GAP, self.height)


class _PaperDocument(BaseDocTemplate):
    """The pages of a plan: prose upright, tables turned; the first page bears no number, an appendix counts anew."""

    def __init__(self, target: Any, paper: PlanPaper, *, invariant: bool, job: Job) -> None:
        super().__init__(
            target,
            pagesize=PORTRAIT,
            title=" ".join(paper.head.title),
            author=paper.head.own_line,
            subject=paper.name,
            lang="vi-VN",
            initialFontName=REGULAR,
            invariant=int(invariant),
        )
        self._foot, self._job = paper.foot, job
        self._page = 0
        pages = [
            page_template(_PROSE, PORTRAIT, lambda canvas, _document: self._furniture(canvas, PORTRAIT)),
            page_template(_TABLE, LANDSCAPE, lambda canvas, _document: self._furniture(canvas, LANDSCAPE)),
        ]
        self.addPageTemplates(pages if isinstance(paper.blocks[0], Prose) else pages[::-1])

    def _furniture(self, canvas: Canvas, size: tuple[float, float]) -> None:
        """What stands in the margins; the writing can be stopped between two pages."""
        self._job.check()
        self._page += 1
        canvas.saveState()
        centre = (LEFT + size[0] - RIGHT) / 2
        if self._page > 1:
            canvas.setFont(REGULAR, styles.BODY_SIZE)
            canvas.drawCentredString(centre, size[1] - _NUMBER_FROM_TOP, str(self._page))
        canvas.setFont(REGULAR, styles.FOOT_SIZE)
        for index, line in enumerate(foot_lines(self._foot, size[0] - LEFT - RIGHT)):
            canvas.drawCentredString(centre, _FOOT_FROM_BOTTOM - index * _FOOT_LEADING, line)
        canvas.restoreState()


def pdf_bytes(paper: PlanPaper, *, invariant: bool = False, job: Job | None = None) -> bytes:
    """The paper as a PDF; `invariant` leaves out the moment of writing. Raises Stopped."""
    register_fonts()
    buffer = BytesIO()
    job = job or Job()
    document = _PaperDocument(buffer, paper, invariant=invariant, job=job)
    document.build(list(_story(paper, job)))
    return buffer.getvalue()


def _story(paper: PlanPaper, job: Job) -> Iterator[Flowable]:
    yield from _head(paper)
    done = 0
    for place, block in enumerate(paper.blocks):
        if place and type(block) is not type(paper.blocks[place - 1]):
            yield NextPageTemplate(_PROSE if isinstance(block, Prose) else _TABLE)
            yield PageBreak()
        if isinstance(block, Prose):
            for each in block.paragraphs:
                job.report(done, paper.row_count, "Lập bản in kế hoạch")
                done += 1
                yield _paragraph(each)
        else:
            if block.title:
                yield CentredTitle("Phụ lục", BOLD, styles.BODY_SIZE)
                yield CentredTitle(block.title, BOLD, styles.BODY_SIZE, ruled=True)
                yield Spacer(0, 10)
            yield _table(block, job, done, paper.row_count)
            done += len(block.rows)
    yield Spacer(0, 6)
    yield from (paragraph(line, _LEGEND) for line in paper.legend)


def _head(paper: PlanPaper) -> Iterator[Flowable]:
    head = paper.head
    yield Letterhead(head.upper_line, head.own_line, head.number_line, head.date_line)
    *kinds, subject = head.title
    for kind in kinds:
        yield CentredTitle(kind, BOLD, styles.BODY_SIZE, before=6)
    yield CentredTitle(subject, BOLD, styles.BODY_SIZE, ruled=not head.accompanying, before=0 if kinds else 6)
    if head.accompanying:
        yield CentredTitle(head.accompanying, ITALIC, styles.BODY_SIZE, ruled=True)
    yield Spacer(0, 12)


def _paragraph(said: PaperParagraph) -> Paragraph:
    text = _struck(markup(said.text)) if said.struck else markup(said.text)
    if said.note:
        text += f" <b><i>[{markup(said.note)}]</i></b>"
    style = _BOLD_TEXT if said.bold else styles.TEXT
    return _Marked(text, style) if said.marked else Paragraph(text, style)


def _struck(text: str) -> str:
    return f"<strike>{text}</strike>"


# The table -------------------------------------------------------------------------------------------------


def _table(table: PaperTable, job: Job, done: int, total: int) -> Flowable:
    laid = LongTableRows([width * mm for width in widths_mm(table)], LANDSCAPE[1] - TOP - BOTTOM)
    laid.add_head([[paragraph(column.head, styles.CELL_HEAD)] for column in table.columns])
    for index, row in enumerate(table.rows):
        job.report(done + index, total, "Lập bản in kế hoạch")
        if row.across is None:
            below = {column for column in range(len(row.cells)) if _goes_on(table, index, column)}
            placed = laid.add([_cell(table, row, column) for column in range(len(row.cells))], below)
            if row.marked:
                laid.mark(placed, _BAR)
        else:
            before = [_cell(table, row, column) for column in range(row.across)]
            text = markup(row.cells[row.across].text)
            laid.add_heading(Paragraph(_struck(text) if row.struck else text, _BOLD_CELL), before)
    return laid.table()


def _goes_on(table: PaperTable, place: int, column: int) -> bool:
    """Whether the cell below is one with this cell."""
    below = table.rows[place + 1] if place + 1 < len(table.rows) else None
    return below is not None and below.cells[column].rows == 0


def _cell(table: PaperTable, row: PaperRow, column: int) -> Lines:
    cell, kind = row.cells[column], table.columns[column].kind
    if cell.rows == 0:
        return []
    bold = row.look is not RowLook.TASK and kind in {ColumnKind.NUMBER, ColumnKind.OBJECTIVE, ColumnKind.TITLE}
    struck = row.struck and kind not in {ColumnKind.REVISION, ColumnKind.ASSIGNED}
    return [_line(line, kind, bold=bold, struck=struck) for line in cell.text.splitlines() if line.strip()]


def _line(line: str, kind: ColumnKind, *, bold: bool, struck: bool) -> Paragraph:
    style = _BOLD_CELL if bold else _CELL
    if kind in _CENTRED:
        style = _BOLD_CENTRED if bold else _CENTRED_CELL
    elif kind in _ITEMS and not bold and line.startswith(_BULLETS):
        style = _ITEM
    text = markup(line)
    return Paragraph(_struck(text) if struck else text, style)
