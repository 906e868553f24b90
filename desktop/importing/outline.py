"""The outline of a plan table: parts, sections, groups and tasks with their printed numbers and paths."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.importing.columns import Field, PlanTable
from desktop.importing.document import Cell, Lines, Row
from desktop.importing.parsed import DoubtKind, Path, RowKind
from desktop.importing.review import Review
from desktop.text import is_same_text

_ROMAN: Final = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_LETTER: Final = re.compile(r"[A-ZĐ]")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10}
_LONGEST_NUMBER: Final = 12
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row with its place in the outline and the cells of each field."""

    kind: RowKind
    number: str
    path: Path
    cells: dict[Field, tuple[Cell, ...]]
    source: Lines

    def of(self, field: Field) -> tuple[Cell, ...]:
        """The cells of a field; none where the document has no such column."""
        return self.cells.get(field, ())


def outline(tables: Iterable[PlanTable], review: Review) -> tuple[OutlineRow, ...]:
    """The rows of the tables in document order, each with its kind, number and path."""
    builder = _OutlineBuilder(review)
    for table in tables:
        for words in table.unclear:
            review.doubt((), "columns", DoubtKind.COLUMN_UNCLEAR, words)
        for row in table.rows:
            builder.add(row, table.fields)
    return _with_groups(builder.rows)


class _OutlineBuilder:
    """Follows the printed numbers down the document."""

    def __init__(self, review: Review) -> None:
        self.rows: list[OutlineRow] = []
        self._review = review
        self._part = self._section = ""
        self._numbered: Path = ()
        self._counts: dict[Path, int] = {}
        self._last: dict[Path, str] = {}

    def add(self, row: Row, fields: Sequence[Field | None]) -> None:
        """Place the next row."""
        cells = _cells_by_field(row, fields)
        number = " ".join(cell.text for cell in cells.get(Field.NUMBER, ())).strip(" .\n")
        kind, path = self._placed(number)
        if is_heading(cells):
            cells = {
                Field.TITLE: tuple(cell for field, of in cells.items() if field is not Field.NUMBER for cell in of)
            }
        if len(row.cells) != len(fields):
            self._review.doubt(path, "columns", DoubtKind.ROW_WIDTH, f"{len(row.cells)}/{len(fields)}")
        self.rows.append(OutlineRow(kind, number, path, cells, row.source))

    def _placed(self, number: str) -> tuple[RowKind, Path]:
        if self._is_part(number):
            self._part, self._section = number, ""
            return RowKind.PART, self._unique((), number, RowKind.PART)
        if _LETTER.fullmatch(number):
            self._section = number
            return RowKind.SECTION, self._unique(self._headings(with_section=False), number, RowKind.SECTION)
        if number and len(number) <= _LONGEST_NUMBER:
            self._numbered = self._unique(self._above(number), number, RowKind.TASK)
            return RowKind.TASK, self._numbered
        anchor = self._numbered or self._headings()
        path = self._counted(anchor)
        self._review.doubt(path, "number", DoubtKind.NO_NUMBER)
        return RowKind.TASK, path

    def _is_part(self, number: str) -> bool:
        """Roman numbers are parts; a lone I, V or X may also be the section after H, U or W."""
        if not number or not _ROMAN.fullmatch(number):
            return False
        return not (self._section and _letter_place(number) == _letter_place(self._section) + 1)

    def _headings(self, *, with_section: bool = True) -> Path:
        return tuple(label for label in (self._part, self._section if with_section else "") if label)

    def _above(self, number: str) -> Path:
        """The row that a dotted number stands under: the nearest one above whose number begins it."""
        headings = self._headings()
        here = self._numbered
        while len(here) > len(headings) and here[: len(headings)] == headings:
            if number.startswith(f"{here[-1]}."):
                return here
            here = here[:-1]
        return headings

    def _unique(self, above: Path, label: str, kind: RowKind) -> Path:
        path = (*above, label)
        if kind is not RowKind.TASK:
            self._numbered = ()
        if path in self._counts:
            self._review.doubt(path, "number", DoubtKind.NUMBER_REPEATED, label)
            return self._counted(path, is_sibling=True)
        self._counts[path] = 0
        before = self._last.get(above, "")
        if not _follows(before, label, is_letter=kind is RowKind.SECTION):
            self._review.doubt(path, "number", DoubtKind.NUMBER_OUT_OF_ORDER, f"{before} {label}".strip())
        self._last[above] = label
        return path

    def _counted(self, anchor: Path, *, is_sibling: bool = False) -> Path:
        """The path of a row without a label of its own: the k-th under, or beside, the row above it."""
        self._counts[anchor] = self._counts.get(anchor, 0) + 1
        label = anchor[-1] if anchor else ""
        place = self._counts[anchor] + (1 if is_sibling else 0)
        return (*(anchor[:-1] if is_sibling else anchor), f"{label}#{place}")


def is_heading(cells: dict[Field, tuple[Cell, ...]]) -> bool:
    """Whether one text fills the row: printed once, or repeated in every column the row was merged over."""
    texts = [cell.text for field, of in cells.items() if field is not Field.NUMBER for cell in of if not cell.is_blank]
    has_title = any(not cell.is_blank for cell in cells.get(Field.TITLE, ()))
    return has_title and all(is_same_text(text, texts[0]) for text in texts)


def _cells_by_field(row: Row, fields: Sequence[Field | None]) -> dict[Field, tuple[Cell, ...]]:
    cells: dict[Field, tuple[Cell, ...]] = {}
    for field, cell in zip(fields, row.cells, strict=False):
        if field is not None:
            cells[field] = (*cells.get(field, ()), cell)
    return cells


def _with_groups(rows: Sequence[OutlineRow]) -> tuple[OutlineRow, ...]:
    above = {row.path[:length] for row in rows for length in range(1, len(row.path))}
    return tuple(
        replace(row, kind=RowKind.GROUP) if row.kind is RowKind.TASK and row.path in above else row for row in rows
    )


def _follows(before: str, label: str, *, is_letter: bool) -> bool:
    """Whether a printed number is the next one of its kind; other labels may follow anything."""
    if is_letter:
        return _letter_place(label) == (_letter_place(before) if before else 0) + 1
    place = _place(label)
    return place is None or place == (_place(before) or 0) + 1


def _letter_place(label: str) -> int:
    """A is 1; what is no single letter of the alphabet stands nowhere near."""
    return _ALPHABET.find(label) + 1 if len(label) == 1 and label in _ALPHABET else -1


def _place(label: str) -> int | None:
    if label and _ROMAN.fullmatch(label):
        values = [_ROMAN_VALUES[sign] for sign in label]
        return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    last = label.rpartition(".")[2]
    return int(last) if len(last) <= _LONGEST_NUMBER and last.isdecimal() and last.isascii() else None
