"""What the ledger showed at an earlier state of its streams: the same fold over the events up to there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import db.events
from db.connection import Database, trying, writing
from desktop.journal.projection import Projection
from desktop.journal.setting_aside import set_aside


def frontier_of(database: Database) -> dict[str, int]:
    """How far every stream is now, by its id in hexadecimal."""
    return {row["stream_id"].hex(): row["frontier"] for row in db.events.streams(database)}


@contextmanager
def as_known_at(
    database: Database,
    projection: Projection,
    frontier: Mapping[str, int],
    watch: Callable[[], None] = lambda: None,
) -> Iterator[None]:
    """Within the block every table shows what it showed when the streams stood at `frontier`; nothing is changed.

    An import taken back since then counts as it did.

    The whole ledger is folded again, so this is for reports, not for screens. Other writers wait meanwhile. `watch`
    is called for each record, to stop.
    """
    with writing(database), trying(database):
        set_aside(database, db.events.own_node(database), frontier)
        for stream in db.events.streams(database):
            db.events.set_aside_after(database, stream["sid"], frontier.get(stream["stream_id"].hex(), 0))
        for _ in projection.rebuild(database):
            watch()
        yield
