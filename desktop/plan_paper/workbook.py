"""Writes the paper of a plan as a workbook: real cells under a frozen head, printed on landscape A4."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from desktop.jobs import Job
from desktop.plan_paper.content import ColumnKind, PaperRow, PaperTable, PlanPaper, Prose, RowLook
from desktop.plan_paper.widths import heights_lines, lines_of, widths_mm
from desktop.reports.sheet_cells import CellLook, Sheet, fill, prepare_page
from desktop.reports.wording import NATIONAL_MOTTO, NATIONAL_TITLE
from desktop.text import printable

PLAN_SHEET: Final = "Kế hoạch"
APPENDIX_SHEET: Final = "Phụ lục"
_UNITS_A_MM: Final = 0.53
"""Excel counts the width of a column in digits of its standard font."""
_LETTER_MM: Final = 1.95
_LINE_POINTS: Final = 14.5
_HIGHEST_POINTS: Final = 409.0
_TITLE: Final = CellLook(bold=True, size=14, horizontal="center")
_ACCOMPANYING: Final = CellLook(italic=True, size=13, horizontal="center")
_AGENCY: Final = CellLook(size=12, horizontal="center")
_HEAD: Final = CellLook(bold=True, bordered=True, horizontal="center")
_CELL: Final = CellLook(bordered=True)
_LEGEND: Final = CellLook(italic=True)
_CENTRED: Final = frozenset({ColumnKind.NUMBER, ColumnKind.DEADLINE})
_STRUCK: Final = frozenset(ColumnKind) - {ColumnKind.REVISION, ColumnKind.ASSIGNED}
_PROSE_MM: Final = (3.0, 165.0)


def xlsx_bytes(paper: PlanPaper, *, job: Job | None = None) -> bytes:
    """The paper as a workbook; `job` is asked once per row. Raises Stopped."""
    job = job or Job()
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(" ".join(paper.head.title))
    book.properties.creator = printable(paper.made_by)
    book.properties.created = book.properties.modified = paper.made_at.replace(tzinfo=None)
    done = 0
    for place, block in enumerate(paper.blocks):
        sheet = _Sheet(book.create_sheet(_sheet_name(place)), block)
        sheet.add_head(paper) if place == 0 else sheet.add_appendix_head(block)
        sheet.add_block(job, done, paper.row_count)
        done += len(block.paragraphs if isinstance(block, Prose) else block.rows)
        if place == len(paper.blocks) - 1:
            sheet.add_legend(paper.legend)
        sheet.finish(paper.foot)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet_name(place: int) -> str:
    return PLAN_SHEET if place == 0 else APPENDIX_SHEET if place == 1 else f"{APPENDIX_SHEET} {place}"


class _Sheet:
    """A sheet being filled from the top."""

    def __init__(self, sheet: Sheet, block: PaperTable | Prose) -> None:
        self._sheet, self._block = sheet, block
        self._widths = list(_PROSE_MM if isinstance(block, Prose) else widths_mm(block))
        prepare_page(sheet, [width * _UNITS_A_MM for width in self._widths], landscape=not isinstance(block, Prose))
        self._row = 0
        self._first_row = 0

    def add_head(self, paper: PlanPaper) -> None:
        """The letterhead in two halves, the title over the whole width."""
        head = paper.head
        half = max(1, len(self._widths) // 2)
        left = [text for text in (head.upper_line, head.own_line, head.number_line) if text]
        right = [text for text in (NATIONAL_TITLE, NATIONAL_MOTTO, head.date_line) if text]
        if isinstance(self._block, Prose):
            for text in (*left, *right):
                self._across(text, replace(_AGENCY, bold=text in (head.own_line, NATIONAL_TITLE, NATIONAL_MOTTO)))
        else:
            for place in range(max(len(left), len(right))):
                agency, nation = (each[place] if place < len(each) else "" for each in (left, right))
                self._halves(agency, nation, half, bold=agency == head.own_line)
        self._row += 1
        for line in head.title:
            self._across(line, _TITLE, letter_mm=3.4)
        if head.accompanying:
            self._across(head.accompanying, _ACCOMPANYING, letter_mm=2.4)
        self._row += 1

    def add_appendix_head(self, block: PaperTable | Prose) -> None:
        """The heading of a further sheet."""
        title = block.title if isinstance(block, PaperTable) else ""
        if title:
            self._across("Phụ lục", _TITLE)
            self._across(title, _TITLE, letter_mm=3.4)
            self._row += 1

    def add_block(self, job: Job, done: int, total: int) -> None:
        """The rows of the table, or the paragraphs."""
        if isinstance(self._block, Prose):
            self._add_prose(self._block, job, done, total)
        else:
            self._add_table(self._block, job, done, total)

    def _add_prose(self, block: Prose, job: Job, done: int, total: int) -> None:
        for place, said in enumerate(block.paragraphs):
            job.report(done + place, total, "Ghi bảng tính")
            text = f"{said.text} [{said.note}]" if said.note else said.text
            self._put(1, text, CellLook(bold=said.bold, size=13, struck=said.struck, barred=said.marked))
            self._set_height(lines_of(text, self._widths[1], 2.25), 17)
            self._row += 1

    def _add_table(self, table: PaperTable, job: Job, done: int, total: int) -> None:
        for place, column in enumerate(table.columns):
            self._put(place, column.head, _HEAD)
        self._row += 1
        self._sheet.freeze_panes = f"A{self._row + 1}"
        self._sheet.print_title_rows = f"{self._row}:{self._row}"
        heights = heights_lines(table, self._widths, _LETTER_MM)
        self._first_row = self._row
        for index, row in enumerate(table.rows):
            job.report(done + index, total, "Ghi bảng tính")
            self._add_row(table, row)
            self._set_height(heights[index], _LINE_POINTS)
            self._row += 1

    def _add_row(self, table: PaperTable, row: PaperRow) -> None:
        for place, each in enumerate(row.cells):
            kind = table.columns[place].kind
            look = replace(
                _CELL,
                bold=row.look is not RowLook.TASK,
                horizontal="center" if kind in _CENTRED and place != row.across else "left",
                struck=row.struck and kind in _STRUCK,
                barred=row.marked and place == 0,
            )
            covered = each.rows == 0 or (row.across is not None and place > row.across)
            self._put(place, None if covered else each.text or None, look)
            if each.rows > 1:
                self._merge(place, place, rows=each.rows)
        if row.across is not None and row.across < len(row.cells) - 1:
            self._merge(row.across, len(row.cells) - 1)

    def add_legend(self, lines: Sequence[str]) -> None:
        """What the marks mean, below the rows."""
        self._row += 1
        for line in lines:
            self._across(line, _LEGEND)

    def finish(self, foot: Sequence[str]) -> None:
        """What is printed in the margins of every page: its number above, but for the first; where it is from below."""
        sheet = self._sheet
        sheet.HeaderFooter.differentFirst = True
        sheet.oddHeader.center.text = "&P"
        for footer in (sheet.oddFooter, sheet.firstFooter):
            footer.center.text = printable("; ".join(foot)).replace("&", "&&")
            footer.center.size = 9

    # One cell ----------------------------------------------------------------------------------------------

    def _put(self, column: int, text: str | None, look: CellLook) -> None:
        fill(self._sheet.cell(self._row + 1, column + 1), text, look)

    def _merge(self, first: int, last: int, *, rows: int = 1) -> None:
        top = self._row + 1
        self._sheet.merge_cells(f"{get_column_letter(first + 1)}{top}:{get_column_letter(last + 1)}{top + rows - 1}")

    def _across(self, text: str, look: CellLook, *, letter_mm: float = 2.2) -> None:
        """A line of text over the whole width."""
        self._put(0, text, look)
        if len(self._widths) > 1:
            self._merge(0, len(self._widths) - 1)
        self._set_height(lines_of(text, sum(self._widths), letter_mm), look.size * 1.35)
        self._row += 1

    def _halves(self, left: str, right: str, half: int, *, bold: bool) -> None:
        """Two texts beside one another, each over a half of the columns."""
        last = len(self._widths) - 1
        self._put(0, left or None, replace(_AGENCY, bold=bold))
        self._put(half, right or None, replace(_AGENCY, bold=True))
        for first, end in ((0, half - 1), (half, last)):
            if end > first:
                self._merge(first, end)
        self._row += 1

    def _set_height(self, lines: int, points: float) -> None:
        self._sheet.row_dimensions[self._row + 1].height = min(lines * points + 4, _HIGHEST_POINTS)
