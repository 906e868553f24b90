"""Undo: an event that restores what was before; nothing is ever taken out of a stream."""

from collections.abc import Collection, Iterable

from desktop.actions import Audience, audience_kind
from desktop.errors import ChangedSince
from desktop.journal.event import EventRef, Fact, Fields, Json
from desktop.journal.fold import DECIDED, REOPENED, Applied, Folded, fold
from desktop.journal.journal import REMOVED

_WIDTH = {Audience.LOCAL: 0, Audience.SITE: 1, Audience.UP: 2, Audience.DOWN: 2, Audience.TO: 2}


def restoring(folded: Folded, undone: Collection[EventRef], *, what: str) -> Fact:
    """The fact that gives the entity the values it had before these events of one change.

    An event that began the entity is undone by removing the entity, a decision by opening what it decided. The fact
    goes to the widest audience that the change was written for. Raises ChangedSince where somebody has changed one of
    the fields after it and has not taken that back.
    """
    events = [applied for applied in folded.events if applied.ref in undone]
    if not events:  # they do not count any more: their stream ended, or their import was taken back
        raise ChangedSince(what)
    names = list(dict.fromkeys(name for applied in events for name in applied.event.fields))
    built_on = _ancestors(folded, events)
    after = fold({**built_on, **{applied.ref: applied for applied in events}}.values()).fields
    for name in names:
        setter = folded.setters[name]
        later = setter.ref not in undone and any(ref in undone for ref in _ancestors(folded, [setter]))
        taken_back = setter.event.type == "restored" and folded.fields[name] == after[name]
        if later and not taken_back:
            raise ChangedSince(what)
    widest = max(events, key=lambda applied: _WIDTH[audience_kind(applied.audience)])
    decisions: list[Json] = [[one.ref.stream.hex(), one.ref.seq] for one in events if one.event.type == DECIDED]
    if decisions:
        return Fact(REOPENED, widest.event.entity, {REOPENED: decisions}, widest.audience)
    before = [applied for ref, applied in built_on.items() if ref not in undone]
    old = fold(before).fields
    fields: Fields = {name: old.get(name) for name in names} if before else {REMOVED: True}
    return Fact("restored", widest.event.entity, fields, widest.audience)


def before_event(folded: Folded, applied: Applied) -> Folded:
    """The entity as its author saw it before this event: the fold of everything the event builds on."""
    return fold(_ancestors(folded, [applied]).values())


def _ancestors(folded: Folded, events: Iterable[Applied]) -> dict[EventRef, Applied]:
    """Everything that these events build on, whether or not it is among them."""
    known = {candidate.ref: candidate for candidate in folded.events}
    found: dict[EventRef, Applied] = {}
    waiting = [base for applied in events for base in applied.event.bases]
    while waiting:
        ref = waiting.pop()
        if ref in known and ref not in found:
            found[ref] = known[ref]
            waiting.extend(known[ref].event.bases)
    return found
