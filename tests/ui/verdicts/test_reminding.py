"""Work that lies unsent for days is said on Home, and at the level above what waits for its word is counted there."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desktop.sync.outbound.unsent import unsent_days
from tests.desktop.verdicts.conftest import Exchange
from tests.support.ledgers import ADMINISTRATOR, OFFICER
from tests.ui.opened_desk import OpenedDesk
from tests.ui.page_bench import PageBench
from tests.ui.verdicts.conftest import open_workspace
from ui.headquarters.overview import Order
from ui.headquarters.page import HeadquartersPage
from ui.home.page import HomePage
from ui.settings.reminder_card import ReminderCard
from ui.widgets.text import Label

Home = PageBench[HomePage]


@pytest.fixture
def above(opened: OpenedDesk, qtbot: QtBot) -> Home:
    return PageBench(opened, HomePage(opened.desk), qtbot)


@pytest.fixture
def below(exchange: Exchange, themes: object, qtbot: QtBot) -> Iterator[OpenedDesk]:
    exchange.publish("I/B/1", status="in_progress", percent="10", completed_on="")
    exchange.pair.department.clock.set(date(2007, 7, 6))
    made = open_workspace(exchange.pair.department.workspace, OFFICER, qtbot)
    yield made
    made.close()


def test_headquarters_goes_from_its_counts_to_what_waits(above: Home) -> None:
    tiles = above.page.tiles.tiles
    assert (tiles["awaited"].count, tiles["declined"].count) == (3, 1)
    assert ("verdicts", 4) in above.heard.counts
    tiles["awaited"].click()
    tiles["declined"].click()
    assert above.heard.places == [("verdicts", "waiting"), ("verdicts", "declined")]


def test_work_unsent_for_ten_days_is_said_with_one_click_to_the_exchange(below: OpenedDesk, qtbot: QtBot) -> None:
    bench = PageBench(below, HomePage(below.desk), qtbot)
    banner = bench.page.unsent
    assert banner.isVisibleTo(bench.page)
    told = " ".join(label.text() for label in banner.findChildren(Label))
    assert "lâu nhất từ 25/06/2007" in told
    assert "Đã 10 ngày." in told
    banner.button.click()
    assert bench.heard.places == [("exchange", None)]


def test_fresh_work_is_not_said(exchange: Exchange, themes: object, qtbot: QtBot) -> None:
    exchange.publish("I/B/1", status="in_progress", percent="10", completed_on="")
    desk = open_workspace(exchange.pair.department.workspace, OFFICER, qtbot)
    bench = PageBench(desk, HomePage(desk.desk), qtbot)
    assert not bench.page.unsent.isVisibleTo(bench.page)
    desk.close()


def test_the_number_of_days_is_chosen_in_the_settings(exchange: Exchange, themes: object, qtbot: QtBot) -> None:
    desk = open_workspace(exchange.pair.department.workspace, ADMINISTRATOR, qtbot)
    card = ReminderCard(desk.desk)
    qtbot.addWidget(card)
    desk.settle(qtbot)
    assert card.days.value() == 7
    card.days.set_value(14)
    card.days.activated.emit(0)
    desk.settle(qtbot)
    assert unsent_days(exchange.hp) == 14
    desk.close()


def test_behind_a_figure_of_the_table_stands_who_received_what(opened: OpenedDesk, qtbot: QtBot) -> None:
    bench = PageBench(opened, HeadquartersPage(opened.desk), qtbot)
    line = next(line for line in bench.page.table.rows.records.records if line.unit == "HQ03")
    bench.page._open_cell(line, Order.TOTAL)
    bench.settle()
    items = bench.page.drill.items.records
    notes = {item.row.label: bench.page.drill._last(item) for item in items.records()}
    assert notes["B.1"].startswith("Chưa nhập · đã nhận 25/06/2007")
    assert notes["B.2"] == "70% · chờ kết luận"
