"""Work that lies here and went into no bundle: said when the program starts, never a lock (FEATURES C18)."""

from dataclasses import dataclass
from typing import Final

import db.events
import db.neighbours
import db.settings
import db.sync
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync.audiences import is_shared
from desktop.sync.endpoint import stored_trust, unit_title
from desktop.sync.neighbours.peers import Relation, neighbours

DAYS: Final = 7
_SETTING: Final = "unsent_days"
_MOST_DAYS: Final = 365
_DAY_MS: Final = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Unsent:
    """How many records of this unit went into no bundle to a neighbour; `since` is when the oldest was recorded.

    Times are milliseconds since 1970 by this machine's clock; `days` is how many whole days that is ago.
    """

    node: str
    unit_name: str
    relation: Relation
    records: int
    since: int
    days: int


def unsent_days(session: Session) -> int:
    """After how many days unsent work is said at the start."""
    kept = db.settings.setting(session.database, _SETTING)
    return int(kept) if kept is not None and kept.isascii() and kept.isdigit() else DAYS


def set_unsent_days(session: Session, days: int) -> None:
    """Choose after how many days (1 to 365) unsent work is said; raises NotPermitted."""
    session.allow(Permission.EXCHANGE)
    if not 1 <= days <= _MOST_DAYS:
        raise ValueError("days out of bounds")
    db.settings.put_setting(session.database, _SETTING, str(days))


def unsent_since(session: Session, days: int | None = None) -> tuple[Unsent, ...]:
    """The neighbours to whom work of this unit has not gone for `days` days or more (the chosen number without it).

    Nothing before the admission, for there is nobody to send it to. What was recorded by a clock ahead counts as
    recorded today.
    """
    store, now = stored_trust(session.database), session.machine.now_ms()
    if store is None:
        return ()
    least = unsent_days(session) if days is None else days
    own = session.journal.writer.install_id.hex()
    found = (
        _unsent(session, node, relation, now)
        for node, relation in neighbours(store, session.node)
        if any(key.install != own for key in store.keys_of_node(node))
    )
    return tuple(one for one in found if one is not None and one.days >= least)


def _unsent(session: Session, node: str, relation: Relation, now: int) -> Unsent | None:
    database, sent = session.database, db.sync.sent_to(session.database, node)
    records: set[str] = set()
    times: list[int] = []
    for stream in db.events.streams(database):
        sid, gone = stream["sid"], sent.get(stream["sid"], 0)
        is_ours = stream["install_id"] == session.journal.writer.install_id
        if not is_ours or gone >= stream["frontier"]:
            continue
        if is_shared(session.node, node, stream["node"], stream["audience"]):
            records |= db.sync.records_between(database, sid, gone, stream["frontier"])
            arrived = db.neighbours.arrived_after(database, sid, gone)
            times += [arrived] if arrived is not None else []
    if not times:
        return None
    since = min(times)
    return Unsent(node, unit_title(node, database), relation, len(records), since, max(0, (now - since) // _DAY_MS))
