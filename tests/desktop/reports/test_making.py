"""Making a report: prepared, written, remembered."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

import db.events
import db.reports
from desktop.dates import parse_period
from desktop.errors import FileNotWritten, UnknownReport, UnknownReportFormat
from desktop.jobs import Job, Stopped
from desktop.journal.verification import projections_agree
from desktop.progress.recording import Typed
from desktop.reports.making import (
    PRINTED,
    code_of_text,
    made_reports,
    make_report,
    prepare_report,
    remember_report,
    report_content,
    report_input,
    reports_with_code,
)
from desktop.reports.picture import ReportChoice
from desktop.reports.registry import TASK_RESULTS
from desktop.units.table import load_units
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR, Ledger

QUARTER = parse_period("2007-Q2")


def test_the_pdf_holds_the_figures_of_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    done = Typed(status="completed", percent="100", completed_on="14/06/2007", result="Đã lập danh sách đủ chỉ tiêu")
    ledger.approve(supervisor, ledger.hand_in(officer, "I/C/4", done))
    made = make_report(supervisor, TASK_RESULTS, QUARTER, None, tmp_path / "quy2.pdf", load_units())
    document = pypdfium2.PdfDocument(made.path.read_bytes())
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    assert "Hoàn thành 01: đúng hạn 01, quá hạn 0." in text
    assert "tính đến 14/06/2007" in text
    assert made.check_code in text
    assert "Trần Văn Dũng" in text


def test_the_workbook_is_written_by_the_ending_of_the_name(ledger: Ledger, tmp_path: Path) -> None:
    made = make_report(ledger.administrator, TASK_RESULTS, QUARTER, None, tmp_path / "Quý II.XLSX", load_units())
    book = load_workbook(BytesIO(made.path.read_bytes()))
    tasks = len(report_input(ledger.administrator, QUARTER, None, load_units()).plans[0].tasks)
    assert book["Phụ lục"].max_row == tasks + 1


def test_equal_data_bear_the_equal_code_whoever_makes_the_report(ledger: Ledger, tmp_path: Path) -> None:
    first = make_report(ledger.administrator, TASK_RESULTS, QUARTER, None, tmp_path / "a.pdf", load_units())
    second = make_report(ledger.sign_in(SUPERVISOR), TASK_RESULTS, QUARTER, None, tmp_path / "b.xlsx", load_units())
    assert first.check_code == second.check_code
    content = report_content(ledger.administrator, TASK_RESULTS, QUARTER, date(2007, 6, 25), load_units())
    assert content.data_state.check_code != first.check_code


def test_a_made_report_is_recorded_with_the_streams_it_was_made_from(ledger: Ledger, tmp_path: Path) -> None:
    database = ledger.administrator.database
    before = {row["stream_id"].hex(): row["frontier"] for row in db.events.streams(database)}
    made = make_report(ledger.administrator, TASK_RESULTS, QUARTER, None, tmp_path / "a.pdf", load_units())
    (row,) = db.reports.reports(database)
    assert json.loads(row["frontier"]) == before
    (record,) = made_reports(ledger.administrator)
    assert (record.period, record.as_of, record.form, record.draft) == ("2007-Q2", date(2007, 6, 14), "pdf", False)
    assert (record.check_code, record.made_by) == (made.check_code, ledger.administrator.person.name)
    assert projections_agree(database, ledger.administrator.journal.projection, lambda: None)


def test_a_code_on_paper_finds_its_report_however_it_is_typed(ledger: Ledger, tmp_path: Path) -> None:
    made = make_report(ledger.administrator, TASK_RESULTS, QUARTER, None, tmp_path / "a.pdf", load_units())
    assert [record.check_code for record in reports_with_code(ledger.administrator, made.check_code.lower())]
    assert reports_with_code(ledger.administrator, f" {made.check_code.replace('-', ' ')} ")
    assert reports_with_code(ledger.administrator, "7F3K-1042-9CQ8") == []


def test_letters_that_look_like_figures_are_read_as_figures() -> None:
    assert code_of_text("7f3k1o42-9cql") == "7F3K-1042-9CQ1"


def test_a_file_that_cannot_be_written_leaves_no_record(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten):
        make_report(ledger.administrator, TASK_RESULTS, QUARTER, None, tmp_path / "none" / "a.pdf", load_units())
    assert made_reports(ledger.administrator) == []


def test_a_stopped_report_leaves_neither_file_nor_record(ledger: Ledger, tmp_path: Path) -> None:
    job = Job(stop_wanted=lambda: True)
    with pytest.raises(Stopped):
        make_report(ledger.administrator, TASK_RESULTS, QUARTER, None, tmp_path / "a.pdf", load_units(), job)
    assert not (tmp_path / "a.pdf").exists()
    assert made_reports(ledger.administrator) == []


def test_an_unknown_ending_or_report_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UnknownReportFormat):
        make_report(ledger.administrator, TASK_RESULTS, QUARTER, None, tmp_path / "a.docx", load_units())
    with pytest.raises(UnknownReport):
        make_report(ledger.administrator, "weather", QUARTER, None, tmp_path / "a.pdf", load_units())


def test_a_printed_report_is_recorded_too(ledger: Ledger) -> None:
    prepared = prepare_report(ledger.administrator, TASK_RESULTS, ReportChoice(QUARTER, draft=True), load_units())
    remember_report(ledger.administrator, prepared, PRINTED)
    (record,) = made_reports(ledger.administrator)
    assert (record.form, record.draft) == (PRINTED, True)
