"""The paper says to whom rows are given and which later decision changed them, and never by colour alone."""

from datetime import date

import pytest

from desktop.amendments.amending import AddRow, ChangeRow, DecisionHeader, WithdrawRow, amend
from desktop.assigning.assigning import allocate, assign, provincial_tasks, withdraw
from desktop.errors import UnknownPlan, UnknownRevision, UnknownUnit
from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId
from desktop.plan_paper.content import PlanPaper, Prose
from desktop.plan_paper.preparing import PaperChoice, numbered_choice, prepare_paper
from desktop.plan_paper.remarks import Marks
from desktop.plans.records import Plan
from desktop.plans.row_fields import RowFields
from tests.desktop.plan_paper.papers import LETTER, P608, heads, paper, paper_of, reading, table, take_in, texts
from tests.support.ledgers import ADMINISTRATOR, Ledger, units

PROVINCIAL = 14
"""Tasks of 608 that provincial departments lead or support (domain §0.1), of which B.8 is the one supported."""


def given(ledger: Ledger, *to: str) -> Plan:
    plan = take_in(ledger, reading(P608))
    session = ledger.administrator
    assign(session, provincial_tasks(session.database, plan), to, units())
    return plan


def last_cells(made: PlanPaper) -> list[tuple[str, str]]:
    """Number and last cell of the rows where that says something."""
    return [(row.cells[0].text, row.cells[-1].text) for row in table(made).rows if row.cells[-1].text]


def test_a_department_sees_its_own_rows_barred_with_role_and_officer(ledger: Ledger) -> None:
    plan = given(ledger, "HQ03")
    session = ledger.administrator
    allocate(session, [ledger.row(plan, "I/C/4").entity], officer=session.person.id)
    made = paper_of(ledger, plan, Marks.UNIT)
    assert heads(table(made))[-1] == "Việc của HQ Hải Phòng"
    marked = [row for row in table(made).rows if row.marked]
    assert len(marked) == PROVINCIAL
    assert all(row.cells[-1].text.startswith(("Chủ trì", "Phối hợp")) for row in marked)
    assert [texts(row)[0] for row in marked if row.cells[-1].text.startswith("Phối hợp")] == ["8"]
    assert [texts(row)[0] for row in marked if row.cells[-1].text == f"Chủ trì\n{ADMINISTRATOR}"] == ["4"]
    name = "Cục Hải quan thành phố Hải Phòng"
    told = f"Vạch đậm ở lề trái: 14 nhiệm vụ giao cho {name} (13 chủ trì, 1 phối hợp), theo sổ đến 25/06/2007."
    assert made.legend == (told,)


def test_without_marks_the_paper_says_nothing_of_assignments(ledger: Ledger) -> None:
    made = paper_of(ledger, given(ledger, "HQ03"))
    assert heads(table(made))[-1] == "Thời gian hoàn thành"
    assert not any(row.marked for row in table(made).rows)
    assert made.legend == ()


def test_the_column_of_all_units_names_them_by_role(headquarters: Ledger) -> None:
    made = paper_of(headquarters, given(headquarters, "HQ03", "HQ01"), Marks.ALL)
    assert heads(table(made))[-1] == "Giao cho"
    assert {words for _, words in last_cells(made)} == {
        "Chủ trì: HQ Hà Nội, HQ Hải Phòng",
        "Phối hợp: HQ Hà Nội, HQ Hải Phòng",
    }
    assert made.legend == ("Đã giao 14 nhiệm vụ cho 2 đơn vị, theo sổ đến 25/06/2007.",)


def test_all_provincial_departments_go_by_their_common_name(headquarters: Ledger) -> None:
    departments = [unit.code for unit in units().members("G-CUCTINH", date(2007, 3, 30))]
    made = paper_of(headquarters, given(headquarters, *departments), Marks.ALL)
    assert {words for _, words in last_cells(made)} == {
        f"Chủ trì: {len(departments)} Cục Hải quan tỉnh, thành phố",
        f"Phối hợp: {len(departments)} Cục Hải quan tỉnh, thành phố",
    }


def test_a_task_that_was_taken_back_is_marked_no_more(ledger: Ledger) -> None:
    plan = given(ledger, "HQ03")
    withdraw(ledger.administrator, [ledger.row(plan, "I/C/4").entity], "HQ03", units(), reason="Giao nhầm")
    marked = [row for row in table(paper_of(ledger, plan, Marks.UNIT)).rows if row.marked]
    assert len(marked) == PROVINCIAL - 1


def test_a_unit_without_tasks_is_told_so(ledger: Ledger) -> None:
    made = paper_of(ledger, given(ledger, "HQ03"), Marks.UNIT, "HQ01")
    assert heads(table(made))[-1] == "Thời gian hoàn thành"
    assert made.legend == (
        "Không có nhiệm vụ nào của kế hoạch giao cho Cục Hải quan thành phố Hà Nội, theo sổ đến 25/06/2007.",
    )


def test_marked_paragraphs_name_the_role_after_the_sentence(ledger: Ledger) -> None:
    plan = take_in(ledger, reading(LETTER))
    session = ledger.administrator
    assign(session, provincial_tasks(session.database, plan), ["HQ03"], units())
    (prose,) = paper_of(ledger, plan, Marks.UNIT).blocks
    assert isinstance(prose, Prose)
    noted = [paragraph for paragraph in prose.paragraphs if paragraph.note]
    assert noted
    assert all(paragraph.marked and paragraph.note in ("Chủ trì", "Phối hợp") for paragraph in noted)


# Revisions -------------------------------------------------------------------------------------------------

DECISION = DecisionHeader("1200/QĐ-TCHQ", date(2007, 6, 20), "Sửa đổi Kế hoạch quản lý rủi ro")


@pytest.fixture
def amended(ledger: Ledger) -> PlanPaper:
    """608 with a later deadline for C.4, C.5 withdrawn and a row added after C.6."""
    plan = take_in(ledger, reading(P608))
    rows = {path: EntityId(ledger.row(plan, path).entity) for path in ("I/C/4", "I/C/5", "I/C/6")}
    amend(
        ledger.administrator,
        plan,
        DECISION,
        [
            ChangeRow(rows["I/C/4"], RowFields(deadline_text="Tháng 9/2007")),
            WithdrawRow(rows["I/C/5"], "Trùng nhiệm vụ khác"),
            AddRow(RowFields(kind=RowKind.TASK, number="6a", title="Báo cáo nhanh"), rows["I/C/6"]),
        ],
        units(),
    )
    return paper_of(ledger, plan)


def test_a_revised_plan_says_beside_each_row_which_decision_changed_it(amended: PlanPaper) -> None:
    assert heads(table(amended))[-1] == "Sửa đổi"
    assert last_cells(amended) == [
        ("4", "Sửa theo QĐ 1200/QĐ-TCHQ: thời hạn (cũ: Tháng 6/2007)"),
        ("5", "Rút theo QĐ 1200/QĐ-TCHQ"),
        ("6a", "Thêm theo QĐ 1200/QĐ-TCHQ"),
    ]
    assert amended.legend == (
        "Kế hoạch đã sửa đổi theo Quyết định số 1200/QĐ-TCHQ ngày 20/06/2007.",
        "Chữ gạch ngang: nội dung đã rút khỏi kế hoạch.",
    )


def test_a_withdrawn_row_is_struck_and_stays_readable(amended: PlanPaper) -> None:
    struck = [row for row in table(amended).rows if row.struck]
    assert [row.cells[0].text for row in struck] == ["5"]
    assert struck[0].cells[1].text


def test_the_new_row_stands_behind_the_one_it_was_added_after(amended: PlanPaper) -> None:
    numbers = [row.cells[0].text for row in table(amended).rows]
    assert numbers[numbers.index("6a") - 1] == "6"


# What cannot be printed ------------------------------------------------------------------------------------


def test_an_unknown_plan_or_unit_is_refused(ledger: Ledger) -> None:
    session = ledger.administrator
    with pytest.raises(UnknownPlan):
        prepare_paper(session, PaperChoice(EntityId("plan/none")), units())
    with pytest.raises(UnknownPlan):
        numbered_choice(session.database, "1/QĐ-X")
    with pytest.raises(UnknownUnit):
        paper_of(ledger, take_in(ledger, reading(P608)), Marks.UNIT, "HQ99X")


def test_the_foot_says_whose_ledger_it_was_when_and_by_whom(ledger: Ledger) -> None:
    assert paper(ledger, P608).foot == (
        "In từ sổ của Cục Hải quan thành phố Hải Phòng",
        f"lập 25/06/2007 09:00, {ADMINISTRATOR}",
    )


def test_the_plan_as_issued_is_printed_without_what_came_later(ledger: Ledger, amended: PlanPaper) -> None:
    """Revision 1 of an amended plan has its printed rows and words, and says what it leaves out."""
    choice = numbered_choice(ledger.administrator.database, "608/QĐ-TCHQ", rev=1)
    first = prepare_paper(ledger.administrator, choice, units())
    assert [texts(row)[:-1] for row in table(amended).rows if row.cells[0].text == "6a"]
    assert len(table(first).rows) == 80
    assert "Sửa đổi" not in heads(table(first))
    assert not any(row.struck for row in table(first).rows)
    deadlines = {row.path: row.deadline_text for row in reading(P608).rows}
    printed = [row.cells[-1].text for row in table(first).rows]
    assert printed == [text if len(path) > 2 else "" for path, text in deadlines.items()]
    assert first.legend == ("Chưa kể sửa đổi theo Quyết định số 1200/QĐ-TCHQ ngày 20/06/2007.",)


def test_a_revision_that_is_not_there_is_refused(ledger: Ledger, amended: PlanPaper) -> None:
    for rev in (0, 3):
        choice = numbered_choice(ledger.administrator.database, "608/QĐ-TCHQ", rev=rev)
        with pytest.raises(UnknownRevision):
            prepare_paper(ledger.administrator, choice, units())
