"""How far each record went: in which file, confirmed when and by which machine (FEATURES B6)."""

from pathlib import Path

import db.delivery
import db.events
from desktop.plans.plans import rows_of_plan
from desktop.progress.recording import Typed, check, report
from desktop.progress.review import approve_entries
from desktop.sync.exchange import exchanges, import_bundle
from desktop.sync.neighbours.delivery import deliveries, delivery_of, event_deliveries
from tests.support.exchange import DAY, Pair, approved_entry
from tests.support.ledgers import OFFICER, SUPERVISOR, new_ledger


def confirm(pair: Pair, number: int, at: int) -> None:
    """Headquarters' bundle `number` confirms everything that Hải Phòng holds."""
    (headquarters,) = [one for one in db.events.streams(pair.hq.database) if one["own"] and one["audience"] == "down"]
    reached = [(one["stream_id"], one["frontier"]) for one in db.events.streams(pair.hp.database)]
    db.delivery.add_confirmations(pair.hp.database, headquarters["install_id"], reached, number, at)


def test_a_record_is_followed_from_the_desk_to_the_receipt(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    entity = approved_entry(pair.department, plan)
    (waiting,) = delivery_of(pair.hp, entity)
    assert (waiting.node, waiting.bundle, waiting.is_confirmed) == ("TCHQ", None, False)
    sent = pair.up()
    (carried,) = delivery_of(pair.hp, entity)
    assert (carried.bundle, carried.written_at) == (sent.number, exchanges(pair.hp, "TCHQ")[0].at)
    assert not carried.is_confirmed
    pair.up()
    assert delivery_of(pair.hp, entity) == [carried], "it went out in the first file; the second repeats it"
    confirm(pair, number=7, at=4711)
    confirm(pair, number=8, at=4712)
    (received,) = delivery_of(pair.hp, entity)
    assert (received.receipt, received.confirmed_at, received.install_id) == (7, 4711, carried.install_id)
    assert received.unit_name == "Tổng cục Hải quan"


def test_the_receipt_that_came_by_file_is_the_one_that_is_named(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    entity = approved_entry(pair.department, plan)
    import_bundle(pair.hq, pair.up().path)
    import_bundle(pair.hp, pair.down().path)
    imported = exchanges(pair.hp, "TCHQ")[0]
    (received,) = delivery_of(pair.hp, entity)
    assert (received.receipt, received.confirmed_at) == (2, imported.at)
    import_bundle(pair.hp, pair.down().path)
    assert delivery_of(pair.hp, entity) == [received], "a later receipt says it again"


def test_a_record_that_was_changed_after_its_receipt_is_on_the_way_again(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    entity = approved_entry(pair.department, plan)
    pair.up()
    confirm(pair, number=2, at=1)
    published = db.delivery.latest(pair.hp.database, [entity])
    changed, _ = check(Typed(status="completed", percent="100", completed_on="18/06/2007", result="Lần hai"), today=DAY)
    row = pair.department.row(plan, "I/C/4")
    report(pair.department.sign_in(OFFICER), row, "", changed, reason="Bổ sung", submit_too=True)
    approve_entries(pair.department.sign_in(SUPERVISOR), [entity])
    (again,) = delivery_of(pair.hp, entity)
    assert (again.bundle, again.receipt) == (None, None)
    up = {one["sid"] for one in db.events.streams(pair.hp.database) if one["audience"] == "up"}
    events = [(row["sid"], row["seq"]) for row in published]
    found = event_deliveries(pair.hp, events)
    assert [one.receipt for one in found[next(event for event in events if event[0] in up)]] == [2]
    assert set(found) == {event for event in events if event[0] in up}, "what stays in the unit goes to nobody here"


def test_what_headquarters_wrote_itself_is_not_delivered_to_it(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    task = pair.headquarters.row(plan, "I/C/4").entity
    assert delivery_of(pair.hp, task) == []
    (down,) = delivery_of(pair.hq, task)
    assert (down.node, down.bundle) == ("TCHQ/HQ03", 1)


def test_many_records_are_asked_for_at_once(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    tasks = [row.entity for row in rows_of_plan(pair.hq.database, plan.entity)]
    pair.down()
    statements: list[str] = []
    pair.hq.database.conn.set_trace_callback(statements.append)
    try:
        found = deliveries(pair.hq, tasks)
    finally:
        pair.hq.database.conn.set_trace_callback(None)
    assert len(found) == len(tasks) > 70
    assert sum("bundle_range" in statement for statement in statements) == 1
    assert {one.bundle for each in found.values() for one in each} == {1}


def test_nobody_is_told_before_the_admission(tmp_path: Path) -> None:
    alone = new_ledger(tmp_path / "alone", "HQ03")
    assert deliveries(alone.administrator, []) == {}
    alone.close()
