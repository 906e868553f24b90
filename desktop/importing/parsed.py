"""A parsed plan: what the preview shows, what is imported, what the goldens compare. The JSON form is its own.

Field names are those of the JSON form, so that the one conversion needs no table.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from desktop.deadlines.deadlines import NO_DEADLINE, Deadline

Path = tuple[str, ...]


class RowKind(StrEnum):
    """What a printed row is: a heading, a row that gathers others, or a task to be reported on."""

    PART = "part"
    SECTION = "section"
    GROUP = "group"
    TASK = "task"


class ProvincialRole(StrEnum):
    """Whether a provincial department, or a unit below it, leads or supports a row."""

    NONE = ""
    LEAD = "lead"
    SUPPORT = "support"


class RepairReason(StrEnum):
    """Why the text read differs from the text printed."""

    SYMBOL_FONT = "symbol_font"
    LEGACY_ENCODING = "legacy_encoding"
    LEGACY_CAPITALS = "legacy_capitals"
    DOUBLED_CELL = "doubled_cell"
    SPLIT_NAME = "split_name"
    SPLIT_LINE = "split_line"


class DoubtKind(StrEnum):
    """What in a row or in the letterhead deserves a look before the import."""

    UNKNOWN_UNIT = "unknown_unit"
    AMBIGUOUS_UNIT = "ambiguous_unit"
    NAME_CUT_SHORT = "name_cut_short"
    UNITS_WITHOUT_SEPARATOR = "units_without_separator"
    NAME_SPLIT_OVER_BULLET = "name_split_over_bullet"
    LEAD_ALSO_SUPPORTS = "lead_also_supports"
    NO_LEAD = "no_lead"
    UNREAD_DEADLINE = "unread_deadline"
    STRICT_BEFORE = "strict_before"
    GUESSED_DEADLINE = "guessed_deadline"
    UNCERTAIN_REPAIR = "uncertain_repair"
    NUMBER_OUT_OF_ORDER = "number_out_of_order"
    NUMBER_REPEATED = "number_repeated"
    NO_NUMBER = "no_number"
    INHERITED_GUESS = "inherited_guess"
    ROW_WIDTH = "row_width"
    UNSURE_ROW = "unsure_row"
    COLUMN_UNCLEAR = "column_unclear"
    LETTERHEAD_MISSING = "letterhead_missing"
    SECRECY_MARK = "secrecy_mark"
    TRACKED_CHANGES = "tracked_changes"
    HIDDEN_TEXT = "hidden_text"
    HIDDEN_SHEETS = "hidden_sheets"


@dataclass(frozen=True, slots=True)
class PlanHeader:
    """The issued document: number and notation, date, title, issuer as the unit table names it."""

    number: str | None
    date: date | None
    title: str
    issuer: str | None


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit of a lead or support cell; without a code the name is the printed text."""

    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row was read: first and last line of the document; `where` in words for formats without lines."""

    lines: tuple[int, int]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """A cell of a column the plan form has no field for, under the header of the column."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One printed row of a plan."""

    kind: RowKind
    number: str
    path: Path
    title: str
    source: Source
    activities: tuple[str, ...] = ()
    product: str = ""
    lead_text: str = ""
    support_text: str = ""
    deadline_text: str = ""
    inherited: tuple[str, ...] = ()
    lead_units: tuple[UnitMention, ...] = ()
    support_units: tuple[UnitMention, ...] = ()
    note: str = ""
    deadline: Deadline = NO_DEADLINE
    provincial: ProvincialRole = ProvincialRole.NONE
    extra: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A value the plan demands; `op` is one of >= <= > < = complete."""

    metric: str
    op: str
    value: float
    unit: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured demand of the plan; `number` is the row that states it, written I/C/2."""

    number: str
    text: str
    targets: tuple[Target, ...]


class RepairKey(NamedTuple):
    """Names one repair across readings of the same document, so that it can be refused."""

    path: Path
    field: str
    why: RepairReason
    was: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One change of the printed text: what was printed, what is read, and why."""

    path: Path
    field: str
    was: str
    now: str
    why: RepairReason

    @property
    def key(self) -> RepairKey:
        """The name under which this repair can be refused."""
        return RepairKey(self.path, self.field, self.why, self.was)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One guess or oddity; `doubt` holds its kind and the words it concerns, as `kind: words`."""

    path: Path
    field: str
    doubt: str

    @classmethod
    def of(cls, path: Path, field: str, kind: DoubtKind, words: str = "") -> "Doubt":
        """The doubt of this kind about these words."""
        return cls(path, field, f"{kind}: {words}" if words else str(kind))

    @property
    def kind(self) -> DoubtKind:
        """What sort of doubt it is."""
        return DoubtKind(self.doubt.partition(": ")[0])

    @property
    def words(self) -> str:
        """The printed words it concerns."""
        return self.doubt.partition(": ")[2]


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """A plan document as read, with everything that was changed or guessed on the way."""

    plan: PlanHeader
    rows: tuple[PlanRow, ...]
    indicators: tuple[Indicator, ...]
    repairs: tuple[Repair, ...]
    doubts: tuple[Doubt, ...]

    @property
    def tasks(self) -> tuple[PlanRow, ...]:
        """The rows a unit must do and report on."""
        return tuple(row for row in self.rows if row.kind is RowKind.TASK)


def to_json(parsed: ParsedPlan) -> dict[str, Any]:
    """The JSON form of a parsed plan, as plain dicts and lists; `extra` and `where` stand only where there are any."""
    form: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(parsed))
    for row in form["rows"]:
        if not row["extra"]:
            del row["extra"]
        if not row["source"]["where"]:
            del row["source"]["where"]
    return form


def from_json(form: object) -> ParsedPlan:
    """The parsed plan of a JSON form; raises `msgspec.ValidationError` where the form is another."""
    return msgspec.convert(form, ParsedPlan)
