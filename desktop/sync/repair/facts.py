"""What people decide about the exchange itself, as facts for the journal: imports taken back, forks ruled."""

from collections.abc import Sequence

from desktop.actions import Audience
from desktop.journal.event import EntityId, Fact, Fields, Json


def taken_entity(digest: bytes) -> EntityId:
    """The entity of one imported file; it is the same on every machine of the unit that holds the file."""
    return EntityId(f"taken/{digest.hex()}")


def import_taken_back(
    digest: bytes, ranges: Sequence[tuple[bytes, int, int]], *, number: int, sender: str, by: str, at: int, reason: str
) -> Fact:
    """What an import brought (stream, first, last) does not count any more; `sender` is the node it came from."""
    told: list[Json] = [[stream.hex(), first, last] for stream, first, last in ranges]
    return Fact(
        "import.taken_back",
        taken_entity(digest),
        {"ranges": told, "standing": True, "number": number, "sender": sender, "by": by, "at": at, "reason": reason},
        Audience.SITE,
        reason,
    )


def fork_ruled(stream_id: bytes, last: int, audience: str, *, by: str, at: int, reason: str) -> Fact:
    """A stream ends at a number, because behind it there are two versions or something is lost for good."""
    fields: Fields = {"stream": stream_id.hex(), "last": last, "reason": reason, "by": by, "at": at}
    return Fact("fork.ruled", EntityId(f"closure/{stream_id.hex()}"), fields, audience, reason)


def import_redone(digest: bytes, *, by: str, at: int) -> Fact:
    """What an import brought counts again."""
    return Fact("import.redone", taken_entity(digest), {"standing": False, "by": by, "at": at}, Audience.SITE)
