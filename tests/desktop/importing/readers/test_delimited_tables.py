"""Tables as text between commas or semicolons, as Excel saves them and web pages offer them."""

import pytest

from desktop.importing.document import Document, Paragraph
from desktop.importing.readers.delimited import is_delimited
from desktop.importing.readers.formats import open_document

ROWS = "STT;Nội dung;Chủ trì;Thời hạn\n1;Lập báo cáo;Cục A, Cục B;2025\n2;Gửi Bộ;Cục C;2026\n"


def grid(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


EXPECTED = [
    ["STT", "Nội dung", "Chủ trì", "Thời hạn"],
    ["1", "Lập báo cáo", "Cục A, Cục B", "2025"],
    ["2", "Gửi Bộ", "Cục C", "2026"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_that_excel_writes_reads_the_same(encoding: str) -> None:
    assert grid(open_document(ROWS.encode(encoding), name="ke-hoach.csv")) == EXPECTED


def test_commas_separate_as_well_and_quoted_cells_keep_theirs() -> None:
    text = 'STT,Nội dung,Chủ trì,Thời hạn\r\n1,Lập báo cáo,"Cục A, Cục B",2025\r\n2,Gửi Bộ,Cục C,2026\r\n'
    assert grid(open_document(text.encode(), name="ke-hoach.csv")) == EXPECTED


def test_a_quoted_cell_keeps_its_line_breaks_and_quotes() -> None:
    text = 'STT;Nội dung;Chủ trì\n1;"- Lập ""kế hoạch""\n- Trình ký";Cục A\n'
    assert grid(open_document(text.encode(), name="a.csv"))[1] == ["1", '- Lập "kế hoạch"\n- Trình ký', "Cục A"]


def test_excel_may_name_the_separator_in_the_first_line() -> None:
    text = "sep=|\nSTT|Nội dung|Chủ trì\n1|Việc|Cục\n"
    assert grid(open_document(text.encode(), name="a.csv")) == [["STT", "Nội dung", "Chủ trì"], ["1", "Việc", "Cục"]]


def test_lines_above_the_header_are_running_text() -> None:
    document = open_document(f"KẾ HOẠCH NĂM 2025;;;\n;;;\n{ROWS}".encode(), name="a.csv")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["KẾ HOẠCH NĂM 2025"]
    assert grid(document) == EXPECTED
    assert document.tables[0].rows[0].where == "dòng 3"


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Luật Hải quan, Nghị định, Thông tư;\nTheo đề nghị của Cục trưởng;\nĐiều 1. Ban hành, kèm theo\n",
        "\tSTT\n\tNội dung\n\tChủ trì\n\n\t1\n\tViệc\n\tCục A, Cục B, Cục C\n\n",
        "| STT | Nội dung |\n| --- | --- |\n| 1 | Việc, a, b |\n",
        "Một dòng, hai phẩy, ba chữ\n",
        "",
    ],
)
def test_prose_and_tables_of_other_marks_are_no_delimited_table(text: str) -> None:
    assert not is_delimited(text)


def test_duties_with_as_many_commas_each_are_running_text() -> None:
    duty = "{}. Cục Điều tra chống buôn lậu chủ trì, phối hợp với Vụ Pháp chế, Thanh tra xây dựng văn bản {}.\n"
    assert not is_delimited("".join(duty.format(place, place) for place in range(1, 40)))
