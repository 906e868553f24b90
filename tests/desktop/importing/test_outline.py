"""Numbering, headings and merged cells as offices print them."""

import pytest

from desktop.importing.labels import Label, LabelKind, leading_label, printed_label
from desktop.importing.parsed import Doubt, DoubtKind
from tests.support.plan_documents import ABOVE, HEAD, LEFT, outline, reading, rows

VP = "Văn phòng"


def _task(number: str, title: str = "Việc") -> tuple[str, ...]:
    return (number, title, VP, "", "2025")


def _heading(number: str, title: str) -> tuple[str, ...]:
    return (number, title, LEFT, LEFT, LEFT)


@pytest.mark.parametrize(
    ("printed", "kind", "text"),
    [
        ("II.", LabelKind.ROMAN, "II"), ("A", LabelKind.LETTER, "A"), ("1.10", LabelKind.DOTTED, "1.10"),
        ("1.2.", LabelKind.DOTTED, "1.2"), ("3", LabelKind.PLAIN, "3"), ("a)", LabelKind.SMALL, "a)"),
        ("(2)", LabelKind.BRACKETED, "(2)"), ("1)", LabelKind.BRACKETED, "1)"), ("II/", LabelKind.ROMAN, "II"),
        ("Mục tiêu 3", LabelKind.WORD, "3"), ("Phần II", LabelKind.WORD, "II"), ("I.2", LabelKind.DOTTED, "I.2"),
    ],
)  # fmt: skip
def test_printed_numbers_are_told_apart(printed: str, kind: LabelKind, text: str) -> None:
    label = printed_label(printed)
    assert label is not None
    assert (label.kind, label.text) == (kind, text)


@pytest.mark.parametrize("printed", ["", "-", "+", "Tổng cộng các khoản"])
def test_words_and_bullets_are_no_numbers(printed: str) -> None:
    assert printed_label(printed) is None


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("1.1. Lập đề nghị", Label("1.1", LabelKind.DOTTED), "Lập đề nghị"),
        ("1.1.Lập đề nghị", Label("1.1", LabelKind.DOTTED), "Lập đề nghị"),
        ("II/ Phân công", Label("II", LabelKind.ROMAN), "Phân công"),
        ("a) Nội dung", Label("a)", LabelKind.SMALL), "Nội dung"),
        ("(1) Nội dung", Label("(1)", LabelKind.BRACKETED), "Nội dung"),
        ("Mục tiêu 7. Tăng cường", Label("7", LabelKind.WORD, "muc tieu"), "Tăng cường"),
        ("Điều 4. Giao việc", Label("4", LabelKind.WORD, "dieu"), "Giao việc"),
    ],
)
def test_a_number_at_the_begin_of_a_text_is_taken_out(text: str, label: Label, rest: str) -> None:
    assert leading_label(text) == (label, rest)


@pytest.mark.parametrize(
    "text",
    ["100% hồ sơ được số hóa", "2 lớp tập huấn", "02 đợt kiểm tra", "30/6/2025 hoàn thành", "2025. Rà soát", "Mục đích",
     "4,5% tờ khai", "Nội dung: rà soát", "TCHQ chủ trì"],
)  # fmt: skip
def test_quantities_and_words_are_no_numbers(text: str) -> None:
    assert leading_label(text) is None


def test_letters_above_roman_numbers_nest_in_the_order_they_appear() -> None:
    found = rows(
        [HEAD, _heading("A", "Chung"), _heading("I", "Pháp lý"), _task("1"), _heading("II", "Nhân lực"), _task("1"),
         _heading("B", "Riêng"), _heading("I", "Khác"), _task("1")]
    )  # fmt: skip
    assert [f"{row.kind} {'/'.join(row.path)}" for row in found] == [
        "part A", "section A/I", "task A/I/1", "section A/II", "task A/II/1", "part B", "section B/I", "task B/I/1",
    ]  # fmt: skip


def test_numbers_nest_to_any_depth() -> None:
    found = rows([HEAD, _task("1"), _task("1.1"), _task("1.1.1"), _task("1.1.2"), _task("a)"), _task("b)"), _task("2")])
    assert [f"{row.kind} {'/'.join(row.path)}" for row in found] == [
        "group 1", "group 1/1.1", "task 1/1.1/1.1.1", "group 1/1.1/1.1.2", "task 1/1.1/1.1.2/a)",
        "task 1/1.1/1.1.2/b)", "task 2",
    ]  # fmt: skip


def test_a_heading_paragraph_above_each_table_is_a_part() -> None:
    found = rows(
        "I. NHIỆM VỤ TRỌNG TÂM", [HEAD, _task("1", "Rà soát")], "II. NHIỆM VỤ THƯỜNG XUYÊN", [HEAD, _task("1", "Trực")]
    )
    assert outline(found) == [
        "part I: NHIỆM VỤ TRỌNG TÂM",
        "task I/1: Rà soát",
        "part II: NHIỆM VỤ THƯỜNG XUYÊN",
        "task II/1: Trực",
    ]


def test_tables_that_number_anew_are_appendices() -> None:
    found = rows(
        "PHỤ LỤC I", "NHIỆM VỤ NĂM 2025", [HEAD, _task("1", "Rà soát")],
        "PHỤ LỤC II", "NHIỆM VỤ NĂM 2026 (Kèm theo Kế hoạch số 5/KH-BTC)", [HEAD, _task("1", "Tổng kết")],
    )  # fmt: skip
    assert outline(found) == [
        "part PL1: NHIỆM VỤ NĂM 2025",
        "task PL1/1: Rà soát",
        "part PL2: NHIỆM VỤ NĂM 2026",
        "task PL2/1: Tổng kết",
    ]


def test_a_heading_merged_over_the_whole_row_keeps_its_typed_number() -> None:
    found = rows([HEAD, ("I. XÂY DỰNG THỂ CHẾ", LEFT, LEFT, LEFT, LEFT), _task("1", "Rà soát")])
    assert outline(found) == ["part I: XÂY DỰNG THỂ CHẾ", "task I/1: Rà soát"]


def test_a_heading_without_a_number_gathers_the_rows_below() -> None:
    found = rows(
        [HEAD, ("Nhóm nhiệm vụ thể chế", LEFT, LEFT, LEFT, LEFT), _task("1", "Rà soát"),
         ("Nhóm nhiệm vụ nhân lực", LEFT, LEFT, LEFT, LEFT), _task("2", "Đào tạo")]
    )  # fmt: skip
    assert outline(found) == [
        "part #1: Nhóm nhiệm vụ thể chế",
        "task #1/1: Rà soát",
        "part #2: Nhóm nhiệm vụ nhân lực",
        "task #2/2: Đào tạo",
    ]


def test_a_number_typed_in_the_title_serves_where_no_column_holds_it() -> None:
    head = ("Nội dung", "Chủ trì", "Thời hạn")
    found = rows([head, ("1. Rà soát", VP, "2025"), ("2. Trình ban hành", VP, "2026")])
    assert outline(found) == ["task 1: Rà soát", "task 2: Trình ban hành"]


def test_a_number_printed_in_its_cell_and_in_the_title_stands_once() -> None:
    (row,) = rows([HEAD, _task("1", "1. Rà soát")])
    assert (row.number, row.title) == ("1", "Rà soát")


def test_roman_numbered_rows_with_a_lead_are_tasks() -> None:
    found = rows([HEAD, _task("I", "Rà soát"), _task("II", "Trình")])
    assert outline(found) == ["task I: Rà soát", "task II: Trình"]


def test_gaps_and_doubles_are_kept_and_flagged() -> None:
    found = reading([HEAD, _task("1"), _task("3"), _task("3"), _task("4")])
    assert ["/".join(row.path) for row in found.parsed.rows] == ["1", "3", "3#2", "4"]
    doubts = set(found.parsed.doubts)
    assert Doubt.of(("3",), "number", DoubtKind.NUMBER_OUT_OF_ORDER, "1 3") in doubts
    assert Doubt.of(("3",), "number", DoubtKind.NUMBER_REPEATED, "3") in doubts


def test_merged_cells_repeat_their_value_and_are_listed_as_inherited() -> None:
    found = rows(
        [HEAD, ("1", "Rà soát", VP, "Thanh tra", "2025"), ("2", "Trình", ABOVE, ABOVE, "2026"),
         ("3", "Ban hành", ABOVE, "", ABOVE)]
    )  # fmt: skip
    assert [(row.lead_text, row.support_text, row.deadline_text, row.inherited) for row in found] == [
        (VP, "Thanh tra", "2025", ()),
        (VP, "Thanh tra", "2026", ("lead_text", "support_text")),
        (VP, "", "2026", ("lead_text", "deadline_text")),
    ]
    assert found[1].lead_units == found[0].lead_units
    assert DoubtKind.INHERITED_GUESS not in {
        doubt.kind for doubt in reading([HEAD, _task("1"), ("2", "Trình", ABOVE, "", "")]).parsed.doubts
    }


def test_a_second_product_below_a_merged_title_is_a_row_of_its_own() -> None:
    head = ("TT", "Nội dung", "Sản phẩm", "Chủ trì", "Thời hạn")
    found = rows(
        [head, ("5.1", "Xây dựng đề án", "Đề án", VP, "2025"), (ABOVE, ABOVE, "Tờ trình", "Thanh tra", "2026")]
    )
    assert [("/".join(row.path), row.title, row.product, row.inherited) for row in found] == [
        ("5.1", "Xây dựng đề án", "Đề án", ()),
        ("5.1#2", "Xây dựng đề án", "Tờ trình", ("title",)),
    ]


def test_a_row_that_says_nothing_to_be_done_is_set_aside() -> None:
    found = reading([HEAD, _task("1"), ("2", "", "", "", ""), ("Tổng cộng: 1 nhiệm vụ", LEFT, LEFT, LEFT, LEFT)])
    assert len(found.parsed.rows) == 1
    assert [str(one.reason) for one in found.set_aside] == ["header", "no_work", "no_work"]


def test_bullets_in_the_number_cell_are_no_numbers() -> None:
    found = rows([HEAD, ("1", "Tổ chức tập huấn", "", "", ""), ("-", "Cấp Cục", VP, "", "2025")])
    assert outline(found) == ["group 1: Tổ chức tập huấn", "task 1/1#1: Cấp Cục"]


def test_a_row_without_a_number_stands_beside_a_task_that_is_whole_by_itself() -> None:
    found = rows([HEAD, _task("1", "Rà soát"), ("", "Đánh giá", VP, "", "2026"), ("", "- Báo cáo", VP, "", "2026")])
    assert outline(found) == ["group 1: Rà soát", "task 1#2: Đánh giá", "task 1/1#2: Báo cáo"]
    found = rows([HEAD, _task("1", "Rà soát"), ("", "Đánh giá", VP, "", "2026")])
    assert outline(found) == ["task 1: Rà soát", "task 1#2: Đánh giá"]


def test_a_bullet_that_only_marks_the_row_is_no_part_of_its_title() -> None:
    head = ("Nội dung công việc", "Người thực hiện")
    found = reading([head, ("- Viết tin bài", "An"), ("- Đăng tải\n- Trả lời", "Bình")]).parsed
    assert [row.title for row in found.rows] == ["Viết tin bài", "- Đăng tải\n- Trả lời"]
    assert DoubtKind.NO_NUMBER not in {doubt.kind for doubt in found.doubts}


def test_numbered_paragraphs_above_tables_are_headings_whose_rows_number_anew() -> None:
    found = reading(
        "II. NỘI DUNG", "1. Truyền thông", [HEAD, _task("1", "Phóng sự")], "2. Cơ sở", [HEAD, _task("1", "Tập huấn")]
    ).parsed
    assert outline(found.rows) == [
        "part II: NỘI DUNG",
        "section II/1: Truyền thông",
        "task II/1/1: Phóng sự",
        "section II/2: Cơ sở",
        "task II/2/1: Tập huấn",
    ]
    assert DoubtKind.NUMBER_OUT_OF_ORDER not in {doubt.kind for doubt in found.doubts}


def test_numbers_that_run_on_over_the_parts_are_in_order() -> None:
    found = reading([HEAD, _heading("I", "Thể chế"), _task("1"), _task("2"), _heading("II", "Nhân lực"), _task("3")])
    assert DoubtKind.NUMBER_OUT_OF_ORDER not in {doubt.kind for doubt in found.parsed.doubts}
