"""Conflicts put off by a person until a day: nobody else's business, so kept in the settings and never as an event."""

import json
from datetime import date

from db import settings
from db.connection import writing
from desktop.actions import Topic
from desktop.journal.event import EntityId
from desktop.session import Session

_NAME = "conflicts.postponed"


def postpone(session: Session, entity: EntityId, until: date | None) -> None:
    """Let a record wait until a day on which it comes back by itself; None takes the delay away."""
    with writing(session.database):
        kept = _stored(session)
        kept.pop(entity, None)
        if until is not None:
            kept[entity] = until
        found = {key: day.isoformat() for key, day in sorted(kept.items())}
        settings.put_setting(session.database, _key(session), json.dumps(found, ensure_ascii=False))
    session.announce(frozenset({Topic.EXCHANGE}))


def postponed(session: Session) -> dict[EntityId, date]:
    """The records this person put off, with the day on which each comes back; those whose day has come are out."""
    today = session.machine.today()
    return {entity: day for entity, day in _stored(session).items() if day > today}


def _stored(session: Session) -> dict[EntityId, date]:
    raw = settings.setting(session.database, _key(session))
    if not raw:
        return {}
    today = session.machine.today()
    found = {EntityId(entity): date.fromisoformat(day) for entity, day in json.loads(raw).items()}
    return {entity: day for entity, day in found.items() if day > today}


def _key(session: Session) -> str:
    return f"{_NAME}/{session.person.id}"
