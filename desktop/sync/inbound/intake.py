"""Taking in a received file: tried first, then imported, and its report kept (SYNC §3.2, §2.9)."""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import db.sync
from db.connection import trying, writing
from desktop.actions import ENTITY_TOPICS, Topic
from desktop.backup import copies
from desktop.errors import AppError, BundleFault, BundleRefused
from desktop.files import atomic_write, private_copy
from desktop.jobs import Job
from desktop.journal.event import EntityId, kind_of
from desktop.session import Session
from desktop.sync import limits
from desktop.sync.bundle import sealing
from desktop.sync.bundle.container import OpenedBundle, open_bundle
from desktop.sync.endpoint import Endpoint, endpoint_of
from desktop.sync.inbound.effect import figures_after, figures_by_unit
from desktop.sync.inbound.import_report import ImportReport
from desktop.sync.inbound.importing import Taken, count_news, take_in
from desktop.sync.inbound.kept_reports import keep_report, remember_refusal
from desktop.sync.inbound.reporting import known_report, report_of_import
from desktop.sync.outbound.sending import bundle_name, is_own

INBOX = "inbox"
FEW_EVENTS = 1_000
FRESH_MS = 24 * 3600 * 1000
"""How old, in milliseconds, the last copy may be where only a few events come in."""


def preview_import(session: Session, path: Path, job: Job | None = None, *, as_of: date | None = None) -> ImportReport:
    """What importing the file would do: the import itself, rolled back. Raises what `import_bundle` raises."""
    return _imported(session, path, job or Job(), as_of, commits=False)


def import_bundle(
    session: Session, path: Path, job: Job | None = None, *, as_of: date | None = None, previewed: str = ""
) -> ImportReport:
    """Import a file in one transaction, with a verified backup of that day at hand; a file imported before
    changes nothing. The official counts of the report are those of the day `as_of` (today without it).

    `previewed` is the digest of the preview that a person agreed to: another file in its place is refused (CHANGED).
    Raises BundleRefused, NotPermitted, KeyNotHeld, NotJoined, StorageError, the errors of `private_copy`, and Stopped;
    then the ledger is as it was, and a refused file is remembered.
    """  # noqa: D205 - one sentence over two lines
    return _imported(session, path, job or Job(), as_of, commits=True, previewed=previewed)


def _imported(
    session: Session, path: Path, job: Job, as_of: date | None, *, commits: bool, previewed: str = ""
) -> ImportReport:
    endpoint_of(session)
    job.report(0, None, "Đang kiểm tra tệp")
    raw = private_bytes(path, limits.FILE_BYTES)
    day = as_of or session.machine.today()
    try:
        received = received_file(session, raw, path.name, previewed)
        earlier = received.imported_before(session, day)
        if earlier is not None:
            return earlier
        if not commits:
            return received.tried(session, day, job)
        back_up(session, job, received.news(session))
        return received.imported(session, day, job)[0]
    except BundleRefused as refusal:
        remember_refusal(session, raw, path.name, refusal)
        raise


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that was opened and verified: its sealed bytes, its name, and what is inside."""

    raw: bytes
    name: str
    opened: OpenedBundle

    @property
    def sha256(self) -> str:
        """The check sum of the file, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()

    def imported_before(self, session: Session, day: date) -> ImportReport | None:
        """The report of a file that is in the ledger already: nothing changes; None where it is new."""
        known = db.sync.bundle_by_hash(session.database, "in", self.opened.digest)
        if known is None:
            return None
        return known_report(session, self.opened, figures_by_unit(session, day), known["at"])

    def news(self, session: Session) -> int:
        """How many events it carries that this ledger has not applied."""
        return count_news(endpoint_of(session), self.opened.manifest)

    def tried(self, session: Session, day: date, job: Job) -> ImportReport:
        """Take it in and take everything back, in the ledger and in the journal's memory."""
        with untouched(session), writing(session.database), trying(session.database):
            return self.taken(session, day, job)[0]

    def imported(self, session: Session, day: date, job: Job) -> tuple[ImportReport, Taken]:
        """Take it in for good and keep its report; the screens learn of it."""
        with writing(session.database), session.journal.in_transaction():
            report, taken = self.taken(session, day, job)
            keep_report(session, taken.bundle, report, self.sha256)
        self._after(session, taken)
        return report, taken

    def taken(self, session: Session, day: date, job: Job) -> tuple[ImportReport, Taken]:
        """Take it in, in the transaction its caller opened, and tell what that did."""
        endpoint = endpoint_of(session)
        before, at, writer = figures_by_unit(session, day), session.machine.now_ms(), session.journal.writer
        watch = _Pace(job, self.opened).step
        try:
            taken = take_in(endpoint, self.opened, size=len(self.raw), file=self.name, at=at, watch=watch)
        except BaseException:
            session.journal.writer = writer
            raise
        after = figures_after(session, day, before, taken.before)
        return report_of_import(session, self.opened, taken, before, after), taken

    def _after(self, session: Session, taken: Taken) -> None:
        """Remember this installation's heads, keep the file, tell the screens; the import stands already."""
        session.remember_heads()
        folder, manifest = session.workspace.folder / INBOX, self.opened.manifest
        name = bundle_name(manifest.from_node, manifest.to, manifest.no)
        with contextlib.suppress(AppError, OSError):
            folder.mkdir(parents=True, exist_ok=True)
            atomic_write(folder / f"{self.opened.digest.hex()[:8]}-{name}", self.raw)
        session.announce(_topics(taken.touched))


def received_file(session: Session, raw: bytes, name: str, previewed: str = "") -> ReceivedFile:
    """Open a file with this installation's key and whom the ledger trusts now; raises BundleRefused.

    With the digest of a preview it must be that file (CHANGED).
    """
    found = ReceivedFile(raw, name, opened_here(session, endpoint_of(session), raw))
    if previewed and found.opened.digest.hex() != previewed:
        raise BundleRefused(BundleFault.CHANGED)
    return found


@contextlib.contextmanager
def untouched(session: Session) -> Iterator[None]:
    """What is tried inside leaves no trace in the journal's memory either."""
    journal = session.journal
    writer = journal.writer
    try:
        yield
    finally:
        journal.writer = writer
        journal.forget_touched()


def back_up(session: Session, job: Job, news: int) -> None:
    """A verified copy of the ledger before so many new events are taken in (SYNC §5.3).

    For a few of them a copy of the last day is enough: to copy and check the ledger of years takes longer than they
    do, and an import can be taken back as a whole.
    """
    folder, now_ms = session.workspace.folder, session.machine.now_ms()
    newest = next(iter(copies.backups(folder)), None)
    is_covered = newest is not None and 0 <= now_ms - newest.facts.at_ms < FRESH_MS
    if news and not (is_covered and news <= FEW_EVENTS):
        job.report(0, None, "Đang sao lưu sổ")
        copies.make(folder, session.database_key, copies.Cause.IMPORT, now_ms)


class _Pace:
    """Says how far an import is: every event is checked and applied, every record folded and compared."""

    def __init__(self, job: Job, opened: OpenedBundle) -> None:
        self._job = job
        self._total = max(4 * sum(segment.n for segment in opened.manifest.segs), 1)
        self._done = 0

    def step(self) -> None:
        """One more piece is done; raises Stopped where that was asked for."""
        self._done += 1
        if self._done % 64:
            self._job.check()
        else:
            self._job.report(min(self._done, self._total), self._total, "Đang nhập vào sổ")


def _topics(touched: frozenset[EntityId]) -> frozenset[Topic]:
    """What the screens have to read again."""
    found = {ENTITY_TOPICS[kind_of(entity)] for entity in touched if kind_of(entity) in ENTITY_TOPICS}
    return frozenset({*found, Topic.EXCHANGE})


def private_bytes(path: Path, limit: int) -> bytes:
    """The bytes of the file by way of a private copy, so that what is checked is what is imported."""
    with TemporaryDirectory(prefix="sokehoach-") as folder:
        return private_copy(path, Path(folder), limit).read_bytes()


def opened_here(session: Session, endpoint: Endpoint, raw: bytes) -> OpenedBundle:
    """Open a file with this installation's key; one that it wrote for somebody else is told as its own."""
    try:
        return open_bundle(
            raw,
            unseal=lambda sealed: sealing.unseal(sealed, *endpoint.keys.identities),
            key_of=endpoint.store.key,
            me=endpoint.node,
        )
    except BundleRefused as refusal:
        if refusal.reason is BundleFault.NOT_FOR_THIS_INSTALLATION and is_own(session, raw):
            raise BundleRefused(BundleFault.OWN) from refusal
        raise
