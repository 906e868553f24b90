"""Recognising the columns of a plan table by the words of its header."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from desktop.importing.document import Cover, Row
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


_LONGEST_HEADER: Final = 90
_DOERS: Final = (
    r"(?:cac )?(?:co quan|don vi|bo phan|phong|(?<!van )ban|to chuc|ca nhan|nguoi|can bo|dia phuong|lanh dao)"
)
_DOES: Final = (
    r"(?:thuc hien|phu trach|chiu trach nhiem|dau moi|duoc giao|tham muu|trien khai|giai quyet|xu ly|soan thao|trinh)"
)
_HEADER_WORDS: Final = tuple(
    (re.compile(words), field, rank)
    for words, field, rank in (
        (r"(?:so )?(?:tt|thu tu)|s ?t ?t|so|#|no|muc|muc so", Field.NUMBER, 0),
        (r".*\bchu tri\b.*", Field.LEAD, 0),
        (r".*\bphoi hop\b.*", Field.SUPPORT, 0),
        (rf".*\b{_DOERS}\b.*\b{_DOES}\b.*", Field.LEAD, 1),
        (r"(?:don vi|co quan)(?: co)? (?:lien quan|tham gia|ho tro)", Field.SUPPORT, 1),
        (r"(?:phan cong|trach nhiem|dau moi)(?: (?:nhiem vu|thuc hien|cong viec|to chuc thuc hien))*", Field.LEAD, 2),
        (r"chiu trach nhiem(?: chinh| thuc hien)?|(?:don vi|co quan) to chuc", Field.LEAD, 2),
        (r"(?:thoi han|han|thoi gian|thoi diem|lo trinh)\b.*", Field.DEADLINE, 0),
        (r"(?:tien do|ngay hoan thanh|hoan thanh|ke hoach thoi gian|moc thoi gian|nam thuc hien|giai doan)\b.*",
         Field.DEADLINE, 1),
        (r"(?:ngay )?(?:bat dau|ket thuc)|tu(?: ngay)?|den(?: ngay)?|han (?:xu ly|hoan thanh)", Field.DEADLINE, 2),
        (r"(?:du kien )?(?:cac )?(?:san pham|dau ra)\b.*", Field.PRODUCT, 0),
        (r"(?:du kien )?(?:ket qua|chi so|yeu cau (?:san pham|ket qua|dau ra))\b.*", Field.PRODUCT, 1),
        (r"(?:ten |noi dung |danh muc )?(?:cac )?(?:nhiem vu|cong viec)\b.*|noi dung\b.*", Field.TITLE, 0),
        (r"ten (?:viec|hoat dong)\b.*|dau viec\b.*|hang muc\b.*|viec can lam", Field.TITLE, 0),
        (r"(?:muc tieu|giai phap|nhom|linh vuc|chuong trinh)\b.*", Field.TITLE, 1),
        (r"(?:viec|hoat dong|cac hoat dong)\b.*", Field.ACTIVITIES, 0),
        (r"(?:ten )?(?:de an|du an|van ban|chuyen de|bao cao)\b.*", Field.TITLE, 2),
        (r"(?:co quan|don vi|bo phan|co quan don vi)", Field.LEAD, 3),
    )
)  # fmt: skip
_PERIOD: Final = re.compile(
    r"\s(?P<period>(?:năm\s+)?20\d{2}|(?:quý|tháng)\s+[IVX\d]{1,4}\s*/\s*20\d{2})$", re.IGNORECASE
)
_BEGINS: Final = re.compile(r".*\b(?:bat dau|tu(?: ngay)?)")
_ENDS: Final = re.compile(r".*\b(?:ket thuc|hoan thanh|den(?: ngay)?)")
_PARENTHESIS: Final = re.compile(r"\([^()]*\)")
_COLUMN_NUMBER: Final = re.compile(r"\(?(?:[0-9]{1,2}|[A-Za-z])\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """The header rows of a table: where they stand, what each column is called and holds."""

    first: int
    height: int
    names: tuple[str, ...]
    fields: tuple[Field | None, ...]
    is_chosen: bool = False

    @property
    def known(self) -> int:
        """How many columns were recognised."""
        return sum(field not in {None, Field.EXTRA} for field in self.fields)


def field_named(name: str) -> Field | None:
    """The field that a printed name stands for, as in a header; None for other words."""
    found = _header_field(name)
    return found[0] if found else None


def period_of(name: str) -> str:
    """The period that a column below «Lộ trình» stands for: «2025», «Quý I/2025»; "" for any other column."""
    found = _PERIOD.search(name)
    return found["period"] if found and field_named(name[: found.start()].strip()) is Field.DEADLINE else ""


def layout_of(names: Iterable[str]) -> str:
    """The key of a header: its names without marks and letter case."""
    return "|".join(map(search_key, names))


def header_at(rows: Sequence[Row], place: int) -> Header | None:
    """The header that begins with this row, also over two rows; None where it is none."""
    names = names_at(rows, place)
    if len(set(names)) < 2 or not any(map(_header_field, names)):
        # One text over all columns is a heading, even where its words are those of a column and a header follows.
        return None
    one = _header(rows, place, 1, names)
    below = _below(rows, place, names)
    two = _header(rows, place, 2, below) if below else None
    if two and (one is None or two.known >= one.known):
        return two
    return one


def is_header_row(row: Row, header: Header) -> bool:
    """Whether a row below the header prints it again, or numbers the columns: «(1) (2) (3)»."""
    first = next((cell for cell in row.cells if cell.lines), None)
    if first is None or len(first.lines[0]) > _LONGEST_HEADER:
        return False
    texts = [cell.text for cell in row.cells if cell.lines]
    if len(texts) >= 3 and all(len(text) < 9 and _COLUMN_NUMBER.fullmatch(text) for text in texts):
        return len(set(texts)) == len(texts) and texts[0].strip("()") in {"1", "A", "a"}
    is_like = any(name.endswith(first.lines[-1]) for name in header.names)
    return is_like and _repeats_names(row, header.names)


# --- the header ---------------------------------------------------------------------------------------------------


def names_at(rows: Sequence[Row], place: int) -> tuple[str, ...]:
    """What a row calls the columns; a cell merged with its left neighbour is called like it."""
    names: list[str] = []
    for cell in rows[place].cells:
        left = names[-1] if names and cell.cover is Cover.LEFT else ""
        names.append(left or " ".join(cell.lines))
    return tuple(names)


def _below(rows: Sequence[Row], place: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names over two rows: «Thời gian» above «Bắt đầu» and «Kết thúc»; empty where the next row is no such row."""
    if place + 1 >= len(rows) or len(rows[place + 1].cells) != len(names):
        return ()
    combined: list[str] = []
    parted = False
    names = _filled(names, rows[place + 1])
    for column, (name, cell) in enumerate(zip(names, rows[place + 1].cells, strict=True)):
        under = " ".join(cell.lines)
        if not under or cell.cover or is_same_text(under, name):
            combined.append(name)
            continue
        is_spanned = name in {*names[:column], *names[column + 1 :]} or not name
        if not is_spanned or len(under) > _LONGEST_HEADER:
            return ()
        combined.append(f"{name} {under}".strip())
        parted = True
    return tuple(combined) if parted else ()


def _filled(names: tuple[str, ...], below: Row) -> tuple[str, ...]:
    """The names, each also over the blanks on its right that have names of their own below, as a text prints them."""
    filled: list[str] = []
    for column, name in enumerate(names):
        is_under_left = not name and filled and below.cells[column].lines and below.cells[column - 1].lines
        filled.append(filled[-1] if is_under_left else name)
    return tuple(filled)


def _header(rows: Sequence[Row], place: int, height: int, names: tuple[str, ...]) -> Header | None:
    own = tuple(" ".join(cell.lines) for cell in rows[place + height - 1].cells) if height > 1 else ()
    found = [_header_field(name) for name in names]
    for column, under in enumerate(own):
        if under and names[column] != under and (below := _header_field(under)):
            found[column] = below
    if _lists_things(names, found):
        return None
    fields = _with_things(_without_rivals(names, found))
    if Field.TITLE in fields and (Field.LEAD in fields or Field.DEADLINE in fields):
        return Header(place, height, names, fields)
    return None


def _lists_things(names: tuple[str, ...], found: Sequence[tuple[Field, int] | None]) -> bool:
    """Whether the rows are things by their names, with a field of their kind: «Tên thủ tục», «Lĩnh vực»."""
    is_named = any(
        one is None and search_key(name).startswith(("ten ", "ho ")) for name, one in zip(names, found, strict=True)
    )
    if any(one and one[0] is Field.SUPPORT for one in found):
        return False
    return is_named and not any(one and one[0] in {Field.TITLE, Field.ACTIVITIES} and one[1] == 0 for one in found)


def _with_things(fields: tuple[Field | None, ...]) -> tuple[Field | None, ...]:
    """Where a header says who does it, with whom and when, but not what, the first other column holds the work."""
    if (
        Field.TITLE in fields
        or not {Field.LEAD, Field.SUPPORT, Field.DEADLINE} <= {*fields}
        or Field.EXTRA not in fields
    ):
        return fields
    first = fields.index(Field.EXTRA)
    return (*fields[:first], Field.TITLE, *fields[first + 1 :])


def _header_field(name: str) -> tuple[Field, int] | None:
    return _known_field(name) if 0 < len(name) <= _LONGEST_HEADER else None


@lru_cache(maxsize=4096)
def _known_field(name: str) -> tuple[Field, int] | None:
    key = search_key(_PARENTHESIS.sub(" ", name)).strip(" .:*-/")
    key = re.sub(r"[,/&]| va ", " ", key)
    key = re.sub(r"\s+", " ", key).strip()
    return next(((field, rank) for words, field, rank in _HEADER_WORDS if words.fullmatch(key)), None)


def _without_rivals(names: tuple[str, ...], found: Sequence[tuple[Field, int] | None]) -> tuple[Field | None, ...]:
    """One column, or one printed over several, per field; the others are kept as extra columns."""
    best: dict[Field, tuple[int, int]] = {}
    for column, one in enumerate(found):
        if one:
            best[one[0]] = min(best.get(one[0], (one[1], column)), (one[1], column))
    fields: list[Field | None] = []
    for name, one in zip(names, found, strict=True):
        if one is None:
            fields.append(Field.EXTRA)
            continue
        _, column = best[one[0]]
        fields.append(one[0] if is_same_text(names[column], name) else Field.EXTRA)
    return _with_work(names, found, _with_spans(names, found, fields))


def _with_spans(
    names: tuple[str, ...], found: Sequence[tuple[Field, int] | None], fields: list[Field | None]
) -> list[Field | None]:
    """Begin and end of the time in two columns, or a column per period below «Lộ trình», are the deadline together."""
    times = [column for column, one in enumerate(found) if one and one[0] is Field.DEADLINE]
    keys = {column: search_key(names[column]) for column in times}
    begins = [column for column in times if _BEGINS.fullmatch(keys[column])]
    ends = [column for column in times if _ENDS.fullmatch(keys[column])]
    periods = [column for column in times if period_of(names[column])]
    together = [begins[0], ends[0]] if begins and ends else periods if len(periods) > 1 else []
    if not together:
        return fields
    return [
        Field.DEADLINE if column in together else Field.EXTRA if column in times else field
        for column, field in enumerate(fields)
    ]


def _with_work(
    names: tuple[str, ...], found: Sequence[tuple[Field, int] | None], fields: list[Field | None]
) -> tuple[Field | None, ...]:
    """Settle the columns that say what is to be done: one is the title; of two, the second holds the activities."""
    work = [column for column, one in enumerate(found) if one and one[0] in {Field.TITLE, Field.ACTIVITIES}]
    strong = [column for column in work if (found[column] or (None, 9))[1] < 2]
    work = strong or work[:1]
    distinct = [column for place, column in enumerate(work) if place == 0 or names[column] != names[work[place - 1]]]
    for column, one in enumerate(found):
        if one and one[0] in {Field.TITLE, Field.ACTIVITIES}:
            fields[column] = Field.EXTRA
    if distinct:
        title = distinct[0]
        second = next((column for column in distinct[1:]), None)
        if second is not None and found[title] == (Field.ACTIVITIES, 0):
            title, second = second, title
        for column in work:
            if is_same_text(names[column], names[title]):
                fields[column] = Field.TITLE
            elif second is not None and is_same_text(names[column], names[second]):
                fields[column] = Field.ACTIVITIES
    return tuple(fields)


def _repeats_names(row: Row, names: tuple[str, ...]) -> bool:
    if len(row.cells) != len(names):
        return False
    pairs = [(" ".join(cell.lines), name) for cell, name in zip(row.cells, names, strict=True)]
    printed = [(text, name) for text, name in pairs if text]
    same = sum(is_same_text(text, name) for text, name in printed)
    return same == len(printed) or (same >= 3 and all(name.endswith(text) for text, name in printed))
