"""Which periods a report can be made for, and which one is due first."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from desktop.dates import Period, PeriodKind, bounds

KIND_WORDS: Final = {
    PeriodKind.MONTH: "Tháng",
    PeriodKind.QUARTER: "Quý",
    PeriodKind.HALF: "6 tháng",
    PeriodKind.NINE_MONTHS: "9 tháng",
    PeriodKind.YEAR: "Năm",
}
_IN_A_YEAR: Final = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}
_MOST_YEARS: Final = 10


def periods(kind: PeriodKind, today: date, earliest_year: int) -> Sequence[Period]:
    """The periods of a kind whose data have begun, the latest first."""
    first = max(min(earliest_year, today.year), today.year - _MOST_YEARS)
    found = [
        Period(kind, year, index)
        for year in range(today.year + 1, first - 1, -1)
        for index in range(_IN_A_YEAR[kind], 0, -1)
    ]
    return tuple(period for period in found if bounds(period).start <= today)


def entry_words(period: Period) -> str:
    """A period beside the word for its kind: «Đầu năm 2007» beside «6 tháng»."""
    words = period.heading
    kind = KIND_WORDS[period.kind]
    if period.kind in (PeriodKind.HALF, PeriodKind.NINE_MONTHS):
        rest = words.removeprefix(kind).strip()
        return rest[:1].upper() + rest[1:]
    return words


def due_period(kind: PeriodKind, today: date, earliest_year: int) -> Period:
    """The period whose report is being made now: the last one whose data are closed, else the one that runs."""
    found = periods(kind, today, earliest_year)
    return next((period for period in found if bounds(period).cutoff < today), found[-1])


def proposed_day(period: Period, today: date) -> date:
    """The day to show the states of: the period's cut-off, or today while its data still run."""
    return min(bounds(period).cutoff, today)
