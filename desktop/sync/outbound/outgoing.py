"""Which events go out to a node: what it has not confirmed, everything, or what an earlier bundle carried."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import db.events
import db.sync
from db.rows import StreamRow
from desktop.errors import UnknownBundle, UnknownNeighbour
from desktop.journal.closing import reach
from desktop.journal.event import START_HASH
from desktop.sync.bundle.signing import Domain, KeyId, checkpoint_statement
from desktop.sync.endpoint import Endpoint
from desktop.sync.outbound.held_runs import held_runs, known_as_held
from desktop.sync.repair.stream_ends import end_by_key


class ExportMode(StrEnum):
    """What a bundle carries.

    SINCE_RECEIPT: what the recipient has not confirmed, so that it heals whatever was lost. FULL: everything the
    recipient may have, for a new machine. SINCE_SENT: only what went into no bundle yet; if one of those was lost,
    the recipient holds the rest until it comes, so a person is warned before choosing it.
    """

    SINCE_RECEIPT = "since_receipt"
    FULL = "full"
    SINCE_SENT = "since_sent"


Checkpoint = tuple[int, bytes, bytes, bytes]
"""A signed place of a stream: number, chain hash, key id, signature."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The events `first` to `last` of one stream; `before` is the chain's value in front of them."""

    stream: StreamRow
    first: int
    last: int
    before: bytes

    @property
    def sid(self) -> int:
        """The stream's number in this ledger."""
        return self.stream["sid"]

    def until(self, last: int) -> "Outgoing":
        """The beginning of it, up to a place."""
        return Outgoing(self.stream, self.first, last, self.before)

    def after(self, seq: int, hash_: bytes) -> "Outgoing":
        """The rest of it behind a place."""
        return Outgoing(self.stream, seq + 1, self.last, hash_)


def outgoing(endpoint: Endpoint, to_node: str, mode: ExportMode) -> list[Outgoing]:
    """What goes out to a node, stream by stream; nothing is written. Raises UnknownNeighbour."""
    _require_neighbour(endpoint, to_node)
    confirmed = {} if mode is ExportMode.FULL else _confirmed(endpoint, to_node)
    sent = db.sync.sent_to(endpoint.database, to_node) if mode is ExportMode.SINCE_SENT else {}
    known = known_as_held(endpoint, to_node)
    found = (
        _unconfirmed(endpoint, stream, confirmed, sent.get(stream["sid"], 0))
        or _held(endpoint, stream, confirmed, known)
        for stream in endpoint.shared_with(to_node)
    )
    return [one for one in found if one is not None]


def outgoing_again(endpoint: Endpoint, to_node: str, number: int) -> list[Outgoing]:
    """What the bundle of this number carried to a node; raises UnknownNeighbour, UnknownBundle."""
    _require_neighbour(endpoint, to_node)
    ranges = db.sync.ranges_of(endpoint.database, to_node, number)
    if ranges is None:
        raise UnknownBundle(to_node, number)
    streams = {stream["sid"]: stream for stream in endpoint.shared_with(to_node)}
    return [
        Outgoing(streams[sid], first, last, db.events.hash_at(endpoint.database, sid, first - 1) or START_HASH)
        for sid, first, last in ranges
        if sid in streams
    ]


def checkpoint_at(endpoint: Endpoint, stream: StreamRow, seq: int, hash_: bytes) -> Checkpoint | None:
    """The signature over a stream up to a place; None where its writer, another installation, signed none there.

    This installation signs its own streams anywhere. Runs in a write transaction.
    """
    database, sid = endpoint.database, stream["sid"]
    kept = db.events.checkpoint(database, sid, seq)
    if kept is not None and kept[0] == seq:
        return kept
    if not stream["own"]:
        return None
    signature = endpoint.keys.signing.sign(Domain.CHECKPOINT, checkpoint_statement(stream["stream_id"], seq, hash_))
    key_id = bytes.fromhex(endpoint.keys.key_id)
    db.events.add_checkpoint(database, sid, seq, hash_, key_id, signature)
    return (seq, hash_, key_id, signature)


def places(endpoint: Endpoint, found: Outgoing) -> Sequence[int]:
    """The numbers at which a stretch may be cut, its end included, in order."""
    if found.stream["own"]:
        return range(found.first, found.last + 1)
    return db.sync.checkpoints_between(endpoint.database, found.sid, found.first, found.last)


def _require_neighbour(endpoint: Endpoint, to_node: str) -> None:
    if not endpoint.others_of(to_node):
        raise UnknownNeighbour(to_node)


def _confirmed(endpoint: Endpoint, to_node: str) -> dict[bytes, tuple[int, bytes]]:
    """What every installation of the node has confirmed: one that never answered has nothing."""
    haves = [db.sync.have_of(endpoint.database, bytes.fromhex(key.install)) for key in endpoint.others_of(to_node)]
    common = set(haves[0]).intersection(*haves[1:])
    return {stream: min(have[stream] for have in haves) for stream in common}


def _unconfirmed(
    endpoint: Endpoint, stream: StreamRow, confirmed: dict[bytes, tuple[int, bytes]], sent: int
) -> Outgoing | None:
    """What goes out of a stream, None where the recipient has it all.

    A receipt that names another hash than this ledger's is no receipt: the stream goes out whole, and the recipient
    sees both versions.
    """
    sid, (frontier, _) = stream["sid"], reach(endpoint.database, stream)
    seq, hash_ = confirmed.get(stream["stream_id"], (0, START_HASH))
    if 0 < seq <= frontier and db.events.hash_at(endpoint.database, sid, seq) != hash_:
        seq = 0
    if seq < sent <= frontier:
        seq, hash_ = sent, db.events.hash_at(endpoint.database, sid, sent) or START_HASH
    end = frontier if stream["own"] else _signed_end(endpoint, stream, frontier)
    if end <= seq < frontier < stream["frontier"]:
        end = db.events.next_checkpoint(endpoint.database, sid, frontier) or end  # the signature lies behind the end
    return Outgoing(stream, seq + 1, end, START_HASH if seq == 0 else hash_) if end > seq else None


def _held(
    endpoint: Endpoint,
    stream: StreamRow,
    confirmed: dict[bytes, tuple[int, bytes]],
    known: set[tuple[str, int, int]],
) -> Outgoing | None:
    """A run that waits here and that the recipient is not known to hold: its gap may be filled or ended there."""
    has = confirmed.get(stream["stream_id"], (0, START_HASH))[0]
    for first, last, before in held_runs(endpoint, stream):
        is_known = any(
            name == stream["stream_id"].hex() and begins <= first and last <= ends for name, begins, ends in known
        )
        if last > has and not is_known:
            return Outgoing(stream, first, last, before)
    return None


def _signed_end(endpoint: Endpoint, stream: StreamRow, up_to: int) -> int:
    """The last place that the writer of a stream signed with a key that holds there, 0 where there is none.

    What a revoked key signed later would be refused with everything before it.
    """
    while (found := db.events.checkpoint(endpoint.database, stream["sid"], up_to)) is not None:
        key = endpoint.store.key(KeyId(found[2].hex()))
        if key is None:
            return found[0]
        end = end_by_key(endpoint.store, key, bytes(stream["stream_id"]), stream["node"], stream["audience"])
        if end is None or found[0] <= end:
            return found[0]
        up_to = found[0] - 1
    return 0
