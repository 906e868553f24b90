"""Random editing and amending: order and paths stay whole, undo goes back exactly, every revision can be read again."""

from pathlib import Path
from random import Random

import pytest

import db.projections
from db.connection import writing
from desktop.amendments.amending import AddRow, ChangeRow, DecisionHeader, ReplaceRow, RowChange, WithdrawRow, amend
from desktop.amendments.revision_rows import rows_of_revision
from desktop.errors import AppError
from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId
from desktop.journal.verification import projections_agree
from desktop.plans.editing import add_row, edit_row, move_row, remove_row, split_task
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import Plan, PrintedRow
from desktop.plans.row_fields import RowFields
from desktop.session import Session
from tests.support.exchange import DAY
from tests.support.ledgers import new_ledger, units

DEADLINES = ("Tháng 9/2007", "Thường xuyên", "Quý IV/2007", "", "Năm 2009")


class Editor:
    """Somebody who does whatever comes to mind."""

    def __init__(self, session: Session, plan: Plan, seed: int) -> None:
        self.session, self.plan, self.random = session, plan, Random(seed)

    @property
    def rows(self) -> list[PrintedRow]:
        return rows_of_plan(self.session.database, self.plan.entity)

    def row(self) -> PrintedRow:
        return self.random.choice([row for row in self.rows if not row.is_withdrawn])

    def said(self) -> RowFields:
        number = self.random.choice(["", str(self.random.randrange(20)), f"{self.random.randrange(9)}b"])
        return RowFields(
            number=number, title=f"Việc {self.random.random()}", deadline_text=self.random.choice(DEADLINES)
        )

    def edit(self) -> None:
        """One act; what the rules refuse is refused whole."""
        session, row = self.session, self.row()
        act = self.random.randrange(6)
        if act == 0:
            edit_row(session, row.entity, self.said(), units())
        elif act in (1, 2):
            add_row(session, self.plan, row.entity, self.said(), units(), below=self.random.choice([None, True, False]))
        elif act == 3:
            split_task(session, row.entity, [self.said(), RowFields(title="Phần cuối")], units())
        elif act == 4:
            move_row(session, row.entity, up=self.random.random() < 0.5, units=units())
        else:
            added = [one.entity for one in self.rows if one.added]
            remove_row(session, self.random.choice(added) if added else row.entity, units())

    def change(self, taken: set[EntityId]) -> RowChange:
        row = self.random.choice([row for row in self.rows if not row.is_withdrawn and row.entity not in taken])
        taken.add(row.entity)
        act = self.random.randrange(4)
        if act == 0:
            return AddRow(self.said(), row.entity)
        if act == 1 or row.kind is not RowKind.TASK:
            return ChangeRow(row.entity, self.said())
        return WithdrawRow(row.entity, "Thôi") if act == 2 else ReplaceRow(row.entity, (self.said(), self.said()))


def assert_whole(rows: list[PrintedRow]) -> None:
    """Places differ, and a row in force stands after the row above it."""
    assert len({row.place[:2] for row in rows}) == len(rows)
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        if not row.is_withdrawn:
            assert len(row.path) == 1 or row.path[:-1] in seen, row.path_text
            assert row.path not in seen
            seen.add(row.path)


@pytest.mark.parametrize("seed", range(4))
def test_edits_keep_the_plan_whole_and_are_undone_one_by_one(tmp_path: Path, seed: int) -> None:
    ledger = new_ledger(tmp_path, "TCHQ")
    session, plan = ledger.administrator, ledger.import_608("HQ03")
    editor = Editor(session, plan, seed)
    states = [editor.rows]
    while len(states) < 26:
        before = db.projections.digest(session.database)
        try:
            editor.edit()
        except AppError:
            assert db.projections.digest(session.database) == before
            continue
        if db.projections.digest(session.database) != before:
            states.append(editor.rows)
        assert_whole(editor.rows)
    with writing(session.database):
        assert projections_agree(session.database, session.journal.projection, lambda: None)
    for rows in reversed(states):
        assert editor.rows == rows
        if rows is not states[0]:
            session.undo()
    ledger.close()


@pytest.mark.parametrize("seed", range(4))
def test_every_revision_of_a_much_amended_plan_can_be_read_again(tmp_path: Path, seed: int) -> None:
    ledger = new_ledger(tmp_path, "TCHQ")
    session, plan = ledger.administrator, ledger.import_608()
    editor = Editor(session, plan, seed)
    known = {1: editor.rows}
    while len(known) < 6:
        taken: set[EntityId] = set()
        changes = [editor.change(taken) for _ in range(editor.random.randrange(1, 5))]
        decision = DecisionHeader(f"{len(known)}/QĐ-TCHQ", DAY, "Sửa đổi")
        try:
            rev = amend(session, plan, decision, changes, units()).rev
        except AppError:
            continue
        assert_whole(editor.rows)
        known[rev] = [row for row in editor.rows if not row.is_withdrawn]
    for rev, rows in known.items():
        assert rows_of_revision(session.database, plan.entity, rev) == rows
    ledger.close()
