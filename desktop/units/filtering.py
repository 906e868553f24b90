"""Finding units in the table: by words without accents, by level, by the day on which they existed."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop.text import search_key
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel
from desktop.units.words import is_unverified


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """Which units are wanted: all words in code or names, a level, a day of their existence; empty asks nothing."""

    words: str = ""
    level: UnitLevel | None = None
    on: date | None = None
    unverified: bool = False


def fitting_units(table: UnitTable, wanted: UnitFilter) -> list[Unit]:
    """The units that fit, in the order of the table."""
    words = search_key(wanted.words).split()
    return [
        unit
        for unit, key in _keys(table)
        if all(word in key for word in words)
        and (wanted.level is None or unit.level is wanted.level)
        and unit.exists_on(wanted.on)
        and (not wanted.unverified or is_unverified(unit))
    ]


@lru_cache(maxsize=2)
def _keys(table: UnitTable) -> tuple[tuple[Unit, str], ...]:
    """Each unit with what it is found by, folded once per table."""
    return tuple((unit, search_key(" ".join((unit.code, *unit.names)))) for unit in table.all_units())
