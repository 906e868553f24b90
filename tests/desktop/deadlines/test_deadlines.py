"""Deadlines: read, written and kept as JSON; the forms are those printed in the five source plans."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.deadlines.deadlines import (
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    Every,
    deadline_from_json,
    deadline_to_json,
    describe,
    is_conditional_wording,
    parse_deadline,
    recurrence_in,
    write_deadline,
)
from desktop.text import collapse


def _dated(kind: str, due: str, *, continues: bool = False) -> Deadline:
    return Deadline(DeadlineKind(kind), due=date.fromisoformat(due), continues=continues)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("22/02/2021", _dated("date", "2021-02-22")),
        ("Trước ngày 30/05/2006", _dated("date", "2006-05-30")),
        ("ngày 05 tháng 02 năm 2022", _dated("date", "2022-02-05")),
        ("Tháng 7/2007", _dated("month", "2007-07-31")),
        ("Tháng\n7/2007", _dated("month", "2007-07-31")),
        ("Tháng 02/2008", _dated("month", "2008-02-29")),
        ("tháng 12 năm 2007", _dated("month", "2007-12-31")),
        ("Tháng 6 và tháng 9/2007", _dated("month", "2007-06-30")),
        ("6/2007", _dated("month", "2007-06-30")),
        ("Quý II/2021", _dated("quarter", "2021-06-30")),
        ("Quý I/2022", _dated("quarter", "2022-03-31")),
        ("Quý 4/2021", _dated("quarter", "2021-12-31")),
        ("Quý III năm 2021", _dated("quarter", "2021-09-30")),
        ("Quý I/2021; Quý III/2021", _dated("quarter", "2021-03-31")),
        ("Năm 2009", _dated("year", "2009-12-31")),
        ("2010", _dated("year", "2010-12-31")),
        ("Năm 2009, 2010", _dated("year", "2009-12-31")),
        ("2010 và các năm tiếp theo", _dated("year", "2010-12-31", continues=True)),
        ("Năm 2008 và những năm tiếp theo", _dated("year", "2008-12-31", continues=True)),
    ],
)
def test_a_printed_moment_is_due_on_its_last_day(printed: str, expected: Deadline) -> None:
    assert parse_deadline(printed) == expected


@pytest.mark.parametrize(
    ("printed", "start", "due"),
    [
        ("2022-2025", "2022-01-01", "2025-12-31"),
        ("2022 - 2025", "2022-01-01", "2025-12-31"),
        ("2022-2022", "2022-01-01", "2022-12-31"),
        ("Giai đoạn 2008 – 2010", "2008-01-01", "2010-12-31"),
        ("từ năm 2007 đến hết năm 2010", "2007-01-01", "2010-12-31"),
        ("Quý I/2022 - Quý III/2022", "2022-01-01", "2022-09-30"),
        ("từ 01/07/2025 đến 30/09/2025", "2025-07-01", "2025-09-30"),
    ],
)
def test_a_range_runs_from_its_first_to_its_last_day(printed: str, start: str, due: str) -> None:
    expected = Deadline(DeadlineKind.RANGE, start=date.fromisoformat(start), due=date.fromisoformat(due))
    assert parse_deadline(printed) == expected


@pytest.mark.parametrize("printed", ["Từ 01/7/2025", "từ ngày 01/7/2025", "Kể từ 01/07/2025", "Từ tháng 7/2025"])
def test_a_beginning_without_an_end_continues(printed: str) -> None:
    assert parse_deadline(printed) == Deadline(DeadlineKind.RANGE, start=date(2025, 7, 1), continues=True)


@pytest.mark.parametrize(
    ("printed", "every"),
    [
        ("Thường xuyên", "continuous"),
        ("Thực hiện thường xuyên", "continuous"),
        ("Liên tục", "continuous"),
        ("Hàng tháng", "month"),
        ("Hằng tháng", "month"),
        ("hàng quý", "quarter"),
        ("Hàng năm", "year"),
    ],
)
def test_recurring_wording_says_how_often(printed: str, every: str) -> None:
    assert parse_deadline(printed) == Deadline(DeadlineKind.RECURRING, every=Every(every))


def test_a_remark_in_brackets_limits_a_recurrence() -> None:
    printed = "Hàng năm (kể từ khi thành lập được các nhóm chuyên gia)"
    assert parse_deadline(printed) == Deadline(
        DeadlineKind.RECURRING,
        every=Every.YEAR,
        condition="kể từ khi thành lập được các nhóm chuyên gia",
    )


@pytest.mark.parametrize(
    "printed",
    [
        "Khi hệ thống hoàn thiện",
        "Sau khi Nghị định 96/2002/NĐ-CP có hiệu lực",
        "Theo lộ trình 2022 của Chính phủ",
        "Theo yêu cầu",
    ],
)
def test_a_condition_keeps_its_words(printed: str) -> None:
    assert parse_deadline(printed) == Deadline(DeadlineKind.CONDITIONAL, condition=printed)
    assert is_conditional_wording(printed)


@pytest.mark.parametrize("printed", ["31/02/2021", "Tháng 13/2007", "00/01/2021", "sớm nhất có thể", "Quý V/2021x"])
def test_what_is_not_understood_is_kept_and_never_guessed(printed: str) -> None:
    assert parse_deadline(printed) == Deadline(DeadlineKind.CONDITIONAL, condition=printed)
    assert not is_conditional_wording(printed)


@pytest.mark.parametrize("printed", ["", " ", "\u00a0", "\n", "-"])
def test_an_empty_cell_is_no_deadline(printed: str) -> None:
    assert parse_deadline(printed) == NO_DEADLINE


def test_a_monthly_activity_inside_a_continuous_task_is_seen() -> None:
    assert recurrence_in("- Hàng tháng đưa ra báo cáo về tình hình kiểm tra sau thông quan") is Every.MONTH
    assert recurrence_in("- Đưa ra biện pháp áp dụng đối với từng nhóm hoặc mặt hàng") is None


_DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
_YEARS = st.integers(1900, 2999)
_PRINTED_CONDITIONS = st.sampled_from(
    ["Khi hệ thống hoàn thiện", "Theo tiến độ dự án", "sớm nhất có thể", "năm 2025", "hàng tháng", "-", "điều kiện: có"]
)
_ANY_CONDITIONS = st.text(max_size=60).map(collapse).filter(bool)
_CONDITIONS = _PRINTED_CONDITIONS | _ANY_CONDITIONS | st.just("một câu rất dài " * 200).map(collapse)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _quarter_end(day: date) -> date:
    return _month_end(day.replace(day=1, month=(day.month + 2) // 3 * 3))


def _due(kind: DeadlineKind, due: date, continues: bool) -> Deadline:
    return Deadline(kind, due=due, continues=continues)


def _range_of(days: tuple[date, date], continues: bool) -> Deadline:
    return Deadline(DeadlineKind.RANGE, start=min(days), due=max(days), continues=continues)


def _years(years: tuple[int, int]) -> tuple[date, date]:
    return date(min(years), 1, 1), date(max(years), 12, 31)


_DEADLINES = st.one_of(
    st.just(NO_DEADLINE),
    st.builds(_due, st.just(DeadlineKind.DATE), _DAYS, st.booleans()),
    st.builds(_due, st.just(DeadlineKind.MONTH), _DAYS.map(_month_end), st.booleans()),
    st.builds(_due, st.just(DeadlineKind.QUARTER), _DAYS.map(_quarter_end), st.booleans()),
    st.builds(_due, st.just(DeadlineKind.YEAR), _YEARS.map(lambda year: date(year, 12, 31)), st.booleans()),
    st.builds(_range_of, st.tuples(_DAYS, _DAYS), st.booleans()),
    st.builds(_range_of, st.tuples(_YEARS, _YEARS).map(_years), st.booleans()),
    st.builds(lambda day: Deadline(DeadlineKind.RANGE, start=day, continues=True), _DAYS),
    st.builds(
        lambda every, condition: Deadline(DeadlineKind.RECURRING, every=every, condition=condition),
        st.sampled_from(Every),
        st.none() | _CONDITIONS,
    ),
    st.builds(lambda text: Deadline(DeadlineKind.CONDITIONAL, condition=text), _CONDITIONS),
)


@given(_DEADLINES)
def test_every_deadline_written_in_words_reads_back_the_same(deadline: Deadline) -> None:
    assert parse_deadline(write_deadline(deadline)) == deadline


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (Deadline(DeadlineKind.CONDITIONAL, condition="năm 2025"), "điều kiện: năm 2025"),
        (Deadline(DeadlineKind.CONDITIONAL, condition="khi có Luật"), "khi có Luật"),
        (Deadline(DeadlineKind.RECURRING, every=Every.YEAR, condition="từ 2026"), "hàng năm (từ 2026)"),
        (Deadline(DeadlineKind.RECURRING, every=Every.YEAR, condition="a) b"), "hàng năm, điều kiện: a) b"),
    ],
)
def test_a_condition_that_would_read_otherwise_is_named_one(deadline: Deadline, words: str) -> None:
    assert write_deadline(deadline) == words


@given(_DEADLINES)
def test_every_deadline_goes_through_json_unchanged(deadline: Deadline) -> None:
    assert deadline_from_json(deadline_to_json(deadline)) == deadline


@given(st.text())
def test_any_text_at_all_is_read_without_failing(printed: str) -> None:
    parse_deadline(printed)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Tháng\n10/2007", "tháng 10/2007"),
        ("Quý II năm 2021", "quý II/2021"),
        ("Năm 2009", "năm 2009"),
        ("giai đoạn 2022 - 2025", "2022-2025"),
        ("Từ 01/7/2025", "từ 01/07/2025"),
        ("2010 và các năm tiếp theo", "năm 2010 và các năm tiếp theo"),
        ("Thực hiện thường xuyên", "thường xuyên"),
        ("", "không thời hạn"),
    ],
)
def test_a_deadline_is_described_in_short_words(printed: str, words: str) -> None:
    assert describe(parse_deadline(printed)) == words


def test_the_json_form_says_null_where_nothing_is_said() -> None:
    expected: dict[str, Any] = {
        "kind": "month", "start": None, "due": "2007-07-31", "continues": False, "every": None, "condition": None,
    }  # fmt: skip
    assert deadline_to_json(parse_deadline("Tháng 7/2007")) == expected
