"""Changing the unit table at headquarters: new units, new names and spellings, ends and successors; nothing is deleted.

Every change rests on the table that comes with the program, so that a newer program still brings its own corrections.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import db.events
from db.connection import Database
from desktop.actions import ACTIONS, Action
from desktop.errors import UnitsKeptAbove, UnitsRefused
from desktop.journal.event import Fields
from desktop.journal.journal import REMOVED
from desktop.journal.projection import folded_entity
from desktop.problem import Grade
from desktop.session import Session
from desktop.sync.audiences import target_of
from desktop.sync.endpoint import stored_trust
from desktop.text import clean_text, collapse
from desktop.units.checking import Standing, UnitProblem, check_units
from desktop.units.current import units_of
from desktop.units.facts import ALIAS, SEPARATOR, unit_changed, unit_entity
from desktop.units.unit import Unit

_TEXTS = ("name", "short_name", "notation", "place", "source")


@dataclass(frozen=True, slots=True)
class UnitsWritten:
    """What a change of the table wrote: codes of new and of changed units, and what is worth telling about them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    told: tuple[UnitProblem, ...] = ()


def may_change_units(session: Session) -> bool:
    """Whether the signed-in person may change the unit table here."""
    return is_kept_here(session.node) and session.may(ACTIONS[Action.CHANGE_UNITS].permission)


def is_kept_here(node: str) -> bool:
    """Whether the unit table is kept at this node: at the top of the tree."""
    return "/" not in node


def unit_problems(session: Session, wanted: Sequence[Unit], *, new: frozenset[str] = frozenset()) -> list[UnitProblem]:
    """What stops these units or is worth telling about them, in the table as it stands; nothing is written."""
    return check_units(units_of(session), [tidy(unit) for unit in wanted], standing_of(session), new=new)


def add_unit(session: Session, unit: Unit, reason: str = "") -> UnitsWritten:
    """Put a new unit into the table. Raises NotPermitted, UnitsKeptAbove, UnitsRefused."""
    return put_units(session, [unit], reason, new=frozenset({unit.code}))


def change_unit(session: Session, unit: Unit, reason: str = "") -> UnitsWritten:
    """Let the unit of this code be as given. Raises NotPermitted, UnitsKeptAbove, UnknownUnit, UnitsRefused."""
    units_of(session).unit(unit.code)
    return put_units(session, [unit], reason)


def end_unit(
    session: Session, code: str, last_day: date, successors: Sequence[str] = (), reason: str = ""
) -> UnitsWritten:
    """Let a unit exist until this day, its work taken over by others; plans of before still name it.

    Without successors those already named stay. Raises NotPermitted, UnitsKeptAbove, UnknownUnit, UnitsRefused.
    """
    before = units_of(session).unit(code)
    after = replace(before, valid_to=last_day, successors=tuple(successors) or before.successors)
    return put_units(session, [after], reason)


def put_units(
    session: Session, wanted: Sequence[Unit], reason: str = "", *, new: frozenset[str] = frozenset()
) -> UnitsWritten:
    """Let these units be as given, as one change; those that are so already are left alone.

    Raises NotPermitted, UnitsKeptAbove in a ledger that receives the table, and UnitsRefused with everything wrong.
    """
    session.allow(ACTIONS[Action.CHANGE_UNITS].permission)
    if not is_kept_here(session.node):
        raise UnitsKeptAbove
    units, tidied = units_of(session), [tidy(unit) for unit in wanted]
    known = {unit.code: unit for unit in units.all_units()}
    problems = check_units(units, tidied, standing_of(session), new=new)
    blocking = tuple(problem for problem in problems if problem.grade is Grade.BLOCKING)
    if blocking:
        raise UnitsRefused(blocking)
    why = clean_text(reason)
    with session.changing(Action.CHANGE_UNITS) as change:
        written = []
        for unit in tidied:
            fields = changed_fields(session.database, known.get(unit.code), unit)
            if fields:
                change.write(unit_changed(unit.code, fields, why))
                written.append(unit.code)
    return UnitsWritten(
        tuple(code for code in written if code not in known),
        tuple(code for code in written if code in known),
        tuple(problem for problem in problems if problem.code in written),
    )


def standing_of(session: Session) -> Standing:
    """This ledger's own unit, and the units of all nodes it trusts, hears of or addresses."""
    trust = stored_trust(session.database)
    paths = set(trust.nodes()) if trust is not None else set()
    for stream in db.events.streams(session.database):
        paths |= {stream["node"], target_of(stream["audience"]) or ""}
    return Standing(session.unit, frozenset(path.rpartition("/")[2] for path in paths if path))


def tidy(unit: Unit) -> Unit:
    """The unit as it is kept: blanks collapsed, each spelling once and none that is its name."""
    name = collapse(unit.name)
    short_name = collapse(unit.short_name) or name
    return replace(
        unit,
        code=unit.code.strip(),
        name=name,
        short_name=short_name,
        notation=collapse(unit.notation),
        place=collapse(unit.place),
        source=collapse(unit.source),
        aliases=tuple(
            dict.fromkeys(alias for alias in unit.aliases if alias.strip() and alias not in {name, short_name})
        ),
        successors=tuple(dict.fromkeys(unit.successors)),
    )


def changed_fields(database: Database, before: Unit | None, after: Unit) -> Fields:
    """The fields of the event that makes the unit so: those that differ, and those on which two machines disagree."""
    old, new = _fields(before) if before is not None else {}, _fields(after)
    folded = folded_entity(database, unit_entity(after.code))
    fields: Fields = {name: False for name in old if name not in new}  # only spellings go
    fields |= {name: value for name, value in new.items() if old.get(name) != value or name in folded.conflicts}
    if fields and folded.fields.get(REMOVED):  # what was undone must not come back with the new change
        return {**{name: None for name in folded.fields if name != REMOVED}, **fields}
    return fields


def _fields(unit: Unit) -> Fields:
    """The unit as the fields of an event; each spelling is a field of its own."""
    return {
        **{name: getattr(unit, name) for name in _TEXTS},
        "level": str(unit.level),
        "parent": unit.parent or "",
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else "",
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else "",
        "successors": SEPARATOR.join(unit.successors),
        **{f"{ALIAS}{alias}": True for alias in unit.aliases},
    }
