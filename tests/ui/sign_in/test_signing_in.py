from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import Topic
from desktop.jobs import Job
from desktop.session import Session
from desktop.workspace import open_workspace
from tests.desktop.reports.ledger import ADMINISTRATOR, OFFICER, PASSPHRASE, SUPERVISOR
from tests.ui.conftest import WAIT_MS, Story, make_story
from ui.sign_in.frame import Frame
from ui.sign_in.guessing import wait_s
from ui.sign_in.person_list import PersonCard
from ui.sign_in.sign_in_form import CAPS_HINT, SignInForm
from ui.sign_in.start_form import StartForm
from ui.theme import ThemeController
from ui.widgets.banner import Banner
from ui.widgets.fields import Mark


def test_a_person_chooses_himself_types_the_passphrase_and_stands_on_home(story: Story, department: Path) -> None:
    story.program.start(department)
    assert {story.form().people.item(row).text().split(",")[0] for row in range(3)} == {
        ADMINISTRATOR,
        OFFICER,
        SUPERVISOR,
    }

    window = story.sign_in(OFFICER)

    assert window.current_place == "home"
    assert window.isVisible()
    assert not story.program.door.isVisible()
    assert story.preferences.kept.folder == str(department)


def test_door_and_window_name_their_unit_so_that_two_ledgers_on_one_screen_are_told_apart(
    story: Story, department: Path
) -> None:
    story.program.start(department)
    assert story.program.door.windowTitle() == "Cục Hải quan thành phố Hải Phòng · Sổ Kế hoạch Hải quan"
    assert story.sign_in(OFFICER).windowTitle() == "HQ Hải Phòng · Sổ Kế hoạch Hải quan"


def test_whoever_signed_in_last_on_this_machine_stands_first(story: Story, department: Path) -> None:
    story.program.start(department)
    story.sign_in(SUPERVISOR)
    story.program.sign_out()
    story.settle()
    assert story.form().people.chosen() == SUPERVISOR
    assert "hôm nay" in str(story.form().people.item(0).data(Qt.ItemDataRole.UserRole).seen)


def test_a_wrong_passphrase_is_told_beside_the_field_and_opens_nothing(story: Story, department: Path) -> None:
    story.program.start(department)
    form = story.form()
    form.passphrase.setText("sai mat khau")
    form.button.click()
    story.settle()
    assert form.field.mark is Mark.ERROR
    assert "Mật khẩu không đúng" in form.passphrase.accessibleDescription()
    assert form.button.isEnabled()
    assert story.program.window is None


@pytest.mark.parametrize(("wrong", "seconds"), [(1, 0), (2, 0), (3, 2), (4, 4), (5, 8), (6, 16), (9, 60), (500, 60)])
def test_the_wait_after_wrong_passphrases_doubles_up_to_a_minute(wrong: int, seconds: int) -> None:
    assert wait_s(wrong) == seconds


def test_after_the_third_wrong_passphrase_the_button_rests_and_enter_does_nothing(
    story: Story, department: Path
) -> None:
    story.program.start(department)
    form = story.form()
    for _ in range(3):
        form.passphrase.setText("sai mat khau")
        form.passphrase.returnPressed.emit()
        story.settle()
    assert not form.button.isEnabled()
    assert form.button.text() == "Chờ 2 giây"
    form.passphrase.setText(PASSPHRASE)
    form.passphrase.returnPressed.emit()
    story.settle()
    assert story.program.window is None


def test_without_a_passphrase_the_field_says_so(story: Story, department: Path) -> None:
    story.program.start(department)
    story.settle()
    story.form().button.click()
    assert story.form().field.mark is Mark.ERROR
    assert not story.program.runner.is_busy


def test_capital_letters_without_shift_are_noticed(story: Story, department: Path) -> None:
    story.program.start(department)
    form = story.form()
    QTest.keyClick(form.passphrase, Qt.Key.Key_A)
    assert form.field._hint != CAPS_HINT
    QTest.keyClicks(form.passphrase, "B", Qt.KeyboardModifier.NoModifier)
    assert form.passphrase.text() == "aB"
    assert form.field._hint == CAPS_HINT


def test_a_place_asked_for_as_one_comes_in_is_not_left_for_home(story: Story, department: Path) -> None:
    story.program.start(department)
    story.program.entered.connect(lambda window: window.go("help"))
    assert story.sign_in(OFFICER).current_place == "help"


def test_in_a_low_window_fewer_people_are_seen_and_every_button_is(qtbot: QtBot, themes: ThemeController) -> None:
    form = SignInForm([PersonCard(f"Cán bộ {number}", "Cán bộ", "") for number in range(8)], "Cán bộ 7")
    frame = Frame(form)
    qtbot.addWidget(frame)
    for height in (768, 540, 768):
        frame.resize(960, height)
        frame.show()
        qtbot.waitUntil(lambda: form.lost.mapTo(frame, form.lost.rect().bottomLeft()).y() < frame.height())
        assert form.people.visualItemRect(form.people.currentItem()).bottom() <= form.people.height()


def test_a_ledger_open_elsewhere_on_this_machine_stays_closed_here(
    story: Story, department: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with open_workspace(department, story.machine).hold():
        story.program.start(department)
        form = story.program.door.form
        assert isinstance(form, StartForm)
        words = [banner.accessibleName() for banner in form.findChildren(Banner)]
        assert any("Sổ đang mở ở cửa sổ khác trên máy này." in said for said in words)
    story.program.start(department)
    assert isinstance(story.program.door.form, SignInForm)


def test_a_folder_that_is_gone_leads_to_the_first_page_without_reproach(story: Story, tmp_path: Path) -> None:
    story.preferences.keep(folder=str(tmp_path / "gone"))
    story.program.start()
    form = story.program.door.form
    assert isinstance(form, StartForm)
    assert len(form.findChildren(Banner)) == 1  # the warning about secrets alone


def test_locking_closes_the_ledger_and_the_same_person_goes_on_where_he_was(
    story: Story, department: Path, qtbot: QtBot
) -> None:
    story.program.start(department)
    window = story.sign_in(ADMINISTRATOR)
    window.go("settings")
    story.settle()
    assert story.program.bench is not None
    before = story.program.bench.session

    window.lock_requested.emit()
    story.settle()

    assert story.program.is_locked
    assert before.database_key == b""
    form = story.program._locked
    assert form is not None
    assert form.people.count() == 1

    form.passphrase.setText(PASSPHRASE)
    form.button.click()
    qtbot.waitUntil(lambda: not story.program.is_locked, timeout=WAIT_MS)
    story.settle()
    assert story.program.window is window
    assert window.current_place == "settings"
    assert story.program.bench.session is not before
    window.go("home")
    story.settle()


def test_nobody_at_the_machine_locks_the_window(story: Story, department: Path) -> None:
    story.program.start(department)
    story.sign_in(OFFICER)
    clock = [0.0]
    story.program.idle._clock = lambda: clock[0]
    story.program.idle.touch()
    limit = story.preferences.kept.idle_minutes * 60
    locked = []
    for clock[0] in (limit - 1.0, float(limit)):
        story.program.idle.check()
        locked.append(story.program.is_locked)
    assert locked == [False, True]
    story.settle()


def test_another_person_takes_over_a_locked_window(story: Story, department: Path) -> None:
    story.program.start(department)
    story.sign_in(OFFICER)
    story.program.lock()
    story.settle()
    assert story.program._locked is not None
    story.program._locked.other.click()
    story.settle()
    assert story.program.window is None
    window = story.sign_in(SUPERVISOR)
    assert window.current_place == "home"
    assert story.program.bench is not None
    assert story.program.bench.session.person.name == SUPERVISOR


def test_closing_the_window_closes_the_ledger(story: Story, department: Path) -> None:
    story.program.start(department)
    window = story.sign_in(OFFICER)
    assert story.program.bench is not None
    session = story.program.bench.session
    window.close()
    story.settle()
    assert session.database_key == b""
    assert story.program.window is None


def test_the_first_sign_in_of_a_day_makes_a_copy_and_the_second_does_not(story: Story, department: Path) -> None:
    story.program.start(department)
    story.sign_in(OFFICER)
    story.program.sign_out()
    story.settle()
    story.sign_in(SUPERVISOR)
    copies = list((department / "backups").glob("*-daily"))
    assert len(copies) == 1


def test_make_story_leaves_no_program_behind(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    opened = make_story(tmp_path, qtbot, qapp)
    opened.program.start()
    opened.program.shut()
    opened.program.shut()
    opened.program.door.close()


def test_work_that_still_writes_after_the_window_was_closed_disturbs_nothing(
    story: Story, department: Path, qtbot: QtBot
) -> None:
    story.program.start(department)
    window = story.sign_in(SUPERVISOR)
    bench = story.program.bench
    assert bench is not None
    go_on = Event()

    def write(session: Session, _job: Job) -> None:
        go_on.wait(10)
        session.announce(frozenset({Topic.TASKS}))

    bench.desk.run(write, bench, lambda _none: None)
    with qtbot.waitSignal(window.destroyed):
        window.close()
    go_on.set()
    story.settle()
    assert story.program.bench is None
