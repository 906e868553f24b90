"""Recording, drafts and handing in."""

from dataclasses import replace

import pytest

import db.drafts
import db.events
from db.connection import rows, scalar, writing
from desktop.assigning.assigning import withdraw
from desktop.errors import (
    EntryIncomplete,
    EntryLocked,
    MissingReason,
    NoEntry,
    NotAssignedHere,
    NotATask,
    NotPermitted,
    UnknownPeriod,
)
from desktop.journal.event import EntityId, decode
from desktop.journal.history import history_of
from desktop.permissions import Role
from desktop.plans.state import WorkStatus
from desktop.progress.entries import EntryState, Record
from desktop.progress.recording import (
    Typed,
    discard_draft,
    drafts,
    entity_for,
    entries_of,
    entry,
    report,
    save_draft,
    submit_entries,
    typed_of,
)
from desktop.progress.review import approve_entries
from desktop.session import Session
from tests.desktop.progress.conftest import Department
from tests.support.ledgers import units

FORTY = Record(status=WorkStatus.IN_PROGRESS, percent=40)


def last_event(session: Session) -> dict[str, object]:
    sql = "SELECT sid, seq FROM event ORDER BY hlc DESC LIMIT 1"
    (row,) = rows(session.database, sql)
    (event,) = db.events.events_of(session.database, row["sid"], row["seq"], row["seq"])
    assert event["body"] is not None
    return dict(decode(event["body"]).fields)


def events(session: Session) -> int:
    return db.events.count(session.database)


def test_the_first_recording_states_what_was_filled_in_and_later_ones_only_what_changed(department: Department) -> None:
    entry = report(department.officer, department.row(), "2007-06", FORTY)
    assert (entry.state, entry.record, entry.unit, entry.period) == (EntryState.RECORDED, FORTY, "HQ03", "2007-06")
    assert entry.recorded_by == department.officer.person.id
    assert set(last_event(department.officer)) == {
        *("task", "unit", "period"),
        *("status", "percent"),
        *("state", "recorded_by", "recorded_at", "seen_rev"),
    }
    report(department.officer, department.row(), "2007-06", replace(FORTY, percent=50))
    assert set(last_event(department.officer)) == {"percent", "state", "recorded_by", "recorded_at"}


def test_recording_the_same_again_writes_nothing(department: Department) -> None:
    report(department.officer, department.row(), "", FORTY)
    before = events(department.officer)
    report(department.officer, department.row(), "", FORTY)
    assert events(department.officer) == before


def test_a_period_is_filed_under_its_key_however_it_is_typed(department: Department) -> None:
    typed = report(department.officer, department.row(), " 2007-06 ", FORTY)
    assert typed.period == "2007-06"
    assert typed.entity.endswith("/2007-06")
    whole = report(department.officer, department.row(), "", FORTY)
    assert whole.period == "-"
    found = entries_of(department.officer.database, department.row().entity, "HQ03")
    assert [entry.period for entry in found] == ["-", "2007-06"]


def test_what_cannot_be_reported_on(department: Department) -> None:
    with pytest.raises(NotATask):
        report(department.officer, department.row("I/C"), "", FORTY)
    with pytest.raises(NotAssignedHere):
        report(department.officer, department.row("I/A/1"), "", FORTY)
    with pytest.raises(UnknownPeriod):
        report(department.officer, department.row(), "tháng sáu", FORTY)
    inspector = department.ledger.add("Đỗ Văn Xem", Role.INSPECTOR)
    with pytest.raises(NotPermitted):
        report(inspector, department.row(), "", FORTY)
    assert scalar(department.officer.database, "SELECT count(*) FROM p_progress") == 0


def test_a_withdrawn_task_takes_no_more_reports_and_keeps_the_old_ones(department: Department) -> None:
    kept = report(department.officer, department.row(), "", FORTY)
    withdraw(department.ledger.administrator, [department.row().entity], "HQ03", units(), reason="Giao đơn vị khác")
    with pytest.raises(NotAssignedHere):
        report(department.officer, department.row(), "", replace(FORTY, percent=60))
    assert entry(department.officer.database, kept.entity) == kept


def test_an_entry_that_waits_is_locked(department: Department) -> None:
    department.hand_in()
    with pytest.raises(EntryLocked) as locked:
        report(department.officer, department.row(), "2007-06", replace(FORTY, percent=60))
    assert locked.value.state == "submitted"


def test_an_approved_entry_is_changed_only_for_a_reason_that_is_kept(department: Department) -> None:
    handed_in = department.hand_in()
    approve_entries(department.supervisor, [handed_in.entity])
    changed = replace(handed_in.record, percent=60)
    with pytest.raises(MissingReason):
        report(department.officer, department.row(), "2007-06", changed)
    with pytest.raises(MissingReason):
        report(department.officer, department.row(), "2007-06", changed, reason="   ")
    entry = report(department.officer, department.row(), "2007-06", changed, reason="Đếm sót một doanh nghiệp")
    assert (entry.state, entry.record.percent) == (EntryState.RECORDED, 60)
    assert entry.approved is not None
    assert entry.approved.percent == 40
    newest = history_of(department.officer.database, entry.entity)[0]
    assert newest.reason == "Đếm sót một doanh nghiệp"
    assert [(change.name, change.before, change.after) for change in newest.changes if change.name == "percent"] == [
        ("percent", 40, 60)
    ]


def test_an_approved_entry_is_not_handed_in_again_unchanged(department: Department) -> None:
    handed_in = department.hand_in()
    approve_entries(department.supervisor, [handed_in.entity])
    with pytest.raises(EntryLocked):
        report(department.officer, department.row(), "2007-06", handed_in.record, submit_too=True)
    with pytest.raises(EntryLocked):
        submit_entries(department.officer, [handed_in.entity])


def test_an_incomplete_entry_is_recorded_but_not_handed_in(department: Department) -> None:
    incomplete = Record(status=WorkStatus.COMPLETED, percent=80)
    with pytest.raises(EntryIncomplete):
        report(department.officer, department.row(), "", incomplete, submit_too=True)
    assert scalar(department.officer.database, "SELECT count(*) FROM p_progress") == 0
    entry = report(department.officer, department.row(), "", incomplete)
    with pytest.raises(EntryIncomplete) as refused:
        submit_entries(department.officer, [entry.entity])
    assert len(refused.value.problems) == 2


def test_handing_in_several_is_all_or_nothing(department: Department) -> None:
    good = report(department.officer, department.row("I/C/4"), "", FORTY)
    bad = report(department.officer, department.row("I/C/6"), "", Record(status=WorkStatus.COMPLETED))
    with pytest.raises(EntryIncomplete):
        submit_entries(department.officer, [good.entity, bad.entity])
    with pytest.raises(NoEntry):
        submit_entries(department.officer, [good.entity, EntityId("prog/none/HQ03/-")])
    assert entry(department.officer.database, good.entity) == good
    (sent,) = submit_entries(department.officer, [good.entity, good.entity])
    assert (sent.state, sent.submitted_by) == (EntryState.SUBMITTED, department.officer.person.id)


def test_a_draft_survives_reopening_and_belongs_to_its_person(department: Department) -> None:
    entity = entity_for(department.officer, department.row(), "")
    before = events(department.officer)
    saved = save_draft(department.officer, entity, Typed(result="Đang gõ dở «chữ"))
    assert events(department.officer) == before
    assert drafts(department.supervisor) == {}
    department.officer.close()
    department.ledger.sessions.remove(department.officer)
    again = department.ledger.sign_in(department.officer.person.name)
    assert drafts(again) == {entity: saved}
    discard_draft(again, entity)
    assert drafts(again) == {}


def test_recording_takes_ones_own_draft_away_and_nobody_elses(department: Department) -> None:
    entity = entity_for(department.officer, department.row(), "")
    for session in (department.officer, department.supervisor):
        save_draft(session, entity, Typed(result="nháp"))
    report(department.officer, department.row(), "", FORTY)
    assert drafts(department.officer) == {}
    assert set(drafts(department.supervisor)) == {entity}


def test_a_refused_recording_keeps_the_draft(department: Department) -> None:
    handed_in = department.hand_in(period="")
    save_draft(department.officer, handed_in.entity, Typed(result="sửa tiếp"))
    with pytest.raises(EntryLocked):
        report(department.officer, department.row(), "", FORTY)
    assert set(drafts(department.officer)) == {handed_in.entity}


def test_a_draft_of_another_version_of_the_program_is_read_as_far_as_it_goes(department: Department) -> None:
    with writing(department.officer.database):
        content = '{"percent": "30", "a_field_of_tomorrow": "x"}'
        db.drafts.put(department.officer.database, department.officer.person.id, "prog/x/HQ03/-", 1, content)
    assert drafts(department.officer)[EntityId("prog/x/HQ03/-")].typed == Typed(percent="30")


def test_what_was_recorded_is_shown_again_as_it_was_typed(department: Department) -> None:
    typed = Typed("completed", "100", "18/06/2007", "Danh sách", "12/HQHP", "18/06/2007", "Đủ", "Không", "Không")
    entry = report(
        department.officer, department.row(), "", department.record(**{n: getattr(typed, n) for n in Typed.__slots__})
    )
    assert typed_of(entry.record) == typed
