"""What the reports' screen reads of the ledger besides the report itself, and how it names files."""

from dataclasses import dataclass
from datetime import date

from desktop.plans.plans import plans
from desktop.plans.tasks import TaskFilter, tasks
from desktop.reports.making import PreparedReport, ReportRecord, made_reports
from desktop.session import Session
from desktop.units.table import UnitTable
from ui.reports.choice_panel import Choices


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
    )
    return Known(choices, made_reports(session))


def prints_alike(one: PreparedReport, other: PreparedReport) -> bool:
    """Whether two reports print alike but for the moment they were made."""
    facts, others = one.content.data_state, other.content.data_state
    return one.check_code == other.check_code and facts.last_bundle == others.last_bundle


def file_name(prepared: PreparedReport, form: str) -> str:
    """A name that says report, period and day: «Báo cáo kết quả, Quý II-2007, đến 14-06-2007.pdf»."""
    choice = prepared.choice
    period = choice.period.heading.replace("/", "-")
    draft = ", bản nháp" if choice.draft else ""
    return f"Báo cáo kết quả, {period}, đến {choice.day:%d-%m-%Y}{draft}.{form}"
