"""A receipt limits what is sent, and never more than its sender really has (SYNC §2.10, §2.13)."""

import db.people
import db.sync
from db.connection import Database, writing
from desktop.sync.inbound.import_report import Caution
from desktop.sync.outbound.exporting import ExportMode
from tests.support.network import HOUR_MS, Station, copy_of, stations


def exchange(sender: Station, recipient: Station) -> int:
    """Carry the next bundle; how many events it brought."""
    taken = recipient.receive(sender.compose(recipient.node).frame)
    assert taken is not None
    return taken.counts.new


def test_a_restored_ledger_takes_back_the_receipts_it_gave() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    department.enrol_person()
    backup = copy_of(department.database)
    for _ in range(5):
        department.enrol_person()
        exchange(department, hq)
        exchange(hq, department)
    assert hq.compose("TCHQ/HQ03").events == 0
    department.restore(backup)
    exchange(department, hq)
    assert exchange(hq, department) == 5
    assert len(department.known_people()) == 6


def test_a_late_receipt_does_not_take_a_newer_one_back() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    hq.enrol_person()
    early = department.compose("TCHQ").frame
    department.enrol_person()
    exchange(department, hq)
    before = db.sync.have_of(hq.database, department.install)
    hq.receive(early)
    assert db.sync.have_of(hq.database, department.install) == before
    assert db.sync.have_stands_at(hq.database, department.install) == (1, 2)


def test_row_86_a_receipt_that_claims_another_history_brings_everything_again_and_is_said() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    department.enrol_person()
    exchange(department, hq)
    exchange(hq, department)
    assert department.compose("TCHQ").events == 0
    have = [(stream, seq, bytes(32)) for stream, (seq, _) in db.sync.have_of(department.database, hq.install).items()]
    db.sync.put_have(department.database, hq.install, have, 1, 9)
    assert department.compose("TCHQ").events == 1
    liar, victim = stations(["TCHQ", "TCHQ/HQ03"], seed=3)
    victim.enrol_person()
    exchange(victim, liar)
    liar.database.conn.execute("UPDATE stream SET frontier_hash = zeroblob(32)")
    taken = victim.receive(liar.compose("TCHQ/HQ03").frame)
    assert taken is not None
    assert taken.cautions == (Caution.OTHER_HISTORY,)


def test_with_two_machines_in_a_node_the_one_that_has_less_decides() -> None:
    hq, first, second = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"])
    header_free = hq.compose("TCHQ/HQ03").frame
    first.receive(header_free)
    first.enrol_person()
    exchange(first, hq)
    assert hq.compose("TCHQ/HQ03").events == 1, "the other machine has not got it"
    second.receive(hq.compose("TCHQ/HQ03").frame)
    exchange(second, hq)
    exchange(first, hq)
    assert hq.compose("TCHQ/HQ03").events == 0


def test_row_86_a_receipt_for_more_than_there_is_harms_only_who_gave_it() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    department.enrol_person()
    exchange(department, hq)
    exchange(hq, department)
    have = db.sync.have_of(department.database, hq.install)
    lie = [(stream, seq + 50, hash_) for stream, (seq, hash_) in have.items()]
    with writing(department.database):
        db.sync.put_have(department.database, hq.install, lie, 1, 1)
    department.enrol_person()
    assert department.compose("TCHQ").events == 0, "it says that it has this already"
    taken = hq.receive(department.compose("TCHQ", ExportMode.FULL).frame)
    assert taken is not None
    assert (taken.counts.new, taken.counts.duplicate) == (1, 1)
    hq.enrol_person()
    exchange(hq, department)
    department.enrol_person()
    assert department.compose("TCHQ").events == 1, "its next receipt tells the truth"


def test_row_87_who_claims_a_gap_for_ever_gets_the_same_events_and_no_more() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    forgetful = copy_of(hq.database)
    for count in range(1, 6):
        department.enrol_person()
        composed = department.compose("TCHQ")
        assert composed.events == count, "all that was never confirmed, once"
        hq.receive(composed.frame)
        before = department.everything()
        department.receive(claim_of(hq, forgetful))
        assert department.everything() == before
    for _ in range(6):
        exchange(hq, department)
    assert department.compose("TCHQ").events == 0


def claim_of(station: Station, forgetful: Database) -> bytes:
    """What the station writes when its ledger is one that has seen nothing."""
    real, station.database = station.database, forgetful
    station.begin()
    frame = station.compose("TCHQ/HQ03").frame
    station.database = real
    station.begin()
    return frame


def test_row_19_a_leap_of_bundle_numbers_holds_back_only_the_receipts_of_who_leapt_until_his_next_life() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    department.enrol_person()
    exchange(department, hq)
    backup = copy_of(hq.database)
    far = db.sync.NewBundle(bytes(32), "out", "TCHQ/HQ03", department.install, 1, 10**9, 0, 0, "f", "", "{}")
    with writing(hq.database):
        db.sync.add_bundle(hq.database, far, ())
    exchange(hq, department)
    assert db.sync.have_stands_at(department.database, hq.install) == (1, 10**9 + 1)
    department.enrol_person()
    exchange(department, hq)
    hq.restore(backup)
    exchange(department, hq)
    hq.enrol_person()
    exchange(hq, department)
    assert db.sync.have_stands_at(department.database, hq.install) == (2, 1)
    assert department.compose("TCHQ").events == 0


def test_row_40_clocks_400_days_behind_and_5_hours_ahead_change_nothing_in_what_all_show() -> None:
    offsets = {0: 0, 1: -400 * 24 * HOUR_MS, 2: 5 * HOUR_MS}
    hq, slow, fast = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ20"], offsets_ms=offsets)
    even = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ20"])
    for tree in ((hq, slow, fast), even):
        for station in tree[1:]:
            station.enrol_person()
            station.enrol_person()
            exchange(station, tree[0])
            exchange(tree[0], station)
    assert [len(station.known_people()) for station in (slow, fast)] == [2, 2]
    assert [station.compose("TCHQ").events for station in (slow, fast)] == [0, 0]
    assert len(db.people.all_people(hq.database)) == len(db.people.all_people(even[0].database)) == 4
