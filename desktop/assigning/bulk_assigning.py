"""Giving the tasks of a plan to the units its cells name: a proposal, what is left out of it, one change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

import db.plans
from desktop.assigning.assigning import Handover, givable
from desktop.assigning.recipients import Recipient, Recipients
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import AssignedRole, AssignmentState, Plan, PrintedRow
from desktop.session import Session
from desktop.units.table import UnitTable

Pair = tuple[EntityId, str]
"""A task and the code of a unit."""


class OfferState(StrEnum):
    """How a unit that the plan names for a task stands to it."""

    OPEN = "open"
    ASSIGNED = "assigned"
    TAKEN_BACK = "taken_back"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class Offer:
    """One unit that the plan names for a task, with the role its column gives; `added` by hand where it does not."""

    task: EntityId
    recipient: Recipient
    role: AssignedRole
    state: OfferState
    added: bool = False

    @property
    def pair(self) -> Pair:
        """What tells the offer from all others."""
        return (self.task, self.recipient.key)

    @property
    def is_open(self) -> bool:
        """Whether it can be ticked; what was taken back before can be given again."""
        return self.state in {OfferState.OPEN, OfferState.TAKEN_BACK}


@dataclass(frozen=True, slots=True)
class ProposedTask:
    """A task with the units its cells name, leaders first; `is_own` where the unit that gives has it itself."""

    row: PrintedRow
    offers: tuple[Offer, ...]
    is_own: bool = False

    @property
    def open_offers(self) -> tuple[Offer, ...]:
        """Those that can be ticked."""
        return tuple(offer for offer in self.offers if offer.is_open)

    @property
    def has_units(self) -> bool:
        """Whether a unit has it or can be given it."""
        return any(offer.state is not OfferState.OUT_OF_REACH for offer in self.offers)


@dataclass(frozen=True)
class Proposal:
    """Whom the cells of a plan give its tasks to, by the unit table on the plan's day; nothing is written yet."""

    plan: Plan
    rows: tuple[PrintedRow, ...]
    tasks: tuple[ProposedTask, ...]

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """The offers of all tasks in printed order."""
        return tuple(offer for task in self.tasks for offer in task.offers)

    @cached_property
    def open_pairs(self) -> frozenset[Pair]:
        """What can be ticked."""
        return frozenset(offer.pair for offer in self.offers if offer.is_open)

    @cached_property
    def taken_back(self) -> frozenset[Pair]:
        """What was given before and taken back: it is given again only where somebody ticks it."""
        return frozenset(offer.pair for offer in self.offers if offer.state is OfferState.TAKEN_BACK)


@dataclass(frozen=True)
class Selection:
    """A proposal and what a person leaves out of it."""

    proposal: Proposal
    left_out: frozenset[Pair]

    @classmethod
    def of(cls, proposal: Proposal, before: "Selection | None" = None) -> "Selection":
        """Everything but what was taken back; what was left out before in the same plan stays left out."""
        if before is None or before.proposal.plan.entity != proposal.plan.entity:
            return cls(proposal, proposal.taken_back)
        return cls(proposal, before.left_out | (proposal.taken_back - before.proposal.taken_back))

    @cached_property
    def chosen(self) -> frozenset[Pair]:
        """What is ticked."""
        return self.proposal.open_pairs - self.left_out

    @cached_property
    def chosen_tasks(self) -> frozenset[EntityId]:
        """The tasks of which at least one unit is ticked."""
        return frozenset(task for task, _ in self.chosen)

    @cached_property
    def chosen_units(self) -> frozenset[str]:
        """The units ticked for at least one task."""
        return frozenset(unit for _, unit in self.chosen)

    def with_pairs(self, pairs: Collection[Pair], *, ticked: bool) -> "Selection":
        """Tick these, or leave them out."""
        return replace(self, left_out=self.left_out - set(pairs) if ticked else self.left_out | set(pairs))

    def with_tasks(self, tasks: Collection[EntityId], *, ticked: bool) -> "Selection":
        """Tick tasks for their units, or leave them out altogether.

        A unit that is ticked nowhere stays left out, unless no unit at all remains for the task.
        """
        wanted: set[Pair] = set()
        for task in self.proposal.tasks:
            if task.row.entity in tasks:
                pairs = [offer.pair for offer in task.open_offers if offer.state is not OfferState.TAKEN_BACK]
                pairs = pairs or [offer.pair for offer in task.open_offers]
                met = [pair for pair in pairs if not ticked or pair[1] in self.chosen_units]
                wanted.update(met or pairs)
        return self.with_pairs(wanted, ticked=ticked)

    def with_units(self, codes: Collection[str], *, ticked: bool) -> "Selection":
        """Tick units for every task that names them, or leave them out of the whole plan."""
        pairs = {pair for pair in self.proposal.open_pairs if pair[1] in codes}
        return self.with_pairs(pairs - self.proposal.taken_back if ticked else pairs, ticked=ticked)

    def handovers(self) -> list[Handover]:
        """What is ticked, task by task in printed order."""
        chosen = self.chosen
        return [
            Handover(offer.task, offer.recipient.key, offer.role)
            for offer in self.proposal.offers
            if offer.pair in chosen
        ]


def recipients_of(session: Session, plan: Plan, units: UnitTable, today: date) -> Recipients:
    """Who can get tasks of a plan from here: by the unit table on its day, or today where it bears no date."""
    return Recipients(units, on=plan.date or today, today=today, node=session.node)


def propose(session: Session, plan: Plan, units: UnitTable, *, today: date) -> Proposal:
    """Whom the cells of a plan give its tasks to; a unit named in both columns leads. Raises NotPermitted.

    Below the top only the tasks that the unit has itself are proposed: it gives them on to its Chi cục.
    """
    session.allow(Permission.ASSIGN)
    standing = {
        (EntityId(found["task"]), found["unit"]): AssignmentState(found["state"])
        for found in db.plans.assignments(session.database)
    }
    own = {
        task for (task, unit), state in standing.items() if unit == session.unit and state is AssignmentState.ASSIGNED
    }
    standing = {pair: state for pair, state in standing.items() if pair[1] != session.unit}
    may_give = givable(session)
    recipients = recipients_of(session, plan, units, today)
    rows = tuple(row for row in rows_of_plan(session.database, plan.entity) if not row.is_withdrawn)
    others = _held_by_others(session, recipients)
    tasks = tuple(
        ProposedTask(row, _offers(row, recipients, standing, others.get(row.entity, [])), row.entity in own)
        for row in rows
        if row.is_task and may_give(row)
    )
    return Proposal(plan, rows, tasks)


def _held_by_others(session: Session, recipients: Recipients) -> dict[str, list[Offer]]:
    """Everybody else who has a task now, task by task, also where the plan does not name them."""
    found: dict[str, list[Offer]] = {}
    for row in db.plans.assignments(session.database):
        if row["state"] == AssignmentState.ASSIGNED and row["unit"] != session.unit:
            who = recipients.of_unit(row["unit"], row["unit"])[0]
            task, role = EntityId(row["task"]), AssignedRole(row["role"])
            found.setdefault(task, []).append(Offer(task, who, role, OfferState.ASSIGNED, added=True))
    return found


def _offers(
    row: PrintedRow, recipients: Recipients, standing: dict[Pair, AssignmentState], held: list[Offer]
) -> tuple[Offer, ...]:
    made: dict[str, Offer] = {}
    for named, role in ((row.lead_units, AssignedRole.LEAD), (row.support_units, AssignedRole.SUPPORT)):
        for found in recipients.of_cell(named):
            made.setdefault(found.key, _offer(row.entity, found, role, standing))
    for offer in held:
        made.setdefault(offer.recipient.key, offer)
    return tuple(made.values())


def _offer(task: EntityId, recipient: Recipient, role: AssignedRole, standing: dict[Pair, AssignmentState]) -> Offer:
    had = standing.get((task, recipient.key))
    if had is AssignmentState.ASSIGNED:
        return Offer(task, recipient, role, OfferState.ASSIGNED)
    if not recipient.may_get:
        return Offer(task, recipient, role, OfferState.OUT_OF_REACH)
    return Offer(task, recipient, role, OfferState.OPEN if had is None else OfferState.TAKEN_BACK)


def with_added(
    proposal: Proposal, tasks: Collection[EntityId], added: Iterable[Recipient], role: AssignedRole
) -> Proposal:
    """The proposal with units that the plan does not name for these tasks; those it names already stay as they are."""
    more = [who for who in added if who.may_get]

    def enlarged(task: ProposedTask) -> ProposedTask:
        entity = task.row.entity
        named = {offer.recipient.key for offer in task.offers}
        new = (Offer(entity, who, role, OfferState.OPEN, added=True) for who in more if who.key not in named)
        return replace(task, offers=(*task.offers, *new)) if entity in tasks else task

    return replace(proposal, tasks=tuple(map(enlarged, proposal.tasks)))


def with_added_before(proposal: Proposal, before: Proposal) -> Proposal:
    """The proposal with what was added by hand to an earlier reading of the same plan and is not given yet."""
    if before.plan.entity != proposal.plan.entity:
        return proposal
    earlier = {task.row.entity: [one for one in task.offers if one.added and one.is_open] for task in before.tasks}

    def enlarged(task: ProposedTask) -> ProposedTask:
        named = {offer.recipient.key for offer in task.offers}
        kept = (one for one in earlier.get(task.row.entity, []) if one.recipient.key not in named)
        return replace(task, offers=(*task.offers, *kept))

    return replace(proposal, tasks=tuple(map(enlarged, proposal.tasks)))
