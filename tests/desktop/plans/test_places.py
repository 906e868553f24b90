"""Between any two places there is room for more, whatever was put between before."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.plans.places import Place, places_between


def test_a_row_after_a_printed_one_shares_its_position() -> None:
    assert places_between((7, ""), (8, ""), 2) == [(7, "n"), (7, "t")]
    assert places_between((7, ""), (7, "n"), 1) == [(7, "g")]
    assert places_between((7, ""), (7, "b"), 1) == [(7, "an")]
    assert places_between((7, "z"), None, 1) == [(7, "zn")]


def test_before_the_first_row_and_in_an_empty_plan_there_is_a_place() -> None:
    assert places_between(None, (0, ""), 1) == [(-1, "")]
    assert places_between(None, None, 3) == [(0, ""), (0, "n"), (0, "t")]


@given(st.lists(st.integers(min_value=0, max_value=60), max_size=120))
def test_rows_put_anywhere_stay_where_they_were_put(gaps: list[int]) -> None:
    places: list[Place] = [(0, ""), (1, ""), (2, "")]
    for gap in gaps:
        at = gap % (len(places) + 1)
        low = places[at - 1] if at else None
        high = places[at] if at < len(places) else None
        places[at:at] = places_between(low, high, 1)
    assert places == sorted(set(places))
    assert not any(rank.endswith("a") for _, rank in places)
