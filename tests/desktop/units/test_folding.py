"""The table is a function of the set of changes: their order does not matter, and it stays a tree whatever they say."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop.journal.event import Event, EventRef, Fields
from desktop.journal.fold import Applied, fold
from desktop.units.current import UnitChange, change_of, changed_table, is_in_circle
from desktop.units.facts import unit_changed
from desktop.units.projection import unit_row
from desktop.units.table import UnitTable, load_units
from desktop.units.unit import UnitLevel

CODES = ("HQ03", "HQ20", "TCHQ", "HQ62", "A-1")
VALUES: st.SearchStrategy[tuple[str, object]] = st.one_of(
    st.tuples(st.just("parent"), st.sampled_from([*CODES, "", "KHONG-CO", None, 3])),
    st.tuples(st.sampled_from(["name", "short_name"]), st.sampled_from(["Cục Mẫu", "HQ Mẫu", "", None])),
    st.tuples(st.just("level"), st.sampled_from([*UnitLevel, "sao hỏa", None])),
    st.tuples(st.sampled_from(["valid_from", "valid_to"]), st.sampled_from(["2025-03-01", "", "2025-13-01", None])),
    st.tuples(st.sampled_from(["alias:HQ Mẫu", "alias:HQ HP"]), st.sampled_from([True, False, None, "x"])),
    st.tuples(st.just("removed"), st.booleans()),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Applied]:
    """Events of two machines on some units, each knowing some of those before."""
    events: list[Applied] = []
    for number in range(draw(st.integers(1, 9))):
        code = draw(st.sampled_from(CODES))
        known = [one.ref for one in events if one.event.entity == f"unit/{code}"]
        bases = tuple(draw(st.lists(st.sampled_from(known), unique=True))) if known else ()
        fields: Fields = {} if code in load_units() else {"name": "Cục Mẫu", "level": "hq_unit"}
        fields |= dict(draw(st.lists(VALUES, min_size=1, max_size=4)))  # type: ignore[arg-type]
        fact = unit_changed(code, fields)
        ref = EventRef(bytes([draw(st.integers(1, 2))]) * 16, number + 1)
        event = Event(fact.type, 1, fact.entity, draw(st.integers(0, 5)), "a", bases, fields)
        events.append(Applied(ref, event, fact.audience))
    return events


def table_of(events: list[Applied], codes: list[str]) -> UnitTable:
    changes: list[UnitChange] = []
    for code in codes:
        own = [one for one in events if one.event.entity == f"unit/{code}"]
        row = unit_row(own[0].event.entity, fold(own)) if own else None
        if row is not None:
            changes.append(change_of(row))  # type: ignore[arg-type]
    return changed_table(load_units(), changes)


@given(histories(), st.randoms(use_true_random=False))
def test_changes_taken_in_in_any_order_make_the_same_table(events: list[Applied], random: Random) -> None:
    shuffled, codes = list(events), list(CODES)
    random.shuffle(shuffled)
    random.shuffle(codes)
    one, other = table_of(events, list(CODES)), table_of(shuffled, codes)
    assert one.all_units() == other.all_units()


@given(histories())
def test_the_table_stays_a_tree_that_holds_every_shipped_unit(events: list[Applied]) -> None:
    table = table_of(events, list(CODES))
    units = {unit.code: unit for unit in table.all_units()}
    assert set(units) >= {unit.code for unit in load_units().all_units()}
    for unit in units.values():
        assert unit.parent is None or unit.parent in units
        assert not is_in_circle(unit.code, units)
        assert unit.name
        assert unit.short_name
        table.node_path(unit.code)


def test_spellings_added_on_two_machines_both_hold() -> None:
    facts = [unit_changed("HQ03", {"alias:HQ Cảng": True}), unit_changed("HQ03", {"alias:HQ đất Cảng": True})]
    events = [
        Applied(EventRef(bytes([n]) * 16, 1), Event(fact.type, 1, fact.entity, n, "", (), fact.fields), fact.audience)
        for n, fact in enumerate(facts)
    ]
    unit = table_of(events, ["HQ03"]).unit("HQ03")
    assert unit.aliases[-2:] == ("HQ Cảng", "HQ đất Cảng")
    assert not fold(events).is_parallel


def test_two_names_given_in_parallel_stay_to_be_decided() -> None:
    facts = [unit_changed("HQ03", {"name": "Cục A"}), unit_changed("HQ03", {"name": "Cục B"})]
    events = [
        Applied(EventRef(bytes([n]) * 16, 1), Event(fact.type, 1, fact.entity, n, "", (), fact.fields), fact.audience)
        for n, fact in enumerate(facts)
    ]
    row = unit_row(events[0].event.entity, fold(events))
    assert row is not None
    assert (row["name"], row["parallel"] is not None) == ("Cục B", True)
