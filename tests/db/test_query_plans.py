"""No named query of the journal and the exchange walks through all events of a ledger of years."""

import re
from types import ModuleType

import pytest

import db.conflicts
import db.delivery
import db.events
import db.fates
import db.intake
import db.neighbours
import db.outgoing
import db.sync
import db.totals
from db.connection import Database, rows

MODULES = (
    db.events, db.sync, db.intake, db.neighbours, db.delivery, db.outgoing, db.fates, db.totals, db.conflicts,
)  # fmt: skip
SMALL_INDEXES = ("event_aside", "event_newer", "event_decision")
"""Indexes that hold only the few events of their kind: walking through them is walking through what is asked."""
COUNTS_ALL = {"COUNT_EVENTS"}


def queries(module: ModuleType) -> dict[str, str]:
    """The complete statements that a module of queries names."""
    named = {name: value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)}
    return {name: sql for name, sql in named.items() if re.match(r"\s*(SELECT|UPDATE|DELETE|WITH)\b", sql)}


def walks(database: Database, sql: str) -> list[str]:
    """The steps of a plan that read the table of events, or an index over all of them, from end to end."""
    plan = [str(row["detail"]) for row in rows(database, f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))]
    return [step for step in plan if re.match(r"SCAN event\b", step) and not step.endswith(SMALL_INDEXES)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_no_query_reads_every_event(database: Database, module: ModuleType) -> None:
    found = {name: steps for name, sql in queries(module).items() if (steps := walks(database, sql))}
    assert found.keys() - COUNTS_ALL == set()


def test_a_query_that_reads_every_event_is_noticed(database: Database) -> None:
    assert walks(database, "SELECT body FROM event WHERE author = ?")
    assert not walks(database, "SELECT body FROM event WHERE sid = ? AND seq = ?")
