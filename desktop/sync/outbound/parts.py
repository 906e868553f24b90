"""What goes out, divided into files that a mailbox takes and that one bundle may hold (SYNC §3.2)."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import db.events
from db.rows import EventRow
from desktop.errors import ExportBound, ExportTooLarge
from desktop.sync import limits
from desktop.sync.bundle.bodies import Body, pack_bodies
from desktop.sync.bundle.container import PackedSection, packed_section
from desktop.sync.bundle.manifest import Codec, SectionType
from desktop.sync.endpoint import Endpoint
from desktop.sync.outbound.outgoing import Outgoing, places

_LEVEL = 6
_PIECE = 32 * 1024
"""How finely streams written here are divided, in bytes before packing."""

_TAIL = 64
"""What ending a compressed run may add to what a flush has shown of it."""


@dataclass(frozen=True, slots=True)
class Room:
    """What one bundle may hold: bytes of manifest segments and events together, packed and raw, and segments."""

    packed: int
    raw: int
    manifest: int
    segments: int = limits.SEGMENTS


@dataclass(frozen=True, slots=True)
class Part:
    """What one bundle carries: stretches that each end where a signature is or can be, and their packed events."""

    stretches: tuple[Outgoing, ...]
    heads: tuple[bytes, ...]
    events: int
    records: frozenset[str]
    section: PackedSection | None


def divided(
    endpoint: Endpoint, to_node: str, found: Iterable[Outgoing], room: Room, watch: Callable[[], None]
) -> Iterator[Part]:
    """The parts in order; one without events where nothing goes out. Each stretch is read once.

    Streams written here are cut anywhere, those of other installations only where their writer signed; raises
    ExportTooLarge where what lies between two signatures is too much for one bundle.
    """
    filling, made = _Filling(room), 0
    for stretch in found:
        filling.begin(stretch)
        for piece in _pieces(endpoint, stretch, room, watch):
            if not filling.takes(piece):
                if filling.is_empty:
                    writer = stretch.stream["node"]
                    raise ExportTooLarge(to_node, ExportBound.UNSIGNED_STRETCH, writer)
                rest = filling.end_stretch()
                yield filling.part()
                filling, made = _Filling(room), made + 1
                filling.begin(rest if rest is not None else stretch)
                if not filling.takes(piece):
                    raise ExportTooLarge(to_node, ExportBound.UNSIGNED_STRETCH, stretch.stream["node"])
        filling.end_stretch()
    if not filling.is_empty or not made:
        yield filling.part()


@dataclass(slots=True)
class _Piece:
    """Events that travel together: up to the next place where their stream may be cut."""

    last: int = 0
    head: bytes = b""
    events: int = 0
    records: set[str] = field(default_factory=set)
    raw: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, row: EventRow) -> None:
        """One more event."""
        packed = pack_bodies([Body(row["body_hash"], withheld=True) if row["body"] is None else Body(row["body"])])
        self.raw.append(packed)
        self.size += len(packed)
        self.events += 1
        self.last, self.head = row["seq"], row["hash"]
        self.records.add(row["entity"])


def _pieces(endpoint: Endpoint, stretch: Outgoing, room: Room, watch: Callable[[], None]) -> Iterator[_Piece]:
    """The events of a stretch in pieces: as small as its signatures allow, but not needlessly small."""
    cuts, piece, enough = places(endpoint, stretch), _Piece(), min(_PIECE, room.packed // 8, room.raw // 8)
    anywhere, ends = isinstance(cuts, range), frozenset[int]() if isinstance(cuts, range) else frozenset(cuts)
    for row in db.events.events_of(endpoint.database, stretch.sid, stretch.first, stretch.last):
        watch()
        if anywhere and piece.events and piece.size + len(row["body"] or b"") > enough:
            yield piece
            piece = _Piece()
        piece.add(row)
        if row["seq"] in ends:
            yield piece
            piece = _Piece()
    if piece.events:
        yield piece


class _Filling:
    """A part that is being filled; how large its packed events are is known before they are finished."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._pack = zlib.compressobj(_LEVEL)
        self._packed: list[bytes] = []
        self._size = self._pending = self._raw = self._events = self._manifest = 0
        self._records: set[str] = set()
        self._stretches: list[Outgoing] = []
        self._heads: list[bytes] = []
        self._open: tuple[Outgoing, int, bytes] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it holds no event yet."""
        return self._events == 0

    def begin(self, stretch: Outgoing) -> None:
        """The next events are of this stretch."""
        self._open = (stretch, 0, b"")

    def end_stretch(self) -> Outgoing | None:
        """No more of the open stretch comes in here; returns what is left of it, None where nothing went in."""
        assert self._open is not None
        stretch, last, head = self._open
        self._open = None
        if not last:
            return None
        self._stretches.append(stretch.until(last))
        self._heads.append(head)
        return stretch.after(last, head)

    def takes(self, piece: _Piece) -> bool:
        """Take a piece in where there is room for it."""
        assert self._open is not None
        stretch, last, _ = self._open
        entry = 0 if last else segment_bytes(stretch)
        opened = len(self._stretches) + 1
        if (
            self._raw + piece.size > self._room.raw
            or self._manifest + entry > self._room.manifest
            or opened > self._room.segments
            or not self._packs(piece, self._manifest + entry)
        ):
            return False
        self._manifest += entry
        self._raw += piece.size
        self._events += piece.events
        self._records |= piece.records
        self._open = (stretch, piece.last, piece.head)
        return True

    def _packs(self, piece: _Piece, manifest: int) -> bool:
        """Pack a piece unless that is too much; what is not flushed yet counts as if it did not shrink."""
        room = self._room.packed - manifest - _TAIL
        if self._size + _bound(self._pending + piece.size) <= room:
            self._packed += [self._pack.compress(raw) for raw in piece.raw]
            self._pending += piece.size
            return True
        trial = self._pack.copy()
        out = [*(trial.compress(raw) for raw in piece.raw), trial.flush(zlib.Z_SYNC_FLUSH)]
        size = sum(map(len, self._packed)) + sum(map(len, out))
        if size > room:
            return False
        self._pack, self._packed = trial, [b"".join([*self._packed, *out])]
        self._size, self._pending = size, 0
        return True

    def part(self) -> Part:
        """What was filled in; nothing can be added afterwards."""
        section = None
        if self._events:
            packed = b"".join([*self._packed, self._pack.flush()])
            section = packed_section(SectionType.EVENTS, Codec.ZLIB, packed, self._raw)
        return Part(tuple(self._stretches), tuple(self._heads), self._events, frozenset(self._records), section)


def _bound(raw: int) -> int:
    """What raw bytes take at most when packed."""
    return raw + raw // 1000 + _TAIL


def segment_bytes(stretch: Outgoing) -> int:
    """What the manifest says of a stretch at most: ids, hashes and a signature in hexadecimal, node and audience."""
    stream = stretch.stream
    return 620 + len(stream["node"].encode()) + len(stream["audience"].encode())
