"""A table of who gets which task, pasted or kept in a file: its columns are found, nothing is judged yet."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.errors import NotAPlan, UnsupportedDocument
from desktop.importing.document import Cover, Table
from desktop.importing.readers.compound_file import COMPOUND
from desktop.importing.readers.formats import open_document
from desktop.importing.readers.package_check import ZIP
from desktop.importing.readers.text_dump import decode_text
from desktop.importing.readers.web_page import is_web_page, read_web_page
from desktop.jobs import Job
from desktop.text import collapse, search_key

MOST_ROWS: Final = 20_000
LEAD_WORD, SUPPORT_WORD = "chủ trì", "phối hợp"
_HEADER_WITHIN: Final = 12
_NUMBER: Final = re.compile(r"(?:[ivxlcdm]{1,7}|[a-z]|[0-9]{1,4})(?:[\s./-]+(?:[ivxlcdm]{1,7}|[a-z]|[0-9]{1,4}))*\.?")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")


class TableColumn(StrEnum):
    """What a column says; `lead` and `support` name units and their role at once."""

    TASK = "task"
    UNIT = "unit"
    ROLE = "role"
    LEAD = "lead"
    SUPPORT = "support"


_HEADS: Final[Mapping[TableColumn, frozenset[str]]] = {
    TableColumn.TASK: frozenset(
        ("nhiem vu", "so nhiem vu", "nhiem vu so", "ma nhiem vu", "duong dan", "duong dan nhiem vu", "muc", "so muc")
    ),
    TableColumn.UNIT: frozenset(
        ("don vi", "ma don vi", "ten don vi", "don vi thuc hien", "don vi nhan", "don vi duoc giao", "co quan")
    ),
    TableColumn.ROLE: frozenset(("vai tro",)),
    TableColumn.LEAD: frozenset(("chu tri", "don vi chu tri", "co quan chu tri", "ma don vi chu tri")),
    TableColumn.SUPPORT: frozenset(("phoi hop", "don vi phoi hop", "co quan phoi hop", "ma don vi phoi hop")),
}
_RUNNING: Final = frozenset(("stt", "tt", "so", "so tt", "so thu tu", "so thu tu nhiem vu"))
"""A running number is the task's number only where no other column is."""
ROLE_SPELLINGS: Final = frozenset(("chu tri", "ct", "phoi hop", "ph", "lead", "support"))


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What a person wrote in one row: the task, its units, their role (blank: they lead); `where` names the row."""

    task: str
    unit: str
    role: str = ""
    where: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not (self.task or self.unit or self.role)


@dataclass(frozen=True, slots=True)
class AssignmentTable:
    """The rows of a table, the columns that are not used, by their heads, and the lines that stand outside it."""

    rows: tuple[TypedRow, ...]
    ignored: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    cells: tuple[str, ...]
    where: str


def read_assignment_table(data: bytes, *, name: str, job: Job | None = None) -> AssignmentTable:
    """The table in a file, a workbook or any text with tabs, semicolons or commas between its cells.

    Raises UnsupportedDocument, and NotAPlan (`empty`) where there is no table.
    """
    is_page = is_web_page(data)
    if is_page or data.startswith((ZIP, COMPOUND)):
        document = read_web_page(data, name=name) if is_page else open_document(data, name=name, job=job)
        tables = sorted(document.tables, key=lambda table: len(table.rows), reverse=True)
        if not tables:
            raise NotAPlan(name, "empty")
        outside = tuple(paragraph.text for paragraph in document.paragraphs)
        return _of_lines(list(_table_lines(tables[0])), name, outside)
    return read_pasted_table(decode_text(data, name=name), name=name)


def read_pasted_table(text: str, *, name: str = "") -> AssignmentTable:
    """The table in a pasted text.

    Raises NotAPlan (`empty`) where there is none, UnsupportedDocument (`too_many_rows`, `huge_cell`).
    """
    reader = csv.reader((match.group() for match in _LINE.finditer(text)), delimiter=_separator(text))
    lines = []
    try:
        for cells in reader:
            kept = tuple("\n".join(map(collapse, cell.strip().splitlines())) for cell in cells)
            lines.append(_Line(kept, f"dòng {reader.line_num}"))
            if len(lines) > MOST_ROWS:
                raise UnsupportedDocument(name, "too_many_rows")
    except csv.Error as error:
        raise UnsupportedDocument(name, "huge_cell") from error
    return _of_lines(lines, name, ())


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return next((sign for sign in "\t;" if sign in (text if sign == "\t" else first)), ",")


def _table_lines(table: Table) -> Iterator[_Line]:
    """The rows of a document's table; a cell that is merged with the one above says the same."""
    above: tuple[str, ...] = ()
    for row in table.rows:
        cells = tuple(
            above[place] if cell.cover is Cover.ABOVE and place < len(above) else cell.text
            for place, cell in enumerate(row.cells)
        )
        above = cells
        yield _Line(cells, row.where or f"dòng {row.source.first}")


def _of_lines(lines: Sequence[_Line], name: str, outside: tuple[str, ...]) -> AssignmentTable:
    lines = [line for line in lines if any(line.cells)]
    if not lines or len(lines) > MOST_ROWS:
        raise UnsupportedDocument(name, "too_many_rows") if lines else NotAPlan(name, "empty")
    for place, line in enumerate(lines[:_HEADER_WITHIN]):
        columns = _by_heads(line.cells)
        if columns:
            above = tuple(" ".join(filter(None, one.cells)) for one in lines[:place])
            used = set(columns.values())
            ignored = tuple(cell for number, cell in enumerate(line.cells) if cell and number not in used)
            return AssignmentTable(_rows(lines[place + 1 :], columns), ignored, (*outside, *above))
    stray = tuple(TypedRow(text, "") for text in outside)  # without heads nobody can tell them from rows
    return AssignmentTable((*stray, *_rows(lines, _by_contents(lines))))


def _by_heads(cells: Sequence[str]) -> dict[TableColumn, int] | None:
    """The columns a row of heads names; None where it is no such row."""
    keys = [search_key(cell).strip(" .:()") for cell in cells]
    found: dict[TableColumn, int] = {}
    for column, heads in _HEADS.items():
        place = next((number for number, key in enumerate(keys) if key in heads), None)
        if place is not None:
            found[column] = place
    running = next((number for number, key in enumerate(keys) if key in _RUNNING), None)
    if TableColumn.TASK not in found and running is not None:
        found[TableColumn.TASK] = running
    named = found.keys() & {TableColumn.UNIT, TableColumn.LEAD, TableColumn.SUPPORT}
    return found if TableColumn.TASK in found and named else None


def _by_contents(lines: Sequence[_Line]) -> dict[TableColumn, int]:
    """Without heads: roles and numbers are told by their look, and what is left are the units."""
    width = max(len(line.cells) for line in lines)
    numbers, roles = [0] * width, [0] * width
    for line in lines:
        for place, cell in enumerate(line.cells):
            key = search_key(cell)
            numbers[place] += bool(_NUMBER.fullmatch(key))
            roles[place] += key in ROLE_SPELLINGS
    task = max(range(width), key=lambda place: (numbers[place], -place))
    role = max(range(width), key=lambda place: (place != task, roles[place], -place))
    rest = [place for place in range(width) if place != task and not (place == role and roles[role])]
    found = {TableColumn.TASK: task}
    if rest:
        found[TableColumn.UNIT] = rest[0]
    if width > 1 and roles[role] and role != task:
        found[TableColumn.ROLE] = role
    elif len(rest) > 1:
        found[TableColumn.ROLE] = rest[1]
    return found


def _rows(lines: Sequence[_Line], columns: Mapping[TableColumn, int]) -> tuple[TypedRow, ...]:
    return tuple(row for line in lines for row in _rows_of(line, columns) if not row.is_blank)


def _rows_of(line: _Line, columns: Mapping[TableColumn, int]) -> Iterator[TypedRow]:
    def at(column: TableColumn) -> str:
        place = columns.get(column, -1)
        return line.cells[place] if 0 <= place < len(line.cells) else ""

    task = at(TableColumn.TASK)
    lead, support = at(TableColumn.LEAD), at(TableColumn.SUPPORT)
    if TableColumn.UNIT in columns or not (lead or support):
        yield TypedRow(task, at(TableColumn.UNIT), at(TableColumn.ROLE), line.where)
    if lead:
        yield TypedRow(task, lead, LEAD_WORD, line.where)
    if support:
        yield TypedRow(task, support, SUPPORT_WORD, line.where)
