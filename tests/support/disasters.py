"""What befalls machines and what their people do about it: copies, thefts, new keys, forks, gaps, take-backs."""

from random import Random

import db.events
import db.sync
from db.connection import writing
from db.rows import StreamRow
from desktop.actions import Audience
from desktop.journal.fold import Applied
from desktop.journal.projection import folded_entity
from desktop.journal.reentry import reenter
from desktop.sync.bundle.signing import Domain, InstallationKeys, SigningKey, checkpoint_statement
from desktop.sync.endpoint import save_trust
from desktop.sync.inbound.settling import leave_ended_streams, settle_events
from desktop.sync.repair.facts import fork_ruled, import_redone, import_taken_back, taken_entity
from desktop.sync.repair.ruling import difference, held_behind, other_behind, waiting_of
from tests.support.network import Station, copy_of


def root_key(seed: int) -> SigningKey:
    """The key of the top node's lists in a network of this seed."""
    return SigningKey(Random(seed).randbytes(32))


def clone(station: Station, seed: int) -> Station:
    """The same installation once more, with a copy of its ledger and its keys: both write on."""
    copy = Station(
        station.node, station.install, station.keys, station.store, Random(seed), station.now,
        database=copy_of(station.database), generation=station.journal.writer.generation, people=dict(station.people),
    )  # fmt: skip
    copy.pending = station.pending
    return copy


def settle(station: Station) -> None:
    """What follows at a machine from a decision of its people."""
    settle_events(station.journal, station.store)


# --- keys ---


def revoke(top: Station, station: Station, key: SigningKey) -> None:
    """The top node ends a machine's key where its streams stand there."""
    heads = {
        stream["stream_id"].hex(): stream["frontier"]
        for stream in db.events.streams(top.database)
        if stream["install_id"] == station.install and stream["frontier"]
    }
    listed = top.store.list_of(top.node)
    assert listed is not None
    _issue(top, listed.with_revoked(station.keys.key_id, "mất máy", heads), key)


def renew(top: Station, station: Station, key: SigningKey) -> None:
    """A machine asks for new keys under the old ones; the top node admits them and ends the old ones there."""
    old, entry = station.keys, top.store.key(station.keys.key_id)
    listed = top.store.list_of(top.node)
    assert entry is not None
    assert listed is not None
    station.pending = InstallationKeys.generate()
    heads = {}
    with writing(station.database):
        for stream in db.events.streams(station.database):
            seq, head = stream["frontier"], stream["frontier_hash"]
            if stream["install_id"] != station.install or not seq:
                continue
            heads[stream["stream_id"].hex()] = seq
            if stream["own"]:
                signature = old.signing.sign(Domain.CHECKPOINT, checkpoint_statement(stream["stream_id"], seq, head))
                db.events.add_checkpoint(
                    station.database, stream["sid"], seq, head, bytes.fromhex(old.key_id), signature
                )
    fresh = type(entry)(
        node=entry.node, install=entry.install, sign=station.pending.sign_public.hex(),
        import_public=station.pending.import_public, name=entry.name, enrols=entry.enrols,
    )  # fmt: skip
    _issue(top, listed.with_entries(entry.ended("thay khóa", heads), fresh), key)


def _issue(top: Station, listed: object, key: SigningKey) -> None:
    store = top.store.issue(listed, [key])  # type: ignore[arg-type]
    with writing(top.database), top.journal.in_transaction():
        save_trust(top.database, store, top.now())
        settle_events(top.journal, store)
    top.look_at_trust()


# --- forks and gaps ---


def forked(station: Station) -> list[tuple[StreamRow, int]]:
    """The streams with two versions, and where they begin to differ."""
    found = []
    for stream in db.events.streams(station.database):
        differs = difference(station.database, stream)
        if differs is not None:
            found.append((stream, differs))
    return found


def rule(station: Station, stream: StreamRow, last: int, *, rescue: bool) -> None:
    """End a forked stream; with `rescue` write anew what this machine holds of both versions."""
    behind = stream["frontier"] if stream["own"] else last
    lost = [*held_behind(station.database, stream, behind), *other_behind(station.database, stream, last)]
    _ended(station, stream, last, lost if rescue and stream["node"] == station.node else [])


def close_gap(station: Station, stream: StreamRow) -> None:
    """End a stream in front of a gap, and write anew what waits behind it."""
    _ended(station, stream, stream["frontier"], waiting_of(station.database, stream))


def _ended(station: Station, stream: StreamRow, last: int, lost: list[Applied]) -> None:
    audience = stream["audience"] if stream["node"] == station.node else Audience.DOWN
    with station.working():
        leave_ended_streams(station.journal, ending=stream["sid"])
        fact = fork_ruled(stream["stream_id"], last, audience, by="x", at=station.now(), reason="chốt")
        station.journal.append(fact, "x")
        settle(station)
        reenter(station.journal, lost)
    station.generation = station.journal.writer.generation


# --- imports taken back ---


def take_back(station: Station, random: Random) -> None:
    """Take an import from another unit back, or redo one."""
    bundles = [
        bundle
        for node in {key.node for key in station.store.all_keys()} - {station.node}
        for bundle in db.sync.bundles_of(station.database, node)
        if bundle["direction"] == "in"
    ]
    if not bundles:
        return
    bundle = random.choice(sorted(bundles, key=lambda bundle: bundle["id"]))
    digest = bytes(bundle["hash"])
    ranges = [
        (stream, first, last)
        for stream, node, first, last in db.events.ranges_of_bundle(station.database, bundle["id"])
        if node != station.node
    ]
    is_standing = folded_entity(station.database, taken_entity(digest)).fields.get("standing")
    with station.working():
        if is_standing:
            station.journal.append(import_redone(digest, by="x", at=station.now()), "x")
        elif ranges:
            number, sender = bundle["number"], bundle["peer_node"]
            fact = import_taken_back(
                digest, ranges, number=number, sender=sender, by="x", at=station.now(), reason="nhầm"
            )
            station.journal.append(fact, "x")
        settle(station)


def set_aside_at(station: Station) -> set[tuple[bytes, int]]:
    """The events that are set aside, as (stream, number)."""
    return {
        (db.events.stream_of(station.database, sid)["stream_id"], seq)
        for sid, seq, _ in db.events.aside(station.database)
    }
