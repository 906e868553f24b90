"""Making a report: prepare it from the ledger, write it as PDF or workbook, and remember that it was made."""

import json
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import db.reports
from db.rows import ReportRow
from desktop.actions import Action
from desktop.dates import Period, parse_period
from desktop.errors import ReportDiffers, UnknownReportCode, UnknownReportFormat
from desktop.files import atomic_write
from desktop.jobs import Job
from desktop.journal.as_of import as_known_at, frontier_of, uncounted_of
from desktop.journal.event import Fields, Json
from desktop.permissions import Permission
from desktop.reports.content import ReportContent
from desktop.reports.facts import report_made
from desktop.reports.inputs import ReportInput
from desktop.reports.picture import MissingTask, ReportChoice, report_picture
from desktop.reports.registry import ReportKind, report_kind
from desktop.reports.results import build_results_report
from desktop.session import Session
from desktop.units.current import units_of
from desktop.units.table import UnitTable
from desktop.users.people import names_by_id

PRINTED = "print"
"""The form of a report that went to a printer and into no file."""


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A report ready to be looked at, printed or written, with the state of every stream it was made from.

    `uncounted` are the runs of these streams that did not count; None where that was not remembered.
    """

    kind: ReportKind
    choice: ReportChoice
    content: ReportContent
    missing: tuple[MissingTask, ...]
    frontier: Fields
    uncounted: list[Json] | None

    @property
    def check_code(self) -> str:
        """The code on its paper."""
        return self.content.data_state.check_code

    @property
    def unapproved(self) -> tuple[MissingTask, ...]:
        """The tasks with an entry that only a draft shows."""
        return tuple(task for task in self.missing if task.state is not None)


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that was written."""

    path: Path
    check_code: str


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report made before, as the list shows it; `made_at` in milliseconds since 1970."""

    entity: str
    name: str
    title: str
    period: str
    as_of: date | None
    form: str
    draft: bool
    check_code: str
    made_at: int
    made_by: str


def report_input(
    session: Session, period: Period, as_of: date | None, units: UnitTable, *, plans: tuple[str, ...] = ()
) -> ReportInput:
    """The facts a report is computed from, approved entries only."""
    return report_picture(session, ReportChoice(period, as_of, plans), units).facts


def prepare_report(session: Session, name: str, choice: ReportChoice, units: UnitTable) -> PreparedReport:
    """A report as the ledger stands now. Raises NotPermitted, UnknownReport, UnknownPlan, UnknownUnit."""
    session.allow(Permission.MAKE_REPORT)
    kind = report_kind(name)
    picture = report_picture(session, choice, units)
    content = build_results_report(picture.facts)
    frontier, uncounted = frontier_of(session.database), uncounted_of(session.database)
    return PreparedReport(kind, choice, content, picture.missing, {**frontier}, uncounted)


def report_content(
    session: Session, name: str, period: Period, as_of: date | None, units: UnitTable, *, plans: tuple[str, ...] = ()
) -> ReportContent:
    """What a report says, approved entries only. Raises as `prepare_report` does."""
    return prepare_report(session, name, ReportChoice(period, as_of, plans), units).content


def make_report(
    session: Session,
    name: str,
    period: Period,
    as_of: date | None,
    path: Path,
    units: UnitTable,
    job: Job | None = None,
    *,
    plans: tuple[str, ...] = (),
    draft: bool = False,
) -> MadeReport:
    """Write a report as PDF or workbook, as the name of the file ends, and record it.

    Without `as_of` the day is the period's cut-off. Raises as `prepare_report` and `write_report` do.
    """
    prepared = prepare_report(session, name, ReportChoice(period, as_of, plans, draft=draft), units)
    return write_report(session, prepared, path, job)


def _writer(form: str) -> Callable[..., bytes]:
    """What writes this form; its library is large and loaded only when a report is written."""
    if form == "pdf":
        from desktop.reports.pdf import pdf_bytes

        return pdf_bytes
    from desktop.reports.xlsx import xlsx_bytes

    return xlsx_bytes


def write_report(session: Session, prepared: PreparedReport, path: Path, job: Job | None = None) -> MadeReport:
    """Write a prepared report; file and record come to stand together or not at all.

    Raises UnknownReportFormat, FileNotWritten, NotEnoughSpace, SuspiciousFile, Stopped.
    """
    form = _form_of(path, prepared.kind)
    data = _writer(form)(prepared.content, job=job)
    remember_report(session, prepared, form, path, data)
    return MadeReport(path, prepared.check_code)


def remember_report(
    session: Session, prepared: PreparedReport, form: str, path: Path | None = None, data: bytes = b""
) -> None:
    """Record that a report was made in a form (`pdf`, `xlsx`, `print`); its file is written just before that stands."""
    content, choice = prepared.content, prepared.choice
    parameters: Fields = {
        "period": choice.period.key,
        "as_of": choice.day.isoformat(),
        "plans": list(choice.plans),
        "unit": choice.unit,
        "draft": choice.draft,
        "form": form,
    }
    with session.changing(Action.MAKE_REPORT) as change:
        change.write(
            report_made(
                uuid.UUID(bytes=session.machine.random(16), version=4).hex,
                name=prepared.kind.name,
                title=f"{prepared.kind.title}, {choice.period.words}",
                parameters=parameters,
                frontier=prepared.frontier,
                uncounted=prepared.uncounted,
                check_code=content.data_state.check_code,
                at=change.now_ms,
                by=session.person.id,
            )
        )
        if path is not None:
            atomic_write(path, data)


def reprint_report(session: Session, typed_code: str, path: Path, job: Job | None = None) -> MadeReport:
    """Write a report made before once more, from the very data it was made from; nothing is recorded.

    Raises as `prepare_reprint` and `write_reprint` do.
    """
    row = _row_with_code(session, typed_code)
    _form_of(path, report_kind(row["name"]))
    return write_reprint(_as_made(session, row, job or Job()), path, job)


def prepare_reprint(session: Session, typed_code: str, job: Job | None = None) -> PreparedReport:
    """A report made before, ready to be looked at and printed once more as it was.

    The ledger is folded anew, so this is long work. Raises NotPermitted, UnknownReportCode, Stopped, ReportDiffers
    where the figures no longer come out the same (another version of the program computes them otherwise).
    """
    return _as_made(session, _row_with_code(session, typed_code), job or Job())


def write_reprint(prepared: PreparedReport, path: Path, job: Job | None = None) -> MadeReport:
    """Write a report that was prepared once more; nothing is recorded. Raises as `write_report` does."""
    atomic_write(path, _writer(_form_of(path, prepared.kind))(prepared.content, job=job))
    return MadeReport(path, prepared.check_code)


def _row_with_code(session: Session, typed_code: str) -> ReportRow:
    session.allow(Permission.MAKE_REPORT)
    code = code_of_text(typed_code)
    found = db.reports.with_code(session.database, code)
    if not found:
        raise UnknownReportCode(code)
    return found[0]


def _as_made(session: Session, row: ReportRow, job: Job) -> PreparedReport:
    choice, watch = choice_of(row), fold_watch(session, job, "Đang dựng lại số liệu lúc lập")
    with as_report_knew(session, row, watch):
        picture = report_picture(session, choice, units_of(session))
        content = build_results_report(picture.facts)
    if content.data_state.check_code != row["check_code"]:
        raise ReportDiffers(row["check_code"])
    return PreparedReport(
        report_kind(row["name"]), choice, content, picture.missing, json.loads(row["frontier"]), uncounted_at(row)
    )


def as_report_knew(session: Session, row: ReportRow, watch: Callable[[], None]) -> AbstractContextManager[None]:
    """Within the block every table shows what it showed when a report was made; see `as_known_at`."""
    projection, frontier = session.journal.projection, json.loads(row["frontier"])
    return as_known_at(session.database, projection, frontier, watch, uncounted=uncounted_at(row))


def uncounted_at(row: ReportRow) -> list[Json] | None:
    """The runs that did not count when a report was made; None where that was not remembered."""
    return json.loads(row["uncounted"]) if row["uncounted"] is not None else None


def fold_watch(session: Session, job: Job, text: str) -> Callable[[], None]:
    """What `as_known_at` calls for each record, telling how far it is; raises Stopped."""
    total, done = db.reports.folded_records(session.database), count(1)
    return lambda: job.report(min(next(done), total), total, text)


def choice_of(row: ReportRow) -> ReportChoice:
    """What was chosen when the report was made."""
    kept = json.loads(row["parameters"])
    return ReportChoice(
        parse_period(kept["period"]),
        date.fromisoformat(kept["as_of"]),
        tuple(kept["plans"]),
        kept["unit"],
        draft=kept["draft"],
    )


def _form_of(path: Path, kind: ReportKind) -> str:
    """The form that the name of the file ends in; raises UnknownReportFormat."""
    form = path.suffix.lower().removeprefix(".")
    if form not in kind.formats:
        raise UnknownReportFormat(path.name, ", ".join(f".{each}" for each in kind.formats))
    return form


def made_reports(session: Session) -> list[ReportRecord]:
    """The reports made here, the newest first."""
    return _records(session, db.reports.reports(session.database))


def reports_with_code(session: Session, typed: str) -> list[ReportRecord]:
    """The reports that bear the code on a paper, however it is typed; the newest first."""
    return _records(session, db.reports.with_code(session.database, code_of_text(typed)))


def code_of_text(typed: str) -> str:
    """A typed check code as it is printed: capitals, groups of four, letters that are mistaken put right."""
    kept = "".join(letter for letter in typed.upper() if letter.isalnum())
    read = kept.translate(str.maketrans("OIL", "011"))
    return "-".join(read[start : start + 4] for start in range(0, len(read), 4))


def record_of_report(session: Session, row: ReportRow) -> ReportRecord:
    """A report made before, as the list shows it."""
    return _record(row, names_by_id(session.database))


def _records(session: Session, rows: list[ReportRow]) -> list[ReportRecord]:
    names = names_by_id(session.database)
    return [_record(row, names) for row in rows]


def _record(row: ReportRow, names: dict[str, str]) -> ReportRecord:
    parameters = json.loads(row["parameters"]) or {}
    return ReportRecord(
        entity=row["entity"],
        name=row["name"],
        title=row["title"],
        period=str(parameters.get("period", "")),
        as_of=date.fromisoformat(parameters["as_of"]) if parameters.get("as_of") else None,
        form=str(parameters.get("form", "")),
        draft=bool(parameters.get("draft")),
        check_code=row["check_code"],
        made_at=row["made_at"],
        made_by=names.get(row["made_by"], ""),
    )
