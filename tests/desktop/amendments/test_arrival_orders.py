"""Plan, amendments, progress and acknowledgement arrive in any order: every ledger shows the same in the end."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import db.amendments
import db.events
import db.plans
import db.projections
from db.connection import Database, trying, writing
from desktop.amendments.amendments import revisions, versions
from desktop.journal.event import EntityId, Fields
from desktop.journal.receiving import Receiver, Segment
from desktop.journal.verification import projections_agree
from desktop.permissions import Role
from desktop.plans.facts import (
    plan_acknowledged,
    plan_amended,
    plan_entity,
    plan_issued,
    target_set,
    task_added,
    task_amended,
    task_assigned,
    task_entity,
    task_issued,
    task_retired,
)
from desktop.progress.facts import progress_entity, progress_reported
from desktop.sync.inbound.authority import Authority
from tests.support.network import Station, stations

PLAN = plan_entity("a" * 32)
FIRST, SECOND, THIRD = (task_entity(letter * 32) for letter in "bcd")
HEADER: Fields = {"number": "608/QĐ-TCHQ", "date": "2007-03-30", "title": "Kế hoạch", "issuer": "TCHQ"}
SEPTEMBER: Fields = {"kind": "month", "start": None, "due": "2007-09-30", "continues": False, "every": None,
                     "condition": None}  # fmt: skip


def row(number: str) -> Fields:
    return {"kind": "task", "number": number, "path": ["I", number], "title": f"Việc {number}", "deadline": None}


def decision(number: str) -> Fields:
    return {"number": number, "date": "2007-07-02", "title": "Sửa đổi", "issuer": "TCHQ", "document": ""}


def change(op: str, task: EntityId) -> Fields:
    return {"op": op, "task": task, "path": ["I", "1"], "title": "Việc"}


def play() -> list[Station]:
    """Two machines of headquarters amend one after the other, a department works on the first revision meanwhile."""
    one, two, first, second = network = stations(["TCHQ", "TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"], seed=11)
    one.write(plan_issued(PLAN, HEADER, document="d", repairs=[], doubts=[]))
    one.write(task_issued(FIRST, PLAN, 0, row("1")), task_issued(SECOND, PLAN, 1, row("2")))
    one.write(task_assigned(FIRST, "HQ03", "TCHQ/HQ03", role="lead", at=1, by="x"))
    one.write(target_set(FIRST, 1, {"text": "≥ 10 %", "op": ">=", "value": "10", "unit": "%", "year": 2007}))
    first.receive(one.compose("TCHQ/HQ03").frame)
    first.enrol_person(Role.SUPERVISOR)
    entity = progress_entity(FIRST, "HQ03", "-")
    where: Fields = {"task": FIRST, "unit": "HQ03", "period": "-", "percent": 40, "seen_rev": 1}
    first.write(progress_reported(entity, where, by="x", at=1))
    changes = [change("change", FIRST), change("withdraw", SECOND)]
    one.write(
        *plan_amended(PLAN, 2, decision("1200"), [*changes]),
        task_amended(FIRST, {"deadline": SEPTEMBER, "deadline_text": "Tháng 9/2007"}, rev=2),
        task_retired(SECOND, rev=2, why="Xong", replaced_by=[]),
    )
    two.receive(one.compose("TCHQ").frame)
    two.write(
        *plan_amended(PLAN, 3, decision("1300"), [change("add", THIRD), change("change", FIRST)]),
        task_added(THIRD, PLAN, {**row("3"), "position": 1, "rank": "n"}, rev=3),
        task_amended(FIRST, {"title": "Việc một"}, rev=3),
    )
    first.receive(one.compose("TCHQ/HQ03").frame)
    first.write(plan_acknowledged(PLAN, 2, "HQ03", by="x", at=2))
    assert second.node == first.node
    return network


NETWORK = play()
OBSERVER = NETWORK[3]


def segments(*senders: Station) -> list[Segment]:
    """Every event of what these machines wrote, each as a segment of its own."""
    found = []
    for sender in senders:
        for stream in db.events.streams(sender.database):
            before = bytes(32)
            for event in db.events.events_of(sender.database, stream["sid"], 1, 1 << 40) if stream["own"] else ():
                assert event["body"] is not None
                found.append(
                    Segment(
                        stream["stream_id"],
                        stream["node"],
                        stream["install_id"],
                        stream["audience"],
                        1,
                        b"k",
                        event["seq"],
                        before,
                        [event["body"]],
                        event["hash"],
                    )
                )
                before = event["hash"]
    return found


def receive(station: Station, arriving: Sequence[Segment]) -> None:
    """Take in segments inside the transaction that is open."""
    for segment in arriving:
        judge = Authority(station.database, station.node).judge
        taken = Receiver(station.journal, judge, None).receive(segment)
        assert taken.rejected == []
        station.journal.flush()


def outcome(arriving: Sequence[Segment]) -> str:
    """What the observer shows after the segments came in this order; the observer stays as it was."""
    with writing(OBSERVER.database), trying(OBSERVER.database):
        receive(OBSERVER, arriving)
        assert projections_agree(OBSERVER.database, OBSERVER.journal.projection, lambda: None)
        return shown(OBSERVER.database)


def shown(database: Database) -> str:
    rows = [dict(found) for found in db.plans.all_tasks(database)]
    return f"{db.projections.digest(database)}{rows!r}{revisions(database, PLAN)!r}"


ARRIVING = segments(*NETWORK[:3])


def test_what_arrives_is_a_plan_with_two_amendments() -> None:
    assert len(ARRIVING) == 14
    with writing(OBSERVER.database), trying(OBSERVER.database):
        receive(OBSERVER, ARRIVING)
        database = OBSERVER.database
        known = revisions(database, PLAN)
        assert ([one.number for one in known.amendments], known.waiting_for, known.disputed) == (
            ["1200", "1300"],
            (),
            (),
        )
        first, second, third = db.plans.tasks_of_plan(database, PLAN)
        assert (first["entity"], first["due"], first["title"]) == (FIRST, "2007-09-30", "Việc một")
        assert (first["amended_rev"], second["withdrawn_rev"], third["issued_rev"]) == (3, 2, 3)
        assert [one["rev"] for one in db.amendments.acknowledged_by(database, "HQ03")] == [2]
        assert len(db.amendments.targets_of(database, FIRST)) == 1


@settings(max_examples=60, deadline=None)
@given(st.permutations(ARRIVING))
def test_the_order_of_arrival_changes_nothing(order: list[Segment]) -> None:
    assert outcome(order) == outcome(ARRIVING)


def test_row_37_a_later_amendment_is_applied_and_the_missing_one_is_named() -> None:
    issued, amended_again = segments(NETWORK[0])[:3], segments(NETWORK[1])
    with writing(OBSERVER.database), trying(OBSERVER.database):
        receive(OBSERVER, [*issued, *amended_again])
        known = revisions(OBSERVER.database, PLAN)
        assert (known.latest, known.waiting_for) == (3, (2,))
        assert known.words == ("Kế hoạch đang chờ bản sửa đổi số 2.",)
        assert db.amendments.last_revision(OBSERVER.database, PLAN) == 3


def test_two_decisions_with_one_number_are_both_listed() -> None:
    one, two, department = stations(["TCHQ", "TCHQ", "TCHQ/HQ03"], seed=12)
    one.write(plan_issued(PLAN, HEADER, document="d", repairs=[], doubts=[]), task_issued(FIRST, PLAN, 0, row("1")))
    two.receive(one.compose("TCHQ").frame)
    for station, number, title in ((one, "1200", "Việc A"), (two, "1201", "Việc B")):
        station.write(
            *plan_amended(PLAN, 2, decision(number), [change("change", FIRST)]),
            task_amended(FIRST, {"title": title}, rev=2),
        )
    for station in (one, two):
        department.receive(station.compose("TCHQ/HQ03").frame)
    known = revisions(department.database, PLAN)
    assert known.disputed == (2,)
    assert known.words == ("Bản sửa đổi số 2 có hai nội dung khác nhau; cần đơn vị ban hành kết luận.",)
    (shown_one,) = known.amendments
    found = versions(department.database, shown_one.entity)
    assert [amendment.number for amendment in found] == ["1201", "1200"]
    assert found[0].number == shown_one.number
    task = db.plans.task(department.database, FIRST)
    assert task is not None
    assert '"title"' in str(task["parallel"])
    one.write(*plan_amended(PLAN, 3, decision("1400"), []))
    assert versions(one.database, shown_one.entity)[0].rows[0].task == FIRST


@pytest.mark.parametrize(
    "entity", ["amend/p", "amend/p/0", "amend/p/x", "amend/p/2/HQ03", "ack/p/2", "ack/p/2/", "target/p/x", "target/p"]
)
def test_a_record_whose_name_says_nothing_is_not_shown(entity: str) -> None:
    from desktop.journal.fold import Folded
    from desktop.projectors import PROJECTORS

    fields: Fields = {"plan": "plan/p", "owner": "plan/p", "number": "1", "by": "x", "at": 1}
    folded = Folded(fields, {}, {}, (), ())
    assert PROJECTORS[entity.partition("/")[0]].row(EntityId(entity), folded) is None
