"""What an installation trusts: a chain of roots, and the newest list of every issuer (SYNC §3.4, §3.5).

Nothing here is decided by a date: offline clocks prove nothing. A store is a value; adopting gives a new one.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

import msgspec
from msgspec import Meta

from desktop.errors import TrustFault, TrustRefused
from desktop.sync import limits, strict_json
from desktop.sync.bundle.envelope import Envelope
from desktop.sync.bundle.fingerprint import same_fingerprint
from desktop.sync.bundle.signing import Domain, KeyId, SigningKey
from desktop.sync.fields import is_within
from desktop.sync.trust import documents as trust_documents
from desktop.sync.trust.documents import Root, TrustedKey, TrustList


class _File(msgspec.Struct, frozen=True):
    v: int
    roots: Annotated[tuple[str, ...], Meta(min_length=1, max_length=limits.ROOT_VERSIONS)]
    lists: Annotated[tuple[str, ...], Meta(max_length=limits.TRUST_LISTS)]


@dataclass(frozen=True, slots=True)
class AdoptedRoot:
    """A root in force now or before; the whole chain is kept, so that who slept two years can walk up."""

    raw: bytes
    root: Root
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class AdoptedList:
    """The newest list of an issuer, as it was signed."""

    raw: bytes
    listed: TrustList
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class TrustStore:
    """The trust documents in force; make one with `founded`, `pinned`, `read` or `restored`."""

    roots: tuple[AdoptedRoot, ...]
    lists: Mapping[str, AdoptedList] = field(default_factory=dict)
    _by_id: Mapping[KeyId, TrustedKey] = field(default_factory=dict, repr=False, compare=False)

    # --- beginnings ---

    @classmethod
    def founded(
        cls, root: Root, root_keys: Sequence[SigningKey], first: TrustList, list_keys: Sequence[SigningKey]
    ) -> "TrustStore":
        """The trust of a new top node: root version 1 and the first list, signed here."""
        raw = trust_documents.sign_root(root, root_keys)
        store = cls.pinned(raw, trust_documents.root_fingerprint(raw))
        return store.adopt_list(trust_documents.sign_list(first, list_keys))

    @classmethod
    def pinned(cls, raw: bytes, fingerprint: str) -> "TrustStore":
        """Trust a first root because a person compared its fingerprint; raises TrustRefused."""
        root, envelope = trust_documents.read_root(raw)
        if not same_fingerprint(fingerprint, trust_documents.root_fingerprint(raw)):
            raise TrustRefused(TrustFault.WRONG_FINGERPRINT, root.node)
        if root.v != 1:
            raise TrustRefused(TrustFault.SKIPPED, root.node, str(root.v))
        _require_threshold(envelope, root, root)
        return cls((AdoptedRoot(raw, root, envelope),))

    @classmethod
    def read(cls, raw: bytes, fingerprint: str) -> "TrustStore":
        """The trust that travels in an admission, judged from its first root up; raises TrustRefused.

        A list below the top node's own that does not hold is left out: its issuer may have been revoked since.
        """
        file = _read_file(raw)
        store, refused = cls.pinned(file.roots[0].encode("utf-8"), fingerprint).merged(raw)
        for refusal in refused:
            if refusal.issuer in ("", store.root.node):
                raise refusal
        return store

    @classmethod
    def restored(cls, raw: bytes) -> "TrustStore":
        """The own store as `to_bytes` wrote it, from the encrypted database: lists were judged when adopted."""
        file = _read_file(raw)
        first = file.roots[0].encode("utf-8")
        store = cls.pinned(first, trust_documents.root_fingerprint(first))
        for text in file.roots[1:]:
            store = store.adopt_root(text.encode("utf-8"))
        for text in file.lists:
            store = _extended(store, text.encode("utf-8"))
        return store

    # --- what is in force ---

    @property
    def root(self) -> Root:
        """The root in force."""
        return self.roots[-1].root

    @property
    def root_fingerprint(self) -> str:
        """The fingerprint of the first root: it stays the same for the life of the whole tree."""
        return trust_documents.root_fingerprint(self.roots[0].raw)

    @property
    def list_versions(self) -> dict[str, int]:
        """The version of each issuer's list, for the manifest."""
        return {issuer: adopted.listed.version for issuer, adopted in sorted(self.lists.items())}

    def list_of(self, issuer: str) -> TrustList | None:
        """The newest list of an issuer."""
        adopted = self.lists.get(issuer)
        return adopted.listed if adopted else None

    def next_list(self, issuer: str, *entries: TrustedKey) -> TrustList:
        """The issuer's next list, not signed yet: what it has, and these entries new or changed."""
        current = self.list_of(issuer) or TrustList(issuer=issuer, version=0, entries=())
        return current.with_entries(*entries)

    def ended(self, entry: TrustedKey, reason: str, streams: Mapping[str, int]) -> TrustedKey:
        """The entry of a key from its end on; the list of its node that is in force here stays in force."""
        adopted = self.lists.get(entry.node) if entry.node != self.root.node else None
        return entry.ended(reason, streams, list_digest(adopted.envelope.body) if adopted and entry.enrols else "")

    def key(self, key: KeyId) -> TrustedKey | None:
        """The installation of a key, revoked ones too; None for a key that nobody vouches for."""
        return self._by_id.get(key)

    def all_keys(self) -> tuple[TrustedKey, ...]:
        """The installations of all keys, revoked ones too, from the top of the tree down."""
        return tuple(self._by_id.values())

    def keys_of_node(self, node: str) -> tuple[TrustedKey, ...]:
        """The installations of a node that are not revoked, in the order in which they were admitted."""
        return tuple(key for key in self._by_id.values() if key.node == node and key.revoked is None)

    def recipients(self, node: str) -> tuple[str, ...]:
        """Everybody a bundle to this node is sealed to: its installations and its recovery keys."""
        keys = self.keys_of_node(node)
        return tuple(dict.fromkeys([k.import_public for k in keys] + [k.recovery for k in keys if k.recovery]))

    def nodes(self) -> tuple[str, ...]:
        """Every node that has a key which is not revoked."""
        return tuple(sorted({key.node for key in self._by_id.values() if key.revoked is None}))

    def to_bytes(self) -> bytes:
        """All documents, to be stored or to travel (section `trust`, admission)."""
        lists = [self.lists[issuer].raw.decode("utf-8") for issuer in _by_depth(self.lists)]
        roots = [adopted.raw.decode("utf-8") for adopted in self.roots]
        return strict_json.canonical({"v": 1, "roots": roots, "lists": lists})

    # --- change ---

    def adopt_root(self, raw: bytes) -> "TrustStore":
        """Go one root version up; needs the old and the new threshold. Raises TrustRefused.

        Lists that were adopted stay in force until their issuer signs the next version.
        """
        root, envelope = trust_documents.read_root(raw)
        if root.node != self.root.node:
            raise TrustRefused(TrustFault.UNKNOWN_ISSUER, root.node)
        if root.v <= self.root.v:
            if self.roots[root.v - 1].envelope.body == envelope.body:
                return self
            raise TrustRefused(TrustFault.FORKED, root.node, str(root.v))
        if root.v != self.root.v + 1:
            raise TrustRefused(TrustFault.SKIPPED, root.node, str(root.v))
        _require_threshold(envelope, self.root, root)
        _require_threshold(envelope, root, root)
        return replace(self, roots=(*self.roots, AdoptedRoot(raw, root, envelope)))

    def adopt_list(self, raw: bytes) -> "TrustStore":
        """Take the next version of a list, or the same again; raises TrustRefused with the broken rule."""
        listed, envelope = trust_documents.read_list(raw)
        self._require_issuer(listed, envelope)
        current = self.lists.get(listed.issuer)
        if current is not None:
            if listed.version == current.listed.version and envelope.body == current.envelope.body:
                return self
            trust_documents.require_succession(current.listed, listed)
        self._require_scope(listed)
        return _extended(self, raw)

    def issue(self, listed: TrustList, keys: Sequence[SigningKey]) -> "TrustStore":
        """Sign an own list and adopt it, under the same rules as anybody's."""
        return self.adopt_list(trust_documents.sign_list(listed, keys))

    def merged(self, raw: bytes) -> tuple["TrustStore", tuple[TrustRefused, ...]]:
        """Take what is new from travelling documents; what is older is passed over, what is wrong is reported.

        Raises TrustRefused only where the documents cannot be read at all.
        """
        file = _read_file(raw)
        store: TrustStore = self
        refused: list[TrustRefused] = []
        for text in file.roots:
            try:
                store = store.adopt_root(text.encode("utf-8"))
            except TrustRefused as refusal:
                refused.append(refusal)
                break
        for text in file.lists:
            try:
                store = _adopted_if_newer(store, text.encode("utf-8"))
            except TrustRefused as refusal:
                refused.append(refusal)
        return store, tuple(refused)

    # --- rules ---

    def _require_issuer(self, listed: TrustList, envelope: Envelope) -> None:
        issuer = listed.issuer
        if issuer == self.root.node:
            publics = [bytes.fromhex(key) for key in self.root.list_keys]
            threshold = self.root.list_threshold
        else:
            publics = [key.sign_public for key in self.all_keys() if key.node == issuer and _may_sign(key, envelope)]
            threshold = 1
            if not publics or not is_within(issuer, self.root.node):
                raise TrustRefused(TrustFault.UNKNOWN_ISSUER, issuer)
        if len(envelope.signers(Domain.LIST, publics)) < threshold:
            raise TrustRefused(TrustFault.SIGNATURES, issuer)

    def _require_scope(self, listed: TrustList) -> None:
        """The top node names itself and all below it, every other issuer only what lies below it.

        A key named by someone who is not below the issuer belongs to that one: nobody takes another's key over.
        """
        top = listed.issuer == self.root.node
        others = {
            entry.key_id
            for issuer, adopted in self.lists.items()
            if not is_within(issuer, listed.issuer)
            for entry in adopted.listed.entries
        }
        for entry in listed.entries:
            if not is_within(entry.node, listed.issuer) or (entry.node == listed.issuer and not top):
                raise TrustRefused(TrustFault.OUTSIDE_SUBTREE, listed.issuer, entry.node)
            if entry.key_id in others:
                raise TrustRefused(TrustFault.AMBIGUOUS_KEY, listed.issuer, entry.key_id)


def list_digest(body: bytes) -> str:
    """What a key's end names the list by that goes on holding under its signature."""
    return hashlib.sha256(body).hexdigest()


def _may_sign(key: TrustedKey, envelope: Envelope) -> bool:
    """Whether a list may stand under this key: it is in force, or its end lets exactly this list stand."""
    return key.enrols and (key.revoked is None or key.revoked.accepted_list == list_digest(envelope.body))


def _adopted_if_newer(store: TrustStore, raw: bytes) -> TrustStore:
    try:
        return store.adopt_list(raw)
    except TrustRefused as refusal:
        if refusal.reason is TrustFault.ROLLBACK:
            return store
        raise


def _extended(store: TrustStore, raw: bytes) -> TrustStore:
    """The store with a list that was judged before; where two lists name one key, the upper one is heard."""
    listed, envelope = trust_documents.read_list(raw)
    lists = {**store.lists, listed.issuer: AdoptedList(raw, listed, envelope)}
    by_id: dict[KeyId, TrustedKey] = {}
    for issuer in _by_depth(lists):
        for entry in lists[issuer].listed.entries:
            by_id.setdefault(entry.key_id, entry)
    return replace(store, lists=lists, _by_id=by_id)


def _require_threshold(envelope: Envelope, judge: Root, signed: Root) -> None:
    signers = envelope.signers(Domain.ROOT, [bytes.fromhex(key) for key in judge.keys])
    if len(signers) < judge.threshold:
        raise TrustRefused(TrustFault.SIGNATURES, signed.node, f"{len(signers)} of {judge.threshold}")


def _by_depth(issuers: Iterable[str]) -> list[str]:
    """Issuers from the top down, so that who vouches comes before who is vouched for."""
    return sorted(issuers, key=lambda issuer: (issuer.count("/"), issuer))


def _read_file(raw: bytes) -> _File:
    if len(raw) > limits.ADMISSION_BYTES:
        raise TrustRefused(TrustFault.MALFORMED, detail="too large")
    try:
        file = msgspec.convert(strict_json.loads(raw), _File)
    except (strict_json.MalformedJson, msgspec.ValidationError) as error:
        raise TrustRefused(TrustFault.MALFORMED, detail=str(error)) from error
    if file.v != 1:
        raise TrustRefused(TrustFault.MALFORMED, detail=f"version {file.v}")
    return file
