"""The workbook holds the report's figures as numbers, its days as days and its texts as texts."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from desktop.jobs import Job, Stopped
from desktop.reports.inputs import ReportedEntry
from desktop.reports.xlsx import APPENDIX_SHEET, REPORT_SHEET, write_xlsx, xlsx_bytes
from tests.desktop.reports.sample import FACTS, PLAN_608, report, with_tasks

HEADS = [
    "Phần, mục",
    "Kế hoạch",
    "Dòng",
    "STT",
    "Nhiệm vụ",
    "Sản phẩm",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Thời hạn trong kế hoạch",
    "Hạn",
    "Trạng thái",
    "Tình hình xử lý",
    "Số ngày còn lại",
    "Tiến độ (%)",
    "Kết quả thực hiện",
    "Số văn bản",
    "Ngày văn bản",
    "Ngày hoàn thành",
    "Khó khăn, vướng mắc",
    "Kiến nghị, đề xuất",
]


@contextmanager
def opened(data: bytes) -> Iterator[Workbook]:
    """The workbook as somebody opens it."""
    book = load_workbook(BytesIO(data))
    try:
        yield book
    finally:
        book.close()


def figures(book: Workbook) -> dict[str, list[object]]:
    """The rows of the report sheet by their first cell."""
    return {str(row[0]): list(row[1:]) for row in book[REPORT_SHEET].iter_rows(values_only=True) if row[0]}


def test_the_first_sheet_holds_the_figures_as_numbers() -> None:
    with opened(xlsx_bytes(report())) as book:
        found = figures(book)
        assert found["Hoàn thành"] == [6, 6, 12]
        assert found["Chưa hoàn thành"] == [36, 6, 42]
        assert found["Cộng"] == [42, 12, 54]
        assert found["Trong đó không xác định thời hạn, chưa hoàn thành"][0] == 6
        assert found["Tỷ lệ hoàn thành trên số nhiệm vụ đến hạn"][0] == pytest.approx(12 / 18)
        assert found["Tỷ lệ hoàn thành trên tổng số nhiệm vụ"][0] == pytest.approx(12 / 54)
        assert "Mã đối chiếu " + report().data_state.check_code in found
        assert "BẢN NHÁP" not in found


def test_a_draft_and_an_empty_report_say_what_they_are() -> None:
    with opened(xlsx_bytes(report(replace(FACTS, draft=True, plans=())))) as book:
        found = figures(book)
        assert "BẢN NHÁP" in found
        assert found["Tỷ lệ hoàn thành trên tổng số nhiệm vụ"][0] == "không tính được"
        assert book[APPENDIX_SHEET].max_row == 1


def test_the_second_sheet_has_one_row_per_task_under_a_frozen_head() -> None:
    with opened(xlsx_bytes(report())) as book:
        sheet = book[APPENDIX_SHEET]
        rows = list(sheet.iter_rows(values_only=True))
        assert list(rows[0]) == HEADS
        assert len(rows) == 67
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:T67"
        assert rows[1][:4] == (
            "I. Kế hoạch năm 2007\nA. Xây dựng, hoàn thiện hệ thống văn bản quy phạm pháp luật",
            "608/QĐ-TCHQ",
            "I.A.1",
            "1",
        )
        assert str(rows[12][0]).endswith("\nB. Kiện toàn về tổ chức bộ máy và cơ chế hoạt động")


def test_days_are_days_numbers_are_numbers_and_states_are_official_words() -> None:
    with opened(xlsx_bytes(report())) as book:
        sheet = book[APPENDIX_SHEET]
        row = dict(zip(HEADS, sheet[2], strict=True))
        assert row["Hạn"].value == datetime(2007, 6, 30)
        assert row["Hạn"].number_format == "dd/mm/yyyy"
        assert row["Ngày hoàn thành"].value == datetime(2007, 6, 5)
        assert row["Trạng thái"].value == "Hoàn thành đúng hạn"
        assert row["Tiến độ (%)"].value == 40
        fourth = {head: cell.value for head, cell in zip(HEADS, sheet[5], strict=True)}
        assert (fourth["Trạng thái"], fourth["Số ngày còn lại"]) == ("Chưa hoàn thành, quá hạn", -14)
        assert fourth["Hạn"] == datetime(2007, 5, 31)


def test_the_appendix_prints_landscape_on_a4_with_its_head_on_every_page() -> None:
    with opened(xlsx_bytes(report())) as book:
        sheet = book[APPENDIX_SHEET]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.column_dimensions["E"].width == 60
        assert sheet["E2"].alignment.wrap_text


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x","y")', "+84", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_typed_text_never_becomes_a_formula(text: str) -> None:
    task = replace(PLAN_608.tasks[0], title=text, number=text, entry=ReportedEntry(result=text, document_number=text))
    data = xlsx_bytes(report(with_tasks(task)))
    with opened(data) as book:
        row = dict(zip(HEADS, book[APPENDIX_SHEET][2], strict=True))
        for head in ("Nhiệm vụ", "STT", "Kết quả thực hiện", "Số văn bản"):
            assert (row[head].value, row[head].data_type) == (text, "s")
            assert row[head].quotePrefix
    with zipfile.ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            assert b"<f>" not in parts.read(name)


def test_numbers_in_texts_stay_texts_and_unprintable_letters_go() -> None:
    entry = ReportedEntry(document_number="0012", result="a\x00b\x0bc\ud800d", document_date=date(2007, 2, 5))
    task = replace(PLAN_608.tasks[0], number="8.10", title="y" * 40_000, entry=entry)
    with opened(xlsx_bytes(report(with_tasks(task)))) as book:
        row = {head: cell.value for head, cell in zip(HEADS, book[APPENDIX_SHEET][2], strict=True)}
        assert (row["Số văn bản"], row["STT"]) == ("0012", "8.10")
        assert row["Kết quả thực hiện"] == "abcd"
        assert len(str(row["Nhiệm vụ"])) == 32_767


def test_equal_content_differs_only_in_the_moment_of_writing() -> None:
    first, second = (zipfile.ZipFile(BytesIO(xlsx_bytes(report()))) for _ in range(2))
    with first, second:
        assert first.namelist() == second.namelist()
        differing = {name for name in first.namelist() if first.read(name) != second.read(name)}
    assert differing <= {"docProps/core.xml"}


def test_stopping_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.xlsx"
    steps = iter(range(10))
    with pytest.raises(Stopped):
        write_xlsx(report(), target, job=Job(stop_wanted=lambda: next(steps, None) is None))
    assert list(tmp_path.iterdir()) == []
    write_xlsx(report(), target)
    stream = BytesIO()
    write_xlsx(report(), stream)
    assert target.stat().st_size > 5000
    assert stream.getvalue().startswith(b"PK")
