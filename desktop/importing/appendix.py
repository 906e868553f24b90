"""Plan tables that stand as appendices: beside duties in the text, or several that each number anew."""

import re
from collections.abc import Sequence
from typing import Final

from desktop.importing.columns import Field
from desktop.importing.document import Cell, Lines, Paragraph
from desktop.importing.labels import leading_label, printed_label
from desktop.importing.outline import OutlineRow
from desktop.importing.parsed import Path, RowKind
from desktop.importing.plan_table import PlanTable
from desktop.importing.tables import PlacedTable
from desktop.text import search_key

_APPENDIX: Final = re.compile(r"phu luc\b.{0,20}|bieu so\b.{0,20}|bieu mau\b.{0,20}")
_REFERENCE: Final = re.compile(r"\s*\((?:ban hành )?kèm theo.*", re.IGNORECASE | re.DOTALL)
_MOST_TITLE_LINES: Final = 8


def tops(tables: Sequence[PlacedTable], *, has_prose: bool) -> tuple[Path, ...]:
    """The label that the rows of each table stand under: none for a table, or tables numbered on, alone."""
    places: list[int] = []
    seen: set[str] = set()
    for placed in tables:
        labels = _labels(placed.table)
        is_new = not places or (not placed.continues and not placed.headings and bool(labels[:1]) and labels[0] in seen)
        places.append((places[-1] if places else 0) + is_new)
        seen = {*labels} if is_new else {*seen, *labels}
    count = places[-1] if places else 0
    if count == 1:
        return tuple(("PL",) if has_prose else () for _ in places)
    return tuple((f"PL{place}",) for place in places)


def part_row(placed: PlacedTable, top: Path) -> OutlineRow | None:
    """The heading row of an appendix: the lines between «PHỤ LỤC» and the table; None where none are printed."""
    begin = next((n for n, one in enumerate(placed.above) if _APPENDIX.match(search_key(one.text[:60]))), None)
    lines = placed.above[begin:] if begin is not None else ()
    title = _title(lines[:_MOST_TITLE_LINES]) or placed.table.name
    if not title:
        return None
    last = placed.table.line
    source = Lines(lines[0].source.first, lines[-1].source.last) if lines else Lines(last, last)
    return OutlineRow(RowKind.PART, "", top, {Field.TITLE: (Cell((title,)),)}, source)


def _title(lines: Sequence[Paragraph]) -> str:
    texts = [_REFERENCE.sub("", one.text) for one in lines]
    if texts and _APPENDIX.fullmatch(search_key(texts[0])):
        texts = texts[1:] or texts
    return " ".join(filter(None, texts))


def _labels(table: PlanTable) -> list[str]:
    """The printed numbers of a table in its rows' order; those before a title where there is no number column."""
    column = Field.NUMBER if Field.NUMBER in table.fields else Field.TITLE
    place = table.fields.index(column)
    found = []
    for row in table.rows:
        text = row.cells[place].text if place < len(row.cells) else ""
        labelled = leading_label(text) if column is Field.TITLE else None
        label = labelled[0] if labelled else printed_label(text) if column is Field.NUMBER else None
        if label:
            found.append(label.text)
    return found
