"""The screens are loaded one by one while nothing else is to do, and not after the program is shut."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.preloading import REST_MS, Preloading


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made = ["preloaded_first", "preloaded_second"]
    for name in made:
        (tmp_path / f"{name}.py").write_text("")
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    return made


def test_all_are_loaded_in_their_order(qtbot: QtBot, names: list[str]) -> None:
    parent = QObject()
    Preloading(names, parent).begin()
    assert not set(names) & set(sys.modules)
    qtbot.waitUntil(lambda: names[0] in sys.modules)
    assert names[1] not in sys.modules
    qtbot.waitUntil(lambda: names[1] in sys.modules)


def test_it_stands_back_for_a_while(qtbot: QtBot, names: list[str]) -> None:
    parent = QObject()
    preloading = Preloading(names, parent)
    preloading.begin()
    preloading.rest()
    assert preloading._timer.interval() == REST_MS
    assert preloading._timer.isActive()


def test_nothing_is_loaded_after_the_end(qtbot: QtBot, names: list[str]) -> None:
    parent = QObject()
    preloading = Preloading(names, parent)
    preloading.begin()
    preloading.stop()
    preloading.rest()
    assert not preloading._timer.isActive()
