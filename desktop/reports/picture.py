"""The picture a report is drawn from: what the ledger knows about the tasks of a unit at a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import db.reports
from desktop.dates import Period, bounds
from desktop.journal.event import EntityId
from desktop.plans.plans import plan_numbered, plans, rows_of_plan
from desktop.plans.records import AssignedRole, Plan, PrintedRow
from desktop.plans.state import WorkStatus
from desktop.plans.tasks import TaskFilter, TaskItem, latest_entry, tasks
from desktop.progress.entries import Entry, EntryState, Record
from desktop.reports.inputs import (
    PlanFacts,
    PlanHeading,
    ReportedEntry,
    ReportingUnit,
    ReportInput,
    Role,
    Signatory,
    TaskFacts,
)
from desktop.session import Session
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What a person asks a report for.

    Without `as_of` the day is the period's cut-off; without `plans` (numbers) it is about every plan with tasks
    of the unit; `unit` is asked for by headquarters only, and without it all units are shown. A draft counts what
    was recorded and not yet approved.
    """

    period: Period
    as_of: date | None = None
    plans: tuple[str, ...] = ()
    unit: str | None = None
    draft: bool = False

    @property
    def day(self) -> date:
        """The day the states are computed for."""
        return self.as_of or bounds(self.period).cutoff


@dataclass(frozen=True, slots=True)
class MissingTask:
    """A task whose latest entry is not in a report of approved data; `state` is None where nothing was recorded."""

    task: EntityId
    unit: str
    plan_number: str
    label: str
    title: str
    period: str
    state: EntryState | None


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """The facts of a report, and what of the ledger is not among them."""

    facts: ReportInput
    missing: tuple[MissingTask, ...]

    @property
    def unapproved(self) -> tuple[MissingTask, ...]:
        """The tasks that have an entry which is not approved: a draft report would show it."""
        return tuple(task for task in self.missing if task.state is not None)


def report_picture(session: Session, choice: ReportChoice, units: UnitTable) -> ReportPicture:
    """What the ledger knows for a report. Raises UnknownPlan, UnknownUnit."""
    unit = units.unit(session.unit)
    whole = _covers_units(unit)
    asked = units.unit(choice.unit).code if choice.unit else None
    found = tasks(session, TaskFilter(as_of=choice.day, unit=asked if whole else unit.code))
    facts = ReportInput(
        unit=_reporting_unit(unit, units, choice.day),
        period=choice.period,
        as_of=choice.day,
        plans=tuple(
            _plan_facts(session, plan, found, choice, units if whole else None)
            for plan in _plans(session, choice, found)
        ),
        made_by=session.person.name,
        made_at=datetime.fromtimestamp(session.machine.now_ms() / 1000).astimezone(),
        addressee=_addressee(unit, units),
        signatory=Signatory(_capacity(unit)),
        last_bundle=_last_bundle(session),
        draft=choice.draft,
    )
    told = {plan.number for plan in facts.plans}
    missing = (_missing(item, choice.day) for item in found if item.plan.number in told)
    return ReportPicture(facts, tuple(task for task in missing if task is not None))


def _covers_units(unit: Unit) -> bool:
    """Whether the unit's report shows the tasks of the units below it, a row for each."""
    return unit.level is UnitLevel.HQ


def _plans(session: Session, choice: ReportChoice, found: Sequence[TaskItem]) -> list[Plan]:
    """The plans the report is about, the oldest first."""
    if choice.plans:
        return [plan_numbered(session.database, number) for number in choice.plans]
    told = {item.plan.entity for item in found}
    known = [plan for plan in plans(session.database) if plan.entity in told]
    return sorted(known, key=lambda plan: (plan.date or date.min, plan.number))


def _plan_facts(
    session: Session, plan: Plan, found: Iterable[TaskItem], choice: ReportChoice, units: UnitTable | None
) -> PlanFacts:
    """A plan with its headings and those of its tasks that were found; `units` where each row names its unit."""
    rows = rows_of_plan(session.database, plan.entity)
    return PlanFacts(
        number=plan.number,
        title=plan.title,
        issued_on=plan.date,
        issuer=plan.issuer,
        headings=tuple(PlanHeading(row.path, row.number, row.title) for row in rows if not row.is_task),
        tasks=tuple(_task_facts(item, choice, units) for item in found if item.plan.entity == plan.entity),
    )


def _task_facts(item: TaskItem, choice: ReportChoice, units: UnitTable | None) -> TaskFacts:
    """One task of one unit with the entry that counts."""
    record = counted_record(item.entries, choice.day, draft=choice.draft)
    withdrawn = item.is_withdrawn
    lead, support = _unit_cells(item, units)
    row = item.row
    return TaskFacts(
        path=row.path,
        number=row.number,
        title=row.title,
        product=row.product,
        lead=lead,
        support=support,
        deadline_text=row.deadline_text,
        due=item.due,
        role=None if units else Role(item.role.value),
        status=WorkStatus.WITHDRAWN if withdrawn else record.status if record else WorkStatus.NOT_STARTED,
        completed_on=record.completed_on if record and not withdrawn else None,
        entry=_reported(record) if record else None,
        unit=units.unit(item.unit).short_name if units and choice.unit is None else "",
    )


def counted_record(entries: Iterable[Entry], as_of: date, *, draft: bool) -> Record | None:
    """The record a report shows at a day: the latest approved one; in a draft the latest of all."""
    if draft:
        latest = latest_entry(entries, as_of)
        return latest.record if latest else None
    latest = latest_entry((entry for entry in entries if entry.approved is not None), as_of)
    return latest.approved if latest else None


def _unit_cells(item: TaskItem, units: UnitTable | None) -> tuple[str, str]:
    """Lead and supporters as printed; in a report over many units the row's own unit in its place."""
    row: PrintedRow = item.row
    if units is None:
        return row.lead_text, row.support_text
    name = units.unit(item.unit).name if item.unit in units else item.unit
    return (name, row.support_text) if item.role is AssignedRole.LEAD else (row.lead_text, name)


def _reported(record: Record) -> ReportedEntry:
    """A record in the words of a report."""
    return ReportedEntry(
        percent=record.percent,
        product=record.product,
        result=record.result,
        document_number=record.document_number,
        document_date=record.document_date,
        difficulties=record.difficulties,
        proposals=record.recommendations,
    )


def _missing(item: TaskItem, as_of: date) -> MissingTask | None:
    """The task, if its latest entry at the day is not an approved one."""
    latest = latest_entry(item.entries, as_of)
    if item.is_withdrawn or (latest and latest.state is EntryState.APPROVED):
        return None
    return MissingTask(
        task=item.row.entity,
        unit=item.unit,
        plan_number=item.plan.number,
        label=item.row.label,
        title=item.row.title,
        period=latest.period if latest else "",
        state=latest.state if latest else None,
    )


def _reporting_unit(unit: Unit, units: UnitTable, day: date) -> ReportingUnit:
    """The unit as the head of the page and the sentences name it."""
    upper, own = units.agency_lines(unit.code, day)
    return ReportingUnit(_plain_name(unit), upper, own, unit.notation, units.place(unit.code))


def _addressee(unit: Unit, units: UnitTable) -> str:
    """The level above, to whom results are reported."""
    return _plain_name(units.unit(unit.parent)) if unit.parent and unit.parent in units else ""


def _plain_name(unit: Unit) -> str:
    """The official name without the remark that tells two namesakes apart."""
    return unit.name.partition(" (")[0]


def _capacity(unit: Unit) -> tuple[str, ...]:
    """In what capacity the head of the unit signs."""
    for beginning, capacity in _CAPACITIES:
        if unit.name.startswith(beginning):
            return (capacity,)
    return ("THỦ TRƯỞNG ĐƠN VỊ",)


_CAPACITIES = (
    ("Tổng cục", "TỔNG CỤC TRƯỞNG"),
    ("Chi cục", "CHI CỤC TRƯỞNG"),
    ("Cục", "CỤC TRƯỞNG"),
    ("Vụ", "VỤ TRƯỞNG"),
)


def _last_bundle(session: Session) -> str:
    """The file exchanged last, as people name it; empty before the first."""
    row = db.reports.last_bundle(session.database)
    if row is None:
        return ""
    return f"Tệp {'đi' if row['direction'] == 'out' else 'đến'} {row['number']}"
