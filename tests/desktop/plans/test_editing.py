"""Headquarters edits a plan before it is sent: fields, new rows, parts, order; afterwards it has to amend."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import db.plans
import db.projections
from desktop.deadlines.deadlines import Deadline, DeadlineKind
from desktop.errors import (
    ActAlreadySent,
    NoFurtherPlace,
    NotOwnPlan,
    NotPermitted,
    PathTaken,
    PlanAlreadySent,
    RowHasParts,
    RowNotAdded,
    RowTextMissing,
)
from desktop.importing.parsed import RowKind
from desktop.journal.history import history_of
from desktop.permissions import Role
from desktop.plans.editing import add_row, edit_row, has_left, may_edit, move_row, remove_row, split_task
from desktop.plans.plans import row_at, row_of, rows_of_plan
from desktop.plans.records import AssignmentState, ExtraField, NamedUnit, Plan, PrintedRow
from desktop.plans.row_fields import RowFields
from desktop.session import Session
from desktop.sync.exchange import write_bundle
from tests.support.exchange import Pair
from tests.support.ledgers import OFFICER, Ledger, new_ledger, units


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path, "TCHQ")
    yield made
    made.close()


@pytest.fixture
def plan(headquarters: Ledger) -> Plan:
    return headquarters.import_608()


@pytest.fixture
def session(headquarters: Ledger) -> Session:
    return headquarters.administrator


def at(session: Session, plan: Plan, path: str) -> PrintedRow:
    return row_at(session.database, plan, path)


def paths(session: Session, plan: Plan) -> list[str]:
    return [row.path_text for row in rows_of_plan(session.database, plan.entity)]


def test_fields_are_edited_and_what_was_printed_stays_in_the_history(session: Session, plan: Plan) -> None:
    row = at(session, plan, "I/C/4")
    edited = edit_row(session, row.entity, RowFields(title="Lập danh sách doanh nghiệp", note="KH 456"), units())
    assert edited == replace(row, title="Lập danh sách doanh nghiệp", note="KH 456")
    first = history_of(session.database, row.entity)
    assert {change.name: change.before for change in first[0].changes} == {"title": row.title, "note": row.note}
    session.undo()
    assert row_of(session.database, row.entity) == row


def test_a_deadline_and_units_are_read_again_from_their_texts(session: Session, plan: Plan) -> None:
    row = at(session, plan, "I/C/4")
    said = RowFields(deadline_text="Tháng 9/2007", lead_text="Cục Hải quan tỉnh, TP")
    edited = edit_row(session, row.entity, said, units())
    assert edited.deadline == Deadline(DeadlineKind.MONTH, due=date(2007, 9, 30))
    assert (edited.deadline_text, edited.provincial) == ("Tháng 9/2007", "lead")
    assert any(unit.code and units().is_provincial(unit.code) for unit in edited.lead_units)
    given = Deadline(DeadlineKind.DATE, due=date(2007, 10, 1))
    lead = (NamedUnit("TCHQ", "Tổng cục Hải quan"),)
    again = edit_row(session, row.entity, RowFields(deadline=given, lead_units=lead, support_units=()), units())
    assert (again.deadline, again.deadline_text, again.lead_units) == (given, "Tháng 9/2007", lead)
    assert again.provincial == ""


def test_nothing_is_written_where_nothing_changes(session: Session, plan: Plan) -> None:
    row = at(session, plan, "I/C/4")
    before = db.projections.digest(session.database), len(history_of(session.database, row.entity))
    edit_row(session, row.entity, RowFields(title=row.title, deadline_text=row.deadline_text), units())
    assert (db.projections.digest(session.database), len(history_of(session.database, row.entity))) == before


def test_a_new_number_gives_the_rows_below_new_paths(session: Session, plan: Plan) -> None:
    section = at(session, plan, "I/C")
    task = at(session, plan, "I/C/4")
    edit_row(session, section.entity, RowFields(number="Ca"), units())
    assert row_of(session.database, task.entity).path_text == "I/Ca/4"
    assert not [path for path in paths(session, plan) if path.startswith("I/C/")]
    with pytest.raises(PathTaken):
        edit_row(session, section.entity, RowFields(number="B"), units())


def test_a_row_is_added_after_a_row_and_below_a_heading(session: Session, plan: Plan) -> None:
    four, five, section = (at(session, plan, path) for path in ("I/C/4", "I/C/5", "I/C"))
    said = RowFields(
        number="4a", title="Rà soát danh sách", deadline_text="Hàng tháng", extra=(ExtraField("Vốn", "NSNN"),)
    )
    added = add_row(session, plan, four.entity, said, units())
    assert (added.path_text, added.kind, added.added) == ("I/C/4a", RowKind.TASK, True)
    assert added.extra == (ExtraField("Vốn", "NSNN"),)
    assert added.deadline.kind is DeadlineKind.RECURRING
    first = add_row(session, plan, section.entity, RowFields(number="0", title="Chuẩn bị"), units())
    order = paths(session, plan)
    assert order[order.index("I/C/4") : order.index("I/C/5") + 1] == ["I/C/4", "I/C/4a", "I/C/5"]
    assert order[order.index("I/C") + 1] == "I/C/0"
    assert four.place < added.place < five.place
    with pytest.raises(PathTaken):
        add_row(session, plan, four.entity, RowFields(number="5", title="x"), units())
    with pytest.raises(RowTextMissing):
        add_row(session, plan, four.entity, RowFields(number="4b", title="  "), units())
    assert db.plans.found(session.database, ["ra", "soat", "nsnn"], 1000) == [added.entity]
    remove_row(session, added.entity, units())
    assert "I/C/4a" not in paths(session, plan)
    session.undo()
    assert row_of(session.database, added.entity) == added
    with pytest.raises(RowNotAdded):
        remove_row(session, four.entity, units())
    assert first.path_text == "I/C/0"


def test_a_task_is_split_into_parts_that_its_units_have_from_then_on(headquarters: Ledger) -> None:
    session, plan = headquarters.administrator, headquarters.import_608("HQ03")
    row, printed = at(session, plan, "I/C/4"), paths(session, plan)
    parts = split_task(
        session,
        row.entity,
        [RowFields(number="4.1", title="Thống kê"), RowFields(title="Đánh giá", deadline_text="Tháng 12/2007")],
        units(),
    )
    assert [part.path_text for part in parts] == ["I/C/4/4.1", "I/C/4/4#1"]
    assert [part.deadline.due for part in parts] == [row.deadline.due, date(2007, 12, 31)]
    assert {part.lead_units for part in parts} == {row.lead_units}
    whole = row_of(session.database, row.entity)
    assert whole.kind is RowKind.GROUP
    states = {
        found["task"]: found["state"]
        for task in (row, *parts)
        for found in db.plans.assignments_of_task(session.database, task.entity)
    }
    assert states == {
        row.entity: AssignmentState.WITHDRAWN,
        parts[0].entity: AssignmentState.ASSIGNED,
        parts[1].entity: AssignmentState.ASSIGNED,
    }
    with pytest.raises(RowNotAdded):
        remove_row(session, row.entity, units())
    session.undo()
    assert row_of(session.database, row.entity) == row
    assert paths(session, plan) == printed


def test_an_added_group_is_removed_after_its_parts(session: Session, plan: Plan) -> None:
    added = add_row(session, plan, at(session, plan, "I/C/4").entity, RowFields(number="4a", title="Nhóm"), units())
    (part,) = split_task(session, added.entity, [RowFields(title="Phần")], units())
    assert part.path_text == "I/C/4a/4a#1"
    with pytest.raises(RowHasParts):
        remove_row(session, added.entity, units())
    edit_row(session, added.entity, RowFields(number="4b"), units())
    assert row_of(session.database, part.entity).path_text == "I/C/4b/4b#1"
    remove_row(session, part.entity, units())
    remove_row(session, added.entity, units())


def test_rows_change_places_with_all_below_them(session: Session, plan: Plan) -> None:
    four = at(session, plan, "I/C/4")
    before = paths(session, plan)
    move_row(session, four.entity, up=True, units=units())
    order = paths(session, plan)
    assert order[order.index("I/C/4") + 1] == "I/C/3"
    move_row(session, four.entity, up=False, units=units())
    assert paths(session, plan) == before
    section = at(session, plan, "I/C")
    move_row(session, section.entity, up=True, units=units())
    order = paths(session, plan)
    assert order.index("I/C") < order.index("I/C/4") < order.index("I/B") < order.index("I/B/1")
    for path, up in (("I/C/1", True), ("I", True)):
        with pytest.raises(NoFurtherPlace):
            move_row(session, at(session, plan, path).entity, up=up, units=units())


def test_a_plan_that_was_sent_is_amended_and_edited_no_more(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    row = at(pair.hq, plan, "I/C/4")
    edit_row(pair.hq, row.entity, RowFields(note="trước khi gửi"), units())
    assert may_edit(pair.hq, plan)
    write_bundle(pair.hq, "TCHQ/HQ03", pair.stick)
    assert has_left(pair.hq, plan)
    assert not may_edit(pair.hq, plan)
    with pytest.raises(PlanAlreadySent):
        edit_row(pair.hq, row.entity, RowFields(note="sau khi gửi"), units())
    with pytest.raises(ActAlreadySent):
        pair.hq.undo()
    assert at(pair.hq, plan, "I/C/4").note == "trước khi gửi"


def test_the_import_of_a_plan_that_was_sent_is_not_undone(pair: Pair) -> None:
    plan = pair.headquarters.import_608()
    pair.down()
    with pytest.raises(ActAlreadySent):
        pair.hq.undo()
    assert at(pair.hq, plan, "I/C/4").plan == plan.entity


def test_only_the_node_that_issued_a_plan_edits_it(pair: Pair) -> None:
    from desktop.sync.exchange import import_bundle

    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    assert not may_edit(pair.hp, plan)
    with pytest.raises(NotOwnPlan):
        edit_row(pair.hp, at(pair.hp, plan, "I/C/4").entity, RowFields(note="x"), units())


def test_an_officer_edits_nothing(headquarters: Ledger, plan: Plan) -> None:
    officer = headquarters.add(OFFICER, Role.OFFICER)
    with pytest.raises(NotPermitted):
        edit_row(officer, at(officer, plan, "I/C/4").entity, RowFields(note="x"), units())
