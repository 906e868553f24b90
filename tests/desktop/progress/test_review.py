"""Approving and returning: four eyes, two signatures, and what is sent up."""

from dataclasses import replace

import pytest

import db.events
from db.connection import rows, scalar, writing
from desktop.actions import Action, Audience
from desktop.errors import (
    ApprovalFault,
    ApprovalRefused,
    MissingReason,
    NoEntry,
    NotPermitted,
    NotSubmitted,
    OwnEntry,
)
from desktop.journal.event import EntityId, Fact, Fields, decode
from desktop.journal.verification import projections_agree
from desktop.permissions import Role
from desktop.progress.entries import EntryState, record_of
from desktop.progress.facts import RECORD_FIELDS
from desktop.progress.recording import entry, report, submit_entries
from desktop.progress.review import approve_entries, return_entries, waiting_entries
from desktop.session import Session
from desktop.sync.approval import Approval, ReportedRecord, Submission, verify_two_persons
from tests.desktop.progress.conftest import Department


def published(session: Session) -> list[tuple[EntityId, Fields]]:
    sql = "SELECT sid, seq FROM event WHERE type = 'progress.published' ORDER BY seq"
    found = []
    for row in list(rows(session.database, sql)):
        (stored,) = db.events.events_of(session.database, row["sid"], row["seq"], row["seq"])
        assert stored["body"] is not None
        event = decode(stored["body"])
        found.append((event.entity, event.fields))
    return found


def verdict(session: Session, entity: EntityId, fields: Fields) -> ApprovalFault | None:
    """What the level above finds, from nothing but the event and the roster."""
    keys = {
        row["person"]: bytes.fromhex(row["approval_key"])
        for row in rows(session.database, "SELECT person, approval_key FROM p_person")
    }
    record = ReportedRecord(entity, str(fields["period"]), {name: fields[name] for name in RECORD_FIELDS})
    return verify_two_persons(
        record,
        Submission(str(fields["submitted_by"]), bytes.fromhex(str(fields["submit_signature"]))),
        Approval(
            str(fields["approved_by"]),
            str(fields["approve_statement"]),
            bytes.fromhex(str(fields["approve_signature"])),
        ),
        keys.get,
    )


def test_the_supervisor_sees_what_waits_and_what_is_new(department: Department) -> None:
    department.hand_in(result="Đã rà 12 doanh nghiệp")
    (waiting,) = waiting_entries(department.supervisor)
    assert waiting.plan_number == "608/QĐ-TCHQ"
    assert waiting.task.label == "C.4"
    assert waiting.submitted_by_name == department.officer.person.name
    assert not waiting.is_own
    assert [(found.name, found.approved, found.submitted) for found in waiting.differences] == [
        ("status", None, "in_progress"),
        ("percent", None, 40),
        ("result", None, "Đã rà 12 doanh nghiệp"),
    ]
    assert waiting.unchanged == 6
    (own,) = waiting_entries(department.officer)
    assert own.is_own


def test_after_an_approval_only_the_changed_fields_are_shown(department: Department) -> None:
    first = department.hand_in(result="Mười hai")
    approve_entries(department.supervisor, [first.entity])
    assert waiting_entries(department.supervisor) == []
    department.hand_in(result="", percent="60", reason="Rà lại")
    (waiting,) = waiting_entries(department.supervisor)
    assert [(found.name, found.approved, found.submitted) for found in waiting.differences] == [
        ("percent", 40, 60),
        ("result", "Mười hai", ""),
    ]


def test_an_approval_publishes_the_whole_record_with_two_valid_signatures(department: Department) -> None:
    handed_in = department.hand_in(result="Đã rà", status="completed", percent="100", completed_on="18/06/2007")
    (approved,) = approve_entries(department.supervisor, [handed_in.entity])
    assert (approved.state, approved.approved) == (EntryState.APPROVED, handed_in.record)
    ((entity, fields),) = published(department.supervisor)
    assert record_of(dict(fields)) == handed_in.record
    assert verdict(department.supervisor, entity, fields) is None
    assert verdict(department.supervisor, entity, {**fields, "percent": 99}) is ApprovalFault.BAD_SUBMISSION
    assert verdict(department.supervisor, EntityId(entity + "x"), fields) is ApprovalFault.BAD_SUBMISSION
    own = {**fields, "approved_by": fields["submitted_by"]}
    assert verdict(department.supervisor, entity, own) is ApprovalFault.SAME_PERSON
    other = {**fields, "approve_statement": "Tôi chưa xem."}
    assert verdict(department.supervisor, entity, other) is ApprovalFault.BAD_APPROVAL


def test_only_the_approved_record_leaves_the_unit(department: Department) -> None:
    handed_in = department.hand_in()
    approve_entries(department.supervisor, [handed_in.entity])
    sql = (
        "SELECT event.type AS type, stream.audience AS audience FROM event JOIN stream USING (sid) "
        "WHERE event.entity = ? ORDER BY event.hlc"
    )
    found = [(row["type"], row["audience"]) for row in rows(department.officer.database, sql, (handed_in.entity,))]
    assert found == [
        ("progress.reported", Audience.SITE),
        ("progress.submitted", Audience.SITE),
        ("progress.approved", Audience.SITE),
        ("progress.published", Audience.UP),
    ]


def test_nobody_approves_what_he_entered_or_handed_in(department: Department) -> None:
    own = report(
        department.supervisor,
        department.row(),
        "",
        department.record(status="in_progress", percent="5"),
        submit_too=True,
    )
    with pytest.raises(OwnEntry):
        approve_entries(department.supervisor, [own.entity])
    entered = report(department.supervisor, department.row("I/C/6"), "", department.record(percent="5"))
    submit_entries(department.officer, [entered.entity])
    with pytest.raises(OwnEntry):
        approve_entries(department.supervisor, [entered.entity])
    other = department.ledger.add("Ngô Thị Bình", Role.SUPERVISOR)
    approve_entries(other, [own.entity, entered.entity])
    assert all(verdict(other, entity, fields) is None for entity, fields in published(other))


def test_one_bad_entry_keeps_all_from_being_approved(department: Department) -> None:
    good = department.hand_in("I/C/4")
    recorded = report(department.officer, department.row("I/C/6"), "", department.record(percent="5"))
    for others, error in (
        ([recorded.entity], NotSubmitted),
        ([EntityId("prog/none/HQ03/-")], NoEntry),
    ):
        with pytest.raises(error):
            approve_entries(department.supervisor, [good.entity, *others])
    assert entry(department.supervisor.database, good.entity) == good
    assert published(department.supervisor) == []


def test_an_entry_is_approved_once(department: Department) -> None:
    handed_in = department.hand_in()
    approve_entries(department.supervisor, [handed_in.entity, handed_in.entity])
    assert len(published(department.supervisor)) == 1
    with pytest.raises(NotSubmitted):
        approve_entries(department.supervisor, [handed_in.entity])
    with pytest.raises(NotSubmitted):
        return_entries(department.supervisor, [handed_in.entity], "Muộn rồi")


def test_an_officer_approves_and_returns_nothing(department: Department) -> None:
    handed_in = department.hand_in()
    with pytest.raises(NotPermitted):
        approve_entries(department.officer, [handed_in.entity])
    with pytest.raises(NotPermitted):
        return_entries(department.officer, [handed_in.entity], "Không")


def test_a_return_needs_a_reason_and_opens_the_entry_again(department: Department) -> None:
    handed_in = department.hand_in()
    with pytest.raises(MissingReason):
        return_entries(department.supervisor, [handed_in.entity], "  ")
    (returned,) = return_entries(department.supervisor, [handed_in.entity], "Thiếu số văn bản")
    assert (returned.state, returned.return_reason) == (EntryState.RETURNED, "Thiếu số văn bản")
    assert returned.returned_by == department.supervisor.person.id
    (again,) = submit_entries(department.officer, [handed_in.entity])
    assert (again.state, again.return_reason) == (EntryState.SUBMITTED, "")


def test_values_that_changed_after_the_signature_are_not_approved(department: Department) -> None:
    handed_in = department.hand_in()
    with department.officer.changing(Action.REPORT_PROGRESS) as change:
        change.write(Fact("progress.reported", handed_in.entity, {"percent": 99}, Audience.SITE))
    with pytest.raises(ApprovalRefused) as refused:
        approve_entries(department.supervisor, [handed_in.entity])
    assert refused.value.reason is ApprovalFault.BAD_SUBMISSION
    assert published(department.supervisor) == []


def test_after_a_recovery_what_was_handed_in_before_can_still_be_approved(department: Department) -> None:
    """The unit named the old key as well, and the level above accepts it: the work of a day is not done twice."""
    handed_in = department.hand_in()
    name = department.officer.person.name
    recovered = department.ledger.workspace.recover(department.ledger.recovery_code, name, "câu mới dễ nhớ")
    department.ledger.sessions.append(recovered)
    assert recovered.approval_key != department.officer.approval_key
    approve_entries(department.supervisor, [handed_in.entity])


def test_undoing_a_second_approval_brings_the_first_one_back(department: Department) -> None:
    first = department.hand_in()
    approve_entries(department.supervisor, [first.entity])
    second = department.hand_in(percent="60", reason="Rà lại")
    approve_entries(department.supervisor, [second.entity])
    department.supervisor.undo()
    now = entry(department.supervisor.database, first.entity)
    assert now is not None
    assert (now.state, now.record.percent) == (EntryState.SUBMITTED, 60)
    assert now.approved is not None
    assert now.approved.percent == 40


def test_a_completion_counts_once_it_is_approved(department: Department) -> None:
    done = department.hand_in(status="completed", percent="100", completed_on="18/06/2007")
    assert done.effective_status == "awaiting_confirmation"
    assert done.effective_completed_on is None
    (approved,) = approve_entries(department.supervisor, [done.entity])
    assert approved.effective_status == "completed"
    assert approved.effective_completed_on is not None
    reopened = report(
        department.officer,
        department.row(),
        "2007-06",
        replace(done.record, status=done.record.status.IN_PROGRESS, completed_on=None, percent=90),
        reason="Thiếu một tờ khai",
    )
    assert reopened.effective_status == "completed"


def test_many_entries_are_approved_as_one_change(department: Department) -> None:
    periods = [f"{year}-{month:02d}" for year in range(2000, 2007) for month in range(1, 13)]
    handed_in = [department.hand_in(period=period).entity for period in periods[:40]]
    approve_entries(department.supervisor, handed_in)
    undone = department.supervisor.undo()
    assert undone.count == 40
    assert undone.words == "Đã duyệt 40 mục."
    assert scalar(department.supervisor.database, "SELECT count(*) FROM p_progress WHERE state = 'submitted'") == 40
    with writing(department.supervisor.database):
        assert projections_agree(department.supervisor.database, department.supervisor.journal.projection, lambda: None)


def test_the_reasons_given_since_the_last_approval_are_shown_with_the_entry(department: Department) -> None:
    first = department.hand_in(result="Mười hai")
    approve_entries(department.supervisor, [first.entity])
    department.hand_in(result="Mười ba", reason="Bổ sung một doanh nghiệp")
    (waiting,) = waiting_entries(department.supervisor)
    assert waiting.explanations == ("Bổ sung một doanh nghiệp",)
    approve_entries(department.supervisor, [first.entity])
    department.hand_in(result="Mười bốn", reason="Đếm lại")
    (waiting,) = waiting_entries(department.supervisor)
    assert waiting.explanations == ("Đếm lại",)
