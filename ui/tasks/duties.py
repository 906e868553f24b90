"""The periodic duties of a task as the screen shows them, and the choices for a new one. Read on the work thread."""

from dataclasses import dataclass
from datetime import date

from desktop.dates import Bounds, Period, PeriodKind, Profile, bounds, due, period_of
from desktop.errors import UnknownPeriod
from desktop.formats import day_text
from desktop.obligations.defining import may_define, own_unit
from desktop.obligations.holidays import Holidays, holidays
from desktop.obligations.records import Obligation, first_period, obligations_of
from desktop.obligations.slots import Term
from desktop.obligations.suggesting import Suggestion, open_suggestions
from desktop.obligations.words import rule_words
from desktop.plans.records import PrintedRow
from desktop.session import Session

_BEFORE = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 6, PeriodKind.HALF: 4}
_AFTER = 3


@dataclass(frozen=True, slots=True)
class Duties:
    """What of a task is reported period by period, and what this person may do about it.

    `unit` is whose duties are defined here, "" at headquarters; `suggestions` are what the plan's words ask for and
    nobody defined yet.
    """

    row: PrintedRow
    day: date
    unit: str
    obligations: tuple[Obligation, ...]
    suggestions: tuple[Suggestion, ...]
    may_define: bool
    days_off: Holidays

    def may_end(self, obligation: Obligation) -> bool:
        """Whether this person may end it: it was defined here and goes on."""
        return self.may_define and obligation.unit == self.unit and obligation.ends is None


def read_duties(session: Session, row: PrintedRow, day: date) -> Duties:
    """Read the duties of a task."""
    database = session.database
    may = may_define(session, row.entity)
    return Duties(
        row=row,
        day=day,
        unit=own_unit(session),
        obligations=tuple(obligations_of(database, row.entity)),
        suggestions=tuple(open_suggestions(database, [row])) if may else (),
        may_define=may,
        days_off=holidays(database),
    )


def span_words(obligation: Obligation) -> str:
    """From which period to which: «từ kỳ tháng 5/2007»; with its end where it has one."""
    first = first_period(obligation.every, obligation.begins, obligation.profile)
    words = f"từ kỳ {first.words}" if first is not None else f"từ {day_text(obligation.begins)}"
    if obligation.ends is None:
        return words
    if first is None or obligation.ends < bounds(first, obligation.profile).start:
        return "không còn kỳ nào"
    last = period_of(obligation.ends, obligation.every, obligation.profile)
    return f"{words} đến kỳ {last.words}" if last is not None else f"{words} đến {day_text(obligation.ends)}"


def duty_line(obligation: Obligation, unit: str) -> str:
    """Who asks for it, how often, by which rule; `unit` is whose duties are defined here."""
    who = "Đơn vị này đặt" if obligation.unit == unit else "Cấp trên đặt"
    return f"{who} · {rule_words(obligation)}"


def choices(kind: PeriodKind, day: date, profile: Profile) -> tuple[list[Period], Period]:
    """The periods a duty may begin or end with, the earliest first, and the one that runs."""
    running = first_period(kind, day, profile)
    if running is None:
        raise UnknownPeriod(text=day.isoformat())
    years = range(running.year - 3, running.year + 3)
    found: list[Period] = []
    for year in years:
        period: Period | None = Period(kind, year)
        while period is not None and period.year == year:
            found.append(period)
            period = period.following
    place = found.index(running)
    before = _BEFORE.get(kind, 3)
    return found[max(0, place - before) : place + _AFTER + 1], running


def term_of(period: Period, profile: Profile, days_off: Holidays) -> Term:
    """A period with its days by a rule."""
    days: Bounds = bounds(period, profile)
    return Term(period, period.key, days, due(period, profile, days_off))
