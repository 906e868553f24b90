"""That a report was made, as a fact: with what it was made from, it can be made again to the digit."""

from desktop.actions import Audience
from desktop.journal.event import EntityId, Fact, Fields, Json


def report_entity(identifier: str) -> EntityId:
    """The entity of a report."""
    return EntityId(f"report/{identifier}")


def report_made(
    identifier: str,
    *,
    name: str,
    title: str,
    parameters: Fields,
    frontier: Fields,
    uncounted: list[Json] | None,
    check_code: str,
    at: int,
    by: str,
) -> Fact:
    """A report was printed or saved; `frontier` is the state of every stream it was made from.

    `uncounted` are the runs (stream, first, last) up to there that did not count then.
    """
    fields: Fields = {
        "name": name,
        "title": title,
        "parameters": parameters,
        "frontier": frontier,
        "uncounted": uncounted,
        "check_code": check_code,
        "made_at": at,
        "made_by": by,
    }
    return Fact("report.made", report_entity(identifier), fields, Audience.LOCAL)
