"""What of the ledger goes onto the paper of a plan."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import db.plan_paper
import db.plans
from db.connection import Database
from desktop.errors import UnknownPlan
from desktop.formats import moment_text
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plan_paper.content import PaperHead, PlanPaper
from desktop.plan_paper.layout import Merged, blocks
from desktop.plan_paper.remarks import Marks, remarks
from desktop.plans.plans import plan_numbered, rows_of_plan
from desktop.plans.records import Plan, plan_of
from desktop.reports.wording import document_name
from desktop.session import Session
from desktop.units.names import name_key
from desktop.units.table import UnitTable
from desktop.units.unit import Unit

_DECISION: Final = "QĐ"
_KIND: Final = re.compile(r"(KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What a person asks the paper of a plan for; without `unit` the marks are for the unit that prints."""

    plan: EntityId
    marks: Marks = Marks.NONE
    unit: str | None = None


def numbered_choice(database: Database, number: str, marks: Marks, unit: str | None) -> PaperChoice:
    """The choice of a plan by its number; raises UnknownPlan."""
    return PaperChoice(plan_numbered(database, number).entity, marks, unit)


def prepare_paper(session: Session, choice: PaperChoice, units: UnitTable) -> PlanPaper:
    """The paper as the ledger stands now. Raises NotPermitted, UnknownPlan, UnknownUnit."""
    session.allow(Permission.READ)
    stored = db.plans.plan(session.database, choice.plan)
    if stored is None:
        raise UnknownPlan(choice.plan)
    plan, today = plan_of(stored), session.machine.today()
    rows = rows_of_plan(session.database, plan.entity)
    unit = units.unit(choice.unit or session.unit)
    told = remarks(session, plan, rows, units, marks=choice.marks, unit=unit, today=today)
    made_at = datetime.fromtimestamp(session.machine.now_ms() / 1000).astimezone()
    own = units.unit(session.unit).name.partition(" (")[0]
    return PlanPaper(
        name=plan.number or plan.title,
        head=_head(plan, units, today),
        blocks=blocks(rows, _merged(session.database, plan), told),
        legend=told.legend,
        foot=(f"In từ sổ của {own}", f"lập {moment_text(made_at)}, {session.person.name}"),
        made_at=made_at,
        made_by=session.person.name,
    )


def _merged(database: Database, plan: Plan) -> Merged:
    found = db.plan_paper.merged_cells(database, plan.entity)
    return {EntityId(row["task"]): frozenset(_names(row["inherited"])) for row in found if row["inherited"]}


def _names(text: str | None) -> list[str]:
    """The names in a stored list; what came from elsewhere may be anything."""
    found = json.loads(text or "[]")
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []


def _head(plan: Plan, units: UnitTable, today: date) -> PaperHead:
    issuer = _issuer(plan, units)
    upper, own = units.agency_lines(issuer.code, plan.date or today) if issuer else ("", plan.issuer.upper())
    title = _title(plan.title)
    if _is_decision(plan.number):
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


def _title(text: str) -> tuple[str, ...]:
    """The kind of document and what it is about, on lines of their own as they are printed."""
    found = _KIND.match(text)
    return (found[1], text[found.end() :]) if found else (text,)


def _long_day(day: date) -> str:
    """A day as official papers write it: a zero before days below 10, and before months 1 and 2 (domain §1.2)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
