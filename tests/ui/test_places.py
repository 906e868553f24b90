from pathlib import Path

import pytest

from tests.desktop.reports.ledger import ADMINISTRATOR, OFFICER, SUPERVISOR
from tests.ui.conftest import Story
from ui.places import _PAGES, is_headquarters


def test_the_node_without_anything_above_is_headquarters() -> None:
    assert is_headquarters("TCHQ")
    assert not is_headquarters("TCHQ/HQ03")


@pytest.mark.parametrize(
    ("name", "places"),
    [
        (OFFICER, {"home", "tasks", "amendments", "reports", "exchange", "decisions", "help", "settings"}),
        (SUPERVISOR, {"home", "tasks", "review", "amendments", "reports", "exchange", "decisions", "help", "settings"}),
        (
            ADMINISTRATOR,
            {
                "home",
                "tasks",
                "review",
                "amendments",
                "reports",
                "exchange",
                "decisions",
                "help",
                "settings",
                "keys",
                "units",
                "users",
            },
        ),
    ],
)
def test_a_department_shows_the_places_of_the_role(story: Story, department: Path, name: str, places: set[str]) -> None:
    story.program.start(department)
    assert set(story.sign_in(name)._places) == places


def test_headquarters_shows_the_whole_sector_and_takes_plans_in(story: Story, headquarters: Path) -> None:
    story.program.start(headquarters)
    assert set(story.sign_in(ADMINISTRATOR)._places) == set(_PAGES) - {"amendments"}  # told by nobody above


@pytest.mark.parametrize("name", [ADMINISTRATOR, SUPERVISOR, OFFICER])
def test_every_place_can_be_entered(story: Story, headquarters: Path, name: str) -> None:
    story.program.start(headquarters)
    window = story.sign_in(name)
    for place in window._places:
        window.go(place)
        story.settle()
        assert window.current_place == place
