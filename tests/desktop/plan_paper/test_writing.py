"""The three files: whole or not at all, with repeated heads, real cells and texts that stay texts."""

import re
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl import Workbook, load_workbook

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.errors import FileNotWritten, UnknownReportFormat
from desktop.jobs import Job, Progress, Stopped
from desktop.plan_paper.content import Column, ColumnKind, PaperCell, PaperRow, PaperTable, PlanPaper, RowLook
from desktop.plan_paper.pdf import pdf_bytes
from desktop.plan_paper.remarks import Marks
from desktop.plan_paper.writing import FORMS, paper_bytes, write_paper
from tests.desktop.plan_paper.papers import (
    LETTER,
    P169,
    P608,
    P1855,
    SAFE,
    Issued,
    paper_of,
    reading,
    take_in,
    taken_in_as_read,
)
from tests.support.ledgers import Ledger, units

A4_LANDSCAPE, A4_PORTRAIT = (842, 595), (595, 842)


def pages(data: bytes) -> list[str]:
    """The text of every page."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        found = []
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                found.append(str(text.get_text_range()).replace("\r\n", "\n").replace("\u00a0", " "))
        return found


def sizes(data: bytes) -> list[tuple[int, int]]:
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [(round(width), round(height)) for width, height in map(document.get_page_size, range(len(document)))]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def marked(ledger: Ledger) -> PlanPaper:
    plan = take_in(ledger, reading(P608))
    session = ledger.administrator
    assign(session, provincial_tasks(session.database, plan), ["HQ03"], units())
    return paper_of(ledger, plan, Marks.UNIT)


def sheet_of(made: PlanPaper) -> Workbook:
    return load_workbook(BytesIO(paper_bytes(made, "xlsx")))


# PDF -------------------------------------------------------------------------------------------------------


def test_every_page_of_the_pdf_repeats_the_head_and_all_but_the_first_are_numbered(issued: Issued) -> None:
    data = pdf_bytes(issued(P608))
    assert set(sizes(data)) == {A4_LANDSCAPE}
    found = pages(data)
    assert all("Đơn vị phối hợp" in text and "In từ sổ của Cục Hải quan thành phố Hải Phòng" in text for text in found)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in found[0]
    numbers = [re.search(r"^(\d+)$", text, re.MULTILINE) for text in found]
    assert "Số 608/QĐ-TCHQ".lower() in flat(found[0]).lower()
    assert [int(number[1]) if number else None for number in numbers[1:]] == list(range(2, len(found) + 1))


@pytest.mark.parametrize("name", [P608, SAFE, P169, P1855])
def test_no_word_of_a_plan_is_lost_on_the_way_into_the_pdf(ledger: Ledger, name: str) -> None:
    """Also where rows and merged cells run over pages."""
    made = paper_of(ledger, taken_in_as_read(ledger, name))
    tables = [block for block in made.blocks if isinstance(block, PaperTable)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells if cell.rows]
    words = Counter(word for cell in cells for word in cell.text.split())
    assert not words - Counter(" ".join(pages(pdf_bytes(made))).split())


def test_a_heading_longer_than_a_page_is_divided(issued: Issued) -> None:
    columns = (Column(ColumnKind.NUMBER, "Số TT"), Column(ColumnKind.TITLE, "Nội dung"))
    heading = " ".join(f"h{number}" for number in range(2000))
    row = PaperRow(RowLook.HEADING, (PaperCell("I"), PaperCell(heading)), across=1)
    words = Counter(" ".join(pages(pdf_bytes(replace(issued(P608), blocks=(PaperTable(columns, (row,)),))))).split())
    assert all(words[f"h{number}"] == 1 for number in range(2000))


@pytest.mark.parametrize(("merged_words", "rows"), [(12, 2), (150, 2), (150, 40), (900, 3), (900, 60)])
def test_a_merged_cell_of_any_length_is_printed_whole(issued: Issued, merged_words: int, rows: int) -> None:
    """Short ones reach into the rows below, long ones make the last row higher or run over pages."""
    columns = (Column(ColumnKind.OBJECTIVE, "Mục tiêu"), Column(ColumnKind.TITLE, "Hoạt động"))
    merged = " ".join(f"m{number}" for number in range(merged_words))
    lines = tuple(
        PaperRow(
            RowLook.TASK, (PaperCell(merged if not number else "", 0 if number else rows), PaperCell(f"r{number}"))
        )
        for number in range(rows)
    )
    made = replace(issued(P608), blocks=(PaperTable(columns, lines),))
    words = Counter(" ".join(pages(pdf_bytes(made))).split())
    assert all(words[f"m{number}"] == 1 for number in range(merged_words))
    assert all(words[f"r{number}"] == 1 for number in range(rows))


def test_the_last_row_is_as_high_as_the_merged_text_still_needs(issued: Issued) -> None:
    columns = (Column(ColumnKind.OBJECTIVE, "Mục tiêu"), Column(ColumnKind.TITLE, "Hoạt động"))
    merged = " ".join(f"m{number}" for number in range(150))
    lines = tuple(PaperRow(RowLook.TASK, (cell, PaperCell("r"))) for cell in (PaperCell(merged, 2), PaperCell("", 0)))
    made = replace(issued(P608), blocks=(PaperTable(columns, lines),), legend=("Dưới bảng",))
    with (
        closing(pypdfium2.PdfDocument(pdf_bytes(made))) as document,
        closing(document[0]) as page,
        closing(page.get_textpage()) as text,
    ):
        words = str(text.get_text_range())
        assert text.get_charbox(words.index("m149"))[1] > text.get_charbox(words.index("Dưới bảng"))[3]


def test_a_letter_is_printed_upright_and_a_plan_with_an_appendix_turns_its_pages(issued: Issued) -> None:
    assert set(sizes(pdf_bytes(issued(LETTER)))) == {A4_PORTRAIT}
    turned = sizes(pdf_bytes(issued(P169)))
    first = turned.index(A4_LANDSCAPE)
    assert first > 0
    assert set(turned[first:]) == {A4_LANDSCAPE}


def test_equal_papers_give_equal_pdfs(issued: Issued) -> None:
    made = issued(P608)
    assert pdf_bytes(made, invariant=True) == pdf_bytes(made, invariant=True)


def test_the_legend_closes_the_pdf(marked: PlanPaper) -> None:
    assert "14 nhiệm vụ giao cho Cục Hải quan thành phố Hải Phòng" in flat(pages(pdf_bytes(marked))[-1])


# Workbook --------------------------------------------------------------------------------------------------


def test_the_workbook_has_real_cells_under_a_frozen_and_repeated_head(issued: Issued) -> None:
    sheet = sheet_of(issued(P608)).active
    assert sheet is not None
    head = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Số TT")
    assert [sheet.cell(head, column).value for column in range(1, 7)] == [
        "Số TT",
        "Nội dung nhiệm vụ",
        "Công việc cần thực hiện",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
    ]
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.cell(head + 1, 2).value == "Kế hoạch năm 2007"
    assert f"B{head + 1}:F{head + 1}" in {str(each) for each in sheet.merged_cells.ranges}
    assert sheet.max_row == head + 80


def test_a_marked_row_of_the_workbook_has_a_thick_line_at_its_left(marked: PlanPaper) -> None:
    sheet = sheet_of(marked).active
    assert sheet is not None
    barred = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).border.left.style == "thick"]
    assert len(barred) == 14
    assert all(str(sheet.cell(row, 7).value).startswith(("Chủ trì", "Phối hợp")) for row in barred)


def test_merged_cells_of_the_workbook_keep_their_borders_and_one_text(issued: Issued) -> None:
    sheet = sheet_of(issued(SAFE)).active
    assert sheet is not None
    row = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "6.3")
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert {f"{column}{row}:{column}{row + 2}" for column in "ABDEF"} <= merged
    assert sheet.cell(row + 1, 3).value


def test_a_text_never_becomes_a_formula(ledger: Ledger) -> None:
    first, *rest = reading(P608).rows
    rows = (first, *(replace(row, deadline_text="=1+1") if row.path == ("I", "C", "4") else row for row in rest))
    made = paper_of(ledger, take_in(ledger, replace(reading(P608), rows=rows)))
    sheet = sheet_of(made).active
    assert sheet is not None
    typed = [cell for line in sheet.iter_rows() for cell in line if cell.value == "=1+1"]
    assert [(cell.data_type, cell.quotePrefix) for cell in typed] == [("s", True)]


# Word ------------------------------------------------------------------------------------------------------


def test_the_word_document_has_a_real_table_whose_head_is_repeated(issued: Issued) -> None:
    document = docx.Document(BytesIO(paper_bytes(issued(P608), "docx")))
    letterhead, plan = document.tables
    assert "TỔNG CỤC HẢI QUAN" in letterhead.rows[0].cells[0].text
    rows = plan._tbl.findall(qn("w:tr"))
    assert len(rows) == 81
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows[:3]] == [True, False, False]
    section = document.sections[0]
    assert section.orientation is WD_ORIENT.LANDSCAPE
    assert [round((length or 0) / Mm(1)) for length in (section.page_width, section.left_margin)] == [297, 30]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_a_short_row_stays_on_one_page_and_a_long_one_may_be_divided(issued: Issued) -> None:
    document = docx.Document(BytesIO(paper_bytes(issued(P608), "docx")))
    rows = document.tables[1]._tbl.findall(qn("w:tr"))
    undivided = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
    assert all(undivided[:3])
    assert not all(undivided)


def test_a_mixed_plan_turns_the_page_before_its_table(issued: Issued) -> None:
    document = docx.Document(BytesIO(paper_bytes(issued(P169), "docx")))
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_signs_that_xml_cannot_hold_are_left_out(issued: Issued) -> None:
    made = issued(P608)
    odd = replace(made, head=replace(made.head, title=("Kế hoạch \x07 <b>&",)))
    for form in FORMS:
        assert paper_bytes(odd, form)
    document = docx.Document(BytesIO(paper_bytes(odd, "docx")))
    assert any(paragraph.text == "Kế hoạch  <b>&" for paragraph in document.paragraphs)


def test_the_packages_hold_what_they_name(issued: Issued) -> None:
    for form in ("docx", "xlsx"):
        with zipfile.ZipFile(BytesIO(paper_bytes(issued(LETTER) if form == "docx" else issued(P608), form))) as found:
            assert found.testzip() is None


# The file --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_the_ending_of_the_name_decides_the_form(issued: Issued, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"kế hoạch.{form.upper()}"
    write_paper(issued(P608), path)
    assert path.read_bytes()[:4] == (b"%PDF" if form == "pdf" else b"PK\x03\x04")


def test_another_ending_is_refused_before_anything_is_written(issued: Issued, tmp_path: Path) -> None:
    with pytest.raises(UnknownReportFormat):
        write_paper(issued(P608), tmp_path / "plan.odt")
    assert not list(tmp_path.glob("plan*"))


def test_a_place_that_takes_no_file_is_told_and_nothing_is_left(issued: Issued, tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten):
        write_paper(issued(P608), tmp_path / "missing" / "plan.pdf")


@pytest.mark.parametrize("form", FORMS)
def test_writing_can_be_stopped_between_two_rows_and_leaves_nothing(issued: Issued, form: str, tmp_path: Path) -> None:
    seen: list[Progress] = []
    job = Job(seen.append, stop_wanted=lambda: len(seen) > 20)
    path = tmp_path / f"plan.{form}"
    with pytest.raises(Stopped):
        write_paper(issued(P608), path, job)
    assert not path.exists()
    assert seen[0].total == 80
