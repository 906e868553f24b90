"""Reporting periods follow Nghị định 09/2019/NĐ-CP, Điều 12 (or the calendar)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.dates import (
    Period,
    PeriodKind,
    PeriodProfile,
    bounds,
    due,
    fixed_holidays,
    parse_period,
    period_of,
)
from desktop.errors import UnknownPeriod

ND09 = [
    ("2007-06", "2007-05-15", "2007-06-14"),
    ("2007-01", "2006-12-15", "2007-01-14"),
    ("2007-12", "2007-11-15", "2007-12-14"),
    ("2007-Q1", "2006-12-15", "2007-03-14"),
    ("2007-Q2", "2007-03-15", "2007-06-14"),
    ("2007-Q4", "2007-09-15", "2007-12-14"),
    ("2007-H1", "2006-12-15", "2007-06-14"),
    ("2007-H2", "2007-06-15", "2007-12-14"),
    ("2007-9M", "2006-12-15", "2007-09-14"),
    ("2022", "2021-12-15", "2022-12-14"),
]
CALENDAR = [
    ("2007-02", "2007-02-01", "2007-02-28"),
    ("2008-02", "2008-02-01", "2008-02-29"),
    ("2007-12", "2007-12-01", "2007-12-31"),
    ("2007-Q2", "2007-04-01", "2007-06-30"),
    ("2007-H2", "2007-07-01", "2007-12-31"),
    ("2007-9M", "2007-01-01", "2007-09-30"),
    ("2007", "2007-01-01", "2007-12-31"),
]
PERIODS = st.sampled_from([("month", 12), ("quarter", 4), ("half", 2), ("nine_months", 1), ("year", 1)]).flatmap(
    lambda row: st.builds(Period, st.just(PeriodKind(row[0])), st.integers(1946, 2998), st.integers(1, row[1]))
)


@pytest.mark.parametrize(("key", "start", "cutoff"), ND09)
def test_the_decree_closes_data_on_the_fourteenth(key: str, start: str, cutoff: str) -> None:
    assert bounds(parse_period(key)) == (date.fromisoformat(start), date.fromisoformat(cutoff))


@pytest.mark.parametrize(("key", "start", "cutoff"), CALENDAR)
def test_the_calendar_profile_runs_from_the_first_to_the_last_day(key: str, start: str, cutoff: str) -> None:
    expected = (date.fromisoformat(start), date.fromisoformat(cutoff))
    assert bounds(parse_period(key), PeriodProfile.CALENDAR) == expected


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2007-06", "tháng 6/2007"),
        ("2007-Q2", "quý II/2007"),
        ("2007-Q4", "quý IV/2007"),
        ("2007-H1", "6 tháng đầu năm 2007"),
        ("2007-H2", "6 tháng cuối năm 2007"),
        ("2007-9M", "9 tháng đầu năm 2007"),
        ("2007", "năm 2007"),
    ],
)
def test_a_period_has_its_words(key: str, words: str) -> None:
    assert parse_period(key).words == words
    assert parse_period(key).heading == words[0].upper() + words[1:]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2007-13",
        "2007-00",
        "2007-6",
        "2007-Q5",
        "2007-H3",
        "07-06",
        "2007-9m",
        "２００７",
        "1200",
        "0000",
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(UnknownPeriod) as caught:
        parse_period(text)
    assert caught.value.text == text


@given(PERIODS)
def test_a_key_reads_back_as_its_period(period: Period) -> None:
    assert parse_period(period.key) == period


@given(PERIODS, st.sampled_from(PeriodProfile))
def test_periods_of_a_kind_follow_each_other_without_a_gap(period: Period, profile: PeriodProfile) -> None:
    gap = bounds(period.following, profile).start - bounds(period, profile).cutoff
    if period.kind is PeriodKind.NINE_MONTHS:
        assert gap.days in range(90, 94)
    else:
        assert gap == timedelta(days=1)


@given(PERIODS, st.sampled_from(PeriodProfile), st.data())
def test_every_day_between_the_bounds_belongs_to_the_period(
    period: Period, profile: PeriodProfile, data: st.DataObject
) -> None:
    start, cutoff = bounds(period, profile)
    assert period_of(data.draw(st.dates(start, cutoff)), period.kind, profile) == period


def test_a_day_after_the_cut_off_belongs_to_the_next_year() -> None:
    assert period_of(date(2022, 12, 20), PeriodKind.YEAR) == Period(PeriodKind.YEAR, 2023)
    assert period_of(date(2022, 11, 1), PeriodKind.NINE_MONTHS) is None


@pytest.mark.parametrize(
    ("key", "offset", "expected"),
    [
        ("2007-06", 2, "2007-06-18"),  # the cut-off is a Thursday: Friday, Monday
        ("2007-06", 1, "2007-06-15"),
        ("2007-07", 0, "2007-07-16"),  # 14/7/2007 is a Saturday
        ("2007-07", 2, "2007-07-17"),
        ("2007-Q2", 2, "2007-06-18"),
    ],
)
def test_a_report_is_due_so_many_working_days_after_the_cut_off(key: str, offset: int, expected: str) -> None:
    assert due(parse_period(key), PeriodProfile.ND09, offset) == date.fromisoformat(expected)


def test_holidays_are_no_working_days() -> None:
    year = parse_period("2007")
    new_year_2008 = fixed_holidays(2008)
    assert due(year, PeriodProfile.CALENDAR, 1) == date(2008, 1, 1)
    assert due(year, PeriodProfile.CALENDAR, 1, new_year_2008) == date(2008, 1, 2)
