"""Who a printed unit cell gives a task to: the units it names, and the members of its groups on the plan's day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.plans.records import NamedUnit
from desktop.units.names import name_key
from desktop.units.table import UnitTable
from desktop.units.unit import BRANCH_GROUP, Unit, UnitLevel


class Reach(StrEnum):
    """Whether a task can be given to what a cell names."""

    BELOW = "below"
    OWN = "own"
    NO_LEDGER = "no_ledger"
    UNLISTED = "unlisted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One unit that a cell means, or printed words that mean no single unit.

    `unit` is None for a group whose members the table cannot list and for words it does not know. `through` is the
    group or the kind of unit that stands in the cell for this one. `successors` do its work today, where it was
    dissolved.
    """

    unit: Unit | None
    words: str
    reach: Reach
    through: str = ""
    successors: tuple[Unit, ...] = ()

    @property
    def key(self) -> str:
        """The unit's code, or the printed words."""
        return self.unit.code if self.unit is not None else self.words

    @property
    def may_get(self) -> bool:
        """Whether a task can be given here."""
        return self.reach is Reach.BELOW


class Recipients:
    """Resolves the units of cells for a plan of a day; `node` is the node that gives, `today` shows who is gone.

    Below the top, where a plan means all departments it means the one that gives; its Chi cục, and the offices that
    are Chi cục of its own, are those of today.
    """

    def __init__(self, units: UnitTable, *, on: date, today: date, node: str) -> None:
        self._units, self._on, self._today, self._node = units, on, today, node

    def of_cell(self, named: tuple[NamedUnit, ...]) -> Iterator[Recipient]:
        """Everybody a cell gives the task to, in printed order; a unit that a group repeats comes once."""
        met: set[str] = set()
        for one in named:
            for found in self.of_unit(one.code, one.name):
                if found.key not in met:
                    met.add(found.key)
                    yield found

    def of_unit(self, code: str | None, words: str = "") -> tuple[Recipient, ...]:
        """Whom one named unit stands for: itself, or the members of a group.

        A kind of office inside the provincial departments, or their branches, stands for every department: each
        passes the task on to its own.
        """
        if code is None or code not in self._units:
            return (Recipient(None, words, Reach.UNKNOWN),)
        unit = self._units.unit(code)
        if unit.level not in {UnitLevel.GROUP, UnitLevel.LOCAL_UNIT_TYPE}:
            return (self._single(unit, ""),)
        if "/" in self._node:
            return self._of_group_below(unit)
        members = self._units.departments(self._on) if unit.is_provincial else self._units.members(code, self._on)
        found = tuple(self._single(member, unit.name) for member in members)
        return found or (Recipient(None, unit.name, Reach.UNLISTED),)

    def _of_group_below(self, group: Unit) -> tuple[Recipient, ...]:
        """Whom a group stands for at a department: its Chi cục, its Chi cục of that kind, or the department itself."""
        if not group.is_provincial:
            return (Recipient(None, group.name, Reach.NO_LEDGER),)
        own = self._node.rpartition("/")[2]
        branches = self._units.branches(own, self._today)
        if group.code != BRANCH_GROUP:
            branches = tuple(branch for branch in branches if _is_of_kind(branch, group))
        elif not branches:
            return (Recipient(None, group.name, Reach.UNLISTED),)
        return tuple(self._single(one, group.name) for one in branches or (self._units.unit(own),))

    def _single(self, unit: Unit, through: str) -> Recipient:
        path = self._units.node_path(unit.code)
        reach = Reach.BELOW if path.startswith(f"{self._node}/") else Reach.NO_LEDGER
        if path == self._node:
            reach = Reach.OWN
        return Recipient(unit, unit.name, reach, through, self._units.successors(unit.code, self._today))


def _is_of_kind(branch: Unit, kind: Unit) -> bool:
    """Whether a Chi cục is what a kind of office is called, by the beginning of its name."""
    begins = tuple(name_key(name.partition(" (")[0]) for name in (kind.name, kind.short_name))
    return kind.level is UnitLevel.LOCAL_UNIT_TYPE and name_key(branch.name).startswith(begins)
