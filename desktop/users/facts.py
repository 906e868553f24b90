"""What happens to the roster, as facts for the journal; the roster goes up, so that approvals can be verified."""

from desktop.actions import Audience
from desktop.journal.event import EntityId, Fact, Fields


def person_entity(identifier: str) -> EntityId:
    """The entity of a person."""
    return EntityId(f"person/{identifier}")


def person_enrolled(identifier: str, *, name: str, role: str, unit: str, team: str, approval_key: str) -> Fact:
    """A person joins the unit's roster; `approval_key` is the public key, in hexadecimal, that checks his approvals."""
    fields: Fields = {
        "person": identifier,
        "name": name,
        "role": role,
        "unit": unit,
        "team": team,
        "approval_key": approval_key,
        "active": True,
    }
    return Fact("person.enrolled", person_entity(identifier), fields, Audience.UP)


def person_changed(identifier: str, changed: Fields) -> Fact:
    """A person's name, role, team or standing changes."""
    return Fact("person.changed", person_entity(identifier), changed, Audience.UP)
