"""Reader of workbooks: every visible sheet with content, by calamine, after a count of what it would need."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Cell, Document, Paragraph, Remark, Table
from desktop.importing.readers.compound_file import CompoundFile
from desktop.importing.readers.old_workbook_check import check_old_workbook
from desktop.importing.readers.package_check import Package
from desktop.importing.readers.sheet_layout import (
    ABOVE,
    LEFT,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_CELL,
    CellCache,
    Counting,
    GridRow,
    sheet_blocks,
)
from desktop.importing.readers.workbook_check import check_workbook
from desktop.jobs import Job

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_SHEETS: Final = 200
_MOST_MERGES: Final = 200_000
_REPORTED_EVERY: Final = 256
_MIDNIGHT: Final = time()


def read_workbook(package: Package, data: bytes, job: Job) -> Document:
    """The document in a package with sheets; raises `UnsupportedDocument`."""
    check_workbook(package, job)
    return _read(data, package.name, job)


def read_old_workbook(file: CompoundFile, data: bytes, *, name: str, job: Job) -> Document:
    """The document in an old workbook (.xls); raises `UnsupportedDocument`."""
    check_old_workbook(file, name=name, job=job)
    return _read(data, name, job)


def _read(data: bytes, name: str, job: Job) -> Document:
    from python_calamine import CalamineWorkbook

    with _FaultsTold(name), CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        return _document(workbook, name, job)


class _FaultsTold:
    """Tells what calamine finds wrong as a document that cannot be read.

    What its Rust code did not foresee arrives as an exception outside of the usual tree, known by its name only.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        from python_calamine import CalamineError, PasswordError

        if isinstance(error, PasswordError):
            raise UnsupportedDocument(self._name, "password") from error
        if isinstance(error, CalamineError) or (kind is not None and kind.__name__ == "PanicException"):
            raise UnsupportedDocument(self._name, "damaged") from error


def _document(workbook: "CalamineWorkbook", name: str, job: Job) -> Document:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    blocks: list[Paragraph | Table] = []
    counting, cells, remarks = Counting(), CellCache(name), []
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    shown = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    if len(shown) > _MOST_SHEETS:
        raise UnsupportedDocument(name, "too_many_rows")
    if len(shown) < len(sheets):
        remarks.append(Remark.HIDDEN_SHEETS)
    for place, title in enumerate(shown):
        job.report(place, len(shown), f"Đọc trang tính «{title[:60]}»")
        sheet = _Sheet(workbook.get_sheet_by_name(title), title if len(shown) > 1 else "", cells, name)
        blocks.extend(sheet_blocks(list(sheet.rows(job)), title, counting))
    return Document(tuple(blocks), tuple(remarks))


class _Sheet:
    """The rows of one sheet with their merged cells."""

    def __init__(self, sheet: "CalamineSheet", title: str, cells: CellCache, name: str) -> None:
        self._sheet, self._cells, self._name = sheet, cells, name
        self._where = f"Trang tính «{title}», dòng" if title else "Dòng"
        if sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS:
            raise UnsupportedDocument(name, "too_many_rows")
        self._left = sheet.start[1] if sheet.start else 0
        self._covers = _covers(sheet, self._left, name)

    def rows(self, job: Job) -> Iterator[GridRow]:
        """The rows from the first of the sheet; raises `UnsupportedDocument` for a cell too long."""
        if not self._sheet.start:
            return
        for place, values in enumerate(self._sheet.iter_rows()):
            if not place % _REPORTED_EVERY:
                job.report(place, self._sheet.total_height, "Đọc bảng tính")
            job.check()
            found = [self._cell(value) for value in values]
            for column, cover in self._covers.get(place, {}).items():
                if column < len(found):
                    found[column] = cover
            yield GridRow(tuple(found), f"{self._where} {place + 1}")

    def _cell(self, value: object) -> Cell:
        if value == "":
            return NO_CELL
        return self._cells.cell(value if isinstance(value, str) else shown(value))


def _covers(sheet: "CalamineSheet", left: int, name: str) -> dict[int, dict[int, Cell]]:
    """The covered cells by row and column of the grid that begins at column `left`."""
    ranges = sheet.merged_cell_ranges or []
    if len(ranges) > _MOST_MERGES or not sheet.end:
        if not sheet.end:
            return {}
        raise UnsupportedDocument(name, "too_many_rows")
    last_row, last_column = sheet.end
    covers: dict[int, dict[int, Cell]] = {}
    area = 0
    for (first_row, first_column), (end_row, end_column) in ranges:
        columns = range(max(first_column, left), min(end_column, last_column) + 1)
        rows = range(first_row, min(end_row, last_row) + 1)
        area += len(rows) * len(columns)
        if area > MOST_ROWS * 10:
            raise UnsupportedDocument(name, "too_many_rows")
        for row in rows:
            for column in columns:
                if column > first_column:
                    covers.setdefault(row, {})[column - left] = LEFT
                elif row > first_row:
                    covers.setdefault(row, {})[column - left] = ABOVE
    return covers


def shown(value: object) -> str:
    """A value of a sheet as text: days as dd/MM/yyyy, whole numbers without a fraction; formats are not known."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y" if value.time() == _MIDNIGHT else "%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
