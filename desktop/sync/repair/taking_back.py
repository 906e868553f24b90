"""Taking one import back and redoing it: what goes, what was written since and stays (FEATURES C9, K6)."""

from dataclasses import dataclass
from datetime import date

import db.events
import db.sync
from db.connection import Row, trying, writing
from db.rows import BundleRow
from desktop.actions import ENTITY_TOPICS, Action, Topic
from desktop.errors import TakeBackFault, TakeBackRefused
from desktop.journal.clock import milliseconds
from desktop.journal.event import EntityId, EventRef, Fact, kind_of
from desktop.journal.fold import Applied
from desktop.journal.projection import folded_entity
from desktop.journal.setting_aside import KEPT_KINDS, set_aside
from desktop.permissions import Permission
from desktop.plans.state import TwoByTwo
from desktop.plans.tasks import TaskFilter, count, tasks
from desktop.session import Session
from desktop.sync.endpoint import unit_title
from desktop.sync.inbound.comparison import Subjects, changed_lines, in_printed_order
from desktop.sync.inbound.import_report import ChangeLine, Subject
from desktop.sync.repair.facts import import_redone, import_taken_back, taken_entity

Ranges = tuple[tuple[bytes, int, int], ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An import taken back or redone, and how many records it concerns."""

    entity: EntityId
    number: int
    from_node: str
    records: int


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """A later change that was made on what goes; it stays. `at_ms` is its author's clock."""

    subject: Subject
    type: str
    author: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class TakeBackPreview:
    """What taking an import back would do: the rows that change, later changes that stay, the official counts."""

    number: int
    from_node: str
    from_name: str
    at_ms: int
    events: int
    lines: tuple[ChangeLine, ...]
    kept: tuple[KeptEdit, ...]
    before: TwoByTwo
    after: TwoByTwo


def is_taken_back(session: Session, bundle_id: int) -> bool:
    """Whether what an import brought does not count at present."""
    bundle = db.sync.bundle(session.database, bundle_id)
    return bundle is not None and _standing(session, bundle)


def take_back(session: Session, bundle_id: int, reason: str) -> TakenBack:
    """Let what an import brought not count any more, on all machines of this unit; the sender is told.

    People, units and what this unit wrote itself stay. Raises NotPermitted, TakeBackRefused.
    """
    bundle, ranges = _takeable(session, bundle_id)
    with session.changing(Action.TAKE_BACK_IMPORT) as change:
        change.write(_fact(session, bundle, ranges, change.now_ms, reason))
        touched = _settled(session)
    return _announced(session, bundle, touched)


def redo(session: Session, bundle_id: int) -> TakenBack:
    """Let what an import brought count again. Raises NotPermitted, TakeBackRefused."""
    session.allow(Permission.EXCHANGE)
    bundle = _imported(session, bundle_id)
    if not _standing(session, bundle):
        raise TakeBackRefused(TakeBackFault.NOT_TAKEN_BACK)
    with session.changing(Action.REDO_IMPORT) as change:
        change.write(import_redone(bytes(bundle["hash"]), by=session.person.id, at=change.now_ms))
        touched = _settled(session)
    return _announced(session, bundle, touched)


def preview_take_back(session: Session, bundle_id: int, *, as_of: date | None = None) -> TakeBackPreview:
    """Take an import back inside a savepoint and say what would change. Raises what `take_back` raises."""
    bundle, ranges = _takeable(session, bundle_id)
    journal, day = session.journal, as_of or session.machine.today()
    before = _official_counts(session, day)
    try:
        with writing(session.database), trying(session.database):
            covered = _applied_in(session, ranges)
            journal.append(_fact(session, bundle, ranges, journal.now_ms(), ""), session.person.id)
            touched = _settled(session)
            kept = _kept(session, touched, covered)
            shown = journal.projection.shown_among(session.database, touched)
            subjects = Subjects(session.database)
            named = {entity: subjects.of(entity, row) for entity, row in shown.items() if row is not None}
            journal.flush()
            lines = tuple(_lines(session, shown, named))
            after = _official_counts(session, day)
    finally:
        journal.forget_touched()
    return TakeBackPreview(
        number=bundle["number"],
        from_node=bundle["peer_node"],
        from_name=unit_title(bundle["peer_node"], session.database),
        at_ms=bundle["at"],
        events=len(covered),
        lines=lines,
        kept=kept,
        before=before,
        after=after,
    )


def _takeable(session: Session, bundle_id: int) -> tuple[BundleRow, Ranges]:
    session.allow(Permission.EXCHANGE)
    bundle = _imported(session, bundle_id)
    if bundle["peer_node"] == session.node:
        raise TakeBackRefused(TakeBackFault.OWN_UNIT)
    if _standing(session, bundle):
        raise TakeBackRefused(TakeBackFault.ALREADY)
    found = db.events.ranges_of_bundle(session.database, bundle["id"])
    ranges = tuple((stream, first, last) for stream, node, first, last in found if node != session.node)
    if not _applied_in(session, ranges):
        raise TakeBackRefused(TakeBackFault.NOTHING)
    return bundle, ranges


def _imported(session: Session, bundle_id: int) -> BundleRow:
    bundle = db.sync.bundle(session.database, bundle_id)
    if bundle is None or bundle["direction"] != "in":
        raise TakeBackRefused(TakeBackFault.UNKNOWN)
    return bundle


def _standing(session: Session, bundle: BundleRow) -> bool:
    fields = folded_entity(session.database, taken_entity(bytes(bundle["hash"]))).fields
    return fields.get("standing") is True


def _fact(session: Session, bundle: BundleRow, ranges: Ranges, at: int, reason: str) -> Fact:
    digest, number, sender = bytes(bundle["hash"]), bundle["number"], bundle["peer_node"]
    return import_taken_back(digest, ranges, number=number, sender=sender, by=session.person.id, at=at, reason=reason)


def _settled(session: Session) -> set[EntityId]:
    touched = set_aside(session.database, session.node)
    for entity in touched:
        session.journal.touch(entity)
    return touched


def _announced(session: Session, bundle: BundleRow, touched: set[EntityId]) -> TakenBack:
    topics = {ENTITY_TOPICS[kind_of(entity)] for entity in touched if kind_of(entity) in ENTITY_TOPICS}
    session.announce(frozenset({*topics, Topic.EXCHANGE}))
    entity = taken_entity(bytes(bundle["hash"]))
    return TakenBack(entity, bundle["number"], bundle["peer_node"], len(touched))


def _applied_in(session: Session, ranges: Ranges) -> set[EventRef]:
    """The events that would be set aside."""
    found = set()
    for stream_id, first, last in ranges:
        stream = db.events.stream(session.database, stream_id)
        rows = db.events.applied_between(session.database, stream["sid"], first, last) if stream else []
        found |= {EventRef(stream_id, seq) for seq, entity in rows if kind_of(entity) not in KEPT_KINDS}
    return found


def _kept(session: Session, touched: set[EntityId], covered: set[EventRef]) -> tuple[KeptEdit, ...]:
    """The changes that name as their base what goes."""
    subjects = Subjects(session.database)
    by_entity: dict[EntityId, list[Applied]] = {
        entity: [
            applied
            for applied in folded_entity(session.database, entity).events
            if covered.intersection(applied.event.bases)
        ]
        for entity in touched
    }
    ordered = in_printed_order(subjects.of(entity) for entity, found in by_entity.items() if found)
    return tuple(
        KeptEdit(subject, applied.event.type, subjects.name(applied.event.author), milliseconds(applied.event.hlc))
        for subject in ordered
        for applied in by_entity[subject.entity]
    )


def _lines(session: Session, shown: dict[EntityId, Row | None], named: dict[EntityId, Subject]) -> list[ChangeLine]:
    """What changes of each record; one that goes stands under the name it had."""
    subjects, projection = Subjects(session.database), session.journal.projection
    now = projection.shown_among(session.database, shown)
    rows = {entity: (row, now[entity]) for entity, row in shown.items()}
    changed = [
        named[entity] if after is None and entity in named else subjects.of(entity, row)
        for entity, (row, after) in rows.items()
        if row != after
    ]
    return [
        found
        for subject in in_printed_order(changed)
        for found in changed_lines(subjects, subject, *rows[subject.entity])
    ]


def _official_counts(session: Session, day: date) -> TwoByTwo:
    """The official counts of what this node answers for: its own tasks, at the top those of all units."""
    unit = session.unit if "/" in session.node else None
    return count(tasks(session, TaskFilter(as_of=day, unit=unit)))
