"""Files that are no plan, plans of other shapes, and damaged files: one clear failure or a marked reading."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.deadlines.deadlines import DeadlineKind
from desktop.errors import AppError, NotAPlan, UnsupportedDocument
from desktop.importing.explanations import DOUBTS, REPAIRS, doubt_sentence, repair_sentence
from desktop.importing.parsed import Doubt, DoubtKind, ParsedPlan, PlanRow, RepairReason, RowKind
from desktop.importing.plan_reader import read_plan
from desktop.importing.readers.text_dump import LARGEST_TEXT
from desktop.units.table import load_units

SOURCE = (Path(__file__).parents[2] / "documents" / "608-qd-tchq.txt").read_bytes()
HEADER = "\tSố TT\n\tNội dung\n\tĐơn vị chủ trì\n\tThời hạn\n\n"


def _read(text: str | bytes, name: str = "kehoach.txt") -> ParsedPlan:
    return read_plan(text if isinstance(text, bytes) else text.encode(), name=name, units=load_units())


def _row(*cells: str) -> str:
    return "".join(f"\t{cell}\n" for cell in cells) + "\n"


def _rows(*rows: tuple[str, ...], header: str = HEADER) -> tuple[PlanRow, ...]:
    return _read(header + "".join(_row(*cells) for cells in rows)).rows


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"PK\x03\x04rest", "ke hoach.docx", "damaged"),
        (b"%PDF-1.7 rest", "ke hoach.pdf", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "ke hoach.doc", "damaged"),
        (b"{\\rtf1 rest", "ke hoach.rtf", "rtf"),
        (b"K\xd5 ho\xb9ch", "ke hoach.txt", "encoding"),
        (b"\xff\x00\x01\x02", "ke hoach.bin", "binary"),
        (b"a\0b", "ke hoach.txt", "binary"),
        (b" " * (LARGEST_TEXT + 1), "ke hoach.txt", "too_large"),
    ],
)
def test_a_file_that_is_no_plan_document_is_refused_by_its_kind(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnsupportedDocument) as refused:
        _read(data, name)
    assert (refused.value.name, refused.value.reason) == (name, reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\u00a0\n", "empty"),
        ("Công văn không có bảng nào\n", "no_table"),
        ("\tHọ tên\n\tChức vụ\n\n\tVũ Ngọc Anh\n\tPhó Tổng cục trưởng\n", "no_columns"),
        (HEADER, "no_tasks"),
        (HEADER + _row("I", "Kế hoạch năm 2007", "Kế hoạch năm 2007", "Kế hoạch năm 2007"), "no_tasks"),
    ],
)
def test_a_text_without_tasks_is_no_plan(text: str, reason: str) -> None:
    with pytest.raises(NotAPlan) as refused:
        _read(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_notepad_read_the_same(encoding: str) -> None:
    text = SOURCE.decode()
    assert _read(text.encode(encoding)) == _read(text)


def test_windows_line_ends_read_the_same() -> None:
    assert _read(SOURCE.replace(b"\n", b"\r\n")) == _read(SOURCE)


def test_a_task_without_parts_and_sections_stands_at_the_top() -> None:
    (row,) = _rows(("1", "Lập báo cáo", "Văn phòng", "Quý II/2021"))
    assert (row.kind, row.path, row.deadline.kind) == (RowKind.TASK, ("1",), DeadlineKind.QUARTER)


def test_dotted_numbers_stand_under_the_row_that_gathers_them() -> None:
    rows = _rows(
        ("II", "Nhóm", "Nhóm", "Nhóm"),
        ("1", "Nhiệm vụ chung", "", ""),
        ("1.9", "Việc chín", "Văn phòng", "Năm 2008"),
        ("1.10", "Việc mười", "Văn phòng", "Năm 2008"),
        ("2", "Nhiệm vụ sau", "Văn phòng", "Năm 2008"),
    )
    assert [(row.kind, "/".join(row.path)) for row in rows] == [
        (RowKind.PART, "II"),
        (RowKind.GROUP, "II/1"),
        (RowKind.TASK, "II/1/1.9"),
        (RowKind.TASK, "II/1/1.10"),
        (RowKind.TASK, "II/2"),
    ]


def test_a_row_without_a_number_is_counted_under_the_row_above_and_doubted() -> None:
    plan = _read(
        HEADER
        + _row("1.1", "Mục tiêu", "", "")
        + _row("", "Việc một", "Văn phòng", "Năm 2008")
        + _row("", "Việc hai", "Văn phòng", "Năm 2008")
    )
    assert [row.path for row in plan.rows] == [("1.1",), ("1.1", "1.1#1"), ("1.1", "1.1#2")]
    assert [doubt.path for doubt in plan.doubts if doubt.kind is DoubtKind.NO_NUMBER] == [
        row.path for row in plan.rows[1:]
    ]


def test_the_section_after_h_is_i_and_no_part() -> None:
    sections = [(letter, "Mục", "Mục", "Mục") for letter in "ABCDEFGHI"]
    rows = _rows(("I", "Phần", "Phần", "Phần"), *sections, ("1", "Việc", "Văn phòng", "2008"))
    assert rows[-1].path == ("I", "I", "1")


def test_letters_in_order_are_not_doubted() -> None:
    plan = _read(
        HEADER
        + "".join(_row(letter, "Mục", "Mục", "Mục") for letter in "ABCDEFGHI")
        + _row("1", "Việc", "Văn phòng", "2008")
    )
    assert DoubtKind.NUMBER_OUT_OF_ORDER not in {doubt.kind for doubt in plan.doubts}


def test_a_number_printed_twice_keeps_both_rows_apart_and_is_doubted() -> None:
    plan = _read(HEADER + _row("5.1", "Nhóm a", "Văn phòng", "2008") + _row("5.1", "Nhóm b", "Văn phòng", "2008"))
    assert [row.path for row in plan.rows] == [("5.1",), ("5.1#2",)]
    assert DoubtKind.NUMBER_REPEATED in {doubt.kind for doubt in plan.doubts}


def test_a_gap_in_the_numbers_is_doubted() -> None:
    plan = _read(HEADER + _row("1", "Việc", "Văn phòng", "2008") + _row("3", "Việc", "Văn phòng", "2008"))
    assert Doubt.of(("3",), "number", DoubtKind.NUMBER_OUT_OF_ORDER, "1 3") in plan.doubts


def test_a_header_repeated_on_a_new_page_is_no_row() -> None:
    text = HEADER + _row("1", "Việc", "Văn phòng", "2008") + HEADER + _row("2", "Việc", "Văn phòng", "2008")
    assert [row.number for row in _read(text).rows] == ["1", "2"]


def test_a_row_of_another_width_is_doubted() -> None:
    plan = _read(HEADER + _row("1", "Việc", "Văn phòng"))
    assert Doubt.of(("1",), "columns", DoubtKind.ROW_WIDTH, "3/4") in plan.doubts


def test_an_unknown_unit_a_missing_lead_and_an_unread_deadline_are_doubted() -> None:
    plan = _read(
        HEADER + _row("1", "Việc", "Đội bay", "sớm nhất có thể") + _row("2", "Việc", "", "trước ngày 30/05/2006")
    )
    assert {
        Doubt.of(("1",), "lead_units", DoubtKind.UNKNOWN_UNIT, "Đội bay"),
        Doubt.of(("1",), "deadline_text", DoubtKind.UNREAD_DEADLINE, "sớm nhất có thể"),
        Doubt.of(("2",), "lead_units", DoubtKind.NO_LEAD),
        Doubt.of(("2",), "deadline_text", DoubtKind.STRICT_BEFORE, "trước ngày 30/05/2006"),
    } <= set(plan.doubts)


def test_number_and_date_of_a_letterhead_are_read_where_no_annex_names_them() -> None:
    head = "Số: 1855/QĐ-BTC\nHà Nội, ngày 13 tháng 9 năm 2022\nQUYẾT ĐỊNH\nVỀ VIỆC BAN HÀNH KẾ HOẠCH\n"
    plan = _read(head + HEADER + _row("1", "Việc", "Vụ Pháp chế", "2025"))
    assert (plan.plan.number, plan.plan.date, plan.plan.issuer, plan.plan.title) == (
        "1855/QĐ-BTC", date(2022, 9, 13), "Bộ Tài chính", "VỀ VIỆC BAN HÀNH KẾ HOẠCH",
    )  # fmt: skip
    assert [unit.code for unit in plan.rows[0].lead_units] == ["BTC-PC"]


def test_a_plan_without_a_letterhead_is_read_and_doubted() -> None:
    plan = _read(HEADER + _row("1", "Việc", "Cục Điều tra CBL", "2008"))
    missing = {doubt.field for doubt in plan.doubts if doubt.kind is DoubtKind.LETTERHEAD_MISSING}
    assert missing == {"number", "date", "title", "issuer"}


def test_a_secrecy_mark_on_a_document_is_pointed_out() -> None:
    plan = _read("TUYỆT MẬT\n" + HEADER + _row("1", "Việc", "Văn phòng", "2008"))
    assert Doubt.of((), "title", DoubtKind.SECRECY_MARK, "TUYỆT MẬT") in plan.doubts


def test_every_repair_and_doubt_has_its_sentence() -> None:
    assert set(REPAIRS) == set(RepairReason)
    assert set(DOUBTS) == set(DoubtKind)
    assert repair_sentence(RepairReason.DOUBLED_CELL).endswith(".")
    assert "«Đội bay»" in doubt_sentence(Doubt.of((), "lead_units", DoubtKind.UNKNOWN_UNIT, "Đội bay"))
    missing = {name: doubt_sentence(Doubt.of((), name, DoubtKind.LETTERHEAD_MISSING)) for name in ("number", "date")}
    assert missing["number"].endswith("Điền thì mới nạp được.")
    assert missing["date"].endswith("Điền vào, hoặc để trống nếu văn bản không in.")


LINES = SOURCE.decode().split("\n")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["cut", "copy", "join", "tab"]), st.integers(0, len(LINES))), max_size=8))
def test_a_document_with_lines_cut_copied_or_run_together_is_read_or_refused(damage: list[tuple[str, int]]) -> None:
    lines = list(LINES)
    for kind, place in damage:
        here = place % len(lines)
        if kind == "cut":
            del lines[here : here + 7]
        elif kind == "copy":
            lines[here:here] = lines[here : here + 20]
        else:
            last = lines.pop()
            lines[here % len(lines)] += ("\t" if kind == "tab" else "") + last
    try:
        plan = _read("\n".join(lines))
    except AppError:
        return
    assert len({row.path for row in plan.rows}) == len(plan.rows)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300) | st.text(alphabet="\t\n12IVAB.Nội dung Chủ trì Thời hạn³%", max_size=300).map(str.encode)
)
def test_any_bytes_are_read_or_refused_as_a_whole(data: bytes) -> None:
    with suppress(AppError):
        _read(data)


def test_a_cell_of_ninety_thousand_small_lines_does_not_hang() -> None:
    text = HEADER + "\t1\n\t" + "\n".join(["a b"] * 60_000) + "\n\t" + "Cục\n" * 30_000 + "\t2008\n\n"
    assert len(_read(text).rows) == 1


def test_a_task_right_under_the_next_part_stands_in_no_section() -> None:
    rows = _rows(
        ("I", "Phần", "Phần", "Phần"),
        ("A", "Mục", "Mục", "Mục"),
        ("1", "Việc", "Văn phòng", "2008"),
        ("II", "Phần", "Phần", "Phần"),
        ("1", "Việc", "Văn phòng", "2008"),
    )
    assert [row.path for row in rows][-1] == ("II", "1")


def test_a_line_that_begins_a_sentence_is_a_paragraph_of_its_own() -> None:
    (row,) = _rows(("1", "Xây dựng quy chế\nBáo cáo kết quả\ntheo quý", "Văn phòng", "2008"))
    assert row.title == "Xây dựng quy chế\nBáo cáo kết quả theo quý"
