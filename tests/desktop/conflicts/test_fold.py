"""What the fold knows of a conflict: what was before it, which fields are asked, a decision taken back."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from desktop.conflicts.fields import asked_conflicts, followers
from desktop.journal.event import EntityId, Event, EventRef, Fields
from desktop.journal.fold import Applied, branch_of, common_base, fold

STREAMS = {name: bytes([number]) * 16 for number, name in enumerate("abcde", start=1)}
ENTRY = EntityId("prog/1/HQ03/2007-06")


def applied(
    name: str, seq: int, fields: Fields, *bases: Applied, kind: str = "progress.reported", entity: EntityId = ENTRY
) -> Applied:
    event = Event(kind, 1, entity, seq << 16, name, tuple(base.ref for base in bases), fields)
    return Applied(EventRef(STREAMS[name], seq), event, "site")


FIRST = applied("a", 1, {"percent": 10, "result": "một", "recorded_by": "a"})
LEFT = applied("a", 2, {"percent": 20, "recorded_by": "a"}, FIRST)
RIGHT = applied("b", 3, {"percent": 30, "product": "bảng", "recorded_by": "b"}, FIRST)


def test_the_base_is_what_all_variants_build_on() -> None:
    folded = fold([FIRST, LEFT, RIGHT])
    assert common_base(folded, ["percent"]).fields["percent"] == 10
    assert common_base(fold([LEFT, RIGHT]), ["percent"]).fields == {}


def test_the_base_of_three_is_older_than_the_base_of_two_of_them() -> None:
    again = applied("a", 4, {"percent": 25}, LEFT)
    other = applied("c", 5, {"percent": 26}, LEFT)
    assert common_base(fold([FIRST, LEFT, again, other]), ["percent"]).fields["percent"] == 20
    assert common_base(fold([FIRST, LEFT, RIGHT, again, other]), ["percent"]).fields["percent"] == 10


def test_nobody_is_asked_who_recorded_it() -> None:
    folded = fold([FIRST, LEFT, RIGHT])
    assert set(folded.conflicts) == {"percent", "recorded_by"}
    assert asked_conflicts(folded) == ("percent",)
    agreed = applied("b", 3, {"percent": 20, "recorded_by": "b"}, FIRST)
    assert asked_conflicts(fold([FIRST, LEFT, agreed])) == ()


def test_what_a_deadline_means_goes_with_its_words() -> None:
    task = EntityId("task/1")
    start = applied("a", 1, {"deadline_text": "5", "deadline": {"due": 5}}, entity=task)
    left = applied("a", 2, {"deadline_text": "6", "deadline": {"due": 6}}, start, entity=task)
    right = applied("b", 3, {"deadline_text": "7", "deadline": {"due": 7}}, start, entity=task)
    folded = fold([start, left, right])
    assert asked_conflicts(folded) == ("deadline_text",)
    assert followers(folded, "deadline_text") == ("deadline",)
    alone = applied("b", 3, {"deadline": {"due": 7}}, start, entity=task)
    assert asked_conflicts(fold([start, left, alone])) == ("deadline",)


def test_a_branch_is_the_record_as_its_author_left_it() -> None:
    folded = fold([FIRST, LEFT, RIGHT])
    assert branch_of(folded, LEFT.ref).fields == {"percent": 20, "result": "một", "recorded_by": "a"}


def test_a_decision_taken_back_opens_what_it_decided_in_every_order_of_arrival() -> None:
    decision = applied("c", 4, {"percent": 30}, LEFT, RIGHT, kind="conflict.decided")
    named: Fields = {"conflict.reopened": [[decision.ref.stream.hex(), decision.ref.seq]]}
    reopened = applied("c", 5, named, decision, kind="conflict.reopened")
    assert asked_conflicts(fold([FIRST, LEFT, RIGHT, decision])) == ()
    for order in permutations([FIRST, LEFT, RIGHT, decision, reopened]):
        folded = fold(order)
        assert asked_conflicts(folded) == ("percent",)
        assert {variant.value for variant in folded.conflicts["percent"]} == {20, 30}
        assert folded.heads == (reopened.ref,)


def test_only_a_decision_that_it_builds_on_can_be_taken_back() -> None:
    decision = applied("c", 4, {"percent": 30}, LEFT, RIGHT, kind="conflict.decided")
    plain: Fields = {"conflict.reopened": [[RIGHT.ref.stream.hex(), RIGHT.ref.seq]]}
    assert fold([FIRST, RIGHT, applied("c", 5, plain, RIGHT, kind="conflict.reopened")]).fields["percent"] == 30
    apart: Fields = {"conflict.reopened": [[decision.ref.stream.hex(), decision.ref.seq]]}
    parallel = applied("d", 6, apart, LEFT, RIGHT, kind="conflict.reopened")
    assert asked_conflicts(fold([FIRST, LEFT, RIGHT, decision, parallel])) == ()
    odd = applied("d", 6, {"conflict.reopened": "alles"}, decision, kind="conflict.reopened")
    assert asked_conflicts(fold([FIRST, LEFT, RIGHT, decision, odd])) == ()


@st.composite
def stories(draw: st.DrawFn) -> list[Applied]:
    """Edits, decisions and decisions taken back by four writers, each on any of what came before."""
    events: list[Applied] = []
    for number in range(1, draw(st.integers(2, 9)) + 1):
        bases = draw(st.lists(st.sampled_from(events), max_size=3, unique_by=lambda one: one.ref)) if events else []
        kind = draw(st.sampled_from(("progress.reported", "conflict.decided", "conflict.reopened")))
        fields: Fields = {
            name: draw(st.integers(0, 2)) for name in draw(st.sets(st.sampled_from(("percent", "result"))))
        }
        if kind == "conflict.reopened":
            named = draw(st.lists(st.sampled_from(events), max_size=2)) if events else []
            fields = {kind: [[one.ref.stream.hex(), one.ref.seq] for one in named]}
        events.append(applied(draw(st.sampled_from("abcd")), number, fields, *bases, kind=kind))
    return events


@given(stories(), st.randoms(use_true_random=False))
def test_what_is_asked_does_not_depend_on_the_order_of_arrival(events: list[Applied], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(events)
    random.shuffle(shuffled)
    first, second = fold(events), fold(shuffled)
    assert asked_conflicts(first) == asked_conflicts(second)
    for name in asked_conflicts(first):
        assert common_base(first, [name]).fields == common_base(second, [name]).fields
        values = [variant.value for variant in first.conflicts[name]]
        assert values == [variant.value for variant in second.conflicts[name]]
        assert len({str(value) for value in values}) > 1, "nobody is asked about equal values"


@given(stories())
def test_a_decision_on_all_heads_ends_what_is_asked_and_taking_it_back_asks_the_same(events: list[Applied]) -> None:
    before = fold(events)
    heads = [one for one in events if one.ref in before.heads]
    chosen: Fields = {name: before.conflicts[name][-1].value for name in asked_conflicts(before)}
    decision = applied("e", 90, chosen, *heads, kind="conflict.decided")
    assert asked_conflicts(fold([*events, decision])) == ()
    named: Fields = {"conflict.reopened": [[decision.ref.stream.hex(), decision.ref.seq]]}
    again = fold([*events, decision, applied("e", 91, named, decision, kind="conflict.reopened")])
    assert asked_conflicts(again) == asked_conflicts(before)
