"""What a draft of an amending decision would make of a plan, row by row, before anything is recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from db.rows import TaskRow
from desktop.amendments.amending import ReplaceRow, WithdrawRow
from desktop.amendments.amendment_drafts import AmendmentDraft, DraftedRow
from desktop.amendments.amendments import AmendedField, AmendedRow, AmendmentOp
from desktop.errors import AppError
from desktop.journal.event import EntityId, Fields
from desktop.journal.fold import Folded
from desktop.plans.projection import task_row
from desktop.plans.records import Plan, PrintedRow, printed_row_of
from desktop.plans.row_fields import RowReading
from desktop.plans.working_copy import Line, WorkingCopy
from desktop.units.table import UnitTable

_REPLACEMENT: Final = "draft/{task}/{number}"


@dataclass(frozen=True, slots=True)
class PreviewedRow:
    """A row as it would stand; `amended` says what the draft does to it, None for a row it leaves alone."""

    row: PrintedRow
    amended: AmendedRow | None = None
    is_replacement: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """The rows in their order, and the changes that cannot be made as the plan stands, each with its failure."""

    rows: tuple[PreviewedRow, ...]
    faults: tuple[tuple[EntityId, AppError], ...]

    @property
    def amended(self) -> tuple[PreviewedRow, ...]:
        """The rows that the draft does something to; rows that come in another's place are told with that one."""
        return tuple(one for one in self.rows if one.amended is not None and not one.is_replacement)


def preview(plan: Plan, rows: Sequence[PrintedRow], draft: AmendmentDraft, units: UnitTable) -> Preview:
    """The plan as the draft would leave it; a change that fails is left out and named."""
    made = _Preview(plan, rows, units)
    for withdrawal in draft.withdrawn:
        made.attempt(withdrawal.task, partial(made.withdraw, withdrawal))
    for replacement in draft.replaced:
        made.attempt(replacement.task, partial(made.replace, replacement))
    for change in draft.changed:
        made.attempt(change.task, partial(made.copy.change, change.task, change.said))
    for added in draft.added:
        made.attempt(added.entity, partial(made.add, added))
    for move in draft.moved:
        made.attempt(move.task, partial(made.copy.move, move.task, up=move.up))
    made.check_paths()
    return made.finish()


class _Preview:
    """The working copy of a draft, with names for what has no entity yet."""

    def __init__(self, plan: Plan, rows: Sequence[PrintedRow], units: UnitTable) -> None:
        self._plan = plan
        self._name = EntityId("")
        self.copy = WorkingCopy(rows, RowReading(units, plan), lambda: self._name)
        self._before = {row.entity: row for row in rows}
        self._gone: dict[EntityId, tuple[str, list[EntityId]]] = {}
        self._last: dict[EntityId | None, EntityId] = {}
        self._replacements: set[EntityId] = set()
        self._faults: list[tuple[EntityId, AppError]] = []

    def attempt(self, about: EntityId, act: Callable[[], object]) -> None:
        """Make one change, or name why it cannot be made."""
        try:
            act()
        except AppError as error:
            self._faults.append((about, error))

    def withdraw(self, one: WithdrawRow) -> None:
        """A row goes, with those below it unless alone."""
        if one.task not in self._gone:
            for line in self.copy.withdraw(one.task, alone=one.alone):
                self._gone[line.entity] = (one.why, [])

    def replace(self, one: ReplaceRow) -> None:
        """Other rows come in a row's place."""
        self.withdraw(WithdrawRow(one.task, one.why))
        after = one.task
        for number, said in enumerate(one.by):
            self._name = EntityId(_REPLACEMENT.format(task=one.task, number=number))
            after = self.copy.add(after, said, below=False).entity
            self._gone[one.task][1].append(after)
            self._replacements.add(after)

    def add(self, one: DraftedRow) -> None:
        """A new row comes in."""
        self._name = one.entity
        after = self._last.get(one.row.after, one.row.after)
        self._last[one.row.after] = self.copy.add(after, one.row.said, path=one.row.path).entity

    def check_paths(self) -> None:
        """Two rows must not stand at one path."""
        try:
            self.copy.require_unique_paths()
        except AppError as error:
            self._faults.append((EntityId(""), error))

    def finish(self) -> Preview:
        """The rows as they would stand."""
        return Preview(tuple(self._shown(line) for line in self.copy.lines), tuple(self._faults))

    def _shown(self, line: Line) -> PreviewedRow:
        before = self._before.get(line.entity)
        if line.entity in self._gone:
            assert before is not None
            why, by = self._gone[line.entity]
            op = AmendmentOp.REPLACE if by else AmendmentOp.WITHDRAW
            return PreviewedRow(before, AmendedRow(op, line.entity, line.path, before.title, why=why, by=tuple(by)))
        if before is not None and not line.changed:
            return PreviewedRow(before)
        row = self._row(line, before)
        is_replacement = line.entity in self._replacements
        if before is None:
            return PreviewedRow(row, AmendedRow(AmendmentOp.ADD, line.entity, line.path, row.title), is_replacement)
        was = line.before or {}
        changed = tuple(AmendedField(name, was.get(name), now) for name, now in line.changed.items())
        return PreviewedRow(row, AmendedRow(AmendmentOp.CHANGE, line.entity, line.path, row.title, changed))

    def _row(self, line: Line, before: PrintedRow | None) -> PrintedRow:
        fields: Fields = {**line.fields, "plan": self._plan.entity}
        if before is not None:
            fields |= {"added": before.added, "issued_rev": before.issued_rev, "amended_rev": before.amended_rev}
        shown = task_row(line.entity, Folded(fields, {}, {}, (), ()))
        assert shown is not None
        return printed_row_of(cast("TaskRow", shown))
