"""Events of others are taken in without gaps, never twice, and never in two versions."""

from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2

import db.events
from db.connection import rows, run, writing
from desktop.journal.event import EntityId, Event, Fact, body_hash, chain_hash
from desktop.journal.receiving import BrokenChain, Fork, Received, Receiver, Segment
from desktop.journal.verification import BrokenLink, broken_links, projections_agree
from desktop.sync.inbound.import_report import Caution
from desktop.users.facts import person_enrolled
from tests.support.network import Station, stations

STREAM = b"s" * 16


def person(name: str) -> Event:
    fact = person_enrolled(name, name=name, role="officer", unit="HQ03", team="", approval_key="")
    return Event(fact.type, 1, fact.entity, 1 << 16, "x", (), fact.fields)


def segment(events: list[Event], *, first: int = 1, before: bytes = bytes(32), stream: bytes = STREAM) -> Segment:
    head = before
    for place, event in enumerate(events):
        head = chain_hash(stream, first + place, head, body_hash(event.encode()))
    bodies = [event.encode() for event in events]
    return Segment(stream, "TCHQ/HQ03", b"i" * 16, "up", 1, b"k" * 16, first, before, bodies, head)


@pytest.fixture
def hq() -> Station:
    return stations(["TCHQ"])[0]


def receive(station: Station, *segments: Segment) -> list[Received]:
    with station.working():
        receiver = Receiver(station.journal, lambda _event, _stream: None, None)
        return [receiver.receive(one) for one in segments]


EVENTS = [person(name) for name in ("An", "Bình", "Chi", "Dũng", "Em")]
WHOLE = segment(EVENTS)
HEAD_2 = segment(EVENTS[:2]).checkpoint


def names(station: Station) -> list[str]:
    return [row["name"] for row in rows(station.database, "SELECT name FROM p_person ORDER BY name")]


def test_row_02_the_later_part_waits_for_the_earlier_one(hq: Station) -> None:
    later, earlier = segment(EVENTS[2:], first=3, before=HEAD_2), segment(EVENTS[:2])
    (held,) = receive(hq, later)
    assert (len(held.held), len(held.new), names(hq)) == (3, 0, [])
    (filled,) = receive(hq, earlier)
    assert (len(filled.new), len(filled.held)) == (5, 0)
    assert names(hq) == ["An", "Bình", "Chi", "Dũng", "Em"]


def test_what_is_known_counts_as_a_duplicate(hq: Station) -> None:
    first, again, longer = receive(hq, segment(EVENTS[:2]), segment(EVENTS[:2]), WHOLE)
    assert (len(first.new), again.duplicate, again.is_anything_new) == (2, 2, False)
    assert (len(longer.new), longer.duplicate) == (3, 2)


def test_events_that_do_not_lead_to_the_checkpoint_are_refused(hq: Station) -> None:
    with pytest.raises(BrokenChain):
        receive(hq, replace(WHOLE, checkpoint=bytes(32)))
    with pytest.raises(BrokenChain):
        receive(hq, segment(EVENTS, before=b"x" * 32))
    assert db.events.count(hq.database) == 0


def test_row_25_26_another_version_of_a_known_event_freezes_the_stream_and_is_kept(hq: Station) -> None:
    other = segment([EVENTS[0], person("Giang")])
    _, forked, after = receive(hq, segment(EVENTS[:2]), other, WHOLE)
    assert (forked.fork, after.new) == (Fork.OTHER_HASH, [])
    assert names(hq) == ["An", "Bình"]
    evidence = list(rows(hq.database, "SELECT seq, body FROM fork_evidence"))
    assert [(row["seq"], row["body"]) for row in evidence] == [(2, person("Giang").encode())]


def test_row_28_a_filler_that_does_not_fit_the_gap_is_a_fork(hq: Station) -> None:
    later = segment(EVENTS[2:], first=3, before=HEAD_2)
    other = segment([EVENTS[0], person("Giang")])
    _, filled = receive(hq, later, other)
    assert filled.fork is Fork.OTHER_CHAIN
    assert names(hq) == ["An", "Giang"]


def test_row_41_an_event_of_a_newer_program_is_kept_for_later(hq: Station) -> None:
    newer = Event("scr.batch", 1, EntityId("scr/1"), 1, "x", (), {})
    (received,) = receive(hq, segment([newer, EVENTS[0], replace(EVENTS[1], version=2)]))
    assert [seq for _, seq in received.newer] == [1, 3]
    assert names(hq) == ["An"]


def test_an_unreadable_event_and_one_about_another_kind_are_rejected(hq: Station) -> None:
    wrong = Event("person.enrolled", 1, EntityId("task/1"), 1, "x", (), {})
    run_of = segment([wrong, EVENTS[0]])
    raw = b"\xff nonsense"
    head = chain_hash(STREAM, 3, run_of.checkpoint, body_hash(raw))
    (received,) = receive(hq, replace(run_of, bodies=[*run_of.bodies, raw], checkpoint=head))
    assert [code for _, _, code in received.rejected] == ["wrong_entity", "unreadable"]
    assert names(hq) == ["An"]


def test_row_88_a_withheld_body_leaves_the_chain_whole(hq: Station) -> None:
    bodies = [body_hash(body) if place == 1 else body for place, body in enumerate(WHOLE.bodies)]
    (received,) = receive(hq, replace(WHOLE, bodies=bodies, withheld=frozenset({1})))
    assert (len(received.new), len(received.withheld)) == (4, 1)
    assert names(hq) == ["An", "Chi", "Dũng", "Em"]
    assert list(broken_links(hq.database, lambda: None)) == []


def test_row_19_40_a_clock_more_than_a_day_ahead_is_noticed_and_not_followed(hq: Station) -> None:
    ahead = replace(EVENTS[0], hlc=(hq.now() + 25 * 3600 * 1000) << 16)
    (received,) = receive(hq, segment([ahead]))
    assert len(received.clock_ahead) == 1
    (written,) = hq.write(person_enrolled("z", name="z", role="officer", unit="TCHQ", team="", approval_key=""))
    own = next(db.events.events_of(hq.database, written.sid, 1, 1))
    assert own["hlc"] < ahead.hlc


def test_a_stream_of_an_earlier_life_comes_back_but_is_not_written_on(hq: Station) -> None:
    lost = replace(WHOLE, node="TCHQ", install_id=hq.install)
    receive(hq, lost)
    hq.enrol_person()
    streams = {stream["stream_id"]: stream for stream in db.events.streams(hq.database)}
    assert (streams[STREAM]["own"], streams[STREAM]["frontier"]) == (0, 5)
    assert len(streams) == 2


def test_row_26_two_versions_of_an_own_stream_lead_to_a_new_one() -> None:
    """A copied ledger wrote on in the same stream; new events here go where nobody else writes (SYNC §2.10)."""
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    department.enrol_person()
    twin = stations(["TCHQ", "TCHQ/HQ03"])[1]
    twin.keys, twin.store, twin.install = department.keys, department.store, department.install
    twin.restore(department.database)
    twin.generation = 1
    twin.begin()
    twin.enrol_person()
    department.enrol_person()
    hq.receive(twin.compose("TCHQ").frame)
    taken = hq.receive(department.compose("TCHQ").frame)
    assert taken is not None
    assert Caution.FORKED_STREAM in taken.cautions
    told = department.receive(hq.compose("TCHQ/HQ03").frame)
    assert told is not None
    assert set(told.cautions) == {Caution.OTHER_HISTORY, Caution.FORKED_STREAM}
    assert department.journal.writer.generation == 2
    newcomer = department.enrol_person()
    hq.receive(department.compose("TCHQ").frame)
    assert newcomer in {row["person"] for row in rows(hq.database, "SELECT person FROM p_person")}


def test_a_flipped_body_and_a_wrong_projection_are_found(hq: Station) -> None:
    receive(hq, WHOLE)
    with writing(hq.database):
        run(hq.database, "UPDATE p_person SET name = 'Ai đó' WHERE name = 'An'")
        assert not projections_agree(hq.database, hq.journal.projection, lambda: None)
        run(hq.database, "UPDATE p_person SET name = 'An' WHERE name = 'Ai đó'")
        assert projections_agree(hq.database, hq.journal.projection, lambda: None)
    assert list(broken_links(hq.database, lambda: None)) == []
    with writing(hq.database):
        run(hq.database, "DROP TRIGGER event_body_is_kept")
        run(hq.database, "UPDATE event SET body = ? WHERE seq = 3", (person("Chí").encode(),))
    assert list(broken_links(hq.database, lambda: None)) == [BrokenLink(STREAM, 3)]


def test_stored_events_can_be_neither_changed_nor_deleted(hq: Station) -> None:
    receive(hq, WHOLE)
    for statement in ("UPDATE event SET body = x'00'", "UPDATE event SET hash = x'00'", "DELETE FROM event"):
        with pytest.raises(dbapi2.IntegrityError, match="events are never"), writing(hq.database):
            run(hq.database, statement)


def test_a_fact_in_a_stream_it_does_not_belong_into_is_a_mistake_of_the_program(hq: Station) -> None:
    with pytest.raises(ValueError, match="does not belong"):
        hq.write(Fact("person.enrolled", EntityId("person/x"), {}, "down"))
    assert db.events.count(hq.database) == 0
