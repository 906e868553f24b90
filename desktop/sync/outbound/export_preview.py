"""What a bundle would hold, in office words, before it is written (FEATURES C, H7)."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

import db.outgoing
import db.people
import db.projections
import db.sync
from db.outgoing import SaidRow
from desktop.attachments.carrying import asked_by
from desktop.jobs import Job
from desktop.journal.event import EntityId, kind_of
from desktop.session import Session
from desktop.sync import limits
from desktop.sync.endpoint import Endpoint, endpoint_of, unit_title
from desktop.sync.inbound.comparison import Subjects, in_printed_order
from desktop.sync.inbound.import_report import Subject
from desktop.sync.outbound.exporting import cover_bytes, topic_of
from desktop.sync.outbound.outgoing import ExportMode, Outgoing
from desktop.sync.outbound.sending import MAIL_BYTES, stretches

ITEMS_SHOWN = 500
"""How many records are named; all are counted."""

_SAMPLED_EVENTS = 500


class ItemKind(StrEnum):
    """What a bundle says of a record; the order is that of the preview."""

    PLAN = "plan"
    AMENDMENT = "amendment"
    TASK = "task"
    ASSIGNED = "assigned"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    UPHELD = "upheld"
    APPROVED = "approved"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    ENTRY = "entry"
    ATTACHMENT = "attachment"
    ALLOCATED = "allocated"
    ACKNOWLEDGED = "acknowledged"
    DECIDED = "decided"
    PERSON = "person"
    UNIT = "unit"
    OTHER = "other"


ITEM_WORDS = {
    ItemKind.PLAN: "Kế hoạch",
    ItemKind.AMENDMENT: "Quyết định sửa đổi",
    ItemKind.TASK: "Dòng kế hoạch",
    ItemKind.ASSIGNED: "Giao nhiệm vụ",
    ItemKind.WITHDRAWN: "Thu hồi nhiệm vụ",
    ItemKind.DECLINED: "Đề nghị trả nhiệm vụ",
    ItemKind.UPHELD: "Giữ nguyên việc giao",
    ItemKind.APPROVED: "Kết quả đã duyệt",
    ItemKind.ACCEPTED: "Chấp nhận kết quả",
    ItemKind.SENT_BACK: "Trả lại kết quả",
    ItemKind.ENTRY: "Ghi chép trong đơn vị",
    ItemKind.ATTACHMENT: "Tệp đính kèm",
    ItemKind.ALLOCATED: "Phân công trong đơn vị",
    ItemKind.ACKNOWLEDGED: "Xác nhận sửa đổi",
    ItemKind.DECIDED: "Quyết định mục khác nhau",
    ItemKind.PERSON: "Người dùng",
    ItemKind.UNIT: "Danh mục đơn vị",
    ItemKind.OTHER: "Nội dung khác",
}

_KINDS = {
    "plan.issued": ItemKind.PLAN,
    "plan.amended": ItemKind.AMENDMENT,
    "plan.acknowledged": ItemKind.ACKNOWLEDGED,
    "task.assigned": ItemKind.ASSIGNED,
    "task.withdrawn": ItemKind.WITHDRAWN,
    "task.declined": ItemKind.DECLINED,
    "task.upheld": ItemKind.UPHELD,
    "task.allocated": ItemKind.ALLOCATED,
    "progress.published": ItemKind.APPROVED,
    "progress.accepted": ItemKind.ACCEPTED,
    "progress.sent_back": ItemKind.SENT_BACK,
    "conflict.decided": ItemKind.DECIDED,
}
_KINDS_OF_RECORDS = {
    "plan": ItemKind.PLAN,
    "task": ItemKind.TASK,
    "target": ItemKind.TASK,
    "obl": ItemKind.TASK,
    "prog": ItemKind.ENTRY,
    "att": ItemKind.ATTACHMENT,
    "person": ItemKind.PERSON,
    "unit": ItemKind.UNIT,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One record in a bundle, and what the bundle says of it."""

    kind: ItemKind
    subject: Subject


@dataclass(frozen=True, slots=True)
class Share:
    """How many records of a bundle were changed by one person; `person` is "" where the program did it."""

    person: str
    name: str
    records: int


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What the next bundle for a node would hold.

    `number` is the number of its first file; `size` is estimated, `files` follows from it and the size asked for.
    `records` counts records by topic, `counts` by what is said of them; `items` names the first ITEMS_SHOWN in printed
    order. `resent` of the records went out before and were not confirmed. `shares` says whose changes it holds, the
    largest first. `confirms` are the numbers of the node's bundles whose receipt goes out for the first time,
    `refused` how many of its events are told as not accepted. `machines` are those it is sealed to. `attached`
    of the files that the node asked for go along.
    """

    to_node: str
    unit_name: str
    number: int
    events: int
    records: dict[str, int]
    counts: dict[ItemKind, int]
    items: tuple[Item, ...]
    resent: int
    shares: tuple[Share, ...]
    confirms: tuple[int, ...]
    refused: int
    machines: tuple[str, ...]
    size: int
    files: int
    attached: int = 0

    @property
    def is_receipt_only(self) -> bool:
        """Whether neither a record nor a file that was asked for goes out."""
        return self.events == 0 and self.attached == 0


def preview_export(
    session: Session,
    to_node: str,
    mode: ExportMode = ExportMode.SINCE_RECEIPT,
    *,
    again: int | None = None,
    max_bytes: int | None = MAIL_BYTES,
    job: Job | None = None,
) -> ExportPreview:
    """What `write_bundles` would write with the same arguments; nothing is written.

    Raises NotPermitted, KeyNotHeld, NotJoined, UnknownNeighbour, UnknownBundle, ExportTooLarge, Stopped.
    """
    endpoint, job = endpoint_of(session), job or Job()
    job.report(0, None, "Đang xem dữ liệu sẽ gửi")
    found = stretches(endpoint, to_node, mode, again)
    content = _Content(endpoint, to_node)
    for stretch in found:
        job.check()
        content.read(stretch)
    attached = asked_by(endpoint, to_node, again)
    size = cover_bytes(endpoint, to_node) + _packed_size(endpoint, found) + sum(attached.values())
    limit = limits.FILE_BYTES if max_bytes is None else max_bytes
    records = Counter(topic_of(entity) for entity in content.kinds)
    return ExportPreview(
        to_node=to_node,
        unit_name=unit_title(to_node, endpoint.database),
        number=db.sync.last_number_out(endpoint.database, to_node) + 1,
        events=content.events,
        records=dict(sorted(records.items())),
        counts={kind: n for kind in ItemKind if (n := sum(kind in kinds for kinds in content.kinds.values()))},
        items=_items(session, content, job),
        resent=len(content.kinds.keys() - content.fresh),
        shares=_shares(endpoint, content),
        confirms=_confirms(endpoint, to_node),
        refused=_refused(endpoint, to_node),
        machines=tuple(key.name for key in endpoint.others_of(to_node)),
        size=size,
        files=max(1, -(-size // limit)),
        attached=len(attached),
    )


@dataclass(slots=True)
class _Content:
    """What the stretches of a bundle say, record by record."""

    endpoint: Endpoint
    to_node: str
    events: int = 0
    kinds: dict[EntityId, set[ItemKind]] = field(default_factory=lambda: defaultdict(set))
    fresh: set[EntityId] = field(default_factory=set)
    authors: dict[str, set[EntityId]] = field(default_factory=lambda: defaultdict(set))

    def read(self, stretch: Outgoing) -> None:
        """Count one more stretch."""
        sent = db.sync.sent_to(self.endpoint.database, self.to_node).get(stretch.sid, 0)
        self.events += stretch.last - stretch.first + 1
        for row in db.outgoing.said(self.endpoint.database, stretch.sid, stretch.first, stretch.last):
            entity = EntityId(row["entity"])
            self.kinds[entity].add(_kind(row))
            self.authors[row["author"]].add(entity)
            if row["last"] > sent:
                self.fresh.add(entity)


def _kind(row: SaidRow) -> ItemKind:
    kind = _KINDS.get(row["type"])
    return kind if kind is not None else _KINDS_OF_RECORDS.get(kind_of(EntityId(row["entity"])), ItemKind.OTHER)


def _items(session: Session, content: _Content, job: Job) -> tuple[Item, ...]:
    """The first records by what matters most of each: an approved entry is told once, not by every step to it."""
    order = list(ItemKind)
    chosen = sorted(
        ((min(kinds, key=order.index), entity) for entity, kinds in content.kinds.items()),
        key=lambda one: (order.index(one[0]), one[1]),
    )[:ITEMS_SHOWN]
    subjects, found = Subjects(session.database), dict[ItemKind, list[Subject]]()
    for kind, entity in chosen:
        job.check()
        row = session.journal.projection.shown(session.database, entity) if kind_of(entity) in _SHOWN else None
        found.setdefault(kind, []).append(subjects.of(entity, row))
    return tuple(Item(kind, subject) for kind, each in found.items() for subject in in_printed_order(each))


_SHOWN = frozenset({"person", "unit"})
"""The kinds of records whose names stand in their own rows."""


def _shares(endpoint: Endpoint, content: _Content) -> tuple[Share, ...]:
    names = {row["person"]: row["name"] for row in db.people.all_people(endpoint.database)}
    shares = (Share(person, names.get(person, person), len(found)) for person, found in content.authors.items())
    return tuple(sorted(shares, key=lambda share: (-share.records, share.name)))


def _confirms(endpoint: Endpoint, to_node: str) -> tuple[int, ...]:
    """The bundles from the node that came after the last one to it."""
    bundles = db.sync.bundles_of(endpoint.database, to_node)
    last = max((row["id"] for row in bundles if row["direction"] == "out"), default=0)
    return tuple(sorted(row["number"] for row in bundles if row["direction"] == "in" and row["id"] > last))


def _refused(endpoint: Endpoint, to_node: str) -> int:
    shared = {stream["sid"] for stream in endpoint.shared_with(to_node) if stream["node"] == to_node}
    return sum(row["sid"] in shared for row in db.sync.rejected(endpoint.database))


def _packed_size(endpoint: Endpoint, found: Iterable[Outgoing]) -> int:
    """What the events take packed, from a sample spread over all of them."""
    stretches_, database = list(found), endpoint.database
    sizes = [db.outgoing.size(database, one.sid, one.first, one.last) for one in stretches_]
    events, raw = sum(count for count, _ in sizes), sum(size for _, size in sizes)
    every = max(1, events // _SAMPLED_EVENTS)
    sample = b"".join(db.outgoing.sample(database, one.sid, one.first, one.last, every) for one in stretches_)
    ratio = len(zlib.compress(sample)) / len(sample) if sample else 1.0
    return int(raw * ratio) + 500 * len(stretches_)
