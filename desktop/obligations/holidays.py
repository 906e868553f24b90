"""The days offices do not work: the fixed ones, and those that are announced year by year and entered here."""

from dataclasses import dataclass
from datetime import date

import db.obligations
from db.connection import Database, writing
from desktop.actions import Topic
from desktop.dates import fixed_holidays
from desktop.permissions import Permission
from desktop.session import Session
from desktop.text import clean_text


@dataclass(frozen=True, slots=True)
class Holidays:
    """Answers `day in holidays`: 01/01, 30/4, 01/5, 02/9 of every year, and the days entered."""

    entered: frozenset[date] = frozenset()

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day in self.entered or day in fixed_holidays(day.year))


def holidays(database: Database) -> Holidays:
    """The days off known in this ledger."""
    return Holidays(frozenset(day for day, _words in entered_holidays(database)))


def entered_holidays(database: Database) -> list[tuple[date, str]]:
    """The days off that were entered, with their names; Tết, its exchanged days, the anniversary of the kings."""
    return [(date.fromisoformat(row["day"]), row["words"]) for row in db.obligations.holidays(database)]


def enter_holiday(session: Session, day: date, words: str) -> None:
    """Enter a day off; reports handed in before keep the day they were due. Raises NotPermitted, UnreadableText."""
    session.allow(Permission.ADMINISTER)
    named = clean_text(words, limit=200)
    with writing(session.database):
        db.obligations.put_holiday(session.database, day.isoformat(), named)
    session.announce(frozenset({Topic.TASKS}))


def drop_holiday(session: Session, day: date) -> None:
    """Take a day off out again. Raises NotPermitted."""
    session.allow(Permission.ADMINISTER)
    with writing(session.database):
        db.obligations.drop_holiday(session.database, day.isoformat())
    session.announce(frozenset({Topic.TASKS}))
