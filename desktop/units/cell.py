"""Reading the units out of one printed cell (domain rules §5.4): splitting, matching, deciding, doubting.

A cell is never guessed by likeness: a run of words that is not made of known names altogether stays text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from desktop.text import collapse
from desktop.units.names import PrintedLine, name_key
from desktop.units.unit import ResolvedUnit, Unit, UnitLevel

_BULLET: Final = re.compile(r"\s*[-–+*•]\s*")
_EDGES: Final = " ,.;:-–+*•\u00a0"
_LONGEST_CELL: Final = 2_000
_MOST_LINES: Final = 60
_OWNED_BY: Final = "thuộc"
_AND: Final = "và"
_CUT_SHORT: Final = re.compile(r"tỉnh$|^cụchq$")


class UnitTableLike(Protocol):
    """What reading a cell needs of the unit table."""

    @property
    def longest_name(self) -> int:
        """Letters of the longest name."""

    def named(self, key: str) -> tuple[Unit, ...]:
        """The units that go by this name."""

    def is_provincial(self, code: str) -> bool:
        """Whether the unit is a provincial department or below one."""

    def __contains__(self, code: object) -> bool: ...


class UnitDoubt(StrEnum):
    """Why a reading of a unit cell deserves a look."""

    UNKNOWN = "unknown_unit"
    AMBIGUOUS = "ambiguous_unit"
    CUT_SHORT = "name_cut_short"
    NO_SEPARATOR = "units_without_separator"
    SPLIT_OVER_BULLET = "name_split_over_bullet"


@dataclass(frozen=True, slots=True)
class Join:
    """A name that a line break had split: how it was printed, how it is read."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class CellReading:
    """The units of a cell in printed order, its bracketed remarks, and what was decided on the way."""

    units: tuple[ResolvedUnit, ...]
    notes: tuple[str, ...]
    joins: tuple[Join, ...]
    doubts: tuple[tuple[UnitDoubt, str], ...]


def read_cell(
    table: UnitTableLike,
    printed: str,
    *,
    on: date | None,
    issuer_code: str,
    refused: frozenset[str] = frozenset(),
) -> CellReading:
    """Read the units of a printed cell as of `on` in a document of `issuer_code`; `refused` are joins not wanted."""
    if len(printed) > _LONGEST_CELL or printed.count("\n") > _MOST_LINES:
        text = collapse(printed)
        return CellReading((ResolvedUnit(None, text, text),), (), (), ((UnitDoubt.UNKNOWN, text),))
    reader = _CellReader(table, on, issuer_code)
    for line in reader.join_lines(printed, refused):
        reader.read_line(line)
    return reader.reading()


@dataclass(slots=True)
class _Run:
    """The words between two separators of a line."""

    begin: int
    units: list[tuple[str, tuple[Unit, ...]]] = field(default_factory=list)
    owners: list[Unit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_known: bool = True


class _CellReader:
    """The state of reading one cell."""

    def __init__(self, table: UnitTableLike, on: date | None, issuer_code: str) -> None:
        self._table, self._on, self._issuer = table, on, issuer_code
        self._units: list[ResolvedUnit] = []
        self._notes: list[str] = []
        self._joins: list[Join] = []
        self._doubts: list[tuple[UnitDoubt, str]] = []

    def reading(self) -> CellReading:
        """What has been read so far; a unit printed twice counts once."""
        units = {unit.code or unit.printed: unit for unit in reversed(self._units)}
        return CellReading(tuple(reversed(units.values())), tuple(self._notes), tuple(self._joins), tuple(self._doubts))

    # --- lines ---------------------------------------------------------------------------------------------

    def join_lines(self, printed: str, refused: frozenset[str]) -> list[str]:
        """The lines of the cell without their bullets; a name split over two of them is made whole again."""
        lines: list[str] = []
        for raw in printed.split("\n"):
            bullet = _BULLET.match(raw)
            text = collapse(raw[bullet.end() :] if bullet else raw)
            if not text:
                continue
            if lines and self._continues(lines[-1], text, has_bullet=bullet is not None):
                join = _join(lines[-1], text, "- " if bullet else "")
                if join.was not in refused:
                    lines[-1] = f"{lines[-1]} {text}"
                    self._joins.append(join)
                    if bullet:
                        self._doubts.append((UnitDoubt.SPLIT_OVER_BULLET, join.now))
                    continue
            lines.append(text)
        return lines

    def _continues(self, above: str, text: str, *, has_bullet: bool) -> bool:
        if self._is_made_of_names(above) and self._is_made_of_names(text):
            return False
        if self._is_made_of_names(f"{above} {text}"):
            return True
        return not has_bullet and (text[0].islower() or text[0] == "&")

    def _is_made_of_names(self, text: str) -> bool:
        runs = self._runs(PrintedLine.of(text))
        return any(run.units for run, _ in runs) and all(run.is_known for run, _ in runs)

    def read_line(self, text: str) -> None:
        """Add the units of one line."""
        line = PrintedLine.of(text)
        for run, end in self._runs(line):
            self._close(run, line.part(run.begin, end).strip(_EDGES))

    # --- runs ----------------------------------------------------------------------------------------------

    def _runs(self, line: PrintedLine) -> list[tuple[_Run, int]]:
        runs: list[tuple[_Run, int]] = []
        run, here, size = _Run(0), 0, len(line.letters)
        while here < size:
            after = self._after_unit(line, here, run) or self._after_note(line, here, run)
            if after is None and self._parts(line, here, run):
                runs.append((run, here))
                after = here + (1 if line.is_separator(here) else len(_AND))
                run = _Run(after)
            if after is None:
                after = self._after_owner(line, here, run)
            if after is None:
                run.is_known = False
                after = here + 1
            here = after
        return [*runs, (run, size)]

    def _after_unit(self, line: PrintedLine, here: int, run: _Run) -> int | None:
        found = self._longest_name(line, here)
        if found is None:
            return None
        end, units = found
        printed, note = self._without_note(line.part(here, end), units)
        run.units.append((printed, units))
        if note:
            run.notes.append(note)
        return end

    def _longest_name(self, line: PrintedLine, here: int) -> tuple[int, tuple[Unit, ...]] | None:
        if not line.starts_word(here):
            return None
        for end in range(min(len(line.letters), here + self._table.longest_name), here, -1):
            units = self._table.named(line.letters[here:end])
            if units and line.ends_word(end):
                return end, units
        return None

    def _without_note(self, printed: str, units: tuple[Unit, ...]) -> tuple[str, str]:
        """A known spelling with a remark in brackets, such as «phòng giá (nếu có)», parted from the remark."""
        name, _, note = printed.removesuffix(")").partition("(")
        is_remark = printed.endswith(")") and not self._table.named(name_key(note))
        if is_remark and set(self._table.named(name_key(name))) >= set(units):
            return name.strip(), note.strip()
        return printed, ""

    def _after_note(self, line: PrintedLine, here: int, run: _Run) -> int | None:
        end = line.letters.find(")", here)
        if line.letters[here] != "(" or end < 0:
            return None
        note = line.part(here + 1, end)
        owners = self._table.named(name_key(note))
        run.owners.extend(owners)
        if note and not owners:
            run.notes.append(note)
        return end + 1

    def _after_owner(self, line: PrintedLine, here: int, run: _Run) -> int | None:
        """«… thuộc Cục HQ tỉnh, TP» says whose office it is; the owner is not a unit of the cell."""
        begin = here + len(_OWNED_BY)
        if not run.units or line.letters[here:begin] != _OWNED_BY or not line.starts_word(here):
            return None
        found = self._longest_name(line, begin)
        if found is None:
            return None
        run.owners.extend(found[1])
        return found[0]

    def _parts(self, line: PrintedLine, here: int, run: _Run) -> bool:
        if line.is_separator(here):
            return True
        after = here + len(_AND)
        is_and = line.letters[here:after] == _AND and line.starts_word(here)
        return is_and and bool(run.units) and run.is_known and self._longest_name(line, after) is not None

    # --- deciding ------------------------------------------------------------------------------------------

    def _close(self, run: _Run, printed: str) -> None:
        if not run.is_known:
            self._units.append(ResolvedUnit(None, printed, printed))
            self._doubts.append((UnitDoubt.UNKNOWN, printed))
            return
        self._notes.extend(run.notes)
        if len(run.units) > 1:
            self._doubts.append((UnitDoubt.NO_SEPARATOR, printed))
        for name, candidates in run.units:
            self._units.append(self._decided(collapse(name).strip(_EDGES), candidates, run.owners))

    def _decided(self, printed: str, candidates: tuple[Unit, ...], owners: list[Unit]) -> ResolvedUnit:
        units = [unit for unit in candidates if unit.exists_on(self._on)]
        for is_meant in (self._owned_by(owners), self._of_issuer):
            meant = [unit for unit in units if is_meant(unit)]
            units = meant or units
        if len(units) != 1:
            doubt = UnitDoubt.AMBIGUOUS if units else UnitDoubt.UNKNOWN
            self._doubts.append((doubt, printed))
            return ResolvedUnit(None, printed, printed)
        unit = units[0]
        if unit.level is UnitLevel.GROUP and _CUT_SHORT.search(name_key(printed)):
            self._doubts.append((UnitDoubt.CUT_SHORT, printed))
        return ResolvedUnit(unit.code, unit.name, printed)

    def _owned_by(self, owners: list[Unit]) -> Callable[[Unit], bool]:
        codes = {owner.code for owner in owners}
        return lambda unit: unit.parent in codes

    def _of_issuer(self, unit: Unit) -> bool:
        if self._issuer in self._table and self._table.is_provincial(self._issuer):
            return unit.level is UnitLevel.LOCAL_UNIT_TYPE
        return unit.parent == self._issuer


def _join(above: str, text: str, bullet: str) -> Join:
    """The joined name alone: what follows the last comma above, and the line up to its closing comma."""
    tail = above.rpartition(",")[2].strip() or above
    head = text.rstrip(" ,.;")
    return Join(was=f"{tail}\n{bullet}{head}", now=f"{tail} {head}")
