"""What a received change does to a unit, field by field, for who reads it before it is taken in."""

import json
from collections.abc import Iterator, Mapping
from typing import cast

from db.connection import Value
from db.rows import UnitChangeRow
from desktop.units.current import change_of, changed_table
from desktop.units.facts import ALIAS
from desktop.units.table import load_units
from desktop.units.unit import Unit
from desktop.units.words import COLUMN_WORDS, field_text

Shown = Mapping[str, Value]


def differences(before: Shown | None, after: Shown | None) -> Iterator[tuple[str, str, str]]:
    """The fields that differ between two folded rows: key, value before, value after; None is the unit as shipped."""
    units = load_units()
    code = str((after or before or {}).get("code", ""))
    old, new = _unit(before, code), _unit(after, code)
    for field in COLUMN_WORDS:
        was = field_text(units, old, field) if old else ""
        now = field_text(units, new, field) if new else ""
        if was != now:
            yield field, was, now


def unit_name(row: Shown | None, code: str) -> str:
    """What the unit is called by this row; its code where no name is known."""
    found = _unit(row, code)
    return found.name if found else code


def disagreements(before: Shown | None, after: Shown | None) -> Iterator[tuple[str, str, str]]:
    """The fields on which two machines newly disagree: key, the value shown, the other ones."""
    told = after["parallel"] if after else None
    if not told or (before is not None and before["parallel"] == told):
        return
    for name, variants in json.loads(str(told)).items():
        shown, *others = (str(variant["value"] or "") for variant in variants)
        yield ("aliases" if name.startswith(ALIAS) else name), shown, " · ".join(dict.fromkeys(others))


def _unit(row: Shown | None, code: str) -> Unit | None:
    """The unit as this row leaves it, as shipped without one; None where there is no such unit."""
    table = load_units() if row is None else changed_table(load_units(), [change_of(cast("UnitChangeRow", row))])
    return next((unit for unit in table.all_units() if unit.code == code), None)
