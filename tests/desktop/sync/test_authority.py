"""What a unit has no right to write is kept but not applied, and the reason goes back to it (SYNC §10 rows 29–32)."""

from collections.abc import Callable

import pytest

import db.events
import db.sync
from db.connection import Row, rows, trying, writing
from db.rows import StreamRow
from desktop.actions import EVENT_KINDS
from desktop.errors import ApprovalFault
from desktop.journal.event import EntityId, Fact, Fields, decode
from desktop.journal.fold import Applied
from desktop.journal.projection import folded_entity
from desktop.permissions import Role
from desktop.plans.facts import (
    amendment_entity,
    assignment_entity,
    plan_acknowledged,
    plan_entity,
    plan_issued,
    target_entity,
    task_allocated,
    task_amended,
    task_assigned,
    task_declined,
    task_entity,
    task_issued,
)
from desktop.plans.state import WorkStatus
from desktop.progress.entries import Record
from desktop.progress.facts import progress_accepted, progress_entity
from desktop.sync.endpoint import Endpoint
from desktop.sync.inbound.authority import Authority
from desktop.sync.inbound.import_report import LineGroup
from desktop.sync.inbound.rejections import MENDED_BY_ROSTER, REJECTION_WORDS, Rejection, rejection_words
from desktop.sync.outbound.exporting import compose
from desktop.units.current import units_in
from desktop.units.facts import unit_changed, unit_entity
from desktop.users.facts import person_changed, person_enrolled
from tests.support.network import Station, stations

TASK = task_entity("0" * 32)
DONE = Record(WorkStatus.IN_PROGRESS, 40, result="Đã lập danh sách")
TREE = ["TCHQ", "TCHQ/HQ03", "TCHQ/HQ20", "TCHQ/HQ03/A"]


@pytest.fixture
def network() -> list[Station]:
    found = stations(TREE)
    header: Fields = {"number": "608/QĐ-TCHQ", "date": "2007-03-27", "title": "Kế hoạch", "issuer": "TCHQ"}
    row: Fields = {"kind": "task", "number": "4", "path": ["I", "C", "4"], "title": "Thống kê", "deadline": None}
    found[0].write(
        plan_issued(plan_entity("p"), header, document="608.txt", repairs=[], doubts=[]),
        task_issued(TASK, plan_entity("p"), 1, row),
    )
    for station in found[1:]:
        station.enrol_person(Role.OFFICER)
        station.enrol_person(Role.SUPERVISOR)
    carry(found[0], found[1])
    carry(found[0], found[2])
    carry(found[1], found[3])
    return found


def carry(sender: Station, recipient: Station) -> list[str]:
    """The reasons for which the recipient does not accept something of the sender's next bundle."""
    before = {(row["sid"], row["seq"]) for row in db.sync.rejected(recipient.database)}
    recipient.receive(sender.compose(recipient.node).frame)
    return [row["code"] for row in db.sync.rejected(recipient.database) if (row["sid"], row["seq"]) not in before]


def forge(station: Station, fact: Fact) -> None:
    """Write a fact as a changed program could: its own guard against the wrong audience is off."""
    kind = EVENT_KINDS[fact.type]
    open_kind = type(kind)(kind.type, kind.entity_kind, frozenset(type(next(iter(kind.audiences)))), kind.topic)
    EVENT_KINDS[fact.type] = open_kind
    try:
        station.write(fact)
    finally:
        EVENT_KINDS[fact.type] = kind


def people(station: Station) -> tuple[str, str]:
    officer, supervisor = (
        next(row["person"] for row in rows(station.database, "SELECT person, role, unit FROM p_person")
             if row["role"] == role and row["unit"] == station.unit)
        for role in (Role.OFFICER, Role.SUPERVISOR)
    )  # fmt: skip
    return officer, supervisor


def shown_at(station: Station, entity: EntityId) -> Row | None:
    return station.journal.projection.shown(station.database, entity)


def test_an_approved_record_of_the_unit_is_accepted(network: list[Station]) -> None:
    hq, department, *_ = network
    entity = department.approve(TASK, DONE, *people(department))
    assert carry(department, hq) == []
    assert (shown_at(hq, entity) or {})["percent"] == 40


def test_row_29_a_record_of_another_unit_is_not_accepted(network: list[Station]) -> None:
    hq, department, *_ = network
    officer, supervisor = people(department)
    entity = department.approve(TASK, DONE, officer, supervisor)
    foreign = progress_entity(TASK, "HQ20", "-")
    stolen = next(rows(department.database, "SELECT body FROM event WHERE type = 'progress.published'"))["body"]
    assert entity.encode() in stolen
    department.write(Fact("progress.published", foreign, {"unit": "HQ20", "task": TASK, "percent": 100}, "up"))
    assert carry(department, hq) == [Rejection.OTHER_UNIT]
    assert shown_at(hq, foreign) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"percent": 100}, ApprovalFault.BAD_SUBMISSION),
        ({"percent": True}, ApprovalFault.BAD_SUBMISSION),
        ({"status": "done"}, Rejection.MALFORMED_RECORD),
        ({"result": None}, Rejection.MALFORMED_RECORD),
        ({"approve_signature": "00" * 64}, ApprovalFault.BAD_APPROVAL),
        ({"approve_signature": "không"}, ApprovalFault.BAD_APPROVAL),
        ({"submitted_by": "nobody"}, ApprovalFault.UNKNOWN_SUBMITTER),
        ({"approved_by": "nobody"}, ApprovalFault.UNKNOWN_APPROVER),
        ({"unit": "HQ20"}, Rejection.OTHER_UNIT),
        ({"task": "task/other"}, Rejection.OTHER_UNIT),
    ],
)
def test_row_32_a_record_changed_after_its_approval_is_not_accepted(
    network: list[Station], change: Fields, code: str
) -> None:
    hq, department, *_ = network
    entity = department.approve(TASK, DONE, *people(department))
    assert carry(department, hq) == []
    published = next(
        applied.event.fields for applied in folded(department, entity) if applied.event.type == "progress.published"
    )
    department.write(Fact("progress.published", entity, {**published, **change}, "up"))
    assert carry(department, hq) == [code]
    assert (shown_at(hq, entity) or {})["percent"] == 40


def folded(station: Station, entity: EntityId) -> tuple[Applied, ...]:
    return folded_entity(station.database, entity).events


def test_row_31_one_person_cannot_enter_and_approve(network: list[Station]) -> None:
    hq, department, *_ = network
    _, supervisor = people(department)
    department.approve(TASK, DONE, supervisor, supervisor)
    assert carry(department, hq) == [ApprovalFault.SAME_PERSON]


def test_row_31_one_key_under_two_names_counts_as_one_person(network: list[Station]) -> None:
    hq, department, *_ = network
    officer, supervisor = people(department)
    department.people["twin"] = department.people[officer]
    public = department.people[officer].public.hex()
    twin = person_enrolled("twin", name="x", role=Role.SUPERVISOR, unit="HQ03", team="", approval_key=public)
    department.write(twin)
    department.approve(TASK, DONE, officer, "twin")
    assert carry(department, hq) == [ApprovalFault.SAME_KEY]
    assert supervisor != "twin"


def test_row_30_only_a_reviewer_of_the_unit_approves(network: list[Station]) -> None:
    hq, department, *_ = network
    officer, supervisor = people(department)
    department.approve(TASK, DONE, supervisor, officer)
    assert carry(department, hq) == [Rejection.NOT_A_REVIEWER]
    department.write(person_changed(officer, {"role": Role.SUPERVISOR}))
    assert carry(department, hq) == []
    assert db.sync.rejected(hq.database) == [], "the news that he is a reviewer mends it"


def test_an_approval_is_accepted_once_the_roster_that_names_its_people_arrives(network: list[Station]) -> None:
    """Two machines of one unit: the approval travels first, the person's enrolment on the other machine later."""
    hq, first, second = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"], seed=5)
    supervisor, officer = first.enrol_person(), first.enrol_person(Role.OFFICER)
    second.people |= first.people
    second.receive(first.compose("TCHQ/HQ03").frame)
    entity = second.approve(TASK, DONE, officer, supervisor)
    hq.receive(own_streams_only(second, "TCHQ"))
    assert [row["code"] for row in db.sync.rejected(hq.database)] == [ApprovalFault.UNKNOWN_SUBMITTER]
    taken = hq.receive(first.compose("TCHQ").frame)
    assert taken is not None
    assert (taken.counts.new, taken.counts.rejected) == (3, 0)
    assert db.sync.rejected(hq.database) == []
    assert shown_at(hq, entity) is not None


class OwnStreamsOnly(Endpoint):
    """The end of an exchange as it was before the other machine's news had come."""

    def shared_with(self, node: str) -> list[StreamRow]:
        return [stream for stream in Endpoint.shared_with(self, node) if stream["own"]]


def own_streams_only(sender: Station, to_node: str) -> bytes:
    with writing(sender.database), trying(sender.database):
        return compose(OwnStreamsOnly(sender.journal, sender.keys, sender.store, ""), to_node).frame


def issue(station: Station) -> None:
    fields: Fields = {"plan": plan_entity("p"), "title": "Của cấp dưới"}
    forge(station, Fact("task.issued", TASK, fields, "up"))


def assign_elsewhere(station: Station) -> None:
    fact = task_assigned(TASK, "HQ20", f"{station.node}/A", role="lead", at=1, by="x")
    station.write(fact)


def speak_of_others(station: Station) -> None:
    station.write(person_enrolled("p9", name="x", role=Role.SUPERVISOR, unit="HQ20", team="", approval_key=""))


def report_upwards(station: Station) -> None:
    forge(station, Fact("progress.reported", progress_entity(TASK, station.unit, "-"), {"percent": 1}, "up"))


def restore_a_task(station: Station) -> None:
    station.write(Fact("restored", TASK, {"title": "x"}, "up"))


def change_the_key_of_a_stranger(station: Station) -> None:
    station.write(Fact("person.changed", EntityId("person/p1"), {"person": "p2", "approval_key": "00"}, "up"))


def amend_upwards(station: Station) -> None:
    forge(station, Fact("task.amended", TASK, {"title": "Của cấp dưới", "amended_rev": 2}, "up"))


def decide_upwards(station: Station) -> None:
    forge(station, Fact("plan.amended", amendment_entity(plan_entity("p"), 2), {"number": "1"}, "up"))


def demand_upwards(station: Station) -> None:
    forge(station, Fact("target.set", target_entity(TASK, 1), {"owner": TASK, "value": "1"}, "up"))


def acknowledge_for_others(station: Station) -> None:
    station.write(plan_acknowledged(plan_entity("p"), 2, "HQ20", by="x", at=1))


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (issue, Rejection.WRONG_AUDIENCE),
        (amend_upwards, Rejection.WRONG_AUDIENCE),
        (decide_upwards, Rejection.WRONG_AUDIENCE),
        (demand_upwards, Rejection.WRONG_AUDIENCE),
        (acknowledge_for_others, Rejection.OTHER_UNIT),
        (speak_of_others, Rejection.OTHER_UNIT),
        (report_upwards, Rejection.WRONG_AUDIENCE),
        (restore_a_task, Rejection.WRONG_AUDIENCE),
        (change_the_key_of_a_stranger, Rejection.OTHER_UNITS_PERSON),
    ],
)
def test_headquarters_accepts_nothing_a_department_may_not_say(
    network: list[Station], act: Callable[[Station], None], code: str
) -> None:
    hq, department, *_ = network
    act(department)
    assert carry(department, hq) == [code]
    assert (shown_at(hq, TASK) or {})["title"] == "Thống kê"


def test_an_acknowledgement_of_the_own_unit_is_accepted(network: list[Station]) -> None:
    hq, department, *_ = network
    department.write(plan_acknowledged(plan_entity("p"), 2, "HQ03", by="x", at=1))
    assert carry(department, hq) == []


def test_an_amendment_comes_from_above_only(network: list[Station]) -> None:
    hq, department, other, branch = network
    department.write(task_amended(TASK, {"title": "Của cấp dưới"}, rev=2))
    carry(department, hq)
    assert (shown_at(hq, TASK) or {})["title"] == "Thống kê", "what goes down does not go up"
    below = next(
        stream for stream in db.events.streams(department.database) if stream["audience"] == "down" and stream["own"]
    )
    event = decode(next(db.events.events_of(department.database, below["sid"], 1, 1))["body"] or b"")
    for station, code in ((hq, Rejection.NOT_FROM_ABOVE), (other, Rejection.NOT_FROM_ABOVE), (branch, None)):
        assert Authority(station.database, station.node).judge(event, below) == code


def test_a_task_is_given_only_to_the_unit_the_stream_is_for(network: list[Station]) -> None:
    _, department, _, branch = network
    assign_elsewhere(department)
    assert carry(department, branch) == [Rejection.OTHER_UNIT]
    department.write(task_assigned(TASK, "A", branch.node, role="lead", at=1, by="x"))
    assert carry(department, branch) == []


def test_an_allocation_for_another_unit_is_not_accepted_from_the_other_machine() -> None:
    first, second = stations(["TCHQ", "TCHQ"], seed=7)
    first.write(task_allocated(TASK, "HQ03", officer="x", team=""))
    assert carry(first, second) == [Rejection.OTHER_UNIT]


def test_nobody_changes_the_people_of_another_unit(network: list[Station]) -> None:
    hq, department, other, _ = network
    _, supervisor = people(department)
    carry(department, hq)
    other.write(Fact("person.changed", EntityId(f"person/{supervisor}"), {"role": Role.INSPECTOR}, "up"))
    assert Rejection.OTHER_UNITS_PERSON in carry(other, hq)


def test_the_reason_goes_back_to_the_sender_and_is_said_once(network: list[Station]) -> None:
    hq, department, *_ = network
    _, supervisor = people(department)
    entity = department.approve(TASK, DONE, supervisor, supervisor)
    carry(department, hq)
    for expected in ([(entity, "Cùng một người nhập và duyệt.")], []):
        taken = department.receive(hq.compose(department.node).frame)
        assert taken is not None
        said = [(line.entity, line.after) for line in taken.lines if line.group is LineGroup.REFUSED]
        assert said == expected


def test_every_reason_has_its_words() -> None:
    assert set(REJECTION_WORDS) == {*Rejection, *ApprovalFault}
    assert set(REJECTION_WORDS) >= MENDED_BY_ROSTER
    assert rejection_words("of_a_newer_program") == "of_a_newer_program"


def test_only_the_top_of_the_tree_changes_the_unit_table(network: list[Station]) -> None:
    hq, department, other, branch = network
    fact = unit_changed("HQ20", {"name": "Cục Mới"})
    hq.write(fact)
    for station in (department, other):
        assert carry(hq, station) == []
        assert units_in(station.database).unit("HQ20").name == "Cục Mới"
    assert carry(department, branch) == []
    assert units_in(branch.database).unit("HQ20").name == "Cục Mới", "it is handed on as it came"
    department.write(unit_changed("HQ20", {"name": "Cục Khác"}), unit_changed("HQ62", {"name": "x", "level": "hq"}))
    assert carry(department, branch) == [Rejection.NOT_FROM_TOP, Rejection.NOT_FROM_TOP]
    forge(department, Fact("restored", unit_entity("HQ20"), {"name": None}, "down"))
    assert carry(department, branch) == [Rejection.NOT_FROM_TOP]
    assert units_in(branch.database).unit("HQ20").name == "Cục Mới"
    assert "HQ62" not in units_in(branch.database)


def test_row_29_a_verdict_comes_from_the_level_above_alone(network: list[Station]) -> None:
    hq, department, *_ = network
    entity = department.approve(TASK, DONE, *people(department))
    carry(department, hq)
    published = folded(hq, entity)[-1].event.fields
    own = progress_accepted(entity, published, "TCHQ/HQ03", unit="HQ03", by="x", at=1)
    department.write(own)
    forge(department, Fact("progress.accepted", entity, own.fields, "up"))
    assert carry(department, hq) == [Rejection.WRONG_AUDIENCE]
    forge(department, Fact("progress.published", entity, {**published, "verdict": "accepted"}, "up"))
    assert carry(department, hq) == [Rejection.OTHER_LEVELS_FIELD]
    assert (shown_at(hq, entity) or {})["verdict"] is None


@pytest.mark.parametrize(
    "fields",
    [
        {"percent": 100},
        {"verdict": "accepted", "state": "approved"},
        {"verdict": "accepted", "verdict_from": "HQ20"},
        {"removed": True},
    ],
)
def test_row_29_the_level_above_writes_the_verdict_and_nothing_else(network: list[Station], fields: Fields) -> None:
    hq, department, *_ = network
    entity = department.approve(TASK, DONE, *people(department))
    carry(department, hq)
    hq.write(Fact("restored", entity, fields, "to:TCHQ/HQ03"))
    assert carry(hq, department) == [Rejection.OTHER_LEVELS_FIELD]
    assert (shown_at(department, entity) or {})["percent"] == 40


def test_row_29_a_unit_says_of_its_assignment_only_that_it_declines_it(network: list[Station]) -> None:
    hq, department, *_ = network
    hq.write(task_assigned(TASK, "HQ03", "TCHQ/HQ03", role="lead", at=1, by="x"))
    carry(hq, department)
    entity = assignment_entity(TASK, "HQ03")
    department.write(Fact("restored", entity, {"state": "withdrawn"}, "up"))
    assert carry(department, hq) == [Rejection.OTHER_LEVELS_FIELD]
    department.write(task_declined(TASK, "HQ03", reason="Không thuộc đơn vị", by="x", at=2))
    assert carry(department, hq) == []
    shown = shown_at(hq, entity) or {}
    assert (shown["state"], shown["decline_reason"]) == ("assigned", "Không thuộc đơn vị")
    department.write(task_declined(TASK, "HQ20", reason="Việc của đơn vị khác", by="x", at=2))
    assert carry(department, hq) == [Rejection.OTHER_UNIT]
    hq.write(Fact("restored", entity, {"decline_reason": "Đơn vị nói khác"}, "to:TCHQ/HQ03"))
    assert carry(hq, department) == [Rejection.OTHER_LEVELS_FIELD]
    department.write(Fact("restored", entity, {"removed": True}, "up"))
    assert carry(department, hq) == [Rejection.OTHER_LEVELS_FIELD]
    assert shown_at(hq, entity) is not None


def test_a_verdict_that_arrives_before_its_record_shows_nothing_until_then(network: list[Station]) -> None:
    """A second machine of the unit gets the verdict from above before its colleague's work."""
    hq, department, *_ = network
    entity = department.approve(TASK, DONE, *people(department))
    published = folded(department, entity)[-1].event.fields
    hq.write(progress_accepted(entity, published, "TCHQ/HQ03", unit="TCHQ", by="x", at=1))
    assert shown_at(hq, entity) is None
    assert carry(department, hq) == []
    shown = shown_at(hq, entity) or {}
    assert (shown["percent"], shown["verdict"]) == (40, "accepted")
