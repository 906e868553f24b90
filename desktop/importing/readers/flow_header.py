"""The header of a table that was written one cell per line: its column names stand under one another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from desktop.importing.columns import Field, field_named
from desktop.importing.programme import is_hour
from desktop.importing.readers.flow_lines import NUMBER_ALONE
from desktop.text import collapse, search_key


class Column(StrEnum):
    """What sort of value the cells of a column hold, which is what tells the cells of a flow apart."""

    NUMBER = "number"
    WORK = "work"
    PRODUCT = "product"
    DEADLINE = "deadline"
    LEAD = "lead"
    SUPPORT = "support"
    EXTRA = "extra"
    ANY = "any"
    """A column of a name that no usual plan has: it may hold anything."""


_Name = tuple[Column, str, int]
NUMBER_FIRST: Final = "#"
_LONGEST_NAME: Final = 60
_MOST_COLUMNS: Final = 16
_MOST_WORDS: Final = 40
_FIRST_WORD: Final = re.compile(
    r"\s*(?:S?TT|Số|Thứ|Tên|Nhiệm|Nội|Giải|Mục|Công|Hoạt|Danh|Nhóm|Thời|Tháng|Ngày|Đơn|Cơ)\b", re.IGNORECASE
)
_OVER: Final = (
    (
        re.compile(r"(?:to chuc|phan cong|trach nhiem)\b.*|(?:don vi|co quan) thuc hien"),
        (re.compile(r".*\bchu tri\b.*"), re.compile(r".*\bphoi hop\b.*")),
    ),
    (
        re.compile(r"(?:thoi gian|tien do|lo trinh|ke hoach)\b.*"),
        (
            re.compile(r"(?:ngay )?(?:bat dau|tu(?: ngay)?)"),
            re.compile(r"(?:ngay )?(?:ket thuc|hoan thanh|den(?: ngay)?)"),
        ),
    ),
)
"""A name printed over two columns, and the two names below it."""
_WHO_WHAT_WHEN: Final = frozenset({Column.WORK, Column.LEAD, Column.DEADLINE})
_LONGEST_UNKNOWN: Final = 40
_FIRST_NUMBERS: Final = frozenset({"1", "01", "I", "A"})
_EXTRA: Final = re.compile(
    r"(?:ghi chu|uu tien|muc do|cap trinh|dia diem|hinh thuc|doi tuong|kinh phi|nguon kinh phi|du kien kinh phi|"
    r"nguon luc|can cu)\b.*"
)
_COLUMNS: Final = {
    Field.NUMBER: Column.NUMBER,
    Field.TITLE: Column.WORK,
    Field.ACTIVITIES: Column.WORK,
    Field.PRODUCT: Column.PRODUCT,
    Field.LEAD: Column.LEAD,
    Field.SUPPORT: Column.SUPPORT,
    Field.DEADLINE: Column.DEADLINE,
    Field.EXTRA: Column.EXTRA,
}


@dataclass(frozen=True, slots=True)
class FlowHeader:
    """The columns of a flow in printed order, their names, and the indexes of the header's lines."""

    columns: tuple[Column, ...]
    names: tuple[str, ...]
    first: int
    after: int


def flow_header(lines: Sequence[str], at: int) -> FlowHeader | None:
    """The header that begins in the line at this index: names under one another, or all in one line."""
    if len(lines[at]) > _MOST_COLUMNS * _LONGEST_NAME or not _FIRST_WORD.match(lines[at]):
        return None
    header = as_header(_unfolded(list(_names_below(lines, at))), at) or as_header(
        [(column, name, at + 1) for column, name in _names_within(lines[at])], at
    )
    if header and header.columns[0] is Column.DEADLINE and is_hour(_next_line(lines, header.after)[0]):
        return None
    return header


@lru_cache(maxsize=4096)
def column_of(name: str) -> Column | None:
    """What a column of this name holds; None where the name is no usual one."""
    if len(name) > _LONGEST_NAME:
        return None
    if _EXTRA.fullmatch(search_key(name)):
        return Column.EXTRA
    field = field_named(name)
    return _COLUMNS[field] if field else None


def as_header(found: Sequence[tuple[Column, str, int]], at: int) -> FlowHeader | None:
    """The header of these columns, each with its name and the index behind it; None where no plan has such columns."""
    columns = tuple(column for column, _, _ in found)
    is_plan = Column.WORK in columns and (Column.LEAD in columns or Column.DEADLINE in columns)
    fewest = 3 if Column.NUMBER in columns or {*columns} >= _WHO_WHAT_WHEN else 4
    if not is_plan or len(columns) < fewest or Column.NUMBER in columns[1:]:
        return None
    return FlowHeader(columns, tuple(name for _, name, _ in found), at, found[-1][2])


def _names_below(lines: Sequence[str], at: int) -> Iterator[tuple[Column, str, int]]:
    """Names line by line; a name broken over two lines is one."""
    seen: set[str] = set()
    here = at
    for _ in range(_MOST_COLUMNS):
        name, after = _next_line(lines, here)
        rest, after_rest = _next_line(lines, after) if name and not NUMBER_ALONE.fullmatch(name) else ("", after)
        column = column_of(name)
        if rest[:1].islower() or (column is None and column_of(rest) is None):
            whole = column_of(f"{name} {rest}") if rest and rest[0].isalpha() else None
            if whole:
                column, name, after = whole, f"{name} {rest}", after_rest
        if column is None and NUMBER_FIRST in seen and _may_be_name(name) and _goes_on(lines, after):
            column = Column.ANY
        if column is None or name in seen:
            return
        seen |= {name, NUMBER_FIRST} if column is Column.NUMBER else {name}
        here = _behind_doubles(lines, after, name)
        yield column, name, here


def _may_be_name(name: str) -> bool:
    """Whether a line among the names of columns may be one that no usual plan has: «Cấp trình»."""
    return 0 < len(name) <= _LONGEST_UNKNOWN and name[0].isupper() and not NUMBER_ALONE.fullmatch(name)


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Whether the header goes on below an unknown name, or ends there above the first number."""
    below = _next_line(lines, at)[0]
    return column_of(below) is not None or below.strip("(). ") in _FIRST_NUMBERS


def _unfolded(found: Sequence[_Name]) -> list[_Name]:
    """The columns in the order of their cells: names over two columns give way to those printed below them all."""
    names = list(found)
    for over, (left, right) in _OVER:
        keys = [search_key(name) for _, name, _ in names]
        place = next((n for n, key in enumerate(keys[:-2]) if over.fullmatch(key) and not left.fullmatch(key)), None)
        below = next(
            (n for n in range(len(keys) - 1) if left.fullmatch(keys[n]) and right.fullmatch(keys[n + 1])), None
        )
        if (
            place is None
            or below is None
            or below < place
            or any(names[place][1] == one for _, one, _ in names[:place])
        ):
            continue
        is_last = {*names[below:]} & {names[-1]} or place + 1 == below
        if is_last:
            end = names[-1][2]
            pair = [(column, f"{names[place][1]} {name}", end) for column, name, _ in names[below : below + 2]]
            rest = names[:below] + names[below + 2 :]
            names = [*rest[:place], *pair, *rest[place + 1 :]]
            names = [(column, name, end) for column, name, _ in names]
    return names


def _behind_doubles(lines: Sequence[str], at: int, name: str) -> int:
    """The index behind a name that was printed once per column it stands over."""
    for _ in range(_MOST_COLUMNS):
        again, after = _next_line(lines, at)
        if again != name:
            break
        at = after
    return at


def _next_line(lines: Sequence[str], at: int) -> tuple[str, int]:
    """The next line that prints something; a line that cannot be a name counts as none."""
    for here in range(at, min(at + 4, len(lines))):
        line = lines[here]
        if line and not line.isspace():
            return ("" if len(line) > _LONGEST_NAME or "\t" in line or "|" in line else collapse(line)), here + 1
    return "", at


def _names_within(line: str) -> list[tuple[Column, str]]:
    """The names of a header that a paste has put on one line; each begins with a capital letter."""
    words = line.split(maxsplit=_MOST_WORDS)
    found: list[tuple[Column, str]] = []
    here = 0
    while here < len(words):
        ends = [end for end in range(here + 1, len(words) + 1) if end == len(words) or words[end][:1].isupper()]
        fitting = [(end, column) for end in ends if (column := column_of(" ".join(words[here:end])))]
        if not fitting:
            return []
        end, column = fitting[0]
        found.append((column, " ".join(words[here:end])))
        here = end
    return found
