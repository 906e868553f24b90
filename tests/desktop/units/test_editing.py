"""Headquarters keeps the unit table: what it changes rests on the shipped table and nothing is ever deleted."""

import json
from dataclasses import replace
from datetime import date

import pytest

from db.connection import rows
from desktop.errors import NotPermitted, UnitsRefused, UnknownUnit
from desktop.permissions import Role
from desktop.problem import Grade
from desktop.session import Session
from desktop.units.checking import UnitFault, UnitProblem
from desktop.units.current import units_of
from desktop.units.editing import add_unit, change_unit, end_unit, put_units, unit_problems
from desktop.units.table import load_units
from desktop.units.unit import Unit, UnitLevel
from tests.support.ledgers import Ledger

NEW = Unit(
    "HQ62", "Cục Hải quan tỉnh Mẫu", "HQ Mẫu", ("Cục HQ Mẫu",), UnitLevel.PROVINCIAL, "TCHQ", None, None, "", "Mẫu"
)
DISSOLVED = date(2025, 2, 28)


def faults(problems: tuple[object, ...] | list[UnitProblem]) -> set[tuple[str, UnitFault]]:
    return {(one.field, one.fault) for one in problems if isinstance(one, UnitProblem)}


def refused(session: Session, *wanted: Unit, new: frozenset[str] = frozenset()) -> set[tuple[str, UnitFault]]:
    before = units_of(session)
    with pytest.raises(UnitsRefused) as refusal:
        put_units(session, wanted, new=new)
    assert units_of(session) is before, "nothing is written"
    return faults(refusal.value.problems)


def test_a_ledger_in_which_nothing_was_changed_has_the_shipped_table(headquarters: Session) -> None:
    assert units_of(headquarters) is load_units()


def test_a_new_unit_stands_in_every_list_of_its_day(headquarters: Session) -> None:
    assert add_unit(headquarters, NEW).added == ("HQ62",)
    table = units_of(headquarters)
    assert table.unit("HQ62") == NEW
    assert NEW in table.members("G-CUCTINH", date(2007, 3, 27))
    assert table.node_path("HQ62") == "TCHQ/HQ62"
    assert units_of(headquarters) is table, "kept while nothing changes"


def test_a_new_spelling_resolves_a_printed_cell(headquarters: Session) -> None:
    before = units_of(headquarters).unit("HQ03")
    change_unit(headquarters, replace(before, aliases=(*before.aliases, "Hải quan đất Cảng")))
    found = units_of(headquarters).resolve("Hải quan đất Cảng", on=date(2007, 3, 27), issuer_code="TCHQ")
    assert [unit.code for unit in found] == ["HQ03"]
    body = json.loads(next(rows(headquarters.database, "SELECT body FROM event WHERE type = 'unit.changed'"))["body"])
    assert body["d"] == {"alias:Hải quan đất Cảng": True}, "only the field that changes is written"


def test_a_spelling_can_be_taken_out(headquarters: Session) -> None:
    before = units_of(headquarters).unit("HQ03")
    change_unit(headquarters, replace(before, aliases=before.aliases[1:]))
    assert units_of(headquarters).unit("HQ03").aliases == before.aliases[1:]


def test_row_89_an_ended_unit_is_resolved_in_plans_of_its_days_and_names_who_goes_on(headquarters: Session) -> None:
    add_unit(headquarters, NEW)
    end_unit(headquarters, "HQ62", date(2012, 6, 30), ["HQ03"], "Hợp nhất")
    table = units_of(headquarters)
    assert table.unit("HQ62").exists_on(date(2012, 6, 30))
    assert not table.unit("HQ62").exists_on(date(2012, 7, 1))
    assert [unit.code for unit in table.successors("HQ62", date(2012, 7, 1))] == ["HQ03"]
    old = table.resolve("Cục HQ Mẫu", on=date(2007, 3, 27), issuer_code="TCHQ")
    assert [unit.code for unit in old] == ["HQ62"]


def test_only_the_administrator_of_headquarters_changes_the_table(ledger: Ledger) -> None:
    supervisor = ledger.add("Trần Văn Dũng", Role.SUPERVISOR)
    with pytest.raises(NotPermitted):
        add_unit(supervisor, NEW)


def test_the_same_again_writes_nothing(headquarters: Session) -> None:
    add_unit(headquarters, NEW)
    written = put_units(headquarters, [NEW, load_units().unit("HQ03")])
    assert (written.added, written.changed) == ((), ())
    assert len(list(rows(headquarters.database, "SELECT seq FROM event WHERE type = 'unit.changed'"))) == 1


# What cannot stand --------------------------------------------------------------------------------------------


def test_a_code_is_plain_and_stands_once(headquarters: Session) -> None:
    assert refused(headquarters, replace(NEW, code="hq 62")) == {("code", UnitFault.CODE_FORM)}
    assert refused(headquarters, replace(NEW, code="CỤC")) == {("code", UnitFault.CODE_FORM)}
    taken = replace(NEW, code="HQ03")
    assert ("code", UnitFault.CODE_TAKEN) in refused(headquarters, taken, new=frozenset({"HQ03"}))


def test_what_is_wrong_is_told_all_at_once(headquarters: Session) -> None:
    wrong = replace(
        NEW,
        name=" ",
        parent="HQ99",
        valid_from=date(2025, 3, 1),
        valid_to=DISSOLVED,
        aliases=("a|b",),
        place="Mẫu\u200b",
        successors=("HQ62", "HQ98"),
    )
    assert refused(headquarters, wrong) == {
        ("name", UnitFault.NAME_MISSING),
        ("parent", UnitFault.PARENT_UNKNOWN),
        ("valid_to", UnitFault.DAYS_ORDER),
        ("aliases", UnitFault.BAR),
        ("place", UnitFault.TEXT),
        ("successors", UnitFault.SUCCESSOR_UNKNOWN),
    }


def test_units_do_not_stand_below_themselves(headquarters: Session) -> None:
    upper = replace(NEW, code="A1", parent="A2", aliases=(), level=UnitLevel.HQ_UNIT)
    lower = replace(NEW, code="A2", name="Đội Mẫu", short_name="Đội Mẫu", parent="A1", aliases=())
    assert refused(headquarters, upper, lower) == {("parent", UnitFault.PARENT_CIRCLE)}
    assert refused(headquarters, replace(upper, parent="A1")) == {("parent", UnitFault.PARENT_CIRCLE)}


def test_the_unit_whose_ledger_this_is_does_not_end(headquarters: Session) -> None:
    own = units_of(headquarters).unit("TCHQ")
    assert refused(headquarters, replace(own, valid_to=date(2008, 1, 1))) == {("valid_to", UnitFault.OWN_UNIT_ENDS)}
    change_unit(headquarters, replace(own, valid_to=None))
    assert units_of(headquarters).unit("TCHQ").valid_to is None, "that it goes on can be said"
    with pytest.raises(UnitsRefused):
        end_unit(headquarters, "TCHQ", DISSOLVED)


def test_a_unit_that_work_was_addressed_to_keeps_its_place(ledger: Ledger, headquarters: Session) -> None:
    moved = replace(units_of(headquarters).unit("HQ03"), parent="BTC")
    assert unit_problems(headquarters, [moved]) == []
    ledger.import_608("HQ03")
    assert refused(headquarters, moved) == {("parent", UnitFault.NODE_MOVES)}


def test_a_name_that_two_units_would_share_on_one_day_is_told_and_taken(headquarters: Session) -> None:
    unit = replace(NEW, aliases=("Cục HQ Hải Phòng",))
    written = add_unit(headquarters, unit)
    assert [(one.fault, one.grade, one.told) for one in written.told] == [
        (UnitFault.SHARED_NAME, Grade.WARNING, "Cục Hải quan thành phố Hải Phòng")
    ]
    later = replace(unit, code="HQ63", valid_from=date(2025, 3, 1), aliases=("Cục HQ Cần Thơ",))
    alone = replace(later, name="Cục Hải quan tỉnh Khác", short_name="HQ Khác")
    assert add_unit(headquarters, alone).told == (), "the other one had ended the day before"


def test_an_unknown_unit_cannot_be_changed_or_ended(headquarters: Session) -> None:
    with pytest.raises(UnknownUnit):
        change_unit(headquarters, NEW)
    with pytest.raises(UnknownUnit):
        end_unit(headquarters, "HQ62", DISSOLVED)


# Undo ---------------------------------------------------------------------------------------------------------


def test_a_change_is_undone_and_does_not_come_back_with_the_next_one(headquarters: Session) -> None:
    shipped = load_units().unit("HQ03")
    change_unit(headquarters, replace(shipped, name="Cục Hải quan Cảng", aliases=shipped.aliases[1:]))
    headquarters.undo()
    assert units_of(headquarters).unit("HQ03") == shipped
    change_unit(headquarters, replace(shipped, notation="HQHP2"))
    assert units_of(headquarters).unit("HQ03") == replace(shipped, notation="HQHP2")


def test_the_second_of_two_changes_is_undone_alone(headquarters: Session) -> None:
    shipped = load_units().unit("HQ03")
    change_unit(headquarters, replace(shipped, notation="A"))
    change_unit(headquarters, replace(shipped, notation="B", place="Cảng"))
    headquarters.undo()
    assert units_of(headquarters).unit("HQ03") == replace(shipped, notation="A")


def test_a_unit_taken_back_is_in_no_list_but_what_bears_its_code_keeps_a_name(headquarters: Session) -> None:
    add_unit(headquarters, NEW)
    headquarters.undo()
    table = units_of(headquarters)
    assert NEW not in table.all_units()
    assert table.resolve("Cục HQ Mẫu", on=None, issuer_code="TCHQ")[0].code is None
    assert table.unit("HQ62").name == NEW.name
    add_unit(headquarters, replace(NEW, aliases=()))
    assert units_of(headquarters).unit("HQ62") == replace(NEW, aliases=())
