"""Events of imports that the unit has taken back: set aside, as a function of what the unit says (SYNC §2.8).

An event is set aside exactly while a standing import that was taken back covers it, whatever came first; so all
machines of a unit agree. What concerns people, units and rulings, and everything the unit wrote itself, stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

import db.events
from db.connection import Database
from db.events import EventState
from desktop.journal.event import EntityId, Json, kind_of
from desktop.journal.fold import fold
from desktop.journal.projection import applied_events

KEPT_KINDS = frozenset({"person", "unit", "taken", "closure"})
"""Kinds of entities whose events are never set aside: what others are judged by."""


class Covered(NamedTuple):
    """A run of one stream, by its local number."""

    sid: int
    first: int
    last: int


def set_aside(database: Database, node: str, frontier: Mapping[str, int] | None = None) -> set[EntityId]:
    """Let the states of stored events agree with the standing imports taken back; returns what must be folded again.

    `node` is the one whose ledger this is. With a frontier (stream in hexadecimal → number) only what was said up
    to there counts.
    """
    covered = list(_covered(database, node, frontier))
    free = [
        (sid, seq, entity)
        for sid, seq, entity in db.events.aside(database)
        if not any(run.sid == sid and run.first <= seq <= run.last for run in covered)
    ]
    taken = [
        (run.sid, seq, entity)
        for run in covered
        for seq, entity in db.events.applied_between(database, *run)
        if kind_of(entity) not in KEPT_KINDS
    ]
    db.events.mark(database, EventState.APPLIED, [(sid, seq) for sid, seq, _ in free])
    db.events.mark(database, EventState.SET_ASIDE, [(sid, seq) for sid, seq, _ in taken])
    return {EntityId(entity) for _, _, entity in (*free, *taken)}


def _covered(database: Database, node: str, frontier: Mapping[str, int] | None) -> Iterator[Covered]:
    """The runs of all standing imports taken back; streams of the own unit are passed over."""
    said = db.events.applied_of_kind(database, "taken")
    for _entity, found in groupby(said, key=lambda pair: pair[0]):
        rows = [row for _, row in found]
        if frontier is not None:
            rows = [row for row in rows if row["seq"] <= frontier.get(row["stream_id"].hex(), 0)]
        fields = fold(applied_events(rows)).fields if rows else {}
        if fields.get("standing") is not True:
            continue
        for stream_id, first, last in ranges_of(fields.get("ranges")):
            stream = db.events.stream(database, stream_id)
            if stream is not None and stream["node"] != node:
                yield Covered(stream["sid"], first, last)


def ranges_of(told: Json) -> Iterable[tuple[bytes, int, int]]:
    """The runs (stream, first, last) that an event names; what is none is passed over."""
    for item in told if isinstance(told, list) else []:
        match item:
            case [str(stream), int(first), int(last)]:
                try:
                    yield bytes.fromhex(stream), first, last
                except ValueError:
                    continue
