from importlib import resources

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

from ui import fonts

VIETNAMESE = "ẵỗữợ₫ẴỖỂĐđạỹơưăâêô"
SHIPPED = sorted(
    entry.name for entry in (resources.files("resources") / "fonts").iterdir() if entry.name.endswith(".ttf")
)


def raw(name: str) -> QRawFont:
    data = (resources.files("resources") / "fonts" / name).read_bytes()
    return QRawFont(QByteArray(data), 13)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_font_draws_vietnamese(qapp: QApplication, name: str) -> None:
    font = raw(name)
    assert all(font.supportsCharacter(ord(letter)) for letter in VIETNAMESE)
    assert all(glyph > 0 for glyph in font.glyphIndexesForString(VIETNAMESE))


def test_the_screen_fonts_draw_the_signs_the_plans_print(qapp: QApplication) -> None:
    font = raw("IBMPlexSans_400Regular.ttf")
    assert all(font.supportsCharacter(ord(letter)) for letter in "≥≤→«»−·")


def test_the_paper_font_is_new_enough_to_hold_vietnamese_and_comes_in_four_cuts(qapp: QApplication) -> None:
    paper = [name for name in SHIPPED if name.startswith("LiberationSerif")]
    assert len(paper) == 4
    assert {raw(name).familyName() for name in paper} == {fonts.PAPER}


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_every_weight_answers_as_the_shipped_family(qapp: QApplication, weight: int) -> None:
    info = QFontInfo(fonts.font(13, weight))
    assert info.family() == fonts.SCREEN
    assert info.weight() == weight


def test_digits_are_equally_wide_so_that_columns_align(qapp: QApplication) -> None:
    font = raw("IBMPlexSans_400Regular.ttf")
    widths = {point.x() for point in font.advancesForGlyphIndexes(font.glyphIndexesForString("0123456789"))}
    assert len(widths) == 1


def test_a_family_that_is_missing_is_noticed_at_the_start(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "font", lambda pixels, _weight=400: QFont("No Such Family", pixels))
    with pytest.raises(fonts.FontsMissing):
        fonts.register()
