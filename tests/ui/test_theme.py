from collections.abc import Callable
from dataclasses import fields

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMenu, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.messages import Message
from ui import theme
from ui.failures import FailureDialog
from ui.sign_in.door import DoorWindow
from ui.table_model import Column
from ui.theme import Theme, ThemeController, ThemeMode
from ui.tokens import DARK, LIGHT, Hue, Tokens
from ui.widgets.choices import ComboBox
from ui.widgets.delegates import Index, RowDelegate
from ui.widgets.dialog import ReasonDialog
from ui.widgets.inputs import LineEdit
from ui.widgets.record_view import RecordView


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance, reckoned here and nowhere in the program."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    ("text", "surface"),
    ("text", "window"),
    ("text", "sunken"),
    ("text", "header"),
    ("text", "accent_soft"),
    ("text2", "surface"),
    ("text2", "window"),
    ("text2", "sunken"),
    ("text2", "accent_soft"),
    ("text3", "surface"),
    ("text3", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_press"),
    ("link", "surface"),
    ("link", "accent_soft"),
    ("rail_text", "rail"),
    ("rail_on", "rail_tile"),
    ("on_gold", "gold"),
    ("green.text", "ins_bg"),
    ("red.text", "del_bg"),
    ("toast_text", "toast"),
    ("toast_action", "toast"),
    *((f"{hue}.text", f"{hue}.tint") for hue in ("green", "blue", "orange", "red", "grey", "warn")),
    *((f"{hue}.text", "surface") for hue in ("green", "blue", "orange", "red", "grey", "warn")),
    *((f"{hue}.text", "accent_soft") for hue in ("red", "warn", "green")),
]
SIGNS = [
    ("line_strong", "surface"),
    ("line_strong", "window"),
    ("focus", "surface"),
    ("focus", "window"),
    ("focus", "accent_soft"),
    ("accent", "surface"),
    ("gold", "rail"),
    *((f"{hue}.solid", "surface") for hue in ("green", "blue", "orange", "red", "grey", "warn")),
    *((f"{hue}.solid", f"{hue}.tint") for hue in ("green", "blue", "orange", "red", "grey", "warn")),
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_every_text_stands_out_from_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(tokens.colour(ink), tokens.colour(ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), SIGNS)
def test_every_sign_and_edge_stands_out_from_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(tokens.colour(ink), tokens.colour(ground)) >= 3


def test_the_reckoning_of_contrast_agrees_with_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_both_themes_name_every_colour_as_six_hex_digits() -> None:
    for tokens in (LIGHT, DARK):
        for field in fields(tokens):
            value = getattr(tokens, field.name)
            parts = [value] if isinstance(value, str) else [getattr(value, f.name) for f in fields(Hue)]
            assert all(len(part) == 7 and int(part[1:], 16) >= 0 for part in parts)


def test_the_style_sheet_resolves_every_token_and_scales_lengths_but_not_lines() -> None:
    sheet = theme.style_sheet(Theme(scale=125))
    assert "@" not in sheet
    assert "font-size: 16px" in sheet
    assert "border: 1px solid" in sheet
    assert "border: 2px solid" in sheet


def test_choosing_dark_reaches_palette_and_painters_at_once(qapp: QApplication, themes: ThemeController) -> None:
    told: list[Theme] = []
    themes.changed.connect(told.append)
    themes.set_mode(ThemeMode.DARK)
    assert theme.current().is_dark
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == DARK.surface.lower()
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText).alpha() == 255
    assert told == [theme.current()]
    themes.changed.disconnect(told.append)


def test_larger_letters_enlarge_type_and_heights(qapp: QApplication, themes: ThemeController) -> None:
    themes.set_scale(125)
    assert theme.current().font().pixelSize() == 16
    assert qapp.font().pixelSize() == 16
    assert theme.current().px(32) == 40
    with pytest.raises(ValueError, match="300"):
        themes.set_scale(300)


@pytest.mark.parametrize("build", [DoorWindow, lambda: FailureDialog(Message("Chưa ghi được.", ""), "")])
def test_a_window_without_parent_wears_the_look_in_force_and_each_later_one(
    qtbot: QtBot, themes: ThemeController, build: Callable[[], QWidget]
) -> None:
    window = build()
    qtbot.addWidget(window)
    assert window.styleSheet() == theme.style_sheet(theme.current())
    themes.set_mode(ThemeMode.DARK)
    assert window.styleSheet() == theme.style_sheet(theme.current())
    themes.set_scale(125)
    assert window.styleSheet() == theme.style_sheet(theme.current())


def test_what_opens_over_a_window_wears_its_look(qtbot: QtBot, themes: ThemeController) -> None:
    window = DoorWindow()
    qtbot.addWidget(window)
    field = LineEdit(parent=window)
    opened = [ReasonDialog(field, "Trả lại?", "", "Trả lại", "Giữ", danger=False, icon=""), QMenu(field)]
    combo = ComboBox([("Quý II", 2)], field)
    window.show()
    opened[0].show()
    opened.append(combo.view().window())
    for mode, tokens in ((ThemeMode.LIGHT, LIGHT), (ThemeMode.DARK, DARK)):
        themes.set_mode(mode)
        combo.showPopup()
        combo.hidePopup()
        for widget in opened:
            widget.ensurePolished()
            ground = widget.palette().color(QPalette.ColorRole.Window).name()
            assert ground == tokens.surface.lower(), type(widget).__name__


class CountedDelegate(RowDelegate):
    """Counts how often a row is measured."""

    measured = 0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        CountedDelegate.measured += 1
        return super().sizeHint(option, index)


def test_a_list_is_laid_out_once_for_another_look(
    qtbot: QtBot, themes: ThemeController, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CountedDelegate, "measured", 0)
    column: Column[int] = Column("number", "Số", str)
    view = RecordView("Số", [column], lambda number: number, delegates={"number": CountedDelegate()})
    qtbot.addWidget(view)
    theme.dress(view)
    view.replace(records=range(100))
    view.show()
    QApplication.sendPostedEvents()
    CountedDelegate.measured = 0
    themes.set_mode(ThemeMode.DARK)
    assert not theme.is_changing()
    QApplication.processEvents()
    assert 100 <= CountedDelegate.measured < 400
