"""How far a record went: in which bundle to which neighbour, and when the neighbour confirmed it (FEATURES B6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import db.delivery
import db.events
from db.delivery import CarriedRow
from desktop.journal.event import EntityId
from desktop.session import Session
from desktop.sync.audiences import is_shared
from desktop.sync.endpoint import stored_trust, unit_title
from desktop.sync.neighbours.peers import neighbouring
from desktop.sync.trust.documents import TrustedKey


@dataclass(frozen=True, slots=True)
class Delivered:
    """How far one record's newest word went to one neighbouring installation.

    `bundle` is the first "Tệp đi" that carried it (None: it went out in none yet) and `written_at` when that was
    written; `receipt` is the number of the neighbour's own bundle that first confirmed it, `confirmed_at` when that
    one was imported here. Both times are milliseconds since 1970 by this machine's clock.
    """

    node: str
    unit_name: str
    install_id: str
    machine: str
    bundle: int | None
    written_at: int | None
    receipt: int | None
    confirmed_at: int | None

    @property
    def is_confirmed(self) -> bool:
        """Whether the neighbour has said that it holds the record as it stands here."""
        return self.receipt is not None


def delivery_of(session: Session, entity: EntityId) -> list[Delivered]:
    """How far the newest word of one record went, for each neighbour it concerns: the level above first."""
    return deliveries(session, [entity]).get(entity, [])


def deliveries(session: Session, entities: Iterable[EntityId]) -> dict[EntityId, list[Delivered]]:
    """The same for many records, in two statements; a record that concerns no neighbour is not in the result.

    The newest word for a neighbour is the last event in a stream that both share and that it did not write itself:
    an officer's entry concerns the unit's other machines, once published it concerns the level above.
    """
    named, neighbours = list(dict.fromkeys(entities)), _neighbours(session)
    concerned, newest = _concerned(session, neighbours), dict[tuple[EntityId, str], tuple[int, int, int]]()
    for row in db.delivery.latest(session.database, named):
        for install in concerned[row["sid"]]:
            place, found = (EntityId(row["entity"]), install), (row["hlc"], row["sid"], row["seq"])
            newest[place] = max(newest.get(place, found), found)
    carried = _carried(session, neighbours, sorted({(sid, seq, to) for (_, to), (_, sid, seq) in newest.items()}))
    result: dict[EntityId, list[Delivered]] = {}
    for entity in named:
        for install in neighbours:
            if (at := newest.get((entity, install))) is not None:
                result.setdefault(entity, []).append(carried[at[1], at[2], install])
    return result


def event_deliveries(session: Session, events: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Delivered]]:
    """How far single events (sid, seq) went, whatever was said of their records later."""
    neighbours = _neighbours(session)
    concerned = _concerned(session, neighbours)
    wanted = [(sid, seq, install) for sid, seq in dict.fromkeys(events) for install in concerned[sid]]
    carried, result = _carried(session, neighbours, wanted), dict[tuple[int, int], list[Delivered]]()
    for sid, seq, install in wanted:
        result.setdefault((sid, seq), []).append(carried[sid, seq, install])
    return result


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A neighbouring installation and the name of its unit."""

    key: TrustedKey
    unit_name: str

    def delivered(self, row: CarriedRow) -> Delivered:
        """How far an event went to it."""
        return Delivered(
            node=self.key.node,
            unit_name=self.unit_name,
            install_id=self.key.install,
            machine=self.key.name,
            bundle=row["number"],
            written_at=row["written_at"],
            receipt=row["receipt"],
            confirmed_at=row["confirmed_at"],
        )


def _neighbours(session: Session) -> dict[str, _Neighbour]:
    """The neighbouring installations by their id, the level above first."""
    store = stored_trust(session.database)
    if store is None:
        return {}
    keys = [key for key, _ in neighbouring(session, store)]
    titles = {node: unit_title(node, session.database) for node in {key.node for key in keys}}
    return {key.install: _Neighbour(key, titles[key.node]) for key in keys}


def _concerned(session: Session, neighbours: dict[str, _Neighbour]) -> dict[int, list[str]]:
    """For each stream (by sid) the installations that learn of its events from here."""
    return {
        stream["sid"]: [
            install
            for install, found in neighbours.items()
            if is_shared(session.node, found.key.node, stream["node"], stream["audience"])
            and stream["install_id"].hex() != install
            and (stream["node"] != found.key.node or found.key.node == session.node)
        ]
        for stream in db.events.streams(session.database)
    }


def _carried(
    session: Session, neighbours: dict[str, _Neighbour], wanted: Sequence[tuple[int, int, str]]
) -> dict[tuple[int, int, str], Delivered]:
    asked = [(sid, seq, install, neighbours[install].key.node) for sid, seq, install in wanted]
    return {
        (row["sid"], row["seq"], row["install"]): neighbours[row["install"]].delivered(row)
        for row in db.delivery.carried(session.database, asked)
    }
