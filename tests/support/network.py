"""A tree of units with real keys and real ledgers in memory, whose bundles a test may carry, lose and repeat."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from random import Random

import db.events
import db.people
import db.progress
import db.projections
import db.sync
from db import migrations, settings
from db.connection import Database, close_database, open_database, rows, trying, writing
from desktop.errors import BundleFault, BundleRefused
from desktop.journal.event import EntityId, Fact, Fields
from desktop.journal.journal import Journal, Writer, Written
from desktop.progress.entries import Record, record_fields
from desktop.progress.facts import progress_approved, progress_entity, progress_published, progress_reported
from desktop.projectors import all_projections
from desktop.sync.approval import ReportedRecord, approve, submit
from desktop.sync.bundle.container import open_frame
from desktop.sync.bundle.manifest import SectionType
from desktop.sync.bundle.signing import InstallationKeys, SigningKey
from desktop.sync.endpoint import Endpoint, save_trust, stored_trust
from desktop.sync.inbound.importing import Taken, take_in
from desktop.sync.outbound.exporting import Composed, ExportMode, compose
from desktop.sync.trust.documents import Root, TrustedKey, TrustList
from desktop.sync.trust.store import TrustStore
from desktop.users.facts import person_enrolled

KEY = b"k" * 32
START_MS = 1_182_700_000_000
HOUR_MS = 3_600_000


class Crash(Exception):
    """The power went while a bundle was being imported."""


@lru_cache(maxsize=1)
def _empty() -> Database:
    database = open_database(Path(":memory:"), KEY)
    migrations.migrate(database)
    return database


def empty_ledger() -> Database:
    """A new ledger in memory."""
    return copy_of(_empty())


def copy_of(database: Database) -> Database:
    """Another connection with the same contents."""
    copy = open_database(Path(":memory:"), KEY)
    database.conn.backup(copy.conn)
    return copy


@dataclass
class Station:
    """One installation of a node with its ledger; `now` is its own clock in milliseconds."""

    node: str
    install: bytes
    keys: InstallationKeys
    store: TrustStore
    random: Random
    now: Callable[[], int]
    database: Database = field(default_factory=empty_ledger)
    generation: int = 1
    people: dict[str, SigningKey] = field(default_factory=dict)
    last_change: list[Written] = field(default_factory=list)
    pending: InstallationKeys | None = None

    def __post_init__(self) -> None:
        with writing(self.database):
            save_trust(self.database, self.store, 0)
        self.begin()

    def begin(self) -> None:
        """Open the ledger as it is now."""
        writer = Writer(self.node, self.install, self.generation)
        self.journal = Journal(self.database, writer, all_projections(), now_ms=self.now, random=self.random.randbytes)
        self.endpoint = Endpoint(self.journal, self.keys, self.store, "Người thử")

    @property
    def unit(self) -> str:
        return self.node.rpartition("/")[2]

    # --- one's own work ---

    @contextmanager
    def working(self) -> Iterator[None]:
        """One change of a person: all of it or nothing."""
        with writing(self.database), self.journal.in_transaction():
            yield

    def write(self, *facts: Fact, author: str = "") -> list[Written]:
        with self.working():
            self.last_change = [self.journal.append(fact, author) for fact in facts]
        return self.last_change

    def enrol_person(self, role: str = "supervisor") -> str:
        identifier, key = self.random.randbytes(8).hex(), SigningKey(self.random.randbytes(32))
        self.people[identifier] = key
        self.write(
            person_enrolled(
                identifier, name=identifier, role=role, unit=self.unit, team="", approval_key=key.public.hex()
            )
        )
        return identifier

    def known_people(self) -> list[str]:
        """The people of this unit whom the ledger knows, and whose keys are at hand here."""
        known = {row["person"] for row in db.people.of_unit(self.database, self.unit)}
        return sorted(known & self.people.keys())

    def approve(self, task: str, record: Record, submitter: str, approver: str, period: str = "-") -> EntityId:
        """Record, submit and approve in one go, signed by both."""
        entity = progress_entity(task, self.unit, period)
        reported = ReportedRecord(entity, period, record_fields(record))
        submission = submit(reported, submitter, self.people[submitter])
        approval = approve(reported, submission, approver, "Tôi đã xem.", self.people[approver])
        now = self.now()
        fields: Fields = {
            "task": task,
            "unit": self.unit,
            "period": period,
            **record_fields(record),
            "state": "approved",
            "recorded_by": submitter,
            "recorded_at": now,
            "submitted_by": submitter,
            "submitted_at": now,
            "submit_signature": submission.signature.hex(),
            "approved_by": approver,
            "approved_at": now,
            "approve_statement": approval.statement,
            "approve_signature": approval.signature.hex(),
            "return_reason": "",
        }
        recorded: Fields = {"task": task, "unit": self.unit, "period": period, **record_fields(record)}
        self.write(
            progress_reported(entity, recorded, by=submitter, at=now),
            progress_approved(entity, by=approver, at=now, signature=approval.signature.hex()),
            progress_published(entity, fields),
        )
        return entity

    # --- exchange ---

    def compose(self, to_node: str, mode: ExportMode = ExportMode.SINCE_RECEIPT) -> Composed:
        """The next bundle, remembered as written."""
        with writing(self.database):
            return self._composed(to_node, mode)

    def compose_and_crash(self, to_node: str) -> Composed:
        """The next bundle as it stands on the stick when the power goes before the commit."""
        with writing(self.database), trying(self.database):
            return self._composed(to_node, ExportMode.SINCE_RECEIPT)

    def _composed(self, to_node: str, mode: ExportMode) -> Composed:
        composed = compose(self.endpoint, to_node, mode)
        install = bytes.fromhex(self.endpoint.others_of(to_node)[0].install)
        bundle = db.sync.NewBundle(
            self.random.randbytes(32), "out", to_node, install, self.generation, composed.number, self.now(),
            len(composed.frame), "f", "", "{}",
        )  # fmt: skip
        db.sync.add_bundle(self.database, bundle, composed.ranges)
        return composed

    def receive(self, frame: bytes, watch: Callable[[], None] = lambda: None) -> Taken | None:
        """Import a bundle; None where it was imported before."""
        opened = open_frame(frame, key_of=self.endpoint.store.key, me=self.node)
        if db.sync.bundle_by_hash(self.database, "in", opened.digest) is not None:
            return None
        with self.working():
            taken = take_in(self.endpoint, opened, size=len(frame), file="f", at=self.now(), watch=watch)
        self.generation = self.journal.writer.generation
        if any(section.entry.type is SectionType.TRUST for section in opened.sections):
            self.look_at_trust()
        return taken

    def look_at_trust(self) -> None:
        """Go on with the trust documents that the ledger keeps, and with new keys once they are admitted."""
        found = stored_trust(self.database)
        assert found is not None
        self.store = found
        if self.pending is not None and self.store.key(self.pending.key_id) is not None:
            self.keys, self.pending = replace(self.pending, former=self.keys.signing), None
            self.generation = self.journal.writer.generation + 1
            with writing(self.database):
                settings.put_setting(self.database, "generation", str(self.generation))
        self.begin()

    def preview(self, frame: bytes) -> Taken | None:
        """Import a bundle and take everything back."""
        opened = open_frame(frame, key_of=self.endpoint.store.key, me=self.node)
        if db.sync.bundle_by_hash(self.database, "in", opened.digest) is not None:
            return None
        try:
            with writing(self.database), trying(self.database):
                return take_in(self.endpoint, opened, size=len(frame), file="f", at=self.now())
        finally:
            self.journal.forget_touched()

    # --- disasters ---

    def restore(self, backup: Database) -> None:
        """The ledger is replaced by an older copy; this machine remembers, so a new generation begins."""
        close_database(self.database)
        self.database = copy_of(backup)
        self.last_change = []
        self.generation = self.journal.writer.generation + 1
        with writing(self.database):
            settings.put_setting(self.database, "generation", str(self.generation))
        self.begin()

    # --- what it knows ---

    def frontiers(self) -> dict[bytes, tuple[int, bytes]]:
        return {
            stream["stream_id"]: (stream["frontier"], stream["frontier_hash"])
            for stream in db.events.streams(self.database)
        }

    def everything(self) -> str:
        """A digest of all events, their states, and all that is shown."""
        events = [
            (row["sid"], row["seq"], row["hash"], row["state"])
            for row in rows(self.database, "SELECT sid, seq, hash, state FROM event ORDER BY sid, seq")
        ]
        return f"{events!r}{self.frontiers()!r}{db.projections.digest(self.database)}"


def found_trust(nodes: list[str], random: Random) -> tuple[TrustStore, list[tuple[str, bytes, InstallationKeys]]]:
    """Trust in one list of the top node for these installations (a node may stand twice)."""
    root_key = SigningKey(random.randbytes(32))
    public = root_key.public.hex()
    members = [(node, random.randbytes(16), InstallationKeys.generate()) for node in nodes]
    entries = tuple(
        TrustedKey(
            node=node,
            install=install.hex(),
            sign=keys.sign_public.hex(),
            import_public=keys.import_public,
            name=node,
            enrols=True,
        )
        for node, install, keys in members
    )
    top = nodes[0]
    root = Root(v=1, node=top, threshold=1, keys=(public,), list_threshold=1, list_keys=(public,))
    listed = TrustList(issuer=top, version=1, entries=entries)
    return TrustStore.founded(root, [root_key], listed, [root_key]), members


def stations(nodes: list[str], seed: int = 1, offsets_ms: dict[int, int] | None = None) -> list[Station]:
    """Installations that trust each other; the clock of each steps a second per look, from its own offset."""
    random = Random(seed)
    store, members = found_trust(nodes, random)
    ticks = [0]

    def clock(offset: int) -> Callable[[], int]:
        def now() -> int:
            ticks[0] += 1000
            return START_MS + offset + ticks[0]

        return now

    offsets = offsets_ms or {}
    return [
        Station(node, install, keys, store, Random(random.random()), clock(offsets.get(place, 0)))
        for place, (node, install, keys) in enumerate(members)
    ]


def exchange_until_quiet(network: list[Station], links: list[tuple[str, str]]) -> None:
    """Carry bundles over every link, to every machine of the node, until none brings anything new."""
    for _ in range(12):
        news = 0
        for sender in network:
            for to_node in [second for first, second in links if first == sender.node]:
                if not sender.endpoint.others_of(to_node):
                    continue
                composed = sender.compose(to_node)
                for station in network:
                    if station.node == to_node and station is not sender:
                        try:
                            taken = station.receive(composed.frame)
                        except BundleRefused as refusal:
                            if refusal.reason is not BundleFault.UNKNOWN_KEY:
                                raise
                            news += 1  # a restored ledger forgot the list that named the key; it is sent again
                            continue
                        news += composed.events + (taken.counts.new if taken else 0)
        if not news:
            return
    raise AssertionError("the network does not come to rest")
