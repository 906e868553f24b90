"""An event: one thing that happened, as bytes that never change (SYNC §2.4)."""

import hashlib
from dataclasses import dataclass
from typing import Any, NewType, TypeAlias

import msgspec

from desktop.sync import strict_json

EntityId = NewType("EntityId", str)
Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Fields: TypeAlias = dict[str, Json]

START_HASH = bytes(32)
_DOMAIN = b"hq-ev1\0"
VERSION = 1
STREAM_ID_BYTES = 16
CLOCK_COUNTER_BITS = 16
_COUNTER_MASK = (1 << CLOCK_COUNTER_BITS) - 1


class UnreadableEvent(ValueError):
    """The bytes are no event; only a hostile or broken sender produces such."""


@dataclass(frozen=True, slots=True, order=True)
class EventRef:
    """Names an event everywhere: its stream and its number there."""

    stream: bytes
    seq: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, ready to be written: only the fields that it changes."""

    type: str
    entity: EntityId
    fields: Fields
    audience: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A fact with its author, clock value and the versions it replaces.

    `hlc` is a hybrid logical clock value: milliseconds since 1970 shifted by 16 bits, plus a counter. In the bytes
    it is the pair of both, because one number would pass the 2^53 that strict JSON allows.
    """

    type: str
    version: int
    entity: EntityId
    hlc: int
    author: str
    bases: tuple[EventRef, ...]
    fields: Fields
    reason: str = ""

    def encode(self) -> bytes:
        """The canonical bytes that are hashed, stored and sent."""
        body: dict[str, Json] = {
            "t": self.type,
            "v": self.version,
            "e": self.entity,
            "h": [self.hlc >> CLOCK_COUNTER_BITS, self.hlc & _COUNTER_MASK],
            "a": self.author,
            "b": [[base.stream.hex(), base.seq] for base in self.bases],
            "d": self.fields,
        }
        if self.reason:
            body["r"] = self.reason
        return strict_json.canonical(body)


def decode(body: bytes) -> Event:
    """Read an event from its bytes; raises UnreadableEvent for anything that is none."""
    try:
        event = _event_of(strict_json.loads(body))
    except UnreadableEvent:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableEvent(str(error)) from error
    return event


class _Stored(msgspec.Struct):
    """The parts of a stored body, with the format's one-letter names."""

    t: str
    v: int
    e: str
    h: tuple[int, int]
    a: str
    b: list[tuple[str, int]]
    d: dict[str, Any]
    r: str = ""


_STORED = msgspec.json.Decoder(_Stored)


def decode_stored(body: bytes) -> Event:
    """Read an event that this ledger stored: its bytes passed `decode` when they came in, so this only is quick."""
    stored = _STORED.decode(body)
    return Event(
        stored.t,
        stored.v,
        EntityId(stored.e),
        stored.h[0] << CLOCK_COUNTER_BITS | stored.h[1],
        stored.a,
        tuple(EventRef(bytes.fromhex(stream), seq) for stream, seq in stored.b),
        stored.d,
        stored.r,
    )


def _event_of(data: Any) -> Event:
    """The event of decoded bytes; whatever part is missing or mistyped raises."""
    milliseconds, counter = (_natural(part) for part in _list(data["h"]))
    if counter > _COUNTER_MASK:
        raise UnreadableEvent("clock counter")
    entity = _text(data["e"])
    if "/" not in entity:
        raise UnreadableEvent("entity without a kind")
    if not isinstance(data["d"], dict):
        raise UnreadableEvent("fields")
    return Event(
        type=_text(data["t"]),
        version=_natural(data["v"]),
        entity=EntityId(entity),
        hlc=milliseconds << CLOCK_COUNTER_BITS | counter,
        author=_text(data["a"]),
        bases=tuple(EventRef(_stream_id(stream), _natural(seq)) for stream, seq in map(_list, _list(data["b"]))),
        fields=data["d"],
        reason=_text(data.get("r", "")),
    )


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise UnreadableEvent("list expected")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableEvent("text expected")
    return value


def _natural(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 47:
        raise UnreadableEvent("natural number expected")
    return value


def _stream_id(value: Any) -> bytes:
    stream = bytes.fromhex(_text(value))
    if len(stream) != STREAM_ID_BYTES:
        raise UnreadableEvent("stream id")
    return stream


def kind_of(entity: str) -> str:
    """The kind of an entity: the part of its id before the first slash."""
    return entity.partition("/")[0]


def chain_hash(stream: bytes, seq: int, before: bytes, body_hash: bytes) -> bytes:
    """The hash of event `seq`: it covers the stream, the number, everything before, and the body's hash."""
    return hashlib.sha256(_DOMAIN + stream + seq.to_bytes(8, "big") + before + body_hash).digest()


def body_hash(body: bytes) -> bytes:
    """The hash of the stored bytes, never of a re-serialisation."""
    return hashlib.sha256(body).digest()
