"""What happens to a progress entry, as facts for the journal."""

from desktop.actions import Audience, to_node
from desktop.journal.event import EntityId, Fact, Fields

NO_PERIOD = "-"

# The fields of an entry that the level above alone writes; all others are its unit's.
VERDICT_FIELDS = frozenset(
    {"verdict", "verdict_on", "verdict_from", "verdict_by", "verdict_at", "verdict_reason", "accepted_on"}
)

# The fields of an entry that its author fills in; they are what is signed, published and compared.
RECORD_FIELDS = (
    "status",
    "percent",
    "completed_on",
    "product",
    "document_number",
    "document_date",
    "result",
    "difficulties",
    "recommendations",
)


def progress_entity(task: str, unit: str, period: str) -> EntityId:
    """The entity of one unit's entry on a task for a period ("" or "-": the task as a whole)."""
    return EntityId(f"prog/{task.partition('/')[2]}/{unit}/{period or NO_PERIOD}")


def progress_reported(entity: EntityId, changed: Fields, *, by: str, at: int, reason: str = "") -> Fact:
    """The officer records values; only those that changed are given.

    `entered_for` among them names the officer who has the task where another one enters for him (FEATURES B8).
    """
    fields: Fields = {**changed, "state": "recorded", "recorded_by": by, "recorded_at": at}
    return Fact("progress.reported", entity, fields, Audience.SITE, reason)


def publication_key(published: Fields) -> str:
    """Names one publication of an entry: the approver's signature alone is the same for the same record twice."""
    return f"{published.get('approve_signature')}@{published.get('approved_at')}"


def progress_submitted(entity: EntityId, *, by: str, at: int, signature: str) -> Fact:
    """The officer hands the entry in, signed with his key (SYNC §7)."""
    fields: Fields = {
        "state": "submitted",
        "submitted_by": by,
        "submitted_at": at,
        "submit_signature": signature,
        "return_reason": "",
    }
    return Fact("progress.submitted", entity, fields, Audience.SITE)


def progress_returned(entity: EntityId, *, by: str, at: int, reason: str) -> Fact:
    """The supervisor gives the entry back with a reason (FEATURES D2)."""
    fields: Fields = {"state": "returned", "returned_by": by, "returned_at": at, "return_reason": reason}
    return Fact("progress.returned", entity, fields, Audience.SITE, reason)


def progress_approved(entity: EntityId, *, by: str, at: int, signature: str) -> Fact:
    """The supervisor approves the entry, signed with his key."""
    fields: Fields = {
        "state": "approved",
        "approved_by": by,
        "approved_at": at,
        "approve_signature": signature,
        "return_reason": "",
    }
    return Fact("progress.approved", entity, fields, Audience.SITE)


def progress_published(entity: EntityId, record: Fields) -> Fact:
    """The approved record in full, with both signatures, for the level above (SYNC §2.3)."""
    return Fact("progress.published", entity, dict(record), Audience.UP)


def progress_accepted(entity: EntityId, published: Fields, node: str, *, unit: str, by: str, at: int) -> Fact:
    """The level above (`unit`) accepts what the unit at `node` published; it stands for this publication alone."""
    key = publication_key(published)
    return Fact(
        "progress.accepted",
        entity,
        {**_verdict(key, "accepted", unit, by, at), "verdict_reason": "", "accepted_on": key},
        to_node(node),
    )


def progress_sent_back(
    entity: EntityId, published: Fields, node: str, *, unit: str, by: str, at: int, reason: str
) -> Fact:
    """The level above sends a published entry back; what it accepted before counts again (FEATURES C17)."""
    fields = {**_verdict(publication_key(published), "sent_back", unit, by, at), "verdict_reason": reason}
    return Fact("progress.sent_back", entity, fields, to_node(node), reason)


def _verdict(key: str, verdict: str, unit: str, by: str, at: int) -> Fields:
    return {"verdict": verdict, "verdict_on": key, "verdict_from": unit, "verdict_by": by, "verdict_at": at}
