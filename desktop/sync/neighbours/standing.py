"""How each neighbour stands: what it lacks and waits for, which list, plan and program it works with."""

from dataclasses import dataclass
from enum import StrEnum

import db.amendments
import db.delivery
import db.events
import db.neighbours
import db.plans
import db.sync
from db.connection import Database
from db.rows import StreamRow
from desktop.journal.event import EntityId
from desktop.session import Session
from desktop.sync.audiences import is_shared
from desktop.sync.endpoint import stored_trust
from desktop.sync.inbound.outcome import Outcome, outcome_of
from desktop.sync.neighbours.peers import Peer, Relation
from desktop.sync.trust.store import TrustStore
from desktop.version import PROGRAM_VERSION

_FIRST_REVISION = 1


class Behind(StrEnum):
    """How what a neighbour works with compares to what is in force here."""

    UNKNOWN = "unknown"
    SAME = "same"
    OLDER = "older"
    NEWER = "newer"


BEHIND_WORDS = {
    Behind.UNKNOWN: "Chưa biết",
    Behind.SAME: "Như ở đây",
    Behind.OLDER: "Cũ hơn ở đây",
    Behind.NEWER: "Mới hơn ở đây",
}


@dataclass(frozen=True, slots=True)
class Awaited:
    """Events `first` to `last` of a unit's stream did not come though `waiting` later ones did and are held."""

    node: str
    first: int
    last: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PlanKnown:
    """Up to which revision of a plan a neighbour holds it, and has acknowledged it; `current` is the one here.

    A revision is confirmed when every one up to it is; 0 where not even the plan itself is.
    """

    plan: EntityId
    number: str
    current: int
    confirmed: int
    acknowledged: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a neighbouring installation stands; times are milliseconds since 1970 by this machine's clock.

    `lacking` counts the records with events it has not confirmed, `lacking_since` is when the oldest of them was
    recorded here; `unsent` and `unsent_since` are the same for those that went into no bundle to it. `awaited` names
    what this ledger waits for, `missing` the numbers of its bundles that did not come. `root_version`,
    `list_versions` and `program` are those of its last bundle.
    """

    install_id: str
    lacking: int
    lacking_since: int | None
    unsent: int
    unsent_since: int | None
    awaited: tuple[Awaited, ...]
    missing: tuple[int, ...]
    trust: Behind
    root_version: int
    list_versions: dict[str, int]
    plans: tuple[PlanKnown, ...]
    program: str
    program_is: Behind


def standing_of(session: Session, peer: Peer) -> Standing:
    """How a neighbour of `peers` stands."""
    database, install = session.database, bytes.fromhex(peer.install_id)
    last = db.sync.last_from(database, install)
    said = outcome_of(last["result"]) if last is not None else Outcome()
    have = {stream: seq for stream, (seq, _) in db.sync.have_of(database, install).items()}
    shared = [
        stream
        for stream in db.events.streams(database)
        if is_shared(session.node, peer.node, stream["node"], stream["audience"]) and stream["install_id"] != install
    ]
    confirmed = {stream["sid"]: have.get(stream["stream_id"], 0) for stream in shared}
    sent = db.sync.sent_to(database, peer.node)
    gone = {sid: max(seq, sent.get(sid, 0)) for sid, seq in confirmed.items()}
    lacking, lacking_since = _tail(database, shared, confirmed)
    unsent, unsent_since = _tail(database, shared, gone)
    return Standing(
        install_id=peer.install_id,
        lacking=lacking,
        lacking_since=lacking_since,
        unsent=unsent,
        unsent_since=unsent_since,
        awaited=tuple(
            Awaited(row["node"], row["frontier"] + 1, row["first_held"] - 1, row["waiting"])
            for row in db.neighbours.held(database, install)
        ),
        missing=peer.missing,
        trust=_trust(stored_trust(database), said) if last is not None else Behind.UNKNOWN,
        root_version=said.root_version,
        list_versions=dict(said.list_versions),
        plans=() if peer.relation is Relation.PARENT else _plans(database, shared, confirmed, peer.node),
        program=said.app,
        program_is=_compared(_version(said.app), _version(PROGRAM_VERSION)) if said.app else Behind.UNKNOWN,
    )


def _tail(database: Database, shared: list[StreamRow], after: dict[int, int]) -> tuple[int, int | None]:
    """How many records the streams speak of beyond some numbers, and when the oldest of that came."""
    found: set[str] = set()
    times: list[int] = []
    for stream in shared:
        sid = stream["sid"]
        if after[sid] < stream["frontier"]:
            found |= db.sync.records_between(database, sid, after[sid], stream["frontier"])
            arrived = db.neighbours.arrived_after(database, sid, after[sid])
            times += [arrived] if arrived is not None else []
    return len(found), min(times, default=None)


def _trust(store: TrustStore | None, said: Outcome) -> Behind:
    """How the trust documents it named compare to those in force here; older as soon as one of them is."""
    if store is None:
        return Behind.UNKNOWN
    pairs = [(said.root_version, store.root.v)]
    pairs += [(said.list_versions.get(issuer, 0), number) for issuer, number in store.list_versions.items()]
    if any(theirs < ours for theirs, ours in pairs):
        return Behind.OLDER
    is_newer = (
        any(theirs > ours for theirs, ours in pairs) or not said.list_versions.keys() <= store.list_versions.keys()
    )
    return Behind.NEWER if is_newer else Behind.SAME


def _plans(database: Database, shared: list[StreamRow], confirmed: dict[int, int], node: str) -> tuple[PlanKnown, ...]:
    """The plans that the neighbour is sent, as far as it has confirmed them."""
    sids, unit = {stream["sid"] for stream in shared}, node.rpartition("/")[2]
    acknowledged: dict[str, int] = {}
    for row in db.amendments.acknowledged_by(database, unit):
        acknowledged[row["plan"]] = max(acknowledged.get(row["plan"], 0), row["rev"])
    amendments = db.amendments.amendments(database)
    found = []
    for plan in db.plans.plans(database):
        steps = {_FIRST_REVISION: [plan["entity"]]}
        for amendment in amendments:
            if amendment["plan"] == plan["entity"]:
                steps.setdefault(amendment["rev"], []).append(amendment["entity"])
        events = db.delivery.latest(database, [entity for each in steps.values() for entity in each])
        if any(event["sid"] not in sids for event in events):
            continue
        there = {event["entity"] for event in events if event["seq"] <= confirmed[event["sid"]]}
        known = 0
        for rev in sorted(steps):
            if rev != known + 1 or not set(steps[rev]) <= there:
                break
            known = rev
        entity = EntityId(plan["entity"])
        found.append(PlanKnown(entity, plan["number"], max(steps), known, acknowledged.get(entity)))
    return tuple(found)


def _compared(theirs: tuple[int, ...], ours: tuple[int, ...]) -> Behind:
    if theirs == ours:
        return Behind.SAME
    return Behind.OLDER if theirs < ours else Behind.NEWER


def _version(text: str) -> tuple[int, ...]:
    """The numbers of a version; what is no number counts as 0."""
    return tuple(int(part) if part.isascii() and part.isdigit() and len(part) < 10 else 0 for part in text.split("."))
