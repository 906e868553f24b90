"""How many decisions wait for a person, without reading all that is told about them."""

from dataclasses import dataclass

import db.conflicts
import db.events
from desktop.conflicts.fields import STREAMS, asked_conflicts
from desktop.conflicts.postponing import postponed
from desktop.conflicts.powers import power_over
from desktop.conflicts.records import Power
from desktop.journal.event import EntityId, kind_of
from desktop.journal.projection import folded_entity
from desktop.session import Session


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many decisions wait now; `is_needed`: there is something this person may decide, or somebody decided."""

    count: int
    is_needed: bool


def waiting_decisions(session: Session) -> Waiting:
    """What waits for this person, what he put off, and whether anything was decided."""
    entities = [EntityId(entity) for entity in db.conflicts.parallel_entities(session.database)]
    later = postponed(session)
    mine = [entity for entity in entities if _may(session, entity)]
    has_decided = bool(db.conflicts.decisions(session.database, 1))
    return Waiting(sum(entity not in later for entity in mine), bool(mine) or has_decided)


def _may(session: Session, entity: EntityId) -> bool:
    if kind_of(entity) not in STREAMS:
        return False
    folded = folded_entity(session.database, entity)
    nodes = {
        db.events.stream_of(session.database, variant.by.sid)["node"]
        for name in asked_conflicts(folded)
        for variant in folded.conflicts[name]
    }
    return power_over(session, entity, nodes) is Power.MAY
