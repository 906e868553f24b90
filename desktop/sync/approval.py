"""Two people stand behind every reported record: one submits it, another approves it (SYNC §7).

Both sign with their personal keys over the record's canonical bytes; the receiver checks both and refuses a
record that one person, or one key, carried alone.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from desktop.errors import ApprovalFault
from desktop.sync import strict_json
from desktop.sync.bundle import signing
from desktop.sync.bundle.signing import Domain, SigningKey


@dataclass(frozen=True, slots=True)
class ReportedRecord:
    """What is reported: the entity, its period («-» where it has none), and its fields as they travel."""

    entity: str
    period: str
    body: Mapping[str, object]

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical body, in hexadecimal."""
        return hashlib.sha256(strict_json.canonical(dict(self.body))).hexdigest()


@dataclass(frozen=True, slots=True)
class Submission:
    """A person's word that this is what he entered."""

    person: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Approval:
    """Another person's word over the same bytes and the sentence he read when he approved."""

    person: str
    statement: str
    signature: bytes


def submit_statement(record: ReportedRecord, submitter: str) -> bytes:
    """The bytes a submitter signs; nothing of the record can change without changing them."""
    return strict_json.canonical(_submitted(record, submitter))


def approve_statement(record: ReportedRecord, submitter: str, approver: str, statement: str) -> bytes:
    """The bytes an approver signs: the record, whose entry it is, who approves, and the sentence on screen."""
    return strict_json.canonical(_approved(_submitted(record, submitter), approver, statement))


def _submitted(record: ReportedRecord, submitter: str) -> dict[str, str]:
    return {"entity": record.entity, "period": record.period, "body": record.digest, "submitter": submitter}


def _approved(submitted: dict[str, str], approver: str, statement: str) -> dict[str, str]:
    return {**submitted, "approver": approver, "statement": statement}


def submit(record: ReportedRecord, person: str, key: SigningKey) -> Submission:
    """Sign a record as the one who entered it."""
    return Submission(person, key.sign(Domain.SUBMIT, submit_statement(record, person)))


def approve(record: ReportedRecord, submitted: Submission, person: str, statement: str, key: SigningKey) -> Approval:
    """Sign a record as the one who checked it; that it is not the submitter is the caller's first question."""
    message = approve_statement(record, submitted.person, person, statement)
    return Approval(person, statement, key.sign(Domain.APPROVE, message))


def verify_two_persons(
    record: ReportedRecord,
    submitted: Submission,
    approved: Approval,
    roster: Callable[[str], bytes | None],
) -> ApprovalFault | None:
    """Why the record is not accepted, or None: two known people with two keys signed exactly this body.

    `roster` gives the public approval key of a person in the unit, None for whom the unit did not name.
    """
    if submitted.person == approved.person:
        return ApprovalFault.SAME_PERSON
    submitter_key, approver_key = roster(submitted.person), roster(approved.person)
    if submitter_key is None:
        return ApprovalFault.UNKNOWN_SUBMITTER
    if approver_key is None:
        return ApprovalFault.UNKNOWN_APPROVER
    if submitter_key == approver_key:
        return ApprovalFault.SAME_KEY
    try:
        said = _submitted(record, submitted.person)
        submission = strict_json.canonical(said)
        approval = strict_json.canonical(_approved(said, approved.person, approved.statement))
    except strict_json.MalformedJson:
        return ApprovalFault.BAD_SUBMISSION
    if not signing.verify(Domain.SUBMIT, submission, submitted.signature, submitter_key):
        return ApprovalFault.BAD_SUBMISSION
    if not signing.verify(Domain.APPROVE, approval, approved.signature, approver_key):
        return ApprovalFault.BAD_APPROVAL
    return None


def claims_of(
    record: ReportedRecord, submitted: Submission, approved: Approval, keys: Callable[[str], Sequence[bytes]]
) -> Iterator[tuple[Domain, bytes, bytes, bytes]]:
    """The signatures that `verify_with_all_keys` will check, for `signing.verify_together`."""
    try:
        said = _submitted(record, submitted.person)
        submission = strict_json.canonical(said)
        approval = strict_json.canonical(_approved(said, approved.person, approved.statement))
    except strict_json.MalformedJson:
        return
    for key in keys(submitted.person):
        yield Domain.SUBMIT, submission, submitted.signature, key
    for key in keys(approved.person):
        yield Domain.APPROVE, approval, approved.signature, key


def verify_with_all_keys(
    record: ReportedRecord,
    submitted: Submission,
    approved: Approval,
    keys: Callable[[str], Sequence[bytes]],
) -> ApprovalFault | None:
    """As `verify_two_persons`, for people with several keys: the fault under every pair; None as soon as one fits.

    `keys` gives every key the unit ever named for a person, one for each machine he works on; none for whom it did not.
    """
    fault: ApprovalFault | None = None
    unknown: list[bytes | None] = [None]
    for first, second in product(keys(submitted.person) or unknown, keys(approved.person) or unknown):
        fault = verify_two_persons(record, submitted, approved, {submitted.person: first, approved.person: second}.get)
        if fault is None:
            return None
    return fault
