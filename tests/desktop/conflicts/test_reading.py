"""What is to decide: the base, each side's word with its author, what merged by itself, who may decide."""

from datetime import date

import db.events
from desktop.actions import Action
from desktop.conflicts.postponing import postpone
from desktop.conflicts.reading import conflict_of, open_conflicts
from desktop.conflicts.records import Power
from desktop.journal.event import EntityId, Fields
from desktop.plans.facts import allocation_entity, task_allocated, task_assigned, task_edited
from desktop.progress.facts import progress_entity, progress_published
from desktop.progress.recording import Typed
from tests.desktop.conflicts.conftest import Desk
from tests.desktop.reports.ledger import OFFICER


def test_a_conflict_shows_base_and_both_values_with_authors(desk: Desk, parted: EntityId) -> None:
    (conflict,) = open_conflicts(desk.supervisor)
    assert (conflict.entity, conflict.subject.label, conflict.subject.period) == (parted, "C.6", "2007-06")
    (percent,) = conflict.fields
    assert (percent.label, percent.base_words) == ("Tiến độ", "10%")
    said = {conflict.sides[variant.side].name: (variant.words, variant.reason) for variant in percent.variants}
    assert said == {OFFICER: ("60%", "Sửa"), "an": ("80%", "Đã đếm lại")}
    assert [side.is_here for side in conflict.sides] == [True, False]
    assert conflict.power is Power.MAY


def test_fields_that_one_side_changed_are_named_as_merged(desk: Desk, parted: EntityId) -> None:
    (conflict,) = open_conflicts(desk.supervisor)
    assert [(merged.label, merged.words) for merged in conflict.merged] == [
        ("Sản phẩm", "Danh sách"),
        ("Kết quả thực hiện", "một, hai"),
    ]


def test_different_fields_and_equal_edits_are_no_conflict(desk: Desk) -> None:
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10")).entity
    other = desk.machine()
    desk.elsewhere(other, entity, {"product": "Danh sách", "percent": 60})
    desk.record("I/C/6", Typed(status="in_progress", percent="60", result="hai"))
    assert other.deliver() == []
    assert open_conflicts(desk.supervisor) == []


def test_a_record_begun_at_both_machines_has_no_base(desk: Desk) -> None:
    other = desk.machine()
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10", result="một")).entity
    begun: Fields = {"task": desk.ledger.row("I/C/6").entity, "unit": "HQ03", "period": "2007-06", "result": "hai"}
    desk.elsewhere(other, entity, begun)
    assert other.deliver() == []
    (field,) = open_conflicts(desk.supervisor)[0].fields
    assert (field.name, field.base_words) == ("result", "(trống)")


def test_an_officer_sees_the_conflict_and_may_not_decide_it(desk: Desk, parted: EntityId) -> None:
    (conflict,) = open_conflicts(desk.officer)
    assert conflict.power is Power.OTHER_ROLE


def test_what_the_level_above_wrote_is_decided_there(desk: Desk) -> None:
    row = desk.ledger.row("I/C/6")
    one, two = desk.machine(1, node="TCHQ"), desk.machine(2, node="TCHQ")
    one.write(task_edited(row.entity, {"title": "Một"}))
    two.write(task_edited(row.entity, {"title": "Hai"}))
    assert one.deliver() == [] == two.deliver()
    (conflict,) = open_conflicts(desk.ledger.administrator)
    assert (conflict.power, conflict.waits_for) == (Power.OTHER_UNIT, "TCHQ")
    assert {side.unit for side in conflict.sides} == {"TCHQ"}


def test_two_published_versions_of_another_unit_are_shown_and_wait_for_it(desk: Desk) -> None:
    entity = progress_entity(desk.ledger.row("I/C/6").entity, "HQ05", "2007-06")
    machines = [desk.machine(number, node="TCHQ/HQ05") for number in (1, 2)]
    for number, machine in enumerate(machines, start=1):
        machine.write(progress_published(entity, {"percent": number, "recorded_by": f"can-bo-{number}"}))
        machine.deliver(judged=False)
    (conflict,) = open_conflicts(desk.supervisor)
    assert (conflict.power, conflict.waits_for, conflict.published_twice) == (Power.OTHER_UNIT, "HQ05", True)
    assert {side.name for side in conflict.sides} == {"can-bo-1", "can-bo-2"}


def test_an_allocation_in_conflict_names_the_officers(desk: Desk) -> None:
    row, here, other = desk.ledger.row("I/C/6"), desk.supervisor, desk.machine()
    other.write(task_allocated(row.entity, "HQ03", officer=here.person.id, team=""))
    with here.changing(Action.ALLOCATE_TASK) as change:
        change.write(task_allocated(row.entity, "HQ03", officer=desk.officer.person.id, team=""))
    assert other.deliver() == []
    found = conflict_of(here, allocation_entity(row.entity, "HQ03"))
    assert found is not None
    assert {variant.words for variant in found.fields[0].variants} == {here.person.name, OFFICER}


def test_assigning_and_withdrawing_in_parallel_is_asked_with_its_reason_following(desk: Desk) -> None:
    row = desk.ledger.row("I/C/6")
    one, two = desk.machine(1, node="TCHQ"), desk.machine(2, node="TCHQ")
    one.write(task_assigned(row.entity, "HQ03", "TCHQ/HQ03", role="lead", at=1, by="x"))
    two.write(task_assigned(row.entity, "HQ03", "TCHQ/HQ03", role="support", at=2, by="y"))
    assert one.deliver() == [] == two.deliver()
    (conflict,) = open_conflicts(desk.supervisor)
    assert [(field.name, {variant.words for variant in field.variants}) for field in conflict.fields] == [
        ("role", {"Chủ trì", "Phối hợp"})
    ]


def test_what_is_put_off_stays_listed_and_comes_back_on_its_day(desk: Desk, parted: EntityId) -> None:
    events = db.events.count(desk.supervisor.database)
    postpone(desk.supervisor, parted, date(2007, 6, 29))
    (conflict,) = open_conflicts(desk.supervisor)
    assert (conflict.postponed_until, conflict.is_open) == (date(2007, 6, 29), False)
    assert open_conflicts(desk.ledger.administrator)[0].is_open, "one person's delay is not another's"
    postpone(desk.supervisor, parted, date(2007, 6, 25))
    assert open_conflicts(desk.supervisor)[0].is_open, "today is the day"
    postpone(desk.supervisor, parted, None)
    assert open_conflicts(desk.supervisor)[0].is_open
    assert db.events.count(desk.supervisor.database) == events
