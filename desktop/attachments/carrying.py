"""Which files a bundle carries, and which it asks for: bytes go up or to machines of the unit, never elsewhere.

What is asked for goes down or stays in the unit, and only where a stream that both hold names the file as one that
the recipient or a unit below it wrote. A node in between passes wishes on, and the bytes when they come.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import db.attachments
from desktop.attachments.facts import hash_at, is_attachment
from desktop.sync import limits
from desktop.sync.audiences import is_shared
from desktop.sync.bundle.container import PackedSection, pack
from desktop.sync.bundle.manifest import SectionType
from desktop.sync.endpoint import Endpoint
from desktop.sync.fields import is_within
from desktop.sync.outbound.parts import Part, Room, segment_bytes

UNASKED_BYTES = 2 * limits.MIB
"""Files up to this size go to the other machines of the unit together with the word of them."""

WISHES_IN_BUNDLE = 1_000
_ENTRY_BYTES = 220
"""What the manifest says of one section, at most."""


def wishes_for(endpoint: Endpoint, to_node: str, most: int = WISHES_IN_BUNDLE) -> tuple[str, ...]:
    """The hashes that a bundle to a node asks for: one's own wishes, and those of others that it may fulfil."""
    if not is_within(to_node, endpoint.node):
        return ()
    database, machines = endpoint.database, _machines(endpoint)
    passed = (
        bytes(row["sha256"])
        for row in db.attachments.asked(database)
        if row["size"] is None and machines.get(row["install_id"].hex(), to_node) != to_node
    )
    found = (
        sha256 for sha256 in dict.fromkeys([*db.attachments.wished(database), *passed])
        if _is_named(endpoint, to_node, sha256, written_in=to_node)
    )  # fmt: skip
    return tuple(sha256.hex() for _, sha256 in zip(range(most), found, strict=False))


def asked_by(endpoint: Endpoint, to_node: str, again: int | None = None) -> dict[bytes, int]:
    """The bytes held here that a node asked for and may have, with their sizes, the oldest wish first.

    What went out already waits for the node to ask again; with `again` those of that bundle go once more.
    """
    if not is_within(endpoint.node, to_node):
        return {}
    machines = {key.install for key in endpoint.others_of(to_node)}
    return {
        bytes(row["sha256"]): row["size"]
        for row in db.attachments.asked(endpoint.database)
        if row["size"] is not None
        and row["install_id"].hex() in machines
        and row["sent"] in {None, again}
        and _is_named(endpoint, to_node, bytes(row["sha256"]), written_in=endpoint.node)
    }


def may_ask(endpoint: Endpoint, node: str, sha256: bytes) -> bool:
    """Whether a node may be given these bytes from here, once they are here."""
    return is_within(endpoint.node, node) and _is_named(endpoint, node, sha256, written_in=endpoint.node)


@dataclass(frozen=True, slots=True)
class Carried:
    """The files that one bundle carries; `waiting` of those asked for are too large for any bundle of its size."""

    sections: tuple[PackedSection, ...] = ()
    hashes: tuple[bytes, ...] = ()
    waiting: int = 0


class Loading:
    """Distributes the files for a node over its bundles: beside the events where room is left, then in more bundles."""

    def __init__(
        self, endpoint: Endpoint, to_node: str, room: Room, again: int | None, watch: Callable[[], None]
    ) -> None:
        self._endpoint, self._to_node, self._room, self._watch = endpoint, to_node, room, watch
        self._queue = asked_by(endpoint, to_node, again)
        self._loaded: set[bytes] = set()

    def beside(self, part: Part) -> Carried:
        """The files that fit beside the events of a part."""
        if self._to_node == self._endpoint.node:
            self._add_small(part)
        section = part.section
        manifest = sum(map(segment_bytes, part.stretches))
        packed, raw = (len(section.packed), section.entry.raw_len) if section else (0, 0)
        room = self._room
        return self._filled(
            Room(room.packed - packed - manifest, room.raw - raw, room.manifest - manifest), is_empty=False
        )

    def further(self) -> Iterator[Carried]:
        """The files that are left, as few bundles as hold them; what is too large for one waits."""
        while self._queue:
            carried = self._filled(self._room, is_empty=True)
            if not carried.hashes:
                return
            yield carried

    def _filled(self, room: Room, *, is_empty: bool) -> Carried:
        sections: list[PackedSection] = []
        hashes: list[bytes] = []
        packed, raw, most = room.packed, room.raw, min(room.manifest // _ENTRY_BYTES, limits.SECTIONS - 2)
        for sha256, size in list(self._queue.items()):
            self._watch()
            left = packed - _ENTRY_BYTES
            may_shrink = is_empty and not sections
            if len(sections) >= most or size > raw or (size > left and not may_shrink):
                continue
            section = self._section(sha256)
            if section is None or len(section.packed) > left:
                continue
            del self._queue[sha256]
            self._loaded.add(sha256)
            sections.append(section)
            hashes.append(sha256)
            packed, raw = left - len(section.packed), raw - size
        return Carried(tuple(sections), tuple(hashes), len(self._queue))

    def _section(self, sha256: bytes) -> PackedSection | None:
        content = db.attachments.content(self._endpoint.database, sha256)
        return pack(SectionType.BLOB, content) if content is not None else None

    def _add_small(self, part: Part) -> None:
        for entity in sorted(part.records):
            if not is_attachment(entity):
                continue
            row, sha256 = db.attachments.attachment(self._endpoint.database, entity), hash_at(entity)
            size = db.attachments.held_size(self._endpoint.database, sha256)
            stands = row is not None and not row["removed"] and sha256 not in self._loaded
            if stands and size is not None and size <= UNASKED_BYTES:
                self._queue.setdefault(sha256, size)


def _is_named(endpoint: Endpoint, node: str, sha256: bytes, *, written_in: str) -> bool:
    """Whether a stream that this node shares with another, written in a part of the tree, names a file that stands."""
    return any(
        is_shared(endpoint.node, node, writer, audience) and is_within(writer, written_in)
        for writer, audience in db.attachments.streams(endpoint.database, sha256)
    )


def _machines(endpoint: Endpoint) -> dict[str, str]:
    """The nodes of the installations that are trusted, by their ids; what others asked is nobody's wish any more."""
    return {key.install: key.node for key in endpoint.store.all_keys() if key.revoked is None}
