"""A table of assignments, pasted or from a file: columns in any order, every fault told before anything is written."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.connection import scalar
from desktop.amendments.amending import DecisionHeader, WithdrawRow, amend
from desktop.assigning.assigning import Handover, hand_over
from desktop.assigning.assignment_check import FAULT_SENTENCES, CheckedTable, Fault, TableCheck
from desktop.assigning.assignment_table import AssignmentTable, TypedRow, read_assignment_table, read_pasted_table
from desktop.assigning.task_numbers import TaskNumbers
from desktop.assigning.unit_words import UnitWords
from desktop.errors import NotAPlan, UnsupportedDocument
from desktop.journal.event import EntityId
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import AssignedRole, Plan
from tests.support.ledgers import Ledger, new_ledger, units
from tests.support.workbooks import xls, xlsx

TODAY = date(2007, 6, 25)
FOUR = [("I/C/4", "HQ03", "", "dòng 2"), ("C.5", "Hải Phòng", "phối hợp", "dòng 3")]


def typed(table: AssignmentTable) -> list[tuple[str, str, str, str]]:
    return [(row.task, row.unit, row.role, row.where) for row in table.rows]


# Reading ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm vụ\tĐơn vị\tVai trò\nI/C/4\tHQ03\t\nC.5\tHải Phòng\tphối hợp\n",
        "Vai trò\tĐơn vị\tSố nhiệm vụ\n\tHQ03\tI/C/4\nphối hợp\tHải Phòng\tC.5",
        "STT;Đơn vị;Vai trò\nI/C/4;HQ03;\nC.5;Hải Phòng;phối hợp",
        "Số\tĐơn vị\tVai trò\nI/C/4\tHQ03\t\nC.5\tHải Phòng\tphối hợp",
        "\ufeffMục,Mã đơn vị,VAI TRÒ\r\nI/C/4,HQ03,\r\nC.5,Hải Phòng,phối hợp\r\n",
    ],
)
def test_the_heads_tell_the_columns_whatever_their_order_and_separator(text: str) -> None:
    assert typed(read_assignment_table(text.encode(), name="bang.csv")) == FOUR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C.4\tHQ03", [("C.4", "HQ03", "")]),
        ("HQ03\tC.4\nHQ20\tC.5", [("C.4", "HQ03", ""), ("C.5", "HQ20", "")]),
        (
            "phối hợp\tCục HQ Hải Phòng\t4\nchủ trì\tI\t5",
            [("4", "Cục HQ Hải Phòng", "phối hợp"), ("5", "I", "chủ trì")],
        ),
        ("4", [("4", "", "")]),
    ],
)
def test_without_heads_the_columns_are_told_by_what_stands_in_them(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [row[:3] for row in typed(read_pasted_table(text))] == expected


def test_columns_of_leaders_and_supporters_become_rows_of_their_own() -> None:
    table = read_pasted_table("TT\tNhiệm vụ\tChủ trì\tPhối hợp\tGhi chú\n1\tC.4\tHQ03\tHQ20\tgấp\n2\tC.5\tHQ01\t\t")
    assert [row[:3] for row in typed(table)] == [
        ("C.4", "HQ03", "chủ trì"),
        ("C.4", "HQ20", "phối hợp"),
        ("C.5", "HQ01", "chủ trì"),
    ]
    assert table.ignored == ("TT", "Ghi chú")


def test_a_pasted_cell_may_have_several_lines_and_lines_above_the_heads_are_told() -> None:
    table = read_pasted_table('Giao việc quý II\nNhiệm vụ\tĐơn vị\n\nC.4\t"HQ03\nHQ20"\n')
    assert [row[:2] for row in typed(table)] == [("C.4", "HQ03\nHQ20")]
    assert table.outside == ("Giao việc quý II",)


@pytest.mark.parametrize("made", [xlsx, xls])
def test_a_workbook_reads_like_the_pasted_table_and_merged_cells_say_the_same(made: Callable[..., bytes]) -> None:
    values = [("Nhiệm vụ", "Đơn vị", "Vai trò"), ("I/C/4", "HQ03", ""), (None, "HQ20", "phối hợp"), (5, "HQ01", "")]
    data = made({"Giao": values}, merges=[(1, 2, 0, 0)])
    assert [row[:3] for row in typed(read_assignment_table(data, name="giao.xlsx"))] == [
        ("I/C/4", "HQ03", ""),
        ("I/C/4", "HQ20", "phối hợp"),
        ("5", "HQ01", ""),
    ]


def test_lines_above_the_heads_are_told_and_without_heads_no_line_is_lost() -> None:
    rows = [("BẢNG GIAO NHIỆM VỤ",), ("Đơn vị", "STT", "Vai trò"), ("HQ03", "I/C/4", ""), ("HQ20", "I/C/5", "phối hợp")]
    headed = read_assignment_table(xlsx({"Giao": rows}), name="giao.xlsx")
    assert (len(headed.rows), headed.outside) == (2, ("BẢNG GIAO NHIỆM VỤ",))
    bare = read_assignment_table(xlsx({"Giao": rows[2:]}), name="giao.xlsx")
    assert [(row.task, row.unit) for row in bare.rows][-1] == ("I/C/5", "HQ20")
    said = " ".join(f"{row.task} {row.unit}" for row in bare.rows)
    assert all(word in said for word in ("HQ03", "I/C/4"))


def test_a_table_saved_as_a_web_page_is_read() -> None:
    page = "<html><body><table><tr><td>Nhiệm vụ<td>Đơn vị</tr><tr><td>C.4<td>HQ03</tr></table></body></html>"
    assert [row[:2] for row in typed(read_assignment_table(page.encode(), name="giao.xls"))] == [("C.4", "HQ03")]


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(NotAPlan):
        read_pasted_table(" \n\n")
    with pytest.raises(UnsupportedDocument):
        read_pasted_table("C.4\tHQ03\n" * 20_001)
    with pytest.raises(UnsupportedDocument):
        read_assignment_table(b"PK\x03\x04 no archive", name="giao.xlsx")


# Meaning ----------------------------------------------------------------------------------------------------


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path, "TCHQ")
    yield made
    made.close()


@pytest.fixture
def plan(headquarters: Ledger) -> Plan:
    return headquarters.import_608()


def checked(ledger: Ledger, plan: Plan, text: str, section: tuple[str, ...] = ()) -> CheckedTable:
    check = TableCheck(ledger.administrator, plan, units(), today=TODAY, section=section)
    return check.check(read_pasted_table(text).rows)


@pytest.mark.parametrize(
    ("number", "section", "path"),
    [
        ("I/C/4", (), "I/C/4"),
        ("i.c.4", (), "I/C/4"),
        ("I C 4.", (), "I/C/4"),
        ("Nhiệm vụ C.14", (), "I/C/14"),
        ("C.4", ("II",), "II/C/4"),
        ("4", ("I", "C"), "I/C/4"),
        ("I/C/4", ("II", "A"), "I/C/4"),
        ("C.4", (), None),
        ("4", (), None),
        ("4", ("I",), None),
        ("99", ("I", "C"), None),
        ("", (), None),
    ],
)
def test_a_task_is_found_by_the_end_of_its_path_where_that_is_clear(
    headquarters: Ledger, plan: Plan, number: str, section: tuple[str, ...], path: str | None
) -> None:
    numbers = TaskNumbers(rows_of_plan(headquarters.administrator.database, plan.entity))
    found = numbers.find(number, section).task
    assert (found.path_text if found else None) == path


def test_a_short_number_means_the_row_right_below_the_chosen_section(headquarters: Ledger, plan: Plan) -> None:
    row = headquarters.row(plan, "I/C/4")
    paths = [("1",), ("2", "1"), ("2", "3", "1")]
    numbers = TaskNumbers([replace(row, entity=EntityId(f"task/{path}"), path=path) for path in paths])

    def found(typed: str, *section: str) -> tuple[str, ...] | None:
        task = numbers.find(typed, section).task
        return task.path if task is not None else None

    assert found("1") == ("1",)
    assert found("1", "2") == ("2", "1")
    assert found("1", "2", "3") == ("2", "3", "1")
    assert found("3.1", "2") == ("2", "3", "1")
    assert found("2/1", "2", "3") == ("2", "1")


def test_a_task_is_also_found_by_its_title(headquarters: Ledger, plan: Plan) -> None:
    rows = rows_of_plan(headquarters.administrator.database, plan.entity)
    row = headquarters.row(plan, "I/C/14")
    found = TaskNumbers(rows).find(f"  {row.title.upper()} ")
    assert found.task == row


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("HQ03", ["HQ03"]),
        ("hq03, HQ20; Cục HQ TP HCM", ["HQ03", "HQ20", "HQ02"]),
        ("Hải Phòng\nquảng ninh", ["HQ03", "HQ20"]),
        ("ha noi", ["HQ01"]),
        ("TP Đà Nẵng", ["HQ34"]),
        ("Các Cục Hải quan tỉnh, TP", ["G-CUCTINH"]),
        ("Cục ĐTCBL", ["TCHQ-DTCBL"]),
        ("Vụ Pháp chế", ["TCHQ-PC"]),
        ("Vụ Pháp chế (BTC)", ["BTC-PC"]),
    ],
)
def test_units_are_typed_as_codes_names_or_provinces(text: str, codes: list[str]) -> None:
    read = UnitWords(units(), on=date(2007, 4, 2), issuer="TCHQ").read(text)
    assert [unit.code for unit in read.units] == codes
    assert (read.unknown, read.ambiguous, read.not_then) == ((), (), ())


def test_a_table_without_faults_gives_each_unit_its_task_and_role(headquarters: Ledger, plan: Plan) -> None:
    table = checked(headquarters, plan, "Nhiệm vụ\tĐơn vị\tVai trò\nI/C/4\tHQ03, HQ20\t\nI/C/5\tHải Phòng\tPhối hợp")
    four, five = headquarters.row(plan, "I/C/4").entity, headquarters.row(plan, "I/C/5").entity
    assert table.faulty == ()
    assert table.handovers() == [
        Handover(four, "HQ03", AssignedRole.LEAD),
        Handover(four, "HQ20", AssignedRole.LEAD),
        Handover(five, "HQ03", AssignedRole.SUPPORT),
    ]


EVERY_FAULT = [
    (("", "HQ03", ""), Fault.TASK_MISSING),
    (("I/C/99", "HQ03", ""), Fault.TASK_UNKNOWN),
    (("C.4", "HQ03", ""), Fault.TASK_AMBIGUOUS),
    (("I/C", "HQ03", ""), Fault.TASK_HEADING),
    (("I/C/5", "HQ03", ""), Fault.TASK_WITHDRAWN),
    (("I/C/4", "", ""), Fault.UNIT_MISSING),
    (("I/C/4", "Sở Tư pháp", ""), Fault.UNIT_UNKNOWN),
    (("I/C/4", "Cục HQ Bắc Ninh", ""), Fault.UNIT_NOT_THEN),
    (("I/C/4", "HQ18", ""), Fault.UNIT_NOT_THEN),
    (("I/C/4", "Bộ Tài chính", ""), Fault.UNIT_NO_LEDGER),
    (("I/C/4", "Tổng cục Hải quan", ""), Fault.UNIT_OWN),
    (("I/C/4", "các đơn vị liên quan", ""), Fault.GROUP_UNLISTED),
    (("I/C/4", "HQ03", "theo dõi"), Fault.ROLE_UNKNOWN),
    (("I/C/10", "HQ20", "phối hợp"), Fault.DOUBLE),
    (("I/C/2", "HQ03", ""), Fault.ALREADY_ASSIGNED),
    (("I/C/12", "Cục Hải quan tỉnh, TP", ""), Fault.GROUP_LISTED),
]


def test_every_kind_of_fault_is_told_in_its_row_before_anything_is_written(headquarters: Ledger, plan: Plan) -> None:
    session = headquarters.administrator
    two, five = headquarters.row(plan, "I/C/2").entity, headquarters.row(plan, "I/C/5").entity
    hand_over(session, [Handover(two, "HQ03", AssignedRole.LEAD)], units())
    decision = DecisionHeader("1200/QĐ-TCHQ", date(2007, 6, 2), "Sửa đổi Kế hoạch 608", "Tổng cục Hải quan")
    amend(session, plan, decision, [WithdrawRow(five, "Đã làm xong")], units())
    rows = [TypedRow("I/C/10", "HQ20", where="dòng 1"), *(TypedRow(*row) for row, _ in EVERY_FAULT)]
    table = TableCheck(session, plan, units(), today=TODAY).check(rows)
    assert table.rows[0].faults == ()
    told = [[fault.fault for fault in row.faults] for row in table.rows[1:]]
    assert told == [[fault] for _, fault in EVERY_FAULT]
    assert len(table.faulty) == len(EVERY_FAULT) - 2
    ambiguous, double = table.rows[3].faults[0], table.rows[14].faults[0]
    assert ambiguous.sentence == "Có nhiều nhiệm vụ mang số này: I/C/4, II/C/4. Ghi thêm mục ở trước."
    assert double.sentence == "Trùng với dòng 1. Giữ một dòng."
    # What is right goes on: row 1, and the 33 departments of I.C.12; the row that stands already gives nothing new.
    assert len(table.handovers()) == 1 + 33
    assert scalar(session.database, "SELECT count(*) FROM p_assignment") == 1
    assert FAULT_SENTENCES.keys() == set(Fault)


def test_a_name_that_several_offices_bear_is_asked_for(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path, "HQ03")
    plan = ledger.import_608()
    table = checked(ledger, plan, "I/C/4\tVụ Pháp chế")
    assert [fault.fault for fault in table.rows[0].faults] == [Fault.UNIT_AMBIGUOUS]
    ledger.close()


def test_a_faulty_row_does_not_make_a_later_right_one_a_double(headquarters: Ledger, plan: Plan) -> None:
    table = checked(headquarters, plan, "I/C/4\tHQ03, Sở Tư pháp\t\nI/C/4\tHQ03\t\nI/C/4\tHQ03, HQ20\t")
    assert [row.is_faulty for row in table.rows] == [True, False, True]
