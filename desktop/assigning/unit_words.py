"""The units somebody types into a cell: codes, any name the table knows, the bare name of a province."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.plans.records import NamedUnit
from desktop.text import collapse, search_key
from desktop.units.cell import CellReading, UnitDoubt, read_cell
from desktop.units.table import UnitTable

_PIECES: Final = re.compile(r"([;,\n])")
_OFFICE: Final = re.compile(
    r"(?:(?:cac\s+)?(?:cuc|chi cuc)\s+)?(?:hai quan|hq)\b\s*(?:tinh|lien tinh|thanh pho|tp\.?|khu vuc|kv)?\s*"
)
_TOWN: Final = re.compile(r"(?:tinh|thanh pho|tp\.?)\s+")


@dataclass(frozen=True, slots=True)
class TypedUnits:
    """The units of a typed cell, and the words that name none, more than one, or one that did not exist then."""

    units: tuple[NamedUnit, ...]
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    not_then: tuple[str, ...] = ()


class UnitWords:
    """Reads typed cells for a plan of a day, issued by a unit; remembers what it has read."""

    def __init__(self, units: UnitTable, *, on: date, issuer: str) -> None:
        self._units, self._on, self._issuer = units, on, issuer
        self._known: dict[str, TypedUnits] = {}
        self._places = {_place(unit.name): unit.code for unit in units.departments(on)}

    def read(self, text: str) -> TypedUnits:
        """The units of a cell."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> TypedUnits:
        whole = self._cell(text)
        if whole.units and not whole.doubts:
            return _sorted_out([NamedUnit(unit.code, unit.name) for unit in whole.units], whole, ())
        named: list[NamedUnit] = []
        rest: list[str] = []
        for piece in _PIECES.split(text):
            code = self._code(piece)
            if code is None:
                rest.append(piece)
            else:
                named.append(NamedUnit(code, self._units.unit(code).name))
        left = "".join(rest).strip(" ,;\n")
        reading = self._cell(left)
        return _sorted_out(
            [*named, *(NamedUnit(unit.code, unit.name) for unit in reading.units if unit.code)],
            reading,
            tuple(unit.printed for unit in reading.units if unit.code is None and self._was_or_will_be(unit.printed)),
        )

    def _cell(self, text: str) -> CellReading:
        return read_cell(self._units, text, on=self._on, issuer_code=self._issuer)

    def _code(self, piece: str) -> str | None:
        code = piece.strip().upper()
        if code in self._units and self._units.unit(code).exists_on(self._on):
            return code
        return self._places.get(_place(piece))

    def _was_or_will_be(self, name: str) -> bool:
        if name.strip().upper() in self._units:
            return True
        found = read_cell(self._units, name, on=None, issuer_code=self._issuer)
        return any(unit.code is not None for unit in found.units)


def _place(name: str) -> str:
    key = search_key(name).strip(" .,;")
    return _TOWN.sub("", _OFFICE.sub("", key, count=1), count=1).replace(" ", "")


def _sorted_out(named: list[NamedUnit], reading: CellReading, not_then: tuple[str, ...]) -> TypedUnits:
    several = tuple(words for doubt, words in reading.doubts if doubt is UnitDoubt.AMBIGUOUS)
    unknown = tuple(
        collapse(unit.printed)
        for unit in reading.units
        if unit.code is None and unit.printed not in several and unit.printed not in not_then
    )
    units = {unit.code: unit for unit in named}
    return TypedUnits(tuple(units.values()), unknown, several, not_then)
