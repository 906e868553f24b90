"""Where streams end: by position, from trust lists and from rulings on forks and gaps (SYNC §2.10, §3.4)."""

from collections.abc import Iterator

import db.events
from db.connection import Database
from db.rows import StreamRow
from desktop.actions import Audience, audience_kind
from desktop.journal.event import decode_stored
from desktop.sync.audiences import is_entitled
from desktop.sync.trust.documents import TrustedKey
from desktop.sync.trust.store import TrustStore


def ends(database: Database, store: TrustStore | None) -> dict[bytes, int]:
    """For each stream that ends the last number that counts: the smallest that a list or a ruling names."""
    found: dict[bytes, int] = {}
    streams = {bytes(stream["stream_id"]): stream for stream in db.events.streams(database)}
    for stream_id, last in (*_revoked(database, store, streams), *_ruled(database, streams)):
        found[stream_id] = min(last, found.get(stream_id, last))
    return found


def end_by_key(store: TrustStore, key: TrustedKey, stream_id: bytes, node: str, audience: str) -> int | None:
    """The end that the revocation of a key gives to a stream under its signature; None where it gives none.

    A stream that the list names ends there. One that it does not name never counted, unless who revoked the key may
    not have it: then what another machine of the unit holds of it stands.
    """
    if key.revoked is None:
        return None
    named = key.revoked.streams.get(stream_id.hex())
    if named is not None:
        return named
    return 0 if is_entitled(_issuer(store, key), node, audience) else None


def _issuer(store: TrustStore, key: TrustedKey) -> str:
    """Whose list is heard about a key: the uppermost that names it."""
    return next(
        issuer
        for issuer in sorted(store.lists, key=lambda issuer: (issuer.count("/"), issuer))
        if any(entry.key_id == key.key_id for entry in store.lists[issuer].listed.entries)
    )


def _revoked(
    database: Database, store: TrustStore | None, streams: dict[bytes, StreamRow]
) -> Iterator[tuple[bytes, int]]:
    if store is None:
        return
    revoked = [key for key in store.all_keys() if key.revoked is not None]
    for key in revoked:
        for stream_id, stream in streams.items():
            if (stream["node"], stream["install_id"]) != (key.node, bytes.fromhex(key.install)):
                continue
            signed = stream["key_id"] or db.events.signing_key(database, stream["sid"])
            named = key.revoked is not None and stream_id.hex() in key.revoked.streams
            if named or (signed is not None and bytes(signed).hex() == key.key_id):
                end = end_by_key(store, key, stream_id, stream["node"], stream["audience"])
                if end is not None:
                    yield stream_id, end


def _ruled(database: Database, streams: dict[bytes, StreamRow]) -> Iterator[tuple[bytes, int]]:
    """Rulings that hold: by a machine of the stream's own unit to the same audience, or by the top node to all."""
    by_sid = {stream["sid"]: stream for stream in streams.values()}
    for entity, row in db.events.applied_of_kind(database, "closure"):
        writer, last = by_sid[row["sid"]], decode_stored(row["body"]).fields.get("last")
        try:
            stream = streams.get(bytes.fromhex(entity.partition("/")[2]))
        except ValueError:
            continue
        if stream is not None and type(last) is int and last >= 0 and may_rule(writer, stream):
            yield bytes(stream["stream_id"]), last


def may_rule(writer: StreamRow, stream: StreamRow) -> bool:
    """Whether what one stream says may end another."""
    own = (writer["node"], writer["audience"]) == (stream["node"], stream["audience"])
    top = "/" not in writer["node"] and audience_kind(writer["audience"]) is Audience.DOWN
    return own or top
