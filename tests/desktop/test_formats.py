from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import formats

JUNE_25 = date(2007, 6, 25)


def test_a_day_is_written_with_two_digits_and_the_whole_year() -> None:
    assert formats.day_text(date(2007, 6, 5)) == "05/06/2007"
    assert formats.short_day_text(date(2007, 6, 5)) == "05/06"
    assert formats.weekday_text(JUNE_25) == "Thứ Hai, 25/06/2007"
    assert formats.weekday_text(date(2007, 6, 24)) == "Chủ Nhật, 24/06/2007"


def test_a_moment_near_to_today_is_told_by_its_distance() -> None:
    assert formats.recent_text(datetime(2007, 6, 25, 7, 58), JUNE_25) == "hôm nay 07:58"
    assert formats.recent_text(datetime(2007, 6, 24, 7, 58), JUNE_25) == "hôm qua"
    assert formats.recent_text(datetime(2007, 6, 22, 7, 58), JUNE_25) == "22/06"
    assert formats.recent_text(datetime(2006, 6, 22, 7, 58), JUNE_25) == "22/06/2006"
    assert formats.moment_text(datetime(2007, 6, 24, 16, 20)) == "24/06/2007 16:20"
    assert formats.clock_text(datetime(2007, 6, 24, 9, 42, 10)) == "09:42:10"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2007, 6, 30), "còn 5 ngày"),
        (date(2007, 6, 26), "còn 1 ngày"),
        (JUNE_25, "hạn hôm nay"),
        (date(2007, 6, 24), "quá 1 ngày"),
        (date(2007, 6, 8), "quá 17 ngày"),
        (date(2007, 12, 31), "còn 189 ngày"),
    ],
)
def test_remaining_time_is_reckoned_from_the_as_of_day(due: date, words: str) -> None:
    assert formats.remaining_text(due, JUNE_25) == words


def test_days_ago_are_counted_from_the_as_of_day() -> None:
    assert formats.ago_text(date(2007, 6, 22), JUNE_25) == "3 ngày trước"
    assert formats.ago_text(date(2007, 6, 24), JUNE_25) == "hôm qua"
    assert formats.ago_text(JUNE_25, JUNE_25) == "hôm nay"


@pytest.mark.parametrize("typed", ["25/06/2007", "25/6/2007", " 25.6.2007 ", "25-06-2007", "25 6 2007", "25062007"])
def test_a_day_is_understood_however_it_is_typed(typed: str) -> None:
    assert formats.day_of_text(typed) == JUNE_25


@pytest.mark.parametrize("typed", ["", "31/06/2007", "25/6/07", "6/2007", "2007-06-25", "25/6", "hai lăm", "0/1/2007"])
def test_what_is_no_whole_day_is_none(typed: str) -> None:
    assert formats.day_of_text(typed) is None


def test_a_day_without_its_year_takes_the_year_beside_it() -> None:
    assert formats.day_of_text("25/6", year=2007) == JUNE_25


@given(st.dates())
def test_every_written_day_is_read_back(day: date) -> None:
    assert formats.day_of_text(formats.day_text(day)) == day


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2007-06", "tháng 6/2007"),
        ("2007-12", "tháng 12/2007"),
        ("2007-Q2", "quý II/2007"),
        ("2007-Q4", "quý IV/2007"),
        ("2007", "năm 2007"),
        ("2007-H1", "6 tháng đầu năm 2007"),
        ("2007-9M", "9 tháng đầu năm 2007"),
        ("2007-13", "2007-13"),
        ("-", "-"),
    ],
)
def test_a_period_is_written_as_the_plans_write_it(key: str, words: str) -> None:
    assert formats.period_text(key) == words


def test_figures_group_by_points_and_part_by_a_comma() -> None:
    assert formats.number_text(Decimal("1234567.89")) == "1.234.567,89"
    assert formats.number_text(1000) == "1.000"
    assert formats.number_text(-5) == "−5"
    assert formats.number_text(Decimal("2.5"), 0) == "3"
    assert formats.number_text(0.1) == "0,1"


def test_shares_are_rounded_half_up_to_two_places() -> None:
    assert formats.percent_text(11, 14) == "78,57%"
    assert formats.percent_text(11, 26) == "42,31%"
    assert formats.percent_text(1, 8, 1) == "12,5%"
    assert formats.percent_text(0, 0) == ""


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.234.567,89", "1234567.89"), ("12046", "12046"), (" 12 046 ", "12046"), ("-5", "-5"), ("0,5", "0.5")],
)
def test_typed_figures_are_read(typed: str, value: str) -> None:
    assert formats.number_of_text(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1.5", "12.34", "1,234.5", "abc", "", "1.2345", ","])
def test_what_could_mean_two_figures_is_none(typed: str) -> None:
    assert formats.number_of_text(typed) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_every_written_figure_is_read_back(value: Decimal) -> None:
    assert formats.number_of_text(formats.number_text(value)) == value


def test_file_sizes_are_written_in_the_nearest_unit() -> None:
    assert [formats.size_text(n) for n in (812, 4200, 400_000)] == ["812 B", "4,2 KB", "0,4 MB"]


def test_a_long_file_name_gives_way_in_its_middle_and_keeps_its_ending() -> None:
    assert formats.short_name("TCHQ-HQ03-0007.hqb") == "TCHQ-HQ03-0007.hqb"
    shown = formats.short_name("Tệp gửi Cục Hải quan thành phố Hải Phòng kèm công văn số 1234 ngày 25 tháng 6.hqb", 40)
    assert shown.startswith("Tệp gửi Cục Hải quan thành")
    assert len(shown) <= 40
    assert shown.endswith("tháng 6.hqb")


def test_a_long_place_is_shown_by_its_last_name() -> None:
    assert formats.short_path("/media/usb/TCHQ-HQ03-0007.hqb") == "/media/usb/TCHQ-HQ03-0007.hqb"
    assert formats.short_path("/media/" + "thư mục rất dài/" * 9 + "a.hqb") in ("…/a.hqb", "…\\a.hqb")
