"""One reporting slot per period, by the table of Nghị định 09/2019/NĐ-CP and the calendar of 2007.

Worked out by hand: May's data close on Monday 14/05 and are due on Wednesday 16/05; June's on Thursday 14/06, due on
Monday 18/06; July's on Saturday 14/07, due on Tuesday 17/07.
"""

from dataclasses import replace
from datetime import date

import pytest

from desktop.assigning.assigning import allocate, withdraw
from desktop.dates import ND09, PeriodKind, PeriodProfile, Profile
from desktop.errors import UnknownPeriod
from desktop.home import WorkKind, home
from desktop.obligations.holidays import enter_holiday
from desktop.obligations.slots import SlotState, slots, terms
from desktop.obligations.words import term_words
from desktop.plans.state import OfficialState, WorkStatus
from desktop.progress.entries import ReportedPeriod
from desktop.progress.recording import report
from desktop.progress.review import return_entries
from desktop.units.table import load_units
from tests.desktop.obligations.conftest import DOING, Department

JUNE_DAY = date(2007, 6, 25)
DONE = replace(DOING, status=WorkStatus.COMPLETED, percent=100, completed_on=date(2007, 6, 14))


def test_the_slots_run_from_the_first_period_to_the_one_after_the_day(department: Department) -> None:
    obligation = department.owe()
    found = slots(obligation, "HQ03", [], JUNE_DAY)
    assert [(slot.key, slot.bounds.start, slot.bounds.cutoff, slot.due) for slot in found] == [
        ("2007-05", date(2007, 4, 15), date(2007, 5, 14), date(2007, 5, 16)),
        ("2007-06", date(2007, 5, 15), date(2007, 6, 14), date(2007, 6, 18)),
        ("2007-07", date(2007, 6, 15), date(2007, 7, 14), date(2007, 7, 17)),
        ("2007-08", date(2007, 7, 15), date(2007, 8, 14), date(2007, 8, 16)),
    ]
    assert [slot.state for slot in found] == [SlotState.OVERDUE, SlotState.OVERDUE, SlotState.OPEN, SlotState.OPEN]


def test_a_period_says_what_it_asks_for(department: Department) -> None:
    may, june, *_ = terms(department.owe(), JUNE_DAY)
    assert term_words(june) == "Kỳ tháng 6/2007: số liệu 15/05–14/06/2007, gửi chậm nhất 18/06"
    assert term_words(may).endswith("gửi chậm nhất 16/05")


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (date(2007, 6, 10), "open"),
        (date(2007, 6, 11), "due_soon"),  # seven days before Monday 18/06
        (date(2007, 6, 18), "due_soon"),
        (date(2007, 6, 19), "overdue"),
    ],
)
def test_a_slot_nears_and_passes_its_day_while_the_task_itself_is_never_late(
    department: Department, as_of: date, state: str
) -> None:
    department.owe()
    assert department.states(as_of)["2007-06"] == state
    assert department.item(as_of).standing.official is OfficialState.OPEN_IN_TIME


def test_a_report_handed_in_by_the_day_is_in_time_and_the_day_after_is_late(department: Department) -> None:
    department.owe()
    may = department.hand_in("2007-05", date(2007, 5, 16))
    assert department.states(date(2007, 5, 16))["2007-05"] == "sent"
    department.approve(may)
    department.hand_in("2007-06", date(2007, 6, 19))
    assert department.states(date(2007, 6, 25)) == {
        "2007-05": "approved",
        "2007-06": "late",
        "2007-07": "open",
        "2007-08": "open",
    }


def test_a_report_counts_from_the_day_it_was_handed_in(department: Department) -> None:
    department.owe()
    department.hand_in("2007-06", date(2007, 6, 22))
    assert department.states(date(2007, 6, 21))["2007-06"] == "overdue"
    assert department.states(date(2007, 6, 22))["2007-06"] == "late"


def test_what_is_only_recorded_or_came_back_is_still_to_be_handed_in(department: Department) -> None:
    department.owe()
    department.ledger.clock.set(date(2007, 6, 15))
    report(department.officer, department.row(), "2007-06", DOING)
    assert department.states(date(2007, 6, 15))["2007-06"] == "due_soon"
    entry = department.hand_in("2007-06", date(2007, 6, 15))
    return_entries(department.supervisor, [entry.entity], "Số liệu chưa khớp.")
    assert department.states(date(2007, 6, 19))["2007-06"] == "overdue"


def test_a_correction_that_is_approved_later_does_not_make_the_report_late(department: Department) -> None:
    department.owe()
    department.approve(department.hand_in("2007-06", date(2007, 6, 18)))
    better = replace(DOING, percent=60)
    again = department.hand_in("2007-06", date(2007, 7, 9), better, reason="Bổ sung số liệu.")
    assert department.states(date(2007, 7, 9))["2007-06"] == "approved"
    department.approve(again)
    assert department.states(date(2007, 7, 9))["2007-06"] == "approved"


def test_a_submitted_report_keeps_the_rule_it_was_made_with(department: Department) -> None:
    department.owe()
    june = department.approve(department.hand_in("2007-06", date(2007, 6, 18)))
    expected = ReportedPeriod(PeriodKind.MONTH, date(2007, 5, 15), date(2007, 6, 14), date(2007, 6, 18), ND09.key)
    assert june.record.slot == expected
    assert june.approved is not None
    assert june.approved.slot == expected
    department.owe(profile=Profile(PeriodProfile.CUSTOM, 26, 1))  # the same duty by another rule
    enter_holiday(department.ledger.administrator, date(2007, 6, 15), "Nghỉ")
    (slot,) = [one for one in department.item(JUNE_DAY).slots if one.key == "2007-06"]
    assert (slot.bounds.start, slot.bounds.cutoff, slot.due) == (expected.start, expected.cutoff, expected.due)
    again = department.hand_in("2007-06", date(2007, 7, 9), replace(DOING, percent=70), reason="Bổ sung số liệu.")
    assert again.record.slot == expected


def test_a_report_not_yet_handed_in_follows_the_rule_in_force(department: Department) -> None:
    department.owe()
    department.ledger.clock.set(date(2007, 6, 15))
    report(department.officer, department.row(), "2007-06", DOING)
    department.owe(profile=Profile(PeriodProfile.CUSTOM, 26, 1))
    entry = department.hand_in("2007-06", date(2007, 6, 15))
    assert entry.record.slot == ReportedPeriod(
        PeriodKind.MONTH, date(2007, 5, 26), date(2007, 6, 25), date(2007, 6, 26), "CUSTOM-26"
    )


def test_an_entered_holiday_moves_the_day_a_report_is_due(department: Department) -> None:
    department.owe()
    enter_holiday(department.ledger.administrator, date(2007, 7, 16), "Nghỉ bù")
    found = {slot.key: slot.due for slot in department.item(JUNE_DAY).slots}
    assert found["2007-07"] == date(2007, 7, 18)


def test_entries_without_an_obligation_keep_no_period(department: Department) -> None:
    assert department.hand_in("2007-06", date(2007, 6, 18)).record.slot is None
    assert department.item(JUNE_DAY).slots == ()


def test_the_entries_of_two_duties_of_a_task_stand_beside_each_other(department: Department) -> None:
    department.owe()
    department.owe(number="2", every=PeriodKind.QUARTER)
    first = department.hand_in("2007-Q2", date(2007, 6, 18), path="I/C/7")  # of no duty: the first is monthly
    second = department.hand_in("2007-Q2~2", date(2007, 6, 18))
    assert (first.record.slot, second.period) == (None, "2007-Q2~2")
    assert second.record.slot is not None
    assert department.states(JUNE_DAY)["2007-Q2~2"] == "sent"
    assert department.states(JUNE_DAY)["2007-06"] == "overdue"


@pytest.mark.parametrize("period", ["2007-06~2", "2007-06~r1", "2007-06~x"])
def test_a_duty_that_is_not_there_has_no_entries(department: Department, period: str) -> None:
    department.owe()
    with pytest.raises(UnknownPeriod):
        report(department.officer, department.row(), period, DOING)


def test_a_complete_report_of_a_period_does_not_complete_the_task(department: Department) -> None:
    department.owe()
    department.approve(department.hand_in("2007-06", date(2007, 6, 18), DONE))
    item = department.item(JUNE_DAY)
    assert (item.standing.status, item.standing.official) == (WorkStatus.IN_PROGRESS, OfficialState.OPEN_IN_TIME)
    department.approve(department.hand_in("", date(2007, 6, 18), DONE))
    assert department.item(JUNE_DAY).standing.official is OfficialState.COMPLETED_ON_TIME


def test_the_next_slot_is_the_one_due_first(department: Department) -> None:
    department.owe()
    department.hand_in("2007-05", date(2007, 5, 16))
    item = department.item(JUNE_DAY)
    assert item.next_slot is not None
    assert item.next_slot.key == "2007-06"
    assert [slot.key for slot in item.overdue_slots] == ["2007-06"]


def test_a_task_taken_back_owes_nothing(department: Department) -> None:
    department.owe()
    withdraw(department.supervisor, [department.row().entity], "HQ03", load_units(), reason="Giao nhầm.")
    assert department.item(JUNE_DAY).slots == ()


def test_a_unit_that_supports_a_task_owes_nothing(department: Department) -> None:
    department.owe("I/B/8")  # the plan names the provincial departments among the supporters
    assert department.item(JUNE_DAY, "I/B/8").slots == ()


def test_home_lists_the_periods_that_are_overdue_or_near(department: Department) -> None:
    department.owe()
    department.hand_in("2007-05", date(2007, 5, 16))
    shown = home(department.supervisor, date(2007, 7, 12))
    found = [(work.kind, work.item.row.label, work.slot.key, work.due) for work in shown.work if work.slot]
    assert found == [
        (WorkKind.OVERDUE_SLOT, "C.7", "2007-06", date(2007, 6, 18)),
        (WorkKind.DUE_SOON, "C.7", "2007-07", date(2007, 7, 17)),
    ]
    assert (shown.figures.overdue_slots, shown.figures.overdue) == (1, 4)  # B.1, B.2, C.2, C.4: June 2007
    assert shown.next_due == date(2007, 7, 17)


def test_the_overdue_periods_of_a_duty_are_one_line_on_home(department: Department) -> None:
    department.owe()
    (work,) = [each for each in home(department.supervisor, JUNE_DAY).work if each.kind is WorkKind.OVERDUE_SLOT]
    assert work.slot is not None
    assert (work.slot.key, work.more) == ("2007-05", 1)
    assert home(department.supervisor, JUNE_DAY).figures.overdue_slots == 2


def test_an_overdue_period_waits_for_the_officer_of_its_task(department: Department) -> None:
    department.owe()
    allocate(department.supervisor, [department.row().entity], officer=department.officer.person.id)
    assert home(department.officer, date(2007, 6, 19)).waits_for_me == 1
