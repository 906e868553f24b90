"""Text and tables as a browser, Word or Excel put them on the clipboard."""

import pytest

from desktop.errors import NotAPlan
from desktop.importing.document import Cell, Cover, Paragraph, Table
from desktop.importing.readers.web_page import is_web_page, read_web_page

PAGE = """<html><head><title>Ẩn</title><style>td { color: red }</style></head><body>
<!--StartFragment--><p>Số: <b>12</b>/QĐ-X</p><p>Điều 1.<br>Ban hành<script>alert(1)</script> kế hoạch</p>
<table><thead><tr><th>TT</th><th>Nội&nbsp;dung</th><th colspan=2>Đơn vị</th></tr></thead>
<tbody><tr><td rowspan="2">1</td><td><p>Rà soát</p><ul><li>việc một</li><li>việc hai</li></ul></td><td>A</td><td>B</td>
</tr><tr><td>Thống kê</td><td><table><tr><td>x</td><td>y</td></tr></table></td><td></td></tr></tbody></table>
Nơi nhận</body></html>"""


def cells(table: Table) -> list[list[tuple[str, Cover]]]:
    return [[(cell.text, cell.cover) for cell in row.cells] for row in table.rows]


def test_paragraphs_and_merged_cells_are_read() -> None:
    blocks = read_web_page(PAGE.encode(), name="dán").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "Số: 12/QĐ-X",
        "Điều 1.",
        "Ban hành kế hoạch",
        "Nơi nhận",
    ]
    (table,) = (block for block in blocks if isinstance(block, Table))
    none, above, left = Cover.NONE, Cover.ABOVE, Cover.LEFT
    assert cells(table) == [
        [("TT", none), ("Nội dung", none), ("Đơn vị", none), ("", left)],
        [("1", none), ("Rà soát\nviệc một\nviệc hai", none), ("A", none), ("B", none)],
        [("", above), ("Thống kê", none), ("x\ny", none), ("", none)],
    ]
    assert [(row.source.first, row.where) for row in table.rows] == [
        (4, "Bảng 1, dòng 1"),
        (5, "Bảng 1, dòng 2"),
        (6, "Bảng 1, dòng 3"),
    ]


def test_decomposed_letters_are_composed() -> None:
    (block,) = read_web_page("<p>Hả\u0309i".replace("ả", "a").encode(), name="dán").blocks
    assert isinstance(block, Paragraph)
    assert block.text == "Hải"


@pytest.mark.parametrize("span", ["1000000000000", "-3", "ba", "²", ""])
def test_a_lying_span_is_bounded(span: str) -> None:
    page = f"<table><tr><td colspan='{span}' rowspan='{span}'>a</td><td>b</td></tr></table>"
    (table,) = read_web_page(page.encode(), name="dán").tables
    assert len(table.rows) == 1
    assert len(table.rows[0].cells) in {2, 201}
    assert table.rows[0].cells[0] == Cell(("a",))


@pytest.mark.parametrize("page", [b"", b"   ", b"<html></html>", b"<table><tr></tr></table>", b"<!-- x -->"])
def test_a_page_without_a_word_is_no_plan(page: bytes) -> None:
    with pytest.raises(NotAPlan) as refused:
        read_web_page(page, name="dán")
    assert refused.value.reason == "empty"


def test_a_page_is_told_by_its_beginning() -> None:
    assert is_web_page(PAGE.encode())
    assert is_web_page(b"\xef\xbb\xbf  <!DOCTYPE HTML><p>")
    assert is_web_page(b"<meta charset='utf-8'><table>")
    assert not is_web_page("Kế hoạch <html>".encode())
