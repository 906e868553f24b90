"""Every printed row is either read or set aside with its reason; corrections of a person decide."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.deadlines.deadlines import parse_deadline
from desktop.errors import NotAPlan
from desktop.importing.columns import Field
from desktop.importing.corrections import ColumnChoice, Corrections, DeadlineChoice, KindChoice, UnitChoice
from desktop.importing.document import Document, Remark, Table
from desktop.importing.parsed import DoubtKind, PlanHeader, ProvincialRole, RowKind, UnitMention
from desktop.importing.plan_reader import read_document
from desktop.importing.readers.formats import open_document
from desktop.importing.reading import AsideReason, PlanReading
from desktop.units.table import load_units
from tests.support.plan_documents import ABOVE, HEAD, LEFT, document, reading

DOCUMENTS = sorted((Path(__file__).parents[2] / "documents").glob("*.txt"))
VP = "Văn phòng"
TABLE = [
    HEAD,
    ("I", "Thể chế", LEFT, LEFT, LEFT),
    ("1", "Rà soát", "Đội bay", "", "sớm"),
    ("1.1", "Lập danh mục", VP, "", "2025"),
    ("2", "Trình", VP, "", "2026"),
]


def _adds_up(found: PlanReading) -> bool:
    return found.printed_rows == found.read_rows + len(found.set_aside)


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_the_rows_of_every_document_add_up(file: Path) -> None:
    opened = open_document(file.read_bytes(), name=file.name)
    found = read_document(opened, name=file.name, units=load_units())
    assert _adds_up(found)
    printed = [
        row.source for block in opened.blocks if isinstance(block, Table) for row in block.rows if not row.is_blank
    ]
    read = {row.source.lines for row in found.parsed.rows}
    aside = [one.source for one in found.set_aside]
    assert sorted(aside, key=lambda lines: lines.first) == aside
    assert all(((lines.first, lines.last) in read) != (lines in aside) for lines in printed)


CELLS = st.sampled_from(
    [
        "",
        "1",
        "2",
        "1.1",
        "I",
        "A",
        "a)",
        "-",
        "Rà soát",
        VP,
        "2025",
        ABOVE,
        LEFT,
        "Tổng cộng",
        "Nơi nhận:",
        "(1)",
        *HEAD,
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=12))
def test_the_rows_of_any_table_add_up(drawn: list[list[str]]) -> None:
    blocks = document("KẾ HOẠCH", [HEAD, ("1", "Việc", VP, "", "2025"), *drawn])
    found = read_document(blocks, name="x", units=load_units())
    full = sum(not row.is_blank for table in blocks.tables for row in table.rows)
    assert _adds_up(found)
    assert found.printed_rows == full
    assert len({row.path for row in found.parsed.rows}) == len(found.parsed.rows)


def test_rows_are_set_aside_with_their_reason() -> None:
    head = [("TỔNG CỤC HẢI QUAN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]
    recipients = [("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TỔNG CỤC TRƯỞNG")]
    figures = [("Năm", "Số tờ khai"), ("2024", "1.000")]
    found = reading(head, TABLE, figures, recipients)
    assert [one.reason for one in found.set_aside] == [
        AsideReason.LETTERHEAD, AsideReason.HEADER, AsideReason.OTHER_TABLE, AsideReason.OTHER_TABLE,
        AsideReason.RECIPIENTS,
    ]  # fmt: skip
    assert found.set_aside[0].where == "Bảng 1, dòng 1"


def test_a_table_printed_twice_is_read_once() -> None:
    once = document(TABLE)
    twice = document(TABLE, TABLE)
    copy = Table(twice.tables[1].rows, repeats=True)
    found = read_document(type(twice)((twice.tables[0], copy)), name="x", units=load_units())
    assert found.parsed.rows == read_document(once, name="x", units=load_units()).parsed.rows
    assert [one.reason for one in found.set_aside].count(AsideReason.PRINTED_TWICE) == len(TABLE)


def test_a_row_left_out_takes_what_stands_below_it() -> None:
    found = reading(TABLE, corrections=Corrections(set_aside=frozenset({("I", "1")})))
    assert ["/".join(row.path) for row in found.parsed.rows] == ["I", "I/2"]
    assert [one.text for one in found.set_aside if one.reason is AsideReason.BY_HAND] == ["Rà soát", "Lập danh mục"]
    assert _adds_up(found)
    assert not [doubt for doubt in found.parsed.doubts if doubt.path[:2] == ("I", "1")]


def test_kinds_units_and_deadlines_are_read_as_a_person_said() -> None:
    path = ("I", "1")
    said = Corrections(
        kinds=(KindChoice(("I", "2"), RowKind.GROUP),),
        units=(UnitChoice(path, "lead_units", (UnitMention("G-CUCTINH", "Các Cục Hải quan tỉnh"),)),),
        deadlines=(DeadlineChoice(path, parse_deadline("30/6/2025")),),
    )
    found = reading(TABLE, corrections=said)
    row = next(one for one in found.parsed.rows if one.path == path)
    assert (row.lead_units[0].code, row.provincial, str(row.deadline.due)) == (
        "G-CUCTINH",
        ProvincialRole.LEAD,
        "2025-06-30",
    )
    assert next(one for one in found.parsed.rows if one.path == ("I", "2")).kind is RowKind.GROUP
    before = {doubt.kind for doubt in reading(TABLE).parsed.doubts if doubt.path == path}
    assert before == {DoubtKind.UNKNOWN_UNIT, DoubtKind.UNREAD_DEADLINE}
    assert not [doubt for doubt in found.parsed.doubts if doubt.path == path]


def test_columns_are_read_as_a_person_said() -> None:
    table = [("Mã", "Diễn giải", "Ai làm"), ("1", "Rà soát", VP)]
    with pytest.raises(NotAPlan):
        reading(table)
    choice = ColumnChoice("ma|dien giai|ai lam", (Field.NUMBER, Field.TITLE, Field.LEAD))
    found = reading(table, corrections=Corrections(columns=(choice,)))
    assert [(row.number, row.title, row.lead_text) for row in found.parsed.rows] == [("1", "Rà soát", VP)]
    assert found.layouts[0].layout == choice.layout
    again = ColumnChoice(reading(TABLE).layouts[0].layout, (Field.NUMBER, Field.TITLE, None, Field.LEAD, None))
    assert not reading(TABLE, corrections=Corrections(columns=(again,))).parsed.rows[1].lead_text


def test_a_corrected_header_decides_who_issued_the_plan() -> None:
    header = PlanHeader("169/QĐ-BTC", None, "Kế hoạch", "Bộ Tài chính")
    found = reading([HEAD, ("1", "Rà soát", "Vụ Pháp chế", "", "2025")], corrections=Corrections(header=header))
    assert found.parsed.plan == header
    assert [unit.code for unit in found.parsed.rows[0].lead_units] == ["BTC-PC"]


def test_corrections_of_rows_that_are_no_more_have_no_effect() -> None:
    gone = ("IX", "9")
    said = Corrections(kinds=(KindChoice(gone, RowKind.TASK),), set_aside=frozenset({gone}))
    assert reading(TABLE, corrections=said) == reading(TABLE)


def test_what_a_reader_left_out_or_told_apart_by_words_is_doubted() -> None:
    drawn = document([HEAD, ("1", "Rà soát", VP, "", "2025")])
    row = replace(drawn.tables[0].rows[1], unsure=True)
    unsure = Document((Table((drawn.tables[0].rows[0], row)),), remarks=(Remark.TRACKED_CHANGES, Remark.HIDDEN_SHEETS))
    doubts = read_document(unsure, name="x", units=load_units()).parsed.doubts
    assert [(doubt.path, doubt.kind) for doubt in doubts if doubt.kind is not DoubtKind.LETTERHEAD_MISSING] == [
        ((), DoubtKind.TRACKED_CHANGES),
        ((), DoubtKind.HIDDEN_SHEETS),
        (("1",), DoubtKind.UNSURE_ROW),
        (("1",), DoubtKind.AMBIGUOUS_UNIT),
    ]


def test_every_remark_of_a_reader_is_a_doubt() -> None:
    assert {str(remark) for remark in Remark} <= {str(kind) for kind in DoubtKind}
