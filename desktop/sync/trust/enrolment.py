"""How a new installation is admitted: it asks with a file, two people compare digits, the parent answers.

The request is signed with the key it asks for; the admission is nothing but signed trust documents, judged by
the fingerprint of the first root that the person was told (SYNC §3.4).
"""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from desktop.errors import EnrolmentFault, EnrolmentRefused, TrustFault, TrustRefused
from desktop.sync import limits, strict_json
from desktop.sync.bundle import fingerprint, sealing, signing
from desktop.sync.bundle.envelope import Envelope
from desktop.sync.bundle.signing import Domain, InstallationKeys, KeyId, SigningKey
from desktop.sync.fields import Count, Hash32, Id16, Line, Node, Number, parent_of
from desktop.sync.trust.documents import TrustedKey
from desktop.sync.trust.store import TrustStore

REQUEST_MAGIC = b"HQENRL1\n"
ADMISSION_MAGIC = b"HQADMT1\n"
REQUEST_ENDING = ".hqe"

_VERSION = 1


class Renewal(msgspec.Struct, frozen=True):
    """The key that a request replaces, and how far each stream stood that the installation wrote under it."""

    sign: Hash32
    heads: Annotated[dict[Id16, Count], Meta(max_length=limits.HAVE_ENTRIES)]

    @property
    def key_id(self) -> KeyId:
        """The short name of the key that ends."""
        return signing.key_id(bytes.fromhex(self.sign))


class EnrolmentRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a new installation says of itself: the node it wants to be, its public keys, who asks.

    With `renews` it is an admitted installation that asks for new keys; the old key signs the request too.
    """

    v: Number = _VERSION
    node: Node
    install: Id16
    sign: Hash32
    import_public: Line = msgspec.field(name="import")
    unit_name: Line
    made_by: Line = ""
    recovery: Line = ""
    machine: Line | UnsetType = UNSET
    renews: Renewal | UnsetType = UNSET

    @property
    def key_id(self) -> KeyId:
        """The short name of the signing key that asks to be trusted."""
        return signing.key_id(bytes.fromhex(self.sign))

    @property
    def fingerprint(self) -> str:
        """The 8 × 5 digits that the asking and the admitting person compare; they cover every field."""
        return fingerprint.fingerprint(self._body())

    def trusted(self, added: str, *, enrols: bool) -> TrustedKey:
        """The entry of the parent's list that grants the request."""
        return TrustedKey(
            node=self.node,
            install=self.install,
            sign=self.sign,
            import_public=self.import_public,
            name=self.unit_name,
            machine=self.machine or "",
            added=added,
            enrols=enrols,
            recovery=self.recovery,
        )

    def _body(self) -> bytes:
        return strict_json.canonical(msgspec.to_builtins(self))


@dataclass(frozen=True, slots=True)
class Admission:
    """What a new installation receives: whom to trust, its own entry, and the node above it."""

    store: TrustStore
    own: TrustedKey
    parent: str
    parent_keys: tuple[TrustedKey, ...]


def make_request(
    keys: InstallationKeys,
    *,
    node: str,
    install: str,
    unit_name: str,
    machine: str = "",
    made_by: str = "",
    recovery: str = "",
    renews: tuple[SigningKey, dict[str, int]] | None = None,
) -> bytes:
    """The enrolment file of this installation, signed with its own key.

    `renews` is the key that ends with the admission, which signs too, and the heads of the streams written under it.
    """
    old, heads = renews or (None, {})
    request = EnrolmentRequest(
        node=node,
        install=install,
        sign=keys.sign_public.hex(),
        import_public=keys.import_public,
        unit_name=unit_name,
        machine=machine or UNSET,
        made_by=made_by,
        recovery=recovery,
        renews=Renewal(old.public.hex(), heads) if old else UNSET,
    )
    signers = [keys.signing, old] if old else [keys.signing]
    envelope = Envelope.sealed(request._body(), Domain.ENROL, signers)  # noqa: SLF001 - same module
    return REQUEST_MAGIC + envelope.to_bytes()


def read_request(raw: bytes) -> EnrolmentRequest:
    """Read a request and check that its asker owns the key; raises EnrolmentRefused and nothing else."""
    body = _without_magic(raw, REQUEST_MAGIC, limits.REQUEST_BYTES, EnrolmentFault.NOT_A_REQUEST)
    try:
        envelope = Envelope.from_bytes(body)
        value = strict_json.loads(envelope.body)
        _refuse_newer(value)
        request = msgspec.convert(value, EnrolmentRequest)
    except (strict_json.MalformedJson, msgspec.ValidationError) as error:
        raise EnrolmentRefused(EnrolmentFault.DAMAGED, str(error)) from error
    if envelope.body != request._body():  # noqa: SLF001 - same module
        raise EnrolmentRefused(EnrolmentFault.DAMAGED, "not canonical")
    publics = [request.sign, *([request.renews.sign] if request.renews else [])]
    if len(envelope.signers(Domain.ENROL, [bytes.fromhex(public) for public in publics])) < len(set(publics)):
        raise EnrolmentRefused(EnrolmentFault.DAMAGED, "signature")
    if request.renews and request.renews.sign == request.sign:
        raise EnrolmentRefused(EnrolmentFault.DAMAGED, "one key")
    optional = (request.recovery,) if request.recovery else ()
    if not all(sealing.is_recipient(text) for text in (request.import_public, *optional)):
        raise EnrolmentRefused(EnrolmentFault.DAMAGED, "import")
    return request


def make_admission(store: TrustStore) -> bytes:
    """The answer to a request, once its entry stands in an issued list: the whole chain and all lists."""
    return ADMISSION_MAGIC + store.to_bytes()


def read_admission(raw: bytes, root_fingerprint: str, own: KeyId) -> Admission:
    """Read an admission for the installation with the key `own`; raises EnrolmentRefused and nothing else.

    `root_fingerprint` is what the person typed from the telephone or the letter.
    """
    body = _without_magic(raw, ADMISSION_MAGIC, limits.ADMISSION_BYTES, EnrolmentFault.NOT_AN_ADMISSION)
    try:
        store = TrustStore.read(body, root_fingerprint)
    except TrustRefused as refusal:
        wrong = refusal.reason is TrustFault.WRONG_FINGERPRINT
        fault = EnrolmentFault.WRONG_FINGERPRINT if wrong else EnrolmentFault.DAMAGED
        raise EnrolmentRefused(fault, str(refusal)) from refusal
    entry = store.key(own)
    if entry is None or entry.revoked is not None:
        raise EnrolmentRefused(EnrolmentFault.FOR_ANOTHER, own)
    parent = parent_of(entry.node)
    while parent and not store.keys_of_node(parent):
        parent = parent_of(parent)
    if "/" not in entry.node:  # a further machine of the top node was admitted by one that was there before
        parent = entry.node
    others = tuple(key for key in store.keys_of_node(parent) if key.key_id != own)
    if not others:
        raise EnrolmentRefused(EnrolmentFault.NO_PARENT, entry.node)
    return Admission(store, entry, parent, others)


def _without_magic(raw: bytes, magic: bytes, limit: int, otherwise: EnrolmentFault) -> bytes:
    if not raw.startswith(magic):
        raise EnrolmentRefused(EnrolmentFault.DAMAGED if raw and magic.startswith(raw) else otherwise)
    if len(raw) > limit + len(magic):
        raise EnrolmentRefused(otherwise, "too large")
    return raw[len(magic) :]


def _refuse_newer(value: object) -> None:
    version = value.get("v") if isinstance(value, dict) else None
    if isinstance(version, int) and version > _VERSION:
        raise EnrolmentRefused(EnrolmentFault.NEWER, str(version))
