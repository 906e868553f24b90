"""Accepting and sending back what units below have published (FEATURES K1, C16)."""

from collections.abc import Callable, Sequence

import db.plans
import db.progress
import db.verdicts
from desktop.actions import Action
from desktop.errors import AlreadyJudged, MissingReason, NotJudgedHere
from desktop.journal.event import EntityId, Fact, Fields
from desktop.journal.projection import folded_entity
from desktop.permissions import Permission
from desktop.plans.records import printed_row_of
from desktop.progress.entries import Verdict
from desktop.progress.facts import progress_accepted, progress_sent_back
from desktop.progress.projection import last_published
from desktop.session import Session
from desktop.text import clean_text

_Said = Callable[[EntityId, Fields, str, int], Fact]


def accept_records(session: Session, entities: Sequence[EntityId]) -> int:
    """Accept published entries as one change; returns how many.

    Raises NotPermitted, NotJudgedHere where this unit did not give the task, AlreadyJudged for an accepted one.
    """

    def accepted(entity: EntityId, published: Fields, node: str, at: int) -> Fact:
        return progress_accepted(entity, published, node, unit=session.unit, by=session.person.id, at=at)

    return _judge(session, entities, Action.ACCEPT_RECORDS, Verdict.ACCEPTED, accepted)


def send_back_records(session: Session, entities: Sequence[EntityId], reason: str) -> int:
    """Send published entries back to their units with a reason, as one change; returns how many.

    They count no more; what was accepted before counts again. Raises NotPermitted, MissingReason, NotJudgedHere,
    AlreadyJudged for one that was sent back before.
    """
    session.allow(Permission.REVIEW)
    why = clean_text(reason, multiline=True)
    if not why:
        raise MissingReason

    def sent_back(entity: EntityId, published: Fields, node: str, at: int) -> Fact:
        return progress_sent_back(entity, published, node, unit=session.unit, by=session.person.id, at=at, reason=why)

    return _judge(session, entities, Action.SEND_BACK_RECORDS, Verdict.SENT_BACK, sent_back)


def _judge(session: Session, entities: Sequence[EntityId], action: Action, verdict: Verdict, said: _Said) -> int:
    session.allow(Permission.REVIEW)
    found = [_judged_here(session, entity, verdict) for entity in dict.fromkeys(entities)]
    with session.changing(action) as change:
        for entity, published, node in found:
            change.write(said(entity, published, node, change.now_ms))
    return len(found)


def _judged_here(session: Session, entity: EntityId, verdict: Verdict) -> tuple[EntityId, Fields, str]:
    """The entry, what its unit stands by, and the unit's node."""
    received = db.verdicts.received(session.database, session.node, entity)
    row = db.progress.entry(session.database, entity)
    published = last_published(folded_entity(session.database, entity))
    if received is None or row is None or published is None:
        raise NotJudgedHere(task_words(session, entity))
    if row["verdict"] == verdict:
        raise AlreadyJudged(task_words(session, entity))
    return entity, published.event.fields, received["node"]


def task_words(session: Session, entity: EntityId) -> str:
    """The number of the task that an entry or an assignment is about, as people say it."""
    task = db.plans.task(session.database, f"task/{entity.split('/')[1]}")
    return printed_row_of(task).label if task is not None else entity
