"""Recognising the columns of a plan table by the words of its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.importing.document import Row, Table
from desktop.text import is_same_text, search_key


class Field(StrEnum):
    """What a column holds; the keys are the field names of a parsed row, `EXTRA` is kept under its header."""

    NUMBER = "number"
    TITLE = "title"
    ACTIVITIES = "activities"
    PRODUCT = "product"
    LEAD = "lead_text"
    SUPPORT = "support_text"
    DEADLINE = "deadline_text"
    EXTRA = "extra"


_LONGEST_HEADER: Final = 60
_HEADER_WORDS: Final = (
    (re.compile(r"(?:so )?(?:tt|thu tu)|stt"), Field.NUMBER),
    (re.compile(r".*\bphoi hop\b.*"), Field.SUPPORT),
    (re.compile(r".*\b(?:chu tri|don vi thuc hien|co quan thuc hien)\b.*"), Field.LEAD),
    (re.compile(r"(?:thoi gian|thoi han|lo trinh|tien do)\b.*"), Field.DEADLINE),
    (re.compile(r"(?:san pham|ket qua|chi so)\b.*"), Field.PRODUCT),
    (re.compile(r"(?:cong viec|hoat dong)\b.*"), Field.ACTIVITIES),
    (re.compile(r"(?:noi dung|nhiem vu|muc tieu)\b.*"), Field.TITLE),
)


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table of tasks: what each column holds, and the rows below the header."""

    fields: tuple[Field | None, ...]
    rows: tuple[Row, ...]
    unclear: tuple[str, ...]
    headers: tuple[str, ...]
    line: int

    @property
    def layout(self) -> str:
        """The name of the header whatever its spacing and capitals."""
        return "|".join(map(search_key, self.headers))


def plan_table(table: Table) -> PlanTable | None:
    """The table read as a table of tasks; None where no row is a header with a title and a lead or deadline."""
    for place, row in enumerate(table.rows):
        fields = _header_fields(row)
        if Field.TITLE in fields and (Field.LEAD in fields or Field.DEADLINE in fields):
            body = tuple(below for below in table.rows[place + 1 :] if not below.is_blank and not _is_same(below, row))
            return _with_merged_columns(row, fields, body)
    return None


def _header_fields(row: Row) -> list[Field | None]:
    fields = [_header_field(search_key(cell.text)) for cell in row.cells]
    if Field.TITLE not in fields:
        return [Field.TITLE if field is Field.ACTIVITIES else field for field in fields]
    return fields


def _header_field(key: str) -> Field | None:
    if len(key) > _LONGEST_HEADER:
        return None
    return next((field for words, field in _HEADER_WORDS if words.fullmatch(key)), None)


def _is_same(left: Row, right: Row) -> bool:
    return len(left.cells) == len(right.cells) and all(
        is_same_text(one.text, other.text) for one, other in zip(left.cells, right.cells, strict=True)
    )


def _with_merged_columns(header: Row, fields: list[Field | None], body: tuple[Row, ...]) -> PlanTable:
    """Settle a header printed over two columns whose first one repeats the column before it.

    In 608/QĐ-TCHQ «Thời gian hoàn thành» stands over two columns, but the rows print «Đơn vị phối hợp» twice and
    the time once: the cells below decide.
    """
    settled, unclear = list(fields), []
    for place in range(1, len(fields) - 1):
        if fields[place] is None or fields[place] != fields[place + 1] or fields[place] == fields[place - 1]:
            continue
        if _repeats(body, place, place - 1):
            settled[place] = fields[place - 1]
        elif not _repeats(body, place, place + 1):
            unclear.append(header.cells[place].text)
    headers = tuple(" ".join(cell.lines) for cell in header.cells)
    return PlanTable(tuple(settled), body, tuple(unclear), headers, header.source.first)


def _repeats(rows: Sequence[Row], place: int, neighbour: int) -> bool:
    full = [row for row in rows if len(row.cells) > max(place, neighbour)]
    return bool(full) and all(is_same_text(row.cells[place].text, row.cells[neighbour].text) for row in full)
