from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.backup.copies import Cause, backups
from desktop.jobs import Progress
from tests.desktop.reports.ledger import ADMINISTRATOR, OFFICER, PASSPHRASE
from tests.ui.conftest import Story
from ui.settings.page import SettingsPage
from ui.theme import ThemeMode, current
from ui.widgets.banner import Grade
from ui.widgets.fields import Mark


def settings(story: Story, folder: Path, name: str = ADMINISTRATOR) -> SettingsPage:
    story.program.start(folder)
    window = story.sign_in(name)
    window.go("settings")
    story.settle()
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_choices_take_effect_at_once_and_are_kept(story: Story, department: Path) -> None:
    page = settings(story, department)
    page.look.mode.set_value(ThemeMode.DARK)
    page.look.scale.set_value(112)
    page.look.minutes.set_value(3)
    assert (current().is_dark, current().scale, story.program.idle.minutes) == (True, 112, 3)
    kept = story.preferences.kept
    assert (kept.theme, kept.scale, kept.idle_minutes) == (ThemeMode.DARK, 112, 3)
    story.program.themes.set_scale(100)
    story.program.themes.set_mode(ThemeMode.LIGHT)
    assert page.look.mode.value() == ThemeMode.LIGHT


def test_a_copy_is_made_by_hand_and_listed(story: Story, department: Path) -> None:
    page = settings(story, department)
    before = len(page.backup.list.records.records())
    page.backup.now.click()
    story.settle()
    listed = page.backup.list.records.records()
    assert len(listed) == before + 1 or Cause.BY_HAND in [backup.facts.cause for backup in listed]
    assert Cause.BY_HAND in [backup.facts.cause for backup in backups(department)]
    assert page.backup.now.isEnabled()


def test_a_whole_ledger_is_found_whole(story: Story, department: Path) -> None:
    page = settings(story, department)
    page.check.start.click()
    story.settle()
    assert page.check.found.accessibleName().startswith("Sổ nguyên vẹn. Đã đối chiếu ")
    assert page.check.found.property("hue") == Grade.GOOD
    assert page.check.start.isEnabled()


def test_a_check_can_be_stopped(story: Story, department: Path) -> None:
    page = settings(story, department)
    page.check.start.click()
    page.check._report(Progress(1, 10, "Đang kiểm tra chuỗi ghi chép"))
    page.check._stop()
    story.settle()
    assert page.check.found.accessibleName() == "Đã dừng kiểm tra. Sổ không thay đổi."


def test_only_who_administers_is_led_to_the_people(story: Story, department: Path) -> None:
    page = settings(story, department, OFFICER)
    assert not hasattr(page, "people")


def test_the_page_fits_a_narrow_window(story: Story, department: Path) -> None:
    settings(story, department)
    window = story.program.window
    assert window is not None
    window.resize(960, 540)
    story.settle()
    assert (window.width(), window.height()) == (960, 540)


def test_a_person_takes_another_passphrase(story: Story, department: Path) -> None:
    card = settings(story, department, OFFICER).passphrase
    for field, words in ((card.old, PASSPHRASE), (card.new, "cau moi de nho"), (card.again, "cau moi de nho")):
        field.setText(words)
    card.change.click()
    story.settle()
    assert card.old.text() == card.new.text() == card.again.text() == ""
    story.program.sign_out()
    story.settle()
    assert story.sign_in(OFFICER, "cau moi de nho").current_place == "home"


def test_a_wrong_or_short_passphrase_changes_nothing(story: Story, department: Path) -> None:
    card = settings(story, department, OFFICER).passphrase
    for old, new, wrong in (("sai mat khau", "cau moi de nho", "old"), (PASSPHRASE, "ngan", "new")):
        for field, words in ((card.old, old), (card.new, new), (card.again, new)):
            field.setText(words)
        card.change.click()
        story.settle()
        assert card.fields[wrong].mark is Mark.ERROR
    story.program.sign_out()
    story.settle()
    assert story.sign_in(OFFICER).current_place == "home"


def test_days_off_are_added_dropped_and_brought_back(story: Story, department: Path) -> None:
    page = settings(story, department)
    card = page.holidays
    assert card is not None
    undo: list[Callable[[], None]] = []
    card.told.connect(lambda _words, act: undo.append(act))
    card.add.click()
    assert card.day_field.mark == Mark.ERROR
    card.day.setText("19/02/2007")
    card.words.setText("Tết Đinh Hợi")
    card.add.click()
    story.settle()
    assert card.list.records.records() == [(date(2007, 2, 19), "Tết Đinh Hợi")]
    assert card.list.select(date(2007, 2, 19))
    card.drop.click()
    story.settle()
    assert card.list.records.records() == []
    undo[-1]()
    story.settle()
    assert card.list.records.records() == [(date(2007, 2, 19), "Tết Đinh Hợi")]


def test_only_the_administrator_enters_days_off(story: Story, department: Path) -> None:
    assert settings(story, department, OFFICER).holidays is None
