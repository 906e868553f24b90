"""The landscape appendix: the tracking table of all tasks (domain §1.6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, LongTable, Paragraph, Spacer, Table
from typing_extensions import override

from desktop.formats import day_text
from desktop.jobs import Job
from desktop.plans.words import badge
from desktop.reports import styles
from desktop.reports.content import HeadingRow, ReportContent, ReportTask
from desktop.reports.fonts import BOLD, ITALIC, REGULAR
from desktop.reports.letterhead import CentredTitle
from desktop.reports.signs import SignedParagraph
from desktop.reports.styles import markup, paragraph
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
_HEAD_ROWS: Final = 2
_PAD: Final = 1.1 * mm
_PAD_BELOW: Final = 1.5 * mm
_LINES_TOGETHER: Final = 5
_LINES_UNDIVIDED: Final = 7
"""A row with more than these lines goes on in rows of five, without a gap or a line, so that it can cross a page."""
_QR_SIZE: Final = 20 * mm
_BLACK: Final = (0, 0, 0)
_TABLE_STYLE: Final[list[Any]] = [
    ("VALIGN", (0, 0), (-1, _HEAD_ROWS - 1), "MIDDLE"),
    ("VALIGN", (0, _HEAD_ROWS), (-1, -1), "TOP"),
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
    ("TOPPADDING", (0, 0), (-1, -1), _PAD),
    ("BOTTOMPADDING", (0, 0), (-1, -1), _PAD_BELOW),
    ("LINEABOVE", (0, 0), (-1, 0), 0.5, _BLACK),
    ("LINEBEFORE", (0, 0), (-1, -1), 0.5, _BLACK),
    ("LINEAFTER", (-1, 0), (-1, -1), 0.5, _BLACK),
]


_Cell: TypeAlias = list[Flowable]


class _TrackingTable(LongTable):
    """A table that is closed by a line at the foot of every page, also inside a row.

    reportlab 5.1 forgets `splitlast` commands after the first page of a table with repeated rows.
    """

    @override
    def onSplit(self, T: Table, byRow: int = 1) -> None:
        T.setStyle([("LINEBELOW", (0, -1), (-1, -1), 0.5, _BLACK)])


@dataclass(slots=True)
class _Rows:
    """Rows of the table being laid out, with their heights and the styles that single rows need."""

    cells: list[list[Any]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    commands: list[tuple[Any, ...]] = field(default_factory=list)
    heading_from: int | None = None

    def add(self, cells: Sequence[Any], inner: float, *, opened: bool = True, closed: bool = True) -> None:
        """Append a row; between a row and its continuation there is neither padding nor a line."""
        row = len(self.cells)
        self.cells.append(list(cells))
        self.heights.append(inner + _PAD * opened + _PAD_BELOW * closed)
        if closed:
            self.commands.append(("LINEBELOW", (0, row), (-1, row), 0.5, _BLACK))
        else:
            self.commands.append(("BOTTOMPADDING", (0, row), (-1, row), 0))
        if not opened:
            self.commands.append(("TOPPADDING", (0, row), (-1, row), 0))


def appendix_story(content: ReportContent, job: Job) -> Iterator[Flowable]:
    """The flowables of the landscape pages."""
    yield CentredTitle("Phụ lục", BOLD, styles.BODY_SIZE)
    yield CentredTitle(content.appendix.title, BOLD, styles.BODY_SIZE)
    yield CentredTitle(content.appendix.accompanying, ITALIC, styles.BODY_SIZE, ruled=True)
    yield Spacer(0, 8)
    yield paragraph("Đơn vị tính tiến độ: %", styles.UNIT_OF_MEASURE)
    yield _table(content.appendix.rows, job)
    yield _proof(content)


def _table(rows: Sequence[HeadingRow | ReportTask], job: Job) -> Table:
    """The table with its two head rows repeated on every page."""
    laid = _Rows()
    _add_head(laid)
    for index, row in enumerate(rows):
        job.report(index, len(rows), "Lập phụ lục")
        if isinstance(row, HeadingRow):
            _add_heading(laid, row)
        else:
            _add_task(laid, row)
    if not rows:
        _add_heading(laid, HeadingRow(0, "", "Không có nhiệm vụ nào."))
    table = _TrackingTable(laid.cells, colWidths=_WIDTHS, rowHeights=laid.heights, repeatRows=_HEAD_ROWS)
    table.setStyle([*_TABLE_STYLE, *laid.commands])
    return table


def _add_head(laid: _Rows) -> None:
    """The names of the columns and, as tables of official reports have them, their numbers."""
    names: list[_Cell] = [[paragraph(name, styles.CELL_HEAD)] for name, _ in COLUMNS]
    laid.add(names, _height(names))
    numbers: list[_Cell] = [[paragraph(f"({n})", styles.CELL_CENTRED)] for n in range(1, len(COLUMNS) + 1)]
    laid.add(numbers, _height(numbers))


def _add_heading(laid: _Rows, heading: HeadingRow) -> None:
    """A part or section across the whole table; it never stands alone at the foot of a page."""
    row = len(laid.cells)
    text = f"{heading.number}. {heading.title}" if heading.number else heading.title
    title = paragraph(text, styles.CELL_GROUP)
    height = title.wrap(sum(_WIDTHS) - 2 * _PAD, 1e6)[1]
    laid.add([title, *[""] * (len(COLUMNS) - 1)], height)
    laid.commands.append(("SPAN", (0, row), (-1, row)))
    if laid.heading_from is None:
        laid.heading_from = row


def _add_task(laid: _Rows, task: ReportTask) -> None:
    """A task in one row, or in as many as its longest cell needs."""
    if laid.heading_from is not None:
        laid.commands.append(("NOSPLIT", (0, laid.heading_from), (0, len(laid.cells))))
        laid.heading_from = None
    cells, opened = _task_cells(task), True
    while opened or any(cells):
        lines = _LINES_TOGETHER if _height(cells) > _LINES_UNDIVIDED * styles.CELL.leading else _LINES_UNDIVIDED
        parted = [_parted(cell, width, lines) for cell, width in zip(cells, _WIDTHS, strict=True)]
        cells = [rest for _, rest in parted]
        shown = [fitting for fitting, _ in parted]
        laid.add(shown, _height(shown), opened=opened, closed=not any(cells))
        opened = False


def _task_cells(task: ReportTask) -> list[_Cell]:
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


def _lines(text: str) -> _Cell:
    """The lines of a text."""
    return [paragraph(line, styles.CELL) for line in text.strip().splitlines()]


def _state_cell(task: ReportTask) -> _Cell:
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


def _parted(cell: _Cell, width: float, lines: int) -> tuple[_Cell, _Cell]:
    """The first lines of a cell, and the rest."""
    inner = width - 2 * _PAD
    room = lines * styles.CELL.leading + 0.1
    for index, line in enumerate(cell):
        height = line.wrap(inner, 1e6)[1]
        if height > room:
            parts = line.split(inner, room)
            first, rest = (parts[:1], parts[1:]) if parts else ([], [line])
            return cell[:index] + first, rest + cell[index + 1 :]
        room -= height
    return cell, []


def _height(cells: Sequence[_Cell]) -> float:
    """The height of a row's texts, without padding."""
    heights = [
        sum(line.wrap(width - 2 * _PAD, 1e6)[1] for line in cell) for cell, width in zip(cells, _WIDTHS, strict=True)
    ]
    return max(*heights, styles.CELL.leading)


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
