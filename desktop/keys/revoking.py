"""Ending a key, by position and never by date: what came until now stays, nothing later counts (SYNC §3.4)."""

from collections import Counter
from dataclasses import dataclass

import db.events
from desktop.actions import Audience, audience_kind
from desktop.errors import NotJoined
from desktop.keys.register import KeyFacts, who_signs
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync.bundle.signing import KeyId
from desktop.sync.endpoint import trust_of
from desktop.sync.trust.joining import issue
from desktop.sync.trust.own_list import clean_reason, frontiers, revocable, signed_list
from desktop.sync.trust.store import TrustStore


@dataclass(frozen=True, slots=True)
class RevocationPreview:
    """What revoking a key would mean: what stays, what is refused, and who is left to work for the unit.

    `kept` counts, by audience, the events of the machine that came until now; they stay. `last_bundle` is the last one
    of its files that was imported. `waiting` events came without the ones before them and will never apply. `others`
    are the unit's further machines in force; `admitted` how many machines it admitted itself, which stay admitted.
    `is_reached`: this node exchanges bundles with the machine, so it knows how far its streams are.
    """

    machine: KeyFacts
    kept: dict[Audience, int]
    last_bundle: int | None
    waiting: int
    others: int
    admitted: int
    is_reached: bool

    @property
    def kept_in_all(self) -> int:
        """How many events of the machine stay valid."""
        return sum(self.kept.values())


def preview_revocation(session: Session, key: KeyId) -> RevocationPreview:
    """What `revoke` would do; raises what it raises, except for the reason."""
    store = _store(session)
    entry = revocable(session, store, key)
    install = bytes.fromhex(entry.install)
    streams = [stream for stream in db.events.streams(session.database) if stream["install_id"] == install]
    kept: Counter[Audience] = Counter()
    for stream in streams:
        kept[audience_kind(stream["audience"])] += stream["frontier"]
    machine = next(one for one in who_signs(session) if one.key == key)
    own_list = store.list_of(entry.node) if entry.enrols else None
    others = sum(one.key_id != key for one in store.keys_of_node(entry.node))
    return RevocationPreview(
        machine=machine,
        kept={audience: count for audience, count in kept.items() if count},
        last_bundle=machine.last_in,
        waiting=db.events.waiting_of(session.database, install),
        others=others,
        admitted=sum(one.revoked is None for one in own_list.entries) if own_list and not others else 0,
        is_reached=machine.last_in is not None or bool(streams),
    )


def revoke(session: Session, key: KeyId, reason: str) -> RevocationPreview:
    """End a key where its streams stand in this ledger; the list that says so travels with the next bundles.

    A key that a list below names is taken into this node's list, which is heard first. Returns what the preview said.
    Raises NotPermitted, KeyNotHeld, ListKeyNotHeld, NotJoined, MissingReason, RevocationRefused, TrustRefused.
    """
    words = clean_reason(reason)
    preview = preview_revocation(session, key)
    store = _store(session)
    entry = revocable(session, store, key)
    issue(session, signed_list(session, store, store.ended(entry, words, frontiers(session.database, entry, store))))
    return preview


def _store(session: Session) -> TrustStore:
    session.allow(Permission.ADMINISTER)
    store = trust_of(session)
    if store is None:
        raise NotJoined(session.node)
    return store
