"""The tasks screens of a unit and of the level above: a task given back, the way of an entry, a verdict on the desk."""

from collections.abc import Callable

from desktop.verdicts.declining import DECLINE_REASONS, declined_tasks, uphold_tasks
from desktop.verdicts.judging import accept_records, send_back_records
from desktop.verdicts.records import received_records
from tests.desktop.verdicts.conftest import Exchange
from tests.desktop.verdicts.test_declining import share
from tests.support.ledgers import ADMINISTRATOR, OFFICER, SUPERVISOR, Ledger, units
from tests.ui.verdicts.conftest import TasksBench
from ui.tasks.detail import HISTORY
from ui.tasks.filters import Preset
from ui.widgets.text import Label

Build = Callable[[Ledger, str], TasksBench]


def select(bench: TasksBench, label: str) -> None:
    view = bench.page.list.view
    assert view.select(next(line.key for line in view.records.records() if line.row.label == label))
    bench.settle()


def words_of(bench: TasksBench) -> str:
    detail = bench.page.detail
    return "\n".join(label.text() for label in detail.findChildren(Label) if label.isVisibleTo(detail))


def counted(bench: TasksBench, preset: Preset) -> list[str]:
    bench.page.choose(bench.page._chosen.with_preset(preset))
    bench.settle()
    return [line.row.label for line in bench.page.list.view.records.records()]


def test_a_leader_gives_a_task_back_with_a_reason_and_takes_it_back(exchange: Exchange, tasks_of: Build) -> None:
    bench = tasks_of(exchange.pair.department, SUPERVISOR)
    select(bench, "C.4")
    assert bench.page.detail.declining.decline.isVisibleTo(bench.page.detail)
    dialog = bench.page.giving.ask_decline([bench.page.detail.line])  # type: ignore[list-item]  # a task is shown
    assert dialog is not None
    assert not dialog.act.isEnabled()
    dialog.offer(())
    dialog._take(DECLINE_REASONS[1])
    dialog.accept()
    bench.settle()
    assert bench.heard.notices[-1].words == "Đã đề nghị trả 1 nhiệm vụ."
    assert "Đã đề nghị trả nhiệm vụ" in words_of(bench)
    assert f"«{DECLINE_REASONS[1]}»" in words_of(bench)
    assert not bench.page.detail.declining.decline.isVisibleTo(bench.page.detail)
    assert counted(bench, Preset.DECLINED) == ["C.4", "C.6"]
    bench.undo_toast()
    assert [found.task.label for found in declined_tasks(exchange.hp)] == ["C.6"]


def test_an_officer_does_not_give_tasks_back_and_reads_the_answer(exchange: Exchange, tasks_of: Build) -> None:
    uphold_tasks(exchange.hq, [share(exchange, "I/C/6")], units(), "Phụ lục 2 ghi rõ đơn vị")
    exchange.down()
    bench = tasks_of(exchange.pair.department, OFFICER)
    select(bench, "C.6")
    assert "«Phụ lục 2 ghi rõ đơn vị»" in words_of(bench)
    assert not bench.page.detail.declining.decline.isVisibleTo(bench.page.detail)


def test_the_officer_sees_in_which_file_his_entry_is_who_received_it_and_what_was_said(
    exchange: Exchange, tasks_of: Build
) -> None:
    bench = tasks_of(exchange.pair.department, OFFICER)
    select(bench, "C.4")
    assert "Tệp đi 1" in words_of(bench)
    assert counted(bench, Preset.IN_FILE) == ["B.2", "C.4", "C.15"]
    found = {record.task.label: record.entry.entity for record in received_records(exchange.hq)}
    accept_records(exchange.hq, [found["C.4"]])
    send_back_records(exchange.hq, [found["C.15"]], "Thiếu danh sách")
    exchange.down()
    bench.page.reload()
    bench.settle()
    assert counted(bench, Preset.RECEIVED) == ["B.2"]
    assert "cấp trên đã nhận 25/06" in words_of(bench)
    assert counted(bench, Preset.ACCEPTED) == ["C.4"]
    assert "chấp nhận lúc 25/06/2007" in words_of(bench)
    assert counted(bench, Preset.RETURNED) == ["C.15"]
    assert "«Thiếu danh sách»" in words_of(bench)
    bench.page.detail.open_tab(HISTORY)
    bench.settle()
    assert "Cấp trên trả lại kết quả đã gửi" in words_of(bench)


def test_headquarters_sees_when_a_unit_received_its_task(exchange: Exchange, tasks_of: Build) -> None:
    bench = tasks_of(exchange.pair.headquarters, ADMINISTRATOR)
    assert counted(bench, Preset.AWAITED) == ["B.2", "C.4", "C.15"]
    select(bench, "C.4")
    assert "Nhiệm vụ đã nhận 25/06/2007" in words_of(bench)
    assert counted(bench, Preset.DECLINED) == ["C.6"]
    assert "Đơn vị đề nghị trả nhiệm vụ" in words_of(bench)
