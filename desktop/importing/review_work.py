"""What a person did with a document before it is taken in: corrections and doubts looked at, step by step."""

from dataclasses import dataclass

from desktop.importing.corrections import NO_CORRECTIONS, Corrections
from desktop.importing.parsed import Doubt


@dataclass(frozen=True, slots=True)
class ReviewWork:
    """Everything a person said about one document; nothing of it stands in the ledger."""

    corrections: Corrections = NO_CORRECTIONS
    seen: frozenset[Doubt] = frozenset()


@dataclass(frozen=True, slots=True)
class _Step:
    words: str
    before: ReviewWork
    after: ReviewWork


class ReviewSteps:
    """The steps of a review in their order; each can be taken back and taken again."""

    def __init__(self, work: ReviewWork | None = None) -> None:
        self.work = work or ReviewWork()
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    @property
    def count(self) -> int:
        """How many steps were gone."""
        return len(self._done)

    def take(self, words: str, work: ReviewWork) -> None:
        """Go a step on; what was taken back before is forgotten."""
        self._done.append(_Step(words, self.work, work))
        self._undone.clear()
        self.work = work

    def undo(self) -> str | None:
        """Take the last step back; its words, None where there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self.work = step.before
        return step.words

    def redo(self) -> str | None:
        """Take the step taken back last once more; its words, None where there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self.work = step.after
        return step.words
