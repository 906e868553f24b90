"""How an import that was taken back is shown."""

import json

from desktop.journal.event import EntityId
from desktop.journal.fields import number, text
from desktop.journal.fold import Folded
from desktop.journal.projection import Projector, Row, parallel_text


def taken_back_row(entity: EntityId, folded: Folded) -> Row:
    """An import that is or was taken back; `standing` says whether it still is."""
    fields = folded.fields
    return {
        "entity": entity,
        "ranges": json.dumps(fields.get("ranges") or []),
        "standing": int(fields.get("standing") is True),
        "number": number(fields.get("number")),
        "sender": text(fields.get("sender")),
        "reason": text(fields.get("reason")),
        "by": text(fields.get("by")),
        "at": number(fields.get("at")),
        "parallel": parallel_text(folded),
    }


PROJECTORS = {"taken": Projector("p_taken_back", taken_back_row)}
