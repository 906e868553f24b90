"""What happens to a progress entry, as facts for the journal."""

from desktop.actions import Audience
from desktop.journal.event import EntityId, Fact, Fields

NO_PERIOD = "-"

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
    """The officer records values; only those that changed are given."""
    fields: Fields = {**changed, "state": "recorded", "recorded_by": by, "recorded_at": at}
    return Fact("progress.reported", entity, fields, Audience.SITE, reason)


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
