"""Columns a person corrected once, kept on this installation for the next document with the same header."""

import hashlib
from collections.abc import Iterable
from typing import Final

import msgspec

import db.settings
from db.connection import Database, writing
from desktop.importing.corrections import ColumnChoice
from desktop.session import Session

_NAME: Final = "plan columns "


def remember(session: Session, choice: ColumnChoice) -> None:
    """Keep what the columns of a layout hold; it replaces what was kept for that layout."""
    with writing(session.database):
        db.settings.put_setting(session.database, _name(choice.layout), msgspec.json.encode(choice).decode())


def forget(session: Session, layouts: Iterable[str]) -> None:
    """Leave the columns of these layouts to the program again."""
    with writing(session.database):
        for layout in layouts:
            db.settings.drop_setting(session.database, _name(layout))


def remembered(database: Database, layouts: Iterable[str]) -> tuple[ColumnChoice, ...]:
    """What was kept for these layouts, each once; what another version of the program kept is passed over."""
    found = (_choice(database, layout) for layout in dict.fromkeys(layouts))
    return tuple(choice for choice in found if choice is not None)


def _choice(database: Database, layout: str) -> ColumnChoice | None:
    kept = db.settings.setting(database, _name(layout))
    if kept is None:
        return None
    try:
        choice = msgspec.json.decode(kept, type=ColumnChoice)
    except msgspec.MsgspecError:
        return None
    return choice if choice.layout == layout else None


def _name(layout: str) -> str:
    return _NAME + hashlib.sha256(layout.encode()).hexdigest()
