"""What people do to the rows of a plan: at once while it is here alone, in a draft of a decision afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from desktop.amendments.amending import DecisionHeader, amend
from desktop.amendments.amendment_drafts import (
    NO_DRAFT,
    AmendmentDraft,
    drafted_entity,
    keep_draft,
    kept_draft,
    with_change,
    with_move,
    with_place,
    with_replacement,
    with_row,
    with_withdrawal,
    without,
)
from desktop.errors import AppError
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.messages import message_of
from desktop.plans.demands import TargetValue
from desktop.plans.editing import add_row, edit_row, move_row, remove_row, split_task
from desktop.plans.row_fields import RowFields
from desktop.plans.targets import QuantityTarget, remove_target, set_target
from desktop.session import Session, Undoable
from ui.desk import Desk
from ui.plans.row_panel import NewPlace
from ui.plans.sheet import Mode, PlanSheet, SheetLine, read_sheet
from ui.widgets.page import Page

Shown = Callable[[PlanSheet, EntityId | None], None]
Refused = Callable[[str, str], None]
Redrafting = Callable[[AmendmentDraft], AmendmentDraft]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: the plan anew, the row to be chosen, and what undoes it."""

    sheet: PlanSheet
    chosen: EntityId | None
    undo: Undoable | None


class PlanActs:
    """Runs the acts as jobs of the page: each is told with what undoes it, or refused in words."""

    def __init__(self, page: Page, desk: Desk, shown: Shown, refused: Refused) -> None:
        self._page, self._desk = page, desk
        self._shown, self._refused = shown, refused
        self._past: list[tuple[EntityId, AmendmentDraft]] = []

    # Rows ---------------------------------------------------------------------------------------------------

    def save(self, sheet: PlanSheet, task: EntityId, said: RowFields, then: Callable[[], None]) -> None:
        """Take over new values of fields of a row."""
        if sheet.mode is Mode.DRAFT:
            change = partial(with_change, task=task, said=said)
            self._draft(sheet, change, "Đã ghi vào bản thảo sửa đổi.", then=then)
        else:
            units = self._desk.units

            def work(session: Session) -> None:
                edit_row(session, task, said, units)

            self._direct(sheet, work, then)

    def create(self, sheet: PlanSheet, place: NewPlace, said: RowFields, then: Callable[[], None]) -> None:
        """Add a row after a row or below it."""
        after = place.after.entity if place.after is not None else None
        if sheet.mode is Mode.DRAFT:
            add = partial(with_row, after=after, said=said, path=_path(sheet, place, said))
            chosen = drafted_entity(sheet.draft.next_key)
            self._draft(sheet, add, "Đã thêm một dòng vào bản thảo sửa đổi.", chosen, then)
        else:
            units, below = self._desk.units, place.below if place.after is not None else None
            plan = sheet.plan
            self._direct(sheet, lambda session: add_row(session, plan, after, said, units, below=below).entity, then)

    def split(self, sheet: PlanSheet, task: EntityId, parts: Sequence[RowFields], then: Callable[[], None]) -> None:
        """Split a task into parts, or replace it by them where the plan has left."""
        if sheet.mode is Mode.DRAFT:
            line = sheet.line(task)
            whole = tuple(_with_whole(one, line) for one in parts)
            change = partial(with_replacement, task=task, by=whole, why="Tách thành các phần.")
            self._draft(sheet, change, f"Bản thảo thay dòng này bằng {len(parts)} phần.", task, then)
        else:
            units = self._desk.units
            self._direct(sheet, lambda session: split_task(session, task, parts, units)[0].entity, then)

    def move(self, sheet: PlanSheet, line: SheetLine, *, up: bool) -> None:
        """Move a row among its siblings."""
        units, task = self._desk.units, line.entity

        def work(session: Session) -> EntityId:
            move_row(session, task, up=up, units=units)
            return task

        if sheet.mode is Mode.DIRECT:
            self._direct(sheet, work)
        elif line.is_drafted:
            place = partial(with_place, entity=task, after=_before(sheet, line, up=up), path=line.row.path)
            self._draft(sheet, place, "Đã chuyển chỗ trong bản thảo.", task)
        else:
            self._draft(sheet, partial(with_move, task=task, up=up), "Đã chuyển chỗ trong bản thảo.", task)

    def remove(self, sheet: PlanSheet, task: EntityId) -> None:
        """Take out a row that was added by hand."""
        units = self._desk.units

        def work(session: Session) -> None:
            remove_row(session, task, units)

        self._direct(sheet, work)

    def withdraw(self, sheet: PlanSheet, task: EntityId, why: str) -> None:
        """Let the draft withdraw a row."""
        self._draft(sheet, partial(with_withdrawal, task=task, why=why), "Bản thảo sửa đổi rút dòng này.", task)

    def give_up(self, sheet: PlanSheet, tasks: Sequence[EntityId]) -> None:
        """Let the draft leave rows alone."""
        self._draft(sheet, partial(without, tasks=tasks), "Đã bỏ thay đổi khỏi bản thảo.", tasks[0])

    # The draft ----------------------------------------------------------------------------------------------

    def change_draft(self, sheet: PlanSheet, change: Redrafting, words: str, then: Callable[[], None]) -> None:
        """Go on with the draft as a function makes it of the one before."""
        self._draft(sheet, change, words, then=then)

    def keep_decision(self, sheet: PlanSheet, decision: DecisionHeader) -> None:
        """Keep what is typed of the decision itself."""
        plan, units = sheet.plan.entity, self._desk.units

        def work(session: Session, _job: Job) -> PlanSheet:
            keep_draft(session, plan, replace(kept_draft(session, plan), decision=decision))
            return read_sheet(session, plan, units)

        self._desk.run(work, self._page, lambda found: self._shown(found, None), on_error=self._failed)

    def amend(self, sheet: PlanSheet, then: Callable[[], None]) -> None:
        """Record the decision with all changes of the draft as one change."""
        units, plan = self._desk.units, sheet.plan
        draft = sheet.draft
        decision = replace(draft.decision, issuer=draft.decision.issuer or plan.issuer)

        def work(session: Session, _job: Job) -> Done:
            amend(session, plan, decision, draft.changes, units)
            keep_draft(session, plan.entity, NO_DRAFT)
            return Done(read_sheet(session, plan.entity, units), None, session.last_undoable())

        def finish(done: Done) -> None:
            self._past.clear()
            self._shown(done.sheet, None)
            then()
            number = draft.decision.number
            self._page.notify(
                f"Đã ghi quyết định {number} thành bản {done.sheet.revisions.latest}.",
                lambda: self._undo(sheet, done.undo, draft),
            )

        self._desk.run(work, self._page, finish, on_error=self._failed)

    def step_back(self, sheet: PlanSheet) -> bool:
        """Take back the last step of the draft; whether there was one."""
        while self._past:
            plan, draft = self._past.pop()
            if plan == sheet.plan.entity:
                self._restore(plan, draft)
                return True
        return False

    # Targets ------------------------------------------------------------------------------------------------

    def set_target(
        self, sheet: PlanSheet, owner: EntityId, demand: TargetValue, ordinal: int | None, then: Callable[[], None]
    ) -> None:
        """Set a quantity target."""

        def work(session: Session) -> None:
            set_target(session, owner, demand, ordinal)

        self._direct(sheet, work, then)

    def remove_target(self, sheet: PlanSheet, target: QuantityTarget) -> None:
        """Take a quantity target out."""

        def work(session: Session) -> None:
            remove_target(session, target)

        self._direct(sheet, work)

    # How ----------------------------------------------------------------------------------------------------

    def _direct(
        self,
        sheet: PlanSheet,
        act: Callable[[Session], EntityId | None],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        plan, units = sheet.plan.entity, self._desk.units

        def work(session: Session, _job: Job) -> Done:
            before = session.last_undoable()
            chosen = act(session)
            last = session.last_undoable()
            return Done(read_sheet(session, plan, units), chosen, last if last != before else None)

        def finish(done: Done) -> None:
            then()
            self._shown(done.sheet, done.chosen)
            if done.undo is not None:
                self._page.notify(done.undo.words, lambda: self._undo(sheet, done.undo))

        self._desk.run(work, self._page, finish, on_error=self._failed)

    def _undo(self, sheet: PlanSheet, done: Undoable | None, draft: AmendmentDraft = NO_DRAFT) -> None:
        plan, units = sheet.plan.entity, self._desk.units

        def work(session: Session, _job: Job) -> PlanSheet:
            session.undo(done.change if done is not None else None)
            if draft != NO_DRAFT:
                keep_draft(session, plan, draft)
            return read_sheet(session, plan, units)

        def finish(found: PlanSheet) -> None:
            self._shown(found, None)
            self._page.notify(f"Đã hoàn tác: {done.words.removeprefix('Đã ') if done is not None else ''}")

        self._desk.run(work, self._page, finish, on_error=self._failed)

    def _draft(
        self,
        sheet: PlanSheet,
        change: Redrafting,
        words: str,
        chosen: EntityId | None = None,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Go on with another draft, unless what is new in it cannot be done to the plan."""
        plan, units = sheet.plan.entity, self._desk.units
        known = {str(error) for _, error in sheet.faults}

        def work(session: Session, _job: Job) -> tuple[AmendmentDraft, PlanSheet]:
            before = kept_draft(session, plan)
            draft = change(before)
            found = read_sheet(session, plan, units, draft)
            for _, error in found.faults:
                if str(error) not in known:
                    raise error
            keep_draft(session, plan, draft)
            return before, found

        def finish(came: tuple[AmendmentDraft, PlanSheet]) -> None:
            before, found = came
            self._past.append((plan, before))
            then()
            self._shown(found, chosen)
            self._page.notify(words, lambda: self._step_back(found))

        self._desk.run(work, self._page, finish, on_error=self._failed)

    def _step_back(self, sheet: PlanSheet) -> None:
        self.step_back(sheet)

    def _restore(self, plan: EntityId, draft: AmendmentDraft) -> None:
        units = self._desk.units

        def work(session: Session, _job: Job) -> PlanSheet:
            keep_draft(session, plan, draft)
            return read_sheet(session, plan, units, draft)

        def finish(found: PlanSheet) -> None:
            self._shown(found, None)
            self._page.notify("Đã hoàn tác trong bản thảo sửa đổi.")

        self._desk.run(work, self._page, finish, on_error=self._failed)

    def _failed(self, error: Exception) -> bool:
        if not isinstance(error, AppError):
            return False
        told = message_of(error)
        self._refused(told.what, told.todo)
        return True


def _path(sheet: PlanSheet, place: NewPlace, said: RowFields) -> tuple[str, ...] | None:
    """Where a new row of the draft stands: below or beside the chosen one, by its number or a mark of its own."""
    if place.after is None:
        return None
    own = place.after.row.path
    above = own if place.below else own[:-1]
    number = (said.number or "").strip().rstrip(".")
    if number:
        return (*above, number)
    prefix = f"{above[-1] if above else ''}#"
    taken = [line.row.path[-1].removeprefix(prefix) for line in sheet.lines if line.row.path[:-1] == above]
    return (*above, f"{prefix}{max((int(one) for one in taken if one.isdecimal()), default=0) + 1}")


def _before(sheet: PlanSheet, line: SheetLine, *, up: bool) -> EntityId | None:
    """The row after which a new row stands once it has moved one place among its siblings."""
    siblings = sheet.siblings(line)
    at = siblings.index(line)
    if not up:
        return siblings[at + 1].entity
    if at >= 2:
        return siblings[at - 2].entity
    above = line.row.path[:-1]
    return next((one.entity for one in sheet.lines if one.row.path == above and not one.is_gone), None)


def _with_whole(part: RowFields, line: SheetLine | None) -> RowFields:
    """A part with the units and the deadline of the whole task."""
    if line is None:
        return part
    whole = line.row
    return RowFields(
        kind=whole.kind,
        number=part.number,
        title=part.title,
        product=whole.product,
        lead_text=whole.lead_text,
        support_text=whole.support_text,
        deadline_text=whole.deadline_text,
        lead_units=whole.lead_units,
        support_units=whole.support_units,
        deadline=whole.deadline,
    )
