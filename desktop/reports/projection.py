"""How a report that was made is listed."""

import json

from desktop.journal.event import EntityId
from desktop.journal.fields import number, text
from desktop.journal.fold import Folded
from desktop.journal.projection import Projector, Row, parallel_text


def report_row(entity: EntityId, folded: Folded) -> Row | None:
    """One report in the list of those made here."""
    fields = folded.fields
    row: Row = {name: text(fields.get(name)) for name in ("name", "title", "check_code", "made_by")}
    row |= {name: json.dumps(fields.get(name), ensure_ascii=False) for name in ("parameters", "frontier")}
    uncounted = fields.get("uncounted")
    return {
        "entity": entity,
        **row,
        "uncounted": json.dumps(uncounted) if uncounted is not None else None,
        "made_at": number(fields.get("made_at")),
        "parallel": parallel_text(folded),
    }


PROJECTORS = {"report": Projector("p_report", report_row)}
