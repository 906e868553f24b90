"""Reading the units out of one printed cell (domain rules §5.4): splitting, matching, deciding, doubting.

A cell is never guessed by likeness: a run of words that is not made of known names altogether stays text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.text import collapse
from desktop.units.names import PrintedLine, begins_like_a_unit, name_key
from desktop.units.runs import EDGES, Run, UnitTableLike, is_made_of_names, runs_of
from desktop.units.unit import ResolvedUnit, Unit, UnitLevel

_BULLET: Final = re.compile(r"\s*(?:[-–+*•]\s*|(?:[0-9]{1,2}[.)]|[a-zđ]\))\s+)")
_LABEL: Final = re.compile(r"(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|phối hợp|thực hiện)\s*:\s*", re.IGNORECASE)
_LONGEST_CELL: Final = 2_000
_MOST_LINES: Final = 60
_CUT_SHORT: Final = re.compile(r"tỉnh$|^cụchq$")
_DASH: Final = re.compile(r"[-–—\u2011]")
_PARTS_FOR_SURE: Final = frozenset(";/")


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
    reader = _CellReader(table, on, issuer_code, refused)
    for line in reader.join_lines(printed):
        reader.read_line(line)
    return reader.reading()


class _CellReader:
    """The state of reading one cell."""

    def __init__(self, table: UnitTableLike, on: date | None, issuer_code: str, refused: frozenset[str]) -> None:
        self._table, self._on, self._issuer, self._refused = table, on, issuer_code, refused
        self._units: list[ResolvedUnit] = []
        self._notes: list[str] = []
        self._joins: list[Join] = []
        self._doubts: list[tuple[UnitDoubt, str]] = []

    def reading(self) -> CellReading:
        """What has been read so far; a unit printed twice counts once."""
        units = {unit.code or unit.printed: unit for unit in reversed(self._units)}
        return CellReading(tuple(reversed(units.values())), tuple(self._notes), tuple(self._joins), tuple(self._doubts))

    # --- lines ---------------------------------------------------------------------------------------------

    def join_lines(self, printed: str) -> list[str]:
        """The lines of the cell without their bullets; a name split over two of them is made whole again."""
        lines: list[str] = []
        for raw in printed.split("\n"):
            bullet = _BULLET.match(raw)
            text = collapse(raw[bullet.end() :] if bullet else raw)
            if not text:
                continue
            if lines and self._continues(lines[-1], text, has_bullet=bullet is not None):
                join = _join(lines[-1], text, "- " if bullet else "")
                if self._is_joined(join, has_bullet=bullet is not None):
                    lines[-1] = f"{lines[-1]} {text}"
                    continue
            lines.append(text)
        return lines

    def _continues(self, above: str, text: str, *, has_bullet: bool) -> bool:
        if is_made_of_names(self._table, above) and is_made_of_names(self._table, text):
            return False
        if is_made_of_names(self._table, f"{above} {text}"):
            return True
        return not has_bullet and (text[0].islower() or text[0] == "&")

    def _is_joined(self, join: Join, *, has_bullet: bool) -> bool:
        """Keep a join that is not refused; over a bullet it is doubted."""
        if join.was in self._refused:
            return False
        self._joins.append(join)
        if has_bullet:
            self._doubts.append((UnitDoubt.SPLIT_OVER_BULLET, join.now))
        return True

    # --- pieces of a line ----------------------------------------------------------------------------------

    def read_line(self, text: str) -> None:
        """Add the units of one line; «Chủ trì:» before them is no part of a name."""
        label = _LABEL.match(text)
        line = PrintedLine.of(text[label.end() if label else 0 :].rstrip(" :"))
        pieces: list[Run] = []
        for run in runs_of(self._table, line):
            joined = self._joined(line, pieces[-1], run) if pieces else None
            if joined:
                pieces[-1:] = joined
            else:
                pieces.append(run)
        for run in pieces:
            self._close(run)

    def _joined(self, line: PrintedLine, above: Run, run: Run) -> list[Run] | None:
        """Two pieces that are one: a name split over a dash, «Sở Văn hóa, Thể thao và Du lịch»; None for two units."""
        between = line.part(above.end, run.begin)
        if (above.is_known and run.is_known) or any(sign in _PARTS_FOR_SURE for sign in between):
            return None
        name = f"{above.printed} {run.printed}"
        if _DASH.search(between) and self._table.named(name_key(name)):
            join = Join(was=line.part(above.begin, run.end).strip(EDGES), now=name)
            return self._runs_at(name, above.begin, run.end) if self._is_joined(join, has_bullet=True) else None
        if above.is_known or run.is_known or begins_like_a_unit(run.printed):
            return None
        whole = line.part(above.begin, run.end).strip(EDGES)
        return [Run(above.begin, run.end, whole, notes=above.notes + run.notes, is_known=False)]

    def _runs_at(self, name: str, begin: int, end: int) -> list[Run]:
        return [replace(run, begin=begin, end=end) for run in runs_of(self._table, PrintedLine.of(name))]

    # --- deciding ------------------------------------------------------------------------------------------

    def _close(self, run: Run) -> None:
        printed = collapse(run.printed)
        if not run.is_known:
            self._units.append(ResolvedUnit(None, printed, printed))
            self._doubts.append((UnitDoubt.UNKNOWN, printed))
            return
        self._notes.extend(run.notes)
        if len(run.units) > 1:
            self._doubts.append((UnitDoubt.NO_SEPARATOR, printed))
        for name, candidates in run.units:
            self._units.append(self._decided(collapse(name).strip(EDGES), candidates, run.owners))
        parents = {unit.parent for _, candidates in run.units for unit in candidates}
        self._notes.extend(words for words, owners in run.bracketed if not any(one.code in parents for one in owners))

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
