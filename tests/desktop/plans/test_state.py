"""A task's state at a day, and the official 2 x 2 of Quyết định 42/2014/QĐ-TTg."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plans.state import (
    DueState,
    OfficialState,
    Standing,
    TwoByTwo,
    WorkStatus,
    standing,
    two_by_two,
)
from desktop.plans.words import (
    BADGE_WORDS,
    DUE_WORDS,
    OFFICIAL_WORDS,
    STATUS_WORDS,
    Badge,
    badge,
    badge_words,
    official_words,
)

DUE = date(2007, 6, 30)


def at(as_of: date, status: str = "in_progress", **more: Any) -> Standing:
    more.setdefault("completed_on", None)
    more.setdefault("due", DUE)
    return standing(status=WorkStatus(status), as_of=as_of, **more)


@pytest.mark.parametrize(
    ("as_of", "official", "derived", "days"),
    [
        ("2007-06-22", "open_in_time", "not_due", 8),
        ("2007-06-23", "open_in_time", "due_soon", 7),
        ("2007-06-29", "open_in_time", "due_soon", 1),
        ("2007-06-30", "open_in_time", "due_today", 0),
        ("2007-07-01", "open_overdue", "overdue", -1),
        ("2007-07-17", "open_overdue", "overdue", -17),
    ],
)
def test_an_open_task_nears_its_due_day_and_passes_it(as_of: str, official: str, derived: str, days: int) -> None:
    seen = at(date.fromisoformat(as_of))
    assert (seen.official, seen.derived, seen.days) == (official, derived, days)


def test_how_near_is_near_can_be_chosen() -> None:
    assert at(date(2007, 6, 20), near_days=10).derived is DueState.DUE_SOON
    assert at(date(2007, 6, 20), near_days=9).derived is DueState.NOT_DUE


@pytest.mark.parametrize(
    ("completed_on", "official"),
    [
        ("2007-06-30", "completed_on_time"),
        ("2007-07-01", "completed_late"),
        ("2007-06-01", "completed_on_time"),
    ],
)
def test_a_completed_task_is_on_time_up_to_its_due_day(completed_on: str, official: str) -> None:
    seen = at(date(2007, 7, 14), "completed", completed_on=date.fromisoformat(completed_on))
    assert seen.official == official
    assert seen.days is None


def test_a_task_completed_later_was_still_open_on_the_day_asked_about() -> None:
    done = date(2007, 7, 5)
    before = at(done - timedelta(days=1), "completed", completed_on=done)
    assert before.official is OfficialState.OPEN_OVERDUE
    assert before.status is WorkStatus.IN_PROGRESS
    assert at(done, "completed", completed_on=done).official is OfficialState.COMPLETED_LATE


@pytest.mark.parametrize(("status", "completed_on"), [("completed", None), ("awaiting_confirmation", date(2007, 6, 1))])
def test_only_a_confirmed_and_dated_completion_counts(status: str, completed_on: date | None) -> None:
    assert at(DUE, status, completed_on=completed_on).official is OfficialState.OPEN_IN_TIME


def test_a_task_without_a_due_day_is_never_late() -> None:
    opened = at(date(2020, 1, 1), due=None)
    assert (opened.official, opened.undated, opened.days) == (OfficialState.OPEN_IN_TIME, True, None)
    done = at(date(2020, 1, 1), "completed", due=None, completed_on=date(2019, 1, 1))
    assert (done.official, done.undated) == (OfficialState.COMPLETED_ON_TIME, True)
    assert badge_words(done) == official_words(done) == "Hoàn thành"
    assert official_words(opened) == "Chưa hoàn thành (không xác định hạn)"


def test_a_suspended_task_is_not_overdue_while_the_suspension_lasts() -> None:
    until = date(2007, 8, 31)
    during = at(until, "suspended", suspended_until=until)
    assert (during.official, during.suspended, badge(during)) == (
        OfficialState.OPEN_IN_TIME,
        True,
        Badge.SUSPENDED,
    )
    after = at(until + timedelta(days=1), "suspended", suspended_until=until)
    assert (after.official, after.suspended, badge(after)) == (
        OfficialState.OPEN_OVERDUE,
        False,
        Badge.OPEN_OVERDUE,
    )
    assert at(date(2030, 1, 1), "suspended").official is OfficialState.OPEN_IN_TIME


@pytest.mark.parametrize("status", ["withdrawn", "reassigned"])
def test_a_task_taken_away_stands_outside_the_count(status: str) -> None:
    seen = at(date(2007, 7, 17), status, completed_on=date(2007, 6, 1))
    assert seen.official is None
    assert badge(seen) == status
    counted = two_by_two([seen, at(DUE)])
    assert (counted.total, counted.withdrawn + counted.reassigned) == (1, 1)


@pytest.mark.parametrize(
    ("status", "as_of", "words"),
    [
        ("not_started", DUE, "Chưa thực hiện"),
        ("in_progress", DUE, "Trong hạn"),
        ("awaiting_confirmation", DUE, "Trong hạn"),
        ("not_started", date(2007, 7, 1), "Quá hạn"),
        ("suspended", date(2007, 7, 1), "Tạm dừng"),
        ("withdrawn", DUE, "Đã thu hồi"),
        ("reassigned", DUE, "Đã chuyển đơn vị khác"),
    ],
)
def test_a_badge_says_the_state_in_official_words(status: str, as_of: date, words: str) -> None:
    assert badge_words(at(as_of, status)) == words


def test_every_state_has_its_words() -> None:
    assert set(BADGE_WORDS) == set(Badge)
    assert set(STATUS_WORDS) == set(WorkStatus)
    assert set(OFFICIAL_WORDS) == set(OfficialState)
    assert set(DUE_WORDS) == set(DueState)


def test_the_governments_figures_of_2017_come_out() -> None:
    """BC 1270/BC-TCTTTg of 27/12/2017: 21.914 tasks, of those fallen due 98,6 % completed."""
    cells = {"completed_on_time": 14068, "completed_late": 1983, "open_in_time": 5640, "open_overdue": 223}
    counted = two_by_two(
        Standing(WorkStatus.IN_PROGRESS, OfficialState(cell), DueState.NOT_DUE)
        for cell, count in cells.items()
        for _ in range(count)
    )
    assert (counted.total, counted.completed, counted.open) == (21914, 16051, 5863)
    assert counted.ratio_of_due == Fraction(16051, 16274)
    assert counted.ratio_of_total == Fraction(16051, 21914)
    assert f"{float(counted.ratio_of_due):.4f}" == "0.9863"
    assert f"{float(counted.ratio_of_total):.3f}" == "0.732"


def test_the_governments_figures_of_2016_add_up() -> None:
    counted = TwoByTwo(completed_on_time=4069, open_in_time=3138, open_overdue=142)
    assert (counted.total, counted.open) == (7349, 3280)


def test_without_tasks_there_is_no_ratio() -> None:
    assert two_by_two([]).ratio_of_due is None
    assert two_by_two([]).ratio_of_total is None
    assert two_by_two([at(DUE)]).ratio_of_due is None


DAYS = st.dates(date(2006, 1, 1), date(2009, 12, 31))
STANDINGS = st.builds(
    standing,
    status=st.sampled_from(WorkStatus),
    completed_on=st.none() | DAYS,
    due=st.none() | DAYS,
    as_of=DAYS,
    near_days=st.integers(0, 30),
    suspended_until=st.none() | DAYS,
)


@given(st.lists(STANDINGS, max_size=40))
def test_the_four_cells_always_add_up(standings: list[Standing]) -> None:
    counted = two_by_two(standings)
    assert counted.total + counted.withdrawn + counted.reassigned == len(standings)
    assert counted.open_undated <= counted.open_in_time
    assert all(badge_words(each) and official_words(each) for each in standings)
