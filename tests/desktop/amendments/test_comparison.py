"""A new document against the plan as it stands: rows matched by path and text, differences proposed field by field."""

from dataclasses import replace

import pytest

from desktop.amendments.amending import AddRow, ChangeRow, DecisionHeader, WithdrawRow, amend
from desktop.amendments.comparison import Difference, ProposedChange, changes_of, differences
from desktop.deadlines.deadlines import parse_deadline
from desktop.importing.parsed import ParsedPlan, PlanRow, RowKind, Source
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import Plan, PrintedRow
from tests.support.exchange import DAY
from tests.support.ledgers import Ledger, plan_608, units

DECISION = DecisionHeader("1200/QĐ-TCHQ", DAY, "Sửa đổi Kế hoạch 608")


@pytest.fixture
def plan(ledger: Ledger) -> Plan:
    return ledger.import_608()


@pytest.fixture
def rows(ledger: Ledger, plan: Plan) -> list[PrintedRow]:
    return rows_of_plan(ledger.administrator.database, plan.entity)


def document(*rows: PlanRow) -> ParsedPlan:
    return replace(plan_608(), rows=rows)


def told(found: list[ProposedChange]) -> list[tuple[Difference, str, tuple[str, ...], bool]]:
    return [(one.kind, one.path_text, tuple(field.name for field in one.fields), one.ticked) for one in found]


def at(path: str) -> int:
    return [row.path for row in plan_608().rows].index(tuple(path.split("/")))


def new_row(path: str, title: str) -> PlanRow:
    labels = tuple(path.split("/"))
    return PlanRow(RowKind.TASK, labels[-1], labels, title, Source((1, 1)))


def test_the_same_document_differs_nowhere(rows: list[PrintedRow]) -> None:
    assert differences(rows, plan_608()) == []
    spaced = [replace(row, title=row.title.replace(" ", "  ", 1)) for row in plan_608().rows]
    assert differences(rows, document(*spaced)) == []


def test_a_changed_field_is_told_with_old_and_new(rows: list[PrintedRow]) -> None:
    printed = list(plan_608().rows)
    place = at("I/C/4")
    later = replace(printed[place], deadline_text="Tháng 9/2007", deadline=parse_deadline("Tháng 9/2007"))
    printed[place] = later
    (found,) = differences(rows, document(*printed))
    assert told([found]) == [(Difference.CHANGED, "I/C/4", ("deadline_text", "deadline"), True)]
    assert (found.fields[0].was, found.fields[0].now) == (plan_608().rows[place].deadline_text, "Tháng 9/2007")
    (change,) = changes_of([found], why="")
    assert isinstance(change, ChangeRow)
    assert (change.said.deadline, change.said.title) == (later.deadline, None)


def test_rows_after_an_inserted_one_are_the_same_rows_with_new_numbers(rows: list[PrintedRow]) -> None:
    """A new C.5 moves the old C.5 to C.14 (the last of the section) by one; each is recognised by its text."""
    printed = list(plan_608().rows)
    first = at("I/C/5")
    section = [row for row in printed if row.path[:2] == ("I", "C") and len(row.path) == 3]
    later = section[section.index(printed[first]) :]
    moved = [
        replace(row, number=str(int(row.number) + 1), path=(*row.path[:2], str(int(row.number) + 1))) for row in later
    ]
    inserted = new_row("I/C/5", "Xây dựng cơ sở dữ liệu về giá phục vụ kiểm tra sau thông quan")
    found = differences(rows, document(*printed[:first], inserted, *moved, *printed[first + len(later) :]))
    assert told(found) == [
        (Difference.ADDED, "I/C/5", (), True),
        *((Difference.CHANGED, "/".join(row.path), ("number",), True) for row in later),
    ]
    assert found[0].after == rows[first - 1].entity


def test_that_insertion_becomes_an_amendment_which_reads_as_the_document(
    ledger: Ledger, plan: Plan, rows: list[PrintedRow]
) -> None:
    printed = list(plan_608().rows)
    first = at("I/C/5")
    later = [row for row in printed[first:] if row.path[:2] == ("I", "C")]
    moved = [
        replace(row, number=str(int(row.number) + 1), path=(*row.path[:2], str(int(row.number) + 1))) for row in later
    ]
    fresh = document(
        *printed[:first],
        new_row("I/C/5", "Việc mới chen vào"),
        new_row("I/C/5a", "Và một việc nữa"),
        *moved,
        *(row for row in printed[first + len(later) :] if row.path[:2] != ("II", "D")),
    )
    session = ledger.administrator
    proposed = differences(rows, fresh)
    amend(session, plan, DECISION, changes_of(proposed, why="Không còn trong bản mới"), units())
    after = [row for row in rows_of_plan(session.database, plan.entity) if not row.is_withdrawn]
    assert [(row.path, row.title) for row in after] == [(row.path, row.title) for row in fresh.rows]
    assert differences(rows_of_plan(session.database, plan.entity), fresh) == []


def test_a_document_of_some_rows_proposes_no_withdrawal(rows: list[PrintedRow]) -> None:
    four = plan_608().rows[at("I/C/4")]
    partial = document(replace(four, product="Danh sách mới"), new_row("9", "Việc chưa từng có trong kế hoạch"))
    found = differences(rows, partial)
    assert told(found)[:2] == [(Difference.CHANGED, "I/C/4", ("product",), True), (Difference.ADDED, "9", (), True)]
    rest = found[2:]
    assert {one.kind for one in rest} == {Difference.MISSING}
    assert len(rest) == len(rows) - 1
    assert not any(one.ticked for one in rest)
    change, added = changes_of(found, why="x")
    assert isinstance(change, ChangeRow)
    assert added == AddRow(added.said, rows[at("I/C/4")].entity) if isinstance(added, AddRow) else False


def test_a_row_of_the_whole_document_that_is_gone_is_proposed_to_be_withdrawn(rows: list[PrintedRow]) -> None:
    without = [row for row in plan_608().rows if row.path != ("I", "C", "14")]
    gone = len(plan_608().rows) - len(without)
    assert gone == 1
    (found,) = differences(rows, document(*without))
    assert told([found]) == [(Difference.MISSING, "I/C/14", (), True)]
    assert changes_of([found], why="Đã bỏ") == [WithdrawRow(rows[at("I/C/14")].entity, "Đã bỏ", alone=True)]


def test_another_text_under_the_same_number_is_the_same_row_changed(rows: list[PrintedRow]) -> None:
    printed = list(plan_608().rows)
    place = at("I/C/4")
    printed[place] = replace(printed[place], title="Tổ chức hội nghị khách hàng thường niên")
    assert told(differences(rows, document(*printed))) == [(Difference.CHANGED, "I/C/4", ("title",), True)]


def test_what_was_withdrawn_already_is_not_proposed_again(ledger: Ledger, plan: Plan, rows: list[PrintedRow]) -> None:
    session = ledger.administrator
    amend(session, plan, DECISION, [WithdrawRow(rows[at("I/C/14")].entity, "Thôi")], units())
    without = document(*(row for row in plan_608().rows if row.path != ("I", "C", "14")))
    assert differences(rows_of_plan(session.database, plan.entity), without) == []


def test_a_heading_that_is_gone_takes_nothing_with_it_that_the_document_keeps(
    ledger: Ledger, plan: Plan, rows: list[PrintedRow]
) -> None:
    session = ledger.administrator
    without = document(*(row for row in plan_608().rows if row.path != ("II", "D")))
    amend(session, plan, DECISION, changes_of(differences(rows, without), why="Bỏ tiêu đề"), units())
    after = [row.path for row in rows_of_plan(session.database, plan.entity) if not row.is_withdrawn]
    assert after == [row.path for row in without.rows]
