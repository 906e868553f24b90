from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.permissions import Permission, Role
from tests.desktop.reports.ledger import ADMINISTRATOR, OFFICER, SUPERVISOR
from tests.ui.conftest import Story
from ui.users.page import UsersPage
from ui.users.person_dialog import PersonDialog
from ui.users.role_words import PURPOSES, abilities
from ui.widgets.dialog import DecisionDialog
from ui.widgets.fields import Mark


def users(story: Story, folder: Path) -> UsersPage:
    story.program.start(folder)
    window = story.sign_in(ADMINISTRATOR)
    window.go("users")
    story.settle()
    page = window.page("users")
    assert isinstance(page, UsersPage)
    return page


def form(page: UsersPage, name: str, passphrase: str = "mat khau moi") -> PersonDialog:
    page.add.click()
    dialog = page.dialog
    assert dialog is not None
    dialog.name.setText(name)
    dialog.role.set_value(Role.CLERK)
    dialog.team.setText("Văn thư")
    dialog.passphrase.setText(passphrase)
    dialog.again.setText(passphrase)
    return dialog


def test_a_person_is_added_and_signs_in(story: Story, department: Path) -> None:
    page = users(story, department)
    form(page, "Vũ Thị Lan").add.click()
    story.settle()
    assert page.dialog is None
    added = next(person for person in page.list.records.records() if person.name == "Vũ Thị Lan")
    assert (added.role, added.team) == (Role.CLERK, "Văn thư")
    story.program.sign_out()
    story.settle()
    assert story.sign_in("Vũ Thị Lan", "mat khau moi").current_place == "home"


@pytest.mark.parametrize(
    ("name", "passphrase", "field"), [(OFFICER, "mat khau moi", "name"), ("Vũ Lan", "ngan", "passphrase")]
)
def test_what_is_refused_is_told_at_its_field(
    story: Story, department: Path, name: str, passphrase: str, field: str
) -> None:
    page = users(story, department)
    dialog = form(page, name, passphrase)
    dialog.add.click()
    story.settle()
    assert page.dialog is dialog
    assert dialog.fields[field].mark is Mark.ERROR
    dialog.reject()
    assert len(page.list.records.records()) == 3


def test_two_different_passphrases_add_nobody(story: Story, department: Path) -> None:
    page = users(story, department)
    dialog = form(page, "Vũ Thị Lan")
    dialog.again.setText("mat khau khac")
    dialog.add.click()
    assert dialog.fields["again"].mark is Mark.ERROR
    assert not story.program.runner.is_busy
    dialog.reject()


def test_locking_closes_a_form_that_is_open(story: Story, department: Path) -> None:
    page = users(story, department)
    dialog = form(page, "Vũ Thị Lan")
    assert dialog.isVisible()
    story.program.lock()
    assert page.dialog is None
    story.settle()


def test_who_does_not_administer_has_no_such_place(story: Story, department: Path) -> None:
    story.program.start(department)
    window = story.sign_in(SUPERVISOR)
    with pytest.raises(KeyError):
        window.go("users")


def test_every_role_is_explained_by_what_it_may_do() -> None:
    assert set(PURPOSES) == set(Role)
    assert abilities(Role.INSPECTOR) == "xem, lập báo cáo"
    assert len(abilities(Role.ADMINISTRATOR).split(", ")) == len(Permission)


def test_the_form_names_the_abilities_of_the_chosen_role(qtbot: QtBot) -> None:
    dialog = PersonDialog([], None)
    qtbot.addWidget(dialog)
    dialog.role.set_value(Role.SUPERVISOR)
    assert "duyệt" in dialog.role.accessibleDescription()


def test_another_role_holds_from_the_next_sign_in(story: Story, department: Path) -> None:
    page = users(story, department)
    officer = next(person for person in page.list.records.records() if person.name == OFFICER)
    page.list.select(officer.id)
    page.change.click()
    assert page.changing is not None
    page.changing.role.set_value(Role.SUPERVISOR)
    page.changing.team.setText("Tổ QLRR")
    page.changing.change.click()
    story.settle()
    changed = next(person for person in page.list.records.records() if person.name == OFFICER)
    assert (changed.role, changed.team) == (Role.SUPERVISOR, "Tổ QLRR")
    story.program.sign_out()
    story.settle()
    assert "review" in story.sign_in(OFFICER)._places


def test_nobody_changes_or_removes_himself(story: Story, department: Path) -> None:
    page = users(story, department)
    own = next(person for person in page.list.records.records() if person.name == ADMINISTRATOR)
    page.list.select(own.id)
    assert not page.change.isEnabled()
    assert not page.remove.isEnabled()


@pytest.mark.parametrize("agreed", [True, False])
def test_who_is_removed_cannot_sign_in_and_a_new_code_is_shown(
    story: Story, department: Path, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    monkeypatch.setattr(DecisionDialog, "ask", lambda *_words, **_more: agreed)
    page = users(story, department)
    story.program.sign_out()
    for name in (OFFICER, SUPERVISOR, ADMINISTRATOR):  # everybody has signed in once
        story.settle()
        window = story.sign_in(name)
        if name != ADMINISTRATOR:
            story.program.sign_out()
    window.go("users")
    story.settle()
    new_page = window.page("users")
    assert isinstance(new_page, UsersPage)
    page = new_page
    officer = next(person for person in page.list.records.records() if person.name == OFFICER)
    page.list.select(officer.id)
    page.remove.click()
    story.settle()
    assert (page.code is not None) is agreed
    if page.code is not None:
        assert len(page.code.form._groups) == 9
        page.code.reject()
    story.program.sign_out()
    story.settle()
    names = {story.form().people.item(row).text().split(",")[0] for row in range(story.form().people.count())}
    assert (OFFICER in names) is not agreed
