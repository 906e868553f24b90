"""The approval keys of a person: one on each machine he works on, and those before a renewal.

His unit named each of them once; the roster's row shows the last one alone. A signature counts under any of them, here
as at the level above (`desktop.sync.inbound.authority`). That two different people sign is asked of persons, never of
keys.
"""

import db.events
import db.people
from db.connection import Database
from desktop.journal.event import EntityId
from desktop.journal.projection import applied_events
from desktop.text import clean_text
from desktop.users.facts import person_entity


def approval_keys(database: Database, person: str) -> tuple[bytes, ...]:
    """Every public key the unit ever named for a person, the first one first; none for whom it did not name."""
    found: dict[bytes, None] = {}
    events = [applied.event for applied in applied_events(db.events.applied_of(database, person_entity(person)))]
    for event in sorted(events, key=lambda event: event.hlc):
        key = _key(event.fields.get("approval_key"))
        if key:
            found[key] = None
    return tuple(found)


def namesakes(database: Database, person: str) -> frozenset[str]:
    """The ids under which a unit knows a person: himself, and who bears the same name in his unit.

    A ledger made on a second machine begins with a first person of its own, before the roster arrives. Whoever works
    under two ids is one person where two are asked for.
    """
    row = db.people.person(database, person)
    if row is None:
        return frozenset({person})
    name = clean_text(row["name"]).casefold()
    same = (other["person"] for other in db.people.of_unit(database, row["unit"]) if _is_named(other["name"], name))
    return frozenset({person, *same})


def enrolled_at(database: Database, person: str) -> tuple[int, str]:
    """When a person came into the roster, to be compared with others: of two namesakes the earlier one stays."""
    events = applied_events(db.events.applied_of(database, EntityId(person_entity(person))))
    return min((applied.event.hlc for applied in events), default=0), person


def _is_named(name: str, folded: str) -> bool:
    return clean_text(name).casefold() == folded


def _key(text: object) -> bytes:
    """A key written in hexadecimal; none where the text is none."""
    try:
        return bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        return b""
