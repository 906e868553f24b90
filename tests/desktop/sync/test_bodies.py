"""Event bodies are taken out of a bundle exactly as they were put in."""

import random

import pytest

from desktop.errors import BundleFault, BundleRefused
from desktop.sync.bundle.bodies import Body, pack_bodies, read_bodies
from desktop.sync.limits import EVENT_BYTES

ONE, TWO, HIDDEN = Body(b'{"t":1}'), Body(b""), Body(b"h" * 32, withheld=True)


def refused(section: bytes, *counts: int) -> None:
    with pytest.raises(BundleRefused) as found:
        read_bodies(section, counts)
    assert found.value.reason is BundleFault.MALFORMED


def test_bodies_come_back_segment_by_segment() -> None:
    section = pack_bodies([ONE, TWO, HIDDEN])
    assert section == b'\0\0\0\x07{"t":1}\0\0\0\0\x80\0\0\x20' + b"h" * 32
    assert read_bodies(section, [1, 2]) == [[ONE], [TWO, HIDDEN]]
    assert read_bodies(b"", []) == []


def test_more_or_fewer_events_than_the_manifest_counts_are_malformed() -> None:
    section = pack_bodies([ONE, TWO])
    refused(section, 1)
    refused(section, 3)
    refused(section)
    refused(section, 2_000_000)
    refused(section + b"\0", 2)


@pytest.mark.parametrize(
    "section",
    [
        b"\0\0\0",
        b"\0\0\0\x05abcd",
        b"\x80\0\0\x1f" + b"h" * 31,
        (EVENT_BYTES + 1).to_bytes(4, "big") + bytes(EVENT_BYTES + 1),
    ],
)
def test_row_46_a_length_beyond_the_section_or_the_bound_is_malformed(section: bytes) -> None:
    refused(section, 1)


def test_a_body_beyond_the_bound_is_not_packed() -> None:
    for body in (Body(bytes(EVENT_BYTES + 1)), Body(b"short", withheld=True)):
        with pytest.raises(ValueError, match="bounds"):
            pack_bodies([body])


def test_row_24_whatever_the_bytes_are_only_a_refusal_escapes() -> None:
    chance = random.Random(18)
    section = pack_bodies([Body(b"x" * size) for size in range(20)])
    refusals = 0
    for _ in range(1_000):
        raw = bytearray(section)
        raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            read_bodies(bytes(raw), [20])
        except BundleRefused:
            refusals += 1
    assert refusals > 100
