"""Programmes of meetings and invitations: their times are hours of a day, which no plan sets as a deadline."""

import re
from collections.abc import Sequence
from typing import Final

from desktop.importing.columns import Field
from desktop.importing.document import Row

_HOUR: Final = re.compile(r"\W*(?:từ |lúc |vào )?(?:lúc )?\d{1,2} ?(?:h|g|giờ|:)(?: ?\d{2}\b|\b|(?=\d))", re.IGNORECASE)


def is_hour(text: str) -> bool:
    """Whether a text begins with an hour of the day: «8h30 ngày 08/3/2022»."""
    return _HOUR.match(text) is not None


def is_programme(rows: Sequence[Row], fields: Sequence[Field | None]) -> bool:
    """Whether the times of a table are hours: it tells how a meeting runs, not what is to be done by when."""
    if Field.DEADLINE not in fields:
        return False
    column = fields.index(Field.DEADLINE)
    times = [row.cells[column].text for row in rows if column < len(row.cells) and not row.cells[column].is_blank]
    return sum(map(is_hour, times)) * 2 > len(times)
