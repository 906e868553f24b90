"""A unit gives a task back with its reason; whoever gave the task withdraws it or lets it stand (FEATURES B7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import db.people
import db.plans
import db.progress
import db.verdicts
from db.rows import AssignmentRow
from desktop.actions import Action
from desktop.errors import DeclineWaits, MissingReason, NotAssignedHere, NotDeclined
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.facts import task_declined, task_upheld, task_withdrawn
from desktop.plans.records import AssignmentState, Plan, PrintedRow, plan_of, printed_row_of
from desktop.session import Session
from desktop.text import clean_text
from desktop.units.table import UnitTable

DECLINE_REASONS = ("Không thuộc phạm vi của đơn vị.", "Không thực hiện được.")
"""What is said most often; a person writes on from there."""


class Answer(StrEnum):
    """How the word of a unit that declines a task was answered."""

    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    UPHELD = "upheld"


@dataclass(frozen=True, slots=True)
class DeclinedTask:
    """A task that its unit declined; times are milliseconds since 1970. `giver` is the node that gave it."""

    task: PrintedRow
    plan: Plan
    unit: str
    giver: str
    reason: str
    declined_by_name: str
    declined_at: int
    answer: Answer
    answer_words: str
    answered_at: int | None
    has_entries: bool


@dataclass(frozen=True, slots=True)
class DeclinedShare:
    """Names a declined task: the task and the unit."""

    task: EntityId
    unit: str


def decline_tasks(session: Session, tasks: Sequence[EntityId], reason: str) -> int:
    """Say for this unit that tasks are not its own or cannot be done; what it recorded stays. Returns how many.

    Raises NotPermitted, MissingReason, NotAssignedHere, DeclineWaits.
    """
    session.allow(Permission.REVIEW)
    why = clean_text(reason, multiline=True)
    if not why:
        raise MissingReason
    wanted = list(dict.fromkeys(tasks))
    for task in wanted:
        row = _assignment(session, task, session.unit)
        if row is None or row["state"] != AssignmentState.ASSIGNED:
            raise NotAssignedHere(_label(session, task))
        if is_pending(row):
            raise DeclineWaits(_label(session, task))
    with session.changing(Action.DECLINE_TASKS) as change:
        for task in wanted:
            change.write(task_declined(task, session.unit, reason=why, by=session.person.id, at=change.now_ms))
    return len(wanted)


def withdraw_declined(session: Session, shares: Sequence[DeclinedShare], units: UnitTable, answer: str = "") -> int:
    """Take declined tasks back from their units, with the unit's own reason where no other words are given.

    Raises NotPermitted, NotDeclined.
    """
    session.allow(Permission.ASSIGN)
    words = clean_text(answer, multiline=True)
    found = [_pending(session, share) for share in dict.fromkeys(shares)]
    with session.changing(Action.WITHDRAW_TASKS) as change:
        for row in found:
            change.write(
                task_withdrawn(
                    EntityId(row["task"]),
                    row["unit"],
                    units.node_path(row["unit"]),
                    reason=words or row["decline_reason"] or "",
                    answers=row["declined_at"],
                    at=change.now_ms,
                )
            )
    return len(found)


def uphold_tasks(session: Session, shares: Sequence[DeclinedShare], units: UnitTable, answer: str) -> int:
    """Let declined tasks stay with their units, and say why. Raises NotPermitted, MissingReason, NotDeclined."""
    session.allow(Permission.ASSIGN)
    words = clean_text(answer, multiline=True)
    if not words:
        raise MissingReason
    found = [_pending(session, share) for share in dict.fromkeys(shares)]
    with session.changing(Action.UPHOLD_TASKS) as change:
        for row in found:
            node, declined_at = units.node_path(row["unit"]), row["declined_at"]
            assert declined_at is not None
            fact = task_upheld(
                EntityId(row["task"]), row["unit"], node, answer=words, answers=declined_at, at=change.now_ms
            )
            change.write(fact)
    return len(found)


def declined_tasks(session: Session) -> list[DeclinedTask]:
    """The tasks that units declined, the longest waiting first: those this unit gave, and its own word on others."""
    database = session.database
    names = {row["person"]: row["name"] for row in db.people.all_people(database)}
    plans = {row["entity"]: plan_of(row) for row in db.plans.plans(database)}
    found = []
    for row in db.verdicts.declined(database):
        task = db.plans.task(database, row["task"])
        share = _assignment(session, EntityId(row["task"]), row["unit"])
        is_concerned = session.node == row["giver"] or session.unit == row["unit"]
        if task is None or share is None or task["plan"] not in plans or not is_concerned:
            continue
        found.append(_declined(share, row["giver"], printed_row_of(task), plans[task["plan"]], names, session))
    return sorted(found, key=lambda each: (each.answer is not Answer.WAITING, each.declined_at))


def _declined(
    row: AssignmentRow, giver: str, task: PrintedRow, plan: Plan, names: dict[str, str], session: Session
) -> DeclinedTask:
    return DeclinedTask(
        task=task,
        plan=plan,
        unit=row["unit"],
        giver=giver,
        reason=row["decline_reason"] or "",
        declined_by_name=names.get(row["declined_by"] or "", ""),
        declined_at=row["declined_at"] or 0,
        answer=answer_of(row),
        answer_words=row["decline_answer"] or "",
        answered_at=row["decline_answered_at"],
        has_entries=bool(db.progress.of_task(session.database, row["task"], row["unit"])),
    )


def pending_count(session: Session) -> int:
    """How many declined tasks wait for an answer of this unit."""
    return db.verdicts.count_pending(session.database, session.node)


def answer_of(row: AssignmentRow) -> Answer:
    """How the unit's word was answered."""
    if row["state"] == AssignmentState.WITHDRAWN:
        return Answer.WITHDRAWN
    return Answer.UPHELD if row["decline_answered_at"] is not None else Answer.WAITING


def is_pending(row: AssignmentRow) -> bool:
    """Whether the unit declined the task and nobody has answered yet."""
    return row["declined_at"] is not None and answer_of(row) is Answer.WAITING


def _pending(session: Session, share: DeclinedShare) -> AssignmentRow:
    row = _assignment(session, share.task, share.unit)
    given = {found["entity"] for found in db.verdicts.declined(session.database, session.node)}
    if row is None or row["entity"] not in given or not is_pending(row):
        raise NotDeclined(_label(session, share.task))
    return row


def _assignment(session: Session, task: EntityId, unit: str) -> AssignmentRow | None:
    found = db.plans.assignments_of_task(session.database, task)
    return next((row for row in found if row["unit"] == unit), None)


def _label(session: Session, task: EntityId) -> str:
    row = db.plans.task(session.database, task)
    return printed_row_of(row).label if row is not None else task
