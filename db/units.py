"""What was changed in the unit table that comes with the program."""

from typing import cast

from db.connection import Database, rows
from db.rows import UnitChangeRow

_COLUMNS = (
    "entity, code, name, short_name, aliases, level, parent, valid_from, valid_to, notation, place, successors, source,"
    " removed, parallel"
)
ALL = f"SELECT {_COLUMNS} FROM p_unit ORDER BY code"


def changes(database: Database) -> list[UnitChangeRow]:
    """Every unit that was changed or added here, by code."""
    return cast("list[UnitChangeRow]", list(rows(database, ALL)))
