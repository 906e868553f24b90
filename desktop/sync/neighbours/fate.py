"""What became of each bundle: received when and by which machine, with what result; taken back or not (FEATURES B6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import db.events
import db.fates
import db.intake
import db.sync
from desktop.session import Session
from desktop.sync.endpoint import stored_trust
from desktop.sync.inbound.outcome import outcome_of
from desktop.sync.neighbours.delivery import Delivered, event_deliveries
from desktop.sync.neighbours.peers import Direction, Exchange
from desktop.sync.repair.taking_back import is_taken_back


@dataclass(frozen=True, slots=True)
class BundleFate:
    """What became of one bundle; times are milliseconds since 1970 by this machine's clock.

    Of a written one: which machine of the neighbour said first that it has it all, when, in which bundle of its own;
    how many approved entries it was the first to carry, how many of them the level above accepted and sent back, how
    many of its events the neighbour did not take. Of an imported one: whether it was taken back, and whether its
    report is kept.
    """

    bundle: int
    machine: str = ""
    received_at: int | None = None
    receipt: int | None = None
    entries: int = 0
    accepted: int = 0
    sent_back: int = 0
    refused: int = 0
    is_taken_back: bool = False
    has_report: bool = False


def fates(session: Session, node: str, log: Iterable[Exchange]) -> dict[int, BundleFate]:
    """What became of these bundles to and from a node, by the id of the exchange."""
    chosen = list(log)
    written = [exchange for exchange in chosen if exchange.direction is Direction.OUT]
    imported = [exchange for exchange in chosen if exchange.direction is Direction.IN]
    return {**_of_written(session, node, written), **{one.id: _of_imported(session, one) for one in imported}}


def _of_imported(session: Session, exchange: Exchange) -> BundleFate:
    kept = db.intake.kept_report(session.database, exchange.id) is not None
    return BundleFate(exchange.id, is_taken_back=is_taken_back(session, exchange.id), has_report=kept)


def _of_written(session: Session, node: str, written: Sequence[Exchange]) -> dict[int, BundleFate]:
    database = session.database
    ranges = {exchange.number: db.sync.ranges_of(database, node, exchange.number) or [] for exchange in written}
    ends = [(sid, last) for found in ranges.values() for sid, _, last in found]
    told = event_deliveries(session, ends)
    verdicts = {row["number"]: row for row in db.fates.verdicts(database, node)}
    refused = _refused(session, node)
    result = {}
    for exchange in written:
        found = ranges[exchange.number]
        received = _received([told.get((sid, last), []) for sid, _, last in found], node)
        said = verdicts.get(exchange.number)
        result[exchange.id] = BundleFate(
            exchange.id,
            machine=received.machine if received is not None else "",
            received_at=received.confirmed_at if received is not None else None,
            receipt=received.receipt if received is not None else None,
            entries=said["entries"] if said is not None else 0,
            accepted=(said["accepted"] or 0) if said is not None else 0,
            sent_back=(said["sent_back"] or 0) if said is not None else 0,
            refused=sum(first <= seq <= last for sid, first, last in found for seq in refused.get(sid, ())),
        )
    return result


def _received(ends: Sequence[Sequence[Delivered]], node: str) -> Delivered | None:
    """The installation of the node that had all the stretches first, as it confirmed the last of them."""
    by_machine: dict[str, list[Delivered]] = {}
    for each in ends:
        for one in each:
            if one.node == node:
                by_machine.setdefault(one.install_id, []).append(one)
    complete = [
        max(found, key=lambda one: one.confirmed_at or 0)
        for found in by_machine.values()
        if all(one.is_confirmed for one in found)
    ]
    return min(complete, key=lambda one: one.confirmed_at or 0, default=None)


def _refused(session: Session, node: str) -> dict[int, list[int]]:
    """The numbers of this ledger's events, by stream, that an installation of the node said it did not take."""
    database, store = session.database, stored_trust(session.database)
    sids = {stream["stream_id"].hex(): stream["sid"] for stream in db.events.streams(database)}
    found: dict[int, set[int]] = {}
    for key in store.keys_of_node(node) if store is not None else ():
        last = db.sync.last_from(database, bytes.fromhex(key.install))
        for stream, seq, _code in outcome_of(last["result"]).rejected if last is not None else ():
            if stream in sids:
                found.setdefault(sids[stream], set()).add(seq)
    return {sid: sorted(numbers) for sid, numbers in found.items()}
