"""Control totals: the same events give the same official records on both sides, and a difference is said (§2.10)."""

from random import Random

import pytest

import db.totals
from db.connection import Database
from db.events import EventState
from desktop.checking import check_ledger, rebuild_tables
from desktop.jobs import Job
from desktop.journal.event import EntityId, Fields
from desktop.plans.facts import plan_entity, plan_issued, task_assigned, task_entity, task_issued
from desktop.progress.entries import Record
from desktop.sync.bundle.container import open_frame
from desktop.sync.exchange import Caution, import_bundle
from desktop.sync.neighbours.totals import control_total
from tests.support.exchange import Pair, approved_entry
from tests.support.network import Station, exchange_until_quiet, stations

LINKS = [("TCHQ", "TCHQ/HQ03"), ("TCHQ/HQ03", "TCHQ"), ("TCHQ", "TCHQ/HQ20"), ("TCHQ/HQ20", "TCHQ"),
         ("TCHQ/HQ03", "TCHQ/HQ03/HQ03A"), ("TCHQ/HQ03/HQ03A", "TCHQ/HQ03")]  # fmt: skip


def damage(database: Database, statement: str) -> None:
    """Show something that the events do not say, as a program with a mistake would."""
    cursor = database.conn.execute(statement)
    assert cursor.rowcount > 0


def digest_of(sender: Station, to: Station) -> str | None:
    frame = sender.compose(to.node).frame
    return open_frame(frame, key_of=to.endpoint.store.key, me=to.node).manifest.digest


def give(top: Station, node: str, tasks: list[EntityId]) -> None:
    for task in tasks:
        top.write(task_assigned(task, node.rpartition("/")[2], node, role="lead", at=top.now(), by=""))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE p_progress SET approved = replace(approved, '100', '90') WHERE approved IS NOT NULL",
        "UPDATE p_task SET due = '2008-01-01' WHERE number = '4'",
        "UPDATE p_assignment SET role = 'support' WHERE unit = 'HQ03'",
        "DELETE FROM p_plan",
    ],
)
def test_row_43_records_that_two_programs_show_differently_are_said_and_mended(pair: Pair, statement: str) -> None:
    plan = pair.headquarters.import_608("HQ03", "HQ20")
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan)
    assert import_bundle(pair.hq, pair.up().path).cautions == ()
    assert import_bundle(pair.hp, pair.down().path).cautions == ()
    damage(pair.hq.database, statement)
    assert import_bundle(pair.hq, pair.up().path).cautions == (Caution.TOTALS_DIFFER,)
    assert not check_ledger(pair.hq, Job()).projections_agree
    rebuild_tables(pair.hq, Job())
    assert import_bundle(pair.hq, pair.up().path).cautions == ()


def test_what_a_unit_keeps_to_itself_or_another_unit_has_counts_for_nobody(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03", "HQ20")
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan)
    import_bundle(pair.hq, pair.up().path)
    damage(pair.hq.database, "UPDATE p_assignment SET role = 'support' WHERE unit = 'HQ20'")
    damage(pair.hp.database, "UPDATE p_progress SET result = 'chỉ ở đơn vị', state = 'recorded'")
    damage(pair.hp.database, "UPDATE p_assignment SET sid = 99")
    assert import_bundle(pair.hp, pair.down().path).cautions == ()
    assert import_bundle(pair.hq, pair.up().path).cautions == ()


def test_totals_are_compared_only_where_both_hold_the_same(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan)
    damage(pair.hq.database, "UPDATE p_task SET due = '2008-01-01' WHERE number = '4'")
    older = pair.down()
    sent = pair.up()
    assert import_bundle(pair.hp, older.path).cautions == (), "headquarters did not hold what was approved meanwhile"
    assert import_bundle(pair.hq, sent.path).cautions == (Caution.TOTALS_DIFFER,)


def test_a_ledger_with_events_it_does_not_accept_says_no_total() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    department.enrol_person()
    hq.receive(department.compose("TCHQ").frame)
    assert digest_of(hq, department) is not None
    for state in (EventState.NEWER_TYPE, EventState.SET_ASIDE):
        hq.database.conn.execute("UPDATE event SET state = ?", (int(state),))
        assert digest_of(hq, department) is None
    hq.database.conn.execute("UPDATE event SET state = 1")
    hq.database.conn.execute("INSERT INTO rejected (sid, seq, code) SELECT sid, seq, 'other_unit' FROM event")
    assert digest_of(hq, department) is None


def test_three_levels_agree_pair_by_pair_whatever_they_hold_besides() -> None:
    network = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ20", "TCHQ/HQ03/HQ03A"])
    top, department, other, branch = network
    plan = plan_entity("608")
    header: Fields = {"number": "608/QĐ-TCHQ", "date": "2007-03-28", "title": "Kế hoạch", "issuer": "TCHQ"}
    top.write(plan_issued(plan, header, document="d", repairs=[], doubts=[]))
    tasks = [task_entity(str(number)) for number in range(4)]
    for number, task in enumerate(tasks):
        row: Fields = {"kind": "task", "number": str(number), "path": ["I", str(number)], "title": f"Việc {number}"}
        top.write(task_issued(task, plan, number, {**row, "deadline": None}))
    give(top, "TCHQ/HQ03", tasks[:3])
    give(top, "TCHQ/HQ20", tasks[1:])
    exchange_until_quiet(network, LINKS)
    give(department, "TCHQ/HQ03/HQ03A", tasks[:2])
    people = [department.enrol_person("officer"), department.enrol_person()]
    department.approve(tasks[0], Record(result=Random(1).randbytes(4).hex()), *people)
    exchange_until_quiet(network, LINKS)
    for upper, lower in (
        (top, department),
        (department, top),
        (top, other),
        (department, branch),
        (branch, department),
    ):
        assert control_total(upper.endpoint, lower.node) == control_total(lower.endpoint, upper.node) is not None
    assert control_total(top.endpoint, "TCHQ/HQ03") != control_total(top.endpoint, "TCHQ/HQ20")
    assert db.totals.is_settled(other.database, [])
