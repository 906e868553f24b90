"""The rows that two units must show alike, for control totals (SYNC §2.10)."""

import hashlib
import json
from collections.abc import Iterable

from db.connection import Database, rows, scalar
from db.projections import COLUMNS

_LOCAL = frozenset({"sid", "seq"})
_SHARED = """
NOT EXISTS (SELECT 1 FROM event WHERE event.entity = shown.entity AND event.state = 1
            AND event.sid NOT IN (SELECT value FROM json_each(?)))
"""
_NAMES = {table: ", ".join(name for name in names if name not in _LOCAL) for table, names in COLUMNS.items()}

PLANS = f"SELECT {_NAMES['p_plan']} FROM p_plan AS shown WHERE {_SHARED} ORDER BY entity"
ROWS_OF_PLANS = f"SELECT {_NAMES['p_task']} FROM p_task AS shown WHERE {_SHARED} ORDER BY entity"
AMENDMENTS = f"SELECT {_NAMES['p_amendment']} FROM p_amendment AS shown WHERE {_SHARED} ORDER BY entity"
ASSIGNMENTS = f"SELECT {_NAMES['p_assignment']} FROM p_assignment AS shown WHERE unit = ? AND {_SHARED} ORDER BY entity"
# Of an entry only what was published and judged is shared: the rest of its row is folded from internal streams too.
RESULTS = """
SELECT entity, task, unit, period, approved, accepted, verdict FROM p_progress
WHERE unit = ? AND (approved IS NOT NULL OR verdict IS NOT NULL) ORDER BY entity
"""
UNSETTLED = """
SELECT EXISTS (SELECT 1 FROM rejected WHERE sid IN (SELECT value FROM json_each(?)))
    OR EXISTS (SELECT 1 FROM event WHERE state = 3 AND sid IN (SELECT value FROM json_each(?)))
    OR EXISTS (SELECT 1 FROM event WHERE state = 5 AND sid IN (SELECT value FROM json_each(?)))
"""


def is_settled(database: Database, sids: Iterable[int]) -> bool:
    """Whether every event of these streams that came without a gap counts: none rejected, too new or set aside."""
    shared = json.dumps(sorted(sids))
    return not scalar(database, UNSETTLED, (shared, shared, shared))


def digest(database: Database, sids: Iterable[int], unit: str) -> bytes:
    """A hash over plans and their rows, and over the assignments and published results of a unit.

    Of plans and assignments only what is folded from the streams `sids` alone counts; local numbers are left out.
    """
    shared, total = json.dumps(sorted(sids)), hashlib.sha256()
    for name, statement, values in (
        ("plans", PLANS, (shared,)),
        ("rows", ROWS_OF_PLANS, (shared,)),
        ("amendments", AMENDMENTS, (shared,)),
        ("assignments", ASSIGNMENTS, (unit, shared)),
        ("results", RESULTS, (unit,)),
    ):
        total.update(name.encode())
        for row in rows(database, statement, values):
            total.update(repr(list(row.values())).encode())
    return total.digest()
