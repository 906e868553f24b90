"""The text of one field of a row: doubled cells made one, damaged words mended, broken lines joined.

Every step that changes what is printed goes through the `Review`, where it can be refused.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from desktop.importing.columns import Field
from desktop.importing.document import Cell
from desktop.importing.parsed import DoubtKind, Path, RepairReason
from desktop.importing.repairs import Mend, capital_font_mend, mends
from desktop.importing.review import Review
from desktop.text import is_same_text

BULLET: Final = re.compile(r"[-–+*•]")
_MOST_LINES: Final = 400
_LONGEST_FIELD: Final = 20_000
_SENTENCE_END: Final = (".", ";", ":", "?", "!")


class FieldReader:
    """Reads the fields of one row."""

    def __init__(self, path: Path, review: Review) -> None:
        self._path, self._review = path, review

    def lines(self, field: Field, cells: Sequence[Cell]) -> tuple[str, ...]:
        """The mended lines of a field whose merged cells were printed once per column."""
        printed = [cell for cell in cells if not cell.is_blank]
        return tuple(self._mended(field, line) for cell in self._undoubled(field, printed) for line in cell.lines)

    def heading(self, cells: Sequence[Cell]) -> str:
        """The title of a heading row on one line, also one set in a capital font."""
        title = " ".join(self.lines(Field.TITLE, cells))
        mend = capital_font_mend(title)
        return self._repaired(Field.TITLE, mend) if mend else title

    def paragraphs(self, field: Field, cells: Sequence[Cell]) -> tuple[str, ...]:
        """The paragraphs of a field; a sentence broken over two lines is one paragraph."""
        joined: list[str] = []
        lines = self.lines(field, cells)
        if len(lines) > _MOST_LINES or sum(map(len, lines)) > _LONGEST_FIELD:
            return lines
        for line in lines:
            if joined and _continues(joined[-1], line):
                was = f"{joined[-1]}\n{line}"
                now = f"{joined[-1]} {line}"
                if not self._review.is_refused(self._path, field, RepairReason.SPLIT_LINE, was):
                    joined[-1] = self._review.repair(self._path, field, RepairReason.SPLIT_LINE, was, now)
                    continue
            joined.append(line)
        return tuple(joined)

    def _undoubled(self, field: Field, printed: list[Cell]) -> list[Cell]:
        distinct = [
            cell
            for place, cell in enumerate(printed)
            if place == 0 or not is_same_text(cell.text, printed[place - 1].text)
        ]
        if len(distinct) == len(printed):
            return printed
        was, now = (" | ".join(" ".join(cell.lines) for cell in cells) for cells in (printed, distinct))
        if self._review.is_refused(self._path, field, RepairReason.DOUBLED_CELL, was):
            return printed
        self._review.repair(self._path, field, RepairReason.DOUBLED_CELL, was, now)
        return distinct

    def _mended(self, field: Field, line: str) -> str:
        for mend in _mends(line):
            line = line.replace(mend.was, self._repaired(field, mend), 1)
        return line

    def _repaired(self, field: Field, mend: Mend) -> str:
        text = self._review.repair(self._path, field, mend.why, mend.was, mend.now)
        if not mend.is_certain and text == mend.now:
            self._review.doubt(self._path, field, DoubtKind.UNCERTAIN_REPAIR, mend.now)
        return text


@lru_cache(maxsize=4_096)
def _mends(line: str) -> tuple[Mend, ...]:
    """The mends of a line; a long table prints the same units and deadlines again and again."""
    return tuple(mends(line))


def _continues(above: str, line: str) -> bool:
    """Whether a line goes on with the sentence above: no bullet, a small letter, and no sentence ended."""
    return not BULLET.match(line) and line[0].islower() and not above.endswith(_SENTENCE_END)
