"""A task that two machines recorded differently: told in its detail, its loser kept in its history."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.conflicts.deciding import answer_of, decide, whole_side
from desktop.conflicts.reading import open_conflicts
from desktop.journal.event import EntityId
from desktop.progress.recording import entry
from tests.desktop.conflicts.conftest import Desk, department_at_work, part
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR
from tests.ui.opened_desk import open_desk
from tests.ui.page_bench import PageBench
from ui.tasks.page import TasksPage
from ui.theme import ThemeController
from ui.widgets.buttons import LinkButton


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with department_at_work(tmp_path) as made:
        yield made


@pytest.fixture
def parted(desk: Desk) -> EntityId:
    return part(desk)


@pytest.fixture
def bench(desk: Desk, parted: EntityId, themes: ThemeController, qtbot: QtBot) -> Iterator[PageBench[TasksPage]]:
    opened = open_desk(desk.ledger, SUPERVISOR, qtbot)
    made = PageBench(opened, TasksPage(opened.desk), qtbot)
    yield made
    opened.settle(qtbot)
    opened.close()


def select(bench: PageBench[TasksPage], label: str) -> None:
    view = bench.page.list.view
    assert view.select(next(line.key for line in view.records.records() if line.row.label == label))
    bench.settle()


def test_the_detail_says_so_and_leads_to_where_it_is_decided(bench: PageBench[TasksPage], parted: EntityId) -> None:
    select(bench, "C.4")
    assert bench.page.detail.parted.isHidden()
    select(bench, "C.6")
    assert bench.page.detail.parted.isVisible()
    bench.page.detail.parted.button.click()
    assert bench.heard.places[-1] == ("decisions", parted)


def test_who_may_not_decide_is_offered_to_look(
    desk: Desk, parted: EntityId, themes: ThemeController, qtbot: QtBot
) -> None:
    opened = open_desk(desk.ledger, OFFICER, qtbot)
    made = PageBench(opened, TasksPage(opened.desk), qtbot)
    select(made, "C.6")
    banner = made.page.detail.parted
    assert (banner.button.text(), banner.isVisible()) == ("Xem", True)
    assert "Lãnh đạo đơn vị quyết định." in banner.accessibleName()
    opened.settle(qtbot)
    opened.close()


def test_the_history_keeps_what_was_not_chosen_one_click_away(
    bench: PageBench[TasksPage], desk: Desk, parted: EntityId
) -> None:
    (conflict,) = open_conflicts(desk.supervisor)
    side = next(place for place, side in enumerate(conflict.sides) if side.name == "an")
    decide(desk.supervisor, [answer_of(conflict, whole_side(conflict, side))])
    bench.page.reload()
    bench.settle()
    select(bench, "C.6")
    assert bench.page.detail.parted.isHidden()
    bench.page.detail.open_tab("history")
    bench.settle()
    (line,) = (line for line in bench.page.detail.history.lines if line.lost)
    assert line.what == "quyết giá trị khác nhau · Tháng 6/2007"
    assert [(lost.label, lost.lost.words, lost.lost.name) for lost in line.lost] == [("Tiến độ", "60%", OFFICER)]
    (back,) = (
        link
        for link in bench.page.detail.history.findChildren(LinkButton)
        if link.text() == "Lấy lại giá trị này" and link.isVisible()
    )
    back.click()
    bench.settle()
    found = entry(desk.supervisor.database, parted)
    assert found is not None
    assert found.record.percent == 60
    assert bench.heard.notices[-1].words == "Đã lấy lại một giá trị."
