"""Writing again, in streams that stand, what was written behind the end of a stream (SYNC §2.10).

The same fields by the same author for the same reason take the same place among the other versions of the record:
what somebody has changed since stays changed.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

import db.events
from desktop.actions import EVENT_KINDS
from desktop.journal.event import EventRef, Fact, Fields
from desktop.journal.fold import Applied, replaced_fields
from desktop.journal.journal import Journal
from desktop.journal.projection import applied_events

_WHOLE = frozenset({"progress.published"})
"""Types that are signed as a whole: written again with every field, or not at all where a later one stands."""


def reenter(journal: Journal, lost: Iterable[Applied]) -> int:
    """Write these events anew in their order; returns how many were. What others replaced meanwhile stays replaced."""
    ordered = sorted(lost, key=lambda applied: applied.order)
    replaced = _replaced(journal, ordered)
    anew: dict[EventRef, tuple[EventRef, ...]] = {}
    count = 0
    for applied in ordered:
        event, gone = applied.event, replaced.get(applied.ref, frozenset())
        bases = tuple(sorted({ref for base in event.bases for ref in anew.get(base, (base,))}))
        fields: Fields = {name: value for name, value in event.fields.items() if name not in gone}
        known = event.type in EVENT_KINDS and event.version == 1
        if not known or (event.fields and not fields) or (gone and event.type in _WHOLE):
            anew[applied.ref] = bases
            continue
        fact = Fact(event.type, event.entity, fields, applied.audience, event.reason)
        anew[applied.ref] = (journal.append(fact, event.author, bases=bases).ref,)
        count += 1
    return count


def _replaced(journal: Journal, lost: list[Applied]) -> Mapping[EventRef, frozenset[str]]:
    """For each lost event the fields that a standing event which builds on it has set since."""
    found: dict[EventRef, frozenset[str]] = {}
    by_entity = sorted(lost, key=lambda applied: applied.event.entity)
    for entity, group in groupby(by_entity, key=lambda applied: applied.event.entity):
        standing = applied_events(db.events.applied_of(journal.database, entity))
        found |= replaced_fields(list(group), standing)
    return found
