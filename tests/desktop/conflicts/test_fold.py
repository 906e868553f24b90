"""What the fold knows of a conflict: what was before it, which fields are asked, a decision taken back."""

from itertools import permutations

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
