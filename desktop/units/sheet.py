"""The unit table as a file that an office edits: written as CSV, read from CSV and workbooks, errors first."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from desktop.errors import NoUnitTable, UnitsRefused
from desktop.files import atomic_write
from desktop.formats import day_of_text
from desktop.importing.document import Row
from desktop.importing.readers.formats import open_document
from desktop.jobs import Job
from desktop.problem import Grade
from desktop.session import Session
from desktop.text import collapse, search_key
from desktop.units.checking import Standing, UnitFault, UnitProblem, check_units, with_units
from desktop.units.current import codes_of, units_of
from desktop.units.editing import UnitsWritten, put_units, standing_of
from desktop.units.facts import SEPARATOR
from desktop.units.table import UnitTable, load_units
from desktop.units.unit import Unit, UnitLevel
from desktop.units.words import COLUMN_WORDS, LEVEL_WORDS

COLUMNS: Final = (
    "code", "canonical_name", "short_name", "aliases", "level", "parent", "valid_from", "valid_to", "notation", "place",
    "source", "successors",
)  # fmt: skip
"""The columns of the file, those of the table that comes with the program."""
_FIELDS: Final = {column: "name" if column == "canonical_name" else column for column in COLUMNS}
_NEEDED: Final = ("code", "canonical_name", "level")


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What a file says: the units that differ from the table, how many rows are the same, everything wrong.

    Units of the table that the file leaves out stay as they are: a unit is never deleted.
    """

    units: tuple[Unit, ...]
    added: int
    unchanged: int
    problems: tuple[UnitProblem, ...]


def write_sheet(table: UnitTable, path: Path) -> None:
    """Write the table as CSV that Excel opens as Unicode. Raises FileNotWritten, NotEnoughSpace."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    writer.writerows([_text(unit, _FIELDS[column]) for column in COLUMNS] for unit in table.all_units())
    atomic_write(path, lines.getvalue().encode("utf-8-sig"))


def _text(unit: Unit, field: str) -> str:
    value: object = getattr(unit, field)
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def read_sheet(data: bytes, name: str, table: UnitTable, standing: Standing, job: Job | None = None) -> ReadSheet:
    """The changes that a file makes to the table, with everything wrong in it; nothing is written.

    Columns are known by the names of the shipped table or those on the screen, in any order; a column that is not
    there, and an empty cell of code, leave things as they are. Raises UnsupportedDocument, NotAPlan (`empty`) and
    NoUnitTable.
    """
    header, rows = _rows_of(data, name, job)
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        words = COLUMN_WORDS[_FIELDS[missing[0]]]
        return ReadSheet((), 0, 0, (UnitProblem("", "", UnitFault.NO_COLUMNS, words),))
    reader = _Reader(table)
    for row in rows:
        reader.read({column: row.cells[place].text for column, place in header.items() if place < len(row.cells)}, row)
    known = reader.known
    changed = [u for u in reader.units.values() if u.code not in known or not _is_same(u, known[u.code])]
    checked = check_units(table, changed, standing)
    placed = [replace(problem, where=reader.places.get(problem.code, "")) for problem in checked]
    added = sum(1 for unit in changed if unit.code not in known)
    return ReadSheet(tuple(changed), added, len(reader.units) - len(changed), (*reader.problems, *placed))


def read_sheet_here(session: Session, data: bytes, name: str, job: Job | None = None) -> ReadSheet:
    """What a file changes in this ledger's table; raises as `read_sheet`."""
    return read_sheet(data, name, units_of(session), standing_of(session), job)


def handed_table(data: bytes, name: str, job: Job | None = None) -> UnitTable:
    """The shipped table with the one that headquarters wrote to a file: for a ledger that is still to be made.

    Raises as `read_sheet`, and UnitsRefused with everything wrong.
    """
    shipped = load_units()
    found = read_sheet(data, name, shipped, Standing(""), job)
    if blocking := tuple(problem for problem in found.problems if problem.grade is Grade.BLOCKING):
        raise UnitsRefused(blocking)
    return with_units(shipped, found.units)


def take_in(session: Session, sheet: ReadSheet, reason: str = "") -> UnitsWritten:
    """Write what a file changes, as one change. Raises NotPermitted, UnitsKeptAbove, UnitsRefused."""
    if blocking := tuple(problem for problem in sheet.problems if problem.grade is Grade.BLOCKING):
        raise UnitsRefused(blocking)
    return put_units(session, sheet.units, reason)


def _rows_of(data: bytes, name: str, job: Job | None) -> tuple[Mapping[str, int], Sequence[Row]]:
    """The columns by their keys and the rows below them, of the first table that has a column of codes."""
    for found in open_document(data, name=name, job=job).tables:
        for number, row in enumerate(found.rows):
            header = _header(row)
            if "code" in header:
                return header, [below for below in found.rows[number + 1 :] if not below.is_blank]
    raise NoUnitTable(name)


def _header(row: Row) -> dict[str, int]:
    keys = {search_key(column): column for column in COLUMNS}
    keys |= {search_key(COLUMN_WORDS[field]): column for column, field in _FIELDS.items()}
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        column = keys.get(search_key(collapse(cell.text)))
        if column is not None:
            found.setdefault(column, place)
    return found


class _Reader:
    """The units of a file row by row, and what is wrong with their cells."""

    def __init__(self, table: UnitTable) -> None:
        self.known = {unit.code: unit for unit in table.all_units()}
        self.units: dict[str, Unit] = {}
        self.places: dict[str, str] = {}
        self.problems: list[UnitProblem] = []

    def read(self, cells: Mapping[str, str], row: Row) -> None:
        """Read one row: a known unit as it is there with what the row says, or a new one."""
        code, where = collapse(cells["code"]), row.where
        if not code and not collapse(cells.get("canonical_name", "")):
            return
        if code in self.units:
            self.problems.append(UnitProblem(code, "code", UnitFault.CODE_TWICE, code, where))
            return
        self.places[code] = where
        before = self.known.get(code)
        level = self._level(code, cells["level"], where) or (before.level if before else UnitLevel.HQ_UNIT)
        unit = before or Unit(code, "", "", (), level, None, None, None, "", "")
        said = {column: cells[column] for column in COLUMNS if column in cells}
        self.units[code] = self._filled(replace(unit, level=level), said, where)

    def _filled(self, unit: Unit, said: Mapping[str, str], where: str) -> Unit:
        """The unit with the texts, days and codes of its row."""

        def text(column: str, before: str) -> str:
            return collapse(said[column]) if column in said else before

        name = text("canonical_name", unit.name)
        return replace(
            unit,
            name=name,
            short_name=text("short_name", unit.short_name) or name,
            aliases=_spellings(unit, said["aliases"]) if "aliases" in said else unit.aliases,
            parent=text("parent", unit.parent or "") or None,
            valid_from=self._day(unit, "valid_from", said, where),
            valid_to=self._day(unit, "valid_to", said, where),
            notation=text("notation", unit.notation),
            place=text("place", unit.place),
            source=text("source", unit.source),
            successors=codes_of(said["successors"]) if "successors" in said else unit.successors,
        )

    def _level(self, code: str, text: str, where: str) -> UnitLevel | None:
        """The level of these words or this key."""
        key = search_key(text)
        found = next((level for level, words in LEVEL_WORDS.items() if key in {level.value, search_key(words)}), None)
        if found is None:
            self.problems.append(UnitProblem(code, "level", UnitFault.LEVEL_UNKNOWN, collapse(text), where))
        return found

    def _day(self, unit: Unit, column: str, said: Mapping[str, str], where: str) -> date | None:
        """A day as the file or as Excel writes it; "" is an open end."""
        before: date | None = getattr(unit, column)
        if column not in said:
            return before
        text = collapse(said[column])
        if not text:
            return None
        found = _iso_day(text) or day_of_text(text)
        if found is None:
            self.problems.append(UnitProblem(unit.code, column, UnitFault.NOT_A_DAY, text, where))
        return found or before


def _iso_day(text: str) -> date | None:
    """A day as 2025-03-01, also with a time behind it as workbooks store it."""
    try:
        return date.fromisoformat(text[:10]) if text[4:5] == "-" else None
    except ValueError:
        return None


def _spellings(unit: Unit, text: str) -> tuple[str, ...]:
    """The spellings between bars; those the unit has already keep their blanks, which files do not."""
    found: list[str] = []
    for part in text.split(SEPARATOR):
        alias = collapse(part)
        found += [known for known in unit.aliases if collapse(known) == alias] or ([alias] if alias else [])
    return tuple(dict.fromkeys(found))


def _is_same(one: Unit, other: Unit) -> bool:
    """Whether two units say the same; the order of spellings says nothing."""
    return replace(one, aliases=()) == replace(other, aliases=()) and set(one.aliases) == set(other.aliases)
