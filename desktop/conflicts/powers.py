"""Who decides about a record: the unit whose word it is, and in it whoever may do the ordinary act."""

from collections.abc import Collection
from typing import Final

from desktop.conflicts.fields import STREAMS
from desktop.conflicts.records import Power
from desktop.errors import NotDecidedHere
from desktop.journal.event import kind_of
from desktop.permissions import Permission
from desktop.session import Session

_PERMISSIONS: Final = {
    "prog": Permission.REVIEW,
    "alloc": Permission.REVIEW,
    "asg": Permission.ASSIGN,
    "obl": Permission.ASSIGN,
    "target": Permission.IMPORT_PLAN,
    "task": Permission.IMPORT_PLAN,
    "plan": Permission.IMPORT_PLAN,
    "amend": Permission.IMPORT_PLAN,
    "person": Permission.ADMINISTER,
    "unit": Permission.ADMINISTER,
}
_OF_A_UNIT: Final = {"prog": 2, "alloc": 2}
"""Kinds whose entity names the unit whose word they are, and the place of its code there."""


def power_over(session: Session, entity: str, nodes: Collection[str]) -> Power:
    """Whether this person may decide about a record that machines of these nodes wrote."""
    kind = kind_of(entity)
    if kind not in STREAMS or not _is_own(session, kind, entity, nodes):
        return Power.OTHER_UNIT
    return Power.MAY if session.may(_PERMISSIONS[kind]) else Power.OTHER_ROLE


def require_power(session: Session, entity: str, nodes: Collection[str]) -> None:
    """Raises NotDecidedHere for another unit's record, NotPermitted where the role may not."""
    power = power_over(session, entity, nodes)
    if power is Power.OTHER_UNIT:
        raise NotDecidedHere
    if power is Power.OTHER_ROLE:
        session.allow(_PERMISSIONS[kind_of(entity)])


def deciding_unit(entity: str, nodes: Collection[str]) -> str:
    """The code of the unit whose word it is."""
    place = _OF_A_UNIT.get(kind_of(entity))
    parts = entity.split("/")
    if place is not None and len(parts) > place:
        return parts[place]
    return min(nodes, default="").rpartition("/")[2]


def _is_own(session: Session, kind: str, entity: str, nodes: Collection[str]) -> bool:
    if kind in _OF_A_UNIT:
        return deciding_unit(entity, nodes) == session.unit
    return session.node in nodes
