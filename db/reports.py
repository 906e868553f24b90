"""Reports made here, and the bundle exchanged last."""

from typing import TypedDict, cast

from db.connection import Database, one, rows
from db.rows import ReportRow

_COLUMNS = "entity, name, title, parameters, frontier, check_code, made_at, made_by, parallel"
ALL = f"SELECT {_COLUMNS} FROM p_report ORDER BY made_at DESC, entity"
BY_CODE = f"SELECT {_COLUMNS} FROM p_report WHERE check_code = ? ORDER BY made_at DESC, entity"
LAST_BUNDLE = "SELECT direction, number FROM bundle ORDER BY id DESC LIMIT 1"


class LastBundleRow(TypedDict):
    """The bundle written or imported last: `direction` is `in` or `out`."""

    direction: str
    number: int


def reports(database: Database) -> list[ReportRow]:
    """The reports made here, the newest first."""
    return cast("list[ReportRow]", list(rows(database, ALL)))


def with_code(database: Database, check_code: str) -> list[ReportRow]:
    """The reports that bear a check code, the newest first."""
    return cast("list[ReportRow]", list(rows(database, BY_CODE, (check_code,))))


def last_bundle(database: Database) -> LastBundleRow | None:
    """The bundle exchanged last, None before the first."""
    return cast("LastBundleRow | None", one(database, LAST_BUNDLE))
