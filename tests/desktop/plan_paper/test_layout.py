"""The paper has the columns, headings, merged cells and paragraphs that the document had."""

from dataclasses import replace

from desktop.importing.parsed import Extra, PlanRow
from desktop.plan_paper.content import PaperTable, Prose, RowLook
from desktop.plan_paper.widths import TABLE_MM, widths_mm
from tests.desktop.plan_paper.papers import (
    LETTER,
    LETTER_NUMBER,
    P169,
    P608,
    P1855,
    SAFE,
    Issued,
    heads,
    paper_of,
    reading,
    table,
    take_in,
    taken_in_as_read,
    texts,
)
from tests.support.ledgers import Ledger


def test_a_column_that_the_whole_plan_leaves_empty_is_left_out(issued: Issued) -> None:
    assert heads(table(issued(P608))) == [
        "Số TT",
        "Nội dung nhiệm vụ",
        "Công việc cần thực hiện",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
    ]
    assert "Sản phẩm, kết quả" in heads(table(issued(P1855)))


def test_rows_stand_in_printed_order_under_headings_over_the_whole_width(issued: Issued) -> None:
    rows = table(issued(P608)).rows
    assert len(rows) == 80  # 2 parts, 12 sections, 66 tasks (the hand-checked reading)
    assert texts(rows[0]) == ["I", "Kế hoạch năm 2007", "", "", "", ""]
    assert (rows[0].look, rows[0].across) == (RowLook.HEADING, 1)
    assert (rows[2].look, rows[2].across, rows[2].cells[0].text) == (RowLook.TASK, None, "1")
    assert rows[2].cells[2].text.startswith("- Xác định nhu cầu thông tin cần trao đổi\n- Hoàn thiện dự thảo")


def test_the_columns_fill_the_page(issued: Issued) -> None:
    for name in (P608, SAFE, P1855):
        assert abs(sum(widths_mm(table(issued(name)))) - TABLE_MM) < 0.01


def test_a_group_is_bold_and_takes_the_row_where_it_says_nothing_else(issued: Issued) -> None:
    rows = table(issued(P1855)).rows
    group = next(row for row in rows if row.look is RowLook.GROUP)
    assert group.cells[0].text == "1"
    assert group.across == 1


def test_products_of_one_activity_share_its_number_and_title_cells(issued: Issued) -> None:
    """1855, II 1.1: eleven products stand beside one activity."""
    rows = table(issued(P1855)).rows
    first = next(place for place, row in enumerate(rows) if row.cells[0].rows == 11)
    assert [cell.rows for cell in rows[first].cells[:3]] == [11, 11, 1]
    assert all(row.cells[0].rows == row.cells[1].rows == 0 for row in rows[first + 1 : first + 11])
    assert rows[first + 11].cells[0].rows == 1


def test_objectives_stand_beside_their_activities(issued: Issued) -> None:
    made = table(issued(SAFE))
    assert heads(made)[:3] == ["Số TT", "Mục tiêu cụ thể", "Hoạt động"]
    assert made.rows[0].cells[0].text.startswith("Mục tiêu 1: Sửa đổi, bổ sung cơ sở pháp lý")
    assert made.rows[0].across == 0
    assert [cell.rows for cell in made.rows[1].cells[:3]] == [5, 5, 1]  # objective 1.1 has five activities
    assert sum(row.look is RowLook.TASK for row in made.rows) == 144


def test_merged_cells_of_the_document_are_merged_again(issued: Issued) -> None:
    """SAFE 6.3: product, time and lead of the first activity are those of all three."""
    rows = table(issued(SAFE)).rows
    first = next(place for place, row in enumerate(rows) if row.cells[0].text == "6.3" and row.cells[0].rows)
    assert [cell.rows for cell in rows[first].cells] == [3, 3, 1, 3, 3, 3]
    assert [cell.rows for cell in rows[first + 1].cells] == [0, 0, 1, 0, 0, 0]


def test_a_letter_is_printed_as_numbered_paragraphs(issued: Issued) -> None:
    made = issued(LETTER)
    (prose,) = made.blocks
    assert isinstance(prose, Prose)
    said = [paragraph.text for paragraph in prose.paragraphs]
    assert said[:2] == ["II. Phân công trách nhiệm", "1. Cục Điều tra chống buôn lậu"]
    assert prose.paragraphs[0].bold
    assert prose.paragraphs[1].bold
    assert said[2].startswith("- Triển khai, thực hiện chức năng, nhiệm vụ thu thập")
    place = said.index("Kế hoạch và danh sách trích ngang được hoàn thành, gửi về Vụ Tổ chức cán bộ và Cục Điều tra "
                       "chống buôn lậu trước ngày 30/05/2006.")  # fmt: skip
    assert said[place - 1].startswith("+ Rà soát, bố trí cán bộ")
    assert said[place + 1].startswith("- Xây dựng kế hoạch về công tác thu thập")
    assert (made.head.number_line, made.head.accompanying) == (f"Số: {LETTER_NUMBER}", "")
    assert made.head.title == ("V/v: Hướng dẫn triển khai công tác thu thập, xử lý thông tin nghiệp vụ hải quan",)


def test_a_plan_with_paragraphs_and_a_table_has_both(issued: Issued) -> None:
    prose, appendix = issued(P169).blocks
    assert isinstance(prose, Prose)
    assert isinstance(appendix, PaperTable)
    assert prose.paragraphs[0].text == "II. Các nhiệm vụ chủ yếu."
    assert prose.paragraphs[2].text.startswith("1.1. Xây dựng dự thảo Nghị định")
    assert appendix.title == next(row.title for row in reading(P169).rows if row.path == ("PL",))
    assert appendix.rows[0].cells[0].text == "1"


def test_the_head_names_issuer_decision_and_day(issued: Issued) -> None:
    head = issued(P608).head
    assert (head.upper_line, head.own_line) == ("BỘ TÀI CHÍNH", "TỔNG CỤC HẢI QUAN")
    assert head.accompanying == (
        "(Ban hành kèm theo Quyết định số 608/QĐ-TCHQ ngày 30 tháng 3 năm 2007 của Tổng cục Hải quan)"
    )
    assert head.title[0] == "KẾ HOẠCH"
    assert " ".join(head.title) == reading(P608).plan.title
    ministry = issued(P169).head
    assert (ministry.upper_line, ministry.own_line) == ("", "BỘ TÀI CHÍNH")
    assert "ngày 18 tháng 02 năm 2021" in ministry.accompanying


def test_a_column_that_only_this_plan_has_is_kept_under_its_head(ledger: Ledger) -> None:
    first, *rest = reading(P608).rows
    money = Extra("Nguồn kinh phí", "Ngân sách nhà nước")
    rows = (first, *(replace(row, extra=(money,)) if row.path == ("I", "C", "4") else row for row in rest))
    made = table(paper_of(ledger, take_in(ledger, replace(reading(P608), rows=rows))))
    place = heads(made).index("Nguồn kinh phí")
    assert [row.cells[place].text for row in made.rows if row.cells[place].text] == ["Ngân sách nhà nước"]


def test_a_plan_without_numbers_has_no_column_for_them(ledger: Ledger) -> None:
    rows = tuple(
        PlanRow(row.kind, "", row.path, row.title, row.source, lead_text="Cục A") for row in reading(P608).rows
    )
    made = table(paper_of(ledger, take_in(ledger, replace(reading(P608), rows=rows))))
    assert heads(made) == ["Nội dung nhiệm vụ", "Đơn vị chủ trì"]


# Columns as printed ----------------------------------------------------------------------------------------


def test_heads_and_their_order_are_those_of_the_document(ledger: Ledger) -> None:
    assert heads(table(paper_of(ledger, taken_in_as_read(ledger, P608)))) == [
        "Số TT",
        "Nội dung",
        "Công việc cần thực hiện",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
    ]
    assert heads(table(paper_of(ledger, taken_in_as_read(ledger, SAFE)))) == [
        "STT",
        "Mục tiêu cụ thể",
        "Hoạt động",
        "Chỉ số thực hiện",
        "Thời hạn hoàn thành",
        "Cơ quan chủ trì",
    ]


def test_solutions_stand_beside_their_numbered_activities_where_the_document_has_it_so(ledger: Ledger) -> None:
    """1855: «STT | Giải pháp | Hoạt động triển khai | Sản phẩm | Lộ trình | …», «1.1. Lập đề nghị …» in the third."""
    made = table(paper_of(ledger, taken_in_as_read(ledger, P1855)))
    assert heads(made)[:5] == ["STT", "Giải pháp", "Hoạt động triển khai", "Sản phẩm", "Lộ trình"]
    assert (texts(made.rows[0])[:3], made.rows[0].across) == (["I", "Thể chế", ""], 1)
    assert made.rows[1].cells[0].text == "1"
    assert made.rows[1].cells[1].text.startswith("Nghiên cứu, đề xuất và xây dựng Dự án Luật Hải quan")
    assert made.rows[1].cells[2].text.startswith("1.1. Lập đề nghị xây dựng Luật Hải quan")
    assert [cell.rows for cell in made.rows[1].cells[:3]] == [4, 4, 1]
