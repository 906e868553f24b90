"""One plan as its screen shows it: its rows with what happened or is about to happen to each. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.amendments.acknowledging import Acknowledgement, UnitRevision, acknowledged_revisions, acknowledgements
from desktop.amendments.amendment_drafts import NO_DRAFT, AmendmentDraft, is_drafted, kept_draft
from desktop.amendments.amendment_preview import Preview, PreviewedRow, preview
from desktop.amendments.amendments import AmendedRow, AmendmentOp, Revisions, revisions
from desktop.errors import AppError
from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.editing import has_left, is_own_plan
from desktop.plans.overview import holder_counts
from desktop.plans.plans import plan_of_entity, rows_of_plan
from desktop.plans.records import Plan, PrintedRow
from desktop.plans.targets import QuantityTarget, targets_of_plan
from desktop.session import Session
from desktop.units.table import UnitTable


class Mode(StrEnum):
    """How rows are changed: at once, in a draft of an amending decision, or not at all by this person here."""

    DIRECT = "direct"
    DRAFT = "draft"
    READ = "read"


KIND_WORDS = {
    RowKind.PART: "Phần",
    RowKind.SECTION: "Mục",
    RowKind.GROUP: "Nhóm nhiệm vụ",
    RowKind.TASK: "Nhiệm vụ",
}
_OP_MARKS = {
    AmendmentOp.ADD: ("Sẽ thêm", "green"),
    AmendmentOp.CHANGE: ("Sẽ sửa", "blue"),
    AmendmentOp.WITHDRAW: ("Sẽ rút", "red"),
    AmendmentOp.REPLACE: ("Sẽ thay", "red"),
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row in the list; `amended` is what the draft does to it, `before` the row in force where it has one.

    `units` have the task, `targets` are stated for it.
    """

    row: PrintedRow
    before: PrintedRow | None
    amended: AmendedRow | None = None
    is_replacement: bool = False
    units: int = 0
    targets: int = 0

    @property
    def entity(self) -> EntityId:
        """What tells the row from all others."""
        return self.row.entity

    @property
    def is_drafted(self) -> bool:
        """Whether the draft brings the row."""
        return is_drafted(self.row.entity)

    @property
    def is_gone(self) -> bool:
        """Whether the row is withdrawn, or about to be."""
        return self.row.is_withdrawn or (self.amended is not None and self.amended.op in _GONE)

    @property
    def depth(self) -> int:
        """How many headings stand above the row."""
        return len(self.row.path) - 1

    @property
    def mark(self) -> str:
        """What happened to the row, or is about to: «Sẽ sửa», «Rút ở bản 2»."""
        row = self.row
        if self.is_replacement:
            return "Sẽ thêm"
        if self.amended is not None:
            return _OP_MARKS[self.amended.op][0]
        if row.withdrawn_rev is not None:
            return f"{'Thay' if row.replaced_by else 'Rút'} ở bản {row.withdrawn_rev}"
        if row.amended_rev is not None:
            return f"Sửa ở bản {row.amended_rev}"
        if row.issued_rev > 1:
            return f"Thêm ở bản {row.issued_rev}"
        return "Thêm tay" if row.added else ""

    @property
    def mark_tone(self) -> str:
        """The colour of the mark."""
        if self.is_replacement:
            return "green"
        if self.amended is not None:
            return _OP_MARKS[self.amended.op][1]
        return "" if not self.mark else "red" if self.row.is_withdrawn else "text2"


_GONE = (AmendmentOp.WITHDRAW, AmendmentOp.REPLACE)


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """Everything the screen of one plan shows; `said` is who acknowledged, by unit and revision."""

    plan: Plan
    mode: Mode
    has_left: bool
    lines: tuple[SheetLine, ...]
    draft: AmendmentDraft
    amended: tuple[PreviewedRow, ...]
    faults: tuple[tuple[EntityId, AppError], ...]
    revisions: Revisions
    units: tuple[UnitRevision, ...]
    said: Mapping[str, Mapping[int, Acknowledgement]]
    targets: tuple[QuantityTarget, ...]

    def line(self, entity: EntityId) -> SheetLine | None:
        """The row of this entity."""
        return next((line for line in self.lines if line.entity == entity), None)

    def siblings(self, line: SheetLine) -> list[SheetLine]:
        """The rows in force below the same heading, in their order."""
        above = line.row.path[:-1]
        return [one for one in self.lines if one.row.path[:-1] == above and not one.is_gone]

    def is_heading_used(self, line: SheetLine) -> bool:
        """Whether rows in force stand below a row."""
        path = line.row.path
        return any(one.row.path[: len(path)] == path and one is not line for one in self.lines if not one.is_gone)


def read_sheet(session: Session, entity: EntityId, units: UnitTable, draft: AmendmentDraft | None = None) -> PlanSheet:
    """Read a plan with a draft, or with the one that the person left; raises UnknownPlan."""
    database = session.database
    plan = plan_of_entity(database, entity)
    rows = rows_of_plan(database, entity)
    may_change = session.may(Permission.IMPORT_PLAN) and is_own_plan(session, plan)
    gone_out = has_left(session, plan)
    draft = draft if draft is not None else kept_draft(session, entity) if may_change else NO_DRAFT
    mode = Mode.READ if not may_change else Mode.DRAFT if gone_out or draft.count else Mode.DIRECT
    shown = preview(plan, rows, draft, units) if draft.count else Preview(tuple(map(PreviewedRow, rows)), ())
    targets = tuple(targets_of_plan(database, entity))
    return PlanSheet(
        plan,
        mode,
        gone_out,
        tuple(_lines(rows, shown.rows, holder_counts(session, entity), targets)),
        draft,
        shown.amended,
        shown.faults,
        revisions(database, entity),
        tuple(acknowledgements(database, entity)),
        acknowledged_revisions(database, entity),
        targets,
    )


def _lines(
    rows: Sequence[PrintedRow],
    shown: Sequence[PreviewedRow],
    holders: Mapping[EntityId, int],
    targets: Sequence[QuantityTarget],
) -> list[SheetLine]:
    before = {row.entity: row for row in rows}
    stated: dict[EntityId, int] = {}
    for target in targets:
        stated[target.owner] = stated.get(target.owner, 0) + 1
    return [
        SheetLine(
            one.row,
            before.get(one.row.entity),
            one.amended if not one.is_replacement else None,
            one.is_replacement,
            holders.get(one.row.entity, 0),
            stated.get(one.row.entity, 0),
        )
        for one in shown
    ]
