"""Tables written one cell per line: the real ones against readings by hand, and tables written so and read back."""

import json
import re
from itertools import permutations
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Cover, Document, Row, Table
from desktop.importing.readers.text_source import read_text
from tests.support.flows import HEADER, Cells, as_flow, as_markdown

TESTS: Final = Path(__file__).parents[3]
LABEL: Final = re.compile(r"\A\d+\.\d+\. ")
WEAKEST_SPLIT: Final = 1756
"""Line of task IX 1.2: four bullets in a row, of which the last two are the product."""


def _text(name: str) -> str:
    return (TESTS / "documents" / f"{name}.txt").read_text(encoding="utf-8")


def _table(document: Document) -> Table:
    return max(document.tables, key=lambda table: len(table.rows))


def _lines(row: Row) -> list[tuple[str, ...]]:
    return [cell.lines for cell in row.cells]


def _covered(row: Row) -> list[int]:
    return [place for place, cell in enumerate(row.cells) if cell.cover is Cover.ABOVE]


# --- 1855/QĐ-BTC: seven columns, merged cells printed once ----------------------------------------------------


@pytest.fixture(scope="module")
def rows_of_1855() -> dict[int, Row]:
    return {row.source.first: row for row in _table(read_text(_text("1855-qd-btc"))).rows}


@pytest.fixture(scope="module")
def tasks_of_1855() -> list[dict[str, Any]]:
    golden = json.loads((TESTS / "golden" / "plans" / "1855-qd-btc.json").read_text(encoding="utf-8"))
    return [row for row in golden["rows"] if row["kind"] == "task"]


def _fields(row: Row) -> dict[str, str]:
    _, _, work, product, deadline, lead, support = row.cells
    return {
        "title": LABEL.sub("", work.text, count=1),
        "product": product.text,
        "deadline_text": " ".join(deadline.lines),
        "lead_text": lead.text,
        "support_text": support.text,
    }


def test_every_row_of_1855_is_found_and_none_invented(
    rows_of_1855: dict[int, Row], tasks_of_1855: list[dict[str, Any]]
) -> None:
    tasks = {tuple(task["source"]["lines"]) for task in tasks_of_1855}
    found = {(row.source.first, row.source.last) for row in rows_of_1855.values()}
    assert tasks <= found
    headings = {first for first, last in found - tasks}
    assert len(headings) == 12 + 1, "twelve parts and the header"


def test_every_cell_of_1855_agrees_with_the_reading_by_hand(
    rows_of_1855: dict[int, Row], tasks_of_1855: list[dict[str, Any]]
) -> None:
    differing = [
        (task["source"]["lines"][0], field)
        for task in tasks_of_1855
        for field, value in _fields(rows_of_1855[task["source"]["lines"][0]]).items()
        if value != ("" if field in task["inherited"] else task[field])
    ]
    assert differing == []
    assert rows_of_1855[WEAKEST_SPLIT].unsure


def test_cells_that_1855_inherits_are_covered_from_above(
    rows_of_1855: dict[int, Row], tasks_of_1855: list[dict[str, Any]]
) -> None:
    columns = {"title": 2, "product": 3, "deadline_text": 4, "lead_text": 5, "support_text": 6}
    for task in tasks_of_1855:
        covered = _covered(rows_of_1855[task["source"]["lines"][0]])
        assert {columns[name] for name in task["inherited"]} == {place for place in covered if place > 1}


def test_a_merged_deadline_or_unit_and_bullets_on_both_sides_of_a_split_are_unsure(
    rows_of_1855: dict[int, Row],
) -> None:
    merged = {534, 1081, 1090, 1092, 1101, 1159, 1161, 1170, 1172, 1181, 1183, 1206, 1926}
    unsure = {first for first, row in rows_of_1855.items() if row.unsure}
    assert merged <= unsure
    assert len(unsure) < 25, "few enough to look at"


# --- 169/QĐ-BTC: the same table twice ---------------------------------------------------------------------------


def test_a_table_printed_twice_is_marked_and_lends_its_line_breaks() -> None:
    table, copy = (found for found in read_text(_text("169-qd-btc")).tables if len(found.rows) > 10)
    assert (table.repeats, copy.repeats) == (False, True)
    assert (len(table.rows), len(copy.rows)) == (45, 45)
    assert [_lines(row) for row in table.rows] == [_lines(row) for row in copy.rows]
    task = next(row for row in table.rows if row.cells[0].text == "1.7")
    assert [len(cell.lines) for cell in task.cells] == [1, 2, 3, 1, 2, 1]
    assert (task.source.first, task.source.last) == (105, 105)


def test_the_second_print_of_169_reads_the_same_without_the_first() -> None:
    lines = _text("169-qd-btc").split("\n")
    together = next(table for table in read_text("\n".join(lines)).tables if table.repeats)
    alone = _table(read_text("\n".join([""] * 178 + lines[178:])))
    assert not alone.repeats
    assert [_lines(row) for row in alone.rows] == [_lines(row) for row in together.rows]
    assert [row.source for row in alone.rows] == [row.source for row in together.rows]


def test_a_table_of_other_cells_under_the_same_header_is_no_copy() -> None:
    header = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")
    works = ("Rà soát quy trình", "Xây dựng đề án", "Tổ chức hội nghị", "Đào tạo công chức")
    first = [((str(place),), (work,), ("Vụ Pháp chế",), ("2021",)) for place, work in enumerate(works, start=1)]
    second = [(number, (f"{work[0]} lần hai",), lead, ("2022",)) for number, work, lead, _ in first]
    text = as_markdown(header, first) + "\nBảng thứ hai\n\n"
    tables = read_text(text + as_flow(header, second)).tables
    assert [(len(table.rows), table.repeats) for table in tables] == [(5, False), (5, False)]
    assert [table.repeats for table in read_text(text + as_flow(header, first)).tables] == [False, True]


def test_a_cell_that_ends_in_a_colon_goes_on_with_the_next_line() -> None:
    text = "STT\nNhiệm vụ\nSản phẩm\nThời hạn\n1\nRà soát, gồm:\nQuy trình A\n- Bước một\n2021\n"
    assert _lines(_table(read_text(text)).rows[1]) == [
        ("1",), ("Rà soát, gồm:", "Quy trình A"), ("- Bước một",), ("2021",),
    ]  # fmt: skip


# --- 608/QĐ-TCHQ, whose names are broken over lines, written one cell per line ------------------------------------


def test_a_row_of_608_that_reads_otherwise_as_a_flow_is_unsure() -> None:
    header, *rows = _table(read_text(_text("608-qd-tchq"))).rows
    printed = [_undoubled(row) for row in rows]
    names = [" ".join(lines) for lines in _undoubled(header)]
    read = _table(read_text(as_flow(names, printed))).rows[1:]
    padded = [[*cells, *[()] * (len(names) - len(cells))] for cells in printed]
    otherwise = [row for row in read if _lines(row) not in padded]
    assert all(row.unsure for row in otherwise)
    assert len(otherwise) < len(printed) // 4


def _undoubled(row: Row) -> list[tuple[str, ...]]:
    """The cells without the supporting units printed twice; those of a heading without the copies of its title."""
    lines = _lines(row)
    return lines[:2] if len(set(lines[1:])) == 1 else lines[:5] + lines[6:]


# --- a plan of another agency, whose units the table does not know ------------------------------------------------

GOVERNMENT: Final = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian hoàn thành")
BY_THE_GOVERNMENT: Final = [
    ("I.", "Nâng cao nhận thức, đột phá về đổi mới tư duy", "", "", "", ""),
    (
        "1.",
        "Xây dựng, trình Thủ tướng Chính phủ ban hành và tổ chức triển khai chương trình tuyên truyền",
        "Bộ Khoa học và Công nghệ",
        "Ban Tuyên giáo Trung ương; các bộ, ngành, địa phương; VTV, VOV, TTXVN",
        "Quyết định của Thủ tướng Chính phủ",
        "6/2025",
    ),
    (
        "3.",
        "Xây dựng chương trình, kế hoạch phát động phong trào học tập trên các nền tảng số",
        "Các bộ, ngành, địa phương",
        "Bộ Khoa học và Công nghệ, Bộ Giáo dục và Đào tạo",
        "",
        "Thường xuyên",
    ),
    (
        "9.",
        "Phấn đấu bố trí tỷ lệ phù hợp cán bộ có chuyên môn",
        "Bộ, ngành, địa phương",
        "",
        "Có tỷ lệ phù hợp cán bộ có chuyên môn về khoa học kỹ thuật trong đội ngũ lãnh đạo",
        "Nhiệm vụ thường xuyên",
    ),
    ("II.", "Khẩn trương, quyết liệt hoàn thiện thể chế", "", "", "", ""),
    (
        "37.",
        "Rà soát các quy định pháp luật để tháo gỡ kịp thời các điểm nghẽn",
        "Các bộ, ngành",
        "Bộ Tư pháp, các bộ, ngành",
        "Bộ Tư pháp tổng hợp, báo cáo, đề xuất Thủ tướng Chính phủ phương án xây dựng, sửa đổi, bổ sung",
        "6/2025",
    ),
    ("41.", "Xây dựng Đề án nghiên cứu, thử nghiệm", "Bộ Công an", "", "", "2025"),
]


@pytest.mark.parametrize("write", [as_flow, as_markdown])
def test_rows_of_the_government_read_the_same_as_a_flow_and_between_bars(write: object) -> None:
    assert callable(write)
    rows = [tuple((text,) if text else () for text in row) for row in BY_THE_GOVERNMENT]
    (table,) = read_text(write(GOVERNMENT, rows)).tables
    assert [_lines(row) for row in table.rows[1:]] == [list(row) for row in rows]


# --- written and read back ----------------------------------------------------------------------------------------

WORKS: Final = ("Xây dựng quy trình phối hợp", "Rà soát văn bản", "Tổ chức tập huấn cho công chức tại các đơn vị")
PRODUCTS: Final = ("Báo cáo được phê duyệt", "Quyết định ban hành quy trình.", "Kế hoạch", "Các lớp tập huấn")
DEADLINES: Final = ("Quý II/2021", "22/02/2021", "2022-2025", "Thường xuyên", "Tháng 7/2007", "Hàng năm", "2010")
LEADS: Final = ("TCHQ", "Tổng cục Hải quan", "Cục Điều tra chống buôn lậu", "Vụ Pháp chế")
ORDERS: Final = [order for order in permutations((3, 4, 5)) if order.index(4) < order.index(5)]
SUPPORTS: Final = ("Các đơn vị thuộc và trực thuộc Bộ Tài chính", "Vụ Pháp chế, Văn phòng Bộ", "Cục Thuế XNK")


@st.composite
def _tables(draw: st.DrawFn) -> list[Cells]:
    rows: list[Cells] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        bullets = draw(st.lists(st.sampled_from(("- Báo cáo kết quả", "- Danh mục kèm theo")), max_size=2))
        rows.append(
            (
                (str(number),),
                (draw(st.sampled_from(WORKS)),),
                (draw(st.sampled_from(PRODUCTS)), *bullets),
                (draw(st.sampled_from(DEADLINES)),),
                (draw(st.sampled_from(LEADS)),),
                (draw(st.sampled_from(SUPPORTS)),),
            )
        )
    return rows


@settings(max_examples=60)
@given(rows=_tables(), order=st.sampled_from(ORDERS), gap=st.sampled_from(("", "\n", " \n")))
def test_a_flow_reads_back_as_the_rows_it_was_written_from(rows: list[Cells], order: tuple[int, ...], gap: str) -> None:
    places = (0, 1, 2, *order)
    header = [HEADER[place] for place in places]
    printed = [tuple(row[place] for place in places) for row in rows]
    table = _table(read_text(as_flow(header, printed, gap=gap)))
    assert [_lines(row) for row in table.rows[1:]] == [list(row) for row in printed]


def test_a_number_printed_before_its_text_on_one_line_is_a_cell_of_its_own() -> None:
    text = "STT Nhiệm vụ Đơn vị chủ trì Thời hạn\n1 Rà soát quy trình\nVụ Pháp chế\nQuý I/2021\n2. Xây dựng đề án\n"
    table = _table(read_text(text + "Văn phòng\nQuý II/2021\n"))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"],
        ["1", "Rà soát quy trình", "Vụ Pháp chế", "Quý I/2021"],
        ["2.", "Xây dựng đề án", "Văn phòng", "Quý II/2021"],
    ]
    assert [row.unsure for row in table.rows] == [False, True, True]


def test_headers_and_page_numbers_between_the_rows_are_no_cells() -> None:
    header = "STT\nNhiệm vụ\nĐơn vị chủ trì\nThời hạn\n"
    text = f"{header}1\nRà soát quy trình\nVụ Pháp chế\nQuý I/2021\nTrang 2/3\n{header}2\nXây dựng đề án\nTCHQ\n2021\n"
    table = _table(read_text(text))
    assert [row.cells[0].text for row in table.rows] == ["STT", "1", "STT", "2"]
    assert all(len(cell.lines) == 1 for row in table.rows for cell in row.cells)


def test_a_header_name_broken_over_two_lines_is_one_name() -> None:
    text = "STT\nNhiệm vụ\nĐơn vị\nchủ trì\nThời hạn\n1\nRà soát quy trình\nVụ Pháp chế\nQuý I/2021\n"
    assert [cell.text for cell in _table(read_text(text)).rows[0].cells] == [
        "STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn",
    ]  # fmt: skip


def test_a_missing_supporting_unit_of_a_numbered_row_is_blank_and_a_missing_deadline_comes_from_above() -> None:
    full = "1\nRà soát quy trình\nBáo cáo\n2022-2025\nTCHQ\nCác đơn vị thuộc và trực thuộc Bộ Tài chính\n"
    text = "\n".join(HEADER) + f"\n{full}2\nXây dựng đề án\nĐề án\nQuý I/2021\nTCHQ\n3\nTổ chức tập huấn\nCác lớp\n"
    _, _, second, third = _table(read_text(text)).rows
    assert (_covered(second), second.unsure) == ([], False)
    assert (_covered(third), third.unsure) == ([3, 4, 5], True)


def test_the_end_of_the_table_is_seen() -> None:
    text = "STT\nNhiệm vụ\nĐơn vị chủ trì\nThời hạn\n1\nRà soát\nTCHQ\n2021\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    document = read_text(text)
    assert _lines(_table(document).rows[-1]) == [("1",), ("Rà soát",), ("TCHQ",), ("2021",)]
    assert [paragraph.text for paragraph in document.paragraphs] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]


def test_a_flow_longer_than_any_plan_is_refused() -> None:
    text = "STT\nNhiệm vụ\nĐơn vị chủ trì\nThời hạn\n" + "a\n" * 20_010
    with pytest.raises(UnsupportedDocument) as refused:
        read_text(text, name="dài.txt")
    assert (refused.value.name, refused.value.reason) == ("dài.txt", "too_large")
