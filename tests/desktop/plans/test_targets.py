"""Quantity targets: taken from the document with the plan, set and removed by headquarters, carried to departments."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.errors import InvalidTarget, NotOwnPlan, NotPermitted
from desktop.importing.parsed import Indicator, Target
from desktop.permissions import Role
from desktop.plans.demands import COMPARISON_WORDS, Comparison, TargetValue, decimal_text
from desktop.plans.plans import import_plan, plan_numbered, row_at
from desktop.plans.targets import remove_target, set_target, target_value, targets_of, targets_of_plan
from desktop.sync.exchange import import_bundle
from tests.support.exchange import Pair, admitted_pair
from tests.support.ledgers import OFFICER, Ledger, new_ledger, plan_608

RED_LANE = TargetValue("Tỷ lệ luồng đỏ ≤ 4,5 %", "tỷ lệ luồng đỏ", Comparison.AT_MOST, Decimal("4.5"), year=2007)


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path, "TCHQ")
    yield made
    made.close()


def test_the_targets_of_608_come_with_the_plan(headquarters: Ledger) -> None:
    """Quyết định 608, section C: at least 10 % of the enterprises (rows 1, 2), 1 % of the declarations (5, 6)."""
    plan = headquarters.import_608()
    database = headquarters.administrator.database
    found = {
        path: [(one.demand.op, one.demand.value, one.demand.unit, one.demand.year) for one in
               targets_of(database, headquarters.row(plan, path).entity)]
        for path in ("I/C/1", "I/C/2", "I/C/4", "I/C/5", "I/C/6")
    }  # fmt: skip
    ten, one = (Comparison.AT_LEAST, Decimal(10), "%", 2007), (Comparison.AT_LEAST, Decimal(1), "%", 2007)
    assert found == {"I/C/1": [ten], "I/C/2": [ten], "I/C/4": [], "I/C/5": [one], "I/C/6": [one]}
    assert len(targets_of_plan(database, plan.entity)) == 4
    headquarters.administrator.undo()
    assert targets_of_plan(database, plan.entity) == []


def test_a_demand_of_no_single_row_belongs_to_the_plan(headquarters: Ledger) -> None:
    stated = Indicator(
        "3.1#2",
        "Thời gian thông quan giảm; 95% chứng từ điện tử",
        (Target("chứng từ điện tử", ">=", 95.0, "%", 2025), Target("Hoàn thành", "complete", 1.0, "", None)),
    )
    plan = import_plan(headquarters.administrator, replace(plan_608(), indicators=(stated,)), document="x")
    first, second = targets_of(headquarters.administrator.database, plan.entity)
    assert (first.ordinal, first.demand) == (
        1, TargetValue(stated.text, "chứng từ điện tử", Comparison.AT_LEAST, Decimal(95), "%", 2025, "3.1#2"),
    )  # fmt: skip
    assert (second.ordinal, second.demand.op, second.demand.year) == (2, Comparison.COMPLETE, None)


def test_targets_are_set_changed_removed_and_brought_back(headquarters: Ledger) -> None:
    session, plan = headquarters.administrator, headquarters.import_608()
    task = headquarters.row(plan, "I/C/4").entity
    made = set_target(session, task, RED_LANE)
    assert (made.owner, made.ordinal, made.demand) == (task, 1, RED_LANE)
    changed = set_target(session, task, replace(RED_LANE, value=Decimal("5.50")), ordinal=1)
    assert targets_of(session.database, task) == [changed]
    assert changed.demand.value == Decimal("5.5")
    remove_target(session, changed)
    assert targets_of(session.database, task) == []
    session.undo()
    assert targets_of(session.database, task) == [changed]
    remove_target(session, changed)
    assert set_target(session, task, RED_LANE).ordinal == 2


def test_a_target_reaches_the_department_which_cannot_change_it(tmp_path: Path) -> None:
    with admitted_pair(tmp_path) as pair:
        plan = pair.headquarters.import_608("HQ03")
        made = set_target(pair.hq, plan.entity, RED_LANE)
        import_bundle(pair.hp, pair.down().path)
        assert targets_of(pair.hp.database, plan.entity) == [made]
        assert targets_of_plan(pair.hp.database, plan.entity) == targets_of_plan(pair.hq.database, plan.entity)
        assert_refused(pair)


def assert_refused(pair: Pair) -> None:
    plan = plan_numbered(pair.hp.database, "608/QĐ-TCHQ")
    with pytest.raises(NotOwnPlan):
        set_target(pair.hp, row_at(pair.hp.database, plan, "I/C/4").entity, RED_LANE)
    with pytest.raises(NotPermitted):
        set_target(pair.headquarters.add(OFFICER, Role.OFFICER), plan.entity, RED_LANE)


@pytest.mark.parametrize(
    ("typed", "value"), [("4,5", "4.5"), (" 10 % ", "10"), ("1000", "1000"), ("0.10", "0.1"), ("-3", "-3")]
)
def test_values_are_typed_as_people_write_them(typed: str, value: str) -> None:
    assert decimal_text(target_value(typed)) == value


@pytest.mark.parametrize("typed", ["", "mười", "1e400000", "NaN", "Infinity", "4,5,6"])
def test_what_is_no_value_is_refused(typed: str) -> None:
    with pytest.raises(InvalidTarget):
        target_value(typed)


def test_every_comparison_has_its_words() -> None:
    assert set(COMPARISON_WORDS) == set(Comparison)
