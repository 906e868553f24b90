"""Taking a bundle into the ledger: trust, receipt, events, fold, in one transaction of the caller (SYNC §3.2)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import db.events
import db.settings
import db.sync
from db.connection import Database, Row
from desktop.attachments.arriving import take_files, take_wishes
from desktop.errors import BundleFault, BundleRefused, TrustRefused
from desktop.journal.event import EntityId, kind_of
from desktop.journal.receiving import BrokenChain, Receiver
from desktop.journal.receiving import Segment as Run
from desktop.sync.audiences import is_entitled
from desktop.sync.bundle import bodies
from desktop.sync.bundle.bodies import Body
from desktop.sync.bundle.container import OpenedBundle
from desktop.sync.bundle.manifest import Manifest, SectionType, Segment
from desktop.sync.bundle.signing import Domain, KeyId, checkpoint_statement, verify
from desktop.sync.endpoint import Endpoint, save_trust
from desktop.sync.inbound.authority import Authority
from desktop.sync.inbound.comparison import Subjects, changed_lines, in_printed_order, line
from desktop.sync.inbound.confirming import take_receipt
from desktop.sync.inbound.import_report import Caution, ChangeLine, Counts, LineGroup
from desktop.sync.inbound.outcome import Outcome, outcome_of, outcome_text
from desktop.sync.inbound.rejections import rejection_words
from desktop.sync.inbound.settling import leave_ended_streams, settle_events
from desktop.sync.neighbours.totals import totals_differ
from desktop.sync.repair.stream_ends import end_by_key
from desktop.sync.trust.documents import TrustedKey

Watch = Callable[[], None]


@dataclass(slots=True)
class Taken:
    """What became of a bundle; `before` holds the row that was shown of each touched record."""

    counts: Counts
    lines: tuple[ChangeLine, ...]
    cautions: tuple[Caution, ...]
    touched: frozenset[EntityId]
    bundle: int
    before: dict[EntityId, Row | None] = field(default_factory=dict)


@dataclass(slots=True)
class _Tally:
    """What is counted while a bundle is taken in."""

    counts: Counter[str] = field(default_factory=Counter)
    rejected: list[tuple[int, int, str]] = field(default_factory=list)
    cautions: dict[Caution, None] = field(default_factory=dict)


def count_news(endpoint: Endpoint, manifest: Manifest) -> int:
    """How many events of a bundle this ledger has not applied; read before anything is written."""
    known = {stream["stream_id"].hex(): stream["frontier"] for stream in db.events.streams(endpoint.database)}
    unknown = (segment.cp.seq - known.get(segment.stream, 0) for segment in manifest.segs)
    return sum(min(segment.n, max(beyond, 0)) for segment, beyond in zip(manifest.segs, unknown, strict=True))


def take_in(
    endpoint: Endpoint, opened: OpenedBundle, *, size: int, file: str, at: int, watch: Watch = lambda: None
) -> Taken:
    """Take an opened bundle in, inside a write transaction that the caller opened; an error leaves it to roll back.

    Raises BundleRefused (MALFORMED) where the events do not fit their signed checkpoints or break a rule of SYNC §2.3.
    """
    manifest, database, tally = opened.manifest, endpoint.database, _Tally()
    install = bytes.fromhex(manifest.from_install)
    endpoint = _with_trust(endpoint, opened, at, tally)
    db.sync.add_peer(database, install, manifest.from_node)
    earlier = db.sync.last_from(database, install)
    bundle = db.sync.add_bundle(
        database,
        db.sync.NewBundle(
            opened.digest, "in", manifest.from_node, install, manifest.gen, manifest.no, at, size, file,
            manifest.made_by, "{}",
        ),
    )  # fmt: skip
    confirmed = take_receipt(endpoint, manifest, bundle, at)
    if confirmed.is_other_history:
        tally.cautions[Caution.OTHER_HISTORY] = None
    db.sync.came_in(database, install, manifest.gen, manifest.no, at)
    _take_events(endpoint, opened, bundle, tally, watch)
    before, touched = _folded(endpoint, watch)
    files = take_files(endpoint, opened, bundle, at)
    if files.has_unasked:
        tally.cautions[Caution.UNASKED_FILE] = None
    if not confirmed.is_outdated:
        take_wishes(endpoint, manifest, at)
    if totals_differ(endpoint, manifest):
        tally.cautions[Caution.TOTALS_DIFFER] = None
    lines = [
        *_lines_of(endpoint, before, tally, watch),
        *_file_lines(endpoint, files.entities),
        *_receipt_lines(endpoint, confirmed.records),
        *_refused_lines(endpoint, manifest, outcome_of(earlier["result"]) if earlier else Outcome()),
    ]
    tally.counts["receipts"], tally.counts["files"] = len(confirmed.records), len(files.entities)
    tally.counts["late"] = db.sync.late_in(database, bundle)
    tally.counts["parallel"] = len({found.entity for found in lines if found.group is LineGroup.CONFLICT})
    counts = Counts(**tally.counts)
    db.sync.set_result(database, bundle, outcome_text(_outcome(manifest, tally)))
    leave_ended_streams(endpoint.journal)
    return Taken(counts, tuple(lines), tuple(tally.cautions), touched, bundle, before)


def _outcome(manifest: Manifest, tally: _Tally) -> Outcome:
    return Outcome(
        counts=dict(tally.counts),
        root_version=manifest.root_v,
        list_versions=dict(manifest.list_v),
        rejected=tuple((found.stream, found.seq, found.code) for found in manifest.rejected),
        held=tuple((found.stream, found.first, found.last) for found in manifest.held),
        site_have=tuple((found.install, found.stream, found.seq) for found in manifest.site_have),
        app=manifest.app,
    )


# --- trust ---


def _with_trust(endpoint: Endpoint, opened: OpenedBundle, at: int, tally: _Tally) -> Endpoint:
    """Adopt the trust documents that came along; what breaks a rule is passed over and said."""
    found = next((section for section in opened.sections if section.entry.type is SectionType.TRUST), None)
    if found is None:
        return endpoint
    try:
        store, refused = endpoint.store.merged(found.raw)
    except TrustRefused:
        tally.cautions[Caution.TRUST_REFUSED] = None
        return endpoint
    if refused:
        tally.cautions[Caution.TRUST_REFUSED] = None
    save_trust(endpoint.database, store, at)
    return replace(endpoint, store=store)


# --- events ---


def _take_events(endpoint: Endpoint, opened: OpenedBundle, bundle: int, tally: _Tally, watch: Watch) -> None:
    manifest = opened.manifest
    if len({segment.stream for segment in manifest.segs}) != len(manifest.segs):
        raise _malformed("a stream twice")
    section = next((found for found in opened.sections if found.entry.type is SectionType.EVENTS), None)
    counts = [segment.n for segment in manifest.segs]
    found = bodies.read_bodies(section.raw if section else b"", counts)
    authority = Authority(endpoint.database, endpoint.node)
    receiver = Receiver(endpoint.journal, authority.judge, bundle, watch, authority.foresee)
    for segment, carried in zip(manifest.segs, found, strict=True):
        run = _verified(endpoint, opened, segment, carried, tally)
        if run is not None:
            _receive(endpoint, receiver, segment, run, tally)
    settled = settle_events(endpoint.journal, endpoint.store, authority)
    here, applied = {(sid, seq) for sid, seq, _ in tally.rejected}, set(settled.applied)
    tally.counts["new"] += len(applied)
    tally.counts["rejected"] -= len(here & applied)
    tally.rejected = [one for one in tally.rejected if one[:2] not in applied]


def _verified(
    endpoint: Endpoint, opened: OpenedBundle, segment: Segment, carried: list[Body], tally: _Tally
) -> Run | None:
    """The segment as a run whose checkpoint its writer signed; None where its writer is not trusted (any more)."""
    stream_id, head = bytes.fromhex(segment.stream), bytes.fromhex(segment.cp.hash)
    if not is_entitled(endpoint.node, segment.node, segment.aud):
        raise _malformed("a stream for others")
    key = endpoint.store.key(KeyId(segment.key_id))
    if key is None:
        tally.cautions[Caution.UNKNOWN_WRITER] = None
        return None
    if key.node != segment.node:
        raise _malformed("a stream of another node")
    known = db.events.stream(endpoint.database, stream_id)
    install = bytes.fromhex(key.install)
    if known is not None and (known["node"], known["audience"], known["install_id"]) != (
        segment.node,
        segment.aud,
        install,
    ):
        raise _malformed("a stream of another writer")
    statement = checkpoint_statement(stream_id, segment.cp.seq, head)
    if not verify(Domain.CHECKPOINT, statement, bytes.fromhex(segment.cp.sig), key.sign_public):
        raise _malformed("checkpoint")
    if not _counts(endpoint, opened, segment, key, tally):
        return None
    return Run(
        stream_id=stream_id,
        node=segment.node,
        install_id=install,
        audience=segment.aud,
        generation=max(segment.gen, 1),
        key_id=bytes.fromhex(segment.key_id),
        first=segment.first,
        before=bytes.fromhex(segment.prev),
        bodies=[body.raw for body in carried],
        checkpoint=head,
        continues=(bytes.fromhex(segment.cont.stream), segment.cont.seq) if segment.cont else None,
        withheld=frozenset(place for place, body in enumerate(carried) if body.withheld),
    )


def _counts(endpoint: Endpoint, opened: OpenedBundle, segment: Segment, key: TrustedKey, tally: _Tally) -> bool:
    """Whether anything under this key counts: not behind its end, and from a machine that stands where it has none."""
    if key.revoked is None:
        return True
    end = end_by_key(endpoint.store, key, bytes.fromhex(segment.stream), segment.node, segment.aud)
    sender = endpoint.store.key(opened.signer.key_id)
    if end is None and sender is not None and sender.revoked is None:
        return True
    if end is None or segment.cp.seq > end:
        tally.cautions[Caution.REVOKED_WRITER] = None
    return end is not None and segment.first <= end


def _receive(endpoint: Endpoint, receiver: Receiver, segment: Segment, run: Run, tally: _Tally) -> None:
    """Let the journal take the run, keep the checkpoint so that the stream can be forwarded, count."""
    try:
        received = receiver.receive(run)
    except BrokenChain as error:
        raise _malformed("events do not lead to the checkpoint") from error
    if received.fork is not None:
        tally.cautions[Caution.FORKED_STREAM] = None
    else:
        stream = db.events.stream(endpoint.database, run.stream_id)
        assert stream is not None
        db.events.add_checkpoint(
            endpoint.database, stream["sid"], run.last, run.checkpoint, run.key_id, bytes.fromhex(segment.cp.sig)
        )
    if received.clock_ahead:
        tally.cautions[Caution.CLOCK_AHEAD] = None
    tally.counts.update(
        new=len(received.new) + len(received.withheld),
        duplicate=received.duplicate,
        held=len(received.held),
        rejected=len(received.rejected),
        newer=len(received.newer),
    )
    tally.rejected.extend(received.rejected)


def _malformed(detail: str) -> BundleRefused:
    return BundleRefused(BundleFault.MALFORMED, detail=detail)


# --- what people see of it ---


def _folded(endpoint: Endpoint, watch: Watch) -> tuple[dict[EntityId, Row | None], frozenset[EntityId]]:
    """Fold what was touched; returns how it was shown before."""
    journal = endpoint.journal
    before = journal.projection.shown_among(endpoint.database, journal.touched)
    return before, journal.flush(watch)


def _lines_of(
    endpoint: Endpoint, before: dict[EntityId, Row | None], tally: _Tally, watch: Watch
) -> Iterable[ChangeLine]:
    database, subjects, projection = endpoint.database, Subjects(endpoint.database), endpoint.journal.projection
    after = projection.shown_among(database, before)
    rows = {entity: (old, after[entity]) for entity, old in before.items()}
    changed = [subjects.of(entity, new or old) for entity, (old, new) in rows.items() if old != new]
    for subject in in_printed_order(changed):
        watch()
        yield from changed_lines(subjects, subject, *rows[subject.entity])
    for sid, seq, code in tally.rejected:
        entity = _entity_at(endpoint.database, sid, seq)
        yield line(LineGroup.REJECTED, subjects.of(entity), "", "", rejection_words(code))


def _file_lines(endpoint: Endpoint, arrived: Iterable[EntityId]) -> Iterable[ChangeLine]:
    """The files whose content was asked for and came."""
    subjects, projection = Subjects(endpoint.database), endpoint.journal.projection
    for subject in in_printed_order(subjects.of(entity) for entity in arrived):
        row = projection.shown(endpoint.database, subject.entity)
        yield line(LineGroup.PROGRESS, subject, "attachment_content", "", str(row["name"]) if row else "")


def _receipt_lines(endpoint: Endpoint, confirmed: Iterable[str]) -> Iterable[ChangeLine]:
    """The approved records of this unit that the sender now confirms to have."""
    subjects = Subjects(endpoint.database)
    found = [subjects.of(EntityId(entity)) for entity in confirmed if kind_of(entity) == "prog"]
    return [line(LineGroup.RECEIPT, subject, "life", "exported", "received") for subject in in_printed_order(found)]


def _refused_lines(endpoint: Endpoint, manifest: Manifest, earlier: Outcome) -> Iterable[ChangeLine]:
    """The records of this unit that the sender did not accept and had not said so before."""
    subjects = Subjects(endpoint.database)
    for found in manifest.rejected:
        stream = db.events.stream(endpoint.database, bytes.fromhex(found.stream))
        if stream is None or (found.stream, found.seq, found.code) in earlier.rejected:
            continue
        entity = _entity_at(endpoint.database, stream["sid"], found.seq)
        yield line(LineGroup.REFUSED, subjects.of(entity), "", "", rejection_words(found.code))


def _entity_at(database: Database, sid: int, seq: int) -> EntityId:
    """The record an event is about; "?/" where it is unreadable or not here."""
    row = next(db.events.events_of(database, sid, seq, seq), None)
    return EntityId(row["entity"]) if row is not None else EntityId("?/")
