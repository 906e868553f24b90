"""The plans of a ledger at a glance: how large, at which revision, who has them and who acknowledged."""

from dataclasses import dataclass

import db.plan_overview
from desktop.amendments.acknowledging import acknowledgements
from desktop.amendments.amendments import revisions
from desktop.journal.event import EntityId
from desktop.plans.editing import has_left, is_own_plan
from desktop.plans.plans import plans
from desktop.plans.records import Plan
from desktop.session import Session


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """One plan; `latest` is its last known revision, 1 as issued.

    `units` have tasks of it, `acknowledged` of them have acknowledged every amendment. `words` say what is wrong with
    its amendments. `is_own` plans may be changed here: directly until one `has_left`, by decision from then on.
    """

    plan: Plan
    latest: int
    row_count: int
    task_count: int
    units: int
    acknowledged: int
    words: tuple[str, ...]
    is_own: bool
    has_left: bool


def plan_overviews(session: Session) -> list[PlanOverview]:
    """All plans of the ledger, the newest first."""
    counted = {row["plan"]: row for row in db.plan_overview.counts(session.database)}
    found = []
    for plan in plans(session.database):
        known = revisions(session.database, plan.entity)
        units = acknowledgements(session.database, plan.entity)
        count = counted.get(plan.entity)
        found.append(
            PlanOverview(
                plan,
                known.latest,
                count["row_count"] if count else 0,
                count["task_count"] if count else 0,
                len(units),
                sum(one.is_current for one in units) if known.amendments else 0,
                known.words,
                is_own_plan(session, plan),
                has_left(session, plan),
            )
        )
    return found


def holder_counts(session: Session, plan: EntityId) -> dict[EntityId, int]:
    """How many units have each task of a plan; tasks that nobody has are left out."""
    return {EntityId(row["task"]): row["unit_count"] for row in db.plan_overview.holders(session.database, plan)}
