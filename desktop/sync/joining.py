"""Admitting installations: one asks with a file, two people compare digits, the parent answers (SYNC §3.4)."""

from dataclasses import dataclass
from pathlib import Path

from db.connection import writing
from desktop.actions import Topic
from desktop.errors import EnrolmentFault, EnrolmentRefused, KeyNotHeld, NotJoined
from desktop.files import atomic_write, file_in, safe_name
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync import enrolment, limits
from desktop.sync.endpoint import save_trust, stored_trust, trust_of, unit_title
from desktop.sync.enrolment import EnrolmentRequest
from desktop.sync.fields import is_within
from desktop.sync.fingerprint import same_fingerprint
from desktop.sync.intake import private_bytes
from desktop.sync.peers import Relation, neighbours
from desktop.sync.signing import InstallationKeys, SigningKey
from desktop.sync.trust import TrustStore
from desktop.sync.trust_documents import TrustList

ADMISSION_ENDING = ".hqa"


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What an enrolment request says of itself, for the person who compares the digits."""

    node: str
    unit_name: str
    made_by: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class TrustState:
    """Whether this installation may exchange, and whom it trusts; `list_version` is that of the list it stands in."""

    is_joined: bool
    root_fingerprint: str | None
    list_version: int
    parent_node: str | None


def request_enrolment(session: Session, path: Path) -> str:
    """Write this installation's enrolment request to a file (or into a folder); returns its 8 × 5 digits.

    Raises NotPermitted, KeyNotHeld, and the errors of `atomic_write`.
    """
    keys = _keys(session)
    raw = enrolment.make_request(
        keys,
        node=session.node,
        install=session.journal.writer.install_id.hex(),
        unit_name=unit_title(session.node, session.database),
        made_by=session.person.name,
    )
    atomic_write(file_in(path, safe_name(f"{session.unit}-ket-nap{enrolment.REQUEST_ENDING}")), raw)
    return enrolment.read_request(raw).fingerprint


def read_request_facts(path: Path) -> RequestFacts:
    """What a request says, before anything is decided. Raises EnrolmentRefused and the errors of `private_copy`."""
    request = _request(path)
    return RequestFacts(request.node, request.unit_name, request.made_by, request.fingerprint)


def enrol(session: Session, request_path: Path, fingerprint: str, out_path: Path) -> str:
    """Admit an installation below this node and write its admission; returns the root's digits that it must type.

    `fingerprint` are the digits that the asking person read out. One that stands in the list already gets its
    admission again. Raises NotPermitted, KeyNotHeld, NotJoined, EnrolmentRefused (also OUTSIDE: not below this node).
    """
    session.allow(Permission.ADMINISTER)
    keys = _keys(session)
    request = _request(request_path)
    if not same_fingerprint(fingerprint, request.fingerprint):
        raise EnrolmentRefused(EnrolmentFault.WRONG_FINGERPRINT)
    store = trust_of(session)
    if store is None:
        raise NotJoined(session.node)
    if not is_within(request.node, session.node) or (request.node == session.node and "/" in session.node):
        raise EnrolmentRefused(EnrolmentFault.OUTSIDE, unit_title(request.node, session.database))
    if store.key(request.key_id) is None:
        store = _admitted(session, store, request, keys)
    name = safe_name(f"{request.node.rpartition('/')[2]}-ket-nap{ADMISSION_ENDING}")
    target = file_in(out_path, name)
    with writing(session.database):
        save_trust(session.database, store, session.machine.now_ms())
        atomic_write(target, enrolment.make_admission(store))
    session.announce(frozenset({Topic.EXCHANGE}))
    return store.root_fingerprint


def join(session: Session, admission_path: Path, fingerprint: str) -> TrustState:
    """Trust the root whose digits were typed, and be part of its tree.

    Raises NotPermitted, KeyNotHeld, EnrolmentRefused, and the errors of `private_copy`.
    """
    session.allow(Permission.EXCHANGE)
    keys = _keys(session)
    raw = private_bytes(admission_path, limits.ADMISSION_BYTES)
    admission = enrolment.read_admission(raw, fingerprint, keys.key_id)
    if admission.own.node != session.node:
        raise EnrolmentRefused(EnrolmentFault.FOR_ANOTHER, admission.own.node)
    stored = stored_trust(session.database)
    store = admission.store
    if stored is not None:
        if stored.root_fingerprint != store.root_fingerprint:
            raise EnrolmentRefused(EnrolmentFault.FOR_ANOTHER, store.root.node)
        store, _ = stored.merged(store.to_bytes())
    with writing(session.database):
        save_trust(session.database, store, session.machine.now_ms())
    session.announce(frozenset({Topic.EXCHANGE}))
    return trust_state(session)


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


def _admitted(session: Session, store: TrustStore, request: EnrolmentRequest, keys: InstallationKeys) -> TrustStore:
    """The trust with one more installation in this node's list, under the key that signs it."""
    entry = request.trusted(session.machine.today().isoformat(), enrols=True)
    current = store.list_of(session.node)
    listed = (
        current.with_entry(entry)
        if current is not None
        else TrustList(issuer=session.node, version=1, entries=(entry,))
    )
    return store.issue(listed, [_list_key(session, keys)])


def _list_key(session: Session, keys: InstallationKeys) -> SigningKey:
    """The top node signs its list with the root's key, every other node with its installation's."""
    root = session.secrets.root if session.secrets is not None else None
    return root if root is not None else keys.signing


def _keys(session: Session) -> InstallationKeys:
    session.allow(Permission.EXCHANGE)
    if session.secrets is None:
        raise KeyNotHeld(session.person.id, "installation")
    return session.secrets.installation


def _request(path: Path) -> EnrolmentRequest:
    return enrolment.read_request(private_bytes(path, limits.REQUEST_BYTES))
