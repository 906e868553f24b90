"""Entering for the officer who has the task: with a reason, kept in the history and shown to the reviewer (B8)."""

import db.people
import db.plans
from desktop.errors import OthersTask
from desktop.journal.event import EntityId
from desktop.progress.entries import Entry, EntryState
from desktop.session import Session


def substituted_officer(session: Session, entity: EntityId, before: Entry | None) -> str:
    """The officer for whom this person would enter, and has to say why; "" where there is none.

    Who said why once goes on with the same entry until it is handed in.
    """
    officer = _other_officer(session, entity)
    said = before is not None and before.state is EntryState.RECORDED and before.entered_for == officer
    return "" if said and before is not None and before.recorded_by == session.person.id else officer


def entering_for(session: Session, entity: EntityId, before: Entry | None, why: str) -> str:
    """The officer who has the task where another one records; raises OthersTask where he does not say why."""
    wanted = substituted_officer(session, entity, before)
    if wanted and not why:
        person = db.people.person(session.database, wanted)
        raise OthersTask(person["name"] if person is not None else wanted)
    return _other_officer(session, entity)


def _other_officer(session: Session, entity: EntityId) -> str:
    _, task, unit, _ = entity.split("/")
    officer = db.plans.officer_of(session.database, f"task/{task}", unit)
    return "" if officer == session.person.id else officer
