"""Looking into a file without importing it: who, to whom, what is in it, and what has to come before it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import db.events
import db.intake
import db.sync
from desktop.errors import BundleRefused
from desktop.jobs import Job
from desktop.journal.event import EntityId, Event, UnreadableEvent, decode, kind_of
from desktop.plans.row_names import short_name
from desktop.session import Session
from desktop.sync import limits
from desktop.sync.bundle import bodies, sealing
from desktop.sync.bundle.container import OpenedBundle
from desktop.sync.bundle.manifest import Manifest, SectionType
from desktop.sync.endpoint import endpoint_of, unit_title
from desktop.sync.inbound.comparison import Subjects
from desktop.sync.inbound.event_words import event_words
from desktop.sync.inbound.intake import opened_here, private_bytes
from desktop.sync.inbound.intake_lines import missing_numbers
from desktop.sync.inbound.kept_reports import remember_refusal

MOST_TASKS = 200


@dataclass(frozen=True, slots=True)
class BundleContent:
    """What a file holds of one kind: how many records, and the numbers of their tasks («608/QĐ-TCHQ C.4»).

    `type` is the type of the events, `words` what that is called; `more` counts the tasks that are not named.
    """

    type: str
    words: str
    records: int
    tasks: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What a file says of itself; without this node's key only size and hash (in hexadecimal) are known.

    `new` counts the events that are not in the ledger yet. `needs` are the numbers of the sender's files that have to
    come first, `waits` how many events would wait for them; `is_older` is set where a later file of the same sender
    was imported already.
    """

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
    to_name: str = ""
    new: int = 0
    contents: tuple[BundleContent, ...] = ()
    needs: tuple[int, ...] = ()
    waits: int = 0
    is_older: bool = False


def inspect_bundle(path: Path, session: Session | None = None, job: Job | None = None) -> BundleFacts:
    """Look at a file without importing it; `confirmed` and `refused` count streams and events of its receipt.

    Nothing of it comes into the ledger. Raises BundleRefused, Stopped, the errors of `private_copy` and `endpoint_of`.
    """
    raw = private_bytes(path, limits.FILE_BYTES)
    sealing.check_sealed(raw)
    sha256 = hashlib.sha256(raw).hexdigest()
    if session is None:
        return BundleFacts(len(raw), sha256)
    endpoint = endpoint_of(session)
    try:
        opened = opened_here(session, endpoint, raw)
        events = list(_events(opened, job or Job()))
    except BundleRefused as refusal:
        remember_refusal(session, raw, path.name, refusal)
        raise
    manifest, database = opened.manifest, endpoint.database
    known = db.sync.bundle_by_hash(database, "in", opened.digest)
    there, waits = _known_and_waiting(session, manifest)
    total = sum(segment.n for segment in manifest.segs)
    peer = db.sync.peer(database, bytes.fromhex(manifest.from_install))
    return BundleFacts(
        size=len(raw),
        sha256=sha256,
        is_open=True,
        from_node=manifest.from_node,
        from_name=unit_title(manifest.from_node, database),
        to_node=manifest.to,
        generation=manifest.gen,
        number=manifest.no,
        at_ms=manifest.hlc,
        made_by=manifest.made_by,
        app=manifest.app,
        events=total,
        streams=len(manifest.segs),
        confirmed=len(manifest.have),
        refused=len(manifest.rejected),
        has_trust=any(section.type is SectionType.TRUST for section in manifest.sections),
        imported_at_ms=known["at"] if known is not None else None,
        to_name=unit_title(manifest.to, database),
        new=total - there,
        contents=tuple(_contents(session, events)),
        needs=missing_numbers(database, manifest) if waits else (),
        waits=waits,
        is_older=peer is not None and (peer["generation"], peer["last_in"]) > (manifest.gen, manifest.no),
    )


def _events(opened: OpenedBundle, job: Job) -> Iterator[Event]:
    """The events that can be read; what cannot is told by the import."""
    section = next((found for found in opened.sections if found.entry.type is SectionType.EVENTS), None)
    counts = [segment.n for segment in opened.manifest.segs]
    for place, found in enumerate(bodies.read_bodies(section.raw if section else b"", counts)):
        job.report(place, len(counts), "Đang đọc tệp")
        for body in found:
            job.check()
            try:
                if not body.withheld:
                    yield decode(body.raw)
            except UnreadableEvent:
                continue


def _known_and_waiting(session: Session, manifest: Manifest) -> tuple[int, int]:
    """How many of a file's events are in the ledger, and how many would wait for earlier ones."""
    database, there, waits = session.database, 0, 0
    for segment in manifest.segs:
        stream = db.events.stream(database, bytes.fromhex(segment.stream))
        sid, frontier = (stream["sid"], stream["frontier"]) if stream is not None else (-1, 0)
        there += db.intake.stored_between(database, sid, segment.first, segment.cp.seq)
        between = segment.first - frontier - 1
        if between > db.intake.stored_between(database, sid, frontier + 1, segment.first - 1):
            waits += segment.n
    return there, waits


def _contents(session: Session, events: list[Event]) -> Iterator[BundleContent]:
    """Kind by kind, those with most records first; tasks by their numbers in printed order."""
    subjects, named = Subjects(session.database), _names_within(events)
    by_type: dict[str, dict[EntityId, None]] = {}
    for event in events:
        by_type.setdefault(event.type, {})[event.entity] = None
    for type_, entities in sorted(by_type.items(), key=lambda found: (-len(found[1]), found[0])):
        tasks: dict[EntityId, None] = {}
        for entity in entities:
            if (task := _task_of(entity)) is not None:
                tasks[task] = None
        labels = [label for task in list(tasks)[: 2 * MOST_TASKS] if (label := _label(subjects, named, task))]
        shown = tuple(dict.fromkeys(labels))[:MOST_TASKS]
        words = event_words(type_, next(iter(entities)))
        yield BundleContent(type_, words, len(entities), shown, max(len(tasks) - len(shown), 0) if shown else 0)


def _task_of(entity: EntityId) -> EntityId | None:
    kind, *parts = entity.split("/")
    return EntityId(f"task/{parts[0]}") if kind in {"task", "asg", "alloc", "prog", "att", "obl"} and parts else None


def _names_within(events: list[Event]) -> dict[EntityId, str]:
    """The names of rows that only the file knows, with the number of their plan where that is in it too."""
    plans = {event.entity: str(event.fields.get("number", "")) for event in events if kind_of(event.entity) == "plan"}
    found: dict[EntityId, str] = {}
    for event in events:
        path = event.fields.get("path")
        if event.type == "task.issued" and isinstance(path, list) and event.fields.get("kind") == "task":
            plan = plans.get(EntityId(str(event.fields.get("plan"))), "")
            found[event.entity] = " ".join(part for part in (plan, short_name([str(label) for label in path])) if part)
    return found


def _label(subjects: Subjects, named: dict[EntityId, str], task: EntityId) -> str:
    subject = subjects.of(task)
    if subject.label:
        return " ".join(part for part in (subject.plan_number, subject.label) if part)
    return named.get(task, "")
