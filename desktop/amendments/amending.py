"""Writing an amending decision: rows of an issued plan are added, changed, withdrawn and replaced (SYNC §2.11).

One act writes the decision with all that it changes, old and new, and the facts of the rows; all of it or nothing. Rows
keep their identity, so what departments recorded on them stays where it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import db.amendments
from desktop.actions import Action
from desktop.amendments.amendments import Amendment, AmendmentOp, amendment_of
from desktop.errors import AmendmentIncomplete, MissingReason, NothingToAmend, UnknownRevision
from desktop.journal.event import EntityId, Fields, Json
from desktop.plans.editing import require_own, working_copy
from desktop.plans.facts import amendment_entity, plan_amended, task_added, task_amended, task_retired
from desktop.plans.records import Plan
from desktop.plans.row_fields import RowFields
from desktop.plans.working_copy import Line, WorkingCopy
from desktop.problem import Problem, ProblemKind
from desktop.session import Change, Session
from desktop.text import clean_text
from desktop.units.table import UnitTable


@dataclass(frozen=True, slots=True)
class DecisionHeader:
    """The amending decision; `document` names the file it was read from, "" where it was typed."""

    number: str
    date: date | None
    title: str
    issuer: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class AddRow:
    """A new row after another one (None: at the beginning); several after the same row follow each other.

    `path` as the new document prints it decides where it belongs, otherwise its number and the row before it.
    """

    said: RowFields
    after: EntityId | None
    path: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """New values of some fields of a row."""

    task: EntityId
    said: RowFields


@dataclass(frozen=True, slots=True)
class WithdrawRow:
    """A row is no longer to be done; those below it neither, unless it goes `alone`."""

    task: EntityId
    why: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class ReplaceRow:
    """Other rows come in the place of a row."""

    task: EntityId
    by: tuple[RowFields, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row, with those below it, changes its place with its neighbour; numbers stay as printed."""

    task: EntityId
    up: bool


RowChange: TypeAlias = AddRow | ChangeRow | WithdrawRow | ReplaceRow | MoveRow


def decision_problems(decision: DecisionHeader) -> list[Problem]:
    """What an amending decision still lacks: number, date and title are what departments are shown."""
    found = [Problem(name, ProblemKind.REQUIRED) for name in ("number", "title") if not getattr(decision, name).strip()]
    return found if decision.date is not None else [*found, Problem("date", ProblemKind.REQUIRED)]


def amend(
    session: Session, plan: Plan, decision: DecisionHeader, changes: Sequence[RowChange], units: UnitTable
) -> Amendment:
    """Record an amending decision as the plan's next revision, as one change.

    Raises NotPermitted, NotOwnPlan, AmendmentIncomplete, NothingToAmend, MissingReason for a row withdrawn without
    one, UnknownTask, RowWithdrawn, RowTextMissing, PathTaken, NoFurtherPlace, UnreadableText.
    """
    require_own(session, plan)
    problems = decision_problems(decision)
    if problems:
        raise AmendmentIncomplete(tuple(problems))
    writing = _Writing(working_copy(session, plan, units))
    for change in sorted(changes, key=_order):
        writing.take(change)
    writing.copy.require_unique_paths()
    if not writing.is_anything:
        raise NothingToAmend(decision.number)
    rev = db.amendments.last_revision(session.database, plan.entity) + 1
    with session.changing(Action.AMEND_PLAN) as made:
        for fact in plan_amended(plan.entity, rev, _header(decision), writing.listed()):
            made.write(fact)
        writing.write(made, plan, rev)
    return amendment(session, plan, rev)


def amendment(session: Session, plan: Plan, rev: int) -> Amendment:
    """The amendment that makes this revision of a plan; raises UnknownRevision."""
    row = db.amendments.amendment(session.database, amendment_entity(plan.entity, rev))
    if row is None:
        raise UnknownRevision(rev)
    return amendment_of(row)


def _order(change: RowChange) -> int:
    """Rows go first, so that their numbers are free; then rows change, new ones come among them, and rows move."""
    if isinstance(change, WithdrawRow | ReplaceRow):
        return 0
    return 1 if isinstance(change, ChangeRow) else 2 if isinstance(change, AddRow) else 3


def _header(decision: DecisionHeader) -> Fields:
    return {
        "number": clean_text(decision.number),
        "date": decision.date.isoformat() if decision.date else None,
        "title": clean_text(decision.title, multiline=True),
        "issuer": clean_text(decision.issuer),
        "document": clean_text(decision.document),
    }


class _Writing:
    """One amendment while it is put together."""

    def __init__(self, copy: WorkingCopy) -> None:
        self.copy = copy
        self._gone: dict[EntityId, tuple[Line, str, list[EntityId]]] = {}
        self._last: dict[EntityId | None, EntityId] = {}

    @property
    def is_anything(self) -> bool:
        """Whether a row changes at all."""
        return bool(self._gone) or any(self.copy.changed) or any(self.copy.added)

    def take(self, change: RowChange) -> None:
        """Apply one change to the working copy."""
        if isinstance(change, AddRow):
            after = self._last.get(change.after, change.after)
            self._last[change.after] = self.copy.add(after, change.said, path=change.path).entity
        elif isinstance(change, ChangeRow):
            self.copy.change(change.task, change.said)
        elif isinstance(change, WithdrawRow):
            if not clean_text(change.why, multiline=True):
                raise MissingReason
            self._withdraw(change.task, change.why, alone=change.alone)
        elif isinstance(change, MoveRow):
            self.copy.move(change.task, up=change.up)
        else:
            self._replace(change)

    def _withdraw(self, task: EntityId, why: str, *, alone: bool = False) -> None:
        if task in self._gone:
            return  # it went with the row above it
        for line in self.copy.withdraw(task, alone=alone):
            self._gone[line.entity] = (line, clean_text(why, multiline=True), [])

    def _replace(self, change: ReplaceRow) -> None:
        self._withdraw(change.task, change.why)
        after = change.task
        for said in change.by:
            made = self.copy.add(after, said, below=False)
            after = made.entity
            self._gone[change.task][2].append(made.entity)

    def write(self, made: Change, plan: Plan, rev: int) -> None:
        """The facts of the rows."""
        for line, why, by in self._gone.values():
            made.write(task_retired(line.entity, rev=rev, why=why, replaced_by=by))
        for line in self.copy.changed:
            made.write(task_amended(line.entity, line.changed, rev=rev))
        for line in self.copy.added:
            made.write(task_added(line.entity, plan.entity, line.fields, rev=rev))

    def listed(self) -> list[Json]:
        """What the decision changes, in the order of the rows."""
        return [change for line in self.copy.lines for change in self._changes_of(line)]

    def _changes_of(self, line: Line) -> list[Json]:
        named: Fields = {"task": line.entity, "path": [*line.path], "title": line.fields["title"]}
        if line.entity in self._gone:
            _, why, by = self._gone[line.entity]
            op = AmendmentOp.REPLACE if by else AmendmentOp.WITHDRAW
            return [{"op": op.value, **named, "why": why, "by": [*by]}]
        if line.before is None:
            return [{"op": AmendmentOp.ADD.value, **named}]
        before = line.before
        fields: Fields = {name: {"was": before.get(name), "now": now} for name, now in line.changed.items()}
        return [{"op": AmendmentOp.CHANGE.value, **named, "fields": fields}] if fields else []
