"""Streams end by position: revoked keys, forks that are ruled, gaps given up; nothing written is lost by it."""

import pytest

import db.events
import db.sync
from db.connection import rows, run, writing
from desktop.actions import Action
from desktop.errors import MissingReason, RulingFault, RulingRefused
from desktop.journal.event import EntityId, Fact, Fields, decode
from desktop.journal.journal import REMOVED
from desktop.journal.reentry import reenter
from desktop.journal.verification import broken_links, projections_agree
from desktop.permissions import Role
from desktop.plans.facts import plan_entity, task_edited, task_entity, task_issued
from desktop.progress.facts import progress_accepted
from desktop.sync.exchange import import_bundle, write_bundle
from desktop.sync.inbound.import_report import Caution
from desktop.sync.outbound.exporting import ExportMode
from desktop.sync.repair.ruling import close_gap, forks, gaps, held_behind, rule, waiting_of
from desktop.users.facts import person_changed
from tests.support import disasters
from tests.support.exchange import DAY, Pair
from tests.support.network import Station, copy_of, exchange_until_quiet, stations

LINKS = [("TCHQ", "TCHQ/HQ03"), ("TCHQ/HQ03", "TCHQ")]
SITE = ("TCHQ/HQ03", "TCHQ/HQ03")


def people(station: Station) -> set[str]:
    return {str(row["person"]) for row in rows(station.database, "SELECT person FROM p_person WHERE unit = 'HQ03'")}


def issue(station: Station, name: str) -> EntityId:
    row: Fields = {"kind": "task", "number": "1", "path": ["I", name], "title": name, "deadline": None}
    station.write(task_issued(task_entity(name), plan_entity("p"), 1, row))
    return task_entity(name)


def titles(station: Station) -> list[str]:
    return [str(row["title"]) for row in rows(station.database, "SELECT title FROM p_task ORDER BY title")]


def is_whole(*network: Station) -> None:
    for station in network:
        with writing(station.database):
            assert projections_agree(station.database, station.journal.projection, lambda: None)
        assert list(broken_links(station.database, lambda: None)) == []


def test_row_21_what_a_revoked_machine_wrote_behind_its_end_goes_where_it_had_been_applied() -> None:
    """PC1 had more of PC2's stream than headquarters when it ended the key: in the end both show the same."""
    hq, first, second = stations(["TCHQ", *SITE])
    kept = second.enrol_person()
    hq.receive(second.compose("TCHQ").frame)
    lost = second.enrol_person()
    first.receive(second.compose("TCHQ/HQ03").frame)
    assert people(first) == {kept, lost}
    disasters.revoke(hq, second, disasters.root_key(1))
    taken = first.receive(hq.compose("TCHQ/HQ03").frame)
    assert taken is not None
    assert people(first) == people(hq) == {kept}
    exchange_until_quiet([hq, first], [*LINKS, SITE])
    assert people(first) == people(hq) == {kept}
    is_whole(hq, first)


def test_row_22_what_came_before_the_end_counts_though_it_arrives_with_more() -> None:
    hq, first, second = stations(["TCHQ", *SITE])
    early = second.enrol_person()
    hq.receive(second.compose("TCHQ").frame)
    late = second.enrol_person()
    frame = second.compose("TCHQ/HQ03").frame
    disasters.revoke(hq, second, disasters.root_key(1))
    first.receive(hq.compose("TCHQ/HQ03").frame)
    taken = first.receive(frame)
    assert taken is not None
    assert Caution.REVOKED_WRITER in taken.cautions
    assert people(first) == {early}
    assert late not in people(first)


def test_row_23_a_stolen_machine_gains_nothing_by_setting_its_clock_back() -> None:
    hq, _, second = stations(["TCHQ", *SITE])
    second.enrol_person()
    hq.receive(second.compose("TCHQ").frame)
    disasters.revoke(hq, second, disasters.root_key(1))
    second.journal.clock._last = 0
    second.journal.clock._now_ms = lambda: 1
    thief = second.enrol_person()
    hq.receive(second.compose("TCHQ", ExportMode.FULL).frame)
    assert thief not in people(hq)


def forked_department() -> tuple[Station, Station, Station, str, str, str]:
    """Hải Phòng's ledger was copied, both wrote on; headquarters has the copy's version, the machine knows of it."""
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    common = department.enrol_person()
    copy = disasters.clone(department, 5)
    theirs, ours = copy.enrol_person(), department.enrol_person()
    hq.receive(copy.compose("TCHQ").frame)
    hq.receive(department.compose("TCHQ").frame)
    department.receive(hq.compose("TCHQ/HQ03").frame)
    return hq, department, copy, common, theirs, ours


def test_row_25_26_a_ruling_ends_the_stream_and_both_parts_come_back() -> None:
    hq, department, copy, common, theirs, ours = forked_department()
    ((stream, differs),) = disasters.forked(department)
    assert differs == 2
    disasters.rule(department, stream, 1, rescue=False)
    assert people(department) == {common, ours}
    hq.receive(department.compose("TCHQ").frame)
    assert people(hq) == {common, ours}
    copy.receive(hq.compose("TCHQ/HQ03", ExportMode.FULL).frame)
    hq.receive(copy.compose("TCHQ", ExportMode.FULL).frame)
    department.receive(hq.compose("TCHQ/HQ03", ExportMode.FULL).frame)
    assert people(hq) == people(department) == people(copy) == {common, theirs, ours}
    assert disasters.forked(hq) == disasters.forked(department) == disasters.forked(copy) == []
    is_whole(hq, department, copy)


def test_row_26_where_the_copy_is_gone_the_unit_brings_its_part_back_from_the_evidence() -> None:
    hq, department, _, common, theirs, ours = forked_department()
    ((stream, _),) = disasters.forked(department)
    disasters.rule(department, stream, 1, rescue=True)
    exchange_until_quiet([hq, department], LINKS)
    assert people(hq) == people(department) == {common, theirs, ours}
    is_whole(hq, department)


def test_row_26_the_top_node_may_rule_for_a_unit() -> None:
    hq, department, _, common, _, ours = forked_department()
    ((stream, _),) = disasters.forked(hq)
    disasters.rule(hq, stream, 1, rescue=True)
    exchange_until_quiet([hq, department], LINKS)
    assert people(hq) == people(department) == {common, ours}
    is_whole(hq, department)


def test_row_26_a_receipt_for_more_than_was_written_betrays_a_copy() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    department.enrol_person()
    copy = disasters.clone(department, 5)
    theirs = copy.enrol_person()
    hq.receive(copy.compose("TCHQ").frame)
    told = department.receive(hq.compose("TCHQ/HQ03").frame)
    assert told is not None
    assert Caution.OTHER_HISTORY in told.cautions
    assert department.journal.writer.generation == 2
    ours = department.enrol_person()
    exchange_until_quiet([hq, department], LINKS)
    assert {theirs, ours} <= people(hq) == people(department)
    assert disasters.forked(hq) == []


def doubly_restored() -> tuple[Station, Station, list[str]]:
    """Headquarters issues tasks; the middle one went in a lost file and headquarters lost it too, twice restored."""
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    department.enrol_person()
    hq.receive(department.compose("TCHQ").frame)
    issue(hq, "a")
    department.receive(hq.compose("TCHQ/HQ03").frame)
    backup = copy_of(hq.database)
    issue(hq, "b")
    hq.compose("TCHQ/HQ03")
    issue(hq, "c")
    held = hq.compose("TCHQ/HQ03", ExportMode.SINCE_SENT).frame
    department.receive(held)
    hq.restore(backup)
    return hq, department, titles(department)


def test_row_27_what_waits_behind_a_part_lost_for_good_is_written_anew() -> None:
    hq, department, before = doubly_restored()
    assert before == ["a"]
    exchange_until_quiet([hq, department], LINKS)
    (stream,) = [stream for stream in db.events.streams(hq.database) if waiting_of(hq.database, stream)]
    assert titles(hq) == ["a"]
    disasters.close_gap(hq, stream)
    exchange_until_quiet([hq, department], LINKS)
    assert titles(hq) == titles(department) == ["a", "c"]
    is_whole(hq, department)


def test_row_28_a_filler_that_does_not_fit_is_kept_as_the_other_version() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    department.enrol_person()
    copy = disasters.clone(department, 5)
    for _ in range(2):
        copy.enrol_person()
    hq.receive(department.compose("TCHQ").frame)
    copy.compose("TCHQ")
    copy.enrol_person()
    hq.receive(copy.compose("TCHQ", ExportMode.SINCE_SENT).frame)
    ours = [department.enrol_person() for _ in range(2)]
    hq.receive(department.compose("TCHQ").frame)
    ((stream, differs),) = disasters.forked(hq)
    assert (differs, stream["fork"]) == (3, "other_chain")
    assert people(hq) >= {ours[0]}


def test_what_others_changed_since_stays_changed_when_something_is_written_anew() -> None:
    hq = stations(["TCHQ"])[0]
    task = issue(hq, "a")
    (first,) = hq.write(task_edited(task, {"note": "gấp", "product": "danh sách"}))
    hq.write(task_edited(task, {"note": "rất gấp"}))
    stream = db.events.stream_of(hq.database, first.sid)
    edited = next(
        applied for applied in held_behind(hq.database, stream, first.ref.seq - 1) if applied.ref == first.ref
    )
    with hq.working():
        db.events.reject(hq.database, first.sid, first.ref.seq, "closed_stream")
        assert reenter(hq.journal, [edited]) == 1
    (row,) = rows(hq.database, "SELECT note, product, parallel FROM p_task")
    assert (row["note"], row["product"], row["parallel"]) == ("rất gấp", "danh sách", None)


# --- through the use cases ---


def test_gaps_are_listed_with_their_exact_numbers_and_only_the_own_unit_ends_them(pair: Pair) -> None:
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    pair.headquarters.import_608()
    write_bundle(pair.hq, "TCHQ/HQ03", pair.stick)
    pair.headquarters.add("Lê Văn Hai", Role.CLERK)
    row = next(rows(pair.hq.database, "SELECT entity FROM p_task ORDER BY position LIMIT 1"))
    with pair.hq.changing(Action.EDIT_PLAN) as change:
        change.write(task_edited(EntityId(str(row["entity"])), {"note": "gấp"}))
    late = write_bundle(pair.hq, "TCHQ/HQ03", pair.stick, mode=ExportMode.SINCE_SENT)
    import_bundle(pair.hp, late.path, as_of=DAY)
    (gap,) = gaps(pair.hp)
    assert (gap.node, gap.waiting, gap.may_close) == ("TCHQ", 1, False)
    ((first, last),) = gap.missing
    assert first == 1
    assert (
        last
        == next(
            rows(
                pair.hq.database,
                "SELECT max(seq) AS last FROM event WHERE type <> 'task.edited' "
                "AND sid = (SELECT sid FROM event WHERE type = 'task.edited')",
            )
        )["last"]
    )
    with pytest.raises(RulingRefused) as refused:
        close_gap(pair.hp, gap.stream, "mất tệp")
    assert refused.value.reason is RulingFault.NOT_OURS
    assert forks(pair.hp) == []


def test_a_ruling_needs_a_fork_a_place_before_it_and_a_reason(pair: Pair) -> None:
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    stream = next(one for one in db.events.streams(pair.hp.database) if one["audience"] == "up")
    name = stream["stream_id"].hex()
    assert _fault(pair, name, 0) is RulingFault.NO_FORK
    assert _fault(pair, "00" * 16, 0) is RulingFault.UNKNOWN
    with writing(pair.hp.database):
        db.events.add_fork(pair.hp.database, stream["stream_id"], stream["frontier"], b"x" * 32, None, None)
    assert _fault(pair, name, stream["frontier"]) is RulingFault.BEYOND
    with pytest.raises(MissingReason):
        rule(pair.hp, name, stream["frontier"] - 1, " ")
    (found,) = forks(pair.hp)
    assert (found.last_common, found.may_rule, len(found.held)) == (stream["frontier"] - 1, True, 1)
    before = people_of(pair)
    assert rule(pair.hp, name, stream["frontier"] - 1, "máy bị chép") == 1
    assert forks(pair.hp) == []
    assert people_of(pair) == before
    report = import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert report.counts.rejected == 0


def _fault(pair: Pair, stream: str, last: int) -> RulingFault:
    with pytest.raises(RulingRefused) as refused:
        rule(pair.hp, stream, last, "máy bị chép")
    return refused.value.reason


def people_of(pair: Pair) -> list[dict[str, object]]:
    return list(rows(pair.hp.database, "SELECT person, role FROM p_person ORDER BY person"))


def test_row_41_what_a_newer_program_sent_is_applied_at_the_first_opening_after_the_update(pair: Pair) -> None:
    """The event is marked as an older program would have left it; the present one knows its type."""
    plan = pair.headquarters.import_608()
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    shown = len(list(rows(pair.hp.database, "SELECT entity FROM p_task WHERE plan = ?", (plan.entity,))))
    with writing(pair.hp.database):
        run(pair.hp.database, "UPDATE event SET state = 3 WHERE type = 'task.issued'")
        list(pair.hp.journal.projection.rebuild(pair.hp.database))
    assert list(rows(pair.hp.database, "SELECT entity FROM p_task")) == []
    pair.department.close()
    pair.department.sign_in()
    assert len(list(rows(pair.hp.database, "SELECT entity FROM p_task"))) == shown
    assert list(rows(pair.hp.database, "SELECT 1 FROM event WHERE state = 3")) == []


def test_row_88_a_body_taken_out_by_law_leaves_the_chain_whole_and_goes_on_as_its_hash() -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    person = hq.enrol_person()
    (written,) = hq.write(person_changed(person, {"team": "Tổ 1"}))
    issue(hq, "a")
    with hq.working():
        db.events.mark(hq.database, db.events.EventState.WITHHELD, [(written.sid, written.ref.seq)])
        run(hq.database, "UPDATE event SET body = NULL WHERE sid = ? AND seq = ?", (written.sid, written.ref.seq))
        hq.journal.touch(written.entity)
    is_whole(hq)
    department.receive(hq.compose("TCHQ/HQ03").frame)
    assert titles(department) == ["a"]
    assert not any(b"T\xe1\xbb\x95 1" in (row["body"] or b"") for row in rows(hq.database, "SELECT body FROM event"))
    is_whole(department)


def test_a_verdict_on_an_undone_record_says_nothing_but_the_verdict() -> None:
    """The author may have undone the beginning of the record meanwhile; the verdict is accepted all the same."""
    hq = stations(["TCHQ", "TCHQ/HQ03"])[0]
    entity = EntityId("prog/a/HQ03/-")
    hq.write(Fact("progress.accepted", entity, {REMOVED: True}, "to:TCHQ/HQ03"))
    (written,) = hq.write(progress_accepted(entity, {}, "TCHQ/HQ03", unit="TCHQ", by="x", at=1))
    (row,) = rows(hq.database, "SELECT body FROM event WHERE seq = ?", (written.ref.seq,))
    assert REMOVED not in decode(row["body"]).fields
