"""Acknowledging amendments: a leader of a department says that the department knows them (FEATURES B5, K3).

This is apart from the technical receipt, by which a machine says that it has a file: headquarters sees both.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import db.amendments
import db.plans
from db.connection import Database
from desktop.actions import Action, audience_kind
from desktop.amendments.amending import amendment
from desktop.amendments.amendments import AmendedRow, Amendment, amendment_of
from desktop.errors import NotForThisUnit
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.facts import plan_acknowledged
from desktop.plans.plans import plan_of_entity
from desktop.plans.records import AssignmentState, Plan, PrintedRow, printed_row_of
from desktop.progress.entries import Entry
from desktop.progress.recording import entries_of
from desktop.session import Session
from desktop.users.people import names_by_id


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who acknowledged an amendment for a unit, and when (milliseconds since 1970)."""

    unit: str
    rev: int
    by: str
    by_name: str
    at: int


@dataclass(frozen=True, slots=True)
class UnitRevision:
    """The revision of a plan that a unit works on: the last that its machines confirmed, the last acknowledged.

    Both are 1 for the plan as issued. `acknowledged` is None before the unit acknowledged any amendment.
    """

    unit: str
    latest: int
    received: int
    acknowledged: Acknowledgement | None
    missing: tuple[int, ...]

    @property
    def is_current(self) -> bool:
        """Whether the unit has acknowledged every amendment."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class PendingRow:
    """What an amendment does to one row, seen from a unit: whether the unit has the task, and what it recorded.

    `now` is the row as it stands, for new rows above all; None where it has not arrived.
    """

    row: AmendedRow
    concerns_unit: bool
    now: PrintedRow | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class PendingAmendment:
    """An amendment from above as the unit sees it; the rows that concern the unit come first.

    `acknowledged` is who acknowledged it for the unit, None while nobody has.
    """

    plan: Plan
    amendment: Amendment
    rows: tuple[PendingRow, ...]
    acknowledged: Acknowledgement | None = None

    @property
    def concerning(self) -> tuple[PendingRow, ...]:
        """The rows of tasks that the unit has."""
        return tuple(row for row in self.rows if row.concerns_unit)


def acknowledge(session: Session, plan: Plan, rev: int) -> None:
    """Say for this unit that an amendment is known; saying it again changes nothing.

    Raises NotPermitted, UnknownRevision, NotForThisUnit where the plan was not issued above this unit.
    """
    session.allow(Permission.REVIEW)
    amendment(session, plan, rev)
    if not _came_from_above(session, plan.entity):
        raise NotForThisUnit(plan.number)
    if rev in _acknowledged(session).get(plan.entity, ()):
        return
    with session.changing(Action.ACKNOWLEDGE_AMENDMENT) as change:
        change.write(plan_acknowledged(plan.entity, rev, session.unit, by=session.person.id, at=change.now_ms))


def _came_from_above(session: Session, plan: EntityId) -> bool:
    return session.node.startswith(f"{db.amendments.issuing_node(session.database, plan)}/")


def _acknowledged(session: Session) -> dict[str, set[int]]:
    """The revisions that this unit acknowledged, by plan."""
    found: dict[str, set[int]] = {}
    for row in db.amendments.acknowledged_by(session.database, session.unit):
        found.setdefault(row["plan"], set()).add(row["rev"])
    return found


def pending_amendments(session: Session) -> list[PendingAmendment]:
    """The amendments from above that this unit has not acknowledged, plan by plan, the oldest first."""
    known = _acknowledged(session)
    return _told(session, lambda plan, rev: rev not in known.get(plan, ()))


def told_amendments(session: Session) -> list[PendingAmendment]:
    """Every amendment from above, plan by plan, the oldest first."""
    return _told(session, lambda _plan, _rev: True)


def _told(session: Session, is_wanted: Callable[[EntityId, int], bool]) -> list[PendingAmendment]:
    database = session.database
    assigned = {
        row["task"] for row in db.plans.assignments(database, session.unit) if row["state"] == AssignmentState.ASSIGNED
    }
    found = []
    for row in db.amendments.amendments(database):
        plan = EntityId(row["plan"])
        if not is_wanted(plan, row["rev"]) or not _came_from_above(session, plan):
            continue
        if db.plans.plan(database, plan) is None:
            continue  # the amendment came before the plan; it is told together with it
        one = amendment_of(row)
        rows = [_pending_row(session, amended, assigned) for amended in one.rows]
        rows.sort(key=lambda pending: not pending.concerns_unit)
        said = acknowledged_revisions(database, plan).get(session.unit, {}).get(one.rev)
        found.append(PendingAmendment(plan_of_entity(database, plan), one, tuple(rows), said))
    return found


def _pending_row(session: Session, row: AmendedRow, assigned: Iterable[str]) -> PendingRow:
    concerns = row.task in assigned
    stored = db.plans.task(session.database, row.task)
    entries = tuple(entries_of(session.database, row.task, session.unit)) if concerns else ()
    return PendingRow(row, concerns, printed_row_of(stored) if stored is not None else None, entries)


def acknowledgements(database: Database, plan: EntityId) -> list[UnitRevision]:
    """For each unit that has tasks of a plan: which revision it received and which it acknowledged."""
    revs = [row["rev"] for row in db.amendments.amendments(database, plan)]
    received: dict[str, int] = {}
    for found in db.amendments.received(database, plan):
        received[found["node"]] = max(received.get(found["node"], 1), found["rev"])
    said = acknowledged_revisions(database, plan)
    made = []
    for row in db.amendments.assigned_units(database, plan):
        given = said.get(row["unit"], {})
        node = row["audience"].partition(":")[2] if audience_kind(row["audience"]).value == "to" else ""
        made.append(
            UnitRevision(
                unit=row["unit"],
                latest=max(revs, default=1),
                received=max(received.get(node, 1), max(given, default=1)),
                acknowledged=given[max(given)] if given else None,
                missing=tuple(rev for rev in revs if rev not in given),
            )
        )
    return made


def acknowledged_revisions(database: Database, plan: EntityId) -> dict[str, dict[int, Acknowledgement]]:
    """Who acknowledged which amendments of a plan, by unit and revision."""
    names = names_by_id(database)
    found: dict[str, dict[int, Acknowledgement]] = {}
    for row in db.amendments.acknowledgements(database, plan):
        one = Acknowledgement(row["unit"], row["rev"], row["by"], names.get(row["by"], ""), row["at"])
        found.setdefault(row["unit"], {})[row["rev"]] = one
    return found
