"""The tables of a document: which hold the plan, what stands above them, and which rows are set aside and why."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from desktop.importing.columns import (
    Field,
    Header,
    field_named,
    header_at,
    is_header_row,
    layout_of,
    names_at,
)
from desktop.importing.corrections import ColumnChoice
from desktop.importing.document import Document, Paragraph, Row, Table
from desktop.importing.labels import HEADING_KINDS, Label, LabelKind, leading_label
from desktop.importing.plan_table import PlanTable, settled, with_groups
from desktop.importing.programme import is_programme
from desktop.importing.reading import AsideReason, SetAside
from desktop.text import search_key

_RECIPIENTS: Final = re.compile(r"noi nhan\b|\b(?:kt|tm|tl|tuq)\. ?[a-z]|luu: ?vt\b")
_LETTERHEAD: Final = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap ?- ?tu do|so: ?[0-9.… ]*/|\bngay\b.*\bthang\b.*\bnam\b"
)
_TOTAL: Final = re.compile(r"tong cong\b.*|(?:cong|tong so)\b[^a-z]*|ghi chu ?:.*")
_KNOWN_COLUMNS_INSIDE: Final = 3
_NARROWEST_CONTINUED: Final = 3
_LONGEST_HEADING: Final = 400


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A plan table, the text since the one before it, and the numbered headings that stand right above it.

    A table that `continues` has no header of its own.
    """

    table: PlanTable
    headings: tuple[Paragraph, ...]
    above: tuple[Paragraph, ...]
    continues: bool = False


@dataclass(slots=True)
class Survey:
    """Everything the tables of a document hold."""

    tables: list[PlacedTable] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)

    def put_aside(self, rows: Iterable[Row], reason: AsideReason) -> None:
        """Set rows aside; blank ones print nothing."""
        self.aside.extend(SetAside(row.source, words_of(row), reason, row.where) for row in rows if not row.is_blank)


def survey(document: Document, choices: Sequence[ColumnChoice] = ()) -> Survey:
    """The plan tables in document order, and the rows of all tables that belong to none of them."""
    surveyor = _Surveyor({choice.layout: choice.fields for choice in choices})
    for block in document.blocks:
        surveyor.read(block)
    found = surveyor.survey
    tables = with_groups([placed.table for placed in found.tables])
    found.tables = [replace(placed, table=table) for placed, table in zip(found.tables, tables, strict=True)]
    return found


def words_of(row: Row) -> str:
    """The printed words of a row on one line."""
    return " | ".join(" ".join(cell.lines) for cell in row.cells if not cell.is_blank)


class _Surveyor:
    """Goes through the blocks of a document; the header of the last plan table serves the tables without one."""

    def __init__(self, choices: dict[str, tuple[Field | None, ...]]) -> None:
        self.survey = Survey()
        self._choices = choices
        self._header: Header | None = None
        self._above: list[Paragraph] = []

    def read(self, block: Paragraph | Table) -> None:
        """Take the next block."""
        if isinstance(block, Paragraph):
            self._above.append(block)
        elif block.repeats:
            self.survey.put_aside(block.rows, AsideReason.PRINTED_TWICE)
        else:
            self._read_table(block)

    def _read_table(self, table: Table) -> None:
        places = list(self._headers(table.rows))
        if not places:
            if self._header is not None and self._continues(table, self._header):
                self._add(self._header, table, table.rows, None)
            else:
                self._put_aside_table(table.rows)
            return
        self._put_aside_table(table.rows[: places[0].first])
        ends = [*(one.first for one in places[1:]), len(table.rows)]
        for header, end in zip(places, ends, strict=True):
            head = table.rows[header.first : header.first + header.height]
            self.survey.put_aside(head, AsideReason.HEADER)
            self._header = header
            body = table.rows[header.first + header.height : end]
            titles = _titles_below(body) if end < len(table.rows) else ()
            self._add(header, table, body[: len(body) - len(titles)], head[0])
            self._above.extend(Paragraph(words_of(row), row.source) for row in titles if not row.is_blank)

    def _headers(self, rows: Sequence[Row]) -> Iterator[Header]:
        """The headers of a table: the first one, and any of other columns further down."""
        here: Header | None = None
        after = 0
        for place, row in enumerate(rows):
            if place < after or row.is_blank:
                continue
            if here is not None and not self._may_begin_another(row, here):
                continue
            found = self._chosen(rows, place) or header_at(rows, place)
            if found and (here is None or self._begins_another(rows[after:place], found, here)):
                here, after = found, place + found.height
                yield found

    def _may_begin_another(self, row: Row, here: Header) -> bool:
        """Whether a row below a header may be the header of other columns: its first cell is called like a column."""
        first = next((cell for cell in row.cells if cell.lines), None)
        is_named = first is not None and field_named(" ".join(first.lines)) is not None
        return (is_named or bool(self._choices)) and len(row.cells) == len(here.names)

    def _begins_another(self, above: Sequence[Row], found: Header, here: Header) -> bool:
        """Whether a header below another begins a table of its own: of other columns, or below a title of its own."""
        if found.names == here.names:
            return bool(_titles_below(above))
        return found.known >= _KNOWN_COLUMNS_INSIDE

    def _chosen(self, rows: Sequence[Row], place: int) -> Header | None:
        """The header whose columns a person has chosen, over one row or two."""
        if not self._choices:
            return None
        header = header_at(rows, place)
        names = header.names if header else names_at(rows, place)
        fields = self._choices.get(layout_of(names))
        if fields is None or len(fields) != len(names) or Field.TITLE not in fields:
            return None
        return Header(place, header.height if header else 1, names, fields, is_chosen=True)

    def _continues(self, table: Table, header: Header) -> bool:
        """Whether a table without a header goes on with the last plan table: as wide, and no part of a letter."""
        width = len(header.names)
        alike = sum(len(row.cells) == width for row in table.rows)
        return width >= _NARROWEST_CONTINUED and alike * 2 > len(table.rows) and _reason(table.rows) is None

    def _put_aside_table(self, rows: Sequence[Row]) -> None:
        if rows:
            self.survey.put_aside(rows, _reason(rows) or AsideReason.OTHER_TABLE)

    def _add(self, header: Header, table: Table, rows: Sequence[Row], head: Row | None) -> None:
        end = next((place for place, row in enumerate(rows) if _ends_plan(row)), len(rows))
        body: list[Row] = []
        for row in rows[:end]:
            if row.is_blank:
                continue
            if is_header_row(row, header):
                self.survey.put_aside([row], AsideReason.HEADER)
            elif _is_total(row):
                self.survey.put_aside([row], AsideReason.NO_WORK)
            else:
                body.append(row)
        self.survey.put_aside(rows[end:], AsideReason.RECIPIENTS)
        if is_programme(body, header.fields):
            self.survey.put_aside(body, AsideReason.OTHER_TABLE)
            self._header = None
            return
        plan = settled(header, tuple(body), line=(head or rows[0]).source.first, name=table.name)
        placed = PlacedTable(plan, _headings(self._above), tuple(self._above), continues=head is None)
        self.survey.tables.append(placed)
        self._above = []


def _headings(above: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The numbered headings that end right above a table, in printed order."""
    found: list[Paragraph] = []
    below: list[Label] = []
    for paragraph in reversed(above):
        labelled = leading_label(paragraph.text)
        if not labelled and not found and _leads_in(paragraph.text):
            continue
        if not labelled or len(paragraph.text) > _LONGEST_HEADING:
            break
        label = labelled[0]
        if label.kind not in HEADING_KINDS and not found and paragraph.text.rstrip().endswith((".", ";")):
            break
        if not all(_stands_above(label, one) for one in below):
            break
        found.append(paragraph)
        below.append(label)
    return tuple(reversed(found))


def _leads_in(text: str) -> bool:
    """Whether a line between a heading and its table only leads into it: «(Đơn vị: triệu đồng)», «… như sau:»."""
    return len(text) <= _LONGEST_HEADING and (text.endswith(":") or (text.startswith("(") and text.endswith(")")))


def _titles_below(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows at the end that print a title over all columns: «PHỤ LỤC II», «2. Đào tạo»; empty where none do."""
    begin = len(rows)
    while begin and (rows[begin - 1].is_blank or _is_title(rows[begin - 1])):
        begin -= 1
    titles = rows[begin:]
    return titles if any(_begins_title(row) for row in titles) else ()


def _is_title(row: Row) -> bool:
    full = [cell for cell in row.cells if not cell.is_blank]
    return len(full) == 1 and row.cells[0] is full[0] and len(full[0].text) <= _LONGEST_HEADING


def _begins_title(row: Row) -> bool:
    begin = _begin(row)
    return bool(begin) and (leading_label(words_of(row)) is not None or search_key(begin).startswith("phu luc"))


def _stands_above(label: Label, below: Label) -> bool:
    """Whether a heading may hold the one below it: «2. Yêu cầu» before «II. Nhiệm vụ» ends another part."""
    if label.kind is LabelKind.DOTTED or below.level == label.level:
        return below.text.startswith(f"{label.text}.")
    return label.kind in HEADING_KINDS or below.kind not in HEADING_KINDS


def _reason(rows: Sequence[Row]) -> AsideReason | None:
    """What part of a letter a table without tasks is; None for any other."""
    key = search_key(" ".join(words_of(row) for row in rows[:12])[:2000])
    if _LETTERHEAD.search(key) and len(rows) <= 12:
        return AsideReason.LETTERHEAD
    return AsideReason.RECIPIENTS if _RECIPIENTS.search(key[:200]) else None


def _ends_plan(row: Row) -> bool:
    """Whether the plan has ended above this row of the same table: recipients and signature follow."""
    begin = _begin(row)
    return begin[:1] in {"N", "n"} and search_key(begin).startswith("noi nhan")


def _is_total(row: Row) -> bool:
    """Whether a row adds up the ones above it, or remarks on them."""
    return (
        _begin(row)[:1] in {"T", "C", "G", "t", "c", "g"}
        and _TOTAL.fullmatch(search_key(words_of(row)[:40])) is not None
    )


def _begin(row: Row) -> str:
    """The first words of a row."""
    return next((cell.lines[0][:40] for cell in row.cells if cell.lines), "")
