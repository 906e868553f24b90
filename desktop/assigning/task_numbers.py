"""Finding a task by the number people type for it: `I/C/4`, `C.4`, `4` under a chosen section, or its title."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.plans.records import PrintedRow
from desktop.text import search_key

_BETWEEN: Final = re.compile(r"[\s/.,;:)(\-–]+")
_WORDS_BEFORE: Final = re.compile(r"^(?:(?:nhiem vu|muc|so|stt)\s+)+(?=\S)")
_LEAST_TITLE: Final = 12


@dataclass(frozen=True, slots=True)
class Found:
    """The rows a typed number fits; one task where it is clear."""

    rows: tuple[PrintedRow, ...]

    @property
    def task(self) -> PrintedRow | None:
        """The one task that is meant."""
        tasks = [row for row in self.rows if row.is_task and not row.is_withdrawn]
        return tasks[0] if len(tasks) == 1 else None


class TaskNumbers:
    """The printed numbers of a plan's rows; a part of the path from its end is enough where it is unique."""

    def __init__(self, rows: Sequence[PrintedRow]) -> None:
        self._by_end: dict[tuple[str, ...], list[PrintedRow]] = defaultdict(list)
        self._by_path: dict[tuple[str, ...], list[PrintedRow]] = defaultdict(list)
        self._by_title: dict[str, list[PrintedRow]] = defaultdict(list)
        for row in rows:
            parts = [_tokens(part) for part in row.path]
            for begin in range(len(parts)):
                self._by_end[sum(parts[begin:], ())].append(row)
            self._by_path[sum(parts, ())].append(row)
            self._by_title[search_key(row.title)].append(row)

    def find(self, typed: str, section: tuple[str, ...] = ()) -> Found:
        """The rows that are meant by what somebody typed; a shorter number is looked for in the section first."""
        key = search_key(typed)
        tokens = _tokens(_WORDS_BEFORE.sub("", key))
        whole = self._by_path.get(tokens, [])
        if whole and not (section and len(tokens) == 1):
            return Found(tuple(whole))
        rows = self._by_end.get(tokens, [])
        if not rows and len(key) >= _LEAST_TITLE:
            rows = self._by_title.get(key, [])
        if section:
            rows = [row for row in rows if row.path[: len(section)] == section]
        nearest = [row for row in rows if row.path[:-1] == section] if section else []
        return Found(tuple(nearest or rows))


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token for token in _BETWEEN.split(search_key(text)) if token)
