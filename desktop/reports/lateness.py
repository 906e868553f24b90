"""Entries that came after a report on their days was made: the report stays as it was printed (SYNC §2.9)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import db.reports
from db.rows import ReportRow
from desktop.dates import bounds, parse_entry_period, parse_period
from desktop.errors import UnknownPeriod
from desktop.formats import day_text
from desktop.journal.event import EntityId
from desktop.progress.entries import Entry
from desktop.progress.facts import NO_PERIOD
from desktop.session import Session


@dataclass(frozen=True, slots=True)
class ClosedReport:
    """A report that was made here: what it is about, until which day, and when it was made.

    `plans` are numbers, none for all; `unit` is the one whose tasks it shows, "" for those of all units.
    """

    entity: EntityId
    title: str
    check_code: str
    made_at: int
    as_of: date
    plans: frozenset[str]
    unit: str

    def concerns(self, entry: Entry, plan_number: str) -> bool:
        """Whether it would have told of the entry, had that been known when it was made."""
        begun = _told_from(entry)
        return self.covers(entry.unit, plan_number) and begun is not None and begun <= self.as_of

    def covers(self, unit: str, plan_number: str) -> bool:
        """Whether it shows this plan and the tasks of this unit ("": a record of no unit)."""
        if self.unit and unit and self.unit != unit:
            return False
        return not self.plans or not plan_number or plan_number in self.plans

    @property
    def late_words(self) -> str:
        """What is said of an entry that came after it: «Nhận sau khi chốt … ngày 25/06/2007»."""
        title = self.title[:1].lower() + self.title[1:]
        return f"Nhận sau khi chốt {title}, ngày {day_text(_local_day(self.made_at))}."


def closed_reports(session: Session) -> list[ClosedReport]:
    """The reports made here that were no drafts, of each kind, period and choice the last one; the newest first."""
    found: dict[tuple[object, ...], ClosedReport] = {}
    for row in db.reports.reports(session.database):
        report, parameters = report_of_row(session, row), _parameters(row)
        if report is not None and not parameters.get("draft"):
            key = (row["name"], parameters.get("period"), parameters.get("as_of"), report.plans, report.unit)
            found.setdefault(key, report)
    return list(found.values())


def reports_late_for(reports: Iterable[ClosedReport], entry: Entry, plan_number: str) -> list[ClosedReport]:
    """The reports that an entry which has just come would have stood in."""
    return [report for report in reports if report.concerns(entry, plan_number)]


def report_of_row(session: Session, row: ReportRow) -> ClosedReport | None:
    """A report that was made here as what it is about; None where its day or period cannot be read."""
    parameters = _parameters(row)
    plans = parameters.get("plans")
    try:
        as_of = date.fromisoformat(str(parameters.get("as_of")))
        parse_period(str(parameters.get("period")))
    except (ValueError, UnknownPeriod):
        return None
    return ClosedReport(
        entity=EntityId(row["entity"]),
        title=row["title"],
        check_code=row["check_code"],
        made_at=row["made_at"],
        as_of=as_of,
        plans=frozenset(map(str, plans)) if isinstance(plans, list) else frozenset(),
        unit=str(parameters.get("unit") or "") or _own_unit(session),
    )


def _parameters(row: ReportRow) -> dict[str, object]:
    return json.loads(row["parameters"]) or {}


def _own_unit(session: Session) -> str:
    """The only unit that a report shows which is made below headquarters; "" at the top, whose reports show all."""
    return session.unit if "/" in session.node else ""


def _told_from(entry: Entry) -> date | None:
    """From which day on a report tells of an entry: the start of its period, otherwise the day it happened."""
    if entry.record.slot is not None:
        return entry.record.slot.start
    if entry.period != NO_PERIOD:
        return _period_start(entry.period)
    return entry.record.completed_on or _local_day(entry.recorded_at)


@lru_cache(maxsize=256)
def _period_start(key: str) -> date | None:
    try:
        return bounds(parse_entry_period(key).period).start
    except UnknownPeriod:
        return None


def _local_day(at_ms: int) -> date:
    return datetime.fromtimestamp(at_ms / 1000).astimezone().date()
