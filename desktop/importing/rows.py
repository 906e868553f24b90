"""From an outlined row to a row of the plan: texts, units, deadline, and whom it concerns."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from desktop.deadlines.deadlines import (
    Deadline,
    DeadlineKind,
    is_conditional_wording,
    is_guess,
    is_strictly_before,
    parse_deadline,
)
from desktop.importing.cells import FieldReader
from desktop.importing.columns import Field
from desktop.importing.outline import OutlineRow
from desktop.importing.parsed import (
    DoubtKind,
    Extra,
    PlanRow,
    ProvincialRole,
    RepairReason,
    RowKind,
    Source,
    UnitMention,
)
from desktop.importing.review import Review
from desktop.units.cell import CellReading, read_cell
from desktop.units.table import UnitTable

_UNIT_FIELDS: Final = {Field.LEAD: "lead_units", Field.SUPPORT: "support_units"}
_INHERITED: Final = (
    Field.TITLE,
    Field.ACTIVITIES,
    Field.PRODUCT,
    Field.LEAD,
    Field.SUPPORT,
    Field.DEADLINE,
)
_HEADINGS: Final = frozenset({RowKind.PART, RowKind.SECTION})


class RowReader:
    """Reads rows of one document: its unit table, date and issuer decide what a name means.

    Cells that print the same words are read once: a long table repeats a few units and deadlines.
    """

    def __init__(self, units: UnitTable, on: date | None, issuer_code: str, review: Review) -> None:
        self._units, self._on, self._issuer, self._review = units, on, issuer_code, review
        self._cells: dict[str, CellReading] = {}
        self._deadlines: dict[str, tuple[Deadline, tuple[DoubtKind, ...]]] = {}

    def read(self, row: OutlineRow) -> PlanRow:
        """The row of the plan."""
        fields = FieldReader(row.path, self._review)
        lead_lines, support_lines = (fields.lines(field, row.of(field)) for field in (Field.LEAD, Field.SUPPORT))
        lead = self._read_units(row, Field.LEAD, lead_lines)
        support = self._read_units(row, Field.SUPPORT, support_lines)
        deadline_text = self._deadline_text(row, fields)
        plan_row = PlanRow(
            kind=row.kind,
            number=row.number,
            path=row.path,
            title=self._title(row, fields),
            source=Source((row.source.first, row.source.last), row.where),
            activities=fields.paragraphs(Field.ACTIVITIES, row.of(Field.ACTIVITIES)),
            product="\n".join(fields.paragraphs(Field.PRODUCT, row.of(Field.PRODUCT))),
            lead_text=" ".join(lead_lines),
            support_text=" ".join(support_lines),
            deadline_text=deadline_text,
            inherited=tuple(str(field) for field in _INHERITED if field in row.inherited),
            lead_units=_mentions(lead),
            support_units=_mentions(support),
            note="; ".join((*lead.notes, *support.notes)),
            deadline=self._deadline(row, deadline_text),
            provincial=provincial_role(_mentions(lead), _mentions(support), self._units),
            extra=tuple(Extra(name, " ".join(cell.lines)) for name, cell in row.extra if not cell.is_blank),
        )
        self._doubt_units(plan_row)
        return plan_row

    def _title(self, row: OutlineRow, fields: FieldReader) -> str:
        cells = row.of(Field.TITLE)
        return fields.heading(cells) if row.kind in _HEADINGS else "\n".join(fields.paragraphs(Field.TITLE, cells))

    def _read_units(self, row: OutlineRow, field: Field, lines: Sequence[str]) -> CellReading:
        name = _UNIT_FIELDS[field]
        printed = "\n".join(lines)
        reading = self._cells.get(printed)
        if reading is None:
            reading = read_cell(self._units, printed, on=self._on, issuer_code=self._issuer)
            self._cells[printed] = reading
        refused = frozenset(
            join.was
            for join in reading.joins
            if self._review.is_refused(row.path, name, RepairReason.SPLIT_NAME, join.was)
        )
        if refused:
            reading = read_cell(self._units, printed, on=self._on, issuer_code=self._issuer, refused=refused)
        for join in reading.joins:
            self._review.repair(row.path, name, RepairReason.SPLIT_NAME, join.was, join.now)
        for doubt, words in reading.doubts:
            self._review.doubt(row.path, name, DoubtKind(doubt), words)
        return reading

    def _deadline_text(self, row: OutlineRow, fields: FieldReader) -> str:
        """The printed deadline; where begin and end, or all periods, stand in columns of their own, first and last."""
        lines = fields.lines(Field.DEADLINE, row.of(Field.DEADLINE))
        full = [cell for cell in row.of(Field.DEADLINE) if not cell.is_blank]
        is_span = len(full) > 1 and len(lines) == len(full)
        return f"{lines[0]} - {lines[-1]}" if is_span else " ".join(lines)

    def _deadline(self, row: OutlineRow, text: str) -> Deadline:
        if text not in self._deadlines:
            self._deadlines[text] = (deadline := parse_deadline(text), tuple(_deadline_doubts(deadline, text)))
        deadline, doubts = self._deadlines[text]
        for kind in doubts:
            self._review.doubt(row.path, Field.DEADLINE, kind, text)
        return deadline

    def _doubt_units(self, row: PlanRow) -> None:
        if row.kind is RowKind.TASK and not row.lead_units:
            self._review.doubt(row.path, "lead_units", DoubtKind.NO_LEAD)
        for unit in row.support_units:
            if unit.code and unit in row.lead_units:
                self._review.doubt(row.path, "support_units", DoubtKind.LEAD_ALSO_SUPPORTS, unit.name)


def _deadline_doubts(deadline: Deadline, text: str) -> Iterator[DoubtKind]:
    if deadline.kind is DeadlineKind.CONDITIONAL and not is_conditional_wording(text):
        yield DoubtKind.UNREAD_DEADLINE
    if deadline.due and is_strictly_before(text):
        yield DoubtKind.STRICT_BEFORE
    if deadline.kind is DeadlineKind.RANGE and is_guess(text):
        yield DoubtKind.GUESSED_DEADLINE


def provincial_role(lead: Sequence[UnitMention], support: Sequence[UnitMention], units: UnitTable) -> ProvincialRole:
    """Whether a provincial department, or a unit below it, leads or supports a row."""
    for role, named in ((ProvincialRole.LEAD, lead), (ProvincialRole.SUPPORT, support)):
        if any(unit.code and unit.code in units and units.is_provincial(unit.code) for unit in named):
            return role
    return ProvincialRole.NONE


def _mentions(reading: CellReading) -> tuple[UnitMention, ...]:
    return tuple(UnitMention(unit.code, unit.name) for unit in reading.units)
