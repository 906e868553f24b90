"""One import is taken back on all machines of the unit, what was written since stays, and it can be redone."""

import pytest

import db.events
import db.plans
import db.sync
from db.connection import rows, writing
from desktop.actions import Action
from desktop.errors import NotPermitted, TakeBackFault, TakeBackRefused
from desktop.journal.as_of import as_known_at, frontier_of
from desktop.journal.event import EntityId, Fields
from desktop.journal.setting_aside import set_aside
from desktop.journal.verification import broken_links, projections_agree
from desktop.permissions import Role
from desktop.plans.facts import plan_entity, task_edited, task_entity, task_issued
from desktop.sync.exchange import import_bundle
from desktop.sync.repair.facts import import_redone, import_taken_back
from desktop.sync.repair.taking_back import is_taken_back, preview_take_back, redo, take_back
from tests.support.exchange import DAY, Pair, approved_entry, contents
from tests.support.ledgers import OFFICER
from tests.support.network import Station, stations

TOLD = "SELECT count(*) AS n FROM event WHERE state = 5"


def imported(pair: Pair) -> int:
    """A plan with its tasks given to Hải Phòng, carried there; the number of the import in its ledger."""
    pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    return last_in(pair)


def last_in(pair: Pair) -> int:
    return next(row["id"] for row in db.sync.bundles_of(pair.hp.database, "TCHQ") if row["direction"] == "in")


def aside(pair: Pair) -> int:
    return int(next(rows(pair.hp.database, TOLD))["n"])


def test_what_an_import_brought_goes_and_comes_again(pair: Pair) -> None:
    bundle = imported(pair)
    before = contents(pair.hp.database)
    shown = db.plans.all_tasks(pair.hp.database)
    preview = preview_take_back(pair.hp, bundle, as_of=DAY)
    assert contents(pair.hp.database) == before
    assert preview.before.total > 0 == preview.after.total
    assert {line.group for line in preview.lines} == {"removed"}
    assert preview.kept == ()
    taken = take_back(pair.hp, bundle, "nhầm tệp")
    assert (taken.from_node, taken.records) == ("TCHQ", preview.events)
    assert is_taken_back(pair.hp, bundle)
    assert db.plans.all_tasks(pair.hp.database) == []
    assert aside(pair) == preview.events
    redo(pair.hp, bundle)
    assert not is_taken_back(pair.hp, bundle)
    assert db.plans.all_tasks(pair.hp.database) == shown
    assert aside(pair) == 0


def test_later_work_on_what_goes_is_named_and_kept(pair: Pair) -> None:
    """A correction that came with a later file builds on the row that goes: it stays and is named."""
    bundle = imported(pair)
    row = next(found for found in db.plans.all_tasks(pair.hq.database) if found["path"] == '["I","C","4"]')
    with pair.hq.changing(Action.EDIT_PLAN) as change:
        change.write(task_edited(EntityId(row["entity"]), {"note": "gấp"}))
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    preview = preview_take_back(pair.hp, bundle, as_of=DAY)
    assert [(kept.type, kept.subject.entity) for kept in preview.kept] == [("task.edited", row["entity"])]
    take_back(pair.hp, bundle, "nhầm tệp")
    events = "SELECT type FROM event WHERE state = 1 AND entity = ?"
    assert [found["type"] for found in rows(pair.hp.database, events, (row["entity"],))] == ["task.edited"]


def test_the_sender_is_told_what_was_taken_back_until_it_is_redone(pair: Pair) -> None:
    bundle = imported(pair)
    take_back(pair.hp, bundle, "nhầm tệp")
    report = import_bundle(pair.hq, pair.up().path, as_of=DAY)
    refused = [line for line in report.lines if line.group == "refused"]
    assert len(refused) == aside(pair) > 0
    assert {line.after for line in refused} == {"Nơi nhận đã rút lại lần nhập có nội dung này."}
    redo(pair.hp, bundle)
    again = import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert [line for line in again.lines if line.group == "refused"] == []


def test_nothing_is_sent_again_because_an_import_was_taken_back(pair: Pair) -> None:
    bundle = imported(pair)
    take_back(pair.hp, bundle, "nhầm tệp")
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert pair.down().events == 0


def test_imports_that_cannot_be_taken_back_say_why(pair: Pair) -> None:
    bundle = imported(pair)
    officer = pair.department.add(OFFICER, Role.OFFICER)
    with pytest.raises(NotPermitted):
        take_back(officer, bundle, "nhầm")
    assert _fault(pair, 999) is TakeBackFault.UNKNOWN
    with pytest.raises(TakeBackRefused) as refused:
        redo(pair.hp, bundle)
    assert refused.value.reason is TakeBackFault.NOT_TAKEN_BACK
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    assert _fault(pair, last_in(pair)) is TakeBackFault.NOTHING
    take_back(pair.hp, bundle, "nhầm tệp")
    assert _fault(pair, bundle) is TakeBackFault.ALREADY


def _fault(pair: Pair, bundle: int) -> TakeBackFault:
    with pytest.raises(TakeBackRefused) as refused:
        take_back(pair.hp, bundle, "nhầm")
    return refused.value.reason


def test_a_report_of_before_shows_what_was_known_then(pair: Pair) -> None:
    bundle = imported(pair)
    tasks, then = len(db.plans.all_tasks(pair.hp.database)), frontier_of(pair.hp.database)
    take_back(pair.hp, bundle, "nhầm tệp")
    since = frontier_of(pair.hp.database)
    redo(pair.hp, bundle)
    with as_known_at(pair.hp.database, pair.hp.journal.projection, then):
        assert len(db.plans.all_tasks(pair.hp.database)) == tasks
    with as_known_at(pair.hp.database, pair.hp.journal.projection, since):
        assert db.plans.all_tasks(pair.hp.database) == []
    assert len(db.plans.all_tasks(pair.hp.database)) == tasks


def test_approved_records_are_taken_back_at_headquarters_but_not_the_people_who_approved_them(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    approved_entry(pair.department, plan)
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    bundle = next(row["id"] for row in db.sync.bundles_of(pair.hq.database, "TCHQ/HQ03") if row["direction"] == "in")
    people = list(rows(pair.hq.database, "SELECT entity FROM p_person WHERE unit = 'HQ03'"))
    preview = preview_take_back(pair.hq, bundle, as_of=DAY)
    assert preview.before.completed_on_time == preview.after.completed_on_time + 1
    take_back(pair.hq, bundle, "gửi nhầm")
    assert list(rows(pair.hq.database, "SELECT entity FROM p_progress")) == []
    assert list(rows(pair.hq.database, "SELECT entity FROM p_person WHERE unit = 'HQ03'")) == people


@pytest.mark.parametrize("order", range(4))
def test_all_machines_of_the_unit_agree_whatever_comes_first(order: int) -> None:
    """The take-back, the events it covers and the redo reach the second machine in any order."""
    hq, first, second = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"])
    hq.enrol_person()
    for name in ("a", "b"):
        _issue(hq, name)
    frame = hq.compose("TCHQ/HQ03").frame
    first.receive(frame)
    bundle = db.sync.bundles_of(first.database, "TCHQ")[0]
    ranges = [(stream, one, last) for stream, _, one, last in db.events.ranges_of_bundle(first.database, bundle["id"])]
    digest = bytes(bundle["hash"])
    first.write(import_taken_back(digest, ranges, number=1, sender="TCHQ", by="x", at=1, reason="nhầm"))
    taken = first.compose("TCHQ/HQ03").frame
    _settle(first)
    if order % 2:
        first.write(import_redone(digest, by="x", at=2))
        _settle(first)
    redone = first.compose("TCHQ/HQ03").frame
    frames = [frame, taken, redone] if order < 2 else [redone, taken, frame]
    for one in frames:
        second.receive(one)
    assert _told(first) == _told(second)
    assert (_told(first) == []) == (order % 2 == 0)
    for station in (first, second):
        with writing(station.database):
            assert projections_agree(station.database, station.journal.projection, lambda: None)
        assert list(broken_links(station.database, lambda: None)) == []


def _issue(hq: Station, name: str) -> None:
    row: Fields = {"kind": "task", "number": "1", "path": ["I", "1"], "title": name, "deadline": None}
    hq.write(task_issued(task_entity(name), plan_entity("p"), 1, row))


def _settle(station: Station) -> None:
    with station.working():
        for entity in set_aside(station.database, station.node):
            station.journal.touch(entity)


def _told(station: Station) -> list[str]:
    return [str(row["title"]) for row in rows(station.database, "SELECT title FROM p_task ORDER BY title")]


def test_the_manifest_names_each_event_that_was_taken_back(pair: Pair) -> None:
    bundle = imported(pair)
    take_back(pair.hp, bundle, "nhầm tệp")
    told = db.sync.rejected(pair.hp.database)
    assert {row["code"] for row in told} == {"taken_back"}
    assert len(told) == aside(pair)
