"""What a neighbour's receipt says: what it has, since when, and whether it knows another story (SYNC §2.10)."""

from dataclasses import dataclass

import db.delivery
import db.events
import db.sync
from db.connection import Database
from db.rows import StreamRow
from desktop.journal.closing import reach
from desktop.journal.receiving import Fork
from desktop.sync.bundle.manifest import Manifest
from desktop.sync.endpoint import Endpoint
from desktop.sync.inbound.settling import begin_generation


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The records of this unit that are newly confirmed; whether the receipt contradicts this ledger.

    `is_outdated`: a later bundle of the sender came before, and what this one says of him no longer holds.
    """

    records: frozenset[str] = frozenset()
    is_other_history: bool = False
    is_outdated: bool = False


def take_receipt(endpoint: Endpoint, manifest: Manifest, bundle: int, at: int) -> Confirmed:
    """Remember what the sender has, unless a later bundle of his said it already.

    A later generation replaces everything an earlier one said: that ledger was restored and has less (SYNC §2.13).
    """
    database, install = endpoint.database, bytes.fromhex(manifest.from_install)
    if (manifest.gen, manifest.no) < db.sync.have_stands_at(database, install):
        return Confirmed(is_outdated=True)
    before = db.sync.have_of(database, install)
    have = [(bytes.fromhex(one.stream), one.seq, bytes.fromhex(one.hash)) for one in manifest.have]
    records: set[str] = set()
    reached: list[tuple[bytes, int]] = []
    is_other = False
    for stream_id, told, hash_ in have:
        stream = db.events.stream(database, stream_id)
        if stream is None or told > stream["frontier"]:
            is_other |= stream is not None and _is_written_by_a_copy(endpoint, stream)
            continue
        end = reach(database, stream)[0]
        if told <= end and db.events.hash_at(database, stream["sid"], told) != hash_:
            is_other = True
            _contradicted(database, stream, told, hash_, bundle)
            continue
        seq, earlier = min(told, end), before.get(stream_id, (0, b""))[0]
        if seq > earlier:
            reached.append((stream_id, seq))
        if stream["node"] == endpoint.node:
            records |= db.sync.records_between(database, stream["sid"], earlier, seq)
    for one in manifest.forks:
        is_other |= _told_of_fork(database, bytes.fromhex(one.stream), one.seq, bytes.fromhex(one.hash), bundle)
    db.delivery.add_confirmations(database, install, reached, manifest.no, at)
    db.sync.put_have(database, install, have, manifest.gen, manifest.no)
    return Confirmed(frozenset(records), is_other)


def _is_written_by_a_copy(endpoint: Endpoint, stream: StreamRow) -> bool:
    """Whether somebody has more of a stream than this installation, which is writing it, has written.

    Only a copy of this ledger can have gone on in it. In a new generation the neighbours hear this installation
    again, and send back what they have.
    """
    journal = endpoint.journal
    if not stream["own"] or stream["generation"] != journal.writer.generation:
        return False
    begin_generation(journal)
    return True


def _told_of_fork(database: Database, stream_id: bytes, seq: int, hash_: bytes, bundle: int) -> bool:
    """Whether the sender met a version of a stream that is not the one of this ledger."""
    stream = db.events.stream(database, stream_id)
    here = db.events.hash_at(database, stream["sid"], seq) if stream is not None else None
    if stream is None or here is None or here == hash_ or reach(database, stream)[0] < seq:
        return False
    _contradicted(database, stream, seq, hash_, bundle)
    return True


def _contradicted(database: Database, stream: StreamRow, seq: int, hash_: bytes, bundle: int) -> None:
    """Two versions of one stream: kept as evidence; one's own stream is not written on, whoever is right."""
    db.events.add_fork(database, bytes(stream["stream_id"]), seq, hash_, None, bundle)
    if stream["own"] and not stream["fork"]:
        db.events.freeze(database, stream["sid"], Fork.OTHER_RECEIPT)
