"""The way to a decision through the whole window: the rail tells of it, the page is entered, the rail forgets it."""

from pathlib import Path

from tests.desktop.conflicts.conftest import department_at_work, part
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR
from tests.ui.conftest import Story
from ui.decisions.page import DecisionsPage
from ui.main_window import MainWindow


def rail(window: MainWindow) -> dict[str, int]:
    buttons = window._rail._buttons.values()
    return {button.text(): button.waiting for button in buttons if not button.isHidden()}


def parted_ledger(folder: Path) -> Path:
    """A department's ledger in which two machines disagree on C.6."""
    with department_at_work(folder) as desk:
        part(desk)
        return desk.ledger.workspace.folder


def test_the_rail_shows_what_waits_and_what_was_decided(story: Story, tmp_path: Path) -> None:
    story.program.start(parted_ledger(tmp_path))
    window = story.sign_in(SUPERVISOR)
    assert rail(window)["Quyết định"] == 1
    window.go("decisions")
    story.settle()
    page = window.page("decisions")
    assert isinstance(page, DecisionsPage)
    assert page.conflict.grid is not None
    page.conflict.grid.choose_whole(0)
    page.conflict.foot.decide_button.click()
    story.settle()
    window.go("home")
    assert rail(window)["Quyết định"] == 0, "what was decided can still be read"


def test_an_officer_is_not_asked(story: Story, tmp_path: Path) -> None:
    story.program.start(parted_ledger(tmp_path))
    window = story.sign_in(OFFICER)
    assert "Quyết định" not in rail(window)
    window.go("decisions")
    story.settle()
    page = window.page("decisions")
    assert isinstance(page, DecisionsPage)
    assert page.subtitle == "0 mục chờ, 1 mục chờ lãnh đạo"


def test_without_a_conflict_the_place_takes_no_room(story: Story, department: Path) -> None:
    story.program.start(department)
    assert "Quyết định" not in rail(story.sign_in(SUPERVISOR))
