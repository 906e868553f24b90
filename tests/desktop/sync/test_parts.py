"""An export divided into files: each within its size, importable in any order, together the whole (SYNC §3.2)."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

import db.projections
import db.sync
from db.connection import rows, writing
from db.events import EventState
from desktop.errors import ExportBound, ExportTooLarge, UnknownBundle, UnknownNeighbour
from desktop.progress.entries import Record
from desktop.sync import limits
from desktop.sync.bundle.container import open_frame
from desktop.sync.outbound.exporting import Composed, ExportMode, compose_parts, sealed
from desktop.sync.outbound.outgoing import outgoing, outgoing_again
from tests.support.network import Station, copy_of, stations

TASK = "task/608c4"


def parts(sender: Station, to_node: str, max_bytes: int, mode: ExportMode = ExportMode.SINCE_RECEIPT) -> list[Composed]:
    """The next bundles, remembered as written."""
    with writing(sender.database):
        found = []
        for composed in compose_parts(sender.endpoint, to_node, outgoing(sender.endpoint, to_node, mode), max_bytes):
            remember(sender, to_node, composed)
            found.append(composed)
        return found


def again(sender: Station, to_node: str, number: int) -> list[Composed]:
    with writing(sender.database):
        found = outgoing_again(sender.endpoint, to_node, number)
        return list(compose_parts(sender.endpoint, to_node, found))


def remember(sender: Station, to_node: str, composed: Composed) -> None:
    bundle = db.sync.NewBundle(
        sender.random.randbytes(32), "out", to_node, None, 1, composed.number, sender.now(), 1, "f", "", "{}"
    )
    db.sync.add_bundle(sender.database, bundle, composed.ranges)


def busy(station: Station, count: int) -> None:
    """People and approved records, as a department has them after a while."""
    people = [station.enrol_person("officer"), station.enrol_person()]
    for number in range(count):
        station.approve(f"{TASK}-{number}", record_of(station.random), *people)


def record_of(random: Random) -> Record:
    return Record(result=random.randbytes(60).hex())


def state(station: Station) -> tuple[object, ...]:
    """All that does not depend on the order in which streams became known here."""
    events = sorted((row["hash"], row["state"]) for row in rows(station.database, "SELECT hash, state FROM event"))
    return station.frontiers(), events, db.projections.digest(station.database)


def imported(recipient: Station, found: Sequence[Composed]) -> tuple[object, ...]:
    """What the recipient would have after these bundles; it keeps nothing of them."""
    saved = copy_of(recipient.database)
    for composed in found:
        recipient.receive(composed.frame)
    after = state(recipient)
    recipient.database = saved
    recipient.begin()
    return after


@pytest.mark.parametrize("max_bytes", [7_000, 9_000, 14_000, 40_000])
def test_any_split_imported_in_any_order_is_the_whole(max_bytes: int) -> None:
    hq, first, second = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"], seed=max_bytes)
    for _ in range(4):
        busy(second, 2)
        first.receive(second.compose("TCHQ/HQ03").frame)
    busy(first, 30)
    whole = imported(hq, [first.compose("TCHQ")])
    found = parts(first, "TCHQ", max_bytes)
    assert [one.number for one in found] == list(range(2, 2 + len(found)))
    assert all(len(sealed(first.endpoint, "TCHQ", one)) <= max_bytes for one in found)
    assert len(found) > (1 if max_bytes < 14_000 else 0)
    random = Random(max_bytes)
    for _ in range(6):
        order = random.sample(found, len(found))
        assert imported(hq, [*order, order[0]]) == whole
    assert imported(hq, found[1:]) != whole, "a file that is missing is missed"


def test_later_files_wait_for_the_first_and_then_all_is_applied() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    busy(department, 30)
    first, *later = parts(department, "TCHQ", 7_000)
    for composed in reversed(later):
        hq.receive(composed.frame)
    waiting = [row["state"] for row in rows(hq.database, "SELECT state FROM event")]
    assert set(waiting) == {EventState.HELD}
    hq.receive(first.frame)
    assert {row["state"] for row in rows(hq.database, "SELECT state FROM event")} == {EventState.APPLIED}


def test_files_fill_the_size_that_was_asked_for() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    busy(department, 250)
    found = parts(department, "TCHQ", 20_000)
    sizes = [len(sealed(department.endpoint, "TCHQ", one)) for one in found]
    assert len(found) > 3
    assert min(sizes[:-1]) > 14_000
    assert hq.compose("TCHQ/HQ03").events == 0


def test_what_another_machine_wrote_is_cut_only_where_it_signed() -> None:
    hq, first, second = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"])
    busy(second, 40)
    first.receive(second.compose("TCHQ/HQ03").frame)
    with pytest.raises(ExportTooLarge) as caught:
        parts(first, "TCHQ", 7_000)
    assert (caught.value.reason, caught.value.writer) == (ExportBound.UNSIGNED_STRETCH, "TCHQ/HQ03")
    assert hq.receive(first.compose("TCHQ").frame) is not None


def test_a_size_that_the_receipt_alone_passes_is_refused() -> None:
    _, department = stations(["TCHQ", "TCHQ/HQ03"])
    with pytest.raises(ExportTooLarge) as caught:
        parts(department, "TCHQ", 3_000)
    assert caught.value.reason is ExportBound.COVER


def test_row_46_more_than_one_bundle_can_hold_is_divided_and_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    busy(department, 30)
    monkeypatch.setattr(limits, "RAW_BYTES", 30_000)
    found = parts(department, "TCHQ", limits.FILE_BYTES)
    assert len(found) > 1
    for composed in found:
        opened = open_frame(composed.frame, key_of=hq.endpoint.store.key, me="TCHQ")
        assert sum(section.entry.raw_len for section in opened.sections) <= 30_000


def test_an_earlier_bundle_goes_out_again_with_what_it_carried() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    busy(department, 2)
    (lost,) = parts(department, "TCHQ", limits.FILE_BYTES, ExportMode.SINCE_SENT)
    busy(department, 2)
    (later,) = parts(department, "TCHQ", limits.FILE_BYTES, ExportMode.SINCE_SENT)
    assert not {one[:2] for one in lost.ranges} & {one[:2] for one in later.ranges}
    taken = hq.receive(later.frame)
    assert taken is not None
    assert (taken.counts.new, taken.counts.held) == (0, later.events)
    (repeated,) = again(department, "TCHQ", lost.number)
    assert (repeated.ranges, repeated.number) == (lost.ranges, 3)
    taken = hq.receive(repeated.frame)
    assert taken is not None
    assert taken.counts.new == lost.events + later.events


def test_a_bundle_that_never_was_and_a_node_that_is_not_known_are_refused() -> None:
    _, department = stations(["TCHQ", "TCHQ/HQ03"])
    with pytest.raises(UnknownBundle):
        again(department, "TCHQ", 17)
    with pytest.raises(UnknownNeighbour):
        outgoing(department.endpoint, "TCHQ/HQ20", ExportMode.FULL)


@pytest.mark.parametrize("node", ["TCHQ", "TCHQ/HQ03"])
def test_a_new_machine_of_a_unit_gets_everything_in_one_full_export(node: str) -> None:
    nodes = ["TCHQ", "TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"]
    top, new_top, department, new_department = stations(nodes)
    old, new = (top, new_top) if node == "TCHQ" else (department, new_department)
    busy(department, 3)
    busy(top, 3)
    department.receive(top.compose("TCHQ/HQ03").frame)
    top.receive(department.compose("TCHQ").frame)
    new.receive(old.compose(node).frame)
    new.enrol_person()
    old.receive(new.compose(node).frame)
    new.database.conn.execute("DELETE FROM peer_have")
    (full,) = parts(old, node, limits.FILE_BYTES, ExportMode.FULL)
    assert full.events == len(list(rows(old.database, "SELECT 1 FROM event"))), "its own return as well"
    new.receive(full.frame)
    assert db.projections.digest(new.database) == db.projections.digest(old.database)


def test_row_22_a_stream_of_a_revoked_machine_goes_out_as_far_as_its_key_holds() -> None:
    _, first, second = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"])
    for _ in range(2):
        second.enrol_person()
        first.receive(second.compose("TCHQ/HQ03").frame)
    (stream,) = {one for one, (seq, _) in second.frontiers().items() if seq}
    key = next(one for one in first.store.keys_of_node("TCHQ/HQ03") if one.install == second.install.hex())
    known = {one.key_id: one for one in first.store.all_keys()} | {key.key_id: key.ended("mất máy", {stream.hex(): 1})}
    endpoint = replace(first.endpoint, store=replace(first.store, _by_id=known))
    ends = {one.stream["stream_id"]: one.last for one in outgoing(endpoint, "TCHQ", ExportMode.FULL)}
    before = {one.stream["stream_id"]: one.last for one in outgoing(first.endpoint, "TCHQ", ExportMode.FULL)}
    assert (before[stream], ends[stream]) == (2, 1)
