"""What a person corrected in a reading: applied at each reading, so that nothing is patched afterwards."""

from dataclasses import dataclass

from desktop.deadlines.deadlines import Deadline
from desktop.importing.columns import Field
from desktop.importing.parsed import Path, PlanHeader, RepairKey, RowKind, UnitMention


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What the columns of every table with this layout hold."""

    layout: str
    fields: tuple[Field | None, ...]


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A row is of another kind than was read."""

    path: Path
    kind: RowKind


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """The units a cell names; `field` is `lead_units` or `support_units`."""

    path: Path
    field: str
    units: tuple[UnitMention, ...]


@dataclass(frozen=True, slots=True)
class DeadlineChoice:
    """What the printed deadline of a row means."""

    path: Path
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of one document; those that fit no row any more are without effect."""

    refused: frozenset[RepairKey] = frozenset()
    columns: tuple[ColumnChoice, ...] = ()
    kinds: tuple[KindChoice, ...] = ()
    units: tuple[UnitChoice, ...] = ()
    deadlines: tuple[DeadlineChoice, ...] = ()
    set_aside: frozenset[Path] = frozenset()
    header: PlanHeader | None = None


NO_CORRECTIONS = Corrections()
