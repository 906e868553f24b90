"""What the ledger knows for a report."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop.assigning.assigning import withdraw
from desktop.dates import parse_period
from desktop.errors import UnknownPlan
from desktop.plans.state import WorkStatus
from desktop.progress.entries import EntryState
from desktop.progress.recording import Typed
from desktop.reports.inputs import ReportInput, Role, TaskFacts
from desktop.reports.picture import ReportChoice, ReportPicture, report_picture
from desktop.reports.results import build_results_report
from desktop.units.table import load_units
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR, Ledger, make_ledger

QUARTER = parse_period("2007-Q2")
AT_TODAY = ReportChoice(QUARTER, date(2007, 6, 25))
DONE = Typed(status="completed", percent="100", completed_on="18/06/2007", result="Đã lập danh sách")
HALF = Typed(status="in_progress", percent="50", result="Đã rà soát một nửa")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = make_ledger(tmp_path)
    yield made
    made.close()


def picture(ledger: Ledger, choice: ReportChoice = AT_TODAY) -> ReportPicture:
    return report_picture(ledger.administrator, choice, load_units())


def late(found: ReportPicture) -> ReportInput:
    return replace(found.facts, as_of=date(2007, 7, 1))


def task(found: ReportPicture, *path: str) -> TaskFacts:
    return next(task for plan in found.facts.plans for task in plan.tasks if task.path == path)


def test_a_department_reports_on_its_own_tasks_under_their_printed_headings(ledger: Ledger) -> None:
    found = picture(ledger)
    (plan,) = found.facts.plans
    assert plan.number == "608/QĐ-TCHQ"
    assert plan.issued_on == date(2007, 3, 30)
    paths = [heading.path for heading in plan.headings]
    assert paths[:2] == [("I",), ("I", "A")]
    assert all(task.path[:2] in paths for task in plan.tasks)
    assert task(found, "I", "C", "4").deadline_text == ledger.row("I/C/4").deadline_text
    assert {task.role for task in plan.tasks} <= {Role.LEAD, Role.SUPPORT}


def test_the_head_of_the_page_names_the_department_and_its_superior(ledger: Ledger) -> None:
    facts = picture(ledger).facts
    assert facts.unit.name == "Cục Hải quan thành phố Hải Phòng"
    assert (facts.unit.upper_line, facts.unit.own_line) == ("TỔNG CỤC HẢI QUAN", "CỤC HẢI QUAN THÀNH PHỐ HẢI PHÒNG")
    assert (facts.unit.notation, facts.unit.place) == ("HQHP", "Hải Phòng")
    assert facts.addressee == "Tổng cục Hải quan"
    assert facts.signatory.capacity == ("CỤC TRƯỞNG",)
    assert facts.made_at.replace(tzinfo=None) == datetime(2007, 6, 25, 9, 42, 10)
    assert facts.last_bundle == ""


def test_without_a_day_it_is_the_cut_off_of_the_period(ledger: Ledger) -> None:
    assert picture(ledger, ReportChoice(QUARTER)).facts.as_of == date(2007, 6, 14)


def test_only_approved_entries_count(ledger: Ledger) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    entry = ledger.hand_in(officer, "I/C/4", DONE)
    before = task(picture(ledger), "I", "C", "4")
    assert (before.status, before.entry) == (WorkStatus.NOT_STARTED, None)
    ledger.approve(supervisor, entry)
    after = task(picture(ledger), "I", "C", "4")
    assert (after.status, after.completed_on) == (WorkStatus.COMPLETED, date(2007, 6, 18))
    assert after.entry
    assert after.entry.result == "Đã lập danh sách"


def test_a_change_after_the_approval_waits_for_its_own(ledger: Ledger) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    ledger.approve(supervisor, ledger.hand_in(officer, "I/C/4", HALF))
    ledger.hand_in(officer, "I/C/4", DONE, reason="Đã xong")
    found = picture(ledger)
    shown = task(found, "I", "C", "4")
    assert (shown.status, shown.entry and shown.entry.percent) == (WorkStatus.IN_PROGRESS, 50)
    assert [(missing.label, missing.state) for missing in found.unapproved] == [("C.4", EntryState.SUBMITTED)]


def test_an_entry_that_waits_leaves_the_approved_one_of_an_earlier_period_in_force(ledger: Ledger) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    ledger.approve(supervisor, ledger.hand_in(officer, "I/C/8", HALF, "2007-05"))
    ledger.hand_in(officer, "I/C/8", DONE, "2007-06")
    shown = task(picture(ledger), "I", "C", "8")
    assert (shown.status, shown.entry and shown.entry.percent) == (WorkStatus.IN_PROGRESS, 50)


def test_a_draft_counts_what_was_recorded(ledger: Ledger) -> None:
    officer = ledger.sign_in(OFFICER)
    ledger.hand_in(officer, "I/C/4", DONE)
    found = picture(ledger, ReportChoice(QUARTER, date(2007, 6, 25), draft=True))
    assert task(found, "I", "C", "4").completed_on == date(2007, 6, 18)
    assert found.facts.draft


def test_the_latest_period_that_had_begun_by_the_day_counts(ledger: Ledger) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    may = ledger.hand_in(officer, "I/C/8", HALF, "2007-05")
    july = ledger.hand_in(officer, "I/C/8", Typed(status="in_progress", percent="70"), "2007-07")
    ledger.approve(supervisor, may, july)
    percents = [
        entry.percent
        for day in (date(2007, 6, 14), date(2007, 6, 15))
        if (entry := task(picture(ledger, ReportChoice(QUARTER, day)), "I", "C", "8").entry)
    ]
    assert percents == [50, 70]  # the data of July begin on 15/06


def test_a_withdrawn_task_stands_outside_the_total(ledger: Ledger) -> None:
    everything = picture(ledger)
    withdraw(ledger.administrator, [ledger.row("I/C/4").entity], "HQ03", load_units(), reason="Giao nhầm")
    found = picture(ledger)
    content = build_results_report(found.facts)
    assert content.two_by_two.withdrawn == 1
    assert content.two_by_two.total == len(everything.facts.plans[0].tasks) - 1
    assert "C.4" not in [missing.label for missing in found.missing]


def test_what_was_not_approved_is_named(ledger: Ledger) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    ledger.approve(supervisor, ledger.hand_in(officer, "I/C/4", DONE))
    ledger.hand_in(officer, "I/C/8", HALF)
    found = picture(ledger)
    assert len(found.missing) == len(found.facts.plans[0].tasks) - 1
    states = {missing.label: missing.state for missing in found.missing}
    assert "C.4" not in states
    assert (states["C.8"], states["C.2"]) == (EntryState.SUBMITTED, None)


def test_an_unknown_plan_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UnknownPlan):
        picture(ledger, ReportChoice(QUARTER, plans=("609/QĐ-TCHQ",)))


def test_headquarters_shows_a_row_for_each_unit(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, "TCHQ", ("HQ03", "HQ01"))
    try:
        found = picture(ledger)
        rows = [task for task in found.facts.plans[0].tasks if task.path == ("I", "C", "2")]
        assert sorted(row.lead for row in rows) == [
            "Cục Hải quan thành phố Hà Nội",
            "Cục Hải quan thành phố Hải Phòng",
        ]
        assert [row.unit for row in rows] == ["HQ Hà Nội", "HQ Hải Phòng"]
        text = "\n".join(passage.text for passage in build_results_report(late(found)).body)
        assert "Nhiệm vụ I.C.2 (HQ Hà Nội): Rà soát đánh giá" in text
        one = picture(ledger, ReportChoice(QUARTER, date(2007, 6, 25), unit="HQ03"))
        assert len(one.facts.plans[0].tasks) * 2 == len(found.facts.plans[0].tasks)
        assert (found.facts.unit.own_line, found.facts.signatory.capacity) == (
            "TỔNG CỤC HẢI QUAN",
            ("TỔNG CỤC TRƯỞNG",),
        )
    finally:
        ledger.close()
