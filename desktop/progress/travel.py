"""How far the approved record of an entry went towards the level above (FEATURES C17)."""

from dataclasses import dataclass

import db.progress
from db.connection import Database
from desktop.journal.event import EntityId
from desktop.session import Session
from desktop.sync.endpoint import stored_trust


@dataclass(frozen=True, slots=True)
class Travel:
    """The first bundle that carried the record to the level above, and the first receipt that confirmed it.

    `bundle` is None where another machine of the unit wrote it and only the receipt came here. Times are milliseconds
    since 1970 by this machine's clock. `install` names the installation that confirmed it, in
    hexadecimal; "" while none did. `received_at` is None where that is not known.
    """

    bundle: int | None
    written_at: int | None
    received_at: int | None = None
    install: str = ""

    @property
    def is_received(self) -> bool:
        """Whether the level above has said that it holds the record."""
        return bool(self.install)


def travels(session: Session) -> dict[EntityId, Travel]:
    """For each entry whose approved record went to the level above, from this machine of the unit or another."""
    above = session.node.rpartition("/")[0]
    if not above:
        return {}
    received = {row["entity"]: row for row in db.progress.received(session.database, above)}
    sent = {row["entity"]: row for row in db.progress.sent(session.database, above)}
    found = {}
    for entity in {**sent, **received}:
        went, there = sent.get(entity), received.get(entity)
        found[EntityId(entity)] = Travel(
            went["number"] if went is not None else None,
            went["at"] if went is not None else None,
            (there["at"] or None) if there is not None else None,
            there["install"] if there is not None else "",
        )
    return found


def machine_names(database: Database) -> dict[str, str]:
    """What the installations of all known units are called, by their ids in hexadecimal."""
    store = stored_trust(database)
    return {} if store is None else {key.install: key.machine or key.name for key in store.all_keys()}
