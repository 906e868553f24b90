"""What the level above said of the entries that the bundles to it carried."""

from typing import TypedDict, cast

from db.connection import Database, rows

VERDICTS = """
WITH carried AS (
    SELECT p_progress.entity AS entity, p_progress.verdict AS verdict, min(bundle.number) AS number
    FROM p_progress
    JOIN bundle_range ON bundle_range.sid = p_progress.published_sid
        AND p_progress.published_seq BETWEEN bundle_range.first AND bundle_range.last
    JOIN bundle ON bundle.id = bundle_range.bundle
    WHERE bundle.direction = 'out' AND bundle.peer_node = ?
    GROUP BY p_progress.entity)
SELECT number, count(*) AS entries, sum(verdict = 'accepted') AS accepted, sum(verdict = 'sent_back') AS sent_back
FROM carried GROUP BY number
"""


class VerdictsRow(TypedDict):
    """How many approved entries a bundle was the first to carry, and how many of them were judged how."""

    number: int
    entries: int
    accepted: int | None
    sent_back: int | None


def verdicts(database: Database, node: str) -> list[VerdictsRow]:
    """For each bundle to a node that was the first with approved entries: what was said of them."""
    return cast("list[VerdictsRow]", list(rows(database, VERDICTS, (node,))))
