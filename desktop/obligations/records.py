"""An obligation as a value: what of a task is reported, how often, by which rule, from when to when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import db.obligations
from db.connection import Database
from db.rows import ObligationRow
from desktop.dates import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    EntryPeriod,
    Period,
    PeriodKind,
    PeriodProfile,
    Profile,
    bounds,
    period_of,
)
from desktop.journal.event import EntityId


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something of a task that is reported once per period.

    `number` tells the obligations of a task apart: 1, 2, … of headquarters, r1, r2, … of the department `unit` (""
    for headquarters). The first period is the one in which `begins` lies, the last one that of `ends`.
    """

    entity: EntityId
    task: EntityId
    number: str
    unit: str
    words: str
    every: PeriodKind
    profile: Profile
    begins: date
    ends: date | None = None
    reason: str = ""
    parallel: str | None = None

    @property
    def is_own(self) -> bool:
        """Whether a department gave it itself."""
        return bool(self.unit)

    def entry_key(self, period: Period) -> str:
        """How the entry of a period is filed."""
        return EntryPeriod(period, self.number).key

    def has(self, period: Period) -> bool:
        """Whether this period is to be reported on."""
        if period.kind is not self.every:
            return False
        start, cutoff = bounds(period, self.profile)
        return self.begins <= cutoff and (self.ends is None or start <= self.ends)

    def concerns(self, unit: str) -> bool:
        """Whether it binds this unit: headquarters' bind every unit that leads the task."""
        return self.unit in {"", unit}


def periods(obligation: Obligation, until: date) -> Iterator[Period]:
    """The periods to be reported on, from the first to those that have begun by a day, and the one after."""
    period = first_period(obligation.every, obligation.begins, obligation.profile)
    while period is not None and obligation.has(period):
        yield period
        if bounds(period, obligation.profile).start > until or period.year >= LATEST_YEAR:
            return
        period = period.following


def first_period(every: PeriodKind, begins: date, profile: Profile) -> Period | None:
    """The period in which a day lies; after nine months the next year's."""
    if not EARLIEST_YEAR < begins.year < LATEST_YEAR:
        return None
    found = period_of(begins, every, profile)
    if found is None and every is PeriodKind.NINE_MONTHS:
        return Period(every, begins.year + 1)
    return found


def obligation_of(row: ObligationRow) -> Obligation:
    """The obligation of a stored row."""
    return Obligation(
        entity=EntityId(row["entity"]),
        task=EntityId(row["task"]),
        number=row["number"],
        unit=row["unit"],
        words=row["words"],
        every=PeriodKind(row["every"]),
        profile=Profile(PeriodProfile(row["profile"]), row["start_day"], row["send_offset"]),
        begins=date.fromisoformat(row["begins"]),
        ends=date.fromisoformat(row["ends"]) if row["ends"] else None,
        reason=row["reason"],
        parallel=row["parallel"],
    )


def obligations_of(database: Database, task: EntityId) -> list[Obligation]:
    """The obligations of a task, those of headquarters first."""
    return [obligation_of(row) for row in db.obligations.of_task(database, task)]


def all_obligations(database: Database) -> dict[EntityId, list[Obligation]]:
    """The obligations of every task."""
    found: dict[EntityId, list[Obligation]] = {}
    for row in db.obligations.all_obligations(database):
        obligation = obligation_of(row)
        found.setdefault(obligation.task, []).append(obligation)
    return found
