"""Admitting installations: one asks with a file, two people compare digits, the parent answers (SYNC §3.4)."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import db.sync
from db import settings
from db.connection import writing
from desktop.actions import Topic
from desktop.errors import EnrolmentFault, EnrolmentRefused, NotJoined
from desktop.files import atomic_write, file_in, safe_name
from desktop.keys.age import require_fresh
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync import limits
from desktop.sync.bundle.fingerprint import same_fingerprint
from desktop.sync.bundle.signing import InstallationKeys, KeyId, SigningKey
from desktop.sync.endpoint import machine_name, save_trust, settle, stored_trust, trust_of, unit_title
from desktop.sync.fields import is_within
from desktop.sync.inbound.intake import private_bytes
from desktop.sync.inbound.settling import settle_events
from desktop.sync.neighbours.peers import Relation, neighbours
from desktop.sync.trust import enrolment
from desktop.sync.trust.enrolment import EnrolmentRequest
from desktop.sync.trust.own_keys import own_keys
from desktop.sync.trust.own_list import RENEWED, clean_reason, frontiers, revocable, signed_list
from desktop.sync.trust.store import TrustStore

RECOVERY_SETTING = "recovery_recipient"
"""The public half of the unit's recovery key, where it has one."""
ADMISSION_ENDING = ".hqa"


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What an enrolment request says of itself, for the person who compares the digits.

    `machine` is what the unit calls the computer; with `renews` it is an admitted machine that asks for new keys.
    """

    node: str
    unit_name: str
    made_by: str
    fingerprint: str
    machine: str = ""
    renews: bool = False


@dataclass(frozen=True, slots=True)
class TrustState:
    """Whether this installation may exchange, and whom it trusts; `list_version` is that of the list it stands in."""

    is_joined: bool
    root_fingerprint: str | None
    list_version: int
    parent_node: str | None


def request_enrolment(session: Session, path: Path, *, machine: str | None = None) -> str:
    """Write this installation's enrolment request to a file (or into a folder); returns its 8 × 5 digits.

    `machine` is what the unit calls the computer, its name on the network where nothing is said.
    Raises NotPermitted, KeyNotHeld, and the errors of `atomic_write`.
    """
    return write_request(session, path, own_keys(session), machine=machine)


def write_request(
    session: Session,
    path: Path,
    keys: InstallationKeys,
    *,
    machine: str | None = None,
    renews: tuple[SigningKey, dict[str, int]] | None = None,
) -> str:
    """Write a request for keys of this installation; `renews`: the key that they replace, its streams' heads."""
    raw = enrolment.make_request(
        keys,
        node=session.node,
        install=session.journal.writer.install_id.hex(),
        unit_name=unit_title(session.node, session.database),
        machine=machine_name(machine),
        made_by=session.person.name,
        recovery=settings.setting(session.database, RECOVERY_SETTING) or "",
        renews=renews,
    )
    name = f"{session.unit}-{'thay-khoa' if renews else 'ket-nap'}{enrolment.REQUEST_ENDING}"
    atomic_write(file_in(path, safe_name(name)), raw)
    return enrolment.read_request(raw).fingerprint


def read_request_facts(path: Path) -> RequestFacts:
    """What a request says, before anything is decided. Raises EnrolmentRefused and the errors of `private_copy`."""
    request = _request(path)
    return RequestFacts(
        request.node,
        request.unit_name,
        request.made_by,
        request.fingerprint,
        request.machine or "",
        renews=bool(request.renews),
    )


def enrol(
    session: Session,
    request_path: Path,
    fingerprint: str,
    out_path: Path,
    *,
    replaces: KeyId | None = None,
    reason: str = "",
) -> str:
    """Admit an installation below this node and write its admission; returns the root's digits that it must type.

    `fingerprint` are the digits that the asking person read out. One that stands in the list already gets its
    admission again. A request for new keys ends the old one where the request says its streams stood, in the same
    version of the list; `replaces` ends the key of a machine that is gone, for `reason`, where its streams stand here.
    Raises NotPermitted, KeyNotHeld, ListKeyNotHeld, NotJoined, RevocationRefused and EnrolmentRefused (OUTSIDE: not
    below this node; STALE_TRUST, NOT_THE_OLD_KEY, REVOKED).
    """
    session.allow(Permission.ADMINISTER)
    request = _request(request_path)
    if not same_fingerprint(fingerprint, request.fingerprint):
        raise EnrolmentRefused(EnrolmentFault.WRONG_FINGERPRINT)
    store = settle(session, trust_of(session))
    if store is None:
        raise NotJoined(session.node)
    if not is_within(request.node, session.node) or (request.node == session.node and "/" in session.node):
        raise EnrolmentRefused(EnrolmentFault.OUTSIDE, unit_title(request.node, session.database))
    known = store.key(request.key_id)
    if known is not None and known.revoked is not None:
        raise EnrolmentRefused(EnrolmentFault.REVOKED, request.key_id)
    if known is None:
        require_fresh(session.database, store, session.node, session.machine.now_ms())
        store = _admitted(session, store, request, replaces, reason)
    name = safe_name(f"{request.node.rpartition('/')[2]}-ket-nap{ADMISSION_ENDING}")
    target = file_in(out_path, name)
    issue(session, store, lambda: atomic_write(target, enrolment.make_admission(store)))
    return store.root_fingerprint


def write_trust(session: Session, path: Path) -> Path:
    """Write the trust documents in force to a file that a neighbour takes in as it does an admission.

    For a neighbour that does not know this machine yet, so cannot open its bundles. Raises NotPermitted, KeyNotHeld,
    NotJoined and the errors of `atomic_write`.
    """
    own_keys(session)
    store = trust_of(session)
    if store is None:
        raise NotJoined(session.node)
    target = file_in(path, safe_name(f"{session.unit}-tin-cay{ADMISSION_ENDING}"))
    atomic_write(target, enrolment.make_admission(store))
    return target


def join(session: Session, admission_path: Path, fingerprint: str = "") -> TrustState:
    """Trust the root whose digits were typed, and be part of its tree.

    Who is part of it already types nothing: the root is known. New keys that were asked for come into force.
    Raises NotPermitted, KeyNotHeld, EnrolmentRefused, and the errors of `private_copy`.
    """
    keys, stored = own_keys(session), stored_trust(session.database)
    raw = private_bytes(admission_path, limits.ADMISSION_BYTES)
    pending = session.secrets.pending if session.secrets is not None else None
    if stored is not None and not fingerprint:
        fingerprint = stored.root_fingerprint
    admission = _admission(raw, fingerprint, [keys.key_id, *([pending.key_id] if pending else [])])
    if admission.own.node != session.node:
        raise EnrolmentRefused(EnrolmentFault.FOR_ANOTHER, admission.own.node)
    store, is_lone = admission.store, stored is not None and _is_lone(stored, keys.key_id)
    if stored is not None and stored.root_fingerprint == store.root_fingerprint:
        store, _ = stored.merged(store.to_bytes())
    elif stored is not None and not is_lone:
        raise EnrolmentRefused(EnrolmentFault.FOR_ANOTHER, store.root.node)
    if is_lone and stored is not None and stored.root_fingerprint != store.root_fingerprint:
        issue(session, store, lambda: _forget_others(session, store))
    else:
        issue(session, store)
    return trust_state(session)


def issue(session: Session, store: TrustStore, then: Callable[[], None] = lambda: None) -> None:
    """Keep trust documents that were signed or taken in here, with what follows, and what must stand with them.

    Streams end at once where a key does; new keys come into force. All of it or nothing comes to stand.
    """
    journal = session.journal
    writer = journal.writer
    try:
        with writing(session.database), journal.in_transaction():
            save_trust(session.database, store, session.machine.now_ms())
            then()
            settle_events(journal, store)
    except BaseException:
        journal.writer = writer
        raise
    settle(session, store)
    session.remember_heads()
    session.announce(frozenset(Topic))


def _forget_others(session: Session, store: TrustStore) -> None:
    """A further machine of the top node drops the trust that it founded alone, and keeps the one it joins."""
    db.sync.forget_documents(session.database)
    save_trust(session.database, store, session.machine.now_ms())


def trust_state(session: Session) -> TrustState:
    """How this installation stands in the tree of trust; the top node founds its trust here."""
    store = trust_of(session)
    if store is None:
        return TrustState(is_joined=False, root_fingerprint=None, list_version=0, parent_node=None)
    own = session.journal.writer.install_id.hex()
    listed = [
        adopted.listed
        for adopted in store.lists.values()
        if any(entry.install == own and entry.revoked is None for entry in adopted.listed.entries)
    ]
    above = [node for node, relation in neighbours(store, session.node) if relation is Relation.PARENT]
    return TrustState(
        is_joined=bool(listed),
        root_fingerprint=store.root_fingerprint,
        list_version=listed[0].version if listed else 0,
        parent_node=above[0] if above else None,
    )


def _admission(raw: bytes, fingerprint: str, own: Sequence[KeyId]) -> enrolment.Admission:
    """The admission for whichever of the keys it admits; raises EnrolmentRefused of the last."""
    for key in own[1:]:
        with suppress(EnrolmentRefused):
            return enrolment.read_admission(raw, fingerprint, key)
    return enrolment.read_admission(raw, fingerprint, own[0])


def _is_lone(store: TrustStore, own: KeyId) -> bool:
    """Whether a trust was founded here and nobody shares it: a further machine of the top node begins so."""
    return [key.key_id for key in store.all_keys()] == [own]


def _admitted(
    session: Session, store: TrustStore, request: EnrolmentRequest, replaces: KeyId | None, reason: str
) -> TrustStore:
    """The trust with one more installation in this node's list, and perhaps one less, under the key that signs it."""
    entries = [request.trusted(session.machine.today().isoformat(), enrols=True)]
    if request.renews:
        old = store.key(request.renews.key_id)
        if old is None or old.revoked is not None or (old.node, old.install) != (request.node, request.install):
            raise EnrolmentRefused(EnrolmentFault.NOT_THE_OLD_KEY, request.renews.key_id)
        here = frontiers(session.database, old, store)
        heads = {stream: max(seq, here.get(stream, 0)) for stream, seq in request.renews.heads.items()}
        entries.append(store.ended(old, RENEWED, {**here, **heads}))
    if replaces is not None:
        gone = revocable(session, store, replaces)
        entries.append(store.ended(gone, clean_reason(reason), frontiers(session.database, gone, store)))
    return signed_list(session, store, *entries)


def _request(path: Path) -> EnrolmentRequest:
    return enrolment.read_request(private_bytes(path, limits.REQUEST_BYTES))
