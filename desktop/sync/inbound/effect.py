"""What an import does to the official figures, reckoned from the records it touches and not from the whole ledger."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, partial
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

import db.intake
import db.plans
import db.progress
from db.connection import Database, Row
from db.intake import EntryPlace
from db.rows import AssignmentRow, ProgressRow, TaskRow
from desktop.journal.event import EntityId, kind_of
from desktop.plans.counting import counts_by_unit
from desktop.plans.records import AssignmentState, PrintedRow, printed_row_of
from desktop.plans.state import TwoByTwo, two_by_two
from desktop.plans.tasks import deciding_entry, period_start, standing_of
from desktop.progress.entries import Entry, EntryState, entry_of
from desktop.progress.facts import NO_PERIOD
from desktop.session import Session
from desktop.sync.inbound.import_report import Figures, UnitEffect

Pair = tuple[str, str]
ByUnit = dict[str, Figures]
Before = Mapping[EntityId, Row | None]
_Record = TypeVar("_Record")

_CELLS = tuple(field.name for field in fields(TwoByTwo))
_NOTHING = Figures(TwoByTwo())
_FEW = 500
_SHARE = 8


@dataclass(frozen=True, slots=True)
class _Counted:
    """The figures of all units at a day, and the state of the ledger they were counted in."""

    state: tuple[object, ...]
    day: date
    units: ByUnit
    pairs: int


_KEPT = 4
_counts: WeakKeyDictionary[Database, list[_Counted]] = WeakKeyDictionary()
"""The last counts of each open ledger, the newest first: a preview that is rolled back must not cost the one before."""


def figures_by_unit(session: Session, day: date) -> ByUnit:
    """The figures of every unit that has tasks here.

    Counting reads the whole ledger, so that the last counts are kept for as long as the ledger stands as it was.
    """
    return _counted(session, day).units


def figures_of(session: Session, units: Mapping[str, Figures]) -> Figures:
    """The figures of what this node answers for: its own tasks, at the top those of all units."""
    if "/" in session.node:
        return units.get(session.unit, _NOTHING)
    return _sum(units.values())


def figures_after(session: Session, day: date, known: ByUnit, before: Before) -> ByUnit:
    """The figures now, from those known before the records in `before` changed (`before` holds their former rows).

    Only the tasks of those records are counted anew, unless they are a good part of the ledger.
    """
    database = session.database
    last = next(iter(_counts.get(database, ())), None)
    pairs = _pairs(database, before)
    has_plan = any(kind_of(entity) == "plan" for entity in before)
    if last is None or has_plan or len(pairs) > max(_FEW, last.pairs // _SHARE):
        return figures_by_unit(session, day)
    now = _Records.now(database, pairs)
    then = now.then(before)
    moved = _difference(known, then.figures(day), now.figures(day))
    count = last.pairs + len(now.assignments) - len(then.assignments)
    return _kept(database, _Counted(db.intake.ledger_state(database), day, moved, count)).units


def unit_effects(before: ByUnit, after: ByUnit) -> tuple[UnitEffect, ...]:
    """The units whose figures move, by their codes."""
    return tuple(
        UnitEffect(unit, before.get(unit, _NOTHING), after.get(unit, _NOTHING))
        for unit in sorted(before.keys() | after.keys())
        if before.get(unit, _NOTHING) != after.get(unit, _NOTHING)
    )


def _counted(session: Session, day: date) -> _Counted:
    database = session.database
    state = db.intake.ledger_state(database)
    for known in _counts.get(database, ()):
        if (known.state, known.day) == (state, day):
            return _kept(database, known)
    found = counts_by_unit(database, day)
    units = {unit: Figures(one.counts, one.returned) for unit, one in found.items()}
    return _kept(database, _Counted(state, day, units, sum(one.tasks for one in found.values())))


def _kept(database: Database, counted: _Counted) -> _Counted:
    """Remember a count as the newest."""
    others = [other for other in _counts.get(database, ()) if other is not counted]
    _counts[database] = [counted, *others][:_KEPT]
    return counted


def _is_any_returned(entries: Iterable[EntryPlace]) -> bool:
    return any(entry["state"] == EntryState.RETURNED for entry in entries)


# --- the tasks of the touched records ---


def _pairs(database: Database, before: Before) -> list[Pair]:
    """The tasks of units whose figures the touched records can move."""
    found: dict[Pair, None] = {}
    touched: list[str] = []
    for entity in before:
        kind, *parts = entity.split("/")
        if kind in {"asg", "prog"} and len(parts) > 1:
            found[f"task/{parts[0]}", parts[1]] = None
        elif kind == "task":
            touched.append(entity)
    for row in db.intake.assignments_of_tasks(database, touched) if touched else ():
        found[row["task"], row["unit"]] = None
    return list(found)


@dataclass(frozen=True, slots=True)
class _Records:
    """The records that decide how some tasks of units stand, by entity."""

    pairs: list[Pair]
    plans: frozenset[str]
    tasks: dict[str, PrintedRow]
    assignments: dict[str, AssignmentRow]
    entries: dict[str, EntryPlace]
    entry: Callable[[str], Entry]

    @classmethod
    def now(cls, database: Database, pairs: list[Pair]) -> "_Records":
        """As they are shown now."""
        named = list(dict.fromkeys(task for task, _ in pairs))
        given = [f"asg/{task.partition('/')[2]}/{unit}" for task, unit in pairs]
        return cls(
            pairs,
            frozenset(row["entity"] for row in db.plans.plans(database)),
            {row["entity"]: printed_row_of(row) for row in db.intake.tasks_among(database, named)},
            {row["entity"]: row for row in db.intake.assignments_among(database, given)},
            {row["entity"]: row for row in db.intake.places_among(database, pairs)},
            cache(partial(_stored_entry, database)),
        )

    def then(self, before: Before) -> "_Records":
        """As they were shown before the touched records changed."""
        return _Records(
            self.pairs,
            self.plans,
            _overlaid(self.tasks, before, "task", lambda row: printed_row_of(cast("TaskRow", row))),
            _overlaid(self.assignments, before, "asg", lambda row: cast("AssignmentRow", row)),
            _overlaid(self.entries, before, "prog", _place_of),
            lambda entity: (
                entry_of(cast("ProgressRow", row)) if (row := before.get(EntityId(entity))) else self.entry(entity)
            ),
        )

    def figures(self, day: date) -> ByUnit:
        """Their figures by unit."""
        entries: dict[Pair, list[EntryPlace]] = {}
        for place in self.entries.values():
            entries.setdefault((place["task"], place["unit"]), []).append(place)
        wanted = set(self.pairs)
        standings: dict[str, list[tuple[TwoByTwo, bool]]] = {}
        for given in self.assignments.values():
            pair = (given["task"], given["unit"])
            task = self.tasks.get(given["task"])
            if task is None or task.plan not in self.plans or pair not in wanted:
                continue
            of_pair = entries.get(pair, [])
            state = AssignmentState(given["state"])
            deciding = deciding_entry(map(self.entry, _may_decide(of_pair, day)), day)
            standing = standing_of(task, state, deciding, day)
            has_task = state is not AssignmentState.WITHDRAWN and not task.is_withdrawn
            standings.setdefault(given["unit"], []).append(
                (two_by_two([standing]), has_task and _is_any_returned(of_pair))
            )
        return {
            unit: _sum(Figures(counts, int(returned)) for counts, returned in found)
            for unit, found in standings.items()
        }


def _stored_entry(database: Database, entity: str) -> Entry:
    row = db.progress.entry(database, entity)
    assert row is not None
    return entry_of(row)


def _place_of(row: Row) -> EntryPlace:
    start = json.loads(row["slot"])["start"] if row["slot"] else None
    return EntryPlace(
        entity=row["entity"], task=row["task"], unit=row["unit"], period=row["period"], state=row["state"], start=start
    )


def _may_decide(places: Iterable[EntryPlace], day: date) -> set[str]:
    """The entries of a task that alone may decide how it stands: the latest that had begun, and the one of the whole.

    Of years of entries only these are read.
    """
    known = list(places)
    begun = [
        (
            date.fromisoformat(place["start"]) if place["start"] else period_start(place["period"]),
            place["period"],
            place["entity"],
        )
        for place in known
    ]
    latest = max((found for found in begun if found[0] <= day), default=None)
    return {place["entity"] for place in known if place["period"] == NO_PERIOD} | ({latest[2]} if latest else set())


def _overlaid(
    known: dict[str, _Record], before: Before, kind: str, record_of: Callable[[Row], _Record]
) -> dict[str, _Record]:
    """The records of a kind, with those that were touched as they were."""
    found = dict(known)
    for entity, row in before.items():
        if kind_of(entity) != kind:
            continue
        if row is None:
            found.pop(entity, None)
        else:
            found[entity] = record_of(row)
    return found


# --- sums ---


def _sum(figures: Iterable[Figures]) -> Figures:
    found = list(figures)
    counts = TwoByTwo(**{name: sum(getattr(one.counts, name) for one in found) for name in _CELLS})
    return Figures(counts, sum(one.returned for one in found))


def _difference(known: ByUnit, then: ByUnit, now: ByUnit) -> ByUnit:
    """What was known, with the part that moved replaced; a unit without any task falls out."""
    moved = dict(known)
    for unit in then.keys() | now.keys():
        base, old, new = (one.get(unit, _NOTHING) for one in (known, then, now))
        counts = {
            name: getattr(base.counts, name) - getattr(old.counts, name) + getattr(new.counts, name) for name in _CELLS
        }
        moved[unit] = Figures(TwoByTwo(**counts), base.returned - old.returned + new.returned)
    return {unit: figures for unit, figures in moved.items() if any(getattr(figures.counts, name) for name in _CELLS)}
