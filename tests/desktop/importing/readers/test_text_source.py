"""Plain texts of every kind: each stretch goes to the reader that understands it."""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Document, Paragraph, Row
from desktop.importing.readers.text_dump import decode_text
from desktop.importing.readers.text_source import read_text
from tests.support.flows import HEADER, Cells, as_dump, as_markdown, as_spreadsheet

DOCUMENTS: Final = Path(__file__).parents[3] / "documents"
LETTERS: Final = "abc ABCđĐếử0123456789.,;:-+*()/%"


def _cells(rows: tuple[Row, ...]) -> list[list[tuple[str, ...]]]:
    return [[cell.lines for cell in row.cells] for row in rows]


def _texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


# --- the same rows in every form -----------------------------------------------------------------------------

_line = st.text(LETTERS, min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
_rows = st.lists(st.tuples(*[st.lists(_line, min_size=1, max_size=3).map(tuple)] * len(HEADER)), min_size=2, max_size=6)


@settings(max_examples=60)
@given(rows=_rows)
@pytest.mark.parametrize("write", [as_dump, as_markdown, as_spreadsheet])
def test_marked_cells_read_back_as_they_were_written(write: object, rows: list[Cells]) -> None:
    assert callable(write)
    (table,) = read_text(write(HEADER, rows)).tables
    assert _cells(table.rows) == [[(name,) for name in HEADER], *[list(row) for row in rows]]


@pytest.mark.parametrize(
    ("name", "paragraphs", "rows"),
    [
        ("608-qd-tchq", 17, [1, 82]),
        ("safe-2009", 21, [1, 18, 15, 9, 17, 9, 27, 11, 39]),
        ("thu-thap-thong-tin-2006", 49, [1, 1]),
    ],
)
def test_in_a_dump_a_tab_begins_a_cell_and_an_empty_line_ends_a_row(
    name: str, paragraphs: int, rows: list[int]
) -> None:
    document = read_text(decode_text((DOCUMENTS / f"{name}.txt").read_bytes(), name=name))
    assert (len(document.paragraphs), [len(table.rows) for table in document.tables]) == (paragraphs, rows)


# --- markdown ------------------------------------------------------------------------------------------------


def test_blank_lines_between_the_rows_of_a_table_do_not_part_it() -> None:
    text = as_markdown(HEADER, [(("1",), ("Rà soát",), ("Báo cáo",), ("2021",), ("TCHQ",), ())], gap="\n")
    (table,) = read_text(text).tables
    assert [row.source.first for row in table.rows] == [1, 5]
    assert table.rows[1].cells[5].is_blank


def test_an_escaped_bar_emphasis_and_entities_are_text_of_the_cell() -> None:
    assert _texts(read_text("| **Nhiệm vụ** | A \\| B |\n|---|---|\n| x &amp; y | a_b_c |\n")) == [
        ["Nhiệm vụ", "A | B"],
        ["x & y", "a_b_c"],
    ]


def test_a_second_rule_begins_a_second_table() -> None:
    document = read_text("|a|b|\n|-|-|\n|1|2|\n\n|c|d|\n|-|-|\n|3|4|\n")
    assert [len(table.rows) for table in document.tables] == [2, 2]


def test_rows_without_outer_bars_are_known_by_the_rule_below_their_header() -> None:
    document = read_text("STT | Nhiệm vụ\n--- | ---\n1 | Rà soát\n\nHết bảng\n")
    assert _texts(document) == [["STT", "Nhiệm vụ"], ["1", "Rà soát"]]
    assert [paragraph.text for paragraph in document.paragraphs] == ["Hết bảng"]


def test_rows_without_outer_bars_or_rule_are_known_by_their_equal_width() -> None:
    document = read_text("Mở đầu | x\nSTT | Nhiệm vụ | Thời hạn\n1 | Rà soát | 2021\n2 | | 2022\nHết\n")
    assert _texts(document) == [["STT", "Nhiệm vụ", "Thời hạn"], ["1", "Rà soát", "2021"], ["2", "", "2022"]]
    assert [paragraph.text for paragraph in document.paragraphs] == ["Mở đầu | x", "Hết"]


def test_lines_between_the_borders_of_a_drawn_table_are_one_row() -> None:
    text = "+---+------+\n| 1 | Rà   |\n|   | soát |\n+---+------+\n| 2 | Xây  |\n+---+------+\n"
    (table,) = read_text(text).tables
    assert _cells(table.rows) == [[("1",), ("Rà", "soát")], [("2",), ("Xây",)]]
    assert [(row.source.first, row.source.last) for row in table.rows] == [(2, 3), (5, 5)]


def test_marks_of_headings_and_emphasis_are_no_text() -> None:
    lines = (
        "# NGHỊ QUYẾT",
        "**Điều 1.** Ban hành kèm theo",
        "*Nơi nhận:*",
        "* Như Điều 3; * Lưu: VT",
        "a_b_c",
        "__Đậm__ x",
    )
    assert [one.text for one in read_text("\n\n".join(lines)).paragraphs] == [
        "NGHỊ QUYẾT", "Điều 1. Ban hành kèm theo", "Nơi nhận:", "* Như Điều 3; * Lưu: VT", "a_b_c", "Đậm x",
    ]  # fmt: skip


def test_a_bar_in_running_text_is_no_table() -> None:
    assert not read_text("Tổng cục Hải quan | Cổng thông tin\nDòng sau\n").tables


# --- pasted rows -----------------------------------------------------------------------------------------------


def test_quotes_that_belong_to_a_cell_stay() -> None:
    text = 'STT\tNội dung\tThời hạn\n1\t"Kế hoạch" năm\t2021\n2\tĐề án "Hải quan số"\t2022\n'
    assert _texts(read_text(text))[1:] == [["1", '"Kế hoạch" năm', "2021"], ["2", 'Đề án "Hải quan số"', "2022"]]


def test_doubled_quotes_within_a_quoted_cell_are_single_ones() -> None:
    assert _texts(read_text('1\t"Đề án ""Hải quan số"":\n- Bước 1"\t2022\n2\tx\t2023\n')) == [
        ["1", 'Đề án "Hải quan số":\n- Bước 1', "2022"],
        ["2", "x", "2023"],
    ]


def test_a_cell_of_several_lines_without_quotes_makes_its_row_unsure() -> None:
    text = "STT\tNội dung\tĐơn vị\tThời hạn\n1\tRà soát\n- Bước 1\n- Bước 2\tTCHQ\t2021\n2\tXây dựng\tTCHQ\t2022\n"
    (table,) = read_text(text).tables
    assert _cells(table.rows)[1] == [("1",), ("Rà soát", "- Bước 1", "- Bước 2"), ("TCHQ",), ("2021",)]
    assert [row.unsure for row in table.rows] == [False, True, False]
    assert (table.rows[1].source.first, table.rows[1].source.last) == (2, 4)


def test_the_last_cell_of_a_row_goes_on_in_bullets_below_it() -> None:
    text = "STT\tNội dung\tPhối hợp\n1\tRà soát\t- Vụ A\n- Vụ B\n2\tXây dựng\tVụ C\n2. Kinh phí:\n- Lưu: VT\n"
    document = read_text(text)
    assert _cells(document.tables[0].rows)[1] == [("1",), ("Rà soát",), ("- Vụ A", "- Vụ B")]
    assert [row.unsure for row in document.tables[0].rows] == [False, True, False]
    assert [one.text for one in document.paragraphs] == ["2. Kinh phí:", "- Lưu: VT"]


def test_a_first_column_that_is_blank_all_the_way_down_is_none() -> None:
    assert _texts(read_text("\tSTT\tNội dung\tThời hạn\n\t1\tRà soát\t2021\n\t2\tXây dựng\t2022\n")) == [
        ["STT", "Nội dung", "Thời hạn"],
        ["1", "Rà soát", "2021"],
        ["2", "Xây dựng", "2022"],
    ]


def test_a_blank_first_cell_of_one_row_is_kept() -> None:
    text = "STT\tNội dung\tThời hạn\n1\tRà soát\t2021\n\tXây dựng\t2022\n"
    assert _texts(read_text(text))[2] == ["", "Xây dựng", "2022"]


def test_a_list_whose_marks_stand_before_tabs_is_running_text() -> None:
    document = read_text("1.\tXây dựng kế hoạch\na)\tRà soát văn bản\n-\tBáo cáo kết quả\n")
    assert [one.text for one in document.paragraphs] == [
        "1. Xây dựng kế hoạch",
        "a) Rà soát văn bản",
        "- Báo cáo kết quả",
    ]


# --- running text --------------------------------------------------------------------------------------------

WRAPPED: Final = """Căn cứ Nghị định số 87/2017/NĐ-CP ngày 26/7/2017 của Chính phủ quy định chức
năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Tài chính; các đơn vị thuộc và
trực thuộc có trách nhiệm triển khai thực hiện các nhiệm vụ được giao theo đúng
tiến độ, báo cáo kết quả về Tổng cục Hải quan trước ngày 30/5 hằng năm để tổng
hợp.
1. Cục Điều tra chống buôn lậu chủ trì, phối hợp với các đơn vị xây dựng kế hoạch
kiểm tra chuyên đề, tổ chức thực hiện và báo cáo kết quả theo quy định của Tổng
2
cục Hải quan.
- Vụ Pháp chế rà soát, hệ thống hóa văn bản quy phạm pháp luật trong lĩnh vực hải
quan để công bố theo quy định.
"""


def test_paragraphs_broken_at_the_edge_of_a_page_are_made_whole() -> None:
    paragraphs = read_text(WRAPPED).paragraphs
    assert [(one.source.first, one.source.last) for one in paragraphs] == [(1, 5), (6, 9), (10, 11)]
    assert paragraphs[1].text.endswith("theo quy định của Tổng cục Hải quan.")


def test_paragraphs_of_a_text_that_is_not_broken_stay_as_they_are() -> None:
    text = decode_text((DOCUMENTS / "1855-qd-btc.txt").read_bytes(), name="1855")
    paragraphs = read_text(text).paragraphs
    assert all(one.source.first == one.source.last for one in paragraphs)
    assert len(paragraphs) == sum(bool(line.strip()) for line in text.split("\n")[:220])


def test_no_line_of_a_text_is_lost() -> None:
    text = decode_text((DOCUMENTS / "169-qd-btc.txt").read_bytes(), name="169")
    document = read_text(text)
    covered = {
        number
        for block in document.blocks
        for place in ([block] if isinstance(block, Paragraph) else block.rows)
        for number in range(place.source.first, place.source.last + 1)
    }
    lines = enumerate(text.split("\n"), start=1)
    assert [number for number, line in lines if line.strip(" \t|:-") and number not in covered] == []


# --- hostile -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\t", "|", "a\n", "|\n", "\t\n", "x\t"])
def test_twenty_megabytes_of_one_mark_are_refused(sign: str) -> None:
    with pytest.raises(UnsupportedDocument) as refused:
        read_text("x" + sign * (10 * 1024 * 1024), name="lớn.txt")
    assert (refused.value.name, refused.value.reason) == ("lớn.txt", "too_large")


@pytest.mark.parametrize(
    "text",
    ["+--+--+\n" * 50_000, "|-|-|\n" * 20_000, "STT\n" * 50_000, " " * 5_000_000 + "a", '1\t"a\tb\n' * 20_000],
)
def test_marks_without_content_are_read_to_the_end(text: str) -> None:
    assert len(read_text(text).blocks) <= 50_000


# --- bars behind the cells ---------------------------------------------------------------------------------------

WEB: Final = (("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"), ("1", "Rà soát quy trình", "Vụ Pháp chế", "2021"))


def test_a_page_with_a_bar_behind_every_cell_reads_by_the_width_of_its_header() -> None:
    rows = (*WEB, ("2", "", "Văn phòng", "Quý I/2021"), ("3", "Tổ chức hội nghị", "TCHQ", ""))
    text = "KẾ HOẠCH\n" + "".join(f"{cell}\n|\n" for row in rows for cell in row) + "Nơi nhận:\n- Lưu: VT.\n"
    document = read_text(text)
    assert _texts(document) == [list(row) for row in rows]
    assert [one.text for one in document.paragraphs] == ["KẾ HOẠCH", "Nơi nhận:", "- Lưu: VT."]


def test_words_broken_within_barred_cells_are_made_whole() -> None:
    header = "STT\n|\nNhiệm\nvụ\n|\nĐơn vị\nchủ trì\n|\nThời hạn\n|\n"
    text = header + "1\n|\nRà soát quy\ntrình\n- Bước\nmột\n|\nVụ\nPháp chế\n|\n2021\n|\n"
    assert _cells(read_text(text).tables[0].rows) == [
        [("STT",), ("Nhiệm vụ",), ("Đơn vị chủ trì",), ("Thời hạn",)],
        [("1",), ("Rà soát quy trình", "- Bước một"), ("Vụ Pháp chế",), ("2021",)],
    ]


def test_headings_and_merged_cells_of_a_barred_page_are_told_by_their_values() -> None:
    rows = (
        WEB[0],
        ("I", "Thể chế"),
        WEB[1],
        ("Xây dựng đề án", "Vụ Pháp chế", "Quý II/2021"),
        ("2", "Họp", "TCHQ", "2022"),
    )
    text = "".join(" | ".join(row) + " |\n" for row in rows)
    assert [[cell for cell in row if cell] for row in _texts(read_text(text))] == [list(row) for row in rows]


def test_a_letterhead_with_bars_is_a_row_of_cells() -> None:
    document = read_text("BỘ TÀI CHÍNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 5/QĐ-BTC |\n|\nQUYẾT ĐỊNH\n")
    assert _texts(document) == [["BỘ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    assert [one.text for one in document.paragraphs] == ["Số: 5/QĐ-BTC", "QUYẾT ĐỊNH"]
