import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from tests.desktop.reports.ledger import OFFICER
from tests.ui.conftest import Story
from ui.help.page import Chapter, HelpPage, ManualView, chapters


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.key)
def test_the_manual_speaks_as_the_window_does(chapter: Chapter) -> None:
    folded = chapter.text.lower()
    for unwanted in ("vui lòng", "thành công", "!", "chữ ký số", "ký số", "http", "<"):
        assert unwanted not in folded
    assert "…" not in chapter.title
    assert not re.search(r"\n# ", chapter.text)


def test_the_manual_is_honest_about_what_cannot_be_kept() -> None:
    limits = next(chapter.text for chapter in chapters() if chapter.key == "7-gioi-han")
    for said in ("Không giữ được", "chụp ảnh màn hình", "bí mật nhà nước", "không** thay chữ ký"):
        assert said in limits


def test_nothing_outside_the_manual_is_loaded(qtbot: QtBot, tmp_path: Path) -> None:
    view = ManualView()
    qtbot.addWidget(view)
    picture = tmp_path / "a.css"
    picture.write_text("x")
    kind = QTextDocument.ResourceType.ImageResource.value
    assert view.loadResource(kind, QUrl.fromLocalFile(str(picture))) is None


def test_every_chapter_can_be_read(story: Story, department: Path) -> None:
    story.program.start(department)
    window = story.sign_in(OFFICER)
    for chapter in chapters():
        window.go("help", chapter.key)
        page = window.page("help")
        assert isinstance(page, HelpPage)
        assert page.view.toPlainText().startswith(chapter.title)
        assert page.tree.current_key() == chapter.key
