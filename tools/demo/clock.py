"""The demo's clock: the day of the plan's first deadline, going on from 08:00 as the real clock does."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop.machine import Machine
from tools.demo import cast


def demo_machine(folder: Path) -> Machine:
    """A machine on which it is the morning of the demo's day; its memory of ledgers lies in the demo's folder."""
    return Machine(now_ms=_clock(), state_folder=folder / "state")


def _clock() -> Callable[[], int]:
    morning = datetime(cast.DAY.year, cast.DAY.month, cast.DAY.day, 8, 0).astimezone()
    start, begun = int(morning.timestamp() * 1000), time.monotonic()
    return lambda: start + int((time.monotonic() - begun) * 1000)
