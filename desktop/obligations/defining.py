"""Defining obligations of tasks and ending them, at headquarters and in a department that leads the task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import db.obligations
import db.plans
from db.connection import Database
from desktop.actions import Action
from desktop.dates import ND09, Period, PeriodKind, Profile, bounds
from desktop.errors import MissingReason, NotATask, NotLedHere, NotOwnObligation, UnknownObligation
from desktop.journal.event import EntityId, Fields
from desktop.obligations.facts import OWN_MARK, obligation_defined, obligation_ended, obligation_entity
from desktop.obligations.records import Obligation, first_period, obligation_of, obligations_of
from desktop.obligations.suggesting import Suggestion
from desktop.permissions import Permission
from desktop.plans.records import AssignedRole, AssignmentState, PrintedRow
from desktop.session import Session
from desktop.text import clean_text, collapse

LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class NewObligation:
    """What is to be reported from now on: of which task, how often, by which rule; "" takes the task's title."""

    row: PrintedRow
    every: PeriodKind
    begins: date
    words: str = ""
    profile: Profile = ND09
    ends: date | None = None


def beginning_with(suggestion: Suggestion, day: date, profile: Profile = ND09) -> NewObligation:
    """A suggested obligation that begins with the period in which a day lies."""
    first = first_period(suggestion.every, day, profile)
    begins = bounds(first, profile).start if first is not None else day
    return NewObligation(suggestion.row, suggestion.every, begins, suggestion.words, profile)


def define_obligations(session: Session, wanted: Sequence[NewObligation]) -> list[Obligation]:
    """Define obligations as one change; one with the same words and length that stands already stays as it is.

    Headquarters' go down with the plan and bind every unit that leads the task; a department's own stay there. Raises
    NotPermitted, NotATask, NotLedHere in a department that does not lead the task, UnreadableText.
    """
    session.allow(Permission.ASSIGN)
    unit = own_unit(session)
    for one in wanted:
        _require_led(session, one.row, unit)
    made: list[EntityId] = []
    with session.changing(Action.DEFINE_OBLIGATIONS) as change:
        for one in wanted:
            words = clean_text(one.words, limit=LONGEST_WORDS) or collapse(one.row.title)
            if _stands(session.database, one, words, unit):
                continue
            entity = _next_entity(session.database, one.row.entity, unit)
            change.write(obligation_defined(entity, _fields(one, words)))
            made.append(entity)
    return [obligation_at(session.database, entity) for entity in made]


def end_obligation(session: Session, entity: EntityId, last: Period, reason: str) -> Obligation:
    """Let a period be the last one to be reported on; what was handed in stays.

    Raises NotPermitted, UnknownObligation, NotOwnObligation where another level defined it, MissingReason.
    """
    session.allow(Permission.ASSIGN)
    found = obligation_at(session.database, entity)
    if found.unit != own_unit(session):
        raise NotOwnObligation(found.words)
    why = clean_text(reason, multiline=True)
    if not why:
        raise MissingReason
    ends = bounds(last, found.profile).cutoff
    with session.changing(Action.END_OBLIGATION) as change:
        change.write(obligation_ended(entity, ends.isoformat(), why))
    return obligation_at(session.database, entity)


def obligation_at(database: Database, entity: EntityId) -> Obligation:
    """The obligation of an entity; raises UnknownObligation."""
    task = EntityId(f"task/{entity.split('/')[1]}")
    found = next((known for known in obligations_of(database, task) if known.entity == entity), None)
    if found is None:
        raise UnknownObligation(entity)
    return found


def own_unit(session: Session) -> str:
    """Whose obligations are defined here: "" at headquarters, otherwise this unit's own."""
    return session.unit if "/" in session.node else ""


def may_define(session: Session, task: EntityId) -> bool:
    """Whether this person may define an obligation of a task here."""
    unit = own_unit(session)
    return session.may(Permission.ASSIGN) and (not unit or _leads(session.database, task, unit))


def _require_led(session: Session, row: PrintedRow, unit: str) -> None:
    if not row.is_task:
        raise NotATask(row.path_text)
    if unit and not _leads(session.database, row.entity, unit):
        raise NotLedHere(row.path_text)


def _leads(database: Database, task: EntityId, unit: str) -> bool:
    return any(
        found["unit"] == unit and found["role"] == AssignedRole.LEAD and found["state"] == AssignmentState.ASSIGNED
        for found in db.plans.assignments_of_task(database, task)
    )


def _stands(database: Database, wanted: NewObligation, words: str, unit: str) -> bool:
    """Whether the same is defined already and goes on."""
    return any(
        (known.unit, known.every, known.words) == (unit, wanted.every, words) and known.ends is None
        for known in obligations_of(database, wanted.row.entity)
    )


def _next_entity(database: Database, task: EntityId, unit: str) -> EntityId:
    """The next free number of a task; a number whose obligation was undone is not given again."""
    whole = obligation_entity(task, "", unit)  # ends with a slash
    mark = OWN_MARK if unit else ""
    used = [entity.removeprefix(whole) for entity in db.obligations.entities_below(database, whole)]
    numbers = [int(text.removeprefix(mark)) for text in used if text.removeprefix(mark).isdecimal()]
    return obligation_entity(task, f"{mark}{max(numbers, default=0) + 1}", unit)


def _fields(wanted: NewObligation, words: str) -> Fields:
    return {
        "task": wanted.row.entity,
        "words": words,
        "every": wanted.every.value,
        "profile": wanted.profile.kind.value,
        "start_day": wanted.profile.start_day,
        "send_offset": wanted.profile.send_offset,
        "begins": wanted.begins.isoformat(),
        "ends": wanted.ends.isoformat() if wanted.ends else None,
    }


__all__ = [
    "NewObligation",
    "beginning_with",
    "define_obligations",
    "end_obligation",
    "may_define",
    "obligation_at",
    "obligation_of",
    "own_unit",
]
