"""A place that stands in the rail only while it is needed."""

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
