"""A unit as the unit table knows it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class UnitLevel(StrEnum):
    """Where a unit stands in the administration; the keys of the unit table."""

    GOVERNMENT = "government"
    COMMITTEE = "committee"
    MINISTRY = "ministry"
    MINISTRY_UNIT = "ministry_unit"
    GENERAL_DEPARTMENT = "general_department"
    HQ = "hq"
    HQ_UNIT = "hq_unit"
    HQ_DIVISION = "hq_division"
    GROUP = "group"
    PROVINCIAL = "provincial"
    REGIONAL = "regional"
    BRANCH = "branch"
    LOCAL_UNIT_TYPE = "local_unit_type"


BRANCH_GROUP: Final = "G-CHICUC"
"""The group of all Chi cục."""
PROVINCIAL_GROUPS: Final = frozenset({"G-CUCTINH", BRANCH_GROUP})
_PROVINCIAL_LEVELS: Final = frozenset(
    {UnitLevel.PROVINCIAL, UnitLevel.REGIONAL, UnitLevel.BRANCH, UnitLevel.LOCAL_UNIT_TYPE}
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the unit table; `valid_from` and `valid_to` are its first and last day, None where open.

    `notation` ends the numbers of its documents (HQHP in 05/BC-HQHP); empty until the department fills it in.
    `place` is the địa danh before the date of its documents. `successors` are the codes of the units that took over
    its work when it was dissolved, the main one first; empty where the table does not know them.
    `source` names the documents the row was taken from, with «chưa kiểm chứng» where nobody has checked it yet.
    """

    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    level: UnitLevel
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    notation: str
    place: str
    successors: tuple[str, ...] = ()
    source: str = ""

    def exists_on(self, day: date | None) -> bool:
        """Whether the unit exists on this day; without a day, whether it ever did."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_provincial(self) -> bool:
        """Whether this is a provincial or regional department, their group, or a unit or kind of unit below one."""
        return self.level in _PROVINCIAL_LEVELS or self.code in PROVINCIAL_GROUPS

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling the unit goes by, the full name first."""
        return (self.name, self.short_name, *self.aliases)


@dataclass(frozen=True, slots=True)
class ResolvedUnit:
    """A unit named in a printed cell; without a code where the table does not know it or cannot decide.

    `name` is the full name of a known unit and the printed text of an unknown one; `printed` is always the text.
    """

    code: str | None
    name: str
    printed: str
