"""The hybrid logical clock: it sorts what is shown and breaks ties; nothing is judged by it (SYNC §2.6)."""

import time
from collections.abc import Callable

from desktop.journal.event import CLOCK_COUNTER_BITS

_FOLLOW_MS = 24 * 3600 * 1000

NowMs = Callable[[], int]


def system_now_ms() -> int:
    """Milliseconds since 1970 by this machine's clock."""
    return time.time_ns() // 1_000_000


def milliseconds(hlc: int) -> int:
    """The wall-clock part of a clock value."""
    return hlc >> CLOCK_COUNTER_BITS


class HybridClock:
    """Gives every event a larger value than all events seen before it."""

    def __init__(self, now_ms: NowMs, last: int = 0) -> None:
        self._now_ms = now_ms
        self._last = last

    def next(self) -> int:
        """The value for an event written now."""
        self._last = max(self._last + 1, self._now_ms() << CLOCK_COUNTER_BITS)
        return self._last

    def observe(self, hlc: int) -> bool:
        """Follow a received value; False (and not followed) where it lies over 24 hours ahead of this machine."""
        if milliseconds(hlc) > self._now_ms() + _FOLLOW_MS:
            return False
        self._last = max(self._last, hlc)
        return True
