"""A plan document that was opened: its bytes, its print, what was read, and what a person said about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.errors import NotAPlan
from desktop.formats import day_text
from desktop.importing.correcting import with_header, without_rows_aside
from desktop.importing.corrections import NO_CORRECTIONS, Corrections
from desktop.importing.document import Document
from desktop.importing.kept_reviews import digest_of, kept_reviews
from desktop.importing.layouts import remembered
from desktop.importing.library import ShippedPlan, named_header, shipped_plans
from desktop.importing.parsed import ParsedPlan
from desktop.importing.parsed import Path as RowPath
from desktop.importing.plan_reader import read_document
from desktop.importing.readers.formats import open_document
from desktop.importing.reading import PlanReading, SetAside
from desktop.importing.review_work import ReviewWork
from desktop.importing.unread import unread
from desktop.jobs import Job
from desktop.plans.plans import plans
from desktop.session import Session
from desktop.units.table import UnitTable
from ui.importing.printed import PrintedDocument, printed
from ui.importing.readings import Reading, readings


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A document with its reading; `known` are the numbers of the plans in the ledger.

    `refusal` is set where no row of a plan was found, so that the columns must be chosen. `remembered` are the
    layouts read with columns kept from an earlier document. `is_resumed` says that `work` was kept.
    """

    name: str
    data: bytes
    document: Document
    reading: PlanReading
    printed: PrintedDocument
    readings: tuple[Reading, ...]
    work: ReviewWork
    known: frozenset[str]
    refusal: NotAPlan | None = None
    remembered: frozenset[str] = frozenset()
    is_resumed: bool = False

    @property
    def parsed(self) -> ParsedPlan:
        """The plan as read and corrected."""
        return self.reading.parsed

    @property
    def number(self) -> str:
        """The number of the plan; "" where neither the document nor the person says one."""
        return self.parsed.plan.number or ""

    @property
    def is_known(self) -> bool:
        """Whether the ledger has a plan of this number."""
        return self.number in self.known


@dataclass(frozen=True, slots=True)
class LibraryPlan:
    """A plan that comes with the program, and whether the ledger has it."""

    plan: ShippedPlan
    is_known: bool

    @property
    def day(self) -> str:
        """The day of its issue, "" where none is printed."""
        return day_text(self.plan.date) if self.plan.date else ""

    @property
    def state_words(self) -> str:
        """Whether the ledger has it."""
        return "đã nạp" if self.is_known else "chưa nạp"


def open_plan(session: Session, data: bytes, name: str, units: UnitTable, job: Job | None = None) -> OpenedPlan:
    """Read a document's bytes, going on where its review was left; nothing is written.

    Raises `UnsupportedDocument`, and `NotAPlan` where not even a table with columns to choose is found.
    """
    document = open_document(data, name=name, job=job)
    known = frozenset(plan.number for plan in plans(session.database))
    digest = digest_of(data)
    kept = next((one.work for one in kept_reviews(session) if one.digest == digest), None)
    work = kept or ReviewWork()
    reading, refusal = _read(document, name, units, work.corrections)
    layouts: frozenset[str] = frozenset()
    if kept is None:
        header = named_header(reading.parsed.plan, name)
        if header != reading.parsed.plan:
            work = ReviewWork(with_header(NO_CORRECTIONS, header))
            reading, refusal = _read(document, name, units, work.corrections)
        choices = remembered(session.database, (one.layout for one in reading.layouts))
        fields = {one.layout: one.fields for one in reading.layouts}
        choices = tuple(one for one in choices if one.fields != fields[one.layout])
        if choices:
            work = ReviewWork(replace(work.corrections, columns=choices))
            reading, refusal = _read(document, name, units, work.corrections)
            layouts = frozenset(one.layout for one in choices)
    return _opened(
        OpenedPlan(
            name,
            data,
            document,
            reading,
            printed(document, reading.layouts),
            (),
            work,
            known,
            refusal,
            layouts,
            is_resumed=kept is not None,
        )
    )


def read_again(opened: OpenedPlan, work: ReviewWork, units: UnitTable) -> OpenedPlan:
    """The same document read with other corrections."""
    reading, refusal = _read(opened.document, opened.name, units, work.corrections)
    is_same = reading.layouts == opened.reading.layouts
    shown = opened.printed if is_same else printed(opened.document, reading.layouts)
    return _opened(replace(opened, reading=reading, refusal=refusal, printed=shown, work=work, is_resumed=False))


def paths_of_rows_aside(opened: OpenedPlan, rows: Iterable[SetAside], units: UnitTable) -> tuple[RowPath, ...]:
    """The paths that rows set aside by hand have in the plan."""
    corrections = without_rows_aside(opened.work.corrections, opened.work.corrections.set_aside)
    reading, _ = _read(opened.document, opened.name, units, corrections)
    wanted = {(one.source.first, one.source.last) for one in rows}
    return tuple(row.path for row in reading.parsed.rows if row.source.lines in wanted)


def _read(
    document: Document, name: str, units: UnitTable, corrections: Corrections
) -> tuple[PlanReading, NotAPlan | None]:
    try:
        return read_document(document, name=name, units=units, corrections=corrections), None
    except NotAPlan as refusal:
        reading = unread(document)
        if reading is None:
            raise
        return _with_choices(reading, corrections), refusal


def _with_choices(reading: PlanReading, corrections: Corrections) -> PlanReading:
    """The columns chosen so far, while they do not yet make a plan of the table."""
    chosen = {one.layout: one.fields for one in corrections.columns}
    layouts = tuple(replace(one, fields=chosen.get(one.layout, one.fields)) for one in reading.layouts)
    return replace(reading, layouts=layouts)


def _opened(opened: OpenedPlan) -> OpenedPlan:
    return replace(opened, readings=readings(opened.parsed, opened.work.corrections.refused))


def library(session: Session) -> tuple[LibraryPlan, ...]:
    """The plans that come with the program, with what the ledger has of them."""
    known = frozenset(plan.number for plan in plans(session.database))
    return tuple(LibraryPlan(plan, plan.called in known) for plan in shipped_plans())
