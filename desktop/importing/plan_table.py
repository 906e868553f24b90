"""A table of tasks: its columns and rows, and what the rows decide where the header leaves it open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.importing.columns import Field, Header, layout_of
from desktop.importing.document import Cell, Cover, Row
from desktop.importing.labels import LabelKind, leading_label, printed_label
from desktop.text import is_same_text, search_key

_FEW_GROUP_ROWS: Final = 10
_WORDS: Final = re.compile(r"[^\W\d_]{2}")
_ACTION_WORDS: Final = re.compile(r"(?:cac )?(?:cong viec|hoat dong|viec)\b.*|.*\b(?:cu the|can thuc hien|trien khai)")


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table of tasks: what each column holds, and the rows below the header.

    In a grouped table the first text column names what the rows below it belong to (a goal, a solution), the second
    one what must be done; `numbers_tasks` says that the number column then counts the work, not the groups.
    `knows_merges` says that a blank cell is blank, not merged with the one above.
    """

    fields: tuple[Field | None, ...]
    rows: tuple[Row, ...]
    unclear: tuple[str, ...]
    headers: tuple[str, ...]
    line: int
    name: str = ""
    is_grouped: bool = False
    numbers_tasks: bool = False
    knows_merges: bool = False

    @property
    def layout(self) -> str:
        """The name of the header whatever its spacing and capitals."""
        return layout_of(self.headers)


def settled(header: Header, body: tuple[Row, ...], *, line: int, name: str = "") -> PlanTable:
    """The table of a header and the rows below it; what the header leaves open is decided by the rows."""
    fields, unclear = (header.fields, []) if header.is_chosen else _with_merged_columns(header, body)
    if not header.is_chosen:
        fields = _with_words(_with_numbers(header.names, fields, body), body)
    merges = any(cell.cover for row in body for cell in row.cells)
    body = _with_repeats_merged(fields, body)
    return PlanTable(tuple(fields), body, tuple(unclear), header.names, line, name, knows_merges=merges)


def with_groups(tables: Sequence[PlanTable]) -> tuple[PlanTable, ...]:
    """The tables, those marked whose first text column gathers rows; tables of one layout are alike in this."""
    grouped = {layout for layout in {table.layout for table in tables} if _gathers(layout, tables)}
    return tuple(
        replace(table, is_grouped=True, numbers_tasks=_numbers_tasks(table))
        if table.layout in grouped
        else _with_title(table)
        for table in tables
    )


def _with_merged_columns(header: Header, body: tuple[Row, ...]) -> tuple[tuple[Field | None, ...], list[str]]:
    """Settle a header printed over two columns whose first one repeats the column before it.

    In 608/QĐ-TCHQ «Thời gian hoàn thành» stands over two columns, but the rows print «Đơn vị phối hợp» twice and
    the time once: the cells below decide.
    """
    fields, names = header.fields, header.names
    result, unclear = list(fields), []
    for place in range(1, len(fields) - 1):
        is_spanned = fields[place] is not None and names[place] == names[place + 1] and names[place] != names[place - 1]
        if not is_spanned or fields[place] is Field.EXTRA:
            continue
        if _repeats(body, place, place - 1):
            result[place] = fields[place - 1]
        elif not _repeats(body, place, place + 1):
            unclear.append(names[place])
    return tuple(result), unclear


def _with_numbers(
    names: tuple[str, ...], fields: tuple[Field | None, ...], body: tuple[Row, ...]
) -> tuple[Field | None, ...]:
    """The first column holds the numbers where no header says so and its cells are numbers."""
    if Field.NUMBER in fields or (names[0] and fields[0] not in {None, Field.EXTRA}):
        return fields
    printed = [row.cells[0].text for row in body if not row.cells[0].is_blank]
    labels = [label for text in printed if (label := printed_label(text))]
    numbered = sum(not names[0] or label.kind is not LabelKind.OTHER for label in labels)
    return (Field.NUMBER, *fields[1:]) if numbered * 2 > len(printed) else fields


def _with_words(fields: tuple[Field | None, ...], body: tuple[Row, ...]) -> tuple[Field | None, ...]:
    """A second column of work without words is none; a column that prints the only numbers is the work."""
    work = fields.index(Field.ACTIVITIES) if Field.ACTIVITIES in fields else -1
    if work >= 0 and not any(_WORDS.search(text) for text in _texts(body, work)):
        fields = (*fields[:work], Field.EXTRA, *fields[work + 1 :])
    if Field.NUMBER in fields or Field.TITLE not in fields:
        return fields
    if any(map(leading_label, _texts(body, fields.index(Field.TITLE)))):
        return fields
    others = (place for place, field in enumerate(fields) if field in {Field.PRODUCT, Field.EXTRA})
    numbered = next((place for place in others if _are_numbered(_texts(body, place))), -1)
    if numbered < 0:
        return fields
    moved = [Field.EXTRA if field is Field.TITLE else field for field in fields]
    return (*moved[:numbered], Field.TITLE, *moved[numbered + 1 :])


def _are_numbered(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and all(map(leading_label, texts))


def _texts(body: tuple[Row, ...], place: int) -> list[str]:
    return [row.cells[place].text for row in body if place < len(row.cells) and not row.cells[place].is_blank]


def _with_repeats_merged(fields: tuple[Field | None, ...], body: tuple[Row, ...]) -> tuple[Row, ...]:
    """Number and title that a row prints again like the one above, beside other work, are merged cells taken apart."""
    if Field.NUMBER not in fields or Field.TITLE not in fields:
        return body
    places = [fields.index(Field.NUMBER), fields.index(Field.TITLE)]
    rows: list[Row] = []
    above: tuple[str, ...] = ()
    for row in body:
        texts = tuple(cell.text for cell in row.cells)
        is_alike = max(places) < len(texts) == len(above)
        is_again = is_alike and all(texts[place] and texts[place] == above[place] for place in places)
        if is_again and texts != above:
            cells = (Cell((), Cover.ABOVE) if place in places else cell for place, cell in enumerate(row.cells))
            rows.append(replace(row, cells=tuple(cells)))
        else:
            rows.append(row)
        above = texts
    return tuple(rows)


def _repeats(rows: Sequence[Row], place: int, neighbour: int) -> bool:
    full = [row for row in rows if len(row.cells) > max(place, neighbour)]
    return bool(full) and all(_is_one(row.cells[place], row.cells[neighbour]) for row in full)


def _is_one(cell: Cell, neighbour: Cell) -> bool:
    return Cover.LEFT in {cell.cover, neighbour.cover} or is_same_text(cell.text, neighbour.text)


def _gathers(layout: str, tables: Sequence[PlanTable]) -> bool:
    """Whether rows without a title of their own carry activities: then the title column is that of groups."""
    alike = [table for table in tables if table.layout == layout]
    if Field.ACTIVITIES not in alike[0].fields or Field.TITLE not in alike[0].fields:
        return False
    title, activities = (alike[0].fields.index(field) for field in (Field.TITLE, Field.ACTIVITIES))
    rows = [row for table in alike for row in table.rows if len(row.cells) > max(title, activities)]
    merged = sum(row.cells[title].is_blank and not row.cells[activities].is_blank for row in rows)
    is_goal = re.match(r"(?:muc tieu|giai phap|nhom|linh vuc)", search_key(alike[0].headers[title])) is not None
    return merged > 0 and (is_goal or merged * _FEW_GROUP_ROWS >= len(rows))


def _numbers_tasks(table: PlanTable) -> bool:
    """Whether rows that go on with the group above print numbers of their own."""
    if Field.NUMBER not in table.fields:
        return False
    number, title = (table.fields.index(field) for field in (Field.NUMBER, Field.TITLE))
    later = [row for row in table.rows if len(row.cells) > max(number, title) and row.cells[title].is_blank]
    return sum(not row.cells[number].is_blank for row in later) * 2 > len(later)


def _with_title(table: PlanTable) -> PlanTable:
    """Where goals stand beside the work of each row, and gather nothing, the work is the title."""
    fields = table.fields
    if Field.ACTIVITIES not in fields or Field.TITLE not in fields:
        return table
    goal, work = (search_key(table.headers[fields.index(field)]) for field in (Field.TITLE, Field.ACTIVITIES))
    if not re.match(r"(?:muc tieu|nhom|linh vuc)", goal) or _ACTION_WORDS.fullmatch(work):
        return table
    moved = {Field.TITLE: Field.EXTRA, Field.ACTIVITIES: Field.TITLE}
    return replace(table, fields=tuple(moved.get(field, field) if field else None for field in fields))
