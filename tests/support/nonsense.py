"""Bytes that were changed at random, and values that make no sense, for fuzzing what comes from outside."""

import random
from typing import Any


def mutated(good: bytes, chance: random.Random) -> bytes:
    """The bytes with one or a few places flipped, overwritten, cut out, blown up or cut off."""
    raw = bytearray(good)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at, size = chance.randrange(len(raw) or 1), chance.choice((1, 4, 64))
        match chance.randrange(5):
            case 0:
                raw[at : at + 1] = bytes([(raw[at] if raw else 0) ^ 1 << chance.randrange(8)])
            case 1:
                raw[at : at + size] = chance.randbytes(size)
            case 2:
                del raw[at : at + size]
            case 3:
                raw[at:at] = chance.randbytes(size)
            case _:
                raw = raw[: max(1, at)]
    return bytes(raw)


NONSENSE: tuple[Any, ...] = (
    None, True, -1, 0, 2**53, 1.5, "", "x" * 400, "TCHQ", "../x", "\ud800", [], [[]], [None], {}, {"v": 1}, [[1, 2, 3]],
    [{"type": "events"}], "5" * 32, 10**30, "a\u0301", [{"len": -1, "raw_len": 2**60}],
)  # fmt: skip


def nonsense(value: Any, chance: random.Random) -> Any:
    """The same value with one place inside turned into something foolish."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(sorted(value))
        if chance.random() < 0.15:
            return {k: v for k, v in value.items() if k != key}
        return {**value, key: nonsense(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return [*value[:at], nonsense(value[at], chance), *value[at + 1 :]]
    return chance.choice(NONSENSE)
