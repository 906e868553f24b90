"""Undo: an event that restores what was before; nothing is ever taken out of a stream."""

from desktop.errors import ChangedSince
from desktop.journal.event import EventRef, Fact, Fields
from desktop.journal.fold import Applied, Folded, fold
from desktop.journal.journal import REMOVED


def restoring(folded: Folded, undone: EventRef, *, what: str) -> Fact | None:
    """The fact that gives the entity the values it had before the event; None where nothing of it is left to undo.

    An event that began the entity is undone by removing the entity. Raises ChangedSince where somebody has changed
    one of its fields after it.
    """
    applied = next(candidate for candidate in folded.events if candidate.ref == undone)
    before = before_event(folded, applied)
    later = [
        name
        for name in applied.event.fields
        if name in folded.setters and folded.setters[name].ref != undone and _builds_on(folded, name, undone)
    ]
    if later:
        raise ChangedSince(what)
    fields: Fields = (
        {name: before.fields.get(name) for name in applied.event.fields} if before.events else {REMOVED: True}
    )
    return Fact("restored", applied.event.entity, fields, applied.audience) if fields else None


def before_event(folded: Folded, applied: Applied) -> Folded:
    """The entity as its author saw it before this event: the fold of everything the event builds on."""
    known = {candidate.ref: candidate for candidate in folded.events}
    found: dict[EventRef, Applied] = {}
    waiting = list(applied.event.bases)
    while waiting:
        ref = waiting.pop()
        if ref in known and ref not in found:
            found[ref] = known[ref]
            waiting.extend(known[ref].event.bases)
    return fold(found.values())


def _builds_on(folded: Folded, name: str, earlier: EventRef) -> bool:
    """Whether the value now shown for a field was set by an event that builds on the earlier one."""
    return any(candidate.ref == earlier for candidate in before_event(folded, folded.setters[name]).events)
