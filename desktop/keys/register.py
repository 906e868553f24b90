"""Who may sign for whom, as this ledger trusts it: every machine of every list, the lists, the root (FEATURES H8)."""

from collections import Counter
from dataclasses import dataclass

import db.sync
from db.connection import Database
from db.rows import PeerRow
from desktop.keys.age import TrustAge, TrustGrade, trust_age
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync.bundle.fingerprint import fingerprint
from desktop.sync.bundle.signing import KeyId
from desktop.sync.endpoint import settle, trust_of, unit_title
from desktop.sync.inbound.outcome import outcome_of
from desktop.sync.trust.documents import TrustedKey
from desktop.sync.trust.own_list import may_end
from desktop.sync.trust.store import TrustStore


@dataclass(frozen=True, slots=True)
class KeyEnd:
    """Why and by whose list a key ended, and the last number that still counts of each of its streams."""

    reason: str
    by_name: str
    streams: dict[str, int]


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """One key of a machine: the unit it signs for, who admitted it, and how it stands.

    `machine` is what the unit calls the computer, `number` its place among the unit's machines; `admitted_on` is an
    ISO day, or "". `last_in_at` is when its last bundle was imported; with `is_behind` that bundle named older lists
    than those in force here. `may_be_revoked`: this person may revoke it here.
    """

    key: KeyId
    node: str
    unit_name: str
    machine: str
    number: int
    install: str
    admitted_on: str
    admitted_by: str
    may_admit: bool
    end: KeyEnd | None
    is_own: bool
    last_in: int | None
    last_in_at: int | None
    is_behind: bool
    may_be_revoked: bool


@dataclass(frozen=True, slots=True)
class ListFacts:
    """The list of one node: its version, how many machines it names, when this ledger adopted it."""

    issuer: str
    name: str
    version: int
    machines: int
    adopted_at: int


@dataclass(frozen=True, slots=True)
class RootFacts:
    """The root in force: `threshold` of the keys (8 × 5 digits each) change it; `digits` are the first root's."""

    version: int
    threshold: int
    keys: tuple[str, ...]
    digits: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class TrustFacts:
    """Where this machine stands: its lists, the root, their age; `waits` while it has asked for new keys."""

    is_joined: bool
    lists: tuple[ListFacts, ...]
    root: RootFacts | None
    age: TrustAge
    may_admit: bool
    waits: bool
    is_revoked: bool


def who_signs(session: Session) -> list[KeyFacts]:
    """Every key that this ledger knows of, unit by unit from the top down, those in force first.

    Nobody needs the installation's keys to look.
    """
    store = trust_of(session)
    store = settle(session, store)
    if store is None:
        return []
    sources = {key.key_id: _source(store, key.key_id) for key in store.all_keys()}
    numbers = _numbers(store)
    found = [_facts(session, store, key, sources[key.key_id], numbers[key.install]) for key in store.all_keys()]
    return sorted(found, key=lambda one: (one.node.count("/"), one.node, one.end is not None, one.number))


def trust_facts(session: Session) -> TrustFacts:
    """The lists and the root in force, and how old they are."""
    store = settle(session, trust_of(session))
    if store is None:
        age = TrustAge(None, None, TrustGrade.FRESH)
        return TrustFacts(False, (), None, age, False, False, False)
    age = trust_age(session.database, store, session.node, session.machine.now_ms())
    secrets = session.secrets
    own = store.key(secrets.keys.key_id) if secrets is not None else None
    return TrustFacts(
        is_joined=own is None or own.revoked is None,
        lists=tuple(_lists(session.database, store)),
        root=_root(session, store),
        age=age,
        may_admit=session.may(Permission.ADMINISTER) and secrets is not None and age.grade is not TrustGrade.STALE,
        waits=secrets is not None and secrets.pending is not None,
        is_revoked=own is not None and own.revoked is not None,
    )


def _facts(session: Session, store: TrustStore, entry: TrustedKey, source: str, number: int) -> KeyFacts:
    database, install = session.database, bytes.fromhex(entry.install)
    peer = db.sync.peer(database, install)
    is_own = entry.install == session.journal.writer.install_id.hex()
    end = entry.revoked
    can = session.may(Permission.ADMINISTER) and session.secrets is not None and not is_own
    return KeyFacts(
        key=entry.key_id,
        node=entry.node,
        unit_name=unit_title(entry.node, database),
        machine=entry.machine,
        number=number,
        install=entry.install,
        admitted_on=entry.added,
        admitted_by=unit_title(source, database),
        may_admit=entry.enrols,
        end=KeyEnd(end.reason, unit_title(_ender(store, entry.key_id), database), dict(end.streams)) if end else None,
        is_own=is_own,
        last_in=(peer["last_in"] or None) if peer else None,
        last_in_at=peer["last_in_at"] if peer else None,
        is_behind=_is_behind(database, store, peer),
        may_be_revoked=can and end is None and may_end(entry.node, session.node),
    )


def _source(store: TrustStore, key: KeyId) -> str:
    """The node whose list admitted a key: the lowest that names it, for an upper one may only have ended it."""
    issuers = [
        issuer for issuer, adopted in store.lists.items() if any(e.key_id == key for e in adopted.listed.entries)
    ]
    return max(issuers, key=lambda issuer: issuer.count("/"))


def _ender(store: TrustStore, key: KeyId) -> str:
    """The node whose list ended a key: the uppermost that names it is heard."""
    issuers = [
        issuer for issuer, adopted in store.lists.items() if any(e.key_id == key for e in adopted.listed.entries)
    ]
    return min(issuers, key=lambda issuer: issuer.count("/"))


def _numbers(store: TrustStore) -> dict[str, int]:
    """The place of each machine among those of its unit, in the order in which they were admitted."""
    counted: Counter[str] = Counter()
    found: dict[str, int] = {}
    for entry in store.all_keys():
        if entry.install not in found:
            counted[entry.node] += 1
            found[entry.install] = counted[entry.node]
    return found


def _is_behind(database: Database, store: TrustStore, peer: PeerRow | None) -> bool:
    """Whether the last bundle of a machine named older trust documents than those in force here."""
    last = db.sync.last_from(database, peer["install_id"]) if peer is not None else None
    if last is None:
        return False
    said = outcome_of(last["result"])
    return said.root_version < store.root.v or any(
        said.list_versions.get(issuer, 0) < version for issuer, version in store.list_versions.items()
    )


def _lists(database: Database, store: TrustStore) -> list[ListFacts]:
    times = db.sync.document_times(database)
    ordered = sorted(store.lists.items(), key=lambda item: (item[0].count("/"), item[0]))
    return [
        ListFacts(
            issuer=issuer,
            name=unit_title(issuer, database),
            version=adopted.listed.version,
            machines=sum(entry.revoked is None for entry in adopted.listed.entries),
            adopted_at=times.get(("list", issuer), 0),
        )
        for issuer, adopted in ordered
    ]


def _root(session: Session, store: TrustStore) -> RootFacts:
    root = store.root
    return RootFacts(
        version=root.v,
        threshold=root.threshold,
        keys=tuple(fingerprint(bytes.fromhex(public)) for public in root.keys),
        digits=store.root_fingerprint,
        is_here=session.node == root.node,
    )
