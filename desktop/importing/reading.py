"""A document as read: the plan, how its tables were understood, and what was set aside, so that the rows add up."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.importing.columns import Field
from desktop.importing.document import Lines
from desktop.importing.parsed import ParsedPlan


class AsideReason(StrEnum):
    """Why a printed row is no row of the plan."""

    HEADER = "header"
    LETTERHEAD = "letterhead"
    RECIPIENTS = "recipients"
    OTHER_TABLE = "other_table"
    PRINTED_TWICE = "printed_twice"
    NO_WORK = "no_work"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A printed row that is no row of the plan."""

    source: Lines
    text: str
    reason: AsideReason
    where: str = ""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How the columns of a table were understood.

    `layout` names the header whatever its spacing and capitals: tables with the same header share what a person
    corrected. `line` is where the header stands.
    """

    layout: str
    headers: tuple[str, ...]
    fields: tuple[Field | None, ...]
    line: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column as the document prints it: the field it holds, and its head."""

    field: Field
    head: str


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A parsed plan with the account of the document: `printed_rows` = `read_rows` + rows set aside.

    Counted are the printed rows of tables and the numbered or bulleted paragraphs that give duties.
    """

    parsed: ParsedPlan
    layouts: tuple[TableLayout, ...]
    set_aside: tuple[SetAside, ...]
    printed_rows: int
    read_rows: int

    @property
    def columns(self) -> tuple[PrintedColumn, ...]:
        """The columns of the first table of tasks in printed order; a head that stands over two is one."""
        layout = next(iter(self.layouts), None)
        if layout is None:
            return ()
        found: dict[tuple[Field, str], PrintedColumn] = {}
        for head, field in zip(layout.headers, layout.fields, strict=True):
            if field is not None:
                key = (field, head if field is Field.EXTRA else "")
                found.setdefault(key, PrintedColumn(field, head))
        return tuple(found.values())
