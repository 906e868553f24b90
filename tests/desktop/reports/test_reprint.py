"""A past report comes out again to the digit, whatever has happened since (FEATURES F4, K5)."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

import db.projections
from db.connection import run, writing
from desktop.dates import parse_period
from desktop.errors import ReportDiffers, UnknownReportCode, UnknownReportFormat
from desktop.progress.recording import Typed
from desktop.reports.making import MadeReport, made_reports, make_report, reprint_report
from desktop.reports.registry import TASK_RESULTS
from desktop.units.table import load_units
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR, Ledger

HALF = parse_period("2007-H1")
DAY = date(2007, 6, 25)
DONE = Typed(status="completed", percent="100", completed_on="14/06/2007", result="Đã lập danh sách")


def _made_then_changed(ledger: Ledger, path: Path) -> MadeReport:
    """A report with one task completed; afterwards a second one is approved."""
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    ledger.approve(supervisor, ledger.hand_in(officer, "I/C/4", DONE))
    made = make_report(supervisor, TASK_RESULTS, HALF, DAY, path, load_units())
    ledger.approve(supervisor, ledger.hand_in(officer, "I/C/2", DONE))
    return made


def _cells(path: Path) -> list[tuple[object, ...]]:
    workbook = load_workbook(path, read_only=True)
    rows = [row for sheet in workbook for row in sheet.iter_rows(values_only=True)]
    workbook.close()
    # The foot says when and by whom a copy was made; everything else must be the same.
    return [row for row in rows if not any("lập " in str(cell) for cell in row if cell)]


def test_a_report_is_made_again_from_the_data_of_then(ledger: Ledger, tmp_path: Path) -> None:
    made = _made_then_changed(ledger, tmp_path / "then.xlsx")
    session = ledger.sessions[-1]
    shown = db.projections.digest(session.database)
    now = make_report(session, TASK_RESULTS, HALF, DAY, tmp_path / "now.xlsx", load_units())
    again = reprint_report(session, made.check_code.lower(), tmp_path / "again.xlsx")
    assert again.check_code == made.check_code != now.check_code
    assert _cells(tmp_path / "again.xlsx") == _cells(tmp_path / "then.xlsx") != _cells(tmp_path / "now.xlsx")
    assert len(made_reports(session)) == 2
    session.undo()  # the approval of C.2: the reprint left no transaction open and nothing changed
    assert db.projections.digest(session.database) != shown


def test_a_reprint_changes_nothing_in_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    made = _made_then_changed(ledger, tmp_path / "then.pdf")
    session = ledger.sessions[-1]
    before = db.projections.digest(session.database)
    reprint_report(session, made.check_code, tmp_path / "again.pdf")
    assert db.projections.digest(session.database) == before
    assert (tmp_path / "again.pdf").stat().st_size > 0


def test_an_unknown_code_or_ending_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    made = _made_then_changed(ledger, tmp_path / "then.pdf")
    session = ledger.sessions[-1]
    with pytest.raises(UnknownReportCode):
        reprint_report(session, "AAAA-BBBB-CCCC", tmp_path / "x.pdf")
    with pytest.raises(UnknownReportFormat):
        reprint_report(session, made.check_code, tmp_path / "x.docx")
    assert not (tmp_path / "x.pdf").exists()


def test_figures_that_do_not_come_out_the_same_are_not_printed(ledger: Ledger, tmp_path: Path) -> None:
    made = _made_then_changed(ledger, tmp_path / "then.pdf")
    session = ledger.sessions[-1]
    with writing(session.database):  # as if the code had been printed with other figures
        run(session.database, "UPDATE p_report SET parameters = replace(parameters, '2007-06-25', '2007-07-25')")
    with pytest.raises(ReportDiffers):
        reprint_report(session, made.check_code, tmp_path / "again.pdf")
    assert not (tmp_path / "again.pdf").exists()
