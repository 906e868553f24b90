"""Amendments of plans, who acknowledged them, quantity targets, and how far a plan has travelled."""

from typing import TypedDict, cast

from db.connection import Database, one, rows, scalar
from db.rows import AcknowledgementRow, AmendmentRow, TargetRow

_AMENDMENT = "entity, plan, rev, number, date, title, issuer, document, changes, parallel"
_ACKNOWLEDGEMENT = "entity, plan, rev, unit, by, at, parallel"
_TARGET = "entity, owner, ordinal, number, text, metric, op, value, unit, year, parallel"

AMENDMENTS = f"SELECT {_AMENDMENT} FROM p_amendment ORDER BY plan, rev"
AMENDMENTS_OF_PLAN = f"SELECT {_AMENDMENT} FROM p_amendment WHERE plan = ? ORDER BY rev"
AMENDMENT = f"SELECT {_AMENDMENT} FROM p_amendment WHERE entity = ?"
LAST_REVISION = "SELECT max(rev) FROM p_amendment WHERE plan = ?"
ACKNOWLEDGEMENTS_OF_PLAN = f"SELECT {_ACKNOWLEDGEMENT} FROM p_acknowledgement WHERE plan = ? ORDER BY rev, unit"
ACKNOWLEDGEMENTS_OF_UNIT = f"SELECT {_ACKNOWLEDGEMENT} FROM p_acknowledgement WHERE unit = ? ORDER BY plan, rev"
TARGETS_OF = f"SELECT {_TARGET} FROM p_target WHERE owner = ? ORDER BY ordinal, entity"
TARGET = f"SELECT {_TARGET} FROM p_target WHERE entity = ?"
TARGETS_OF_PLAN = f"""
SELECT {_TARGET} FROM p_target WHERE owner = :plan OR owner IN (SELECT entity FROM p_task WHERE plan = :plan)
ORDER BY owner, ordinal, entity
"""
LAST_ORDINAL = """
SELECT max(CAST(substr(entity, length(:prefix) + 1) AS INTEGER)) FROM event
WHERE entity >= :prefix AND entity < :prefix || char(0x10ffff)
"""
# The node that issued a plan: that of the stream in which it was issued.
ISSUER = """
SELECT stream.node FROM event JOIN stream USING (sid)
WHERE event.entity = ? AND event.type = 'plan.issued' AND event.state = 1 ORDER BY event.hlc LIMIT 1
"""
WENT_OUT = """
SELECT count(*) FROM event
JOIN bundle_range ON bundle_range.sid = event.sid AND event.seq BETWEEN bundle_range.first AND bundle_range.last
JOIN bundle ON bundle.id = bundle_range.bundle
WHERE event.entity = :entity AND bundle.direction = 'out' AND bundle.peer_node <> :node
"""
CONFIRMED = """
SELECT count(*) FROM event JOIN stream USING (sid)
JOIN peer_have ON peer_have.stream_id = stream.stream_id AND peer_have.seq >= event.seq
JOIN peer ON peer.install_id = peer_have.install_id
WHERE event.entity = :entity AND peer.node <> :node
"""
RECEIVED = """
SELECT p_amendment.rev AS rev, peer.node AS node FROM p_amendment
JOIN event ON event.entity = p_amendment.entity AND event.type = 'plan.amended' AND event.state = 1
JOIN stream USING (sid)
JOIN peer_have ON peer_have.stream_id = stream.stream_id AND peer_have.seq >= event.seq
JOIN peer ON peer.install_id = peer_have.install_id
WHERE p_amendment.plan = ? GROUP BY p_amendment.rev, peer.node
"""
ASSIGNED_UNITS = """
SELECT DISTINCT p_assignment.unit AS unit, stream.audience AS audience FROM p_assignment
JOIN p_task ON p_task.entity = p_assignment.task JOIN stream ON stream.sid = p_assignment.sid
WHERE p_task.plan = ? AND p_assignment.state = 'assigned' ORDER BY p_assignment.unit
"""


class ReceivedRow(TypedDict):
    """A node that has confirmed to have an amendment."""

    rev: int
    node: str


class AssignedUnitRow(TypedDict):
    """A unit that was given tasks of a plan, and the audience of the stream that gave them."""

    unit: str
    audience: str


def amendments(database: Database, plan: str | None = None) -> list[AmendmentRow]:
    """The amendments of a plan, or of all plans, the oldest first."""
    found = rows(database, AMENDMENTS) if plan is None else rows(database, AMENDMENTS_OF_PLAN, (plan,))
    return cast("list[AmendmentRow]", list(found))


def amendment(database: Database, entity: str) -> AmendmentRow | None:
    """One amendment."""
    return cast("AmendmentRow | None", one(database, AMENDMENT, (entity,)))


def last_revision(database: Database, plan: str) -> int:
    """The number of the last amendment known, 1 for a plan as issued."""
    return int(scalar(database, LAST_REVISION, (plan,)) or 1)


def acknowledgements(database: Database, plan: str) -> list[AcknowledgementRow]:
    """Who acknowledged amendments of a plan."""
    return cast("list[AcknowledgementRow]", list(rows(database, ACKNOWLEDGEMENTS_OF_PLAN, (plan,))))


def acknowledged_by(database: Database, unit: str) -> list[AcknowledgementRow]:
    """What a unit acknowledged."""
    return cast("list[AcknowledgementRow]", list(rows(database, ACKNOWLEDGEMENTS_OF_UNIT, (unit,))))


def targets_of(database: Database, owner: str) -> list[TargetRow]:
    """The targets of a task, or those of a plan as a whole."""
    return cast("list[TargetRow]", list(rows(database, TARGETS_OF, (owner,))))


def targets_of_plan(database: Database, plan: str) -> list[TargetRow]:
    """The targets of a plan and of all its rows."""
    return cast("list[TargetRow]", list(rows(database, TARGETS_OF_PLAN, {"plan": plan})))


def target(database: Database, entity: str) -> TargetRow | None:
    """One target."""
    return cast("TargetRow | None", one(database, TARGET, (entity,)))


def last_ordinal(database: Database, prefix: str) -> int:
    """The highest number that an entity `<prefix><number>` ever had, 0 where there is none."""
    return int(scalar(database, LAST_ORDINAL, {"prefix": prefix}) or 0)


def issuing_node(database: Database, plan: str) -> str:
    """The node that issued a plan, "" where the ledger does not know the plan."""
    return str(scalar(database, ISSUER, (plan,)) or "")


def has_left(database: Database, entity: str, node: str) -> bool:
    """Whether a bundle took something of a record to another node, or another node has confirmed to have it."""
    named = {"entity": entity, "node": node}
    return any(int(scalar(database, sql, named)) > 0 for sql in (WENT_OUT, CONFIRMED))


def received(database: Database, plan: str) -> list[ReceivedRow]:
    """Which nodes have confirmed to have which amendments of a plan."""
    return cast("list[ReceivedRow]", list(rows(database, RECEIVED, (plan,))))


def assigned_units(database: Database, plan: str) -> list[AssignedUnitRow]:
    """The units that were given tasks of a plan."""
    return cast("list[AssignedUnitRow]", list(rows(database, ASSIGNED_UNITS, (plan,))))
