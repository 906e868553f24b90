"""How people name the rows of a plan."""

import pytest

from desktop.plans.row_names import short_name, whole_name


@pytest.mark.parametrize(
    ("path", "short", "whole"),
    [
        (("I", "C", "4"), "C.4", "I.C.4"),
        (("II", "8", "8.2"), "II.8.2", "II.8.2"),
        (("PL", "5", "5.1", "5.1.1"), "PL.5.1.1", "PL.5.1.1"),
        (("1", "1.1", "1.1#2"), "1.1 ý 2", "1.1 ý 2"),
        (("II", "3", "3#1", "3#1#2"), "II.3 ý 1.2", "II.3 ý 1.2"),
        (("8", "8.10"), "8.10", "8.10"),
        (("I", "C"), "I.C", "I.C"),
        (("1", "10"), "1.10", "1.10"),
        (("III", "9", "9.5"), "III.9.5", "III.9.5"),
        (("V", "1", "10"), "1.10", "V.1.10"),
        (("II",), "II", "II"),
        (("#3",), "ý 3", "ý 3"),
        ((), "", ""),
    ],
)
def test_a_row_is_named_as_people_say_it(path: tuple[str, ...], short: str, whole: str) -> None:
    assert (short_name(path), whole_name(path)) == (short, whole)
