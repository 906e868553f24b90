"""What came or changed after a report was made: counted for the list, named for one report (SYNC §2.9)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import db.events
import db.intake
import db.reports
from db.rows import ReportRow
from desktop.jobs import Job
from desktop.journal.event import EntityId, kind_of
from desktop.progress.entries import Entry, entry_of
from desktop.reports.lateness import ClosedReport, report_of_row
from desktop.reports.turns import Turn, TurnedEvent, Turns
from desktop.session import Session
from desktop.sync.endpoint import unit_title
from desktop.sync.inbound.comparison import Subjects, in_printed_order
from desktop.sync.inbound.event_words import event_words

_TYPES = (
    "plan.issued",
    "plan.amended",
    "task.issued",
    "task.edited",
    "task.amended",
    "task.retired",
    "task.assigned",
    "task.withdrawn",
    "obligation.defined",
    "obligation.ended",
    "progress.approved",
    "progress.published",
    "progress.sent_back",
    "restored",
    "conflict.decided",
    "conflict.reopened",
    "import.taken_back",
    "import.redone",
    "fork.ruled",
)
"""What can change a report of approved data."""
_DRAFT_TYPES = (*_TYPES, "progress.reported")
_ALWAYS = frozenset({"taken", "closure"})
_READ = frozenset({"plan", "amend", "task", "asg", "obl", "prog", *_ALWAYS})
"""Kinds of records that a report is made from, and what sets such records aside."""
_TURN_WORDS = {Turn.COUNTED: "sau báo cáo mới được tính", Turn.DROPPED: "nay không được tính"}


@dataclass(frozen=True, slots=True)
class LaterRecord:
    """A record that came or changed after a report was made, by its last change.

    `label` and `title` are of its task, `unit` a code, `period` a key. `at_ms` is when the change came to stand here:
    in «Tệp đến `number`» of `from_node`, or written here (`number` is None).
    With a `turn` the change stood here before, and came to count or to count no more after the report.
    """

    entity: EntityId
    plan_number: str
    label: str
    title: str
    unit: str
    period: str
    words: str
    at_ms: int
    number: int | None
    from_node: str
    from_name: str
    turn: Turn | None = None

    @property
    def source_words(self) -> str:
        """«Tệp đến 3 của Cục Hải quan TP Hải Phòng», «Ghi tại sổ này»; a turn is told behind it."""
        source = f"Tệp đến {self.number} của {self.from_name}" if self.number is not None else "Ghi tại sổ này"
        return f"{source}, {self.turn_words}" if self.turn is not None else source

    @property
    def turn_words(self) -> str:
        """«sau báo cáo mới được tính», «nay không được tính»; "" for a change that came after the report."""
        return _TURN_WORDS[self.turn] if self.turn is not None else ""


def later_counts(session: Session, job: Job | None = None) -> dict[EntityId, int]:
    """For each report made here how many records that it tells of came or changed after it; nothing is folded.

    Raises Stopped.
    """
    job = job or Job()
    found = [(row, report_of_row(session, row)) for row in db.reports.reports(session.database)]
    known = [(row, report) for row, report in found if report is not None]
    counted: dict[EntityId, int] = {}
    turns = Turns(session.database)
    for draft in (False, True):
        some = [(row, report) for row, report in known if _is_draft(row) is draft]
        frontiers = [json.loads(row["frontier"]) for row, _ in some]
        changed = _changed(session, _earliest(frontiers), _types(draft=draft), job) if some else {}
        turned_of_each = [_turned(turns, row) for row, _ in some]
        records = _Records(session, changed, {entity for turned in turned_of_each for entity in turned})
        for (_, report), frontier, turned in zip(some, frontiers, turned_of_each, strict=True):
            counted[report.entity] = sum(1 for _ in records.later_than(report, frontier, turned, job))
    return counted


def later_records(session: Session, row: ReportRow, job: Job | None = None) -> tuple[LaterRecord, ...]:
    """The records that a report tells of and that came or changed after it was made, in printed order.

    Raises Stopped.
    """
    job, report, frontier = job or Job(), report_of_row(session, row), json.loads(row["frontier"])
    if report is None:
        return ()
    changed = _changed(session, frontier, _types(draft=_is_draft(row)), job)
    turned = _turned(Turns(session.database), row)
    later = set(_Records(session, changed, turned).later_than(report, frontier, turned, job))
    by_sid = {stream["stream_id"].hex(): stream["sid"] for stream in db.events.streams(session.database)}
    refs = {
        (by_sid[stream], seq): entity
        for entity in later
        for stream, seq in (changed.get(entity) or {turned[entity].stream: turned[entity].seq}).items()
    }
    last: dict[EntityId, db.reports.ArrivalRow] = {}
    for arrival in db.reports.arrivals(session.database, list(refs)):
        entity = refs[arrival["sid"], arrival["seq"]]
        if entity not in last or _order(last[entity]) < _order(arrival):
            last[entity] = arrival
    old = {entity: event.turn for entity, event in turned.items() if entity not in changed}
    return tuple(_named(session, last, old, job))


def _order(arrival: db.reports.ArrivalRow) -> tuple[int, int, int]:
    return arrival["arrived"], arrival["sid"], arrival["seq"]


def _named(
    session: Session, last: Mapping[EntityId, db.reports.ArrivalRow], turned: Mapping[EntityId, Turn], job: Job
) -> Iterator[LaterRecord]:
    subjects, names = Subjects(session.database), dict[str, str]()
    for subject in in_printed_order(subjects.of(entity) for entity in last):
        job.check()
        arrival = last[subject.entity]
        node = arrival["peer_node"] or ""
        if node and node not in names:
            names[node] = unit_title(node, session.database)
        yield LaterRecord(
            entity=subject.entity,
            plan_number=subject.plan_number,
            label=subject.label,
            title=subject.title,
            unit=subject.unit,
            period=subject.period,
            words=event_words(arrival["type"], subject.entity),
            at_ms=arrival["arrived"],
            number=arrival["number"],
            from_node=node,
            from_name=names.get(node, ""),
            turn=turned.get(subject.entity),
        )


_Changed = dict[EntityId, dict[str, int]]
"""For each record the streams that speak of it (in hexadecimal), with the last number."""


def _changed(session: Session, frontier: Mapping[str, int], types: Sequence[str], job: Job) -> _Changed:
    """What the streams say beyond a frontier."""
    found: _Changed = {}
    for stream in db.events.streams(session.database):
        job.check()
        name = stream["stream_id"].hex()
        for entity, seq in db.reports.last_changes(
            session.database, stream["sid"], frontier.get(name, 0), types
        ).items():
            if kind_of(entity) in _READ:
                found.setdefault(EntityId(entity), {})[name] = seq
    return found


def _turned(turns: Turns, row: ReportRow) -> dict[EntityId, TurnedEvent]:
    """For each record that a report may tell of the last of its events that count otherwise since."""
    types = _types(draft=_is_draft(row))
    return {event.entity: event for event in turns.since(row) if event.type in types and kind_of(event.entity) in _READ}


def _earliest(frontiers: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The part of every stream that all of them know."""
    first, *others = frontiers
    return {stream: min(seq, *(other.get(stream, 0) for other in others)) if others else seq
            for stream, seq in first.items()}  # fmt: skip


class _Records:
    """Changed and turned records with what decides whether a report tells of them."""

    def __init__(self, session: Session, changed: _Changed, turned: Iterable[EntityId]) -> None:
        self._changed = changed
        subjects, wanted = Subjects(session.database), {*changed, *turned}
        self._subjects = {entity: subjects.of(entity) for entity in wanted if kind_of(entity) not in _ALWAYS}
        self._entries = _entries(session, wanted)

    def later_than(
        self, report: ClosedReport, frontier: Mapping[str, int], turned: Iterable[EntityId], job: Job
    ) -> Iterator[EntityId]:
        """Those that a report tells of and that turned or that some stream speaks of after its frontier."""
        changed = (
            entity
            for entity, last in self._changed.items()
            if any(seq > frontier.get(stream, 0) for stream, seq in last.items())
        )
        for entity in dict.fromkeys((*changed, *turned)):
            job.check()
            if self._is_told(entity, report):
                yield entity

    def _is_told(self, entity: EntityId, report: ClosedReport) -> bool:
        subject = self._subjects.get(entity)
        if subject is None:
            return True
        entry = self._entries.get(entity)
        if entry is not None:
            return report.concerns(entry, subject.plan_number)
        return report.covers(subject.unit, subject.plan_number)


def _entries(session: Session, changed: Iterable[EntityId]) -> dict[EntityId, Entry]:
    wanted = {entity for entity in changed if kind_of(entity) == "prog"}
    pairs = sorted({(f"task/{entity.split('/')[1]}", entity.split("/")[2]) for entity in wanted})
    rows = db.intake.entries_among(session.database, pairs) if pairs else []
    return {EntityId(row["entity"]): entry_of(row) for row in rows if row["entity"] in wanted}


def _is_draft(row: ReportRow) -> bool:
    return bool((json.loads(row["parameters"]) or {}).get("draft"))


def _types(*, draft: bool) -> Sequence[str]:
    return _DRAFT_TYPES if draft else _TYPES
