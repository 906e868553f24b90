"""Whether the writer of a received event had the right to write it (SYNC §2.7, §7, §10 rows 29–32)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

import db.events
from db.connection import Database
from db.rows import StreamRow
from desktop.actions import EVENT_KINDS, Audience, audience_kind
from desktop.attachments.facts import is_attachment
from desktop.conflicts.fields import is_decidable
from desktop.journal.event import Event, Fields, decode, kind_of
from desktop.permissions import Permission, Role, is_allowed
from desktop.plans.facts import DECLINE_FIELDS
from desktop.progress.entries import record_fields, record_of
from desktop.progress.facts import RECORD_FIELDS, VERDICT_FIELDS
from desktop.sync.approval import Approval, ReportedRecord, Submission, claims_of, verify_with_all_keys
from desktop.sync.audiences import target_of
from desktop.sync.bundle import signing
from desktop.sync.fields import is_within
from desktop.sync.inbound.rejections import Rejection

_SIGNED = (*RECORD_FIELDS, "slot")
_UNIT_PART = {"asg": 2, "alloc": 2, "prog": 2, "att": 2, "ack": 3}
_AUDIENCES_OF_ENTITY: dict[str, frozenset[Audience]] = {
    entity: frozenset(
        audience for kind in EVENT_KINDS.values() if kind.entity_kind == entity for audience in kind.audiences
    )
    for entity in {kind.entity_kind for kind in EVENT_KINDS.values()}
}


@dataclass(slots=True)
class _Known:
    """Everything a unit ever said of one of its people."""

    node: str
    keys: list[bytes] = field(default_factory=list)
    may_review: bool = False

    def learn(self, fields: Fields) -> None:
        key, role = fields.get("approval_key"), fields.get("role")
        if isinstance(key, str) and (raw := _hex(key)) is not None and raw not in self.keys:
            self.keys.append(raw)
        if isinstance(role, str) and role in set(Role) and is_allowed(Role(role), Permission.REVIEW):
            self.may_review = True


class Authority:
    """Judges the events of one import; it knows the rosters of the ledger and learns from what it accepts.

    What a unit said of a person once stays known: whether an approval is accepted must not depend on the order in
    which bundles arrive.
    """

    def __init__(self, database: Database, node: str) -> None:
        self._node = node
        self._people: dict[str, _Known] = {}
        self.learned = False
        nodes = {stream["sid"]: stream["node"] for stream in db.events.streams(database)}
        for entity, row in db.events.applied_of_kind(database, "person"):
            self._learn(entity, decode(row["body"]), nodes[row["sid"]])
        self.learned = False

    def judge(self, event: Event, stream: StreamRow) -> str | None:
        """None where the event may be applied, otherwise the code of the reason why not."""
        fault = self._place_fault(event, stream) or _unit_fault(event, stream) or _owner_fault(event, stream)
        if fault is None and kind_of(event.entity) == "closure":
            fault = None if _hex(event.entity.partition("/")[2]) else Rejection.WRONG_ENTITY
        if fault is None and kind_of(event.entity) == "att":
            fault = None if is_attachment(event.entity) else Rejection.WRONG_ENTITY
        if fault is None and kind_of(event.entity) == "person":
            fault = self._person_fault(event, stream)
        if fault is None and event.type == "progress.published":
            fault = self._publication_fault(event, stream)
        if fault is None and event.type.startswith("person."):
            self._learn(event.entity, event, stream["node"])
        return fault

    def foresee(self, events: Iterable[Event], stream: StreamRow) -> None:
        """Events of a stream are about to be judged: check the signatures on them together."""
        keys = partial(self._keys, stream["node"])
        signing.verify_together(
            claim
            for event in events
            if event.type == "progress.published"
            for claim in claims_of(*_approved_in(event, _record_in(event)), keys)
        )

    def _place_fault(self, event: Event, stream: StreamRow) -> str | None:
        """Whether this kind of event may come in this stream from this node."""
        audience, writer = audience_kind(stream["audience"]), stream["node"]
        allowed = EVENT_KINDS[event.type].audiences & _AUDIENCES_OF_ENTITY.get(kind_of(event.entity), frozenset())
        if audience not in allowed or (event.type.startswith("conflict.") and not is_decidable(event, audience)):
            return Rejection.WRONG_AUDIENCE
        if audience is Audience.SITE and writer != self._node:
            return Rejection.OTHER_SITE
        if audience is Audience.UP and not is_within(writer, self._node):
            return Rejection.NOT_FROM_BELOW
        if audience in {Audience.DOWN, Audience.TO} and not is_within(self._node, writer):
            return Rejection.NOT_FROM_ABOVE
        if kind_of(event.entity) == "unit" and "/" in writer:
            return Rejection.NOT_FROM_TOP
        if audience is Audience.TO and not is_within(target_of(stream["audience"]), writer):
            return Rejection.OUTSIDE_WRITER
        return None

    def _person_fault(self, event: Event, stream: StreamRow) -> str | None:
        """A unit speaks of its own people only."""
        known = self._people.get(event.entity)
        foreign = known is not None and known.node != stream["node"]
        named = event.fields.get("person", event.entity.partition("/")[2])
        return Rejection.OTHER_UNITS_PERSON if foreign or named != event.entity.partition("/")[2] else None

    def _publication_fault(self, event: Event, stream: StreamRow) -> str | None:
        """Two people of the unit, the second one a reviewer, signed exactly this record (SYNC §7)."""
        fields, record = event.fields, _record_in(event)
        for name in _SIGNED:
            if _differ(fields.get(name), record.get(name)):
                return Rejection.MALFORMED_RECORD
        reported, submission, approval = _approved_in(event, record)
        fault = verify_with_all_keys(reported, submission, approval, partial(self._keys, stream["node"]))
        if fault is not None:
            return str(fault)
        approver = self._people[f"person/{approval.person}"]
        return None if approver.may_review else Rejection.NOT_A_REVIEWER

    def _keys(self, node: str, person: str) -> Sequence[bytes]:
        known = self._people.get(f"person/{person}")
        return known.keys if known is not None and known.node == node else ()

    def _learn(self, entity: str, event: Event, node: str) -> None:
        known = self._people.setdefault(entity, _Known(node))
        if known.node == node:
            known.learn(event.fields)
            self.learned = True


def _record_in(event: Event) -> Fields:
    """The record in a publication, as it is signed."""
    return record_fields(record_of(dict(event.fields)))


def _approved_in(event: Event, record: Fields) -> tuple[ReportedRecord, Submission, Approval]:
    """What a publication says of its record, and the two words on it."""
    fields = event.fields
    return (
        ReportedRecord(event.entity, event.entity.rpartition("/")[2], record),
        Submission(_text(fields, "submitted_by"), _bytes(fields, "submit_signature")),
        Approval(_text(fields, "approved_by"), _text(fields, "approve_statement"), _bytes(fields, "approve_signature")),
    )


def _unit_fault(event: Event, stream: StreamRow) -> str | None:
    """Whether the record belongs to the unit that the stream speaks of."""
    kind = kind_of(event.entity)
    unit = event.fields.get("unit")
    if kind == "person":
        return Rejection.OTHER_UNIT if _is_other(unit, _unit_of(stream["node"])) else None
    if kind == "obl":
        return _obligation_fault(event, stream)
    if kind not in _UNIT_PART:
        return None
    parts = event.entity.split("/")
    expected = _unit_of(target_of(stream["audience"]) or stream["node"])
    named = parts[_UNIT_PART[kind]] if len(parts) > _UNIT_PART[kind] else ""
    foreign = _is_other(unit, named) or _is_other(event.fields.get("task"), f"task/{parts[1]}")
    return Rejection.OTHER_UNIT if named != expected or foreign else None


def _owner_fault(event: Event, stream: StreamRow) -> str | None:
    """Whether the writer owns the fields: the verdict on an entry is the upper level's, all else of it the unit's.

    That a task is declined is the unit's word, all else of an assignment the giver's.
    """
    audience, names = audience_kind(stream["audience"]), event.fields.keys()
    if kind_of(event.entity) == "asg":
        is_own = names <= DECLINE_FIELDS if audience is Audience.UP else not names & DECLINE_FIELDS
        return None if is_own else Rejection.OTHER_LEVELS_FIELD
    if kind_of(event.entity) != "prog":
        return None
    if audience is not Audience.TO:
        return Rejection.OTHER_LEVELS_FIELD if names & VERDICT_FIELDS else None
    is_above = target_of(stream["audience"]) != stream["node"]
    signs_itself = not _is_other(event.fields.get("verdict_from"), _unit_of(stream["node"]))
    return None if is_above and signs_itself and names <= VERDICT_FIELDS else Rejection.OTHER_LEVELS_FIELD


def _obligation_fault(event: Event, stream: StreamRow) -> str | None:
    """What comes down names no unit and binds all; what a unit gave itself names that unit, and stays in it."""
    parts = event.entity.split("/")  # obl, task, number; a unit's own: obl, task, unit, number
    if audience_kind(stream["audience"]) is Audience.SITE:
        is_own = len(parts) == 4 and parts[2] == _unit_of(stream["node"])
    else:
        is_own = len(parts) == 3
    if not is_own:
        return Rejection.OTHER_UNIT
    return Rejection.OTHER_UNIT if _is_other(event.fields.get("task"), f"task/{parts[1]}") else None


def _is_other(said: object, own: str) -> bool:
    """Whether a field that need not be there says something else; what a signed event holds may be of any type."""
    return said is not None and said != own


def _unit_of(node: str) -> str:
    return node.rpartition("/")[2]


def _differ(sent: object, signed: object) -> bool:
    """Whether a field is not exactly what the signed record says; True is not 1 here."""
    return type(sent) is not type(signed) or sent != signed


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _bytes(fields: Fields, name: str) -> bytes:
    return _hex(_text(fields, name)) or b""


def _hex(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None
