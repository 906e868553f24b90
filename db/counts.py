"""What the official counts of all units need of the ledger, read in a few passes and without its texts."""

from collections.abc import Iterable
from json import dumps
from typing import TypedDict, cast

from db.connection import Database, rows

_ENTRY = "p_progress.entity AS entity, p_progress.task AS task, p_progress.unit AS unit, status, slot, approved"
GIVEN = """
SELECT p_assignment.task AS task, p_assignment.unit AS unit, p_assignment.state AS state, p_task.due AS due,
       p_task.withdrawn_rev AS withdrawn
FROM p_assignment JOIN p_task ON p_task.entity = p_assignment.task JOIN p_plan ON p_plan.entity = p_task.plan
"""
PERIODS = "SELECT DISTINCT period FROM p_progress"
# With a bare max() SQLite takes the other columns from the row that has the greatest.
# Which one is the latest is read from the index alone; of years of entries only the latest are read themselves.
LATEST = f"""
WITH begun AS MATERIALIZED (SELECT value ->> 0 AS period, value ->> 1 AS start FROM json_each(?)),
latest AS (
    SELECT max(coalesce(p_progress.slot ->> '$.start', begun.start) || ' ' || p_progress.period) AS place,
           p_progress.rowid AS number
    FROM p_progress INDEXED BY p_progress_task CROSS JOIN begun ON begun.period = p_progress.period
    WHERE coalesce(p_progress.slot ->> '$.start', begun.start) <= ?
    GROUP BY p_progress.task, p_progress.unit)
SELECT latest.place AS place, {_ENTRY} FROM latest JOIN p_progress ON p_progress.rowid = latest.number
"""
FINISHED_WHOLE = f"SELECT {_ENTRY} FROM p_progress WHERE period = '-' AND approved ->> '$.status' = 'completed'"
RETURNED = "SELECT DISTINCT task, unit FROM p_progress WHERE state = 'returned'"


class DecidingRow(TypedDict):
    """What of an entry may decide how its task stands; `slot` and `approved` are JSON."""

    entity: str
    task: str
    unit: str
    status: str
    slot: str | None
    approved: str | None


class GivenRow(TypedDict):
    """A task of a unit: whether it still has it, when it is due (ISO text), which amendment withdrew it."""

    task: str
    unit: str
    state: str
    due: str | None
    withdrawn: int | None


def given(database: Database) -> list[GivenRow]:
    """Every task of every unit."""
    return cast("list[GivenRow]", list(rows(database, GIVEN)))


def periods(database: Database) -> list[str]:
    """The periods that entries are about, each once."""
    return [str(row["period"]) for row in rows(database, PERIODS)]


def latest_entries(database: Database, begun: Iterable[tuple[str, str]], as_of: str) -> list[DecidingRow]:
    """Of every task of every unit the entry of the latest period that had begun on a day (ISO text).

    `begun` says of each period on which day it begins; the period of a periodic report says so itself.
    """
    return cast("list[DecidingRow]", list(rows(database, LATEST, (dumps(list(begun)), as_of))))


def finished_whole(database: Database) -> list[DecidingRow]:
    """The entries that tell of a task as a whole and may tell that it is done."""
    return cast("list[DecidingRow]", list(rows(database, FINISHED_WHOLE)))


def returned(database: Database) -> set[tuple[str, str]]:
    """The tasks of units (task, unit) with an entry that was given back to its author."""
    return {(row["task"], row["unit"]) for row in rows(database, RETURNED)}
