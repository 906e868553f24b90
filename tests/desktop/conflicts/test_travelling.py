"""A decision on its way: through real bundles, in every order of arrival, nobody is asked twice (SYNC §2.8)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from desktop.actions import Audience
from desktop.conflicts.facts import conflict_decided
from desktop.conflicts.fields import asked_conflicts
from desktop.journal.event import EntityId, Fact, Fields
from desktop.journal.fold import Folded
from desktop.journal.projection import folded_entity
from desktop.progress.facts import progress_entity, progress_reported
from desktop.sync.outbound.exporting import ExportMode
from tests.support.network import Station, empty_ledger, exchange_until_quiet, stations

NODE = "TCHQ/HQ03"
TASK = "task/1"
ENTRY = progress_entity(TASK, "HQ03", "2007-06")
WITHIN = [(NODE, NODE)]


def edit(percent: int, **more: int | str) -> Fact:
    fields: Fields = {"task": TASK, "unit": "HQ03", "period": "2007-06", "percent": percent, **more}
    return progress_reported(ENTRY, fields, by=str(percent), at=percent)


def decision(percent: int) -> Fact:
    return conflict_decided(ENTRY, {"percent": percent, "state": "recorded"}, Audience.SITE)


def seen(station: Station, entity: EntityId = ENTRY) -> Folded:
    return folded_entity(station.database, entity)


def asked(station: Station) -> set[object]:
    folded = seen(station)
    return {variant.value for name in asked_conflicts(folded) for variant in folded.conflicts[name]}


def office(machines: int) -> list[Station]:
    """Machines of one department that begin with the same entry at 10 %."""
    made = stations(["TCHQ", *[NODE] * machines])[1:]
    made[0].write(edit(10))
    exchange_until_quiet(made, WITHIN)
    return made


def between(first: Station, second: Station) -> None:
    """Carry a bundle each way; the other machines hear nothing yet."""
    second.receive(first.compose(NODE).frame)
    first.receive(second.compose(NODE).frame)


def test_row_33_two_officers_edit_one_record_offline_and_it_is_decided_once_and_reopened_by_a_third() -> None:
    first, second, third = machines = office(3)
    first.write(edit(60))
    second.write(edit(80, product="bảng"))
    between(first, second)
    assert asked(first) == asked(second) == {60, 80}
    assert seen(first).fields["product"] == "bảng", "the field of one side alone is kept"
    first.write(decision(80))
    between(first, second)
    assert asked(first) == asked(second) == set()
    third.write(edit(90))
    exchange_until_quiet(machines, WITHIN)
    assert [asked(machine) for machine in machines] == [{80, 90}] * 3
    second.write(decision(90))
    exchange_until_quiet(machines, WITHIN)
    assert [(asked(machine), seen(machine).fields["percent"]) for machine in machines] == [(set(), 90)] * 3


def test_row_34_a_late_edit_of_a_superseded_version_is_kept_and_flagged() -> None:
    first, second = machines = office(2)
    first.write(edit(60))
    first.write(edit(70))
    second.write(edit(20))
    exchange_until_quiet(machines, WITHIN)
    assert [asked(machine) for machine in machines] == [{70, 20}] * 2
    assert len(seen(first).heads) == 2


def test_the_same_decision_on_two_machines_is_no_conflict_and_another_one_is() -> None:
    for other, expected in ((80, set()), (60, {60, 80})):
        first, second = machines = office(2)
        first.write(edit(60))
        second.write(edit(80))
        exchange_until_quiet(machines, WITHIN)
        first.write(decision(80))
        second.write(decision(other))
        exchange_until_quiet(machines, WITHIN)
        assert [asked(machine) for machine in machines] == [expected] * 2


def arrivals() -> tuple[Station, Sequence[bytes], set[object]]:
    """A machine that hears last, the bundles of the others, and what is then to decide."""
    first, second, third, last = office(4)
    frames = []
    first.write(edit(60))
    frames.append(first.compose(NODE, ExportMode.FULL).frame)
    second.write(edit(80))
    frames.append(second.compose(NODE, ExportMode.FULL).frame)
    assert first.receive(frames[1]) is not None
    first.write(decision(80))
    frames.append(first.compose(NODE, ExportMode.FULL).frame)
    third.write(edit(90))
    frames.append(third.compose(NODE, ExportMode.FULL).frame)
    return last, frames, {80, 90}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_every_order_of_arrival_asks_the_same(order: tuple[int, ...]) -> None:
    last, frames, expected = arrivals()
    found = []
    for places in (order, range(4)):
        fresh = replace(last, database=empty_ledger())
        for place in places:
            fresh.receive(frames[place])
        found.append((asked(fresh), seen(fresh).fields, seen(fresh).heads))
    assert found[0] == found[1]
    assert found[0][0] == expected


def test_an_entry_is_never_decided_in_the_stream_for_the_level_above() -> None:
    top, unit = stations(["TCHQ", NODE])
    unit.write(conflict_decided(ENTRY, {"percent": 1}, Audience.UP))
    taken = top.receive(unit.compose("TCHQ").frame)
    assert taken is not None
    assert (taken.counts.new, taken.counts.rejected) == (0, 1)
    assert seen(top).fields == {}


def test_a_decision_about_a_person_touches_no_key() -> None:
    top, unit = stations(["TCHQ", NODE])
    person = unit.enrol_person()
    unit.write(conflict_decided(EntityId(f"person/{person}"), {"approval_key": "00", "name": "x"}, Audience.UP))
    unit.write(conflict_decided(EntityId(f"person/{person}"), {"name": "Mới"}, Audience.UP))
    taken = top.receive(unit.compose("TCHQ").frame)
    assert taken is not None
    assert taken.counts.rejected == 1
    assert seen(top, EntityId(f"person/{person}")).fields["name"] == "Mới"


def test_a_decision_about_a_row_of_a_plan_goes_down_and_from_nowhere_else() -> None:
    top, unit = stations(["TCHQ", NODE])
    task = EntityId("task/9")
    top.write(
        Fact("task.issued", task, {"title": "a"}, Audience.DOWN), conflict_decided(task, {"title": "b"}, Audience.DOWN)
    )
    unit.receive(top.compose(NODE).frame)
    assert seen(unit, task).fields["title"] == "b"
    unit.write(
        conflict_decided(task, {"title": "c"}, Audience.SITE), conflict_decided(task, {"title": "d"}, Audience.DOWN)
    )
    top.receive(unit.compose("TCHQ").frame)
    assert seen(top, task).fields["title"] == "b"
