"""Columns as offices name and order them."""

import pytest

from desktop.deadlines.deadlines import DeadlineKind
from desktop.errors import NotAPlan
from desktop.importing.columns import Field
from desktop.importing.parsed import DoubtKind, Extra
from tests.support.plan_documents import ABOVE, LEFT, outline, reading, rows


def _fields(*names: str) -> tuple[Field | None, ...]:
    (layout,) = reading([names, tuple(f"ô {name}" for name in names)]).layouts
    return layout.fields


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("STT", Field.NUMBER),
        ("TT", Field.NUMBER),
        ("Số TT", Field.NUMBER),
        ("Số thứ tự", Field.NUMBER),
        ("S T T", Field.NUMBER),
        ("Cơ quan, đơn vị chủ trì", Field.LEAD),
        ("Đơn vị thực hiện", Field.LEAD),
        ("Bộ phận chủ trì", Field.LEAD),
        ("Người thực hiện", Field.LEAD),
        ("Cá nhân, bộ phận phụ trách", Field.LEAD),
        ("Phân công thực hiện", Field.LEAD),
        ("Đơn vị chủ trì, phối hợp", Field.LEAD),
        ("Cơ quan soạn thảo", Field.LEAD),
        ("Chịu trách nhiệm chính", Field.LEAD),
        ("Cơ quan phối hợp", Field.SUPPORT),
        ("Đơn vị liên quan", Field.SUPPORT),
        ("Phối hợp", Field.SUPPORT),
        ("Sản phẩm đầu ra", Field.PRODUCT),
        ("Kết quả dự kiến", Field.PRODUCT),
        ("Dự kiến kết quả, sản phẩm", Field.PRODUCT),
        ("Chỉ số thực hiện", Field.PRODUCT),
        ("Kết quả/Sản phẩm đầu ra", Field.PRODUCT),
        ("Nguồn kinh phí", Field.EXTRA),
        ("Ghi chú", Field.EXTRA),
        ("Văn bản thực hiện", Field.EXTRA),
        ("Đơn vị tính", Field.EXTRA),
    ],
)
def test_a_column_is_known_by_the_words_of_its_header(name: str, field: Field) -> None:
    assert _fields(name, "Nội dung công việc", "Thời gian hoàn thành")[0] is field


@pytest.mark.parametrize(
    "name",
    [
        "Nhiệm vụ", "Nội dung", "Nội dung công việc", "Giải pháp", "Hoạt động", "Mục tiêu cụ thể", "Tên nhiệm vụ",
        "Công việc", "Nhiệm vụ/giải pháp", "Các nhiệm vụ cụ thể", "Tên đề án, văn bản",
    ],
)  # fmt: skip
def test_the_work_stands_below_many_names(name: str) -> None:
    assert _fields("TT", name, "Chủ trì")[1] is Field.TITLE


@pytest.mark.parametrize("name", ["Thời gian", "Thời hạn", "Lộ trình", "Tiến độ", "Hoàn thành", "Thời điểm trình"])
def test_the_deadline_stands_below_many_names(name: str) -> None:
    assert _fields("TT", "Nội dung", name)[2] is Field.DEADLINE


def test_columns_stand_in_any_order_also_the_lead_before_the_work() -> None:
    head = ("Thời gian", "Cơ quan chủ trì", "Kết quả", "Nội dung công việc", "TT")
    (row,) = rows([head, ("Quý I/2025", "Tổng cục Hải quan", "Báo cáo", "Rà soát văn bản", "1")])
    assert (row.number, row.title, row.product, row.lead_text, row.deadline.kind) == (
        "1", "Rà soát văn bản", "Báo cáo", "Tổng cục Hải quan", DeadlineKind.QUARTER,
    )  # fmt: skip


def test_unknown_columns_are_kept_under_their_header() -> None:
    head = ("TT", "Nội dung", "Chủ trì", "Nguồn kinh phí", "Ghi chú")
    (row,) = rows([head, ("1", "Tập huấn", "Văn phòng", "Ngân sách", "")])
    assert row.extra == (Extra("Nguồn kinh phí", "Ngân sách"),)


def test_a_header_over_two_rows_is_read_as_one() -> None:
    found = reading(
        [
            ("TT", "Nội dung", "Đơn vị", LEFT, "Thời gian", LEFT),
            (ABOVE, ABOVE, "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc"),
            ("1", "Rà soát", "Văn phòng", "Thanh tra", "01/2025", "30/6/2025"),
        ]
    )
    (row,) = found.parsed.rows
    assert (row.lead_text, row.support_text, row.deadline_text) == ("Văn phòng", "Thanh tra", "01/2025 - 30/6/2025")
    assert (row.deadline.kind, str(row.deadline.start), str(row.deadline.due)) == (
        DeadlineKind.RANGE, "2025-01-01", "2025-06-30",
    )  # fmt: skip
    assert found.layouts[0].headers[2:4] == ("Đơn vị Chủ trì", "Đơn vị Phối hợp")


def test_a_two_row_header_of_a_dump_prints_its_merged_cells_again() -> None:
    (row,) = rows(
        [
            ("TT", "Nội dung", "Đơn vị thực hiện", "Đơn vị thực hiện", "Thời hạn"),
            ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn"),
            ("1", "Rà soát", "Văn phòng", "Thanh tra", "2025"),
        ]
    )
    assert (row.lead_text, row.support_text) == ("Văn phòng", "Thanh tra")


def test_the_row_that_numbers_the_columns_and_repeated_headers_are_no_rows() -> None:
    head = ("TT", "Nội dung", "Chủ trì", "Thời hạn")
    numbers = ("(1)", "(2)", "(3)", "(4)")
    found = reading([head, numbers, ("1", "Việc một", "Văn phòng", "2025"), head, numbers,
                     ("2", "Việc hai", "Văn phòng", "2025")])  # fmt: skip
    assert [row.number for row in found.parsed.rows] == ["1", "2"]
    assert (found.printed_rows, found.read_rows, len(found.set_aside)) == (6, 2, 4)


def test_a_table_without_a_header_goes_on_with_the_one_above() -> None:
    head = ("TT", "Nội dung", "Chủ trì", "Thời hạn")
    found = rows(
        [head, ("1", "Việc một", "Văn phòng", "2025")], "(tiếp theo)", [("2", "Việc hai", "Thanh tra", "2026")]
    )
    assert outline(found) == ["task 1: Việc một", "task 2: Việc hai"]
    assert found[1].lead_text == "Thanh tra"


def test_a_table_of_another_width_does_not_go_on_with_the_plan() -> None:
    head = ("TT", "Nội dung", "Chủ trì", "Thời hạn")
    signature = [("Nơi nhận:\n- Như trên;", "CỤC TRƯỞNG\nNguyễn Văn An")]
    assert len(rows([head, ("1", "Việc một", "Văn phòng", "2025")], signature)) == 1


def test_a_second_plan_table_of_other_columns_below_is_read_by_its_own_header() -> None:
    found = rows(
        [
            ("TT", "Nội dung", "Chủ trì", "Thời hạn"),
            ("1", "Việc một", "Văn phòng", "2025"),
            ("TT", "Thời hạn", "Nội dung", "Chủ trì"),
            ("2", "2026", "Việc hai", "Thanh tra"),
        ]
    )
    assert [(row.title, row.lead_text) for row in found] == [("Việc một", "Văn phòng"), ("Việc hai", "Thanh tra")]


def test_goals_that_gather_activities_are_groups() -> None:
    head = ("STT", "Mục tiêu", "Hoạt động", "Sản phẩm", "Chủ trì")
    found = rows(
        [
            head,
            ("1", "Pháp lý", "1.1. Rà soát văn bản", "Báo cáo", "Văn phòng"),
            (ABOVE, ABOVE, "1.2. Trình ban hành", "Thông tư", "Văn phòng"),
            (ABOVE, ABOVE, ABOVE, "Tờ trình", "Thanh tra"),
            ("2", "Nhân lực", "Đào tạo", "Khóa học", "Văn phòng"),
            (ABOVE, ABOVE, "Luân chuyển", "Quyết định", "Văn phòng"),
        ]
    )
    assert outline(found) == [
        "group 1: Pháp lý",
        "task 1/1.1: Rà soát văn bản",
        "task 1/1.2: Trình ban hành",
        "task 1/1.2#2: Trình ban hành",
        "group 2: Nhân lực",
        "task 2/2#1: Đào tạo",
        "task 2/2#2: Luân chuyển",
    ]
    assert found[3].inherited == ("title",)
    assert [row.product for row in found[:3]] == ["", "Báo cáo", "Thông tư"]


def test_groups_printed_again_in_every_row_are_merged_cells_taken_apart() -> None:
    head = ("TT", "Mục tiêu", "Hoạt động", "Chủ trì")
    found = rows(
        [head, ("1", "Pháp lý", "Rà soát", "Văn phòng"), ("1", "Pháp lý", "Ban hành", "Văn phòng"),
         ("2", "Nhân lực", "Đào tạo", "Văn phòng")]
    )  # fmt: skip
    assert outline(found) == [
        "group 1: Pháp lý",
        "task 1/1#1: Rà soát",
        "task 1/1#2: Ban hành",
        "group 2: Nhân lực",
        "task 2/2#1: Đào tạo",
    ]


def test_work_and_activities_of_the_same_row_stay_together() -> None:
    head = ("TT", "Nội dung", "Công việc cần thực hiện", "Chủ trì")
    (row,) = rows([head, ("1", "Quy chế", "- Dự thảo\n- Trình ký", "Văn phòng")])
    assert (row.title, row.activities) == ("Quy chế", ("- Dự thảo", "- Trình ký"))


def test_goals_that_gather_nothing_are_kept_beside_the_work() -> None:
    head = ("TT", "Lĩnh vực", "Nhiệm vụ", "Chủ trì")
    found = rows([head, ("1", "Thuế", "Rà soát nợ", "Văn phòng"), ("2", "Hải quan", "Soi chiếu", "Văn phòng")])
    assert [(row.title, row.extra) for row in found] == [
        ("Rà soát nợ", (Extra("Lĩnh vực", "Thuế"),)),
        ("Soi chiếu", (Extra("Lĩnh vực", "Hải quan"),)),
    ]


def test_a_number_per_task_beside_merged_groups_is_that_of_the_task() -> None:
    head = ("TT", "Nhóm nhiệm vụ", "Nhiệm vụ cụ thể", "Chủ trì")
    found = rows(
        [head, ("1", "Thể chế", "Rà soát", "Văn phòng"), ("2", ABOVE, "Trình ban hành", "Văn phòng"),
         ("3", "Nhân lực", "Đào tạo", "Văn phòng")]
    )  # fmt: skip
    assert outline(found) == [
        "group #1: Thể chế",
        "task #1/1: Rà soát",
        "task #1/2: Trình ban hành",
        "group #2: Nhân lực",
        "task #2/3: Đào tạo",
    ]


def test_begin_and_end_stand_in_columns_of_their_own() -> None:
    head = ("TT", "Nội dung", "Thời gian bắt đầu", "Thời gian hoàn thành", "Người thực hiện")
    found = rows([head, ("1", "Rà soát", "01/3/2025", "30/6/2025", "An"), ("2", "Trình", "", "31/7/2025", "Bình")])
    assert [row.deadline_text for row in found] == ["01/3/2025 - 30/6/2025", "31/7/2025"]


def test_crosses_below_the_years_of_a_roadmap_say_those_years() -> None:
    found = rows(
        [
            ("TT", "Nhiệm vụ", "Lộ trình thực hiện", LEFT, LEFT, "Chủ trì"),
            (ABOVE, ABOVE, "2023", "2024", "2025", ABOVE),
            ("1", "Rà soát", "x", "x", "", "Văn phòng"),
            ("2", "Trình", "", "", "X", "Văn phòng"),
        ]
    )
    assert [row.deadline_text for row in found] == ["2023 - 2024", "2025"]
    assert [str(row.deadline.due) for row in found] == ["2024-12-31", "2025-12-31"]


def test_numbers_below_a_blank_header_are_numbers() -> None:
    found = rows([("", "Đầu việc", "Đơn vị thực hiện"), ("1", "Rà soát", "Văn phòng"), ("2", "Trình", "Văn phòng")])
    assert [row.number for row in found] == ["1", "2"]


@pytest.mark.parametrize(
    "table",
    [
        [("STT", "Tên hàng hóa", "Đơn vị tính", "Số lượng", "Đơn giá"), ("1", "Giấy A4", "ram", "10", "65.000")],
        [("STT", "Họ và tên", "Chức vụ", "Đơn vị"), ("1", "Nguyễn Văn An", "Phó phòng", "Văn phòng")],
        [("Chỉ tiêu", "Năm 2024", "Năm 2025"), ("Số tờ khai", "1.000", "1.200")],
    ],
)
def test_invoices_lists_of_people_and_figures_are_no_plan(table: list[tuple[str, ...]]) -> None:
    with pytest.raises(NotAPlan) as refused:
        reading(table)
    assert refused.value.reason == "no_columns"


def test_a_header_over_columns_that_differ_is_doubted() -> None:
    head = ("TT", "Nội dung", "Chủ trì", "Thời hạn", "Thời hạn")
    found = reading([head, ("1", "Việc", "Văn phòng", "Quý I/2025", "đã giao")])
    assert DoubtKind.COLUMN_UNCLEAR in {doubt.kind for doubt in found.parsed.doubts}
