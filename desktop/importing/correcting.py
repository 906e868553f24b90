"""One correction more, or one less: each answers the corrections a document is to be read with next."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.importing.corrections import ColumnChoice, Corrections, DeadlineChoice, KindChoice, UnitChoice
from desktop.importing.parsed import Path, PlanHeader, RepairKey


def turned_repair(corrections: Corrections, key: RepairKey) -> Corrections:
    """Refuse a repair, or take a refused one again."""
    return replace(corrections, refused=corrections.refused ^ {key})


def with_columns(corrections: Corrections, choice: ColumnChoice) -> Corrections:
    """Say what the columns of a layout hold."""
    return replace(corrections, columns=(*without_columns(corrections, [choice.layout]).columns, choice))


def without_columns(corrections: Corrections, layouts: Iterable[str]) -> Corrections:
    """Leave the columns of these layouts to the program."""
    dropped = set(layouts)
    return replace(corrections, columns=tuple(one for one in corrections.columns if one.layout not in dropped))


def with_kind(corrections: Corrections, choice: KindChoice) -> Corrections:
    """Say of what kind a row is."""
    others = tuple(one for one in corrections.kinds if one.path != choice.path)
    return replace(corrections, kinds=(*others, choice))


def with_units(corrections: Corrections, choices: Sequence[UnitChoice]) -> Corrections:
    """Say which units cells name."""
    places = {(one.path, one.field) for one in choices}
    others = (one for one in corrections.units if (one.path, one.field) not in places)
    return replace(corrections, units=(*others, *choices))


def with_deadlines(corrections: Corrections, choices: Sequence[DeadlineChoice]) -> Corrections:
    """Say what the deadlines of rows mean."""
    paths = {one.path for one in choices}
    others = (one for one in corrections.deadlines if one.path not in paths)
    return replace(corrections, deadlines=(*others, *choices))


def with_rows_aside(corrections: Corrections, paths: Iterable[Path]) -> Corrections:
    """Leave rows out of the plan."""
    return replace(corrections, set_aside=corrections.set_aside | frozenset(paths))


def without_rows_aside(corrections: Corrections, paths: Iterable[Path]) -> Corrections:
    """Take rows that were left out into the plan again."""
    return replace(corrections, set_aside=corrections.set_aside - frozenset(paths))


def with_header(corrections: Corrections, header: PlanHeader) -> Corrections:
    """Say number, date, title and issuer of the document."""
    return replace(corrections, header=header)


def corrected_paths(corrections: Corrections) -> frozenset[Path]:
    """The rows that are read otherwise than the program would."""
    kinds, deadlines = (one.path for one in corrections.kinds), (one.path for one in corrections.deadlines)
    return frozenset((*kinds, *(one.path for one in corrections.units), *deadlines))
