"""What the paper of a plan needs beside its rows: the columns and the merged cells of its document."""

from typing import TypedDict, cast

from db.connection import Database, rows, scalar

MERGED = """
SELECT event.entity AS task, json_extract(CAST(event.body AS TEXT), '$.d.inherited') AS inherited
FROM event JOIN p_task ON p_task.entity = event.entity
WHERE p_task.plan = ? AND event.type = 'task.issued' AND event.state = 1 AND event.body IS NOT NULL
"""

COLUMNS = """
SELECT json_extract(CAST(body AS TEXT), '$.d.columns') FROM event
WHERE entity = ? AND type = 'plan.issued' AND state = 1 AND body IS NOT NULL ORDER BY hlc LIMIT 1
"""


class MergedRow(TypedDict):
    """A row of a plan with the names of its merged fields, as a JSON list; None where the event says nothing."""

    task: str
    inherited: str | None


def merged_cells(database: Database, plan: str) -> list[MergedRow]:
    """The merged cells of every row of a plan, as they were read from its document."""
    return cast("list[MergedRow]", list(rows(database, MERGED, (plan,))))


def printed_columns(database: Database, plan: str) -> str:
    """The columns of a plan's document in printed order, as a JSON list; "" where they are not known."""
    return str(scalar(database, COLUMNS, (plan,)) or "")
