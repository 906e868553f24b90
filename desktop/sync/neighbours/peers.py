"""The neighbours of a node, what went to and fro between them, and what is still on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import db.events
import db.neighbours
import db.sync
from db.connection import Database
from db.rows import BundleRow
from desktop.session import Session
from desktop.sync.audiences import is_shared
from desktop.sync.endpoint import stored_trust, unit_title
from desktop.sync.fields import is_within
from desktop.sync.inbound.outcome import outcome_of
from desktop.sync.trust.documents import TrustedKey
from desktop.sync.trust.store import TrustStore


class Relation(StrEnum):
    """Where a neighbour stands, seen from here."""

    PARENT = "parent"
    CHILD = "child"
    SITE = "site"


class Direction(StrEnum):
    """Which way a bundle went."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Peer:
    """A neighbouring installation; times are milliseconds since 1970 by this machine's clock.

    `missing` are numbers of bundles that later events wait for; a lost bundle whose content came with a later one is
    not missed. `waiting` counts the records that went into no bundle to it yet; `unconfirmed_since` is when the
    first bundle was written that it has not confirmed. `machine` is what its unit calls it. `heard_at` is when the last
    of its own events came here with another machine's file: what a Chi cục sent another machine of this unit comes
    from there. `numbered_out` is the last number given to a bundle for its node, whichever machine of the node was
    meant. `is_ended`: the node has no machine left in the trust lists; what went to and fro is still told.
    """

    node: str
    unit_name: str
    install_id: str
    relation: Relation
    last_in: int | None
    last_in_at: int | None
    last_out: int | None
    last_out_at: int | None
    missing: tuple[int, ...]
    waiting: int
    unconfirmed_since: int | None
    machine: str = ""
    heard_at: int | None = None
    numbered_out: int = 0
    is_ended: bool = False

    @property
    def next_number(self) -> int:
        """The number of the next bundle to its node."""
        return max(self.last_out or 0, self.numbered_out) + 1


@dataclass(frozen=True, slots=True)
class Exchange:
    """One bundle written or imported here; `at` is when, by this machine's clock.

    A written one is confirmed once an installation of the node that was heard of since has all its events (one
    without events needs no receipt), an imported one once a later bundle carried the receipt back. `counts` are those
    of the import report, or the number of records by topic of a written bundle.
    """

    id: int
    direction: Direction
    number: int
    at: int
    size: int
    file: str
    by: str
    is_confirmed: bool
    counts: dict[str, int]


def neighbours(store: TrustStore, node: str) -> list[tuple[str, Relation]]:
    """The nodes a node exchanges bundles with: the nearest above, the nearest below, and its own other machines."""
    nodes = store.nodes()
    above = [other for other in nodes if other != node and is_within(node, other)]
    below = [other for other in nodes if other != node and is_within(other, node)]
    nearest = [other for other in below if not any(other != middle and is_within(other, middle) for middle in below)]
    found = [(max(above, key=len), Relation.PARENT)] if above else []
    return [*found, *((other, Relation.CHILD) for other in nearest), (node, Relation.SITE)]


def neighbouring(session: Session, store: TrustStore) -> list[tuple[TrustedKey, Relation]]:
    """The installations of the neighbours: the level above first, then those below by node, then the own unit's."""
    own = session.journal.writer.install_id.hex()
    return [
        (key, relation)
        for node, relation in neighbours(store, session.node)
        for key in store.keys_of_node(node)
        if key.install != own
    ]


def peers(session: Session) -> list[Peer]:
    """The neighbouring installations: the level above first, then those below by node; none before the admission.

    Last come the nodes below that sent something and lost their last machine.
    """
    store = stored_trust(session.database)
    if store is None:
        return []
    found = [_peer(session, key, relation) for key, relation in neighbouring(session, store)]
    return [*found, *(_ended_peer(session, key) for key in ended_neighbours(session, store))]


def ended_neighbours(session: Session, store: TrustStore) -> list[TrustedKey]:
    """For each node right below that exchanged bundles and has no machine left: the one last heard of, by node."""
    standing, database = store.nodes(), session.database
    last: dict[str, tuple[int, TrustedKey]] = {}
    for key in store.all_keys():
        row = db.sync.peer(database, bytes.fromhex(key.install))
        if row is None or key.node in standing or not _is_right_below(key.node, session.node, standing):
            continue
        heard = row["last_in_at"] or 0
        if key.node not in last or heard > last[key.node][0]:
            last[key.node] = (heard, key)
    return [last[node][1] for node in sorted(last)]


def _is_right_below(node: str, own: str, standing: Sequence[str]) -> bool:
    """Whether no node that stands lies between a node and this one above it."""
    between = any(is_within(node, other) for other in standing if other not in (own, node) and is_within(other, own))
    return node != own and is_within(node, own) and not between


def _ended_peer(session: Session, key: TrustedKey) -> Peer:
    """A neighbour without machines: nothing waits for it, and no receipt is expected."""
    known = _peer(session, key, Relation.CHILD)
    return replace(known, missing=(), waiting=0, unconfirmed_since=None, is_ended=True)


def _peer(session: Session, key: TrustedKey, relation: Relation) -> Peer:
    database, install = session.database, bytes.fromhex(key.install)
    row = db.sync.peer(database, install)
    written = db.sync.confirmed_out(database, install, key.node).values()
    return Peer(
        node=key.node,
        unit_name=unit_title(key.node, database),
        install_id=key.install,
        relation=relation,
        last_in=row["last_in"] or None if row else None,
        last_in_at=row["last_in_at"] if row else None,
        last_out=row["last_out"] or None if row else None,
        last_out_at=row["last_out_at"] if row else None,
        missing=missing_numbers(database, install, row["last_in"] if row else 0),
        waiting=_waiting(session, key.node, install),
        unconfirmed_since=min((at for at, confirmed in written if not confirmed), default=None),
        machine=key.machine or key.name,
        heard_at=db.neighbours.brought_by_another(database, install),
        numbered_out=db.sync.last_number_out(database, key.node),
    )


def missing_numbers(database: Database, install: bytes, last: int) -> tuple[int, ...]:
    """The numbers of an installation's bundles that did not come though later events wait for them."""
    if not db.sync.held_from(database, install):
        return ()
    known = set(db.sync.numbers_in(database, install))
    return tuple(number for number in range(1, last) if number not in known)


def _waiting(session: Session, node: str, install: bytes) -> int:
    """How many records have events that neither went to the node nor are known to be there.

    What an installation wrote itself waits for nobody to bring it.
    """
    database = session.database
    have, sent = db.sync.have_of(database, install), db.sync.sent_to(database, node)
    found: set[str] = set()
    for stream in db.events.streams(database):
        if stream["install_id"] != install and is_shared(session.node, node, stream["node"], stream["audience"]):
            there = max(have.get(stream["stream_id"], (0, b""))[0], sent.get(stream["sid"], 0))
            found |= db.sync.records_between(database, stream["sid"], there, stream["frontier"])
    return len(found)


def exchanges(session: Session, node: str) -> list[Exchange]:
    """The bundles to and from a node, newest first."""
    database = session.database
    rows = db.sync.bundles_of(database, node)
    installs = {peer for row in rows if (peer := row["peer_install"]) is not None}
    store = stored_trust(database)
    if store is not None:
        installs |= {bytes.fromhex(key.install) for key in store.keys_of_node(node)}
    confirmed: dict[int, bool] = {}
    for install in installs:
        row = db.sync.peer(database, install)
        heard = (row["last_in_at"] or 0) if row is not None else 0
        for bundle, (at, has_all) in db.sync.confirmed_out(database, install, node).items():
            confirmed[bundle] = confirmed.get(bundle, False) or (has_all and at <= heard)
    last_out = max((row["id"] for row in rows if row["direction"] == Direction.OUT), default=0)
    return [_exchange(row, confirmed.get(row["id"], True), last_out) for row in rows]


def _exchange(row: BundleRow, confirmed: bool, last_out: int) -> Exchange:
    direction = Direction(row["direction"])
    return Exchange(
        id=row["id"],
        direction=direction,
        number=row["number"],
        at=row["at"],
        size=row["size"],
        file=row["file"],
        by=row["by"],
        is_confirmed=confirmed if direction is Direction.OUT else last_out > row["id"],
        counts=dict(outcome_of(row["result"]).counts),
    )
