"""What the paper of a plan needs beside its rows: which cells the document printed merged with the one above."""

from typing import TypedDict, cast

from db.connection import Database, rows

MERGED = """
SELECT event.entity AS task, json_extract(CAST(event.body AS TEXT), '$.d.inherited') AS inherited
FROM event JOIN p_task ON p_task.entity = event.entity
WHERE p_task.plan = ? AND event.type = 'task.issued' AND event.state = 1 AND event.body IS NOT NULL
"""


class MergedRow(TypedDict):
    """A row of a plan with the names of its merged fields, as a JSON list; None where the event says nothing."""

    task: str
    inherited: str | None


def merged_cells(database: Database, plan: str) -> list[MergedRow]:
    """The merged cells of every row of a plan, as they were read from its document."""
    return cast("list[MergedRow]", list(rows(database, MERGED, (plan,))))
