"""Cases of the same kind are answered at once with the same side."""

from desktop.conflicts.alike import alike, alike_counts, same_answer
from desktop.conflicts.deciding import answer_of, decide, whole_base, whole_side
from desktop.conflicts.reading import open_conflicts
from desktop.conflicts.records import Choice, Conflict
from desktop.journal.event import Fields
from desktop.progress.recording import Typed, entry
from tests.desktop.conflicts.conftest import Desk

PATHS = ("I/B/2", "I/C/4", "I/C/6", "I/C/8")


def part(desk: Desk, here: dict[str, Typed], there: dict[str, Fields], authors: dict[str, str]) -> list[Conflict]:
    """Let the machines record different things on several tasks."""
    entities = {path: desk.record(path, Typed(status="in_progress", percent="10")).entity for path in here}
    other = desk.machine()
    for path, changed in there.items():
        desk.elsewhere(other, entities[path], changed, author=authors.get(path, "an"))
    for path, typed in here.items():
        desk.record(path, typed)
    assert other.deliver() == []
    return open_conflicts(desk.supervisor)


def test_the_same_field_between_the_same_people_is_alike(desk: Desk) -> None:
    here = {path: Typed(status="in_progress", percent="60") for path in PATHS}
    there: dict[str, Fields] = {path: {"percent": 80} for path in PATHS[:3]}
    there[PATHS[3]] = {"status": "suspended", "percent": 80}
    here[PATHS[3]] = Typed(status="completed", percent="100", completed_on="20/06/2007")
    conflicts = part(desk, here, there, {PATHS[2]: "binh"})
    first = conflicts[0]
    assert first.subject.label == "B.2"
    assert [other.subject.label for other in alike(desk.supervisor, first)] == ["C.4"], "C.6 another author, C.8 more"
    assert [alike_counts(conflicts)[one.entity] for one in conflicts] == [1, 1, 0, 0]
    answers = [answer_of(first, whole_side(first, 1))]
    for other in alike(desk.supervisor, first):
        same = same_answer(first, whole_side(first, 1), other)
        assert same is not None
        answers.append(same)
    decided = decide(desk.supervisor, answers)
    assert (len(decided.entities), decided.fields) == (2, 2)
    for entity in decided.entities:
        found = entry(desk.supervisor.database, entity)
        assert found is not None
        assert found.record.percent == 80
    assert desk.supervisor.undo().count == 2
    assert len(open_conflicts(desk.supervisor)) == 4


def test_days_that_differ_alike_between_the_machines_are_alike_whoever_typed_them(desk: Desk) -> None:
    here = {
        path: Typed(status="completed", percent="100", completed_on=f"{day}/06/2007")
        for path, day in zip(PATHS, (20, 18, 15, 12), strict=True)
    }
    there: dict[str, Fields] = {
        path: {"completed_on": f"2007-06-{day:02}", "status": "completed", "percent": 100}
        for path, day in zip(PATHS, (19, 17, 9, 11), strict=True)
    }
    conflicts = part(desk, here, there, {PATHS[1]: "binh", PATHS[2]: "binh", PATHS[3]: "chi"})
    first = next(one for one in conflicts if one.subject.label == "B.2")
    found = alike(desk.supervisor, first)
    assert [other.subject.label for other in found] == ["C.4", "C.8"], "C.6 differs by six days"
    same = same_answer(first, whole_side(first, 1), found[0])
    assert same is not None
    assert same.choices["completed_on"].value == "2007-06-17"


def test_the_value_before_is_carried_over_and_a_typed_one_is_not(desk: Desk) -> None:
    here = {path: Typed(status="in_progress", percent="60") for path in PATHS[:2]}
    first, second = part(desk, here, {path: {"percent": 80} for path in PATHS[:2]}, {})
    same = same_answer(first, whole_base(first), second)
    assert same is not None
    assert same.choices["percent"] == Choice(10)
    assert same_answer(first, {"percent": Choice(77)}, second) is None
