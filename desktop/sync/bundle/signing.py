"""Ed25519 signatures of installations and persons, each bound to the one purpose it was made for."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NewType, Self

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import IdentityError, x25519

from desktop.sync import strict_json

KeyId = NewType("KeyId", str)
"""First 16 bytes of the SHA-256 of a public signing key, as 32 hexadecimal digits."""

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64

# Public keys of small order: with one of them a "signature" fits every message.
_SMALL_ORDER = frozenset(
    bytes.fromhex(text)
    for text in (
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    )
)


_PROCESSORS = os.cpu_count() or 1
_WORTH_THREADS = 32
_REMEMBERED = 32_768
_known_good: set[bytes] = set()
"""What was found true in this run of the program: a file is looked at and then imported."""


class Domain(Enum):
    """What a signature is for; it stands before the signed bytes, so no signature fits another purpose."""

    BUNDLE = b"hq-bundle1\0"
    CHECKPOINT = b"hq-cp1\0"
    ROOT = b"hq-root1\0"
    LIST = b"hq-list1\0"
    ENROL = b"hq-enrol1\0"
    SUBMIT = b"hq-submit1\0"
    APPROVE = b"hq-approve1\0"


def key_id(public: bytes) -> KeyId:
    """The short name of a public signing key."""
    return KeyId(hashlib.sha256(public).hexdigest()[:32])


def is_usable(public: bytes) -> bool:
    """Whether these 32 bytes can be somebody's public signing key."""
    if len(public) != PUBLIC_BYTES:
        return False
    without_sign = public[:-1] + bytes([public[-1] & 0x7F])
    return without_sign not in _SMALL_ORDER


def verify(domain: Domain, message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the signature was made for this purpose over exactly these bytes by the owner of the key."""
    return _Claim.of(domain, message, signature, public).is_true()


def verify_together(claims: Iterable[tuple[Domain, bytes, bytes, bytes]]) -> None:
    """Check many signatures, given as `verify` takes them, on all processors; `verify` knows the good ones then.

    One after the other they are a third of the work of an import. Few are not worth the threads.
    """
    found = [claim for claim in (_Claim.of(*each) for each in claims) if claim.digest not in _known_good]
    if len(found) >= _WORTH_THREADS and _PROCESSORS > 1:
        with ThreadPoolExecutor(_PROCESSORS) as pool:
            list(pool.map(_check, (found[first::_PROCESSORS] for first in range(_PROCESSORS))))


@dataclass(frozen=True, slots=True)
class _Claim:
    """That the owner of a key made a signature over these bytes, which the purpose begins; `digest` names all that."""

    signed: bytes
    signature: bytes
    public: bytes
    digest: bytes

    @classmethod
    def of(cls, domain: Domain, message: bytes, signature: bytes, public: bytes) -> Self:
        signed = domain.value + message
        return cls(
            signed,
            signature,
            public,
            hashlib.sha256(b"%d,%d," % (len(public), len(signature)) + public + signature + signed).digest(),
        )

    def is_true(self) -> bool:
        if self.digest in _known_good:
            return True
        if not is_usable(self.public) or len(self.signature) != SIGNATURE_BYTES:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(self.signature, self.signed)
        except (InvalidSignature, ValueError):
            return False
        if len(_known_good) >= _REMEMBERED:
            _known_good.clear()
        _known_good.add(self.digest)
        return True


def _check(claims: Sequence[_Claim]) -> None:
    for claim in claims:
        claim.is_true()


def checkpoint_statement(stream: bytes, seq: int, head: bytes) -> bytes:
    """What an installation signs to vouch for its stream up to `seq`: 16 bytes id, number, 32 bytes hash."""
    if len(stream) != 16 or len(head) != 32:
        raise ValueError("a checkpoint names a stream of 16 bytes and a hash of 32")
    return stream + seq.to_bytes(8, "big") + head


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private Ed25519 key: of an installation, of a person (approval), of a root or of a trust list."""

    private: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> Self:
        """A new key from the system's randomness."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> bytes:
        """The 32 bytes that others check signatures with."""
        return self._key().public_key().public_bytes_raw()

    @property
    def id(self) -> KeyId:
        """The short name of the public key."""
        return key_id(self.public)

    def sign(self, domain: Domain, message: bytes) -> bytes:
        """64 bytes that bind the owner of the key to the message, for this purpose only."""
        return self._key().sign(domain.value + message)

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.private)


@dataclass(frozen=True, slots=True)
class InstallationKeys:
    """The two secrets of one installation: it signs bundles with one and opens bundles with the other.

    `further_identities` open bundles too: those of keys it had before or asks for, or the unit's recovery key.
    `former` is the signing key before this one: it signs bundles for neighbours who may not know of the new one yet.
    """

    sign_private: bytes = field(repr=False)
    import_identity: str = field(repr=False)
    further_identities: tuple[str, ...] = field(default=(), repr=False)
    former: SigningKey | None = field(default=None, repr=False)

    @classmethod
    def generate(cls) -> Self:
        """New keys from the system's randomness, made when a node is created and whenever they are replaced."""
        return cls(SigningKey.generate().private, str(x25519.Identity.generate()))

    def opening(self, *identities: str) -> Self:
        """The same keys, which open what is sealed to these identities besides."""
        wanted = dict.fromkeys((*self.further_identities, *identities))
        return replace(self, further_identities=tuple(one for one in wanted if one != self.import_identity))

    @property
    def identities(self) -> tuple[str, ...]:
        """Everything that can open a bundle for this installation, its own import key first."""
        return (self.import_identity, *self.further_identities)

    @property
    def signing(self) -> SigningKey:
        """The key that signs this installation's bundles and checkpoints."""
        return SigningKey(self.sign_private)

    @property
    def sign_public(self) -> bytes:
        """The public half of the signing key."""
        return self.signing.public

    @property
    def key_id(self) -> KeyId:
        """The short name of the public signing key."""
        return self.signing.id

    @property
    def import_public(self) -> str:
        """The age recipient (`age1…`) that neighbours seal bundles to."""
        return str(x25519.Identity.from_str(self.import_identity).to_public())

    def to_bytes(self) -> bytes:
        """Both secrets, to be kept in a key slot and nowhere else."""
        return strict_json.canonical({"sign": self.sign_private.hex(), "import": self.import_identity})

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read what `to_bytes` wrote; raises ValueError when it is something else."""
        try:
            found = msgspec.convert(strict_json.loads(raw), dict[str, str])
            keys = cls(bytes.fromhex(found["sign"]), found["import"])
            keys.import_public, keys.sign_public  # noqa: B018 - both halves must be real keys
        except (msgspec.ValidationError, KeyError, IdentityError) as error:
            raise ValueError("not the keys of an installation") from error
        return keys
