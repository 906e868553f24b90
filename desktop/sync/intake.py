"""Opening a received file: look at it, try it, import it (SYNC §3.2)."""

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
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
from desktop.journal.event import kind_of
from desktop.plans.state import TwoByTwo
from desktop.plans.tasks import TaskFilter, count, tasks
from desktop.session import Session
from desktop.sync import limits, sealing
from desktop.sync.container import OpenedBundle, open_bundle
from desktop.sync.endpoint import Endpoint, endpoint_of, unit_title
from desktop.sync.import_report import ImportReport
from desktop.sync.importing import Taken, has_news, take_in
from desktop.sync.manifest import SectionType
from desktop.sync.sending import bundle_name, is_own

INBOX = "inbox"


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What a file says of itself; without this node's key only size and hash (in hexadecimal) are known."""

    size: int
    sha256: str
    is_open: bool = False
    from_node: str = ""
    from_name: str = ""
    to_node: str = ""
    generation: int = 0
    number: int = 0
    at_ms: int = 0
    made_by: str = ""
    app: str = ""
    events: int = 0
    streams: int = 0
    confirmed: int = 0
    refused: int = 0
    has_trust: bool = False
    imported_at_ms: int | None = None


def inspect_bundle(path: Path, session: Session | None = None) -> BundleFacts:
    """Look at a file without importing it; `confirmed` and `refused` count streams and events of its receipt.

    Raises BundleRefused, the errors of `private_copy` and of `endpoint_of`.
    """
    raw = private_bytes(path, limits.FILE_BYTES)
    sealing.check_sealed(raw)
    facts = BundleFacts(len(raw), hashlib.sha256(raw).hexdigest())
    if session is None:
        return facts
    endpoint = endpoint_of(session)
    opened = _opened_here(session, endpoint, raw)
    manifest = opened.manifest
    known = db.sync.bundle_by_hash(endpoint.database, "in", opened.digest)
    return BundleFacts(
        size=facts.size,
        sha256=facts.sha256,
        is_open=True,
        from_node=manifest.from_node,
        from_name=unit_title(manifest.from_node, endpoint.database),
        to_node=manifest.to,
        generation=manifest.gen,
        number=manifest.no,
        at_ms=manifest.hlc,
        made_by=manifest.made_by,
        app=manifest.app,
        events=sum(segment.n for segment in manifest.segs),
        streams=len(manifest.segs),
        confirmed=len(manifest.have),
        refused=len(manifest.rejected),
        has_trust=any(section.type is SectionType.TRUST for section in manifest.sections),
        imported_at_ms=known["at"] if known is not None else None,
    )


def preview_import(session: Session, path: Path, job: Job | None = None, *, as_of: date | None = None) -> ImportReport:
    """What importing the file would do: the import itself, rolled back. Raises what `import_bundle` raises."""
    return _imported(session, path, job or Job(), as_of, commits=False)


def import_bundle(
    session: Session, path: Path, job: Job | None = None, *, as_of: date | None = None, previewed: str = ""
) -> ImportReport:
    """Import a file in one transaction, after a verified backup where it brings anything; a file imported before
    changes nothing. The official counts of the report are those of the day `as_of` (today without it).

    `previewed` is the digest of the preview that a person agreed to: another file in its place is refused (CHANGED).
    Raises BundleRefused, NotPermitted, KeyNotHeld, NotJoined, StorageError, the errors of `private_copy`, and Stopped;
    then the ledger is as it was.
    """  # noqa: D205 - one sentence over two lines
    return _imported(session, path, job or Job(), as_of, commits=True, previewed=previewed)


def _imported(
    session: Session, path: Path, job: Job, as_of: date | None, *, commits: bool, previewed: str = ""
) -> ImportReport:
    endpoint, day = endpoint_of(session), as_of or session.machine.today()
    job.report(0, None, "Đang kiểm tra tệp")
    raw = private_bytes(path, limits.FILE_BYTES)
    opened = _opened_here(session, endpoint, raw)
    if previewed and opened.digest.hex() != previewed:
        raise BundleRefused(BundleFault.CHANGED)
    known = db.sync.bundle_by_hash(endpoint.database, "in", opened.digest)
    if known is not None:
        figures = _figures(session, day)
        return _report(endpoint, opened, before=figures, after=figures, imported_at_ms=known["at"])
    if commits and has_news(endpoint, opened.manifest):
        job.report(0, None, "Đang sao lưu sổ")
        copies.make(session.workspace.folder, session.database_key, copies.Cause.IMPORT, session.machine.now_ms())
    work = _Work(session, endpoint, opened, len(raw), path.name, day, _Pace(job, opened).step)
    if not commits:
        return work.tried()
    report, taken = work.done()
    _after_import(session, opened, taken, raw)
    return report


@dataclass(frozen=True, slots=True)
class _Work:
    """One opened file and the ledger it goes into."""

    session: Session
    endpoint: Endpoint
    opened: OpenedBundle
    size: int
    file: str
    day: date
    watch: Callable[[], None]

    def done(self) -> tuple[ImportReport, Taken]:
        """Take it in for good."""
        with writing(self.session.database), self.session.journal.in_transaction():
            return self._taken()

    def tried(self) -> ImportReport:
        """Take it in and take everything back, in the ledger and in the journal's memory."""
        journal = self.session.journal
        writer = journal.writer
        try:
            with writing(self.session.database), trying(self.session.database):
                return self._taken()[0]
        finally:
            journal.writer = writer
            journal.forget_touched()

    def _taken(self) -> tuple[ImportReport, Taken]:
        before = _figures(self.session, self.day)
        at = self.session.machine.now_ms()
        writer = self.endpoint.journal.writer
        try:
            taken = take_in(self.endpoint, self.opened, size=self.size, file=self.file, at=at, watch=self.watch)
        except BaseException:
            self.endpoint.journal.writer = writer
            raise
        return _report(self.endpoint, self.opened, taken, before=before, after=_figures(self.session, self.day)), taken


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


def _after_import(session: Session, opened: OpenedBundle, taken: Taken, raw: bytes) -> None:
    """Remember this installation's heads, keep the file, tell the screens; the import stands already."""
    session.remember_heads()
    folder = session.workspace.folder / INBOX
    name = bundle_name(opened.manifest.from_node, opened.manifest.to, opened.manifest.no)
    with contextlib.suppress(AppError, OSError):
        folder.mkdir(parents=True, exist_ok=True)
        atomic_write(folder / f"{opened.digest.hex()[:8]}-{name}", raw)
    topics = {ENTITY_TOPICS[kind_of(entity)] for entity in taken.touched if kind_of(entity) in ENTITY_TOPICS}
    session.announce(frozenset({*topics, Topic.EXCHANGE}))


def private_bytes(path: Path, limit: int) -> bytes:
    """The bytes of the file by way of a private copy, so that what is checked is what is imported."""
    with TemporaryDirectory(prefix="sokehoach-") as folder:
        return private_copy(path, Path(folder), limit).read_bytes()


def _opened_here(session: Session, endpoint: Endpoint, raw: bytes) -> OpenedBundle:
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


def _figures(session: Session, day: date) -> TwoByTwo:
    """The official counts of what this node answers for: its own tasks, at the top those of all units."""
    unit = session.unit if "/" in session.node else None
    return count(tasks(session, TaskFilter(as_of=day, unit=unit)))


def _report(
    endpoint: Endpoint,
    opened: OpenedBundle,
    taken: Taken | None = None,
    *,
    before: TwoByTwo,
    after: TwoByTwo,
    imported_at_ms: int | None = None,
) -> ImportReport:
    manifest = opened.manifest
    report = ImportReport(
        from_node=manifest.from_node,
        from_name=unit_title(manifest.from_node, endpoint.database),
        number=manifest.no,
        at_ms=manifest.hlc,
        made_by=manifest.made_by,
        already_imported=imported_at_ms is not None,
        before=before,
        after=after,
        imported_at_ms=imported_at_ms,
        digest=opened.digest.hex(),
    )
    if taken is None:
        return report
    return replace(report, counts=taken.counts, lines=taken.lines, cautions=taken.cautions)
