"""What a plan demands in figures, and the facts of the demands that a document states."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.importing.parsed import Indicator
from desktop.journal.event import EntityId, Fact, Fields
from desktop.plans.facts import target_set
from desktop.text import clean_text


class Comparison(StrEnum):
    """How a result is held against the value; `complete` stands for a target without a number."""

    AT_LEAST = ">="
    AT_MOST = "<="
    OVER = ">"
    UNDER = "<"
    EQUAL = "="
    COMPLETE = "complete"


COMPARISON_WORDS = {
    Comparison.AT_LEAST: "ít nhất",
    Comparison.AT_MOST: "không quá",
    Comparison.OVER: "trên",
    Comparison.UNDER: "dưới",
    Comparison.EQUAL: "đạt",
    Comparison.COMPLETE: "hoàn thành",
}


@dataclass(frozen=True, slots=True)
class TargetValue:
    """What a person or a document demands: `text` as printed, `metric` what is counted, `unit` such as «%»."""

    text: str
    metric: str
    op: Comparison
    value: Decimal
    unit: str = "%"
    year: int | None = None
    number: str = ""


def targets_of_indicators(
    plan: EntityId, tasks: Mapping[str, EntityId], indicators: tuple[Indicator, ...]
) -> list[Fact]:
    """The facts of the demands that a document states: on the row that states them, on the plan where there is none.

    `tasks` are the rows by their path, `I/C/2`.
    """
    ordinals: dict[EntityId, int] = {}
    facts = []
    for indicator in indicators:
        owner = tasks.get(indicator.number, plan)
        for one in indicator.targets:
            ordinals[owner] = ordinals.get(owner, 0) + 1
            demand = TargetValue(
                text=indicator.text,
                metric=one.metric,
                op=Comparison(one.op),
                value=Decimal(str(one.value)),
                unit=one.unit,
                year=one.year,
                number=indicator.number,
            )
            facts.append(target_set(owner, ordinals[owner], demand_fields(demand)))
    return facts


def demand_fields(demand: TargetValue) -> Fields:
    """A demand in the form of its event."""
    return {
        "number": clean_text(demand.number),
        "text": clean_text(demand.text, multiline=True),
        "metric": clean_text(demand.metric, multiline=True),
        "op": demand.op.value,
        "value": decimal_text(demand.value),
        "unit": clean_text(demand.unit),
        "year": demand.year,
    }


def decimal_text(value: Decimal) -> str:
    """A value as the ledger keeps it: digits with a point, without needless noughts."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
