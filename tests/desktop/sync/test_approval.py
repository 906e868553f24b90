"""A reported record carries the word of two people, or it is not accepted."""

from dataclasses import replace

import pytest

from desktop.errors import ApprovalFault
from desktop.sync import approval
from desktop.sync.approval import Approval, ReportedRecord, Submission
from desktop.sync.bundle import signing
from desktop.sync.bundle.signing import Domain, SigningKey

OFFICER, SUPERVISOR = SigningKey(b"o" * 32), SigningKey(b"s" * 32)
ROSTER = {"p-mai": OFFICER.public, "p-hung": SUPERVISOR.public}
SENTENCE = "Duyệt kết quả tháng 6/2007"

RECORD = ReportedRecord("prog/t1/HQ03/2007-06", "2007-06", {"status": "doing", "percent": 40})


@pytest.fixture
def submitted() -> Submission:
    return approval.submit(RECORD, "p-mai", OFFICER)


@pytest.fixture
def approved(submitted: Submission) -> Approval:
    return approval.approve(RECORD, submitted, "p-hung", SENTENCE, SUPERVISOR)


def fault(
    submitted: Submission, approved: Approval, record: ReportedRecord = RECORD, **roster: bytes
) -> ApprovalFault | None:
    known = {**ROSTER, **{name.replace("_", "-"): key for name, key in roster.items()}}
    return approval.verify_two_persons(record, submitted, approved, known.get)


def test_two_peoples_words_over_one_record_are_accepted(submitted: Submission, approved: Approval) -> None:
    assert fault(submitted, approved) is None


def test_row_31_nobody_approves_his_own_entry(submitted: Submission) -> None:
    own = approval.approve(RECORD, submitted, "p-mai", SENTENCE, OFFICER)
    assert fault(submitted, own) is ApprovalFault.SAME_PERSON


def test_row_31_two_names_with_one_key_are_one_person(submitted: Submission) -> None:
    second = approval.approve(RECORD, submitted, "p-khac", SENTENCE, OFFICER)
    assert fault(submitted, second, p_khac=OFFICER.public) is ApprovalFault.SAME_KEY


def test_people_whom_the_unit_did_not_name_do_not_count(submitted: Submission, approved: Approval) -> None:
    assert fault(replace(submitted, person="p-la"), approved) is ApprovalFault.UNKNOWN_SUBMITTER
    assert fault(submitted, replace(approved, person="p-la")) is ApprovalFault.UNKNOWN_APPROVER


@pytest.mark.parametrize(
    "changed",
    [
        replace(RECORD, body={"status": "doing", "percent": 41}),
        replace(RECORD, body={"status": "doing"}),
        replace(RECORD, entity="prog/t2/HQ03/2007-06"),
        replace(RECORD, period="2007-07"),
        replace(RECORD, body={"status": "doing", "percent": 40.0}),
    ],
)
def test_row_32_a_record_changed_after_approval_is_noticed(
    changed: ReportedRecord, submitted: Submission, approved: Approval
) -> None:
    assert fault(submitted, approved, changed) is ApprovalFault.BAD_SUBMISSION


def test_row_32_an_approval_fits_only_what_was_on_the_screen(submitted: Submission, approved: Approval) -> None:
    assert fault(submitted, replace(approved, statement="Duyệt tất cả")) is ApprovalFault.BAD_APPROVAL
    assert fault(submitted, replace(approved, signature=bytes(64))) is ApprovalFault.BAD_APPROVAL
    other = replace(RECORD, body={"status": "done", "percent": 100})
    resubmitted = approval.submit(other, "p-mai", OFFICER)
    assert fault(resubmitted, approved, other) is ApprovalFault.BAD_APPROVAL


def test_an_approval_names_whose_entry_it_approves(submitted: Submission, approved: Approval) -> None:
    third = SigningKey(b"t" * 32)
    other = approval.submit(RECORD, "p-ba", third)
    assert fault(other, approved, p_ba=third.public) is ApprovalFault.BAD_APPROVAL


def test_row_12_a_submission_cannot_be_passed_off_as_an_approval(submitted: Submission) -> None:
    message = approval.approve_statement(RECORD, "p-mai", "p-hung", SENTENCE)
    wrong = Approval("p-hung", SENTENCE, SUPERVISOR.sign(Domain.SUBMIT, message))
    assert fault(submitted, wrong) is ApprovalFault.BAD_APPROVAL
    assert signing.verify(Domain.SUBMIT, message, wrong.signature, SUPERVISOR.public)


def test_the_order_of_fields_does_not_matter(submitted: Submission, approved: Approval) -> None:
    turned = replace(RECORD, body={"percent": 40, "status": "doing"})
    assert fault(submitted, approved, turned) is None
