"""Composing bundles: what goes out to a node, with the receipt for what came from it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import db.sync
from desktop.actions import ENTITY_TOPICS
from desktop.attachments.carrying import WISHES_IN_BUNDLE, Carried, Loading, wishes_for
from desktop.errors import ExportBound, ExportTooLarge, UnknownNeighbour
from desktop.journal.closing import reach
from desktop.journal.event import kind_of
from desktop.sync import limits
from desktop.sync.bundle import sealing
from desktop.sync.bundle.container import PackedSection, pack, sign_manifest, write_frame
from desktop.sync.bundle.manifest import VERSION, Checkpoint, Continues, Have, Manifest, Rejected, SectionType, Segment
from desktop.sync.endpoint import Endpoint
from desktop.sync.inbound.outcome import outcome_of
from desktop.sync.neighbours.totals import control_total
from desktop.sync.outbound.held_runs import told_as_held, told_forks
from desktop.sync.outbound.outgoing import ExportMode, Outgoing, checkpoint_at, outgoing
from desktop.sync.outbound.parts import Part, Room, divided
from desktop.sync.trust.own_list import site_have
from desktop.version import PROGRAM_VERSION

__all__ = ["Composed", "ExportMode", "compose", "compose_parts", "compose_receipt", "cover_bytes", "sealed", "topic_of"]

_SEALING_BYTES = 1024
_RECIPIENT_BYTES = 200
_CHUNK, _CHUNK_TAG = 64 * 1024, 16
"""What age adds: a header with a line for each recipient, and a tag for each chunk."""

_FRAME_BYTES = 2048
"""The frame's own fields, its signature, and what the manifest says of its sections."""

_SEALED_FRAME_BYTES = 300
"""A frame around an empty manifest, signed and sealed to nobody, nearly."""


_REJECTED_ON_PAPER = 8
_WISHES_ON_PAPER = 8
_NO_EVENTS = Part((), (), 0, frozenset(), None)
_NO_FILES = Carried()


@dataclass(frozen=True, slots=True)
class Composed:
    """A bundle ready to be sealed; `ranges` are the runs (sid, first, last) it carries, `files` attached files by hash.

    `waiting` of the files that the node asked for are in neither this bundle nor one before it.
    """

    frame: bytes
    number: int
    hlc: int
    events: int
    records: dict[str, int]
    ranges: tuple[tuple[int, int, int], ...]
    files: tuple[bytes, ...] = ()
    waiting: int = 0


def compose(
    endpoint: Endpoint,
    to_node: str,
    mode: ExportMode = ExportMode.SINCE_RECEIPT,
    watch: Callable[[], None] = lambda: None,
) -> Composed:
    """The next bundle for a node, all in one. Runs in a write transaction: own streams get their signed checkpoints.

    Raises UnknownNeighbour where the node has no admitted installation but this one, ExportTooLarge.
    """
    parts = compose_parts(endpoint, to_node, outgoing(endpoint, to_node, mode), watch=watch, is_one=True)
    first = next(parts)
    if next(parts, None) is not None:
        raise ExportTooLarge(to_node, ExportBound.ONE_FILE)
    return first


def compose_parts(
    endpoint: Endpoint,
    to_node: str,
    found: Iterable[Outgoing],
    max_bytes: int = limits.FILE_BYTES,
    watch: Callable[[], None] = lambda: None,
    *,
    again: int | None = None,
    is_one: bool = False,
) -> Iterator[Composed]:
    """The next bundles for a node, of which none is larger than `max_bytes` when sealed, one number after the other.

    Each carries the receipt and whatever trust the recipient may lack, so it can be imported on its own and in any
    order. Attached files that were asked for lie beside the events or in bundles of their own (`again`: also those of
    that earlier bundle; `is_one`: what has no room beside the events waits). Runs in a write transaction until the
    last is composed. Raises ExportTooLarge.
    """
    cover = _Cover(endpoint, to_node)
    room = cover.room(min(max_bytes, limits.FILE_BYTES))
    number = db.sync.last_number_out(endpoint.database, to_node)
    loading = Loading(endpoint, to_node, room, again, watch)
    for part in divided(endpoint, to_node, found, room, watch):
        number += 1
        yield cover.composed(part, number, loading.beside(part))
    for carried in () if is_one else loading.further():
        number += 1
        yield cover.composed(_NO_EVENTS, number, carried)


def compose_receipt(endpoint: Endpoint, to_node: str) -> Composed:
    """The next bundle with nothing but the receipt, small enough for paper. Runs in a write transaction.

    It carries no trust documents, and of what was not accepted only the latest. Raises UnknownNeighbour.
    """
    if not endpoint.others_of(to_node):
        raise UnknownNeighbour(to_node)
    cover = _Cover(endpoint, to_node, is_paper=True)
    return cover.composed(_NO_EVENTS, db.sync.last_number_out(endpoint.database, to_node) + 1)


def cover_bytes(endpoint: Endpoint, to_node: str) -> int:
    """How large a bundle without any event is when sealed, nearly; raises ExportTooLarge."""
    return _Cover(endpoint, to_node).size()


def sealed(endpoint: Endpoint, to_node: str, composed: Composed) -> bytes:
    """The bundle locked to every installation of the node; raises ExportTooLarge."""
    if len(composed.frame) > limits.FILE_BYTES:
        raise ExportTooLarge(to_node, ExportBound.COVER)
    return sealing.seal(composed.frame, endpoint.store.recipients(to_node))


class _Cover:
    """What every bundle of one export carries beside its events: who, to whom, the receipt, the trust documents."""

    def __init__(self, endpoint: Endpoint, to_node: str, *, is_paper: bool = False) -> None:
        self._endpoint, self._to_node = endpoint, to_node
        shared = [stream for stream in endpoint.shared_with(to_node) if stream["frontier"]]
        reached = [(stream["stream_id"].hex(), *reach(endpoint.database, stream)) for stream in shared]
        self._forks = () if is_paper else told_forks(endpoint, shared)
        self._held = () if is_paper else told_as_held(endpoint, shared)
        self._have = tuple(Have(stream, seq, hash_.hex()) for stream, seq, hash_ in reached if seq)
        told = _REJECTED_ON_PAPER if is_paper else limits.REJECTED_ENTRIES
        self._rejected = _rejected(endpoint, {stream["sid"] for stream in shared}, told)
        self._wishes = wishes_for(endpoint, to_node, _WISHES_ON_PAPER if is_paper else WISHES_IN_BUNDLE)
        self._digest = None if is_paper else control_total(endpoint, to_node)
        self._trust = [] if is_paper else _trust(endpoint, to_node)

    def room(self, max_bytes: int) -> Room:
        """What is left for events and their segments in a file of this size; raises ExportTooLarge."""
        outside = _SEALING_BYTES + self._recipients_bytes() + _CHUNK_TAG * (max_bytes // _CHUNK + 1)
        manifest = self._manifest_bytes() + _FRAME_BYTES
        room = Room(
            packed=max_bytes - outside - manifest - self._trust_bytes(),
            raw=limits.RAW_BYTES - sum(section.entry.raw_len for section in self._trust),
            manifest=limits.MANIFEST_BYTES - manifest,
        )
        if min(room.packed, room.raw, room.manifest) <= 0:
            raise ExportTooLarge(self._to_node, ExportBound.COVER)
        return room

    def size(self) -> int:
        """What the file takes before any event is in it."""
        return self._manifest_bytes() + self._trust_bytes() + self._recipients_bytes() + _SEALED_FRAME_BYTES

    def _manifest_bytes(self) -> int:
        try:
            return len(self._manifest(1, ()).to_bytes())
        except ValueError as error:
            raise ExportTooLarge(self._to_node, ExportBound.COVER) from error

    def _trust_bytes(self) -> int:
        return sum(len(section.packed) for section in self._trust)

    def _recipients_bytes(self) -> int:
        return _RECIPIENT_BYTES * len(self._endpoint.store.recipients(self._to_node))

    def composed(self, part: Part, number: int, carried: Carried = _NO_FILES) -> Composed:
        """The bundle that carries a part and some files."""
        sections = [*self._trust, *([part.section] if part.section else []), *carried.sections]
        segments = tuple(
            _segment(self._endpoint, stretch, head) for stretch, head in zip(part.stretches, part.heads, strict=True)
        )
        manifest = self._manifest(number, sections, segments)
        raw = manifest.to_bytes()
        keys = self._endpoint.keys
        signers = [keys.signing, *([keys.former] if keys.former and self._trust else [])]
        return Composed(
            frame=write_frame(
                raw, [sign_manifest(raw, key) for key in signers], [section.packed for section in sections]
            ),
            number=number,
            hlc=manifest.hlc,
            events=part.events,
            records=dict(sorted(Counter(topic_of(entity) for entity in part.records).items())),
            ranges=tuple((stretch.sid, stretch.first, stretch.last) for stretch in part.stretches),
            files=carried.hashes,
            waiting=carried.waiting,
        )

    def _manifest(self, number: int, sections: Iterable[PackedSection], segments: tuple[Segment, ...] = ()) -> Manifest:
        endpoint = self._endpoint
        return Manifest(
            v=VERSION,
            from_node=endpoint.node,
            from_install=endpoint.journal.writer.install_id.hex(),
            to=self._to_node,
            gen=endpoint.journal.writer.generation,
            no=number,
            hlc=endpoint.journal.now_ms(),
            app=PROGRAM_VERSION,
            made_by=endpoint.person,
            have=self._have,
            held=self._held,
            forks=self._forks,
            site_have=site_have(endpoint, self._to_node),
            segs=segments,
            rejected=self._rejected,
            want_blobs=self._wishes,
            digest=self._digest,
            root_v=endpoint.store.root.v,
            list_v=endpoint.store.list_versions,
            sections=tuple(section.entry for section in sections),
        )


def _rejected(endpoint: Endpoint, sids: set[int], most: int) -> tuple[Rejected, ...]:
    """The events of shared streams that are not accepted here, the latest where there are too many to tell."""
    found = [row for row in db.sync.rejected(endpoint.database) if row["sid"] in sids]
    return tuple(Rejected(row["stream_id"].hex(), row["seq"], row["code"]) for row in found[-most:])


def _trust(endpoint: Endpoint, to_node: str) -> list[PackedSection]:
    """The trust documents where the recipient is not known to have them."""
    if all(_knows_trust(endpoint, bytes.fromhex(key.install)) for key in endpoint.others_of(to_node)):
        return []
    return [pack(SectionType.TRUST, endpoint.store.to_bytes())]


def topic_of(entity: str) -> str:
    """The topic that a record belongs to."""
    topic = ENTITY_TOPICS.get(kind_of(entity))
    return topic.value if topic is not None else kind_of(entity)


def _knows_trust(endpoint: Endpoint, install_id: bytes) -> bool:
    """Whether the last bundle of an installation named the same root and lists that are in force here."""
    last = db.sync.last_from(endpoint.database, install_id)
    if last is None:
        return False
    said = outcome_of(last["result"])
    return said.root_version >= endpoint.store.root.v and all(
        said.list_versions.get(issuer, 0) >= number for issuer, number in endpoint.store.list_versions.items()
    )


def _segment(endpoint: Endpoint, stretch: Outgoing, head: bytes) -> Segment:
    stream = stretch.stream
    signed = checkpoint_at(endpoint, stream, stretch.last, head)
    if signed is None:
        raise RuntimeError("a stretch ends where nobody signed")
    before, at = stream["continues_stream"], stream["continues_seq"]
    return Segment(
        stream=stream["stream_id"].hex(),
        node=stream["node"],
        aud=stream["audience"],
        key_id=signed[2].hex(),
        first=stretch.first,
        n=stretch.last - stretch.first + 1,
        prev=stretch.before.hex(),
        cp=Checkpoint(signed[0], signed[1].hex(), signed[3].hex()),
        gen=stream["generation"],
        cont=Continues(before.hex(), at) if before is not None and at is not None else None,
    )
