"""What headquarters changes in the unit table, as facts for the journal; only the fields that change are named."""

from typing import Final

from desktop.actions import Audience
from desktop.journal.event import EntityId, Fact, Fields

ALIAS: Final = "alias:"
"""Begins the field of one spelling, true where it holds: spellings added on two machines do not replace each other."""
SEPARATOR: Final = "|"
"""Stands between the codes of successors, and between spellings in the table as a file."""


def unit_entity(code: str) -> EntityId:
    """The entity of a unit."""
    return EntityId(f"unit/{code}")


def unit_changed(code: str, fields: Fields, reason: str = "") -> Fact:
    """A unit is new, renamed, moved, ended or spelled in another way; a field that is None is as shipped again."""
    return Fact("unit.changed", unit_entity(code), fields, Audience.DOWN, reason)
