"""The published entries of units below as their reader needs them: what is new since he last accepted one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import db.people
import db.plans
import db.progress
import db.verdicts
from db.connection import Database
from db.verdicts import ReceivedRow
from desktop.journal.event import EntityId
from desktop.plans.records import Plan, PrintedRow, plan_of, printed_row_of
from desktop.progress.entries import Entry, Record, Verdict, entry_of, record_fields
from desktop.progress.facts import RECORD_FIELDS
from desktop.progress.review import FieldDifference
from desktop.session import Session

MOST_LISTED = 5_000
"""So many are listed at once: of those that wait the first, unit by unit; of those judged the last."""


class ReceivedList(StrEnum):
    """Which published entries are listed."""

    WAITING = "waiting"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class ReceivedRecord:
    """A published entry of a unit below.

    `differences` say what it holds against what was accepted last (`approved` None: nothing was). `bundle` is the
    number of the file that brought it, `imported_at` when (None: written on this machine's own ledger). `is_late`: it
    was approved after the day its task, or the report of its period, was due.
    """

    entry: Entry
    task: PrintedRow
    plan: Plan
    node: str
    differences: tuple[FieldDifference, ...]
    unchanged: int
    submitted_by_name: str
    approved_by_name: str
    judged_by_name: str
    bundle: int | None
    imported_at: int | None
    is_late: bool

    @property
    def unit(self) -> str:
        """The code of the unit."""
        return self.entry.unit

    @property
    def verdict(self) -> Verdict | None:
        """What was said of it."""
        return self.entry.verdict


def received_records(
    session: Session, wanted: ReceivedList = ReceivedList.WAITING, most: int = MOST_LISTED
) -> list[ReceivedRecord]:
    """The published entries on tasks that this unit gave: those that wait for its verdict, or those it has judged.

    The first are listed unit by unit in the order of the plans, the others by their verdict, the last one first.
    """
    database, node = session.database, session.node
    if wanted is ReceivedList.WAITING:
        found = list(_records(database, db.verdicts.waiting(database, node, most)))
        return sorted(found, key=lambda each: (each.unit, each.plan.number, each.task.place, each.entry.period))
    return list(_records(database, db.verdicts.judged(database, node, most)))


def waiting_count(session: Session) -> int:
    """How many published entries wait for this unit's verdict."""
    return db.verdicts.count_waiting(session.database, session.node)


def _records(database: Database, found: Iterable[ReceivedRow]) -> Iterable[ReceivedRecord]:
    received = list(found)
    if not received:
        return
    found_entries = db.progress.entries(database, [row["entity"] for row in received])
    entries = {row["entity"]: entry_of(row) for row in found_entries}
    needed = {entry.task for entry in entries.values()}
    tasks = {row["entity"]: printed_row_of(row) for row in db.plans.all_tasks(database) if row["entity"] in needed}
    plans = {row["entity"]: plan_of(row) for row in db.plans.plans(database)}
    names = {row["person"]: row["name"] for row in db.people.all_people(database)}
    for row in received:
        entry = entries[EntityId(row["entity"])]
        task = tasks.get(entry.task)
        if task is None or task.plan not in plans:
            continue
        different = changes_since(entry.accepted, entry.record)
        yield ReceivedRecord(
            entry=entry,
            task=task,
            plan=plans[task.plan],
            node=row["node"],
            differences=different,
            unchanged=len(RECORD_FIELDS) - len(different),
            submitted_by_name=names.get(entry.submitted_by or "", ""),
            approved_by_name=names.get(entry.approved_by or "", ""),
            judged_by_name=names.get(entry.verdict_by, ""),
            bundle=row["bundle"],
            imported_at=row["imported_at"],
            is_late=is_late(entry, task),
        )


def changes_since(accepted: Record | None, record: Record) -> tuple[FieldDifference, ...]:
    """The fields that are not what was accepted last; where nothing was, all that say something."""
    old, new = record_fields(accepted) if accepted is not None else {}, record_fields(record)
    empty = {"", 0, None}
    return tuple(
        FieldDifference(name, old.get(name), new[name])
        for name in RECORD_FIELDS
        if (new[name] != old[name] if old else new[name] not in empty)
    )


def is_late(entry: Entry, task: PrintedRow) -> bool:
    """Whether an approved entry was first handed in after its period's report, or its task, was due."""
    due = entry.record.slot.due if entry.record.slot is not None else task.deadline.due
    at_ms = entry.first_sent_at or entry.submitted_at
    return due is not None and at_ms is not None and _day(at_ms) > due


def _day(at_ms: int) -> date:
    return datetime.fromtimestamp(at_ms / 1000).astimezone().date()
