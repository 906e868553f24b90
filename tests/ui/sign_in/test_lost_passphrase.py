"""Who forgot his passphrase comes in again with the paper code."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.creation import create_workspace
from desktop.keyslots.recovery import new_recovery_code
from desktop.units.table import load_units
from tests.desktop.reports.ledger import OFFICER, PASSPHRASE
from tests.ui.conftest import WAIT_MS, Story
from ui.sign_in.lost_passphrase_form import CODE_HINT, FOREIGN_CODE, LostPassphraseForm
from ui.sign_in.sign_in_form import SignInForm
from ui.widgets.fields import Mark

NEW = "cau moi de nho 2007"


@pytest.fixture
def code(story: Story, tmp_path: Path) -> str:
    """The paper code of a ledger of one person, whose sign-in is on the screen."""
    created = create_workspace(
        tmp_path / "so",
        unit="HQ03",
        person_name=OFFICER,
        passphrase=PASSPHRASE,
        units=load_units(),
        machine=story.machine,
    )
    story.program.start(tmp_path / "so")
    story.settle()
    return created.recovery_code


def lost(story: Story) -> LostPassphraseForm:
    story.form().lost.click()
    form = story.program.door.form
    assert isinstance(form, LostPassphraseForm)
    return form


def fill(form: LostPassphraseForm, code: str, new: str = NEW, again: str = NEW) -> None:
    form.code.setText(code)
    form.passphrase.setText(new)
    form.again.setText(again)


def test_the_paper_code_and_a_new_passphrase_open_the_ledger(story: Story, code: str, qtbot: QtBot) -> None:
    form = lost(story)
    fill(form, code.replace("-", " ").lower())
    QTest.keyClick(form.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: story.program.window is not None, timeout=WAIT_MS)
    story.settle()
    window = story.program.window
    assert window is not None
    assert window.toast.notice is not None
    assert window.toast.notice.words == "Đã đặt mật khẩu mới."
    story.program.sign_out()
    story.settle()
    assert story.sign_in(OFFICER, NEW).current_place == "home"


def test_a_mistyped_code_is_told_at_its_field_and_the_old_passphrase_stands(story: Story, code: str) -> None:
    form = lost(story)
    fill(form, code[:-1])
    form.button.click()
    story.settle()
    assert form.fields["code"].mark is Mark.ERROR
    assert "33 ký tự" in form.code.accessibleDescription()
    assert form.button.isEnabled()
    form.back.click()
    assert story.sign_in(OFFICER).current_place == "home"


def test_the_code_of_another_ledger_is_named_as_such(story: Story, code: str) -> None:
    form = lost(story)
    fill(form, new_recovery_code(lambda count: b"\x07" * count))
    form.button.click()
    story.settle()
    assert form.code.accessibleDescription() == FOREIGN_CODE
    assert story.program.window is None


@pytest.mark.parametrize(
    ("new", "again", "field"), [("", "", "passphrase"), ("ngan", "ngan", "passphrase"), (NEW, "khac", "again")]
)
def test_a_new_passphrase_must_be_long_enough_and_typed_twice(
    story: Story, code: str, new: str, again: str, field: str
) -> None:
    form = lost(story)
    fill(form, code, new, again)
    form.button.click()
    story.settle()
    assert [name for name, each in form.fields.items() if each.mark is Mark.ERROR] == [field]
    assert story.program.window is None


def test_the_letters_of_the_code_are_counted_while_it_is_typed(story: Story, code: str) -> None:
    form = lost(story)
    assert form.code.accessibleDescription() == CODE_HINT
    form.code.setText("ABCD-12 3")
    assert form.code.accessibleDescription() == "Đã gõ 7 trong 33 ký tự."


def test_under_the_lock_the_passphrase_is_not_replaced(story: Story, code: str) -> None:
    story.sign_in(OFFICER)
    story.program.lock()
    story.settle()
    assert isinstance(story.program._locked, SignInForm)
    assert not story.program._locked.lost.isVisibleTo(story.program._locked)
