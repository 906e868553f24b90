"""Whether, when and on which machine a task given to a unit was received (FEATURES B6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.journal.event import EntityId
from desktop.plans.facts import assignment_entity
from desktop.progress.travel import machine_names
from desktop.session import Session
from desktop.sync.neighbours.delivery import Delivered, deliveries


@dataclass(frozen=True, slots=True)
class Handed:
    """How far the last word on an assignment went towards its unit.

    `bundle` is the first file that carried it (None: none yet), `received_at` when a receipt first confirmed it, and
    `machine` who did. Times are milliseconds since 1970.
    """

    bundle: int | None
    written_at: int | None
    received_at: int | None
    machine: str

    @property
    def is_received(self) -> bool:
        """Whether the unit has said that it holds the task."""
        return self.received_at is not None


def handed(session: Session, shares: Iterable[tuple[EntityId, str]]) -> dict[tuple[EntityId, str], Handed]:
    """For each task and unit how far the assignment is; nothing of those that no neighbour is told of."""
    wanted = {assignment_entity(task, unit): (task, unit) for task, unit in shares}
    found = {entity: _below(reached, session) for entity, reached in deliveries(session, wanted).items()}
    machines = machine_names(session.database)
    return {share: _handed(found[entity], machines) for entity, share in wanted.items() if found.get(entity)}


def _below(found: Iterable[Delivered], session: Session) -> list[Delivered]:
    """The neighbours below, on the way to the unit; other machines of this one are left out."""
    return [each for each in found if each.node.startswith(f"{session.node}/")]


def _handed(found: Iterable[Delivered], machines: Mapping[str, str]) -> Handed:
    """The machine that confirmed it first; before that the first file that carried it."""
    known = list(found)
    confirmed = [each for each in known if each.confirmed_at is not None]
    if confirmed:
        first = min(confirmed, key=lambda each: each.confirmed_at or 0)
        return Handed(first.bundle, first.written_at, first.confirmed_at, machines.get(first.install_id, first.machine))
    written = [each for each in known if each.bundle is not None]
    if written:
        first = min(written, key=lambda each: each.written_at or 0)
        return Handed(first.bundle, first.written_at, None, "")
    return Handed(None, None, None, "")
