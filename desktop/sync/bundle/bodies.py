"""The bodies of events inside a bundle: each after its length, segment after segment (SYNC §3.1).

A body that was withheld or redacted is represented by its SHA-256, marked by the highest bit of the length;
the hash chain holds all the same (SYNC §2.4).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.errors import BundleFault, BundleRefused
from desktop.sync.limits import EVENT_BYTES

_WITHHELD = 1 << 31
_LENGTH_BYTES = 4
_HASH_BYTES = 32


class Body(NamedTuple):
    """The canonical bytes of an event, or their SHA-256 where they were withheld."""

    raw: bytes
    withheld: bool = False


def pack_bodies(bodies: Iterable[Body]) -> bytes:
    """The section `events` of these bodies, in the order of the manifest's segments."""
    parts = []
    for raw, withheld in bodies:
        if len(raw) > EVENT_BYTES or (withheld and len(raw) != _HASH_BYTES):
            raise ValueError("a body has bounds")
        parts += [(len(raw) | (_WITHHELD if withheld else 0)).to_bytes(_LENGTH_BYTES, "big"), raw]
    return b"".join(parts)


def read_bodies(section: bytes, counts: Sequence[int]) -> list[list[Body]]:
    """The bodies of each segment, `counts` being the segments' numbers of events.

    Raises BundleRefused (MALFORMED) unless the section holds exactly these.
    """
    segments, at = [], 0
    for count in counts:
        if count > (len(section) - at) // _LENGTH_BYTES:
            raise BundleRefused(BundleFault.MALFORMED, detail="fewer events than counted")
        bodies: list[Body] = []
        for _ in range(count):
            body, at = _read_body(section, at)
            bodies.append(body)
        segments.append(bodies)
    if at != len(section):
        raise BundleRefused(BundleFault.MALFORMED, detail="more events than counted")
    return segments


def _read_body(section: bytes, at: int) -> tuple[Body, int]:
    start = at + _LENGTH_BYTES
    length = int.from_bytes(section[at:start], "big")
    withheld, size = bool(length & _WITHHELD), length & ~_WITHHELD
    end = start + size
    if start > len(section) or end > len(section) or size > EVENT_BYTES or (withheld and size != _HASH_BYTES):
        raise BundleRefused(BundleFault.MALFORMED, detail="event length")
    return Body(section[start:end], withheld), end
