"""Word documents as offices send them: the text that a reader of the paper sees, and where it stands."""

from xml.sax.saxutils import escape

import pytest

from desktop.importing.document import Cover, Document, LegacyText, Paragraph, Remark, Table
from desktop.importing.readers.formats import open_document
from tests.support import word as w


def read(*body: str, styles: str = "", numbering: str = "") -> Document:
    return open_document(w.word(*body, styles=styles, numbering=numbering), name="ke-hoach.docx")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grid(table: Table) -> list[list[str]]:
    """The cells of a table: their text, or ← and ↑ where they continue a neighbour."""
    signs = {Cover.NONE: "", Cover.LEFT: "←", Cover.ABOVE: "↑"}
    return [[cell.text or signs[cell.cover] for cell in row.cells] for row in table.rows]


def test_paragraphs_and_tables_stand_in_their_order_and_are_counted_together() -> None:
    document = read(
        w.paragraph("KẾ HOẠCH"),
        w.paragraph(),
        w.table(w.row("STT", "Nội dung"), w.row("1", "Lập báo cáo\nGửi Bộ")),
        w.paragraph("Nơi nhận"),
    )
    first, table, last = document.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(last, Paragraph)
    assert grid(table) == [["STT", "Nội dung"], ["1", "Lập báo cáo\nGửi Bộ"]]
    assert [first.source.first, *(row.source.first for row in table.rows), last.source.last] == [1, 3, 4, 5]
    assert [row.where for row in table.rows] == ["Bảng 1, dòng 1", "Bảng 1, dòng 2"]


def test_words_cut_into_runs_are_whole_and_blanks_collapse() -> None:
    bits = (w.run("Cục "), "<w:proofErr/>", w.run("Hải"), w.run("  quan\u00a0tỉnh\t"), "<w:bookmarkStart/>", w.run("A"))
    assert texts(read(w.paragraph(*bits))) == ["Cục Hải quan tỉnh A"]


def test_a_line_break_ends_a_line_and_a_text_in_two_forms_is_composed() -> None:
    assert texts(read(w.paragraph("KẾ HOẠCH\nTriển khai"))) == ["KẾ HOẠCH", "Triển khai"]
    assert texts(read(w.paragraph("Ke\u0302\u0301 hoa\u0323ch"))) == ["Kế hoạch"]


def test_merged_cells_are_covered_from_the_left_and_from_above() -> None:
    document = read(
        w.table(
            w.row("STT", w.cell("Đơn vị", span=2), "Thời hạn"),
            w.row(w.cell("1", down="restart"), "Chủ trì", "Phối hợp", "2025"),
            w.row(w.cell("", down="continue"), "Cục A", w.cell("Cục B", span=2)),
        )
    )
    assert grid(document.tables[0]) == [
        ["STT", "Đơn vị", "←", "Thời hạn"],
        ["1", "Chủ trì", "Phối hợp", "2025"],
        ["↑", "Cục A", "Cục B", "←"],
    ]


def test_a_cell_merged_both_ways_is_covered_in_every_place() -> None:
    document = read(
        w.table(
            w.row(w.cell("Chung", span=2, down="restart"), "a"),
            w.row(w.cell("", span=2, down="continue"), "b"),
            w.row("1", "2", "c"),
        )
    )
    assert grid(document.tables[0]) == [["Chung", "←", "a"], ["↑", "←", "b"], ["1", "2", "c"]]


def test_columns_that_no_row_parts_are_one() -> None:
    """Word keeps the edges of columns that were merged away."""
    document = read(w.table(w.row(w.cell("STT", span=2), "Việc"), w.row(w.cell("1", span=2), "Báo cáo")))
    assert grid(document.tables[0]) == [["STT", "Việc"], ["1", "Báo cáo"]]


def test_rows_that_begin_later_are_filled_with_empty_cells() -> None:
    document = read(
        w.table(
            w.row("1", "2", "3"), w.row("b", "c", properties='<w:gridBefore w:val="1"/>'),
            w.row("a", properties='<w:gridAfter w:val="2"/>'),
        )
    )  # fmt: skip
    assert grid(document.tables[0]) == [["1", "2", "3"], ["", "b", "c"], ["a", "", ""]]


def test_edges_a_hair_apart_are_one_column() -> None:
    """The header was drawn anew: its second edge lies two millimetres beside that of the rows."""
    document = read(
        w.table(
            w.row("STT", w.cell("Nội dung", span=2), "Chủ trì"),
            w.row(w.cell("1", span=2), "Lập báo cáo", "Cục A"),
            widths=[700, 110, 4000, 2000],
        )
    )
    assert grid(document.tables[0]) == [["STT", "Nội dung", "Chủ trì"], ["1", "Lập báo cáo", "Cục A"]]


def test_a_narrow_column_with_text_of_its_own_stays() -> None:
    document = read(w.table(w.row("1", "x", "Việc"), w.row("2", "y", "Việc"), widths=[700, 110, 4000]))
    assert grid(document.tables[0]) == [["1", "x", "Việc"], ["2", "y", "Việc"]]


def test_a_table_within_a_cell_gives_its_lines_to_the_cell() -> None:
    inner = w.paragraph("Gồm:") + w.table(w.row("a", "b"), w.row("c", "d")) + w.paragraph()
    assert grid(read(w.table(w.row("1", w.cell(inner)))).tables[0]) == [["1", "Gồm:\na\nb\nc\nd"]]


def test_a_table_framed_by_a_table_of_one_cell_is_a_table_itself() -> None:
    plan = w.table(w.row("STT", "Việc", "Chủ trì"), w.row("1", "Báo cáo", "Cục A"))
    frame = w.cell(w.paragraph("KẾ HOẠCH") + plan + w.paragraph("Nơi nhận"))
    document = read(w.table(w.row("A", "B"), w.row(frame), w.row("C", "D")))
    assert texts(document) == ["KẾ HOẠCH", "Nơi nhận"]
    assert [grid(table) for table in document.tables] == [
        [["A", "B"]],
        [["STT", "Việc", "Chủ trì"], ["1", "Báo cáo", "Cục A"]],
        [["C", "D"]],
    ]
    assert document.tables[1].rows[1].where == "Bảng 2, dòng 2"


def test_the_halves_of_a_letterhead_set_by_tabs_are_lines_of_their_own() -> None:
    head = (
        "TỔNG CỤC HẢI QUAN\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 608/QĐ-TCHQ         Hà Nội, ngày 30 tháng 3",
    )
    assert texts(read(*map(w.paragraph, head), w.paragraph("1.\tLập báo cáo trước ngày 30"))) == [
        "TỔNG CỤC HẢI QUAN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 608/QĐ-TCHQ",
        "Hà Nội, ngày 30 tháng 3",
        "1. Lập báo cáo trước ngày 30",
    ]


def test_a_table_of_contents_repeats_headings_and_is_not_read() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Mclc1"><w:name w:val="toc 1"/></w:style>'
    body = (w.paragraph("1. Mục đích\t5", style="Mclc1"), w.paragraph("1. Mục đích"))
    assert texts(read(*body, styles=w.styles(style))) == ["1. Mục đích"]


def test_content_controls_hyperlinks_and_fields_show_their_text_once() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{w.paragraph('Số: 608/QĐ-TCHQ')}</w:sdtContent></w:sdt>"
    page = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f'<w:hyperlink r:id="rId9">{w.run("Cổng")}</w:hyperlink>'
    simple = f'<w:fldSimple w:instr="DATE">{w.run("30/3/2007")}</w:fldSimple>'
    assert texts(read(control, w.paragraph(w.run("Trang "), page, w.run(" "), link, w.run(" "), simple))) == [
        "Số: 608/QĐ-TCHQ",
        "Trang 7 Cổng 30/3/2007",
    ]


def test_a_field_that_never_ends_does_not_swallow_the_document() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>'
    assert texts(read(w.paragraph("a", begun), w.paragraph("b"))) == ["a", "b"]


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{w.row('1', 'Việc')}</w:sdtContent></w:sdt>"
    in_row = f"<w:tr><w:sdt><w:sdtContent>{w.cell('2')}</w:sdtContent></w:sdt>{w.cell('Việc sau')}</w:tr>"
    assert grid(read(w.table(wrapped, in_row)).tables[0]) == [["1", "Việc"], ["2", "Việc sau"]]


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    changed = w.paragraph(
        w.run("Hoàn thành trước "),
        f"<w:del>{w.run('30/6').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins>{w.run('31/12')}</w:ins>",
        f"<w:moveFrom>{w.run(' cũ')}</w:moveFrom>",
    )
    document = read(changed)
    assert texts(document) == ["Hoàn thành trước 31/12"]
    assert document.remarks == (Remark.TRACKED_CHANGES,)
    assert read(w.paragraph("Không đổi")).remarks == ()


def test_a_deleted_row_is_gone_and_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = read(
        w.paragraph("Cục Hải ", properties="<w:rPr><w:del/></w:rPr>"),
        w.paragraph("quan"),
        w.table(w.row("1", "a"), w.row("2", "b", properties="<w:del/>"), w.row("3", "c", properties="<w:ins/>")),
    )
    assert texts(document) == ["Cục Hải quan"]
    assert grid(document.tables[0]) == [["1", "a"], ["3", "c"]]
    assert document.remarks == (Remark.TRACKED_CHANGES,)


def test_hidden_text_is_not_read_and_told() -> None:
    document = read(
        w.paragraph("Thấy", w.run(" ẩn", properties="<w:vanish/>"), w.run(" nữa", properties='<w:vanish w:val="0"/>'))
    )
    assert texts(document) == ["Thấy nữa"]
    assert document.remarks == (Remark.HIDDEN_TEXT,)


def test_a_style_hides_text_as_well() -> None:
    hidden = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = w.paragraph("Thấy", w.run(" ẩn", properties='<w:rStyle w:val="An"/>'))
    assert texts(read(body, styles=w.styles(hidden))) == ["Thấy"]


def box(inner: str) -> str:
    """A text box in the two forms that Word stores: one for today's programs, one for old ones."""
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><wps:txbx>"
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_before_the_paragraph_it_hangs_on() -> None:
    document = read(w.paragraph(box(w.paragraph("Số: 608/QĐ-TCHQ")), w.run("CỘNG HÒA")))
    assert texts(document) == ["Số: 608/QĐ-TCHQ", "CỘNG HÒA"]


def test_a_text_box_of_an_old_program_is_read_too() -> None:
    old = f"<w:r><w:pict><v:textbox><w:txbxContent>{w.paragraph('MẬT')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert texts(read(w.paragraph(old))) == ["MẬT"]


def test_a_text_box_in_a_cell_stands_in_the_cell() -> None:
    document = read(w.table(w.row("1", w.cell(w.paragraph(box(w.paragraph("Trong khung")), w.run("Ngoài"))))))
    assert grid(document.tables[0]) == [["1", "Trong khung\nNgoài"]]


def test_hyphens_and_signs_of_the_symbol_font_are_letters() -> None:
    odd = (
        w.run("luồng đỏ "), '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>', w.run(" 4,5% "),
        "<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t></w:r>",
    )  # fmt: skip
    assert texts(read(w.paragraph(*odd))) == ["luồng đỏ ≤ 4,5% A-BC"]


def test_a_run_in_an_old_font_is_decoded_and_what_stood_there_is_kept() -> None:
    (paragraph,) = read(
        w.paragraph(w.run("KÕ ho", font=".VnTime"), w.run("¹ch", font=".VnTime"), w.run(" năm 2007"))
    ).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Kế hoạch năm 2007"
    assert paragraph.legacy == (LegacyText("KÕ ho¹ch", "Kế hoạch"),)


def test_an_old_font_may_be_that_of_the_whole_document_or_of_a_style() -> None:
    assert texts(read(w.paragraph("KÕ ho¹ch"), styles=w.styles("", font=".VnTime"))) == ["Kế hoạch"]
    font = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    style = (
        f'<w:style w:type="paragraph" w:styleId="Goc">{font}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Goc"/></w:style>'
    )
    assert texts(read(w.paragraph("KÕ ho¹ch", style="Con"), styles=w.styles(style))) == ["Kế hoạch"]


def test_text_in_unicode_is_left_alone_whatever_its_font() -> None:
    (paragraph,) = read(w.paragraph(w.run("Kế hoạch", font=".VnTime"))).blocks
    assert paragraph == Paragraph("Kế hoạch", paragraph.source) if isinstance(paragraph, Paragraph) else False


def test_legacy_text_in_a_cell_is_told_with_the_cell() -> None:
    document = read(w.table(w.row("1", w.cell(w.paragraph(w.run("Côc H¶i quan", font=".VnTime"))))))
    assert document.tables[0].rows[0].cells[1].legacy == (LegacyText("Côc H¶i quan", "Cục Hải quan"),)


def test_styles_that_stand_on_one_another_in_a_circle_end() -> None:
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA")
    )
    assert texts(read(w.paragraph("Chữ", style="A"), styles=w.styles(circle))) == ["Chữ"]


def test_the_strict_form_of_the_standard_reads_the_same() -> None:
    main = w.document(w.paragraph("Kế hoạch"), w.table(w.row("1", w.cell("a", span=2)))).replace(w.MAIN, w.STRICT)
    document = open_document(w.zipped(w.parts_of(main)), name="strict.docx")
    assert texts(document) == ["Kế hoạch"]
    assert grid(document.tables[0]) == [["1", "a"]]


def test_notes_comments_and_headers_are_not_read() -> None:
    noted = w.paragraph(
        "Chữ", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    more = {"word/footnotes.xml": f'<w:footnotes xmlns:w="{w.MAIN}">{w.paragraph("chú thích")}</w:footnotes>'}
    assert texts(open_document(w.zipped(w.parts_of(w.document(noted), more=more)), name="a.docx")) == ["Chữ"]


def test_the_main_part_may_bear_another_name() -> None:
    parts = w.parts_of(w.document(w.paragraph("Chữ")))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("document.xml", "document2.xml")
    assert texts(open_document(w.zipped(parts), name="a.docx")) == ["Chữ"]


@pytest.mark.parametrize("name", ["ke-hoach.docx", "ke-hoach.txt", "KE HOACH", "ke-hoach.xlsx"])
def test_the_ending_of_the_name_does_not_matter(name: str) -> None:
    assert texts(open_document(w.word(w.paragraph("Chữ")), name=name)) == ["Chữ"]


def test_angle_brackets_in_the_text_stay_text() -> None:
    assert escape("<") == "&lt;"
    assert texts(read(w.paragraph(w.run("tỷ lệ < 5 & > 3")))) == ["tỷ lệ < 5 & > 3"]
