"""Workbooks and OpenDocument sheets as offices send them: what a person sees in the sheet."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import pytest

from desktop.errors import NotAPlan, UnsupportedDocument
from desktop.importing.document import Cover, Document, Paragraph, Remark, Table
from desktop.importing.readers.formats import open_document
from desktop.jobs import Job, Progress, Stopped
from tests.support import workbooks as x
from tests.support.word import zipped

HEADER = ["STT", "Nội dung", "Chủ trì", "Thời hạn"]
ROWS: list[list[object]] = [[*HEADER], [1, "Lập báo cáo", "Cục A", "Quý II/2025"], [2, "Gửi Bộ", "Cục B", "2025"]]


def read(data: bytes) -> Document:
    return open_document(data, name="ke-hoach.xlsx")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grid(table: Table) -> list[list[str]]:
    """The cells of a table: their text, or ← and ↑ where they continue a neighbour."""
    signs = {Cover.NONE: "", Cover.LEFT: "←", Cover.ABOVE: "↑"}
    return [[cell.text or signs[cell.cover] for cell in row.cells] for row in table.rows]


def as_text(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [[str(value) for value in row] for row in rows]


def as_ods(sheets: Mapping[str, x.Values]) -> bytes:
    tables = [x.ods_table([x.ods_row(*map(str, row)) for row in rows], name=name) for name, rows in sheets.items()]
    return x.ods(*tables)


@pytest.mark.parametrize("write", [x.xlsx, x.xls, as_ods])
def test_every_kind_of_workbook_reads_the_same(write: x.Writer) -> None:
    document = read(write({"Phụ lục": ROWS}))
    assert grid(document.tables[0]) == as_text(ROWS)
    assert document.tables[0].name == "Phụ lục"


@pytest.mark.parametrize("write", [x.xlsx, x.xls, as_ods])
def test_every_sheet_with_content_is_a_table_and_rows_say_where_they_stand(write: x.Writer) -> None:
    document = read(write({"Một": ROWS, "Trống": [], "Hai": [[], ["", *HEADER], ["", *ROWS[1]]]}))
    assert [table.name for table in document.tables] == ["Một", "Hai"]
    assert document.tables[1].rows[1].where == "Trang tính «Hai», dòng 3"
    lines = [row.source.first for table in document.tables for row in table.rows]
    assert lines == sorted(set(lines))


def test_a_single_sheet_is_not_named_in_the_place_of_a_row() -> None:
    assert read(x.xlsx({"Sheet1": ROWS})).tables[0].rows[2].where == "Dòng 3"


def test_hidden_sheets_are_not_read_and_told() -> None:
    document = read(x.xlsx({"Thấy": ROWS, "Ẩn": [["Bí mật", "a", "b"]]}, hidden=["Ẩn"]))
    assert [table.name for table in document.tables] == ["Thấy"]
    assert document.remarks == (Remark.HIDDEN_SHEETS,)


@pytest.mark.parametrize("write", [x.xlsx, x.xls])
def test_merged_cells_are_covered_from_the_left_and_from_above(write: x.MergeWriter) -> None:
    rows = [["STT", "Đơn vị", "", "Thời hạn"], ["1", "A", "B", "2025"], ["", "C", "D", "2026"], ["I", "", "", ""]]
    merges = [(0, 0, 1, 2), (1, 2, 0, 0), (3, 3, 0, 3)]
    assert grid(read(write({"A": rows}, merges=merges)).tables[0]) == [
        ["STT", "Đơn vị", "←", "Thời hạn"],
        ["1", "A", "B", "2025"],
        ["↑", "C", "D", "2026"],
        ["I", "←", "←", "←"],
    ]


def test_merged_cells_of_a_sheet_that_begins_further_right() -> None:
    rows = [[], ["", "", "STT", "Đơn vị", "", "Hạn"], ["", "", "1", "A", "B", "2025"], ["", "", "", "C", "D", "2026"]]
    document = read(x.xlsx({"A": rows}, merges=[(1, 1, 3, 4), (2, 3, 2, 2)]))
    assert grid(document.tables[0]) == [["STT", "Đơn vị", "←", "Hạn"], ["1", "A", "B", "2025"], ["↑", "C", "D", "2026"]]


def test_values_are_shown_as_people_write_them() -> None:
    values = [1, 1.0, 1.1, 0.045, 1234567.5, date(2025, 6, 30), datetime(2025, 6, 30, 17, 30), time(8, 5), True, "a\nb"]
    (row,) = read(x.xlsx({"A": [values]})).tables[0].rows
    assert [cell.text for cell in row.cells] == [
        "1", "1", "1.1", "0.045", "1234567.5", "30/06/2025", "30/06/2025 17:30", "08:05", "TRUE", "a\nb",
    ]  # fmt: skip


def test_a_formula_is_shown_by_its_last_value_and_one_that_failed_as_nothing() -> None:
    cells = '<c><v>1</v></c><c><f>1+1</f><v>2</v></c><c t="str"><f>A1</f><v>chữ</v></c>'
    failed, right = '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "<c><v>4</v></c>"
    document = read(x.raw_xlsx(f"<row>{cells}{failed}</row><row>{cells}{right}</row>"))
    assert grid(document.tables[0]) == [["1", "2", "chữ", ""], ["1", "2", "chữ", "4"]]


def test_lines_above_the_header_and_below_the_end_are_running_text() -> None:
    rows: list[list[object]] = [
        ["TỔNG CỤC HẢI QUAN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 608/QĐ-TCHQ", "", "", "Hà Nội, ngày 30 tháng 3 năm 2007"],
        ["KẾ HOẠCH\nTriển khai năm 2007"],
        [],
        *ROWS,
        ["", "Phần chung"],
        [3, "Việc cuối", "Cục C", "2025"],
        [],
        ["Nơi nhận:", "", "", "TỔNG CỤC TRƯỞNG"],
    ]
    document = read(x.xlsx({"A": rows}, merges=[(2, 2, 0, 3)]))
    assert texts(document) == [
        "TỔNG CỤC HẢI QUAN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 608/QĐ-TCHQ",
        "Hà Nội, ngày 30 tháng 3 năm 2007", "KẾ HOẠCH", "Triển khai năm 2007", "Nơi nhận:", "TỔNG CỤC TRƯỞNG",
    ]  # fmt: skip
    assert grid(document.tables[0]) == [*as_text(ROWS), ["", "Phần chung", "", ""], ["3", "Việc cuối", "Cục C", "2025"]]


def test_a_sheet_of_one_column_is_running_text() -> None:
    assert texts(read(x.xlsx({"A": [["Kính gửi: Cục A"], ["Đề nghị báo cáo"]]}))) == [
        "Kính gửi: Cục A",
        "Đề nghị báo cáo",
    ]


def test_a_header_of_two_lines_stays_with_its_table() -> None:
    rows = [
        ["KẾ HOẠCH"],
        ["STT", "Đơn vị", ""],
        ["", "Chủ trì", "Phối hợp"],
        ["1", "A", "B"],
        ["2", "C", "D"],
    ]
    document = read(x.xlsx({"A": rows}, merges=[(1, 1, 1, 2), (1, 2, 0, 0)]))
    assert texts(document) == ["KẾ HOẠCH"]
    assert grid(document.tables[0])[:2] == [["STT", "Đơn vị", "←"], ["↑", "Chủ trì", "Phối hợp"]]


def test_a_dimension_that_lies_hides_no_row() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>1</v></c><c r="C{n}"><v>2</v></c></row>'
        for n in range(1, 51)
    )
    assert len(read(x.raw_xlsx(rows, before='<dimension ref="A1"/>')).tables[0].rows) == 50
    assert len(read(x.raw_xlsx(rows, before='<dimension ref="A1:XFD1048576"/>')).tables[0].rows) == 50


def test_cells_that_do_not_say_where_they_stand_follow_one_another() -> None:
    cells = "<row>" + "<c><v>1</v></c><c><v>2</v></c><c><v>3</v></c>" + "</row>"
    assert grid(read(x.raw_xlsx(cells * 2)).tables[0]) == [["1", "2", "3"]] * 2


def test_empty_styled_cells_far_away_do_not_count() -> None:
    full = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c><c r="XFD1" s="0"/></row>'
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 20_000))
    assert grid(read(x.raw_xlsx(full + empty)).tables[0]) == [["1", "2", "3"]]


def test_a_workbook_with_nothing_in_it_is_no_plan() -> None:
    with pytest.raises(NotAPlan) as refused:
        read(x.xlsx({"A": []}))
    assert refused.value.reason == "empty"


def test_links_to_other_workbooks_are_not_followed() -> None:
    row = '<row r="1"><c r="A1"><f>[1]Sheet1!A1</f><v>7</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    parts = x.sheet_parts(x.sheet(row))
    parts["xl/externalLinks/externalLink1.xml"] = '<externalLink xmlns="x"/>'
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        '<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" TargetMode="External" '
        'Target="//10.1.2.3/a.xlsx"/></Relationships>'
    )
    assert grid(read(zipped(parts)).tables[0]) == [["7", "2", "3"]]


def test_a_cell_longer_than_any_cell_is_refused() -> None:
    with pytest.raises(UnsupportedDocument) as refused:
        read(as_ods({"A": [["x" * 100_001, "b", "c"]]}))
    assert refused.value.reason == "huge_cell"


def test_ods_cells_show_what_the_sheet_shows() -> None:
    row = x.ods_row(
        x.ods_cell("1,10", 'office:value-type="float" office:value="1.1"'),
        "<table:table-cell><office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>a<text:s/>b</text:p>"
        "<text:p>c<text:line-break/>d</text:p></table:table-cell>",
        x.ods_cell("x"),
    )
    assert grid(read(x.ods(x.ods_table([row]))).tables[0]) == [["1,10", "a b\nc\nd", "x"]]


def test_ods_cells_that_are_merged_or_repeated() -> None:
    covered = "<table:covered-table-cell/>"
    rows = [
        x.ods_row("STT", x.ods_cell("Đơn vị", 'table:number-columns-spanned="2"'), covered, "Hạn"),
        x.ods_row(x.ods_cell("1", 'table:number-rows-spanned="2"'), "A", "B", "2025"),
        x.ods_row(covered, x.ods_cell("C", 'table:number-columns-repeated="2"'), "2026"),
        x.ods_row(
            x.ods_cell("", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048000"'
        ),
    ]
    assert grid(read(x.ods(x.ods_table(rows))).tables[0]) == [
        ["STT", "Đơn vị", "←", "Hạn"],
        ["1", "A", "B", "2025"],
        ["↑", "C", "C", "2026"],
    ]


def test_ods_blocks_merged_both_ways() -> None:
    covered = "<table:covered-table-cell/>"
    block = x.ods_cell("Chung", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    rows = [x.ods_row(block, covered, "a", "b"), x.ods_row(covered, covered, "c", "d"), x.ods_row("1", "2", "3", "4")]
    assert grid(read(x.ods(x.ods_table(rows))).tables[0]) == [
        ["Chung", "←", "a", "b"],
        ["↑", "←", "c", "d"],
        ["1", "2", "3", "4"],
    ]


def test_ods_sheets_that_are_hidden_are_not_read_and_told() -> None:
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    shown, hidden = [x.ods_row("a", "b", "c")], [x.ods_row("d", "e", "f")]
    document = read(x.ods(x.ods_table(shown), x.ods_table(hidden, name="B", style="ta2"), styles=style))
    assert [grid(table) for table in document.tables] == [[["a", "b", "c"]]]
    assert document.remarks == (Remark.HIDDEN_SHEETS,)


def test_reading_says_how_far_it_is_and_stops_when_asked() -> None:
    data = x.xlsx({"A": [[n, f"Việc {n}", "Cục"] for n in range(1_000)]})
    seen: list[Progress] = []
    open_document(data, name="a", job=Job(on_progress=seen.append))
    assert seen
    assert all(progress.total is None or progress.done <= progress.total for progress in seen)
    with pytest.raises(Stopped):
        open_document(data, name="a", job=Job(stop_wanted=lambda: True))
