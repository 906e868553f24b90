"""Reporting periods follow Nghị định 09/2019/NĐ-CP, Điều 12, the calendar, or a day that a regime sets."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.dates import (
    CALENDAR,
    ND09,
    EntryPeriod,
    Period,
    PeriodKind,
    PeriodProfile,
    Profile,
    bounds,
    due,
    fixed_holidays,
    parse_entry_period,
    parse_period,
    period_of,
)
from desktop.errors import UnknownPeriod
from desktop.formats import period_text

DECREE = [
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
WHOLE_MONTHS = [
    ("2007-02", "2007-02-01", "2007-02-28"),
    ("2008-02", "2008-02-01", "2008-02-29"),
    ("2007-12", "2007-12-01", "2007-12-31"),
    ("2007-Q2", "2007-04-01", "2007-06-30"),
    ("2007-H2", "2007-07-01", "2007-12-31"),
    ("2007-9M", "2007-01-01", "2007-09-30"),
    ("2007", "2007-01-01", "2007-12-31"),
]
FROM_THE_26TH = [
    ("2007-06", "2007-05-26", "2007-06-25"),
    ("2007-01", "2006-12-26", "2007-01-25"),
    ("2007-Q1", "2006-12-26", "2007-03-25"),
    ("2007", "2006-12-26", "2007-12-25"),
]
PROFILES = st.one_of(
    st.sampled_from([ND09, CALENDAR]),
    st.builds(Profile, st.just(PeriodProfile.CUSTOM), st.integers(1, 28), st.integers(0, 10)),
)
PERIODS = st.sampled_from([("month", 12), ("quarter", 4), ("half", 2), ("nine_months", 1), ("year", 1)]).flatmap(
    lambda row: st.builds(Period, st.just(PeriodKind(row[0])), st.integers(1946, 2998), st.integers(1, row[1]))
)


@pytest.mark.parametrize(("key", "start", "cutoff"), DECREE)
def test_the_decree_closes_data_on_the_fourteenth(key: str, start: str, cutoff: str) -> None:
    assert bounds(parse_period(key)) == (date.fromisoformat(start), date.fromisoformat(cutoff))


@pytest.mark.parametrize(("key", "start", "cutoff"), WHOLE_MONTHS)
def test_the_calendar_profile_runs_from_the_first_to_the_last_day(key: str, start: str, cutoff: str) -> None:
    expected = (date.fromisoformat(start), date.fromisoformat(cutoff))
    assert bounds(parse_period(key), CALENDAR) == expected
    assert bounds(parse_period(key), Profile(PeriodProfile.CUSTOM, start_day=1)) == expected


@pytest.mark.parametrize(("key", "start", "cutoff"), FROM_THE_26TH)
def test_a_regime_of_its_own_runs_from_its_day_to_the_day_before(key: str, start: str, cutoff: str) -> None:
    profile = Profile(PeriodProfile.CUSTOM, start_day=26, send_offset=3)
    assert bounds(parse_period(key), profile) == (date.fromisoformat(start), date.fromisoformat(cutoff))


@pytest.mark.parametrize(("start_day", "send_offset"), [(0, 2), (29, 2), (15, -1), (15, 61)])
def test_a_regime_begins_on_a_day_that_every_month_has(start_day: int, send_offset: int) -> None:
    with pytest.raises(ValueError, match="no such profile"):
        Profile(PeriodProfile.CUSTOM, start_day, send_offset)


def test_a_report_keeps_the_key_of_its_rule() -> None:
    assert [profile.key for profile in (ND09, CALENDAR, Profile(PeriodProfile.CUSTOM, 26))] == [
        "ND09",
        "CALENDAR",
        "CUSTOM-26",
    ]


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


@given(PERIODS, PROFILES)
def test_periods_of_a_kind_follow_each_other_without_a_gap(period: Period, profile: Profile) -> None:
    gap = bounds(period.following, profile).start - bounds(period, profile).cutoff
    if period.kind is PeriodKind.NINE_MONTHS:
        assert gap.days in range(90, 94)
    else:
        assert gap == timedelta(days=1)


@given(PERIODS, PROFILES, st.data())
def test_every_day_between_the_bounds_belongs_to_the_period(
    period: Period, profile: Profile, data: st.DataObject
) -> None:
    start, cutoff = bounds(period, profile)
    assert period_of(data.draw(st.dates(start, cutoff)), period.kind, profile) == period


def test_a_day_after_the_cut_off_belongs_to_the_next_year() -> None:
    assert period_of(date(2022, 12, 20), PeriodKind.YEAR) == Period(PeriodKind.YEAR, 2023)
    assert period_of(date(2022, 11, 1), PeriodKind.NINE_MONTHS) is None


@pytest.mark.parametrize(
    ("key", "profile", "expected"),
    [
        ("2007-06", ND09, "2007-06-18"),  # the cut-off is a Thursday: Friday, Monday
        ("2007-06", Profile(send_offset=1), "2007-06-15"),
        ("2007-07", Profile(send_offset=0), "2007-07-16"),  # 14/7/2007 is a Saturday
        ("2007-07", ND09, "2007-07-17"),
        ("2007-Q2", ND09, "2007-06-18"),
        ("2007-06", Profile(PeriodProfile.CUSTOM, 26, 3), "2007-06-28"),  # 25/6 is a Monday
        ("2007-01", Profile(PeriodProfile.CUSTOM, 26, 3), "2007-01-30"),  # Thursday: Friday, Monday, Tuesday
    ],
)
def test_a_report_is_due_so_many_working_days_after_the_cut_off(key: str, profile: Profile, expected: str) -> None:
    assert due(parse_period(key), profile) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("key", "offset", "more", "expected"),
    [
        ("2007-04", 0, [], "2007-05-02"),  # Monday 30/4 and Tuesday 1/5 are holidays
        ("2007-04", 1, [], "2007-05-02"),
        ("2007-08", 1, [], "2007-09-03"),  # Friday 31/8; 2/9/2007 is a Sunday
        ("2007-08", 1, ["2007-09-03"], "2007-09-04"),  # the Monday given for it
    ],
)
def test_holidays_are_no_working_days(key: str, offset: int, more: list[str], expected: str) -> None:
    days_off = fixed_holidays(2007) | {date.fromisoformat(day) for day in more}
    whole_months = Profile(PeriodProfile.CALENDAR, send_offset=offset)
    assert due(parse_period(key), whole_months, days_off) == date.fromisoformat(expected)


def test_new_year_is_no_working_day() -> None:
    year, next_day = parse_period("2007"), Profile(PeriodProfile.CALENDAR, send_offset=1)
    assert due(year, next_day) == date(2008, 1, 1)
    assert due(year, next_day, fixed_holidays(2008)) == date(2008, 1, 2)


@pytest.mark.parametrize(
    ("key", "duty", "words"),
    [
        ("2007-06", "1", "tháng 6/2007"),
        ("2007-06~2", "2", "tháng 6/2007 (việc 2)"),
        ("2007-Q2~r1", "r1", "quý II/2007 (việc riêng 1)"),
    ],
)
def test_the_entries_of_several_duties_of_a_task_are_told_apart(key: str, duty: str, words: str) -> None:
    found = parse_entry_period(key)
    assert (found.duty, found.key, period_text(key)) == (duty, key, words)


@given(PERIODS, st.sampled_from(["1", "2", "17", "r1", "r4"]))
def test_the_key_of_an_entry_reads_back(period: Period, duty: str) -> None:
    assert parse_entry_period(EntryPeriod(period, duty).key) == EntryPeriod(period, duty)


@pytest.mark.parametrize("text", ["2007-06~", "2007-06~1", "2007-06~0", "2007-06~02", "2007-06~x", "~2", "2007-06~2~3"])
def test_an_odd_number_of_a_duty_is_no_period(text: str) -> None:
    with pytest.raises(UnknownPeriod):
        parse_entry_period(text)
