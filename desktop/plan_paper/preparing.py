"""What of the ledger goes onto the paper of a plan."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import db.plan_paper
import db.plans
from db.connection import Database
from desktop.amendments.amendments import revisions
from desktop.amendments.revision_rows import rows_of_revision
from desktop.errors import UnknownPlan, UnknownRevision
from desktop.formats import moment_text
from desktop.importing.columns import Field
from desktop.importing.reading import PrintedColumn
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plan_paper.content import PaperHead, PlanPaper
from desktop.plan_paper.layout import Source, blocks
from desktop.plan_paper.remarks import Marks, remarks
from desktop.plan_paper.revised import revised
from desktop.plans.plans import plan_numbered, rows_of_plan
from desktop.plans.records import Plan, PrintedRow, plan_of
from desktop.reports.wording import document_name
from desktop.session import Session
from desktop.units.names import name_key
from desktop.units.table import UnitTable
from desktop.units.unit import Unit

_DECISION: Final = "QĐ"
_KIND: Final = re.compile(r"(KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|CHỈ THỊ|THÔNG BÁO)\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What a person asks the paper of a plan for.

    Without `unit` the marks are for the unit that prints. `rev` 1 is the plan as issued; without it the plan is printed
    as it stands, with the later decisions beside the rows.
    """

    plan: EntityId
    marks: Marks = Marks.NONE
    unit: str | None = None
    rev: int | None = None


def numbered_choice(
    database: Database, number: str, marks: Marks = Marks.NONE, unit: str | None = None, rev: int | None = None
) -> PaperChoice:
    """The choice of a plan by its number; raises UnknownPlan."""
    return PaperChoice(plan_numbered(database, number).entity, marks, unit, rev)


def prepare_paper(session: Session, choice: PaperChoice, units: UnitTable) -> PlanPaper:
    """The paper as the ledger stands now. Raises NotPermitted, UnknownPlan, UnknownUnit."""
    session.allow(Permission.READ)
    stored = db.plans.plan(session.database, choice.plan)
    if stored is None:
        raise UnknownPlan(choice.plan)
    plan, today = plan_of(stored), session.machine.today()
    known = revisions(session.database, plan.entity)
    if choice.rev is not None and not 1 <= choice.rev <= known.latest:
        raise UnknownRevision(choice.rev)
    rows = _rows(session.database, choice)
    unit = units.unit(choice.unit or session.unit)
    told = remarks(
        session, plan, rows, units, marks=choice.marks, unit=unit, today=today, later=revised(rows, known, choice.rev)
    )
    made_at = datetime.fromtimestamp(session.machine.now_ms() / 1000).astimezone()
    own = units.unit(session.unit).name.partition(" (")[0]
    return PlanPaper(
        name=plan.number or plan.title,
        head=_head(plan, units, today),
        blocks=blocks(rows, _source(session.database, plan), told),
        legend=told.legend,
        foot=(f"In từ sổ của {own}", f"lập {moment_text(made_at)}, {session.person.name}"),
        made_at=made_at,
        made_by=session.person.name,
    )


def _rows(database: Database, choice: PaperChoice) -> list[PrintedRow]:
    if choice.rev is None:
        return rows_of_plan(database, choice.plan)
    return rows_of_revision(database, choice.plan, choice.rev)


def _source(database: Database, plan: Plan) -> Source:
    """How the document printed its rows; what came from elsewhere may be anything."""
    merged = db.plan_paper.merged_cells(database, plan.entity)
    columns = _list(db.plan_paper.printed_columns(database, plan.entity))
    return Source(
        tuple(column for each in columns if (column := _column(each))),
        {EntityId(row["task"]): frozenset(map(str, _list(row["inherited"]))) for row in merged if row["inherited"]},
    )


def _list(text: str | None) -> list[object]:
    found = json.loads(text or "[]")
    return found if isinstance(found, list) else []


def _column(form: object) -> PrintedColumn | None:
    if not isinstance(form, dict) or form.get("field") not in set(Field):
        return None
    return PrintedColumn(Field(form["field"]), str(form.get("head") or ""))


def _head(plan: Plan, units: UnitTable, today: date) -> PaperHead:
    issuer = _issuer(plan, units)
    upper, own = units.agency_lines(issuer.code, plan.date or today) if issuer else ("", plan.issuer.upper())
    is_decision = _is_decision(plan.number)
    title = _title(plan.title, is_letter=not is_decision)
    if is_decision:
        told = document_name(plan.number) + (f" {_long_day(plan.date)}" if plan.date else "")
        of = f" của {issuer.name.partition(' (')[0]}" if issuer else ""
        return PaperHead(upper, own, "", "", title, f"(Ban hành kèm theo {told}{of})")
    day = _long_day(plan.date) if plan.date else ""
    place = units.place(issuer.code) if issuer and day else ""
    number = f"Số: {plan.number}" if plan.number else ""
    return PaperHead(upper, own, number, f"{place}, {day}" if place else day, title, "")


def _issuer(plan: Plan, units: UnitTable) -> Unit | None:
    """The unit that issued a plan: by its number, else by its name."""
    found = units.issuer(plan.number) if plan.number else None
    return found or next(iter(units.named(name_key(plan.issuer))), None) if plan.issuer else found


def _is_decision(number: str) -> bool:
    return number.partition("/")[2].rpartition("/")[2].partition("-")[0] == _DECISION


def _title(text: str, *, is_letter: bool) -> tuple[str, ...]:
    """The kind of document and what it is about, on lines of their own; a letter only says what it is about."""
    found = _KIND.match(text)
    if found:
        return (found[1], text[found.end() :])
    return (f"V/v: {text}",) if is_letter and text else (text,)


def _long_day(day: date) -> str:
    """A day as official papers write it: a zero before days below 10, and before months 1 and 2 (domain §1.2)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
