"""The documents trust is written in: the root, and the lists of installations (SYNC §3.4)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Self, TypeVar

import msgspec
from msgspec import Meta

from desktop.errors import TrustFault, TrustRefused
from desktop.sync import limits, strict_json
from desktop.sync.bundle import fingerprint, sealing, signing
from desktop.sync.bundle.envelope import Envelope
from desktop.sync.bundle.signing import Domain, KeyId, SigningKey
from desktop.sync.fields import Count, Hash32, Id16, Line, Node, Number

_Keys = Annotated[tuple[Hash32, ...], Meta(min_length=1, max_length=limits.ROOT_KEYS)]


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """Who may change the root (`keys`, at least `threshold` of them) and who signs the top node's list."""

    v: Number
    node: Node
    threshold: Number
    keys: _Keys
    list_threshold: Number
    list_keys: _Keys


class Revocation(msgspec.Struct, frozen=True):
    """A key's end, by position: the last accepted number of each of its streams (never a date).

    `accepted_list` is the SHA-256 of the list of its node that goes on holding under its signature, "" where none does.
    """

    reason: Line
    streams: dict[Id16, Count]
    accepted_list: Annotated[str, Meta(pattern=r"\A([0-9a-f]{64})?\Z")] = ""


class TrustedKey(msgspec.Struct, frozen=True, kw_only=True):
    """One installation in a trust list.

    `sign` is its public signing key in hexadecimal, `import_public` and `recovery` are age recipients;
    with `enrols` it may sign its own node's list. `machine` (what the unit calls the computer) and `added` are for
    people, nothing is decided by them.
    """

    node: Node
    install: Id16
    sign: Hash32
    import_public: Line = msgspec.field(name="import")
    name: Line
    machine: Line = ""
    added: Line = ""
    enrols: bool = False
    recovery: Line = ""
    revoked: Revocation | None = None

    @property
    def sign_public(self) -> bytes:
        """The public signing key."""
        return bytes.fromhex(self.sign)

    @property
    def key_id(self) -> KeyId:
        """The short name of the signing key."""
        return signing.key_id(self.sign_public)

    def ended(self, reason: str, streams: Mapping[str, int], accepted_list: str = "") -> Self:
        """The entry of this key from its end on, at the given last numbers of its streams."""
        return msgspec.structs.replace(self, revoked=Revocation(reason, dict(streams), accepted_list))

    def accepts(self, stream: str, seq: int) -> bool:
        """Whether an event at this place of a stream may carry this key's signature (SYNC §10 rows 21–23)."""
        return self.revoked is None or seq <= self.revoked.streams.get(stream, 0)


class TrustList(msgspec.Struct, frozen=True, kw_only=True):
    """The installations that one node vouches for; an entry is never dropped, only revoked."""

    issuer: Node
    version: Number
    entries: Annotated[tuple[TrustedKey, ...], Meta(max_length=limits.TRUST_ENTRIES)]

    def with_entry(self, entry: TrustedKey) -> Self:
        """The next version, with one more installation."""
        return self.with_entries(entry)

    def with_entries(self, *entries: TrustedKey) -> Self:
        """The next version, in which these entries stand in the place of those of the same keys, or behind them all."""
        found = {entry.key_id: entry for entry in (*self.entries, *entries)}
        return msgspec.structs.replace(self, version=self.version + 1, entries=tuple(found.values()))

    def with_revoked(self, key: KeyId, reason: str, streams: Mapping[str, int]) -> Self:
        """The next version, in which a key ends at the given last numbers of its streams."""
        return self.with_entries(*(entry.ended(reason, streams) for entry in self.entries if entry.key_id == key))


_Document = TypeVar("_Document", Root, TrustList)


def sign_root(root: Root, keys: Sequence[SigningKey]) -> bytes:
    """A root under the signatures of the given root keys."""
    return _signed(root, Domain.ROOT, keys)


def sign_list(listed: TrustList, keys: Sequence[SigningKey]) -> bytes:
    """A trust list under the signatures of the given list keys."""
    return _signed(listed, Domain.LIST, keys)


def read_root(raw: bytes) -> tuple[Root, Envelope]:
    """Read a root, its signatures not yet judged; raises TrustRefused."""
    root, envelope = _read(raw, Root)
    for keys, threshold in ((root.keys, root.threshold), (root.list_keys, root.list_threshold)):
        if len(set(keys)) != len(keys) or not 1 <= threshold <= len(keys):
            raise TrustRefused(TrustFault.MALFORMED, root.node, "threshold")
        if not all(signing.is_usable(bytes.fromhex(key)) for key in keys):
            raise TrustRefused(TrustFault.MALFORMED, root.node, "key")
    return root, envelope


def read_list(raw: bytes) -> tuple[TrustList, Envelope]:
    """Read a trust list, its signatures not yet judged; raises TrustRefused."""
    listed, envelope = _read(raw, TrustList)
    if len({entry.sign for entry in listed.entries}) != len(listed.entries):
        raise TrustRefused(TrustFault.AMBIGUOUS_KEY, listed.issuer, "one key, two entries")
    for entry in listed.entries:
        if not signing.is_usable(entry.sign_public):
            raise TrustRefused(TrustFault.MALFORMED, listed.issuer, "sign")
        optional = (entry.recovery,) if entry.recovery else ()
        if not all(sealing.is_recipient(text) for text in (entry.import_public, *optional)):
            raise TrustRefused(TrustFault.MALFORMED, listed.issuer, "import")
    return listed, envelope


def root_fingerprint(raw: bytes) -> str:
    """The 8 × 5 digits of a root's text, whoever has signed it; raises TrustRefused."""
    return fingerprint.fingerprint(read_root(raw)[1].body)


def require_succession(current: TrustList, listed: TrustList) -> None:
    """Versions go up by small steps; entries stay, what they say of a key stays, a revocation stays.

    Raises TrustRefused with the broken rule.
    """
    issuer = listed.issuer
    if listed.version < current.version:
        raise TrustRefused(TrustFault.ROLLBACK, issuer, str(listed.version))
    if listed.version == current.version:
        raise TrustRefused(TrustFault.FORKED, issuer, str(listed.version))
    if listed.version > current.version + limits.LIST_VERSION_JUMP:
        raise TrustRefused(TrustFault.JUMP, issuer, str(listed.version))
    now = {entry.key_id: entry for entry in listed.entries}
    for before in current.entries:
        after = now.get(before.key_id)
        if after is None:
            raise TrustRefused(TrustFault.VANISHED, issuer, before.key_id)
        if not _may_follow(before, after):
            raise TrustRefused(TrustFault.REWRITTEN, issuer, before.key_id)


def _may_follow(before: TrustedKey, after: TrustedKey) -> bool:
    fixed = ("node", "install", "sign", "import_public", "added")
    if any(getattr(before, name) != getattr(after, name) for name in fixed):
        return False
    if before.revoked is None:
        return True
    if after.revoked is None or after.revoked.accepted_list not in {"", before.revoked.accepted_list}:
        return False
    return all(seq <= before.revoked.streams.get(stream, 0) for stream, seq in after.revoked.streams.items())


def _signed(document: Root | TrustList, domain: Domain, keys: Sequence[SigningKey]) -> bytes:
    body = strict_json.canonical(msgspec.to_builtins(document))
    return Envelope.sealed(body, domain, keys).to_bytes()


def _read(raw: bytes, kind: type[_Document]) -> tuple[_Document, Envelope]:
    if len(raw) > limits.TRUST_DOCUMENT_BYTES:
        raise TrustRefused(TrustFault.MALFORMED, detail="too large")
    try:
        envelope = Envelope.from_bytes(raw)
        return msgspec.convert(strict_json.loads(envelope.body), kind), envelope
    except (strict_json.MalformedJson, msgspec.ValidationError) as error:
        raise TrustRefused(TrustFault.MALFORMED, detail=str(error)) from error
