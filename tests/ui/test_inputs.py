from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.problem import Grade, Problem, ProblemKind
from ui.problems import show_problems
from ui.theme import ThemeController
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field, Mark
from ui.widgets.inputs import DateField, LineEdit, NumberField, PasswordField, SearchField, TextArea

DECOMPOSED = "Tie\u0302\u0301n \u0111o\u0323\u0302"
COMPOSED = "Tiến độ"


@pytest.fixture(autouse=True)
def _look(themes: ThemeController) -> None:
    """Every field is tried in the look of the program."""


def test_typed_text_is_kept_as_typed_and_told_in_nfc_when_the_field_is_left(qtbot: QtBot) -> None:
    field = LineEdit()
    qtbot.addWidget(field)
    told: list[object] = []
    field.committed.connect(told.append)
    field.setText(DECOMPOSED)
    assert field.text() == DECOMPOSED
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == [COMPOSED]
    assert field.text() == COMPOSED


def test_breaks_in_a_line_pasted_from_a_table_are_spaces(qtbot: QtBot) -> None:
    field = LineEdit()
    qtbot.addWidget(field)
    field.setText("\tTrần\nVăn\r\nBình\u2028")
    assert field.value_text() == "Trần Văn Bình"


def test_backspaces_of_a_typing_aid_pass_through(qtbot: QtBot) -> None:
    """Unikey types «tieu», then Backspaces and the accented letters."""
    field = LineEdit()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "tieu")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    field.insert("êu")
    assert field.text() == "tiêu"


@pytest.mark.parametrize(("typed", "shown"), [("5/6/2007", "05/06/2007"), ("05062007", "05/06/2007")])
def test_a_day_is_written_out_when_the_field_is_left(qtbot: QtBot, typed: str, shown: str) -> None:
    field = DateField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.value(), field.problem()) == (shown, date(2007, 6, 5), "")


def test_a_day_that_does_not_exist_stays_as_typed_and_is_told(qtbot: QtBot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "31/06/2007")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "31/06/2007"
    assert field.value() is None
    assert field.problem()


def test_a_figure_is_grouped_when_the_field_is_left(qtbot: QtBot) -> None:
    field = NumberField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "12046")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.value()) == ("12.046", Decimal(12046))
    field.setText("1.5")
    assert (field.value(), bool(field.problem())) == (None, True)
    field.setText("1,5")
    assert field.problem()
    field.set_value(None)
    assert (field.text(), field.problem()) == ("", "")


def test_a_pause_in_typing_is_told_so_that_a_draft_can_be_kept(qtbot: QtBot) -> None:
    area = TextArea()
    qtbot.addWidget(area)
    told: list[object] = []
    area.paused.connect(told.append)
    area.set_text("không phải gõ")
    QTest.keyClicks(area, "x")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["xkhông phải gõ"]


def test_a_text_area_grows_with_its_text_up_to_its_most(qtbot: QtBot) -> None:
    area = TextArea(lines=2, most=4)
    qtbot.addWidget(area)
    area.resize(300, 40)
    area.show()
    two = area.height()
    area.set_text("một\nhai\nba")
    three = area.height()
    area.set_text("\n" * 20)
    assert two < three < area.height() < 3 * two


def test_tab_leaves_a_text_area(qtbot: QtBot) -> None:
    assert TextArea().tabChangesFocus()


def test_a_password_is_hidden_until_the_eye_is_chosen_and_keeps_its_spaces(qtbot: QtBot) -> None:
    field = PasswordField()
    qtbot.addWidget(field)
    field.setText(" a b ")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert field.value_text() == " a b "
    field.actions()[0].trigger()
    assert field.echoMode() is QLineEdit.EchoMode.Normal


def test_a_search_is_told_once_after_typing(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    told: list[object] = []
    field.searched.connect(told.append)
    QTest.keyClicks(field, "kim ngach")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["kim ngach"]


def test_a_list_keeps_its_choice_when_its_entries_change(qtbot: QtBot) -> None:
    box = ComboBox([("Quý I", 1), ("Quý II", 2)])
    qtbot.addWidget(box)
    box.set_value(2)
    told: list[object] = []
    box.currentIndexChanged.connect(told.append)
    box.set_entries([("Quý II", 2), ("Quý III", 3)])
    assert (box.value(), told) == (2, [])
    box.set_entries([])
    assert box.value() is None


def test_a_field_says_its_error_to_eye_and_reader_and_returns_to_its_hint(qtbot: QtBot) -> None:
    field = Field("Mã số thuế", LineEdit(), "10 hoặc 13 chữ số")
    qtbot.addWidget(field)
    field.set_error("Sai số kiểm tra. Gõ lại.")
    assert field.mark is Mark.ERROR
    assert field.editor.accessibleName() == "Mã số thuế"
    assert field.editor.accessibleDescription() == "Sai số kiểm tra. Gõ lại."
    field.clear_mark()
    assert (field.mark, field.editor.accessibleDescription()) == (Mark.NONE, "10 hoặc 13 chữ số")


def test_problems_stand_at_their_fields_and_the_rest_is_handed_back(qtbot: QtBot) -> None:
    fields = {"percent": Field("Tiến độ", NumberField()), "result": Field("Kết quả", LineEdit())}
    for field in fields.values():
        qtbot.addWidget(field)
    homeless = Problem("task", ProblemKind.REQUIRED)
    rest = show_problems(
        fields,
        [
            Problem("percent", ProblemKind.DATE_AFTER_TODAY, Grade.WARNING),
            Problem("percent", ProblemKind.OUT_OF_RANGE),
            homeless,
        ],
    )
    assert rest == [homeless]
    assert fields["percent"].mark is Mark.ERROR
    assert fields["percent"].editor.accessibleDescription() == Problem("", ProblemKind.OUT_OF_RANGE).sentence
    assert not fields["result"].mark
    assert show_problems(fields, []) == []
    assert not fields["percent"].mark
