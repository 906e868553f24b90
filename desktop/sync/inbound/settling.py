"""What follows from everything that is stored, whatever came first: the last step of every import (SYNC §2.7, §2.10).

Events of a newer program that this one knows by now are judged; streams end where lists and rulings say; what this
installation wrote behind such an end is written anew; what hangs on the roster is judged again; imports taken back
are set aside.
"""

from dataclasses import dataclass, field

import db.events
import db.settings
from desktop.journal.closing import close_streams
from desktop.journal.event import decode, kind_of
from desktop.journal.fold import Applied
from desktop.journal.journal import Journal
from desktop.journal.projection import applied_rows
from desktop.journal.receiving import Receiver
from desktop.journal.reentry import reenter
from desktop.journal.setting_aside import set_aside
from desktop.sync.inbound.authority import Authority
from desktop.sync.inbound.rejections import MENDED_BY_ROSTER
from desktop.sync.repair.stream_ends import ends
from desktop.sync.trust.store import TrustStore

_ROUNDS = 8
_PUBLISHED = "progress.published"


@dataclass(slots=True)
class Settled:
    """What settling changed: events that are applied now (sid, number), how many were written anew."""

    applied: list[tuple[int, int]] = field(default_factory=list)
    reentered: int = 0


def settle_events(journal: Journal, store: TrustStore | None, authority: Authority | None = None) -> Settled:
    """Bring all states in line with what is stored; runs in a transaction that folds what was touched at its end.

    `authority` is the one that judged an import just now; it learned from it.
    """
    database, settled = journal.database, Settled()
    judge = authority or Authority(database, journal.writer.node)
    if judge.learned:
        settled.applied += Receiver(journal, judge.judge, None).reconsider(MENDED_BY_ROSTER)
    for _ in range(_ROUNDS):
        receiver = Receiver(journal, judge.judge, None)
        fresh = receiver.take_up_newer()
        touched = close_streams(receiver, ends(database, store))
        settled.applied += fresh
        for entity in touched:
            journal.touch(entity)
        if not fresh and not touched:
            break
        judge = Authority(database, journal.writer.node)
        if any(kind_of(entity) == "person" for entity in touched):
            _judge_publications(journal, judge)
    leave_ended_streams(journal)
    settled.reentered = _reenter_own(journal, store)
    for entity in set_aside(database, journal.writer.node):
        journal.touch(entity)
    return settled


def leave_ended_streams(journal: Journal, *, ending: int | None = None) -> None:
    """Where another copy of this ledger wrote on in a stream of ours, or the stream ends, begin new ones (§2.10).

    `ending` is the local number of a stream that is about to end.
    """
    generation = journal.writer.generation
    if any(
        stream["own"]
        and stream["generation"] == generation
        and (stream["fork"] or stream["closed_at"] is not None or stream["sid"] == ending)
        for stream in db.events.streams(journal.database)
    ):
        begin_generation(journal)


def begin_generation(journal: Journal) -> None:
    """Write on in new streams, and let the ledger remember it."""
    journal.begin_generation()
    db.settings.put_setting(journal.database, "generation", str(journal.writer.generation))


def behind(journal: Journal, sid: int, first: int, last: int) -> list[Applied]:
    """The readable events of a stream from one number to another, as they were written."""
    stream = db.events.stream_of(journal.database, sid)
    return applied_rows(stream, db.events.events_of(journal.database, sid, first, last))


def _reenter_own(journal: Journal, store: TrustStore | None) -> int:
    """Write anew what this installation had written behind the ends of its streams; each only once.

    A machine whose keys are all revoked writes nothing anew: nobody would hear it.
    """
    install = journal.writer.install_id
    if store is not None and store.all_keys() and not _is_in_force(store, install):
        return 0
    lost: list[Applied] = []
    for stream in db.events.streams(journal.database):
        end, before = stream["closed_at"], stream["reentered"]
        last = stream["frontier"] if before is None else min(before, stream["frontier"])
        if not stream["own"] or end is None or stream["audience"] == "local" or last <= end:
            continue
        lost += behind(journal, stream["sid"], end + 1, last)
        db.events.mark_reentered(journal.database, stream["sid"], end)
    return reenter(journal, lost) if lost else 0


def _is_in_force(store: TrustStore, install: bytes) -> bool:
    own = [key for key in store.all_keys() if key.install == install.hex()]
    return not own or any(key.revoked is None for key in own)


def _judge_publications(journal: Journal, judge: Authority) -> None:
    """People went with a stream's end: approvals that rested on them wait until the unit names these people again."""
    for row in db.events.received_of_type(journal.database, _PUBLISHED):
        if row["body"] is None:
            continue
        event = decode(row["body"])
        fault = judge.judge(event, db.events.stream_of(journal.database, row["sid"]))
        if fault is not None:
            db.events.reject(journal.database, row["sid"], row["seq"], fault)
            journal.touch(event.entity)
