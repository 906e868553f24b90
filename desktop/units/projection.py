"""How a change of the unit table is shown: a row folded from its events."""

import re
from typing import Final

from desktop.journal.event import EntityId, Fields, Json
from desktop.journal.fields import day_or_none, is_one_of, text_or_none
from desktop.journal.fold import Folded
from desktop.journal.journal import REMOVED
from desktop.journal.projection import Projector, Row, parallel_text
from desktop.sync import strict_json
from desktop.units.facts import ALIAS
from desktop.units.unit import UnitLevel

CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{0,23}")
"""What a code is made of: capitals without marks, digits, hyphens."""
LONGEST_NAME: Final = 300
LONGEST_TEXT: Final = 2_000
_ENTITY: Final = re.compile(rf"unit/({CODE.pattern})")
_TEXTS: Final = {
    "name": LONGEST_NAME,
    "short_name": LONGEST_NAME,
    "parent": LONGEST_NAME,
    "notation": LONGEST_NAME,
    "place": LONGEST_NAME,
    "successors": LONGEST_TEXT,
    "source": LONGEST_TEXT,
}
_DAYS: Final = ("valid_from", "valid_to")


def unit_row(entity: EntityId, folded: Folded) -> Row | None:
    """What was changed of a unit; a value that cannot be read counts as not changed."""
    named = _ENTITY.fullmatch(entity)
    if named is None:
        return None
    fields = folded.fields
    level = fields.get("level")
    return {
        "entity": entity,
        "code": named[1],
        **{name: _short(fields.get(name), limit) for name, limit in _TEXTS.items()},
        **{name: _day(fields.get(name)) for name in _DAYS},
        "level": str(level) if is_one_of(level, UnitLevel) else None,
        "aliases": _aliases(fields),
        "removed": int(bool(fields.get(REMOVED))),
        "parallel": parallel_text(folded),
    }


def _short(value: Json, limit: int) -> str | None:
    """A text of bearable length without its outer blanks."""
    found = text_or_none(value)
    return found.strip() if found is not None and len(found) <= limit else None


def _day(value: Json) -> str | None:
    """A day as ISO text, "" for an open end."""
    return "" if value == "" else day_or_none(value)


def _aliases(fields: Fields) -> str:
    """Each spelling that was added or taken out, with whether it holds."""
    said = {name.removeprefix(ALIAS).strip(): value for name, value in fields.items() if name.startswith(ALIAS)}
    held: Fields = {
        alias: value for alias, value in said.items() if isinstance(value, bool) and 0 < len(alias) <= LONGEST_NAME
    }
    return strict_json.canonical(held).decode()


PROJECTORS = {"unit": Projector("p_unit", unit_row)}
