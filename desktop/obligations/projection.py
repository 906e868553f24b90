"""How an obligation is shown: a row folded from its events."""

import re

from desktop.dates import LARGEST_SEND_OFFSET, LAST_START_DAY, PeriodKind, PeriodProfile
from desktop.journal.event import EntityId
from desktop.journal.fields import day_or_none, is_one_of, number, text
from desktop.journal.fold import Folded
from desktop.journal.projection import Projector, Row, parallel_text

_ENTITY = re.compile(r"obl/(?P<task>[^/]+)/(?:(?P<unit>[^/]+)/(?=r))?(?P<number>r?[1-9][0-9]{0,3})")


def obligation_row(entity: EntityId, folded: Folded) -> Row | None:
    """An obligation; None after it was undone, and where its rule cannot be read: nobody reports by a guess."""
    fields = folded.fields
    named = _ENTITY.fullmatch(entity)
    is_readable = is_one_of(fields.get("every"), PeriodKind) and is_one_of(fields.get("profile"), PeriodProfile)
    begins = day_or_none(fields.get("begins"))
    start_day, send_offset = number(fields.get("start_day")), number(fields.get("send_offset"))
    in_range = 1 <= start_day <= LAST_START_DAY and 0 <= send_offset <= LARGEST_SEND_OFFSET
    if fields.get("removed") or named is None or begins is None or not (is_readable and in_range):
        return None
    if bool(named["unit"]) != named["number"].startswith("r"):
        return None
    return {
        "entity": entity,
        "task": f"task/{named['task']}",
        "number": named["number"],
        "unit": named["unit"] or "",
        "words": text(fields.get("words")),
        "every": text(fields.get("every")),
        "profile": text(fields.get("profile")),
        "start_day": start_day,
        "send_offset": send_offset,
        "begins": begins,
        "ends": day_or_none(fields.get("ends")),
        "reason": text(fields.get("reason")),
        "parallel": parallel_text(folded),
    }


PROJECTORS = {"obl": Projector("p_obligation", obligation_row)}
