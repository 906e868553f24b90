"""Which periods are offered, and which report is due first."""

from datetime import date

import pytest

from desktop.dates import PeriodKind, parse_period
from ui.reports.periods import due_period, entry_words, periods, proposed_day

JUNE = date(2007, 6, 25)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (PeriodKind.MONTH, "2007-06"),
        (PeriodKind.QUARTER, "2007-Q2"),
        (PeriodKind.HALF, "2007-H1"),
        (PeriodKind.YEAR, "2006"),
    ],
)
def test_the_report_due_is_that_of_the_last_closed_period(kind: PeriodKind, key: str) -> None:
    """Nghị định 09/2019/NĐ-CP, Điều 12, closes months, quarters and years on the 14th."""
    assert due_period(kind, JUNE, 2005).key == key


def test_a_period_is_not_closed_on_its_last_day() -> None:
    assert due_period(PeriodKind.QUARTER, date(2007, 6, 14), 2007).key == "2007-Q1"
    assert due_period(PeriodKind.QUARTER, date(2007, 6, 15), 2007).key == "2007-Q2"


def test_where_no_period_is_closed_the_running_one_is_taken() -> None:
    assert due_period(PeriodKind.YEAR, JUNE, 2007).key == "2007"


def test_only_periods_that_have_begun_are_offered_the_latest_first() -> None:
    keys = [period.key for period in periods(PeriodKind.QUARTER, JUNE, 2006)]
    assert keys == ["2007-Q3", "2007-Q2", "2007-Q1", "2006-Q4", "2006-Q3", "2006-Q2", "2006-Q1"]
    assert periods(PeriodKind.QUARTER, date(2007, 12, 20), 2007)[0].key == "2008-Q1"


def test_a_period_that_runs_is_shown_as_of_today() -> None:
    assert proposed_day(parse_period("2007-Q2"), JUNE) == date(2007, 6, 14)
    assert proposed_day(parse_period("2007-Q3"), JUNE) == JUNE


def test_an_entry_does_not_repeat_the_word_for_its_kind() -> None:
    words = [entry_words(parse_period(key)) for key in ("2007-H1", "2007-H2", "2007-9M", "2007-Q2", "2007-06", "2007")]
    assert words == ["Đầu năm 2007", "Cuối năm 2007", "Đầu năm 2007", "Quý II/2007", "Tháng 6/2007", "Năm 2007"]
