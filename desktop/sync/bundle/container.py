r"""The framed file that carries a bundle: five fields, checked before anything is parsed (SYNC §3.1, §3.2).

`HQBNDL1\n | u32 M | manifest | u8 n | n × [u8 kind | 16 B key_id | u32 len | signature] | sections …`;
numbers are big-endian. The frame is signed inside and sealed with age outside.
"""

import hashlib
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NoReturn

from desktop.errors import BundleFault, BundleRefused
from desktop.sync import limits
from desktop.sync.bundle import sealing, signing
from desktop.sync.bundle.manifest import Codec, Manifest, Section, SectionType, read_manifest
from desktop.sync.bundle.signing import Domain, KeyId
from desktop.sync.trust.documents import TrustedKey

MAGIC = b"HQBNDL1\n"

_KEY_ID_BYTES = 16
_INSTALLATION_KEYS = 2


class SignatureKind(IntEnum):
    """Whose signature it is: the installation's (one, or two keys of one), a person's token or a person's own key."""

    INSTALLATION = 1
    CMS = 2
    PERSON = 3


@dataclass(frozen=True, slots=True)
class FrameSignature:
    r"""One signature over `hq-bundle1\0` and the manifest bytes."""

    kind: SignatureKind
    key_id: KeyId
    value: bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """The fields of a framed file, within bounds, nothing verified yet."""

    manifest: bytes
    signatures: tuple[FrameSignature, ...]
    sections: memoryview


@dataclass(frozen=True, slots=True)
class PackedSection:
    """A section ready to be written: its line of the manifest and its packed bytes."""

    entry: Section
    packed: bytes


@dataclass(frozen=True, slots=True)
class OpenedSection:
    """A section that was verified and unpacked."""

    entry: Section
    raw: bytes


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A bundle whose sender, recipient and every byte are verified; its events are not yet.

    `digest` names the bundle whoever it was sealed to. `countersignatures` (persons, tokens) are not verified here.
    """

    digest: bytes
    manifest: Manifest
    signer: TrustedKey
    countersignatures: tuple[FrameSignature, ...]
    sections: tuple[OpenedSection, ...]


@dataclass(frozen=True, slots=True)
class SealedFacts:
    """What anybody may know about a sealed file."""

    size: int
    sha256: bytes


def peek(sealed: bytes) -> SealedFacts:
    """Facts of a sealed file without any key; raises BundleRefused where it cannot be a bundle."""
    sealing.check_sealed(sealed)
    return SealedFacts(len(sealed), hashlib.sha256(sealed).digest())


def pack(kind: SectionType, raw: bytes) -> PackedSection:
    """Pack a section and describe it for the manifest; a blob that does not shrink is stored as it is."""
    packed, codec = zlib.compress(raw, 6), Codec.ZLIB
    if kind is SectionType.BLOB and len(packed) >= len(raw):
        packed, codec = raw, Codec.STORED
    return packed_section(kind, codec, packed, len(raw))


def packed_section(kind: SectionType, codec: Codec, packed: bytes, raw_len: int) -> PackedSection:
    """A section that was packed already, described for the manifest."""
    digest = hashlib.sha256(packed).hexdigest()
    return PackedSection(Section(type=kind, codec=codec, len=len(packed), sha256=digest, raw_len=raw_len), packed)


def sign_manifest(manifest: bytes, key: signing.SigningKey) -> FrameSignature:
    """The installation's signature over a manifest."""
    return FrameSignature(SignatureKind.INSTALLATION, key.id, key.sign(Domain.BUNDLE, manifest))


def write_frame(manifest: bytes, signatures: Sequence[FrameSignature], sections: Sequence[bytes]) -> bytes:
    """The framed file of a manifest, its signatures and its packed sections in the manifest's order."""
    if not 1 <= len(signatures) <= limits.SIGNATURES or len(manifest) > limits.MANIFEST_BYTES:
        raise ValueError("the frame has bounds")
    parts = [MAGIC, len(manifest).to_bytes(4, "big"), manifest, bytes([len(signatures)])]
    for signature in signatures:
        parts += [bytes([signature.kind]), bytes.fromhex(signature.key_id)]
        parts += [len(signature.value).to_bytes(4, "big"), signature.value]
    return b"".join([*parts, *sections])


def read_frame(raw: bytes) -> Frame:
    """Take a framed file apart, each length checked against its bound before use; raises BundleRefused."""
    if len(raw) > limits.FILE_BYTES:
        _refuse(BundleFault.TOO_LARGE)
    cursor = _Cursor(memoryview(raw))
    if bytes(raw[: len(MAGIC)]) != MAGIC:
        _refuse(BundleFault.TRUNCATED if MAGIC.startswith(raw) else BundleFault.NOT_A_BUNDLE)
    cursor.take(len(MAGIC))
    manifest = cursor.take(cursor.number(4, limits.MANIFEST_BYTES, "manifest"))
    count = cursor.number(1, limits.SIGNATURES, "signatures")
    signatures = tuple(_read_signature(cursor) for _ in range(count))
    return Frame(bytes(manifest), signatures, cursor.rest())


def open_bundle(
    sealed: bytes,
    *,
    unseal: Callable[[bytes], bytes],
    key_of: Callable[[KeyId], TrustedKey | None],
    me: str,
) -> OpenedBundle:
    """Open a bundle as far as its events, in the order of SYNC §3.2; raises BundleRefused and nothing else.

    `unseal` opens the age layer with this installation's key, `key_of` asks the trust lists, `me` is this node.
    A revoked signer is not refused here: what he wrote before his revocation still counts, event by event
    (`TrustedKey.accepts`).
    """
    sealing.check_sealed(sealed)
    return open_frame(unseal(sealed), key_of=key_of, me=me)


def open_frame(raw: bytes, *, key_of: Callable[[KeyId], TrustedKey | None], me: str) -> OpenedBundle:
    """Open a bundle whose outer layer is already off; see `open_bundle`."""
    frame = read_frame(raw)
    signer = _verified_signer(frame, key_of)
    manifest = read_manifest(frame.manifest)
    if (manifest.from_node, manifest.from_install) != (signer.node, signer.install):
        raise BundleRefused(BundleFault.WRONG_SENDER, detail=signer.node, node=manifest.from_node)
    if manifest.to != me:
        raise BundleRefused(BundleFault.WRONG_RECIPIENT, node=manifest.to)
    sections = _opened_sections(frame.sections, manifest.sections)
    others = tuple(s for s in frame.signatures if s.kind is not SignatureKind.INSTALLATION)
    return OpenedBundle(hashlib.sha256(raw).digest(), manifest, signer, others, sections)


class _Cursor:
    """A place in the file from which bounded fields are taken one after the other."""

    def __init__(self, raw: memoryview) -> None:
        self._raw = raw
        self._at = 0

    def take(self, size: int) -> memoryview:
        end = self._at + size
        if end > len(self._raw):
            _refuse(BundleFault.TRUNCATED)
        taken = self._raw[self._at : end]
        self._at = end
        return taken

    def number(self, size: int, limit: int, what: str) -> int:
        value = int.from_bytes(self.take(size), "big")
        if value > limit:
            _refuse(BundleFault.DAMAGED, f"{what}: {value}")
        return value

    def rest(self) -> memoryview:
        return self._raw[self._at :]


def _read_signature(cursor: _Cursor) -> FrameSignature:
    kind = cursor.number(1, max(SignatureKind), "kind")
    if kind not in SignatureKind.__members__.values():
        _refuse(BundleFault.DAMAGED, f"kind: {kind}")
    key = KeyId(bytes(cursor.take(_KEY_ID_BYTES)).hex())
    value = cursor.take(cursor.number(4, limits.SIGNATURE_BYTES, "signature"))
    return FrameSignature(SignatureKind(kind), key, bytes(value))


def _verified_signer(frame: Frame, key_of: Callable[[KeyId], TrustedKey | None]) -> TrustedKey:
    """The installation that signed the manifest; nothing of the manifest has been parsed yet.

    Its signature may stand under two keys: the one in force, and the one before for recipients who have not learned of
    the new one. Every key that is known here must have signed, and for the same installation.
    """
    own = [s for s in frame.signatures if s.kind is SignatureKind.INSTALLATION]
    if not 1 <= len(own) <= _INSTALLATION_KEYS or len({s.key_id for s in own}) != len(own):
        _refuse(BundleFault.UNSIGNED, f"{len(own)} of 1")
    known = [(s, signer) for s in own if (signer := key_of(s.key_id)) is not None]
    if not known:
        raise BundleRefused(BundleFault.UNKNOWN_KEY, key=own[0].key_id)
    for signature, signer in known:
        if not signing.verify(Domain.BUNDLE, frame.manifest, signature.value, signer.sign_public):
            _refuse(BundleFault.ALTERED)
    if len({(signer.node, signer.install) for _, signer in known}) > 1:
        _refuse(BundleFault.ALTERED, "several installations")
    return known[0][1]


def _opened_sections(packed: memoryview, entries: Sequence[Section]) -> tuple[OpenedSection, ...]:
    wanted = sum(entry.len for entry in entries)
    if wanted > len(packed):
        _refuse(BundleFault.TRUNCATED, f"{len(packed)} of {wanted}")
    if wanted < len(packed):
        _refuse(BundleFault.ALTERED, f"{len(packed) - wanted} bytes too many")
    opened, at = [], 0
    for entry in entries:
        opened.append(OpenedSection(entry, _unpacked(packed[at : at + entry.len], entry)))
        at += entry.len
    return tuple(opened)


def _unpacked(packed: memoryview, entry: Section) -> bytes:
    if hashlib.sha256(packed).hexdigest() != entry.sha256:
        _refuse(BundleFault.ALTERED, "section hash")
    if entry.type is SectionType.BLOB and entry.raw_len > limits.BLOB_BYTES:
        _refuse(BundleFault.TOO_LARGE, "blob")
    if entry.codec is Codec.STORED:
        if entry.raw_len != entry.len:
            _refuse(BundleFault.MALFORMED, "section length")
        return bytes(packed)
    inflater = zlib.decompressobj()
    try:
        raw = inflater.decompress(packed, entry.raw_len + 1)
    except zlib.error as error:
        raise BundleRefused(BundleFault.MALFORMED, detail="zlib") from error
    if len(raw) != entry.raw_len or not inflater.eof or inflater.unused_data:
        _refuse(BundleFault.MALFORMED, "section length")
    return raw


def _refuse(reason: BundleFault, detail: str = "") -> NoReturn:
    raise BundleRefused(reason, detail=detail)
