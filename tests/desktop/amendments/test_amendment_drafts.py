"""Drafts of amending decisions: collected, previewed and kept exactly as they are recorded afterwards."""

from datetime import date

import pytest

from desktop.amendments.acknowledging import told_amendments
from desktop.amendments.amending import AddRow, ChangeRow, DecisionHeader, MoveRow, ReplaceRow, WithdrawRow, amend
from desktop.amendments.amendment_drafts import (
    NO_DRAFT,
    AmendmentDraft,
    drafted_entity,
    keep_draft,
    kept_draft,
    with_change,
    with_changes,
    with_move,
    with_place,
    with_replacement,
    with_row,
    with_withdrawal,
    without,
)
from desktop.amendments.amendment_preview import Preview, preview
from desktop.errors import PathTaken, RowWithdrawn
from desktop.plans.plans import row_at, rows_of_plan
from desktop.plans.records import Plan, PrintedRow
from desktop.plans.row_fields import RowFields
from tests.support.ledgers import Ledger, units

DECISION = DecisionHeader("1021/QĐ-TCHQ", date(2007, 7, 12), "Sửa đổi Kế hoạch 608", "Tổng cục Hải quan")


@pytest.fixture
def plan(ledger: Ledger) -> Plan:
    return ledger.import_608()


def at(ledger: Ledger, plan: Plan, path: str) -> PrintedRow:
    return row_at(ledger.administrator.database, plan, path)


def shown(ledger: Ledger, plan: Plan, draft: AmendmentDraft) -> Preview:
    return preview(plan, rows_of_plan(ledger.administrator.database, plan.entity), draft, units())


def paths(found: Preview) -> list[str]:
    gone = {"withdraw", "replace"}
    return [one.row.path_text for one in found.rows if one.amended is None or one.amended.op not in gone]


def busy_draft(ledger: Ledger, plan: Plan) -> AmendmentDraft:
    """Every kind of change at once; 13a is renumbered after it was added, 13b is added after it."""
    four, eight, ten, thirteen = (at(ledger, plan, f"I/C/{number}").entity for number in (4, 8, 10, 13))
    draft = with_change(NO_DRAFT, four, RowFields(deadline_text="Tháng 9/2007"))
    draft = with_change(draft, four, RowFields(product="Danh sách doanh nghiệp"))
    draft = with_withdrawal(draft, eight, "Đã thực hiện chung với C.7")
    draft = with_replacement(draft, ten, (RowFields(number="10a", title="Một"), RowFields(number="10b", title="Hai")))
    draft = with_row(draft, thirteen, RowFields(number="13z", title="Báo cáo tháng"), ("I", "C", "13z"))
    draft = with_change(draft, drafted_entity(1), RowFields(number="13a", deadline_text="Hàng tháng"))
    draft = with_row(draft, drafted_entity(1), RowFields(number="13b", title="Báo cáo quý"), ("I", "C", "13b"))
    return with_move(draft, at(ledger, plan, "I/C/3").entity, up=True)


def test_the_plan_becomes_what_the_preview_showed(ledger: Ledger, plan: Plan) -> None:
    draft = busy_draft(ledger, plan)
    before = shown(ledger, plan, draft)
    assert before.faults == ()
    amend(ledger.administrator, plan, DECISION, draft.changes, units())
    rows = rows_of_plan(ledger.administrator.database, plan.entity)
    assert [(row.path_text, row.title, row.deadline_text) for row in rows if not row.is_withdrawn] == [
        (one.row.path_text, one.row.title, one.row.deadline_text)
        for one in before.rows
        if one.row.path_text in paths(before)
    ]
    standing = [row.path_text for row in rows if not row.is_withdrawn]
    place = standing.index("I/C/13")
    assert standing[place + 1 : place + 3] == ["I/C/13a", "I/C/13b"]
    assert standing.index("I/C/3") < standing.index("I/C/2")
    assert at(ledger, plan, "I/C/4").product == "Danh sách doanh nghiệp"
    assert at(ledger, plan, "I/C/13a").deadline_text == "Hàng tháng"


def test_a_kept_draft_reads_back_as_it_was(ledger: Ledger, plan: Plan) -> None:
    draft = with_changes(
        busy_draft(ledger, plan),
        [ChangeRow(at(ledger, plan, "I/C/5").entity, RowFields(deadline=at(ledger, plan, "I/C/4").deadline))],
    )
    keep_draft(ledger.administrator, plan.entity, draft)
    assert kept_draft(ledger.administrator, plan.entity) == draft
    keep_draft(ledger.administrator, plan.entity, NO_DRAFT)
    assert kept_draft(ledger.administrator, plan.entity) == NO_DRAFT


def test_changes_of_a_document_join_those_made_by_hand(ledger: Ledger, plan: Plan) -> None:
    four, eight = at(ledger, plan, "I/C/4").entity, at(ledger, plan, "I/C/8").entity
    draft = with_change(NO_DRAFT, eight, RowFields(note="Xem lại"))
    noted, dropped = ChangeRow(four, RowFields(note="Ghi chú")), WithdrawRow(eight, "Bỏ", alone=True)
    added = AddRow(RowFields(number="16", title="Mới"), eight, ("I", "C", "16"))
    made = with_changes(draft, [noted, dropped, added])
    assert (made.count, made.changed, made.withdrawn) == (3, (noted,), (dropped,))


def test_a_row_left_alone_again_takes_the_new_rows_below_it_along(ledger: Ledger, plan: Plan) -> None:
    thirteen = at(ledger, plan, "I/C/13").entity
    draft = with_row(NO_DRAFT, thirteen, RowFields(number="13a", title="Nhóm"), ("I", "C", "13a"))
    draft = with_row(draft, drafted_entity(1), RowFields(number="1", title="Phần"), ("I", "C", "13a", "1"))
    assert without(draft, [drafted_entity(2)]).count == 1
    assert without(draft, [drafted_entity(1)]) == NO_DRAFT


def test_there_and_back_is_no_move(ledger: Ledger, plan: Plan) -> None:
    four = at(ledger, plan, "I/C/4").entity
    there = with_move(NO_DRAFT, four, up=True)
    assert there.changes == [MoveRow(four, up=True)]
    assert with_move(there, four, up=False) == NO_DRAFT


def test_a_new_row_moves_among_printed_ones(ledger: Ledger, plan: Plan) -> None:
    path = ("I", "C", "13a")
    draft = with_row(NO_DRAFT, at(ledger, plan, "I/C/13").entity, RowFields(number="13a", title="Mới"), path)
    moved = with_place(draft, drafted_entity(1), at(ledger, plan, "I/C/12").entity, path)
    found = paths(shown(ledger, plan, moved))
    assert found[found.index("I/C/12") + 1] == "I/C/13a"


def test_what_cannot_be_done_is_named_and_the_rest_is_shown(ledger: Ledger, plan: Plan) -> None:
    four, eight = at(ledger, plan, "I/C/4").entity, at(ledger, plan, "I/C/8").entity
    amend(ledger.administrator, plan, DECISION, [WithdrawRow(eight, "Bỏ")], units())
    draft = with_change(NO_DRAFT, eight, RowFields(note="Xem lại"))
    draft = with_change(draft, four, RowFields(number="5"))
    found = shown(ledger, plan, draft)
    assert [(entity, type(error)) for entity, error in found.faults] == [(eight, RowWithdrawn), ("", PathTaken)]


def test_a_replaced_row_is_told_once_with_what_comes_in_its_place(ledger: Ledger, plan: Plan) -> None:
    ten = at(ledger, plan, "I/C/10").entity
    draft = with_replacement(NO_DRAFT, ten, (RowFields(title="Một"), RowFields(title="Hai")), "Tách")
    assert draft.changes == [ReplaceRow(ten, (RowFields(title="Một"), RowFields(title="Hai")), "Tách")]
    (one,) = shown(ledger, plan, draft).amended
    assert one.amended is not None
    assert len(one.amended.by) == 2


def test_headquarters_is_told_nothing_from_above(ledger: Ledger, plan: Plan) -> None:
    amend(ledger.administrator, plan, DECISION, busy_draft(ledger, plan).changes, units())
    assert told_amendments(ledger.administrator) == []
