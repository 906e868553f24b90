"""A Cục with Chi cục at its window: it watches them, gives on, sees what they did; so does the top, beside the Cục."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.plans.records import AssignmentState
from desktop.progress.review import approve_entries
from desktop.session import Session
from desktop.units.current import units_of
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE, Ledger
from tests.support.three_levels import (
    ThreeLevels,
    give_on,
    issue,
    officer_of,
    report_done,
    supervisor_of,
    three_levels,
)
from tests.ui.node_desks import TODAY
from tests.ui.opened_desk import WAIT_MS, OpenedDesk
from tests.ui.page_bench import PageBench
from ui.assigning.page import AssigningPage
from ui.assigning.words import giving_words
from ui.data_events import DataEvents
from ui.desk import ChosenDay, Desk
from ui.headquarters.overview import FileNote
from ui.headquarters.page import HeadquartersPage
from ui.jobs import JobRunner
from ui.places import places_for
from ui.tasks.filters import Chosen, Scope
from ui.tasks.page import TasksPage
from ui.tasks.unit_picker import UnitPicker
from ui.widgets.page import Page

OWN_TASKS = 14  # domain/domain.md: the tasks of 608 that name the provincial departments


@pytest.fixture
def net(tmp_path: Path) -> Iterator[ThreeLevels]:
    """C.6 is given on and done by the Chi cục, C.2 is given on; all the way up they know."""
    with three_levels(tmp_path) as made:
        issue(made)
        give_on(made)
        give_on(made, "I/C/2")
        made.carry(made.first, made.branch)
        entity = report_done(officer_of(made.branch), "I/C/6", "Đã kiểm tra 104 lô hàng")
        approve_entries(supervisor_of(made.branch), [entity])
        made.carry(made.branch, made.first)
        made.carry(made.first, made.top)
        yield made


@pytest.fixture
def at_desk(net: ThreeLevels, themes: object, qtbot: QtBot) -> Iterator[Callable[[Ledger], OpenedDesk]]:
    """Signs the administrator of a ledger in on the work thread."""
    made: list[OpenedDesk] = []

    def sit_down(ledger: Ledger) -> OpenedDesk:
        runner, failures, sessions = JobRunner(), list[object](), list[Session]()
        runner.unhandled.connect(failures.append)
        runner.run(lambda _job: ledger.workspace.sign_in(ADMINISTRATOR, PASSPHRASE), runner, sessions.append)
        qtbot.waitUntil(lambda: bool(sessions or failures), timeout=WAIT_MS)
        events = DataEvents(runner)
        sessions[0].listeners.append(events.announce)
        table = units_of(ledger.administrator)
        made.append(OpenedDesk(Desk(runner, sessions[0], events, table, ChosenDay(TODAY, runner)), runner, failures))
        return made[-1]

    yield sit_down
    for opened in made:
        opened.settle(qtbot)
        opened.close()


def labels(page: TasksPage) -> list[str]:
    return [line.row.label for line in page.list.view.records.records()]


def test_only_who_leads_others_watches_them_and_gives_in_bulk(
    net: ThreeLevels, at_desk: Callable[[Ledger], OpenedDesk], qtbot: QtBot
) -> None:
    def words(ledger: Ledger) -> dict[str, str]:
        def settings() -> Page:
            raise AssertionError

        return {place.key: place.word for place in places_for(at_desk(ledger).desk, settings)}

    assert words(net.top)["headquarters"] == "Toàn ngành"
    department = words(net.first)
    assert department["headquarters"] == "Toàn Cục"
    assert "assigning" in department
    assert not {"plans", "import"} & department.keys()
    assert not {"headquarters", "assigning"} & words(net.branch).keys()


def test_the_table_of_a_cuc_counts_its_chi_cuc_and_not_itself(
    net: ThreeLevels, at_desk: Callable[[Ledger], OpenedDesk], qtbot: QtBot
) -> None:
    opened = at_desk(net.first)
    seen = PageBench(opened, HeadquartersPage(opened.desk), qtbot)
    lines = seen.page.table.rows.records.records
    assert [(line.unit, line.counts.total, line.counts.completed_on_time) for line in lines] == [("HQ03-CK1", 2, 1)]
    assert seen.page.title == "Toàn Cục"
    assert seen.page.table.totals.records.records[0].name == "Cấp dưới", "its own tasks are not in the sum"
    seen.page.everybody.click()
    assert {line.unit for line in seen.page.table.rows.records.records} == {"HQ03-CK1", "HQ03-KTSTQ"}


def test_the_cuc_lists_its_own_tasks_and_those_of_a_chi_cuc_where_it_asks_for_them(
    net: ThreeLevels, at_desk: Callable[[Ledger], OpenedDesk], qtbot: QtBot
) -> None:
    opened = at_desk(net.first)
    seen = PageBench(opened, TasksPage(opened.desk), qtbot)
    assert len(labels(seen.page)) == OWN_TASKS
    assert seen.page.list.view.select(next(line.key for line in seen.page.ledger.assigned if line.row.label == "C.6"))
    assert "Cấp dưới 1" in [seen.page.detail.tabs.tabText(place) for place in range(seen.page.detail.tabs.count())]
    assert seen.page.detail.assign.isVisible()
    assert not seen.page.detail.withdraw.isVisible()
    seen.page.choose(Chosen(unit="HQ03-CK1"))
    assert labels(seen.page) == ["C.2", "C.6"]
    assert seen.page.detail.withdraw.isVisible()
    assert not seen.page.detail.assign.isVisible()


def test_a_cuc_gives_a_task_on_to_a_chi_cuc_it_picks_and_takes_it_back(
    net: ThreeLevels, at_desk: Callable[[Ledger], OpenedDesk], qtbot: QtBot
) -> None:
    opened = at_desk(net.first)
    seen = PageBench(opened, TasksPage(opened.desk), qtbot)
    line = next(line for line in seen.page.ledger.assigned if line.row.label == "C.4")
    picker = seen.page.giving.pick_units([line])
    assert isinstance(picker, UnitPicker)
    assert [unit.code for unit in picker.view.records.records()] == ["HQ03-CK1", "HQ03-KTSTQ"]
    picker.view.records.tick({"HQ03-KTSTQ"})
    picker.give.click()
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã giao 1 nhiệm vụ."
    seen.page.choose(Chosen(unit="HQ03-KTSTQ"))
    assert labels(seen.page) == ["C.4"]
    dialog = seen.page.giving.ask_withdraw(seen.page.list.view.records.records())
    assert dialog is not None
    dialog.reason.set_text("Cục tự làm")
    dialog.accept()
    seen.settle()
    (held,) = [line.item for line in seen.page.ledger.below if line.row.label == "C.4"]
    assert held is not None
    assert held.assignment is AssignmentState.WITHDRAWN


def test_giving_by_the_plan_says_what_the_cuc_keeps(
    net: ThreeLevels, at_desk: Callable[[Ledger], OpenedDesk], qtbot: QtBot
) -> None:
    opened = at_desk(net.first)
    seen = PageBench(opened, AssigningPage(opened.desk), qtbot)
    tasks, selection = seen.page.by_plan.tasks.view.records.records(), seen.page.by_plan.selection
    assert selection is not None
    words = {task.row.label: giving_words(task, selection) for task in tasks}
    assert words["C.4"] == "Tự thực hiện"
    assert words["C.2"] == "Đã giao đủ"


def test_the_top_sees_a_chi_cucs_record_beside_the_cuc_and_cannot_take_it_back(
    net: ThreeLevels, at_desk: Callable[[Ledger], OpenedDesk], qtbot: QtBot
) -> None:
    opened = at_desk(net.top)
    seen = PageBench(opened, TasksPage(opened.desk), qtbot)
    assert len(seen.page.ledger.assigned) == OWN_TASKS
    seen.page.choose(Chosen(scope=Scope.ASSIGNED, unit="HQ03-CK1"))
    (line,) = seen.page.list.view.records.records()
    assert line.row.label == "C.6"
    assert line.item is not None
    assert line.item.entry is not None
    assert line.item.entry.record.result == "Đã kiểm tra 104 lô hàng"
    assert not seen.page.detail.withdraw.isVisible()
    seen.page.list.view.records.tick_all(ticked=True)
    assert not seen.page.list.view.records.ticked


def test_the_second_machine_of_a_cuc_knows_the_file_that_the_first_one_imported(
    net: ThreeLevels, at_desk: Callable[[Ledger], OpenedDesk], qtbot: QtBot
) -> None:
    net.carry(net.first, net.second)
    opened = at_desk(net.second)
    seen = PageBench(opened, HeadquartersPage(opened.desk), qtbot)
    line = next(line for line in seen.page.table.rows.records.records if line.unit == "HQ03-CK1")
    assert line.file == FileNote("25/06, qua máy khác")
    assert seen.page.subtitle.startswith("Tổng hợp từ tệp của 1 đơn vị")
    opened = at_desk(net.first)
    seen = PageBench(opened, HeadquartersPage(opened.desk), qtbot)
    line = next(line for line in seen.page.table.rows.records.records if line.unit == "HQ03-CK1")
    assert line.file == FileNote("25/06, tệp 1")
