"""Putting bundles on a stick: composed, sealed, written and read back, and only then remembered."""

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import db.attachments
import db.sync
from db.connection import writing
from desktop.actions import Topic
from desktop.errors import ExportBound, ExportTooLarge
from desktop.files import atomic_write, file_in, safe_name
from desktop.jobs import Job
from desktop.session import Session
from desktop.sync import limits
from desktop.sync.endpoint import Endpoint, endpoint_of
from desktop.sync.inbound.outcome import Outcome, outcome_text
from desktop.sync.outbound.exporting import Composed, compose_parts, sealed
from desktop.sync.outbound.outgoing import ExportMode, Outgoing, outgoing, outgoing_again

OUTBOX = "outbox"
BUNDLE_ENDING = ".hqb"

MAIL_BYTES = 10_000_000
"""What mailboxes take in one attachment."""


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A bundle that stands on the disk; `records` counts the records it carries by topic, `attached` files asked for.

    `waiting` of those files are too large for a bundle of this size: they wait for one that may be larger.
    """

    number: int
    path: Path
    size: int
    events: int
    records: dict[str, int]
    attached: int = 0
    waiting: int = 0


def bundle_name(from_node: str, to_node: str, number: int, machine: int = 1) -> str:
    """The usual name of a bundle: `TCHQ-HQ03-0007.hqb`; of a unit's second machine `HQ03-may2-TCHQ-0007.hqb`."""
    sender, recipient = from_node.rpartition("/")[2], to_node.rpartition("/")[2]
    if machine > 1:
        sender = f"{sender}-may{machine}"
    return safe_name(f"{sender}-{recipient}-{number:04d}{BUNDLE_ENDING}")


def own_bundle_name(endpoint: Endpoint, to_node: str, number: int) -> str:
    """The usual name of a bundle written here: each machine of a unit counts for itself, and all use one stick.

    Machines are counted in the order in which they were admitted; one that is revoked keeps its place.
    """
    admitted = dict.fromkeys(key.install for key in endpoint.store.all_keys() if key.node == endpoint.node)
    place = list(admitted).index(endpoint.journal.writer.install_id.hex()) + 1
    return bundle_name(endpoint.node, to_node, number, place)


def write_bundles(
    session: Session,
    to_node: str,
    path: Path,
    *,
    mode: ExportMode = ExportMode.SINCE_RECEIPT,
    again: int | None = None,
    max_bytes: int | None = MAIL_BYTES,
    job: Job | None = None,
) -> tuple[WrittenBundle, ...]:
    """Write the next bundles for a node: to a file, or under their usual names into a folder.

    Each is at most `max_bytes` large (None: what one bundle can hold at all) and can be imported in any order; the
    first of several takes the name of `path`, the others their own beside it. With `again` they carry what the
    bundle of that number carried.

    The files are written inside the transaction that remembers them: where one cannot be written none stays, and
    their numbers are free. A power cut between the files and the commit leaves files whose numbers are given once
    more; all of them hold only what stood in the ledger, so importing any is harmless. Copies stay in `outbox/`.
    Raises NotPermitted, KeyNotHeld, NotJoined, UnknownNeighbour, UnknownBundle, ExportTooLarge, Stopped and the
    errors of `atomic_write`.
    """
    work = _Writing(session, to_node, path, job or Job(), again)
    limit = limits.FILE_BYTES if max_bytes is None else max_bytes
    return work.done(lambda endpoint: stretches(endpoint, to_node, mode, again), limit)


def write_bundle(
    session: Session,
    to_node: str,
    path: Path,
    *,
    mode: ExportMode = ExportMode.SINCE_RECEIPT,
    again: int | None = None,
    job: Job | None = None,
) -> WrittenBundle:
    """Write the next bundle for a node as one file; raises ExportTooLarge (ONE_FILE) where it would take several."""
    work = _Writing(session, to_node, path, job or Job(), again, most=1)
    return work.done(lambda endpoint: stretches(endpoint, to_node, mode, again), limits.FILE_BYTES)[0]


def stretches(endpoint: Endpoint, to_node: str, mode: ExportMode, again: int | None) -> list[Outgoing]:
    """What goes out to a node in a mode, or what the bundle of an earlier number carried."""
    return outgoing(endpoint, to_node, mode) if again is None else outgoing_again(endpoint, to_node, again)


def remember(session: Session, endpoint: Endpoint, to_node: str, composed: Composed, size: int, file: str) -> None:
    """Remember a bundle as written; runs in a write transaction."""
    at = session.machine.now_ms()
    others = [bytes.fromhex(key.install) for key in endpoint.others_of(to_node)]
    db.sync.add_bundle(
        session.database,
        db.sync.NewBundle(
            hash=hashlib.sha256(composed.frame).digest(),
            direction="out",
            peer_node=to_node,
            peer_install=others[0] if len(others) == 1 else None,
            generation=endpoint.journal.writer.generation,
            number=composed.number,
            at=at,
            size=size,
            file=file,
            by=session.person.name,
            result=outcome_text(Outcome(counts=composed.records)),
        ),
        composed.ranges,
    )
    db.attachments.mark_sent(session.database, composed.files, others, composed.number)
    for install in others:
        db.sync.add_peer(session.database, install, to_node)
        db.sync.went_out(session.database, install, composed.number, at)


def is_own(session: Session, raw: bytes) -> bool:
    """Whether a file is one that this installation wrote: a copy of it lies in the outbox."""
    copies = (session.workspace.folder / OUTBOX).glob(f"*{BUNDLE_ENDING}")
    with contextlib.suppress(OSError):
        return any(copy.stat().st_size == len(raw) and copy.read_bytes() == raw for copy in copies)
    return False


@contextlib.contextmanager
def whole_files() -> Iterator[Callable[[Path, bytes], None]]:
    """Writes files of which none stays where the work that wrote them fails."""
    written: list[Path] = []

    def write(path: Path, data: bytes) -> None:
        atomic_write(path, data)
        written.append(path)

    try:
        yield write
    except BaseException:
        for file in written:
            with contextlib.suppress(OSError):
                file.unlink()
        raise


def outbox(session: Session) -> Path:
    """The folder that keeps a copy of every bundle written here."""
    folder = session.workspace.folder / OUTBOX
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(slots=True)
class _Writing:
    """One export: its bundles composed and written one after the other, in one transaction."""

    session: Session
    to_node: str
    path: Path
    job: Job
    again: int | None = None
    most: int | None = None

    def done(self, choose: Callable[[Endpoint], list[Outgoing]], limit: int) -> tuple[WrittenBundle, ...]:
        """Compose, write and remember; all or nothing."""
        endpoint = endpoint_of(self.session)
        self.job.report(0, None, "Đang gom dữ liệu")
        written: list[WrittenBundle] = []
        with whole_files() as write, writing(self.session.database):
            found = choose(endpoint)
            is_one = self.most is not None
            for composed in compose_parts(
                endpoint, self.to_node, found, limit, self.job.check, again=self.again, is_one=is_one
            ):
                if self.most is not None and len(written) >= self.most:
                    raise ExportTooLarge(self.to_node, ExportBound.ONE_FILE)
                self.job.report(0, None, "Đang ghi tệp và đọc lại")
                written.append(self._written(endpoint, composed, write, written))
        self.session.announce(frozenset({Topic.EXCHANGE}))
        return tuple(written)

    def _written(
        self,
        endpoint: Endpoint,
        composed: Composed,
        write: Callable[[Path, bytes], None],
        earlier: list[WrittenBundle],
    ) -> WrittenBundle:
        raw = sealed(endpoint, self.to_node, composed)
        name = own_bundle_name(endpoint, self.to_node, composed.number)
        target = self._target(name, earlier)
        remember(self.session, endpoint, self.to_node, composed, len(raw), target.name)
        for file in (outbox(self.session) / name, target):
            write(file, raw)
        events, records, attached = composed.events, composed.records, len(composed.files)
        return WrittenBundle(composed.number, target, len(raw), events, records, attached, composed.waiting)

    def _target(self, name: str, earlier: list[WrittenBundle]) -> Path:
        """The place of a bundle; one after the first lies beside that, under its usual name."""
        if not earlier:
            return file_in(self.path, name)
        return earlier[0].path.with_name(name)
