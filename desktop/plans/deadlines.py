"""Deadlines: what a printed «Thời gian hoàn thành» means, kept beside the words it was read from.

The kinds and their fields are those of a parsed plan. Where one sentence names several moments, `due` is the
first of them. What is not understood stays a condition holding the printed words: nothing is guessed.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

import msgspec

from desktop.text import collapse, search_key


class DeadlineKind(StrEnum):
    """What sort of moment a deadline names."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    RECURRING = "recurring"
    CONDITIONAL = "conditional"
    NONE = "none"


class Every(StrEnum):
    """How often a recurring task comes back."""

    CONTINUOUS = "continuous"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The meaning of a printed deadline; `start` is set for ranges only, `due` is the last day in time."""

    kind: DeadlineKind
    start: date | None = None
    due: date | None = None
    continues: bool = False
    every: Every | None = None
    condition: str | None = None


NO_DEADLINE: Final = Deadline(DeadlineKind.NONE)

_ROMAN: Final = ("I", "II", "III", "IV")
_LAST_MONTH_OF_QUARTER: Final = {"i": 3, "1": 3, "ii": 6, "2": 6, "iii": 9, "3": 9, "iv": 12, "4": 12}
_MORE_MONTHS: Final = r"(?:\s*(?:,|va|-)\s*(?:thang\s*)?\d{1,2})*"
_MORE_QUARTERS: Final = r"(?:\s*(?:,|va|-)\s*(?:quy\s+)?(?:iv|i{1,3}|[1-4]))*"
_MOMENT: Final = re.compile(
    r"(?P<day>(?:ngay\s+)?\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\b)"
    r"|(?P<long_day>\b(\d{1,2})\s+thang\s+(\d{1,2})\s*,?\s*nam\s+(\d{4})\b)"
    rf"|(?P<month>(?:\bthang\s*|\bt)(\d{{1,2}}){_MORE_MONTHS}\s*(?:[/.-]|,?\s*nam)\s*(\d{{4}})\b)"
    rf"|(?P<quarter>\bquy\s+(iv|i{{1,3}}|[1-4]){_MORE_QUARTERS}\s*(?:[/.-]|,?\s*nam)\s*(\d{{4}})\b)"
    r"|(?P<bare_month>(?<![\d/])(\d{1,2})\s*/\s*(\d{4})\b(?!\s*/))"
    r"|(?P<year>(?:nam\s+)?(?<![\d/])((?:19|20)\d{2})\b(?!\s*/))"
)
_UP_TO: Final = re.compile(r"\s*(?:-|–|den(?:\s+het)?)\s*(?:ngay\s+)?")
_FROM: Final = re.compile(r"(?:^|\s)(?:ke\s+)?tu\s+(?:ngay\s+)?$")
_CONTINUES: Final = re.compile(r"\b(?:cac|nhung) nam (?:tiep theo|sau|tiep)\b")
_RECURRENCES: Final = (
    (re.compile(r"\bhang thang\b"), Every.MONTH),
    (re.compile(r"\bhang quy\b"), Every.QUARTER),
    (re.compile(r"\bhang nam\b"), Every.YEAR),
    (re.compile(r"\b(?:thuong xuyen|lien tuc)\b"), Every.CONTINUOUS),
)
_CONDITION_WORDS: Final = re.compile(r"(?:ngay )?(?:khi|sau khi|ke tu khi|theo|tuy theo|tuy thuoc|can cu)\b")
_BRACKETED: Final = re.compile(r"\(([^()]*)\)")
_NO_DEADLINE_WORDS: Final = frozenset({"", "-", "khong thoi han"})
_EVERY_WORDS: Final = {
    Every.CONTINUOUS: "thường xuyên",
    Every.MONTH: "hàng tháng",
    Every.QUARTER: "hàng quý",
    Every.YEAR: "hàng năm",
}


@dataclass(frozen=True, slots=True)
class _Moment:
    kind: DeadlineKind
    first: date
    last: date
    begin: int
    end: int


def parse_deadline(printed: str) -> Deadline:
    """The meaning of a printed deadline; unknown wording becomes a condition that holds it."""
    text = collapse(printed)
    key = search_key(text)
    if key in _NO_DEADLINE_WORDS:
        return NO_DEADLINE
    if is_conditional_wording(text):
        return _conditional(text)
    every = recurrence_in(text)
    if every is not None:
        note = _BRACKETED.search(text)
        return Deadline(DeadlineKind.RECURRING, every=every, condition=note[1].strip() if note else None)
    try:
        moments = [_moment(found) for found in _MOMENT.finditer(key)]
    except ValueError:
        return _conditional(text)
    return _of_moments(key, moments) if moments else _conditional(text)


def is_conditional_wording(printed: str) -> bool:
    """Whether the words themselves name a condition: «khi …», «sau khi …», «theo tiến độ …», «theo yêu cầu»."""
    return _CONDITION_WORDS.match(search_key(printed)) is not None


def recurrence_in(text: str) -> Every | None:
    """How often the text says that something comes back, None where it does not.

    Also for single activities: a «thường xuyên» task may hold a list due «Hàng tháng …» (608 C.7 to C.9).
    """
    key = search_key(text)
    return next((every for words, every in _RECURRENCES if words.search(key)), None)


def describe(deadline: Deadline) -> str:
    """The deadline in short Vietnamese, readable again by `parse_deadline`."""
    tail = " và các năm tiếp theo" if deadline.continues and deadline.due else ""
    return _DESCRIPTIONS[deadline.kind](deadline) + tail


def deadline_to_json(deadline: Deadline) -> dict[str, Any]:
    """The deadline as it stands in a parsed plan: days as ISO text, null where nothing is said."""
    return dict(msgspec.to_builtins(deadline))


def deadline_from_json(value: object) -> Deadline:
    """The deadline of a parsed plan; raises `msgspec.ValidationError` for any other form."""
    return msgspec.convert(value, Deadline)


def _conditional(text: str) -> Deadline:
    return Deadline(DeadlineKind.CONDITIONAL, condition=text)


def _moment(found: re.Match[str]) -> _Moment:
    """The days from first to last of one printed moment; ValueError for a day or month that does not exist."""
    numbers = [part for part in found.groups() if part is not None][1:]
    form = str(found.lastgroup)
    year = int(numbers[-1])
    if form in {"day", "long_day"}:
        kind, first = DeadlineKind.DATE, date(year, int(numbers[1]), int(numbers[0]))
        last = first
    elif form == "quarter":
        kind, closing = DeadlineKind.QUARTER, _LAST_MONTH_OF_QUARTER[numbers[0]]
        first, last = date(year, closing - 2, 1), _last_day(year, closing)
    elif form == "year":
        kind, first, last = DeadlineKind.YEAR, date(year, 1, 1), date(year, 12, 31)
    else:
        kind, month = DeadlineKind.MONTH, int(numbers[0])
        first, last = date(year, month, 1), _last_day(year, month)
    return _Moment(kind, first, last, found.start(), found.end())


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _of_moments(key: str, moments: list[_Moment]) -> Deadline:
    first = moments[0]
    continues = _CONTINUES.search(key) is not None
    if len(moments) > 1 and _UP_TO.fullmatch(key[first.end : moments[1].begin]):
        return Deadline(DeadlineKind.RANGE, start=first.first, due=moments[1].last, continues=continues)
    if len(moments) == 1 and _FROM.search(key[: first.begin]):
        return Deadline(DeadlineKind.RANGE, start=first.first, continues=True)
    return Deadline(first.kind, due=first.last, continues=continues)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _due(deadline: Deadline) -> date:
    assert deadline.due is not None
    return deadline.due


def _range(deadline: Deadline) -> str:
    start, due = deadline.start, deadline.due
    if start and due and (start.month, start.day, due.month, due.day) == (1, 1, 12, 31):
        return f"{start.year}-{due.year}"
    return f"từ {_day(start)}" + (f" đến {_day(due)}" if due else "")


def _recurring(deadline: Deadline) -> str:
    assert deadline.every is not None
    return _EVERY_WORDS[deadline.every] + (f" ({deadline.condition})" if deadline.condition else "")


_DESCRIPTIONS: Final[dict[DeadlineKind, Callable[[Deadline], str]]] = {
    DeadlineKind.DATE: lambda deadline: _day(deadline.due),
    DeadlineKind.MONTH: lambda deadline: f"tháng {_due(deadline).month}/{_due(deadline).year}",
    DeadlineKind.QUARTER: lambda deadline: f"quý {_ROMAN[_due(deadline).month // 3 - 1]}/{_due(deadline).year}",
    DeadlineKind.YEAR: lambda deadline: f"năm {_due(deadline).year}",
    DeadlineKind.RANGE: _range,
    DeadlineKind.RECURRING: _recurring,
    DeadlineKind.CONDITIONAL: lambda deadline: deadline.condition or "",
    DeadlineKind.NONE: lambda _: "không thời hạn",
}
