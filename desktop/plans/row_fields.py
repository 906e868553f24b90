"""What a person says of a row when it is edited, added or amended, and how it is read into fields of events."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from desktop.deadlines.deadlines import NO_DEADLINE, Deadline, deadline_to_json, parse_deadline
from desktop.importing.parsed import PlanRow, ProvincialRole, RowKind
from desktop.journal.event import Fields, Json
from desktop.plans.records import ExtraField, NamedUnit, Plan, units_to_json
from desktop.text import clean_text
from desktop.units.cell import read_cell
from desktop.units.table import UnitTable

_TEXTS: Final = ("title", "product", "lead_text", "support_text", "deadline_text", "note")
_EMPTY: Final[Fields] = {
    "kind": RowKind.TASK.value,
    "number": "",
    "title": "",
    "activities": [],
    "product": "",
    "lead_text": "",
    "support_text": "",
    "deadline_text": "",
    "lead_units": [],
    "support_units": [],
    "deadline": deadline_to_json(NO_DEADLINE),
    "provincial": ProvincialRole.NONE.value,
    "note": "",
    "extra": [],
}
COPIED_TO_PARTS: Final = (
    "product",
    "lead_text",
    "support_text",
    "deadline_text",
    "lead_units",
    "support_units",
    "deadline",
    "provincial",
)
"""What the parts of a split task have in common with it until they are given their own."""


@dataclass(frozen=True, slots=True)
class RowFields:
    """The fields of a row that a person gives; None leaves a field as it is, or empty in a new row.

    Units and deadline that are not given are read from the texts that are.
    """

    kind: RowKind | None = None
    number: str | None = None
    title: str | None = None
    activities: tuple[str, ...] | None = None
    product: str | None = None
    lead_text: str | None = None
    support_text: str | None = None
    deadline_text: str | None = None
    lead_units: tuple[NamedUnit, ...] | None = None
    support_units: tuple[NamedUnit, ...] | None = None
    deadline: Deadline | None = None
    note: str | None = None
    extra: tuple[ExtraField, ...] | None = None


def row_fields_of(row: PlanRow) -> RowFields:
    """What a row of a document that was read says."""
    return RowFields(
        kind=row.kind,
        number=row.number,
        title=row.title,
        activities=row.activities,
        product=row.product,
        lead_text=row.lead_text,
        support_text=row.support_text,
        deadline_text=row.deadline_text,
        lead_units=tuple(NamedUnit(unit.code, unit.name) for unit in row.lead_units),
        support_units=tuple(NamedUnit(unit.code, unit.name) for unit in row.support_units),
        deadline=row.deadline,
        note=row.note,
        extra=tuple(ExtraField(field.name, field.text) for field in row.extra),
    )


class RowReading:
    """Reads what is said of rows of one plan: its date and issuer decide what a unit's name means."""

    def __init__(self, units: UnitTable, plan: Plan) -> None:
        self._units, self._on = units, plan.date
        issuer = units.issuer(plan.number)
        self._issuer = issuer.code if issuer else ""

    def new_row(self, said: RowFields) -> Fields:
        """All fields of a new row."""
        return {**_EMPTY, **self.read(said, _EMPTY)}

    def read(self, said: RowFields, before: Fields) -> Fields:
        """The fields that are given, with what follows from them; raises UnreadableText."""
        fields: Fields = {}
        for name in _TEXTS:
            value = getattr(said, name)
            if value is not None:
                fields[name] = clean_text(value, multiline=True)
        if said.kind is not None:
            fields["kind"] = said.kind.value
        if said.number is not None:
            fields["number"] = clean_text(said.number).rstrip(".")
        if said.activities is not None:
            fields["activities"] = [clean_text(line, multiline=True) for line in said.activities]
        if said.extra is not None:
            fields["extra"] = [
                {"name": clean_text(field.name), "text": clean_text(field.text, multiline=True)} for field in said.extra
            ]
        self._read_units(said, fields, before)
        if said.deadline is not None:
            fields["deadline"] = deadline_to_json(said.deadline)
        elif _differs(fields, before, "deadline_text"):
            fields["deadline"] = deadline_to_json(parse_deadline(str(fields["deadline_text"])))
        return fields

    def _read_units(self, said: RowFields, fields: Fields, before: Fields) -> None:
        """The units of both cells, and whether a provincial department is among them."""
        for text_name, units_name, given in (
            ("lead_text", "lead_units", said.lead_units),
            ("support_text", "support_units", said.support_units),
        ):
            if given is not None:
                fields[units_name] = units_to_json(given)
            elif _differs(fields, before, text_name):
                reading = read_cell(self._units, str(fields[text_name]), on=self._on, issuer_code=self._issuer)
                fields[units_name] = units_to_json(NamedUnit(unit.code, unit.name) for unit in reading.units)
        if "lead_units" in fields or "support_units" in fields:
            after = {**before, **fields}
            fields["provincial"] = self._provincial(after["lead_units"], after["support_units"]).value

    def _provincial(self, lead: Json, support: Json) -> ProvincialRole:
        for role, units in ((ProvincialRole.LEAD, lead), (ProvincialRole.SUPPORT, support)):
            if any(self._units.is_provincial(code) for code in _codes(units)):
                return role
        return ProvincialRole.NONE


def _differs(fields: Fields, before: Fields, name: str) -> bool:
    return name in fields and fields[name] != before[name]


def _codes(units: Json) -> Iterable[str]:
    for unit in units if isinstance(units, list) else []:
        code = unit.get("code") if isinstance(unit, dict) else None
        if isinstance(code, str) and code:
            yield code
