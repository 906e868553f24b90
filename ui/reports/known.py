"""What the reports' screen reads of the ledger besides the report itself."""

from dataclasses import dataclass
from datetime import date

from desktop.amendments.amendments import revisions
from desktop.plans.plans import plans
from desktop.plans.tasks import TaskFilter, tasks
from desktop.reports.making import ReportRecord, made_reports
from desktop.reports.wording import sentence_case
from desktop.session import Session
from desktop.units.table import UnitTable
from ui.reports.choice_panel import Choices
from ui.reports.plan_fields import IssuedPlan


@dataclass(frozen=True, slots=True)
class Known:
    """What is read anew with every reload: what there is to choose from, and what was made before."""

    choices: Choices
    made: list[ReportRecord]


def known(session: Session, units: UnitTable, day: date) -> Known:
    """What there is to choose from, and the reports made before; headquarters may choose among its units."""
    found = plans(session.database)
    years = [plan.date.year for plan in found if plan.date]
    codes = sorted({item.unit for item in tasks(session, TaskFilter(as_of=day))}) if "/" not in session.node else []
    choices = Choices(
        plans=tuple(plan.number for plan in found),
        units=tuple((code, units.unit(code).name if code in units else code) for code in codes),
        earliest_year=min(years, default=day.year),
        day=day,
        today=max(session.machine.today(), day),
        issued=tuple(
            IssuedPlan(
                plan.entity,
                plan.number,
                sentence_case(plan.title),
                bool(revisions(session.database, plan.entity).amendments),
            )
            for plan in found
        ),
        own_unit=units.unit(session.unit).short_name,
    )
    return Known(choices, made_reports(session))
