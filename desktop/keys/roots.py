"""The root of trust under several keys: founded, proposed, signed offline by its holders, adopted (SYNC §3.4).

A proposal is a file that goes from one holder to the next; who sleeps through several changes walks up the chain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

import db.sync
from db.connection import writing
from desktop.actions import Topic
from desktop.errors import KeyNotHeld, NotJoined, RootFault, RootRefused, TrustRefused
from desktop.files import atomic_write
from desktop.keys.key_files import open_key_file, write_key_file
from desktop.keyslots.slots import Holds
from desktop.machine import Machine
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync import limits, strict_json
from desktop.sync.bundle.envelope import Envelope
from desktop.sync.bundle.fingerprint import fingerprint
from desktop.sync.bundle.signing import Domain, KeyId, SigningKey
from desktop.sync.endpoint import first_list, save_trust, trust_of
from desktop.sync.inbound.intake import private_bytes
from desktop.sync.trust import documents as trust_documents
from desktop.sync.trust.documents import Root
from desktop.sync.trust.joining import issue
from desktop.sync.trust.own_keys import own_keys
from desktop.sync.trust.store import TrustStore

PROPOSAL_ENDING = ".hqg"

_MAGIC = b"HQROOT1\n"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The root in force, so that a holder without the ledger can check whose signature is wanted, and the next one."""

    v: Annotated[int, Meta(ge=1, le=1)]
    current: str
    next: str


@dataclass(frozen=True, slots=True)
class NewRootKey:
    """Where a new root key is to lie, and the passphrase of its holder."""

    path: Path
    passphrase: str


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What a proposal would change and who has signed; `digits` are what its signers compare.

    `keys` are the digits of every key of the next root; `signed` and `needed` count signatures of the present root's
    keys and of the next one's.
    """

    version: int
    threshold: int
    keys: tuple[str, ...]
    digits: str
    signed: tuple[int, int]
    needed: tuple[int, int]

    @property
    def is_complete(self) -> bool:
        """Whether enough of both have signed."""
        return all(signed >= needed for signed, needed in zip(self.signed, self.needed, strict=True))


def found_root(session: Session, new: Sequence[NewRootKey], threshold: int) -> str:
    """Found the trust of a top node under several root keys; returns the root's digits.

    Only as long as nobody was admitted: afterwards `propose_root`. The key files are written first.
    Raises NotPermitted, KeyNotHeld, RootRefused (SHARED, THRESHOLD, NOT_THE_TOP), WeakPassphrase, MissingPassphrase and
    the errors of `atomic_write`.
    """
    store, list_key = _top(session)
    if [entry.key_id for entry in store.all_keys()] != [own_keys(session).key_id]:
        raise RootRefused(RootFault.SHARED)
    _require_possible(threshold, len(new))
    keys = _made(new, session.machine)
    publics = tuple(key.public.hex() for key in keys)
    root = Root(
        v=1,
        node=session.node,
        threshold=threshold,
        keys=publics,
        list_threshold=1,
        list_keys=(list_key.public.hex(),),
    )
    founded = TrustStore.founded(root, keys, first_list(session, own_keys(session)), [list_key])
    with writing(session.database):
        db.sync.forget_documents(session.database)
        save_trust(session.database, founded, session.machine.now_ms())
    session.announce(frozenset({Topic.EXCHANGE}))
    return founded.root_fingerprint


def propose_root(
    session: Session, path: Path, *, new: Sequence[NewRootKey], threshold: int, keep: Sequence[str] = ()
) -> ProposalFacts:
    """Write a proposal of the next root: new keys, each into its holder's file, and those of the present that stay.

    `keep` names keys by their digits. The new keys sign at once; so does the present root's key where it lies in this
    ledger. Raises what `found_root` raises.
    """
    store, _ = _top(session)
    current = store.root
    kept = tuple(key for key in current.keys if fingerprint(bytes.fromhex(key)) in keep)
    _require_possible(threshold, len(new) + len(kept))
    made = _made(new, session.machine)
    root = msgspec.structs.replace(
        current, v=current.v + 1, threshold=threshold, keys=(*kept, *(key.public.hex() for key in made))
    )
    here = session.secrets.root if session.secrets is not None else None
    signers = [*made, *([here] if here is not None and here.public.hex() in current.keys else [])]
    file = _File(1, store.roots[-1].raw.decode(), trust_documents.sign_root(root, signers).decode())
    _write(path, file)
    return _facts(file)


def read_proposal(path: Path) -> ProposalFacts:
    """What a proposal would change and who has signed; raises RootRefused and the errors of `private_copy`."""
    return _facts(_read(path))


def sign_proposal(path: Path, key_file: Path, passphrase: str) -> ProposalFacts:
    """Add the signature of one holder to the proposal's file; no ledger is needed.

    Raises RootRefused (NOT_A_SIGNER: a key of neither root), KeyFileRefused, WrongPassphrase, and the errors of
    `private_copy` and `atomic_write`.
    """
    file = _read(path)
    _, secret = open_key_file(key_file, Holds.ROOT, passphrase)
    key = SigningKey(secret)
    current, upcoming = (trust_documents.read_root(text.encode())[0] for text in (file.current, file.next))
    if key.public.hex() not in {*current.keys, *upcoming.keys}:
        raise RootRefused(RootFault.NOT_A_SIGNER)
    envelope = Envelope.from_bytes(file.next.encode()).with_signature(Domain.ROOT, key)
    signed = msgspec.structs.replace(file, next=envelope.to_bytes().decode())
    _write(path, signed)
    return _facts(signed)


def adopt_root(session: Session, path: Path) -> ProposalFacts:
    """Let a completed proposal come into force; the chain of roots travels with the next bundles.

    Raises NotPermitted, NotJoined, RootRefused (INCOMPLETE, OUTDATED, NOT_THE_TOP) and the errors of `private_copy`.
    """
    store, _ = _top(session)
    file = _read(path)
    facts = _facts(file)
    if file.current != store.roots[-1].raw.decode() or facts.version != store.root.v + 1:
        raise RootRefused(RootFault.OUTDATED)
    if not facts.is_complete:
        signed, needed = max(zip(facts.signed, facts.needed, strict=True), key=lambda side: side[1] - side[0])
        raise RootRefused(RootFault.INCOMPLETE, signed, needed)
    try:
        adopted = store.adopt_root(file.next.encode())
    except TrustRefused as refusal:
        raise RootRefused(RootFault.DAMAGED) from refusal
    issue(session, adopted)
    return facts


def _top(session: Session) -> tuple[TrustStore, SigningKey]:
    """The trust of the top node and the key of its list, for who administers it."""
    session.allow(Permission.ADMINISTER)
    own_keys(session)
    store = trust_of(session)
    if store is None and "/" not in session.node:
        raise NotJoined(session.node)
    if store is None or session.node != store.root.node:
        raise RootRefused(RootFault.NOT_THE_TOP)
    secrets = session.secrets
    if secrets is None or secrets.root is None:
        raise KeyNotHeld(session.person.id, Holds.ROOT)
    return store, secrets.root


def _require_possible(threshold: int, count: int) -> None:
    if not 1 <= threshold <= count or count > limits.ROOT_KEYS:
        raise RootRefused(RootFault.THRESHOLD)


def _made(new: Sequence[NewRootKey], machine: Machine) -> list[SigningKey]:
    """New root keys, each in its file."""
    keys = []
    for one in new:
        key = SigningKey.generate()
        write_key_file(one.path, Holds.ROOT, key.public.hex(), key.private, one.passphrase, machine)
        keys.append(key)
    return keys


def _write(path: Path, file: _File) -> None:
    atomic_write(path, _MAGIC + strict_json.canonical(msgspec.to_builtins(file)))


def _read(path: Path) -> _File:
    raw = private_bytes(path, 2 * limits.TRUST_DOCUMENT_BYTES)
    if not raw.startswith(_MAGIC):
        raise RootRefused(RootFault.NOT_A_PROPOSAL)
    try:
        file = msgspec.convert(strict_json.loads(raw[len(_MAGIC) :]), _File)
        for text in (file.current, file.next):
            trust_documents.read_root(text.encode())
    except (strict_json.MalformedJson, msgspec.ValidationError, TrustRefused) as error:
        raise RootRefused(RootFault.DAMAGED) from error
    return file


def _facts(file: _File) -> ProposalFacts:
    current, _ = trust_documents.read_root(file.current.encode())
    upcoming, envelope = trust_documents.read_root(file.next.encode())
    return ProposalFacts(
        version=upcoming.v,
        threshold=upcoming.threshold,
        keys=tuple(fingerprint(bytes.fromhex(key)) for key in upcoming.keys),
        digits=trust_documents.root_fingerprint(file.next.encode()),
        signed=(len(_signers(envelope, current)), len(_signers(envelope, upcoming))),
        needed=(current.threshold, upcoming.threshold),
    )


def _signers(envelope: Envelope, root: Root) -> frozenset[KeyId]:
    return envelope.signers(Domain.ROOT, [bytes.fromhex(key) for key in root.keys])
