"""Counts of plans: rows, tasks, units that were given tasks."""

from typing import TypedDict, cast

from db.connection import Database, rows

COUNTS = """
SELECT plan, count(*) AS row_count, coalesce(sum(kind = 'task'), 0) AS task_count FROM p_task
WHERE withdrawn_rev IS NULL GROUP BY plan
"""
HOLDERS = """
SELECT p_assignment.task AS task, count(*) AS unit_count FROM p_assignment
JOIN p_task ON p_task.entity = p_assignment.task
WHERE p_task.plan = ? AND p_assignment.state = 'assigned' GROUP BY p_assignment.task
"""


class CountRow(TypedDict):
    """How many rows in force a plan has, and how many of them are tasks."""

    plan: str
    row_count: int
    task_count: int


class HolderRow(TypedDict):
    """How many units have a task."""

    task: str
    unit_count: int


def counts(database: Database) -> list[CountRow]:
    """The counts of every plan that has rows."""
    return cast("list[CountRow]", list(rows(database, COUNTS)))


def holders(database: Database, plan: str) -> list[HolderRow]:
    """How many units have each task of a plan that was given to any."""
    return cast("list[HolderRow]", list(rows(database, HOLDERS, (plan,))))
