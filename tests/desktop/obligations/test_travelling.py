"""What headquarters asks for reaches every department; what a department gives itself stays there."""

from datetime import date

import pytest

import db.sync
from desktop.actions import Audience
from desktop.journal.event import EntityId, Fact, Fields, Json
from desktop.journal.projection import folded_entity
from desktop.obligations.facts import obligation_defined, obligation_ended, obligation_entity
from desktop.obligations.records import obligations_of
from desktop.obligations.slots import SlotState, slots
from desktop.permissions import Role
from desktop.plans.facts import plan_entity, plan_issued, task_entity, task_issued
from desktop.plans.state import WorkStatus
from desktop.progress.entries import Record, reported_period_of
from desktop.progress.recording import entries_of
from desktop.sync.inbound.rejections import Rejection
from tests.support.network import Station, stations

TASK = task_entity("0" * 32)
MONTHLY: Fields = {
    "task": TASK,
    "words": "Báo cáo kiểm tra sau thông quan",
    "every": "month",
    "profile": "ND09",
    "start_day": 1,
    "send_offset": 2,
    "begins": "2007-05-15",
    "ends": None,
}

SLOT: Fields = {
    "kind": "month",
    "start": "2007-05-15",
    "cutoff": "2007-06-14",
    "due": "2007-06-18",
    "profile": "ND09",
}


@pytest.fixture
def network() -> list[Station]:
    found = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ20", "TCHQ/HQ03/A"])
    header: Fields = {"number": "608/QĐ-TCHQ", "date": "2007-03-27", "title": "Kế hoạch", "issuer": "TCHQ"}
    row: Fields = {"kind": "task", "number": "7", "path": ["I", "C", "7"], "title": "Báo cáo", "deadline": None}
    found[0].write(
        plan_issued(plan_entity("p"), header, document="608.txt", repairs=[], doubts=[]),
        task_issued(TASK, plan_entity("p"), 1, row),
    )
    return found


def send(sender: Station, recipient: Station) -> None:
    recipient.receive(sender.compose(recipient.node).frame)


def owed(station: Station) -> list[tuple[str, str, str | None]]:
    """Number, words and end of what stands in a ledger."""
    return [
        (one.number, one.words, one.ends.isoformat() if one.ends else None)
        for one in obligations_of(station.database, TASK)
    ]


def test_what_headquarters_defines_and_ends_reaches_every_level_below(network: list[Station]) -> None:
    top, first, second, below = network
    entity = obligation_entity(TASK, "1")
    top.write(obligation_defined(entity, MONTHLY))
    for sender, recipient in ((top, first), (top, second), (first, below)):
        send(sender, recipient)
    assert owed(first) == owed(second) == owed(below) == [("1", "Báo cáo kiểm tra sau thông quan", None)]
    top.write(obligation_ended(entity, "2007-12-14", "Nay báo cáo theo quý."))
    send(top, second)
    assert owed(second) == [("1", "Báo cáo kiểm tra sau thông quan", "2007-12-14")]
    assert owed(first)[0][2] is None


def test_what_a_department_gives_itself_goes_neither_up_nor_down(network: list[Station]) -> None:
    top, first, _second, below = network
    send(top, first)
    first.write(obligation_defined(obligation_entity(TASK, "r1", "HQ03"), MONTHLY))
    send(first, top)
    send(first, below)
    assert (len(owed(first)), owed(top), owed(below)) == (1, [], [])


@pytest.mark.parametrize(
    ("entity", "fields"),
    [
        (obligation_entity(TASK, "r1", "HQ03"), MONTHLY),  # a unit's own may only be written inside the unit
        (EntityId("obl/" + "0" * 32), MONTHLY),
        (obligation_entity(TASK, "1"), {**MONTHLY, "task": "task/other"}),
    ],
)
def test_what_names_another_unit_or_task_is_not_applied(
    network: list[Station], entity: EntityId, fields: Fields
) -> None:
    top, first, *_ = network
    top.write(Fact("obligation.defined", entity, fields, Audience.DOWN))
    send(top, first)
    assert [row["code"] for row in db.sync.rejected(first.database)] == [Rejection.OTHER_UNIT]
    assert owed(first) == []


def test_a_report_that_comes_up_fills_its_slot_at_headquarters(network: list[Station]) -> None:
    top, first, *_ = network
    top.write(obligation_defined(obligation_entity(TASK, "1"), MONTHLY))
    for role in (Role.OFFICER, Role.SUPERVISOR):
        first.enrol_person(role)
    send(top, first)
    (duty,) = obligations_of(top.database, TASK)
    day = date(2007, 6, 25)  # the clocks of the network begin on 24/06/2007
    june, july, _ = slots(duty, "HQ03", entries_of(top.database, TASK, "HQ03"), day)
    assert (june.key, june.state, july.state) == ("2007-06", SlotState.OVERDUE, SlotState.OPEN)
    record = Record(WorkStatus.IN_PROGRESS, 40, slot=reported_period_of(SLOT))
    officer, supervisor = list(first.people)
    first.approve(TASK, record, officer, supervisor, "2007-06")
    send(first, top)
    june, *_ = slots(duty, "HQ03", entries_of(top.database, TASK, "HQ03"), day)
    assert june.state is SlotState.LATE
    june, *_ = slots(duty, "HQ20", entries_of(top.database, TASK, "HQ03"), day)
    assert june.state is SlotState.OVERDUE


@pytest.mark.parametrize(
    "slot", [None, {**SLOT, "due": "2007-06-30"}, {**SLOT, "more": 1}, {"kind": "month"}, "2007-06"]
)
def test_the_rule_a_report_was_made_with_is_signed_with_it(network: list[Station], slot: Json) -> None:
    top, first, *_ = network
    for role in (Role.OFFICER, Role.SUPERVISOR):
        first.enrol_person(role)
    send(top, first)
    officer, supervisor = list(first.people)
    record = Record(WorkStatus.IN_PROGRESS, 40, slot=reported_period_of(SLOT))
    entity = first.approve(TASK, record, officer, supervisor, "2007-06")
    send(first, top)
    assert (top.journal.projection.shown(top.database, entity) or {})["slot"] is not None
    events = folded_entity(first.database, entity).events
    published = next(one.event.fields for one in events if one.event.type == "progress.published")
    first.write(Fact("progress.published", entity, {**published, "slot": slot}, Audience.UP))
    send(first, top)
    assert len(db.sync.rejected(top.database)) == 1


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("every", "week"),
        ("profile", "lunar"),
        ("start_day", 0),
        ("start_day", 29),
        ("send_offset", 10**9),
        ("begins", "tomorrow"),
    ],
)
def test_a_rule_that_cannot_be_read_asks_for_nothing(network: list[Station], name: str, odd: str | int) -> None:
    top, first, *_ = network
    top.write(obligation_defined(obligation_entity(TASK, "1"), {**MONTHLY, name: odd}))
    send(top, first)
    assert owed(first) == []
