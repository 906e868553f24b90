import gc
import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.jobs import Job, Progress
from ui.jobs import JobRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.close()


@pytest.fixture
def owner() -> QObject:
    return QObject()


def idle(qtbot: QtBot, runner: JobRunner) -> None:
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_work_runs_beside_the_window_and_its_result_returns_to_it(
    qtbot: QtBot, runner: JobRunner, owner: QObject
) -> None:
    threads: list[int] = []
    results: list[tuple[str, int]] = []

    def work(_job: Job) -> str:
        threads.append(threading.get_ident())
        return "xong"

    runner.run(work, owner, lambda result: results.append((result, threading.get_ident())))
    idle(qtbot, runner)
    assert results == [("xong", threading.get_ident())]
    assert threads != [threading.get_ident()]


def test_the_window_goes_on_while_work_runs(qtbot: QtBot, runner: JobRunner, owner: QObject) -> None:
    window_ran = threading.Event()
    results: list[bool] = []

    def work(_job: Job) -> bool:
        return window_ran.wait(30)

    runner.run(work, owner, results.append)
    QTimer.singleShot(0, window_ran.set)
    idle(qtbot, runner)
    assert results == [True]


def test_all_work_runs_on_one_thread_in_the_order_it_was_given(qtbot: QtBot, runner: JobRunner, owner: QObject) -> None:
    done: list[tuple[int, int]] = []

    def note(number: int, _job: Job) -> tuple[int, int]:
        return number, threading.get_ident()

    for number in range(20):
        runner.run(partial(note, number), owner, done.append)
    idle(qtbot, runner)
    assert [number for number, _ in done] == list(range(20))
    assert len({thread for _, thread in done}) == 1


def test_a_result_for_a_destroyed_owner_is_dropped(qtbot: QtBot, runner: JobRunner) -> None:
    owner = QWidget()
    gate = threading.Event()
    results: list[bool] = []
    runner.run(lambda _job: gate.wait(30), owner, results.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.set()
    idle(qtbot, runner)
    assert results == []


def test_widgets_that_only_the_work_still_holds_die_on_the_windows_thread(qtbot: QtBot, runner: JobRunner) -> None:
    deaths: list[int] = []

    class Dying(QWidget):
        def __del__(self) -> None:
            deaths.append(threading.get_ident())

    def hold(held: Dying, _job: Job) -> bool:
        return held is None

    for _ in range(50):
        owner = Dying()
        runner.run(partial(hold, owner), owner, lambda _result: None)
        del owner
    idle(qtbot, runner)
    gc.collect()
    assert deaths == [threading.get_ident()] * 50


def test_queued_work_that_was_stopped_never_begins(qtbot: QtBot, runner: JobRunner, owner: QObject) -> None:
    gate = threading.Event()
    began: list[bool] = []
    stopped: list[bool] = []
    runner.run(lambda _job: gate.wait(30), owner)
    handle = runner.run(lambda _job: began.append(True), owner, on_stopped=lambda: stopped.append(True))
    handle.stop()
    gate.set()
    idle(qtbot, runner)
    assert (began, stopped) == ([], [True])


def test_running_work_stops_at_its_next_word(qtbot: QtBot, runner: JobRunner, owner: QObject) -> None:
    ended: list[str] = []

    def endless(job: Job) -> None:
        while True:
            job.check()

    handle = runner.run(
        endless, owner, lambda _result: ended.append("done"), on_stopped=lambda: ended.append("stopped")
    )
    QTimer.singleShot(0, handle.stop)
    idle(qtbot, runner)
    assert ended == ["stopped"]


def test_an_error_nobody_claims_is_told_once(qtbot: QtBot, runner: JobRunner, owner: QObject) -> None:
    told: list[Exception] = []
    runner.unhandled.connect(told.append)

    def fail(_job: Job) -> None:
        raise ValueError("C.6")

    runner.run(fail, owner, on_error=lambda _error: False)
    runner.run(fail, owner)
    runner.run(fail, owner, on_error=lambda _error: True)
    idle(qtbot, runner)
    assert [str(error) for error in told] == ["C.6", "C.6"]


def test_progress_arrives_and_the_last_of_it_is_never_swallowed(
    qtbot: QtBot, runner: JobRunner, owner: QObject
) -> None:
    told: list[Progress] = []

    def count(job: Job) -> None:
        for number in range(1, 1001):
            job.report(number, 1000, "Đếm")

    runner.run(count, owner, on_progress=told.append)
    idle(qtbot, runner)
    assert told[0].done == 1
    assert told[-1] == Progress(1000, 1000, "Đếm")


def test_closing_finishes_what_was_given_and_runs_the_last_step_on_the_work_thread(qtbot: QtBot) -> None:
    runner = JobRunner()
    owner = QObject()
    steps: list[str] = []
    threads: list[int] = []

    def close() -> None:
        steps.append("close database")
        threads.append(threading.get_ident())

    runner.run(lambda _job: steps.append("write"), owner)
    runner.close(close)
    assert steps == ["write", "close database"]
    assert threads != [threading.get_ident()]
    with pytest.raises(RuntimeError):
        runner.run(lambda _job: None, owner)


def test_the_binding_keeps_its_hands_off_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on CPython 3.11 takes a reference from None at each call and ends the interpreter."""
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(50_000):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < 10_000
