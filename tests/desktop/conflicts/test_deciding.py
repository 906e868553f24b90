"""Deciding: one change, signatures kept only with the record they cover, undone by opening it again."""

import pytest

import db.events
import db.plans
from desktop.actions import Action
from desktop.conflicts.deciding import answer_of, decide, effect, whole_base, whole_side
from desktop.conflicts.outcome import outcome_of
from desktop.conflicts.reading import conflict_of, open_conflicts
from desktop.conflicts.records import Answer, Choice, Conflict, Outcome
from desktop.conflicts.typing import typed_value
from desktop.errors import ConflictChanged, NotDecidedHere, NotPermitted, NotSubmitted, UndecidedConflict
from desktop.journal.event import EntityId, Fields
from desktop.plans.facts import assignment_entity, task_assigned, task_edited, task_withdrawn
from desktop.problem import ProblemKind
from desktop.progress.entries import Entry, EntryState
from desktop.progress.facts import progress_approved, progress_published, progress_submitted
from desktop.progress.recording import Typed, check, entry, report, submit_entries
from desktop.progress.review import approve_entries
from desktop.session import Session
from tests.desktop.conflicts.conftest import Desk
from tests.desktop.reports.ledger import TODAY


def shown(session: Session, entity: EntityId) -> Entry:
    found = entry(session.database, entity)
    assert found is not None
    return found


def the_conflict(desk: Desk) -> Conflict:
    (conflict,) = open_conflicts(desk.supervisor)
    return conflict


def of_side(desk: Desk, name: str) -> Answer:
    conflict = the_conflict(desk)
    side = next(place for place, side in enumerate(conflict.sides) if side.name == name)
    return answer_of(conflict, whole_side(conflict, side))


def test_a_decision_ends_the_conflict_and_leaves_what_merged(desk: Desk, parted: EntityId) -> None:
    decided = decide(desk.supervisor, [of_side(desk, "an")], "Biên bản 18")
    assert (decided.entities, decided.fields) == ((parted,), 1)
    assert open_conflicts(desk.supervisor) == []
    now = shown(desk.supervisor, parted)
    assert (now.record.percent, now.record.product, now.record.result) == (80, "Danh sách", "một, hai")
    assert (now.state, now.recorded_by, now.parallel) == (EntryState.RECORDED, "an", None)


def test_the_value_before_and_a_typed_one_can_be_chosen(desk: Desk, parted: EntityId) -> None:
    conflict = the_conflict(desk)
    decide(desk.supervisor, [answer_of(conflict, whole_base(conflict))])
    assert shown(desk.supervisor, parted).record.percent == 10
    desk.supervisor.undo()
    value, problems = typed_value("prog", "percent", "75", today=TODAY)
    assert not problems
    decide(desk.supervisor, [answer_of(the_conflict(desk), {"percent": Choice(value)})])
    now = shown(desk.supervisor, parted)
    assert (now.record.percent, now.recorded_by) == (75, desk.supervisor.person.id)


def test_what_is_typed_is_checked_like_an_entry() -> None:
    assert typed_value("prog", "percent", "180", today=TODAY)[1][0].kind is ProblemKind.OUT_OF_RANGE
    assert typed_value("prog", "completed_on", "31/02/2007", today=TODAY)[1][0].kind is ProblemKind.NOT_A_DATE
    assert typed_value("prog", "completed_on", "20/06/2007", today=TODAY) == ("2007-06-20", [])
    assert typed_value("prog", "completed_on", "20/07/2007", today=TODAY)[1][0].kind is ProblemKind.DATE_AFTER_TODAY
    assert typed_value("prog", "result", " Xong. ", today=TODAY) == ("Xong.", [])
    assert typed_value("task", "title", " ", today=TODAY)[1][0].kind is ProblemKind.REQUIRED


def test_undoing_a_decision_opens_the_conflict_again(desk: Desk, parted: EntityId) -> None:
    before = the_conflict(desk)
    decide(desk.supervisor, [of_side(desk, "an")])
    undone = desk.supervisor.undo()
    assert undone.words == "Đã quyết 1 mục khác nhau."
    again = the_conflict(desk)
    assert {variant.words for variant in again.fields[0].variants} == {"60%", "80%"}
    assert again.heads != before.heads
    decide(desk.supervisor, [of_side(desk, "an")])
    assert open_conflicts(desk.supervisor) == []


def test_only_some_fields_may_be_decided(desk: Desk) -> None:
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10")).entity
    other = desk.machine()
    desk.elsewhere(other, entity, {"percent": 80, "result": "khác"})
    desk.record("I/C/6", Typed(status="in_progress", percent="60", result="một"))
    assert other.deliver() == []
    conflict = the_conflict(desk)
    assert [field.name for field in conflict.fields] == ["percent", "result"]
    percent = conflict.fields[0].variants[0]
    decide(desk.supervisor, [answer_of(conflict, {"percent": Choice(percent.value, percent.ref)})])
    assert [field.name for field in the_conflict(desk).fields] == ["result"]


def test_a_decision_that_was_made_before_a_third_version_came_is_refused(desk: Desk) -> None:
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10")).entity
    one, late = desk.machine(1), desk.machine(2)
    desk.elsewhere(one, entity, {"percent": 80})
    desk.elsewhere(late, entity, {"percent": 90}, author="binh")
    desk.record("I/C/6", Typed(status="in_progress", percent="60"))
    one.deliver()
    answer = of_side(desk, "an")
    late.deliver()
    events = db.events.count(desk.supervisor.database)
    with pytest.raises(ConflictChanged):
        decide(desk.supervisor, [answer])
    assert db.events.count(desk.supervisor.database) == events
    assert len(the_conflict(desk).sides) == 3


def test_a_value_nobody_gave_is_refused_where_none_may_be_typed(desk: Desk) -> None:
    row = desk.ledger.row("I/C/6")
    node = desk.supervisor.node
    other = desk.machine()
    other.write(task_assigned(row.entity, "HQ05", "TCHQ/HQ05", role="support", at=1, by="x"))
    with desk.supervisor.changing(Action.ASSIGN_TASKS) as change:
        change.write(task_assigned(row.entity, "HQ05", f"{node}/HQ05", role="lead", at=2, by="y"))
    other.deliver(judged=False)
    conflict = conflict_of(desk.supervisor, assignment_entity(row.entity, "HQ05"))
    assert conflict is not None
    with pytest.raises(ConflictChanged):
        decide(desk.supervisor, [answer_of(conflict, {"role": Choice("king")})])


def test_officers_and_other_units_do_not_decide(desk: Desk, parted: EntityId) -> None:
    with pytest.raises(NotPermitted):
        decide(desk.officer, [of_side(desk, "an")])
    row = desk.ledger.row("I/C/4")
    one, two = desk.machine(3, node="TCHQ"), desk.machine(4, node="TCHQ")
    one.write(task_edited(row.entity, {"title": "Một"}))
    two.write(task_edited(row.entity, {"title": "Hai"}))
    assert one.deliver() == [] == two.deliver()
    conflict = conflict_of(desk.supervisor, row.entity)
    assert conflict is not None
    with pytest.raises(NotDecidedHere):
        decide(desk.supervisor, [answer_of(conflict, whole_side(conflict, 0))])


def test_a_signed_record_keeps_its_signature_where_it_is_chosen_whole(desk: Desk) -> None:
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10")).entity
    other = desk.machine()
    desk.elsewhere(other, entity, {"percent": 80})
    desk.record("I/C/6", Typed(status="in_progress", percent="60"))
    submit_entries(desk.officer, [entity])
    assert other.deliver() == []
    conflict = the_conflict(desk)
    mine = next(place for place, side in enumerate(conflict.sides) if side.is_here)
    assert outcome_of(conflict, whole_side(conflict, mine)) is Outcome.KEPT_SUBMITTED
    assert outcome_of(conflict, whole_side(conflict, 1 - mine)) is Outcome.RECORDED
    decide(desk.supervisor, [answer_of(conflict, whole_side(conflict, mine))])
    assert shown(desk.supervisor, entity).state is EntryState.SUBMITTED
    approve_entries(desk.supervisor, [entity])
    assert shown(desk.supervisor, entity).state is EntryState.APPROVED


def test_a_signed_record_that_another_field_joined_goes_back(desk: Desk) -> None:
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10")).entity
    other = desk.machine()
    desk.elsewhere(other, entity, {"percent": 80, "product": "thêm"})
    desk.record("I/C/6", Typed(status="in_progress", percent="60"))
    submit_entries(desk.officer, [entity])
    other.deliver()
    conflict = the_conflict(desk)
    mine = next(place for place, side in enumerate(conflict.sides) if side.is_here)
    assert outcome_of(conflict, whole_side(conflict, mine)) is Outcome.RECORDED
    decide(desk.supervisor, [answer_of(conflict, whole_side(conflict, mine))])
    now = shown(desk.supervisor, entity)
    assert (now.state, now.record.product) == (EntryState.RECORDED, "thêm")


def test_two_approvals_of_one_record_need_a_new_one(desk: Desk) -> None:
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10")).entity
    other = desk.machine()
    published: Fields = {
        "status": "in_progress", "percent": 80, "completed_on": None, "product": "", "document_number": "",
        "document_date": None, "result": "", "difficulties": "", "recommendations": "",
    }  # fmt: skip
    signs: Fields = {"state": "approved", "recorded_by": "an", "approve_signature": "bb", "submitted_by": "an"}
    desk.elsewhere(other, entity, {"percent": 80})
    other.write(
        progress_submitted(entity, by="an", at=1, signature="aa"),
        progress_approved(entity, by="binh", at=2, signature="bb"),
        progress_published(entity, {**published, **signs}),
    )
    desk.record("I/C/6", Typed(status="in_progress", percent="60"))
    submit_entries(desk.officer, [entity])
    approve_entries(desk.supervisor, [entity])
    other.deliver(judged=False)
    conflict = the_conflict(desk)
    assert conflict.published_twice
    assert "an" in {side.name for side in conflict.sides}, "an approved record is its author's word"
    mine = next(place for place, side in enumerate(conflict.sides) if side.is_here)
    assert outcome_of(conflict, whole_side(conflict, mine)) is Outcome.RECORDED
    decide(desk.supervisor, [answer_of(conflict, whole_side(conflict, mine))])
    assert shown(desk.supervisor, entity).state is EntryState.RECORDED
    submit_entries(desk.officer, [entity])
    approve_entries(desk.supervisor, [entity])
    now = shown(desk.supervisor, entity)
    assert (now.state, now.parallel, now.approved and now.approved.percent) == (EntryState.APPROVED, None, 60)


def test_an_entry_in_conflict_is_neither_handed_in_nor_approved(desk: Desk, parted: EntityId) -> None:
    with pytest.raises(UndecidedConflict):
        submit_entries(desk.officer, [parted])
    decide(desk.supervisor, [of_side(desk, "an")])
    submit_entries(desk.officer, [parted])
    approve_entries(desk.supervisor, [parted])
    assert shown(desk.supervisor, parted).state is EntryState.APPROVED


def test_what_two_machines_gave_different_values_after_it_was_handed_in_is_not_approved(desk: Desk) -> None:
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10")).entity
    other = desk.machine()
    desk.elsewhere(other, entity, {"percent": 80})
    desk.record("I/C/6", Typed(status="in_progress", percent="60"))
    submit_entries(desk.officer, [entity])
    other.deliver()
    with pytest.raises((UndecidedConflict, NotSubmitted)):
        approve_entries(desk.supervisor, [entity])


def test_typing_the_value_in_the_form_decides_it_and_hands_it_in(desk: Desk, parted: EntityId) -> None:
    record, _ = check(Typed(status="in_progress", percent="70", result="một, hai", product="Danh sách"), today=TODAY)
    sent = report(desk.officer, desk.ledger.row("I/C/6"), "2007-06", record, submit_too=True)
    assert (sent.state, sent.parallel, sent.record.percent) == (EntryState.SUBMITTED, None, 70)


def test_the_effect_on_the_official_counts_is_told_and_nothing_is_written(desk: Desk) -> None:
    row, node = desk.ledger.row("I/C/4"), desk.supervisor.node
    other = desk.machine()
    other.write(task_assigned(row.entity, "HQ03", node, role="support", at=5, by="x"))
    with desk.supervisor.changing(Action.WITHDRAW_TASKS) as change:
        change.write(task_withdrawn(row.entity, "HQ03", node, reason="Chuyển"))
    other.deliver(judged=False)
    (conflict,) = open_conflicts(desk.ledger.administrator)
    (state,) = (field for field in conflict.fields if field.name == "state")
    gone = next(variant for variant in state.variants if variant.value == "withdrawn")
    stays = next(variant for variant in state.variants if variant.value == "assigned")
    events = db.events.count(desk.supervisor.database)
    drop = answer_of(conflict, {"state": Choice(gone.value, gone.ref)})
    keep = answer_of(conflict, {"state": Choice(stays.value, stays.ref)})
    totals = {effect(desk.supervisor, [answer], TODAY)[1].total for answer in (drop, keep)}
    assert max(totals) - min(totals) == 1
    assert db.events.count(desk.supervisor.database) == events
    decide(desk.supervisor, [drop])
    (given,) = db.plans.assignments_of_task(desk.supervisor.database, row.entity)
    assert (given["state"], given["reason"]) == ("withdrawn", "Chuyển"), "the reason goes with the state"
