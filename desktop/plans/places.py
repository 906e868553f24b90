"""Where a row stands among the rows of its plan, so that one can be put between two without moving the others.

A place is the printed position and a rank: rows after a printed one share its position and are told apart by rank.
"""

from typing import Final

Place = tuple[int, str]
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def places_between(low: Place | None, high: Place | None, count: int) -> list[Place]:
    """So many places after `low` (None: before everything) and before `high` (None: at the end), in order."""
    found: list[Place] = []
    for _ in range(count):
        low = _between(low, high)
        found.append(low)
    return found


def _between(low: Place | None, high: Place | None) -> Place:
    if low is None:
        return (high[0] - 1, "") if high is not None else (0, "")
    ceiling = high[1] if high is not None and high[0] == low[0] and high[1] > low[1] else None
    return (low[0], _rank_between(low[1], ceiling))


def _rank_between(low: str, high: str | None) -> str:
    """A text that sorts between two others; never one that ends in the first letter, below which nothing fits."""
    letters: list[str] = []
    while True:
        at = len(letters)
        lower = _LETTERS.index(low[at]) if at < len(low) else 0
        upper = len(_LETTERS) if high is None else _LETTERS.index(high[at]) if at < len(high) else 0
        if upper - lower > 1:
            return "".join(letters) + _LETTERS[(lower + upper) // 2]
        letters.append(_LETTERS[lower])
        if upper > lower:
            high = None
