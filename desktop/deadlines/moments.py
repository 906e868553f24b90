"""The days that a printed moment names: «22/02/2021», «Quý II/2021», «6 tháng đầu năm 2025», «2022-2025».

All patterns are matched against the text in small letters without marks. Wording that is close to a moment but not
one (two digits lost, days that do not exist, «đầu năm 2025», «tuần 2 tháng 6/2025») is no moment.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop.deadlines.deadline import DeadlineKind

_YEAR: Final = r"((?:19|2\d)\d{2})(?!\d)"
_BARE_YEAR: Final = r"((?:19|20)\d{2})(?![\d/]|\s*/)"
_NUMBER: Final = r"(?<![\d/])(\d{1,2})"
_QUARTER: Final = r"(iv|i{1,3}|0?[1-4])(?![\da-z])"
_OF_YEAR: Final = r"(?:\s*[/.,–-]\s*(?:nam\s*)?|\s*(?:cua\s+)?nam\s*|\s+)"
_AND: Final = r"\s*(?:[,&+;]|\bva\b|\bhoac\b)\s*"
_UP_TO: Final = r"\s*(?:,\s*)?(?:[-–—~→]|(?:cho\s+)?(?:den|toi)\b)\s*(?:het\s+)?(?:ngay\s+)?"
_THE_QUARTER: Final = r"\b(?:qu[yi]|q)\s*(?:\.\s*)?"
_DAY_MONTH: Final = r"(\d{1,2})\s*(?:/|thang)\s*(\d{1,2})"
_MONTH_YEAR: Final = rf"(?:\s*/\s*|\s*,?\s*nam\s*){_YEAR}"
_DAYS: Final = "|".join(
    rf"{_NUMBER}{gap}{sign}{gap}(\d{{1,2}}){gap}{sign}{gap}{_YEAR}"
    for sign, gap in (("/", r"\s*"), (r"\.", ""), ("-", r"\s*"))
)
_FORMS: Final = {
    "iso_day": rf"(?<![\d/-]){_YEAR}-(\d{{2}})-(\d{{2}})(?!\d)",
    "days_of_month": rf"(?:ngay\s*)?{_NUMBER}{_UP_TO}(\d{{1,2}})\s*(?:/|thang)\s*(\d{{1,2}}){_MONTH_YEAR}",
    "days_of_year": rf"(?:ngay\s*)?(?<![\d/]){_DAY_MONTH}{_UP_TO}{_DAY_MONTH}{_MONTH_YEAR}",
    "day": rf"(?:ngay\s*)?(?:{_DAYS})",
    "long_day": rf"(?:ngay\s*)?(?<!tuan )(?<!thu ){_NUMBER}\s*thang\s*(\d{{1,2}}){_MONTH_YEAR}",
    "part_of_year": rf"(?<![\d/])(\d{{1,2}}\s*thang|sau\s*thang|nua)\s*(dau|cuoi)\s*(?:cua\s*)?(?:nam\s*)?{_YEAR}",
    "months": rf"(?:thang\s*|\bt\.?)(\d{{1,2}}){_UP_TO}(?:thang\s*|t\.?)?(\d{{1,2}}){_OF_YEAR}{_YEAR}",
    "month": rf"(?:thang\s*|\bt\.?)(\d{{1,2}})(?:{_AND}(?:thang\s*|t)?\d{{1,2}}(?!\d))*{_OF_YEAR}{_YEAR}",
    "quarters": rf"{_THE_QUARTER}{_QUARTER}{_UP_TO}(?:{_THE_QUARTER})?{_QUARTER}{_OF_YEAR}{_YEAR}",
    "quarter": rf"{_THE_QUARTER}{_QUARTER}(?:{_AND}(?:{_THE_QUARTER})?{_QUARTER.replace('(iv', '(?:iv')})*"
    rf"{_OF_YEAR}{_YEAR}",
    "bare_month": rf"(?<![\d/.-])(\d{{1,2}})(?:\s*/\s*|[.-]){_YEAR}(?!\s*/)",
    "cut_years": r"(?:nam\s+)?(?<![\d/.-])(20\d{2})\s*[-–]\s*(0\d{2}|1[3-9]|[2-9]\d)(?![\d/.-])",
    "long_year": rf"nam\s+{_YEAR}(?!\s*/)",
    "year": rf"(?<![\d/]){_BARE_YEAR}",
}
_MOMENT: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _FORMS.items()))
_FROM_TO: Final = re.compile(_UP_TO)
_DOCUMENT: Final = re.compile(
    r"\b\d[\d.]*\s*/\s*(?:\d{4}\s*/\s*)?(?=[a-z-]*[a-z])[a-z][\w-]*"
    r"(?:\s*,?\s*ngay\s*\d{1,2}\s*(?:[/.-]|thang)\s*\d{1,2}\s*(?:[/.-]|nam)\s*\d{4})?"
)
_TOUCHED_BEFORE: Final = re.compile(r"\d(?:\s*[-–/]\s*|\.)$")
_TOUCHED_BEHIND: Final = re.compile(r"(?:\s*[-–/]\s*|\.)\d")
_VAGUE: Final = re.compile(
    r"(?<!bat )(?<!tu )\b(?:dau|giua)\s*(?:cua\s*)?$"
    r"|\b(?:thang|qu[yi]|tuan)\s+(?:thu\s+)?\w{1,6}\s*[,.]?\s*(?:cua\s*)?$"
)
_BEFORE: Final = re.compile(r"(?<!\w)truoc\s*$")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """The first and the last day a printed moment names, and where its words stand.

    `is_before` says that «trước» stands right before it; `is_guess` that a digit was missing.
    """

    kind: DeadlineKind
    first: date
    last: date
    begin: int
    end: int
    is_before: bool = False
    is_guess: bool = False


def moments_in(key: str) -> list[Moment]:
    """The moments of a text that was folded for comparison, in printed order; none at all where one is unsure."""
    plain = _DOCUMENT.sub(lambda found: " " * len(found[0]), key)
    try:
        return [_read(plain, found) for found in _matches(plain)]
    except ValueError:
        return []


def is_range(between: str) -> bool:
    """Whether the words between two moments make a range of them: «-», «đến», «đến hết ngày»."""
    return _FROM_TO.fullmatch(between) is not None


def _matches(key: str) -> Iterator[re.Match[str]]:
    """The matches, of which none may touch a number that belongs to no moment; ValueError where one does."""
    found = list(_MOMENT.finditer(key))
    for place, match in enumerate(found):
        before = found[place - 1].end() if place else 0
        behind = found[place + 1].start() if place + 1 < len(found) else len(key)
        is_touched = _TOUCHED_BEFORE.search(key, before, match.start()) or _TOUCHED_BEHIND.match(
            key, match.end(), behind
        )
        if is_touched or _VAGUE.search(key, before, match.start()):
            raise ValueError(key)
        yield match


def _read(key: str, found: re.Match[str]) -> Moment:
    """The moment of one match; ValueError for a day or month that does not exist."""
    form = str(found.lastgroup)
    numbers = [part for part in found.groups() if part is not None][1:]
    kind, first, last = _days(form, numbers)
    is_before = _BEFORE.search(key, 0, found.start()) is not None
    if is_before and kind in {DeadlineKind.MONTH, DeadlineKind.QUARTER, DeadlineKind.YEAR}:
        last = first - _ONE_DAY
        first = _first_day(kind, last)
    return Moment(kind, first, last, found.start(), found.end(), is_before, form == "cut_years")


def _days(form: str, numbers: list[str]) -> tuple[DeadlineKind, date, date]:
    """Kind, first and last day; the year stands last, but for the ISO form."""
    if form == "iso_day":
        numbers.reverse()
    if form == "cut_years":
        return _of_years(int(numbers[0]), int(numbers[0][:2] + numbers[1][-2:]))
    if form == "part_of_year":
        return _part_of_year(numbers[0], numbers[1], int(numbers[2]))
    year, values = int(numbers[-1]), [_QUARTERS.get(part) or int(part) for part in numbers[:-1]]
    if form in {"year", "long_year"}:
        return DeadlineKind.YEAR, date(year, 1, 1), date(year, 12, 31)
    if form in {"quarter", "quarters"}:
        kind = DeadlineKind.QUARTER if form == "quarter" else DeadlineKind.RANGE
        return kind, date(year, values[0] * 3 - 2, 1), _last_day(year, values[-1] * 3)
    if form in {"month", "months", "bare_month"}:
        kind = DeadlineKind.RANGE if form == "months" else DeadlineKind.MONTH
        return kind, date(year, values[0], 1), _last_day(year, values[-1])
    last = date(year, values[-1], values[-2])
    if form == "days_of_month":
        return DeadlineKind.RANGE, last.replace(day=values[0]), last
    if form == "days_of_year":
        return DeadlineKind.RANGE, date(year, values[1], values[0]), last
    return DeadlineKind.DATE, last, last


def _of_years(first: int, last: int) -> tuple[DeadlineKind, date, date]:
    return DeadlineKind.RANGE, date(first, 1, 1), date(last, 12, 31)


def _part_of_year(length: str, end: str, year: int) -> tuple[DeadlineKind, date, date]:
    """«6 tháng đầu năm», «9 tháng đầu năm», «nửa cuối năm»: a range of whole months."""
    months = int(length.split("thang")[0]) if length[0].isdigit() else 6
    first, last = (1, months) if end == "dau" else (13 - months, 12)
    return DeadlineKind.RANGE, date(year, first, 1), _last_day(year, last)


def _last_day(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def _first_day(kind: DeadlineKind, last: date) -> date:
    months = {DeadlineKind.MONTH: 1, DeadlineKind.QUARTER: 3, DeadlineKind.YEAR: 12}[kind]
    return date(last.year, last.month - months + 1, 1)
