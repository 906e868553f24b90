"""What happens to an obligation, as facts for the journal."""

from desktop.actions import Audience
from desktop.journal.event import EntityId, Fact, Fields

OWN_MARK = "r"
"""Begins the number of an obligation that a department gave itself; headquarters' are plain numbers."""


def obligation_entity(task: str, number: str, unit: str = "") -> EntityId:
    """The entity of a task's obligation: headquarters' own (no unit), or one that a department gave itself."""
    below = f"{unit}/{number}" if unit else number
    return EntityId(f"obl/{task.partition('/')[2]}/{below}")


def obligation_defined(entity: EntityId, fields: Fields) -> Fact:
    """From a day on something is to be reported period by period."""
    return Fact("obligation.defined", entity, fields, _audience(entity))


def obligation_ended(entity: EntityId, ends: str, reason: str) -> Fact:
    """The period in which this day (ISO text) lies is the last one to be reported on."""
    return Fact("obligation.ended", entity, {"ends": ends, "reason": reason}, _audience(entity), reason)


def _audience(entity: EntityId) -> Audience:
    """A printed task's obligation goes down with the plan; a department's own stays in the department."""
    return Audience.SITE if entity.count("/") > 2 else Audience.DOWN  # obl/<task>/<number>
