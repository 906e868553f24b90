from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.assigning.assigning import allocate
from desktop.home import Home, WorkKind, home
from desktop.progress.recording import Typed
from desktop.progress.review import return_entries
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR, TODAY, Ledger, make_ledger

DONE = Typed(status="completed", percent="100", completed_on="18/06/2007", result="Đã lập danh sách.")
DOING = Typed(status="in_progress", percent="60", result="Đang làm.")
# The provincial tasks of 608 that are due by the last of June 2007, as the decision prints them: B.1, B.2, C.2, C.4.
JUNE = {"I/B/1", "I/B/2", "I/C/2", "I/C/4"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = make_ledger(tmp_path)
    yield made
    made.close()


def paths(shown: Home, kind: WorkKind) -> list[str]:
    return [work.item.row.path_text for work in shown.work if work.kind is kind]


def test_what_is_due_in_seven_days_is_counted_and_listed(ledger: Ledger) -> None:
    shown = home(ledger.administrator, TODAY)
    assert set(paths(shown, WorkKind.DUE_SOON)) == JUNE
    assert (shown.figures.due_soon, shown.figures.overdue) == (4, 0)
    assert shown.due_until == date(2007, 7, 2)
    assert shown.next_due == date(2007, 6, 30)


def test_a_day_after_the_last_of_june_the_same_tasks_are_overdue(ledger: Ledger) -> None:
    shown = home(ledger.administrator, date(2007, 7, 1))
    assert set(paths(shown, WorkKind.OVERDUE)) == JUNE
    assert (shown.figures.due_soon, shown.figures.overdue) == (0, 4)
    assert shown.two_by_two.open_overdue == 4


def test_eight_days_before_a_task_is_not_yet_near(ledger: Ledger) -> None:
    assert paths(home(ledger.administrator, date(2007, 6, 22)), WorkKind.DUE_SOON) == []
    assert len(paths(home(ledger.administrator, date(2007, 6, 23)), WorkKind.DUE_SOON)) == 4


def test_what_waits_for_a_person_is_his_own_and_what_others_handed_in(ledger: Ledger) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    allocate(supervisor, [ledger.row("I/C/4").entity, ledger.row("I/C/10").entity], officer=officer.person.id, team="")
    ledger.hand_in(officer, "I/C/10", DOING)
    ledger.hand_in(supervisor, "I/C/2", DOING)
    assert (home(officer, TODAY).waits_for_me, home(officer, TODAY).to_review) == (1, 0)
    assert (home(supervisor, TODAY).waits_for_me, home(supervisor, TODAY).to_review) == (0, 1)
    assert home(supervisor, TODAY).figures.waiting == 2


def test_a_returned_task_stands_among_the_returned_with_its_reason(ledger: Ledger) -> None:
    entry = ledger.hand_in(ledger.sign_in(OFFICER), "I/C/10", DOING)
    return_entries(ledger.sign_in(SUPERVISOR), [entry.entity], "Số liệu chưa khớp.")
    shown = home(ledger.administrator, TODAY)
    (work,) = [each for each in shown.work if each.kind is WorkKind.RETURNED]
    assert work.item.row.path_text == "I/C/10"
    assert work.returned is not None
    assert work.returned.return_reason == "Số liệu chưa khớp."
    assert shown.figures.returned == 1


def test_what_was_returned_is_on_its_authors_desk_whoever_has_the_task(ledger: Ledger) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    entry = ledger.hand_in(officer, "I/C/10", DOING)
    return_entries(supervisor, [entry.entity], "Số liệu chưa khớp.")
    shown = home(officer, TODAY)
    (work,) = [each for each in shown.work if each.kind is WorkKind.RETURNED]
    assert (work.item.officer, work.period) == ("", entry.period)
    assert work.is_of(officer.person.id)
    assert not work.is_of(supervisor.person.id)
    assert (shown.waits_for_me, home(supervisor, TODAY).waits_for_me) == (1, 0)


def test_what_waits_and_what_is_approved_but_in_no_file_is_counted(ledger: Ledger) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    done = ledger.hand_in(officer, "I/C/2", DONE)
    ledger.hand_in(officer, "I/C/4", DOING)
    ledger.approve(supervisor, done)
    for session in (officer, supervisor):
        shown = home(session, TODAY)
        assert (shown.figures.waiting, shown.figures.unsent) == (1, 1)
        assert shown.two_by_two.completed_on_time == 1
    assert "I/C/2" not in paths(home(officer, TODAY), WorkKind.DUE_SOON)


def test_the_overdue_tasks_of_the_person_are_counted_apart(ledger: Ledger) -> None:
    officer = ledger.sign_in(OFFICER)
    allocate(ledger.administrator, [ledger.row("I/C/2").entity], officer=officer.person.id)
    assert home(officer, date(2007, 7, 1)).figures.overdue_mine == 1
    assert home(ledger.administrator, date(2007, 7, 1)).figures.overdue_mine == 0


def test_headquarters_sees_every_unit_with_its_own_figures(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, "TCHQ", ("HQ03", "HQ01"))
    shown = home(ledger.administrator, date(2007, 7, 1))
    assert [each.unit for each in shown.units] == ["HQ01", "HQ03"]
    assert [each.two_by_two.open_overdue for each in shown.units] == [4, 4]
    assert shown.two_by_two.total == sum(each.two_by_two.total for each in shown.units)
    assert shown.figures.overdue == 8
    ledger.close()


def test_where_nothing_was_given_to_the_unit_there_is_nothing_to_do(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, "HQ03", ())
    shown = home(ledger.administrator, TODAY)
    assert not shown.has_plans
    assert shown.work == ()
    assert shown.next_due is None
    ledger.close()
