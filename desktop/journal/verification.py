"""Whether the ledger is whole: chains recomputed, projections folded again and compared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import db.events
import db.projections
from db.connection import Database, trying
from desktop.journal.event import body_hash, chain_hash
from desktop.journal.projection import Projection


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first event of a stream that does not fit the chain."""

    stream_id: bytes
    seq: int


def broken_links(database: Database, watch: Callable[[], None]) -> Iterator[BrokenLink]:
    """Recompute every chain; yields where one breaks. `watch` is called per event, to report and to stop."""
    for stream in db.events.streams(database):
        before = bytes(32)
        for expected, row in enumerate(db.events.events_of(database, stream["sid"], 1, stream["frontier"]), start=1):
            watch()
            fits_body = row["body"] is None or body_hash(row["body"]) == row["body_hash"]
            hash_ = chain_hash(stream["stream_id"], row["seq"], before, row["body_hash"])
            if row["seq"] != expected or not fits_body or hash_ != row["hash"]:
                yield BrokenLink(stream["stream_id"], expected)
                break
            before = hash_
        else:
            if before != stream["frontier_hash"]:
                yield BrokenLink(stream["stream_id"], stream["frontier"])


def projections_agree(database: Database, projection: Projection, watch: Callable[[], None]) -> bool:
    """Fold everything again beside what is shown and compare; the ledger stays as it was (inside `writing`)."""
    shown = db.projections.digest(database)
    with trying(database):
        for _ in projection.rebuild(database):
            watch()
        folded = db.projections.digest(database)
    return shown == folded
