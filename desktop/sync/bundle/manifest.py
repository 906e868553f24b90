"""The signed table of contents of a bundle (SYNC §3.1)."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from desktop.errors import BundleFault, BundleRefused
from desktop.sync import limits, strict_json
from desktop.sync.fields import Audience, Count, Hash32, Id16, Line, Node, Number, Signature64

VERSION = 1
"""Major version of the bundle; a newer one is refused, unknown fields of this one are passed over."""


class SectionType(StrEnum):
    """What a section carries."""

    TRUST = "trust"
    EVENTS = "events"
    BLOB = "blob"


class Codec(StrEnum):
    """How a section is packed."""

    ZLIB = "zlib"
    STORED = "stored"


class Have(msgspec.Struct, frozen=True, array_like=True):
    """The sender holds this stream without a gap up to `seq`; `hash` is the chain's value there."""

    stream: Id16
    seq: Number
    hash: Hash32


class SiteHave(msgspec.Struct, frozen=True, array_like=True):
    """How far the sender holds a stream that another machine of its unit writes for the unit alone.

    The stream itself stays in the unit. Its place is told so that a machine's end, which the level above decides,
    does not cost the unit what it had of it.
    """

    install: Id16
    stream: Id16
    seq: Number


class HeldRun(msgspec.Struct, frozen=True, array_like=True):
    """Events of a stream that the sender holds and that wait there for earlier ones."""

    stream: Id16
    first: Number
    last: Number


class Checkpoint(msgspec.Struct, frozen=True, array_like=True):
    """The writer's signature over its stream up to `seq` (`signing.checkpoint_statement`)."""

    seq: Number
    hash: Hash32
    sig: Signature64


class Continues(msgspec.Struct, frozen=True, array_like=True):
    """The stream that this one goes on from, after a restore."""

    stream: Id16
    seq: Count


class Segment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A run of `n` events of one stream, beginning at `first`, ending in a signed checkpoint.

    `prev` is the chain's value before the first event, `gen` the generation of the writing installation.
    """

    stream: Id16
    node: Node
    aud: Audience
    key_id: Id16
    first: Number = msgspec.field(name="from")
    n: Annotated[int, Meta(ge=1, le=limits.SEGMENT_EVENTS)]
    prev: Hash32
    cp: Checkpoint
    gen: Count = 0
    cont: Continues | None = None


class Rejected(msgspec.Struct, frozen=True, array_like=True):
    """An event of the receiver that the sender of this bundle did not accept, and why."""

    stream: Id16
    seq: Number
    code: Line
    detail: Line = ""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One packed run of bytes after the signatures; `len` and `sha256` are of the packed bytes."""

    type: SectionType
    codec: Codec
    len: Annotated[int, Meta(ge=0, le=limits.FILE_BYTES)]
    sha256: Hash32
    raw_len: Annotated[int, Meta(ge=0, le=limits.RAW_BYTES)]


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who sends what to whom, and what the sender already has: the receipt (SYNC §2.10)."""

    v: int
    from_node: Node = msgspec.field(name="from")
    from_install: Id16
    to: Node
    gen: Count
    no: Number
    hlc: Count
    app: Line
    made_by: Line = ""
    have: Annotated[tuple[Have, ...], Meta(max_length=limits.HAVE_ENTRIES)] = ()
    site_have: Annotated[tuple[SiteHave, ...], Meta(max_length=limits.SITE_HAVE_ENTRIES)] = ()
    forks: Annotated[tuple[Have, ...], Meta(max_length=limits.HAVE_ENTRIES)] = ()
    held: Annotated[tuple[HeldRun, ...], Meta(max_length=limits.HAVE_ENTRIES)] = ()
    segs: Annotated[tuple[Segment, ...], Meta(max_length=limits.SEGMENTS)] = ()
    rejected: Annotated[tuple[Rejected, ...], Meta(max_length=limits.REJECTED_ENTRIES)] = ()
    want_blobs: Annotated[tuple[Hash32, ...], Meta(max_length=limits.WANTED_BLOBS)] = ()
    digest: Hash32 | None = None
    root_v: Count = 0
    list_v: Annotated[dict[Node, Number], Meta(max_length=limits.TRUST_LISTS)] = {}
    sections: Annotated[tuple[Section, ...], Meta(max_length=limits.SECTIONS)] = ()

    def to_bytes(self) -> bytes:
        """The bytes that are signed and stand in the bundle; raises ValueError beyond 1 MiB."""
        raw = strict_json.canonical(msgspec.to_builtins(self))
        if len(raw) > limits.MANIFEST_BYTES:
            raise ValueError("manifest too large; split the export")
        return raw


def read_manifest(raw: bytes) -> Manifest:
    """Read the manifest of a verified bundle; raises BundleRefused: NEWER or MALFORMED."""
    try:
        value = strict_json.loads(raw)
    except strict_json.MalformedJson as error:
        raise BundleRefused(BundleFault.MALFORMED, detail=error.fault) from error
    version = value.get("v") if isinstance(value, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise BundleRefused(BundleFault.NEWER, detail=str(version))
    try:
        manifest = msgspec.convert(value, Manifest)
    except msgspec.ValidationError as error:
        raise BundleRefused(BundleFault.MALFORMED, detail=str(error)) from error
    fault = _fault(manifest)
    if fault:
        raise BundleRefused(BundleFault.MALFORMED, detail=fault)
    return manifest


def _fault(manifest: Manifest) -> str:
    """What well-typed fields may still contradict each other in."""
    if manifest.v != VERSION:
        return "version"
    if any(seg.cp.seq != seg.first + seg.n - 1 for seg in manifest.segs):
        return "a segment does not end in its checkpoint"
    if sum(section.raw_len for section in manifest.sections) > limits.RAW_BYTES:
        return "sections too large together"
    if len({have.stream for have in manifest.have}) != len(manifest.have):
        return "a stream had twice"
    if bool(manifest.segs) != (SectionType.EVENTS in _types(manifest)):
        return "segments and event sections do not agree"
    if any(kind in (SectionType.EVENTS, SectionType.TRUST) for kind in _repeated(_types(manifest))):
        return "a section twice"
    return ""


def _types(manifest: Manifest) -> list[SectionType]:
    return [section.type for section in manifest.sections]


def _repeated(types: list[SectionType]) -> set[SectionType]:
    return {kind for kind in types if types.count(kind) > 1}
