"""How a person is shown: one row of the roster."""

from desktop.journal.event import EntityId
from desktop.journal.fields import is_one_of, text
from desktop.journal.fold import Folded
from desktop.journal.projection import Projector, Row, parallel_text
from desktop.permissions import Role

_TEXTS = ("person", "name", "role", "unit", "team", "approval_key")


def person_row(entity: EntityId, folded: Folded) -> Row | None:
    """A person of some unit's roster; None where his role is none."""
    fields = folded.fields
    if not is_one_of(fields.get("role"), Role):
        return None
    row: Row = {name: text(fields.get(name)) for name in _TEXTS}
    return {"entity": entity, **row, "active": int(bool(fields.get("active"))), "parallel": parallel_text(folded)}


PROJECTORS = {"person": Projector("p_person", person_row)}
