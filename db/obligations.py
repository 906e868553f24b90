"""What must be reported period by period, and the days offices do not work."""

from typing import cast

from db.connection import Database, rows, run
from db.rows import HolidayRow, ObligationRow

_COLUMNS = "entity, task, number, unit, words, every, profile, start_day, send_offset, begins, ends, reason, parallel"
ALL = f"SELECT {_COLUMNS} FROM p_obligation ORDER BY task, unit, length(number), number"
OF_TASK = f"SELECT {_COLUMNS} FROM p_obligation WHERE task = ? ORDER BY unit, length(number), number"
NUMBERS = "SELECT DISTINCT entity FROM event WHERE entity >= ? AND entity < ?"
HOLIDAYS = "SELECT day, words FROM holiday ORDER BY day"
PUT_HOLIDAY = "INSERT OR REPLACE INTO holiday (day, words) VALUES (?, ?)"
DROP_HOLIDAY = "DELETE FROM holiday WHERE day = ?"


def all_obligations(database: Database) -> list[ObligationRow]:
    """Every obligation of every task, those of headquarters before a department's own."""
    return cast("list[ObligationRow]", list(rows(database, ALL)))


def of_task(database: Database, task: str) -> list[ObligationRow]:
    """The obligations of a task, those of headquarters before a department's own."""
    return cast("list[ObligationRow]", list(rows(database, OF_TASK, (task,))))


def entities_below(database: Database, prefix: str) -> list[str]:
    """Every entity that begins with this, also those whose making was undone; `prefix` ends with a slash."""
    return [str(row["entity"]) for row in rows(database, NUMBERS, (prefix, prefix[:-1] + "0"))]


def holidays(database: Database) -> list[HolidayRow]:
    """The days off that were entered here, the earliest first."""
    return cast("list[HolidayRow]", list(rows(database, HOLIDAYS)))


def put_holiday(database: Database, day: str, words: str) -> None:
    """Enter a day off (ISO text), or name it anew."""
    run(database, PUT_HOLIDAY, (day, words))


def drop_holiday(database: Database, day: str) -> None:
    """Take a day off out again."""
    run(database, DROP_HOLIDAY, (day,))
