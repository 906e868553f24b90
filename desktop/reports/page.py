"""Pages of a report: portrait cover and landscape appendix, their numbers and the line at their foot."""

from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from desktop.formats import day_text, moment_text
from desktop.jobs import Job
from desktop.reports.content import DataState, ReportContent
from desktop.reports.fonts import REGULAR, text_width
from desktop.reports.styles import BODY_SIZE, BOTTOM, FOOT_SIZE, LANDSCAPE, LEFT, PORTRAIT, RIGHT, TOP
from desktop.reports.wording import state_line

COVER: Final = "cover"
APPENDIX: Final = "appendix"
_NUMBER_FROM_TOP: Final = 13 * mm
_FOOT_FROM_BOTTOM: Final = 12 * mm
_FOOT_LEADING: Final = 11.0
_SEPARATOR: Final = "; "


class ReportDocument(BaseDocTemplate):
    """A report's pages: the cover's first page is not numbered, the appendix is numbered on its own."""

    def __init__(self, target: Any, content: ReportContent, *, invariant: bool, job: Job) -> None:
        super().__init__(
            target,
            pagesize=PORTRAIT,
            title=f"{content.title}: {content.subject}",
            author=content.own_line,
            subject=content.data_state.check_code,
            lang="vi-VN",
            initialFontName=REGULAR,
            invariant=int(invariant),
        )
        self._foot = foot_facts(content.data_state)
        self._job = job
        self._appendix_page = 0
        self.addPageTemplates(
            [
                page_template(COVER, PORTRAIT, self._cover_page),
                page_template(APPENDIX, LANDSCAPE, self._appendix_furniture),
            ]
        )

    def _cover_page(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """Number from the second page on; the foot line."""
        page = canvas.getPageNumber()
        self._furniture(canvas, PORTRAIT, page if page > 1 else None)

    def _appendix_furniture(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """The appendix's own number on each of its pages; the foot line."""
        self._appendix_page += 1
        self._furniture(canvas, LANDSCAPE, self._appendix_page)

    def _furniture(self, canvas: Canvas, size: tuple[float, float], number: int | None) -> None:
        """What stands in the margins; a long report can be stopped between two pages."""
        self._job.check()
        canvas.saveState()
        centre = (LEFT + size[0] - RIGHT) / 2
        if number is not None:
            canvas.setFont(REGULAR, BODY_SIZE)
            canvas.drawCentredString(centre, size[1] - _NUMBER_FROM_TOP, str(number))
        canvas.setFont(REGULAR, FOOT_SIZE)
        for index, line in enumerate(foot_lines(self._foot, size[0] - LEFT - RIGHT)):
            canvas.drawCentredString(centre, _FOOT_FROM_BOTTOM - index * _FOOT_LEADING, line)
        canvas.restoreState()


def foot_facts(state: DataState) -> tuple[str, ...]:
    """The facts of the foot line: data state, day, last file, check code, time and person."""
    return (
        state_line(state.draft),
        f"tính đến {day_text(state.as_of)}",
        state.last_bundle or "chưa trao đổi tệp",
        f"mã đối chiếu {state.check_code}",
        f"lập {moment_text(state.made_at)}" + (f", {state.made_by}" if state.made_by else ""),
    )


def foot_lines(facts: tuple[str, ...], width: float) -> list[str]:
    """The facts on one line where they fit, else broken between two facts."""
    lines = [facts[0]]
    for fact in facts[1:]:
        longer = lines[-1] + _SEPARATOR + fact
        if text_width(longer, REGULAR, FOOT_SIZE) <= width:
            lines[-1] = longer
        else:
            lines[-1] += _SEPARATOR.rstrip()
            lines.append(fact)
    return lines


def page_template(name: str, size: tuple[float, float], furniture: Any) -> PageTemplate:
    """A page of this size with the decree's margins and one frame."""
    frame = Frame(
        LEFT,
        BOTTOM,
        size[0] - LEFT - RIGHT,
        size[1] - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
        id=name,
    )
    return PageTemplate(id=name, frames=[frame], pagesize=size, onPage=furniture)
