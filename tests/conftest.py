"""What every test may stand on: the real application, no unexpected word from Qt, and units of three levels."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tests.support.three_levels import ThreeLevels
    from ui.theme import ThemeController

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every run and machine; `make test-long` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

KNOWN_QT_WORDS = (
    # The offscreen platform says so for every window with a smallest size, and for every one that pops up.
    "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the known words of Qt pass; any other warning of Qt fails the test (qt_log_level_fail)."""
    for item in items:
        for words in KNOWN_QT_WORDS:
            item.add_marker(pytest.mark.qt_log_ignore(words))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program builds it, with its own fonts and style."""
    from ui.app import build_application

    return build_application(["sokehoach"])


@pytest.fixture(scope="session")
def _session_themes(qapp: QApplication) -> ThemeController:
    from ui.theme import ThemeController, ThemeMode

    return ThemeController(qapp, ThemeMode.LIGHT)


@pytest.fixture
def themes(_session_themes: ThemeController) -> ThemeController:
    """The look in force, light and at 100 % at the start of each test."""
    from ui.theme import ThemeMode

    if _session_themes.mode is not ThemeMode.LIGHT:
        _session_themes.set_mode(ThemeMode.LIGHT)
    if _session_themes.scale != 100:
        _session_themes.set_scale(100)
    return _session_themes


@pytest.fixture
def net(tmp_path: Path) -> Iterator[ThreeLevels]:
    """Tổng cục, Hải Phòng on two machines, a Chi cục below it and another Cục, all admitted."""
    from tests.support.three_levels import three_levels

    with three_levels(tmp_path) as made:
        yield made
