"""Measuring: medians, child processes, and the table that is printed."""

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the table: ours beside the bare work, in the same unit; `aim` is the ratio wished for."""

    name: str
    ours: float
    bare: float
    unit: str
    aim: float | None = None
    remark: str = ""

    @property
    def value(self) -> float:
        return self.ours / self.bare

    def __str__(self) -> str:
        aim = f"≤ {self.aim:g}" if self.aim is not None else ""
        figures = f"{self.ours:10.3f} {self.bare:10.3f} {self.unit:<4} {self.value:7.2f} × {aim:<6}"
        return f"{self.name:<58} {figures} {self.remark}".rstrip()


HEAD = f"{'':<58} {'ours':>10} {'bare':>10} {'':<4} {'ratio':>7}   {'aim':<6}"


def median_s(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of a piece of work in seconds; the first round warms up and does not count."""
    work()
    times = []
    for _ in range(rounds):
        gc.collect()
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return statistics.median(times)


@dataclass(frozen=True, slots=True)
class Child:
    """What a process told of itself: seconds from its start until it was ready, and what it wrote then."""

    ready_s: float
    told: dict[str, float]


def child(module: str, *words: str) -> Child:
    """Run a module in a process of its own until it writes one line of JSON, then let it end.

    An installed program is compiled: whatever the surroundings say, what the first run compiles is kept for the next.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "sokehoach-benchmarks")
    began = perf_counter()
    command = [sys.executable, "-m", module, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=kept) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        ready_s = perf_counter() - began
        process.communicate(timeout=120)
    if not line or process.returncode:
        raise RuntimeError(f"{module} ended with {process.returncode}")
    return Child(ready_s, json.loads(line))


def children(rounds: int, *calls: Sequence[str]) -> list[list[Child]]:
    """Several kinds of children in turn, so that a busy moment hits all alike; the first round warms up."""
    found: list[list[Child]] = [[] for _ in calls]
    for number in range(rounds + 1):
        for kept, call in zip(found, calls, strict=True):
            seen = child(*call)
            if number:
                kept.append(seen)
    return found


def memory_mib() -> float:
    """What this process holds in memory now, in MiB (Linux; 0 elsewhere)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    for line in status.read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
