"""Workbooks as offices make them, and part by part where a test is about the parts."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol
from xml.sax.saxutils import escape

import xlwt  # type: ignore[import-untyped]  # has no types of its own
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.word import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

Merge = tuple[int, int, int, int]
"""First and last row, first and last column of merged cells, from 0."""
Values = Sequence[Sequence[object]]


def xlsx(sheets: Mapping[str, Values], *, merges: Sequence[Merge] = (), hidden: Sequence[str] = ()) -> bytes:
    """A workbook as openpyxl writes it; the merges are those of every sheet."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet: Worksheet = workbook.create_sheet(name)
        for place, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None and value != "":
                    sheet.cell(place, column).value = value  # type: ignore[assignment]  # any value a cell takes
        for first, last, left, right in merges:
            sheet.merge_cells(start_row=first + 1, end_row=last + 1, start_column=left + 1, end_column=right + 1)
        if name in hidden:
            sheet.sheet_state = "hidden"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def xls(sheets: Mapping[str, Values], *, merges: Sequence[Merge] = ()) -> bytes:
    """A workbook of Excel 97."""
    workbook = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = workbook.add_sheet(name)
        begins = {(first, left): (last, right) for first, last, left, right in merges}
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                if (place, column) in begins:
                    last, right = begins[place, column]
                    sheet.write_merge(place, last, column, right, value)
                elif value is not None and value != "":
                    sheet.write(place, column, value)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def sheet_parts(sheet: str, strings: str = "") -> dict[str, str | bytes]:
    """The parts of a workbook around the markup of one sheet and of its shared texts."""
    related = f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
        related += f'<Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
    return parts


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """The markup of a sheet around its rows."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def raw_xlsx(rows: str, strings: str = "", *, before: str = "", after: str = "") -> bytes:
    """A workbook around the very markup of its rows and shared texts."""
    return zipped(sheet_parts(sheet(rows, before=before, after=after), strings))


def ods(*tables: str, styles: str = "") -> bytes:
    """An OpenDocument spreadsheet around the markup of its tables."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS, "content.xml": content})


def ods_table(rows: Sequence[str], *, name: str = "A", style: str = "") -> str:
    """A table of such a spreadsheet around the markup of its rows."""
    styled = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{styled}>{"".join(rows)}</table:table>'


def ods_row(*cells: str, attributes: str = "") -> str:
    """A row; plain words become cells, with one paragraph a line."""
    return f"<table:table-row {attributes}>{''.join(map(_ods_cell, cells))}</table:table-row>"


def ods_cell(text: str, attributes: str = "") -> str:
    """A cell with its text."""
    inner = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n") if line)
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def _ods_cell(cell: str) -> str:
    return cell if cell.startswith("<") else ods_cell(cell)


Writer = Callable[[Mapping[str, Values]], bytes]


class MergeWriter(Protocol):
    """Writes sheets with merged cells."""

    def __call__(self, sheets: Mapping[str, Values], *, merges: Sequence[Merge] = ...) -> bytes: ...
