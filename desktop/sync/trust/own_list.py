"""This node's own trust list: who may end in it, where a key ends, and signing the next version (SYNC §3.4)."""

import db.events
import db.sync
from db.connection import Database
from desktop.actions import Audience
from desktop.errors import ListKeyNotHeld, MissingReason, RevocationFault, RevocationRefused
from desktop.session import Session
from desktop.sync import limits
from desktop.sync.bundle.manifest import SiteHave
from desktop.sync.bundle.signing import KeyId
from desktop.sync.endpoint import Endpoint, unit_title
from desktop.sync.fields import is_within
from desktop.sync.inbound.outcome import outcome_of
from desktop.sync.trust.documents import TrustedKey
from desktop.sync.trust.own_keys import list_key, own_keys
from desktop.sync.trust.store import TrustStore
from desktop.text import clean_text

RENEWED = "Thay khóa"
"""The reason that stands in a list where a machine has new keys."""

_LONGEST_REASON = 300


def may_end(node: str, own: str) -> bool:
    """Whether a list of the node `own` may end a key of another node: below it, and at the top in it too."""
    return is_within(node, own) and (node != own or "/" not in own)


def revocable(session: Session, store: TrustStore, key: KeyId) -> TrustedKey:
    """The entry of a key that this node may end now; raises RevocationRefused."""
    entry = store.key(key)
    if entry is None:
        raise RevocationRefused(RevocationFault.UNKNOWN)
    name = unit_title(entry.node, session.database)
    if key == own_keys(session).key_id:
        raise RevocationRefused(RevocationFault.OWN, name)
    if entry.revoked is not None:
        raise RevocationRefused(RevocationFault.ALREADY, name)
    if not may_end(entry.node, session.node):
        raise RevocationRefused(RevocationFault.NOT_BELOW, name)
    return entry


def frontiers(database: Database, entry: TrustedKey, store: TrustStore) -> dict[str, int]:
    """How far the streams of an installation are known without a gap: here, and to the other machines of its unit.

    What those others hold was told in their last bundles, also of the streams that stay in the unit. A stream that
    nobody holds is not in it.
    """
    install = bytes.fromhex(entry.install)
    found = {
        stream["stream_id"].hex(): stream["frontier"]
        for stream in db.events.streams(database)
        if stream["install_id"] == install and stream["frontier"]
    }
    for other in store.keys_of_node(entry.node):
        if other.install == entry.install:
            continue
        told = {
            stream.hex(): seq for stream, (seq, _) in db.sync.have_of(database, bytes.fromhex(other.install)).items()
        }
        last = db.sync.last_from(database, bytes.fromhex(other.install))
        site = outcome_of(last["result"]).site_have if last is not None else ()
        inside = {stream: seq for writer, stream, seq in site if writer == entry.install}
        for stream, seq in [*inside.items(), *((one, told.get(one, 0)) for one in list(found))]:
            found[stream] = max(found.get(stream, 0), seq)
    return found


def site_have(endpoint: Endpoint, to_node: str) -> tuple[SiteHave, ...]:
    """How far other machines of this unit are known here in what stays in the unit; told to the other nodes."""
    if to_node == endpoint.node:
        return ()
    own = endpoint.journal.writer.install_id
    found = [
        SiteHave(stream["install_id"].hex(), stream["stream_id"].hex(), stream["frontier"])
        for stream in db.events.streams(endpoint.database)
        if stream["audience"] == Audience.SITE and stream["install_id"] != own and stream["frontier"]
    ]
    return tuple(found[-limits.SITE_HAVE_ENTRIES :])


def clean_reason(reason: str) -> str:
    """The reason as it stands in a list, one line; raises MissingReason."""
    found = clean_text(reason)[:_LONGEST_REASON]
    if not found:
        raise MissingReason
    return found


def signed_list(session: Session, store: TrustStore, *entries: TrustedKey) -> TrustStore:
    """The trust with this node's next list, in which these entries are new or changed.

    Raises ListKeyNotHeld on a further machine of the top node, TrustRefused where a rule of the lists is broken.
    """
    key = list_key(session)
    if session.node == store.root.node and key.public.hex() not in store.root.list_keys:
        raise ListKeyNotHeld
    return store.issue(store.next_list(session.node, *entries), [key])
