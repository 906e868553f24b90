"""Amendments of plans as a department reads them: what concerns it first, then the other rows. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.amendments.acknowledging import Acknowledgement, told_amendments
from desktop.amendments.amendments import Amendment, revisions
from desktop.journal.event import EntityId
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import Plan
from desktop.session import Session
from ui.plans.revisions_section import heading
from ui.plans.shown_change import ShownChange, of_pending
from ui.tree_model import Group

Key = tuple[EntityId, int]


@dataclass(frozen=True, slots=True)
class ToldAmendment:
    """One amendment with its changes; `acknowledged` is who said for the unit that it is known."""

    plan: Plan
    amendment: Amendment
    changes: tuple[ShownChange, ...]
    acknowledged: Acknowledgement | None

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return (self.plan.entity, self.amendment.rev)

    @property
    def concerning(self) -> tuple[ShownChange, ...]:
        """The changes of tasks that the unit has."""
        return tuple(one for one in self.changes if one.concerns)


@dataclass(frozen=True, slots=True)
class Told:
    """All amendments, those to be acknowledged first; `words` say what is missing or disputed."""

    amendments: tuple[ToldAmendment, ...]
    words: tuple[str, ...]

    @property
    def pending(self) -> tuple[ToldAmendment, ...]:
        """Those that wait for the unit."""
        return tuple(one for one in self.amendments if one.acknowledged is None)

    def find(self, key: object) -> ToldAmendment | None:
        """The amendment of a key."""
        return next((one for one in self.amendments if one.key == key), None)

    def of_change(self, change: ShownChange | None) -> ToldAmendment | None:
        """The amendment that a change belongs to."""
        return next((one for one in self.amendments if change in one.changes), None)


def read_told(session: Session) -> Told:
    """Read what this department was told."""
    found, words = [], []
    plans: dict[EntityId, Plan] = {}
    for one in told_amendments(session):
        rows = {row.entity: row for row in rows_of_plan(session.database, one.plan.entity)}
        key = (one.plan.entity, one.amendment.rev)
        changes = tuple(of_pending(pending, one.amendment, rows, (*key, pending.row.task)) for pending in one.rows)
        found.append(ToldAmendment(one.plan, one.amendment, changes, one.acknowledged))
        plans.setdefault(one.plan.entity, one.plan)
    for plan in plans.values():
        words += [f"{plan.number}: {said}" for said in revisions(session.database, plan.entity).words]
    found.sort(key=lambda told: told.acknowledged is not None)
    return Told(tuple(found), tuple(words))


def groups_of(amendments: Sequence[ToldAmendment]) -> list[Group[ShownChange]]:
    """Each amendment with its changes: the unit's own tasks first; an acknowledged one begins folded."""
    return [
        Group(
            one.key,
            f"{one.plan.number} · {heading(one.amendment)}",
            groups=[
                group
                for group in (
                    Group((one.key, "own"), "Nhiệm vụ của đơn vị", one.concerning, note=f"{len(one.concerning)} dòng"),
                    Group(
                        (one.key, "rest"), "Các dòng khác của kế hoạch", _others(one), note=f"{len(_others(one))} dòng"
                    ),
                )
                if group.records
            ],
            note="đã xác nhận" if one.acknowledged else "chờ xác nhận",
            icon="checkmark_circle" if one.acknowledged else "warning",
            tone="green" if one.acknowledged else "warn",
            begins_folded=one.acknowledged is not None,
        )
        for one in amendments
    ]


def _others(one: ToldAmendment) -> tuple[ShownChange, ...]:
    return tuple(change for change in one.changes if not change.concerns)
