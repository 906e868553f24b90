"""Keys, bundles, trust and enrolment that are refused."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.errors.base import AppError


@dataclass(eq=False)
class WrongPassphrase(AppError):
    """The passphrase or recovery code opens nothing here."""


@dataclass(eq=False)
class KeyNotHeld(AppError):
    """This person has no slot for this key: the power was never given."""

    person: str
    holds: str


class CodeFault(StrEnum):
    """What is wrong with a typed recovery code."""

    LENGTH = "length"
    LETTER = "letter"
    CHECK = "check"


@dataclass(eq=False)
class MistypedRecoveryCode(AppError):
    """The recovery code was copied wrongly; `at` is the 1-based character in question, 0 where unknown."""

    reason: CodeFault
    at: int


@dataclass(eq=False)
class DamagedKeySlots(AppError):
    """The file of key slots is not there, cannot be read or asks for absurd costs."""

    fault: str


class BundleFault(StrEnum):
    """Why a bundle is refused."""

    NOT_A_BUNDLE = "not_a_bundle"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    NOT_FOR_THIS_INSTALLATION = "not_for_this_installation"
    UNSIGNED = "unsigned"
    UNKNOWN_KEY = "unknown_key"
    ALTERED = "altered"
    NEWER = "newer"
    MALFORMED = "malformed"
    WRONG_SENDER = "wrong_sender"
    WRONG_RECIPIENT = "wrong_recipient"
    OWN = "own"
    CHANGED = "changed"


@dataclass(eq=False)
class BundleRefused(AppError):
    """A bundle that is not taken in; nothing was written.

    `node` names the right recipient or the claimed sender where known, `key` the unknown key,
    `detail` is for the technical view. OWN: this installation wrote the file for somebody else. CHANGED: it is
    not the file that was previewed.
    """

    reason: BundleFault
    detail: str = ""
    node: str = ""
    key: str = ""


class TrustFault(StrEnum):
    """Why a root or a trust list is refused."""

    MALFORMED = "malformed"
    WRONG_FINGERPRINT = "wrong_fingerprint"
    SIGNATURES = "signatures"
    UNKNOWN_ISSUER = "unknown_issuer"
    ROLLBACK = "rollback"
    SKIPPED = "skipped"
    FORKED = "forked"
    JUMP = "jump"
    VANISHED = "vanished"
    REWRITTEN = "rewritten"
    OUTSIDE_SUBTREE = "outside_subtree"
    AMBIGUOUS_KEY = "ambiguous_key"


@dataclass(eq=False)
class TrustRefused(AppError):
    """A root or trust list that is not adopted; what was trusted before stays in force."""

    reason: TrustFault
    issuer: str = ""
    detail: str = ""


class EnrolmentFault(StrEnum):
    """Why an enrolment request or an admission is refused."""

    NOT_A_REQUEST = "not_a_request"
    NOT_AN_ADMISSION = "not_an_admission"
    DAMAGED = "damaged"
    NEWER = "newer"
    WRONG_FINGERPRINT = "wrong_fingerprint"
    FOR_ANOTHER = "for_another"
    NO_PARENT = "no_parent"
    OUTSIDE = "outside"
    STALE_TRUST = "stale_trust"
    NOT_THE_OLD_KEY = "not_the_old_key"
    REVOKED = "revoked"


@dataclass(eq=False)
class EnrolmentRefused(AppError):
    """An enrolment file that is not taken in; nothing was written.

    For OUTSIDE `detail` names the asking unit. STALE_TRUST: the trust list here has not been confirmed for so long
    that no key is added. NOT_THE_OLD_KEY: the key to be renewed is not one of this unit in force here.
    """

    reason: EnrolmentFault
    detail: str = ""


@dataclass(eq=False)
class NotJoined(AppError):
    """This installation has not been admitted yet, so it can exchange nothing."""

    node: str


@dataclass(eq=False)
class UnknownImport(AppError):
    """No report of such an import is kept; `number` is the one asked for."""

    number: str


@dataclass(eq=False)
class UnknownNeighbour(AppError):
    """No admitted installation belongs to this node."""

    node: str


class ApprovalFault(StrEnum):
    """Why the two signatures under a reported record are not accepted (SYNC §7)."""

    SAME_PERSON = "same_person"
    SAME_KEY = "same_key"
    UNKNOWN_SUBMITTER = "unknown_submitter"
    UNKNOWN_APPROVER = "unknown_approver"
    BAD_SUBMISSION = "bad_submission"
    BAD_APPROVAL = "bad_approval"


@dataclass(eq=False)
class ApprovalRefused(AppError):
    """A reported record that does not carry the valid signatures of two people."""

    reason: ApprovalFault
    entity: str
