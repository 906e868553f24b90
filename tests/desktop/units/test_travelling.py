"""A change of the unit table travels down in a bundle, is told before it is taken in, and names things from then on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.sync.exchange import import_bundle, peers, preview_import
from desktop.sync.inbound.import_report import LineGroup
from desktop.units.current import unit_changes, units_in, units_of
from desktop.units.editing import change_unit, changed_fields, put_units
from desktop.units.facts import unit_changed
from desktop.units.table import load_units
from desktop.units.unit import Unit, UnitLevel
from tests.support.exchange import admitted_pair
from tests.support.network import stations

NEW = Unit("HQ62", "Cục Hải quan tỉnh Mẫu", "HQ Mẫu", (), UnitLevel.PROVINCIAL, "TCHQ", None, None, "", "Mẫu")


def test_a_department_sees_each_changed_field_before_it_takes_the_table_in(tmp_path: Path) -> None:
    shipped = load_units().unit("HQ20")
    with admitted_pair(tmp_path) as pair:
        changed = replace(shipped, name="Cục Hải quan Quảng Ninh", valid_to=date(2024, 12, 31), successors=("HQ03",))
        put_units(pair.hq, [changed, NEW])
        path = pair.down().path
        lines = [line for line in preview_import(pair.hp, path).lines if line.group is LineGroup.UNITS]
        told = {(line.unit, line.field): (line.before, line.after) for line in lines}
        assert told["HQ20", "unit.name"] == (shipped.name, "Cục Hải quan Quảng Ninh")
        assert told["HQ20", "unit.valid_to"] == ("28/02/2025", "31/12/2024")
        assert told["HQ20", "unit.successors"] == (
            "Chi cục Hải quan khu vực VIII",
            "Cục Hải quan thành phố Hải Phòng",
        )
        assert told["HQ62", "unit.name"] == ("", NEW.name)
        assert ("HQ62", "unit.notation") not in told
        assert units_of(pair.hp) is load_units()
        import_bundle(pair.hp, path)
        assert units_of(pair.hp).all_units() == units_of(pair.hq).all_units()
        assert units_of(pair.hp).unit("HQ62") == NEW


def test_tasks_are_addressed_to_a_unit_that_headquarters_added(tmp_path: Path) -> None:
    with admitted_pair(tmp_path) as pair:
        put_units(pair.hq, [NEW])
        plan = pair.headquarters.import_608()
        assigned = assign(pair.hq, provincial_tasks(pair.hq.database, plan), ["HQ62"], units_of(pair.hq))
        assert assigned.new > 0


def test_a_neighbour_is_called_by_its_new_name(tmp_path: Path) -> None:
    with admitted_pair(tmp_path) as pair:
        change_unit(pair.hq, replace(load_units().unit("HQ03"), name="Cục Hải quan Cảng"))
        assert [peer.unit_name for peer in peers(pair.hq)] == ["Cục Hải quan Cảng"]


def test_two_machines_of_headquarters_that_disagree_are_settled_by_writing_one_value() -> None:
    one, other = stations(["TCHQ", "TCHQ"], seed=3)
    one.write(unit_changed("HQ03", {"name": "Cục A"}))
    other.write(unit_changed("HQ03", {"name": "Cục B"}))
    one.receive(other.compose("TCHQ").frame)
    other.receive(one.compose("TCHQ").frame)
    shown = units_in(one.database).unit("HQ03")
    assert [change.parallel for change in unit_changes(one.database)] == [True]
    assert units_in(other.database).unit("HQ03") == shown
    fields = changed_fields(one.database, shown, shown)
    assert fields == {"name": shown.name}, "what is shown is written, so that it is decided"
    one.write(unit_changed("HQ03", fields))
    other.receive(one.compose("TCHQ").frame)
    for station in (one, other):
        assert [change.parallel for change in unit_changes(station.database)] == [False]
        assert units_in(station.database).unit("HQ03") == shown
