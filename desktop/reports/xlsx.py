"""Writes a report as a workbook: the figures on one sheet, one row per task on the other."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from desktop.files import atomic_write
from desktop.jobs import Job
from desktop.plans.row_names import whole_name
from desktop.plans.words import RATIO_OF_DUE, RATIO_OF_TOTAL, STATUS_WORDS, official_words
from desktop.reports.content import HeadingRow, ReportContent, ReportTask
from desktop.reports.cover import DRAFT_LINE
from desktop.reports.page import foot_facts
from desktop.reports.sheet_cells import CellLook, Sheet, cell, prepare_page
from desktop.reports.wording import NATIONAL_MOTTO, NATIONAL_TITLE

REPORT_SHEET: Final = "Báo cáo"
APPENDIX_SHEET: Final = "Phụ lục"
_PLAIN: Final = CellLook()
_BOLD: Final = CellLook(bold=True)
_TITLE: Final = CellLook(bold=True, size=14)
_GRID: Final = CellLook(bordered=True)
_NUMBER: Final = CellLook(bordered=True, horizontal="right", number_format="#,##0")
_SHARE: Final = CellLook(bordered=True, horizontal="right", number_format="0.00%")
_HEAD: Final = CellLook(bold=True, bordered=True, horizontal="center")
_Value = str | float | date | None
_COLUMNS: Final[tuple[tuple[str, int, Callable[[ReportTask], _Value]], ...]] = (
    ("Kế hoạch", 16, lambda task: task.plan_number),
    ("Dòng", 10, lambda task: whole_name(task.path)),
    ("STT", 7, lambda task: task.number),
    ("Nhiệm vụ", 60, lambda task: task.title),
    ("Sản phẩm", 34, lambda task: task.product),
    ("Đơn vị chủ trì", 24, lambda task: task.lead),
    ("Đơn vị phối hợp", 24, lambda task: task.support),
    ("Thời hạn trong kế hoạch", 18, lambda task: task.deadline_text),
    ("Hạn", 12, lambda task: task.due),
    ("Trạng thái", 26, lambda task: official_words(task.standing)),
    ("Tình hình xử lý", 18, lambda task: STATUS_WORDS[task.standing.status]),
    ("Số ngày còn lại", 11, lambda task: task.standing.days),
    ("Tiến độ (%)", 10, lambda task: task.percent),
    ("Kết quả thực hiện", 50, lambda task: task.result),
    ("Số văn bản", 16, lambda task: task.document_number),
    ("Ngày văn bản", 12, lambda task: task.document_date),
    ("Ngày hoàn thành", 12, lambda task: task.completed_on),
    ("Khó khăn, vướng mắc", 40, lambda task: task.difficulties),
    ("Kiến nghị, đề xuất", 40, lambda task: task.proposals),
)


def write_xlsx(content: ReportContent, target: Path | BinaryIO, *, job: Job | None = None) -> None:
    """Write the workbook to a file or a stream; a file is written whole or not at all, `Stopped` leaves none."""
    data = xlsx_bytes(content, job=job)
    if isinstance(target, Path):
        atomic_write(target, data)
    else:
        target.write(data)


def xlsx_bytes(content: ReportContent, *, job: Job | None = None) -> bytes:
    """The workbook as bytes."""
    book = Workbook(write_only=True)
    book.properties.title = f"{content.title}: {content.subject}"
    book.properties.creator = content.own_line
    book.properties.created = content.data_state.made_at.replace(tzinfo=None)
    buffer = BytesIO()
    try:
        _write_report(book.create_sheet(REPORT_SHEET), content)
        _write_appendix(book.create_sheet(APPENDIX_SHEET), content, job or Job())
    finally:
        book.save(buffer)  # also after a stop: nothing else removes openpyxl's temporary files
    return buffer.getvalue()


def _write_report(sheet: Sheet, content: ReportContent) -> None:
    """Head, title, the official 2 x 2 with sums and ratios, and which data it shows."""
    prepare_page(sheet, [44, 22, 16, 16], landscape=False)
    sheet.oddFooter.center.text = "&P/&N"
    for text in (content.upper_line, content.own_line, NATIONAL_TITLE, NATIONAL_MOTTO):
        _append(sheet, [text], _BOLD)
    if content.data_state.draft:
        _append(sheet, [DRAFT_LINE], _TITLE)
    _append(sheet, [f"{content.title}: {content.subject}"], _TITLE)
    _append(sheet, [""], _PLAIN)
    _write_figures(sheet, content)
    _append(sheet, [""], _PLAIN)
    for fact in foot_facts(content.data_state):
        _append(sheet, [fact[0].upper() + fact[1:]], _PLAIN)


def _write_figures(sheet: Sheet, content: ReportContent) -> None:
    """The 2 x 2 as numbers, what stands beside it, and both ratios as shares."""
    counted = content.two_by_two
    late = counted.completed_late + counted.open_overdue
    _append(sheet, ["Số nhiệm vụ", "Đúng hạn / trong hạn", "Quá hạn", "Cộng"], _HEAD)
    _append(sheet, ["Hoàn thành", counted.completed_on_time, counted.completed_late, counted.completed], _NUMBER)
    _append(sheet, ["Chưa hoàn thành", counted.open_in_time, counted.open_overdue, counted.open], _NUMBER)
    _append(sheet, ["Cộng", counted.total - late, late, counted.total], replace(_NUMBER, bold=True))
    _append(sheet, ["Trong đó không xác định thời hạn, chưa hoàn thành", counted.open_undated], _NUMBER)
    _append(sheet, ["Đã thu hồi (ngoài tổng số)", counted.withdrawn], _NUMBER)
    _append(sheet, ["Đã chuyển đơn vị khác (ngoài tổng số)", counted.reassigned], _NUMBER)
    for name, ratio in ((RATIO_OF_DUE, counted.ratio_of_due), (RATIO_OF_TOTAL, counted.ratio_of_total)):
        _append(sheet, [name, "không tính được" if ratio is None else float(ratio)], _SHARE)


def _write_appendix(sheet: Sheet, content: ReportContent, job: Job) -> None:
    """One row per task under one frozen head; parts and sections stand in columns, so that filters work."""
    headings = ["Phần, mục"]
    prepare_page(sheet, [40, *(width for _, width, _ in _COLUMNS)], landscape=True)
    sheet.oddFooter.center.text = "&P/&N"
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS) + 1)}{len(content.task_rows) + 1}"
    _append(sheet, [*headings, *(name for name, _, _ in _COLUMNS)], _HEAD)
    above: list[HeadingRow] = []
    for index, row in enumerate(content.appendix.rows):
        job.report(index, len(content.appendix.rows), "Ghi bảng tính")
        if isinstance(row, HeadingRow):
            above = [heading for heading in above if heading.level < row.level] + [row]
            continue
        place = "\n".join(filter(None, (f"{each.number}. {each.title}".removeprefix(". ") for each in above)))
        _append(sheet, [place, *(value(row) for _, _, value in _COLUMNS)], _GRID)


def _append(sheet: Sheet, values: Sequence[_Value], look: CellLook) -> None:
    """A row of cells; texts stay left unless the row is a head."""
    left = look if look.horizontal == "center" else replace(look, horizontal="left")
    sheet.append([cell(sheet, value, left if isinstance(value, str) else look) for value in values])
