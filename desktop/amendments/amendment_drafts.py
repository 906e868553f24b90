"""An amending decision while it is prepared: its changes are collected and kept, and nothing is recorded yet.

A draft is no fact: it stands in this ledger's settings, belongs to one person and is never sent. What it would make of
the plan is computed with the same working copy that records it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Final

import msgspec

import db.settings
from db.connection import writing
from desktop.amendments.amending import AddRow, ChangeRow, DecisionHeader, MoveRow, ReplaceRow, RowChange, WithdrawRow
from desktop.journal.event import EntityId
from desktop.plans.row_fields import RowFields
from desktop.session import Session

_PREFIX: Final = "draft/"
NO_DECISION: Final = DecisionHeader("", None, "")


@dataclass(frozen=True, slots=True)
class DraftedRow:
    """A new row of the draft; `key` tells it from the others."""

    key: int
    row: AddRow

    @property
    def entity(self) -> EntityId:
        """What stands for its entity while it has none."""
        return drafted_entity(self.key)


@dataclass(frozen=True, slots=True)
class AmendmentDraft:
    """What the next decision on a plan is to change; of each kind at most one change stands for a row, moves add up."""

    decision: DecisionHeader = NO_DECISION
    changed: tuple[ChangeRow, ...] = ()
    withdrawn: tuple[WithdrawRow, ...] = ()
    replaced: tuple[ReplaceRow, ...] = ()
    added: tuple[DraftedRow, ...] = ()
    moved: tuple[MoveRow, ...] = ()

    @property
    def count(self) -> int:
        """How many rows it changes, adds, withdraws, replaces or moves."""
        rows: tuple[ChangeRow | WithdrawRow | ReplaceRow | MoveRow, ...]
        rows = (*self.changed, *self.withdrawn, *self.replaced, *self.moved)
        return len({one.task for one in rows}) + len(self.added)

    @property
    def next_key(self) -> int:
        """The key that the next new row will have."""
        return max((one.key for one in self.added), default=0) + 1

    @property
    def changes(self) -> list[RowChange]:
        """The changes as the amendment records them."""
        return [*self.withdrawn, *self.replaced, *self.changed, *(one.row for one in self.added), *self.moved]


NO_DRAFT: Final = AmendmentDraft()


def drafted_entity(key: int) -> EntityId:
    """What stands for the entity of a new row of a draft."""
    return EntityId(f"{_PREFIX}{key}")


def is_drafted(entity: EntityId) -> bool:
    """Whether this stands for a new row of a draft."""
    return entity.startswith(_PREFIX)


# --- changing a draft ---


def with_change(draft: AmendmentDraft, task: EntityId, said: RowFields) -> AmendmentDraft:
    """The draft with fields of a row said anew: of one in force, or of a new one of the draft."""
    if is_drafted(task):
        added = (replace(one, row=replace(one.row, said=_over(one.row.said, said), path=_path_after(one.row, said)))
                 if one.entity == task else one for one in draft.added)  # fmt: skip
        return replace(draft, added=tuple(added))
    before = next((one for one in draft.changed if one.task == task), None)
    made = ChangeRow(task, _over(before.said, said) if before is not None else said)
    if before is None:
        return replace(draft, changed=(*draft.changed, made))
    return replace(draft, changed=tuple(made if one.task == task else one for one in draft.changed))


def with_row(
    draft: AmendmentDraft, after: EntityId | None, said: RowFields, path: tuple[str, ...] | None = None
) -> AmendmentDraft:
    """The draft with a new row, of its next key, after a row (None: at the beginning).

    After a new row of the draft the next one follows it.
    """
    return _placed(draft, DraftedRow(draft.next_key, AddRow(said, after, path)), after)


def with_place(
    draft: AmendmentDraft, entity: EntityId, after: EntityId | None, path: tuple[str, ...]
) -> AmendmentDraft:
    """The draft with one of its new rows after another row, at the same path."""
    moved = next(one for one in draft.added if one.entity == entity)
    others = tuple(one for one in draft.added if one.entity != entity)
    return _placed(replace(draft, added=others), replace(moved, row=replace(moved.row, path=path)), after)


def _placed(draft: AmendmentDraft, made: DraftedRow, after: EntityId | None) -> AmendmentDraft:
    anchor = next((one for one in draft.added if one.entity == after), None)
    if anchor is not None:
        at = draft.added.index(anchor) + 1
        made = replace(made, row=replace(made.row, after=anchor.row.after))
    else:
        at = next((place for place, one in enumerate(draft.added) if one.row.after == after), len(draft.added))
        made = replace(made, row=replace(made.row, after=after))
    return replace(draft, added=(*draft.added[:at], made, *draft.added[at:]))


def with_move(draft: AmendmentDraft, task: EntityId, *, up: bool) -> AmendmentDraft:
    """The draft with a row of the plan one place further up or down; there and back is no move."""
    if draft.moved and draft.moved[-1] == MoveRow(task, not up):
        return replace(draft, moved=draft.moved[:-1])
    return replace(draft, moved=(*draft.moved, MoveRow(task, up)))


def with_withdrawal(draft: AmendmentDraft, task: EntityId, why: str, *, alone: bool = False) -> AmendmentDraft:
    """The draft with a row withdrawn, whatever else was to happen to it."""
    cleared = without(draft, [task])
    return replace(cleared, withdrawn=(*cleared.withdrawn, WithdrawRow(task, why, alone)))


def with_replacement(draft: AmendmentDraft, task: EntityId, by: tuple[RowFields, ...], why: str = "") -> AmendmentDraft:
    """The draft with other rows in the place of a row."""
    cleared = without(draft, [task])
    return replace(cleared, replaced=(*cleared.replaced, ReplaceRow(task, by, why)))


def without(draft: AmendmentDraft, tasks: Iterable[EntityId]) -> AmendmentDraft:
    """The draft without what it does to some rows; a new row of the draft goes with those below it."""
    left = set(tasks)
    gone = [one.row.path for one in draft.added if one.entity in left and one.row.path is not None]

    def stays(one: DraftedRow) -> bool:
        path = one.row.path
        return one.entity not in left and not any(path is not None and path[: len(above)] == above for above in gone)

    return replace(
        draft,
        changed=tuple(one for one in draft.changed if one.task not in left),
        withdrawn=tuple(one for one in draft.withdrawn if one.task not in left),
        replaced=tuple(one for one in draft.replaced if one.task not in left),
        added=tuple(one for one in draft.added if stays(one)),
        moved=tuple(one for one in draft.moved if one.task not in left),
    )


def with_changes(draft: AmendmentDraft, changes: Iterable[RowChange]) -> AmendmentDraft:
    """The draft with changes that a comparison with a new document proposes."""
    for change in changes:
        if isinstance(change, AddRow):
            draft = replace(draft, added=(*draft.added, DraftedRow(draft.next_key, change)))
        elif isinstance(change, ChangeRow):
            draft = with_change(without(draft, [change.task]), change.task, change.said)
        elif isinstance(change, WithdrawRow):
            draft = with_withdrawal(draft, change.task, change.why, alone=change.alone)
        elif isinstance(change, MoveRow):
            draft = with_move(draft, change.task, up=change.up)
        else:
            draft = with_replacement(draft, change.task, change.by, change.why)
    return draft


def _over(before: RowFields, said: RowFields) -> RowFields:
    """What was said before, with what is said now over it; what was read from a text goes with the text."""
    given = {one.name: getattr(said, one.name) for one in fields(said) if getattr(said, one.name) is not None}
    for text, read in (("lead_text", "lead_units"), ("support_text", "support_units"), ("deadline_text", "deadline")):
        if text in given:
            given.setdefault(read, None)
    return replace(before, **given)


def _path_after(row: AddRow, said: RowFields) -> tuple[str, ...] | None:
    if row.path is None or not said.number:
        return row.path
    return (*row.path[:-1], said.number.strip().rstrip("."))


# --- keeping it ---


def kept_draft(session: Session, plan: EntityId) -> AmendmentDraft:
    """The person's draft of the next decision on a plan; an empty one where there is none."""
    content = db.settings.setting(session.database, _name(session, plan))
    if content is None:
        return NO_DRAFT
    try:
        return msgspec.json.decode(content, type=AmendmentDraft)
    except msgspec.MsgspecError:  # of another version of the program
        return NO_DRAFT


def keep_draft(session: Session, plan: EntityId, draft: AmendmentDraft) -> None:
    """Keep a draft over the closing of the program; an empty one is kept no longer."""
    with writing(session.database):
        if draft == NO_DRAFT:
            db.settings.drop_setting(session.database, _name(session, plan))
        else:
            db.settings.put_setting(session.database, _name(session, plan), msgspec.json.encode(draft).decode())


def _name(session: Session, plan: EntityId) -> str:
    return f"amendment draft {session.person.id} {plan}"
