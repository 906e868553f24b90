"""Accepting, sending back and answering through the real screen, on the real ledger of headquarters."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.progress.entries import Verdict
from desktop.progress.facts import progress_entity
from desktop.verdicts.records import received_records
from tests.desktop.verdicts.conftest import Exchange, shown
from tests.ui.page_bench import PageBench
from ui.requests import TasksRequest
from ui.review.entry_panel import REASONS
from ui.verdicts.page import List, VerdictsPage
from ui.widgets.text import Label

Bench = PageBench[VerdictsPage]


def labels(bench: Bench) -> list[str]:
    return [row.label for row in bench.page.queue.view.records.records()]


def choose(bench: Bench, label: str) -> None:
    records = bench.page.queue.view.records.records()
    assert bench.page.queue.view.select(next(row.key for row in records if row.label == label))


def press(bench: Bench, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(bench.page.queue.view, key, modifier)
    bench.settle()


def words_of(bench: Bench) -> str:
    detail = bench.page.detail
    return "\n".join(label.text() for label in detail.findChildren(Label) if label.isVisibleTo(detail))


CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_what_waits_stands_under_its_unit_and_is_counted(bench: Bench) -> None:
    assert labels(bench) == ["B.2", "C.4", "C.15"]
    assert bench.page.subtitle == "3 kết quả của 1 đơn vị chờ kết luận, 1 đề nghị trả nhiệm vụ"
    assert bench.heard.counts[-1] == ("verdicts", 4)
    choose(bench, "C.4")
    told = words_of(bench)
    assert "Tệp đến 1" in told
    assert "Đã lập" in told
    assert "chưa chấp nhận lần nào" in told


def test_ctrl_enter_accepts_and_goes_on_and_the_toast_takes_it_back(bench: Bench, exchange: Exchange) -> None:
    choose(bench, "B.2")
    press(bench, Qt.Key.Key_Return, CONTROL)
    assert labels(bench) == ["C.4", "C.15"]
    assert bench.page.detail.shown is not None
    assert bench.page.detail.shown.label == "C.4"
    assert bench.heard.notices[-1].words == "Đã chấp nhận 1 kết quả."
    bench.page.show_list(List.JUDGED)
    assert labels(bench) == ["B.2"]
    bench.page.show_list(List.WAITING)
    bench.undo_toast()
    assert len(received_records(exchange.hq)) == 3


def test_ticked_results_are_accepted_together(bench: Bench, exchange: Exchange) -> None:
    bench.page.queue.view.records.tick_all(ticked=True)
    assert bench.page.queue.approve_button.text() == "Chấp nhận 3 mục"
    bench.page.queue.approve_button.click()
    bench.settle()
    assert received_records(exchange.hq) == []
    assert bench.heard.notices[-1].words == "Đã chấp nhận 3 kết quả."


def test_sending_back_takes_a_reason(bench: Bench, exchange: Exchange) -> None:
    choose(bench, "C.4")
    press(bench, Qt.Key.Key_R, CONTROL | SHIFT)
    assert len(received_records(exchange.hq)) == 3, "without a reason nothing happens"
    menu = bench.page.detail.sample_menu()
    menu.actions()[0].trigger()
    press(bench, Qt.Key.Key_R, CONTROL | SHIFT)
    assert labels(bench) == ["B.2", "C.15"]
    entity = exchange.publish("I/C/15", reason="x")
    assert entity
    bench.page.show_list(List.JUDGED)
    row = bench.page.queue.view.records.records()[0]
    assert (row.record.verdict, row.entry.verdict_reason) == (Verdict.SENT_BACK, REASONS[0])
    assert f"«{REASONS[0]}»" in words_of(bench)
    assert bench.page.detail.approve_button.isEnabled(), "a verdict can be changed"
    assert not bench.page.detail.return_button.isEnabled()


def test_a_task_given_back_is_withdrawn_or_stands(bench: Bench, exchange: Exchange) -> None:
    bench.page.show_list(List.DECLINED)
    assert labels(bench) == ["C.6"]
    assert "Không thuộc phạm vi của đơn vị." in words_of(bench)
    press(bench, Qt.Key.Key_R, CONTROL | SHIFT)
    assert bench.heard.notices == []
    bench.page.detail.reason.set_text("Phụ lục 2 ghi rõ đơn vị")
    press(bench, Qt.Key.Key_R, CONTROL | SHIFT)
    assert bench.heard.notices[-1].words == "Đã giữ nguyên việc giao 1 nhiệm vụ."
    assert labels(bench) == []
    bench.page.queue.choose_filter("answered")
    assert labels(bench) == ["C.6"]
    bench.undo_toast()
    bench.page.queue.choose_filter("open")
    press(bench, Qt.Key.Key_Return, CONTROL)
    assert bench.heard.notices[-1].words == "Đã thu hồi 1 nhiệm vụ."


def test_enter_opens_the_task_of_the_unit(bench: Bench, exchange: Exchange) -> None:
    choose(bench, "C.4")
    press(bench, Qt.Key.Key_Return)
    assert bench.heard.places == [("tasks", TasksRequest(task=exchange.task(), unit="HQ03"))]


def test_a_verdict_travels_to_the_desk_and_the_corrected_result_says_why_the_one_before_came_back(
    bench: Bench, exchange: Exchange
) -> None:
    choose(bench, "C.4")
    bench.page.detail.reason.set_text("Thiếu danh sách")
    press(bench, Qt.Key.Key_R, CONTROL | SHIFT)
    exchange.down()
    entity = progress_entity(exchange.task(), "HQ03", "")
    assert shown(exchange.hp, entity).return_reason == "Thiếu danh sách"
    exchange.publish(result="Đã lập, kèm danh sách")
    exchange.up()
    bench.page.reload()
    bench.settle()
    bench.page.queue.choose_filter("again")
    assert labels(bench) == ["C.4"]
    assert "Bản trước bị trả lại" in words_of(bench)
    assert "«Thiếu danh sách»" in words_of(bench)
