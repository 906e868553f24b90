"""What the ledger showed at an earlier state of its streams: the same fold over the events that counted then.

An event that stands before a frontier may count today and not have counted then, or the other way round: the roster
came after it, a newer program read it, its stream was ended, its import was taken back or redone. So what did not
count is remembered beside the frontier, as runs by stream: few, for nearly everything counts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import db.as_of
import db.events
from db.connection import Database, trying, writing
from desktop.journal.event import Json
from desktop.journal.projection import Projection
from desktop.journal.setting_aside import ranges_of, set_aside


def frontier_of(database: Database) -> dict[str, int]:
    """How far every stream is now, by its id in hexadecimal."""
    return {row["stream_id"].hex(): row["frontier"] for row in db.events.streams(database)}


def uncounted_of(database: Database) -> list[Json]:
    """The runs `[stream in hexadecimal, first, last]` within the frontiers that do not count now."""
    runs: list[tuple[str, int, int]] = []
    for row in db.as_of.uncounted(database):
        stream, seq = row["stream_id"].hex(), row["seq"]
        if runs and runs[-1][0] == stream and runs[-1][2] == seq - 1:
            runs[-1] = (stream, runs[-1][1], seq)
        else:
            runs.append((stream, seq, seq))
    return [[*run] for run in runs]


def local_runs(database: Database, uncounted: Json) -> list[tuple[int, int, int]]:
    """Remembered runs by the local numbers (sid) of their streams, in order."""
    sids = {bytes(row["stream_id"]): row["sid"] for row in db.events.streams(database)}
    return sorted((sids[stream], first, last) for stream, first, last in ranges_of(uncounted) if stream in sids)


@contextmanager
def as_known_at(
    database: Database,
    projection: Projection,
    frontier: Mapping[str, int],
    watch: Callable[[], None] = lambda: None,
    *,
    uncounted: Sequence[Json] | None = None,
) -> Iterator[None]:
    """Within the block every table shows what it showed when the streams stood at `frontier`; nothing is changed.

    Up to there all counts but the runs in `uncounted`. Where these were not remembered (None) what counts today
    counts, and an import taken back since counts as it did.

    The whole ledger is folded again, so this is for reports, not for screens. Other writers wait meanwhile. `watch`
    is called for each record, to stop.
    """
    with writing(database), trying(database):
        if uncounted is None:
            set_aside(database, db.events.own_node(database), frontier)
        else:
            db.as_of.count_again(database)
            db.as_of.leave_out(database, local_runs(database, [*uncounted]))
        for stream in db.events.streams(database):
            db.as_of.leave_out_after(database, stream["sid"], frontier.get(stream["stream_id"].hex(), 0))
        for _ in projection.rebuild(database):
            watch()
        yield
