"""The rows of a plan laid out as their document had them: paragraphs or tables, columns, merged cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.importing.parsed import RowKind
from desktop.importing.reading import PrintedColumn
from desktop.journal.event import EntityId
from desktop.plan_paper.columns import FIELDS, columns_of
from desktop.plan_paper.content import Block, Column, ColumnKind, PaperCell, PaperRow, PaperTable, RowLook
from desktop.plan_paper.prose import is_prose, prose
from desktop.plan_paper.remarks import Remarks
from desktop.plans.records import PrintedRow

_HEADINGS: Final = (RowKind.PART, RowKind.SECTION)
_APPENDIX: Final = "PL"

Merged = Mapping[EntityId, frozenset[str]]
"""The fields of each row whose cell was printed merged with the one above."""


@dataclass(frozen=True, slots=True)
class Source:
    """How the document printed the rows: its columns in order, none where they are not known, and its merged cells."""

    columns: tuple[PrintedColumn, ...] = ()
    merged: Merged = field(default_factory=dict)


def blocks(rows: Sequence[PrintedRow], source: Source, remarks: Remarks) -> tuple[Block, ...]:
    """The rows as paragraphs and tables; neighbouring parts of one form share a block."""
    parts = _parts(rows)
    forms = [is_prose(part) for part in parts]
    first = next((form for form in forms if form is not None), True)
    found: list[tuple[bool, str, list[PrintedRow]]] = []
    for form, part in zip(forms, parts, strict=True):
        before = found[-1][0] if found else first
        written_out = before if form is None else form
        title = part[0].title if found and _is_appendix(part) else ""
        if found and before == written_out and not title:
            found[-1][2].extend(part)
        else:
            found.append((written_out, title, part[1:] if title else part))
    return tuple(
        prose(part, remarks) if written_out else _table(part, source, remarks, title)
        for written_out, title, part in found
    )


def _parts(rows: Iterable[PrintedRow]) -> list[list[PrintedRow]]:
    parts: list[list[PrintedRow]] = []
    for row in rows:
        if not parts or row.kind is RowKind.PART:
            parts.append([])
        parts[-1].append(row)
    return parts


def _is_appendix(part: Sequence[PrintedRow]) -> bool:
    head = part[0]
    return head.kind is RowKind.PART and not head.number and head.path[0].startswith(_APPENDIX) and len(part) > 1


def _table(rows: Sequence[PrintedRow], source: Source, remarks: Remarks, title: str) -> PaperTable:
    columns = columns_of(rows, source.columns, remarks)
    lines = _lines(rows, columns)
    cells = [_cells(line, columns, remarks) for line in lines]
    covered = [_covered(lines, place, columns, source.merged) for place in range(len(lines))]
    return PaperTable(
        columns,
        tuple(
            PaperRow(
                line.look,
                tuple(PaperCell(text, _rows_of(covered, place, column)) for column, text in enumerate(cells[place])),
                _across(line, columns, cells[place]),
                line.row.entity in remarks.marked,
                line.row.is_withdrawn,
            )
            for place, line in enumerate(lines)
        ),
        title,
    )


# Rows ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: a row, and the objective it stands beside."""

    row: PrintedRow
    look: RowLook
    group: PrintedRow | None = None


def _lines(rows: Sequence[PrintedRow], columns: Sequence[Column]) -> list[_Line]:
    if not any(column.kind is ColumnKind.OBJECTIVE for column in columns):
        return [_Line(row, _look(row)) for row in rows]
    groups = {row.path: row for row in rows if row.kind is RowKind.GROUP}
    empty = groups.keys() - {row.path[:-1] for row in rows if row.is_task}
    return [
        _Line(row, _look(row), row if row.kind is RowKind.GROUP else groups.get(row.path[:-1]))
        for row in rows
        if row.kind is not RowKind.GROUP or row.path in empty
    ]


def _look(row: PrintedRow) -> RowLook:
    if row.kind in _HEADINGS:
        return RowLook.HEADING
    return RowLook.GROUP if row.kind is RowKind.GROUP else RowLook.TASK


def _cells(line: _Line, columns: Sequence[Column], remarks: Remarks) -> list[str]:
    has_objectives = any(column.kind is ColumnKind.OBJECTIVE for column in columns)
    return [_text(line, column, remarks, has_objectives=has_objectives) for column in columns]


def _text(line: _Line, column: Column, remarks: Remarks, *, has_objectives: bool) -> str:
    row = line.row
    match column.kind:
        case ColumnKind.NUMBER:
            return _number(line, has_objectives=has_objectives)
        case ColumnKind.OBJECTIVE:
            return _objective(line)
        case ColumnKind.TITLE:
            return _activity(line) if has_objectives else row.title
        case ColumnKind.ACTIVITIES:
            return "\n".join(row.activities)
        case ColumnKind.EXTRA:
            return "\n".join(each.text for each in row.extra if each.name == column.head)
        case ColumnKind.REVISION:
            return remarks.revised.get(row.entity, "")
        case ColumnKind.ASSIGNED:
            return remarks.given.get(row.entity, "")
        case _:
            return str(getattr(row, FIELDS[column.kind]))


def _number(line: _Line, *, has_objectives: bool) -> str:
    row = line.row
    if has_objectives and line.look is RowLook.HEADING and row.number.isdecimal():
        return f"Mục tiêu {row.number}: {row.title}"
    return line.group.number if line.group else row.number


def _objective(line: _Line) -> str:
    if line.look is RowLook.HEADING:
        return "" if line.row.number.isdecimal() else line.row.title
    return line.group.title if line.group else ""


def _activity(line: _Line) -> str:
    """An activity with its number, which has no column of its own."""
    row = line.row
    if line.look is not RowLook.TASK:
        return ""
    return f"{row.number}. {row.title}" if row.number else row.title


def _across(line: _Line, columns: Sequence[Column], cells: Sequence[str]) -> int | None:
    """The column whose text takes the rest of the row: in headings, and groups that say nothing else."""
    if line.look is RowLook.TASK:
        return None
    full = [place for place, text in enumerate(cells) if text]
    titles = (ColumnKind.NUMBER, ColumnKind.OBJECTIVE, ColumnKind.TITLE)
    if not full or any(columns[place].kind not in titles for place in full):
        return None
    return full[-1]


# Merged cells ----------------------------------------------------------------------------------------------


def _covered(lines: Sequence[_Line], place: int, columns: Sequence[Column], merged: Merged) -> frozenset[int]:
    """The columns of a line whose cell is one with the cell above."""
    if place == 0 or lines[place].look is not RowLook.TASK or lines[place - 1].look is not RowLook.TASK:
        return frozenset()
    line, above = lines[place], lines[place - 1]
    if line.row.is_withdrawn != above.row.is_withdrawn:
        return frozenset()
    names = merged.get(line.row.entity, frozenset())
    one_group = line.group is not None and line.group is above.group
    found = set()
    for at, column in enumerate(columns):
        if column.kind is ColumnKind.NUMBER:
            joined = one_group or ("title" in names and not line.row.number)
        elif column.kind is ColumnKind.OBJECTIVE:
            joined = one_group
        else:
            name = FIELDS.get(column.kind, "")
            joined = name in names and getattr(line.row, name) == getattr(above.row, name)
        if joined:
            found.add(at)
    return frozenset(found)


def _rows_of(covered: Sequence[frozenset[int]], place: int, column: int) -> int:
    """Over how many rows a cell is merged; 0 where the one above covers it."""
    if column in covered[place]:
        return 0
    count = 1
    while place + count < len(covered) and column in covered[place + count]:
        count += 1
    return count
