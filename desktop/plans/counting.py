"""The official counts of all units at a day, without listing their tasks: what `tasks` and `count` say, but quicker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import db.counts
import db.plans
import db.progress
from db.connection import Database
from db.counts import DecidingRow, GivenRow
from desktop.dates import bounds, parse_entry_period
from desktop.errors import UnknownPeriod
from desktop.plans.records import AssignmentState, PrintedRow, printed_row_of
from desktop.plans.state import Standing, TwoByTwo, WorkStatus, standing, two_by_two
from desktop.plans.tasks import deciding_entry, standing_of
from desktop.progress.entries import Entry, entry_of
from desktop.progress.facts import NO_PERIOD

Pair = tuple[str, str]

_DONE = f'"{WorkStatus.COMPLETED}"'
"""What the approved record of a finished task has in its JSON."""
_OPEN = frozenset({WorkStatus.NOT_STARTED, WorkStatus.IN_PROGRESS, WorkStatus.AWAITING_CONFIRMATION})


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How the tasks of a unit stand, of how many an entry was given back, and how many pairs of task and unit."""

    counts: TwoByTwo
    returned: int
    tasks: int


def counts_by_unit(database: Database, day: date) -> dict[str, UnitCounts]:
    """The counts of every unit that was given tasks."""
    ledger = _Entries(database, day)
    standings: dict[str, list[Standing]] = {}
    returned: dict[str, int] = {}
    for row in db.counts.given(database):
        standings.setdefault(row["unit"], []).append(ledger.standing_of(row))
        returned[row["unit"]] = returned.get(row["unit"], 0) + ledger.is_returned(row)
    return {unit: UnitCounts(two_by_two(found), returned[unit], len(found)) for unit, found in standings.items()}


class _Entries:
    """The entries that decide how tasks stand at a day.

    Most entries leave a task open; how such a one stands follows from its due day alone. Only the others are read.
    """

    def __init__(self, database: Database, day: date) -> None:
        self._database = database
        self._day = day
        begun = _begun(db.counts.periods(database))
        latest = db.counts.latest_entries(database, begun, day.isoformat())
        self._latest: dict[Pair, DecidingRow] = {(row["task"], row["unit"]): row for row in latest}
        self._whole: dict[Pair, DecidingRow] | None = None
        self._returned = db.counts.returned(database)
        self._open: dict[str | None, Standing] = {}
        self._rows: dict[str, PrintedRow] = {}

    def standing_of(self, row: GivenRow) -> Standing:
        """How one task of a unit stands."""
        latest = self._latest.get((row["task"], row["unit"]))
        if row["state"] == AssignmentState.ASSIGNED and row["withdrawn"] is None and self._leaves_open(latest):
            return self._open_standing(row["due"])
        found = [self._entry(entry) for entry in self._deciding(latest)]
        return standing_of(
            self._row(row["task"]), AssignmentState(row["state"]), deciding_entry(found, self._day), self._day
        )

    def is_returned(self, row: GivenRow) -> bool:
        """Whether some entry of it was given back, and the unit still has it."""
        is_gone = row["state"] == AssignmentState.WITHDRAWN or row["withdrawn"] is not None
        return not is_gone and (row["task"], row["unit"]) in self._returned

    def _leaves_open(self, latest: DecidingRow | None) -> bool:
        """Whether the task cannot be anything but open with this entry."""
        if latest is None:
            return True
        if latest["slot"] is not None and self._finished(latest) is not None:
            return False
        is_report = latest["slot"] is not None and latest["status"] == WorkStatus.COMPLETED
        may_be_done = latest["approved"] is not None and _DONE in latest["approved"]
        return is_report or (latest["status"] in _OPEN and (not may_be_done or latest["slot"] is not None))

    def _deciding(self, latest: DecidingRow | None) -> Iterable[DecidingRow]:
        """The latest entry, and beside a periodic report the one that may tell that the whole task is done."""
        if latest is not None:
            yield latest
            whole = self._finished(latest) if latest["slot"] is not None else None
            if whole is not None and whole["entity"] != latest["entity"]:
                yield whole

    def _finished(self, latest: DecidingRow) -> DecidingRow | None:
        if self._whole is None:
            found = db.counts.finished_whole(self._database)
            self._whole = {(row["task"], row["unit"]): row for row in found}
        return self._whole.get((latest["task"], latest["unit"]))

    def _entry(self, row: DecidingRow) -> Entry:
        stored = db.progress.entry(self._database, row["entity"])
        assert stored is not None
        return entry_of(stored)

    def _open_standing(self, due: str | None) -> Standing:
        if due not in self._open:
            day = date.fromisoformat(due) if due else None
            self._open[due] = standing(status=WorkStatus.IN_PROGRESS, completed_on=None, due=day, as_of=self._day)
        return self._open[due]

    def _row(self, task: str) -> PrintedRow:
        if task not in self._rows:
            stored = db.plans.task(self._database, task)
            assert stored is not None
            self._rows[task] = printed_row_of(stored)
        return self._rows[task]


def _begun(periods: Iterable[str]) -> list[tuple[str, str]]:
    """On which day each period begins; an entry without a period, or with an odd one, comes before all others."""
    return [(period, _start(period).isoformat()) for period in periods]


def _start(period: str) -> date:
    try:
        return date.min if period == NO_PERIOD else bounds(parse_entry_period(period).period).start
    except UnknownPeriod:
        return date.min
