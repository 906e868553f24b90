"""Which obligations a plan's own words ask for: recurring deadlines, and monthly duties inside «thường xuyên» rows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from db.connection import Database
from desktop.dates import PeriodKind
from desktop.deadlines.deadlines import DeadlineKind, Every, recurrence_in
from desktop.obligations.records import obligations_of
from desktop.plans.records import PrintedRow
from desktop.text import collapse, search_key

_KINDS: Final = {kind.value: kind for kind in PeriodKind}
_OF_THE_WHOLE_BRANCH: Final = "toan nganh"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A duty the plan prints: of which task, how often, in its own words."""

    row: PrintedRow
    every: PeriodKind
    words: str


def suggested(rows: Iterable[PrintedRow]) -> list[Suggestion]:
    """What these rows say is to be done month by month, quarter by quarter, year by year; in printed order."""
    return [found for row in rows if row.is_task and not row.is_withdrawn for found in _of_row(row)]


def open_suggestions(database: Database, rows: Iterable[PrintedRow]) -> list[Suggestion]:
    """What is suggested and nobody has defined yet, be it in other words."""
    found = []
    for suggestion, others in _beside_each_other(suggested(rows)):
        standing = [
            known for known in obligations_of(database, suggestion.row.entity) if known.every is suggestion.every
        ]
        if len(standing) < others and all(known.words != suggestion.words for known in standing):
            found.append(suggestion)
    return found


def _beside_each_other(suggestions: list[Suggestion]) -> Iterator[tuple[Suggestion, int]]:
    """Each suggestion with how many of its length its task has."""
    counts = Counter((one.row.entity, one.every) for one in suggestions)
    for one in suggestions:
        yield one, counts[one.row.entity, one.every]


def _of_row(row: PrintedRow) -> Iterator[Suggestion]:
    if row.deadline.kind is not DeadlineKind.RECURRING or row.deadline.every is None:
        return
    every = _kind(row.deadline.every)
    if every is not None:
        yield Suggestion(row, every, collapse(row.title))
        return
    told = [(_kind(recurrence_in(text)), duty_words(text)) for text in row.activities]
    for kind, words in told:
        # 608 C.7 prints the report of the whole branch beside that of a department; the first is headquarters' own.
        elsewhere = row.provincial and _OF_THE_WHOLE_BRANCH in search_key(words)
        other = any(also is kind and text != words for also, text in told)
        if kind is not None and not (elsewhere and other):
            yield Suggestion(row, kind, words)


def _kind(every: Every | None) -> PeriodKind | None:
    """The period in which something that comes back so often is reported; None for what goes on all the time."""
    return _KINDS.get(every.value) if every is not None else None


def duty_words(text: str) -> str:
    """A printed activity without its bullet and its closing mark."""
    return collapse(text).lstrip("-–+• ").rstrip(" ;.,")
