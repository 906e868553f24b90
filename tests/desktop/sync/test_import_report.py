"""The report of an import names every record: late, waiting, known, hit by an amendment, after a report (SYNC §2.9)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import db.intake
from db.connection import run, scalar, writing
from desktop.amendments.amending import ChangeRow, DecisionHeader, WithdrawRow, amend
from desktop.dates import parse_period
from desktop.errors import BundleFault, BundleRefused, UnknownImport
from desktop.files import atomic_write
from desktop.journal.clock import milliseconds
from desktop.journal.event import EntityId, Fact
from desktop.permissions import Role
from desktop.plans.facts import task_allocated
from desktop.plans.plans import row_at
from desktop.plans.row_fields import RowFields
from desktop.plans.tasks import TaskFilter, count, tasks
from desktop.reports.differences import differences_since
from desktop.reports.making import made_reports, make_report, reprint_report
from desktop.reports.registry import TASK_RESULTS
from desktop.sync.exchange import (
    Counts,
    ExportMode,
    ImportReport,
    LineGroup,
    exchanges,
    import_bundle,
    inspect_bundle,
    preview_import,
    write_bundle,
)
from desktop.sync.inbound import effect
from desktop.sync.inbound.intake_lines import bounded, with_reopened
from desktop.sync.inbound.kept_reports import kept_report, refused_files, report_of
from desktop.verdicts.declining import decline_tasks
from desktop.verdicts.judging import accept_records, send_back_records
from tests.support.exchange import DAY, Pair, approved_entry, contents
from tests.support.ledgers import SUPERVISOR, units
from tests.support.network import stations

DECISION = DecisionHeader("1200/QĐ-TCHQ", date(2007, 7, 2), "Sửa đổi Kế hoạch 608", "Tổng cục Hải quan")
HALF = parse_period("2007-H1")


def told(report: ImportReport, group: LineGroup) -> list[tuple[str, str, str]]:
    return [(line.plan_number, line.label, line.after) for line in report.lines if line.group is group]


def taken_in(pair: Pair) -> None:
    """Hải Phòng has its tasks."""
    import_bundle(pair.hp, pair.down().path, as_of=DAY)


def test_what_waits_is_named_with_the_file_it_waits_for(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    taken_in(pair)
    approved_entry(pair.department, plan, "I/C/4")
    first = pair.up()
    approved_entry(pair.department, plan, "I/C/2")
    second = write_bundle(pair.hp, "TCHQ", pair.stick, mode=ExportMode.SINCE_SENT)
    report = import_bundle(pair.hq, second.path, as_of=DAY)
    assert report.counts.new == 0
    assert report.counts.held > 0
    assert told(report, LineGroup.HELD)[0] == ("608/QĐ-TCHQ", "C.2", "Kết quả đã duyệt")
    (gap,) = report.gaps
    assert (gap.node, gap.numbers, gap.events) == ("TCHQ/HQ03", (first.number,), report.counts.held)
    inspected = inspect_bundle(second.path, pair.hq)
    assert (inspected.needs, inspected.new, inspected.waits) == ((first.number,), 0, report.counts.held)
    healed = import_bundle(pair.hq, first.path, as_of=DAY)
    assert healed.after.completed_on_time - healed.before.completed_on_time == 2
    assert healed.gaps == ()


def test_what_is_known_already_is_listed(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    taken_in(pair)
    approved_entry(pair.department, plan)
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    approved_entry(pair.department, plan, "I/C/2")
    report = import_bundle(pair.hq, pair.up().path, as_of=DAY)  # no receipt went back: C.4 comes again
    assert ("608/QĐ-TCHQ", "C.4", "Kết quả đã duyệt") in told(report, LineGroup.DUPLICATE)
    assert ("608/QĐ-TCHQ", "C.2", "Kết quả đã duyệt") not in told(report, LineGroup.DUPLICATE)
    assert report.counts.duplicate >= len(told(report, LineGroup.DUPLICATE))


def test_a_record_older_than_what_is_known_is_named_with_both_days() -> None:
    hour = 3_600_000
    _, first, second = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"], offsets_ms={1: 0, 2: 24 * hour})
    allocated = {name: task_allocated(EntityId("task/1"), "HQ03", officer=name, team="") for name in ("an", "ha")}
    second.write(allocated["ha"])
    first.write(allocated["an"])
    taken = second.receive(first.compose("TCHQ/HQ03").frame)
    assert taken is not None
    assert taken.counts.late == 1
    (late,) = db.intake.late(second.database, taken.bundle, 10)
    assert (late["entity"], late["events"]) == ("alloc/1/HQ03", 1)
    assert 23 * hour < milliseconds(late["newer"]) - milliseconds(late["hlc"]) < 25 * hour
    taken = first.receive(second.compose("TCHQ/HQ03").frame)
    assert taken is not None
    assert db.intake.late(first.database, taken.bundle, 10) == []


def test_an_entry_that_did_not_know_an_amendment_is_named_when_it_comes(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    taken_in(pair)
    entity = approved_entry(pair.department, plan)
    row = row_at(pair.hq.database, plan, "I/C/4")
    amend(pair.hq, plan, DECISION, [ChangeRow(row.entity, RowFields(deadline_text="Tháng 9/2007"))], units())
    report = import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert [line.entity for line in report.lines if line.group is LineGroup.AFFECTED] == [entity]


def test_an_amendment_names_the_own_entries_it_hits(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    taken_in(pair)
    approved_entry(pair.department, plan, "I/C/4")
    approved_entry(pair.department, plan, "I/C/2")
    four, two, five = (row_at(pair.hq.database, plan, f"I/C/{number}").entity for number in (4, 2, 5))
    amend(
        pair.hq,
        plan,
        DECISION,
        [
            ChangeRow(four, RowFields(deadline_text="Tháng 9/2007")),
            WithdrawRow(two, "Đã làm xong năm 2006"),
            WithdrawRow(five, "Không còn cần"),
        ],
        units(),
    )
    report = import_bundle(pair.hp, pair.down().path, as_of=DAY)
    assert told(report, LineGroup.AFFECTED) == [
        ("608/QĐ-TCHQ", "C.2", "Nhiệm vụ đã rút ở bản 2."),
        ("608/QĐ-TCHQ", "C.4", "Nhập khi kế hoạch ở bản 1; hạn đổi ở bản 2."),
    ]
    came = import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert [label for _, label, _ in told(came, LineGroup.AFFECTED)] == ["C.2", "C.4"]


def test_row_35_what_comes_after_a_report_is_told_and_the_report_stays(pair: Pair, tmp_path: Path) -> None:
    plan = pair.headquarters.import_608("HQ03")
    taken_in(pair)
    made = make_report(pair.hq, TASK_RESULTS, HALF, DAY, tmp_path / "then.pdf", units())
    (record,) = made_reports(pair.hq)
    assert differences_since(pair.hq, EntityId(record.entity)).is_same
    entity = approved_entry(pair.department, plan)
    report = import_bundle(pair.hq, pair.up().path, as_of=DAY)
    words = "Nhận sau khi chốt báo cáo kết quả thực hiện kế hoạch, 6 tháng đầu năm 2007, ngày 25/06/2007."
    assert [(line.entity, line.after) for line in report.lines if line.group is LineGroup.AFTER_REPORT] == [
        (entity, words)
    ]
    assert [(late.entity, late.check_code, late.records) for late in report.late_for] == [
        (record.entity, made.check_code, 1)
    ]
    found = differences_since(pair.hq, EntityId(record.entity))
    assert [(one.name, one.printed, one.now) for one in found.figures] == [
        ("completed_on_time", 0, 1),
        ("open_in_time", 14, 13),
    ]
    assert [(one.label, one.field, one.printed, one.now) for one in found.records] == [
        ("C.4", "state", "Chưa thực hiện", "Hoàn thành đúng hạn"),
        ("C.4", "percent", "", "100%"),
        ("C.4", "completed_on", "", "18/06/2007"),
        ("C.4", "result", "", "Đã lập danh sách"),
    ]
    assert found.arrived > 0
    assert reprint_report(pair.hq, made.check_code, tmp_path / "again.pdf").check_code == made.check_code


def test_row_35_an_entry_of_later_days_is_not_late_for_a_report(pair: Pair, tmp_path: Path) -> None:
    plan = pair.headquarters.import_608("HQ03")
    taken_in(pair)
    make_report(pair.hq, TASK_RESULTS, HALF, date(2007, 6, 10), tmp_path / "then.pdf", units())
    approved_entry(pair.department, plan)  # done on 18/06/2007
    report = import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert (told(report, LineGroup.AFTER_REPORT), report.late_for) == ([], ())


def test_the_effect_is_that_of_counting_everything(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reckoned from the touched records alone, the figures are those of the whole list of tasks."""
    monkeypatch.setattr(effect, "_FEW", 10_000)
    plan = pair.headquarters.import_608("HQ03", "HQ20")
    taken_in(pair)
    for path in ("I/C/4", "I/C/2"):
        approved_entry(pair.department, plan, path)
    six = row_at(pair.hq.database, plan, "I/C/6").entity
    amend(pair.hq, plan, DECISION, [WithdrawRow(six, "Không còn cần")], units())
    for session, bundle in ((pair.hq, pair.up()), (pair.hp, pair.down())):
        unit = session.unit if "/" in session.node else None
        before = count(tasks(session, TaskFilter(as_of=DAY, unit=unit)))
        report = import_bundle(session, bundle.path, as_of=DAY)
        after = count(tasks(session, TaskFilter(as_of=DAY, unit=unit)))
        assert before != after
        assert (report.before, report.after) == (before, after)
    assert [one.unit for one in report.units] == ["HQ03"]


def test_headquarters_sees_which_units_figures_move(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03", "HQ20")
    taken_in(pair)
    approved_entry(pair.department, plan)
    report = preview_import(pair.hq, pair.up().path, as_of=DAY)
    (moved,) = report.units
    assert moved.unit == "HQ03"
    assert (moved.before.counts.completed_on_time, moved.after.counts.completed_on_time) == (0, 1)
    assert (report.before.total, moved.before.counts.total) == (28, 14)


def test_the_report_is_kept_as_it_was_previewed(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    taken_in(pair)
    approved_entry(pair.department, plan)
    bundle = pair.up()
    preview = preview_import(pair.hq, bundle.path, as_of=DAY)
    assert scalar(pair.hq.database, "SELECT count(*) FROM import_report") == 0
    import_bundle(pair.hq, bundle.path, as_of=DAY)
    (exchange,) = [one for one in exchanges(pair.hq, "TCHQ/HQ03") if one.direction == "in"]
    assert report_of(pair.hq, exchange.id) == preview
    kept = kept_report(pair.hq, exchange.id)
    assert (kept.by, kept.file, kept.size) == (pair.hq.person.name, bundle.path.name, bundle.size)
    assert kept.file_sha256 == inspect_bundle(bundle.path, pair.hq).sha256
    with pytest.raises(UnknownImport):
        report_of(pair.hq, 10_000)
    with writing(pair.hq.database):  # as an older program left it
        run(pair.hq.database, "DELETE FROM import_report")
    with pytest.raises(UnknownImport):
        report_of(pair.hq, exchange.id)


def test_row_04_a_file_that_was_cut_is_refused_and_remembered(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    bundle = pair.down()
    cut = pair.stick / "cut.hqb"
    atomic_write(cut, bundle.path.read_bytes()[:-100])
    before = contents(pair.hp.database)
    for _ in range(2):
        with pytest.raises(BundleRefused) as caught:
            preview_import(pair.hp, cut)
        assert caught.value.reason is BundleFault.DAMAGED
    assert contents(pair.hp.database) == before
    (refused,) = refused_files(pair.hp)
    assert (refused.file, refused.times, refused.by) == ("cut.hqb", 2, pair.hp.person.name)
    assert refused.words.startswith("Tệp chưa đủ hoặc đã bị hỏng khi chép.")
    assert import_bundle(pair.hp, bundle.path).counts.new > 0
    assert len(refused_files(pair.hp)) == 1


def test_groups_of_a_report_are_bounded_and_the_rest_is_counted(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    report = preview_import(pair.hp, pair.down().path)
    line = replace(report.lines[0], group=LineGroup.HELD)
    kept, omitted = bounded([line] * 2_500, {})
    assert (len(kept), omitted) == (2_000, [(LineGroup.HELD, 500)])
    assert bounded([line], {})[1] == []
    assert report.omitted == ()
    assert report.counts == Counts(new=report.counts.new)


def test_what_the_level_above_concludes_is_a_line_and_moves_the_figures(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    taken_in(pair)
    four, two = (approved_entry(pair.department, plan, path) for path in ("I/C/4", "I/C/2"))
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    accept_records(pair.hq, [two])
    send_back_records(pair.hq, [four], "Thiếu số văn bản")
    report = import_bundle(pair.hp, pair.down().path, as_of=DAY)
    assert told(report, LineGroup.VERDICT) == [
        ("608/QĐ-TCHQ", "C.2", "Chấp nhận"),
        ("608/QĐ-TCHQ", "C.4", "Trả lại: Thiếu số văn bản"),
    ]
    assert (report.returned_before, report.returned_after) == (0, 1)
    assert (report.before.completed, report.after.completed) == (2, 1)


def test_a_task_that_a_unit_gives_back_is_a_line_with_its_reason(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    taken_in(pair)
    supervisor = pair.department.add(SUPERVISOR, Role.SUPERVISOR)
    row = row_at(pair.hp.database, plan, "I/C/4")
    decline_tasks(supervisor, [row.entity], "Không thuộc địa bàn")
    report = import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert told(report, LineGroup.DECLINED) == [("608/QĐ-TCHQ", "C.4", "Không thuộc địa bàn")]


def test_a_conflict_that_was_decided_is_told_as_opened_again() -> None:
    _, first, second, third = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03", "TCHQ/HQ03"])
    entity, disputed = EntityId("alloc/1/HQ03"), {LineGroup.CONFLICT, LineGroup.REOPENED}
    for station, name in ((first, "an"), (second, "ha"), (third, "tu")):
        station.write(task_allocated(EntityId("task/1"), "HQ03", officer=name, team=""))
    taken = first.receive(second.compose("TCHQ/HQ03").frame)
    assert taken is not None
    lines = with_reopened(first.database, taken.lines)
    assert {line.group for line in lines if line.entity == entity} & disputed == {LineGroup.CONFLICT}
    first.write(Fact("conflict.decided", entity, {"officer": "an"}, "site"))
    taken = first.receive(third.compose("TCHQ/HQ03").frame)
    assert taken is not None
    lines = with_reopened(first.database, taken.lines)
    assert {line.group for line in lines if line.entity == entity} & disputed == {LineGroup.REOPENED}
