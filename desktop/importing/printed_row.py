"""What a row of a plan table prints: its number, its title, its fields, and which cells are merged with others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from desktop.importing.columns import Field, period_of
from desktop.importing.document import Cell, Cover, Row
from desktop.importing.labels import HEADING_KINDS, Label, LabelKind, leading_label, printed_label
from desktop.importing.plan_table import PlanTable
from desktop.importing.readers.flow_lines import Opening, shape_of
from desktop.text import is_same_text

Cells = Mapping[Field, tuple[Cell, ...]]
OF_THE_WORK: Final = (Field.PRODUCT, Field.LEAD, Field.SUPPORT, Field.DEADLINE)
_FEWEST_MERGED: Final = 2
_LONGEST_MARK: Final = 60
_LONGEST_NAME: Final = 120
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_CROSS: Final = re.compile(r"[xX✓✔√v*●•]")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A printed row of a plan table; cells covered from above hold what covers them."""

    row: Row
    cells: Cells
    covered: frozenset[Field]
    extra: tuple[tuple[str, Cell], ...]

    def own(self, field: Field) -> tuple[Cell, ...]:
        """The cells of a field that are printed in this very row."""
        return () if field in self.covered else tuple(cell for cell in self.cells.get(field, ()) if not cell.is_blank)


def printed_rows(table: PlanTable) -> Iterator[PrintedRow]:
    """The rows of a table, covered cells filled with what covers them."""
    above: list[Cell] = []
    periods = [
        period_of(name) if field is Field.DEADLINE else ""
        for name, field in zip(table.headers, table.fields, strict=True)
    ]
    for row in table.rows:
        cells = [
            above[place] if cell.cover is Cover.ABOVE and place < len(above) else cell
            for place, cell in enumerate(row.cells)
        ]
        above = [*cells, *above[len(cells) :]]
        by_field: dict[Field, tuple[Cell, ...]] = {}
        own: set[Field] = set()
        extra: list[tuple[str, Cell]] = []
        for place, (field, cell) in enumerate(zip(table.fields, cells, strict=False)):
            if field is Field.EXTRA:
                extra.append((table.headers[place], cell))
            elif field is not None:
                by_field[field] = (*by_field.get(field, ()), _in_words(cell, periods[place]))
                if row.cells[place].cover is not Cover.ABOVE:
                    own.add(field)
        yield PrintedRow(row, by_field, frozenset(by_field) - own, tuple(extra))


def says_work(printed: PrintedRow) -> bool:
    """Whether any words stand in a row beside its number; dots and dashes of a form to be filled in are none."""
    cells = (cell for field, of in printed.cells.items() if field is not Field.NUMBER for cell in of)
    numbers = (cell for cell in printed.cells.get(Field.NUMBER, ()) if not _is_number(cell))
    others = (*cells, *(cell for _, cell in printed.extra), *numbers)
    return any(len(cell.text) > _LONGEST_MARK or _WORD.search(cell.text) for cell in others)


def _is_number(cell: Cell) -> bool:
    label = printed_label(cell.text)
    return label is not None and label.kind is not LabelKind.OTHER


def _in_words(cell: Cell, period: str) -> Cell:
    """A cross below a period says that period."""
    return replace(cell, lines=(period,)) if period and _CROSS.fullmatch(cell.text) else cell


def number_and_title(printed: PrintedRow) -> tuple[Label | None, tuple[Cell, ...]]:
    """The number in its cell and the cells of the title; words in the number cell are a title merged over it."""
    number, title = printed.own(Field.NUMBER), printed.own(Field.TITLE)
    text = " ".join(cell.text for cell in number)
    label = printed_label(text)
    if label is None and len(text) > 1 and (not title or is_same_text(text, title[0].text)):
        return None, number
    is_heading = label is not None and label.kind in HEADING_KINDS
    return label, title or _merged_over_title(printed, is_numbered_heading=is_heading)


def _merged_over_title(printed: PrintedRow, *, is_numbered_heading: bool) -> tuple[Cell, ...]:
    """The only text of a row, where it is merged from a column further left over that of the title.

    Texts without marks of merged cells say so by the number of a heading alone.
    """
    fields = (cell for field, of in printed.cells.items() if field is not Field.NUMBER for cell in of)
    texts = [cell for cell in (*fields, *(cell for _, cell in printed.extra)) if not cell.is_blank]
    is_over_title = any(cell.cover is Cover.LEFT for cell in printed.cells.get(Field.TITLE, ()))
    return tuple(texts) if (is_over_title or is_numbered_heading) and len(texts) == 1 else ()


def without_label(cells: tuple[Cell, ...], label: Label | None) -> tuple[Label | None, tuple[Cell, ...]]:
    """The number a text begins with, and the text without it; a number of its own cell may stand there again."""
    if not cells:
        return None, cells
    found = leading_label(cells[0].lines[0])
    if found is None or (label and found[0].text.strip("()") != label.text.strip("()")):
        return None, cells
    rest = tuple(cell for cell in cells[1:] if not is_same_text(cell.text, cells[0].text))
    return found[0], (replace(cells[0], lines=(found[1], *cells[0].lines[1:])), *rest)


def repeated(printed: PrintedRow, title: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The other cells that print the text of a heading again, as a dump does for merged ones."""
    others = (cell for field, of in printed.cells.items() if field not in {Field.NUMBER, Field.TITLE} for cell in of)
    return tuple(cell for cell in others if is_same_text(cell.text, title[0].text))


def of_work(printed: PrintedRow) -> dict[Field, tuple[Cell, ...]]:
    """The cells of a row but for its number and text: product, lead, support, deadline."""
    return {field: printed.cells[field] for field in OF_THE_WORK if field in printed.cells}


def heads_rows(printed: PrintedRow, title: tuple[Cell, ...], below: PrintedRow | None) -> bool:
    """Whether a name alone in a row without a number stands as a heading above a numbered row."""
    others = [cell for _, cell in printed.extra if not cell.is_blank]
    if below is None or others or printed.own(Field.NUMBER) or len(title) != 1 or len(title[0].lines) != 1:
        return False
    text, (label, _) = title[0].text, number_and_title(below)
    is_name = len(text) <= _LONGEST_NAME and text[0].isupper() and not text.endswith((".", ";", ","))
    return is_name and label is not None and shape_of(text).opening is Opening.OTHER


def is_merged_over(printed: PrintedRow) -> bool:
    """Whether a text without a number is visibly merged over the row, or set in capitals."""
    cells = printed.row.cells
    full = [cell for cell in cells if not cell.is_blank]
    covered = sum(cell.cover is Cover.LEFT for cell in cells)
    return max(covered, len(full) - 1) >= _FEWEST_MERGED or (full[0].text.isupper() and len(cells) > _FEWEST_MERGED)
