"""A receipt on paper: one page that says what arrived, with the same receipt in QR codes (SYNC §2.10)."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import db.events
import db.sync
from db.connection import writing
from desktop.actions import Topic
from desktop.files import file_in, safe_name
from desktop.jobs import Job
from desktop.session import Session
from desktop.sync.endpoint import Endpoint, endpoint_of, unit_title
from desktop.sync.neighbours.peers import missing_numbers
from desktop.sync.outbound.exporting import Composed, compose_receipt, sealed
from desktop.sync.outbound.sending import outbox, own_bundle_name, remember, whole_files
from desktop.sync.receipts.codes import control_code, pieces
from desktop.units.current import units_in


@dataclass(frozen=True, slots=True)
class ReceivedFrom:
    """What arrived from one machine: its last bundle, when that was imported, the bundles that are missed."""

    machine: str
    last: int | None
    at: datetime | None
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt on paper says; `number` is that of the receipt among the bundles to the other unit.

    `held` counts the events of the other unit that stand in this ledger without a gap, `waiting` those that wait for
    earlier ones, `rejected` those that are not accepted. `code` is the control code of the receipt.
    """

    upper_line: str
    own_line: str
    place: str
    from_name: str
    to_name: str
    number: int
    made_at: datetime
    made_by: str
    machines: tuple[ReceivedFrom, ...]
    held: int
    waiting: int
    rejected: int
    code: str


@dataclass(frozen=True, slots=True)
class WrittenReceipt:
    """A receipt that stands on the disk: its page, the bundle in it, and how many codes carry that."""

    path: Path
    number: int
    code: str
    codes: int
    size: int


def write_receipt_paper(session: Session, to_node: str, path: Path, *, job: Job | None = None) -> WrittenReceipt:
    """Write the page for a neighbour as a PDF: to a file, or under its usual name into a folder.

    Its codes hold a real bundle without events, sealed to the neighbour; it has a number of its own, and a copy stays
    in `outbox/`. Raises NotPermitted, KeyNotHeld, NotJoined, UnknownNeighbour, ReceiptUnread (TOO_LARGE) where it
    takes more codes than a person would photograph, Stopped and the errors of `atomic_write`.
    """
    from desktop.sync.receipts.page import page_bytes

    endpoint, job = endpoint_of(session), job or Job()
    job.report(0, None, "Đang lập biên nhận")
    with whole_files() as write, writing(session.database):
        composed = compose_receipt(endpoint, to_node)
        raw = sealed(endpoint, to_node, composed)
        facts, codes = _facts(session, endpoint, to_node, composed, raw), pieces(raw)
        name = own_bundle_name(endpoint, to_node, composed.number)
        target = file_in(path, safe_name(f"Bien nhan {name.removesuffix('.hqb')}.pdf"))
        remember(session, endpoint, to_node, composed, len(raw), target.name)
        write(outbox(session) / name, raw)
        write(target, page_bytes(facts, codes, job))
    session.announce(frozenset({Topic.EXCHANGE}))
    return WrittenReceipt(target, composed.number, facts.code, len(codes), len(raw))


def _facts(session: Session, endpoint: Endpoint, to_node: str, composed: Composed, raw: bytes) -> ReceiptFacts:
    database, made_at = endpoint.database, datetime.fromtimestamp(composed.hlc / 1000).astimezone()
    units, code = units_in(database), endpoint.node.rpartition("/")[2]
    upper, own = units.agency_lines(code, made_at.date()) if code in units else ("", endpoint.node)
    streams = [stream for stream in endpoint.shared_with(to_node) if stream["node"] == to_node]
    shared = {stream["sid"] for stream in streams}
    return ReceiptFacts(
        upper_line=upper,
        own_line=own,
        place=units.place(code) if code in units else "",
        from_name=unit_title(endpoint.node, database),
        to_name=unit_title(to_node, database),
        number=composed.number,
        made_at=made_at,
        made_by=session.person.name,
        machines=tuple(
            _received(endpoint, key.name, bytes.fromhex(key.install)) for key in endpoint.others_of(to_node)
        ),
        held=sum(stream["frontier"] for stream in streams),
        waiting=sum(db.sync.held_from(database, bytes.fromhex(key.install)) for key in endpoint.others_of(to_node)),
        rejected=sum(row["sid"] in shared for row in db.sync.rejected(database)),
        code=control_code(raw),
    )


def _received(endpoint: Endpoint, machine: str, install: bytes) -> ReceivedFrom:
    row = db.sync.peer(endpoint.database, install)
    if row is None or not row["last_in"]:
        return ReceivedFrom(machine, None, None, ())
    at = datetime.fromtimestamp(row["last_in_at"] / 1000).astimezone() if row["last_in_at"] is not None else None
    return ReceivedFrom(machine, row["last_in"], at, missing_numbers(endpoint.database, install, row["last_in"]))
