"""Who defines what is owed period by period, what the plan itself suggests, and how it ends."""

from datetime import date

import pytest

from desktop.checking import check_ledger
from desktop.dates import ND09, PeriodKind, PeriodProfile, Profile, parse_period
from desktop.errors import MissingReason, NotATask, NotLedHere, NotOwnObligation, NotPermitted, UnknownObligation
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.obligations.defining import (
    NewObligation,
    beginning_with,
    define_obligations,
    end_obligation,
    may_define,
    obligation_at,
)
from desktop.obligations.holidays import drop_holiday, enter_holiday, entered_holidays, holidays
from desktop.obligations.records import obligations_of, periods
from desktop.obligations.suggesting import open_suggestions, suggested
from desktop.permissions import Role
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import PrintedRow
from desktop.session import Session
from tests.desktop.obligations.conftest import MAY, Department
from tests.support.ledgers import SUPERVISOR, Ledger

JUNE_DAY = date(2007, 6, 25)


def rows(session: Session, ledger: Ledger) -> list[PrintedRow]:
    return rows_of_plan(session.database, ledger.import_608("HQ03", "HQ20").entity)


def test_the_plan_suggests_the_monthly_duties_of_its_continuous_tasks(headquarters: Ledger) -> None:
    found = suggested(rows(headquarters.administrator, headquarters))
    assert [(one.row.label, one.every) for one in found] == [
        ("C.7", PeriodKind.MONTH),
        ("C.8", PeriodKind.MONTH),
        ("C.9", PeriodKind.MONTH),
    ]
    assert found[0].words.startswith("Hàng tháng đưa ra báo cáo về tình hình, kết quả kiểm tra sau thông quan, số vụ")
    assert "toàn ngành" not in found[0].words
    assert found[2].words.endswith("theo mã 10 số")


def test_headquarters_accepts_all_suggestions_as_one_change_and_undoes_it_as_one(headquarters: Ledger) -> None:
    session = headquarters.administrator
    found = suggested(rows(session, headquarters))
    made = define_obligations(session, [beginning_with(one, JUNE_DAY) for one in found])
    assert [(one.number, one.unit, one.begins, one.profile) for one in made] == [("1", "", date(2007, 6, 15), ND09)] * 3
    assert made[0].entity == f"obl/{made[0].task.partition('/')[2]}/1"
    assert session.undo().words == "Đã đặt 3 việc định kỳ."
    assert obligations_of(session.database, made[0].task) == []
    assert check_ledger(session, Job()).is_whole


def test_what_stands_already_is_not_defined_twice(headquarters: Ledger) -> None:
    session = headquarters.administrator
    printed = rows(session, headquarters)
    wanted = [beginning_with(one, JUNE_DAY) for one in suggested(printed)]
    define_obligations(session, wanted[:1])
    assert [one.row.label for one in open_suggestions(session.database, printed)] == ["C.8", "C.9"]
    assert [one.number for one in define_obligations(session, wanted)] == ["1", "1"]
    assert open_suggestions(session.database, printed) == []


def test_a_number_that_was_undone_is_not_given_again(headquarters: Ledger) -> None:
    session = headquarters.administrator
    row = next(row for row in rows(session, headquarters) if row.label == "C.7")
    define_obligations(session, [NewObligation(row, PeriodKind.MONTH, MAY, "Báo cáo tháng")])
    session.undo()
    (made,) = define_obligations(session, [NewObligation(row, PeriodKind.QUARTER, MAY, "Báo cáo quý")])
    assert (made.number, made.every, made.words) == ("2", PeriodKind.QUARTER, "Báo cáo quý")


def test_without_words_of_its_own_an_obligation_is_called_by_its_task(headquarters: Ledger) -> None:
    session = headquarters.administrator
    row = next(row for row in rows(session, headquarters) if row.label == "C.6")
    (made,) = define_obligations(session, [NewObligation(row, PeriodKind.MONTH, MAY)])
    assert made.words.startswith("Tiến hành kiểm tra sau thông quan")


def test_an_ended_obligation_has_no_period_after_its_last(headquarters: Ledger) -> None:
    session = headquarters.administrator
    row = next(row for row in rows(session, headquarters) if row.label == "C.7")
    (made,) = define_obligations(session, [NewObligation(row, PeriodKind.MONTH, MAY, "Báo cáo")])
    ended = end_obligation(session, made.entity, parse_period("2007-06"), "Nay báo cáo theo quý.")
    assert (ended.ends, ended.reason) == (date(2007, 6, 14), "Nay báo cáo theo quý.")
    assert [period.key for period in periods(ended, date(2007, 12, 31))] == ["2007-05", "2007-06"]
    session.undo()
    assert obligation_at(session.database, made.entity).ends is None


def test_the_first_period_is_the_one_in_which_the_beginning_lies(headquarters: Ledger) -> None:
    session = headquarters.administrator
    row = next(row for row in rows(session, headquarters) if row.label == "C.7")
    custom = Profile(PeriodProfile.CUSTOM, 26, 3)
    wanted = [
        NewObligation(row, PeriodKind.MONTH, date(2007, 6, 1), "Tháng"),
        NewObligation(row, PeriodKind.MONTH, date(2007, 5, 25), "Tháng từ 26", custom),
        NewObligation(row, PeriodKind.NINE_MONTHS, date(2007, 11, 1), "Chín tháng"),
        NewObligation(row, PeriodKind.YEAR, date(2007, 12, 20), "Năm"),
    ]
    first = [next(periods(made, JUNE_DAY)).key for made in define_obligations(session, wanted)]
    assert first == ["2007-06", "2007-05", "2008-9M", "2008"]


def test_a_department_gives_itself_duties_of_the_tasks_it_leads(department: Department) -> None:
    wanted = NewObligation(department.row(), PeriodKind.QUARTER, MAY, "Sơ kết quý")
    (made,) = define_obligations(department.supervisor, [wanted])
    assert (made.number, made.unit, made.is_own) == ("r1", "HQ03", True)
    assert made.entity.endswith("/HQ03/r1")
    assert "2007-Q2~r1" in department.states(JUNE_DAY)
    entry = department.hand_in("2007-Q2~r1", JUNE_DAY)
    assert department.states(JUNE_DAY)["2007-Q2~r1"] == "late"  # due on Monday 18/06
    assert entry.record.slot is not None
    assert check_ledger(department.supervisor, Job()).is_whole


def test_a_department_defines_nothing_of_what_it_does_not_lead(department: Department) -> None:
    for path in ("I/B/8", "I/C/1"):  # it supports one, and was not given the other
        with pytest.raises(NotLedHere) as refused:
            define_obligations(department.supervisor, [NewObligation(department.row(path), PeriodKind.MONTH, MAY)])
        assert refused.value.path == path
    assert not may_define(department.supervisor, department.row("I/B/8").entity)
    assert may_define(department.supervisor, department.row().entity)
    assert not may_define(department.officer, department.row().entity)


def test_a_department_does_not_end_what_headquarters_asked_for(department: Department) -> None:
    owed = department.owe()
    with pytest.raises(NotOwnObligation):
        end_obligation(department.supervisor, owed.entity, parse_period("2007-06"), "Không cần nữa.")
    with pytest.raises(UnknownObligation):
        end_obligation(department.supervisor, EntityId(f"{owed.entity}9"), parse_period("2007-06"), "Không cần nữa.")


def test_an_officer_defines_nothing_a_heading_owes_nothing_and_an_end_has_its_reason(headquarters: Ledger) -> None:
    session = headquarters.administrator
    printed = rows(session, headquarters)
    task = next(row for row in printed if row.label == "C.7")
    heading = next(row for row in printed if not row.is_task)
    with pytest.raises(NotPermitted):
        define_obligations(headquarters.add("Lê Thu Hà", Role.OFFICER), [NewObligation(task, PeriodKind.MONTH, MAY)])
    with pytest.raises(NotATask):
        define_obligations(session, [NewObligation(heading, PeriodKind.MONTH, MAY)])
    (made,) = define_obligations(session, [NewObligation(task, PeriodKind.MONTH, MAY)])
    with pytest.raises(MissingReason):
        end_obligation(session, made.entity, parse_period("2007-06"), " ")


def test_days_off_are_entered_by_the_administrator(department: Department) -> None:
    session = department.ledger.administrator
    tet = date(2007, 2, 19)
    enter_holiday(session, tet, "Tết Đinh Hợi")
    assert entered_holidays(session.database) == [(tet, "Tết Đinh Hợi")]
    days_off = holidays(session.database)
    assert [day in days_off for day in (tet, date(2007, 9, 2), date(2031, 5, 1), date(2007, 9, 3))] == [
        True,
        True,
        True,
        False,
    ]
    drop_holiday(session, tet)
    assert tet not in holidays(session.database)
    with pytest.raises(NotPermitted):
        enter_holiday(department.ledger.sign_in(SUPERVISOR), tet, "Tết")
