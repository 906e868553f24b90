"""A place that stands in the rail only while it is needed, and how many places share a low window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.navigation import Place, Rail
from ui.theme import ThemeController
from ui.widgets.page import Page


def rail(qtbot: QtBot) -> Rail:
    made = Rail(
        [
            Place("home", "Trang chủ", "home", lambda: Page("Trang chủ")),
            Place("decisions", "Quyết định", "merge", lambda: Page("Quyết định"), at_need=True),
        ]
    )
    qtbot.addWidget(made)
    made.show()
    return made


def words(made: Rail) -> list[str]:
    return [button.text() for button in made._buttons.values() if button.isVisible()]


def test_it_comes_with_what_waits_and_goes_with_it(themes: ThemeController, qtbot: QtBot) -> None:
    made = rail(qtbot)
    assert words(made) == ["Trang chủ"]
    made.set_waiting("decisions", 2)
    assert words(made) == ["Trang chủ", "Quyết định"]
    made.set_waiting("decisions", 0)
    assert words(made) == ["Trang chủ"]


def test_it_stays_while_it_is_needed_or_one_is_there(themes: ThemeController, qtbot: QtBot) -> None:
    made = rail(qtbot)
    made.set_needed("decisions", True)
    assert words(made) == ["Trang chủ", "Quyết định"]
    made.set_needed("decisions", False)
    made.set_current("decisions")
    assert words(made) == ["Trang chủ", "Quyết định"]
    made.set_current("home")
    assert words(made) == ["Trang chủ"]


def full_rail(qtbot: QtBot, count: int, height: int) -> Rail:
    """A rail with as many places, shown in a window of this height."""
    made = Rail([Place(f"p{n}", f"Nơi {n}", "home", lambda: Page(""), foot=n > count - 2) for n in range(1, count + 1)])
    qtbot.addWidget(made)
    made.set_compact(True)
    made.resize(made.width(), height)
    made.show()
    qtbot.waitExposed(made)
    return made


def stands_whole(made: Rail, key: str) -> bool:
    """Whether a place is to be seen from its upper to its lower edge."""
    button = made._buttons[key]
    return button.visibleRegion().boundingRect() == button.rect()


def test_twelve_places_stand_whole_in_the_lowest_window(themes: ThemeController, qtbot: QtBot) -> None:
    made = full_rail(qtbot, 12, 520)
    assert all(stands_whole(made, key) for key in made._buttons)
    tall = full_rail(qtbot, 12, 768)
    assert tall._buttons["p1"].height() > made._buttons["p1"].height()


def test_more_places_than_stand_in_a_window_scroll_to_the_one_reached(themes: ThemeController, qtbot: QtBot) -> None:
    made = full_rail(qtbot, 20, 520)
    assert stands_whole(made, "p1")
    assert not stands_whole(made, "p20")
    made._buttons["p1"].setFocus()
    QTest.keyClick(made._buttons["p1"], Qt.Key.Key_Up)
    assert stands_whole(made, "p20")
    made.set_current("p1")
    assert stands_whole(made, "p1")
