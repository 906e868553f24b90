"""Events that stood here when a report was made, and that came to count after it or count no more (SYNC §2.9)."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import db.as_of
from db.as_of import PlacedRow
from db.connection import Database
from db.rows import ReportRow
from desktop.journal.as_of import local_runs
from desktop.journal.event import EntityId


class Turn(StrEnum):
    """How an event that a report knew counts otherwise since."""

    COUNTED = "counted"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class TurnedEvent:
    """An event within the frontier of a report that counts otherwise than when the report was made."""

    stream: str
    seq: int
    entity: EntityId
    type: str
    turn: Turn


class Turns:
    """Finds for each report what turned since; what does not count now is read once for all of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._uncounted = list(db.as_of.uncounted(database))

    def since(self, row: ReportRow) -> list[TurnedEvent]:
        """What turned since a report was made; nothing where it does not remember what did not count."""
        if row["uncounted"] is None:
            return []
        frontier, runs = json.loads(row["frontier"]), local_runs(self._database, json.loads(row["uncounted"]))
        known = (found for found in self._uncounted if found["seq"] <= frontier.get(found["stream_id"].hex(), 0))
        dropped = (found for found in known if not _covered(runs, (found["sid"], found["seq"])))
        return [
            *(_turned(found, Turn.COUNTED) for found in db.as_of.counted(self._database, runs)),
            *(_turned(found, Turn.DROPPED) for found in dropped),
        ]


def _covered(runs: Sequence[tuple[int, int, int]], place: tuple[int, int]) -> bool:
    """Whether one of the runs, which are in order, holds the place (sid, seq)."""
    sid, seq = place
    before = bisect_right(runs, (sid, seq, 1 << 62))
    return before > 0 and runs[before - 1][0] == sid and seq <= runs[before - 1][2]


def _turned(row: PlacedRow, turn: Turn) -> TurnedEvent:
    return TurnedEvent(row["stream_id"].hex(), row["seq"], EntityId(row["entity"]), row["type"], turn)
