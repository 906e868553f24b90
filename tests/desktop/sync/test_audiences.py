"""Who may have which stream, for every pair of levels, and that what concerns another unit never leaves."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import db.events
from desktop.actions import Audience
from desktop.assigning.assigning import assign
from desktop.journal.event import EntityId, Fact
from desktop.plans.facts import plan_entity, task_allocated, task_assigned, task_entity, task_issued
from desktop.progress.review import approve_entries
from desktop.sync.audiences import is_entitled, is_shared
from desktop.sync.bundle import sealing
from desktop.sync.bundle.container import open_frame
from desktop.sync.bundle.manifest import SectionType
from desktop.sync.endpoint import endpoint_of
from desktop.sync.exchange import ExportMode, write_bundle
from desktop.sync.fields import is_within
from desktop.units.current import units_of
from desktop.users.facts import person_enrolled
from tests.support.ledgers import Ledger
from tests.support.network import Station, exchange_until_quiet, stations
from tests.support.three_levels import (
    ThreeLevels,
    give_on,
    issue,
    officer_of,
    report_done,
    row_of_608,
    supervisor_of,
)

HQ, DEPT, SIBLING, BR, SISTER, COUSIN = (
    "TCHQ", "TCHQ/HQ03", "TCHQ/HQ20", "TCHQ/HQ03/A", "TCHQ/HQ03/B", "TCHQ/HQ20/C",
)  # fmt: skip
NODES = (HQ, DEPT, SIBLING, BR, SISTER, COUSIN)
EVERYBODY = set(NODES)
AUDIENCES = ("local", "site", "up", "down", *(f"to:{node}" for node in NODES))

# SYNC §2.3 written out: the nodes that may hold a stream, by its writer and its audience. All machines of a node are
# alike. What is not in the table may be held by nobody: a stream for a node beside or above its writer.
HOLDERS: dict[tuple[str, str], set[str]] = {
    (HQ, "site"): {HQ},
    (HQ, "up"): {HQ},
    (HQ, "down"): EVERYBODY,
    (HQ, f"to:{HQ}"): {HQ},
    (HQ, f"to:{DEPT}"): {HQ, DEPT},
    (HQ, f"to:{SIBLING}"): {HQ, SIBLING},
    (HQ, f"to:{BR}"): {HQ, DEPT, BR},
    (HQ, f"to:{SISTER}"): {HQ, DEPT, SISTER},
    (HQ, f"to:{COUSIN}"): {HQ, SIBLING, COUSIN},
    (DEPT, "site"): {DEPT},
    (DEPT, "up"): {HQ, DEPT},
    (DEPT, "down"): {DEPT, BR, SISTER},
    (DEPT, f"to:{DEPT}"): {DEPT},
    (DEPT, f"to:{BR}"): {DEPT, BR},
    (DEPT, f"to:{SISTER}"): {DEPT, SISTER},
    (SIBLING, "site"): {SIBLING},
    (SIBLING, "up"): {HQ, SIBLING},
    (SIBLING, "down"): {SIBLING, COUSIN},
    (SIBLING, f"to:{SIBLING}"): {SIBLING},
    (SIBLING, f"to:{COUSIN}"): {SIBLING, COUSIN},
    (BR, "site"): {BR},
    (BR, "up"): {HQ, DEPT, BR},
    (BR, "down"): {BR},
    (BR, f"to:{BR}"): {BR},
    (SISTER, "site"): {SISTER},
    (SISTER, "up"): {HQ, DEPT, SISTER},
    (SISTER, "down"): {SISTER},
    (SISTER, f"to:{SISTER}"): {SISTER},
    (COUSIN, "site"): {COUSIN},
    (COUSIN, "up"): {HQ, SIBLING, COUSIN},
    (COUSIN, "down"): {COUSIN},
    (COUSIN, f"to:{COUSIN}"): {COUSIN},
}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("writer", NODES)
def test_a_stream_is_for_the_nodes_of_the_table_and_no_others(writer: str, audience: str) -> None:
    assert {node for node in NODES if is_entitled(node, writer, audience)} == HOLDERS.get((writer, audience), set())


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("writer", NODES)
def test_a_bundle_carries_a_stream_where_both_ends_may_have_it(writer: str, audience: str) -> None:
    holders = HOLDERS.get((writer, audience), set())
    shared = {(one, other) for one, other in product(NODES, repeat=2) if is_shared(one, other, writer, audience)}
    assert shared == set(product(holders, repeat=2))


def test_a_unit_whose_code_begins_like_another_is_still_another() -> None:
    assert not is_entitled("TCHQ/HQ0", "TCHQ/HQ03", "up")
    assert not is_entitled("TCHQ/HQ03", "TCHQ", "to:TCHQ/HQ031")


# --- with machines: what leaves ---


def _way(node: str) -> list[str]:
    """The nodes from the top down to a node: R, R/N0, R/N0/N3."""
    codes = node.split("/")
    return ["/".join(codes[:depth]) for depth in range(1, len(codes) + 1)]


def _may_hold(node: str, writer: str, audience: str) -> bool:
    """SYNC §2.3 said a second time, by the ways from the top."""
    kind, _, target = audience.partition(":")
    if kind == "site":
        return node == writer
    if kind == "up":
        return node in _way(writer)
    if kind == "down":
        return writer in _way(node)
    return kind == "to" and node in _way(target) and writer in _way(node)


@st.composite
def _trees(draw: st.DrawFn) -> list[str]:
    """The machines of a tree of up to four levels by their nodes; a node may have several."""
    nodes = ["R"]
    for number in range(draw(st.integers(2, 7))):
        above = draw(st.sampled_from([node for node in nodes if node.count("/") < 3]))
        nodes.append(f"{above}/N{number}")
    return [*nodes, *draw(st.lists(st.sampled_from(nodes), max_size=2))]


def _mark(writer: str, audience: str) -> str:
    return f"<{writer}|{audience}>"


def _write_everything(network: list[Station]) -> None:
    """Every machine writes into each of its streams, under a name that says which."""
    for place, station in enumerate(network):
        unit, task = station.unit, task_entity(f"{place:032x}")
        below = sorted({other.node for other in network if is_within(other.node, station.node)})
        facts = [
            Fact("report.made", EntityId(f"report/{place}"), {"title": "x"}, Audience.LOCAL),
            task_allocated(task, unit, officer="", team="x"),
            person_enrolled(f"{place:016x}", name="x", role="officer", unit=unit, team="", approval_key="00" * 32),
            task_issued(task, plan_entity("0" * 32), place, {"title": "x"}),
            *(task_assigned(task, node.rpartition("/")[2], node, role="lead", at=1, by="") for node in below),
        ]
        for fact in facts:
            station.write(fact, author=_mark(station.node, fact.audience))


def _check_bundle(raw: bytes, sender: Station, to_node: str, streams: set[tuple[str, str]]) -> None:
    opened = open_frame(raw, key_of=sender.endpoint.store.key, me=to_node)
    ends = {sender.node, to_node}
    for segment in opened.manifest.segs:
        assert all(_may_hold(end, segment.node, segment.aud) for end in ends)
    known = {bytes.fromhex(one.stream): one for one in opened.manifest.have}
    for stream in db.events.streams(sender.database):
        if stream["stream_id"] in known:
            assert all(_may_hold(end, stream["node"], stream["audience"]) for end in ends)
    carried = b"".join(section.raw for section in opened.sections)
    for writer, audience in streams:
        if not all(_may_hold(end, writer, audience) for end in ends):
            assert _mark(writer, audience).encode() not in carried


@given(_trees())
@settings(max_examples=15)
def test_no_bundle_of_any_tree_holds_what_its_reader_may_not_have(nodes: list[str]) -> None:
    network = stations(nodes, seed=len(nodes))
    _write_everything(network)
    written = {(stream["node"], stream["audience"]) for one in network for stream in db.events.streams(one.database)}
    ways = {(_way(node)[-2], node) for node in nodes if "/" in node} | {(node, node) for node in nodes}
    exchange_until_quiet(network, sorted(ways | {(below, above) for above, below in ways}))
    for sender in network:
        for to_node in sorted(set(nodes)):
            if sender.endpoint.others_of(to_node):
                _check_bundle(sender.compose(to_node, ExportMode.FULL).frame, sender, to_node, written)
    for station in network:
        held = {(stream["node"], stream["audience"]) for stream in db.events.streams(station.database)}
        local = {(station.node, "local")}
        assert held - local == {stream for stream in written if _may_hold(station.node, *stream)}


def events_for(sender: Ledger, reader: Ledger, stick: Path) -> bytes:
    """The events and segments of a whole bundle once its reader has unlocked and unpacked it.

    The trust documents are left out: every node knows which nodes there are.
    """
    end = endpoint_of(reader.administrator)
    file = write_bundle(sender.administrator, end.node, stick, mode=ExportMode.FULL).path
    opened = open_frame(sealing.unseal(file.read_bytes(), end.keys.import_identity), key_of=end.store.key, me=end.node)
    events = b"".join(section.raw for section in opened.sections if section.entry.type is SectionType.EVENTS)
    return events + repr(opened.manifest.segs).encode()


def test_what_concerns_another_unit_stands_in_no_bundle(net: ThreeLevels) -> None:
    issue(net)
    top = net.top.administrator
    assign(top, [row_of_608(top, "I/C/9")], ["HQ20"], units_of(top))
    give_on(net)
    net.carry(net.first, net.branch)
    entity = report_done(officer_of(net.branch), "I/C/6", "Chỉ-Cục-và-Tổng-cục-đọc")
    approve_entries(supervisor_of(net.branch), [entity])
    report_done(officer_of(net.first), "I/C/4", "Chỉ-máy-của-Cục-đọc")
    for sender, receiver in ((net.branch, net.first), (net.first, net.top), (net.top, net.first)):
        net.carry(sender, receiver)

    ways = {
        "sibling": (net.top, net.other),
        "department": (net.top, net.first),
        "machine": (net.first, net.second),
        "top": (net.first, net.top),
        "branch": (net.first, net.branch),
    }
    raw = {name: events_for(*way, net.stick) for name, way in ways.items()}

    def reading(mark: str) -> set[str]:
        return {name for name in raw if re.search(mark.encode(), raw[name])}

    assert reading("Chỉ-Cục-và-Tổng-cục-đọc") == {"department", "machine", "top", "branch"}
    assert reading("Chỉ-máy-của-Cục-đọc") == {"machine"}
    assert reading("/HQ20") == {"sibling"}, "assignments of Quảng Ninh, and what it says of itself"
    assert reading("/HQ03/-") == {"machine"}, "an entry that is not approved stays in the Cục"
    assert "sibling" not in reading('/HQ03"')
    assert "sibling" not in reading("/HQ03/")
    assert reading(r"asg/\w+/HQ03-CK1") == {"machine", "branch"}, "what the Cục gives on is not the top's business"
