"""The later life of a report: what came after it, how it would read now, how it is printed again (SYNC §2.9)."""

import json
from datetime import date
from pathlib import Path

import pytest

import db.projections
from desktop.cli import main
from desktop.dates import parse_period
from desktop.jobs import Job, Stopped
from desktop.journal.event import EntityId
from desktop.progress.recording import Typed
from desktop.reports.differences import differences_since
from desktop.reports.later import later_counts
from desktop.reports.making import made_reports, make_report, prepare_reprint
from desktop.reports.registry import TASK_RESULTS
from desktop.sync.exchange import import_bundle
from desktop.units.table import load_units
from tests.desktop.reports.ledger import OFFICER, PASSPHRASE, SUPERVISOR, Ledger
from tests.support.exchange import Pair, approved_entry

HALF = parse_period("2007-H1")
DAY = date(2007, 6, 25)
DONE = Typed(status="completed", percent="100", completed_on="14/06/2007", result="Đã lập danh sách")


def test_row_35_what_came_later_is_named_with_the_file_it_came_in(pair: Pair, tmp_path: Path) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    make_report(pair.hq, TASK_RESULTS, HALF, DAY, tmp_path / "then.pdf", load_units())
    report = EntityId(made_reports(pair.hq)[0].entity)
    assert later_counts(pair.hq) == {report: 0}
    entry = approved_entry(pair.department, plan)
    sent = pair.up()
    import_bundle(pair.hq, sent.path, as_of=DAY)
    assert later_counts(pair.hq) == {report: 1}
    (came,) = differences_since(pair.hq, report).later
    assert (came.entity, came.label, came.unit, came.words) == (entry, "C.4", "HQ03", "Kết quả đã duyệt")
    assert (came.number, came.from_node) == (sent.number, "TCHQ/HQ03")
    assert came.source_words == f"Tệp đến {sent.number} của {load_units().unit('HQ03').name}"
    changed = differences_since(pair.hq, report).records
    task = pair.headquarters.row(plan, "I/C/4").entity
    assert {(line.task, line.unit_code) for line in changed} == {(task, "HQ03")}


def test_each_report_counts_only_what_it_tells_of_and_what_came_after_it(ledger: Ledger, tmp_path: Path) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    for day, plans in ((DAY, ()), (date(2007, 6, 10), ())):
        make_report(supervisor, TASK_RESULTS, HALF, day, tmp_path / f"{day}.pdf", load_units(), plans=plans)
    entry = ledger.hand_in(officer, "I/C/4", DONE, period="-")
    assert set(later_counts(supervisor).values()) == {0}  # what waits for approval is in no report
    ledger.approve(supervisor, entry)
    make_report(supervisor, TASK_RESULTS, HALF, DAY, tmp_path / "after.pdf", load_units())
    found = later_counts(supervisor)
    counted = {(one.as_of, one.check_code): found[EntityId(one.entity)] for one in made_reports(supervisor)}
    assert sorted((day.isoformat() if day else "", count) for (day, _), count in counted.items()) == [
        ("2007-06-10", 0),  # the task was done on 14/06
        ("2007-06-25", 0),  # made after the approval
        ("2007-06-25", 1),
    ]


def test_a_draft_counts_what_was_only_recorded(ledger: Ledger, tmp_path: Path) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    make_report(supervisor, TASK_RESULTS, HALF, DAY, tmp_path / "draft.pdf", load_units(), draft=True)
    ledger.hand_in(officer, "I/C/4", DONE)
    assert list(later_counts(supervisor).values()) == [1]
    (record,) = made_reports(supervisor)
    (own,) = differences_since(supervisor, EntityId(record.entity)).later
    assert (own.number, own.source_words) == (None, "Ghi tại sổ này")


def test_comparing_and_preparing_a_reprint_can_be_stopped_and_change_nothing(ledger: Ledger, tmp_path: Path) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    made = make_report(supervisor, TASK_RESULTS, HALF, DAY, tmp_path / "then.pdf", load_units())
    ledger.approve(supervisor, ledger.hand_in(officer, "I/C/4", DONE))
    before = db.projections.digest(supervisor.database)
    (record,) = made_reports(supervisor)
    told: list[int] = []
    stopping = Job(lambda progress: told.append(progress.done), lambda: len(told) >= 3)
    with pytest.raises(Stopped):
        differences_since(supervisor, EntityId(record.entity), stopping)
    with pytest.raises(Stopped):
        prepare_reprint(supervisor, made.check_code, stopping)
    assert told == [1, 2, 3]
    assert db.projections.digest(supervisor.database) == before
    again = prepare_reprint(supervisor, made.check_code)
    assert again.content.two_by_two.completed_on_time == 0
    assert db.projections.digest(supervisor.database) == before


def test_the_command_lists_what_was_made_and_what_would_differ(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    officer, supervisor = ledger.sign_in(OFFICER), ledger.sign_in(SUPERVISOR)
    made = make_report(supervisor, TASK_RESULTS, HALF, DAY, tmp_path / "then.pdf", load_units())
    ledger.approve(supervisor, ledger.hand_in(officer, "I/C/4", DONE))
    ledger.close()
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)
    where = ("--data", str(tmp_path / "ledger" / "data"), "--user", SUPERVISOR)
    assert main(["report", "made", *where, "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["check_code"], listed["as_of"], listed["later"]) == (made.check_code, "2007-06-25", 1)
    assert main(["report", "differences", made.check_code.lower(), *where, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"name": "completed_on_time", "printed": 0, "now": 1} in told["figures"]
    assert [(one["number"], one["what"], one["bundle"]) for one in told["later"]] == [("C.4", "Duyệt kết quả", None)]
    assert main(["report", "differences", made.check_code, *where]) == 0
    assert "Hoàn thành đúng hạn: 0 → 1" in capsys.readouterr().out
    assert main(["report", "differences", "AAAA-BBBB-CCCC", *where]) == 1
