"""Putting a bundle on a stick: composed, sealed, written and read back, and only then remembered."""

import contextlib
import hashlib
from dataclasses import dataclass
from pathlib import Path

import db.sync
from db.connection import writing
from desktop.actions import Topic
from desktop.files import atomic_write, file_in, safe_name
from desktop.jobs import Job
from desktop.session import Session
from desktop.sync.endpoint import Endpoint, endpoint_of
from desktop.sync.exporting import Composed, ExportMode, compose, sealed
from desktop.sync.outcome import Outcome, outcome_text

OUTBOX = "outbox"
BUNDLE_ENDING = ".hqb"


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A bundle that stands on the disk; `records` counts the records it carries by topic."""

    number: int
    path: Path
    size: int
    events: int
    records: dict[str, int]


def bundle_name(from_node: str, to_node: str, number: int) -> str:
    """The usual name of a bundle: `TCHQ-HQ03-0007.hqb`."""
    sender, recipient = from_node.rpartition("/")[2], to_node.rpartition("/")[2]
    return safe_name(f"{sender}-{recipient}-{number:04d}{BUNDLE_ENDING}")


def write_bundle(
    session: Session,
    to_node: str,
    path: Path,
    *,
    mode: ExportMode = ExportMode.SINCE_RECEIPT,
    job: Job | None = None,
) -> WrittenBundle:
    """Write the next bundle for a node to a file, or under its usual name into a folder.

    The file is written inside the transaction that remembers it: a file that cannot be written leaves no trace and
    its number free. A power cut between the file and the commit leaves a file whose number is given once more; both
    files hold only what stood in the ledger, so importing either or both is harmless. A copy stays in `outbox/`.
    Raises NotPermitted, KeyNotHeld, NotJoined, UnknownNeighbour, ExportTooLarge, Stopped and the errors of
    `atomic_write`.
    """
    endpoint, job = endpoint_of(session), job or Job()
    job.report(0, None, "Đang gom dữ liệu")
    written: list[Path] = []
    try:
        with writing(session.database):
            composed = compose(endpoint, to_node, mode, job.check)
            raw = sealed(endpoint, to_node, composed)
            name = bundle_name(endpoint.node, to_node, composed.number)
            target = file_in(path, name)
            _remember(session, endpoint, to_node, composed, len(raw), target.name)
            job.report(0, None, "Đang ghi tệp và đọc lại")
            for file in (_outbox(session) / name, target):
                atomic_write(file, raw)
                written.append(file)
    except BaseException:
        for file in written:
            with contextlib.suppress(OSError):
                file.unlink()
        raise
    session.announce(frozenset({Topic.EXCHANGE}))
    return WrittenBundle(composed.number, target, len(raw), composed.events, composed.records)


def _remember(session: Session, endpoint: Endpoint, to_node: str, composed: Composed, size: int, file: str) -> None:
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
    for install in others:
        db.sync.add_peer(session.database, install, to_node)
        db.sync.went_out(session.database, install, composed.number, at)


def is_own(session: Session, raw: bytes) -> bool:
    """Whether a file is one that this installation wrote: a copy of it lies in the outbox."""
    copies = (session.workspace.folder / OUTBOX).glob(f"*{BUNDLE_ENDING}")
    with contextlib.suppress(OSError):
        return any(copy.stat().st_size == len(raw) and copy.read_bytes() == raw for copy in copies)
    return False


def _outbox(session: Session) -> Path:
    folder = session.workspace.folder / OUTBOX
    folder.mkdir(parents=True, exist_ok=True)
    return folder
