from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from desktop.plans.state import OfficialState
from desktop.sync.exchange import Peer, Relation
from tests.desktop.reports.ledger import ADMINISTRATOR, OFFICER, SUPERVISOR, TODAY, at
from tests.ui.conftest import Story
from ui.home.exchange_card import ExchangeCard, lines
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.requests import TasksRequest
from ui.signs import Sign


def home_of(window: MainWindow) -> HomePage:
    page = window.page("home")
    assert isinstance(page, HomePage)
    return page


def gone_to(page: HomePage) -> list[tuple[object, object]]:
    """Where the page wants to go from now on, without going there."""
    page.go_requested.disconnect()
    wanted: list[tuple[object, object]] = []
    page.go_requested.connect(lambda place, argument: wanted.append((place, argument)))
    return wanted


def test_every_tile_opens_its_rows(story: Story, department: Path) -> None:
    story.program.start(department)
    page = home_of(story.sign_in(OFFICER))
    wanted = gone_to(page)
    for tile in page.tiles.tiles.values():
        tile.click()
    assert wanted == [
        ("tasks", TasksRequest(preset=preset)) for preset in ("overdue", "due_soon", "returned", "waiting", "unsent")
    ]


def test_who_reviews_goes_from_the_waiting_to_the_review(story: Story, department: Path) -> None:
    story.program.start(department)
    page = home_of(story.sign_in(SUPERVISOR))
    wanted = gone_to(page)
    page.tiles.tiles["waiting"].click()
    assert [place for place, _ in wanted] == ["review"]


def test_the_figures_follow_the_day_looked_at(story: Story, department: Path) -> None:
    story.program.start(department)
    window = story.sign_in(OFFICER)
    page = home_of(window)
    assert (page.tiles.tiles["overdue"].count, page.tiles.tiles["due_soon"].count) == (0, 4)
    assert story.program.bench is not None
    story.program.bench.desk.day.choose(date(2007, 7, 1))
    story.settle()
    assert (page.tiles.tiles["overdue"].count, page.tiles.tiles["due_soon"].count) == (4, 0)
    assert page.subtitle.startswith("Chủ Nhật, 01/07/2007")


def test_enter_opens_the_selected_task(story: Story, department: Path) -> None:
    story.program.start(department)
    page = home_of(story.sign_in(OFFICER))
    wanted = gone_to(page)
    work = page.work.current()
    assert work is not None
    QTest.keyClick(page.work, Qt.Key.Key_Return)
    assert wanted == [("tasks", TasksRequest(task=work.item.row.entity, unit="HQ03"))]


def test_a_cell_of_the_two_by_two_opens_its_state(story: Story, department: Path) -> None:
    story.program.start(department)
    page = home_of(story.sign_in(OFFICER))
    wanted = gone_to(page)
    for sign in (
        Sign.COMPLETED_ON_TIME,
        Sign.COMPLETED_LATE,
        Sign.OPEN_IN_TIME,
        Sign.OPEN_OVERDUE,
    ):
        page.counts.opened.emit(sign)
    assert [argument for _, argument in wanted] == [TasksRequest(state=state) for state in OfficialState]


def test_who_has_no_work_of_his_own_begins_with_the_units(story: Story, department: Path) -> None:
    story.program.start(department)
    page = home_of(story.sign_in(OFFICER))
    assert page._scope is not None
    assert page._scope.value() == "unit"
    assert len(page.work.records.records()) == 4
    page._scope._choose(0)
    assert page._stack.currentWidget() is page.empty


def test_headquarters_begins_with_the_units_and_enter_opens_theirs(story: Story, headquarters: Path) -> None:
    story.program.start(headquarters)
    page = home_of(story.sign_in(ADMINISTRATOR))
    assert page._stack.currentWidget() is page.units
    assert [unit.unit for unit in page.units.records.records()] == ["HQ01", "HQ03"]
    wanted = gone_to(page)
    QTest.keyClick(page.units, Qt.Key.Key_Return)
    assert wanted == [("tasks", TasksRequest(unit="HQ01"))]


def test_a_narrow_window_keeps_every_word_of_the_tiles(story: Story, department: Path) -> None:
    story.program.start(department)
    window = story.sign_in(OFFICER)
    window.resize(960, 540)
    story.settle()
    assert home_of(window).is_compact
    assert window.width() <= 960
    assert "Đến hạn, 4, trong 7 ngày" in home_of(window).tiles.tiles["due_soon"].accessibleName()


def test_the_models_hold_their_promises(story: Story, headquarters: Path) -> None:
    story.program.start(headquarters)
    page = home_of(story.sign_in(ADMINISTRATOR))
    models: list[QAbstractItemModel] = [page.work.records, page.units.records]
    for model in models:
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def test_search_finds_without_accents_and_opens_the_task(story: Story, department: Path, qtbot: QtBot) -> None:
    story.program.start(department)
    window = story.sign_in(OFFICER)
    window._bar.field.setText("doanh nghiep trong diem")
    qtbot.waitUntil(window._bar._hits.isVisible, timeout=20_000)
    words = [window._bar._hits.item(row).text() for row in range(window._bar._hits.count())]
    assert words
    assert words[0].startswith("C.2")


# The exchange -------------------------------------------------------------------------------------------------


def peer(
    *,
    missing: tuple[int, ...] = (),
    waiting: int = 0,
    unconfirmed_since: int | None = None,
    last_out: int | None = None,
    last_in_at: int | None = None,
) -> Peer:
    return Peer(
        "TCHQ", "Tổng cục Hải quan", "00", Relation.PARENT, None, last_in_at, last_out, None, missing, waiting,
        unconfirmed_since,
    )  # fmt: skip


def test_a_missing_file_comes_before_everything_else() -> None:
    said = lines([peer(missing=(17,), waiting=3, last_out=14)], TODAY)
    assert [line.what for line in said] == [
        "Thiếu tệp 17 của Tổng cục Hải quan",
        "3 mục chờ đưa vào tệp đi 15",
    ]


@pytest.mark.parametrize(("day", "told"), [(14, True), (18, True), (19, False)])
def test_a_file_without_a_receipt_is_told_after_seven_days(day: int, told: bool) -> None:
    said = lines([peer(unconfirmed_since=at(datetime(2007, 6, day, 9)), waiting=1)], TODAY)
    assert any("chưa có biên nhận" in line.what for line in said) is told


def test_in_a_narrow_window_what_is_missing_stands_before_the_figures(story: Story, department: Path) -> None:
    story.program.start(department)
    window = story.sign_in(OFFICER)
    window.resize(960, 540)
    story.settle()
    page = home_of(window)
    shown = page._shown
    assert shown is not None
    tops = []
    for missing in ((17,), ()):
        page._show(shown, [peer(missing=missing)], TODAY)
        story.settle()
        tops.append(page.exchange.y() < page._counts_card.y())
    assert tops == [True, False]


def test_where_nothing_waits_the_last_exchange_is_named() -> None:
    (line,) = lines([peer(last_in_at=at(datetime(2007, 6, 20, 8)))], TODAY)
    assert (line.what, line.more) == ("Không có gì chờ gửi", "Lần trao đổi gần nhất ngày 20/06.")


def test_without_a_neighbour_the_next_step_is_named() -> None:
    (line,) = lines([], TODAY)
    assert line.what == "Chưa kết nạp nơi trao đổi nào"


@pytest.mark.parametrize("may_write", [True, False])
def test_only_who_exchanges_is_offered_the_next_file(qtbot: QtBot, may_write: bool) -> None:
    card = ExchangeCard("Trao đổi", lambda: None, may_write=may_write)
    qtbot.addWidget(card)
    card.show_peers([peer(waiting=2, last_out=14)], TODAY)
    assert card.make.isVisibleTo(card) is may_write
    assert card.make.text() == "Tạo tệp đi 15"
