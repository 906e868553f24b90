"""The unit table as a ledger has it: the one that comes with the program, with what headquarters changed in it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

import msgspec

import db.units
from db.connection import Database
from db.rows import UnitChangeRow
from db.settings import put_setting, setting
from desktop.session import Session
from desktop.units.facts import SEPARATOR
from desktop.units.table import UnitTable, load_units
from desktop.units.unit import Unit, UnitLevel

T = TypeVar("T")
_OWN_UNIT = "own_unit"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What was changed of a unit; None where it is as shipped, "" where it was emptied.

    `aliases` are spellings with whether each holds; `parallel` says that two machines gave a field different values.
    """

    code: str
    name: str | None = None
    short_name: str | None = None
    aliases: tuple[tuple[str, bool], ...] = ()
    level: UnitLevel | None = None
    parent: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    notation: str | None = None
    place: str | None = None
    successors: str | None = None
    source: str | None = None
    removed: bool = False
    parallel: bool = False


def units_of(session: Session) -> UnitTable:
    """The unit table of the ledger; the same object as long as nothing in it changes."""
    return units_in(session.database)


def units_in(database: Database) -> UnitTable:
    """The unit table of an open ledger."""
    return _table(_own_unit(database), tuple(unit_changes(database)))


def keep_own_unit(database: Database, unit: Unit) -> None:
    """Remember the unit of a new ledger where the shipped table lacks it, until headquarters' table arrives."""
    if unit.code not in load_units():
        change = UnitChange(
            unit.code, unit.name, unit.short_name, level=unit.level, parent=unit.parent, notation=unit.notation,
            place=unit.place, source=unit.source,
        )  # fmt: skip
        put_setting(database, _OWN_UNIT, msgspec.json.encode(change).decode())


def _own_unit(database: Database) -> UnitChange | None:
    kept = setting(database, _OWN_UNIT)
    own = msgspec.json.decode(kept, type=UnitChange) if kept else None
    return own if own is not None and own.code not in load_units() else None


def unit_changes(database: Database) -> list[UnitChange]:
    """What was changed in the shipped table, by code."""
    return [change_of(row) for row in db.units.changes(database)]


def change_of(row: UnitChangeRow) -> UnitChange:
    """What a folded row says."""
    return UnitChange(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        aliases=tuple(sorted(json.loads(row["aliases"]).items())),
        level=UnitLevel(row["level"]) if row["level"] else None,
        parent=row["parent"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        notation=row["notation"],
        place=row["place"],
        successors=row["successors"],
        source=row["source"],
        removed=bool(row["removed"]),
        parallel=row["parallel"] is not None,
    )


@lru_cache(maxsize=4)
def _table(own: UnitChange | None, changes: tuple[UnitChange, ...]) -> UnitTable:
    """Kept, because the names of a table are folded once, when a cell is first read."""
    shipped = changed_table(load_units(), [own]) if own is not None else load_units()
    return changed_table(shipped, changes) if changes else shipped


def changed_table(shipped: UnitTable, changes: Iterable[UnitChange]) -> UnitTable:
    """The shipped table with the changes in it: its units in their order, then the added ones by code.

    Whatever was signed in parallel, the result is a tree: parents that are unknown or stand in a circle give way to
    the shipped ones.
    """
    units = {unit.code: unit for unit in shipped.all_units()}
    taken_back: dict[str, Unit] = {}
    for change in sorted(changes, key=lambda change: change.code):
        before = units.get(change.code)
        if change.removed and before is not None:
            continue
        after = _changed(before, change)
        if after is not None:
            (taken_back if change.removed else units)[change.code] = after
    return UnitTable(_as_tree(units, shipped).values(), taken_back.values())


def _changed(before: Unit | None, change: UnitChange) -> Unit | None:
    """The unit after the change; None for a new one that nobody could show."""
    if before is None:
        if not change.name or change.level is None:
            return None
        before = Unit(change.code, change.name, change.name, (), change.level, None, None, None, "", "")
    return replace(
        before,
        name=change.name or before.name,
        short_name=_said(change.short_name, before.short_name) or change.name or before.name,
        aliases=_spellings(before.aliases, change.aliases),
        level=change.level or before.level,
        parent=_said(change.parent, before.parent) or None,
        valid_from=before.valid_from if change.valid_from is None else _day(change.valid_from),
        valid_to=before.valid_to if change.valid_to is None else _day(change.valid_to),
        notation=_said(change.notation, before.notation),
        place=_said(change.place, before.place),
        successors=before.successors if change.successors is None else codes_of(change.successors),
        source=_said(change.source, before.source),
    )


def _said(changed: str | None, shipped: T) -> str | T:
    return shipped if changed is None else changed


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def codes_of(text: str) -> tuple[str, ...]:
    """The codes between bars, each once."""
    return tuple(dict.fromkeys(code for part in text.split(SEPARATOR) if (code := part.strip())))


def _spellings(shipped: tuple[str, ...], said: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    holds = dict(said)
    kept = [alias for alias in shipped if holds.get(alias, True)]
    return (*kept, *(alias for alias in sorted(holds) if holds[alias] and alias not in shipped))


def _as_tree(units: dict[str, Unit], shipped: UnitTable) -> dict[str, Unit]:
    """The units with every parent known and no circle among them."""
    known = {
        code: unit if unit.parent is None or unit.parent in units else replace(unit, parent=_shipped(code, shipped))
        for code, unit in units.items()
    }
    while circle := [code for code in known if is_in_circle(code, known)]:
        for code in circle:
            known[code] = replace(known[code], parent=_shipped(code, shipped))
    return known


def is_in_circle(code: str, units: Mapping[str, Unit]) -> bool:
    """Whether the way up from a unit comes back to it."""
    passed: set[str] = set()
    above = units[code].parent
    while above is not None and above in units and above not in passed:
        if above == code:
            return True
        passed.add(above)
        above = units[above].parent
    return False


def _shipped(code: str, shipped: UnitTable) -> str | None:
    return shipped.unit(code).parent if code in shipped else None
