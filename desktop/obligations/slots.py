"""The reporting slots of an obligation: one per period, with its cut-off, its due day and how its report stands.

A slot is computed, never stored. What was handed in keeps the rule it was made with (domain §2.2): its own days count,
whatever the profile or the holidays say later.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from db.connection import Database
from desktop.dates import Bounds, Period, bounds, due, parse_entry_period
from desktop.errors import UnknownPeriod
from desktop.journal.event import EntityId
from desktop.obligations.holidays import holidays
from desktop.obligations.records import Obligation, obligations_of, periods
from desktop.plans.state import NEAR_DAYS
from desktop.progress.entries import Entry, EntryState, ReportedPeriod


class SlotState(StrEnum):
    """How the report of a period stands at a day."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    SENT = "sent"
    APPROVED = "approved"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of an obligation, as it stands at a day for one unit. `entry` is what was recorded for it."""

    obligation: Obligation
    period: Period
    bounds: Bounds
    due: date
    state: SlotState
    entry: Entry | None = None

    @property
    def key(self) -> str:
        """How the entry of this slot is filed."""
        return self.obligation.entry_key(self.period)

    @property
    def is_open(self) -> bool:
        """Whether a report is still to be handed in."""
        return self.state in {SlotState.OPEN, SlotState.DUE_SOON, SlotState.OVERDUE}


@dataclass(frozen=True, slots=True)
class Term:
    """A period of an obligation with its days, the same for every unit."""

    period: Period
    key: str
    bounds: Bounds
    due: date


def terms(obligation: Obligation, as_of: date, days_off: Container[date] = ()) -> tuple[Term, ...]:
    """The periods of an obligation up to a day, and the one after."""
    return tuple(
        Term(
            period,
            obligation.entry_key(period),
            bounds(period, obligation.profile),
            due(period, obligation.profile, days_off),
        )
        for period in periods(obligation, as_of)
    )


def slots(
    obligation: Obligation, unit: str, entries: Iterable[Entry], as_of: date, days_off: Container[date] = ()
) -> list[Slot]:
    """The slots of a unit from the first period to the running one and the one after, the earliest first."""
    own = {entry.period: entry for entry in entries if entry.unit == unit and entry.task == obligation.task}
    return slots_in(obligation, terms(obligation, as_of, days_off), own, as_of)


def slots_in(obligation: Obligation, found: Sequence[Term], entries: Mapping[str, Entry], as_of: date) -> list[Slot]:
    """The slots of these terms; `entries` are one unit's by period."""
    made = []
    for term in found:
        entry = entries.get(term.key)
        kept = entry.record.slot if entry is not None else None
        days = Bounds(kept.start, kept.cutoff) if kept is not None else term.bounds
        last = kept.due if kept is not None else term.due
        made.append(Slot(obligation, term.period, days, last, state_of(entry, last, as_of), entry))
    return made


def state_of(entry: Entry | None, last: date, as_of: date) -> SlotState:
    """How a report due on `last` stands at a day; one that came back unapproved is still to be handed in."""
    sent = sent_on(entry) if entry is not None else None
    if entry is not None and sent is not None and sent <= as_of:
        if sent > last:
            return SlotState.LATE
        return SlotState.APPROVED if entry.approved is not None else SlotState.SENT
    if as_of > last:
        return SlotState.OVERDUE
    return SlotState.DUE_SOON if (last - as_of).days <= NEAR_DAYS else SlotState.OPEN


def sent_on(entry: Entry) -> date | None:
    """The day a report was handed in: of what is approved the first time, None while nothing stands handed in."""
    if entry.approved is not None:
        at_ms = entry.first_sent_at or entry.submitted_at
    else:
        at_ms = entry.submitted_at if entry.state is EntryState.SUBMITTED else None
    return datetime.fromtimestamp(at_ms / 1000).astimezone().date() if at_ms else None


def reported_period(database: Database, task: EntityId, unit: str, key: str) -> ReportedPeriod | None:
    """The period that an entry reports on by the rule in force, None where no obligation asks for it."""
    try:
        wanted = parse_entry_period(key)
    except UnknownPeriod:
        return None
    for obligation in obligations_of(database, task):
        if obligation.number == wanted.duty and obligation.concerns(unit) and obligation.has(wanted.period):
            start, cutoff = bounds(wanted.period, obligation.profile)
            last = due(wanted.period, obligation.profile, holidays(database))
            return ReportedPeriod(wanted.period.kind, start, cutoff, last, obligation.profile.key)
    return None
