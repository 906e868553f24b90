from datetime import date

from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from ui.desk import ChosenDay
from ui.widgets.day_button import DayButton
from ui.widgets.fields import Mark

TODAY = date(2007, 6, 25)


def opened(chosen: ChosenDay, qtbot: QtBot) -> DayButton:
    button = DayButton(chosen)
    qtbot.addWidget(button)
    button.show()
    button.click()
    return button


def test_a_day_is_typed_and_chosen_by_enter(qtbot: QtBot) -> None:
    chosen = ChosenDay(TODAY)
    button = opened(chosen, qtbot)
    assert button.panel is not None
    button.panel.typed.setText("1/7/2007")
    button.panel.typed.returnPressed.emit()
    assert chosen.day == date(2007, 7, 1)
    assert button.text() == "01/07/2007"
    assert button.accessibleName() == "Tính đến ngày 01/07/2007, không phải hôm nay"


def test_a_day_is_clicked_in_the_calendar(qtbot: QtBot) -> None:
    chosen = ChosenDay(TODAY)
    button = opened(chosen, qtbot)
    assert button.panel is not None
    button.panel.calendar.clicked.emit(QDate(2007, 6, 30))
    assert chosen.day == date(2007, 6, 30)


def test_what_is_no_day_is_told_and_changes_nothing(qtbot: QtBot) -> None:
    chosen = ChosenDay(TODAY)
    button = opened(chosen, qtbot)
    assert button.panel is not None
    button.panel.typed.setText("31/06/2007")
    button.panel.apply.click()
    assert button.panel.field.mark is Mark.ERROR
    assert chosen.day == TODAY
    button.panel.close()


def test_midnight_moves_who_looked_at_today_and_nobody_else(qtbot: QtBot) -> None:
    follows, stays = ChosenDay(TODAY), ChosenDay(TODAY)
    stays.choose(date(2007, 6, 1))
    for chosen in (follows, stays):
        chosen.set_today(date(2007, 6, 26))
    assert (follows.day, stays.day) == (date(2007, 6, 26), date(2007, 6, 1))
