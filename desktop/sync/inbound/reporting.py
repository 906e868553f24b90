"""Building the report of an import from what became of the bundle (SYNC §2.9)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import db.intake
from db.connection import Row
from desktop.journal.event import EntityId, kind_of
from desktop.plans.state import TwoByTwo
from desktop.progress.entries import Entry, entry_of
from desktop.reports.lateness import ClosedReport, closed_reports, reports_late_for
from desktop.session import Session
from desktop.sync.bundle.container import OpenedBundle
from desktop.sync.endpoint import unit_title
from desktop.sync.inbound.comparison import Subjects, in_printed_order, line
from desktop.sync.inbound.effect import ByUnit, figures_of, unit_effects
from desktop.sync.inbound.import_report import ChangeLine, ImportReport, LateForReport, LineGroup
from desktop.sync.inbound.importing import Taken
from desktop.sync.inbound.intake_lines import bounded, further_lines, gaps, with_reopened


def report_of_import(
    session: Session, opened: OpenedBundle, taken: Taken, before: ByUnit, after: ByUnit
) -> ImportReport:
    """What an import did, inside its transaction; `before` and `after` are the figures of all units."""
    late_lines, late_for = _late_for_reports(session, taken)
    lines = [
        *with_reopened(session.database, taken.lines),
        *further_lines(session, opened.manifest, taken),
        *late_lines,
    ]
    counted = {LineGroup.DUPLICATE: taken.counts.duplicate}
    kept, omitted = bounded(lines, counted)
    was, now = figures_of(session, before), figures_of(session, after)
    return replace(
        _head(session, opened, was.counts, now.counts),
        counts=taken.counts,
        lines=tuple(kept),
        cautions=taken.cautions,
        returned_before=was.returned,
        returned_after=now.returned,
        units=unit_effects(before, after),
        gaps=gaps(session.database, opened.manifest, taken.bundle),
        late_for=late_for,
        omitted=tuple(omitted),
    )


def known_report(session: Session, opened: OpenedBundle, figures: ByUnit, imported_at_ms: int) -> ImportReport:
    """The report of a file that was imported before: nothing changes."""
    known = figures_of(session, figures)
    return replace(
        _head(session, opened, known.counts, known.counts),
        already_imported=True,
        imported_at_ms=imported_at_ms,
        returned_before=known.returned,
        returned_after=known.returned,
    )


def _head(session: Session, opened: OpenedBundle, before: TwoByTwo, after: TwoByTwo) -> ImportReport:
    manifest = opened.manifest
    return ImportReport(
        from_node=manifest.from_node,
        from_name=unit_title(manifest.from_node, session.database),
        number=manifest.no,
        at_ms=manifest.hlc,
        made_by=manifest.made_by,
        already_imported=False,
        before=before,
        after=after,
        digest=opened.digest.hex(),
    )


def _late_for_reports(session: Session, taken: Taken) -> tuple[list[ChangeLine], tuple[LateForReport, ...]]:
    """The entries that came for days of a report made here, and those reports."""
    reports = closed_reports(session)
    if not reports:
        return [], ()
    subjects = Subjects(session.database)
    entries = {entry.entity: entry for entry in _changed_entries(session, taken.before)}
    lines: list[ChangeLine] = []
    counted: dict[EntityId, tuple[ClosedReport, int]] = {}
    for subject in in_printed_order(subjects.of(entity) for entity in entries):
        for report in reports_late_for(reports, entries[subject.entity], subject.plan_number):
            lines.append(line(LineGroup.AFTER_REPORT, subject, "report", "", report.late_words))
            counted[report.entity] = (report, counted.get(report.entity, (report, 0))[1] + 1)
    touched = (
        LateForReport(report.entity, report.title, report.check_code, report.made_at, records)
        for report, records in counted.values()
    )
    return lines, tuple(sorted(touched, key=lambda one: (-one.made_at, one.entity)))


def _changed_entries(session: Session, before: Mapping[EntityId, Row | None]) -> Iterator[Entry]:
    """The entries whose approved record is another one now."""
    came = {entity for entity in before if kind_of(entity) == "prog"}
    pairs = {(f"task/{entity.split('/')[1]}", entity.split("/")[2]) for entity in came}
    for row in db.intake.entries_among(session.database, sorted(pairs)):
        old = before.get(EntityId(row["entity"]))
        if row["entity"] in came and row["approved"] != (old["approved"] if old else None):
            yield entry_of(row)
