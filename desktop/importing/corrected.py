"""The rows of a reading as a person corrected them, and the doubts that are settled by that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.importing.columns import Field
from desktop.importing.corrections import Corrections, UnitChoice
from desktop.importing.document import Lines
from desktop.importing.parsed import Doubt, DoubtKind, Path, PlanRow, Repair, RowKind, UnitMention
from desktop.importing.reading import AsideReason, SetAside
from desktop.importing.rows import provincial_role
from desktop.units.table import UnitTable

_ABOUT_UNITS = frozenset(
    {
        DoubtKind.UNKNOWN_UNIT,
        DoubtKind.AMBIGUOUS_UNIT,
        DoubtKind.NAME_CUT_SHORT,
        DoubtKind.UNITS_WITHOUT_SEPARATOR,
        DoubtKind.NAME_SPLIT_OVER_BULLET,
        DoubtKind.LEAD_ALSO_SUPPORTS,
        DoubtKind.NO_LEAD,
    }
)
_ABOUT_DEADLINES = frozenset({DoubtKind.UNREAD_DEADLINE, DoubtKind.STRICT_BEFORE, DoubtKind.GUESSED_DEADLINE})


@dataclass(frozen=True, slots=True)
class CorrectedRows:
    """The rows that stay, those a person set aside, and the repairs and doubts that still matter."""

    rows: tuple[PlanRow, ...]
    aside: tuple[SetAside, ...]
    repairs: tuple[Repair, ...]
    doubts: tuple[Doubt, ...]


def corrected(
    rows: Sequence[PlanRow],
    corrections: Corrections,
    repairs: Iterable[Repair],
    doubts: Iterable[Doubt],
    units: UnitTable,
) -> CorrectedRows:
    """The rows as corrected; what stands below a row set aside is set aside with it."""
    dropped = {row.path for row in rows if _is_below(row.path, corrections.set_aside)}
    stay = tuple(_as_said(row, corrections, units) for row in rows if row.path not in dropped)
    left = {row.source.lines for row in stay}
    aside = {
        row.source.lines: SetAside(Lines(*row.source.lines), row.title, AsideReason.BY_HAND, row.source.where)
        for row in reversed(rows)
        if row.path in dropped and row.source.lines not in left
    }
    open_doubts = tuple(one for one in doubts if one.path not in dropped and not _is_settled(one, corrections))
    return CorrectedRows(
        stay, tuple(aside.values()), tuple(one for one in repairs if one.path not in dropped), open_doubts
    )


def _is_below(path: Path, above: frozenset[Path]) -> bool:
    return any(path[:length] in above for length in range(1, len(path) + 1))


def _as_said(row: PlanRow, corrections: Corrections, units: UnitTable) -> PlanRow:
    kind = next((one.kind for one in corrections.kinds if one.path == row.path), row.kind)
    deadline = next((one.deadline for one in corrections.deadlines if one.path == row.path), row.deadline)
    chosen = [one for one in corrections.units if one.path == row.path]
    lead, support = (_chosen(chosen, field, was) for field, was in _unit_fields(row))
    row = replace(row, kind=kind, deadline=deadline, lead_units=lead, support_units=support)
    return replace(row, provincial=provincial_role(lead, support, units)) if chosen else row


def _unit_fields(row: PlanRow) -> tuple[tuple[str, tuple[UnitMention, ...]], ...]:
    return (("lead_units", row.lead_units), ("support_units", row.support_units))


def _chosen(chosen: Sequence[UnitChoice], field: str, was: tuple[UnitMention, ...]) -> tuple[UnitMention, ...]:
    return next((one.units for one in chosen if one.field == field), was)


def _is_settled(doubt: Doubt, corrections: Corrections) -> bool:
    """Whether a person has decided what the doubt is about."""
    if doubt.kind in _ABOUT_UNITS:
        is_heading = any(one.path == doubt.path and one.kind is not RowKind.TASK for one in corrections.kinds)
        fields = {one.field for one in corrections.units if one.path == doubt.path}
        return doubt.field in fields or (doubt.kind is DoubtKind.NO_LEAD and is_heading)
    if doubt.kind in _ABOUT_DEADLINES:
        return doubt.field == Field.DEADLINE and any(one.path == doubt.path for one in corrections.deadlines)
    return False
