"""Reporting periods: their keys, their words, what days they cover, and when their report is due.

Nghị định 09/2019/NĐ-CP (Điều 12) closes the data of a month on its 14th, so an event of 20/12/2022 belongs to
2023. Internal regimes may differ, hence the profiles; a submitted report keeps the one it was made with.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from desktop.errors import UnknownPeriod
from desktop.formats import period_text

EARLIEST_YEAR: Final = 1945
LATEST_YEAR: Final = 2999
SEND_OFFSET_WORKING_DAYS: Final = 2
LARGEST_SEND_OFFSET: Final = 60
LAST_START_DAY: Final = 28
_KEY: Final = re.compile(r"([0-9]{4})(?:-(?:([0-9]{2})|Q([1-4])|H([12])|(9M)))?")
_OF_DUTY: Final = re.compile(r"r?[1-9][0-9]{0,3}")
FIRST_DUTY: Final = "1"


class PeriodKind(StrEnum):
    """How long a reporting period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


class PeriodProfile(StrEnum):
    """Which rule fixes the first and the last day of a period's data."""

    ND09 = "ND09"
    CALENDAR = "CALENDAR"
    CUSTOM = "CUSTOM"


@dataclass(frozen=True, slots=True)
class Profile:
    """A rule with its numbers: from which day of the month data count, how many working days are left to send.

    `start_day` (1–28) counts for CUSTOM alone: from that day of the month before the period to the day before it in
    the period's last month; 1 means whole calendar months. `send_offset` is working days after the cut-off.
    """

    kind: PeriodProfile = PeriodProfile.ND09
    start_day: int = 1
    send_offset: int = SEND_OFFSET_WORKING_DAYS

    def __post_init__(self) -> None:
        if not (1 <= self.start_day <= LAST_START_DAY and 0 <= self.send_offset <= LARGEST_SEND_OFFSET):
            raise ValueError(f"no such profile: {self.start_day}, {self.send_offset}")

    @property
    def key(self) -> str:
        """How a report keeps the rule it was made with: ND09, CALENDAR, CUSTOM-26."""
        return f"{self.kind}-{self.start_day}" if self.kind is PeriodProfile.CUSTOM else str(self.kind)

    @property
    def first_day(self) -> int:
        """The day of the month on which data begin to count for a period."""
        return {PeriodProfile.ND09: 15, PeriodProfile.CALENDAR: 1, PeriodProfile.CUSTOM: self.start_day}[self.kind]


ND09: Final = Profile(PeriodProfile.ND09)
CALENDAR: Final = Profile(PeriodProfile.CALENDAR)


_MONTHS_OF: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
_HOW_MANY: Final = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}


class Bounds(NamedTuple):
    """First and last day whose data a period holds, both included."""

    start: date
    cutoff: date


@dataclass(frozen=True, slots=True)
class Period:
    """The `index`-th period of its kind in a year, counted from 1 (nine months and year have one)."""

    kind: PeriodKind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if not (EARLIEST_YEAR <= self.year <= LATEST_YEAR and 1 <= self.index <= _HOW_MANY[self.kind]):
            raise ValueError(f"no such period: {self.kind} {self.index} of {self.year}")

    @property
    def key(self) -> str:
        """How the period is stored and typed: 2007-06, 2007-Q2, 2007-H1, 2007-9M, 2007."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year}-{self.index:02d}"
            case PeriodKind.QUARTER:
                return f"{self.year}-Q{self.index}"
            case PeriodKind.HALF:
                return f"{self.year}-H{self.index}"
            case PeriodKind.NINE_MONTHS:
                return f"{self.year}-9M"
            case PeriodKind.YEAR:
                return f"{self.year}"

    @property
    def words(self) -> str:
        """The period as it stands inside a sentence: quý II/2007."""
        return period_text(self.key)

    @property
    def heading(self) -> str:
        """The period where it begins a line: Quý II/2007."""
        return self.words[0].upper() + self.words[1:]

    @property
    def last_month(self) -> int:
        """The calendar month (1–12) that ends the period."""
        return _MONTHS_OF[self.kind] * self.index

    @property
    def following(self) -> "Period":
        """The next period of this kind; after nine months come those of the next year."""
        if self.index < _HOW_MANY[self.kind]:
            return Period(self.kind, self.year, self.index + 1)
        return Period(self.kind, self.year + 1)


def parse_period(key: str) -> Period:
    """The period of a stored or typed key; `UnknownPeriod` for anything else."""
    found = _KEY.fullmatch(key.strip())
    if not found:
        raise UnknownPeriod(text=key)
    year, month, quarter, half, nine_months = found.groups()
    try:
        if month:
            return Period(PeriodKind.MONTH, int(year), int(month))
        if quarter:
            return Period(PeriodKind.QUARTER, int(year), int(quarter))
        if half:
            return Period(PeriodKind.HALF, int(year), int(half))
        return Period(PeriodKind.NINE_MONTHS if nine_months else PeriodKind.YEAR, int(year))
    except ValueError as error:
        raise UnknownPeriod(text=key) from error


@dataclass(frozen=True, slots=True)
class EntryPeriod:
    """The period of an entry, and for which of a task's periodic duties it reports: `2007-06`, `2007-06~2`.

    Duties are numbered 1, 2, … where headquarters defined them and r1, r2, … where a department did; what belongs to
    the first is filed under the period alone.
    """

    period: Period
    duty: str = FIRST_DUTY

    @property
    def key(self) -> str:
        """How the entry is filed."""
        return self.period.key if self.duty == FIRST_DUTY else f"{self.period.key}~{self.duty}"


def parse_entry_period(key: str) -> EntryPeriod:
    """The period of an entry's key, with or without the number of a duty; `UnknownPeriod` for anything else."""
    period, mark, duty = key.strip().partition("~")
    if mark and (duty == FIRST_DUTY or not _OF_DUTY.fullmatch(duty)):
        raise UnknownPeriod(text=key)
    return EntryPeriod(parse_period(period), duty or FIRST_DUTY)


def bounds(period: Period, profile: Profile = ND09) -> Bounds:
    """The days whose data belong to the period under this profile."""
    last = period.last_month
    first = last - _MONTHS_OF[period.kind] + 1
    day = profile.first_day
    if day == 1:
        return Bounds(_day_of_month(period.year, first, 1), _last_of_month(period.year, last))
    return Bounds(_day_of_month(period.year, first - 1, day), date(period.year, last, day - 1))


def period_of(day: date, kind: PeriodKind, profile: Profile = ND09) -> Period | None:
    """The period of this kind that the day's data belong to; None outside the first nine months."""
    for year in (day.year, day.year + 1):
        for index in range(1, _HOW_MANY[kind] + 1):
            if not EARLIEST_YEAR <= year <= LATEST_YEAR:
                continue
            start, cutoff = bounds(Period(kind, year, index), profile)
            if start <= day <= cutoff:
                return Period(kind, year, index)
    return None


def due(period: Period, profile: Profile = ND09, holidays: Container[date] = ()) -> date:
    """The day the period's report must be sent: so many working days after the data are closed.

    Nghị định 09/2019/NĐ-CP, Điều 8, asks for at least one; 0 gives the first working day from the cut-off on.
    """
    day = bounds(period, profile).cutoff
    for _ in range(profile.send_offset):
        day = _first_working_day(day + timedelta(days=1), holidays)
    return _first_working_day(day, holidays)


def fixed_holidays(year: int) -> frozenset[date]:
    """The public holidays whose date never changes; Tết and exchanged days are announced year by year."""
    return frozenset({date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)})


def is_working_day(day: date, holidays: Container[date] = ()) -> bool:
    """Whether offices work: Monday to Friday and no holiday."""
    return day.isoweekday() <= 5 and day not in holidays


def _first_working_day(day: date, holidays: Container[date]) -> date:
    """This day or the next one on which offices work."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def _day_of_month(year: int, month: int, day: int) -> date:
    """A day of a month that may be counted from the December before (month 0)."""
    return date(year, month, day) if month else date(year - 1, 12, day)


def _last_of_month(year: int, month: int) -> date:
    """The last calendar day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
