"""What must hold once a network has come to rest."""

from itertools import combinations

import db.events
import db.projections
from db.connection import rows, writing
from db.events import EventState
from desktop.journal.closing import reach
from desktop.journal.verification import broken_links, projections_agree
from desktop.sync.audiences import is_entitled
from desktop.sync.inbound.rejections import MENDED_BY_ROSTER
from tests.desktop.journal.play import Play, received
from tests.support import disasters
from tests.support.network import Station, exchange_until_quiet

NOT_APPLIED = """
SELECT stream.stream_id, stream.frontier, event.seq, event.state, rejected.code AS code
FROM event JOIN stream USING (sid) LEFT JOIN rejected ON rejected.sid = event.sid AND rejected.seq = event.seq
WHERE event.state <> 1
"""

REJECTED = "SELECT DISTINCT entity FROM event WHERE state = 2"


def check(play: Play) -> None:
    """Everything that must hold once the network has come to rest, and again after all lost files were found."""
    check_state(play.network, may_lose_people="steal" in play.befallen)
    check_silence(play)
    check_repetition(play)
    play.settle()
    check_state(play.network, may_lose_people="steal" in play.befallen)


def check_state(network: list[Station], *, may_lose_people: bool) -> None:
    """Nothing is rejected or damaged anywhere, nothing waits that somebody could send, and all show the same."""
    longest: dict[bytes, tuple[int, bytes, str, str]] = {}
    for station in network:
        for stream in db.events.streams(station.database):
            assert stream["audience"] == "local" or is_entitled(station.node, stream["node"], stream["audience"])
            assert stream["fork"] is None
            found = (*reach(station.database, stream), stream["node"], stream["audience"])
            longest[stream["stream_id"]] = max(found, longest.get(stream["stream_id"], found))
    for station in network:
        for stream_id, (frontier, hash_, node, audience) in longest.items():
            if is_entitled(station.node, node, audience) and frontier:
                held = db.events.stream(station.database, stream_id)
                assert held is not None
                assert reach(station.database, held) == (frontier, hash_)
        for row in rows(station.database, NOT_APPLIED):
            allowed = {"closed_stream", *(MENDED_BY_ROSTER if may_lose_people else ())}
            if row["state"] == EventState.REJECTED:
                assert row["code"] in allowed, "nothing legitimate is rejected"
            else:
                assert row["state"] == EventState.SET_ASIDE, "nothing waits that somebody could end"
        assert list(broken_links(station.database, lambda: None)) == []
        with writing(station.database):
            assert projections_agree(station.database, station.journal.projection, lambda: None)
    check_agreement(network)


def check_agreement(network: list[Station]) -> None:
    """Two machines show the same of every record all of whose events they both may have."""
    told = [streams_by_entity(station) for station in network]
    shown = [rows_by_entity(station) for station in network]
    aside = [disasters.set_aside_at(station) for station in network]
    hidden = [entities_aside(station) for station in network]
    cut = {entity for station in network for entity in entities_rejected(station)}
    compared = 0
    for first, second in combinations(range(len(network)), 2):
        nodes = (network[first].node, network[second].node)
        if nodes[0] == nodes[1]:
            assert aside[first] == aside[second], "what a unit took back, all its machines took back"
        for entity in told[first].keys() | told[second].keys():
            if nodes[0] != nodes[1] and entity in hidden[first] | hidden[second]:
                continue
            streams = told[first].get(entity, set()) | told[second].get(entity, set())
            if all(is_entitled(node, *stream) for node in nodes for stream in streams):
                assert shown[first].get(entity) == shown[second].get(entity)
                compared += 1
            elif entity.startswith("prog/") and entity not in cut:
                approved = [(shown[one].get(entity) or {}).get("approved") for one in (first, second)]
                beyond = {stream for stream in streams if stream[1] != "site"}  # published records and verdicts on them
                if all(is_entitled(node, *stream) for node in nodes for stream in beyond):
                    assert approved[0] == approved[1]
    assert compared


def entities_aside(station: Station) -> set[str]:
    """The records of which something was taken back."""
    return {entity for _, _, entity in db.events.aside(station.database)}


def entities_rejected(station: Station) -> set[str]:
    """The records of which something does not count: what rested on a stolen machine stands in its unit alone."""
    return {str(row["entity"]) for row in rows(station.database, REJECTED)}


def streams_by_entity(station: Station) -> dict[str, set[tuple[str, str]]]:
    """For each record the streams (writer, audience) that speak of it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows(station.database, "SELECT DISTINCT entity, node, audience FROM event JOIN stream USING (sid)"):
        found.setdefault(str(row["entity"]), set()).add((row["node"], row["audience"]))
    return found


def rows_by_entity(station: Station) -> dict[str, dict[str, object]]:
    """Every shown row without the numbers that are local to a ledger."""
    found: dict[str, dict[str, object]] = {}
    for table, names in db.projections.COLUMNS.items():
        shared = [name for name in names if not name.endswith("sid")]
        for row in rows(station.database, f"SELECT {', '.join(shared)} FROM {table}"):
            found[str(row["entity"])] = row
    return found


def check_repetition(play: Play) -> None:
    """Every file ever made, imported once more or found at last, changes nothing.

    After a restore a file that never arrived may hold the only copy of what the restore had lost; then it is welcome.
    """
    for station in play.network:
        before = station.everything()
        for node, frame in play.frames:
            if node == station.node and play.not_from(station, frame):
                taken = received(station, frame)
                fresh = taken is not None and (taken.counts.new, taken.counts.held, taken.counts.rejected) != (0, 0, 0)
                assert not fresh or play.befallen
        assert station.everything() == before or play.befallen


def check_silence(play: Play) -> None:
    """After the receipts nothing is sent again."""
    exchange_until_quiet(play.network, play.links)
    for station in play.network:
        for first, second in play.links:
            if first == station.node and station.endpoint.others_of(second):
                assert station.compose(second).events == 0
