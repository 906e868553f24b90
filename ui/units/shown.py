"""What the unit table's screen shows, without widgets: the table with its changes, in groups by level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.formats import number_text
from desktop.session import Session
from desktop.units.current import unit_changes, units_of
from desktop.units.editing import may_change_units
from desktop.units.filtering import UnitFilter, fitting_units
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel
from desktop.units.words import LEVEL_WORDS, days_text, is_unverified
from ui.tree_model import Group

ORDER: Final = (
    UnitLevel.HQ,
    UnitLevel.PROVINCIAL,
    UnitLevel.REGIONAL,
    UnitLevel.BRANCH,
    UnitLevel.HQ_UNIT,
    UnitLevel.HQ_DIVISION,
    UnitLevel.GROUP,
    UnitLevel.LOCAL_UNIT_TYPE,
    UnitLevel.MINISTRY,
    UnitLevel.MINISTRY_UNIT,
    UnitLevel.GENERAL_DEPARTMENT,
    UnitLevel.GOVERNMENT,
    UnitLevel.COMMITTEE,
)
"""The levels as they are listed: the customs service first."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The table of the ledger; `changed` are codes that differ from the shipped table, `parallel` those in conflict."""

    units: UnitTable
    changed: frozenset[str]
    parallel: frozenset[str]
    may_change: bool


def read_table(session: Session) -> ShownTable:
    """The table as the ledger has it now."""
    changes = [change for change in unit_changes(session.database) if not change.removed]
    return ShownTable(
        units_of(session),
        frozenset(change.code for change in changes),
        frozenset(change.code for change in changes if change.parallel),
        may_change_units(session),
    )


def groups(units: UnitTable, wanted: UnitFilter) -> list[Group[Unit]]:
    """The units that fit under the headings of their levels."""
    found: dict[UnitLevel, list[Unit]] = {}
    for unit in fitting_units(units, wanted):
        found.setdefault(unit.level, []).append(unit)
    return [
        Group(level, LEVEL_WORDS[level], tuple(found[level]), note=f"{number_text(len(found[level]))} đơn vị")
        for level in ORDER
        if level in found
    ]


def shown_count(shown: Sequence[Group[Unit]]) -> int:
    """How many units stand under the headings."""
    return sum(len(group.records) for group in shown)


def second_line(unit: Unit, table: ShownTable) -> str:
    """The code, the days, and what deserves to be known of a row."""
    parts = [unit.code, days_text(unit)]
    if unit.code in table.parallel:
        parts.append("hai máy sửa khác nhau")
    elif unit.code in table.changed:
        parts.append("đã sửa")
    if is_unverified(unit):
        parts.append("chưa kiểm chứng")
    return " · ".join(part for part in parts if part)


def parent_name(units: UnitTable, unit: Unit) -> str:
    """The short name of the unit above."""
    return units.unit(unit.parent).short_name if unit.parent and unit.parent in units else ""


def standing_words(unit: Unit, day: date) -> str:
    """Whether the unit exists on the day looked at."""
    if unit.exists_on(day):
        return "Đang có vào ngày xem"
    return "Đã hết vào ngày xem" if unit.valid_to is not None and unit.valid_to < day else "Chưa có vào ngày xem"
