"""What a record is does not depend on the order in which its events came."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from desktop.journal.event import EntityId, Event, EventRef, Fields
from desktop.journal.fold import Applied, fold, heads_within

ENTITY = EntityId("task/1")


def applied(stream: int, seq: int, hlc: int, bases: list[Applied], fields: Fields, audience: str = "down") -> Applied:
    event = Event("task.issued", 1, ENTITY, hlc, "x", tuple(base.ref for base in bases), fields)
    return Applied(EventRef(bytes([stream]) * 16, seq), event, audience)


@st.composite
def histories(draw: st.DrawFn) -> list[Applied]:
    """Events of three writers; each builds on any of the earlier ones, under clocks that may run anyhow."""
    numbers = {stream: count(1) for stream in range(3)}
    events: list[Applied] = []
    for _ in range(draw(st.integers(1, 9))):
        stream = draw(st.integers(0, 2))
        bases = draw(st.lists(st.sampled_from(events), max_size=3, unique_by=lambda one: one.ref)) if events else []
        fields: Fields = dict(draw(st.dictionaries(st.sampled_from("abc"), st.integers(0, 2), max_size=2)))
        events.append(applied(stream, next(numbers[stream]), draw(st.integers(0, 5)), bases, fields))
    return events


@given(histories(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_record(events: list[Applied], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(events)
    random.shuffle(shuffled)
    first, second = fold(events), fold(shuffled)
    assert (first.fields, first.heads, first.setters) == (second.fields, second.heads, second.setters)
    assert {name: [variant.value for variant in variants] for name, variants in first.conflicts.items()} == {
        name: [variant.value for variant in variants] for name, variants in second.conflicts.items()
    }


@given(histories())
def test_row_33_a_decision_that_names_all_heads_ends_every_conflict(events: list[Applied]) -> None:
    before = fold(events)
    heads = [one for one in events if one.ref in before.heads]
    chosen: Fields = {name: variants[-1].value for name, variants in before.conflicts.items()}
    after = fold([*events, applied(9, 1, 0, heads, chosen)])
    assert not after.is_parallel
    assert {name: after.fields[name] for name in chosen} == chosen
    assert after.heads == (EventRef(bytes([9]) * 16, 1),)


@given(histories())
def test_every_shown_value_was_written_by_somebody_nobody_replaced(events: list[Applied]) -> None:
    folded = fold(events)
    for name, setter in folded.setters.items():
        assert folded.fields[name] == setter.event.fields[name]
        assert not any(setter.ref in later.event.bases and name in later.event.fields for later in events)


def test_row_33_parallel_edits_of_different_fields_both_survive() -> None:
    first = applied(0, 1, 1, [], {"title": "Thống kê", "note": ""})
    left = applied(1, 1, 2, [first], {"title": "Thống kê, thu thập"})
    right = applied(2, 1, 3, [first], {"note": "gấp"})
    folded = fold([first, left, right])
    assert folded.fields == {"title": "Thống kê, thu thập", "note": "gấp"}
    assert not folded.is_parallel
    assert folded.heads == (left.ref, right.ref)


def test_the_same_value_on_both_branches_is_no_conflict() -> None:
    first = applied(0, 1, 1, [], {"title": "a"})
    folded = fold([first, applied(1, 1, 2, [first], {"title": "b"}), applied(2, 1, 3, [first], {"title": "b"})])
    assert not folded.is_parallel


def test_row_33_different_values_are_kept_and_the_later_clock_is_shown() -> None:
    first = applied(0, 1, 1, [], {"title": "a"})
    left, right = applied(1, 1, 9, [first], {"title": "b"}), applied(2, 1, 3, [first], {"title": "c"})
    folded = fold([first, left, right])
    assert folded.fields == {"title": "b"}
    assert [variant.value for variant in folded.conflicts["title"]] == ["b", "c"]


def test_row_34_a_late_edit_of_an_old_version_stays_beside_the_new_one() -> None:
    first = applied(0, 1, 1, [], {"title": "a"})
    second = applied(0, 2, 2, [first], {"title": "b"})
    late = applied(1, 1, 3, [first], {"title": "c"})
    assert fold([first, second, late]).is_parallel


def test_row_40_a_clock_that_ran_ahead_does_not_beat_an_edit_that_replaces_it() -> None:
    ahead = applied(0, 1, 10**9, [], {"title": "a"})
    assert fold([ahead, applied(1, 1, 1, [ahead], {"title": "b"})]).fields == {"title": "b"}


def test_bases_in_a_circle_end_and_give_one_record() -> None:
    one, two = applied(0, 1, 1, [], {"title": "a"}), applied(1, 1, 2, [], {"title": "b"})
    one = applied(0, 1, 1, [two], {"title": "a"})
    two = applied(1, 1, 2, [one], {"title": "b"})
    assert fold([one, two]).fields == fold([two, one]).fields


def test_the_heads_of_some_audiences_reach_through_internal_events() -> None:
    first = applied(0, 1, 1, [], {"a": 1}, "up")
    inside = applied(1, 1, 2, [first], {"a": 2}, "site")
    second = applied(0, 2, 3, [inside], {"a": 3}, "up")
    assert heads_within(fold([first, inside]), {"up"}) == (first.ref,)
    assert heads_within(fold([first, inside, second]), {"up"}) == (second.ref,)
