"""The search through all of Python's objects waits until nobody does."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.app import build_application
from ui.garbage import QUIET_S, THRESHOLDS, GarbageRounds
from ui.idle import IdleWatch


class _Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.self = self


class _Clock:
    """A clock that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def no_search_of_its_own() -> Iterator[None]:
    """Only the rounds of the test look for unreachable objects."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_search_of_its_own")
def test_a_round_waits_while_somebody_is_at_the_machine_or_work_runs(qtbot: QtBot) -> None:
    clock, parent = _Clock(), QObject()
    idle = IdleWatch(10, parent, clock)
    busy = True
    rounds = GarbageRounds(idle, lambda: busy, parent)
    ring = _Ring()
    found = weakref.ref(ring)
    del ring

    clock.now = QUIET_S
    rounds.go_round()
    assert found() is not None  # work runs

    busy = False
    idle.touch()
    rounds.go_round()
    assert found() is not None  # somebody is at the machine

    clock.now += QUIET_S
    rounds.go_round()
    assert found() is None


def test_the_program_does_not_look_through_all_objects_in_the_middle_of_work(qtbot: QtBot) -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        build_application([])
        assert gc.get_threshold() == THRESHOLDS
    finally:
        gc.set_threshold(*before)
