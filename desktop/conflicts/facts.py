"""A decision between parallel values, as a fact for the journal."""

from desktop.journal.event import EntityId, Fact, Fields
from desktop.journal.fold import DECIDED


def conflict_decided(entity: EntityId, chosen: Fields, audience: str, reason: str = "") -> Fact:
    """Somebody decided what these fields are; the journal names every version that this replaces."""
    return Fact(DECIDED, entity, chosen, audience, reason)


def lost_restored(entity: EntityId, fields: Fields, audience: str, reason: str = "") -> Fact:
    """A value that was not chosen stands after all."""
    return Fact("restored", entity, fields, audience, reason)
