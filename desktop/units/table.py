"""The unit table: every unit the program knows, with the days between which it existed."""

import csv
from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources
from typing import Final

from desktop.errors import UnknownUnit
from desktop.units.cell import read_cell
from desktop.units.names import name_key
from desktop.units.unit import ResolvedUnit, Unit, UnitLevel

_HEADQUARTERS_UNITS: Final = "G-VUCUC"
_PROVINCIAL_DEPARTMENTS: Final = "G-CUCTINH"


class UnitTable:
    """Units by code and by every spelling of their names; immutable, safe on any thread.

    `taken_back` are units whose adding was undone: they stand in no list and no cell names them, but what was written
    under their codes meanwhile can still be shown.
    """

    def __init__(self, units: Iterable[Unit], taken_back: Iterable[Unit] = ()) -> None:
        self._units = {unit.code: unit for unit in units}
        self._taken_back = {unit.code: unit for unit in taken_back}

    def unit(self, code: str) -> Unit:
        """The unit of this code; raises `UnknownUnit`."""
        found = self._units.get(code) or self._taken_back.get(code)
        if found is None:
            raise UnknownUnit(code)
        return found

    def __contains__(self, code: object) -> bool:
        return code in self._units or code in self._taken_back

    def all_units(self) -> tuple[Unit, ...]:
        """Every unit in the order of the table."""
        return tuple(self._units.values())

    def named(self, key: str) -> tuple[Unit, ...]:
        """The units that go by a name with this `name_key`; several where offices share a name."""
        return tuple(self._named.get(key, {}).values())

    @cached_property
    def _named(self) -> dict[str, dict[str, Unit]]:
        """The units by every spelling of their names: worked out when a cell is first read, not at every start."""
        found: dict[str, dict[str, Unit]] = {}
        for unit in self._units.values():
            for name in unit.names:
                found.setdefault(name_key(name), {})[unit.code] = unit
        return found

    @cached_property
    def longest_name(self) -> int:
        """Letters of the longest `name_key`."""
        return max(map(len, self._named), default=0)

    def resolve(self, printed_cell: str, *, on: date | None, issuer_code: str) -> list[ResolvedUnit]:
        """The units named in a printed cell, in printed order; `on` is the plan's date, None where unknown."""
        return list(read_cell(self, printed_cell, on=on, issuer_code=issuer_code).units)

    def members(self, group_code: str, on: date) -> tuple[Unit, ...]:
        """The single units a group stood for on this day; empty for groups the table cannot list."""
        self.unit(group_code)
        if group_code == _PROVINCIAL_DEPARTMENTS:
            return tuple(unit for unit in self._of_level(UnitLevel.PROVINCIAL) if unit.exists_on(on))
        if group_code == _HEADQUARTERS_UNITS:
            headquarters = self._headquarters(on)
            return tuple(
                unit
                for unit in self._of_level(UnitLevel.HQ_UNIT)
                if unit.exists_on(on) and headquarters and unit.parent == headquarters.code
            )
        return ()

    def departments(self, on: date) -> tuple[Unit, ...]:
        """The provincial or, since 2025, regional departments that existed on this day."""
        levels = {UnitLevel.PROVINCIAL, UnitLevel.REGIONAL}
        return tuple(unit for unit in self._units.values() if unit.level in levels and unit.exists_on(on))

    def successors(self, code: str, on: date) -> tuple[Unit, ...]:
        """The units that do the work of a dissolved unit on this day; none for one that still exists."""
        unit = self.unit(code)
        if unit.exists_on(on):
            return ()
        found = (self._units[after] for after in unit.successors if after in self._units)
        return tuple(after for after in found if after.exists_on(on))

    def heir(self, code: str, on: date) -> str:
        """The code of the unit that does the work of this one on a day: itself, or its main successor's heir."""
        met: list[str] = []
        while code in self._units and code not in met and not self._units[code].exists_on(on):
            after = self._units[code].successors
            if not after or after[0] not in self._units:
                break
            met.append(code)
            code = after[0]
        return met[0] if code in met else code

    def children(self, code: str, on: date) -> tuple[Unit, ...]:
        """The units directly below this one that existed on this day; groups and kinds of unit are none."""
        self.unit(code)
        kinds = {UnitLevel.GROUP, UnitLevel.LOCAL_UNIT_TYPE}
        return tuple(
            unit
            for unit in self._units.values()
            if unit.parent == code and unit.level not in kinds and unit.exists_on(on)
        )

    def branches(self, code: str, on: date) -> tuple[Unit, ...]:
        """The Chi cục of a department, which keep ledgers of their own below it, as they existed on this day."""
        return tuple(unit for unit in self.children(code, on) if unit.level is UnitLevel.BRANCH)

    def leads_others(self, code: str, on: date) -> bool:
        """Whether a unit gives tasks to others and watches them: the headquarters, and a department with Chi cục."""
        return self.unit(code).level is UnitLevel.HQ or bool(self.branches(code, on))

    def node_path(self, code: str) -> str:
        """The path of a unit's node, from the headquarters down: `TCHQ/HQ03`."""
        unit = self.unit(code)
        if unit.level is UnitLevel.HQ or unit.parent is None or not self._is_below_headquarters(unit):
            return unit.code
        return f"{self.node_path(unit.parent)}/{unit.code}"

    def is_provincial(self, code: str) -> bool:
        """Whether a task of this unit concerns a provincial department: itself, its group or a unit below it."""
        return self.unit(code).is_provincial

    def agency_lines(self, code: str, on: date) -> tuple[str, str]:
        """The two agency lines over a document: the agency above and the issuing one, in capitals.

        The line above is empty where the table knows none. Offices that outlived the Tổng cục stand below the
        headquarters of the day.
        """
        unit = self.unit(code)
        above = self._units.get(unit.parent) if unit.parent else None
        if above and above.level is UnitLevel.HQ and unit.exists_on(on) and not above.exists_on(on):
            above = self._headquarters(on) or above
        return (_capitals(above) if above else "", _capitals(unit))

    def place(self, code: str) -> str:
        """The địa danh of the unit's documents; empty where the department must fill it in."""
        return self.unit(code).place

    def issuer(self, document_number: str) -> Unit | None:
        """The unit whose notation stands in a document number: TCHQ in 608/QĐ-TCHQ and in 3418/TCHQ-ĐT."""
        _, _, notation = document_number.rpartition("/")
        found = [self._by_notation[part] for part in notation.split("-") if part in self._by_notation]
        return found[0] if found else None

    @cached_property
    def _by_notation(self) -> dict[str, Unit]:
        return {unit.notation: unit for unit in self._units.values() if unit.notation}

    def _headquarters(self, on: date) -> Unit | None:
        return next((unit for unit in self._of_level(UnitLevel.HQ) if unit.exists_on(on)), None)

    def _of_level(self, level: UnitLevel) -> Iterable[Unit]:
        return (unit for unit in self._units.values() if unit.level is level)

    def _is_below_headquarters(self, unit: Unit) -> bool:
        above = unit.parent
        while above is not None and above in self._units:
            if self._units[above].level is UnitLevel.HQ:
                return True
            above = self._units[above].parent
        return False


@lru_cache(maxsize=1)
def load_units() -> UnitTable:
    """The unit table that comes with the program."""
    text = resources.files("resources").joinpath("units/units.csv").read_text(encoding="utf-8")
    return read_units(text)


def read_units(text: str) -> UnitTable:
    """The units of a table in the form of `resources/units/units.csv`."""
    return UnitTable(_unit(row) for row in csv.DictReader(text.splitlines()))


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        code=row["code"],
        name=row["canonical_name"],
        short_name=row["short_name"],
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        level=UnitLevel(row["level"]),
        parent=row["parent"] or None,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        notation=row["notation"],
        place=row["place"],
        successors=tuple(code for code in (row.get("successors") or "").split("|") if code),
        source=row.get("source") or "",
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _capitals(unit: Unit) -> str:
    """The official name as a document prints it: without the remark that tells two namesakes apart."""
    return unit.name.partition(" (")[0].upper()
