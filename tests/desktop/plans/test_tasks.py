"""The list of tasks and the official 2 × 2 at a day.

The expected states are worked out by hand from the printed deadlines: B.1, B.2, C.2 and C.4 "Tháng 6/2007", B.8
"Tháng 10/2007", C.10 and C.14 "Tháng 12/2007", the other seven "Thực hiện thường xuyên", which are never late.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from desktop.assigning.assigning import allocate, withdraw
from desktop.permissions import Role
from desktop.plans.records import Plan
from desktop.plans.state import DueState, OfficialState, TwoByTwo, WorkStatus
from desktop.plans.tasks import TaskFilter, TaskItem, count, tasks
from desktop.progress.entries import LifeState, Record
from desktop.progress.recording import Typed, entity_for, report, save_draft, submit_entries
from desktop.progress.review import approve_entries, return_entries
from desktop.session import Session
from tests.support.ledgers import OFFICER, SUPERVISOR, Ledger, units

JUNE, JULY, NEW_YEAR = date(2007, 6, 25), date(2007, 7, 1), date(2008, 1, 1)
ORDER = ["B.1", "B.2", "B.8", "C.2", "C.4", "C.6", "C.7", "C.8", "C.9", "C.10", "C.11", "C.12", "C.14", "C.15"]
ALWAYS = {"C.6", "C.7", "C.8", "C.9", "C.11", "C.12", "C.15"}
DONE = Record(status=WorkStatus.COMPLETED, percent=100, completed_on=date(2007, 6, 18))
HALF = Record(status=WorkStatus.IN_PROGRESS, percent=50)


@dataclass
class Work:
    ledger: Ledger
    plan: Plan
    officer: Session
    supervisor: Session

    def items(self, as_of: date = JUNE, **chosen: str) -> dict[str, TaskItem]:
        found = tasks(self.supervisor, TaskFilter(as_of=as_of, **chosen))
        return {item.row.label: item for item in found}

    def done(self, path: str, record: Record, period: str = "") -> None:
        entry = report(self.officer, self.ledger.row(self.plan, path), period, record, submit_too=True)
        approve_entries(self.supervisor, [entry.entity])


@pytest.fixture
def work(ledger: Ledger) -> Work:
    plan = ledger.import_608("HQ03")
    return Work(ledger, plan, ledger.add(OFFICER, Role.OFFICER), ledger.add(SUPERVISOR, Role.SUPERVISOR))


def test_the_fourteen_tasks_stand_in_printed_order(work: Work) -> None:
    assert list(work.items(unit="HQ03")) == ORDER


@pytest.mark.parametrize(
    ("as_of", "soon", "overdue", "expected"),
    [
        (JUNE, {"B.1", "B.2", "C.2", "C.4"}, set(), TwoByTwo(open_in_time=14, open_undated=7)),
        (
            JULY,
            set(),
            {"B.1", "B.2", "C.2", "C.4"},
            TwoByTwo(open_in_time=10, open_overdue=4, open_undated=7),
        ),
        (
            NEW_YEAR,
            set(),
            {"B.1", "B.2", "C.2", "C.4", "B.8", "C.10", "C.14"},
            TwoByTwo(open_in_time=7, open_overdue=7, open_undated=7),
        ),
    ],
)
def test_untouched_tasks_fall_due_by_the_printed_deadlines(
    work: Work, as_of: date, soon: set[str], overdue: set[str], expected: TwoByTwo
) -> None:
    items = work.items(as_of)
    assert {label for label, item in items.items() if item.standing.derived is DueState.DUE_SOON} == soon
    assert {label for label, item in items.items() if item.standing.derived is DueState.OVERDUE} == overdue
    assert {label for label, item in items.items() if item.standing.undated} == ALWAYS
    assert {label for label, item in items.items() if item.standing.official is OfficialState.OPEN_OVERDUE} == overdue
    assert count(items.values()) == expected


def test_the_two_by_two_after_some_work(work: Work) -> None:
    """C.4 done 18/06 (in time); B.1 done 05/07, five days late; C.10 done only in the eyes of its officer."""
    work.ledger.clock.set(date(2007, 7, 20))
    work.done("I/C/4", DONE)
    work.done("I/B/1", Record(status=WorkStatus.COMPLETED, percent=100, completed_on=date(2007, 7, 5)))
    unconfirmed = report(work.officer, work.ledger.row(work.plan, "I/C/10"), "", DONE, submit_too=True)
    assert unconfirmed.approved is None

    def counted(day: date) -> TwoByTwo:
        return count(work.items(day).values())

    assert counted(date(2007, 6, 17)) == TwoByTwo(open_in_time=14, open_undated=7)
    assert counted(JUNE) == TwoByTwo(completed_on_time=1, open_in_time=13, open_undated=7)
    assert counted(JULY) == TwoByTwo(completed_on_time=1, open_in_time=10, open_overdue=3, open_undated=7)
    after = counted(date(2007, 7, 5))
    assert after == TwoByTwo(completed_on_time=1, completed_late=1, open_in_time=10, open_overdue=2, open_undated=7)
    assert (after.ratio_of_due, after.ratio_of_total) == (Fraction(2, 4), Fraction(2, 14))
    year = counted(NEW_YEAR)
    assert year == TwoByTwo(completed_on_time=1, completed_late=1, open_in_time=7, open_overdue=5, open_undated=7)
    assert work.items()["C.10"].standing.status is WorkStatus.AWAITING_CONFIRMATION


def test_a_withdrawn_task_stands_outside_the_four(work: Work) -> None:
    task = work.ledger.row(work.plan, "I/C/4").entity
    withdraw(work.ledger.administrator, [task], "HQ03", units(), reason="Chuyển đơn vị")
    assert count(work.items(JULY).values()) == TwoByTwo(open_in_time=10, open_overdue=3, open_undated=7, withdrawn=1)
    assert work.items()["C.4"].standing.official is None


def test_the_life_of_an_entry_is_read_from_the_list(work: Work) -> None:
    row = work.ledger.row(work.plan, "I/C/4")
    lives = [work.items()["C.4"].life]
    entry = report(work.officer, row, "", HALF)
    for act in (
        lambda: None,
        lambda: submit_entries(work.officer, [entry.entity]),
        lambda: return_entries(work.supervisor, [entry.entity], "Thiếu"),
        lambda: submit_entries(work.officer, [entry.entity]),
        lambda: approve_entries(work.supervisor, [entry.entity]),
    ):
        act()
        lives.append(work.items()["C.4"].life)
    assert lives == [
        LifeState.NONE,
        LifeState.RECORDED,
        LifeState.SUBMITTED,
        LifeState.RETURNED,
        LifeState.SUBMITTED,
        LifeState.APPROVED,
    ]


def test_the_entry_that_counts_is_the_latest_that_had_begun(work: Work) -> None:
    row = work.ledger.row(work.plan, "I/C/6")
    for period, percent in (("2007-05", 10), ("2007-06", 20), ("2007-07", 30)):
        report(work.officer, row, period, Record(status=WorkStatus.IN_PROGRESS, percent=percent))

    def shown(day: date) -> int | None:
        entry = work.items(day)["C.6"].entry
        return entry.record.percent if entry else None

    # By Nghị định 09/2019 June is closed on the 14th: its report begins on 15 May.
    assert [shown(day) for day in (date(2007, 1, 1), date(2007, 5, 14), date(2007, 5, 15))] == [None, 10, 20]
    assert [shown(day) for day in (date(2007, 6, 14), date(2007, 6, 15), NEW_YEAR)] == [20, 30, 30]


def test_tasks_are_found_by_words_without_accents_by_officer_unit_and_plan(work: Work) -> None:
    row = work.ledger.row(work.plan, "I/C/4")
    allocate(work.supervisor, [row.entity], officer=work.officer.person.id)
    assert list(work.items(words="doanh nghiep trong diem")) == list(work.items(words="DOANH NGHIỆP TRỌNG ĐIỂM"))
    assert list(work.items(words="doanh nghiep trong diem")) == ["C.2", "C.12", "C.15"]
    assert list(work.items(words="c.4")) == ["C.4"]
    assert work.items(words="không có chữ này") == {}
    assert list(work.items(officer=work.officer.person.id)) == ["C.4"]
    assert work.items()["C.4"].officer_name == OFFICER
    assert work.items(unit="HQ20") == {}
    assert list(work.items(plan="608/QĐ-TCHQ")) == ORDER
    assert work.items(plan="609/QĐ-TCHQ") == {}


def test_ones_own_draft_is_marked_at_its_task(work: Work) -> None:
    row = work.ledger.row(work.plan, "I/C/4")
    save_draft(work.supervisor, entity_for(work.supervisor, row, ""), Typed(result="nháp"))
    assert [label for label, item in work.items().items() if item.has_draft] == ["C.4"]
    assert not any(item.has_draft for item in tasks(work.officer, TaskFilter(as_of=JUNE)))
