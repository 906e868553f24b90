"""Deciding between two machines' values through the real screen, on a real ledger."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.conflicts.postponing import postpone
from desktop.conflicts.reading import open_conflicts
from desktop.journal.event import EntityId
from desktop.plans.facts import task_edited
from desktop.progress.entries import Entry
from desktop.progress.recording import Typed, entry
from tests.desktop.conflicts.conftest import Desk
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR, make_ledger
from tests.ui.opened_desk import OpenedDesk, open_desk
from tests.ui.page_bench import PageBench
from ui.decisions.page import DecisionsPage
from ui.theme import ThemeController
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.fields import Mark
from ui.widgets.text import Label

OTHER = "nguoi-khac"


@dataclass
class Ready:
    """A department where five tasks were recorded at two or three machines; the officer and the supervisor."""

    desk: Desk
    entities: dict[str, EntityId]

    def now(self, path: str) -> Entry:
        found = entry(self.desk.supervisor.database, self.entities[path])
        assert found is not None
        return found


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Ready]:
    desk = Desk(make_ledger(tmp_path))
    paths = ("I/C/6", "I/C/4", "I/B/2", "I/C/8")
    entities = {path: desk.record(path, Typed(status="in_progress", percent="10")).entity for path in paths}
    other, third = desk.machine(), desk.machine(2)
    more: dict[str, Any] = {"percent": 80, "result": "Đã đếm 104 lô.", "product": "Danh sách"}
    desk.elsewhere(other, entities["I/C/6"], more, reason="Theo sổ", author=OTHER)
    for path in ("I/C/4", "I/B/2", "I/C/8"):
        desk.elsewhere(other, entities[path], {"percent": 80}, author=OTHER)
    desk.elsewhere(third, entities["I/C/8"], {"percent": 50}, author="nguoi-ba")
    desk.record("I/C/6", Typed(status="in_progress", percent="60", result="Đã đếm 121 lô."))
    for path in ("I/C/4", "I/B/2", "I/C/8"):
        desk.record(path, Typed(status="in_progress", percent="60"))
    assert other.deliver() == [] == third.deliver()
    yield Ready(desk, entities)
    desk.close()


@pytest.fixture
def opened(ready: Ready, themes: ThemeController, qtbot: QtBot) -> Iterator[OpenedDesk]:
    made = open_desk(ready.desk.ledger, SUPERVISOR, qtbot)
    yield made
    made.close()


@pytest.fixture
def bench(opened: OpenedDesk, qtbot: QtBot) -> PageBench[DecisionsPage]:
    return PageBench(opened, DecisionsPage(opened.desk), qtbot)


def labels(bench: PageBench[DecisionsPage]) -> list[str]:
    return [one.subject.label for one in bench.page.list.waiting.records.records()]


def choose(bench: PageBench[DecisionsPage], label: str) -> None:
    view = bench.page.list.waiting
    assert view.select(next(one.entity for one in view.records.records() if one.subject.label == label))
    bench.settle()


def press(bench: PageBench[DecisionsPage], key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focused = bench.page.focusWidget()
    QTest.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)


def words_of(bench: PageBench[DecisionsPage]) -> list[str]:
    page = bench.page
    return [label.text() for label in page.findChildren(Label) if label.isVisibleTo(page) and label.text()]


def cards(bench: PageBench[DecisionsPage], field: int = 0) -> dict[str, Any]:
    grid = bench.page.conflict.grid
    assert grid is not None
    return {card.words: card for card in grid.rows[field].cards.values()}


def test_what_waits_stands_in_printed_order_and_is_counted(bench: PageBench[DecisionsPage]) -> None:
    assert labels(bench) == ["B.2", "C.4", "C.6", "C.8"]
    bench.page.reload()
    bench.settle()
    assert bench.heard.counts[-1] == ("decisions", 4)
    assert bench.page.subtitle == "4 mục chờ"


def test_the_list_is_a_sound_model(bench: PageBench[DecisionsPage], qtmodeltester: Any) -> None:
    qtmodeltester.check(bench.page.list.waiting.records)


def test_base_and_both_sides_stand_beside_each_other(bench: PageBench[DecisionsPage]) -> None:
    choose(bench, "C.6")
    words = words_of(bench)
    assert {"Trước đó", f"Bản của {OFFICER}", f"Bản của {OTHER}", "Tiến độ", "Kết quả thực hiện"} <= set(words)
    assert list(cards(bench)) == ["10%", "60%", "80%"]
    assert "1 trường chỉ một bên sửa đã gộp tự động: Sản phẩm" in words
    assert "Đã chọn 0 trong 2 trường" in words
    assert not bench.page.conflict.foot.decide_button.isEnabled()


def test_arrows_choose_and_ctrl_enter_records_and_goes_on(
    bench: PageBench[DecisionsPage], ready: Ready, qtbot: QtBot
) -> None:
    choose(bench, "C.4")
    bench.page.conflict.focus_fields()
    press(bench, Qt.Key.Key_Right)
    assert cards(bench)["80%"].isChecked()
    press(bench, Qt.Key.Key_Left)
    press(bench, Qt.Key.Key_Left)
    assert cards(bench)["10%"].isChecked()
    press(bench, Qt.Key.Key_Right)
    press(bench, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert ready.now("I/C/4").record.percent == 60
    assert labels(bench) == ["B.2", "C.6", "C.8"]
    shown = bench.page.conflict.shown
    assert shown is not None
    assert shown.subject.label == "C.6"
    assert bench.heard.notices[-1].words == "Đã quyết 1 mục khác nhau."


def test_tab_goes_from_field_to_field(bench: PageBench[DecisionsPage]) -> None:
    choose(bench, "C.6")
    bench.page.conflict.focus_fields()
    assert cards(bench, 0)["60%"].hasFocus()
    press(bench, Qt.Key.Key_Tab)
    assert cards(bench, 1)["Đã đếm 121 lô."].hasFocus()


def test_the_decision_is_undone_by_its_toast_and_asked_again(bench: PageBench[DecisionsPage]) -> None:
    choose(bench, "C.4")
    cards(bench)["80%"].click()
    bench.page.conflict.foot.decide_button.click()
    bench.settle()
    bench.undo_toast()
    assert labels(bench) == ["B.2", "C.4", "C.6", "C.8"]
    shown = bench.page.conflict.shown
    assert shown is not None
    assert shown.subject.label == "C.4"


def test_a_whole_side_is_chosen_at_once(bench: PageBench[DecisionsPage], ready: Ready) -> None:
    choose(bench, "C.6")
    button = next(button for button in bench.page.findChildren(SecondaryButton) if button.text() == f"Bản của {OTHER}")
    button.click()
    assert "Đã chọn 2 trong 2 trường" in words_of(bench)
    assert bench.page.conflict.foot.decide_button.text() == "Ghi 2 trường đã chọn"
    bench.page.conflict.reason.setText("Biên bản 18")
    bench.page.conflict.foot.decide_button.click()
    bench.settle()
    now = ready.now("I/C/6")
    assert (now.record.percent, now.record.result) == (80, "Đã đếm 104 lô.")
    bench.page.list.decided_chip.click()
    assert any("Căn cứ: «Biên bản 18»." in words for words in words_of(bench))


def test_a_typed_value_is_checked_and_recorded(bench: PageBench[DecisionsPage], ready: Ready) -> None:
    choose(bench, "C.4")
    bench.page.conflict.focus_fields()
    bench.page._type_own()
    grid = bench.page.conflict.grid
    assert grid is not None
    (field,) = grid.rows
    assert field.editor.hasFocus()
    field.editor.setPlainText("170")
    assert field.own.mark is Mark.ERROR
    assert not bench.page.conflict.foot.decide_button.isEnabled()
    field.editor.setPlainText("75")
    assert not any(card.isChecked() for card in field.cards.values())
    press(bench, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert ready.now("I/C/4").record.percent == 75


def test_alike_cases_are_named_and_recorded_together(bench: PageBench[DecisionsPage], ready: Ready) -> None:
    choose(bench, "B.2")
    panel = bench.page.conflict
    assert panel.all_alike.text() == "Ghi cùng cách chọn cho 1 mục giống nhau"
    panel.alike_link.click()
    assert panel.alike_list.isVisible()
    assert panel.alike_list.text().startswith("C.4 · ")
    cards(bench)["80%"].click()
    panel.all_alike.click()
    assert panel.foot.decide_button.text() == "Ghi 1 trường đã chọn cho 2 mục"
    panel.foot.decide_button.click()
    bench.settle()
    assert (ready.now("I/B/2").record.percent, ready.now("I/C/4").record.percent) == (80, 80)
    assert labels(bench) == ["C.6", "C.8"]


def test_three_versions_stand_as_cards_with_their_authors(bench: PageBench[DecisionsPage]) -> None:
    choose(bench, "C.8")
    assert list(cards(bench)) == ["10%", "60%", "80%", "50%"]
    assert bench.page.conflict.alike_link.isHidden()
    names = [card.accessibleName() for card in cards(bench).values()]
    assert "Tiến độ: 50%, nguoi-ba" in names


def test_what_becomes_of_the_entry_and_of_the_counts_is_said_before(
    bench: PageBench[DecisionsPage],
) -> None:
    choose(bench, "C.4")
    panel = bench.page.conflict
    assert panel.outcome.isHidden()
    cards(bench)["80%"].click()
    assert panel.outcome.text == "Kết quả trở lại «Đã ghi»: cán bộ gửi duyệt lại, lãnh đạo duyệt lại."
    bench.settle()
    assert panel.effect.text == "Nếu ghi: số nhiệm vụ theo trạng thái không đổi."


def test_choices_made_stay_while_one_looks_at_another_record(bench: PageBench[DecisionsPage]) -> None:
    choose(bench, "C.4")
    cards(bench)["80%"].click()
    choose(bench, "C.6")
    choose(bench, "C.4")
    assert cards(bench)["80%"].isChecked()


def test_what_is_put_off_goes_below_and_its_toast_brings_it_back(bench: PageBench[DecisionsPage]) -> None:
    choose(bench, "B.2")
    press(bench, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert labels(bench) == ["C.4", "C.6", "C.8", "B.2"]
    assert bench.heard.notices[-1].words == "Để sau, đến 02/07/2007."
    assert bench.heard.counts[-1] == ("decisions", 3)
    assert bench.page.subtitle == "3 mục chờ, 1 mục để sau"
    bench.undo_toast()
    assert labels(bench) == ["B.2", "C.4", "C.6", "C.8"]


def test_the_losing_value_comes_back_in_one_click(bench: PageBench[DecisionsPage], ready: Ready) -> None:
    choose(bench, "C.4")
    cards(bench)["80%"].click()
    bench.page.conflict.foot.decide_button.click()
    bench.settle()
    bench.page.list.decided_chip.click()
    (link,) = (link for link in bench.page.decided.findChildren(LinkButton) if link.isVisible())
    assert link.accessibleName() == "Lấy lại giá trị này: Tiến độ, 60%"
    link.click()
    bench.settle()
    assert ready.now("I/C/4").record.percent == 60
    assert bench.heard.notices[-1].words == "Đã lấy lại một giá trị."


def test_another_units_conflict_is_shown_and_not_decided(ready: Ready, bench: PageBench[DecisionsPage]) -> None:
    row = ready.desk.ledger.row("I/A/1")
    one, two = ready.desk.machine(3, node="TCHQ"), ready.desk.machine(4, node="TCHQ")
    one.write(task_edited(row.entity, {"title": "Một"}))
    two.write(task_edited(row.entity, {"title": "Hai"}))
    assert one.deliver() == [] == two.deliver()
    bench.page.reload()
    bench.settle()
    choose(bench, "A.1")
    assert "Tổng cục Hải quan chưa quyết định. Quyết định của nơi đó đến trong tệp kế tiếp." in words_of(bench)
    assert not cards(bench)["Hai"].isEnabled()
    assert not bench.page.conflict.foot.decide_button.isVisible()


def test_what_changed_meanwhile_is_said_and_shown_anew(bench: PageBench[DecisionsPage], ready: Ready) -> None:
    choose(bench, "C.4")
    cards(bench)["80%"].click()
    late = ready.desk.machine(5)
    ready.desk.elsewhere(late, ready.entities["I/C/4"], {"result": "Muộn"}, author="muon")
    late.deliver()
    bench.page.conflict.foot.decide_button.click()
    bench.settle()
    assert bench.page.banner.isVisible()
    assert labels(bench) == ["B.2", "C.4", "C.6", "C.8"], "nothing was decided"


def test_the_page_opens_at_the_record_asked_for(bench: PageBench[DecisionsPage], ready: Ready) -> None:
    bench.page.activate(ready.entities["I/C/8"])
    shown = bench.page.conflict.shown
    assert shown is not None
    assert shown.entity == ready.entities["I/C/8"]


def test_an_empty_list_says_why(themes: ThemeController, tmp_path: Path, qtbot: QtBot) -> None:
    ledger = make_ledger(tmp_path)
    opened = open_desk(ledger, SUPERVISOR, qtbot)
    page = DecisionsPage(opened.desk)
    opened.show(page, qtbot)
    assert "Không có mục nào chờ quyết định" in [label.text() for label in page.findChildren(Label)]
    assert page.subtitle == "0 mục chờ"
    opened.close()
    ledger.close()


def test_a_day_that_has_come_brings_the_record_back(bench: PageBench[DecisionsPage], ready: Ready) -> None:
    postpone(ready.desk.supervisor, ready.entities["I/C/4"], date(2007, 6, 25))
    assert len([one for one in open_conflicts(ready.desk.supervisor) if one.is_open]) == 4


def test_the_narrow_window_shows_the_same(bench: PageBench[DecisionsPage], qtbot: QtBot) -> None:
    page = bench.page
    page.set_compact(True)
    page.resize(884, 460)
    for label in ("C.6", "C.8"):
        choose(bench, label)
        qtbot.wait(1)
        assert page.minimumSizeHint().width() <= 884


def test_the_field_typed_into_is_in_sight(bench: PageBench[DecisionsPage], qtbot: QtBot) -> None:
    page = bench.page
    page.set_compact(True)
    page.resize(884, 300)
    choose(bench, "C.6")
    grid = page.conflict.grid
    assert grid is not None
    last = grid.rows[-1]
    last.type_own()
    qtbot.waitUntil(lambda: not last.editor.visibleRegion().isEmpty(), timeout=5_000)
