"""A signed-in person at work: the one way to change anything (DESIGN §3)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import db.changes
import db.events
from db.connection import Database, close_database, writing
from desktop.actions import ACTIONS, ENTITY_TOPICS, FINAL_ONCE_SENT, Action, Topic
from desktop.data_folder import DataFolder
from desktop.errors import ActAlreadySent, AlreadySent, AppError, NothingToUndo, NotPermitted
from desktop.installation import InstallFile, InstallMemory, own_heads
from desktop.journal.event import EntityId, EventRef, Fact, kind_of
from desktop.journal.journal import Journal, Written
from desktop.journal.projection import folded_entity
from desktop.journal.undo import restoring
from desktop.machine import Machine
from desktop.node_secrets import NodeSecrets
from desktop.permissions import Permission, Role, is_allowed
from desktop.sync.bundle.signing import SigningKey

Listener = Callable[[frozenset[Topic]], None]
_NOT_UNDOABLE = tuple(action for action, kind in ACTIONS.items() if not kind.undoable)


@dataclass(frozen=True, slots=True)
class Person:
    """Who works: the person's id in the roster, name, role and unit."""

    id: str
    name: str
    role: Role
    unit: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class Undoable:
    """The person's last change, by its name, and the records it concerns."""

    change: int
    action: Action
    count: int
    entities: frozenset[EntityId] = frozenset()

    @property
    def words(self) -> str:
        """What was done, in Vietnamese: «Đã duyệt 6 mục.»."""
        return ACTIONS[self.action].words.format(count=self.count)


class Change:
    """One change being made: facts are written here; all of them or none come to stand."""

    def __init__(self, journal: Journal, person: Person) -> None:
        self._journal = journal
        self._person = person
        self.written: list[Written] = []

    @property
    def now_ms(self) -> int:
        """The time of the change, in milliseconds since 1970."""
        return self._journal.now_ms()

    def write(self, fact: Fact) -> Written:
        """Append the fact to this installation's stream for its audience."""
        written = self._journal.append(fact, self._person.id)
        self.written.append(written)
        return written

    @property
    def topics(self) -> frozenset[Topic]:
        """What the change concerns so far."""
        return frozenset(ENTITY_TOPICS[kind_of(written.entity)] for written in self.written)


@dataclass(slots=True)
class Session:
    """A person at work on an open ledger; belongs to the thread that owns the database connection.

    `secrets` is None for people who hold no slot for the installation's keys: they cannot exchange bundles.
    `is_carried` where this machine opened the ledger for the first time though another one made it: it was copied or
    restored, and its old place may still be at work.
    """

    database: Database
    journal: Journal
    person: Person
    node: str
    unit: str
    machine: Machine
    install_file: InstallFile
    approval_key: SigningKey
    workspace: DataFolder
    database_key: bytes = field(repr=False)
    secrets: NodeSecrets | None = field(repr=False)
    listeners: list[Listener] = field(default_factory=list)
    is_carried: bool = False

    def allow(self, permission: Permission) -> None:
        """Raises NotPermitted unless the person's role may do this."""
        if not self.may(permission):
            raise NotPermitted(permission)

    def may(self, permission: Permission) -> bool:
        """Whether the person's role may do this."""
        return is_allowed(self.person.role, permission)

    @contextmanager
    def changing(self, action: Action) -> Iterator[Change]:
        """Permission, one write transaction, events and projections: all or nothing.

        Raises NotPermitted before anything is written. Listeners hear the topics after the commit, on this thread.
        """
        self.allow(ACTIONS[action].permission)
        change = Change(self.journal, self.person)
        with writing(self.database), self.journal.in_transaction():
            yield change
            refs = [(written.sid, written.ref.seq) for written in change.written]
            if refs:
                db.changes.add(self.database, change.now_ms, self.person.id, action, refs)
        if refs:
            self.remember_heads()
            self.announce(change.topics)

    def announce(self, topics: frozenset[Topic]) -> None:
        """Tell the listeners what changed."""
        for listener in self.listeners:
            listener(topics)

    def remember_heads(self) -> None:
        """Let this machine remember how far its streams are, outside the ledger."""
        writer = self.journal.writer
        memory = InstallMemory(writer.install_id.hex(), writer.generation, own_heads(self.database))
        # The change stands already. An older memory only means that a restored ledger is noticed later.
        with suppress(AppError, OSError):
            self.install_file.write(memory)

    def close(self) -> None:
        """Sign out: the connection is closed and the keys are forgotten."""
        close_database(self.database)
        self.database_key = b""
        self.secrets = None
        self.approval_key = SigningKey(b"")

    def last_undoable(self) -> Undoable | None:
        """The person's last change that can be undone; acts that cannot, such as a report made, do not hide it."""
        row = db.changes.last_of(self.database, self.person.id, _NOT_UNDOABLE)
        if row is None:
            return None
        entities = frozenset(self._events_by_entity(row["id"]))
        return Undoable(row["id"], Action(row["action"]), len(entities), entities)

    def undo(self, change: int | None = None) -> Undoable:
        """Undo the person's last change (or the one named) as a whole; returns what was undone.

        Raises NothingToUndo, NotPermitted where the role no longer allows such a change, ChangedSince where a later
        change stands on it, AlreadySent where an approval went out, ActAlreadySent for other acts that are final then.
        """
        found = self.last_undoable()
        if found is None or change not in {None, found.change}:
            raise NothingToUndo
        self.allow(ACTIONS[found.action].permission)
        if found.action in FINAL_ONCE_SENT and db.changes.is_sent(self.database, found.change):
            raise AlreadySent if found.action is Action.APPROVE_PROGRESS else ActAlreadySent(found.words)
        with writing(self.database), self.journal.in_transaction():
            undone = Change(self.journal, self.person)
            for entity, refs_of_entity in self._events_by_entity(found.change).items():
                undone.write(restoring(folded_entity(self.database, entity), refs_of_entity, what=found.words))
            refs = [(written.sid, written.ref.seq) for written in undone.written]
            number = db.changes.add(self.database, undone.now_ms, self.person.id, Action.UNDO, refs)
            db.changes.mark_undone(self.database, found.change, number)
            db.changes.mark_undone(self.database, number, number)
        self.remember_heads()
        self.announce(undone.topics)
        return found

    def _events_by_entity(self, change: int) -> dict[EntityId, set[EventRef]]:
        """The events of a change, entity by entity."""
        found: dict[EntityId, set[EventRef]] = {}
        for sid, seq in db.changes.events_of(self.database, change):
            stream = db.events.stream_of(self.database, sid)
            found.setdefault(self._entity_at(sid, seq), set()).add(EventRef(stream["stream_id"], seq))
        return found

    def _entity_at(self, sid: int, seq: int) -> EntityId:
        return EntityId(next(db.events.events_of(self.database, sid, seq, seq))["entity"])
