"""Quantity targets: where a plan states a number, it is data on its task, or on the plan as a whole (DESIGN §4)."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

import db.amendments
from db.connection import Database
from db.rows import TargetRow
from desktop.actions import Action
from desktop.errors import InvalidTarget
from desktop.journal.event import EntityId, kind_of
from desktop.plans.demands import Comparison, TargetValue, demand_fields
from desktop.plans.editing import require_own
from desktop.plans.facts import target_entity, target_removed, target_set
from desktop.plans.plans import plan_of_entity, row_of
from desktop.session import Session
from desktop.text import clean_text

_MOST_DIGITS: Final = 15


@dataclass(frozen=True, slots=True)
class QuantityTarget:
    """A target of a task or a plan (`owner`); `ordinal` tells those of one owner apart."""

    entity: EntityId
    owner: EntityId
    ordinal: int
    demand: TargetValue
    parallel: str | None = None


def targets_of(database: Database, owner: EntityId) -> list[QuantityTarget]:
    """The targets of a task, or those that a plan states for no single task."""
    return [_target_of(row) for row in db.amendments.targets_of(database, owner)]


def targets_of_plan(database: Database, plan: EntityId) -> list[QuantityTarget]:
    """Every target of a plan: its own and those of its rows."""
    return [_target_of(row) for row in db.amendments.targets_of_plan(database, plan)]


def set_target(session: Session, owner: EntityId, demand: TargetValue, ordinal: int | None = None) -> QuantityTarget:
    """Set a target of a task or a plan: a new one, or the one of this number anew.

    Raises NotPermitted, NotOwnPlan, UnknownTask, UnknownPlan, InvalidTarget, UnreadableText.
    """
    _require_owner(session, owner)
    if not _is_value(demand.value):
        raise InvalidTarget(str(demand.value))
    number = ordinal if ordinal is not None else _next_ordinal(session.database, owner)
    with session.changing(Action.SET_TARGETS) as change:
        change.write(target_set(owner, number, demand_fields(demand)))
    return _existing(session.database, target_entity(owner, number))


def remove_target(session: Session, target: QuantityTarget) -> None:
    """Take a target out. Raises as `set_target` does."""
    _require_owner(session, target.owner)
    with session.changing(Action.SET_TARGETS) as change:
        change.write(target_removed(target.entity))


def target_value(text: str) -> Decimal:
    """A typed value, `4,5` or `4.5`; raises InvalidTarget."""
    try:
        value = Decimal(clean_text(text).replace(" ", "").removesuffix("%").replace(",", "."))
    except InvalidOperation as error:
        raise InvalidTarget(text) from error
    if not _is_value(value):
        raise InvalidTarget(text)
    return value


def _is_value(value: Decimal) -> bool:
    return value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS


def _target_of(row: TargetRow) -> QuantityTarget:
    """The target of a stored row; a value that is no number counts as 0, an unknown comparison as complete."""
    try:
        value = Decimal(row["value"])
    except InvalidOperation:
        value = Decimal(0)
    op = Comparison(row["op"]) if row["op"] in set(Comparison) else Comparison.COMPLETE
    demand = TargetValue(
        text=row["text"],
        metric=row["metric"],
        op=op,
        value=value if _is_value(value) else Decimal(0),
        unit=row["unit"],
        year=row["year"],
        number=row["number"],
    )
    return QuantityTarget(EntityId(row["entity"]), EntityId(row["owner"]), row["ordinal"], demand, row["parallel"])


def _require_owner(session: Session, owner: EntityId) -> None:
    plan = owner if kind_of(owner) == "plan" else row_of(session.database, owner).plan
    require_own(session, plan_of_entity(session.database, plan))


def _next_ordinal(database: Database, owner: EntityId) -> int:
    """A number that no target of this owner ever had, so that none is brought back by accident."""
    return db.amendments.last_ordinal(database, target_entity(owner, 0).removesuffix("0")) + 1


def _existing(database: Database, entity: EntityId) -> QuantityTarget:
    row = db.amendments.target(database, entity)
    assert row is not None
    return _target_of(row)
