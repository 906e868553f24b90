from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import OwnEntry
from ui.failures import LOG_FILE, FailureDesk, technical_view

SECRET = "Công ty TNHH Bí Mật"


def broken(words: str) -> None:
    raise ValueError(words)


def caught() -> ValueError:
    try:
        broken(SECRET)
    except ValueError as error:
        return error
    raise AssertionError


def test_the_technical_view_names_places_and_never_what_people_typed() -> None:
    view = technical_view(caught())
    assert "ValueError" in view
    assert "broken" in view
    assert SECRET not in view
    assert str(Path(__file__).parent.parent) not in view


def test_the_cause_of_a_failure_is_named_too() -> None:
    try:
        try:
            broken(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        view = technical_view(error)
    assert view.index("KeyError") < view.index("ValueError")
    assert SECRET not in view


def test_a_mistake_of_ours_is_told_in_plain_words_and_logged(qtbot: QtBot, tmp_path: Path) -> None:
    desk = FailureDesk(tmp_path)
    desk.tell(caught())
    dialog = desk.shown
    assert dialog is not None
    assert "ngoài dự tính" in dialog.accessibleName()
    assert dialog.details.isHidden()
    dialog.unfold.click()
    assert "ValueError" in dialog.details.toPlainText()
    logged = (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    assert "ValueError" in logged
    assert SECRET not in logged
    dialog.close_button.click()
    assert desk.shown is None


def test_what_a_person_can_mend_is_told_by_its_sentences_and_not_logged(qtbot: QtBot, tmp_path: Path) -> None:
    desk = FailureDesk(tmp_path)
    desk.tell(OwnEntry())
    assert desk.shown is not None
    assert desk.shown.accessibleName() == "Không ai duyệt kết quả do chính mình nhập."
    assert not desk.shown.unfold.isVisibleTo(desk.shown)
    assert not (tmp_path / LOG_FILE).exists()
    desk.shown.close_button.click()


def test_one_failure_is_told_at_a_time(qtbot: QtBot, tmp_path: Path) -> None:
    desk = FailureDesk(tmp_path)
    desk.tell(OwnEntry())
    first = desk.shown
    desk.tell(caught())
    assert desk.shown is first
    assert first is not None
    first.close_button.click()


def test_what_escapes_python_is_told(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = FailureDesk(tmp_path)
    error = caught()
    desk._caught(type(error), error, None)
    qtbot.waitUntil(lambda: desk.shown is not None)
    assert desk.shown is not None
    desk.shown.close_button.click()
