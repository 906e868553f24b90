"""The roster."""

from typing import cast

from db.connection import Database, one, rows
from db.rows import PersonRow

_COLUMNS = "entity, person, name, role, unit, team, approval_key, active, parallel"
ALL = f"SELECT {_COLUMNS} FROM p_person ORDER BY name"
OF_UNIT = f"SELECT {_COLUMNS} FROM p_person WHERE unit = ? ORDER BY name"
BY_ID = f"SELECT {_COLUMNS} FROM p_person WHERE person = ?"


def all_people(database: Database) -> list[PersonRow]:
    """Everybody known here, of every unit."""
    return cast("list[PersonRow]", list(rows(database, ALL)))


def of_unit(database: Database, unit: str) -> list[PersonRow]:
    """The people of a unit."""
    return cast("list[PersonRow]", list(rows(database, OF_UNIT, (unit,))))


def person(database: Database, identifier: str) -> PersonRow | None:
    """The person of this id."""
    return cast("PersonRow | None", one(database, BY_ID, (identifier,)))
