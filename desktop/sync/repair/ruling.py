"""Forks and gaps that people end: two versions of one stream, or a part of a stream that is lost for good (§2.10)."""

from collections.abc import Iterable
from dataclasses import dataclass

import db.events
import db.sync
from db.connection import Database
from db.rows import StreamRow
from desktop.actions import Action, Audience
from desktop.errors import MissingReason, RulingFault, RulingRefused
from desktop.journal.event import EventRef, UnreadableEvent, decode
from desktop.journal.fold import Applied
from desktop.journal.projection import applied_rows
from desktop.journal.reentry import reenter
from desktop.session import Session
from desktop.sync.endpoint import stored_trust, unit_title
from desktop.sync.inbound.comparison import Subjects, line
from desktop.sync.inbound.event_words import event_words
from desktop.sync.inbound.import_report import ChangeLine, LineGroup
from desktop.sync.inbound.settling import leave_ended_streams, settle_events
from desktop.sync.repair.facts import fork_ruled

_LINES = 200
_BEHIND = 1 << 62


@dataclass(frozen=True, slots=True)
class ForkFacts:
    """Two versions of one stream. `last_common` is the last number that both are known to share.

    `held` is what this ledger has behind it, `other` what came as the other version (empty where only a receipt told
    of it). `since_ms` is when the first sign of it came in; `may_rule` whether this node may end the stream.
    """

    stream: str
    node: str
    unit_name: str
    machine: str
    since_ms: int
    last_common: int
    held: tuple[ChangeLine, ...]
    other: tuple[ChangeLine, ...]
    may_rule: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A stream of which a part is missing: the exact numbers, how many events wait behind, and since when."""

    stream: str
    node: str
    unit_name: str
    machine: str
    missing: tuple[tuple[int, int], ...]
    waiting: int
    since_ms: int
    lines: tuple[ChangeLine, ...]
    may_close: bool


def forks(session: Session) -> list[ForkFacts]:
    """The streams with two versions that no ruling has settled yet."""
    found = []
    for stream in db.events.streams(session.database):
        differs = difference(session.database, stream)
        if differs is not None:
            found.append(_fork_facts(session, stream, differs))
    return found


def rule(session: Session, stream: str, last: int, reason: str, *, rescue: bool = False) -> int:
    """End a forked stream at the last number that both versions share, or before; returns how much is written anew.

    Each machine that wrote behind it writes its part anew in a stream that stands. With `rescue` this machine
    of the same unit does it for all it holds of both versions, because the machine that wrote them is gone. For the
    stream's own unit and for the top node. Raises NotPermitted, MissingReason, RulingRefused.
    """
    row = _stream(session, stream)
    differs = difference(session.database, row)
    if not _may_rule(session, row):
        raise RulingRefused(RulingFault.NOT_OURS)
    if differs is None:
        raise RulingRefused(RulingFault.NO_FORK)
    if not 0 <= last < differs:
        raise RulingRefused(RulingFault.BEYOND)
    written_anew = row["frontier"] if row["own"] else last
    database = session.database
    is_rescued = rescue and row["node"] == session.node  # nobody writes for another unit
    lost = [*held_behind(database, row, written_anew), *other_behind(database, row, last)] if is_rescued else []
    return _ended(session, Action.RULE_FORK, row, last, reason, lost)


def gaps(session: Session) -> list[Gap]:
    """The streams of which events wait here for earlier ones."""
    return [
        _gap(session, stream, waiting)
        for stream in db.events.streams(session.database)
        if (waiting := waiting_of(session.database, stream))
    ]


def close_gap(session: Session, stream: str, reason: str) -> int:
    """End a stream of this unit in front of a gap that nobody can fill, and write what waits behind it anew.

    Returns how many events were written anew. Raises NotPermitted, MissingReason, RulingRefused.
    """
    row = _stream(session, stream)
    if row["node"] != session.node:
        raise RulingRefused(RulingFault.NOT_OURS)
    lost = waiting_of(session.database, row)
    if not lost:
        raise RulingRefused(RulingFault.NO_GAP)
    return _ended(session, Action.CLOSE_GAP, row, row["frontier"], reason, lost)


def _ended(session: Session, action: Action, row: StreamRow, last: int, reason: str, lost: list[Applied]) -> int:
    if not reason.strip():
        raise MissingReason
    audience = row["audience"] if row["node"] == session.node else Audience.DOWN
    with session.changing(action) as change:
        leave_ended_streams(session.journal, ending=row["sid"])
        by, at, stream_id = session.person.id, change.now_ms, bytes(row["stream_id"])
        change.write(fork_ruled(stream_id, last, audience, by=by, at=at, reason=reason.strip()))
        settled = settle_events(session.journal, stored_trust(session.database))
        return settled.reentered + (reenter(session.journal, lost) if lost else 0)


def _stream(session: Session, stream: str) -> StreamRow:
    row = db.events.stream(session.database, bytes.fromhex(stream))
    if row is None:
        raise RulingRefused(RulingFault.UNKNOWN)
    return row


def _may_rule(session: Session, row: StreamRow) -> bool:
    return row["node"] == session.node or "/" not in session.node


def difference(database: Database, stream: StreamRow) -> int | None:
    """Where two versions of a stream begin to differ; None where it has one, or ends before."""
    differs = db.events.first_difference(database, bytes(stream["stream_id"]))
    end = stream["closed_at"]
    return differs if differs is not None and (end is None or end >= differs) else None


def _fork_facts(session: Session, stream: StreamRow, differs: int) -> ForkFacts:
    database = session.database
    evidence = db.events.fork_of(database, bytes(stream["stream_id"]))
    bundles = [db.sync.bundle(database, row["bundle"]) for row in evidence if row["bundle"] is not None]
    return ForkFacts(
        stream=stream["stream_id"].hex(),
        node=stream["node"],
        unit_name=unit_title(stream["node"], database),
        machine=_machine(database, stream),
        since_ms=min((bundle["at"] for bundle in bundles if bundle is not None), default=0),
        last_common=differs - 1,
        held=_lines(database, held_behind(database, stream, differs - 1)),
        other=_lines(database, other_behind(database, stream, differs - 1)),
        may_rule=_may_rule(session, stream),
    )


def held_behind(database: Database, stream: StreamRow, after: int) -> list[Applied]:
    """What this ledger has of a stream behind a number."""
    return applied_rows(stream, db.events.events_of(database, stream["sid"], after + 1, _BEHIND))


def other_behind(database: Database, stream: StreamRow, after: int) -> list[Applied]:
    """What came of the other version of a stream behind a number."""
    found = []
    for row in db.events.fork_of(database, bytes(stream["stream_id"])):
        try:
            event = decode(row["body"]) if row["body"] and row["seq"] > after else None
        except UnreadableEvent:
            continue
        if event is not None:
            found.append(
                Applied(EventRef(bytes(stream["stream_id"]), row["seq"]), event, stream["audience"], stream["sid"])
            )
    return found


def waiting_of(database: Database, stream: StreamRow) -> list[Applied]:
    """What waits of a stream for earlier events; behind the end of a stream nothing waits."""
    first = stream["frontier"] + 1
    if stream["closed_at"] is not None and first > stream["closed_at"]:
        return []
    return applied_rows(stream, db.events.events_of(database, stream["sid"], first, _BEHIND))


def _gap(session: Session, stream: StreamRow, waiting: list[Applied]) -> Gap:
    database = session.database
    rows = list(db.events.events_of(database, stream["sid"], stream["frontier"] + 1, _BEHIND))
    missing, expected = [], stream["frontier"] + 1
    for row in rows:
        if row["seq"] > expected:
            missing.append((expected, row["seq"] - 1))
        expected = row["seq"] + 1
    return Gap(
        stream=stream["stream_id"].hex(),
        node=stream["node"],
        unit_name=unit_title(stream["node"], database),
        machine=_machine(database, stream),
        missing=tuple(missing),
        waiting=len(rows),
        since_ms=min(row["arrived"] for row in rows),
        lines=_lines(database, waiting),
        may_close=stream["node"] == session.node,
    )


def _machine(database: Database, stream: StreamRow) -> str:
    """What the trust lists call the machine that writes a stream."""
    store = stored_trust(database)
    install = stream["install_id"].hex()
    keys = [key for key in store.all_keys() if key.install == install] if store is not None else []
    return keys[-1].machine or keys[-1].name if keys else ""


def _lines(database: Database, events: Iterable[Applied]) -> tuple[ChangeLine, ...]:
    """One line for each event: its record and what was done to it; the first ones where there are many."""
    subjects = Subjects(database)
    return tuple(
        line(
            LineGroup.CONFLICT,
            subjects.of(applied.event.entity),
            "",
            "",
            event_words(applied.event.type, applied.event.entity),
        )
        for applied in list(events)[:_LINES]
    )
