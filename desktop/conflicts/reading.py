"""Reading the records on which parallel edits disagree: who said what, from what, in which file (FEATURES C12)."""

from collections.abc import Iterable
from datetime import date

import db.conflicts
import db.events
from db.connection import Database, Row, reading
from db.rows import StreamRow
from desktop.conflicts.fields import ASKED, asked_conflicts
from desktop.conflicts.postponing import postponed
from desktop.conflicts.powers import deciding_unit, power_over
from desktop.conflicts.records import Conflict, Disagreement, Merged, Side, SignedRecord, Variant
from desktop.conflicts.typing import is_typable
from desktop.conflicts.words import field_label, value_words
from desktop.journal.clock import milliseconds
from desktop.journal.event import EntityId, Fields, kind_of
from desktop.journal.fold import Applied, Folded, branch_of, common_base
from desktop.journal.projection import folded_entity
from desktop.progress.entries import EntryState, record_of
from desktop.projectors import all_projections
from desktop.session import Session
from desktop.sync.endpoint import stored_trust
from desktop.sync.inbound.comparison import Subjects, in_printed_order

_PUBLISHED = "progress.published"
_SIGNED_STATES = {EntryState.SUBMITTED.value, EntryState.APPROVED.value}


def open_conflicts(session: Session) -> list[Conflict]:
    """The records with a field to decide, in the order of their plans; those that wait for another unit too."""
    with reading(session.database):
        reader = Reader(session)
        found = [reader.conflict(EntityId(entity)) for entity in db.conflicts.parallel_entities(session.database)]
        by_entity = {conflict.entity: conflict for conflict in found if conflict is not None}
    order = in_printed_order(conflict.subject for conflict in by_entity.values())
    return [by_entity[subject.entity] for subject in order]


def conflict_of(session: Session, entity: EntityId) -> Conflict | None:
    """What is to decide about one record."""
    return Reader(session).conflict(entity)


class Reader:
    """Reads conflicts of one moment; it knows the streams, the machines and the names in them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._database: Database = session.database
        self.subjects = Subjects(session.database)
        self._projections = all_projections()
        self.streams: dict[int, StreamRow] = {stream["sid"]: stream for stream in db.events.streams(session.database)}
        self._machines = _machine_names(session.database)
        self._postponed: dict[EntityId, date] = postponed(session)

    def conflict(self, entity: EntityId) -> Conflict | None:
        """The record with its variants; None where there is nothing to decide."""
        folded = folded_entity(self._database, entity)
        names = asked_conflicts(folded)
        if not names:
            return None
        base = common_base(folded, names)
        sides, fields = self._fields(folded, names)
        nodes = self.nodes(folded, names)
        is_entry = kind_of(entity) == "prog"
        return Conflict(
            entity=entity,
            kind=kind_of(entity),
            subject=self.subjects.of(entity, self._shown(entity)),
            sides=sides,
            fields=fields,
            merged=tuple(self._merged(folded, base, names)),
            heads=folded.heads,
            power=power_over(self._session, entity, nodes),
            waits_for=deciding_unit(entity, nodes),
            record=folded.fields if is_entry else {},
            signed=tuple(signed_records(folded)) if is_entry else (),
            published_twice=is_entry and is_published_twice(folded),
            postponed_until=self._postponed.get(entity),
        )

    def nodes(self, folded: Folded, names: Iterable[str]) -> set[str]:
        """The nodes whose machines gave these fields their values."""
        return {self.streams[variant.by.sid]["node"] for name in names for variant in folded.conflicts[name]}

    def _shown(self, entity: EntityId) -> Row | None:
        return self._projections.shown(self._database, entity)

    def _fields(self, folded: Folded, names: Iterable[str]) -> tuple[tuple[Side, ...], tuple[Disagreement, ...]]:
        """The sides, those of this machine first, and the fields with what each side said."""
        names = tuple(names)
        setters = {variant.by.ref: variant.by for name in names for variant in folded.conflicts[name]}
        by_key: dict[tuple[str, str], Side] = {}
        for applied in sorted(setters.values(), key=lambda one: one.order):
            side = self.side(applied)
            by_key[side.key] = side  # the last one: when this side spoke last
        sides = tuple(sorted(by_key.values(), key=lambda side: (not side.is_here, side.at_ms, side.key)))
        places = {side.key: place for place, side in enumerate(sides)}
        return sides, tuple(self._field(folded, name, places) for name in names)

    def _field(self, folded: Folded, name: str, places: dict[tuple[str, str], int]) -> Disagreement:
        kind = kind_of(folded.events[0].event.entity)
        base = common_base(folded, [name]).fields.get(name)
        variants = tuple(
            Variant(
                variant.by.ref,
                places[self.side(variant.by).key],
                variant.value,
                value_words(self.subjects, name, variant.value),
                variant.by.event.reason,
                milliseconds(variant.by.event.hlc),
            )
            for variant in folded.conflicts[name]
        )
        words = value_words(self.subjects, name, base)
        return Disagreement(name, field_label(kind, name), base, words, variants, is_typable(kind, name))

    def side(self, applied: Applied) -> Side:
        """Who stands behind an event: of an approved record the one who recorded it."""
        stream = self.streams[applied.sid]
        recorder = applied.event.fields.get("recorded_by") if applied.event.type == _PUBLISHED else None
        author = recorder if isinstance(recorder, str) and recorder else applied.event.author
        install = stream["install_id"]
        carried = db.conflicts.carried_by(self._database, applied.sid, applied.ref.seq)
        return Side(
            author=author,
            name=self.subjects.name(author),
            install=install.hex(),
            unit=stream["node"].rpartition("/")[2],
            machine=self._machines.get(install.hex(), ""),
            is_here=install == self._session.journal.writer.install_id,
            at_ms=milliseconds(applied.event.hlc),
            bundle=carried[0] if carried is not None else None,
        )

    def _merged(self, folded: Folded, base: Folded, names: Iterable[str]) -> Iterable[Merged]:
        """The fields that only one side changed since the record parted."""
        kind = kind_of(folded.events[0].event.entity)
        asked, old = set(names), base.fields
        wanted = sorted(folded.fields) if kind == "unit" else ASKED[kind]
        for name in wanted:
            value = folded.fields.get(name)
            is_new = name in folded.fields and value != old.get(name) and (value or old.get(name))
            if is_new and name not in asked and name not in folded.conflicts:
                yield Merged(field_label(kind, name), value_words(self.subjects, name, value))


def signed_records(folded: Folded) -> Iterable[SignedRecord]:
    """The records that were handed in or approved on a branch, and that nobody changed on it afterwards."""
    if is_published_twice(folded):
        return
    last = [*(variant.by for variants in folded.conflicts.values() for variant in variants), *folded.setters.values()]
    for ref in sorted({applied.ref for applied in last if "state" in applied.event.fields}):
        fields: Fields = branch_of(folded, ref).fields
        if fields.get("state") in _SIGNED_STATES:
            yield SignedRecord(record_of(dict(fields)), EntryState(str(fields["state"])), ref)


def is_published_twice(folded: Folded) -> bool:
    """Whether two approved versions of one entry went up, neither of which knew of the other."""
    found = {
        variant.by.ref
        for variants in folded.conflicts.values()
        for variant in variants
        if variant.by.event.type == _PUBLISHED
    }
    return len(found) > 1


def _machine_names(database: Database) -> dict[str, str]:
    """What the trust list calls each installation."""
    store = stored_trust(database)
    if store is None:
        return {}
    return {key.install: key.name for node in store.nodes() for key in store.keys_of_node(node)}
