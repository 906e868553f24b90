"""What was decided and what it put aside: kept, and back in one act."""

import pytest

from desktop.conflicts.decided import decided_conflicts, decisions_of, restore_lost
from desktop.conflicts.deciding import answer_of, decide, whole_side
from desktop.conflicts.reading import open_conflicts
from desktop.errors import ConflictChanged, NotPermitted
from desktop.journal.event import EntityId, EventRef
from desktop.progress.entries import EntryState
from desktop.progress.recording import entry
from tests.desktop.conflicts.conftest import Desk
from tests.desktop.reports.ledger import OFFICER


def choose(desk: Desk, name: str, reason: str = "") -> None:
    (conflict,) = open_conflicts(desk.supervisor)
    side = next(place for place, side in enumerate(conflict.sides) if side.name == name)
    decide(desk.supervisor, [answer_of(conflict, whole_side(conflict, side))], reason)


def test_the_losing_value_is_listed_with_its_author(desk: Desk, parted: EntityId) -> None:
    choose(desk, "an", "Biên bản 18")
    (decided,) = decided_conflicts(desk.supervisor)
    assert (decided.entity, decided.by, decided.reason) == (parted, desk.supervisor.person.name, "Biên bản 18")
    assert (decided.subject.label, decided.is_here) == ("C.6", True)
    (field,) = decided.fields
    assert (field.label, field.chosen) == ("Tiến độ", "80%")
    assert [(lost.words, lost.name) for lost in field.lost] == [("60%", OFFICER)]
    assert decisions_of(desk.officer, parted)[0].is_here is False


def test_a_decision_taken_back_is_listed_no_more(desk: Desk, parted: EntityId) -> None:
    choose(desk, "an")
    desk.supervisor.undo()
    assert decided_conflicts(desk.supervisor) == []
    assert decisions_of(desk.supervisor, parted) == []


def test_the_losing_value_comes_back_in_one_act_that_can_be_undone(desk: Desk, parted: EntityId) -> None:
    choose(desk, "an")
    (lost,) = decided_conflicts(desk.supervisor)[0].fields[0].lost
    restore_lost(desk.supervisor, parted, "percent", lost.ref)
    found = entry(desk.supervisor.database, parted)
    assert found is not None
    assert (found.record.percent, found.state, found.parallel) == (60, EntryState.RECORDED, None)
    assert found.recorded_by == desk.officer.person.id
    assert desk.supervisor.undo().words == "Đã lấy lại một giá trị."
    found = entry(desk.supervisor.database, parted)
    assert found is not None
    assert found.record.percent == 80


def test_only_a_value_that_a_decision_put_aside_comes_back_and_only_by_who_may(desk: Desk, parted: EntityId) -> None:
    choose(desk, "an")
    (lost,) = decided_conflicts(desk.supervisor)[0].fields[0].lost
    with pytest.raises(NotPermitted):
        restore_lost(desk.officer, parted, "percent", lost.ref)
    with pytest.raises(ConflictChanged):
        restore_lost(desk.supervisor, parted, "product", lost.ref)
    with pytest.raises(ConflictChanged):
        restore_lost(desk.supervisor, parted, "percent", EventRef(bytes(16), 1))


def test_the_loser_is_kept_when_a_later_version_reopens_and_is_decided(desk: Desk, parted: EntityId) -> None:
    late = desk.machine(2)
    choose(desk, "an")
    desk.elsewhere(late, parted, {"percent": 90}, author="binh")
    late.deliver()
    choose(desk, "binh")
    first, second = sorted(decided_conflicts(desk.supervisor), key=lambda one: len(one.fields[0].lost[0].words))[:2]
    told = {(one.fields[0].chosen, tuple(lost.words for lost in one.fields[0].lost)) for one in (first, second)}
    assert told == {("80%", ("60%",)), ("90%", ("80%",))}
