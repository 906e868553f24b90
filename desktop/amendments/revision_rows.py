"""The rows of a plan as an earlier revision of it said: what later amendments changed is taken back."""

from collections.abc import Sequence
from typing import cast

from db.connection import Database
from db.rows import TaskRow
from desktop.amendments.amendments import Amendment, revisions
from desktop.journal.event import EntityId, Fields
from desktop.journal.fold import Folded
from desktop.plans.plans import rows_of_plan
from desktop.plans.projection import task_row
from desktop.plans.records import PrintedRow, fields_of, printed_row_of


def rows_of_revision(database: Database, plan: EntityId, rev: int) -> list[PrintedRow]:
    """The rows in force at a revision (1: the plan as issued), in their order.

    Of an amendment that has not arrived nothing can be taken back; `revisions` tells whether one is waited for.
    """
    known = revisions(database, plan).amendments
    rows = [row for row in rows_of_plan(database, plan) if row.issued_rev <= rev]
    standing = [row for row in rows if row.withdrawn_rev is None or row.withdrawn_rev > rev]
    return sorted((_before(row, rev, known) for row in standing), key=lambda row: row.place)


def _before(row: PrintedRow, rev: int, known: Sequence[Amendment]) -> PrintedRow:
    """The row without what the later amendments did to it."""
    changing = {one.rev: amended for one in known if (amended := one.row_of(row.entity)) and amended.fields}
    fields: Fields = {
        **fields_of(row),
        "plan": row.plan,
        "added": row.added,
        "issued_rev": row.issued_rev,
        "amended_rev": max((one for one in changing if one <= rev), default=None),
    }
    for later in sorted((one for one in changing if one > rev), reverse=True):
        fields |= {field.name: field.was for field in changing[later].fields}
    shown = task_row(row.entity, Folded(fields, {}, {}, (), ()))
    return printed_row_of(cast("TaskRow", shown)) if shown is not None else row
