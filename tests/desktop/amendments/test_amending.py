"""Amending decisions: all or nothing, tasks keep their identity, what was recorded stays, old and new are told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import db.plans
import db.projections
from db.connection import writing
from desktop.amendments.acknowledging import acknowledge, acknowledgements, pending_amendments
from desktop.amendments.amending import (
    AddRow,
    ChangeRow,
    DecisionHeader,
    MoveRow,
    ReplaceRow,
    RowChange,
    WithdrawRow,
    amend,
    amendment,
    decision_problems,
)
from desktop.amendments.amendments import AmendmentOp, revisions
from desktop.amendments.entry_flags import FlagKind, due_at_entry, due_at_entry_words, entry_flags
from desktop.amendments.revision_rows import rows_of_revision
from desktop.assigning.assigning import assign
from desktop.errors import (
    ActAlreadySent,
    AmendmentIncomplete,
    MissingReason,
    NotForThisUnit,
    NothingToAmend,
    NotOwnPlan,
    NotPermitted,
    PathTaken,
    RowWithdrawn,
    UnknownRevision,
)
from desktop.journal.as_of import as_known_at, frontier_of
from desktop.journal.event import EntityId
from desktop.journal.history import history_of
from desktop.permissions import Role
from desktop.plans.plans import row_at, row_of, rows_of_plan
from desktop.plans.records import Plan, PrintedRow
from desktop.plans.row_fields import RowFields
from desktop.plans.state import OfficialState, WorkStatus
from desktop.plans.tasks import TaskFilter, count, tasks
from desktop.progress.entries import Entry, Record
from desktop.progress.recording import entries_of, entry, report
from desktop.session import Session
from desktop.sync.exchange import import_bundle, preview_import
from desktop.sync.inbound.import_report import LineGroup
from tests.support.exchange import DAY, Pair, approved_entry
from tests.support.ledgers import OFFICER, SUPERVISOR, Ledger, new_ledger, units

DECISION = DecisionHeader("1200/QĐ-TCHQ", date(2007, 7, 2), "Sửa đổi Kế hoạch 608", "Tổng cục Hải quan")
HALF = Record(status=WorkStatus.IN_PROGRESS, percent=50)


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path, "TCHQ")
    yield made
    made.close()


@pytest.fixture
def plan(headquarters: Ledger) -> Plan:
    return headquarters.import_608("HQ03")


@pytest.fixture
def session(headquarters: Ledger) -> Session:
    return headquarters.administrator


def at(session: Session, plan: Plan, path: str) -> PrintedRow:
    return row_at(session.database, plan, path)


def four_changes(session: Session, plan: Plan) -> list[RowChange]:
    """One of each: C.4 gets a later deadline, C.5 is withdrawn, C.6 is replaced by two, and 4a is new."""
    four, five, six = (at(session, plan, f"I/C/{number}").entity for number in (4, 5, 6))
    return [
        AddRow(RowFields(number="4a", title="Rà soát danh sách"), after=four),
        ChangeRow(four, RowFields(deadline_text="Tháng 9/2007")),
        WithdrawRow(five, "Đã làm xong năm 2006"),
        ReplaceRow(six, (RowFields(number="6", title="Việc sáu mới"), RowFields(number="6a", title="Việc sáu a"))),
    ]


def test_an_amendment_tells_old_and_new_row_by_row(session: Session, plan: Plan) -> None:
    four, five, six = (at(session, plan, f"I/C/{number}") for number in (4, 5, 6))
    made = amend(session, plan, DECISION, four_changes(session, plan), units())
    assert (made.rev, made.number, made.date, made.title) == (2, "1200/QĐ-TCHQ", date(2007, 7, 2), DECISION.title)
    assert [(row.op, row.path_text) for row in made.rows] == [
        (AmendmentOp.CHANGE, "I/C/4"),
        (AmendmentOp.ADD, "I/C/4a"),
        (AmendmentOp.WITHDRAW, "I/C/5"),
        (AmendmentOp.REPLACE, "I/C/6"),
        (AmendmentOp.ADD, "I/C/6"),
        (AmendmentOp.ADD, "I/C/6a"),
    ]
    changed, _, withdrawn, replaced, new, _ = made.rows
    assert [(field.words, field.was_text, field.now_text) for field in changed.shown] == [
        ("Thời hạn", four.deadline_text, "Tháng 9/2007")
    ]
    assert (withdrawn.task, withdrawn.why) == (five.entity, "Đã làm xong năm 2006")
    assert (replaced.task, replaced.by[0]) == (six.entity, new.task)
    after = row_of(session.database, four.entity)
    assert (after.deadline.due, after.amended_rev, after.issued_rev) == (date(2007, 9, 30), 2, 1)
    gone = row_of(session.database, five.entity)
    assert (gone.withdrawn_rev, gone.withdrawn_why, gone.title) == (2, "Đã làm xong năm 2006", five.title)
    in_force = at(session, plan, "I/C/6")
    assert (in_force.entity, in_force.issued_rev, in_force.title) == (new.task, 2, "Việc sáu mới")
    assert row_of(session.database, six.entity).replaced_by == replaced.by
    order = [row.path_text for row in rows_of_plan(session.database, plan.entity)]
    first = order.index("I/C/4")
    assert order[first : first + 6] == ["I/C/4", "I/C/4a", "I/C/5", "I/C/6", "I/C/6", "I/C/6a"]
    assert revisions(session.database, plan.entity).latest == 2
    assert amendment(session, plan, 2) == made
    with pytest.raises(UnknownRevision):
        amendment(session, plan, 3)


def test_every_earlier_revision_can_be_read_again(session: Session, plan: Plan) -> None:
    issued = rows_of_plan(session.database, plan.entity)
    amend(session, plan, DECISION, four_changes(session, plan), units())
    second = [row for row in rows_of_plan(session.database, plan.entity) if not row.is_withdrawn]
    four, new = at(session, plan, "I/C/4").entity, at(session, plan, "I/C/4a").entity
    changes: list[RowChange] = [
        ChangeRow(four, RowFields(title="Việc bốn", number="40", activities=("- a", "- b"))),
        WithdrawRow(new, "Thôi"),
    ]
    amend(session, plan, replace(DECISION, number="1300/QĐ-TCHQ"), changes, units())
    assert rows_of_revision(session.database, plan.entity, 1) == issued
    assert rows_of_revision(session.database, plan.entity, 2) == second
    assert "Việc bốn" in {row.title for row in rows_of_revision(session.database, plan.entity, 3)}


def test_numbers_may_be_exchanged_within_one_decision(session: Session, plan: Plan) -> None:
    four, five = at(session, plan, "I/C/4"), at(session, plan, "I/C/5")
    exchange = [ChangeRow(four.entity, RowFields(number="5")), ChangeRow(five.entity, RowFields(number="4"))]
    made = amend(session, plan, DECISION, exchange, units())
    assert at(session, plan, "I/C/4").entity == five.entity
    assert [field.words for field in made.rows[0].shown] == ["Số thứ tự"]
    with pytest.raises(PathTaken):
        amend(session, plan, DECISION, [ChangeRow(four.entity, RowFields(number="6"))], units())


def test_withdrawing_a_heading_withdraws_what_stands_below(session: Session, plan: Plan) -> None:
    section, five = at(session, plan, "I/C"), at(session, plan, "I/C/5")
    below = [row for row in rows_of_plan(session.database, plan.entity) if row.path[:2] == ("I", "C")]
    withdrawn = [WithdrawRow(section.entity, "Thôi"), WithdrawRow(five.entity, "Thôi")]
    made = amend(session, plan, DECISION, withdrawn, units())
    assert {row.task for row in made.rows} == {row.entity for row in below}
    assert not [
        item for item in tasks(session, TaskFilter(DAY)) if item.row.path[:2] == ("I", "C") and item.standing.official
    ]


def test_a_refused_amendment_leaves_nothing(session: Session, plan: Plan) -> None:
    before = db.projections.digest(session.database)
    five = at(session, plan, "I/C/5").entity
    wrong: list[tuple[type[Exception], DecisionHeader, list[RowChange]]] = [
        (NothingToAmend, DECISION, []),
        (NothingToAmend, DECISION, [ChangeRow(five, RowFields(title=at(session, plan, "I/C/5").title))]),
        (MissingReason, DECISION, [WithdrawRow(five, "  ")]),
        (RowWithdrawn, DECISION, [WithdrawRow(five, "x"), ChangeRow(five, RowFields(title="y"))]),
        (PathTaken, DECISION, [*four_changes(session, plan), AddRow(RowFields(number="1", title="x"), five)]),
        (AmendmentIncomplete, replace(DECISION, number=" ", date=None), four_changes(session, plan)),
    ]
    for kind, decision, changes in wrong:
        with pytest.raises(kind):
            amend(session, plan, decision, changes, units())
    assert db.projections.digest(session.database) == before
    assert [problem.field for problem in decision_problems(DecisionHeader("", None, ""))] == ["number", "title", "date"]


def test_an_unsent_amendment_is_undone_as_one(session: Session, plan: Plan) -> None:
    before = db.projections.digest(session.database)
    amend(session, plan, DECISION, four_changes(session, plan), units())
    undone = session.undo()
    assert undone.words == "Đã ghi một quyết định sửa đổi."
    assert db.projections.digest(session.database) == before
    assert amend(session, plan, DECISION, four_changes(session, plan), units()).rev == 2


def test_a_great_amendment_is_written_in_several_events_and_read_as_one(session: Session, plan: Plan) -> None:
    long = "Nội dung dài. " * 600
    every = [row for row in rows_of_plan(session.database, plan.entity) if row.is_task]
    changes = [ChangeRow(row.entity, RowFields(product=f"{long}{row.path_text}")) for row in every]
    made = amend(session, plan, DECISION, changes, units())
    assert [row.task for row in made.rows] == [row.entity for row in every]
    assert len(history_of(session.database, made.entity)) > 1
    assert made.rows[-1].fields[0].now == f"{long}{every[-1].path_text}"
    with writing(session.database):
        assert list(session.journal.projection.rebuild(session.database))
    assert amendment(session, plan, 2) == made


def test_withdrawn_tasks_leave_the_open_work_and_the_official_count(session: Session, plan: Plan) -> None:
    before = count(tasks(session, TaskFilter(DAY)))
    amend(session, plan, DECISION, four_changes(session, plan), units())
    items = tasks(session, TaskFilter(DAY))
    after = count(items)
    gone = [item.row.path_text for item in items if item.is_withdrawn]
    assert gone == ["I/C/6"], "of the two only C.6 is a task of provincial departments, and was assigned"
    assert (after.withdrawn, after.total) == (len(gone), before.total - len(gone))
    with pytest.raises(RowWithdrawn):
        assign(session, [row_of(session.database, at(session, plan, "I/C/5").entity)], ["HQ03"], units())


def test_an_officer_amends_nothing(headquarters: Ledger, plan: Plan) -> None:
    officer = headquarters.add(OFFICER, Role.OFFICER)
    with pytest.raises(NotPermitted):
        amend(officer, plan, DECISION, four_changes(officer, plan), units())


# --- at the department ---


@pytest.fixture
def issued(pair: Pair) -> Plan:
    """The plan is at the department, which has recorded and approved C.4 and recorded C.6."""
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan)
    report(pair.hp, at(pair.hp, plan, "I/C/6"), "", HALF)
    import_bundle(pair.hq, pair.up().path)
    return plan


def carry_amendment(pair: Pair, plan: Plan) -> None:
    amend(pair.hq, plan, DECISION, four_changes(pair.hq, plan), units())
    import_bundle(pair.hp, pair.down().path)


def only_entry(session: Session, task: EntityId) -> Entry:
    (found,) = entries_of(session.database, task, "HQ03")
    return found


def flags(session: Session, row: PrintedRow) -> list[tuple[FlagKind, str]]:
    found = entry_flags(session.database, only_entry(session, row.entity))
    return [(flag.kind, flag.words) for flag in found]


def test_row_36_progress_survives_an_amendment_and_is_flagged(pair: Pair, issued: Plan) -> None:
    four, six = at(pair.hp, issued, "I/C/4"), at(pair.hp, issued, "I/C/6")
    before = {row.entity: only_entry(pair.hp, row.entity) for row in (four, six)}
    assert before[four.entity].seen_rev == 1
    carry_amendment(pair, issued)
    assert {entity: only_entry(pair.hp, entity) for entity in before} == before
    assert flags(pair.hp, four) == [(FlagKind.DEADLINE, "Nhập khi kế hoạch ở bản 1; hạn đổi ở bản 2.")]
    assert flags(pair.hp, six) == [(FlagKind.REPLACED, "Đã thay bằng C.6, C.6a ở bản 2.")]
    assert flags(pair.hq, four) == flags(pair.hp, four)
    known = revisions(pair.hp.database, issued.entity).amendments
    now = row_of(pair.hp.database, four.entity)
    assert due_at_entry(before[four.entity], now, known) == four.deadline.due
    due = four.deadline.due
    assert due is not None
    assert due_at_entry_words(before[four.entity], now, known) == f"Hạn lúc nhập: {due:%d/%m/%Y}"
    item = next(item for item in tasks(pair.hq, TaskFilter(DAY)) if item.row.entity == four.entity)
    assert (item.due, item.standing.official) == (date(2007, 9, 30), OfficialState.COMPLETED_ON_TIME)
    five = next(item for item in tasks(pair.hp, TaskFilter(DAY)) if item.row.entity == six.entity)
    assert (five.standing.official, five.entries) == (None, (before[six.entity],))


def test_what_is_recorded_after_the_amendment_has_no_flag(pair: Pair, issued: Plan) -> None:
    four = at(pair.hp, issued, "I/C/4")
    carry_amendment(pair, issued)
    officer = pair.department.sign_in(OFFICER)
    report(officer, row_of(pair.hp.database, four.entity), "", HALF, reason="Làm tiếp theo hạn mới")
    found = entry(pair.hp.database, only_entry(pair.hp, four.entity).entity)
    assert found is not None
    assert found.seen_rev == 2
    assert flags(pair.hp, four) == []


def test_row_39_a_new_lead_and_a_new_text_are_flagged(pair: Pair, issued: Plan) -> None:
    four, six = at(pair.hq, issued, "I/C/4"), at(pair.hq, issued, "I/C/6")
    changes = [
        ChangeRow(four.entity, RowFields(lead_text="Cục Hải quan TP Hải Phòng")),
        ChangeRow(six.entity, RowFields(title="Việc khác")),
    ]
    amend(pair.hq, issued, DECISION, changes, units())
    import_bundle(pair.hp, pair.down().path)
    assert flags(pair.hp, four) == [(FlagKind.LEAD, "Đơn vị chủ trì nay là Cục Hải quan TP Hải Phòng (bản 2).")]
    assert flags(pair.hp, six) == [(FlagKind.TEXT, "Nhập khi kế hoạch ở bản 1; nội dung đổi ở bản 2.")]
    gone = [WithdrawRow(four.entity, "Thôi")]
    amend(pair.hq, issued, replace(DECISION, number="1300/QĐ-TCHQ"), gone, units())
    import_bundle(pair.hp, pair.down().path)
    assert flags(pair.hp, four)[-1] == (FlagKind.WITHDRAWN, "Nhiệm vụ đã rút ở bản 3.")


def test_the_preview_of_the_bundle_tells_the_amendment(pair: Pair, issued: Plan) -> None:
    amend(pair.hq, issued, DECISION, four_changes(pair.hq, issued), units())
    report_ = preview_import(pair.hp, pair.down().path)
    told = {(line.group, line.label, line.field, line.after) for line in report_.lines}
    assert (LineGroup.ISSUED, "bản 2", "amendment", "1200/QĐ-TCHQ") in told
    assert (LineGroup.ISSUED, "C.4", "deadline_text", "Tháng 9/2007") in told
    assert (LineGroup.WITHDRAWN, "C.5", "withdrawn_why", "Đã làm xong năm 2006") in told


def test_a_leader_acknowledges_and_headquarters_sees_who_did(pair: Pair, issued: Plan) -> None:
    four = at(pair.hp, issued, "I/C/4")
    assert pending_amendments(pair.hp) == []
    carry_amendment(pair, issued)
    (pending,) = pending_amendments(pair.hp)
    assert (pending.plan.entity, pending.amendment.rev) == (issued.entity, 2)
    assert pending.concerning[0].row.task == four.entity
    assert pending.concerning[0].now == row_of(pair.hp.database, four.entity)
    assert pending.concerning[0].entries == (only_entry(pair.hp, four.entity),)
    assert [row.concerns_unit for row in pending.rows] == sorted(
        (row.concerns_unit for row in pending.rows), reverse=True
    )
    (unit,) = acknowledgements(pair.hq.database, issued.entity)
    assert (unit.unit, unit.latest, unit.received, unit.acknowledged, unit.missing) == ("HQ03", 2, 1, None, (2,))
    import_bundle(pair.hq, pair.up().path)
    (unit,) = acknowledgements(pair.hq.database, issued.entity)
    assert (unit.received, unit.acknowledged) == (2, None)
    with pytest.raises(NotPermitted):
        acknowledge(pair.department.sign_in(OFFICER), issued, 2)
    supervisor = pair.department.sign_in(SUPERVISOR)
    acknowledge(supervisor, issued, 2)
    acknowledge(supervisor, issued, 2)
    assert pending_amendments(pair.hp) == []
    with pytest.raises(UnknownRevision):
        acknowledge(supervisor, issued, 3)
    told = preview_import(pair.hq, pair.up().path)
    assert ("acknowledged", SUPERVISOR) in {(line.field, line.after) for line in told.lines}
    import_bundle(pair.hq, pair.up().path)
    (unit,) = acknowledgements(pair.hq.database, issued.entity)
    assert unit.is_current
    assert unit.acknowledged is not None
    assert (unit.acknowledged.by_name, unit.acknowledged.rev) == (SUPERVISOR, 2)
    with pytest.raises(ActAlreadySent):
        supervisor.undo()


def test_headquarters_has_nothing_to_acknowledge_and_a_department_nothing_to_amend(pair: Pair, issued: Plan) -> None:
    carry_amendment(pair, issued)
    assert pending_amendments(pair.hq) == []
    with pytest.raises(NotForThisUnit):
        acknowledge(pair.hq, issued, 2)
    with pytest.raises(NotOwnPlan):
        amend(pair.hp, issued, DECISION, four_changes(pair.hp, issued), units())


def test_an_earlier_state_of_knowledge_shows_the_plan_before_its_amendment(pair: Pair, issued: Plan) -> None:
    four = at(pair.hp, issued, "I/C/4")
    then = frontier_of(pair.hp.database)
    carry_amendment(pair, issued)
    with as_known_at(pair.hp.database, pair.hp.journal.projection, then):
        assert row_of(pair.hp.database, four.entity) == four
        assert revisions(pair.hp.database, issued.entity).amendments == ()
    assert row_of(pair.hp.database, four.entity).amended_rev == 2


def test_a_decision_changes_the_order_of_rows_and_leaves_their_numbers(
    headquarters: Ledger, plan: Plan, session: Session
) -> None:
    fourth = headquarters.row(plan, "I/C/4").entity
    made = amend(session, plan, DECISION, [MoveRow(fourth, up=True)], units())
    order = [row.path_text for row in rows_of_plan(session.database, plan.entity) if row.path[:2] == ("I", "C")]
    assert order[:5] == ["I/C", "I/C/1", "I/C/2", "I/C/4", "I/C/3"]
    assert {row.path for row in made.rows} <= {("I", "C", "3"), ("I", "C", "4")}
    assert all(row.op is AmendmentOp.CHANGE for row in made.rows)
    before = [row.path_text for row in rows_of_revision(session.database, plan.entity, 1) if row.path[:2] == ("I", "C")]
    assert before[:5] == ["I/C", "I/C/1", "I/C/2", "I/C/3", "I/C/4"]
