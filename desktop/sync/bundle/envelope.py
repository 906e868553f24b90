"""A signed document that is not a bundle: its exact text, and the signatures under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Self

import msgspec
from msgspec import Meta

from desktop.sync import limits, strict_json
from desktop.sync.bundle import signing
from desktop.sync.bundle.signing import Domain, KeyId, SigningKey
from desktop.sync.fields import Id16, Signature64


class _File(msgspec.Struct, frozen=True):
    body: str
    sigs: Annotated[tuple[tuple[Id16, Signature64], ...], Meta(max_length=limits.ROOT_KEYS)]


@dataclass(frozen=True, slots=True)
class Envelope:
    """The bytes that were signed, and who signed them; the text is never written anew, so it stays verifiable."""

    body: bytes
    signatures: tuple[tuple[KeyId, bytes], ...]

    @classmethod
    def sealed(cls, body: bytes, domain: Domain, keys: Sequence[SigningKey]) -> Self:
        """Sign a document with each of the keys."""
        return cls(body, tuple((key.id, key.sign(domain, body)) for key in keys))

    def with_signature(self, domain: Domain, key: SigningKey) -> Self:
        """The same text with one more signature; a key that signed already counts once."""
        others = tuple(found for found in self.signatures if found[0] != key.id)
        return replace(self, signatures=(*others, (key.id, key.sign(domain, self.body))))

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read an envelope; raises ValueError (MalformedJson or a msgspec error) for anything else."""
        file = msgspec.convert(strict_json.loads(raw), _File)
        signatures = tuple((KeyId(key), bytes.fromhex(value)) for key, value in file.sigs)
        return cls(file.body.encode("utf-8"), signatures)

    def to_bytes(self) -> bytes:
        """The envelope as it is stored and travels."""
        sigs = [[key, value.hex()] for key, value in self.signatures]
        return strict_json.canonical({"body": self.body.decode("utf-8"), "sigs": sigs})

    def signers(self, domain: Domain, publics: Iterable[bytes]) -> frozenset[KeyId]:
        """Those of the given public keys whose valid signature stands here; each counts once."""
        known = {signing.key_id(public): public for public in publics}
        return frozenset(
            key
            for key, value in self.signatures
            if key in known and signing.verify(domain, self.body, value, known[key])
        )
