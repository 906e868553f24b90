"""Writing bundles: everything a node may have and has not confirmed yet, with the receipt for what came from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import db.events
import db.sync
from db.rows import EventRow, StreamRow
from desktop.actions import ENTITY_TOPICS
from desktop.errors import ExportTooLarge, UnknownNeighbour
from desktop.journal.event import START_HASH, kind_of
from desktop.sync import limits, sealing
from desktop.sync.bodies import Body, pack_bodies
from desktop.sync.container import PackedSection, pack, sign_manifest, write_frame
from desktop.sync.endpoint import Endpoint
from desktop.sync.manifest import VERSION, Checkpoint, Continues, Have, Manifest, Rejected, SectionType, Segment
from desktop.sync.outcome import outcome_of
from desktop.sync.signing import Domain, checkpoint_statement
from desktop.version import PROGRAM_VERSION


class ExportMode(StrEnum):
    """What a bundle carries: what the recipient has not confirmed, or everything it may have."""

    SINCE_RECEIPT = "since_receipt"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Composed:
    """A bundle ready to be sealed; `ranges` are the runs (sid, first, last) it carries."""

    frame: bytes
    number: int
    hlc: int
    events: int
    records: dict[str, int]
    ranges: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """The events of one stream that go out, and the signed checkpoint they end in."""

    stream: StreamRow
    first: int
    before: bytes
    checkpoint: tuple[int, bytes, bytes, bytes]


def compose(
    endpoint: Endpoint,
    to_node: str,
    mode: ExportMode = ExportMode.SINCE_RECEIPT,
    watch: Callable[[], None] = lambda: None,
) -> Composed:
    """The next bundle for a node. Runs in a write transaction: own streams get their signed checkpoints.

    Raises UnknownNeighbour where the node has no admitted installation but this one, ExportTooLarge.
    """
    if not endpoint.others_of(to_node):
        raise UnknownNeighbour(to_node)
    shared = endpoint.shared_with(to_node)
    confirmed = _confirmed(endpoint, to_node) if mode is ExportMode.SINCE_RECEIPT else {}
    runs = [run for stream in shared if (run := _run(endpoint, stream, confirmed)) is not None]
    bodies: list[Body] = []
    records: dict[str, set[str]] = {}
    for run in runs:
        for row in db.events.events_of(endpoint.database, run.stream["sid"], run.first, run.checkpoint[0]):
            watch()
            bodies.append(_body(row))
            records.setdefault(_topic(row["entity"]), set()).add(row["entity"])
    number = db.sync.last_number_out(endpoint.database, to_node) + 1
    sections = _sections(endpoint, to_node, bodies)
    manifest = _manifest(endpoint, to_node, number, shared, runs, sections)
    try:
        raw = manifest.to_bytes()
    except ValueError as error:
        raise ExportTooLarge(to_node) from error
    if len(runs) > limits.SEGMENTS or sum(section.entry.raw_len for section in sections) > limits.RAW_BYTES:
        raise ExportTooLarge(to_node)
    signature = sign_manifest(raw, endpoint.keys.signing)
    return Composed(
        frame=write_frame(raw, [signature], [section.packed for section in sections]),
        number=number,
        hlc=manifest.hlc,
        events=len(bodies),
        records={topic: len(found) for topic, found in sorted(records.items())},
        ranges=tuple((run.stream["sid"], run.first, run.checkpoint[0]) for run in runs),
    )


def sealed(endpoint: Endpoint, to_node: str, composed: Composed) -> bytes:
    """The bundle locked to every installation of the node; raises ExportTooLarge."""
    if len(composed.frame) > limits.FILE_BYTES:
        raise ExportTooLarge(to_node)
    return sealing.seal(composed.frame, endpoint.store.recipients(to_node))


def _topic(entity: str) -> str:
    topic = ENTITY_TOPICS.get(kind_of(entity))
    return topic.value if topic is not None else kind_of(entity)


def _body(row: EventRow) -> Body:
    return Body(row["body_hash"], withheld=True) if row["body"] is None else Body(row["body"])


def _confirmed(endpoint: Endpoint, to_node: str) -> dict[bytes, tuple[int, bytes]]:
    """What every installation of the node has confirmed: one that never answered has nothing."""
    haves = [db.sync.have_of(endpoint.database, bytes.fromhex(key.install)) for key in endpoint.others_of(to_node)]
    common = set(haves[0]).intersection(*haves[1:])
    return {stream: min(have[stream] for have in haves) for stream in common}


def _run(endpoint: Endpoint, stream: StreamRow, confirmed: dict[bytes, tuple[int, bytes]]) -> _Run | None:
    """What goes out of a stream, None where the recipient has it all.

    A receipt that names another hash than this ledger's is no receipt: the stream goes out whole, and the recipient
    sees both versions.
    """
    sid = stream["sid"]
    seq, hash_ = confirmed.get(stream["stream_id"], (0, START_HASH))
    if 0 < seq <= stream["frontier"] and db.events.hash_at(endpoint.database, sid, seq) != hash_:
        seq = 0
    checkpoint = _checkpoint(endpoint, stream)
    if checkpoint is None or checkpoint[0] <= seq:
        return None
    before = START_HASH if seq == 0 else hash_
    return _Run(stream, seq + 1, before, checkpoint)


def _checkpoint(endpoint: Endpoint, stream: StreamRow) -> tuple[int, bytes, bytes, bytes] | None:
    """The last signed place of a stream; this installation's own streams are signed up to their end.

    Streams of other installations, and own ones that came back after a restore, go only as far as their writer signed.
    """
    database, sid, seq = endpoint.database, stream["sid"], stream["frontier"]
    last = db.events.checkpoint(database, sid, seq)
    if not stream["own"] or seq == 0 or (last is not None and last[0] == seq):
        return last
    head = stream["frontier_hash"]
    signature = endpoint.keys.signing.sign(Domain.CHECKPOINT, checkpoint_statement(stream["stream_id"], seq, head))
    key_id = bytes.fromhex(endpoint.keys.key_id)
    db.events.add_checkpoint(database, sid, seq, head, key_id, signature)
    return (seq, head, key_id, signature)


def _sections(endpoint: Endpoint, to_node: str, bodies: list[Body]) -> list[PackedSection]:
    """The trust documents where the recipient is not known to have them, and the events."""
    sections = []
    if not all(_knows_trust(endpoint, bytes.fromhex(key.install)) for key in endpoint.others_of(to_node)):
        sections.append(pack(SectionType.TRUST, endpoint.store.to_bytes()))
    if bodies:
        sections.append(pack(SectionType.EVENTS, pack_bodies(bodies)))
    return sections


def _knows_trust(endpoint: Endpoint, install_id: bytes) -> bool:
    """Whether the last bundle of an installation named the same root and lists that are in force here."""
    last = db.sync.last_from(endpoint.database, install_id)
    if last is None:
        return False
    said = outcome_of(last["result"])
    return said.root_version >= endpoint.store.root.v and all(
        said.list_versions.get(issuer, 0) >= number for issuer, number in endpoint.store.list_versions.items()
    )


def _manifest(
    endpoint: Endpoint,
    to_node: str,
    number: int,
    shared: Iterable[StreamRow],
    runs: Iterable[_Run],
    sections: Iterable[PackedSection],
) -> Manifest:
    journal, shared_streams = endpoint.journal, list(shared)
    have = (
        Have(stream["stream_id"].hex(), stream["frontier"], stream["frontier_hash"].hex())
        for stream in shared_streams
        if stream["frontier"]
    )
    sids = {stream["sid"] for stream in shared_streams}
    rejected = [row for row in db.sync.rejected(endpoint.database) if row["sid"] in sids]
    return Manifest(
        v=VERSION,
        from_node=endpoint.node,
        from_install=journal.writer.install_id.hex(),
        to=to_node,
        gen=journal.writer.generation,
        no=number,
        hlc=journal.now_ms(),
        app=PROGRAM_VERSION,
        made_by=endpoint.person,
        have=tuple(have),
        segs=tuple(_segment(run) for run in runs),
        rejected=tuple(
            Rejected(row["stream_id"].hex(), row["seq"], row["code"]) for row in rejected[-limits.REJECTED_ENTRIES :]
        ),
        root_v=endpoint.store.root.v,
        list_v=endpoint.store.list_versions,
        sections=tuple(section.entry for section in sections),
    )


def _segment(run: _Run) -> Segment:
    stream, (seq, head, key_id, signature) = run.stream, run.checkpoint
    before, at = stream["continues_stream"], stream["continues_seq"]
    return Segment(
        stream=stream["stream_id"].hex(),
        node=stream["node"],
        aud=stream["audience"],
        key_id=key_id.hex(),
        first=run.first,
        n=seq - run.first + 1,
        prev=run.before.hex(),
        cp=Checkpoint(seq, head.hex(), signature.hex()),
        gen=stream["generation"],
        cont=Continues(before.hex(), at) if before is not None and at is not None else None,
    )
