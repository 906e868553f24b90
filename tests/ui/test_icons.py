import re
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui import icons
from ui.signs import Sign, paint_sign, product_icon
from ui.theme import ThemeController, ThemeMode
from ui.tokens import DARK, LIGHT

ROOT = Path(__file__).parents[2]


def inks(image: QImage) -> set[str]:
    """The colours of the opaque pixels."""
    found = set()
    for y in range(image.height()):
        for x in range(image.width()):
            colour = image.pixelColor(x, y)
            if colour.alpha() == 255:
                found.add(colour.name())
    return found


def test_an_icon_takes_the_colour_of_the_theme_in_force(qapp: QApplication, themes: ThemeController) -> None:
    icon = icons.icon("checkmark", 16, "accent")
    assert LIGHT.accent.lower() in inks(icon.pixmap(QSize(64, 64)).toImage())
    themes.set_mode(ThemeMode.DARK)
    assert DARK.accent.lower() in inks(icon.pixmap(QSize(64, 64)).toImage())


def test_a_disabled_icon_is_pale(qapp: QApplication, themes: ThemeController) -> None:
    image = icons.icon("checkmark", 16, "accent").pixmap(QSize(64, 64), QIcon.Mode.Disabled).toImage()
    assert inks(image) == {LIGHT.disabled.lower()}


def test_icons_are_drawn_at_the_screens_own_resolution(qapp: QApplication, themes: ThemeController) -> None:
    pixmap = icons.icon("home", 20).pixmap(QSize(20, 20), 2.0)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.devicePixelRatio() == 2.0


def test_an_icon_that_was_not_shipped_is_refused(qapp: QApplication) -> None:
    with pytest.raises(icons.UnknownIcon):
        icons.icon("no_such_icon")


def test_an_icon_shipped_in_outline_alone_is_drawn_so_where_a_filled_one_is_wanted(
    qapp: QApplication, themes: ThemeController
) -> None:
    folder = resources.files("resources") / "icons"
    assert not (folder / "clock_16_filled.svg").is_file()
    assert inks(icons.pixmap("clock", 16, "#1f5fbf", 4.0, filled=True).toImage()) == {"#1f5fbf"}


def test_the_list_of_icons_names_every_shipped_file() -> None:
    folder = resources.files("resources") / "icons"
    listed = set(re.findall(r"^\| ([a-z_]+) \|", (folder / "README.md").read_text(), re.MULTILINE))
    shipped = {re.sub(r"_\d+_(regular|filled)\.svg$", "", entry.name) for entry in folder.iterdir()}
    assert listed == shipped - {"README.md", "LICENSE.txt"}


def test_all_states_differ_by_shape_alone(qapp: QApplication) -> None:
    pictures = []
    for sign in Sign:
        image = QImage(28, 28, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        paint_sign(painter, QRectF(0, 0, 28, 28), sign, QColor("black"), QColor("white"))
        painter.end()
        pictures.append([image.pixelColor(x, y).value() for x in range(28) for y in range(28)])
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            assert sum(abs(a - b) > 100 for a, b in zip(one, other, strict=True)) >= 12


def test_the_product_has_its_own_mark_in_all_window_sizes(qapp: QApplication) -> None:
    sizes = {size.width() for size in product_icon().availableSizes()}
    assert sizes == {16, 24, 32, 48, 64, 128}
