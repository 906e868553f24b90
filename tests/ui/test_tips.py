"""Tooltips show names and titles as they are, whatever they hold."""

import pytest
from PySide6.QtGui import QTextDocument

from ui.widgets.text import tip

HOSTILE = '<img src="file:////other/share/x.png"> Rà soát\n<b>doanh nghiệp</b>'


def test_a_title_that_looks_like_markup_is_shown_letter_by_letter(qapp: object) -> None:
    shown = QTextDocument()
    shown.setHtml(tip(HOSTILE))
    assert shown.toPlainText().replace("\u2028", "\n") == HOSTILE


@pytest.mark.parametrize("text", ["Rà soát 10% & 15%", "Phan Quốc Anh\nQuản trị", ""])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert tip(text) == text
