"""The outline of a plan: parts, sections, groups and tasks with their printed numbers and paths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from desktop.importing.cells import BULLET
from desktop.importing.columns import Field
from desktop.importing.document import Cell, Lines, Paragraph, Row
from desktop.importing.labels import HEADING_KINDS, Label, leading_label
from desktop.importing.numbering import Numbering
from desktop.importing.parsed import DoubtKind, Path, RowKind
from desktop.importing.plan_table import PlanTable
from desktop.importing.printed_row import (
    OF_THE_WORK,
    Cells,
    PrintedRow,
    heads_rows,
    is_merged_over,
    number_and_title,
    of_work,
    printed_rows,
    repeated,
    says_work,
    without_label,
)
from desktop.importing.review import Review
from desktop.text import is_same_text

_HEADINGS: Final = frozenset({RowKind.PART, RowKind.SECTION})


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row with its place in the outline and the cells of each field."""

    kind: RowKind
    number: str
    path: Path
    cells: Cells
    source: Lines
    where: str = ""
    inherited: frozenset[Field] = frozenset()
    extra: tuple[tuple[str, Cell], ...] = ()

    def of(self, field: Field) -> tuple[Cell, ...]:
        """The cells of a field; none where the document has no such column."""
        return self.cells.get(field, ())

    def has(self, field: Field) -> bool:
        """Whether anything is printed for a field."""
        return any(not cell.is_blank for cell in self.of(field))


def with_kinds(rows: Sequence[OutlineRow]) -> tuple[OutlineRow, ...]:
    """The rows with their kinds: what has rows below it is a group, a heading with a lead or deadline is none."""
    above = {row.path[:length] for row in rows for length in range(1, len(row.path))}
    return tuple(replace(row, kind=_kind(row, has_rows=row.path in above)) for row in rows)


def heading_row(
    numbering: Numbering, label: Label | None, title: tuple[Cell, ...], source: Lines, where: str = ""
) -> OutlineRow:
    """The row of a heading with or without a number; one below another heading is a section."""
    path = numbering.place(label) if label else numbering.place_heading()
    kind = RowKind.PART if numbering.depth == 1 else RowKind.SECTION
    return OutlineRow(kind, label.text if label else "", path, {Field.TITLE: title}, source, where)


def paragraph_row(numbering: Numbering, paragraph: Paragraph) -> OutlineRow | None:
    """The row of a numbered heading that stands as a paragraph above a table; None for any other paragraph."""
    labelled = leading_label(paragraph.text)
    if labelled is None:
        return None
    path = numbering.place_paragraph(labelled[0])
    kind = RowKind.PART if numbering.depth == 1 else RowKind.SECTION
    return OutlineRow(kind, labelled[0].text, path, {Field.TITLE: (Cell((labelled[1],)),)}, paragraph.source)


def is_heading(cells: Cells) -> bool:
    """Whether one text fills the row: printed once, or repeated in every column the row was merged over."""
    texts = [cell.text for field, of in cells.items() if field is not Field.NUMBER for cell in of if not cell.is_blank]
    has_title = any(not cell.is_blank for cell in cells.get(Field.TITLE, ()))
    return has_title and all(is_same_text(text, texts[0]) for text in texts)


def table_rows(table: PlanTable, numbering: Numbering, review: Review, unread: list[Row]) -> Iterator[OutlineRow]:
    """The rows of a table in printed order; printed rows that say nothing to be done are added to `unread`."""
    for words in table.unclear:
        review.doubt((), "columns", DoubtKind.COLUMN_UNCLEAR, words)
    placing = _Placing(table, numbering, review)
    for printed, below in pairwise((*printed_rows(table), None)):
        rows = tuple(placing.rows(printed, below)) if printed else ()
        if printed is None:
            break
        if not rows:
            unread.append(printed.row)
        if rows and printed.row.unsure:
            review.doubt(rows[-1].path, "title", DoubtKind.UNSURE_ROW)
        if rows and len(printed.row.cells) != len(table.fields):
            words = f"{len(printed.row.cells)}/{len(table.fields)}"
            review.doubt(rows[-1].path, "columns", DoubtKind.ROW_WIDTH, words)
        yield from rows


class _Placing:
    """Places the rows of one table; remembers what the unnumbered rows go on with."""

    def __init__(self, table: PlanTable, numbering: Numbering, review: Review) -> None:
        self._table, self._numbering, self._review = table, numbering, review
        self._group: Path = ()
        self._task: OutlineRow | None = None
        self._numbered: Path = ()
        self._is_whole = False

    def rows(self, printed: PrintedRow, below: PrintedRow | None) -> Iterator[OutlineRow]:
        """The rows of the plan that a printed row gives: one, a group with its first task, or none."""
        if not says_work(printed):
            return
        label, raw = number_and_title(printed)
        fills = is_heading({**printed.cells, Field.TITLE: raw})
        found, title = without_label(raw, label)
        label = label or found
        if fills and (label or is_merged_over(printed)):
            yield self._heading(printed, label, title)
        elif fills and Field.NUMBER in self._table.fields and heads_rows(printed, title, below):
            heading = self._heading(printed, None, title)
            self._review.doubt(heading.path, "title", DoubtKind.UNSURE_ROW)
            yield heading
        elif self._table.is_grouped:
            yield from self._grouped(printed, label, title)
        elif title or any(printed.own(field) for field in (Field.ACTIVITIES, *OF_THE_WORK)):
            yield self._single(printed, label, title)

    def _heading(self, printed: PrintedRow, label: Label | None, title: tuple[Cell, ...]) -> OutlineRow:
        self._task = None
        row = printed.row
        whole = (*title, *repeated(printed, title))
        if label is None or label.kind in HEADING_KINDS:
            self._group = ()
            return heading_row(self._numbering, label, whole, row.source, row.where)
        self._group = self._numbering.place(label)
        return self._row(printed, label.text, self._group, {Field.TITLE: whole})

    # --- tables whose first text column gathers rows --------------------------------------------------------------

    def _grouped(self, printed: PrintedRow, label: Label | None, title: tuple[Cell, ...]) -> Iterator[OutlineRow]:
        activity = printed.own(Field.ACTIVITIES)
        of_task = label if self._table.numbers_tasks else None
        if title:
            of_group = without_label(title, None)[0] if self._table.numbers_tasks else label
            self._task = None
            self._group = self._numbering.place(of_group) if of_group else self._numbering.place_heading()
            cells = {Field.TITLE: title} if activity else {**of_work(printed), Field.TITLE: title}
            yield self._row(printed, of_group.text if of_group else "", self._group, cells)
        if activity:
            yield self._activity(printed, activity, of_task)
        elif not title and self._task and any(printed.own(field) for field in OF_THE_WORK):
            yield self._again(printed, self._task)

    def _activity(self, printed: PrintedRow, activity: tuple[Cell, ...], numbered: Label | None) -> OutlineRow:
        found, title = without_label(activity, numbered)
        label, title = numbered or found, _without_bullet(title)
        path = self._numbering.under(self._group, label) if label else self._beside_task(self._group)
        cells = {**of_work(printed), Field.TITLE: title}
        return self._followed(self._row(printed, label.text if label else "", path, cells))

    # --- tables with a row per task -------------------------------------------------------------------------------

    def _single(self, printed: PrintedRow, label: Label | None, title: tuple[Cell, ...]) -> OutlineRow:
        if label is None and not title and self._task:
            return self._again(printed, self._task)
        path = self._numbering.place(label) if label else self._unnumbered(printed, title)
        if label is None:
            title = _without_bullet(title)
            if Field.NUMBER in self._table.fields:
                self._review.doubt(path, "number", DoubtKind.NO_NUMBER)
        cells = {**printed.cells, Field.TITLE: title or printed.cells.get(Field.TITLE, ())}
        row = self._row(printed, label.text if label else "", path, cells)
        if label and label.kind in HEADING_KINDS:
            row = replace(row, kind=RowKind.PART if self._numbering.depth == 1 else RowKind.SECTION)
        return self._followed(row)

    def _unnumbered(self, printed: PrintedRow, title: tuple[Cell, ...]) -> Path:
        """The path of a row without a number: beside a task that is whole by itself, under any other row above.

        A bullet in the number cell or before the title says that the row belongs to the one above.
        """
        here = self._numbering.here
        marks = (*printed.own(Field.NUMBER), *title[:1])
        is_bulleted = any(BULLET.match(cell.text) for cell in marks)
        is_beside = bool(here) and here == self._numbered and self._is_whole and not is_bulleted
        return self._numbering.beside(here) if is_beside else self._numbering.counted(here)

    # --- rows that go on with the one above -----------------------------------------------------------------------

    def _again(self, printed: PrintedRow, task: OutlineRow) -> OutlineRow:
        """A further product of the task above, whose title is merged over both."""
        path = self._beside_task(task.path[:-1])
        cells = {**of_work(printed), Field.TITLE: task.of(Field.TITLE)}
        row = self._row(printed, "", path, cells)
        return self._followed(replace(row, inherited=row.inherited | {Field.TITLE}))

    def _beside_task(self, above: Path) -> Path:
        """The path of an unnumbered row beside the last numbered task under `above`, else of the next one under it."""
        is_beside = self._task is not None and bool(self._numbered) and self._numbered[:-1] == above
        return self._numbering.beside(self._numbered) if is_beside else self._numbering.counted(above)

    def _followed(self, row: OutlineRow) -> OutlineRow:
        if not self._table.knows_merges and self._task and not row.number:
            row = self._with_blanks_merged(row, self._task)
        self._task = row
        if row.number:
            self._numbered, self._is_whole = row.path, row.has(Field.LEAD) or row.has(Field.DEADLINE)
        return row

    def _with_blanks_merged(self, row: OutlineRow, above: OutlineRow) -> OutlineRow:
        """An unnumbered row of a text without marks of merged cells: a blank cell is merged with the one above."""
        if row.path[: len(row.path) - 1] != above.path[: len(above.path) - 1]:
            return row
        merged = {field for field in OF_THE_WORK if not row.has(field) and above.has(field)}
        if row.has(Field.LEAD):
            merged.discard(Field.SUPPORT)
        for field in sorted(merged):
            name = next(iter(_names(self._table, field)), "")
            self._review.doubt(row.path, field, DoubtKind.INHERITED_GUESS, name)
        cells = {**row.cells, **{field: above.of(field) for field in merged}}
        return replace(row, cells=cells, inherited=row.inherited | merged)

    def _row(self, printed: PrintedRow, number: str, path: Path, cells: Cells) -> OutlineRow:
        inherited = frozenset(
            field
            for field in printed.covered
            if field in cells and field is not Field.NUMBER and any(not cell.is_blank for cell in cells[field])
        )
        if self._table.is_grouped:
            inherited -= {Field.TITLE}
        extra = printed.extra if set(cells) - {Field.TITLE} or not self._table.is_grouped else ()
        return OutlineRow(RowKind.TASK, number, path, cells, printed.row.source, printed.row.where, inherited, extra)


def _names(table: PlanTable, field: Field) -> Iterator[str]:
    return (name for name, of in zip(table.headers, table.fields, strict=True) if of is field)


def _kind(row: OutlineRow, *, has_rows: bool) -> RowKind:
    if row.kind in _HEADINGS and (row.has(Field.LEAD) or row.has(Field.DEADLINE)):
        return RowKind.GROUP if has_rows else RowKind.TASK
    return RowKind.GROUP if has_rows and row.kind is RowKind.TASK else row.kind


def _without_bullet(title: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A title of one line without the bullet that only marks the row."""
    if not title or len(title[0].lines) != 1:
        return title
    text = title[0].lines[0]
    bullet = BULLET.match(text)
    return (replace(title[0], lines=(text[bullet.end() :].lstrip(),)), *title[1:]) if bullet else title
