"""The landscape appendix: the tracking table of all tasks (domain §1.6)."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table

from desktop.formats import day_text
from desktop.jobs import Job
from desktop.plans.words import badge
from desktop.reports import styles
from desktop.reports.content import HeadingRow, ReportContent, ReportTask
from desktop.reports.fonts import BOLD, ITALIC, REGULAR
from desktop.reports.letterhead import CentredTitle
from desktop.reports.long_table import Lines, LongTableRows
from desktop.reports.signs import SignedParagraph
from desktop.reports.styles import BOTTOM, LANDSCAPE, TOP, markup, paragraph
from desktop.reports.wording import remaining_words, result_lines

COLUMNS: Final = (
    ("STT", 10),
    ("Nhiệm vụ", 62),
    ("Sản phẩm", 36),
    ("Đơn vị chủ trì", 26),
    ("Đơn vị phối hợp", 26),
    ("Thời hạn", 22),
    ("Trạng thái", 24),
    ("Kết quả, số văn bản, vướng mắc", 46),
)
"""Heads and widths in millimetres; together the 252 mm between the margins."""
_WIDTHS: Final = [width * mm for _, width in COLUMNS]
_QR_SIZE: Final = 20 * mm


def appendix_story(content: ReportContent, job: Job) -> Iterator[Flowable]:
    """The flowables of the landscape pages."""
    yield CentredTitle("Phụ lục", BOLD, styles.BODY_SIZE)
    yield CentredTitle(content.appendix.title, BOLD, styles.BODY_SIZE)
    yield CentredTitle(content.appendix.accompanying, ITALIC, styles.BODY_SIZE, ruled=True)
    yield Spacer(0, 8)
    yield paragraph("Đơn vị tính tiến độ: %", styles.UNIT_OF_MEASURE)
    yield _table(content.appendix.rows, job)
    yield _proof(content)


def _table(rows: Sequence[HeadingRow | ReportTask], job: Job) -> Flowable:
    """The table with its two head rows repeated on every page."""
    laid = LongTableRows(_WIDTHS, LANDSCAPE[1] - TOP - BOTTOM)
    _add_head(laid)
    for index, row in enumerate(rows):
        job.report(index, len(rows), "Lập phụ lục")
        if isinstance(row, HeadingRow):
            _add_heading(laid, row)
        else:
            laid.add(_task_cells(row))
    if not rows:
        _add_heading(laid, HeadingRow(0, "", "Không có nhiệm vụ nào."))
    return laid.table()


def _add_head(laid: LongTableRows) -> None:
    """The names of the columns and, as tables of official reports have them, their numbers."""
    laid.add_head([[paragraph(name, styles.CELL_HEAD)] for name, _ in COLUMNS])
    laid.add_head([[paragraph(f"({n})", styles.CELL_CENTRED)] for n in range(1, len(COLUMNS) + 1)])


def _add_heading(laid: LongTableRows, heading: HeadingRow) -> None:
    """A part or section across the whole table."""
    text = f"{heading.number}. {heading.title}" if heading.number else heading.title
    laid.add_heading(paragraph(text, styles.CELL_GROUP))


def _task_cells(task: ReportTask) -> list[Lines]:
    """The eight cells of a task, one paragraph per line of text."""
    return [
        [paragraph(task.number, styles.CELL_CENTRED)],
        _lines(task.title),
        _lines(task.product),
        _lines(task.lead),
        _lines(task.support),
        _lines(_deadline_text(task)),
        _state_cell(task),
        [
            Paragraph(f"<i>{label}:</i> {markup(line)}" if label and not index else markup(line), styles.CELL)
            for label, text in result_lines(task)
            for index, line in enumerate(text.strip().splitlines())
        ],
    ]


def _lines(text: str) -> Lines:
    """The lines of a text."""
    return [paragraph(line, styles.CELL) for line in text.strip().splitlines()]


def _state_cell(task: ReportTask) -> Lines:
    """The state with its sign, how far the due day is, and the percent."""
    state = SignedParagraph(markup(task.state_words), styles.CELL_STATE)
    state.badge = badge(task.standing)
    percent = "" if task.percent is None else f"{task.percent}%"
    return [state, *(paragraph(line, styles.CELL) for line in (remaining_words(task.standing), percent) if line)]


def _deadline_text(task: ReportTask) -> str:
    """The deadline as printed in the plan, and the day it means where that says more."""
    day = day_text(task.due) if task.due else ""
    printed = task.deadline_text.strip()
    return printed if day and day in printed else "\n".join(filter(None, (printed, day)))


def _proof(content: ReportContent) -> Flowable:
    """The check code at the end, for eyes and for a scanner: it proves that paper and data agree."""
    state = content.data_state
    told = f"SKHHQ1 {state.period.key} {state.as_of.isoformat()} {state.check_code}"
    code = QrCode(told, width=_QR_SIZE, height=_QR_SIZE, qrLevel="M")
    words = f"Mã đối chiếu: {state.check_code}\nCùng số liệu thì cùng mã, ở nơi gửi và ở nơi nhận."
    table = Table([[code, paragraph(words, styles.SMALL)]], colWidths=[_QR_SIZE + 3 * mm, 110 * mm])
    table.hAlign = "LEFT"
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (0, 0), 0),
        ]
    )
    return KeepTogether([Spacer(0, 8), table])
